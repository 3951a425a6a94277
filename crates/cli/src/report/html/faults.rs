//! Why something could not be read and what helps, told in the language of the page.

use super::sentences::parts;
use crate::report::UiLang;

/// Reasons and remedies as reports have them, `{}` for what changes, and the same in German, in the same order.
static FAULTS: &[(&str, &str)] = &[
    ("cannot be read: {}", "kann nicht gelesen werden: {}"),
    ("the file is empty", "die Datei ist leer"),
    ("the file holds no record", "die Datei enthält keinen Datensatz"),
    ("not text but {}", "kein Text, sondern {}"),
    ("not valid JSON: {}", "kein gültiges JSON: {}"),
    ("not valid XML: {}", "kein gültiges XML: {}"),
    ("not valid Parquet: {}", "kein gültiges Parquet: {}"),
    ("Parquet is not read by this build", "dieses Programm wurde ohne Parquet gebaut"),
    ("the item was withdrawn", "die Meldung wurde zurückgezogen"),
    ("the file ends in the middle of a record", "die Datei endet mitten in einem Datensatz"),
    ("not a record but {}", "kein Datensatz, sondern {}"),
    ("the record has no text", "der Datensatz hat keinen Text"),
    ("the text is empty", "der Text ist leer"),
    ("the field {} is no text", "das Feld {} ist kein Text"),
    ("elements nested more than {} deep", "Elemente sind mehr als {} Ebenen tief verschachtelt"),
    ("{} bytes, over the limit of {} for one article", "{} Bytes, mehr als die {}, die ein Artikel haben darf"),
    ("no file matches the pattern", "keine Datei passt zu dem Muster"),
    ("no format that is read has this ending", "kein Format, das gelesen wird, hat diese Endung"),
    ("a link to a folder around it", "eine Verknüpfung mit einem Ordner, in dem sie selbst liegt"),
    ("the folder holds no file", "der Ordner enthält keine Datei"),
    ("a second article with the id {}", "ein zweiter Artikel mit der Kennung {}"),
    (
        "check that the file exists, is complete and may be read",
        "prüfen, ob es die Datei gibt, ob sie vollständig ist und gelesen werden darf",
    ),
    (
        "nothing to do if it is meant to be empty; else fetch the article again",
        "nichts zu tun, wenn das so sein soll; sonst den Artikel noch einmal holen",
    ),
    (
        "check the file, or name its format with --input-format",
        "die Datei prüfen, oder ihr Format mit --input-format nennen",
    ),
    (
        "convert it to text first, or name its format with --input-format",
        "zuerst in Text umwandeln, oder das Format mit --input-format nennen",
    ),
    (
        "repair the record; every line of a .jsonl file is one JSON object",
        "den Datensatz berichtigen; jede Zeile einer .jsonl-Datei ist ein JSON-Objekt",
    ),
    (
        "repair or fetch the file again; what stands before was read",
        "die Datei berichtigen oder noch einmal holen; was davor steht, wurde gelesen",
    ),
    (
        "write the file again; what stands in its other row groups was read",
        "die Datei noch einmal schreiben; was in ihren anderen Zeilengruppen steht, wurde gelesen",
    ),
    (
        "build kollate with --features parquet, or write the file as JSON lines or CSV",
        "kollate mit --features parquet bauen, oder die Datei als JSON-Zeilen oder CSV schreiben",
    ),
    ("nothing to do: its publisher cancelled it", "nichts zu tun: der Herausgeber hat sie zurückgezogen"),
    (
        "fetch the file again; what stands before was read",
        "die Datei noch einmal holen; was davor steht, wurde gelesen",
    ),
    ("make it a JSON object with a field text", "ein JSON-Objekt mit einem Feld text daraus machen"),
    (
        "name the field that holds the text, such as --map text=body.plain",
        "das Feld mit dem Text nennen, etwa --map text=body.plain",
    ),
    (
        "make it a string, or name another field with --map",
        "eine Zeichenkette daraus machen, oder mit --map ein anderes Feld nennen",
    ),
    ("no page of news is; check where it is from", "keine Nachrichtenseite ist so; prüfen, woher sie kommt"),
    ("raise --max-article, or split the text", "--max-article erhöhen, oder den Text teilen"),
    ("{} bytes, over the limit of {} for one page", "{} Bytes, mehr als die {}, die eine Seite haben darf"),
    ("save the page without its scripts and images", "die Seite ohne ihre Skripte und Bilder sichern"),
    ("check its spelling", "die Schreibweise prüfen"),
    (
        "name the file itself, or its format with --input-format",
        "die Datei selbst nennen, oder ihr Format mit --input-format",
    ),
    ("check that it exists and may be read", "prüfen, ob es sie gibt und ob sie gelesen werden darf"),
    ("name a folder that holds articles", "einen Ordner nennen, der Artikel enthält"),
    ("give every record an id of its own, or none", "jedem Datensatz eine eigene Kennung geben, oder keinem"),
];

/// A reason or a remedy in a language, as the report has it where the table does not: what it says of the place, before
/// a colon, comes first.
pub(super) fn told(sentence: &str, lang: UiLang) -> String {
    if lang == UiLang::En {
        return sentence.to_owned();
    }
    let mut from = 0;
    loop {
        if let Some(told) = in_german(&sentence[from..]) {
            let place = sentence[..from].replace("line ", "Zeile ").replace("byte ", "Byte ");
            return place + &told;
        }
        match sentence[from..].find(": ") {
            Some(at) => from += at + 2,
            None => return sentence.to_owned(),
        }
    }
}

fn in_german(sentence: &str) -> Option<String> {
    FAULTS.iter().find_map(|(english, german)| {
        let parts = parts(sentence, english)?;
        let mut pieces = german.split("{}");
        let mut told = pieces.next().unwrap_or_default().to_owned();
        for (part, piece) in parts.iter().zip(pieces) {
            told.extend([*part, piece]);
        }
        Some(told)
    })
}

#[cfg(test)]
mod tests {
    use super::super::sentences::tests::literals;
    use super::*;

    #[test]
    fn faults_are_told_with_their_place() {
        let german = |sentence| told(sentence, UiLang::De);
        assert_eq!(german("the file is empty"), "die Datei ist leer");
        assert_eq!(german("line 7: not valid JSON: expected `:`"), "Zeile 7: kein gültiges JSON: expected `:`");
        assert_eq!(german("a.zip, byte 9: the text is empty"), "a.zip, Byte 9: der Text ist leer");
        assert_eq!(german("something: else"), "something: else");
        assert_eq!(told("the file is empty", UiLang::En), "the file is empty");
    }

    #[test]
    fn every_reason_and_remedy_is_known() {
        let english = |text: &str| FAULTS.iter().any(|(english, _)| *english == text);
        let mut number = 0;
        for literal in literals("../formats/src/problem.rs") {
            if literal.contains(' ') && !literal.ends_with([' ', ',']) {
                assert!(english(&literal), "{literal:?} has no German");
                number += 1;
            }
        }
        assert!(number > 25, "{number} read");
        let others = [("src/input/walk.rs", 9), ("src/input/names.rs", 2), ("src/corpus/mod.rs", 3)];
        for (file, number) in others {
            let known = literals(file).iter().filter(|text| english(text)).count();
            assert_eq!(known, number, "sentences of {file} that have a German one");
        }
    }

    #[test]
    fn both_languages_have_the_same_gaps() {
        for (english, german) in FAULTS {
            assert_eq!(english.matches("{}").count(), german.matches("{}").count(), "{english}");
        }
    }
}
