//! Words of saying, and how they stand in their clause.
//!
//! In: a [`Frame`]. Out: its [`Cue`]s in text order. Looking for the rest of a verb is bounded by [`REACH`] units.

use super::frames::Frame;
use super::leads::Lead;
use super::leads::lead;
use super::words::Class;
use crate::lang::Lang;
use crate::segment::Document;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How many units a verb and its auxiliary or prefix may be apart: the longest German verbal brackets of news prose.
pub(super) const REACH: usize = 40;

/// What a word of saying does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Tells what is said: sagen.
    Say,
    /// Tells what is thought: hoffen.
    Think,
    /// Asks.
    Ask,
    /// An act done by speaking: kritisieren.
    Perform,
    /// Puts a name on something: nennen.
    Call,
    /// Accompanies speech: lachen.
    Mime,
    /// A preposition or particle: laut, so, selon.
    Attribute,
    /// "mit den Worten".
    Words,
}

/// A word of saying.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The unit of the word.
    pub(super) unit: usize,
    /// The unit of its finite verb: itself or an auxiliary.
    pub(super) finite: usize,
    /// The last unit of the verb, with auxiliary and separated prefix, or of the words that attribute.
    pub(super) end: usize,
    /// What it does.
    pub(super) act: Act,
    /// Whether it is a bare infinitive or present participle ("adding").
    pub(super) bare: bool,
}

impl Cue {
    /// An attribution of the words from `at` to `last`.
    fn attribution(at: usize, last: usize) -> Self {
        Self { unit: at, finite: at, end: last, act: Act::Attribute, bare: false }
    }
}

/// One reading of a verb form in the table.
#[derive(Clone, Copy)]
struct Form {
    act: Act,
    shape: u8,
    prefix: &'static str,
}

/// The readings of a table value: `class form` or `class form prefix`, parted by `;`.
fn readings(value: &'static str) -> impl Iterator<Item = Form> {
    value.split("; ").filter_map(|reading| {
        let mut parts = reading.split(' ');
        let act = match parts.next()? {
            "say" => Act::Say,
            "think" => Act::Think,
            "ask" => Act::Ask,
            "act" => Act::Perform,
            "call" => Act::Call,
            _ => Act::Mime,
        };
        Some(Form { act, shape: *parts.next()?.as_bytes().first()?, prefix: parts.next().unwrap_or("") })
    })
}

/// The readings of a verb form, taken from the table on first use.
fn verb_readings(lang: Lang, norm: &str) -> Option<&'static [Form]> {
    static ALL: LazyLock<Vec<FxHashMap<&'static str, Vec<Form>>>> = LazyLock::new(|| {
        let verbs = |lang: Lang| lang.tables().speech_verbs.sorted();
        Lang::ALL
            .into_iter()
            .map(|lang| verbs(lang).into_iter().map(|(verb, value)| (verb, readings(value).collect())).collect())
            .collect()
    });
    ALL[lang as usize].get(norm).map(Vec::as_slice)
}

/// Finds the words of saying of a frame.
pub(super) fn cues(document: &Document, frame: &Frame) -> Vec<Cue> {
    let reader = Reader { document, frame };
    (0..frame.units.len()).filter_map(|at| reader.cue(at)).collect()
}

struct Reader<'a> {
    document: &'a Document,
    frame: &'a Frame,
}

impl<'a> Reader<'a> {
    fn class(&self, at: usize) -> Option<Class> {
        self.frame.units.get(at).map(|unit| unit.class)
    }

    fn norm(&self, at: usize) -> &'a str {
        match self.frame.units.get(at) {
            Some(unit) if unit.class != Class::Quote => self.document.norm(&self.document.tokens[unit.token as usize]),
            _ => "",
        }
    }

    fn cue(&self, at: usize) -> Option<Cue> {
        if let Some(cue) = self.led(at) {
            return Some(cue);
        }
        match self.class(at)? {
            Class::Verb => self.verb(at),
            Class::Attr => self.attribution(at),
            Class::Noun if self.norm(at) == "worten" => self.wording(at),
            _ => None,
        }
    }

    /// "according to", "d'après", and what leads to one's own account only: "by its own admission".
    fn led(&self, at: usize) -> Option<Cue> {
        let Lead { words, own } = lead(self.document.lang, |next| self.norm(at + next))?;
        let first = at + words;
        let fits =
            if own { self.own_account(first) } else { self.nominal(first) || self.class(first) == Some(Class::Quote) };
        fits.then(|| Cue::attribution(at, first - 1))
    }

    /// Whether a phrase is somebody's own account: "its own figures", "son propre aveu".
    fn own_account(&self, at: usize) -> bool {
        let tables = self.document.lang.tables();
        let own = (at..at + 3).find(|&next| tables.own_words.has(self.norm(next)));
        own.is_some_and(|own| {
            (own + 1..own + 4)
                .take_while(|&next| self.nominal(next))
                .any(|next| tables.speech_nouns.has(self.norm(next)))
        })
    }

    /// "laut", "so", "zufolge", "selon"; "nach" only before a noun of saying.
    fn attribution(&self, at: usize) -> Option<Cue> {
        let after = self.class(at + 1);
        let nominal =
            matches!(after, Some(Class::Noun | Class::Det | Class::Obl | Class::Quote | Class::Adv | Class::Lower));
        match self.norm(at) {
            "so" => {
                let parted = at == 0
                    || matches!(self.class(at - 1), Some(Class::Comma | Class::Quote | Class::Break | Class::Mark));
                (parted && matches!(after, Some(Class::Noun | Class::Det)) && at > 0).then(|| Cue::attribution(at, at))
            }
            "nach" => {
                let noun = (at + 1..at + 6).take_while(|&next| self.nominal(next)).any(|next| self.of_saying(next));
                noun.then(|| Cue::attribution(at, at))
            }
            "zufolge" => (at > 0).then(|| Cue::attribution(at, at)),
            _ => nominal.then(|| Cue::attribution(at, at)),
        }
    }

    fn nominal(&self, at: usize) -> bool {
        matches!(self.class(at), Some(Class::Noun | Class::Obl | Class::Det | Class::Lower | Class::Mark))
    }

    fn of_saying(&self, at: usize) -> bool {
        self.class(at) == Some(Class::Noun) && self.document.lang.tables().speech_nouns.has(self.norm(at))
    }

    /// A verb, with its auxiliary or prefix where the form needs one.
    fn verb(&self, at: usize) -> Option<Cue> {
        let norm = self.norm(at);
        let forms = verb_readings(self.document.lang, norm)?;
        let whole =
            |form: Form, finite: usize, bare: bool| Cue { unit: at, finite, end: finite.max(at), act: form.act, bare };
        if let Some((form, prefix)) = self.separated(at, forms) {
            return Some(Cue { end: prefix, ..whole(form, at, false) });
        }
        if norm.starts_with("hei") || norm.starts_with("hie") {
            self.said(at)?; // "hieß es", not "hieß Müller"
        }
        if self.document.lang == Lang::De && (norm.starts_with("spr") || norm == "gesprochen") {
            self.spoken(at)?; // "sprach von …", not "sprach mit …"
        }
        let plain = |shape: u8| forms.iter().copied().find(|form| form.prefix.is_empty() && form.shape == shape);
        let auxiliary = self.auxiliary(at);
        if let Some(form) = plain(b'x')
            && let Some(auxiliary) = auxiliary
        {
            return Some(whole(form, auxiliary, false));
        }
        if let Some(form) = plain(b's') {
            return Some(whole(form, at, false));
        }
        if let Some(form) = plain(b'p').or_else(|| plain(b'k')) {
            let finite = auxiliary.unwrap_or(at);
            return Some(whole(form, finite, at > 0 && matches!(self.norm(at - 1), "zu" | "to")));
        }
        plain(b'i').or_else(|| plain(b'd')).map(|form| whole(form, auxiliary.unwrap_or(at), true))
    }

    /// The reading of a German verb whose separated prefix stands at the end of the clause.
    fn separated(&self, at: usize, forms: &[Form]) -> Option<(Form, usize)> {
        if self.document.lang != Lang::De || !forms.iter().any(|form| !form.prefix.is_empty()) {
            return None;
        }
        let end = self.frame.units.len();
        (at + 1..end.min(at + REACH))
            .take_while(|&next| !matches!(self.class(next), Some(Class::Break | Class::Colon)))
            .filter(|&next| self.prefix_like(next) && self.clause_ends(next + 1))
            .find_map(|next| Some((forms.iter().copied().find(|form| form.prefix == self.norm(next))?, next)))
    }

    /// Whether a form of "heißen" has "es" beside it.
    fn said(&self, at: usize) -> Option<()> {
        let before = at.checked_sub(1).map_or("", |before| self.norm(before));
        let near = (at.saturating_sub(6)..at)
            .any(|before| self.norm(before) == "es" && self.class(before) == Some(Class::Pron));
        (self.norm(at + 1) == "es" || before == "es" || near).then_some(())
    }

    /// Whether a form of "sprechen" has "von" in its clause, or a quotation beside it.
    fn spoken(&self, at: usize) -> Option<()> {
        let clause = at.saturating_sub(REACH)..(at + REACH).min(self.frame.units.len());
        let parts = |&unit: &usize| matches!(self.class(unit), Some(Class::Break | Class::Comma | Class::Colon));
        let after = (at..clause.end).take_while(|unit| !parts(unit));
        let before = (clause.start..at).rev().take_while(|unit| !parts(unit));
        let quote = at > 1 && self.class(at - 2) == Some(Class::Quote);
        (quote || after.chain(before).any(|unit| matches!(self.norm(unit), "von" | "vom"))).then_some(())
    }

    /// "mit den Worten", "mit folgenden Worten".
    fn wording(&self, at: usize) -> Option<Cue> {
        let mit = (at.saturating_sub(3)..at).any(|before| self.norm(before) == "mit");
        (mit && self.norm(at) == "worten").then_some(Cue {
            unit: at,
            finite: at,
            end: at,
            act: Act::Words,
            bare: false,
        })
    }

    /// Whether a word can be a separated prefix: short, and no verb, pronoun or mark.
    fn prefix_like(&self, at: usize) -> bool {
        const LONGEST: usize = 10; // "protokoll"
        let never = [Class::Verb, Class::Aux, Class::Comma, Class::Mark, Class::Pron, Class::Quote];
        self.class(at).is_some_and(|class| !never.contains(&class)) && self.norm(at).len() <= LONGEST
    }

    fn clause_ends(&self, at: usize) -> bool {
        !matches!(
            self.class(at),
            Some(Class::Noun | Class::Det | Class::Obl | Class::Lower | Class::Number | Class::Adv | Class::Prep)
        )
    }

    /// The auxiliary of a participle or infinitive, in the same clause.
    fn auxiliary(&self, at: usize) -> Option<usize> {
        if self.document.lang == Lang::De && self.class(at + 1) == Some(Class::Aux) {
            return Some(at + 1);
        }
        let reach = match self.document.lang {
            Lang::De => REACH,
            _ => 6,
        };
        let mut commas = 0;
        for before in (at.saturating_sub(reach)..at).rev() {
            match self.class(before)? {
                Class::Aux => return Some(before),
                Class::Break | Class::Colon | Class::Sub => return None,
                Class::Quote if self.class(before + 1) == Some(Class::Comma) => return None,
                Class::Comma | Class::Coord if self.document.lang != Lang::De => return None,
                Class::Comma => {
                    commas += 1;
                    if commas > 2 {
                        return None;
                    }
                }
                _ => {}
            }
        }
        None
    }
}
