//! How sure: a fact or an announcement in one article, open or merely possible in the other.

use crate::claims::concepts::Modality;
use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::compare::rules::parallel::{Parallel, Side, parallels};

/// Degrees of certainty.
pub(crate) struct Certainty;

/// How parallel two sentences must run.
const LEAST_PARALLEL: f64 = 0.4;

impl Rule for Certainty {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[("certainty", "settled for one, open for the other")]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        parallels(encounter, LEAST_PARALLEL).iter().filter_map(judge).collect()
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
    let negated = |side: &Side| {
        let (from, to) = side.statement.tokens;
        side.reading.claims.negations.iter().any(|cue| (from..to).contains(&cue.tokens.0))
    };
    if lstep == rstep || negated(&parallel.left) || negated(&parallel.right) {
        return None;
    }
    let answer = |side: &Side, token: Option<u32>| {
        let span = side.span(side.statement.tokens);
        let literal = token.map_or(span, |token| side.span((token, token + 1)));
        Answer { span, literal, value: token.map(|_| side.reading.text(literal).to_owned()), ..Answer::default() }
    };
    let (left, right) = (answer(&parallel.left, l), answer(&parallel.right, r));
    let (settled, open) = if lstep == Step::Settled { ("{left}", "{right}") } else { ("{right}", "{left}") };
    Some(Comparison {
        kind: "certainty",
        question: parallel.left.reading.text(left.span).to_owned(),
        left,
        right,
        outcome: Outcome::Disagree { relation: "certainty", confidence: 0.5 + 0.35 * parallel.meeting.parallel },
        explanation: format!("{settled} treats as settled what {open} leaves open."),
        edits: vec![],
    })
}
