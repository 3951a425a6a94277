//! What two articles tell of a happening that need not be their event: two people meet, and the sites differ.
//!
//! The rule of two distinct sites under one stated region: articles A and B name different sites of one happening, no
//! known part-whole relation joins the sites, and a region that an article states for the happening holds at least one
//! of them. Unknown is not disjoint, so the confidence stays at or below 0.7 and the explanation says so.

use crate::claims::Clause;
use crate::claims::concepts;
use crate::compare::Answer;
use crate::compare::Compared;
use crate::compare::Comparison;
use crate::compare::Outcome;
use crate::compare::interval::Standing;
use crate::compare::interval::moments;
use crate::events::Happening;
use crate::events::Shared;
use crate::names::Mention;
use crate::names::NameKind;
use crate::names::PlaceRelation;
use crate::names::place_relation;
use crate::reading::Reading;
use crate::text::Span;
use crate::values::ValueKind;

/// No more sure than this: two sites that no table relates may still be near one another.
const MOST_CONFIDENCE: f64 = 0.7;

/// A happening that more articles tell is compared by its first ones only, to stay linear.
const MOST_WITNESSES: usize = 12;

/// Where one article says that a happening took place.
struct Site {
    article: u32,
    /// The clause.
    span: Span,
    /// The most specific place.
    place: Span,
    name: String,
    /// Wider places that the same clause states around it.
    regions: Vec<(Span, String)>,
}

/// Compares the sites of every shared happening. `left` of a comparison is the smaller index.
pub fn mentioned(readings: &[Reading], shared: &[Shared]) -> Vec<Compared> {
    let mut found = Vec::new();
    for group in shared {
        let (told, sites): (Vec<&Happening>, Vec<Site>) = one_each(readings, &group.happenings).into_iter().unzip();
        for (at, left) in told.iter().enumerate() {
            for (after, right) in told.iter().enumerate().skip(at + 1) {
                if times_allow(readings, left, right) {
                    found.extend(compare_sites(readings, &sites[at], &sites[after], &sites));
                }
            }
        }
    }
    found
}

/// The happenings that say where, the first of each article, as many as are compared.
fn one_each<'h>(readings: &[Reading], happenings: &'h [Happening]) -> Vec<(&'h Happening, Site)> {
    let mut told: Vec<(&Happening, Site)> = Vec::new();
    for happening in happenings {
        if told.len() == MOST_WITNESSES {
            break;
        }
        if told.last().is_none_or(|(last, _)| last.article != happening.article) {
            told.extend(site(readings, happening).map(|site| (happening, site)));
        }
    }
    told
}

/// Where a sentence says that its happening took place: the first place of the clause that holds the deed.
fn site(readings: &[Reading], happening: &Happening) -> Option<Site> {
    let reading = &readings[happening.article as usize];
    let statement = &reading.claims.statements[happening.statement as usize];
    let deed = (statement.tokens.0..statement.tokens.1)
        .find(|&token| reading.claims.words[token as usize].concept == Some(happening.concept))?;
    let clause: Clause = statement.clause_of(deed);
    let places: Vec<&Mention> = reading.names.mentions[statement.mentions.0 as usize..statement.mentions.1 as usize]
        .iter()
        .filter(|mention| clause.span.contains(mention.span) && !mention.derived)
        .filter(|mention| reading.names.entities[mention.entity as usize].kind == NameKind::Place)
        .filter(|mention| is_local(reading, mention.span))
        .filter(|mention| belongs_to(reading, clause, mention.span, deed))
        .collect();
    let named = |mention: &Mention| (mention.span, reading.names.entities[mention.entity as usize].name.clone());
    let (place, name) = named(places.first()?);
    let regions = places[1..].iter().map(|mention| named(mention)).collect();
    Some(Site { article: happening.article, span: clause.span, place, name, regions })
}

/// Whether a place belongs to a deed: no other deed of the clause stands nearer to it ("sein Besuch in Pjöngjang vor
/// einem Gipfeltreffen").
fn belongs_to(reading: &Reading, clause: Clause, place: Span, deed: u32) -> bool {
    let at = reading.document.tokens.partition_point(|token| token.span.end <= place.start) as u32;
    let is_deed = |token: &u32| {
        let concept = reading.claims.words[*token as usize].concept;
        concept.is_some_and(|concept| concepts::class(concept) == "event")
    };
    let nearest = (clause.tokens.0..clause.tokens.1).filter(is_deed).min_by_key(|token| token.abs_diff(at));
    nearest.is_none_or(|token| token.abs_diff(at) == deed.abs_diff(at))
}

/// Whether a place is where something happens: a local preposition stands within a few words before it, with no other
/// name between.
fn is_local(reading: &Reading, span: Span) -> bool {
    let document = &reading.document;
    let at = document.tokens.partition_point(|token| token.span.end <= span.start);
    let table = &document.lang.tables().local_prepositions;
    document.tokens[at.saturating_sub(3)..at].iter().any(|token| table.has(document.norm(token)))
}

/// Whether nothing that the sentences say of the time keeps them apart.
fn times_allow(readings: &[Reading], left: &Happening, right: &Happening) -> bool {
    let times = |happening: &Happening| {
        let reading = &readings[happening.article as usize];
        let statement = &reading.claims.statements[happening.statement as usize];
        reading.values[statement.values.0 as usize..statement.values.1 as usize]
            .iter()
            .filter(|value| matches!(value.kind, ValueKind::Date | ValueKind::Time))
            .filter_map(|value| value.time.clone())
            .collect::<Vec<_>>()
    };
    let (l, r) = (times(left), times(right));
    !l.iter().any(|a| r.iter().any(|b| moments(a, b) == Standing::Disjoint))
}

/// Holds two sites together under the regions that any article states.
fn compare_sites(readings: &[Reading], left: &Site, right: &Site, all: &[Site]) -> Option<Compared> {
    let relation = place_relation(&left.name, &right.name);
    let covers = |site: &Site, other: &Site| site.regions.iter().any(|(_, region)| same_place(region, &other.name));
    let outcome = match relation {
        PlaceRelation::Same => Outcome::Agree,
        PlaceRelation::Within | PlaceRelation::Contains => Outcome::Precision,
        _ if covers(left, right) || covers(right, left) => Outcome::Precision,
        // What an article states around a site is a region, and no site that excludes another.
        PlaceRelation::Unknown if is_region(left, all) || is_region(right, all) => return None,
        PlaceRelation::Disjoint | PlaceRelation::Unknown => {
            let region = region(left, right, all)?;
            let confidence = if relation == PlaceRelation::Disjoint { MOST_CONFIDENCE } else { MOST_CONFIDENCE - 0.1 };
            return Some(comparison(
                readings,
                left,
                right,
                Outcome::Disagree { relation: "contradiction", confidence },
                format!(
                    "{{left}} names {}, {{right}} {}: two sites under one stated region ({region}); that one lies in the other is not known, but not excluded either.",
                    left.name, right.name
                ),
            ));
        }
    };
    Some(comparison(readings, left, right, outcome, "{left} and {right} name places that agree.".to_owned()))
}

/// A region, stated for the happening by some article, that holds one of the two sites and is not itself one of them.
fn region(left: &Site, right: &Site, all: &[Site]) -> Option<String> {
    let stated = all.iter().flat_map(|site| {
        let own = (site.article != left.article && site.article != right.article).then_some(&site.name);
        own.into_iter().chain(site.regions.iter().map(|(_, name)| name))
    });
    for region in stated {
        let is_site = same_place(region, &left.name) || same_place(region, &right.name);
        let holds = |site: &Site| {
            site.regions.iter().any(|(_, own)| same_place(own, region))
                || place_relation(&site.name, region) == PlaceRelation::Within
        };
        if !is_site && (holds(left) || holds(right)) {
            return Some(region.clone());
        }
    }
    None
}

/// Whether some article states the place as the region of a site.
fn is_region(site: &Site, all: &[Site]) -> bool {
    all.iter().any(|other| other.regions.iter().any(|(_, region)| same_place(region, &site.name)))
}

/// Whether two names are one place.
fn same_place(left: &str, right: &str) -> bool {
    left == right || place_relation(left, right) == PlaceRelation::Same
}

/// The two sites as a comparison.
fn comparison(readings: &[Reading], left: &Site, right: &Site, outcome: Outcome, explanation: String) -> Compared {
    let answer = |site: &Site| Answer {
        span: site.span,
        literal: site.place,
        value: Some(site.name.clone()),
        ..Answer::default()
    };
    let question = readings[left.article as usize].text(left.span);
    let question = question.replacen(readings[left.article as usize].text(left.place), "…", 1);
    Compared {
        left: left.article,
        right: right.article,
        comparison: Comparison {
            kind: "place",
            left: answer(left),
            right: answer(right),
            outcome,
            question,
            explanation,
            edits: vec![],
        },
    }
}
