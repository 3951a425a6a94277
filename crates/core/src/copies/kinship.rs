//! How the texts of two articles stand to one another, in numbers and by the table of relations.

use super::Direction;
use super::Passage;
use super::Relation;
use super::Verdict;
use super::annotated::Annotated;
use super::changes::changed_negations;
use super::changes::changed_values;
use super::direction::direction;
use super::passages::coverage;
use crate::reading::Reading;
use std::cmp::Ordering;

/// Jaccard similarity from which on two articles are near-duplicates.
pub(super) const NEAR_DUPLICATE: f64 = 0.7;
/// Containment from which on the shorter article counts as contained in the longer.
pub(super) const CONTAINED: f64 = 0.8;
/// Containment from which on the one is derived from the other. Rewritten wire copy begins at .42; the nearest other
/// pair of the development events has .20.
pub(super) const DERIVED: f64 = 0.35;
/// Coverage of the shorter article that makes it derived as well.
pub(super) const COVERED: f64 = 0.5;

/// How two articles' texts stand to one another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kinship {
    /// The first relation of the table that fits; none where nothing is reused.
    pub relation: Option<Relation>,
    /// Jaccard similarity of the sets of 3-word shingles.
    pub jaccard: f64,
    /// Share of left's shingles found in right.
    pub containment_left: f64,
    /// Share of right's shingles found in left.
    pub containment_right: f64,
    /// Share of left's words inside passages of real reuse.
    pub coverage_left: f64,
    /// Share of right's words inside passages of real reuse.
    pub coverage_right: f64,
    /// Whether numbers, dates or negations differ inside the shared passages.
    pub values_changed: bool,
    /// Which text the other goes back to.
    pub direction: Direction,
}

/// Judges two articles by the shingles they share (exact count, of [`Overlap`](crate::candidates::Overlap)) and their
/// passages. Linear in the passages.
pub fn kinship(left: &Annotated, right: &Annotated, shared: u32, passages: &[Passage]) -> Kinship {
    let texts = (left, right);
    let (left, right) = (left.reading, right.reading);
    let share = |part: u32, whole: usize| if whole == 0 { 0.0 } else { f64::from(part) / whole as f64 };
    let (lefts, rights) = (left.print.shingles.len(), right.print.shingles.len());
    let (coverage_left, coverage_right) = coverage(left, right, passages);
    let mut kinship = Kinship {
        relation: None,
        jaccard: share(shared, (lefts + rights).saturating_sub(shared as usize)),
        containment_left: share(shared, lefts),
        containment_right: share(shared, rights),
        coverage_left,
        coverage_right,
        values_changed: values_changed(left, right, passages),
        direction: Direction::default(),
    };
    kinship.relation = relation(left, right, &kinship, passages);
    if let (Some(_), Some(direction)) = (kinship.relation, of_versions(left, right)) {
        kinship.relation = Some(Relation::Versions);
        kinship.direction = direction;
    } else if kinship.relation.is_some() {
        kinship.direction = direction(texts.0, texts.1, &kinship, passages);
    }
    kinship
}

/// Which version goes back to the other, where both are versions of one story.
fn of_versions(left: &Reading, right: &Reading) -> Option<Direction> {
    let (one, two) = (left.article.version.as_ref()?, right.article.version.as_ref()?);
    let (verdict, [first, second], numbers) = match one.earlier(two)? {
        Ordering::Greater => (Verdict::Right, ["{right}", "{left}"], (&two.number, &one.number)),
        _ => (Verdict::Left, ["{left}", "{right}"], (&one.number, &two.number)),
    };
    let evidence = format!("{first} is version {} of the story and {second} version {}.", numbers.0, numbers.1);
    Some(Direction { verdict, evidence: vec![evidence] })
}

/// The first row of the table that fits. Containment and coverage are those of the shorter article, which are the
/// greater ones.
fn relation(left: &Reading, right: &Reading, kinship: &Kinship, passages: &[Passage]) -> Option<Relation> {
    let containment = kinship.containment_left.max(kinship.containment_right);
    let is_same =
        left.print.words > 0 && (left.print.words, left.print.sequence) == (right.print.words, right.print.sequence);
    if is_same {
        Some(Relation::Identical)
    } else if kinship.jaccard >= NEAR_DUPLICATE {
        Some(Relation::NearDuplicate)
    } else if containment >= CONTAINED {
        Some(Relation::Contained)
    } else if containment >= DERIVED || kinship.coverage_left.max(kinship.coverage_right) >= COVERED {
        Some(Relation::Derived)
    } else if passages.iter().any(|passage| passage.kind.is_reuse()) {
        Some(Relation::Overlapping)
    } else {
        None
    }
}

/// Whether a number, a date or a negation differs inside a passage of reuse.
fn values_changed(left: &Reading, right: &Reading, passages: &[Passage]) -> bool {
    passages.iter().filter(|passage| passage.kind.is_reuse()).any(|passage| {
        let edits = &passage.aligned.edits;
        changed_values(left, right, edits) + changed_negations(left, right, edits) > 0
    })
}
