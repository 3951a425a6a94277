//! Findings that whole articles must give, and findings that they must not: invented cases, and the reference articles
//! where they are at hand.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail, and says what it skipped")]

use kollate_core::Article;
use kollate_core::engine::Engine;
use kollate_core::engine::Input;
use kollate_core::engine::Silent;
use kollate_core::report::Report;
use std::path::Path;
use std::process::Command;

fn compare(texts: &[&str]) -> Report {
    let articles = texts
        .iter()
        .enumerate()
        .map(|(number, text)| Article { lang: Some("de".to_owned()), ..Article::new(format!("{number}.txt"), *text) })
        .collect();
    Engine::default().run(Input { articles, skipped: vec![] }, &Silent)
}

/// The places that two articles put one happening at, if the report says that they differ.
fn sites(report: &Report) -> Vec<(String, String)> {
    let places = report.disagreements.iter().filter(|finding| finding.kind == "place");
    places
        .map(|finding| {
            assert!(finding.confidence <= 0.7, "unknown is not disjoint: {}", finding.explanation);
            (finding.left_value.literal.clone(), finding.right_value.literal.clone())
        })
        .collect()
}

/// Three articles on three subjects that mention one meeting: the first tells it with its site and region, the second
/// with another site, the third with the region alone.
const SITES: &[[&str; 3]] = &[
    [
        "Der Unternehmer Anton Weller hat die Künstlerin Maria Lindqvist am Dienstag in Bozen in Südtirol empfangen. Die Galerie \
         plant nun eine große Ausstellung mit frühen Zeichnungen.",
        "Die Stiftung zahlt künftig für die Restaurierung alter Orgeln. Anton Weller und Maria Lindqvist hatten sich im \
         Mai in Meran getroffen. Über die Orgeln sprach damals niemand.",
        "Das Museum bekommt ein neues Dach aus Kupfer. Anton Weller hatte Maria Lindqvist im Mai in Südtirol empfangen.",
    ],
    [
        "Präsident Karim Osei hat Kanzler Henrik Brandauer am Freitag in Innsbruck in Tirol empfangen. Beide Länder \
         wollen Züge bestellen.",
        "Die Zölle auf Kakao steigen im Herbst. Karim Osei und Henrik Brandauer hatten sich im Juni in Kufstein \
         getroffen.",
        "Die Ernte fiel mager aus. Karim Osei hatte Henrik Brandauer im Juni in Tirol empfangen.",
    ],
    [
        "Trainerin Paula Reimann hat Verbandschef Uwe Kastner am Montag in Rosenheim in Bayern getroffen. Es ging um neue \
         Verträge.",
        "Der Verband verkauft sein Archiv. Paula Reimann und Uwe Kastner hatten sich im März in Passau getroffen.",
        "Die Halle wird saniert. Paula Reimann hatte Uwe Kastner im März in Bayern getroffen.",
    ],
    [
        "Der Reeder Nikos Vassilakis hat Ministerin Elena Moreau am Mittwoch in Palermo auf Sizilien getroffen. Neue \
         Fähren sind bestellt.",
        "Im Hafen fehlen Lotsen. Nikos Vassilakis und Elena Moreau hatten sich im April in Catania getroffen.",
        "Der Diesel wird teurer. Nikos Vassilakis hatte Elena Moreau im April auf Sizilien getroffen.",
    ],
    [
        "Bischof Jonas Helmer hat Bürgermeisterin Carla Winkelmann am Samstag in Erfurt in Thüringen empfangen. Die Glocken \
         werden neu gegossen.",
        "Der Marktplatz wird gesperrt. Jonas Helmer und Carla Winkelmann hatten sich im August in Weimar getroffen.",
        "Die Linde muss weichen. Jonas Helmer hatte Carla Winkelmann im August in Thüringen empfangen.",
    ],
];

#[test]
fn two_sites_under_one_stated_region_differ() {
    for case in SITES {
        let report = compare(case);
        assert_eq!(sites(&report).len(), 1, "{case:#?}\n{:#?}", report.disagreements);
    }
}

#[test]
fn a_region_and_a_site_in_it_agree() {
    for [told, _, region] in SITES {
        let report = compare(&[told, region]);
        assert_eq!(sites(&report), [], "{told} {region}");
    }
}

#[test]
fn without_a_stated_region_two_sites_may_be_two_meetings() {
    let report = compare(&[
        "Der Unternehmer Anton Weller hat die Künstlerin Maria Lindqvist am Dienstag in Quellstein empfangen. Die Galerie plant \
         eine Ausstellung.",
        "Die Stiftung zahlt für Orgeln. Anton Weller und Maria Lindqvist hatten sich im Mai in Hohenau getroffen.",
    ]);
    assert_eq!(sites(&report), []);
}

/// The imprint below a reference article is no running text of it, and `inspect` shows that.
#[test]
fn the_footer_of_a_reference_article_is_boilerplate() {
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/seeds/003.txt");
    if !article.is_file() {
        println!("skipped: the reference articles are not here");
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_kollate")).arg("inspect").arg(&article).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    let line = shown.lines().find(|line| line.contains("Netiquette")).unwrap();
    assert!(line.contains(" notice "), "{line}");
}

/// What the five reference articles must give, where they are at hand beside the repository.
#[test]
fn the_reference_articles_give_what_a_reader_finds() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/seeds");
    if !seeds.is_dir() {
        println!("skipped: the reference articles are not here");
        return;
    }
    let output =
        Command::new(env!("CARGO_BIN_EXE_kollate")).args(["compare", "--format", "json"]).arg(&seeds).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let events: Vec<Vec<&str>> = report["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["articles"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect())
        .collect();
    for event in [vec!["000.txt", "003.txt"], vec!["001.txt", "004.txt"], vec!["002.txt"]] {
        assert!(events.contains(&event), "{events:?}");
    }
    for pair in report["pairs"].as_array().unwrap() {
        assert_eq!(pair["relation"], "overlapping", "{pair:#}");
    }
    let relations: Vec<&str> =
        report["quote_matches"].as_array().unwrap().iter().map(|found| found["relation"].as_str().unwrap()).collect();
    assert_eq!(relations, ["glossed", "verbatim"]);
    let gloss = &report["quote_matches"][0]["edits"];
    assert_eq!(gloss.as_array().unwrap().len(), 1);
    assert_eq!(gloss[0]["right"]["text"], "(Präsident Wladimir)");
    let findings = report["disagreements"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(
        (&findings[0]["left"]["article"], &findings[0]["right"]["article"]),
        (&"002.txt".into(), &"003.txt".into())
    );
    assert_eq!(findings[0]["kind"], "place");
    let anomalies = report["anomalies"].as_array().unwrap();
    assert_eq!(anomalies.len(), 1);
    assert_eq!(anomalies[0]["article"], "000.txt");
    assert!(anomalies[0]["evidence"].as_array().unwrap().len() >= 3);
}
