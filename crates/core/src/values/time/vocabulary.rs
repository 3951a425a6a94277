//! The tables of time words of a language, made ready for look-up by their first word.

use super::calendar::Feast;
use super::columns::clock_word;
use super::columns::day_part;
use super::columns::edge;
use super::columns::first;
use super::columns::form;
use super::columns::lean;
use super::columns::relative;
use super::columns::season;
use super::columns::section;
use super::columns::tense;
use super::columns::unit;
use super::meanings::Form;
use super::meanings::Meaning;
use super::meanings::Opens;
use super::meanings::Unit;
use crate::lang::Lang;
use crate::lang::Table;
use crate::lang::Tables;
use crate::values::signs::Signs;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A phrase of the tables: its words after the first, and its meaning.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) rest: Vec<String>,
    pub(super) meaning: Meaning,
}

/// What is known of a first word of phrases.
#[derive(Debug, Default)]
struct Starter {
    /// What it opens beside what its phrases mean.
    opens: Opens,
    /// Longest phrases first.
    entries: Vec<Entry>,
}

impl Starter {
    fn finish(&mut self) {
        self.entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
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
    /// The sign of units of time.
    pub(in crate::values) const UNIT: Signs = Meaning::UNIT;
    /// The sign of lengths of time.
    pub(in crate::values) const LENGTH: Signs = Opens::LENGTH.signs();

    /// All phrases, as their first word, their second if they have one, and their signs.
    pub(in crate::values) fn signs(&self) -> impl Iterator<Item = (&str, Option<&str>, Signs)> {
        self.starters.iter().flat_map(|(word, starter)| {
            let own = (word.as_str(), None, starter.opens.signs());
            let phrases = starter.entries.iter().map(|entry| {
                let signs = entry.meaning.sign().and(entry.meaning.opens().signs());
                let second = entry.rest.first().map(String::as_str);
                (word.as_str(), second, if second.is_some() { signs.and(Meaning::PHRASE) } else { signs })
            });
            std::iter::once(own).chain(phrases)
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

    /// Articles, vague numbers.
    fn openers(&mut self, lang: Lang) {
        for (words, opens) in OPENERS[lang as usize] {
            for word in words.split_ascii_whitespace() {
                let starter = self.starters.entry(word.to_owned()).or_default();
                starter.opens = starter.opens.and(*opens);
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
        ("all half several some few couple many whole entire full", Opens::LENGTH),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::time::meanings::Lean;
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
