//! One utterance in two wordings that change its sense, or in two mouths.

use crate::align::Edit;
use crate::claims::concepts;
use crate::compare::Answer;
use crate::compare::Comparison;
use crate::compare::Encounter;
use crate::compare::Meeting;
use crate::compare::Outcome;
use crate::compare::rules::Rule;
use crate::copies::QuoteMatch;
use crate::copies::QuoteRelation;
use crate::names::NameKind;
use crate::names::NameRelation;
use crate::names::compare_names;
use crate::quotes::Quotation;
use crate::reading::Reading;
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
    let (lanswer, ranswer) = answers(encounter, matched);
    let substance = substance(encounter, &matched.edits, says_the_same(encounter, lanswer.span, ranswer.span));
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

/// Cosine of two sentences from which on other words in a quotation are taken for synonyms.
const SAME_SENSE: f64 = 0.9;

/// Whether an encoder finds the sentences in which two quotations begin to say the same.
fn says_the_same(encounter: &Encounter, left: Span, right: Span) -> bool {
    let begins = |reading: &Reading, statement: u32, quotation: Span| {
        reading.document.sentences[statement as usize].span.overlaps(quotation)
    };
    encounter.likenesses.iter().any(|likeness| {
        let Meeting { left: l, right: r, .. } = likeness.meeting;
        likeness.cosine >= SAME_SENSE && begins(encounter.left, l, left) && begins(encounter.right, r, right)
    })
}

/// The same words by different speakers.
fn speaker(encounter: &Encounter, matched: &QuoteMatch) -> Option<Comparison> {
    let (lquote, rquote) =
        (&encounter.left.quotes[matched.left as usize], &encounter.right.quotes[matched.right as usize]);
    let (lspeaker, rspeaker) = (lquote.speaker.as_ref()?, rquote.speaker.as_ref()?);
    let (lspan, rspan) = (lspeaker.span?, rspeaker.span?);
    let words = encounter.left.text(hull(lquote)).split_whitespace().count();
    let person = |reading: &Reading, entity: Option<u32>| {
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
fn is_many(reading: &Reading, span: Span) -> bool {
    let mut many = false;
    crate::claims::tokens_in(&reading.document, span, |token| {
        many |= reading.claims.words[token].concept.is_some_and(|concept| concepts::class(concept) == "body");
    });
    many
}

/// Whether the words that stand for a speaker hold a word of the name, and no pronoun.
fn is_stated(reading: &Reading, span: Span, name: &str) -> bool {
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
/// one side only changes the sense; function words, synonyms in the same place, and other words where the sentences are
/// `alike`, do not.
fn substance(encounter: &Encounter, edits: &[Edit], alike: bool) -> Substance {
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
    let changes = words > 0 && !alike;
    let reason = if changes { "words of meaning differ" } else { "the sense is the same" };
    Substance { changes, confidence: 0.6, reason: reason.to_owned() }
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
fn traits(reading: &Reading, span: Span) -> Traits {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::compare::Likeness;
    use crate::copies::Annotated;
    use crate::copies::Recurring;
    use crate::copies::quote_matches;
    use crate::events::Weights;
    use crate::reading::read;

    /// Whether two quotations of one speaker disagree, in sentences as alike as that.
    fn disagrees(left: &str, right: &str, cosine: f64) -> bool {
        let article = |quote: &str| Article {
            lang: Some("de".to_owned()),
            ..Article::new("a", format!("„{quote}“, sagte Klara Behn."))
        };
        let (left, right) = (article(left), article(right));
        let readings = [read(&left), read(&right)];
        let nothing = Recurring::default();
        let [one, other] = &readings;
        let quotes = quote_matches(&Annotated::new(one, &nothing), &Annotated::new(other, &nothing));
        let meeting = Meeting { left: 0, right: 0, overlap: 0.0, parallel: 0.0, matches: vec![] };
        let encounter = Encounter {
            left: one,
            right: other,
            meetings: vec![],
            likenesses: vec![Likeness { meeting, cosine, mutual: true }],
            quotes: &quotes,
            weights: &Weights::new(&readings),
        };
        let found = QuoteWording.judge(&encounter);
        assert_eq!(found.len(), 1, "one quotation in two wordings");
        matches!(found[0].outcome, Outcome::Disagree { .. })
    }

    #[test]
    fn other_words_disagree_unless_the_sentences_say_the_same() {
        let (left, right) = ("Wir werden den Hafen im Sommer räumen", "Wir werden den Hafen im Sommer verlassen");
        assert!(disagrees(left, right, 0.7));
        assert!(!disagrees(left, right, 0.95));
        // A negation is no synonym, however alike the sentences are.
        assert!(disagrees(left, "Wir werden den Hafen im Sommer nicht räumen", 0.95));
    }
}
