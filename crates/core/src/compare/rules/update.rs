//! When a value is said to have been, or to be, another at another hour: then two that differ are no contradiction but the
//! earlier and the later state.

use crate::claims::concepts::longest_key;
use crate::compare::rules::slots::Place;

/// How two values that exclude one another stand: an `update` where the clause of either says that the state changed
/// ("inzwischen", "zunächst", "initially"), else a `contradiction`.
pub(crate) fn relation(left: &Place, right: &Place) -> &'static str {
    if says_so(left) || says_so(right) { "update" } else { "contradiction" }
}

/// Whether a clause says that its state is of an hour. Behind a comma it says so of something else: "opens on Thursday, with
/// two rooms at first".
fn says_so(place: &Place) -> bool {
    let document = &place.reading.document;
    let table = &document.lang.tables().updates;
    let (from, to) = place.clause().tokens;
    let is_comma = |token: &u32| document.norm(&document.tokens[*token as usize]) == ",";
    let end = (place.tokens.1..to).find(is_comma).unwrap_or(to);
    let mut key = String::new();
    (from..end).any(|token| longest_key(document, table, token as usize, &mut key).is_some())
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Input, Silent};
    use crate::text::Article;

    /// The relations of what two articles on one event disagree in.
    fn relations(second: &str) -> Vec<&'static str> {
        let lead = "Bei einem Brand in der Lackfabrik von Ossenbeck sind am Dienstag 14 Menschen verletzt worden.";
        let articles = vec![Article::new("a", lead), Article::new("b", second)];
        let report = Engine::default().run(Input { articles, skipped: vec![] }, &Silent);
        report.disagreements.iter().map(|found| found.relation).collect()
    }

    #[test]
    fn a_later_state_is_no_contradiction() {
        let other = "Bei einem Brand in der Lackfabrik von Ossenbeck sind am Dienstag 19 Menschen verletzt worden.";
        assert_eq!(relations(other), ["contradiction"]);
        assert_eq!(relations(&other.replace("sind am Dienstag", "sind am Dienstag nach neuen Angaben")), ["update"]);
        let added = "worden, zunächst aber nur ambulant behandelt.";
        assert_eq!(relations(&other.replace("worden.", added)), ["contradiction"]);
    }
}
