//! Where an amount can begin: one look at a token that keeps the readers from most of them.

use super::Context;
use super::ages;
use super::bounds::bounds;
use super::money;
use super::ranges;
use super::units::units;
use super::words::number_words;
use crate::lang::Lang;
use crate::segment::TokenKind;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The first words of everything that stands before a number, by language.
fn first_words(lang: Lang) -> &'static FxHashSet<&'static str> {
    static COMPILED: LazyLock<Vec<FxHashSet<&'static str>>> = LazyLock::new(|| {
        Lang::ALL
            .iter()
            .map(|&lang| {
                let words = bounds(lang).before.first_words();
                let words = words.chain(units(lang).scales.first_words()).chain(ages::leads(lang).first_words());
                words.chain(ranges::first_words(lang)).chain(lang.tables().proportions.keys()).collect()
            })
            .collect()
    });
    &COMPILED[lang as usize]
}

/// Whether an amount can begin at a token.
pub(super) fn starts(context: &Context, at: usize) -> bool {
    static CURRENCIES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| money::first_texts().collect());
    let token = context.document.tokens[at];
    let norm = context.document.norm(&token);
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Mark => {
            matches!(norm, "-" | "−" | "–" | "." | "<" | ">" | "~" | "≈" | "≥" | "≤" | "±") || CURRENCIES.contains(norm)
        }
        TokenKind::Word => {
            let text = token.span.of(&context.article.text);
            text.as_bytes().first().is_some_and(|byte| byte.is_ascii_digit() || *byte >= 0xC0 && vulgar(text))
                || first_words(context.lang).contains(norm)
                || number_words(context.lang).begins(norm)
                || text.len() <= 4 && CURRENCIES.contains(text)
        }
    }
}

/// Whether a token is a vulgar fraction.
fn vulgar(text: &str) -> bool {
    text.starts_with(['½', '⅓', '⅔', '¼', '¾', '⅕', '⅖', '⅗', '⅘', '⅙', '⅚', '⅐', '⅛', '⅜', '⅝', '⅞', '⅑', '⅒'])
}
