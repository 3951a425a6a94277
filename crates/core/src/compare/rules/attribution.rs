//! Another source behind the same statement: "nach Angaben der Stadt" against "nach Angaben der Polizei".

use crate::claims::concepts;
use crate::claims::concepts::ConceptId;
use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Gap;
use crate::compare::Likeness;
use crate::compare::Meeting;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::compare::rules::parallel::{Parallel, Side, parallels};
use crate::names::Mention;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::compare_names;

/// Sources of one statement.
pub(crate) struct Attribution;

/// How parallel two sentences must run: the statement has to be the same but for its source.
const LEAST_PARALLEL: f64 = 0.45;

/// How far from the source its cue may stand, in tokens: "nach Angaben der örtlichen Feuerwehr".
const CUE_REACH: u32 = 3;

impl Rule for Attribution {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[("attribution", "different sources for one statement")]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        let mut found = Vec::new();
        for parallel in parallels(encounter, LEAST_PARALLEL) {
            found.extend(parallel.gaps.iter().filter_map(|&gap| judge(&parallel, gap)));
        }
        found.extend(encounter.likenesses.iter().filter_map(|likeness| of_one_quotation(encounter, likeness)));
        found
    }
}

/// How many words in quotation marks two sentences share for them to quote one utterance.
const LEAST_QUOTED: usize = 3;

/// Two sentences that an encoder finds alike, which share words in quotation marks and give them to different people.
fn of_one_quotation(encounter: &Encounter, likeness: &Likeness) -> Option<Comparison> {
    let Meeting { left, right, .. } = likeness.meeting;
    let (left, right) = (Side::new(encounter.left, left), Side::new(encounter.right, right));
    let (l, r) = (speaker(&left)?, speaker(&right)?);
    let name = |side: &Side, mention: Mention| side.reading.names.entities[mention.entity as usize].name.clone();
    let (lname, rname) = (name(&left, l), name(&right, r));
    if compare_names(NameKind::Person, &lname, &rname) != NameRelation::Different
        || shared_run(&left, &right) < LEAST_QUOTED
    {
        return None;
    }
    let answer = |side: &Side, mention: Mention, name: &str| Answer {
        span: side.span(side.statement.tokens),
        literal: mention.span,
        value: Some(name.to_owned()),
        ..Answer::default()
    };
    let text = left.text(left.statement.tokens);
    Some(Comparison {
        kind: "attribution",
        left: answer(&left, l, &lname),
        right: answer(&right, r, &rname),
        outcome: Outcome::Disagree { relation: "attribution", confidence: 0.5 + 0.4 * likeness.cosine },
        question: text.replacen(left.reading.text(l.span), "…", 1),
        explanation: format!("{{left}} gives “{lname}” as the source, {{right}} “{rname}”."),
        edits: vec![],
    })
}

/// The one person that a sentence with quotation marks names outside them.
fn speaker(side: &Side) -> Option<Mention> {
    let (from, to) = side.statement.mentions;
    let names = &side.reading.names;
    let outside = |mention: &&Mention| !side.reading.marked.iter().any(|marked| marked.overlaps(mention.span));
    let people = |mention: &&Mention| names.entities[mention.entity as usize].kind == NameKind::Person;
    let mut people = names.mentions[from as usize..to as usize].iter().filter(outside).filter(people);
    let first = *people.next()?;
    people.all(|other| other.entity == first.entity).then_some(first)
}

/// Length of the longest run of words that stands in quotation marks in both sentences.
fn shared_run(left: &Side, right: &Side) -> usize {
    let quoted = |side: &Side| -> Vec<u64> {
        let (from, to) = side.statement.tokens;
        let inside = |token: &u32| {
            let span = side.span((*token, token + 1));
            side.word(*token).stem != 0 && side.reading.marked.iter().any(|marked| marked.contains(span))
        };
        (from..to).filter(inside).map(|token| side.word(token).stem).collect()
    };
    let (l, r) = (quoted(left), quoted(right));
    let mut before = vec![0; r.len() + 1];
    let mut longest = 0;
    for &word in l.iter().take(MOST_QUOTED) {
        let mut now = vec![0; r.len() + 1];
        for (at, &other) in r.iter().take(MOST_QUOTED).enumerate() {
            now[at + 1] = if word == other { before[at] + 1 } else { 0 };
            longest = longest.max(now[at + 1]);
        }
        before = now;
    }
    longest
}

/// Words of a quotation that are looked at.
const MOST_QUOTED: usize = 100;

/// The tokens of a source in a gap: its first and last content word, where a cue of attribution stands beside it.
fn source(side: &Side, (from, to): (u32, u32)) -> Option<(u32, u32)> {
    let content: Vec<u32> =
        (from..to).filter(|&token| side.word(token).content && side.word(token).value.is_none()).collect();
    let (&first, &last) = (content.first()?, content.last()?);
    let cued = (first.saturating_sub(CUE_REACH).max(side.statement.tokens.0)
        ..(last + 1 + CUE_REACH).min(side.statement.tokens.1))
        .any(|token| is_cue(side, token));
    (cued && last - first < 6 && content.iter().any(|&token| can_speak(side, token))).then_some((first, last + 1))
}

/// Whether a token says that somebody says something.
fn is_cue(side: &Side, token: u32) -> bool {
    let tables = side.reading.document.lang.tables();
    let norm = side.norm(token);
    tables.source_cues.has(norm) || tables.speech_verbs.has(norm)
}

/// Whether a token names somebody who can be a source.
fn can_speak(side: &Side, token: u32) -> bool {
    let word = side.word(token);
    let named = word.entity.is_some_and(|entity| side.reading.names.entities[entity as usize].kind != NameKind::Place);
    named || word.concept.is_some_and(|concept| matches!(concepts::class(concept), "body" | "role" | "people"))
}

/// Holds the sources in a gap together.
fn judge(parallel: &Parallel, gap: Gap) -> Option<Comparison> {
    let left = source(&parallel.left, gap.left)?;
    let right = source(&parallel.right, gap.right)?;
    let matched = parallel.meeting.matches.iter().filter(|&&(l, _)| parallel.left.word(l).content).count();
    if matched < 3 || may_be_one(parallel, left, right) {
        return None;
    }
    let (lspan, rspan) = parallel.clauses(gap);
    let (lword, rword) = (parallel.left.text(left), parallel.right.text(right));
    Some(Comparison {
        kind: "attribution",
        left: Answer {
            span: lspan,
            literal: parallel.left.span(left),
            value: Some(lword.to_owned()),
            ..Answer::default()
        },
        right: Answer {
            span: rspan,
            literal: parallel.right.span(right),
            value: Some(rword.to_owned()),
            ..Answer::default()
        },
        outcome: Outcome::Disagree { relation: "attribution", confidence: 0.55 + 0.35 * parallel.meeting.parallel },
        question: parallel.left.reading.text(lspan).replacen(lword, "…", 1),
        explanation: format!("{{left}} gives “{lword}” as the source, {{right}} “{rword}”."),
        edits: vec![],
    })
}

/// Who a source is, as far as the words tell.
struct Identity {
    /// Kind and name, where it is one.
    entity: Option<(NameKind, String)>,
    /// Concepts of its words, and of the person's roles.
    concepts: Vec<ConceptId>,
}

/// Who stands in a run of tokens.
fn identity(side: &Side, (from, to): (u32, u32)) -> Identity {
    let names = &side.reading.names;
    let entity = (from..to).find_map(|token| side.word(token).entity);
    let mut concepts: Vec<ConceptId> = (from..to).filter_map(|token| side.word(token).concept).collect();
    if let Some(entity) = entity {
        for role in names.roles.iter().filter(|role| role.entity == entity) {
            crate::claims::tokens_in(&side.reading.document, role.span, |token| {
                concepts.extend(side.word(token as u32).concept);
            });
        }
    }
    let entity = entity.map(|entity| &names.entities[entity as usize]).map(|entity| (entity.kind, entity.name.clone()));
    Identity { entity, concepts }
}

/// Whether two sources may be one under two names: a shared concept, names that can be one bearer's, or a person whose
/// office nobody states against a body.
fn may_be_one(parallel: &Parallel, left: (u32, u32), right: (u32, u32)) -> bool {
    let (l, r) = (identity(&parallel.left, left), identity(&parallel.right, right));
    if l.concepts.iter().any(|concept| r.concepts.contains(concept)) {
        return true;
    }
    match (&l.entity, &r.entity) {
        (Some((lkind, lname)), Some((rkind, rname))) if lkind == rkind => {
            compare_names(*lkind, lname, rname) != NameRelation::Different
                && (l.concepts.is_empty() || r.concepts.is_empty())
        }
        // A person without a stated office may speak for any body; a named body may be any body without a name.
        _ => l.concepts.is_empty() || r.concepts.is_empty(),
    }
}
