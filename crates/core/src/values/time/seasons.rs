//! Seasons and feasts: "Sommer 2023", "winter 2023/24", "Ostern", "Thanksgiving 2024".

use super::dates::Read;
use super::expression::Base;
use super::expression::Year;
use super::meanings::Meaning;
use super::words::Words;
use super::years;
use super::years::year_after;
use crate::lang::Lang;

/// "Sommer 2023", "winter 2023/24", "Ostern", "Thanksgiving 2024", "14 juillet" by its month.
pub(super) fn season_or_feast(words: &Words, at: usize) -> Read {
    if let Some((feast, next)) = words.find(at, Meaning::FEAST, |meaning| match meaning {
        Meaning::Feast(feast) => Some(feast),
        _ => None,
    }) {
        let (year, end) = year_after(words, next);
        let proper = words.lang != Lang::Fr || feast_said(words, at);
        return proper.then_some((Base::Feast { feast, year, lean: None }, end));
    }
    let ((code, first, last), next) = words.find(at, Meaning::SEASON, |meaning| match meaning {
        Meaning::Season { code, first, last } => Some((code, first, last)),
        _ => None,
    })?;
    let (year, end) = match years::year(words, next) {
        Some((Base::Years { first, .. }, end)) => (Year::Stated(first), end),
        _ => year_after(words, next),
    };
    let said = year != Year::Open || season_said(words, at);
    said.then_some((Base::Season { code, first, last, year, lean: None }, end))
}

/// French feasts that are common words as well need a capital or an article.
fn feast_said(words: &Words, at: usize) -> bool {
    !words.is(at, &["avent", "armistice", "ascension", "assomption", "rameaux", "chandeleur"]) || words.capital(at)
}

/// Whether a season stands alone as a time, not as part of a name or as another word ("fall", "été").
fn season_said(words: &Words, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| words.near(at));
    match words.lang {
        Lang::De => words.capital(at),
        Lang::En => {
            before.is_some_and(|at| {
                words.is(
                    at,
                    &[
                        "in", "this", "last", "next", "since", "until", "by", "the", "early", "late", "during", "each",
                        "every", "-",
                    ],
                )
            }) && !words.is(at + 1, &["of", "in", "from"])
        }
        Lang::Fr => {
            let en = before.is_some_and(|at| {
                words.is(at, &["en", "au", "cet", "ce", "du", "le", "début", "fin", "mi", "dernier", "prochain"])
            });
            let elided = before.is_some_and(|at| words.is(at, &["'", "’"]) && at > 0 && words.is(at - 1, &["l", "d"]));
            en || elided
        }
    }
}
