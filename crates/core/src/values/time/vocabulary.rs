//! The tables of time words of a language, made ready for look-up by their first word.

use super::calendar::Feast;
use super::calendar::MonthDay;
use crate::lang::Lang;
use crate::lang::Table;
use crate::lang::Tables;
use crate::values::signs::Signs;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

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

    /// All but a direction: what can mean something without a word of time after it, and phrases of several words.
    pub(super) const BY_ITSELF: Signs = Signs(((1 << 20) - 1) & !Self::LEAN.0).and(Vocabulary::PHRASE);

    /// What can stand behind "ein" or "diese" in a time.
    pub(super) const TIMELY: Signs =
        Signs(((1 << 25) - 1) & !(Self::TENSE.0 | Self::EDGE.0)).and(Signs::COUNT).and(Signs::SIGN);

    fn sign(self) -> Signs {
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
    fn opens(self) -> Opens {
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

/// A phrase of the tables: its words after the first, and its meaning.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) rest: Vec<String>,
    pub(super) meaning: Meaning,
}

/// What can begin with a word; several at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Opens(u8);

impl Opens {
    /// As signs: above those of the meanings.
    const fn signs(self) -> Signs {
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

/// What is known of a first word of phrases.
#[derive(Debug, Default)]
struct Starter {
    opens: Opens,
    /// Longest phrases first.
    entries: Vec<Entry>,
}

impl Starter {
    /// Sorts the phrases and notes what they open.
    fn finish(&mut self) {
        self.entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        self.opens = self.entries.iter().fold(self.opens, |opens, entry| opens.and(entry.meaning.opens()));
    }
}

/// All time words of a language by their first word.
#[derive(Debug, Default)]
pub(in crate::values) struct Vocabulary {
    starters: FxHashMap<String, Starter>,
}

impl Vocabulary {
    /// That of a language, built on first use.
    pub(in crate::values) fn of(lang: Lang) -> &'static Self {
        static BUILT: LazyLock<Vec<Vocabulary>> =
            LazyLock::new(|| Lang::ALL.into_iter().map(Vocabulary::build).collect());
        &BUILT[lang as usize]
    }

    /// The phrases that begin with a word.
    pub(super) fn starting(&self, norm: &str) -> &[Entry] {
        self.starters.get(norm).map_or(&[], |starter| &starter.entries)
    }

    /// The signs of numerals: a date or a length can begin with them.
    pub(in crate::values) const COUNTED: Signs = Opens::DATE.and(Opens::LENGTH).signs();
    /// The sign of words that begin a phrase of several.
    pub(super) const PHRASE: Signs = Signs(1 << 25);

    /// All first words of phrases with their signs.
    pub(in crate::values) fn signs(&self) -> impl Iterator<Item = (&str, Signs)> {
        self.starters.iter().map(|(word, starter)| {
            let long = starter.entries.iter().any(|entry| !entry.rest.is_empty());
            let phrase = if long { Self::PHRASE } else { Signs::default() };
            let meanings = starter.entries.iter().fold(phrase, |signs, entry| signs.and(entry.meaning.sign()));
            (word.as_str(), meanings.and(starter.opens.signs()))
        })
    }

    fn build(lang: Lang) -> Self {
        let mut built = Self::default();
        let tables = lang.tables();
        built.calendar(tables, lang);
        built.deixis(tables);
        built.openers(lang);
        if lang == Lang::De {
            built.compounds(tables);
        }
        built.starters.values_mut().for_each(Starter::finish);
        built
    }

    /// Articles, vague numbers, words of bound.
    fn openers(&mut self, lang: Lang) {
        for (words, opens) in OPENERS[lang as usize] {
            for word in words.split_ascii_whitespace() {
                let starter = self.starters.entry(word.to_owned()).or_default();
                starter.opens = starter.opens.and(*opens);
            }
        }
        for (phrase, _) in lang.tables().bounds.sorted() {
            if let Some(first) = split(phrase).into_iter().next() {
                let starter = self.starters.entry(first).or_default();
                starter.opens = starter.opens.and(Opens::LENGTH);
            }
        }
    }

    /// Months, weekdays, parts of the day, seasons, feasts.
    fn calendar(&mut self, tables: &'static Tables, lang: Lang) {
        self.table(&tables.months, |value| Some(Meaning::Month(first(value)?, form(value))));
        self.table(&tables.weekdays, |value| Some(Meaning::Weekday(first(value)?, form(value))));
        self.table(&tables.day_parts, |value| Some(Meaning::Part(day_part(value)?)));
        self.table(&tables.seasons, season);
        self.table(&tables.holidays, |value| Some(Meaning::Feast(Feast::parse(value)?)));
        if lang != Lang::Fr {
            for (key, value) in tables.weekdays.sorted().into_iter().filter(|(_, value)| form(value) == Form::Plain) {
                self.add_if(&format!("{key}s"), first(value).map(Meaning::EveryWeekday));
            }
            for (key, value) in tables.day_parts.sorted().into_iter().filter(|(key, _)| !key.contains(' ')) {
                self.add_if(&format!("{key}s"), day_part(value).map(Meaning::EveryPart));
            }
        }
    }

    /// What is counted from a day: units, directions, words such as yesterday; clock words and edges.
    fn deixis(&mut self, tables: &'static Tables) {
        self.table(&tables.time_units, unit);
        self.table(&tables.time_directions, |value| lean(value).map(Meaning::Lean));
        self.table(&tables.relative_times, |value| relative(value).map(Meaning::Relative));
        self.table(&tables.time_edges, |value| Some(edge(value)));
        self.table(&tables.time_sections, |value| section(value).map(Meaning::Section));
        self.table(&tables.frequencies, |value| {
            Some(if value == "every" { Meaning::Every } else { Meaning::Frequency(value) })
        });
        self.table(&tables.clock_words, |value| clock_word(value).map(Meaning::Clock));
        self.table(&tables.tenses, |value| tense(value).map(Meaning::Tense));
    }

    /// German compounds: Dienstagabend, dienstagabends, Jahresende.
    fn compounds(&mut self, tables: &'static Tables) {
        let parts: Vec<_> = tables.day_parts.sorted().into_iter().filter(|(key, _)| !key.contains(' ')).collect();
        for (weekday, value) in tables.weekdays.sorted().into_iter().filter(|(_, value)| form(value) == Form::Plain) {
            for (part, range) in &parts {
                let (Some(day), Some(range)) = (first(value), day_part(range)) else { continue };
                self.add(&format!("{weekday}{part}"), Meaning::WeekdayPart(day, range));
                self.add(&format!("{weekday}{part}s"), Meaning::EveryWeekdayPart(day, range));
            }
        }
        for (unit_name, unit) in
            [("jahres", Unit::Year), ("monats", Unit::Month), ("wochen", Unit::Week), ("quartals", Unit::Quarter)]
        {
            for (name, value) in tables.time_sections.sorted() {
                let key = format!("{unit_name}{name}");
                if !tables.time_units.has(&key) {
                    self.add_if(&key, section(value).map(|section| Meaning::UnitSection(unit, section)));
                }
            }
        }
    }

    fn table(&mut self, table: &'static Table, meaning: impl Fn(&'static str) -> Option<Meaning>) {
        for (key, value) in table.sorted() {
            match (key.strip_suffix('*'), meaning(value)) {
                (Some(stem), Some(meaning)) => {
                    for ending in ["e", "em", "en", "er", "es"] {
                        self.add(&format!("{stem}{ending}"), meaning);
                    }
                }
                (None, meaning) => self.add_if(key, meaning),
                (Some(_), None) => {}
            }
        }
    }

    fn add_if(&mut self, key: &str, meaning: Option<Meaning>) {
        if let Some(meaning) = meaning {
            self.add(key, meaning);
        }
    }

    fn add(&mut self, key: &str, meaning: Meaning) {
        let mut words = split(key).into_iter();
        let Some(first) = words.next() else { return };
        self.starters.entry(first).or_default().entries.push(Entry { rest: words.collect(), meaning });
    }
}

/// Words that open an expression without being a time themselves, by language.
const OPENERS: [&[(&str, Opens)]; 3] = [
    &[
        ("der die das dem den des", Opens::ARTICLE),
        ("ein eine einem einen einer eines", Opens::LENGTH.and(Opens::DATE)),
        ("halbe halben halber halbes halbem einige einigen einiger mehrere mehreren mehrerer", Opens::LENGTH),
        ("wenige wenigen weniger etliche etlichen paar viele vielen lange langen beide beiden beider", Opens::LENGTH),
        ("ganze ganzen ganzer ganzes", Opens::LENGTH),
        ("alle aller", Opens::SET),
        ("kw saison spielzeit", Opens::DATE),
        ("zwanziger dreißiger vierziger fünfziger sechziger siebziger achtziger neunziger", Opens::DATE),
        ("zwanzigerjahre dreißigerjahre vierzigerjahre fünfzigerjahre sechzigerjahre", Opens::DATE),
        ("siebzigerjahre achtzigerjahre neunzigerjahre zwanzigerjahren dreißigerjahren", Opens::DATE),
        ("vierzigerjahren fünfzigerjahren sechzigerjahren siebzigerjahren achtzigerjahren", Opens::DATE),
        ("neunzigerjahren", Opens::DATE),
    ],
    &[
        ("the these", Opens::ARTICLE),
        ("a an", Opens::LENGTH.and(Opens::DATE)),
        ("half several some few couple many whole entire full", Opens::LENGTH),
        ("season q1 q2 q3 q4 h1 h2", Opens::DATE),
    ],
    &[
        ("la le les ces", Opens::ARTICLE),
        ("un une", Opens::LENGTH),
        ("demi demie quelques plusieurs longues toute", Opens::LENGTH),
        ("saison t1 t2 t3 t4", Opens::DATE),
    ],
];

/// The words and marks of a key, as the article's tokens are cut.
fn split(key: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    let mut inside = false;
    for c in key.chars() {
        let word = c.is_alphanumeric();
        if c != ' ' {
            match words.last_mut().filter(|_| word && inside) {
                Some(last) => last.push(c),
                None => words.push(c.to_string()),
            }
        }
        inside = word;
    }
    words
}

/// The number at the start of a value.
fn first<T: std::str::FromStr>(value: &str) -> Option<T> {
    value.split(' ').next()?.parse().ok()
}

fn form(value: &str) -> Form {
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

fn day_part(value: &'static str) -> Option<DayPart> {
    let mut fields = value.split(' ');
    Some(DayPart { code: fields.next()?, from: minute(fields.next()?)?, to: minute(fields.next()?)? })
}

fn season(value: &'static str) -> Option<Meaning> {
    let mut fields = value.split(' ');
    let code = fields.next()?;
    let (first, last) = (MonthDay::parse(fields.next()?)?, MonthDay::parse(fields.next()?)?);
    Some(Meaning::Season { code, first, last })
}

fn unit(value: &str) -> Option<Meaning> {
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

fn lean(value: &str) -> Option<Lean> {
    if let Some(by) = value.strip_prefix("day ") {
        return by.parse().ok().map(Lean::Day);
    }
    let by = first(value)?;
    Some(match value.split(' ').nth(1) {
        Some("before" | "after") => Lean::Anchor(by),
        mark => Lean::Reference { by, near: mark == Some("near") },
    })
}

fn relative(value: &'static str) -> Option<Relative> {
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

fn edge(value: &str) -> Meaning {
    let side = match value.split(' ').nth(1) {
        Some("ahead") => 1,
        Some("behind") => -1,
        _ => 0,
    };
    Meaning::Edge { from: value.starts_with("from"), side }
}

fn section(value: &str) -> Option<Section> {
    Some(match value {
        "start" => Section::Start,
        "mid" => Section::Mid,
        "end" => Section::End,
        _ => return None,
    })
}

fn clock_word(value: &str) -> Option<ClockWord> {
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

fn tense(value: &str) -> Option<Tense> {
    Some(match value {
        "past" => Tense::Past,
        "present" => Tense::Present,
        "future" => Tense::Future,
        _ => return None,
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The values of a table as its parser reads them; every one must be readable.
    fn parsed<T>(lang: Lang, table: &'static Table, parse: impl Fn(&'static str) -> Option<T>) -> Vec<T> {
        let read = |(key, value)| parse(value).unwrap_or_else(|| panic!("{}: {key}", lang.code()));
        table.sorted().into_iter().map(read).collect()
    }

    #[test]
    fn tables_cover_the_calendar() {
        for lang in Lang::ALL {
            let tables = lang.tables();
            let months: BTreeSet<i8> = parsed(lang, &tables.months, first).into_iter().collect();
            assert_eq!(months, (1..=12).collect());
            let weekdays: BTreeSet<i8> = parsed(lang, &tables.weekdays, first).into_iter().collect();
            assert_eq!(weekdays, (1..=7).collect());
            let parts: BTreeSet<&str> =
                parsed(lang, &tables.day_parts, day_part).iter().map(|part| part.code).collect();
            assert_eq!(parts, BTreeSet::from(["AF", "EV", "MI", "MO", "NI"]));
            let codes = |meaning: &Meaning| if let Meaning::Season { code, .. } = meaning { Some(*code) } else { None };
            let seasons: BTreeSet<&str> = parsed(lang, &tables.seasons, season).iter().filter_map(codes).collect();
            assert_eq!(seasons, BTreeSet::from(["FA", "SP", "SU", "WI"]));
        }
    }

    #[test]
    fn every_holiday_has_its_days_in_every_year() {
        for lang in Lang::ALL {
            for (key, value) in lang.tables().holidays.sorted() {
                let feast = Feast::parse(value).unwrap_or_else(|| panic!("{}: {key}", lang.code()));
                for year in 1990..2060 {
                    let (begin, end) = feast.of(year).unwrap_or_else(|| panic!("{}: {key} {year}", lang.code()));
                    let main = feast.main(year).unwrap();
                    assert!(begin <= main && main <= end, "{}: {key} {year}", lang.code());
                }
            }
        }
    }

    #[test]
    fn tables_cover_units_directions_and_edges() {
        let units = |meaning: &Meaning| if let Meaning::Unit(_, unit) = meaning { Some(*unit) } else { None };
        for lang in Lang::ALL {
            let tables = lang.tables();
            let named: BTreeSet<Unit> = parsed(lang, &tables.time_units, unit).iter().filter_map(units).collect();
            assert!(named.len() >= 12, "{}: {named:?}", lang.code());
            let leans = parsed(lang, &tables.time_directions, lean);
            for by in -1..=1 {
                assert!(
                    leans.iter().any(|lean| matches!(lean, Lean::Reference { by: of, .. } if *of == by)),
                    "{} {by}",
                    lang.code()
                );
            }
            let edges = parsed(lang, &tables.time_edges, |value| Some(edge(value)));
            for begins in [true, false] {
                assert!(edges.iter().any(|meaning| matches!(meaning, Meaning::Edge { from, .. } if *from == begins)));
            }
            parsed(lang, &tables.relative_times, relative);
            parsed(lang, &tables.time_sections, section);
            parsed(lang, &tables.clock_words, clock_word);
            assert!(parsed(lang, &tables.tenses, tense).len() > 40);
        }
    }
}
