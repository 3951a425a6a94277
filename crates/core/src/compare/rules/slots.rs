//! When two values stand in the same slot: the shared machinery of the rules on amounts and moments.

use crate::claims::Statement;
use crate::claims::Word;
use crate::claims::concepts::{self, ConceptId};
use crate::claims::key;
use crate::compare::Encounter;
use crate::compare::Likeness;
use crate::compare::Meeting;
use crate::compare::interval::Standing;
use crate::compare::interval::moments;
use crate::compare::rules::elsewhen;
use crate::compare::rules::frame::Bag;
use crate::compare::rules::sole::Pair;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::PlaceRelation;
use crate::names::compare_names;
use crate::names::place_relation;
use crate::reading::Reading;
use crate::values::Granularity;
use crate::values::Value;
use crate::values::ValueKind;
use rustc_hash::FxHashSet;

/// Two values that may answer one question.
#[derive(Clone, Debug)]
pub(crate) struct Slot<'e> {
    /// The sentences.
    pub meeting: &'e Meeting,
    /// Index of the left value.
    pub left: u32,
    /// Index of the right value.
    pub right: u32,
    /// How the values stand.
    pub standing: Standing,
    /// How surely both stand in the same slot.
    pub score: f64,
    /// Words besides the slot that both clauses share.
    pub anchors: u32,
    /// Why they do not stand in the same slot, if so.
    pub obstacle: Option<&'static str>,
}

impl Slot<'_> {
    /// Its two values with their surroundings.
    pub(crate) fn places<'r>(&self, encounter: &Encounter<'r>) -> (Place<'r>, Place<'r>) {
        let place = |reading: &'r Reading<'r>, statement: u32, value: u32| {
            Place::new(reading, &reading.claims.statements[statement as usize], value).expect("made from this slot")
        };
        let Meeting { left, right, .. } = *self.meeting;
        (place(encounter.left, left, self.left), place(encounter.right, right, self.right))
    }
}

/// The slots of every two values of sentences that are held together; `slot` makes one of two values that can be
/// compared.
pub(crate) fn of_meetings<'e>(
    encounter: &'e Encounter,
    slot: impl Fn(&'e Meeting, &Place, &Place, (u32, u32)) -> Option<Slot<'e>>,
) -> Vec<Slot<'e>> {
    encounter.meetings.iter().flat_map(|meeting| of_meeting(encounter, meeting, &slot)).collect()
}

/// The slots of every two values of sentences that an encoder finds alike.
pub(crate) fn of_likenesses<'e>(
    encounter: &'e Encounter,
    slot: impl Fn(&'e Likeness, &Place, &Place, (u32, u32)) -> Option<Slot<'e>>,
) -> Vec<Slot<'e>> {
    let of_likeness = |likeness: &'e Likeness| {
        let slot = |_: &'e Meeting, left: &Place, right: &Place, indices| slot(likeness, left, right, indices);
        of_meeting(encounter, &likeness.meeting, &slot)
    };
    encounter.likenesses.iter().flat_map(of_likeness).collect()
}

/// The slots of every two values of two sentences.
fn of_meeting<'e>(
    encounter: &Encounter,
    meeting: &'e Meeting,
    slot: &impl Fn(&'e Meeting, &Place, &Place, (u32, u32)) -> Option<Slot<'e>>,
) -> Vec<Slot<'e>> {
    let mut slots = Vec::new();
    let left = &encounter.left.claims.statements[meeting.left as usize];
    let right = &encounter.right.claims.statements[meeting.right as usize];
    let lefts = (left.values.0..left.values.1).filter_map(|l| Some((l, Place::new(encounter.left, left, l)?)));
    for (l, lplace) in lefts {
        let rights = (right.values.0..right.values.1).filter_map(|r| Some((r, Place::new(encounter.right, right, r)?)));
        slots.extend(rights.filter_map(|(r, rplace)| slot(meeting, &lplace, &rplace, (l, r))));
    }
    slots
}

/// The slots of values that are the only ones of their articles.
pub(crate) fn of_soles<'e>(
    encounter: &Encounter,
    soles: &'e [Pair],
    slot: impl Fn(&'e Pair, &Place, &Place) -> Option<Slot<'e>>,
) -> Vec<Slot<'e>> {
    let place = |reading, number: u32, value| {
        let reading: &Reading = reading;
        Place::new(reading, &reading.claims.statements[number as usize], value)
    };
    let slot = |sole: &'e Pair| {
        let left = place(encounter.left, sole.meeting.left, sole.values.0)?;
        let right = place(encounter.right, sole.meeting.right, sole.values.1)?;
        slot(sole, &left, &right)
    };
    soles.iter().filter_map(slot).collect()
}

/// How far behind a value its noun may stand, in tokens: "23 zum Teil schwer verletzte Menschen".
const NOUN_REACH: u32 = 6;

/// A side of a slot: the value with its surroundings.
pub(crate) struct Place<'r> {
    /// The article.
    pub reading: &'r Reading<'r>,
    /// The sentence.
    pub statement: &'r Statement,
    /// The value.
    pub value: &'r Value,
    /// First and one past the last token of the value.
    pub tokens: (u32, u32),
}

impl<'r> Place<'r> {
    /// The surroundings of a value.
    pub(crate) fn new(reading: &'r Reading<'r>, statement: &'r Statement, index: u32) -> Option<Self> {
        let value = reading.values.get(index as usize)?;
        let words = &reading.claims.words;
        let inside = |token: &u32| words[*token as usize].value == Some(index);
        let first = (statement.tokens.0..statement.tokens.1).find(inside)?;
        let last = (first..statement.tokens.1).take_while(inside).last()?;
        Some(Self { reading, statement, value, tokens: (first, last + 1) })
    }

    /// Whether the value is of another time than the event.
    fn is_background(&self) -> bool {
        self.statement.is_background_at(self.tokens.0)
    }

    /// The clause that holds the value.
    pub(crate) fn clause(&self) -> crate::claims::Clause {
        self.statement.clause_of(self.tokens.0)
    }

    /// The token of the thing counted: the next content word in the clause; in German the next capitalised one.
    pub(crate) fn noun(&self) -> Option<u32> {
        let end = self.clause().tokens.1.min(self.tokens.1 + NOUN_REACH);
        let german = self.reading.document.lang == crate::lang::Lang::De;
        (self.tokens.1..end).find(|&token| {
            let word = self.word(token);
            word.content && word.value.is_none() && (!german || word.capital)
        })
    }

    /// The content token before the value in its clause.
    pub(crate) fn before(&self) -> Option<u32> {
        let start = self.clause().tokens.0;
        (start..self.tokens.0).rev().find(|&token| key(&self.word(token)).is_some())
    }

    /// The content token after the value in its clause.
    pub(crate) fn after(&self) -> Option<u32> {
        let end = self.clause().tokens.1;
        (self.tokens.1..end).find(|&token| key(&self.word(token)).is_some())
    }

    /// Whether the value is the whole of which the one before it is a part: the eleven in "six of the eleven".
    pub(crate) fn is_whole(&self) -> bool {
        let before =
            self.statement.values.0 + self.others().filter(|other| other.span < self.value.span).count() as u32;
        before.checked_sub(1).is_some_and(|before| {
            let part = &self.reading.values[before as usize];
            part.span < self.value.span && part.whole == Some(self.value.value) && self.value.whole.is_none()
        })
    }

    /// What a token is to a comparison.
    pub(crate) fn word(&self, token: u32) -> Word {
        self.reading.claims.words[token as usize]
    }

    /// The keys of the content words of its clause.
    fn clause_keys(&self) -> FxHashSet<u64> {
        let (from, to) = self.clause().tokens;
        (from..to).filter_map(|token| key(&self.word(token))).collect()
    }

    /// The other values of the sentence.
    fn others(&self) -> impl Iterator<Item = &'r Value> + '_ {
        let (from, to) = self.statement.values;
        self.reading.values[from as usize..to as usize].iter().filter(|other| other.span != self.value.span)
    }
}

/// Whether two tokens are the same word or synonyms.
fn alike(left: Word, right: Word) -> bool {
    left.stem == right.stem || left.concept.is_some() && left.concept == right.concept
}

/// What clauses that share their words in another order count, against those that run parallel.
const FREE_ORDER: f64 = 0.8;

/// Shared keys of the clauses of two values, in whatever order: 0..=1.
fn clause_overlap(left: &Place, right: &Place) -> f64 {
    let bag = |place: &Place| Bag::new(place.reading, place.clause().tokens);
    bag(left).overlap(&bag(right))
}

/// How surely two values stand in the same slot, by what surrounds them; fills `score`, `anchors` and `obstacle`.
pub(crate) fn weigh<'e>(meeting: &'e Meeting, left: &Place, right: &Place, indices: (u32, u32)) -> Slot<'e> {
    let mut slot = Slot {
        meeting,
        left: indices.0,
        right: indices.1,
        standing: Standing::Unknown,
        score: 3.0 * meeting.parallel.max(FREE_ORDER * clause_overlap(left, right)),
        anchors: 0,
        obstacle: None,
    };
    let (lkeys, rkeys) = (left.clause_keys(), right.clause_keys());
    let shared = lkeys.intersection(&rkeys).count() as u32;
    let wider = if shared == 0 { (meeting.overlap * 4.0) as u32 } else { 0 };
    slot.anchors = shared + wider;
    slot.score += f64::from(shared.min(4)) * 0.75;
    let next_to = |l: Option<u32>, r: Option<u32>| match (l, r) {
        (Some(l), Some(r)) => alike(left.word(l), right.word(r)),
        _ => false,
    };
    if next_to(left.before(), right.before()) {
        slot.score += 0.75;
    }
    if next_to(left.after(), right.after()) {
        slot.score += 0.75;
    }
    slot.obstacle = if meeting.parallel >= COPIED {
        // What was copied is of one time in both.
        obstacle_in_time(left, right, other_matter)
    } else {
        obstacle(left, right, other_matter)
    };
    slot
}

/// How parallel two sentences run of which one was copied from the other, or both from a third.
pub(crate) const COPIED: f64 = 0.75;

/// Why two values do not stand in one slot, if so. `matter` tells whether their clauses speak of different matters.
fn obstacle(left: &Place, right: &Place, matter: fn(&Place, &Place) -> bool) -> Option<&'static str> {
    let one_date = elsewhen::is_one_date((left.reading, left.statement), (right.reading, right.statement));
    if (left.is_background() || right.is_background()) && !one_date {
        Some("other event")
    } else {
        obstacle_in_time(left, right, matter)
    }
}

/// The same, of sentences that speak of one time.
fn obstacle_in_time(left: &Place, right: &Place, matter: fn(&Place, &Place) -> bool) -> Option<&'static str> {
    if other_time(left, right) {
        Some("other time")
    } else if other_ordinal(left, right) || is_difference(left) != is_difference(right) || matter(left, right) {
        Some("other quantity")
    } else if other_bearer(left, right) || left.value.time.is_some() && other_company(left, right) {
        Some("other subject")
    } else {
        None
    }
}

/// What it counts that an encoder finds two sentences to say the same: the least score of a slot, so that its other
/// conditions decide.
const ALIKE: f64 = 3.0;

/// Two values of sentences that an encoder finds alike as a slot; the sentences share too little for [`weigh`]. `anchors`
/// are those that the values themselves give. The sentences being nearest to one another is one more, and so is each of
/// the first two words that they share.
pub(crate) fn sensed<'e>(
    likeness: &'e Likeness,
    left: &Place,
    right: &Place,
    indices: (u32, u32),
    anchors: u32,
) -> Slot<'e> {
    let bag = |place: &Place| Bag::new(place.reading, place.statement.tokens);
    let shared = bag(left).shared(&bag(right)).min(2) as u32;
    Slot {
        meeting: &likeness.meeting,
        left: indices.0,
        right: indices.1,
        standing: Standing::Unknown,
        score: ALIKE + likeness.cosine,
        anchors: anchors + shared + 1 + u32::from(likeness.mutual),
        obstacle: obstacle(left, right, other_measure),
    }
}

/// Whether the sentences state times, besides the values compared, that exclude one another.
fn other_time(left: &Place, right: &Place) -> bool {
    let coarse = |value: &&Value| {
        value.kind == ValueKind::Date && value.time.as_ref().is_some_and(|time| time.granularity <= Granularity::Day)
    };
    if left.value.time.is_some() {
        return false; // the times are what is compared
    }
    let (l, r): (Vec<_>, Vec<_>) = (left.others().filter(coarse).collect(), right.others().filter(coarse).collect());
    if l.is_empty() || r.is_empty() {
        return false;
    }
    let fits = |a: &Value, b: &Value| match (&a.time, &b.time) {
        (Some(a), Some(b)) => moments(a, b) != Standing::Disjoint,
        _ => true,
    };
    !l.iter().any(|a| r.iter().any(|b| fits(a, b)))
}

/// Whether the sentences count different things of a row: first round, second round.
fn other_ordinal(left: &Place, right: &Place) -> bool {
    let ordinals = |place: &Place| -> Vec<f64> {
        place.others().filter(|value| value.kind == ValueKind::Ordinal).map(|value| value.value).collect()
    };
    let (l, r) = (ordinals(left), ordinals(right));
    !l.is_empty() && !r.is_empty() && !l.iter().any(|a| r.contains(a))
}

/// Whether a clause speaks of a lead, a lag or a change anywhere behind an amount: "362 voix d'avance".
pub(crate) fn may_be_difference(place: &Place) -> bool {
    let document = &place.reading.document;
    let table = &document.lang.tables().differences;
    let behind = place.tokens.1..place.clause().tokens.1;
    let says = |token: u32| table.get(document.norm(&document.tokens[token as usize])) == Some("after");
    is_difference(place) || behind.into_iter().any(says)
}

/// Whether an amount is a difference to another one: "um 25 Prozent", "zwei Jahre mehr". A moment never is: "by Monday".
fn is_difference(place: &Place) -> bool {
    if place.value.time.is_some() && place.value.kind != ValueKind::Duration {
        return false;
    }
    let table = &place.reading.document.lang.tables().differences;
    let says = |token: u32, way: &str| {
        let token = &place.reading.document.tokens[token as usize];
        table.get(place.reading.document.norm(token)) == Some(way)
    };
    let before = (place.statement.tokens.0..place.tokens.0).next_back();
    let is_comma = |token: &u32| place.reading.document.norm(&place.reading.document.tokens[*token as usize]) == ",";
    let mut after =
        (place.tokens.1..(place.tokens.1 + 2).min(place.statement.tokens.1)).take_while(|token| !is_comma(token));
    before.is_some_and(|token| says(token, "before")) || after.any(|token| says(token, "after"))
}

/// Share of keys from which on two clauses tell of one matter, though only one of them says what became of the people.
const SAME_MATTER: f64 = 0.5;

/// Whether the clauses of two amounts tell of different matters: other things happen, or other things are measured.
fn other_matter(left: &Place, right: &Place) -> bool {
    let bag = |place: &Place| Bag::new(place.reading, place.clause().tokens);
    let (l, r) = (bag(left), bag(right));
    let apart = |classes: &[&str]| {
        let (l, r) = (l.of_class(classes), r.of_class(classes));
        !l.is_empty() && !r.is_empty() && !l.iter().any(|concept| r.contains(concept))
    };
    let fates = (l.of_class(&["fate"]).len(), r.of_class(&["fate"]).len());
    let one_fate = fates.0.min(fates.1) == 0 && fates.0.max(fates.1) > 0 && l.overlap(&r) < SAME_MATTER;
    one_fate || apart(&["measure"]) || apart(&["event", "state", "fate"])
}

/// Whether the clauses of two amounts measure different things, or only one tells what became of people.
fn other_measure(left: &Place, right: &Place) -> bool {
    let bag = |place: &Place| Bag::new(place.reading, place.clause().tokens);
    let (l, r) = (bag(left), bag(right));
    let apart = |class: &str| {
        let (l, r) = (l.of_class(&[class]), r.of_class(&[class]));
        !l.is_empty() && !r.is_empty() && !l.iter().any(|concept| r.contains(concept))
    };
    apart("measure") || apart("fate")
}

/// Whether the clauses name different bearers and none that both name: people, organisations, or places apart.
fn other_bearer(left: &Place, right: &Place) -> bool {
    let (l, r) = (bearers(left), bearers(right));
    let pairs = || l.iter().flat_map(|l| r.iter().map(move |r| (l, r))).filter(|(l, r)| l.0 == r.0);
    let same = |(l, r): (&(NameKind, &str), &(NameKind, &str))| match l.0 {
        NameKind::Place => !matches!(place_relation(l.1, r.1), PlaceRelation::Disjoint),
        kind => compare_names(kind, l.1, r.1) != NameRelation::Different,
    };
    pairs().next().is_some() && !pairs().any(same)
}

/// Whether each of two clauses names somebody whom the other does not: one person met two others at two times.
fn other_company(left: &Place, right: &Place) -> bool {
    let (l, r) = (bearers(left), bearers(right));
    let stranger = |own: &[(NameKind, &str)], other: &[(NameKind, &str)]| {
        let people = |names: &'_ [(NameKind, &str)]| -> Vec<String> {
            names.iter().filter(|(kind, _)| *kind == NameKind::Person).map(|(_, name)| (*name).to_owned()).collect()
        };
        let others = people(other);
        let is_other = |name: &String| {
            others.iter().all(|other| compare_names(NameKind::Person, name, other) == NameRelation::Different)
        };
        !others.is_empty() && people(own).iter().any(is_other)
    };
    stranger(&l, &r) && stranger(&r, &l)
}

/// The names in the clause of an amount.
fn bearers<'r>(place: &Place<'r>) -> Vec<(NameKind, &'r str)> {
    let (from, to) = place.statement.mentions;
    let clause = place.clause().span;
    let names = &place.reading.names;
    names.mentions[from as usize..to as usize]
        .iter()
        .filter(|mention| clause.contains(mention.span))
        .map(|mention| &names.entities[mention.entity as usize])
        .map(|entity| (entity.kind, entity.name.as_str()))
        .collect()
}

/// What the nouns of two values say: 1 the same, -1 different, 0 nothing.
pub(crate) fn nouns(left: &Place, right: &Place) -> i32 {
    match (left.noun(), right.noun()) {
        (Some(l), Some(r)) => {
            let (l, r) = (left.word(l), right.word(r));
            if alike(l, r) {
                1
            } else if people(l.concept) && people(r.concept) && (anybody(l.concept) || anybody(r.concept)) {
                // Two groups of people may be one under two names (Menschen, Einwohner), or two (Kinder, Lehrer).
                0
            } else {
                -1
            }
        }
        _ => 0,
    }
}

/// Whether a concept is a group of people.
fn people(concept: Option<ConceptId>) -> bool {
    concept.is_some_and(|concept| concepts::class(concept) == "people")
}

/// Whether a concept is people of whatever group.
fn anybody(concept: Option<ConceptId>) -> bool {
    concept.is_some_and(|concept| matches!(concepts::name(concept), "people" | "person"))
}

/// Chooses one counterpart for each value: agreeing slots first, then by score; ties by position. A value that agrees
/// with one of the other article disagrees with none.
pub(crate) fn choose(mut slots: Vec<Slot>, least: f64) -> Vec<Slot> {
    let agrees = |slot: &Slot| matches!(slot.standing, Standing::Equal | Standing::Subsumes);
    slots.sort_by(|a, b| {
        let rank = |slot: &Slot| slot.score + if agrees(slot) { 2.0 } else { 0.0 };
        rank(b).total_cmp(&rank(a)).then((a.left, a.right).cmp(&(b.left, b.right)))
    });
    let mut left = FxHashSet::default();
    let mut right = FxHashSet::default();
    slots.retain(|slot| {
        let floor = if agrees(slot) { least - 1.5 } else { least };
        if slot.score < floor || left.contains(&slot.left) || right.contains(&slot.right) {
            return false;
        }
        left.insert(slot.left);
        right.insert(slot.right);
        true
    });
    slots
}
