//! What a temporal expression says, before any reference date is used.

use super::calendar::Feast;
use super::calendar::MonthDay;
use super::meanings::DayPart;
use super::meanings::Lean;
use super::meanings::Section;
use super::meanings::Unit;
use crate::values::Edge;

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Not said.
    Open,
    /// Said in so many words.
    Stated(i16),
    /// So many years off the reference's: "letzten Jahres".
    Off(i32),
}

/// The period that an expression names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Base {
    /// None: a clock time or a part of the day alone.
    Open,
    /// A day of a month; the weekday, if it is said beside it.
    Day {
        year: Year,
        month: i8,
        day: i8,
        weekday: Option<i8>,
        lean: Option<Lean>,
    },
    /// Days of a month or of two: "12./13. Juni".
    DayRun {
        year: Year,
        first: MonthDay,
        last: MonthDay,
    },
    /// A day of some month: "am 12.".
    DayOfMonth {
        day: i8,
        month_off: Option<i32>,
    },
    Month {
        year: Year,
        month: i8,
        lean: Option<Lean>,
    },
    Year(Year),
    /// Years that have no name of their own: a decade ("199"), a century ("19"), 2014/15.
    Years {
        first: i16,
        last: i16,
        prefix: Option<i16>,
    },
    Weekday {
        weekday: i8,
        lean: Option<Lean>,
        week: Option<i32>,
    },
    /// So many units off the one that holds the reference (or the day that the text speaks of).
    Period {
        unit: Unit,
        by: i32,
        origin: Origin,
    },
    /// A point so far from the reference: "vor drei Tagen".
    Distance {
        amount: Amount,
        back: bool,
        anchored: bool,
    },
    Feast {
        feast: Feast,
        year: Year,
        lean: Option<Lean>,
    },
    Season {
        code: &'static str,
        first: MonthDay,
        last: MonthDay,
        year: Year,
        lean: Option<Lean>,
    },
    Quarter {
        number: i8,
        year: Year,
    },
    HalfYear {
        number: i8,
        year: Year,
    },
    /// An ISO week.
    Week {
        number: i8,
        year: Year,
    },
    /// `PRESENT_REF`, …
    Reference(&'static str),
}

/// What a period is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The article's date.
    Reference,
    /// The day that the text speaks of.
    Anchor,
    /// That day, or else the article's date.
    Either,
}

/// A length of time as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Amount {
    /// Months, for calendar units from the month up; fractions where the text has them.
    pub(super) months: f64,
    /// Days, for days and weeks.
    pub(super) days: f64,
    /// Seconds, for what is shorter.
    pub(super) seconds: f64,
    /// The coarsest unit said.
    pub(super) unit: Option<Unit>,
    /// Whether no number is said: "vor einigen Tagen".
    pub(super) vague: bool,
}

/// A time of day.
#[allow(clippy::struct_excessive_bools)] // four facts that are said independently of one another
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    /// First minute meant; past 1439 on the next day.
    pub(super) from: u16,
    /// Last minute meant.
    pub(super) to: u16,
    /// How TIMEX3 writes it.
    pub(super) stamp: Stamp,
    /// Whether "kurz nach", "gegen" blur it.
    pub(super) about: bool,
    /// Whether the text says which half of the day: "2 a.m.".
    pub(super) halved: bool,
    /// Whether it may also be meant twelve hours later: "halb acht".
    pub(super) twelve: bool,
    /// The night that ends on the day named: "in der Nacht zu Dienstag".
    pub(super) eve: bool,
}

/// How TIMEX3 writes a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    /// A code: MO, EV, …
    Part(&'static str),
    /// Minute of the day, below 1440.
    Minute(u16),
}

impl Clock {
    /// A part of the day.
    pub(super) fn part(part: DayPart) -> Self {
        Self {
            from: part.from,
            to: part.to,
            stamp: Stamp::Part(part.code),
            about: false,
            halved: false,
            twelve: false,
            eve: false,
        }
    }

    /// A minute of the day.
    pub(super) fn at(minute: u16) -> Self {
        Self {
            from: minute,
            to: minute,
            stamp: Stamp::Minute(minute % 1440),
            about: false,
            halved: false,
            twelve: false,
            eve: false,
        }
    }

    /// The same twelve hours later, if it lies before noon.
    pub(super) fn later(self) -> Self {
        match self.stamp {
            Stamp::Minute(minute) if minute < 720 && !self.halved => Self {
                from: self.from + 720,
                to: self.to + 720,
                stamp: Stamp::Minute(minute + 720),
                twelve: false,
                ..self
            },
            _ => self,
        }
    }
}

/// A date or time with the tokens it was read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Expression {
    pub(super) base: Base,
    pub(super) clock: Option<Clock>,
    pub(super) section: Option<Section>,
    pub(super) edge: Edge,
    /// The side of the article's date that the edge word favours.
    pub(super) side: i8,
    /// First token.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) next: usize,
}
