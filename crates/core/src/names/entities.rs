//! Which mentions name one person, organisation or place of an article.
//!
//! People are one where the surname is one and the given names can be: a bare surname belongs to the last full
//! mention before it, or else to the first after it. Two given names that differ are two people.

use super::Entity;
use super::Mention;
use super::NameKind;
use super::Names;
use super::echoes::surname_of;
use super::finder::Finder;
use super::finder::Found;
use super::gazetteer::place_key;
use super::spelling::fold;
use super::units::flag;
use rustc_hash::FxHashMap;

/// What is remembered of an entity while mentions are read.
struct Bearer {
    kind: NameKind,
    name: String,
    /// Folded given names, of people.
    given: Vec<String>,
}

/// The kind of an entity with its folded surname, name or alias.
type Key = (NameKind, String);

/// Reads the mentions in text order.
struct Registry<'a, 'f> {
    finder: &'f Finder<'a>,
    bearers: Vec<Bearer>,
    /// Folded surname, name or alias, with the entities that bear it: the last mentioned in full is last.
    by_key: FxHashMap<Key, Vec<u32>>,
}

/// Gives every name found its entity.
pub(super) fn entities(finder: &mut Finder<'_>) -> Names {
    finder.found.sort_by_key(|found| (found.span.start, found.span.end));
    let mut end = 0;
    finder.found.retain(|found| {
        let free = found.span.start >= end;
        end = end.max(found.span.end);
        free
    });
    let finder = &*finder;
    let mut registry = Registry { finder, bearers: vec![], by_key: FxHashMap::default() };
    let mut owners: Vec<Option<u32>> = vec![None; finder.found.len()];
    let keys: Vec<Key> = finder.found.iter().map(|found| registry.key(found)).collect();
    // Full names first: a headline may name by surname whom the text introduces later.
    for (at, found) in finder.found.iter().enumerate() {
        if Registry::is_full(found) {
            owners[at] = Some(registry.full(found, &keys[at]));
        }
    }
    let mut latest = Latest::default();
    for (at, found) in finder.found.iter().enumerate() {
        let owner = owners[at].unwrap_or_else(|| registry.short(found, &keys[at], &latest));
        owners[at] = Some(owner);
        if Registry::is_full(found) {
            latest.note(&keys[at], owner);
        }
    }
    registry.finish(&owners)
}

/// Whose full name came last, by surname.
#[derive(Default)]
struct Latest<'k>(FxHashMap<(NameKind, &'k str), u32>);

impl<'k> Latest<'k> {
    fn note(&mut self, (kind, key): &'k Key, owner: u32) {
        self.0.insert((*kind, key), owner);
    }
}

impl Registry<'_, '_> {
    /// Whether the words name their bearer in full.
    fn is_full(found: &Found<'_>) -> bool {
        let (first, last) = found.units;
        match found.kind {
            NameKind::Person => last > first,
            NameKind::Organisation => last > first || found.name.is_some(),
            NameKind::Place => true,
        }
    }

    /// What the entity is found by: the folded surname, or the folded name.
    fn key(&self, found: &Found<'_>) -> Key {
        let (first, last) = found.units;
        let key = match (found.kind, &found.name) {
            // The name may be a part of its unit only: "Malejew-Besuch".
            (NameKind::Person, _) if first == last => fold(self.words(found)),
            (NameKind::Person, _) => fold(self.finder.units.norm(surname_of(self.finder, first, last))),
            (_, Some(name)) => fold(&place_key(name)),
            _ => fold(&place_key(self.words(found))),
        };
        (found.kind, key)
    }

    fn words(&self, found: &Found<'_>) -> &str {
        found.span.of(self.finder.text)
    }

    /// Given names of a full name, folded.
    fn given(&self, found: &Found<'_>) -> Vec<String> {
        let (first, last) = found.units;
        let surname = surname_of(self.finder, first, last);
        (first..=last)
            .filter(|&at| at != surname && self.finder.units.flags(at) & flag::PARTICLE == 0)
            .map(|at| fold(self.finder.units.norm(at)))
            .collect()
    }

    /// The entity of a full name: a known one, or a new one.
    fn full(&mut self, found: &Found<'_>, key: &Key) -> u32 {
        let given = if found.kind == NameKind::Person { self.given(found) } else { vec![] };
        let mut owners: &[u32] = self.by_key.get(key).map_or(&[], Vec::as_slice);
        if owners.is_empty() && found.kind == NameKind::Person {
            let stem = (key.0, key.1.strip_suffix('s').unwrap_or(&key.1).to_owned());
            owners = self.by_key.get(&stem).map_or(&[], Vec::as_slice);
        }
        let same = owners
            .iter()
            .copied()
            .find(|&owner| found.kind != NameKind::Person || can_be_one(&self.bearers[owner as usize].given, &given));
        if let Some(owner) = same {
            let longer = self.words(found).chars().count() > self.bearers[owner as usize].name.chars().count();
            if found.kind == NameKind::Person
                && longer
                && given.concat().len() > self.bearers[owner as usize].given.concat().len()
            {
                let words = found.span.of(self.finder.text);
                words.clone_into(&mut self.bearers[owner as usize].name);
                self.bearers[owner as usize].given = given;
            }
            return owner;
        }
        let name = found.name.unwrap_or_else(|| self.words(found)).to_owned();
        let owner = self.new_bearer(found.kind, name, given);
        if found.kind == NameKind::Organisation && found.units.1 > found.units.0 {
            let alias = (found.kind, fold(self.finder.units.norm(found.units.0)));
            self.by_key.entry(alias).or_default().push(owner);
        }
        self.by_key.entry(key.clone()).or_default().push(owner);
        owner
    }

    /// The entity of a short form.
    fn short(&mut self, found: &Found<'_>, key: &Key, latest: &Latest<'_>) -> u32 {
        let (kind, word) = key.clone();
        let stem = word.strip_suffix('s').unwrap_or(&word).to_owned();
        for key in [(kind, word.clone()), (kind, stem)] {
            if let Some(&owner) = latest.0.get(&(kind, key.1.as_str())) {
                return owner;
            }
            if let Some(&owner) = self.by_key.get(&key).and_then(|owners| owners.first()) {
                return owner;
            }
        }
        let owner = self.new_bearer(kind, self.words(found).to_owned(), vec![]);
        self.by_key.entry((kind, word)).or_default().push(owner);
        owner
    }

    fn new_bearer(&mut self, kind: NameKind, name: String, given: Vec<String>) -> u32 {
        self.bearers.push(Bearer { kind, name, given });
        self.bearers.len() as u32 - 1
    }

    /// Numbers the entities by first mention.
    fn finish(self, owners: &[Option<u32>]) -> Names {
        let mut names = Names::default();
        let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
        for (found, owner) in self.finder.found.iter().zip(owners) {
            let Some(owner) = *owner else { continue };
            let entity = *numbers.entry(owner).or_insert_with(|| {
                let bearer = &self.bearers[owner as usize];
                names.entities.push(Entity { kind: bearer.kind, name: bearer.name.clone() });
                names.entities.len() as u32 - 1
            });
            names.mentions.push(Mention { span: found.span, entity, derived: found.derived });
        }
        names
    }
}

/// Whether two lists of given names can be one person's: no name of one contradicts the other.
fn can_be_one(left: &[String], right: &[String]) -> bool {
    let (Some(left), Some(right)) = (left.first(), right.first()) else { return true };
    let initial = |short: &str, long: &str| {
        short.trim_end_matches('.').len() <= 1 && long.starts_with(short.trim_end_matches('.'))
    };
    left == right || initial(left, right) || initial(right, left)
}
