//! What one article affirms and the other negates.

use crate::claims::concepts;
use crate::claims::concepts::Modality;
use crate::claims::key;
use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Gap;
use crate::compare::Likeness;
use crate::compare::Meeting;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::compare::rules::frame::Bag;
use crate::compare::rules::parallel::{Parallel, Side, holds, parallels};
use crate::text::Span;

/// Affirmed against negated.
pub(crate) struct Negation;

/// How parallel two sentences must run.
const LEAST_PARALLEL: f64 = 0.4;

/// How far behind a negation its object may stand, in tokens.
const SCOPE: u32 = 5;

impl Rule for Negation {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[("negation", "affirmed by one, negated by the other")]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        let mut found = Vec::new();
        for parallel in parallels(encounter, LEAST_PARALLEL) {
            found.extend(
                parallel.gaps.iter().filter_map(|&gap| judge(&parallel, gap).or_else(|| opposed(&parallel, gap))),
            );
        }
        for meeting in &encounter.meetings {
            found.extend(in_free_order(encounter, meeting));
        }
        let near = |likeness: &&Likeness| likeness.mutual && likeness.cosine >= LEAST_COSINE;
        for likeness in encounter.likenesses.iter().filter(near) {
            let told = in_other_words(encounter, likeness);
            let is_new = !holds(&found, encounter, &likeness.meeting);
            found.extend(told.filter(|_| is_new));
        }
        found
    }
}

/// Least cosine of two sentences of which one denies what the other says in other words.
const LEAST_COSINE: f64 = 0.45;

/// Sentences that an encoder finds nearest to one another and that share words, of which one negates, or which use words
/// that exclude one another.
fn in_other_words(encounter: &Encounter, likeness: &Likeness) -> Option<Comparison> {
    let Meeting { left, right, .. } = likeness.meeting;
    let (left, right) = (Side::new(encounter.left, left), Side::new(encounter.right, right));
    if left.is_apart(&right) {
        return None;
    }
    let (lbag, rbag) = (Bag::new(left.reading, left.statement.tokens), Bag::new(right.reading, right.statement.tokens));
    if lbag.shared(&rbag) < LEAST_SHARED {
        return None;
    }
    let (l, r) = match (negations(&left, left.statement.tokens), negations(&right, right.statement.tokens)) {
        (0, 0) => opposites(&lbag, &rbag)?,
        (1, 0) => negated(&left, &lbag, &rbag)?,
        (0, 1) => negated(&right, &rbag, &lbag).map(|(r, l)| (l, r))?,
        _ => return None,
    };
    let (lclause, rclause) = (left.statement.clause_of(l), right.statement.clause_of(r));
    if is_open(&left, lclause.tokens) || is_open(&right, rclause.tokens) {
        return None;
    }
    let literals = (left.span((l, l + 1)), right.span((r, r + 1)));
    Some(denial(&left, (lclause.span, rclause.span), literals, 0.4 + 0.4 * likeness.cosine))
}

/// Words of two sentences that exclude one another, as their tokens; none where a sentence has both.
fn opposites(left: &Bag, right: &Bag) -> Option<(u32, u32)> {
    let both = |bag: &Bag, other| bag.concepts.iter().any(|&(concept, _)| concept == other);
    left.concepts.iter().find_map(|&(l, ltoken)| {
        let opposite =
            right.concepts.iter().find(|&&(r, _)| concepts::opposed(l, r) && !both(left, r) && !both(right, l));
        opposite.map(|&(_, rtoken)| (ltoken, rtoken))
    })
}

/// The negation of a sentence, with a word of its clause that the other sentence has, as their tokens.
fn negated(side: &Side, own: &Bag, other: &Bag) -> Option<(u32, u32)> {
    let negation = negation(side, side.statement.tokens)?;
    if is_narrow(side, negation) {
        return None;
    }
    let (from, to) = side.statement.clause_of(negation).tokens;
    let shared = own.keys.iter().filter(|(_, token)| (from..to).contains(*token));
    let nearest = shared.filter_map(|(key, &token)| Some((token, *other.keys.get(key)?)));
    nearest.min_by_key(|&(token, _)| (token.abs_diff(negation), token)).map(|(_, there)| (negation, there))
}

/// Least shared keys of two sentences in free order, and their share in the smaller one, for one to deny what the
/// other says.
const LEAST_SHARED: usize = 2;
/// See [`LEAST_SHARED`].
const LEAST_CONTAINMENT: f64 = 0.4;

/// Sentences that tell of one thing in whatever order, one of them with a negation in the clause of it.
fn in_free_order(encounter: &Encounter, meeting: &Meeting) -> Option<Comparison> {
    let left = Side::new(encounter.left, meeting.left);
    let right = Side::new(encounter.right, meeting.right);
    if left.is_apart(&right) || meeting.parallel >= LEAST_PARALLEL {
        return None;
    }
    let (lbag, rbag) = (Bag::new(left.reading, left.statement.tokens), Bag::new(right.reading, right.statement.tokens));
    if lbag.shared(&rbag) < LEAST_SHARED || lbag.containment(&rbag) < LEAST_CONTAINMENT {
        return None;
    }
    let count = (negations(&left, left.statement.tokens), negations(&right, right.statement.tokens));
    let (l, r, denied_left) = match count {
        (1, 0) => denied(&left, &lbag, &rbag).map(|(l, r)| (l, r, true)),
        (0, 1) => denied(&right, &rbag, &lbag).map(|(r, l)| (l, r, false)),
        _ => None,
    }?;
    let (lclause, rclause) = (left.statement.clause_of(l), right.statement.clause_of(r));
    if is_open(&left, lclause.tokens) || is_open(&right, rclause.tokens) {
        return None;
    }
    let literal = |side: &Side, token: u32, denied: bool| {
        let token = if denied { negation(side, side.statement.tokens).unwrap_or(token) } else { token };
        side.span((token, token + 1))
    };
    let literals = (literal(&left, l, denied_left), literal(&right, r, !denied_left));
    Some(denial(&left, (lclause.span, rclause.span), literals, 0.5 + 0.3 * lbag.containment(&rbag)))
}

/// Within how many tokens the topic of a sentence stands.
const OPENING: u32 = 3;

/// The deed or thing that a sentence denies and the other says, with its token in each: a concept both have, in the
/// clause of the negation.
fn denied(side: &Side, own: &Bag, other: &Bag) -> Option<(u32, u32)> {
    let negation = negation(side, side.statement.tokens)?;
    if is_narrow(side, negation) {
        return None;
    }
    let clause = side.statement.clause_of(negation).tokens;
    // The object may open the sentence, with a relative clause between: "Ein Geständnis, das …, habe er nicht abgelegt".
    let opening = side.statement.tokens.0 + OPENING;
    let deed = own.concepts.iter().find_map(|&(concept, token)| {
        let deniable = matches!(concepts::class(concept), "event" | "state" | "fate" | "measure" | "cause");
        let inside = (clause.0..clause.1).contains(&token) || token < opening;
        let (_, counterpart) = other.concepts.iter().find(|(same, _)| *same == concept)?;
        (deniable && inside).then_some((token, *counterpart))
    });
    deed.or_else(|| whole(own, other, clause))
}

/// Least shared keys of a clause that another sentence says as a whole, and their share of its keys.
const WHOLE: usize = 3;
/// See [`WHOLE`].
const WHOLE_SHARE: f64 = 0.75;

/// The first word of a clause that another sentence has, where it has nearly all of them.
fn whole(own: &Bag, other: &Bag, (from, to): (u32, u32)) -> Option<(u32, u32)> {
    let inside = || own.keys.iter().filter(|(_, token)| (from..to).contains(*token));
    let shared = || inside().filter_map(|(key, &token)| Some((token, *other.keys.get(key)?)));
    let (all, common) = (inside().count(), shared().count());
    (common >= WHOLE && common as f64 >= WHOLE_SHARE * all as f64).then(|| shared().min()).flatten()
}

/// Whether a negation concerns a part of its clause only: "nicht nur", "not the last".
fn is_narrow(side: &Side, negation: u32) -> bool {
    let next = negation + 1;
    next < side.statement.tokens.1 && side.reading.document.lang.tables().narrowed.has(side.norm(next))
}

/// Whether a clause leaves open what it tells.
fn is_open(side: &Side, (from, to): (u32, u32)) -> bool {
    side.reading.claims.modalities.iter().any(|cue| {
        (from..to).contains(&cue.tokens.0)
            && matches!(
                cue.modality,
                Some(Modality::Possible | Modality::Undecided | Modality::Feared | Modality::Alleged)
            )
    })
}

/// A denial as a comparison.
fn denial(left: &Side, (lspan, rspan): (Span, Span), (l, r): (Span, Span), confidence: f64) -> Comparison {
    let answer = |span, literal| Answer { span, literal, ..Answer::default() };
    Comparison {
        kind: "negation",
        left: answer(lspan, l),
        right: answer(rspan, r),
        outcome: Outcome::Disagree { relation: "contradiction", confidence },
        question: left.reading.text(lspan).to_owned(),
        explanation: "What one of {left} and {right} says, the other denies.".to_owned(),
        edits: vec![],
    }
}

/// The negation in a run of tokens.
fn negation(side: &Side, (from, to): (u32, u32)) -> Option<u32> {
    side.reading.claims.negations.iter().map(|cue| cue.tokens.0).find(|token| (from..to).contains(token))
}

/// How many negations a clause holds: two may cancel out, and then the rule abstains.
fn negations(side: &Side, (from, to): (u32, u32)) -> usize {
    side.reading.claims.negations.iter().filter(|cue| (from..to).contains(&cue.tokens.0)).count()
}

/// A negation in the gap of one side only, whose object the sides share.
fn judge(parallel: &Parallel, gap: Gap) -> Option<Comparison> {
    let (l, r) = (negation(&parallel.left, gap.left), negation(&parallel.right, gap.right));
    let negated = match (l, r) {
        (Some(l), None) => shares_object(parallel, l, true),
        (None, Some(r)) => shares_object(parallel, r, false),
        _ => return None,
    };
    let frame = parallel.frame(gap);
    let clauses = (clause(&parallel.left, gap.left), clause(&parallel.right, gap.right));
    let count = (negations(&parallel.left, clauses.0), negations(&parallel.right, clauses.1));
    if !negated || count.0 + count.1 != 1 || frame.matched < 2 || frame.share < 0.5 {
        return None;
    }
    Some(comparison(parallel, gap, l, r, frame.share))
}

/// The tokens of the clause around a gap.
fn clause(side: &Side, (from, _): (u32, u32)) -> (u32, u32) {
    side.statement.clause_of(from.min(side.statement.tokens.1 - 1)).tokens
}

/// Whether a content word near a negation is matched on the other side: what is negated here is said there.
fn shares_object(parallel: &Parallel, token: u32, left: bool) -> bool {
    parallel.meeting.matches.iter().any(|&(l, r)| {
        let (own, side) = if left { (l, &parallel.left) } else { (r, &parallel.right) };
        own.abs_diff(token) <= SCOPE && key(&side.word(own)).is_some()
    })
}

/// Concepts in a gap that exclude one another: opened, closed.
fn opposed(parallel: &Parallel, gap: Gap) -> Option<Comparison> {
    let held = |side: &Side, (from, to): (u32, u32)| -> Vec<(u32, concepts::ConceptId)> {
        (from..to).filter_map(|token| side.word(token).concept.map(|concept| (token, concept))).collect()
    };
    let (lefts, rights) = (held(&parallel.left, gap.left), held(&parallel.right, gap.right));
    let (l, r) = lefts
        .iter()
        .find_map(|&(l, lc)| rights.iter().find(|&&(_, rc)| concepts::opposed(lc, rc)).map(|&(r, _)| (l, r)))?;
    let frame = parallel.frame(gap);
    let clauses = (clause(&parallel.left, gap.left), clause(&parallel.right, gap.right));
    let even = negations(&parallel.left, clauses.0) == 0 && negations(&parallel.right, clauses.1) == 0;
    if !even || frame.matched < 2 || frame.share < 0.6 {
        return None;
    }
    Some(comparison(parallel, gap, Some(l), Some(r), frame.share))
}

/// The finding, with the words that negate or oppose as its values.
fn comparison(parallel: &Parallel, gap: Gap, l: Option<u32>, r: Option<u32>, share: f64) -> Comparison {
    let (lspan, rspan) = parallel.clauses(gap);
    let answer = |side: &Side, span, token: Option<u32>| {
        let literal = token.map_or(span, |token| side.span((token, token + 1)));
        let value = if token.is_some() { side.reading.text(literal).to_owned() } else { "+".to_owned() };
        Answer { span, literal, value: Some(value), ..Answer::default() }
    };
    Comparison {
        kind: "negation",
        left: answer(&parallel.left, lspan, l),
        right: answer(&parallel.right, rspan, r),
        outcome: Outcome::Disagree { relation: "contradiction", confidence: 0.5 + 0.35 * share },
        question: parallel.left.reading.text(lspan).to_owned(),
        explanation: "What one of {left} and {right} says, the other denies.".to_owned(),
        edits: vec![],
    }
}
