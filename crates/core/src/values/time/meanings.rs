//! What the words of time mean, and the signs by which they are found.

use super::calendar::Feast;
use super::calendar::MonthDay;
use crate::values::signs::Signs;

/// How much company a word needs before it is read as a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// None.
    Plain,
    /// A day or a year beside it: an abbreviation.
    Short,
    /// A day, a year or a preposition: it is a common word or a name, too.
    Shy,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayPart {
    /// The code of TIMEX3: MO, MI, AF, EV, NI.
    pub(super) code: &'static str,
    /// First minute of the day that can be meant.
    pub(super) from: u16,
    /// Last minute; past 1439 on the next day.
    pub(super) to: u16,
}

/// Which period is meant, counted from the article's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// So many periods off; `near`: with a weekday, the nearest one on that side, whatever its week.
    Reference { by: i32, near: bool },
    /// So many periods off the day that the text speaks of.
    Anchor(i32),
    /// So many days off the article's date: "am gestrigen Mittwoch".
    Day(i32),
}

/// A time by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relative {
    /// Days from the article's date.
    Day(i32),
    /// Years from the article's year.
    Year(i32),
    /// Days from the day that the text speaks of.
    After(i32),
    /// A part of the day so many days from the article's date.
    Part(i32, &'static str),
    /// A reference of TIMEX3: `PRESENT_REF`, …
    Reference(&'static str),
}

/// A part of a longer period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Start,
    Mid,
    End,
}

/// A word of clock times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClockWord {
    /// Uhr, o'clock, heures.
    Hour,
    Half,
    Quarter,
    ThreeQuarters,
    /// vor, to, moins; with "kurz": a little.
    To {
        just: bool,
    },
    /// nach, past; with "kurz": a little.
    Past {
        just: bool,
    },
    About,
    Am,
    Pm,
    /// noon, midnight: minute of the day.
    Moment(u16),
}

/// When a clause plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
}

/// What a word or phrase of the tables means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    Month(i8, Form),
    Weekday(i8, Form),
    /// montags, Mondays.
    EveryWeekday(i8),
    Part(DayPart),
    /// abends, mornings.
    EveryPart(DayPart),
    /// Dienstagabend.
    WeekdayPart(i8, DayPart),
    /// dienstagabends.
    EveryWeekdayPart(i8, DayPart),
    Season {
        code: &'static str,
        first: MonthDay,
        last: MonthDay,
    },
    Feast(Feast),
    /// So many of a unit: 15 minutes for a Viertelstunde.
    Unit(u16, Unit),
    Lean(Lean),
    Relative(Relative),
    /// ab, bis: whether it begins something, and the side of the article's date that it favours (0: neither).
    Edge {
        from: bool,
        side: i8,
    },
    Section(Section),
    /// Jahresende.
    UnitSection(Unit, Section),
    /// A repetition with its TIMEX3 value.
    Frequency(&'static str),
    /// jeder, every.
    Every,
    Clock(ClockWord),
    Tense(Tense),
}

/// The signs of words that begin a phrase of a meaning.
impl Meaning {
    pub(super) const MONTH: Signs = Signs(1 << 0);
    pub(super) const WEEKDAY: Signs = Signs(1 << 1);
    pub(super) const EVERY_WEEKDAY: Signs = Signs(1 << 2);
    pub(super) const PART: Signs = Signs(1 << 3);
    pub(super) const EVERY_PART: Signs = Signs(1 << 4);
    pub(super) const WEEKDAY_PART: Signs = Signs(1 << 5);
    pub(super) const EVERY_WEEKDAY_PART: Signs = Signs(1 << 6);
    pub(super) const SEASON: Signs = Signs(1 << 7);
    pub(super) const FEAST: Signs = Signs(1 << 8);
    pub(super) const UNIT: Signs = Signs(1 << 9);
    pub(super) const LEAN: Signs = Signs(1 << 10);
    pub(super) const RELATIVE: Signs = Signs(1 << 11);
    pub(super) const EDGE: Signs = Signs(1 << 12);
    pub(super) const SECTION: Signs = Signs(1 << 13);
    pub(super) const UNIT_SECTION: Signs = Signs(1 << 14);
    pub(super) const FREQUENCY: Signs = Signs(1 << 15);
    pub(super) const EVERY: Signs = Signs(1 << 16);
    pub(super) const CLOCK: Signs = Signs(1 << 17);
    pub(super) const TENSE: Signs = Signs(1 << 18);

    /// The sign of words that begin a phrase of several.
    pub(super) const PHRASE: Signs = Signs(1 << 25);
    /// All but a direction: what can mean something without a word of time after it, and phrases of several words.
    pub(super) const BY_ITSELF: Signs = Signs(((1 << 20) - 1) & !Self::LEAN.0).and(Self::PHRASE);

    /// What can stand behind "ein" or "diese" in a time.
    pub(super) const TIMELY: Signs =
        Signs(((1 << 25) - 1) & !(Self::TENSE.0 | Self::EDGE.0)).and(Signs::COUNT).and(Signs::SIGN);

    pub(super) fn sign(self) -> Signs {
        match self {
            Self::Month(..) => Self::MONTH,
            Self::Weekday(..) => Self::WEEKDAY,
            Self::EveryWeekday(_) => Self::EVERY_WEEKDAY,
            Self::Part(_) => Self::PART,
            Self::EveryPart(_) => Self::EVERY_PART,
            Self::WeekdayPart(..) => Self::WEEKDAY_PART,
            Self::EveryWeekdayPart(..) => Self::EVERY_WEEKDAY_PART,
            Self::Season { .. } => Self::SEASON,
            Self::Feast(_) => Self::FEAST,
            Self::Unit(..) => Self::UNIT,
            Self::Lean(_) => Self::LEAN,
            Self::Relative(_) => Self::RELATIVE,
            Self::Edge { .. } => Self::EDGE,
            Self::Section(_) => Self::SECTION,
            Self::UnitSection(..) => Self::UNIT_SECTION,
            Self::Frequency(_) => Self::FREQUENCY,
            Self::Every => Self::EVERY,
            Self::Clock(_) => Self::CLOCK,
            Self::Tense(_) => Self::TENSE,
        }
    }

    /// What can begin with a word of this meaning.
    pub(super) fn opens(self) -> Opens {
        match self {
            Self::Month(..)
            | Self::Weekday(..)
            | Self::Part(_)
            | Self::WeekdayPart(..)
            | Self::Season { .. }
            | Self::Feast(_)
            | Self::Relative(_)
            | Self::Section(_)
            | Self::UnitSection(..)
            | Self::Clock(
                ClockWord::Half
                | ClockWord::Quarter
                | ClockWord::ThreeQuarters
                | ClockWord::Moment(_)
                | ClockWord::About
                | ClockWord::To { just: true }
                | ClockWord::Past { just: true },
            ) => Opens::DATE,
            Self::Unit(..) | Self::Lean(_) => Opens::DATE.and(Opens::LENGTH),
            Self::EveryWeekday(_)
            | Self::EveryPart(_)
            | Self::EveryWeekdayPart(..)
            | Self::Frequency(_)
            | Self::Every => Opens::SET,
            Self::Edge { .. } | Self::Clock(_) | Self::Tense(_) => Opens::default(),
        }
    }
}

/// What can begin with a word; several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Opens(u8);

impl Opens {
    /// As signs: above those of the meanings.
    pub(super) const fn signs(self) -> Signs {
        Signs((self.0 as u64) << 20)
    }

    /// What a token's signs say of it.
    pub(super) const fn of(signs: Signs) -> Self {
        Self((signs.0 >> 20) as u8 & 15)
    }

    /// A date or a clock time.
    pub(super) const DATE: Self = Self(1);
    /// A length of time.
    pub(super) const LENGTH: Self = Self(2);
    /// A recurring time.
    pub(super) const SET: Self = Self(4);
    /// Nothing but what follows it: an article.
    pub(super) const ARTICLE: Self = Self(8);

    /// Whether one of these can begin.
    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Either.
    #[must_use]
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The usual range of a part of the day by its code.
pub(super) fn part_of_code(code: &'static str) -> DayPart {
    let (from, to) = match code {
        "MO" => (4 * 60, 12 * 60 - 1),
        "MI" => (11 * 60, 15 * 60 - 1),
        "AF" => (12 * 60, 19 * 60 - 1),
        "EV" => (16 * 60 + 30, 24 * 60 - 1),
        _ => (18 * 60, 31 * 60),
    };
    DayPart { code, from, to }
}
