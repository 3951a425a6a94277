//! Whether a stretch in marks is somebody's words, by its looks and by the company it keeps.
//!
//! In: a stretch in its frame. Out: yes or no. Names, titles, brands, slogans and scare quotes stand after nouns that
//! announce them, are capitalised throughout, or have no word of saying near.

use super::cues::Act;
use super::cues::Cue;
use super::cues::REACH;
use super::frames::Frame;
use super::frames::Unit;
use super::genders::suffix;
use super::marks::Marked;
use super::words::Class;
use super::words::reported;
use crate::lang::Lang;
use crate::lang::Tables;
use crate::segment::Document;
use crate::segment::TokenKind;
use crate::text::Article;

/// From how many words on a stretch can be a sentence of its own without a verb that the tables know.
const SENTENCE: usize = 6;

/// From how many words on a stretch in marks is no name or title.
const LONGEST_NAME: usize = 9;

/// What the words in marks look like.
#[derive(Clone, Copy, Debug)]
struct Look {
    words: usize,
    /// Holds a verb that the tables know.
    verb: bool,
    /// Ends in a full stop, question or exclamation mark, or a comma.
    closed: bool,
    /// Every word that carries content is capitalised.
    name_like: bool,
}

/// What stands around a stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Company {
    /// Its unit.
    pub(super) at: usize,
    /// The word of saying that it belongs to.
    pub(super) cue: Option<Cue>,
    /// Whether that word takes it up: „…“, sagte X.
    pub(super) taken_up: bool,
    /// Where the frame's plain words begin.
    pub(super) plain: usize,
    /// Whether the sentence before is somebody's words too.
    pub(super) carried: bool,
}

/// The first unit of a frame that is neither mark nor stretch.
pub(super) fn plain_from(frame: &Frame) -> usize {
    let marks = [Class::Mark, Class::Break, Class::Quote, Class::Comma];
    frame.units.iter().position(|unit| !marks.contains(&unit.class)).unwrap_or(frame.units.len())
}

/// Judges stretches.
pub(super) struct Judge<'a> {
    pub(super) article: &'a Article,
    pub(super) document: &'a Document,
    pub(super) classes: &'a [Class],
}

impl<'a> Judge<'a> {
    fn tables(&self) -> &'static Tables {
        self.document.lang.tables()
    }

    fn norm(&self, unit: &Unit) -> &'a str {
        if unit.class == Class::Quote { "" } else { self.document.norm(&self.document.tokens[unit.token as usize]) }
    }

    /// Whether a stretch is a quotation.
    pub(super) fn quoted(&self, frame: &Frame, marked: Marked, company: &Company) -> bool {
        let at = company.at;
        let look = self.look(marked);
        if look.words == 0 || self.article.text[..marked.outer.start as usize].ends_with('=') {
            return false;
        }
        if self.titled(frame, at) && look.words <= LONGEST_NAME || self.source_itself(frame, at) {
            return false;
        }
        let leads = at < company.plain;
        if marked.continues || leads && company.taken_up && company.cue.is_some_and(|cue| cue.act != Act::Mime) {
            return true;
        }
        let colon = at > 0 && frame.units[at - 1].class == Class::Colon;
        let sentence = look.verb && look.words >= 3 || look.words >= SENTENCE || look.closed && look.words >= 2;
        let wording = !look.name_like || look.words >= LONGEST_NAME || self.governed(frame, at);
        match company.cue {
            Some(cue) if cue.act == Act::Mime => company.taken_up && sentence,
            Some(cue) => wording || colon && !self.bracketed(frame, at) || cue.act == Act::Call && cue.unit < at,
            None if wording && self.reported(frame, at, company) => true,
            None => sentence && (colon || company.plain == frame.units.len() || leads && look.verb),
        }
    }

    /// Whether the stretch is the name of the source: "laut „Nordbote“".
    fn source_itself(&self, frame: &Frame, at: usize) -> bool {
        at > 0 && frame.units[at - 1].class == Class::Attr && self.norm(&frame.units[at - 1]) != "so"
    }

    /// Whether the stretch explains a word in brackets: "(kurz: „IG Hafen“)".
    fn bracketed(&self, frame: &Frame, at: usize) -> bool {
        frame.units[at.saturating_sub(4)..at].iter().any(|unit| self.norm(unit) == "(")
    }

    /// How the words in marks look.
    fn look(&self, marked: Marked) -> Look {
        let tokens = &self.document.tokens;
        let first = tokens.partition_point(|token| token.span.start < marked.inner.start);
        let text = &self.article.text;
        let inner = marked.inner.of(text);
        let mut look = Look {
            words: 0,
            verb: false,
            closed: inner.ends_with(['.', '!', '?', '…', ',']),
            name_like: !inner.starts_with(char::is_lowercase),
        };
        let mut last = "";
        for (token, class) in tokens[first..].iter().zip(&self.classes[first..]) {
            if token.span.start >= marked.inner.end || look.words > 40 {
                break;
            }
            if token.kind != TokenKind::Mark {
                look.words += 1;
                look.verb |= matches!(class, Class::Aux | Class::Verb | Class::Reported);
                look.name_like &= Self::fits_a_name(*class, self.document.norm(token));
                last = self.document.norm(token);
            }
        }
        let abstract_noun = || suffix(&self.tables().abstract_endings, last, |_| true).is_some();
        look.name_like = look.name_like && !abstract_noun();
        look
    }

    /// Whether a word may stand in a name: nouns, numbers, function words, also those of other languages.
    fn fits_a_name(class: Class, norm: &str) -> bool {
        match class {
            Class::Verb | Class::Aux | Class::Sub | Class::Adv | Class::Pron | Class::Reported => false,
            Class::Lower => norm.len() < 2 || Lang::ALL.iter().any(|lang| lang.tables().clause_words.has(norm)),
            _ => true,
        }
    }

    /// Whether the word before a stretch says that a name or title follows, or the one after it that it was one.
    fn titled(&self, frame: &Frame, at: usize) -> bool {
        let unit = |at: usize| frame.units.get(at).map_or("", |unit| self.norm(unit));
        let before = |back: usize| at.checked_sub(back).map_or("", &unit);
        let noun = if before(1) == ":" { before(2) } else { before(1) };
        let after = if unit(at + 1) == "," && unit(at + 2) == "so" { unit(at + 3) } else { unit(at + 1) };
        self.names_things(noun) || after == "-" || self.tables().titled_nouns.get(after) == Some("after")
    }

    fn names_things(&self, norm: &str) -> bool {
        let nouns = &self.tables().titled_nouns;
        match self.document.lang {
            Lang::De => suffix(nouns, norm, str::is_empty).is_some(),
            _ => nouns.get(norm) == Some(""),
        }
    }

    /// Whether the word before makes the stretch a judgement: "als „…“", "sei „…“", "ein „…“".
    fn governed(&self, frame: &Frame, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| frame.units.get(at)) else { return false };
        before.class == Class::Aux || self.tables().quote_governors.has(self.norm(before))
    }

    /// "würde", "hätten": they carry reported speech on.
    fn remote(&self, unit: &Unit) -> bool {
        let norm = self.norm(unit);
        norm.contains(['ü', 'ä', 'ö'])
            && (norm.ends_with("te")
                || norm.ends_with("ten")
                || norm.ends_with("re")
                || norm.ends_with("ren")
                || norm.starts_with("würde"))
    }

    /// Whether a verb of the sentence is in the form of reported speech.
    fn reported(&self, frame: &Frame, at: usize, company: &Company) -> bool {
        let near = at.saturating_sub(REACH)..(at + REACH).min(frame.units.len());
        frame.units[near].iter().any(|unit| match unit.class {
            Class::Reported => true,
            Class::Verb | Class::Aux => {
                reported(self.tables(), self.norm(unit)) || company.carried && self.remote(unit)
            }
            _ => false,
        })
    }
}
