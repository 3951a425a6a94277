//! What amounts are read as: one table of cases a language, and what must hold for any text.

use super::{Reference, Value, ValueKind, values};
use crate::segment::segment;
use crate::text::Article;
use proptest::prelude::*;

fn read(lang: &str, text: &str) -> (Article, Vec<Value>) {
    let article = Article { lang: Some(lang.to_owned()), ..Article::new("a", text) };
    let document = segment(&article);
    let found = values(&article, &document, Reference::UNKNOWN);
    (article, found)
}

/// Each text has one amount: kind, words, value in base units, unit.
fn hold(lang: &str, cases: &[(&str, ValueKind, &str, f64, Option<&str>)]) {
    for &(text, kind, words, value, unit) in cases {
        let (article, found) = read(lang, text);
        let seen: Vec<_> = found.iter().map(|v| (v.kind, v.span.of(&article.text), v.value, v.unit)).collect();
        assert_eq!(found.len(), 1, "{text}: {seen:?}");
        assert!((found[0].value - value).abs() <= 1e-9 * value.abs().max(1.0), "{text}: {seen:?}");
        assert_eq!((found[0].kind, seen[0].1, found[0].unit), (kind, words, unit), "{text}");
    }
}

use ValueKind::{Age, Money, Number, Ordinal, Percent, Quantity, Temperature};

#[test]
fn german_amounts() {
    hold(
        "de",
        &[
            ("Es kamen mindestens 20 Gäste.", Number, "mindestens 20", 20.0, None),
            ("Dort stehen zwei Dutzend Menschen.", Number, "zwei Dutzend", 24.0, None),
            ("Es waren zwischen 20 und 30 Zelte.", Number, "zwischen 20 und 30", 20.0, None),
            ("Das kostet 2 bis 3 Millionen Euro.", Money, "2 bis 3 Millionen Euro", 2e6, Some("EUR")),
            ("Er gab 4,50 Euro aus.", Money, "4,50 Euro", 4.5, Some("EUR")),
            ("Er gab drei Euro und fünfzig Cent aus.", Money, "drei Euro und fünfzig Cent", 3.5, Some("EUR")),
            ("Die Stadt zahlt 25 Mio. Franken.", Money, "25 Mio. Franken", 25e6, Some("CHF")),
            ("Sie kostet 300 schwedische Kronen.", Money, "300 schwedische Kronen", 300.0, Some("SEK")),
            ("Das Tor ist 592 Zentimeter breit.", Quantity, "592 Zentimeter", 5.92, Some("m")),
            ("Ein 200-Meter-Lauf.", Quantity, "200-Meter", 200.0, Some("m")),
            ("Er fuhr Tempo 30.", Quantity, "Tempo 30", 30.0 / 3.6, Some("m/s")),
            ("Ein Beben der Stärke 6,1.", Quantity, "der Stärke 6,1", 6.1, Some("magnitude")),
            ("Der Anteil stieg um 2,1 Prozentpunkte.", Percent, "2,1 Prozentpunkte", 2.1, Some("pp")),
            ("Eine zehnprozentige Kürzung.", Percent, "zehnprozentige", 10.0, Some("%")),
            ("Der 58-Jährige schwieg.", Age, "58-Jährige", 58.0, Some("a")),
            ("Ihre achtjährige Tochter lachte.", Age, "achtjährige", 8.0, Some("a")),
            ("Er starb im Alter von 95 Jahren.", Age, "im Alter von 95 Jahren", 95.0, Some("a")),
            ("Anna Meier (43) gewann.", Age, "43", 43.0, Some("a")),
            ("Jan von Kuhn, 45, schwieg.", Age, "45", 45.0, Some("a")),
            ("Der Verein Rote Socke (43) gewann.", Number, "43", 43.0, None),
            ("Im Zug nach Bonn saßen 17 Gäste.", Number, "17", 17.0, None),
            ("Das Haus kostete €5m.", Money, "€5m", 5e6, Some("EUR")),
            ("Der Preis sank um einen halben Prozentpunkt.", Percent, "einen halben Prozentpunkt", 0.5, Some("pp")),
            ("Eine vierköpfige Familie.", Number, "vierköpfige", 4.0, None),
            ("Es hatte minus 5 Grad.", Temperature, "minus 5 Grad", -5.0, Some("°C")),
            ("Die Rampe ist um 12 Grad geneigt.", Quantity, "12 Grad", 12.0, Some("°")),
            ("Jeder Vierte hat Hunger.", Number, "Jeder Vierte", 0.25, None),
            ("Die Mannschaft siegte 3:1.", Number, "3:1", 3.001, Some("score")),
            ("Das dritte Haus.", Ordinal, "dritte", 3.0, None),
        ],
    );
}

#[test]
fn english_amounts() {
    hold(
        "en",
        &[
            ("It cost £4.6bn.", Money, "£4.6bn", 4.6e9, Some("GBP")),
            ("It cost $5-10 million.", Money, "$5-10 million", 5e6, Some("USD")),
            ("Nearly half a million people left.", Number, "Nearly half a million", 5e5, None),
            ("He is 5 feet 6 inches tall.", Quantity, "5 feet 6 inches", 5.5 * 0.3048, Some("m")),
            ("The 58-year-old driver stopped.", Age, "58-year-old", 58.0, Some("a")),
            ("Mary Holt (43) won.", Age, "43", 43.0, Some("a")),
            ("It rose half a percentage point.", Percent, "half a percentage point", 0.5, Some("pp")),
            ("The path is a third of a mile long.", Quantity, "a third of a mile", 1609.344 / 3.0, Some("m")),
            ("She bought half a dozen eggs.", Number, "half a dozen", 6.0, None),
            ("The yard lost $3bn.", Money, "$3bn", 3e9, Some("USD")),
            ("One in four is poor.", Number, "One in four", 0.25, None),
            ("It was 98.6 degrees Fahrenheit.", Temperature, "98.6 degrees Fahrenheit", 37.0, Some("°C")),
            ("They won 3-1.", Number, "3-1", 3.001, Some("score")),
            ("Hundreds of miles of road.", Quantity, "Hundreds of miles", 200.0 * 1609.344, Some("m")),
        ],
    );
}

#[test]
fn french_amounts() {
    hold(
        "fr",
        &[
            ("Cela coûte 3,5 milliards d’euros.", Money, "3,5 milliards d’euros", 3.5e9, Some("EUR")),
            ("Il y avait plus d’une centaine de tentes.", Number, "plus d’une centaine", 100.0, None),
            ("Il est âgé de 58 ans.", Age, "âgé de 58 ans", 58.0, Some("a")),
            ("Entre 20 et 30 tentes.", Number, "Entre 20 et 30", 20.0, None),
            ("Un voisin sur quatre dort.", Number, "Un voisin sur quatre", 0.25, None),
            ("Le train roule à 120 km/h.", Quantity, "120 km/h", 120.0 / 3.6, Some("m/s")),
        ],
    );
}

#[test]
fn names_and_codes_are_no_amounts() {
    let none = [
        ("de", "Auf der A 9 und der B 96 beim G7-Treffen."),
        ("de", "Eine Boeing 737 und ein Covid-19-Test."),
        ("de", "Version 1.2.3 unter 192.168.1.20 im Netz."),
        ("de", "Sie wohnt in der Lindenstraße 17."),
        ("de", "Er nahm einen Apfel und eine Birne."),
        ("de", "Die deutsche Elf verlor."),
        ("de", "Der RE 17 und der ICE 571 hatten Verspätung."),
        ("de", "Der Flug LH 430 fiel aus."),
        ("de", "Sie lernten an sechs Tagen junge Leute kennen."),
        ("en", "They will have a meeting in 2 weeks."),
        ("en", "The one you know is no one."),
        ("en", "See example.org/search?q=30%25 there."),
        ("fr", "Une maison et un jardin."),
    ];
    for (lang, text) in none {
        let (article, found) = read(lang, text);
        let amounts: Vec<_> = found.iter().filter(|value| value.time.is_none()).collect();
        assert!(
            amounts.is_empty(),
            "{text}: {:?}",
            amounts.iter().map(|v| v.span.of(&article.text)).collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_change_is_two_values_and_a_range_one() {
    assert_eq!(read("en", "Sales rose from $3 million to $5 million.").1.len(), 2);
    assert_eq!(read("en", "It takes from 3 to 5 bolts.").1.len(), 1);
    assert_eq!(read("de", "Der Preis stieg von 20 auf 30 Euro.").1.len(), 2);
}

#[test]
fn bounds_hold_the_number() {
    let (_, found) = read("de", "mindestens 12 Kühe, bis zu 9 Kälber, mehrere Hundert Hühner");
    assert_eq!((found[0].low, found[0].high), (12.0, f64::INFINITY));
    assert_eq!((found[1].low, found[1].high), (f64::NEG_INFINITY, 9.0));
    assert!(found[2].low == 200.0 && found[2].high < 1000.0 && found[2].high > 999.0);
}

#[test]
fn limits_are_bounds() {
    for (lang, text, low, high) in [
        ("de", "Es gilt eine Obergrenze von 50 Plätzen.", f64::NEG_INFINITY, 50.0),
        ("de", "Der Mindestbetrag von 12 Euro bleibt.", 12.0, f64::INFINITY),
        ("en", "It has fewer than 30 members.", f64::NEG_INFINITY, 30.0),
        ("en", "Seats are capped at 90.", f64::NEG_INFINITY, 90.0),
        ("fr", "L'aide a un plafond de 400 euros.", f64::NEG_INFINITY, 400.0),
    ] {
        let (_, found) = read(lang, text);
        assert_eq!((found[0].low, found[0].high), (low, high), "{text}");
    }
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    // Quadratic work on these would take minutes.
    let long = |piece: &str| piece.repeat(20_000 / piece.len());
    for piece in ["hundert ", "1.", "1,000,", "9", "zwei und ", "ein ", "mehr als ", "-1-", "zwischen 1 und ", "$"] {
        read("de", &long(piece));
    }
    for piece in ["one and ", "one hundred and ", "half a ", "from 1 to ", "twenty-", "1/", "one over "] {
        read("en", &long(piece));
    }
    for piece in ["quatre-vingt-", "un sur ", "plus d'", "de 1 à "] {
        read("fr", &long(piece));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn values_are_ordered_and_hold_their_number(
        words in prop::collection::vec(prop::sample::select(vec![
            "zwei", "Million", "und", "ein", "Drittel", "1.500", "3,5", "Euro", "$", "bis", "zwischen", "knapp", "%", "km",
            "Jahre", "alt", "Dutzend", "mehrere", "hundert", "-", "/", ":", "12", "007", "½", "Grad", "Cent", ".", "dritte",
            "1e9", "£5m", "minus", "oder", "Komma", "é", "\n",
        ]), 0..14),
        glue in prop::sample::select(vec![" ", ""]),
        lang in prop::sample::select(vec!["de", "en", "fr"]),
    ) {
        let (article, found) = read(lang, &words.join(glue));
        let mut end = 0;
        for value in &found {
            prop_assert!(value.span.start >= end && value.span.end > value.span.start);
            prop_assert!(value.span.contains(value.core));
            prop_assert!(!value.span.of(&article.text).is_empty());
            prop_assert!(!value.value.is_nan() && !value.low.is_nan() && !value.high.is_nan());
            prop_assert!(value.low <= value.value && value.value <= value.high || value.time.is_some(), "{:?}", value);
            end = value.span.end;
        }
    }
}
