//! How much of each of two articles lies in passages that both have, and which of them goes back to the other.

use super::labels::Labels;
use super::page::Html;
use super::safe::Safe;
use kollate_core::copies::PassageKind;
use kollate_core::report::PairEntry;
use kollate_core::report::PassageEntry;

/// The passages of a pair.
pub(super) fn passages<'s, 'a>(html: &'s Html<'a>, pair: &'s PairEntry) -> &'s [&'a PassageEntry] {
    html.passages.get(&(pair.left.as_str(), pair.right.as_str())).map_or(&[], Vec::as_slice)
}

/// The shares of both articles that lie in passages, as markup inside elements of the name `tag`: each as all of it
/// and, where the switch asks for that, without what is quoted. Formulas and boilerplate never count.
pub(super) fn shares(html: &Html, pair: &PairEntry, tag: &str) -> [String; 2] {
    [(pair.coverage_left, true), (pair.coverage_right, false)].map(|(all, is_left)| {
        let words = |is_wanted: &dyn Fn(PassageKind) -> bool| -> usize {
            let wanted = passages(html, pair).iter().filter(|passage| is_wanted(passage.kind));
            let spans = wanted.map(|passage| if is_left { &passage.left } else { &passage.right });
            spans.map(|span| span.text.split_whitespace().count()).sum()
        };
        let quoted = words(&|kind| kind == PassageKind::Quotation);
        if quoted == 0 {
            return Labels::percent(all);
        }
        let reuse = words(&|kind| !matches!(kind, PassageKind::Stock | PassageKind::Boilerplate));
        let rest = all * (reuse - quoted) as f64 / reuse as f64;
        format!(
            "<{tag} class=\"with-quotations\">{}</{tag}><{tag} class=\"without-quotations\">{}</{tag}>",
            Labels::percent(all),
            Labels::percent(rest)
        )
    })
}

/// Both articles as a heading: from the likely source to the copy where that is known.
pub(super) fn title(html: &Html, pair: &PairEntry) -> String {
    let (left, right) = (Safe(html.name(&pair.left)), Safe(html.name(&pair.right)));
    match pair.direction.verdict {
        "left" => format!("<bdi>{left}</bdi> → <bdi>{right}</bdi>"),
        "right" => format!("<bdi>{right}</bdi> → <bdi>{left}</bdi>"),
        _ => format!("<bdi>{left}</bdi> / <bdi>{right}</bdi>"),
    }
}
