//! How sure: a fact or an announcement in one article, open or merely possible in the other.

use crate::claims::Clause;
use crate::claims::concepts;
use crate::claims::concepts::Modality;
use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Likeness;
use crate::compare::Meeting;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::compare::rules::frame::Bag;
use crate::compare::rules::parallel::{Parallel, Side, holds, parallels};

/// Degrees of certainty.
pub(crate) struct Certainty;

/// How parallel two sentences must run.
const LEAST_PARALLEL: f64 = 0.4;

impl Rule for Certainty {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[("certainty", "settled for one, open for the other")]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        let mut found: Vec<Comparison> = parallels(encounter, LEAST_PARALLEL).iter().filter_map(judge).collect();
        for meeting in encounter.meetings.iter().filter(|meeting| meeting.parallel < LEAST_PARALLEL) {
            found.extend(in_free_order(encounter, meeting));
        }
        for likeness in &encounter.likenesses {
            let told = in_other_words(encounter, likeness);
            let is_new = !holds(&found, encounter, &likeness.meeting);
            found.extend(told.filter(|_| is_new));
        }
        found
    }
}

/// Sentences that an encoder finds alike, one of which asks whether what the other states as a fact.
fn in_other_words(encounter: &Encounter, likeness: &Likeness) -> Option<Comparison> {
    let Meeting { left, right, .. } = likeness.meeting;
    let (left, right) = (Side::new(encounter.left, left), Side::new(encounter.right, right));
    let shared = Bag::new(left.reading, left.statement.tokens).shared(&Bag::new(right.reading, right.statement.tokens));
    let least = if is_confirmed(&left) || is_confirmed(&right) { LEAST_SHARED - 1 } else { LEAST_SHARED };
    if left.is_apart(&right) || shared < least {
        return None;
    }
    let lstep = match (question(&left), question(&right)) {
        (Some(_), None) if is_fact(&right) => Step::Open,
        (None, Some(_)) if is_fact(&left) => Step::Settled,
        _ => return None,
    };
    let answer = |side: &Side| {
        let span = side.span(side.statement.tokens);
        let literal = question(side).map_or(span, |token| side.span((token, token + 1)));
        Answer { span, literal, ..Answer::default() }
    };
    Some(comparison(&left, answer(&left), answer(&right), lstep, 0.45 + 0.4 * likeness.cosine))
}

/// The word that begins a yes-or-no question in a sentence that leaves it open: "ob", "whether", "savoir si".
fn question(side: &Side) -> Option<u32> {
    let table = &side.reading.document.lang.tables().polar_questions;
    let (from, to) = side.statement.tokens;
    (from..to).find(|&token| {
        let before = if token > from { side.norm(token - 1) } else { "" };
        let pair = format!("{before} {}", side.norm(token));
        before != "als" && (table.has(side.norm(token)) || table.has(&pair))
    })
}

/// Whether a sentence states a fact: nothing in it leaves anything open.
fn is_fact(side: &Side) -> bool {
    let (from, to) = side.statement.tokens;
    let mut cues = side.reading.claims.modalities.iter().filter(|cue| (from..to).contains(&cue.tokens.0));
    cues.all(|cue| matches!(cue.modality, Some(Modality::Confirmed | Modality::Announced))) && side.norm(to - 1) != "?"
}

/// Whether a sentence says that what it tells is certain: "erwiesenermaßen", "proved beyond doubt".
fn is_confirmed(side: &Side) -> bool {
    let (from, to) = side.statement.tokens;
    let mut cues = side.reading.claims.modalities.iter().filter(|cue| (from..to).contains(&cue.tokens.0));
    cues.any(|cue| cue.modality == Some(Modality::Confirmed))
}

/// Least shared keys of two sentences in free order for one to settle what the other leaves open.
const LEAST_SHARED: usize = 2;

/// Sentences that tell of one deed in whatever order: for one it is still undecided, for the other it is done.
fn in_free_order(encounter: &Encounter, meeting: &Meeting) -> Option<Comparison> {
    let left = Side::new(encounter.left, meeting.left);
    let right = Side::new(encounter.right, meeting.right);
    let (lbag, rbag) = (Bag::new(left.reading, left.statement.tokens), Bag::new(right.reading, right.statement.tokens));
    if left.is_apart(&right) || lbag.shared(&rbag) < LEAST_SHARED {
        return None;
    }
    let (l, r) = lbag.concepts.iter().find_map(|&(concept, token)| {
        let (_, other) = rbag.concepts.iter().find(|(same, _)| *same == concept)?;
        matches!(concepts::class(concept), "event" | "fate").then_some((token, *other))
    })?;
    let (lclause, rclause) = (left.statement.clause_of(l), right.statement.clause_of(r));
    let (lstep, rstep) = (clause_step(&left, lclause.tokens)?, clause_step(&right, rclause.tokens)?);
    if lstep == rstep || has_negation(&left) || has_negation(&right) {
        return None;
    }
    let answer = |side: &Side, clause: Clause, token| Answer {
        span: clause.span,
        literal: side.span((token, token + 1)),
        ..Answer::default()
    };
    Some(comparison(&left, answer(&left, lclause, l), answer(&right, rclause, r), lstep, 0.5 + 0.3 * meeting.overlap))
}

/// The step of a clause: open where nobody has decided, settled where it is confirmed, announced or a plain fact; nothing where it
/// is something between.
fn clause_step(side: &Side, (from, to): (u32, u32)) -> Option<Step> {
    let mut cues = side.reading.claims.modalities.iter().filter(|cue| (from..to).contains(&cue.tokens.0)).peekable();
    if cues.peek().is_none() {
        return Some(Step::Settled);
    }
    let steps: Vec<Modality> = cues.filter_map(|cue| cue.modality).collect();
    if steps.contains(&Modality::Undecided) {
        return Some(Step::Open);
    }
    steps.iter().all(|step| matches!(step, Modality::Confirmed | Modality::Announced)).then_some(Step::Settled)
}

/// Whether a sentence holds a negation.
fn has_negation(side: &Side) -> bool {
    let (from, to) = side.statement.tokens;
    side.reading.claims.negations.iter().any(|cue| (from..to).contains(&cue.tokens.0))
}

/// A difference in certainty as a comparison.
fn comparison(lside: &Side, left: Answer, right: Answer, lstep: Step, confidence: f64) -> Comparison {
    let (settled, open) = if lstep == Step::Settled { ("{left}", "{right}") } else { ("{right}", "{left}") };
    Comparison {
        kind: "certainty",
        question: lside.reading.text(left.span).to_owned(),
        left,
        right,
        outcome: Outcome::Disagree { relation: "certainty", confidence },
        explanation: format!("{settled} treats as settled what {open} leaves open."),
        edits: vec![],
    }
}

/// The steps of the ladder that a rule may tell apart with some safety.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Done, or said to be done.
    Settled,
    /// Nobody has decided, or it is merely possible.
    Open,
}

/// The cue of a sentence and its step. No cue at all is a plain fact.
fn step(side: &Side) -> (Option<u32>, Step) {
    let (from, to) = side.statement.tokens;
    let cues = || side.reading.claims.modalities.iter().filter(|cue| (from..to).contains(&cue.tokens.0));
    if let Some(cue) = cues().find(|cue| is_open(cue.modality)) {
        return (Some(cue.tokens.0), Step::Open);
    }
    (cues().next().map(|cue| cue.tokens.0), Step::Settled)
}

/// Whether a modality leaves the matter open.
fn is_open(modality: Option<Modality>) -> bool {
    matches!(modality, Some(Modality::Undecided | Modality::Possible))
}

/// Holds the certainty of two parallel sentences together.
fn judge(parallel: &Parallel) -> Option<Comparison> {
    let ((l, lstep), (r, rstep)) = (step(&parallel.left), step(&parallel.right));
    if lstep == rstep || has_negation(&parallel.left) || has_negation(&parallel.right) {
        return None;
    }
    let answer = |side: &Side, token: Option<u32>| {
        let span = side.span(side.statement.tokens);
        let literal = token.map_or(span, |token| side.span((token, token + 1)));
        Answer { span, literal, value: token.map(|_| side.reading.text(literal).to_owned()), ..Answer::default() }
    };
    let (left, right) = (answer(&parallel.left, l), answer(&parallel.right, r));
    Some(comparison(&parallel.left, left, right, lstep, 0.5 + 0.35 * parallel.meeting.parallel))
}
