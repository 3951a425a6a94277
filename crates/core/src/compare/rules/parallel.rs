//! Sentences that run parallel, and what stands in the same place of both: the shared machinery of the rules on names,
//! negation, certainty, attribution and sequence.

use crate::claims::Clause;
use crate::claims::Statement;
use crate::claims::Word;
use crate::claims::key;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Gap;
use crate::compare::Meeting;
use crate::compare::rules::elsewhen;
use crate::compare::rules::slots::COPIED;
use crate::reading::Reading;
use crate::text::Span;

/// Two sentences that run parallel.
pub(crate) struct Parallel<'e> {
    pub(crate) left: Side<'e>,
    pub(crate) right: Side<'e>,
    pub(crate) meeting: &'e Meeting,
    pub(crate) gaps: Vec<Gap>,
}

/// One of the two sentences.
#[derive(Clone, Copy)]
pub(crate) struct Side<'e> {
    pub(crate) reading: &'e Reading<'e>,
    pub(crate) statement: &'e Statement,
}

impl<'e> Side<'e> {
    /// A sentence of an article.
    pub(crate) fn new(reading: &'e Reading<'e>, number: u32) -> Self {
        Self { reading, statement: &reading.claims.statements[number as usize] }
    }

    /// What a token is to a comparison.
    pub(crate) fn word(&self, token: u32) -> Word {
        self.reading.claims.words[token as usize]
    }

    /// The normal form of a token.
    pub(crate) fn norm(&self, token: u32) -> &'e str {
        self.reading.document.norm(&self.reading.document.tokens[token as usize])
    }

    /// The span of a run of tokens that is not empty.
    pub(crate) fn span(&self, (from, to): (u32, u32)) -> Span {
        let tokens = &self.reading.document.tokens;
        tokens[from as usize].span.hull(tokens[to as usize - 1].span)
    }

    /// Whether one of two sentences speaks of another time than the event, and not both of the same.
    pub(crate) fn is_apart(&self, other: &Side) -> bool {
        elsewhen::are_apart((self.reading, self.statement), (other.reading, other.statement))
    }

    /// The text of a run of tokens that is not empty.
    pub(crate) fn text(&self, tokens: (u32, u32)) -> &'e str {
        self.span(tokens).of(&self.reading.article.text)
    }

    /// Content tokens of a run.
    pub(crate) fn content(&self, (from, to): (u32, u32)) -> usize {
        (from..to).filter(|&token| key(&self.word(token)).is_some()).count()
    }
}

/// How far the frame around two places is the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Content words of the two clauses that match.
    pub(crate) matched: usize,
    /// Those of them that are no names.
    pub(crate) nameless: usize,
    /// Matched ones over the content words of the longer clause, what stands in the gap itself left out: 0..=1.
    pub(crate) share: f64,
}

impl Parallel<'_> {
    /// The frame of a gap: the clauses around it, without it.
    pub(crate) fn frame(&self, gap: Gap) -> Frame {
        let lclause = clause_at(self.left.statement, gap.left);
        let rclause = clause_at(self.right.statement, gap.right);
        let inside = |clause: Clause, token: u32| clause.tokens.0 <= token && token < clause.tokens.1;
        let within =
            |&&(l, r): &&(u32, u32)| inside(lclause, l) && inside(rclause, r) && key(&self.left.word(l)).is_some();
        let (mut matched, mut nameless) = (0, 0);
        for &(l, _) in self.meeting.matches.iter().filter(within) {
            matched += 1;
            nameless += usize::from(self.left.word(l).entity.is_none());
        }
        let left = self.left.content(lclause.tokens).saturating_sub(self.left.content(gap.left));
        let right = self.right.content(rclause.tokens).saturating_sub(self.right.content(gap.right));
        Frame { matched, nameless, share: matched as f64 / left.max(right).max(1) as f64 }
    }

    /// The clauses around a gap.
    pub(crate) fn clauses(&self, gap: Gap) -> (Span, Span) {
        (clause_at(self.left.statement, gap.left).span, clause_at(self.right.statement, gap.right).span)
    }
}

/// The clause in which a run of tokens begins.
fn clause_at(statement: &Statement, (from, to): (u32, u32)) -> Clause {
    // An empty run lies between two tokens: take the one before it, so that an insertion belongs where it was put.
    statement.clause_of(if from == to { from.saturating_sub(1).max(statement.tokens.0) } else { from })
}

/// Whether one of the comparisons is of the two sentences of a meeting.
pub(crate) fn holds(found: &[Comparison], encounter: &Encounter, meeting: &Meeting) -> bool {
    let sentence = |reading: &Reading, number: u32| reading.document.sentences[number as usize].span;
    let (left, right) = (sentence(encounter.left, meeting.left), sentence(encounter.right, meeting.right));
    found.iter().any(|one| one.left.span.overlaps(left) && one.right.span.overlaps(right))
}

/// The meetings whose sentences run parallel to at least `least`, without those that speak of another time.
pub(crate) fn parallels<'e>(encounter: &'e Encounter<'e>, least: f64) -> Vec<Parallel<'e>> {
    encounter
        .meetings
        .iter()
        .filter(|meeting| meeting.parallel >= least)
        .map(|meeting| {
            let (left, right) = (Side::new(encounter.left, meeting.left), Side::new(encounter.right, meeting.right));
            Parallel { gaps: meeting.gaps(left.statement, right.statement), left, right, meeting }
        })
        .filter(|parallel| {
            // What was copied is of one time in both.
            parallel.meeting.parallel >= COPIED || !parallel.left.is_apart(&parallel.right)
        })
        .collect()
}
