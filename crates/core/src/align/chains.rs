//! Runs put together to chains: the skeleton of each passage.
//!
//! A chain is a sequence of runs that goes forward on both sides with gaps that cost less than the runs gain. Source
//! of the method: minimap2's chaining with a bounded look-back, here with the gap cost of the affine alignment that
//! fills the gaps afterwards. `O(runs × LOOK_BACK)`.

use super::MATCH;
use super::SOLID;
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
    let mut by_right: Vec<Run> = runs.iter().copied().filter(|run| run.len as usize >= SOLID).collect();
    by_right.sort_unstable_by_key(|run| (run.right, run.left));
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
        chains.extend(split(&without_overlap(&chain), runs, &by_right));
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

/// Splits a chain at each gap that holds a solid run of another chain: a block that changed places must not vanish
/// inside a stretch that goes on behind it.
fn split(chain: &[Run], runs: &[Run], by_right: &[Run]) -> Vec<Vec<Run>> {
    let solid = SOLID as u32;
    let foreign_left =
        |run: &Run| run.len >= solid && !chain.iter().any(|own| meet(own.right, own.len, run.right, run.len));
    let foreign_right = |run: &Run| !chain.iter().any(|own| meet(own.left, own.len, run.left, run.len));
    chain
        .chunk_by(|before, run| {
            let gap = (before.left_end(), run.left);
            let above = (before.right_end(), run.right);
            let held = runs[runs.partition_point(|run| run.left < gap.0)..].iter();
            let over = by_right[by_right.partition_point(|run| run.right < above.0)..].iter();
            !held.take_while(|run| run.left + solid <= gap.1).any(foreign_left)
                && !over.take_while(|run| run.right + solid <= above.1).any(foreign_right)
        })
        .map(<[Run]>::to_vec)
        .collect()
}

/// Whether two ranges share a word.
fn meet(one: u32, len: u32, other: u32, width: u32) -> bool {
    one < other + width && other < one + len
}
