//! The words of the interface, in both languages, side by side.

use crate::report::UiLang;

/// Makes the table: a field a label, and the two languages as statics.
macro_rules! labels {
    ($($name:ident: $german:literal | $english:literal;)*) => {
        /// The words of the interface in one language.
        pub(super) struct Labels {
            /// Its code.
            pub(super) lang: UiLang,
            $(pub(super) $name: &'static str,)*
        }
        static GERMAN: Labels = Labels { lang: UiLang::De, $($name: $german,)* };
        static ENGLISH: Labels = Labels { lang: UiLang::En, $($name: $english,)* };
    };
}

labels! {
    code: "de" | "en";
    report: "Bericht" | "Report";
    to_findings: "Zu den Befunden" | "Skip to the findings";
    article: "Artikel" | "article";
    articles: "Artikel" | "articles";
    event: "Ereignis" | "event";
    events: "Ereignisse" | "events";
    outlet: "Medium" | "outlet";
    outlets: "Medien" | "outlets";
    word: "Wort" | "word";
    words: "Wörter" | "words";
    skipped: "übersprungen" | "skipped";
    nothing_skipped: "nichts übersprungen" | "nothing skipped";
    what_was_skipped: "Was nicht gelesen werden konnte" | "What could not be read";
    remedy: "Abhilfe" | "Remedy";
    what_was_compared: "Was verglichen wurde" | "What was compared";
    settings: "Einstellungen" | "Settings";
    disagreement: "Unstimmigkeit" | "disagreement";
    disagreements: "Unstimmigkeiten" | "disagreements";
    copied_passage: "übernommene Passage" | "copied passage";
    copied_passages: "übernommene Passagen" | "copied passages";
    shared_quotation: "gemeinsames Zitat" | "shared quotation";
    shared_quotations: "gemeinsame Zitate" | "shared quotations";
    contradiction: "Widerspruch" | "contradiction";
    contradictions: "Widersprüche" | "contradictions";
    later_update: "spätere Meldung" | "later update";
    later_updates: "spätere Meldungen" | "later updates";
    odd_date: "Datum, das nicht passt" | "date that does not fit";
    odd_dates: "Daten, die nicht passen" | "dates that do not fit";
    in_common: "der Texte gemeinsam" | "of the texts in common";
    altered_count: "im Wortlaut verändert" | "altered";
    copy_relations: "Kopien" | "copies";
    copy_relation: "Kopie" | "copy";
    more_below: "weitere unten" | "more below";
    all_events: "Alle Ereignisse" | "All events";
    filters: "Anzeigen" | "Show";
    filter_text: "Befunde mit diesem Text" | "Findings with this text";
    hide: "In den Texten ausblenden" | "Hide in the texts";
    hide_note: "Anteile folgen dem Schalter für Zitate; Standardtexte und Floskeln zählen nie mit." | "Shares follow the switch for quotations; boilerplate and stock phrases never count.";
    quotations: "Zitate" | "quotations";
    boilerplate: "Standardtexte" | "boilerplate";
    stock: "Floskeln" | "stock phrases";
    other_disagreements: "andere Unstimmigkeiten" | "other disagreements";
    copies: "Kopien und Passagen" | "copies and passages";
    keys: "Tasten: n nächster, p voriger Befund" | "Keys: n next finding, p previous one";
    next: "nächster" | "next";
    previous: "voriger" | "previous";
    confidence: "Sicherheit" | "confidence";
    copy_citation: "Beleg kopieren" | "Copy citation";
    copied: "kopiert" | "copied";
    characters: "Zeichen" | "characters";
    link_to: "Verweis auf diesen Befund" | "Link to this finding";
    also_between_copies: "Dasselbe zwischen Kopien" | "The same between copies";
    apparatus: "Wer sagt was" | "Who says what";
    answers: "Antworten" | "Answers";
    question: "Frage" | "Question";
    a_question: "Frage" | "question";
    origin: "Ursprung" | "origin";
    origins: "Ursprünge" | "origins";
    agreed_on: "Worin sie übereinstimmen" | "What they agree on";
    said_by_one: "Was nur ein Artikel sagt" | "What one article alone says";
    questions: "Fragen" | "questions";
    says_nothing: "sagt dazu nichts" | "says nothing of it";
    timeline: "Zeitachse" | "Timeline";
    undated: "ohne Datum" | "no date";
    hint: "laut Kopfzeile" | "from its header";
    from_content: "erschlossen" | "inferred";
    line: "Zeile" | "line";
    title: "Titel" | "title";
    quotes_in: "Zitate" | "quotations";
    quote_in: "Zitat" | "quotation";
    elsewhere: "Was nur Floskeln gemeinsam hat" | "What has stock phrases in common only";
    hollow: "Hohler Punkt: Datum aus der Kopfzeile oder erschlossen" | "Hollow dot: date from the header, or inferred";
    graph: "Kopien und Quellen" | "Copies and sources";
    graph_key: "Pfeil: von der Quelle zur Kopie; gestrichelt: Richtung offen" | "Arrow: from the source to the copy; dashed: direction open";
    independent: "unabhängige Ursprünge" | "independent origins";
    independent_of_one: "unabhängiger Ursprung" | "independent origin";
    between_copies: "nur zwischen Kopien" | "between copies only";
    out_of: "von" | "of";
    shortened: "Gekürzt, damit die Seite sich sofort öffnet:" | "Shortened, so that the page opens at once:";
    events_in_full: "Ereignissen stehen hier ausführlich" | "events stand here in full";
    pairs_in_full: "Textpaaren nebeneinander" | "pairs of texts side by side";
    where_all_is: "Alles hat der JSON-Bericht (--format json); einen einzelnen Befund zeigt <code>kollate explain KENNUNG PFAD…</code>" | "The JSON report has all (--format json); <code>kollate explain ID PATH…</code> shows a single finding.";
    events_in_brief: "Weitere Ereignisse" | "More events";
    not_on_this_page: "steht nicht auf dieser Seite; ihn zeigt: kollate explain" | "is not on this page; to see it: kollate explain";
    independent_one: "ein einziger Ursprung" | "a single origin";
    known: "bekannt" | "known";
    known_findings: "Bekannt und hingenommen" | "Known and accepted";
    on_its_own: "Je ein eigener Ursprung" | "Each an origin of its own";
    likely_source: "wahrscheinliche Quelle" | "likely source";
    common_source: "gemeinsame Quelle, die nicht vorliegt" | "a common source that is not among the articles";
    source_open: "Quelle offen" | "source not decided";
    fullest: "vollständigste Fassung" | "fullest version";
    reasons: "Gründe" | "reasons";
    of_it_in: "davon in" | "of it in";
    values_changed: "Zahlen, Daten oder Verneinungen geändert" | "numbers, dates or negations changed";
    quotations_shared: "Gemeinsame Zitate" | "Shared quotations";
    no_speaker: "Sprecher nicht gefunden" | "no speaker found";
    same_quotations: "Wortgleich oder nur gekürzt" | "Verbatim or merely trimmed";
    no_room: "Weitere Paare, ohne die Texte: sie würden diese Seite zu groß machen" | "More pairs, without the texts: they would make this page too large";
    repeated: "Dasselbe zwischen Kopien" | "The same between copies";
    pairs: "Texte nebeneinander" | "Texts side by side";
    passage: "Passage" | "passage";
    scroll_together: "gemeinsam rollen" | "scroll together";
    to_counterpart: "zum Gegenstück" | "to its counterpart";
    coverage: "Anteil in gemeinsamen Passagen" | "Share in common passages";
    passages_only: "Nur die Passagen: der ganze Text würde diese Seite zu groß machen." | "Passages only: the whole texts would make this page too large.";
    passages_for_sharing: "Nur gekürzte Passagen (--max-quote)." | "Shortened passages only (--max-quote).";
    between_events: "Zwischen Ereignissen" | "Between events";
    on_their_own: "Artikel ohne Bezug zu anderen" | "Articles on their own";
    mentions: "erwähnt das Ereignis" | "mentions the event";
    considered: "Erwogen und verworfen" | "Considered and let go";
    left_out: "weitere nur im JSON-Bericht" | "more in the JSON report only";
    listed_below: "weitere, in Kürze am Ende der Seite" | "more, listed in brief at the end of the page";
    in_brief: "Weitere Befunde, in Kürze" | "More findings, in brief";
    legend: "Wie zu lesen" | "How to read this";
    legend_text: "≠ Widerspruch · ≈ genauer oder anders gesagt · ↻ spätere Meldung · ” Zitat · ⇄ Kopie, → von der wahrscheinlichen Quelle zur Kopie. Farbe und Zeichen sagen dasselbe. Jeder Befund hat einen Anker mit seiner Kennung." | "≠ contradiction · ≈ told otherwise or more precisely · ↻ later update · ” quotation · ⇄ copy, → from the likely source to the copy. Colour and sign say the same. Every finding has an anchor of its id.";
    made_by: "Erstellt mit" | "Made by";
}

impl Labels {
    /// The words in a language.
    pub(super) fn of(lang: UiLang) -> &'static Self {
        match lang {
            UiLang::De => &GERMAN,
            UiLang::En => &ENGLISH,
        }
    }

    /// What a name that reports use is called; the name itself where the table does not have it.
    pub(super) fn name<'n>(&self, name: &'n str) -> &'n str {
        let Ok(at) = NAMES.binary_search_by_key(&name, |row| row.0) else { return name };
        match self.lang {
            UiLang::De => NAMES[at].1,
            UiLang::En => NAMES[at].2,
        }
    }

    /// What a relation between claims is called beside their kind: two kinds have relations of the same name.
    pub(super) fn relation<'n>(&self, relation: &'n str) -> &'n str {
        match (relation, self.lang) {
            ("attribution", UiLang::De) => "andere Quelle genannt",
            ("attribution", UiLang::En) => "another source named",
            ("certainty", UiLang::De) => "nur bei einem sicher",
            ("certainty", UiLang::En) => "certain in one only",
            _ => self.name(relation),
        }
    }

    /// A number with a noun.
    pub(super) fn count(number: usize, one: &str, many: &str) -> String {
        format!("{number} {}", if number == 1 { one } else { many })
    }

    /// A share as a percentage.
    pub(super) fn percent(share: f64) -> String {
        format!("{}\u{202F}%", (share * 100.0).round())
    }
}

/// What the names that reports use are called, by name.
static NAMES: &[(&str, &str, &str)] = &[
    ("age", "Alter", "age"),
    ("agree", "übereinstimmend", "agree"),
    ("altered", "verändert", "altered"),
    ("attribution", "Quellenangabe", "attribution"),
    ("boilerplate", "Standardtext", "boilerplate"),
    ("cause", "Ursache", "cause"),
    ("certainty", "Gewissheit", "certainty"),
    ("contained", "enthalten", "contained"),
    ("contradiction", "Widerspruch", "contradiction"),
    ("date", "Datum", "date"),
    ("derived", "umgeschrieben", "derived"),
    ("disagree", "uneins", "disagree"),
    ("edited", "bearbeitet", "edited"),
    ("glossed", "mit Einschub", "glossed"),
    ("identical", "identisch", "identical"),
    ("money", "Betrag", "money"),
    ("near-duplicate", "fast identisch", "near-duplicate"),
    ("negation", "Verneinung", "negation"),
    ("number", "Zahl", "number"),
    ("organisation", "Organisation", "organisation"),
    ("overlapping", "überlappend", "overlapping"),
    ("person", "Person", "person"),
    ("place", "Ort", "place"),
    ("positions", "gegensätzliche Positionen", "opposed positions"),
    ("precision", "anders oder genauer gesagt", "put otherwise or more precisely"),
    ("quotation", "Zitat", "quotation"),
    ("quote_wording", "Wortlaut eines Zitats", "wording of a quotation"),
    ("role", "Funktion", "role"),
    ("sequence", "Reihenfolge", "sequence"),
    ("single", "nur einer", "one alone"),
    ("stated_date", "angegebenes Datum", "stated date"),
    ("stock", "Floskel", "stock phrase"),
    ("time", "Uhrzeit", "time"),
    ("trimmed", "gekürzt", "trimmed"),
    ("update", "spätere Meldung", "later update"),
    ("verbatim", "wörtlich", "verbatim"),
    ("versions", "Fassungen eines Artikels", "versions of one story"),
    ("wording", "anderer Wortlaut", "other wording"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_known() {
        assert!(NAMES.is_sorted_by(|one, other| one.0 < other.0));
        for (kind, _) in kollate_core::compare::kinds() {
            assert!(NAMES.iter().any(|row| row.0 == kind), "{kind} has no name");
        }
        let others =
            ["agree", "disagree", "precision", "update", "single", "contradiction", "certainty", "attribution"];
        let copies = ["identical", "near-duplicate", "contained", "derived", "overlapping", "versions"];
        let passages = ["verbatim", "edited", "quotation", "stock", "boilerplate", "glossed", "trimmed", "altered"];
        for name in others.iter().chain(&copies).chain(&passages).chain(&["wording", "positions", "stated_date"]) {
            assert!(NAMES.iter().any(|row| row.0 == *name), "{name} has no name");
        }
        for (name, german, english) in NAMES {
            assert_ne!(german, english, "{name}");
        }
        assert_eq!(Labels::of(UiLang::De).name("number"), "Zahl");
        assert_eq!(Labels::of(UiLang::De).name("new"), "new");
    }

    #[test]
    fn a_relation_says_more_than_its_kind() {
        for labels in [UiLang::De, UiLang::En].map(Labels::of) {
            for relation in ["attribution", "certainty"] {
                assert_ne!(labels.relation(relation), labels.name(relation));
            }
            assert_eq!(labels.relation("update"), labels.name("update"));
        }
    }
}
