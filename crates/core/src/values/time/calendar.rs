//! The calendar: periods, counting, movable feasts. Everything is checked: past the years −9999 and 9999, and for days
//! that do not exist, there is no answer.

use super::meanings::Unit;
use jiff::Span;
use jiff::civil::Date;
use jiff::civil::Weekday;

/// First and last day of something.
pub(super) type Days = (Date, Date);

/// A day of a month of any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MonthDay {
    pub(super) month: i8,
    pub(super) day: i8,
}

impl MonthDay {
    /// Reads `MM-DD`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        Some(Self { month: month.parse().ok()?, day: day.parse().ok()? })
    }

    /// The day in a year.
    pub(super) fn of(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

/// A day that a rule finds in each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Fixed(MonthDay),
    /// Days from Easter Sunday.
    Easter(i32),
    /// Days from the first Sunday of Advent.
    Advent(i32),
    /// The nth weekday of a month, and days after it.
    Nth {
        nth: i8,
        weekday: i8,
        month: i8,
        after: i32,
    },
}

impl Rule {
    fn of(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(day) => day.of(year),
            Self::Easter(by) => shift(easter(year)?, Unit::Day, by),
            Self::Advent(by) => shift(first_advent(year)?, Unit::Day, by),
            Self::Nth { nth, weekday, month, after } => {
                let month = Date::new(year, month, 1).ok()?;
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                shift(month.nth_weekday_of_month(nth, weekday).ok()?, Unit::Day, after)
            }
        }
    }

    /// Reads one rule from the front of a value's fields.
    fn parse(fields: &mut std::iter::Peekable<std::str::Split<'_, char>>) -> Option<Self> {
        let head = fields.next()?;
        let number = |fields: &mut std::iter::Peekable<std::str::Split<'_, char>>| fields.next()?.parse::<i32>().ok();
        Some(match head {
            "easter" => Self::Easter(number(fields)?),
            "advent" => Self::Advent(number(fields)?),
            "nth" => Self::Nth {
                nth: number(fields)? as i8,
                weekday: number(fields)? as i8,
                month: number(fields)? as i8,
                after: number(fields).unwrap_or(0),
            },
            fixed => Self::Fixed(MonthDay::parse(fixed)?),
        })
    }
}

/// A holiday or feast: its main day, and the run of days that its name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Feast {
    main: Rule,
    run: Option<(Rule, Rule)>,
}

impl Feast {
    /// Reads the value of the table of holidays.
    pub(super) fn parse(value: &str) -> Option<Self> {
        let mut fields = value.split(' ').peekable();
        let main = Rule::parse(&mut fields)?;
        let run =
            if fields.peek().is_some() { Some((Rule::parse(&mut fields)?, Rule::parse(&mut fields)?)) } else { None };
        Some(Self { main, run })
    }

    /// Its days in a year; a run that ends before it begins began in the year before, or ends in the next.
    pub(super) fn of(self, year: i16) -> Option<Days> {
        let main = self.main.of(year)?;
        let Some((first, last)) = self.run else { return Some((main, main)) };
        let (begin, end) = (first.of(year)?, last.of(year)?);
        Some(match (begin <= main, main <= end) {
            (false, _) => (first.of(year.checked_sub(1)?)?, end),
            (_, false) => (begin, last.of(year.checked_add(1)?)?),
            _ => (begin, end),
        })
    }

    /// Its main day in a year.
    pub(super) fn main(self, year: i16) -> Option<Date> {
        self.main.of(year)
    }

    /// Month and day, where the calendar fixes them.
    pub(super) fn fixed(self) -> Option<MonthDay> {
        match self.main {
            Rule::Fixed(day) => Some(day),
            _ => None,
        }
    }
}

/// Easter Sunday of the Gregorian calendar.
///
/// Source: the anonymous algorithm that *Nature* printed in 1876 ("Meeus/Jones/Butcher").
#[allow(clippy::many_single_char_names)] // the source's names
fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// The fourth Sunday before Christmas Day.
fn first_advent(year: i16) -> Option<Date> {
    let christmas = Date::new(year, 12, 25).ok()?;
    shift(christmas, Unit::Day, -21 - i32::from(christmas.weekday().to_monday_one_offset()))
}

/// A date so many units later; the last day of a month stays inside the month it lands in.
pub(super) fn shift(date: Date, unit: Unit, by: i32) -> Option<Date> {
    let by = i64::from(by);
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(date),
        Unit::Day => Span::new().try_days(by),
        Unit::Week | Unit::Weekend => Span::new().try_days(by * 7),
        Unit::Month => Span::new().try_months(by),
        Unit::Quarter => Span::new().try_months(by * 3),
        Unit::HalfYear => Span::new().try_months(by * 6),
        Unit::Year => Span::new().try_years(by),
        Unit::Decade => Span::new().try_years(by * 10),
        Unit::Century => Span::new().try_years(by * 100),
        Unit::Millennium => Span::new().try_years(by * 1000),
    };
    date.checked_add(span.ok()?).ok()
}

/// The period of a unit that holds a day: its week from Monday, its decade from the year ending in 0.
pub(super) fn period(date: Date, unit: Unit) -> Option<Days> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some((date, date)),
        Unit::Week => week_of(date),
        Unit::Weekend => {
            let (monday, sunday) = week_of(date)?;
            Some((shift(monday, Unit::Day, 5)?, sunday))
        }
        Unit::Month => months(date.year(), date.month(), 1),
        Unit::Quarter => months(date.year(), (date.month() - 1) / 3 * 3 + 1, 3),
        Unit::HalfYear => months(date.year(), (date.month() - 1) / 6 * 6 + 1, 6),
        Unit::Year => years(date.year(), 1),
        Unit::Decade => years(date.year().div_euclid(10) * 10, 10),
        Unit::Century => years(date.year().div_euclid(100) * 100, 100),
        Unit::Millennium => years(date.year().div_euclid(1000) * 1000, 1000),
    }
}

/// Monday to Sunday.
fn week_of(date: Date) -> Option<Days> {
    let monday = shift(date, Unit::Day, 1 - i32::from(date.weekday().to_monday_one_offset()))?;
    Some((monday, shift(monday, Unit::Day, 6)?))
}

/// The days of an ISO week.
pub(super) fn iso_week(year: i16, week: i8) -> Option<Days> {
    let monday = jiff::civil::ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    Some((monday, shift(monday, Unit::Day, 6)?))
}

/// So many whole months from one on.
pub(super) fn months(year: i16, month: i8, count: i32) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, shift(first, Unit::Month, count - 1)?.last_of_month()))
}

/// So many whole years from one on.
pub(super) fn years(year: i16, count: i16) -> Option<Days> {
    let first = Date::new(year, 1, 1).ok()?;
    Some((first, Date::new(year.checked_add(count - 1)?, 12, 31).ok()?))
}

/// The nearest given weekday from a day on, in steps of `by` days (1 or -1); the day itself only if `today`.
pub(super) fn weekday_from(date: Date, weekday: i8, by: i32, today: bool) -> Option<Date> {
    let off = (i32::from(weekday) - i32::from(date.weekday().to_monday_one_offset())).rem_euclid(7);
    let forward = if off == 0 && !today { 7 } else { off };
    let backward = if off == 0 && !today { 7 } else { (7 - off) % 7 };
    shift(date, Unit::Day, if by > 0 { forward } else { -backward })
}

/// How many days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn movable_feasts_fall_on_their_days() {
        for (rule, year, want) in [
            ("easter 0", 2024, "2024-03-31"),
            ("easter 0", 2025, "2025-04-20"),
            ("easter 0", 1961, "1961-04-02"),
            ("easter -2", 2024, "2024-03-29"),
            ("easter 49", 2024, "2024-05-19"),
            ("advent 0", 2023, "2023-12-03"),
            ("advent 0", 2024, "2024-12-01"),
            ("advent -11", 2024, "2024-11-20"),
            ("nth 4 4 11", 2024, "2024-11-28"),
            ("nth -1 1 05", 2024, "2024-05-27"),
            ("nth 1 1 11 1", 2024, "2024-11-05"),
        ] {
            let days = Feast::parse(rule).unwrap().of(year);
            assert_eq!(days, Some((day(want), day(want))), "{rule} {year}");
        }
        let turn = Feast::parse("12-31 12-31 01-01").unwrap().of(2023);
        assert_eq!(turn, Some((day("2023-12-31"), day("2024-01-01"))));
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        let (first, last) = (Date::MIN, Date::MAX);
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year, Unit::Decade, Unit::Century, Unit::Millennium] {
            for by in [i32::MIN, -1, 1, i32::MAX] {
                let _ = (shift(first, unit, by), shift(last, unit, by));
            }
            let _ = (period(first, unit), period(last, unit));
        }
        assert_eq!(Feast::parse("12-31 12-31 01-01").unwrap().of(9999), None);
        assert_eq!(months(9999, 12, 2), None);
        assert_eq!(iso_week(2024, 54), None);
    }

    #[test]
    fn weekdays_are_found_on_either_side() {
        let wednesday = day("2024-06-12");
        assert_eq!(weekday_from(wednesday, 3, -1, true), Some(wednesday));
        assert_eq!(weekday_from(wednesday, 3, -1, false), Some(day("2024-06-05")));
        assert_eq!(weekday_from(wednesday, 4, -1, true), Some(day("2024-06-06")));
        assert_eq!(weekday_from(wednesday, 4, 1, true), Some(day("2024-06-13")));
        assert_eq!(weekday_from(wednesday, 3, 1, false), Some(day("2024-06-19")));
    }
}
