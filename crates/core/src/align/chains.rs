//! Runs put together to chains: the skeleton of each passage.
//!
//! A chain is a sequence of runs that goes forward on both sides with gaps that cost less than the runs gain. Source
//! of the method: minimap2's chaining with a bounded look-back, here with the gap cost of the affine alignment that
//! fills the gaps afterwards. `O(runs × LOOK_BACK)`.

use super::MATCH;
use super::X_DROP;
use super::seeds::Run;
use super::way_cost;

/// Runs before a run that are tried as its predecessor. The runs of one sentence and its neighbours are fewer.
const LOOK_BACK: usize = 64;
const NONE: u32 = u32::MAX;

/// What of `run` follows `before`, and at what cost; none where it does not or would cost too much.
fn follow(before: Run, run: Run) -> Option<(Run, i64)> {
    let overlap = before.left_end().saturating_sub(run.left).max(before.right_end().saturating_sub(run.right));
    if overlap >= run.len || run.left <= before.left || run.right <= before.right {
        return None;
    }
    let rest = Run { left: run.left + overlap, right: run.right + overlap, len: run.len - overlap };
    let cost = way_cost(rest.left - before.left_end(), rest.right - before.right_end());
    (cost <= X_DROP).then_some((rest, cost))
}

/// Chains, the best first; each a list of runs that goes forward on both sides without overlap.
/// Two chains may overlap one another; what they overlap in belongs to the better one.
pub(super) fn chains(runs: &[Run]) -> Vec<Vec<Run>> {
    let (score, before) = score(runs);
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by_key(|&at| (-score[at], runs[at]));
    let mut used = vec![false; runs.len()];
    let mut chains = vec![];
    for end in order {
        if used[end] {
            continue;
        }
        let mut chain = vec![];
        let mut at = end;
        loop {
            used[at] = true;
            chain.push(runs[at]);
            let previous = before[at];
            if previous == NONE || used[previous as usize] {
                break;
            }
            at = previous as usize;
        }
        chain.reverse();
        chains.push(without_overlap(&chain));
    }
    chains
}

/// For each run the best score of a chain that ends in it, and the run before it there.
fn score(runs: &[Run]) -> (Vec<i64>, Vec<u32>) {
    let mut score: Vec<i64> = vec![0; runs.len()];
    let mut before = vec![NONE; runs.len()];
    for (at, &run) in runs.iter().enumerate() {
        score[at] = MATCH * i64::from(run.len);
        for earlier in (at.saturating_sub(LOOK_BACK)..at).rev() {
            if let Some((rest, cost)) = follow(runs[earlier], run) {
                let through = score[earlier] - cost + MATCH * i64::from(rest.len);
                if through > score[at] {
                    score[at] = through;
                    before[at] = earlier as u32;
                }
            }
        }
    }
    (score, before)
}

/// Cuts from each run what the one before it already holds.
fn without_overlap(chain: &[Run]) -> Vec<Run> {
    let mut cut: Vec<Run> = Vec::with_capacity(chain.len());
    for &run in chain {
        match cut.last() {
            None => cut.push(run),
            Some(&before) => cut.extend(follow(before, run).map(|(rest, _)| rest)),
        }
    }
    cut
}
