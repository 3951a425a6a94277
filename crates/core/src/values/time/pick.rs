//! Chooses among the days that an expression can mean: by the year or week that is said, the tense, the edge word, and
//! the distance from the article's date.

use super::calendar;
use super::calendar::Days;
use super::calendar::days_between;
use super::calendar::shift;
use super::expression::Year;
use super::meanings::Lean;
use super::meanings::Tense;
use super::meanings::Unit;
use super::timex::period_timex;
use jiff::civil::Date;

/// How much farther a day after the article counts in a clause of the past: not wholly out, for news tells in the past
/// tense of plans, too ("das Treffen am 12. Juni wurde abgesagt").
const AGAINST_PAST: i64 = 4;

/// How much farther a day before the article counts in a clause of the future.
const AGAINST_FUTURE: i64 = 8;

/// Chooses among the days that an expression can mean.
pub(super) struct Pick {
    pub(super) today: Option<Date>,
    pub(super) side: i8,
    pub(super) tense: Option<Tense>,
    pub(super) frame: Option<Days>,
}

impl Pick {
    /// A year as a number.
    pub(super) fn year(&self, year: Year) -> Option<i16> {
        match year {
            Year::Stated(year) => Some(year),
            Year::Off(by) => i16::try_from(i32::from(self.today?.year()) + by).ok(),
            Year::Open => None,
        }
    }

    /// The year of a quarter: that of the reference where none is said.
    pub(super) fn period_year(&self, year: Year) -> Option<i16> {
        self.year(year).or_else(|| self.today.map(Date::year))
    }

    /// The days of the year that is said, or of the year that brings them nearest.
    pub(super) fn of_year(&self, year: Year, lean: Option<Lean>, days: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        if let Some(year) = self.year(year) {
            return days(year);
        }
        if let Some((first, last)) = self.frame {
            let inside =
                (first.year()..=last.year()).filter_map(&days).find(|found| found.0 >= first && found.1 <= last);
            if inside.is_some() {
                return inside;
            }
        }
        let today = self.today?;
        let near = (-1..=1).filter_map(|by| today.year().checked_add(by)).filter_map(days);
        self.nearest(today, lean, near)
    }

    /// The nearest days on the side that a direction or the tense names.
    fn nearest(&self, today: Date, lean: Option<Lean>, days: impl Iterator<Item = Days>) -> Option<Days> {
        let by = match lean {
            Some(Lean::Reference { by, .. } | Lean::Anchor(by)) => by,
            _ => 0,
        };
        let fits = |&(first, last): &Days| match by {
            ..0 => last < today,
            0 => true,
            1.. => first > today,
        };
        days.filter(fits).min_by_key(|&days| self.cost(today, days))
    }

    /// How far days lie from today; those on the side that the tense does not name count more.
    fn cost(&self, today: Date, (first, last): Days) -> i64 {
        let (ahead, behind) = (days_between(today, first).max(0), days_between(last, today).max(0));
        match (self.tense, self.side) {
            (Some(Tense::Past), _) | (_, ..=-1) => behind + AGAINST_PAST * ahead,
            (Some(Tense::Future), _) | (_, 1..) => AGAINST_FUTURE * behind + ahead,
            _ => behind + ahead,
        }
    }

    /// "am 12.": the day in the month that brings it nearest.
    pub(super) fn day_of_month(&self, day: i8, month_off: Option<i32>) -> Option<Days> {
        let today = self.today?;
        let in_month = |by: i32| {
            let month = shift(today.first_of_month(), Unit::Month, by)?;
            Date::new(month.year(), month.month(), day).ok().map(|day| (day, day))
        };
        match month_off {
            Some(by) => in_month(by),
            None => self.nearest(today, None, (-1..=1).filter_map(in_month)),
        }
    }

    /// Whether the tense and the edge put a weekday after the reference.
    fn ahead(&self) -> bool {
        match self.tense {
            _ if self.side < 0 => false,
            Some(Tense::Past) => false,
            Some(Tense::Future | Tense::Present) => true,
            None => self.side > 0,
        }
    }

    /// A weekday: on or before the reference, as news tells, unless the verb or a direction says otherwise.
    pub(super) fn weekday(&self, weekday: i8, lean: Option<Lean>, week: Option<i32>) -> Option<Date> {
        let today = self.today?;
        if let Some(by) = week {
            return in_week(today, weekday, by);
        }
        if let Some((first, last)) = self.frame
            && let Some(date) = calendar::weekday_from(first, weekday, 1, true).filter(|date| *date <= last)
        {
            return Some(date);
        }
        let toward = if self.ahead() { 1 } else { -1 };
        match lean {
            Some(Lean::Reference { by: 0, .. }) if self.tense == Some(Tense::Past) => {
                calendar::weekday_from(today, weekday, -1, true)
            }
            Some(Lean::Reference { by: 0, .. }) => nearest_weekday(today, weekday),
            Some(Lean::Reference { by, near: true }) => calendar::weekday_from(today, weekday, by, false),
            Some(Lean::Reference { by, near: false }) => in_week(today, weekday, by),
            Some(Lean::Anchor(by)) => calendar::weekday_from(today, weekday, by.signum(), false),
            Some(Lean::Day(by)) => shift(today, Unit::Day, by),
            None => calendar::weekday_from(today, weekday, toward, true),
        }
    }

    /// "am Wochenende": the last one, or the coming one.
    pub(super) fn weekend(&self) -> Option<(Days, String)> {
        let today = self.today?;
        let this = calendar::period(today, Unit::Weekend)?;
        let days = if self.ahead() || this.0 <= today {
            this
        } else {
            calendar::period(shift(today, Unit::Week, -1)?, Unit::Weekend)?
        };
        Some((days, period_timex(days.0, Unit::Weekend)))
    }
}

/// A weekday of the week so many weeks off.
fn in_week(today: Date, weekday: i8, by: i32) -> Option<Date> {
    let (monday, _) = calendar::period(shift(today, Unit::Week, by)?, Unit::Week)?;
    shift(monday, Unit::Day, i32::from(weekday) - 1)
}

/// "diesen Freitag": the nearest one, within three days on either side, or else the coming one.
fn nearest_weekday(today: Date, weekday: i8) -> Option<Date> {
    calendar::weekday_from(today, weekday, 1, true)
}
