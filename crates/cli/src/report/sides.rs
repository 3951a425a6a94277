//! The two sides of a disagreement as people read them: in the order in which its explanation names them, and what their
//! relation is called.

use kollate_core::report::Disagreement;
use kollate_core::report::SpanEntry;
use kollate_core::report::ValueEntry;

/// A claim and the value that it gives.
pub(crate) type Side<'a> = (&'a SpanEntry, &'a ValueEntry);

/// Both sides in the order in which the explanation names their articles.
pub(crate) fn sides(found: &Disagreement) -> [Side<'_>; 2] {
    let sides = [(&found.left, &found.left_value), (&found.right, &found.right_value)];
    if is_turned(found) { [sides[1], sides[0]] } else { sides }
}

/// Whether the explanation names the right article first.
pub(crate) fn is_turned(found: &Disagreement) -> bool {
    let named = |span: &SpanEntry| found.explanation.find(span.article.as_str());
    named(&found.right).is_some_and(|right| named(&found.left).is_none_or(|left| right < left))
}

/// What a relation between claims is called beside their kind: two kinds have relations of the same name.
pub(crate) fn relation_name(found: &Disagreement) -> &'static str {
    match found.relation {
        "attribution" => "another source named",
        "certainty" => "certain in one only",
        relation => relation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_stand_in_the_order_of_their_explanation() {
        let span =
            |article: &str| SpanEntry { article: article.into(), start: 0, end: 1, text: "x".into(), field: None };
        let found = |explanation: &str| Disagreement {
            id: "d".into(),
            kind: "attribution",
            relation: "attribution",
            left: span("alpha"),
            right: span("beta"),
            left_value: ValueEntry::default(),
            right_value: ValueEntry::default(),
            also: vec![],
            confidence: 0.5,
            event: "e".into(),
            apparatus: "a".into(),
            explanation: explanation.into(),
            known: None,
        };
        let first = |explanation: &str| sides(&found(explanation))[0].0.article.clone();
        assert_eq!(first("beta says one, alpha another."), "beta");
        assert_eq!(first("alpha says one, beta another."), "alpha");
        assert_eq!(first("beta alone is named."), "beta");
        assert_eq!(first("nobody is named."), "alpha");
        assert_ne!(relation_name(&found("")), "attribution");
    }
}
