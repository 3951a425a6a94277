use super::*;
use crate::align::Op;
use crate::reading::Reading;
use crate::reading::read;
use crate::text::Article;
use crate::text::DateBasis;
use crate::text::Span;
use crate::text::StatedDate;
use crate::text::Version;
use proptest::prelude::*;

/// The articles of a file of fixtures, ordered by id.
fn articles(lines: &str) -> Vec<Article> {
    let mut articles: Vec<Article> = lines
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let field = |name: &str| record[name].as_str().map(str::to_owned);
            let mut article = Article::new(field("id").unwrap(), field("text").unwrap());
            article.outlet = field("outlet");
            article.lang = field("lang");
            article.date = field("date").map(|value| StatedDate { value, basis: DateBasis::Metadata });
            article
        })
        .collect();
    articles.sort_by(|one, other| one.id.cmp(&other.id));
    articles
}

fn chains() -> Vec<Article> {
    articles(include_str!("../../../../fixtures/chains/articles.jsonl"))
}

fn article(text: &str) -> Article {
    let mut article = Article::new("a", text);
    article.lang = Some("de".to_owned());
    article
}

fn shared(left: &Reading, right: &Reading) -> u32 {
    left.print.shingles.iter().filter(|shingle| right.print.shingles.binary_search(shingle).is_ok()).count() as u32
}

/// The quotation matches of two articles.
fn quote_matches(left: &Reading, right: &Reading) -> Vec<QuoteMatch> {
    let nothing = Recurring::default();
    super::quote_matches(&Annotated::new(left, &nothing), &Annotated::new(right, &nothing))
}

fn judged(left: &Reading, right: &Reading) -> (Vec<Passage>, Kinship) {
    let nothing = Recurring::default();
    let texts = (Annotated::new(left, &nothing), Annotated::new(right, &nothing));
    let found = passages(&texts.0, &texts.1);
    let kinship = kinship(&texts.0, &texts.1, shared(left, right), &found);
    (found, kinship)
}

/// Kinship of all pairs, by index.
fn kinships(readings: &[Reading]) -> Vec<(u32, u32, Kinship)> {
    let mut all = vec![];
    for left in 0..readings.len() {
        for right in left + 1..readings.len() {
            all.push((left as u32, right as u32, judged(&readings[left], &readings[right]).1));
        }
    }
    all
}

fn edges(kinships: &[(u32, u32, Kinship)]) -> Vec<Edge<'_>> {
    kinships.iter().map(|(left, right, kinship)| Edge { left: *left, right: *right, kinship }).collect()
}

#[test]
fn relations_of_a_chain() {
    let articles = chains();
    let readings: Vec<Reading> = articles.iter().map(read).collect();
    let found: Vec<String> = kinships(&readings)
        .iter()
        .filter_map(|(left, right, kinship)| {
            let relation = kinship.relation?;
            Some(format!("{}{} {relation:?}", articles[*left as usize].id, articles[*right as usize].id))
        })
        .collect();
    let expected = [
        "ab NearDuplicate",
        "ac Derived",
        "ad Identical",
        "ae NearDuplicate",
        "bc NearDuplicate",
        "bd NearDuplicate",
        "be Contained",
        "cd Derived",
        "ce Derived",
        "de NearDuplicate",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_chain_shows_in_the_clusters() {
    let articles = &chains()[..3];
    let readings: Vec<Reading> = articles.iter().map(read).collect();
    let kinships = kinships(&readings);
    let edges = edges(&kinships);
    let found = clusters(&readings, &edges);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].articles.clone(), found[0].keep), (vec![0, 1, 2], 1), "the middle stands for both ends");
    let weakest = &edges[found[0].weakest];
    assert_eq!((weakest.left, weakest.right), (1, 2));
}

#[test]
fn every_article_of_a_cluster_has_an_edge_to_the_one_to_keep() {
    let articles = chains();
    let readings: Vec<Reading> = articles.iter().map(read).collect();
    let kinships = kinships(&readings);
    let edges = edges(&kinships);
    let found = clusters(&readings, &edges);
    assert!(!found.is_empty());
    for cluster in found {
        for article in cluster.articles.iter().filter(|&&article| article != cluster.keep) {
            let pair = (cluster.keep.min(*article), cluster.keep.max(*article));
            let edge = edges.iter().find(|edge| (edge.left, edge.right) == pair).unwrap();
            assert!(edge.kinship.relation <= Some(Relation::Contained), "{pair:?}");
        }
    }
}

#[test]
fn copies_of_copies_are_one_origin() {
    let articles = chains();
    let readings: Vec<Reading> = articles.iter().map(read).collect();
    let kinships = kinships(&readings);
    let found = origins(&readings, &edges(&kinships));
    let groups: Vec<_> = found.iter().map(|origin| (origin.articles.clone(), origin.evidence.len())).collect();
    assert_eq!(groups, [(vec![0, 1, 2, 3, 4], 4), (vec![5], 0)]);
}

#[test]
fn versions_of_a_story_are_no_copies() {
    let version = |story: &str, number: &str, id: &str| {
        let text =
            "Bei dem Brand in der Lagerhalle am Hafen sind zwei Menschen verletzt worden, teilte die Polizei mit.";
        let version = Version { story: story.to_owned(), number: number.to_owned() };
        Article { version: Some(version), ..Article::new(id, text) }
    };
    let articles = [version("n-1", "10", "a"), version("n-1", "9", "b"), version("n-2", "1", "c")];
    let readings: Vec<Reading> = articles.iter().map(read).collect();
    let (left, right) = (&readings[0], &readings[1]);
    let kinship = judged(left, right).1;
    assert_eq!((kinship.relation, kinship.direction.verdict), (Some(Relation::Versions), Verdict::Right));
    assert_eq!(kinship.direction.evidence, ["{right} is version 9 of the story and {left} version 10."]);
    assert_eq!(judged(&readings[0], &readings[2]).1.relation, Some(Relation::Identical));
    let kinships = kinships(&readings);
    assert!(clusters(&readings, &edges(&kinships)).iter().all(|cluster| !cluster.articles.ends_with(&[0, 1])));
}

#[test]
fn texts_without_words_are_no_copies() {
    for (left, right) in [("", ""), ("…", "…"), ("", "Ein Wort."), ("Ja", "Nein")] {
        let (left, right) = (article(left), article(right));
        let kinship = judged(&read(&left), &read(&right)).1;
        assert_eq!(kinship.relation, None);
        assert!(kinship.jaccard.is_finite() && kinship.coverage_left.is_finite());
    }
}

#[test]
fn kinds_of_passages() {
    let cases = [
        (
            "Am Ende siegte die Vorsicht: Die Bergwacht brach die Suche nach dem vermissten Wanderer kurz vor Mitternacht ab.",
            "Schlechte Sicht, viel Schnee. Die Bergwacht brach die Suche nach dem vermissten Wanderer kurz vor Mitternacht ab.",
            PassageKind::Verbatim,
        ),
        (
            "Am Ende siegte die Vorsicht. Die Bergwacht brach die Suche nach dem vermissten Wanderer kurz vor Mitternacht ab.",
            "Schlechte Sicht, viel Schnee. Die Bergwacht brach die Suche nach dem vermissten Wanderer erst gegen Mitternacht ab.",
            PassageKind::Edited,
        ),
        (
            "Der Trainer wirkte müde. „Diese Mannschaft wird jetzt erst recht weiterkämpfen“, sagte er.",
            "»Diese Mannschaft wird jetzt erst recht weiterkämpfen«, so hörte man es im Stadion von vielen.",
            PassageKind::Quotation,
        ),
    ];
    for (left, right, kind) in cases {
        let (left, right) = (article(left), article(right));
        let found = judged(&read(&left), &read(&right)).0;
        assert_eq!(found.iter().map(|passage| passage.kind).collect::<Vec<_>>(), [kind], "{}", left.text);
    }
}

/// What a passage covers on both sides, as text.
fn covered(left: &str, right: &str) -> Vec<(String, String)> {
    let (left, right) = (article(left), article(right));
    let found = judged(&read(&left), &read(&right)).0;
    found
        .iter()
        .map(|passage| {
            let (one, other) = (passage.aligned.left, passage.aligned.right);
            (one.of(&left.text).to_owned(), other.of(&right.text).to_owned())
        })
        .collect()
}

/// Two texts, and what their passages cover.
type Case<'t> = (String, String, &'t [(&'t str, &'t str)]);

#[test]
fn a_passage_ends_where_a_reader_would_end_it() {
    let shared = "Die Bergwacht brach die Suche nach dem vermissten Wanderer kurz vor Mitternacht ab.";
    let cases: [Case; 3] = [
        // The dateline is no part of it.
        (format!("Garmisch (mzd) - {shared}"), shared.to_owned(), &[(shared, shared)]),
        // A paragraph break is.
        (
            format!("{shared} Am Morgen flog ein Hubschrauber das ganze Tal ab."),
            format!("{shared}\n\nAm Morgen flog ein Hubschrauber das ganze Tal ab."),
            &[(
                "Die Bergwacht brach die Suche nach dem vermissten Wanderer kurz vor Mitternacht ab. Am Morgen flog ein Hubschrauber das ganze Tal ab.",
                "Die Bergwacht brach die Suche nach dem vermissten Wanderer kurz vor Mitternacht ab.\n\nAm Morgen flog ein Hubschrauber das ganze Tal ab.",
            )],
        ),
        // A sentence put in between ends it.
        (
            format!("{shared} Am Morgen flog ein Hubschrauber das ganze Tal ab."),
            format!("{shared} Niemand hatte ihn gesehen. Am Morgen flog ein Hubschrauber das ganze Tal ab."),
            &[
                (shared, shared),
                (
                    "Am Morgen flog ein Hubschrauber das ganze Tal ab.",
                    "Am Morgen flog ein Hubschrauber das ganze Tal ab.",
                ),
            ],
        ),
    ];
    for (left, right, expected) in &cases {
        let found = covered(left, right);
        let found: Vec<(&str, &str)> = found.iter().map(|pair| (pair.0.as_str(), pair.1.as_str())).collect();
        assert_eq!(&found[..], *expected);
    }
}

#[test]
fn a_sentence_turned_around_is_found_between_copies() {
    let shared = "Die Bergwacht brach die Suche nach dem vermissten Wanderer kurz vor Mitternacht ab. Am Morgen flog ein Hubschrauber das ganze Tal ab.";
    let left = format!("{shared} Der Notruf war gegen acht Uhr in der Leitstelle angekommen.");
    let right = format!("Gegen acht Uhr war der Notruf angekommen in der Leitstelle. {shared}");
    let found = covered(&left, &right);
    let texts: Vec<(&str, &str)> = found.iter().map(|pair| (pair.0.as_str(), pair.1.as_str())).collect();
    let turned = (
        "Der Notruf war gegen acht Uhr in der Leitstelle angekommen.",
        "Gegen acht Uhr war der Notruf angekommen in der Leitstelle.",
    );
    assert_eq!(texts, [(shared, shared), turned]);
}

#[test]
fn changed_values_are_told_from_changed_words() {
    let cases = [
        (
            "Bei dem Sturm wurden gestern im ganzen Land 14 Häuser abgedeckt.",
            "Bei dem Sturm wurden gestern im ganzen Land 19 Häuser abgedeckt.",
            true,
        ),
        (
            "Der Sturm hat gestern im ganzen Land keine Häuser abgedeckt, sagt der Bürgermeister.",
            "Der Sturm hat gestern im ganzen Land viele Häuser abgedeckt, sagt der Bürgermeister.",
            true,
        ),
        (
            "Bei dem Sturm wurden gestern im ganzen Land 14 Häuser abgedeckt.",
            "Bei dem Unwetter wurden gestern im ganzen Land 14 Häuser abgedeckt.",
            false,
        ),
        (
            "Bei dem Sturm wurden gestern im ganzen Land zwölf Häuser abgedeckt.",
            "Bei dem Sturm wurden gestern im ganzen Land 12 Häuser abgedeckt.",
            false,
        ),
    ];
    for (left, right, changed) in cases {
        let (left, right) = (article(left), article(right));
        let (found, kinship) = judged(&read(&left), &read(&right));
        assert!(found.iter().any(|passage| passage.kind.is_reuse()), "{}", right.text);
        assert_eq!(kinship.values_changed, changed, "{}", right.text);
    }
}

#[test]
fn direction_is_a_list_of_evidence() {
    let text = "Die Bergwacht brach die Suche nach dem vermissten Wanderer kurz vor Mitternacht ab. Am Morgen flog ein Hubschrauber das ganze Tal ab.";
    let dated = |text: &str, date: &str, outlet: &str| {
        let mut article = article(text);
        article.date = (!date.is_empty()).then(|| StatedDate { value: date.to_owned(), basis: DateBasis::Metadata });
        article.outlet = Some(outlet.to_owned());
        article
    };
    let credited = format!("Garmisch (dpa) - {text}");
    let cases = [
        (dated(text, "2024-02-01", "Bote"), dated(text, "2024-02-03", "Kurier"), Verdict::Left),
        (dated(text, "2024-02-01", "Bote"), dated(text, "2024-02-01", "Kurier"), Verdict::Undecided),
        (dated(text, "", "Bote"), dated(text, "2024-02-01", "Kurier"), Verdict::Undecided),
        (dated(&credited, "2024-02-01", "dpa"), dated(text, "2024-02-01", "Kurier"), Verdict::Left),
        (dated(&credited, "2024-02-01", "Bote"), dated(&credited, "2024-02-03", "Kurier"), Verdict::CommonSource),
    ];
    for (left, right, verdict) in &cases {
        let (left, right) = (read(left), read(right));
        let direction = judged(&left, &right).1.direction;
        assert_eq!(direction.verdict, *verdict, "{:?}", direction.evidence);
        let turned = judged(&right, &left).1.direction;
        let expected = match verdict {
            Verdict::Left => Verdict::Right,
            other => *other,
        };
        assert_eq!(turned.verdict, expected);
        assert_eq!(turned.evidence.len(), direction.evidence.len());
    }
}

#[test]
fn what_an_outlet_repeats_is_boilerplate() {
    let footer =
        "Haben Sie Hinweise oder Fragen zu diesem Thema, so erreichen Sie unsere Redaktion werktags am Telefon.";
    let stories = [
        "Ein Storch hat den Turm der Kirche besetzt.",
        "Das Freibad öffnet erst nach Pfingsten.",
        "Der Stadtrat berät über neue Radwege.",
        "Die Bücherei verlängert ihre Zeiten.",
        "Ein Kran blockiert seit Tagen die Hauptstraße.",
    ];
    let articles: Vec<Article> = stories
        .iter()
        .map(|story| {
            let mut article = article(&format!("{story}\n\n{footer}"));
            article.outlet = Some("Bote".to_owned());
            article
        })
        .collect();
    let readings: Vec<Reading> = articles.iter().map(read).collect();
    let recurring = recurring(&readings);
    assert!(recurring.holds(&readings[0], 1) && !recurring.holds(&readings[0], 0));
    let found = passages(&Annotated::new(&readings[0], &recurring), &Annotated::new(&readings[1], &recurring));
    assert_eq!(found.iter().map(|passage| passage.kind).collect::<Vec<_>>(), [PassageKind::Boilerplate]);
    assert!(found[0].copying.abs() < f64::EPSILON);
}

fn turned(passages: &[Passage]) -> Vec<(Span, Span, PassageKind, u32)> {
    let mut turned: Vec<_> = passages
        .iter()
        .map(|passage| (passage.aligned.right, passage.aligned.left, passage.kind, passage.aligned.words))
        .collect();
    turned.sort_by_key(|passage| passage.0);
    turned
}

const SENTENCES: [&str; 8] = [
    "Die Bergwacht brach die Suche nach dem vermissten Wanderer kurz vor Mitternacht ab.",
    "Am Morgen flog ein Hubschrauber das ganze Tal ab, fand aber 14 Schafe.",
    "„Wir geben die Hoffnung nicht auf“, sagte Einsatzleiter Korbinian Mooser.",
    "Niemand hatte ihn gesehen.",
    "Seit dem 3. Mai gilt die höchste Warnstufe für Lawinen in den Bergen.",
    "Die Hütte am Pass bleibt nach Angaben der Polizei bis Freitag geschlossen.",
    "Zwei Begleiter waren schon am Nachmittag umgekehrt, weil einer von ihnen fror.",
    "Der Wetterdienst erwartet für die Nacht noch einmal Schnee.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Turning the sides turns the result and nothing else; nothing overlaps; spans lie in the text.
    #[test]
    fn passages_are_mirrored(
        left in prop::collection::vec((0usize..8, 0usize..6), 0..9), right in prop::collection::vec((0usize..8, 0usize..6), 0..9),
    ) {
        // A word is left out here and there, so that there are edits.
        let text = |order: &[(usize, usize)]| {
            let sentence = |&(at, drop): &(usize, usize)| {
                let words: Vec<&str> = SENTENCES[at].split(' ').enumerate().filter(|(word, _)| *word != drop + 2).map(|word| word.1).collect();
                words.join(" ")
            };
            order.iter().map(sentence).collect::<Vec<_>>().join(" ")
        };
        let (left, right) = (article(&text(&left)), article(&text(&right)));
        let (left, right) = (read(&left), read(&right));
        let (found, kinship) = judged(&left, &right);
        let (back, kinship_back) = judged(&right, &left);
        let mut found_in_order: Vec<_> = found.iter().map(|passage| (passage.aligned.left, passage.aligned.right, passage.kind, passage.aligned.words)).collect();
        found_in_order.sort_by_key(|passage| passage.0);
        prop_assert_eq!(&found_in_order, &turned(&back));
        prop_assert_eq!(kinship.relation, kinship_back.relation);
        prop_assert!((kinship.coverage_left - kinship_back.coverage_right).abs() < 1e-12);
        prop_assert!((0.0..=1.0).contains(&kinship.coverage_left));
        for pair in found_in_order.windows(2) {
            prop_assert!(pair[0].0.end <= pair[1].0.start);
        }
        for one in &found_in_order {
            prop_assert!(found_in_order.iter().all(|other| one == other || !one.1.overlaps(other.1)));
        }
        let quotes = quote_matches(&left, &right);
        let mut quotes_back: Vec<_> = quote_matches(&right, &left).iter().map(|found| (found.right, found.left, found.relation)).collect();
        quotes_back.sort_unstable();
        prop_assert_eq!(quotes.iter().map(|found| (found.left, found.right, found.relation)).collect::<Vec<_>>(), quotes_back);
    }
}

/// The quotation matches of two texts: relation, and edits as text.
fn quoted(left: &str, right: &str) -> Vec<(QuoteRelation, Vec<String>)> {
    let (left, right) = (article(left), article(right));
    let (left, right) = (read(&left), read(&right));
    let text = |reading: &Reading, span: Option<Span>| span.map_or(String::new(), |span| reading.text(span).to_owned());
    quote_matches(&left, &right)
        .iter()
        .map(|found| {
            let edits =
                found.edits.iter().map(|edit| format!("{}|{}", text(&left, edit.left), text(&right, edit.right)));
            (found.relation, edits.collect())
        })
        .collect()
}

#[test]
fn relations_of_quotations() {
    use QuoteRelation::{Altered, Glossed, Trimmed, Verbatim};
    let base = "„Wir werden den Hafen im nächsten Jahr ganz sicher nicht schließen“";
    let cases: [(&str, QuoteRelation, &[&str]); 9] = [
        ("»Wir werden den Hafen im nächsten Jahr ganz sicher nicht schließen.«", Verbatim, &[]),
        ("\"Wir werden den Hafen\nim nächsten Jahr ganz sicher nicht schließen!\"", Verbatim, &[]),
        (
            "„Wir werden den Hafen (in Nordwiek) im nächsten Jahr ganz sicher nicht schließen“",
            Glossed,
            &["|(in Nordwiek)"],
        ),
        (
            "„[Die Reederei Classen und wir] werden den Hafen im nächsten Jahr ganz sicher nicht schließen“",
            Altered,
            &["Wir|Die Reederei Classen und wir"],
        ),
        (
            "„Wir werden den Hafen im nächsten Jahr ganz sicher nicht schließen, das verspreche ich“",
            Trimmed,
            &["|das verspreche ich"],
        ),
        ("„Den Hafen im nächsten Jahr ganz sicher nicht schließen“", Trimmed, &["Wir werden|"]),
        ("„Wir werden den Hafen im nächsten Jahr ganz sicher schließen“", Altered, &["nicht|"]),
        ("„Wir wollen den Hafen im nächsten Jahr ganz sicher nicht schließen“", Altered, &["werden|wollen"]),
        ("„Wir werden den Hafen im nächsten Jahr ganz sicher nicht räumen“", Altered, &["schließen|räumen"]),
    ];
    for (quote, relation, edits) in cases {
        let found = quoted(&format!("{base}, sagte Klara Behn."), &format!("{quote}, sagte Klara Behn."));
        let edits: Vec<String> = edits.iter().map(|&edit| edit.to_owned()).collect();
        let expected = if relation == Altered && quote.contains('[') { &found[..] } else { &[(relation, edits)][..] };
        assert_eq!(found, expected, "{quote}");
    }
}

#[test]
fn a_phrase_with_one_word_of_content_makes_one_utterance_of_a_speakers_words() {
    let (left, right) = ("„Keiner von uns schweigt, alle reden“", "„Keiner von uns schweigt, jeder singt“");
    let found = quoted(&format!("{left}, sagte Klara Behn."), &format!("{right}, sagte Klara Behn."));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, QuoteRelation::Altered);
}

#[test]
fn other_utterances_do_not_match() {
    let cases = [
        ("„Keiner von uns“, sagte Klara Behn.", "„Keiner von euch“, sagte Klara Behn."),
        ("„Das ist gut“, sagte Klara Behn.", "„Das ist gut“, sagte Ove Petersen."),
        ("„Wir schließen den Hafen“, sagte Klara Behn.", "„Der Hafen war schon immer unser Stolz“, sagte Klara Behn."),
        ("„Nein“, sagte Klara Behn.", "„Ja“, sagte Klara Behn."),
    ];
    for (left, right) in cases {
        assert_eq!(quoted(left, right), [], "{left} / {right}");
    }
}

#[test]
fn a_gloss_is_the_only_edit() {
    let articles = articles(include_str!("../../../../fixtures/hegemonie/articles.jsonl"));
    let readings: Vec<Reading> = articles.iter().map(read).collect();
    let found = quote_matches(&readings[0], &readings[1]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].relation, QuoteRelation::Glossed);
    let edits: Vec<_> =
        found[0].edits.iter().map(|edit| (edit.op, edit.left.map(|span| readings[0].text(span)))).collect();
    assert_eq!(edits, [(Op::Delete, Some("(Präsident Wladimir)"))]);
}
