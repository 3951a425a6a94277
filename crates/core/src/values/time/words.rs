//! The tokens of an article as the readers of time walk over them.

use super::meanings::ClockWord;
use super::meanings::Meaning;
use super::vocabulary::Vocabulary;
use crate::lang::Lang;
use crate::segment::Document;
use crate::segment::TokenKind;
use crate::text::Article;
use crate::text::Span;
use crate::values::Context;
use crate::values::bounds::Hedge;
use crate::values::bounds::bounds;
use crate::values::numerals::Numeral;
use crate::values::numerals::numeral;
use crate::values::signs::Signs;

/// The words of an article and the meanings of its language. Everything past the last token is empty.
pub(super) struct Words<'t> {
    pub(super) article: &'t Article,
    pub(super) document: &'t Document,
    pub(super) vocabulary: &'static Vocabulary,
    pub(super) lang: Lang,
    context: &'t Context<'t>,
}

impl<'t> Words<'t> {
    pub(super) fn new(context: &'t Context<'t>) -> Self {
        Self {
            article: context.article,
            document: context.document,
            vocabulary: Vocabulary::of(context.lang),
            lang: context.lang,
            context,
        }
    }

    /// What a token can be.
    #[inline]
    pub(super) fn signs(&self, at: usize) -> Signs {
        self.context.signs(at)
    }

    #[inline]
    pub(super) fn norm(&self, at: usize) -> &'t str {
        self.document.tokens.get(at).map_or("", |token| self.document.norm(token))
    }

    #[inline]
    pub(super) fn text(&self, at: usize) -> &'t str {
        self.document.tokens.get(at).map_or("", |token| token.span.of(&self.article.text))
    }

    #[inline]
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.document.tokens.get(at).map(|token| token.kind)
    }

    /// Whether a token follows the one before it without a gap.
    #[inline]
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0
            && match (self.document.tokens.get(at - 1), self.document.tokens.get(at)) {
                (Some(left), Some(right)) => left.span.end == right.span.start,
                _ => false,
            }
    }

    /// Whether a token follows the one before it within the paragraph: times do not run over line breaks in the text.
    #[inline]
    pub(super) fn near(&self, at: usize) -> bool {
        at > 0
            && match (self.document.tokens.get(at - 1), self.document.tokens.get(at)) {
                (Some(left), Some(right)) => {
                    let gap = &self.article.text.as_bytes()[left.span.end as usize..right.span.start as usize];
                    gap.len() <= 1 || (gap.len() < 16 && !gap.contains(&b'\n'))
                }
                _ => false,
            }
    }

    /// Whether a token follows the one before it by at most one space.
    pub(super) fn beside(&self, at: usize) -> bool {
        self.near(at) && self.document.tokens[at].span.start - self.document.tokens[at - 1].span.end <= 2
    }

    /// Whether a token is one of these words or marks.
    #[inline]
    pub(super) fn is(&self, at: usize, any: &[&str]) -> bool {
        any.contains(&self.norm(at))
    }

    /// Whether a word begins with a capital letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.text(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// A run of one to `longest` digits.
    pub(super) fn digits(&self, at: usize, longest: usize) -> Option<u32> {
        let text = self.text(at);
        (self.kind(at) == Some(TokenKind::Number) && text.len() <= longest).then(|| text.parse().ok())?
    }

    /// A run of exactly so many digits.
    pub(super) fn digits_of(&self, at: usize, count: usize) -> Option<u32> {
        self.digits(at, count).filter(|_| self.text(at).len() == count)
    }

    /// Digits and what is glued to them in one word: "30pm", "12th", "20h30".
    pub(super) fn mixed(&self, at: usize) -> Option<(u32, &'t str)> {
        let norm = self.norm(at);
        let split = norm.find(|c: char| !c.is_ascii_digit())?;
        if split == 0 || split > 4 {
            return None;
        }
        Some((norm[..split].parse().ok()?, &norm[split..]))
    }

    /// The number in digits or words at a token, and the token after it.
    pub(super) fn numeral(&self, at: usize) -> Option<(Numeral, usize)> {
        if !self.signs(at).any(Signs::COUNT) {
            return None;
        }
        numeral(self.context, at).map(|found| (found, found.tokens.1 as usize))
    }

    /// A whole number below 100 in words or digits, no ordinal.
    pub(super) fn cardinal(&self, at: usize) -> Option<(u16, usize)> {
        let (found, next) = self.numeral(at)?;
        // "ein Uhr" is a time; "a percentage point" counts nothing.
        let article = found.article && !matches!(self.clock_word(next), Some((ClockWord::Hour, _)));
        let plain =
            !article && !found.ordinal && !found.fraction && found.rest.is_empty() && found.fraction_digits == 0;
        (plain && (0.0..100.0).contains(&found.value) && found.value.fract() == 0.0)
            .then_some((found.value as u16, next))
    }

    /// The longest phrase at a token with a meaning that `pick` takes, which is one of `meanings`, and the token after it.
    #[inline]
    pub(super) fn find<T>(
        &self,
        at: usize,
        meanings: Signs,
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        if !self.signs(at).any(meanings) {
            return None;
        }
        self.vocabulary.starting(self.norm(at)).iter().find_map(|entry| {
            let taken = pick(entry.meaning)?;
            let next = at + 1 + entry.rest.len();
            let fits = entry.rest.iter().enumerate().all(|(i, word)| {
                let at = at + 1 + i;
                self.near(at) && (self.norm(at) == word || (word == "'" && self.norm(at) == "’"))
            });
            fits.then_some((taken, next))
        })
    }

    /// The longest phrase that ends before token `end`, and where it begins.
    pub(super) fn find_before<T>(
        &self,
        end: usize,
        meanings: Signs,
        pick: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(T, usize)> {
        (1..=4.min(end)).rev().find_map(|len| {
            let at = end - len;
            self.find(at, meanings, &pick).filter(|&(_, next)| next == end).map(|(taken, _)| (taken, at))
        })
    }

    pub(super) fn clock_word(&self, at: usize) -> Option<(ClockWord, usize)> {
        self.find(at, Meaning::CLOCK, |meaning| match meaning {
            Meaning::Clock(word) => Some(word),
            _ => None,
        })
    }

    /// Whether a word follows at a token that an English number before it can count: neither the end of a phrase, nor a
    /// function word, nor a word of time; "-" goes on with a compound.
    pub(super) fn counts_on(&self, at: usize) -> bool {
        let compound = self.is(at, &["-"]) && self.glued(at);
        let timely = Meaning::WEEKDAY.and(Meaning::RELATIVE).and(Meaning::PART).and(Meaning::CLOCK).and(Meaning::MONTH);
        let word = self.near(at) && self.kind(at) == Some(TokenKind::Word);
        compound || word && !self.signs(at).any(timely) && !self.lang.tables().stopwords.has(self.norm(at))
    }

    /// The words of bound at a token ("mehr als", "mindestens rund"), and the token after them.
    pub(super) fn hedge(&self, at: usize) -> (Option<Hedge>, usize) {
        let table = &bounds(self.lang).before;
        let mut found: Option<Hedge> = None;
        let mut next = at;
        // Two in a row are common, three are none.
        for _ in 0..2 {
            let bound = self.signs(next).any(Signs::BOUND);
            let Some((words, hedge)) = bound.then(|| table.at(self.document, next)).flatten() else { break };
            found = Some(found.map_or(hedge, |first| first.and(hedge)));
            next += words;
        }
        (found, next)
    }

    /// Whether a token is a word of bound by itself.
    pub(super) fn bounding(&self, at: usize) -> bool {
        self.hedge(at).1 == at + 1
    }

    /// Past a stop that is glued to the token before.
    pub(super) fn past_stop(&self, at: usize) -> usize {
        if self.norm(at) == "." && self.glued(at) { at + 1 } else { at }
    }

    /// From the first byte of token `from` to the last of the token before `next`.
    pub(super) fn span(&self, from: usize, next: usize) -> Span {
        let (first, last) = (&self.document.tokens[from], &self.document.tokens[next.max(from + 1) - 1]);
        first.span.hull(last.span)
    }
}
