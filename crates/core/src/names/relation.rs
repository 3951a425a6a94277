//! How two places stand to one another, by the gazetteer.

use super::PlaceRelation;
use super::gazetteer::Gazetteer;
use super::gazetteer::place_key;
use super::spelling::fold;

/// Compares two names of places; mirror-symmetric.
///
/// A name may mean several places: then one reading that agrees is enough for agreement, and all must exclude one
/// another for [`PlaceRelation::Disjoint`].
pub(super) fn relation(left: &str, right: &str) -> PlaceRelation {
    if !left.trim().is_empty() && fold(left.trim()) == fold(right.trim()) {
        return PlaceRelation::Same;
    }
    let (left, right) = (readings(left), readings(right));
    let mut best = PlaceRelation::Unknown;
    for &one in left {
        for &other in right {
            let found = of_places(one, other);
            if rank(found) > rank(best) {
                best = found;
            }
        }
    }
    best
}

/// Agreement first: a wrong "disjoint" is a false alarm.
fn rank(relation: PlaceRelation) -> u8 {
    match relation {
        PlaceRelation::Same => 4,
        PlaceRelation::Within | PlaceRelation::Contains => 3,
        PlaceRelation::Disjoint => 1,
        PlaceRelation::Unknown => 0,
    }
}

/// The places that a name may mean.
fn readings(name: &str) -> &'static [u32] {
    let key = place_key(name.trim());
    let table = Gazetteer::get();
    let found = table.named(&key);
    if found.is_empty() { key.strip_suffix('s').map_or(&[], |stem| table.named(stem)) } else { found }
}

fn of_places(left: u32, right: u32) -> PlaceRelation {
    let table = Gazetteer::get();
    if left == right {
        PlaceRelation::Same
    } else if table.lies_in(left, right) {
        PlaceRelation::Within
    } else if table.lies_in(right, left) {
        PlaceRelation::Contains
    } else if table.place(left).crosses || table.place(right).crosses {
        PlaceRelation::Unknown
    } else {
        PlaceRelation::Disjoint
    }
}
