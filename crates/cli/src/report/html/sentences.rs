//! The sentences with which reports explain findings, told in the language of the page and with the names that it calls
//! articles by.

use crate::report::UiLang;

/// Sentences as reports have them, `{}` for what changes, and the same in German, in the same order.
///
/// A sentence that is not here is shown as the report has it.
static SENTENCES: &[(&str, &str)] = &[
    ("{} says “{}”, {} says “{}”, of the same amount.", "{} nennt „{}“, {} nennt „{}“: derselbe Betrag."),
    ("{} says “{}”, {} says “{}”, of the same number.", "{} nennt „{}“, {} nennt „{}“: dieselbe Zahl."),
    ("{} says “{}”, {} says “{}”, of the same date.", "{} nennt „{}“, {} nennt „{}“: dasselbe Datum."),
    ("{} says “{}”, {} says “{}”, of the same time.", "{} nennt „{}“, {} nennt „{}“: dieselbe Zeit."),
    ("{} says “{}”, {} “{}”.", "{} sagt „{}“, {} dagegen „{}“."),
    ("{} calls {} “{}”, {} “{}”.", "{} nennt {} „{}“, {} dagegen „{}“."),
    (
        "{} puts it “{}”, {} “{}”: the order of the two happenings differs.",
        "{} legt es „{}“, {} „{}“: Die Reihenfolge der beiden Geschehnisse ist eine andere.",
    ),
    ("{} names “{}” where {} names “{}”.", "{} nennt „{}“, wo {} „{}“ nennt."),
    (
        "{} names “{}” where {} names “{}”. No table says whether one of the two lies in the other.",
        "{} nennt „{}“, wo {} „{}“ nennt. Keine Tabelle sagt, ob eines von beiden im anderen liegt.",
    ),
    (
        "{} names “{}” where {} names “{}”. No table says whether the two are one.",
        "{} nennt „{}“, wo {} „{}“ nennt. Keine Tabelle sagt, ob beide dasselbe sind.",
    ),
    ("{} and {} name places that agree.", "{} und {} nennen Orte, die zueinander passen."),
    ("{} treats as settled what {} leaves open.", "{} stellt als sicher dar, was {} offenlässt."),
    ("{} and {} give one quotation in two wordings: {}.", "{} und {} geben ein Zitat in zwei Fassungen wieder: {}."),
    ("{} gives the words to “{}”, {} to “{}”.", "{} schreibt die Worte „{}“ zu, {} dagegen „{}“."),
    ("{} gives “{}” as the source, {} “{}”.", "{} nennt „{}“ als Quelle, {} „{}“."),
    ("What one of {} and {} says, the other denies.", "Was einer von {} und {} sagt, verneint der andere."),
    (
        "{} is dated {}, but it and the articles of its event tell {} as past.",
        "{} trägt das Datum {}, doch der Artikel und die übrigen zum Ereignis erzählen von {} als vergangen.",
    ),
    (
        "{} names {}, {} {}: two sites under one stated region ({}); that one lies in the other is not known, but not \
         excluded either.",
        "{} nennt {}, {} {}: zwei Orte in einer genannten Gegend ({}); dass einer im anderen liegt, ist nicht bekannt, \
         aber auch nicht ausgeschlossen.",
    ),
    ("{} and {} are versions of one story.", "{} und {} sind Fassungen eines Artikels."),
    ("{} is version {} of the story and {} version {}.", "{} ist Fassung {} des Artikels und {} Fassung {}."),
    ("{} and {} have the same words.", "{} und {} haben dieselben Wörter."),
    ("{} and {} share {} % of their three-word runs.", "{} und {} haben {} % ihrer Folgen von drei Wörtern gemeinsam."),
    (
        "{} and {} share a passage and credit one agency.",
        "{} und {} haben eine Passage gemeinsam und nennen dieselbe Agentur.",
    ),
    ("{} % of the three-word runs of {} stand in {}.", "{} % der Folgen von drei Wörtern aus {} stehen in {}."),
    (
        "{} % of the words of {} stand in passages that {} has too.",
        "{} % der Wörter von {} stehen in Passagen, die auch {} hat.",
    ),
    (
        "{} % of {} stands in {}, {} % the other way round: {} was cut from it, or {} adds to it.",
        "{} % von {} stehen in {}, umgekehrt {} %: {} wurde daraus gekürzt, oder {} fügt hinzu.",
    ),
    ("{} is dated {}, {} only {}.", "{} ist vom {}, {} erst vom {}."),
    ("{} is the text of the agency {} itself.", "{} ist der Text der Agentur {} selbst."),
    ("{} and {} both credit {}.", "{} und {} nennen beide {}."),
    (
        "{} begins with “{}”, which refers to words that only {} has.",
        "{} beginnt mit „{}“; worauf sich das bezieht, steht nur in {}.",
    ),
    (
        "{} names “{}” without introducing whom {} calls “{}”.",
        "{} nennt „{}“, ohne vorzustellen, wer in {} „{}“ heißt.",
    ),
    ("holds the others", "enthält die anderen"),
    ("earliest stated date, {}", "frühestes Datum, {}"),
    ("longest, {} words", "am längsten, {} Wörter"),
    ("direct edges to all the others", "mit allen anderen unmittelbar verwandt"),
    ("first in order", "der erste der Reihe nach"),
    ("a negation is on one side only", "eine Verneinung steht nur auf einer Seite"),
    ("words of meaning differ", "sinntragende Wörter weichen ab"),
    ("a number or date differs", "eine Zahl oder ein Datum weicht ab"),
    ("how sure it is put differs", "die Gewissheit weicht ab"),
    ("the sense is the same", "der Sinn ist derselbe"),
    ("other event", "anderes Ereignis"),
    ("other quantity", "andere Größe"),
    ("other subject", "von anderem die Rede"),
    ("other time", "andere Zeit"),
    ("too few anchors", "zu wenig, was beide sonst gemeinsam haben"),
    ("unknown", "nicht bekannt"),
    ("January", "Januar"),
    ("February", "Februar"),
    ("March", "März"),
    ("April", "April"),
    ("May", "Mai"),
    ("June", "Juni"),
    ("July", "Juli"),
    ("August", "August"),
    ("September", "September"),
    ("October", "Oktober"),
    ("November", "November"),
    ("December", "Dezember"),
];

/// A sentence of a report in a language, with what changes in it passed through `shown`; nothing where the table does
/// not have it.
pub(super) fn told(sentence: &str, lang: UiLang, shown: &dyn Fn(&str) -> String) -> Option<String> {
    SENTENCES.iter().find_map(|row| {
        let parts = parts(sentence, row.0)?;
        let mut pieces = in_language(row, lang).split("{}");
        let mut told = pieces.next().unwrap_or_default().to_owned();
        for (part, piece) in parts.iter().zip(pieces) {
            let is_quoted = told.ends_with(['“', '„']);
            let reason = if is_quoted { None } else { reasons(part, lang) };
            told.push_str(&reason.unwrap_or_else(|| shown(part)));
            told.push_str(piece);
        }
        Some(told)
    })
}

/// What stands inside a sentence where all of it, between commas, is rows of the table: reasons, months.
fn reasons(part: &str, lang: UiLang) -> Option<String> {
    let row = |part: &str| SENTENCES.iter().find(|row| row.0 == part).map(|row| in_language(row, lang));
    let rows: Option<Vec<&str>> = part.split(", ").map(row).collect();
    Some(rows?.join(", "))
}

fn in_language(row: &(&'static str, &'static str), lang: UiLang) -> &'static str {
    if lang == UiLang::De { row.1 } else { row.0 }
}

/// What stands in a sentence where its pattern has `{}`.
pub(super) fn parts<'s>(sentence: &'s str, pattern: &str) -> Option<Vec<&'s str>> {
    let (first, rest) = pattern.split_once("{}").unwrap_or((pattern, ""));
    let mut left = sentence.strip_prefix(first)?;
    if first.len() == pattern.len() {
        return left.is_empty().then(Vec::new);
    }
    let mut parts = Vec::new();
    let mut pieces = rest.split("{}").peekable();
    while let Some(piece) = pieces.next() {
        let at = if pieces.peek().is_none() { left.strip_suffix(piece)?.len() } else { left.find(piece)? };
        parts.push(&left[..at]);
        left = &left[at + piece.len()..];
    }
    Some(parts)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;
    use std::path::PathBuf;

    /// The strings in the code of a file, without its tests and comments, with `{}` for whatever they are filled with.
    pub(in super::super) fn literals(file: &str) -> Vec<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let code: String =
            code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|l| [l, "\n"]).collect();
        let mut found = Vec::new();
        let mut rest = code.as_str();
        while let Some((_, after)) = rest.split_once('"') {
            let end = after.char_indices().find(|&(at, c)| c == '"' && !after[..at].ends_with('\\')).unwrap().0;
            found.push(filled(&after[..end]));
            rest = &after[end + 1..];
        }
        found
    }

    /// A string with `{}` for each of its gaps, and without the line breaks that the code alone has.
    fn filled(literal: &str) -> String {
        let whole: Vec<&str> = literal.split("\\\n").map(str::trim_start).collect();
        let (mut text, mut depth) = (String::new(), 0);
        for c in whole.concat().chars() {
            match c {
                '{' => depth += 1,
                '}' => {
                    depth -= 1;
                    text.push_str(if depth == 0 { "{}" } else { "" });
                }
                c if depth == 0 => text.push(c),
                _ => {}
            }
        }
        text
    }

    /// The code of the rooms that write sentences into reports.
    fn writing_rooms() -> Vec<PathBuf> {
        let rooms = ["compare", "compare/rules", "copies", "engine"];
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src");
        let files = rooms.iter().flat_map(|room| fs::read_dir(folder.join(room)).unwrap());
        let files = files.map(|file| file.unwrap().path());
        files
            .filter(|file| file.extension().is_some_and(|ending| ending == "rs") && !file.ends_with("tests.rs"))
            .collect()
    }

    /// Whether the table has a string of the engine, as a sentence or the end of one.
    fn is_known(literal: &str) -> bool {
        SENTENCES.iter().any(|row| row.0.ends_with(literal) || parts(row.0, literal).is_some())
    }

    #[test]
    fn every_sentence_of_the_engine_has_a_german_one() {
        let mut number = 0;
        for file in writing_rooms() {
            let is_reason = |literal: &str| {
                file.ends_with("copies/clusters.rs") || literal.starts_with("other ") || literal.starts_with("too ")
            };
            for literal in literals(file.to_str().unwrap()) {
                if literal.contains(' ') && (literal.ends_with('.') || is_reason(&literal)) {
                    assert!(is_known(&literal), "{}: {literal:?} has no German", file.display());
                    number += 1;
                }
            }
        }
        assert!(number > 35, "{number} read");
        assert!(!is_known("{} says nothing of it."));
    }

    #[test]
    fn sentences_are_told_in_both_languages() {
        let name = |part: &str| if part == "a.txt" { "Anzeiger".to_owned() } else { part.to_owned() };
        let sentence = "a.txt and b.txt give one quotation in two wordings: a negation is on one side only.";
        assert_eq!(
            told(sentence, UiLang::De, &name).unwrap(),
            "Anzeiger und b.txt geben ein Zitat in zwei Fassungen wieder: eine Verneinung steht nur auf einer Seite."
        );
        assert_eq!(told(sentence, UiLang::En, &name).unwrap(), sentence.replace("a.txt", "Anzeiger"));
        assert_eq!(told("holds the others", UiLang::De, &name).unwrap(), "enthält die anderen");
        assert_eq!(told("Something new.", UiLang::De, &name), None);
        assert_eq!(told("holds the others, too", UiLang::De, &name), None);
    }

    #[test]
    fn both_languages_have_the_same_gaps() {
        for (english, german) in SENTENCES {
            assert_eq!(english.matches("{}").count(), german.matches("{}").count(), "{english}");
        }
    }
}
