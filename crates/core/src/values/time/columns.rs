//! The value columns of the tables of time words.
//!
//! In: a value as the table's file has it. Out: what it means; none where it is none of the table's.

use super::calendar::MonthDay;
use super::meanings::ClockWord;
use super::meanings::DayPart;
use super::meanings::Form;
use super::meanings::Lean;
use super::meanings::Meaning;
use super::meanings::Relative;
use super::meanings::Section;
use super::meanings::Tense;
use super::meanings::Unit;

/// The number at the start of a value.
pub(super) fn first<T: std::str::FromStr>(value: &str) -> Option<T> {
    value.split(' ').next()?.parse().ok()
}

pub(super) fn form(value: &str) -> Form {
    match value.split(' ').nth(1) {
        Some("short") => Form::Short,
        Some("shy") => Form::Shy,
        _ => Form::Plain,
    }
}

/// `HH:MM` as a minute of the day.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
}

pub(super) fn day_part(value: &'static str) -> Option<DayPart> {
    let mut fields = value.split(' ');
    Some(DayPart { code: fields.next()?, from: minute(fields.next()?)?, to: minute(fields.next()?)? })
}

pub(super) fn season(value: &'static str) -> Option<Meaning> {
    let mut fields = value.split(' ');
    let code = fields.next()?;
    let (first, last) = (MonthDay::parse(fields.next()?)?, MonthDay::parse(fields.next()?)?);
    Some(Meaning::Season { code, first, last })
}

pub(super) fn unit(value: &str) -> Option<Meaning> {
    let (count, name) = value.split_once(' ').unwrap_or(("1", value));
    let unit = match name {
        "S" => Unit::Second,
        "MIN" => Unit::Minute,
        "H" => Unit::Hour,
        "D" => Unit::Day,
        "WE" => Unit::Weekend,
        "W" => Unit::Week,
        "M" => Unit::Month,
        "Q" => Unit::Quarter,
        "HY" => Unit::HalfYear,
        "Y" => Unit::Year,
        "DE" => Unit::Decade,
        "CE" => Unit::Century,
        "ML" => Unit::Millennium,
        _ => return None,
    };
    Some(Meaning::Unit(count.parse().ok()?, unit))
}

pub(super) fn lean(value: &str) -> Option<Lean> {
    if let Some(by) = value.strip_prefix("day ") {
        return by.parse().ok().map(Lean::Day);
    }
    let by = first(value)?;
    Some(match value.split(' ').nth(1) {
        Some("before" | "after") => Lean::Anchor(by),
        mark => Lean::Reference { by, near: mark == Some("near") },
    })
}

pub(super) fn relative(value: &'static str) -> Option<Relative> {
    let mut fields = value.split(' ');
    let kind = fields.next()?;
    let by = fields.next().and_then(|by| by.parse().ok());
    Some(match kind {
        "day" => Relative::Day(by?),
        "year" => Relative::Year(by?),
        "after" => Relative::After(by?),
        "part" => Relative::Part(by?, fields.next()?),
        "present" => Relative::Reference("PRESENT_REF"),
        "past" => Relative::Reference("PAST_REF"),
        "future" => Relative::Reference("FUTURE_REF"),
        _ => return None,
    })
}

pub(super) fn edge(value: &str) -> Meaning {
    let side = match value.split(' ').nth(1) {
        Some("ahead") => 1,
        Some("behind") => -1,
        _ => 0,
    };
    Meaning::Edge { from: value.starts_with("from"), side }
}

pub(super) fn section(value: &str) -> Option<Section> {
    Some(match value {
        "start" => Section::Start,
        "mid" => Section::Mid,
        "end" => Section::End,
        _ => return None,
    })
}

pub(super) fn clock_word(value: &str) -> Option<ClockWord> {
    Some(match value {
        "hour" => ClockWord::Hour,
        "half" => ClockWord::Half,
        "quarter" => ClockWord::Quarter,
        "three" => ClockWord::ThreeQuarters,
        "to" => ClockWord::To { just: false },
        "just to" => ClockWord::To { just: true },
        "past" => ClockWord::Past { just: false },
        "just past" => ClockWord::Past { just: true },
        "about" => ClockWord::About,
        "am" => ClockWord::Am,
        "pm" => ClockWord::Pm,
        moment => ClockWord::Moment(minute(moment)?),
    })
}

pub(super) fn tense(value: &str) -> Option<Tense> {
    Some(match value {
        "past" => Tense::Past,
        "present" => Tense::Present,
        "future" => Tense::Future,
        _ => return None,
    })
}
