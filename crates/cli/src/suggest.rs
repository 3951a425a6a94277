//! What somebody meant who wrote something else.

/// Least Jaro-Winkler similarity of a suggestion: lower, and it is more puzzling than none.
const ALIKE: f64 = 0.8;

/// The known name that is most like `written`, if any is.
pub(crate) fn suggest<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let scored = known.into_iter().map(|name| (strsim::jaro_winkler(written, name), name));
    let best = scored.filter(|(score, _)| *score >= ALIKE).max_by(|left, right| left.0.total_cmp(&right.0));
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_suggested() {
        let known = ["format", "fail-on", "baseline"];
        assert_eq!(suggest("fial-on", known), Some("fail-on"));
        assert_eq!(suggest("fail_on", known), Some("fail-on"));
        assert_eq!(suggest("papagei", known), None);
    }
}
