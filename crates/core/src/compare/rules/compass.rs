//! Opposite points of the compass: on the east bank for one, on the west bank for the other.

use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Meeting;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::compare::rules::frame::Bag;
use crate::compare::rules::parallel::Side;

/// Points of the compass in sentences that answer one another.
pub(crate) struct Compass;

/// Least cosine of two sentences that say the same in other words, and share a word.
const LEAST_COSINE: f64 = 0.3;

/// Least overlap of the words of two sentences that are held together by words.
const LEAST_OVERLAP: f64 = 0.35;

impl Rule for Compass {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[("place", "sites that exclude one another")]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        let by_words = encounter.meetings.iter().filter(|meeting| meeting.overlap >= LEAST_OVERLAP);
        let by_sense = encounter.likenesses.iter().filter(|likeness| likeness.cosine >= LEAST_COSINE);
        let mut found: Vec<Comparison> = by_words.filter_map(|meeting| judge(encounter, meeting)).collect();
        found.extend(by_sense.filter_map(|likeness| judge(encounter, &likeness.meeting)));
        found
    }
}

/// The only point of the compass that a sentence names outside names: its token and its letter. None where it names two.
fn point(side: &Side) -> Option<(u32, char)> {
    let tables = side.reading.document.lang.tables();
    let read = |token: u32| {
        let (word, norm) = (side.word(token), side.norm(token));
        if word.entity.is_some() || word.value.is_some() {
            return None;
        }
        tables.compass.get(norm).or_else(|| {
            let mut cuts = norm.char_indices().map(|(at, _)| norm.split_at(at));
            cuts.find_map(|(first, rest)| tables.compass.get(first).filter(|_| tables.compass_sides.has(rest)))
        })
    };
    let mut points = (side.statement.tokens.0..side.statement.tokens.1).filter_map(|token| Some((token, read(token)?)));
    let (token, letter) = points.next()?;
    points.all(|(_, other)| other == letter).then_some((token, letter.chars().next()?))
}

/// Holds the points of two sentences together.
fn judge(encounter: &Encounter, meeting: &Meeting) -> Option<Comparison> {
    let (left, right) = (Side::new(encounter.left, meeting.left), Side::new(encounter.right, meeting.right));
    if left.is_apart(&right) {
        return None;
    }
    let ((l, lpoint), (r, rpoint)) = (point(&left)?, point(&right)?);
    let bag = |side: &Side| Bag::new(side.reading, side.statement.tokens);
    let opposite = matches!((lpoint, rpoint), ('n', 's') | ('s', 'n') | ('e', 'w') | ('w', 'e'));
    if !opposite || bag(&left).shared(&bag(&right)) == 0 {
        return None;
    }
    let answer = |side: &Side, token: u32| Answer {
        span: side.statement.clause_of(token).span,
        literal: side.span((token, token + 1)),
        value: Some(side.norm(token).to_owned()),
        ..Answer::default()
    };
    let text = left.text(left.statement.tokens);
    let word = |side: &Side, token: u32| side.text((token, token + 1)).to_owned();
    Some(Comparison {
        kind: "place",
        left: answer(&left, l),
        right: answer(&right, r),
        outcome: Outcome::Disagree { relation: "contradiction", confidence: CONFIDENCE },
        question: text.replacen(&word(&left, l), "…", 1),
        explanation: format!("{{left}} says “{}”, {{right}} “{}”.", word(&left, l), word(&right, r)),
        edits: vec![],
    })
}

/// How sure such a difference is.
const CONFIDENCE: f64 = 0.7;
