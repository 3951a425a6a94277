//! What `--help` begins with.

/// Help with the examples before everything else.
pub(super) const FIRST: &str =
    "{about-with-newline}\nExamples:\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Of the program.
pub(super) const KOLLATE: &str = "  \
  kollate compare articles/
      what the articles in a folder share, and where they disagree
  kollate compare a.txt b.txt --format html --output report.html
      the same as a page for the browser
  kollate dedup archive.jsonl.gz --kept kept.jsonl
      an archive without its copies";

/// Of `kollate compare`.
pub(super) const COMPARE: &str = "  \
  kollate compare articles/
      a report for reading
  kollate compare articles/ --format json --output report.json
      everything, for programs
  kollate compare articles/ --fail-on disagreement:0.8,near-duplicate --baseline known.json
      exit code 1 if something new contradicts something, or is a copy
  git diff --name-only origin/main | kollate compare articles/ --changed-only - --format github
      only what concerns changed articles, shown beside them in a pull request
  kollate compare articles/ --format csv --table apparatus
      every question with its answers, for a spreadsheet";

/// Of `kollate dedup`.
pub(super) const DEDUP: &str = "  \
  kollate dedup archive.jsonl.gz --kept kept.jsonl --output decisions.jsonl
      the records to keep, and what was decided about each
  kollate dedup wire/ --keep earliest --within 3 --format text
      copies of the last three days, by the first one";

/// Of `kollate explain`.
pub(super) const EXPLAIN: &str = "  \
  kollate explain 37258cb766b3 articles/
      a finding by its id, from the articles
  kollate explain 3725 --report report.json
      from a report; the beginning of the id is enough
  kollate explain 37258cb766b3 articles/ --format jsonl
      the same for programs";

/// Of `kollate inspect`.
pub(super) const INSPECT: &str = "  \
  kollate inspect a.txt
      everything that is recognised, marked in place
  kollate inspect articles/ --format jsonl
      the same for programs";

/// Of `kollate baseline`.
pub(super) const BASELINE: &str = "  \
  kollate baseline update articles/ --reason 'before we had kollate'
      accept all that is found now
  kollate baseline update articles/ --of near-duplicate --reason 'our own agency desk'
      accept one kind of finding
  kollate baseline prune articles/
      take out what is gone";

/// Of `kollate baseline update`.
pub(super) const UPDATE: &str = "  \
  kollate baseline update articles/ --reason 'before we had kollate'
      accept all that is found now
  kollate baseline update articles/ --of number:0.9 --reason 'checked with the desk' --baseline known.json
      accept the differences in numbers that are sure, in a file of another name";

/// Of `kollate baseline prune`.
pub(super) const PRUNE: &str = "  \
  kollate baseline prune articles/
      take out what is found no more, and say what it was
  kollate baseline prune articles/ --baseline known.json
      the same in a file of another name";

/// Of `kollate formats`.
pub(super) const FORMATS: &str = "  \
  kollate formats
      what is read, by which endings, and where titles, dates and outlets are taken from
  kollate compare feed.txt --input-format jsonl
      read a file as one of them, whatever its ending says";

/// Of `kollate schema`.
pub(super) const SCHEMA: &str = "  \
  kollate schema > report.schema.json
      of compare --format json
  kollate schema finding
      of a line of compare --format jsonl";

/// Of `kollate man`.
pub(super) const MAN: &str = "  \
  kollate man compare | man -l -
      the page of a command
  kollate man --dir ~/.local/share/man/man1
      all pages, for man kollate-compare";

/// Of `kollate config`.
pub(super) const CONFIG: &str = "  \
  kollate config
      every setting with its value and source
  kollate config > kollate.toml
      a file to begin with";

/// Of `kollate completions`.
pub(super) const COMPLETIONS: &str = "  \
  kollate completions bash > ~/.local/share/bash-completion/completions/kollate
  kollate completions zsh > ~/.zfunc/_kollate
  kollate completions fish > ~/.config/fish/completions/kollate.fish";
