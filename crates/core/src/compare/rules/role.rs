//! One person in two offices that exclude one another.

use crate::claims::concepts;
use crate::claims::concepts::ConceptId;
use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::RoleMention;
use crate::names::compare_names;
use crate::names::posts::Post;
use crate::reading::Reading;

/// Offices of one person.
pub(crate) struct Role;

impl Rule for Role {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[("role", "one person in two offices")]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        let (left, right) = (encounter.left, encounter.right);
        let mut found = Vec::new();
        for (index, entity) in left.names.entities.iter().enumerate() {
            if entity.kind != NameKind::Person {
                continue;
            }
            let namesake = right.names.entities.iter().position(|other| {
                other.kind == NameKind::Person
                    && compare_names(NameKind::Person, &entity.name, &other.name) == NameRelation::Same
            });
            let Some(namesake) = namesake else { continue };
            found.extend(judge(encounter, index as u32, namesake as u32));
        }
        found
    }
}

/// The role mentions of an entity.
fn roles<'r>(reading: &'r Reading, entity: u32) -> Vec<&'r RoleMention> {
    reading.names.roles.iter().filter(|role| role.entity == entity).collect()
}

/// What a role consists of: its concepts, and the stems of its content words.
struct Parts {
    concepts: Vec<ConceptId>,
    stems: Vec<u64>,
    head: Option<ConceptId>,
}

/// Takes a role apart.
fn parts(reading: &Reading, role: &RoleMention) -> Parts {
    let mut parts = Parts { concepts: vec![], stems: vec![], head: None };
    crate::claims::tokens_in(&reading.document, role.span, |token| {
        let word = reading.claims.words[token];
        if word.content {
            parts.stems.push(word.stem);
        }
        if let Some(concept) = word.concept.filter(|&concept| concepts::class(concept) == "role") {
            parts.concepts.push(concept);
            parts.head = parts.head.or(Some(concept));
        }
    });
    parts
}

/// Holds the roles of one person together: where any two may be one office, all is well.
fn judge(encounter: &Encounter, left: u32, right: u32) -> Option<Comparison> {
    let (lroles, rroles) = (roles(encounter.left, left), roles(encounter.right, right));
    let (lrole, rrole) = (*lroles.first()?, *rroles.first()?);
    let mut surest: f64 = 1.0;
    for l in &lroles {
        for r in &rroles {
            surest = surest.min(exclusion(encounter, l, r));
        }
    }
    let answer = |reading: &Reading, role: &RoleMention| Answer {
        span: role.span.hull(role.mention),
        literal: role.span,
        value: Some(reading.text(role.span).to_owned()),
        ..Answer::default()
    };
    let outcome = if surest > 0.0 {
        Outcome::Disagree { relation: "contradiction", confidence: surest }
    } else if is_same(encounter, lrole, rrole) {
        Outcome::Agree
    } else {
        Outcome::Precision
    };
    let name = &encounter.left.names.entities[left as usize].name;
    Some(Comparison {
        kind: "role",
        left: answer(encounter.left, lrole),
        right: answer(encounter.right, rrole),
        outcome,
        question: format!("{name}: …"),
        explanation: format!(
            "{{left}} calls {name} “{}”, {{right}} “{}”.",
            encounter.left.text(lrole.span),
            encounter.right.text(rrole.span)
        ),
        edits: vec![],
    })
}

/// Whether two roles are the same words, but for their case and endings.
fn is_same(encounter: &Encounter, left: &RoleMention, right: &RoleMention) -> bool {
    let words = |reading: &Reading, role: &RoleMention| reading.text(role.span).split_whitespace().count();
    let (l, r) = (parts(encounter.left, left), parts(encounter.right, right));
    let is_whole = words(encounter.left, left) == words(encounter.right, right);
    encounter.left.text(left.span) == encounter.right.text(right.span)
        || is_whole && !l.stems.is_empty() && l.stems == r.stems
}

/// Firsts of German compounds with "Minister" that tell no ministry.
const NO_MINISTRY: [&str; 7] = ["amts", "bundes", "fach", "landes", "premier", "ressort", "staats"];

/// Whether two roles are German ministers of different ministries, each in one word: "Bauministerin", "Finanzminister".
fn other_ministry(left: &str, right: &str) -> bool {
    let field = |role: &str| {
        let role = role.to_lowercase();
        let field = role.strip_suffix("minister").or_else(|| role.strip_suffix("ministerin")).map(str::to_owned);
        field.filter(|field| field.len() > 2 && !field.contains([' ', '-']) && !NO_MINISTRY.contains(&field.as_str()))
    };
    let (Some(l), Some(r)) = (field(left), field(right)) else { return false };
    !l.contains(r.as_str()) && !r.contains(l.as_str())
}

/// How surely nobody has two posts that exclude one another …
const POSTS: f64 = 0.75;
/// … or two trades.
const TRADES: f64 = 0.65;

/// How surely two roles exclude one another; 0 where they may be one office or be held together.
fn exclusion(encounter: &Encounter, left: &RoleMention, right: &RoleMention) -> f64 {
    if left.former || right.former {
        return 0.0;
    }
    let post = |reading: &Reading, role: &RoleMention| Post::of(reading.document.lang, reading.text(role.span));
    if let (Some(l), Some(r)) = (post(encounter.left, left), post(encounter.right, right))
        && l.excludes(r)
    {
        return if l.is_trade() && r.is_trade() { TRADES } else { POSTS };
    }
    let (l, r) = (parts(encounter.left, left), parts(encounter.right, right));
    let (Some(lhead), Some(rhead)) = (l.head, r.head) else { return 0.0 };
    let shared = l.stems.iter().filter(|stem| r.stems.contains(stem)).count();
    let (lonely, rlonely) = (l.stems.len() - shared, r.stems.len().saturating_sub(shared));
    if l.stems == r.stems {
        return 0.0;
    }
    if lhead == rhead {
        // The same kind of office with another field: Foreign Minister, Finance Minister. A field that only one side
        // states is more precise, not other.
        let fields = shared > 0 && lonely > 0 && rlonely > 0;
        let ministries = other_ministry(encounter.left.text(left.span), encounter.right.text(right.span));
        return if fields || ministries { 0.75 } else { 0.0 };
    }
    // Two offices: a deputy is not the head. Other pairs may be held by one person.
    if concepts::opposed(lhead, rhead) { 0.8 } else { 0.0 }
}
