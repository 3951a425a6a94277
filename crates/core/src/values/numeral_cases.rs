//! What numerals are read as: a table of cases a language.

use super::Context;
use super::numerals::numeral;
use crate::segment::segment;
use crate::text::Article;
use crate::values::Reference;

/// The numeral at the start of a text, as value and length in bytes.
fn read(lang: &str, text: &str) -> Option<(f64, usize, bool)> {
    let article = Article { lang: Some(lang.to_owned()), ..Article::new("a", text) };
    let document = segment(&article);
    let context = Context::new(&article, &document, Reference::UNKNOWN);
    numeral(&context, 0).map(|found| (found.value, found.span.len(), found.ordinal))
}

/// Each text is one numeral from end to end.
fn whole(lang: &str, cases: &[(&str, f64)]) {
    for &(text, value) in cases {
        let (found, len, _) = read(lang, text).unwrap_or_else(|| panic!("{text}: nothing read"));
        assert!((found - value).abs() <= 1e-9 * value.abs().max(1.0), "{text}: {found}, want {value}");
        assert_eq!(len, text.len(), "{text}: read {len} bytes only");
    }
}

#[test]
fn german_words() {
    whole(
        "de",
        &[
            ("einhunderteinunddreißig", 131.0),
            ("zweitausenddreihundert", 2300.0),
            ("achtzehnhundert", 1800.0),
            ("neunzehnhundertvierundachtzig", 1984.0),
            ("zweihundert Millionen", 2e8),
            ("zwei Millionen dreihunderttausend", 2_300_000.0),
            ("hunderttausend", 1e5),
            ("zwölf Milliarden", 12e9),
            ("eine Million", 1e6),
            ("dritt", 3.0),
            ("anderthalb", 1.5),
            ("anderthalb Millionen", 1.5e6),
            ("zweieinhalb", 2.5),
            ("zweieinhalbtausend", 2500.0),
            ("1,5 Mio.", 1.5e6),
            ("2 Millionen 500 Tausend", 2.5e6),
            ("ein Dutzend", 12.0),
            ("ein halbes Dutzend", 6.0),
            ("fünf Dutzend", 60.0),
            ("drei Viertel", 0.75),
            ("ein Drittel", 1.0 / 3.0),
            ("sechs und zwei Drittel Millionen", 6e6 + 2e6 / 3.0),
            ("eine halbe Million", 5e5),
            ("zwei Komma fünf Milliarden", 2.5e9),
            ("hunderteinundzwanzigste", 121.0),
            ("hundertdritte", 103.0),
            ("zweihundert Millionste", 2e8),
        ],
    );
}

#[test]
fn english_words() {
    whole(
        "en",
        &[
            ("forty-five", 45.0),
            ("a hundred and one", 101.0),
            ("one hundred and sixty-one", 161.0),
            ("twenty-one trillion three hundred", 21_000_000_000_300.0),
            ("half a million", 5e5),
            ("two thirds of a million", 2e6 / 3.0),
            ("two and a half thousand", 2500.0),
            ("three quarters", 0.75),
            ("two dozen", 24.0),
            ("twelve hundred", 1200.0),
            ("one hundred twenty-fifth", 125.0),
            ("two hundred point zero three", 200.03),
            ("4.6bn", 4.6e9),
            ("1.5 million", 1.5e6),
            ("21st", 21.0),
            ("minus five", -5.0),
        ],
    );
}

#[test]
fn french_words() {
    whole(
        "fr",
        &[
            ("quatre-vingt-dix-sept", 97.0),
            ("quatre-vingts", 80.0),
            ("soixante et onze", 71.0),
            ("soixante-dix-huit", 78.0),
            ("vingt et un", 21.0),
            ("septante-deux", 72.0),
            ("nonante", 90.0),
            ("deux cent mille", 2e5),
            ("mille neuf cent quatre-vingt-quatre", 1984.0),
            ("trois millions deux cent mille", 3.2e6),
            ("un tiers", 1.0 / 3.0),
            ("deux millions et demi", 2.5e6),
            ("une douzaine", 12.0),
            ("vingt et unième", 21.0),
            ("quatre-vingt-unième", 81.0),
            ("1er", 1.0),
        ],
    );
}

#[test]
fn digits_by_language() {
    whole(
        "de",
        &[("1.500", 1500.0), ("1,5", 1.5), ("25 400", 25_400.0), ("1'000", 1000.0), ("1.234.567,89", 1_234_567.89)],
    );
    whole(
        "en",
        &[("1,500", 1500.0), ("1.500", 1.5), (".5", 0.5), ("12,34,567.89", 1_234_567.89), ("1/2", 0.5), ("2½", 2.5)],
    );
    whole("fr", &[("25\u{202f}400", 25_400.0), ("4 118", 4118.0), ("3,5", 3.5)]);
}

#[test]
fn a_numeral_ends_where_the_next_begins() {
    assert_eq!(read("en", "3 hundred and 2 hundred"), Some((300.0, 9, false)));
    assert_eq!(read("de", "3. große Runde"), Some((3.0, 2, true)));
    assert_eq!(read("de", "3.10.2024"), Some((3.0, 1, false)));
    assert_eq!(read("de", "500km"), Some((500.0, 3, false)));
    assert_eq!(read("de", "Zehn. Zwanzig"), Some((10.0, 4, false)));
    assert_eq!(read("de", "und"), None);
}
