//! `kollate dedup`: which articles of a corpus are copies of which, and which to keep.

mod decisions;
mod kept;
mod pairs;

use crate::args::Dedup;
use crate::args::DropWhat;
use crate::args::Globals;
use crate::args::KeepWhich;
use crate::corpus::Corpus;
use crate::corpus::Room;
use crate::corpus::Wanted;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::input;
use crate::input::report_skipped;
use crate::interrupt;
use crate::output::Output;
use kollate_core::candidates::Limits;
use kollate_core::copies::Relation;
use kollate_core::dedup::Config;
use kollate_core::dedup::Keep;
use kollate_core::dedup::dedup;
use std::io::Write;

/// Postings of more articles link to anchors. Of fewer copies of a story every pair is verified.
const LIMITS: Limits = Limits { light: 48, anchors: 3 };

/// Memory that is used where nothing says how much the machine has.
const MEMORY: u64 = 2 << 30;

/// Reads the corpus, decides, and writes what was asked for. Files get their names when all of them are whole.
pub(crate) fn run(args: &Dedup, globals: &Globals) -> Result<Outcome, Failure> {
    interrupt::watch();
    let mut decisions = Output::open(args.output.as_deref())?;
    let options = input::options(&globals.reading);
    let inputs = input::walk::walk(&args.paths, options.format.is_some());
    let kept = args.kept.as_deref().map(|path| kept::Kept::open(path, &inputs.sources, &options));
    let mut kept = kept.transpose()?;
    let mut pairs = args.pairs.as_deref().map(|path| Output::open(Some(path))).transpose()?;
    let config = config(args);
    let wanted = Wanted { rate: config.rate(), simhash: args.fingerprints };
    let (corpus, samples) = Corpus::read(inputs, &options, &room(args), wanted)?;
    let found = dedup(samples.indexes(LIMITS)?, &corpus.facts, &corpus, &config)?;
    let all = decisions::All { corpus: &corpus, found: &found, config: &config };
    let written = decisions::write(&all, args.format, &mut decisions);
    written.map_err(|error| decisions.named(error.into()))?;
    if let Some(out) = &mut pairs {
        pairs::write(&all, out).map_err(|error| out.named(error.into()))?;
    }
    if let Some(out) = &mut kept {
        out.write(&corpus, &found)?;
    }
    let mut outputs: Vec<Output> =
        [Some(decisions), pairs, kept.and_then(kept::Kept::into_output)].into_iter().flatten().collect();
    for out in &mut outputs {
        let flushed = out.flush();
        flushed.map_err(|error| out.named(error.into()))?;
    }
    outputs.into_iter().try_for_each(Output::finish)?;
    let articles = corpus.facts.iter().filter(|facts| !facts.is_skipped()).count();
    Ok(report_skipped(&corpus.skipped, articles == 0))
}

fn config(args: &Dedup) -> Config {
    let relation = |what: &DropWhat| match what {
        DropWhat::Identical => Relation::Identical,
        DropWhat::NearDuplicate => Relation::NearDuplicate,
        DropWhat::Contained => Relation::Contained,
        DropWhat::Derived => Relation::Derived,
        DropWhat::Versions => Relation::Versions,
    };
    Config {
        jaccard: args.jaccard.0,
        containment: args.containment.0,
        keep: match args.keep {
            KeepWhich::Longest => Keep::Longest,
            KeepWhich::Earliest => Keep::Earliest,
            KeepWhich::First => Keep::First,
        },
        drop: args.drop.iter().map(relation).collect(),
        guard: !args.no_guard,
        within: args.within,
        split_chains: args.split_chains,
    }
}

fn room(args: &Dedup) -> Room {
    let half = || machine_memory().map_or(MEMORY, |bytes| bytes / 2);
    Room { memory: args.memory.unwrap_or_else(half), folder: args.tmp.clone().unwrap_or_else(std::env::temp_dir) }
}

/// How much memory the machine has, where it says so in the way of Linux.
fn machine_memory() -> Option<u64> {
    let info = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = info.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}
