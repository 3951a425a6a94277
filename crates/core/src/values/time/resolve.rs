//! Puts an expression on the calendar: its days by the reference date, its clock time, its TIMEX3 value.

use super::calendar;
use super::calendar::Days;
use super::calendar::days_between;
use super::calendar::shift;
use super::expression::Amount;
use super::expression::Base;
use super::expression::Clock;
use super::expression::Expression;
use super::expression::Origin;
use super::expression::Stamp;
use super::expression::Year;
use super::meanings::Section;
use super::meanings::Tense;
use super::meanings::Unit;
use super::pick::Pick;
use super::timex::eve_timex;
use super::timex::open;
use super::timex::period_timex;
use super::timex::stamp;
use crate::values::Granularity;
use crate::values::TimeValue;
use jiff::civil::Date;
use jiff::civil::DateTime;

/// What an expression is resolved by.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ground {
    /// First and last day that the article can be from.
    pub(super) reference: Option<Days>,
    /// The day that the text speaks of.
    pub(super) anchor: Option<Date>,
    pub(super) tense: Option<Tense>,
    /// The longer period that the sentence has set before: "Im kommenden Jahr … am 11. Juli".
    pub(super) frame: Option<Days>,
}

/// A resolved expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) time: TimeValue,
    pub(super) timex: String,
}

/// Resolves an expression. Where the reference leaves several days open, the interval covers all that it can mean, and
/// the TIMEX3 value says only what holds for all of them.
pub(super) fn resolve(expression: &Expression, ground: Ground) -> Resolved {
    let (days, timex) = days_of(expression, ground);
    let days = days.and_then(|days| section_of(days, expression.section));
    let mut timex = timex.unwrap_or_else(|| open(expression.base));
    if let Some(clock) = expression.clock {
        let stamp = stamp(clock);
        timex = match expression.base {
            Base::Open if days.is_none() => stamp,
            _ => format!("{}{stamp}", eve_timex(days, clock).unwrap_or(timex)),
        };
    }
    let interval = days.and_then(|days| interval(days, expression.clock));
    Resolved { time: stated(expression, interval), timex }
}

/// The days of an expression and their TIMEX3 value, by every day that the reference leaves open.
fn days_of(expression: &Expression, ground: Ground) -> (Option<Days>, Option<String>) {
    let side = expression.side;
    match ground.reference {
        None => split(days_by(expression.base, side, None, ground)),
        Some((first, last)) if first == last => split(days_by(expression.base, side, Some(first), ground)),
        Some((first, last)) => {
            let (early, late) = (
                days_by(expression.base, side, Some(first), ground),
                days_by(expression.base, side, Some(last), ground),
            );
            match (early, late) {
                (Some((left, left_timex)), Some((right, right_timex))) => {
                    let hull = (left.0.min(right.0), left.1.max(right.1));
                    (Some(hull), (left_timex == right_timex).then_some(left_timex))
                }
                _ => (None, None),
            }
        }
    }
}

fn split(found: Option<(Days, String)>) -> (Option<Days>, Option<String>) {
    match found {
        Some((days, timex)) => (Some(days), Some(timex)),
        None => (None, None),
    }
}

/// The days that a base names, read on one day.
fn days_by(base: Base, side: i8, today: Option<Date>, ground: Ground) -> Option<(Days, String)> {
    let pick = Pick { today, side, tense: ground.tense, frame: ground.frame };
    match base {
        Base::Open => {
            let day = ground.anchor?;
            Some(((day, day), day.to_string()))
        }
        Base::Day { year, month, day, weekday, lean } => {
            let in_year = |year| Date::new(year, month, day).ok().map(one);
            let date = pick
                .of_year(year, lean, |year| in_year(year).filter(|&(date, _)| fits(date, weekday)))
                .or_else(|| pick.of_year(year, lean, in_year))?;
            Some((date, date.0.to_string()))
        }
        Base::DayRun { year, first, last } => {
            let days = pick.of_year(year, None, |year| {
                Some((first.of(year)?, last.of(year)?)).filter(|(first, last)| first <= last)
            })?;
            Some((days, days.0.to_string()))
        }
        Base::DayOfMonth { day, month_off } => {
            let days = pick.day_of_month(day, month_off)?;
            Some((days, days.0.to_string()))
        }
        Base::Month { year, month, lean } => {
            let days = pick.of_year(year, lean, |year| calendar::months(year, month, 1))?;
            Some((days, format!("{:04}-{month:02}", days.0.year())))
        }
        Base::Year(year) => {
            let year = pick.year(year)?;
            Some((calendar::years(year, 1)?, format!("{year:04}")))
        }
        Base::Years { first, last, prefix } => {
            let timex = prefix.map_or_else(|| format!("{first:04}"), |prefix| prefix.to_string());
            Some((calendar::years(first, last - first + 1)?, timex))
        }
        Base::Weekday { weekday: 0, .. } => pick.weekend(),
        Base::Weekday { weekday, lean, week } => {
            let date = pick.weekday(weekday, lean, week)?;
            Some(((date, date), date.to_string()))
        }
        Base::Period { unit, by, origin } => {
            let from = match origin {
                Origin::Reference => today?,
                Origin::Either => ground.anchor.or(today)?,
                // "am Vortag" may rest on the day of publication; "am Tag darauf" needs its day.
                Origin::Anchor => ground.anchor.or(today.filter(|_| by < 0))?,
            };
            let days = calendar::period(shift(from, unit, by)?, unit)?;
            Some((days, period_timex(days.0, unit)))
        }
        Base::Distance { amount, back, anchored } => {
            let from = if anchored { ground.anchor.or(today)? } else { today? };
            distance(from, amount, back)
        }
        Base::Feast { feast, year, lean } => {
            let days = pick.of_year(year, lean, |year| feast.of(year))?;
            let inside = |main: &Date| (days.0..=days.1).contains(main);
            let main = [days.1, days.0].into_iter().find_map(|day| feast.main(day.year()).filter(inside));
            Some((days, main.unwrap_or(days.0).to_string()))
        }
        Base::Season { code, first, last, year, lean } => {
            let days = pick.of_year(year, lean, |year| season(code, (first, last), year, year_stated(base)))?;
            let year = if year_stated(base) { pick.year(year)? } else { days.0.year() };
            Some((days, format!("{year:04}-{code}")))
        }
        Base::Quarter { number, year } => {
            let year = pick.period_year(year)?;
            Some((calendar::months(year, number * 3 - 2, 3)?, format!("{year:04}-Q{number}")))
        }
        Base::HalfYear { number, year } => {
            let year = pick.period_year(year)?;
            Some((calendar::months(year, number * 6 - 5, 6)?, format!("{year:04}-H{number}")))
        }
        Base::Week { number, year } => {
            let year = pick.period_year(year)?;
            Some((calendar::iso_week(year, number)?, format!("{year:04}-W{number:02}")))
        }
        Base::Reference(_) => None,
    }
}

fn one(date: Date) -> Days {
    (date, date)
}

fn fits(date: Date, weekday: Option<i8>) -> bool {
    weekday.is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday)
}

fn year_stated(base: Base) -> bool {
    matches!(base, Base::Season { year: Year::Stated(_) | Year::Off(_), .. })
}

/// The days of a season. The winter of a stated year may be either of two: it begins in one and ends in the next.
fn season(
    code: &str,
    (first, last): (calendar::MonthDay, calendar::MonthDay),
    year: i16,
    stated: bool,
) -> Option<Days> {
    let begin = first.of(year)?;
    if code != "WI" || first <= last {
        return Some((begin, last.of(year)?));
    }
    let end = last.of(year.checked_add(1)?)?;
    Some(if stated { (Date::new(year, 1, 1).ok()?, end) } else { (begin, end) })
}

/// A point so far off. Weeks, months and years are said in round numbers, so their interval is that unit wide.
pub(super) fn distance(from: Date, amount: Amount, back: bool) -> Option<(Days, String)> {
    if amount.vague {
        return None;
    }
    let sign = if back { -1.0 } else { 1.0 };
    let (months, days) = ((sign * amount.months) as i32, (sign * amount.days) as i32);
    let date = shift(shift(from, Unit::Month, months)?, Unit::Day, days)?;
    Some(match amount.unit? {
        unit @ (Unit::Month | Unit::Quarter | Unit::HalfYear) => {
            (calendar::period(date, Unit::Month)?, period_timex(date, unit.min(Unit::Month)))
        }
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
            (calendar::period(date, Unit::Year)?, format!("{:04}", date.year()))
        }
        Unit::Week => ((shift(date, Unit::Day, -3)?, shift(date, Unit::Day, 3)?), date.to_string()),
        _ => (one(date), date.to_string()),
    })
}

/// The interval of a length that ends (side -1) or begins (side 1) at the reference.
pub(super) fn touching((first, last): Days, amount: Amount, side: i8) -> Option<(DateTime, DateTime)> {
    if amount.vague {
        return None;
    }
    let sign = f64::from(side);
    let (months, days) = ((sign * amount.months) as i32, (sign * amount.days) as i32);
    let far = |date| shift(shift(date, Unit::Month, months)?, Unit::Day, days);
    let (from, to) = if side < 0 { (far(first)?, last) } else { (first, far(last)?) };
    Some((from.at(0, 0, 0, 0), to.at(23, 59, 59, 0)))
}

/// The days that a section of a period means, generously: its beginning is its first two fifths.
fn section_of((first, last): Days, section: Option<Section>) -> Option<Days> {
    let length = days_between(first, last) as i32;
    let (from, to) = match section {
        None => return Some((first, last)),
        Some(Section::Start) => (0, length * 2 / 5),
        Some(Section::Mid) => (length / 4, length * 3 / 4),
        Some(Section::End) => (length * 3 / 5, length),
    };
    Some((shift(first, Unit::Day, from)?, shift(first, Unit::Day, to)?))
}

/// First and last moment.
pub(super) fn interval((first, last): Days, clock: Option<Clock>) -> Option<(DateTime, DateTime)> {
    let Some(clock) = clock else { return Some((first.at(0, 0, 0, 0), last.at(23, 59, 59, 0))) };
    let back = -i32::from(clock.eve);
    Some((moment(shift(first, Unit::Day, back)?, clock.from, 0)?, moment(shift(last, Unit::Day, back)?, clock.to, 59)?))
}

/// A minute counted from the beginning of a day.
fn moment(day: Date, minute: u16, second: i8) -> Option<DateTime> {
    let day = shift(day, Unit::Day, i32::from(minute / 1440))?;
    let minute = minute % 1440;
    Some(day.at((minute / 60) as i8, (minute % 60) as i8, second, 0))
}

/// What the words themselves state.
fn stated(expression: &Expression, interval: Option<(DateTime, DateTime)>) -> TimeValue {
    let (year, month, day, weekday) = parts(expression.base);
    TimeValue {
        interval,
        granularity: granularity(expression),
        year,
        month,
        day,
        weekday,
        clock: expression.clock.map(|clock| (clock.from, clock.to)),
        relative: !absolute(expression.base),
        edge: expression.edge,
    }
}

fn parts(base: Base) -> (Option<i16>, Option<i8>, Option<i8>, Option<i8>) {
    let number = |year: Year| match year {
        Year::Stated(year) => Some(year),
        _ => None,
    };
    match base {
        Base::Day { year, month, day, weekday, .. } => (number(year), Some(month), Some(day), weekday),
        Base::DayRun { year, first, .. } => (number(year), Some(first.month), Some(first.day), None),
        Base::DayOfMonth { day, .. } => (None, None, Some(day), None),
        Base::Month { year, month, .. } => (number(year), Some(month), None, None),
        Base::Year(year)
        | Base::Quarter { year, .. }
        | Base::HalfYear { year, .. }
        | Base::Week { year, .. }
        | Base::Season { year, .. } => (number(year), None, None, None),
        Base::Years { first, .. } => (Some(first), None, None, None),
        Base::Feast { feast, year, .. } => {
            let fixed = feast.fixed();
            (number(year), fixed.map(|day| day.month), fixed.map(|day| day.day), None)
        }
        Base::Weekday { weekday, .. } => (None, None, None, Some(weekday).filter(|&weekday| weekday > 0)),
        _ => (None, None, None, None),
    }
}

/// Whether the words settle the days without the reference.
fn absolute(base: Base) -> bool {
    match base {
        Base::Years { .. } => true,
        Base::Day { year, .. }
        | Base::DayRun { year, .. }
        | Base::Month { year, .. }
        | Base::Year(year)
        | Base::Feast { year, .. }
        | Base::Season { year, .. }
        | Base::Quarter { year, .. }
        | Base::HalfYear { year, .. }
        | Base::Week { year, .. } => matches!(year, Year::Stated(_)),
        _ => false,
    }
}

fn granularity(expression: &Expression) -> Granularity {
    if let Some(clock) = expression.clock {
        return if matches!(clock.stamp, Stamp::Part(_)) { Granularity::DayPart } else { Granularity::Minute };
    }
    let whole = match expression.base {
        Base::Weekday { weekday: 0, .. } | Base::Week { .. } => Granularity::Week,
        Base::Open
        | Base::Day { .. }
        | Base::DayRun { .. }
        | Base::DayOfMonth { .. }
        | Base::Feast { .. }
        | Base::Reference(_)
        | Base::Weekday { .. } => Granularity::Day,
        Base::Month { .. } => Granularity::Month,
        Base::Year(_) | Base::Years { .. } => Granularity::Year,
        Base::Season { .. } | Base::Quarter { .. } | Base::HalfYear { .. } => Granularity::Quarter,
        Base::Period { unit, .. } => of_unit(unit),
        Base::Distance { amount, .. } => amount.unit.map_or(Granularity::Day, of_unit),
    };
    match (expression.section, whole) {
        (Some(_), Granularity::Year) => Granularity::Quarter,
        (Some(_), Granularity::Quarter) => Granularity::Month,
        (Some(_), Granularity::Month) => Granularity::Week,
        (_, whole) => whole,
    }
}

/// How fine a unit is.
pub(super) fn of_unit(unit: Unit) -> Granularity {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Granularity::Minute,
        Unit::Day => Granularity::Day,
        Unit::Weekend | Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter | Unit::HalfYear => Granularity::Quarter,
        _ => Granularity::Year,
    }
}
