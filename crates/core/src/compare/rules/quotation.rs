//! One utterance in two wordings that change its sense, or in two mouths.

use crate::align::Edit;
use crate::claims::concepts;
use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::copies::QuoteMatch;
use crate::copies::QuoteRelation;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::compare_names;
use crate::quotes::Quotation;
use crate::text::Span;

/// Altered quotations.
pub(crate) struct QuoteWording;

/// A quotation of fewer words than this may have been said by two people.
const LEAST_WORDS: usize = 5;

impl Rule for QuoteWording {
    fn kinds(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("quote_wording", "one quotation in two wordings that change its sense"),
            ("attribution", "different sources for one statement"),
        ]
    }

    fn judge(&self, encounter: &Encounter) -> Vec<Comparison> {
        let mut found = Vec::new();
        for matched in encounter.quotes {
            found.extend(wording(encounter, matched));
            found.extend(speaker(encounter, matched));
        }
        found
    }
}

/// All that a quotation covers.
fn hull(quote: &Quotation) -> Span {
    quote.quote.iter().copied().reduce(Span::hull).unwrap_or_default()
}

/// The two quotations of a match as answers.
fn answers(encounter: &Encounter, matched: &QuoteMatch) -> (Answer, Answer) {
    let (l, r) =
        (hull(&encounter.left.quotes[matched.left as usize]), hull(&encounter.right.quotes[matched.right as usize]));
    let answer = |span, text: &str| Answer { span, literal: span, value: Some(text.to_owned()), ..Answer::default() };
    (answer(l, encounter.left.text(l)), answer(r, encounter.right.text(r)))
}

/// The same words in another sense.
fn wording(encounter: &Encounter, matched: &QuoteMatch) -> Option<Comparison> {
    if matched.relation != QuoteRelation::Altered {
        return None;
    }
    let left = encounter.left;
    let substance = substance(encounter, &matched.edits);
    let (lanswer, ranswer) = answers(encounter, matched);
    let outcome = if substance.changes {
        Outcome::Disagree { relation: "wording", confidence: substance.confidence }
    } else {
        Outcome::Precision
    };
    Some(Comparison {
        kind: "quote_wording",
        question: left.text(lanswer.span).to_owned(),
        left: lanswer,
        right: ranswer,
        outcome,
        explanation: format!("{{left}} and {{right}} give one quotation in two wordings: {}.", substance.reason),
        edits: matched.edits.clone(),
    })
}

/// The same words by different speakers.
fn speaker(encounter: &Encounter, matched: &QuoteMatch) -> Option<Comparison> {
    let (lquote, rquote) =
        (&encounter.left.quotes[matched.left as usize], &encounter.right.quotes[matched.right as usize]);
    let (lspeaker, rspeaker) = (lquote.speaker.as_ref()?, rquote.speaker.as_ref()?);
    let (lspan, rspan) = (lspeaker.span?, rspeaker.span?);
    let words = encounter.left.text(hull(lquote)).split_whitespace().count();
    let person = |reading: &crate::reading::Reading, entity: Option<u32>| {
        entity.is_some_and(|entity| reading.names.entities[entity as usize].kind == NameKind::Person)
    };
    let confidence = match (person(encounter.left, lspeaker.entity), person(encounter.right, rspeaker.entity)) {
        (true, true) if compare_names(NameKind::Person, &lspeaker.name, &rspeaker.name) == NameRelation::Different => {
            0.85
        }
        // Somebody without a name may be the other by office: only a body of many is never one person.
        (true, false) if is_many(encounter.right, rspan) => 0.7,
        (false, true) if is_many(encounter.left, lspan) => 0.7,
        _ => return None,
    };
    let stated = is_stated(encounter.left, lspan, &lspeaker.name) && is_stated(encounter.right, rspan, &rspeaker.name);
    if words < LEAST_WORDS || matched.relation != QuoteRelation::Verbatim || !stated {
        return None;
    }
    let (left, right) = answers(encounter, matched);
    Some(Comparison {
        kind: "attribution",
        question: encounter.left.text(left.span).to_owned(),
        left: Answer { literal: lspan, value: Some(lspeaker.name.clone()), ..left },
        right: Answer { literal: rspan, value: Some(rspeaker.name.clone()), ..right },
        outcome: Outcome::Disagree { relation: "attribution", confidence },
        explanation: format!("{{left}} gives the words to “{}”, {{right}} to “{}”.", lspeaker.name, rspeaker.name),
        edits: vec![],
    })
}

/// Whether words name a body of many people: a jury, a ministry.
fn is_many(reading: &crate::reading::Reading, span: Span) -> bool {
    let mut many = false;
    crate::claims::tokens_in(&reading.document, span, |token| {
        many |= reading.claims.words[token].concept.is_some_and(|concept| concepts::class(concept) == "body");
    });
    many
}

/// Whether the words that stand for a speaker hold a word of the name, and no pronoun.
fn is_stated(reading: &crate::reading::Reading, span: Span, name: &str) -> bool {
    let words = reading.text(span);
    name.split_whitespace().any(|part| words.contains(part))
}

/// Whether edits change the sense of a quotation, how surely, and why.
struct Substance {
    changes: bool,
    confidence: f64,
    reason: String,
}

/// What the edits of a quotation come to: a negation, a number, a word of certainty or a word of meaning that is on
/// one side only changes the sense; function words, and synonyms in the same place, do not.
fn substance(encounter: &Encounter, edits: &[Edit]) -> Substance {
    let mut words = 0;
    for edit in edits {
        let left = edit.left.map(|span| traits(encounter.left, span)).unwrap_or_default();
        let right = edit.right.map(|span| traits(encounter.right, span)).unwrap_or_default();
        let reason = if left.negations != right.negations {
            "a negation is on one side only"
        } else if left.values != right.values {
            "a number or date differs"
        } else if left.modal != right.modal {
            "how sure it is put differs"
        } else {
            words += left
                .stems
                .iter()
                .filter(|stem| !right.stems.contains(stem))
                .count()
                .max(right.stems.iter().filter(|stem| !left.stems.contains(stem)).count());
            continue;
        };
        return Substance { changes: true, confidence: 0.9, reason: reason.to_owned() };
    }
    let reason = if words > 0 { "words of meaning differ" } else { "the sense is the same" };
    Substance { changes: words > 0, confidence: 0.6, reason: reason.to_owned() }
}

/// What words of a quotation contribute to its sense.
#[derive(Default, PartialEq)]
struct Traits {
    negations: usize,
    modal: bool,
    values: Vec<String>,
    stems: Vec<u64>,
}

/// Collects the traits of a span.
fn traits(reading: &crate::reading::Reading, span: Span) -> Traits {
    let mut traits = Traits::default();
    let claims = &reading.claims;
    crate::claims::tokens_in(&reading.document, span, |token| {
        let word = claims.words[token];
        let at = token as u32;
        traits.negations += usize::from(claims.negations.iter().any(|cue| cue.tokens.0 == at));
        traits.modal |= claims.modalities.iter().any(|cue| (cue.tokens.0..cue.tokens.1).contains(&at));
        if let Some(value) = word.value {
            traits.values.push(format!("{:?}", reading.values[value as usize].value));
        } else if word.content {
            traits.stems.push(
                word.concept
                    .map_or(word.stem, |concept| u64::from(concept.0) << 48 | concepts::name(concept).len() as u64),
            );
        }
    });
    traits.values.dedup();
    traits
}
