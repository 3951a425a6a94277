//! Numbers that count part of a whole: "sechs der elf Boote", "two of her nine books", "tous les cinq".
//!
//! In: the values of a text in order. Out: the same, with [`Value::whole`] where the text states it. Linear in the values.

use super::{Context, Value, ValueKind};

/// How many words may stand between a part and its whole: "zwei von ihren fünf", "two out of the five".
const MOST_BETWEEN: usize = 3;

/// What a word is to a part and its whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// Begins the whole behind a part: "of", "von", "sur".
    Of,
    /// May stand behind that: "the", "den", "ses".
    Link,
    /// Before a number: all of them are meant.
    All,
}

/// Notes of how many a number is told.
pub(super) fn wholes(context: &Context, values: &mut [Value]) {
    let mut token = 0;
    let mut last: Option<(usize, usize)> = None;
    for at in 0..values.len() {
        let tokens = &context.document.tokens;
        token += tokens[token..].iter().take_while(|found| found.span.end <= values[at].span.start).count();
        if !is_count(&values[at]) {
            last = None;
            continue;
        }
        if let Some((part, end)) = last
            && values[part].value < values[at].value
            && is_joined(context, end, token)
        {
            values[part].whole = Some(values[at].value);
        } else if is_all(context, token) {
            values[at].whole = Some(values[at].value);
        }
        let length = tokens[token..].iter().take_while(|found| found.span.start < values[at].span.end).count();
        last = Some((at, token + length));
    }
}

/// Whether a value is a bare whole number.
fn is_count(value: &Value) -> bool {
    value.kind == ValueKind::Number && value.unit.is_none() && value.value >= 1.0 && value.value.fract() == 0.0
}

/// What a token is to a part and its whole.
fn joint(context: &Context, at: usize) -> Option<Joint> {
    match context.lang.tables().partitives.get(context.norm(at))? {
        "of" => Some(Joint::Of),
        "link" => Some(Joint::Link),
        _ => Some(Joint::All),
    }
}

/// Whether the words of `from..to` make the number behind them the whole of the one before them.
fn is_joined(context: &Context, from: usize, to: usize) -> bool {
    let short = from < to && to - from <= MOST_BETWEEN;
    short && joint(context, from) == Some(Joint::Of) && (from + 1..to).all(|at| joint(context, at).is_some())
}

/// Whether the words before a number say that all are meant: "alle elf", "tous les cinq", "all of the five".
fn is_all(context: &Context, at: usize) -> bool {
    let before = (at.saturating_sub(MOST_BETWEEN)..at).rev();
    let first = before.into_iter().find(|&at| !matches!(joint(context, at), Some(Joint::Of | Joint::Link)));
    first.is_some_and(|first| joint(context, first) == Some(Joint::All))
}

#[cfg(test)]
mod tests {
    use crate::Article;
    use crate::segment::segment;
    use crate::values::Reference;
    use crate::values::values;

    /// The numbers of a sentence with what they are parts of.
    fn parts(lang: &str, text: &str) -> Vec<(f64, Option<f64>)> {
        let article = Article { lang: Some(lang.to_owned()), ..Article::new("a", text) };
        let found = values(&article, &segment(&article), Reference::stated(None));
        found.iter().map(|value| (value.value, value.whole)).collect()
    }

    #[test]
    fn a_part_knows_its_whole() {
        let cases = [
            ("de", "Sechs der elf Boote sanken.", vec![(6.0, Some(11.0)), (11.0, None)]),
            ("de", "Alle elf Boote sanken.", vec![(11.0, Some(11.0))]),
            ("de", "Zwei von ihren 35 Gärten blühen.", vec![(2.0, Some(35.0)), (35.0, None)]),
            ("de", "Vier Kinder und fünf Frauen kamen.", vec![(4.0, None), (5.0, None)]),
            ("de", "Neun der Kinder und fünf Frauen kamen.", vec![(9.0, None), (5.0, None)]),
            ("en", "She sold 17 of her 40 paintings.", vec![(17.0, Some(40.0)), (40.0, None)]),
            ("en", "All of the nine judges agreed.", vec![(9.0, Some(9.0))]),
            ("en", "Six members left, nine stayed.", vec![(6.0, None), (9.0, None)]),
            ("fr", "Deux des sept élus ont voté non.", vec![(2.0, Some(7.0)), (7.0, None)]),
            ("fr", "Tous les neuf élus ont voté non.", vec![(9.0, Some(9.0))]),
        ];
        for (lang, text, expected) in cases {
            assert_eq!(parts(lang, text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_of_bound_stands_before_a_proportion_too() {
        for (lang, text, least, greatest) in [
            ("en", "Roughly one in ten stayed at home.", 0.07, 0.13),
            ("de", "Mindestens jeder vierte Apfel ist faul.", 0.25, f64::INFINITY),
        ] {
            let article = Article { lang: Some(lang.to_owned()), ..Article::new("a", text) };
            let found = values(&article, &segment(&article), Reference::stated(None));
            assert!(found.len() == 1 && found[0].low >= least && found[0].high <= greatest, "{text} {found:?}");
        }
    }
}
