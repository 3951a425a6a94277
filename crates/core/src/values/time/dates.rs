//! Calendar dates: days, months, years, decades, quarters, seasons, feasts, in digits and words.

use super::calendar::MonthDay;
use super::expression::Base;
use super::expression::Year;
use super::meanings::Form;
use super::meanings::Lean;
use super::meanings::Meaning;
use super::meanings::Unit;
use super::phrases::lean;
use super::phrases::unit;
use super::quarters::part_of_year;
use super::quarters::week;
use super::seasons::season_or_feast;
use super::words::Words;
use super::years;
use super::years::year_after;
use crate::lang::Lang;
use crate::values::signs::Signs;

/// A reading: the period, and the token after it.
pub(super) type Read = Option<(Base, usize)>;

/// A reader of dates.
type Reader = fn(&Words, usize) -> Read;

/// The readers, each with the signs that its first token must have one of.
const READERS: [(Signs, Reader); 10] = [
    (Signs::COUNT, iso),
    (Signs::COUNT.and(Meaning::MONTH), joined),
    (Signs::COUNT, numeric),
    (Signs::COUNT, day_month),
    (Meaning::MONTH, month_day),
    (Meaning::MONTH, month),
    (Signs::ANY, years::year),
    (Signs::ANY, part_of_year),
    (Signs::ANY, week),
    (Meaning::FEAST.and(Meaning::SEASON), season_or_feast),
];

/// The longest calendar date at a token.
pub(super) fn date(words: &Words, at: usize) -> Read {
    let signs = words.signs(at);
    let mut best: Read = None;
    for (needed, read) in READERS {
        if signs.any(needed)
            && let Some((base, next)) = read(words, at)
            && best.is_none_or(|(_, end)| next > end)
        {
            best = Some((base, next));
        }
    }
    best
}

/// A day of an open year or a stated one.
fn day_of(year: Year, month: u32, day: u32) -> Option<Base> {
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some(Base::Day { year, month: month as i8, day: day as i8, weekday: None, lean: None })
}

/// 2024-06-12 and 2024/06/12; 2024-06 is left to `years`.
fn iso(words: &Words, at: usize) -> Read {
    let year = words.digits_of(at, 4).filter(|year| (1000..=2999).contains(year))?;
    let mark = words.norm(at + 1);
    if !["-", "/"].contains(&mark) || words.norm(at + 3) != mark || (1..=4).any(|i| !words.glued(at + i)) {
        return None;
    }
    let (month, day) = (words.digits(at + 2, 2)?, words.digits(at + 4, 2)?);
    Some((day_of(Year::Stated(year as i16), month, day)?, at + 5))
}

/// A day, a month by its name and a year joined by dashes or slashes, in any order: 23-Sep-2020, 2020/Sep/23.
fn joined(words: &Words, at: usize) -> Read {
    let mark = words.norm(at + 1);
    if !["-", "/"].contains(&mark) || words.norm(at + 3) != mark || (1..=4).any(|i| !words.glued(at + i)) {
        return None;
    }
    let fields = [at, at + 2, at + 4];
    let month = fields.iter().find_map(|&at| month_at(words, at))?.0;
    let year = fields.iter().find_map(|&at| words.digits_of(at, 4))?;
    let day = fields.iter().find_map(|&at| words.digits(at, 2))?;
    Some((day_of(Year::Stated(year as i16), month as u32, day)?, at + 5))
}

/// 12.06.2024, 12.6.24, 12.6., 12/06/2024.
fn numeric(words: &Words, at: usize) -> Read {
    let first = words.digits(at, 2)?;
    let mark = words.norm(at + 1);
    if ![".", "/", "-"].contains(&mark) || !words.glued(at + 1) {
        return None;
    }
    let second = words.digits(at + 2, 2)?;
    let tight = words.glued(at + 2) && words.glued(at + 3);
    if words.norm(at + 3) == mark && words.glued(at + 3) {
        let year = words.digits_of(at + 4, 4).filter(|year| (1000..=2999).contains(year));
        let short = words.digits_of(at + 4, 2).filter(|_| tight && words.glued(at + 4)).map(full_year);
        let spaced = mark == "." || (tight && words.glued(at + 4));
        if let Some(year) = year.or(short).filter(|_| spaced) {
            let (day, month) = order(words, mark, first, second);
            return Some((day_of(Year::Stated(year as i16), month, day)?, at + 5));
        }
    }
    without_year(words, at, mark, (first, second))
}

/// 24 is 2024, 68 is 1968: the pivot of POSIX.
fn full_year(short: u32) -> u32 {
    if short < 69 { 2000 + short } else { 1900 + short }
}

/// Day and month of two numbers: English slashes put the month first unless the language is tagged as another
/// region's than America, or the number cannot be a month.
fn order(words: &Words, mark: &str, first: u32, second: u32) -> (u32, u32) {
    let tag = words.article.lang.as_deref().unwrap_or("");
    let american = words.lang == Lang::En && mark != "." && (!tag.contains(['-', '_']) || tag.ends_with("US"));
    let (day, month) = if american { (second, first) } else { (first, second) };
    if month > 12 && day <= 12 && words.lang == Lang::En { (month, day) } else { (day, month) }
}

/// "am 12.6.", "22.04.", "29/2": only where nothing else is likelier, such as a version or a fraction.
fn without_year(words: &Words, at: usize, mark: &str, (first, second): (u32, u32)) -> Read {
    let (day, month) = order(words, mark, first, second);
    let base = day_of(Year::Open, month, day)?;
    let announced = at > 0 && announces(words, at - 1);
    let two = words.text(at + 2).len() == 2;
    match mark {
        "." => {
            let closed = words.norm(at + 3) == "." && words.glued(at + 3);
            let tight = words.glued(at + 2);
            let end = if closed { at + 4 } else { at + 3 };
            // "19.12 Uhr" and "7.6 percent" are none.
            let other = words.is(at + 3, &["uhr", "%", "percent", "prozent"])
                || words.digits(at + 4, 4).is_some() && words.glued(at + 4);
            let fits = words.lang == Lang::De && (closed && (announced || two) || announced && two && tight);
            (fits && !other).then_some((base, end))
        }
        "/" => {
            let fits = announced || (two && (first > 12 || second > 12)) || first > 12 && second < 3;
            (fits && words.glued(at + 2) && !words.is(at + 3, &["/"])).then_some((base, at + 3))
        }
        _ => None,
    }
}

/// Whether a word announces a date: "am", "vom", "on", "le", a weekday.
fn announces(words: &Words, at: usize) -> bool {
    let at = if words.norm(at) == "," { at.saturating_sub(1) } else { at };
    let plain = match words.lang {
        Lang::De => words.is(at, &["am", "vom", "zum", "den", "dem", "bis", "ab", "seit"]),
        Lang::En => words.is(at, &["on", "since", "until", "by", "from"]),
        Lang::Fr => words.is(at, &["le", "du", "au"]),
    };
    plain || weekday_at(words, at).is_some()
}

/// The weekday at a token, in full or short.
pub(super) fn weekday_at(words: &Words, at: usize) -> Option<(i8, Form, usize)> {
    let ((weekday, form), next) = words.find(at, Meaning::WEEKDAY, |meaning| match meaning {
        Meaning::Weekday(weekday, form) => Some((weekday, form)),
        _ => None,
    })?;
    let next = if form == Form::Short { words.past_stop(next) } else { next };
    let proper = words.lang == Lang::Fr || form == Form::Plain || words.capital(at);
    proper.then_some((weekday, form, next))
}

/// The month at a token.
pub(super) fn month_at(words: &Words, at: usize) -> Option<(i8, Form, usize)> {
    let ((month, form), next) = words.find(at, Meaning::MONTH, |meaning| match meaning {
        Meaning::Month(month, form) => Some((month, form)),
        _ => None,
    })?;
    Some((month, form, if form == Form::Short { words.past_stop(next) } else { next }))
}

/// A day number: "12.", "12", "12th", "1er", "zweiten", "twenty-second".
pub(super) fn day_number(words: &Words, at: usize) -> Option<(u32, usize)> {
    if let Some(day) = words.digits(at, 2) {
        let dotted = words.lang == Lang::De && words.norm(at + 1) == "." && words.glued(at + 1);
        return ((1..=31).contains(&day) && (dotted || words.lang != Lang::De))
            .then_some((day, at + 1 + usize::from(dotted)));
    }
    if let Some((day, rest)) = words.mixed(at) {
        let suffix = match words.lang {
            Lang::De => false,
            Lang::En => ["st", "nd", "rd", "th"].contains(&rest),
            Lang::Fr => rest == "er",
        };
        return (suffix && (1..=31).contains(&day)).then_some((day, at + 1));
    }
    let (found, next) = words.numeral(at)?;
    let french = words.lang == Lang::Fr && found.fraction_digits == 0 && !found.article && !found.digits;
    let fits = (found.ordinal || french) && (1.0..=31.0).contains(&found.value) && found.value.fract() == 0.0;
    fits.then_some((found.value as u32, next))
}

/// Past "of", "de", "des Monats": what may stand between a day and its month.
fn past_of(words: &Words, at: usize) -> usize {
    at + usize::from(words.is(at, &["of", "de", "d"]))
        + usize::from(words.is(at, &["d"]) && words.is(at + 1, &["'", "’"]))
}

/// "12. Juni 2024", "12 June", "12th of June", "1er mai", "12./13. Juni", the first day of "12. bis 14. Juni".
fn day_month(words: &Words, at: usize) -> Read {
    let (day, next) = day_number(words, at)?;
    if !words.near(next) && !words.glued(next) {
        return None;
    }
    if let Some((month, _, end)) = month_at(words, past_of(words, next)) {
        let (year, end) = year_after(words, end);
        return Some((day_of(year, month as u32, day)?, end));
    }
    if let Some((month, end)) = numbered_month(words, next) {
        let (year, end) = year_after(words, end);
        return Some((day_of(year, month, day)?, end));
    }
    day_of_period(words, day, next).or_else(|| first_of_range(words, day, next))
}

/// "the 15th day of next month", "first day of May", "erster Tag des Monats".
fn day_of_period(words: &Words, day: u32, at: usize) -> Read {
    let joint: &[&str] = match words.lang {
        Lang::De => &["des", "im", "vom"],
        Lang::En => &["of", "in"],
        Lang::Fr => &["de", "du", "d"],
    };
    if !words.is(at, &["day", "tag", "tages", "tage", "jour"]) || !words.is(at + 1, joint) {
        return None;
    }
    let at = past_joint(words, at + 1);
    if let Some((month, _, end)) = month_at(words, at) {
        let (year, end) = year_after(words, end);
        return Some((day_of(year, month as u32, day)?, end));
    }
    let (by, next) = match lean(words, at) {
        Some((Lean::Reference { by, .. }, next)) => (Some(by), next),
        _ => (None, at),
    };
    let (unit, end) = unit(words, next)?;
    (unit == Unit::Month).then_some((Base::DayOfMonth { day: day as i8, month_off: by }, end))
}

/// Past "of the", "des", "de l'": what may stand between a part and the period that it is of.
pub(super) fn past_joint(words: &Words, at: usize) -> usize {
    let mut next = at + 1;
    while next < at + 4 && words.is(next, &["the", "la", "le", "l", "d", "'", "’"]) {
        next += 1;
    }
    next
}

/// The month as an ordinal: "7. vierter", "den siebten vierten", "am 12. 6. 2024".
fn numbered_month(words: &Words, at: usize) -> Option<(u32, usize)> {
    if words.lang != Lang::De || words.kind(at) != Some(crate::segment::TokenKind::Word) {
        return None;
    }
    let (found, next) = words.numeral(at)?;
    // "der erste zweite Platz" is no date: the day must stand before as an ordinal in the dative or in digits.
    let fits = found.ordinal && !found.digits && (1.0..=12.0).contains(&found.value);
    let closed = !words.near(next) || !words.capital(next);
    (fits && closed).then_some((found.value as u32, next))
}

/// "12. bis 14. Juni", "12 and 13 June", "du 12 au 14 juin": the first day, with the month of the last.
fn first_of_range(words: &Words, day: u32, next: usize) -> Read {
    let joint = words
        .is(next, &["bis", "und", "oder", "-", "–", "/", "and", "or", "to", "through", "au", "et", "ou", "sowie", ","]);
    let mut last = next + 1;
    while words.is(last, &["zum", "dem", "den", "am", "the", "le", "und"]) && last < next + 3 {
        last += 1;
    }
    let (other, end) = day_number(words, last).filter(|_| joint)?;
    if let Some((month, _, end)) = month_at(words, past_of(words, end)) {
        let (year, after) = year_after(words, end);
        if words.is(next, &["/"]) {
            let run = (MonthDay { month, day: day as i8 }, MonthDay { month, day: other as i8 });
            return Some((Base::DayRun { year, first: run.0, last: run.1 }, after));
        }
        return Some((day_of(year, month as u32, day)?, next));
    }
    // "5., 6. und 7. Juni": one more step, no further.
    let again = words.is(end, &["und", "and", "et", "bis"]).then(|| day_number(words, end + 1)).flatten();
    let (month, _, end) = month_at(words, past_of(words, again?.1))?;
    Some((day_of(year_after(words, end).0, month as u32, day)?, next))
}

/// "June 12th, 2024", "Jan. 5"; and "14" of "June 12-14".
fn month_day(words: &Words, at: usize) -> Read {
    if words.lang != Lang::En {
        return None;
    }
    let (month, form, next) = month_at(words, at)?;
    let the = usize::from(words.is(next, &["the"]));
    if form == Form::Shy && !words.capital(at) && words.kind(next) != Some(crate::segment::TokenKind::Number) {
        return None;
    }
    let (day, end) = day_number(words, next + the).filter(|_| words.near(next) || words.glued(next))?;
    // "June 12 people": a number that counts something is still read as a day, but "May 40" is none.
    let (year, end) = year_after(words, end);
    Some((day_of(year, month as u32, day)?, end))
}

/// "Oktober 2023", "October of last year", "im Juni".
fn month(words: &Words, at: usize) -> Read {
    let (month, form, next) = month_at(words, at)?;
    let dash = usize::from(words.is(next, &["-", "/"]) && words.digits_of(next + 1, 4).is_some());
    let (year, end) = year_after(words, next + dash);
    let alone = match (form, year) {
        (Form::Short, Year::Open) => return None,
        (_, Year::Stated(_) | Year::Off(_)) | (Form::Plain, Year::Open) => true,
        (Form::Shy, Year::Open) => month_announced(words, at),
    };
    let proper = words.lang == Lang::Fr
        || words.capital(at)
        || year != Year::Open
        || (words.lang == Lang::En && form == Form::Plain);
    (alone && proper && !name_after(words, at, next)).then_some((Base::Month { year, month, lean: None }, end))
}

/// Whether a preposition stands before a month that is a common word, too.
fn month_announced(words: &Words, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let near = words.near(at);
    let prepositions: &[&str] = match words.lang {
        Lang::De => &["im", "seit", "bis", "ab", "vom", "zum"],
        Lang::En => &[
            "in", "since", "until", "till", "by", "of", "last", "next", "this", "early", "late", "mid", "from",
            "during", "and", "between", "through", "before", "after", "-",
        ],
        Lang::Fr => &["en", "mars", "début", "fin", "mi", "depuis", "dès", "jusqu", "en", "de", "à", "mois", "-"],
    };
    near && words.is(before, prepositions) && (words.lang == Lang::Fr || words.capital(at))
}

/// Whether a month is part of a person's name: "August Müller", "Theresa May".
fn name_after(words: &Words, at: usize, next: usize) -> bool {
    let german = words.lang == Lang::De && words.is(at, &["august", "mai", "juno"]);
    let named =
        german && words.near(next) && words.capital(next) && words.kind(next) == Some(crate::segment::TokenKind::Word);
    let announced =
        at > 0 && words.is(at - 1, &["im", "ende", "anfang", "mitte", "seit", "bis", "ab", "vom", "zum", "und", "."]);
    named && !announced
}

/// A small ordinal: "2.", "zweiten", "second", "2nd", "premier".
pub(super) fn ordinal(words: &Words, at: usize) -> Option<(i8, usize)> {
    if let Some((number, rest)) = words.mixed(at) {
        let suffix = ["st", "nd", "rd", "th", "er", "re", "e", "ème", "eme", "nde", "nd"].contains(&rest);
        return (suffix && number <= 100).then_some((number as i8, at + 1));
    }
    if let Some(number) = words.digits(at, 2) {
        return (words.norm(at + 1) == "." && words.glued(at + 1)).then_some((number as i8, at + 2));
    }
    let (found, next) = words.numeral(at)?;
    (found.ordinal && (1.0..=100.0).contains(&found.value)).then_some((found.value as i8, next))
}

/// Gives a base the direction that stands beside it.
pub(super) fn leaning(base: Base, to: Lean) -> Option<Base> {
    Some(match base {
        Base::Day { year: year @ Year::Open, month, day, weekday, .. } => {
            Base::Day { year, month, day, weekday, lean: Some(to) }
        }
        Base::Month { year: year @ Year::Open, month, .. } => Base::Month { year, month, lean: Some(to) },
        Base::Feast { feast, year: year @ Year::Open, .. } => Base::Feast { feast, year, lean: Some(to) },
        Base::Season { code, first, last, year: year @ Year::Open, .. } => {
            Base::Season { code, first, last, year, lean: Some(to) }
        }
        Base::Weekday { weekday, week: None, .. } => Base::Weekday { weekday, lean: Some(to), week: None },
        _ => return None,
    })
}
