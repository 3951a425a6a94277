//! How two places stand to one another, by the gazetteer.

use super::PlaceRelation;
use super::gazetteer::Gazetteer;
use super::gazetteer::place_key;
use super::lexicon::Lexicon;
use super::spelling::fold;
use crate::lang::Lang;

/// Longer phrases name no place.
const MOST_WORDS: usize = 8;

/// A place of the table, or the part of it that lies in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Region {
    place: u32,
    direction: Option<Direction>,
}

/// Where in a larger place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    North,
    South,
    East,
    West,
    /// The middle, or a direction between two.
    Other,
}

impl Direction {
    fn opposite(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::North, Self::South)
                | (Self::South, Self::North)
                | (Self::East, Self::West)
                | (Self::West, Self::East)
        )
    }
}

/// Compares two names of places; mirror-symmetric.
///
/// A name may mean several places: then one reading that agrees is enough for agreement, and all must exclude one
/// another for [`PlaceRelation::Disjoint`].
pub(super) fn relation(left: &str, right: &str) -> PlaceRelation {
    if !left.trim().is_empty() && fold(left.trim()) == fold(right.trim()) {
        return PlaceRelation::Same;
    }
    let (left, right) = (regions(left), regions(right));
    let found: Vec<PlaceRelation> =
        left.iter().flat_map(|&one| right.iter().map(move |&other| of_regions(one, other))).collect();
    if found.contains(&PlaceRelation::Same) {
        return PlaceRelation::Same;
    }
    let (within, contains) = (found.contains(&PlaceRelation::Within), found.contains(&PlaceRelation::Contains));
    match (within, contains) {
        (true, false) => PlaceRelation::Within,
        (false, true) => PlaceRelation::Contains,
        // Read one way the left lies in the right, read another the right in the left.
        (true, true) => PlaceRelation::Unknown,
        _ if found.is_empty() || found.contains(&PlaceRelation::Unknown) => PlaceRelation::Unknown,
        _ => PlaceRelation::Disjoint,
    }
}

/// What a phrase may mean: "Hamburg", "russisch", "im Norden Italiens", "northern Italy", "Norditalien".
fn regions(phrase: &str) -> Vec<Region> {
    let key = place_key(phrase.trim());
    let words: Vec<&str> = key.split_whitespace().collect();
    if words.is_empty() || words.len() > MOST_WORDS {
        return vec![];
    }
    // Small words before the name do not count, but "the" and "la" may belong to it: "The Hague".
    let bare = words.iter().take_while(|word| is_small(word)).count();
    for from in [0, bare] {
        let whole = named(&words[from.min(words.len() - 1)..].join(" "));
        if !whole.is_empty() {
            return whole.into_iter().map(|place| Region { place, direction: None }).collect();
        }
    }
    directed(&words[bare.min(words.len() - 1)..])
}

/// The part of a place that a phrase with a direction names.
fn directed(words: &[&str]) -> Vec<Region> {
    let (first, rest) = (words[0], &words[1..]);
    let parts = |direction: Direction, places: Vec<u32>| {
        places.into_iter().map(|place| Region { place, direction: Some(direction) }).collect()
    };
    if let Some(direction) = direction_of(first) {
        let skip = rest.iter().take_while(|word| is_small(word)).count();
        return parts(direction, named(&rest[skip..].join(" ")));
    }
    if let [.., last] = words
        && words.len() > 1
        && let Some(direction) = direction_of(last)
    {
        return parts(direction, named(&words[..words.len() - 1].join(" ")));
    }
    let compound = PREFIXES.iter().find_map(|(prefix, direction)| {
        let places = named(first.strip_prefix(prefix)?.trim_start_matches('-'));
        (!places.is_empty()).then_some((*direction, places))
    });
    compound.filter(|_| rest.is_empty()).map_or_else(Vec::new, |(direction, places)| parts(direction, places))
}

/// The places of a name, of its genitive, or of an adjective.
fn named(name: &str) -> Vec<u32> {
    let table = Gazetteer::get();
    let name = name.strip_prefix("l'").or_else(|| name.strip_prefix("d'")).unwrap_or(name);
    let found = table.named(name);
    if !found.is_empty() {
        return found.to_vec();
    }
    let genitive = name.strip_suffix("'s").or_else(|| name.strip_suffix('s')).map_or(&[][..], |stem| table.named(stem));
    if !genitive.is_empty() {
        return genitive.to_vec();
    }
    let demonym = Lang::ALL.iter().find_map(|&lang| Lexicon::of(lang).demonym(name)).and_then(|id| table.by_id(id));
    demonym.into_iter().collect()
}

/// Articles and prepositions of the three languages before a place.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "in" | "im"
            | "bei"
            | "aus"
            | "nach"
            | "nahe"
            | "der"
            | "die"
            | "das"
            | "den"
            | "dem"
            | "des"
            | "von"
            | "vom"
            | "at"
            | "near"
            | "the"
            | "of"
            | "from"
            | "à"
            | "au"
            | "aux"
            | "en"
            | "dans"
            | "le"
            | "la"
            | "les"
            | "de"
            | "du"
            | "l'"
            | "d'"
    )
}

/// German compounds: "Norditalien".
static PREFIXES: &[(&str, Direction)] = &[
    ("nordost", Direction::Other),
    ("nordwest", Direction::Other),
    ("südost", Direction::Other),
    ("südwest", Direction::Other),
    ("nord", Direction::North),
    ("süd", Direction::South),
    ("ost", Direction::East),
    ("west", Direction::West),
    ("mittel", Direction::Other),
    ("zentral", Direction::Other),
];

/// The direction that a word of the three languages names.
fn direction_of(word: &str) -> Option<Direction> {
    let direction = match word.strip_prefix("l'").unwrap_or(word) {
        "norden" | "nördliche" | "nördlichen" | "nördliches" | "north" | "northern" | "nord" => Direction::North,
        "süden" | "südliche" | "südlichen" | "südliches" | "south" | "southern" | "sud" => Direction::South,
        "osten" | "östliche" | "östlichen" | "östliches" | "east" | "eastern" | "est" => Direction::East,
        "westen" | "westliche" | "westlichen" | "westliches" | "west" | "western" | "ouest" => Direction::West,
        "nordosten" | "nordwesten" | "südosten" | "südwesten" | "northeast" | "northwest" | "southeast"
        | "southwest" | "northeastern" | "northwestern" | "southeastern" | "southwestern" | "nord-est"
        | "nord-ouest" | "sud-est" | "sud-ouest" | "zentrum" | "mitte" | "central" | "centre" | "center" | "herzen" => {
            Direction::Other
        }
        _ => return None,
    };
    Some(direction)
}

/// Holds two regions together by the places that they are or lie in.
fn of_regions(left: Region, right: Region) -> PlaceRelation {
    match (of_places(left.place, right.place), left.direction, right.direction) {
        (relation, None, None) => relation,
        (PlaceRelation::Disjoint, _, _) => PlaceRelation::Disjoint,
        (PlaceRelation::Same, Some(one), Some(other)) if one == other => PlaceRelation::Same,
        (PlaceRelation::Same, Some(one), Some(other)) if one.opposite(other) => PlaceRelation::Disjoint,
        (PlaceRelation::Same | PlaceRelation::Within, Some(_), None) => PlaceRelation::Within,
        (PlaceRelation::Same | PlaceRelation::Contains, None, Some(_)) => PlaceRelation::Contains,
        // A city of Italy may lie in northern Italy or not.
        _ => PlaceRelation::Unknown,
    }
}

fn of_places(left: u32, right: u32) -> PlaceRelation {
    let table = Gazetteer::get();
    let (one, other) = (table.place(left), table.place(right));
    if left == right {
        PlaceRelation::Same
    } else if table.lies_in(left, right) {
        PlaceRelation::Within
    } else if table.lies_in(right, left) {
        PlaceRelation::Contains
    } else if one.crosses || other.crosses || !(one.bounded && other.bounded) && table.share_country(left, right) {
        // Rivers cross borders; a region may hold a city of its country that the table does not put there.
        PlaceRelation::Unknown
    } else {
        PlaceRelation::Disjoint
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PlaceRelation::{Contains, Disjoint, Same, Unknown, Within};

    #[test]
    fn places_stand_as_the_table_says() {
        for (left, right, expected) in [
            ("Pjöngjang", "Pyongyang", Same),
            ("Kiew", "Kyjiw", Same),
            ("Mailand", "Milan", Same),
            ("russisch", "Russland", Same),
            ("französischen", "France", Same),
            ("USA", "Vereinigte Staaten", Same),
            ("Obermoosbach", "Obermoosbach", Same),
            ("Hamburg", "Deutschland", Within),
            ("Wladiwostok", "Russland", Within),
            ("Vladivostok", "im Fernen Osten Russlands", Within),
            ("Altona", "Hamburg", Within),
            ("Passau", "Bayern", Within),
            ("Lyon", "Europa", Within),
            ("northern Italy", "Italien", Within),
            ("im Norden Italiens", "Italy", Within),
            ("Norditalien", "Europe", Within),
            ("le nord de l'Italie", "Italie", Within),
            ("Norditalien", "northern Italy", Same),
            ("Norditalien", "im Süden Italiens", Disjoint),
            ("Norditalien", "Frankreich", Disjoint),
            ("Hamburg", "München", Disjoint),
            ("Paris", "Deutschland", Disjoint),
            ("Bayern", "Sachsen", Disjoint),
            ("Mailand", "Norditalien", Unknown),
            ("Passau", "Obermoosbach", Unknown),
            ("Rhein", "Köln", Unknown),
            ("Schwarzwald", "Stuttgart", Unknown),
            ("Schwarzwald", "Paris", Disjoint),
            ("", "Paris", Unknown),
        ] {
            assert_eq!(relation(left, right), expected, "{left} / {right}");
            let mirrored = match expected {
                Within => Contains,
                Contains => Within,
                same => same,
            };
            assert_eq!(relation(right, left), mirrored, "{right} / {left}");
        }
    }
}
