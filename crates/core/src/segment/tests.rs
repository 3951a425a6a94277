//! The room as a whole: what holds for every text, and cases of each rule.

use super::*;
use proptest::prelude::*;

fn article(lang: &str, text: &str) -> Article {
    Article { lang: Some(lang.into()), ..Article::new("", text) }
}

fn sentences(lang: &str, text: &str) -> Vec<String> {
    let document = segment(&article(lang, text));
    document.sentences.iter().map(|sentence| sentence.span.of(text).to_owned()).collect()
}

/// Each case is written with a bar where a sentence ends.
fn check(lang: &str, cases: &[&str]) {
    for case in cases {
        let wanted: Vec<String> = case.split(" | ").map(str::to_owned).collect();
        assert_eq!(sentences(lang, &case.replace("| ", "")), wanted, "{lang}");
    }
}

#[test]
fn german_sentences() {
    check(
        "de",
        &[
            "Das kostet ca. 30 Euro, z. B. am Montag. | Danach wird es teurer.",
            "Die Firma liefert Schrauben, Muttern usw. | Das Lager ist voll.",
            "Dr. Anna Holm kam um 8 Uhr. | Prof. Dr. Berg fehlte.",
            "Am 12. Juni beginnt die 3. Runde. | Im 19. Jahrhundert war das anders.",
            "Der 1. FC Altstadt verlor. | Er steht auf Platz 17. | Das ist bitter.",
            "Das Haus entstand 1998. | Seither steht es leer.",
            "Der Kurs fiel auf 1,5. | Händler waren überrascht.",
            "Das Spiel endete 2:1. | Trainer Holm war zufrieden.",
            "Papst Johannes Paul II. reiste ab. | Unter Ludwig XIV. herrschte Ruhe.",
            "Laut § 5 Abs. 1 Nr. 3 ist das verboten. | Die Strafe steht auf S. 12.",
            "Der Vertrag gilt vom 1. 3. 2024 bis zum 31. Mai. | Danach endet er.",
            "Sie fragte: „Wer war das?“ | Niemand antwortete.",
            "„Das war knapp!“, rief er. | „Sehr knapp.“ | Dann ging er.",
            "„Wir haben gewartet. | Niemand kam“, sagte sie.",
            "Der Film „Los! Lauf weg“ läuft heute. | Morgen nicht.",
            "Sie kam zu spät (wie immer!) und blieb kurz. | Er (so hieß es. Mehr nicht) ging.",
            "J. R. Holm und K. Berg kamen. | Sie blieben.",
            "Heute geht es um Vitamin C. | Das hilft.",
            "Er dachte nach … und ging. | Doch dann …",
            "Alle zahlen, u. a. Familien, Rentner o. Ä. aus der Stadt. | Niemand klagt.",
            "Er lebte im 2. Jh. v. Chr. in Rom. | Dort starb er.",
        ],
    );
}

#[test]
fn english_sentences() {
    check(
        "en",
        &[
            "Mr. Holm met Sen. Berg at 5 p.m. on Friday. | They left at 6 p.m. | Nobody spoke.",
            "The firm sold, e.g., bolts and nuts. | Its Co. is small.",
            "She lives in the U.S. | The others moved. | Ask the U.S. Embassy.",
            "See No. 5 on p. 12. | No. | That is wrong.",
            "“We waited. Nobody came,” she said. | Then she left.",
            "“Why?” he asked. | “Because.”",
            "It rose 3.5 per cent in 2023. | Analysts cheered.",
            "He went to St. Anne's with J. R. Holm Jr. | It rained.",
            "It ended badly.[3] | Others disagree.",
        ],
    );
}

#[test]
fn french_sentences() {
    check(
        "fr",
        &[
            "M. Dupont a vu Mme Morel à 8 h. | Ils sont partis.",
            "Il vendait des clous, des vis, etc. | Le stock est vide.",
            "C'était av. J.-C. dans le nord. | Personne ne le sait.",
            "« Où est-il ? » | Personne n'a répondu.",
            "Le match s'est fini 2-1. | Tous étaient contents.",
        ],
    );
}

#[test]
fn a_missing_space_is_no_missing_end() {
    let text = "Die Versuche endeten.Danach ging Berg heim, wie beispiel.net und Beispiel.Com melden.";
    assert_eq!(sentences("de", text).len(), 2);
    assert_eq!(sentences("de", "Er sagte: „Wir gehen.“Danach ging er.").len(), 2);
    assert_eq!(sentences("de", "Er schrieb an a.Berg@haus.Beispiel.de und www.Haus.Beispiel.de heute.").len(), 1);
}

#[test]
fn items_in_one_line_are_sentences() {
    check("de", &["Das Programm: | 1) Ankunft | 2) Essen | 3) Abreise", "• Ankunft am Abend | • Abreise am Morgen"]);
    check("en", &["1. Arrival | 2. Dinner"]);
    check("de", &["1. Bundesliga und 2. Bundesliga pausieren"]);
}

#[test]
fn other_scripts_are_cut_too() {
    assert_eq!(sentences("de", "今日は晴れ。明日は雨。").len(), 2);
    assert_eq!(sentences("de", "Сегодня солнечно. Завтра дождь.").len(), 2);
}

/// The kind of every paragraph.
fn kinds(lang: &str, text: &str) -> Vec<ParagraphKind> {
    segment(&article(lang, text)).paragraphs.iter().map(|paragraph| paragraph.kind).collect()
}

#[test]
fn kinds_of_paragraphs() {
    use ParagraphKind::{Boilerplate, Caption, Heading, Prose};
    let text = "Sturm an der Küste\nFähre sitzt fest\n\nDie Fähre liegt im Hafen. Niemand kam zu Schaden.\n\nFoto: Anna Holm/dpa\n\n\
                Die Lage am Abend\n\nAm Abend ließ der Wind nach, sagte ein Sprecher.\n\nLesen Sie auch: Was Reisende jetzt wissen müssen\n\n\
                Die Fahrt soll am Montag beginnen.\n\nFehler gefunden? Schreiben Sie uns an redaktion@blatt.example.\n\n© Das Blatt";
    let wanted = [Heading, Heading, Prose, Caption, Heading, Prose, Boilerplate, Prose, Boilerplate, Boilerplate];
    assert_eq!(kinds("de", text), wanted);
}

#[test]
fn a_text_of_one_line_is_prose() {
    assert_eq!(kinds("de", "Fähre sitzt fest"), [ParagraphKind::Prose]);
    assert_eq!(kinds("en", "Sign up for our newsletter"), [ParagraphKind::Boilerplate]);
    assert!(kinds("de", "").is_empty());
}

#[test]
fn datelines_and_credits() {
    let cases = [
        ("de", "London (dpa) - Die Fähre liegt im Hafen.", Some("London (dpa) -"), &["dpa"][..]),
        ("de", "HAMBURG taz | Die Fähre liegt im Hafen.", Some("HAMBURG taz |"), &[]),
        ("de", "Bonn/Berlin (epd/KNA). Die Kirche liegt am Markt.", Some("Bonn/Berlin (epd/KNA)."), &["epd", "KNA"]),
        ("de", "KIEL. Die Fähre liegt im Hafen.", Some("KIEL."), &[]),
        ("de", "Kiel – Die Fähre liegt im Hafen.", Some("Kiel –"), &[]),
        ("en", "PARIS, June 3 (Reuters) - The ferry is in port.", Some("PARIS, June 3 (Reuters) -"), &["Reuters"]),
        ("fr", "Lyon, 3 juin (AFP) – Le bac est au port.", Some("Lyon, 3 juin (AFP) –"), &["AFP"]),
        ("de", "Holm (Grüne) lehnt den Plan ab.", None, &[]),
        ("de", "Die Fähre – ein Schiff von 1960 – liegt im Hafen.", None, &[]),
        ("de", "Die Fähre liegt im Hafen. (dpa/lno)", None, &["dpa"]),
        ("de", "Die Fähre liegt im Hafen.\n\nafp/dpa", None, &["AFP", "dpa"]),
        ("de", "Die Fähre (dpa) liegt im Hafen.", None, &[]),
        ("de", "Impressum | Kontakt | Datenschutz", None, &[]),
        ("de", "Frau Prof. Holm liegt im Hafen.", None, &[]),
    ];
    for (lang, text, dateline, agencies) in cases {
        let document = segment(&article(lang, text));
        assert_eq!(document.dateline.map(|span| span.of(text)), dateline, "{text}");
        let found: Vec<_> = document.credits.iter().filter_map(|credit| credit.agency).collect();
        assert_eq!(found, agencies, "{text}");
        let sentence = document.sentences[0].span.of(text);
        assert!(dateline.is_none_or(|dateline| !sentence.contains(dateline)), "{text}");
        assert_eq!(document.sentences.len(), 1, "{text}");
    }
}

#[test]
fn normal_forms_agree_over_spellings() {
    let cases = [
        ("Größe", "gro\u{308}ße"),
        ("ÄRGER", "A\u{308}rger"),
        ("Donau\u{ad}dampfer", "Donaudampfer"),
        ("ÉTÉ", "e\u{301}te\u{301}"),
    ];
    for (left, right) in cases {
        let [left, right] = [left, right].map(|text| segment(&article("de", text)));
        assert_eq!(left.tokens.len(), 1);
        assert_eq!(left.norm(&left.tokens[0]), right.norm(&right.tokens[0]));
    }
}

/// Pieces that meet the rules of this room, in any order.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "Wort",
        "Der",
        "z. B.",
        "12.",
        "3",
        "II.",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\u{2028}",
        ".",
        "…",
        "?",
        "!",
        "\"",
        "„",
        "“",
        "«",
        "»",
        "‘",
        "(",
        ")",
        "[1]",
        "[",
        "]",
        "•",
        "1)",
        "a.",
        "- ",
        "–",
        "—",
        "|",
        " | ",
        "(dpa)",
        "dpa/AFP",
        "©",
        "▶",
        "@",
        "Foto:",
        "\u{202f}",
        "\u{a0}",
        "\u{ad}",
        "u\u{308}",
        "ß",
        "。",
        "今日",
        "．",
        "🚆",
        "\u{0}",
        "İ",
        "U.S.",
        "p.m.",
        "Newsletter",
        "München",
        "BERLIN",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

/// What holds for the spans of every document.
fn assert_in_order(document: &Document, text: &str) {
    let mut at = 0;
    for token in &document.tokens {
        assert!(at <= token.span.start && token.span.start < token.span.end);
        assert!(!token.span.of(text).contains(char::is_whitespace));
        at = token.span.end;
    }
    let mut at = 0;
    for (number, sentence) in document.sentences.iter().enumerate() {
        let written = sentence.span.of(text);
        assert!(at <= sentence.span.start && !written.is_empty() && written.trim() == written);
        let paragraph = document.paragraphs[sentence.paragraph as usize];
        assert!(paragraph.span.contains(sentence.span));
        assert!((paragraph.sentences.0..paragraph.sentences.1).contains(&(number as u32)));
        let tokens = document.tokens_of(sentence);
        assert!(tokens.iter().all(|token| sentence.span.contains(token.span)));
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        assert_eq!(tokens.iter().map(|token| letters(token.span.of(text))).sum::<usize>(), letters(written));
        at = sentence.span.end;
    }
    let mut at = 0;
    for paragraph in &document.paragraphs {
        assert!(at <= paragraph.span.start && paragraph.span.start < paragraph.span.end);
        at = paragraph.span.end;
    }
    let covered = |span: Span| document.paragraphs.iter().any(|paragraph| paragraph.span.contains(span));
    assert!(document.tokens.iter().all(|token| covered(token.span)));
    assert!(document.credits.iter().all(|credit| covered(credit.span) && !credit.span.is_empty()));
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    assert_eq!(document.tokens.iter().map(|token| visible(token.span.of(text))).sum::<usize>(), visible(text));
}

proptest! {
    #[test]
    fn spans_are_in_order_and_whole(text in hostile(), lang in 0..3usize) {
        let lang = ["de", "en", "fr"][lang];
        assert_in_order(&segment(&article(lang, &text)), &text);
    }

    #[test]
    fn any_text_is_cut(text in any::<String>()) {
        assert_in_order(&segment(&Article::new("", text.clone())), &text);
    }

    #[test]
    fn white_space_changes_no_word(text in hostile()) {
        let wide = text.replace(' ', " \u{a0} ").replace('\n', " \r\n\t\n ");
        let words = |text: &str| {
            let document = segment(&article("de", text));
            document.tokens.iter().map(|token| document.norm(token).to_owned()).collect::<Vec<_>>()
        };
        prop_assert_eq!(words(&text), words(&wide));
    }
}

#[test]
fn hostile_text_takes_linear_time() {
    let units = [
        "a", ".", "a.", "aaa.Aaa", ". ", "a. ", "(", ") ", "\"", ".\"", "„", "1) ", "• ", "\n", "a\n", "z. ", ". # ",
        "[1]", "12. ", "-\"", "? (", "。", "|", "dpa/", "I. ", ". . ", "..a", "\u{308}", " ", "! „a ",
    ];
    for unit in units {
        let text = unit.repeat(400_000 / unit.len());
        assert_in_order_cheap(&segment(&article("de", &text)), &text);
    }
}

/// The last token ends the visible text: cheap enough for long texts.
fn assert_in_order_cheap(document: &Document, text: &str) {
    let end = document.tokens.last().map_or(0, |token| token.span.end as usize);
    assert!(text[end..].trim().is_empty());
}
