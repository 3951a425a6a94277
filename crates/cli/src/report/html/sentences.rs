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
    ("{} calls {} “{}”, {} “{}”.", "{} nennt {} „{}“, {} dagegen „{}“."),
    (
        "{} puts it “{}”, {} “{}”: the order of the two happenings differs.",
        "{} legt es „{}“, {} „{}“: Die Reihenfolge der beiden Geschehnisse ist eine andere.",
    ),
    ("{} names “{}” where {} names “{}”.", "{} nennt „{}“, wo {} „{}“ nennt."),
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
fn parts<'s>(sentence: &'s str, pattern: &str) -> Option<Vec<&'s str>> {
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
mod tests {
    use super::*;

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
