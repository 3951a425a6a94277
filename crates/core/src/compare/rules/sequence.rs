//! What came first: "kurz nachdem" against "kurz bevor" in parallel sentences.

use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Gap;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::compare::rules::parallel::{Parallel, Side, parallels};

/// The order of two happenings.
pub(crate) struct Sequence;

/// How parallel two sentences must run.
const LEAST_PARALLEL: f64 = 0.4;

impl Rule for Sequence {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[("sequence", "two happenings in opposite orders")]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        let mut found = Vec::new();
        for parallel in parallels(encounter, LEAST_PARALLEL) {
            found.extend(parallel.gaps.iter().filter_map(|&gap| judge(&parallel, gap)));
        }
        found
    }
}

/// The word of order in a run of tokens, with its direction.
fn order(side: &Side, (from, to): (u32, u32)) -> Option<(u32, &'static str)> {
    let table = &side.reading.document.lang.tables().sequence;
    (from..to).find_map(|token| {
        // A word of order inside a time ("kurz nach 8 Uhr") orders no happenings.
        side.word(token).value.is_none().then(|| table.get(side.norm(token)))?.map(|way| (token, way))
    })
}

/// Holds the words of order in a gap together.
fn judge(parallel: &Parallel, gap: Gap) -> Option<Comparison> {
    let (l, lway) = order(&parallel.left, gap.left)?;
    let (r, rway) = order(&parallel.right, gap.right)?;
    let frame = parallel.frame(gap);
    if lway == rway || frame.matched < 2 || frame.share < 0.5 {
        return None;
    }
    let (lspan, rspan) =
        (parallel.left.span(parallel.left.statement.tokens), parallel.right.span(parallel.right.statement.tokens));
    let (lword, rword) = (parallel.left.text((l, l + 1)), parallel.right.text((r, r + 1)));
    Some(Comparison {
        kind: "sequence",
        left: Answer {
            span: lspan,
            literal: parallel.left.span((l, l + 1)),
            value: Some(lway.to_owned()),
            ..Answer::default()
        },
        right: Answer {
            span: rspan,
            literal: parallel.right.span((r, r + 1)),
            value: Some(rway.to_owned()),
            ..Answer::default()
        },
        outcome: Outcome::Disagree { relation: "contradiction", confidence: 0.6 + 0.3 * frame.share },
        question: parallel.left.reading.text(lspan).replacen(lword, "…", 1),
        explanation: format!(
            "{{left}} puts it “{lword}”, {{right}} “{rword}”: the order of the two happenings differs."
        ),
        edits: vec![],
    })
}
