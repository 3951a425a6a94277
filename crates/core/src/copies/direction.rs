//! Which of two texts goes back to the other: a list of evidence, and a verdict where it suffices.
//!
//! Every piece of evidence speaks for one side as the source, and weighs one or two. A verdict needs two more on one
//! side than on the other; "undecided" and "common source" are normal answers.

use super::Kinship;
use super::Passage;
use super::Relation;
use super::annotated::Annotated;
use super::credits::as_written;
use crate::names::NameKind;
use crate::reading::Reading;
use crate::segment::TokenKind;

/// Which of two texts goes back to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// The left is the source.
    Left,
    /// The right is the source.
    Right,
    /// Both go back to a third text.
    CommonSource,
    /// Cannot be told.
    #[default]
    Undecided,
}

impl Verdict {
    /// As reports spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::CommonSource => "common-source",
            Self::Undecided => "undecided",
        }
    }
}

/// A verdict with its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Direction {
    /// Which text the other goes back to.
    pub verdict: Verdict,
    /// The reasons, one sentence each; `{left}` and `{right}` stand for the articles' ids.
    pub evidence: Vec<String>,
}

/// Weight of evidence that a verdict needs.
const ENOUGH: i32 = 2;
/// What nearly settles it alone: another day, the agency's own text.
const STRONG: i32 = 2;
/// What hints: a word that refers to nothing, a surname without its bearer.
const WEAK: i32 = 1;
/// Below this share of shared shingles in the longer article, the shorter one is a part of it.
const PART: f64 = 0.6;
/// At most so many hints of a kind: ten surnames are one habit.
const HINTS: usize = 2;

/// The evidence for one side as the source.
struct Case<'r, 'a> {
    source: &'r Reading<'a>,
    copy: &'r Reading<'a>,
    /// How the sides are named.
    names: (&'static str, &'static str),
}

/// Weighs the evidence on two articles of which at least one passage is reuse.
pub(super) fn direction(left: &Annotated, right: &Annotated, kinship: &Kinship, passages: &[Passage]) -> Direction {
    let (credit_left, credit_right) = (&left.credits, &right.credits);
    let (left, right) = (left.reading, right.reading);
    let cases = [
        Case { source: left, copy: right, names: ("{left}", "{right}") },
        Case { source: right, copy: left, names: ("{right}", "{left}") },
    ];
    let mut evidence = containment(kinship);
    let mut weights = [0, 0];
    let starts = |side: usize| -> Vec<(u32, u32)> {
        let turn = |pair: (u32, u32)| if side == 0 { pair } else { (pair.1, pair.0) };
        let reuse = passages.iter().filter(|passage| passage.kind.is_reuse());
        reuse.filter_map(|passage| passage.aligned.matches.first().copied()).map(turn).collect()
    };
    let own = [credit_left.own.as_ref(), credit_right.own.as_ref()];
    let credited = [&credit_left.agencies, &credit_right.agencies];
    for (side, case) in cases.iter().enumerate() {
        let mut found = case.earlier();
        if let Some(agency) = own[side].filter(|agency| credited[1 - side].contains(agency) || own[1 - side].is_none())
        {
            let agency = as_written(agency, case.source);
            found.push((STRONG, format!("{} is the text of the agency {agency} itself.", case.names.0)));
        }
        found.extend(case.dangling(&starts(side)));
        found.extend(case.surnames());
        weights[side] = found.iter().map(|piece| piece.0).sum();
        evidence.extend(found.into_iter().map(|piece| piece.1));
    }
    let shared = credit_left.agencies.iter().find(|agency| credit_right.agencies.contains(agency));
    let common = shared.filter(|_| own == [None, None]);
    if let Some(agency) = common {
        let agency = as_written(agency, left);
        evidence.push(format!("{{left}} and {{right}} both credit {agency}."));
    }
    // By what they say and not by side, so that turning the sides changes no order.
    evidence.sort_by_cached_key(|line| line.replace("{left}", "").replace("{right}", ""));
    let is_copy = kinship.relation.is_some_and(|relation| relation <= Relation::Derived);
    let verdict = match (common, weights[0] - weights[1]) {
        (Some(_), _) => Verdict::CommonSource,
        // Two texts that share a passage or two may have it from anywhere.
        _ if !is_copy => Verdict::Undecided,
        (None, lead) if lead >= ENOUGH => Verdict::Left,
        (None, lead) if lead <= -ENOUGH => Verdict::Right,
        _ => Verdict::Undecided,
    };
    Direction { verdict, evidence }
}

/// Which article is a part of the other one; it tells that one of them was cut or prolonged, not which.
fn containment(kinship: &Kinship) -> Vec<String> {
    let shares = [(kinship.containment_left, "{left}", "{right}"), (kinship.containment_right, "{right}", "{left}")];
    let percent = |share: f64| (share * 100.0).round();
    let other = [kinship.containment_right, kinship.containment_left];
    shares
        .iter()
        .zip(other)
        .filter(|((own, ..), other)| *own >= super::kinship::CONTAINED && *other < PART)
        .map(|((own, part, whole), other)| {
            format!(
                "{} % of {part} stands in {whole}, {} % the other way round: {part} was cut from it, or {whole} adds to it.",
                percent(*own),
                percent(other),
            )
        })
        .collect()
}

impl Case<'_, '_> {
    /// The source is of an earlier day.
    fn earlier(&self) -> Vec<(i32, String)> {
        let stated = |reading: &Reading| (!reading.inferred).then_some(reading.reference.range).flatten();
        match (stated(self.source), stated(self.copy)) {
            (Some(source), Some(copy)) if source.1 < copy.0 => {
                let day = |range: (jiff::civil::Date, jiff::civil::Date)| {
                    if range.0 == range.1 { range.0.to_string() } else { range.0.strftime("%Y-%m").to_string() }
                };
                let (source, copy) = (day(source), day(copy));
                vec![(STRONG, format!("{} is dated {source}, {} only {copy}.", self.names.0, self.names.1))]
            }
            _ => vec![],
        }
    }

    /// The copy begins with a word that refers to something which only the source has before it.
    fn dangling(&self, starts: &[(u32, u32)]) -> Vec<(i32, String)> {
        let is_first = |reading: &Reading, token: u32| {
            let words = &reading.document.tokens[..token as usize];
            !words.iter().any(|token| token.kind != TokenKind::Mark)
        };
        let table = &self.copy.document.lang.tables().referring;
        starts
            .iter()
            .filter(|start| is_first(self.copy, start.1) && !is_first(self.source, start.0))
            .map(|start| self.copy.text(self.copy.document.tokens[start.1 as usize].span))
            .filter(|word| table.has(&word.to_lowercase()))
            .map(|word| {
                let (source, copy) = self.names;
                (WEAK, format!("{copy} begins with “{word}”, which refers to words that only {source} has."))
            })
            .collect()
    }

    /// The copy names people by surname alone whom the source introduces.
    fn surnames(&self) -> Vec<(i32, String)> {
        let people = |reading: &Reading| -> Vec<String> {
            let entities = reading.names.entities.iter();
            entities.filter(|entity| entity.kind == NameKind::Person).map(|entity| entity.name.clone()).collect()
        };
        let introduced = people(self.source);
        let mut found: Vec<(i32, String)> = people(self.copy)
            .iter()
            .filter(|name| !name.contains(' '))
            .filter_map(|name| {
                let full = introduced
                    .iter()
                    .find(|full| full.split(' ').count() > 1 && full.ends_with(&format!(" {name}")))?;
                let (source, copy) = self.names;
                Some((WEAK, format!("{copy} names “{name}” without introducing whom {source} calls “{full}”.")))
            })
            .collect();
        found.truncate(HINTS);
        found
    }
}
