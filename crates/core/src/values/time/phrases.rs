//! Times that are counted from a day: weekdays, "gestern", "letzte Woche", "Ende des Monats", "in der Nacht zu Dienstag".

use super::clock;
use super::dates;
use super::dates::leaning;
use super::dates::weekday_at;
use super::day_parts::part_of_day;
use super::durations;
use super::expression::Base;
use super::expression::Clock;
use super::expression::Origin;
use super::meanings::DayPart;
use super::meanings::Form;
use super::meanings::Lean;
use super::meanings::Meaning;
use super::meanings::Relative;
use super::meanings::Section;
use super::meanings::Unit;
use super::meanings::part_of_code;
use super::sections::part_of_period;
use super::sections::section;
use super::weekdays::weekday;
use super::words::Words;
use crate::lang::Lang;
use crate::segment::TokenKind;
use crate::values::signs::Signs;

/// A period with the part of the day and the section that its phrase names, and the token after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Phrase {
    pub(super) base: Base,
    pub(super) clock: Option<Clock>,
    pub(super) section: Option<Section>,
    pub(super) next: usize,
}

impl Phrase {
    pub(super) fn of(base: Base, next: usize) -> Self {
        Self { base, clock: None, section: None, next }
    }
}

/// A reader of phrases.
type Reader = fn(&Words, usize) -> Option<Phrase>;

/// The readers, each with the signs that its first token must have one of.
const READERS: [(Signs, Reader); 10] = [
    (Signs::ANY, whole_date),
    (Meaning::WEEKDAY.and(Meaning::WEEKDAY_PART), weekday),
    (Meaning::RELATIVE, relative),
    (Meaning::LEAN.and(Meaning::UNIT), leaning_period),
    (Meaning::SECTION.and(Meaning::UNIT_SECTION), section),
    (Meaning::PART, part_of_day),
    (Meaning::UNIT, weekend),
    (Signs::COUNT, day_of_month),
    (Meaning::UNIT, this_period),
    (Meaning::LEAN.and(Signs::COUNT), part_of_period),
];

/// The longest date or phrase at a token.
pub(super) fn phrase(words: &Words, at: usize) -> Option<Phrase> {
    let signs = words.signs(at);
    let mut best: Option<Phrase> = None;
    for (needed, read) in READERS {
        if signs.any(needed)
            && let Some(found) = read(words, at)
            && best.is_none_or(|best| found.next > best.next)
        {
            best = Some(found);
        }
    }
    best
}

fn whole_date(words: &Words, at: usize) -> Option<Phrase> {
    let (base, next) = dates::date(words, at)?;
    Some(trailing_lean(words, Phrase::of(base, next)))
}

/// "mars dernier", "samedi prochain": the direction after it, in French.
pub(super) fn trailing_lean(words: &Words, found: Phrase) -> Phrase {
    if words.lang != Lang::Fr {
        return found;
    }
    let leaned =
        lean(words, found.next).and_then(|(to, next)| Some(Phrase { base: leaning(found.base, to)?, next, ..found }));
    leaned.unwrap_or(found)
}

/// The direction at a token: "letzten", "next".
pub(super) fn lean(words: &Words, at: usize) -> Option<(Lean, usize)> {
    words.find(at, Meaning::LEAN, |meaning| match meaning {
        Meaning::Lean(lean) => Some(lean),
        _ => None,
    })
}

pub(super) fn unit(words: &Words, at: usize) -> Option<(Unit, usize)> {
    words.find(at, Meaning::UNIT, |meaning| match meaning {
        Meaning::Unit(1, unit) => Some(unit),
        _ => None,
    })
}

/// "heute", "gestern Abend", "tonight", "am Vortag", "jetzt".
pub(super) fn relative(words: &Words, at: usize) -> Option<Phrase> {
    let (found, next) = words.find(at, Meaning::RELATIVE, |meaning| match meaning {
        Meaning::Relative(relative) => Some(relative),
        _ => None,
    })?;
    // "Morgen" is the morning; "morgen" is tomorrow.
    if words.lang == Lang::De
        && words.norm(at) == "morgen"
        && (words.capital(at) && !starts_sentence(words, at) || before(words, at, &["am"]))
    {
        return None;
    }
    let base = match found {
        Relative::Day(by) => Base::Period { unit: Unit::Day, by, origin: Origin::Reference },
        Relative::Year(by) => Base::Period { unit: Unit::Year, by, origin: Origin::Reference },
        Relative::After(by) => Base::Period { unit: Unit::Day, by, origin: Origin::Anchor },
        Relative::Part(by, code) => {
            let base = Base::Period { unit: Unit::Day, by, origin: Origin::Reference };
            return Some(Phrase { clock: Some(Clock::part(part_of_code(code))), ..Phrase::of(base, next) });
        }
        Relative::Reference(name) => Base::Reference(name),
    };
    Some(Phrase::of(base, next))
}

/// Whether a token is the first of its sentence.
pub(super) fn starts_sentence(words: &Words, at: usize) -> bool {
    let Some(token) = words.document.tokens.get(at) else { return false };
    let sentence = words.document.sentence_at(token.span.start).map(|i| words.document.sentences[i]);
    sentence.is_some_and(|sentence| sentence.tokens.0 as usize == at)
        || at == 0
        || words.is(at - 1, &["„", "»", "“", "\"", "«", ":"])
}

/// "letzte Woche", "kommenden Montag", "vergangenen Oktober", "this evening", "semaine dernière", "die Woche darauf".
pub(super) fn leaning_period(words: &Words, at: usize) -> Option<Phrase> {
    if let Some((to, next)) = lean(words, at) {
        if !words.near(next) {
            return None;
        }
        return leaned(words, at, to, next).map(|found| yonder(words, found));
    }
    after_unit(words, at)
}

/// "ce jour-là": not this one but that.
fn yonder(words: &Words, found: Phrase) -> Phrase {
    let there = words.is(found.next, &["-"]) && words.is(found.next + 1, &["là"]);
    match found.base {
        Base::Period { unit, by: 0, .. } if there => {
            Phrase { base: Base::Period { unit, by: 0, origin: Origin::Anchor }, next: found.next + 2, ..found }
        }
        _ => found,
    }
}

/// What follows a direction.
fn leaned(words: &Words, at: usize, to: Lean, next: usize) -> Option<Phrase> {
    if let Some((part, end)) = clock::part(words, next) {
        return leaned_part(words, to, part, end);
    }
    if let Some((unit, end)) = unit(words, next).filter(|&(unit, _)| unit >= Unit::Day && !plural(words, to, next)) {
        let base = leaned_unit(to, unit)?;
        return Some(weekday_of_week(words, base, end).unwrap_or(Phrase::of(base, end)));
    }
    let found = weekday(words, next).or_else(|| dates::date(words, next).map(|(base, next)| Phrase::of(base, next)))?;
    if let (Lean::Day(by), Base::Weekday { .. }) = (to, found.base) {
        return Some(Phrase { base: Base::Period { unit: Unit::Day, by, origin: Origin::Reference }, ..found });
    }
    if words.norm(at) == "this" && matches!(found.base, Base::Year(_)) {
        return None;
    }
    Some(Phrase { base: leaning(found.base, to)?, ..found })
}

/// Whether "vergangenen Jahren" is meant, which is a length and no year.
fn plural(words: &Words, to: Lean, at: usize) -> bool {
    let near = matches!(to, Lean::Reference { by: -1 | 1, .. });
    near && durations::is_plural(words, at) && !words.is(at, &["wochenenden"])
}

/// "diese Woche", "nächstes Jahr", "the following day".
fn leaned_unit(to: Lean, unit: Unit) -> Option<Base> {
    match to {
        Lean::Reference { by, .. } => {
            let origin = match (unit, by) {
                (Unit::Day, 0) => Origin::Anchor, // "an diesem Tag"
                (Unit::Day, _) => Origin::Either,
                _ => Origin::Reference,
            };
            Some(Base::Period { unit, by, origin })
        }
        Lean::Anchor(by) => Some(Base::Period { unit, by, origin: Origin::Anchor }),
        Lean::Day(by) if unit == Unit::Day => Some(Base::Period { unit, by, origin: Origin::Reference }),
        Lean::Day(_) => None,
    }
}

/// "nächste Woche Montag".
fn weekday_of_week(words: &Words, base: Base, at: usize) -> Option<Phrase> {
    let Base::Period { unit: Unit::Week, by, origin: Origin::Reference } = base else { return None };
    let (weekday, form, next) = weekday_at(words, at + usize::from(words.is(at, &["am", "on"])))?;
    (form == Form::Plain && words.near(at))
        .then_some(Phrase::of(Base::Weekday { weekday, lean: None, week: Some(by) }, next))
}

/// "this evening", "last night", "am nächsten Morgen", "ce soir".
fn leaned_part(words: &Words, to: Lean, part: DayPart, next: usize) -> Option<Phrase> {
    let (by, origin) = match to {
        Lean::Reference { by: 0, .. } => (0, Origin::Reference),
        Lean::Reference { by: -1, .. } if words.lang == Lang::En => (-1, Origin::Reference),
        Lean::Reference { by: 1, .. } => (1, Origin::Either),
        Lean::Reference { .. } => return None,
        Lean::Anchor(by) => (by, Origin::Anchor),
        Lean::Day(by) => (by, Origin::Reference),
    };
    let base = Base::Period { unit: Unit::Day, by, origin };
    Some(Phrase { clock: Some(Clock::part(part)), ..Phrase::of(base, next) })
}

/// "semaine dernière", "mois prochain"; "Woche darauf", "Woche zuvor", "week before".
pub(super) fn after_unit(words: &Words, at: usize) -> Option<Phrase> {
    let (unit, next) = unit(words, at).filter(|&(unit, next)| unit >= Unit::Day && words.near(next))?;
    if words.lang == Lang::Fr {
        let (to, end) = lean(words, next)?;
        return Some(Phrase::of(leaned_unit(to, unit)?, end));
    }
    // "the week after next", "the year before last"
    if words.lang == Lang::En {
        let by = match (words.norm(next), words.norm(next + 1)) {
            ("after", "next") => 2,
            ("before", "last") => -2,
            _ => 0,
        };
        if by != 0 && words.near(next + 1) {
            return Some(Phrase::of(Base::Period { unit, by, origin: Origin::Reference }, next + 2));
        }
    }
    let single = at > 0
        && words.is(
            at - 1,
            &["der", "die", "das", "dem", "den", "the", "ein", "einen", "eine", "einem", "a", "one", "im", "am"],
        );
    let by = match words.norm(next) {
        "darauf" | "danach" | "später" | "after" | "later" => 1,
        "zuvor" | "davor" | "vorher" | "before" | "earlier" => -1,
        _ => return None,
    };
    let clause = words.lang == Lang::En && words.near(next + 1) && words.kind(next + 1) != Some(TokenKind::Mark);
    (single && !clause).then_some(Phrase::of(Base::Period { unit, by, origin: Origin::Anchor }, next + 1))
}

/// "am 12.", "bis zum 12.", "on the 18th": a day of the month at hand.
fn day_of_month(words: &Words, at: usize) -> Option<Phrase> {
    let (day, next) = dates::day_number(words, at)?;
    let announced = match words.lang {
        Lang::De => words.digits(at, 2).is_some() && before(words, at, &["am", "vom", "zum", "den", "dem"]),
        Lang::En => {
            words.digits(at, 2).is_none()
                && before(words, at, &["the"])
                && (at < 2 || words.is(at - 2, &["on", "until", "by", "since", "from", "before", "after", "till"]))
        }
        Lang::Fr => false,
    };
    let noun = words.near(next)
        && words.kind(next) != Some(TokenKind::Mark)
        && (words.capital(next) || words.lang == Lang::En && !words.lang.tables().stopwords.has(words.norm(next)));
    let number = words.kind(next) == Some(TokenKind::Number);
    // "den 3. und den 4. Platz" ends in a noun as well.
    let list = words.lang == Lang::De && words.is(next, &["und", "oder", "bis", "sowie"]);
    (announced && !noun && !number && !list)
        .then_some(Phrase::of(Base::DayOfMonth { day: day as i8, month_off: None }, next))
}

/// Whether one of these words stands before a token.
fn before(words: &Words, at: usize, any: &[&str]) -> bool {
    at > 0 && words.near(at) && words.is(at - 1, any)
}

/// "des Jahres", "unter der Woche", "of the month": the period at hand, in the genitive of a title ("Spiel des Jahres").
fn this_period(words: &Words, at: usize) -> Option<Phrase> {
    let (unit, next) = unit(words, at)?;
    let said = match words.lang {
        Lang::De => {
            words.is(at, &["jahres", "monats"]) && before(words, at, &["des"])
                || words.is(at, &["woche"]) && before(words, at, &["der"]) && at > 1 && words.is(at - 2, &["unter"])
        }
        Lang::En => {
            words.is(at, &["year", "month", "week"])
                && before(words, at, &["the"])
                && at > 1
                && words.is(at - 2, &["of"])
        }
        Lang::Fr => words.is(at, &["année"]) && at > 2 && words.is(at - 2, &["l"]) && words.is(at - 3, &["de"]),
    };
    said.then_some(Phrase::of(Base::Period { unit, by: 0, origin: Origin::Reference }, next))
}

/// "Wochenende", "Wochenende des 12. Juni" as its own period; which one, the tense tells.
fn weekend(words: &Words, at: usize) -> Option<Phrase> {
    let (unit, next) = unit(words, at)?;
    let said = at > 0
        && words.is(
            at - 1,
            &[
                "am", "dem", "das", "vom", "zum", "übers", "the", "le", "du", "weekend", "ce", "the", "this", "over",
                "bis", "ab", "seit",
            ],
        );
    (unit == Unit::Weekend && said).then_some(Phrase::of(Base::Weekday { weekday: 0, lean: None, week: None }, next))
}
