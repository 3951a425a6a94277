use super::QuoteKind;
use super::marked;
use super::quotes;
use crate::names::names;
use crate::segment::segment;
use crate::text::Article;
use crate::text::Span;
use proptest::prelude::*;

fn article(lang: &str, text: &str) -> Article {
    Article { lang: Some(lang.into()), ..Article::new("case", text) }
}

/// The stretches in marks.
fn stretches(lang: &str, text: &str) -> Vec<String> {
    let article = article(lang, text);
    let document = segment(&article);
    marked(&article, &document).into_iter().map(|span| span.of(text).to_owned()).collect()
}

/// The direct quotations, each with its parts joined by `|`, and its cue.
fn direct(lang: &str, text: &str) -> Vec<(String, String)> {
    let article = article(lang, text);
    let document = segment(&article);
    let names = names(&article, &document);
    let of = |span: Span| span.of(text).to_owned();
    quotes(&article, &document, &names)
        .into_iter()
        .filter(|quote| quote.kind == QuoteKind::Direct)
        .map(|quote| {
            let parts: Vec<String> = quote.quote.iter().copied().map(of).collect();
            (parts.join("|"), quote.cue.map_or_else(|| "-".into(), of))
        })
        .collect()
}

#[test]
fn every_pair_of_marks_is_read() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("de", "Er sagte: „Wir bauen weiter.“ Dann ging er.", &["Wir bauen weiter."]),
        ("de", "Er sagte: »Wir bauen weiter.« Dann ging er.", &["Wir bauen weiter."]),
        ("de", "Er sagte: «Wir bauen weiter.» Dann ging er.", &["Wir bauen weiter."]),
        ("de", "Er sagte: „Wir bauen weiter.\" Dann ging er.", &["Wir bauen weiter."]),
        ("de", "Er sagte: „Wir bauen weiter.” Dann ging er.", &["Wir bauen weiter."]),
        ("de", "Er sagte: ,,Wir bauen weiter.“ Dann ging er.", &["Wir bauen weiter."]),
        ("de", "Er sagte: ‚Wir bauen weiter.‘ Dann ging er.", &["Wir bauen weiter."]),
        ("de", "Er sagte: ‹Wir bauen weiter.› Dann ging er.", &["Wir bauen weiter."]),
        ("de", "Er sagte: \"Wir bauen weiter.\" Dann ging er.", &["Wir bauen weiter."]),
        ("de", "\"Ja\", sagte sie, \"gern\".", &["Ja", "gern"]),
        ("de", "„Sie rief ‚Halt‘, dann lief sie“, sagte er.", &["Sie rief ‚Halt‘, dann lief sie", "Halt"]),
        ("de", "»Sie rief ›Halt‹, dann lief sie«, sagte er.", &["Sie rief ›Halt‹, dann lief sie", "Halt"]),
        ("en", "“Don’t wait,” she said. “It’s the nurses’ turn.”", &["Don’t wait,", "It’s the nurses’ turn."]),
        ("en", "‘The nurses’ union can’t wait,’ she said.", &["The nurses’ union can’t wait,"]),
        ("en", "'Don't wait,' she said. It was the drivers' choice.", &["Don't wait,"]),
        ("en", "A 27\" screen and a 12\" record.", &[]),
        ("fr", "« Nous partons demain », dit-elle. L'hiver n'attend pas.", &["Nous partons demain"]),
        ("de", "Die '68er und das gibt's nicht.", &[]),
        ("de", "Der Pegel stieg um 5' und fiel um 3\".", &[]),
        ("de", "[box title=”Quelle” open=\"yes\"]", &[]),
    ];
    for (lang, text, expected) in cases {
        assert_eq!(stretches(lang, text), *expected, "{text}");
    }
}

#[test]
fn an_unclosed_mark_swallows_nothing() {
    let text = "„Wir bauen weiter, sagte er.\n\nDann sagte sie: „Das ist gut.“";
    assert_eq!(stretches("de", text), ["Das ist gut."]);
    let text = "Er schloss“ nie auf. „Das ist gut“, sagte sie.";
    assert_eq!(stretches("de", text), ["Das ist gut"]);
}

#[test]
fn reopened_marks_carry_a_quotation_over_paragraphs() {
    let text = "“We will go on.\n\n“And we will win,” she said.";
    assert_eq!(stretches("en", text), ["We will go on.", "And we will win,"]);
}

#[test]
fn direct_quotations_have_their_cue() {
    type Case = (&'static str, &'static str, &'static [(&'static str, &'static str)]);
    let cases: &[Case] = &[
        ("de", "„Der Damm hält“, sagte die Ministerin.", &[("Der Damm hält", "sagte")]),
        ("de", "Die Ministerin teilte mit: „Der Damm hält.“", &[("Der Damm hält.", "teilte")]),
        ("de", "„Der Damm hält“, fügte sie hinzu.", &[("Der Damm hält", "fügte")]),
        ("de", "„Der Damm hält“, so die Ministerin.", &[("Der Damm hält", "so")]),
        ("de", "„Der Damm“, sagte die Ministerin, „hält.“", &[("Der Damm|hält.", "sagte")]),
        ("de", "Die Ministerin nannte den Plan „völlig verfehlt“.", &[("völlig verfehlt", "nannte")]),
        ("en", "“The dam will hold,” the minister told reporters.", &[("The dam will hold,", "told")]),
        ("en", "According to the mayor, the dam was “never in danger”.", &[("never in danger", "According to")]),
        ("fr", "« La digue tient bon », a déclaré la ministre.", &[("La digue tient bon", "déclaré")]),
    ];
    for (lang, text, expected) in cases {
        let found = direct(lang, text);
        let found: Vec<(&str, &str)> = found.iter().map(|(quote, cue)| (quote.as_str(), cue.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

/// Every quotation of a kind with the name of its speaker.
fn speakers(kind: QuoteKind, lang: &str, text: &str) -> Vec<(String, String)> {
    let article = article(lang, text);
    let document = segment(&article);
    let names = names(&article, &document);
    quotes(&article, &document, &names)
        .into_iter()
        .filter(|quote| quote.kind == kind)
        .map(|quote| {
            let speaker = quote.speaker.map_or_else(|| "-".to_owned(), |speaker| speaker.name);
            (quote.quote[0].of(text).to_owned(), speaker)
        })
        .collect()
}

#[test]
fn pronouns_mean_whom_the_text_is_about() {
    let cases: &[(&str, &str, &[&str])] = &[
        // The subject of the sentence before, not an earlier speaker.
        (
            "de",
            "„Alle husteten“, erzählt die Lehrerin Hanne Wolter. Die Leiterin des Bades, Greta Lohse, zeigte sich \
             betroffen. „Wir prüfen das“, sagte sie am Abend.",
            &["Hanne Wolter", "Greta Lohse"],
        ),
        // The last speaker, where nobody else has been the subject since.
        (
            "de",
            "„Wir warten“, sagte Greta Lohse. „Bald ist es so weit“, fügte sie hinzu.",
            &["Greta Lohse", "Greta Lohse"],
        ),
        (
            "de",
            "„Wir suchen weiter“, sagte Hanne Wolter. Am Abend half die Feuerwehr. „Es ist kalt“, sagte sie.",
            &["Hanne Wolter", "Hanne Wolter"],
        ),
        // A subject of the other gender is passed over.
        (
            "de",
            "„Wir suchen weiter“, sagte Hanne Wolter. Der Trainer Karl Brandt nickte. „Es ist kalt“, sagte sie.",
            &["Hanne Wolter", "Hanne Wolter"],
        ),
        (
            "en",
            "“We wait,” said Mary Holt. Nurse Jane Cole shook her head. “It is late,” she said.",
            &["Mary Holt", "Jane Cole"],
        ),
    ];
    for (lang, text, expected) in cases {
        let found = speakers(QuoteKind::Direct, lang, text);
        let found: Vec<&str> = found.iter().map(|(_, speaker)| speaker.as_str()).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn indirect_speech_has_its_speaker() {
    let cases = [
        ("de", "Der Damm sei sicher, sagte Bürgermeister Jan Kuhn.", "Der Damm sei sicher", "Jan Kuhn"),
        ("de", "Jan Kuhn sagte, der Damm halte noch drei Tage.", "der Damm halte noch drei Tage", "Jan Kuhn"),
        (
            "de",
            "Die Ministerin Eva Roth erklärte, dass die Brücke gesperrt bleibe.",
            "die Brücke gesperrt bleibe",
            "Eva Roth",
        ),
        ("en", "Mayor Jane Holt said that the dam was safe.", "the dam was safe", "Jane Holt"),
    ];
    for (lang, text, quote, speaker) in cases {
        let found = speakers(QuoteKind::Indirect, lang, text);
        let hit = found.iter().any(|(words, who)| words.contains(quote) && who == speaker);
        assert!(hit, "{text}: {found:?}");
    }
}

#[test]
fn own_accounts_are_those_of_the_subject() {
    let cases = [
        ("de", "Die Feuerwehr war nach eigenen Angaben um 16 Uhr vor Ort.", &["Feuerwehr"][..]),
        ("de", "Nach eigenen Angaben beschäftigt die Firma Torberg 40 Menschen.", &["Firma Torberg", "Torberg"]),
        ("de", "Eigenen Angaben zufolge hat Anke Wulfers den Brief nie gesehen.", &["Anke Wulfers"]),
        ("de", "Der Damm ist nach Angaben der eigenen Anwälte sicher.", &["Anwälte"]),
        ("de", "Nach eigenen Angaben der Firma Torberg hält der Damm.", &["Torberg"]),
        ("en", "The bank employed 400 people, according to its own figures.", &["bank"]),
        ("en", "The fire brigade was on site at 4 pm according to its own accounts.", &["fire brigade"]),
        ("en", "By its own account, the bank lost 3 million euros.", &["bank"]),
        ("en", "The bank has, by its own admission, lost 3 million euros.", &["bank"]),
        ("en", "According to their own data the unions have 5,000 members.", &["unions"]),
        ("en", "On his own account, Mr Tarling had slept for two hours.", &["Tarling"]),
        ("en", "According to the airline's own statements, it knew nothing.", &["airline"]),
        ("en", "According to figures from the ministry, 14 were hurt.", &["ministry"]),
        ("fr", "Selon ses propres déclarations, le maire n’était pas informé.", &["maire"]),
        ("fr", "L’entreprise emploie 400 personnes, selon ses propres chiffres.", &["entreprise"]),
        ("fr", "D’après ses propres calculs, la banque a perdu trois millions d’euros.", &["banque"]),
        ("fr", "De son propre aveu, M. Tarvel a dormi deux heures.", &["Tarvel"]),
        ("fr", "Selon leurs propres données, les syndicats comptent 5000 membres.", &["syndicats"]),
        ("fr", "D’après la police, le pont est fermé.", &["police"]),
    ];
    for (lang, text, wanted) in cases {
        let found = speakers(QuoteKind::Indirect, lang, text);
        assert!(
            found.iter().all(|(_, who)| !["igenen Angaben", "own", "ccording", "propres"]
                .iter()
                .any(|part| who.contains(part))),
            "{found:?}"
        );
        let hit = found.iter().any(|(_, who)| wanted.iter().any(|name| who.ends_with(name)));
        assert!(hit, "{text}: {found:?}");
    }
}

#[test]
fn what_nobody_says_is_no_indirect_speech() {
    for text in ["Der Damm ist sicher, und der Regen hört auf.", "Wenn der Damm hält, bleibt die Straße offen."] {
        assert_eq!(speakers(QuoteKind::Indirect, "de", text), [], "{text}");
    }
}

#[test]
fn names_and_titles_in_marks_are_no_quotations() {
    let cases = [
        ("de", "Der Film „Die letzte Laterne“ läuft im Mai an, sagte der Verleih."),
        ("de", "Hinter dem Angriff steckt die Gruppe „Graudohle“, teilte das Amt mit."),
        ("de", "Auf dem Tisch stand eine alte »Olga« aus dem Jahr 1961."),
        ("de", "Das „Haus der Boote“ öffnet im Juni."),
        ("en", "The band “Silver Anchors” will play in May."),
        ("fr", "Le film « La Dernière Lanterne » sort en mai."),
    ];
    for (lang, text) in cases {
        assert_eq!(direct(lang, text), [], "{text}");
    }
}

proptest! {
    #[test]
    fn spans_lie_inside_and_in_order(text in "([„“”‚‘’«»‹›\"',.:!?\n -]|sagte|Wir|bauen|Müller|so|er|hinzu|fügte){0,60}") {
        let article = article("de", &text);
        let document = segment(&article);
        let names = names(&article, &document);
        for span in marked(&article, &document) {
            prop_assert!(!span.of(&text).is_empty());
        }
        let mut before = 0;
        for quote in quotes(&article, &document, &names) {
            prop_assert!(!quote.quote.is_empty());
            prop_assert!(quote.quote[0].start >= before || quote.kind != QuoteKind::Direct);
            before = before.max(quote.quote[0].start);
            for span in quote.quote.iter().chain(&quote.cue).chain(&quote.via) {
                prop_assert!(!span.of(&text).is_empty());
            }
        }
    }
}

#[test]
fn hostile_text_costs_linear_time() {
    for unit in ["\"", "„", "“", "'a ", "„a“ ", "a’ ", "» ", "sagte ", "„a“, sagte ", ",,a", "hatte "] {
        let text = unit.repeat(40_000);
        let article = article("de", &text);
        let document = segment(&article);
        let names = names(&article, &document);
        assert!(quotes(&article, &document, &names).len() <= text.len());
    }
}
