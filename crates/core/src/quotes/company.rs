//! Whether a stretch in marks is somebody's words, by its looks and by the company it keeps.
//!
//! In: a stretch in its frame. Out: yes or no. Names, titles, brands, slogans and scare quotes stand after nouns that
//! announce them, are capitalised throughout, or have no word of saying near.

use super::cues::Act;
use super::cues::Cue;
use super::frames::Frame;
use super::frames::Unit;
use super::marks::Marked;
use super::people::suffix;
use super::words::Class;
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
        if self.titled(frame, at) && look.words <= LONGEST_NAME || self.named_after(frame, at) {
            return false;
        }
        let leads = at < company.plain;
        if marked.continues || leads && company.taken_up {
            return true;
        }
        let colon = at > 0 && frame.units[at - 1].class == Class::Colon;
        let sentence = look.verb && look.words >= 3 || look.words >= SENTENCE || look.closed && look.words >= 2;
        match company.cue {
            Some(cue) if cue.act == Act::Mime => company.taken_up && sentence,
            Some(cue) => {
                !look.name_like
                    || look.words >= LONGEST_NAME
                    || colon
                    || self.governed(frame, at)
                    || cue.act == Act::Call && cue.unit < at
            }
            None => sentence && (colon || company.plain == frame.units.len() || leads && look.verb),
        }
    }

    /// How the words in marks look.
    fn look(&self, marked: Marked) -> Look {
        let tokens = &self.document.tokens;
        let first = tokens.partition_point(|token| token.span.start < marked.inner.start);
        let text = &self.article.text;
        let inner = marked.inner.of(text);
        let mut look =
            Look { words: 0, verb: false, closed: inner.ends_with(['.', '!', '?', '…', ',']), name_like: true };
        for (token, class) in tokens[first..].iter().zip(&self.classes[first..]) {
            if token.span.start >= marked.inner.end || look.words > 40 {
                break;
            }
            if token.kind != TokenKind::Mark {
                look.words += 1;
                look.verb |= matches!(class, Class::Aux | Class::Verb);
                look.name_like &=
                    !matches!(class, Class::Lower | Class::Verb | Class::Aux | Class::Sub | Class::Adv | Class::Pron)
                        || token.kind == TokenKind::Number;
            }
        }
        look
    }

    /// Whether the noun before a stretch says that a name or title follows.
    fn titled(&self, frame: &Frame, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| frame.units.get(at)) else { return false };
        let norm = self.norm(before);
        match before.class {
            Class::Colon => {
                at >= 2
                    && frame.units[at - 2].class == Class::Noun
                    && self.names_things(self.document.norm(&self.document.tokens[frame.units[at - 2].token as usize]))
            }
            Class::Noun | Class::Lower => {
                self.names_things(norm)
                    || matches!(
                        norm,
                        "namens"
                            | "genannte"
                            | "genannten"
                            | "genannter"
                            | "sogenannte"
                            | "sogenannten"
                            | "sogenannter"
                            | "sogenanntes"
                            | "titled"
                            | "entitled"
                            | "intitulé"
                            | "intitulée"
                            | "baptisé"
                            | "baptisée"
                    )
            }
            _ => false,
        }
    }

    fn names_things(&self, norm: &str) -> bool {
        match self.document.lang {
            Lang::De => suffix(norm, |part| self.tables().titled_nouns.get(part)).is_some(),
            _ => self.tables().titled_nouns.has(norm),
        }
    }

    /// Whether what follows says that the stretch is a name: „X“ heißt, genannt.
    fn named_after(&self, frame: &Frame, at: usize) -> bool {
        let after = frame.units.get(at + 1).filter(|unit| unit.class != Class::Quote);
        after.is_some_and(|unit| {
            matches!(
                self.document.norm(&self.document.tokens[unit.token as usize]),
                "heißt"
                    | "heissen"
                    | "heißen"
                    | "hieß"
                    | "hießen"
                    | "genannt"
                    | "genannte"
                    | "genannten"
                    | "getauft"
                    | "nannte"
                    | "-"
            )
        })
    }

    /// Whether the word before governs a judgement: "als „…“", "sei „…“", "von „…“".
    fn governed(&self, frame: &Frame, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|at| frame.units.get(at)) else { return false };
        let norm = if before.class == Class::Quote { "" } else { self.norm(before) };
        matches!(before.class, Class::Aux | Class::Colon) || matches!(norm, "als" | "as" | "it" | "comme" | "wie")
    }
}
