//! The table of places: names, kinds, and which lies in which.
//!
//! Read once from `geography/` (see the README there) in a few milliseconds. Looking a name up costs one hash.

use crate::lang::Lang;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// A place of the table.
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a place, each asked for by name")]
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Its German, English and French name.
    names: [&'static str; 3],
    /// The places that it lies in, directly.
    parents: Vec<u32>,
    /// Whether it is a water, a river or a range of mountains: these cross borders, so they exclude no place.
    pub(super) crosses: bool,
    /// Whether the table knows all that lies in it: countries, states, cities. Islands and regions may hold cities unlisted.
    pub(super) bounded: bool,
    /// Whether it is a country.
    country: bool,
    /// Whether it is a city or a district.
    pub(super) city: bool,
}

impl Place {
    /// Its name in a language.
    pub(super) fn name(&self, lang: Lang) -> &'static str {
        self.names[lang as usize]
    }
}

/// All places.
#[derive(Debug, Default)]
pub(super) struct Gazetteer {
    places: Vec<Place>,
    by_id: FxHashMap<String, u32>,
    by_name: FxHashMap<String, Vec<u32>>,
    /// The first word of every name that has several, with the most words that follow one.
    openers: FxHashMap<String, usize>,
    /// The first word of every name.
    first_words: FxHashSet<String>,
    /// Names that are all capitals: "US".
    acronyms: FxHashSet<String>,
    /// For each place, every place that holds it, itself included.
    holders: Vec<FxHashSet<u32>>,
}

/// A name as the table is asked for it: lower case, straight apostrophes.
pub(super) fn place_key(name: &str) -> String {
    name.to_lowercase().replace('’', "'")
}

impl Gazetteer {
    /// The table, read on first use.
    pub(super) fn get() -> &'static Self {
        static TABLE: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);
        &TABLE
    }

    /// A place by number.
    pub(super) fn place(&self, place: u32) -> &Place {
        &self.places[place as usize]
    }

    /// The place with an id of the table, such as `DE` or `Hamburg@DE`.
    pub(super) fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The places of a name, as [`place_key`] writes it; the first is the one that is usually meant.
    pub(super) fn named(&self, key: &str) -> &[u32] {
        self.by_name.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a name is or begins with this word.
    pub(super) fn begins(&self, word: &str) -> bool {
        self.first_words.contains(word)
    }

    /// The most words of a name that begins with this word: 1 where none has several.
    pub(super) fn most_words(&self, first: &str) -> usize {
        self.openers.get(first).copied().unwrap_or(1)
    }

    /// Whether a name is an acronym, which a text writes in capitals.
    pub(super) fn acronym(&self, key: &str) -> bool {
        self.acronyms.contains(key)
    }

    /// Whether `inner` lies in `outer`, or is it.
    pub(super) fn lies_in(&self, inner: u32, outer: u32) -> bool {
        self.holders[inner as usize].contains(&outer)
    }

    /// Whether some country holds both, or one is or lies on the continent that is all that is known of the other.
    pub(super) fn share_country(&self, left: u32, right: u32) -> bool {
        let countries = |place: u32| {
            let mut found: Vec<u32> =
                self.holders[place as usize].iter().copied().filter(|&holder| self.place(holder).country).collect();
            found.sort_unstable();
            found
        };
        let (left, right) = (countries(left), countries(right));
        left.is_empty() || right.is_empty() || left.iter().any(|country| right.contains(country))
    }

    fn load() -> Self {
        let mut table = Self::default();
        for line in rows(include_str!("geography/regions.tsv")).chain(rows(include_str!("geography/places.tsv"))) {
            table.region(line);
        }
        for line in rows(include_str!("geography/exonyms.tsv")) {
            table.exonym(line);
        }
        for line in rows(include_str!("geography/towns.tsv")) {
            table.towns(line);
        }
        table.close();
        table
    }

    /// The place with this id, made if it is new.
    fn entry(&mut self, id: &str, kind: &str) -> u32 {
        let place = self.by_id(id).unwrap_or(self.places.len() as u32);
        if place as usize == self.places.len() {
            self.places.push(Place::default());
            self.by_id.insert(id.to_owned(), place);
        }
        // A parent may be named before its own line comes with its kind.
        let entry = &mut self.places[place as usize];
        entry.crosses |= matches!(kind, "water" | "river" | "mountains");
        entry.city |= matches!(kind, "city" | "site");
        entry.bounded |= !matches!(kind, "region" | "island" | "");
        entry.country |= kind == "country";
        place
    }

    /// A line of `regions.tsv` or `places.tsv`: several ids share kind and parents, and then no names are given.
    fn region(&mut self, line: &'static str) {
        let mut columns = line.split('\t');
        let ids = columns.next().unwrap_or("");
        let kind = columns.next().unwrap_or("");
        let parents: Vec<u32> =
            columns.next().unwrap_or("").split(' ').filter(|id| !id.is_empty()).map(|id| self.entry(id, "")).collect();
        let names = columns.next().unwrap_or("");
        // An id of a city may hold blanks; lists of ids are countries without names.
        let ids: Vec<&str> = if names.is_empty() { ids.split(' ').collect() } else { vec![ids] };
        for id in ids {
            let place = self.entry(id, kind);
            self.adopt(place, &parents);
            self.name(place, names);
        }
    }

    fn exonym(&mut self, line: &'static str) {
        let (id, names) = line.split_once('\t').unwrap_or((line, ""));
        let country = id.rsplit('@').next().unwrap_or("");
        let place = self.entry(id, "city");
        if let Some(country) = self.by_id(country) {
            self.adopt(place, &[country]);
        }
        // The names by hand are the usual ones: they replace the first three.
        self.places[place as usize].names = [""; 3];
        self.name(place, names);
    }

    /// A line of `towns.tsv`: towns under one parent.
    fn towns(&mut self, line: &'static str) {
        let (parent, towns) = line.split_once('\t').unwrap_or((line, ""));
        let Some(parent) = self.by_id(parent) else { return };
        let known: FxHashSet<u32> = self.above(parent).into_iter().collect();
        for town in towns.split('|') {
            let first = town.split('=').next().unwrap_or("");
            let same = |&&place: &&u32| {
                let place = &self.places[place as usize];
                place.city && place.parents.iter().any(|above| known.contains(above))
            };
            let found = self.named(&place_key(first)).iter().find(same).copied();
            let place = found.unwrap_or_else(|| self.entry(&format!("{first}@{parent}"), "city"));
            if place != parent {
                self.adopt(place, &[parent]);
            }
            for name in town.split('=') {
                self.spelling(place, name);
            }
            self.fill(place, first);
        }
    }

    fn adopt(&mut self, place: u32, parents: &[u32]) {
        for &parent in parents {
            let own = &mut self.places[place as usize].parents;
            if parent != place && !own.contains(&parent) {
                own.push(parent);
            }
        }
    }

    /// Gives a place the names `German|English|French|others…`.
    fn name(&mut self, place: u32, names: &'static str) {
        let mut first = "";
        for (at, name) in names.split('|').enumerate() {
            if at == 0 {
                first = name;
            }
            if let (Some(slot), false) = (self.places[place as usize].names.get_mut(at), name.is_empty())
                && slot.is_empty()
            {
                *slot = name;
            }
            self.spelling(place, name);
        }
        self.fill(place, first);
    }

    /// Uses the first name where a language has none.
    fn fill(&mut self, place: u32, first: &'static str) {
        for slot in self.places[place as usize].names.iter_mut().filter(|slot| slot.is_empty()) {
            *slot = first;
        }
    }

    fn spelling(&mut self, place: u32, name: &str) {
        if name.is_empty() {
            return;
        }
        let key = place_key(name);
        if let Some((first, _)) = key.split_once(' ') {
            let words = key.split(' ').count();
            let most = self.openers.entry(first.to_owned()).or_insert(words);
            *most = words.max(*most);
        }
        if name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase()) {
            self.acronyms.insert(key.clone());
        }
        let first = key.split(' ').next().unwrap_or("");
        if !self.first_words.contains(first) {
            self.first_words.insert(first.to_owned());
        }
        let places = self.by_name.entry(key).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// A place with all places that hold it.
    fn above(&self, place: u32) -> Vec<u32> {
        let mut found = vec![place];
        let mut at = 0;
        while at < found.len() {
            for &parent in &self.places[found[at] as usize].parents {
                if !found.contains(&parent) {
                    found.push(parent);
                }
            }
            at += 1;
        }
        found
    }

    /// Works out which place holds which, once all are known.
    fn close(&mut self) {
        self.holders = (0..self.places.len() as u32).map(|place| self.above(place).into_iter().collect()).collect();
    }
}

/// The entries of a file.
fn rows(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_a_name_and_no_place_holds_itself() {
        let table = Gazetteer::get();
        for place in 0..table.places.len() as u32 {
            assert!(!table.place(place).name(Lang::De).is_empty(), "place {place}");
            assert!(!table.place(place).parents.contains(&place), "{}", table.place(place).name(Lang::De));
        }
    }

    #[test]
    fn cities_lie_in_states_and_countries() {
        let table = Gazetteer::get();
        let of = |name: &str| table.named(&place_key(name))[0];
        assert!(table.lies_in(of("München"), of("Bayern")));
        assert!(table.lies_in(of("Altona"), of("Deutschland")));
        assert!(table.lies_in(of("Wladiwostok"), of("Ferner Osten Russlands")));
        assert!(!table.lies_in(of("Hamburg"), of("Bayern")));
        assert_eq!(of("Pyongyang"), of("Pjöngjang"));
    }
}
