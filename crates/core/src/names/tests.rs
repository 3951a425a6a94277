//! Cases and properties of the room.

use super::*;
use crate::segment::segment;
use proptest::prelude::*;

fn read(lang: &str, text: &str) -> (Article, Names) {
    let mut article = Article::new("a", text);
    article.lang = Some(lang.to_owned());
    let document = segment(&article);
    let names = names(&article, &document);
    (article, names)
}

/// "P Anna Seidl" for each entity.
fn entities(lang: &str, text: &str) -> Vec<String> {
    let letter = |kind| match kind {
        NameKind::Person => 'P',
        NameKind::Organisation => 'O',
        NameKind::Place => 'L',
    };
    read(lang, text).1.entities.iter().map(|entity| format!("{} {}", letter(entity.kind), entity.name)).collect()
}

#[test]
fn names_are_found_and_words_are_not() {
    for (lang, text, expected) in [
        ("de", "Bürgermeisterin Sabine Öhlmann wies die Kritik zurück.", vec!["P Sabine Öhlmann"]),
        ("de", "Der Brand brach in der Nacht aus. Zwei Menschen wurden verletzt.", vec![]),
        ("de", "Damals kostete die Fahrt vier Mark Zuschlag.", vec![]),
        ("de", "Kerstin Voss und Maria Brandl kamen.", vec!["P Kerstin Voss", "P Maria Brandl"]),
        ("de", "Der Verein sprach von einem Erfolg, Mitglieder jubelten.", vec![]),
        ("de", "Die Molkerei Grünhuber gehört zur Gruppe Valdoro.", vec!["O Grünhuber", "O Valdoro"]),
        ("de", "Das Landgericht Bamberg sprach Ulf Terhorst frei.", vec!["O Landgericht Bamberg", "P Ulf Terhorst"]),
        ("de", "Norwegische Forscher reisten von Hamburg nach Oslo.", vec!["L Norwegen", "L Hamburg", "L Oslo"]),
        ("de", "Die Eschenbrücke und der Tennisplatz bleiben gesperrt.", vec!["L Eschenbrücke"]),
        ("de", "Der US-Präsident traf die Mitglieder der Nato.", vec!["L USA", "O Nato"]),
        ("en", "Marlow Bank named Edith Farrow as chair.", vec!["O Marlow Bank", "P Edith Farrow"]),
        ("en", "Mr Tarrant said the Port of Tallinn was shut.", vec!["P Tarrant", "L Tallinn"]),
        ("en", "The Finnish minister went to Turku.", vec!["L Finland", "L Turku"]),
        ("fr", "La ministre Odile Vasseur s'est rendue à Lyon.", vec!["P Odile Vasseur", "L Lyon"]),
        ("fr", "Le tribunal administratif de Dijon a tranché.", vec!["O tribunal administratif de Dijon"]),
        ("en", "Tickets are sold by the retailer Hobbs Quay.", vec!["O Hobbs Quay"]),
        ("en", "Its blades come from Merrowby Steel.", vec!["O Merrowby Steel"]),
        ("fr", "Le chantier revient au groupe Valmerin.", vec!["O Valmerin"]),
        ("de", "Den Saal plante das Architekturbüro Quellhorst.", vec!["O Quellhorst"]),
    ] {
        assert_eq!(entities(lang, text), expected, "{text}");
    }
}

#[test]
fn short_forms_belong_to_their_bearer() {
    for (lang, text, expected) in [
        ("de", "Öhlmann bleibt. Sabine Öhlmann sagte, Öhlmanns Gegner irrten.", vec!["P Sabine Öhlmann"]),
        ("de", "Juri Malejew kam. Der Malejew-Besuch endete, so Malejew.", vec!["P Juri Malejew"]),
        ("de", "Machthaber Kim Tae Ho kam. Später reiste Kim ab.", vec!["P Kim Tae Ho"]),
        ("en", "Ida Farrow left. Farrow's aides cheered.", vec!["P Ida Farrow"]),
        ("en", "Marlow Bank grew. Shares in Marlow rose.", vec!["O Marlow Bank"]),
        ("fr", "Odile Vasseur est partie. Mme Vasseur n'a rien dit.", vec!["P Odile Vasseur"]),
    ] {
        assert_eq!(entities(lang, text), expected, "{text}");
    }
}

#[test]
fn a_bare_surname_belongs_to_the_last_full_name() {
    let text = "Viktor Terhorst gewann. Terhorst lachte. Sein Bruder Emil Terhorst verlor. Terhorst weinte.";
    let (_, names) = read("de", text);
    assert_eq!(names.entities.len(), 2);
    assert_eq!(names.mentions.iter().map(|mention| mention.entity).collect::<Vec<_>>(), [0, 0, 1, 1]);
}

#[test]
fn derived_forms_are_marked() {
    let (article, names) = read("de", "Die Rede Malejews überzeugte. Juri Malejew sprach vor polnischen Gästen.");
    let derived: Vec<&str> =
        names.mentions.iter().filter(|mention| mention.derived).map(|mention| mention.span.of(&article.text)).collect();
    assert_eq!(derived, ["Malejews", "polnischen"]);
}

#[test]
fn roles_stand_before_or_after() {
    for (lang, text, role, former) in [
        ("de", "Polizeisprecherin Eva Lindner schwieg.", "Polizeisprecherin", false),
        ("de", "Das sagte die Sprecherin der Bundespolizei, Eva Lindner.", "Sprecherin der Bundespolizei", false),
        ("de", "Eva Lindner, Leiterin der Behörde, schwieg.", "Leiterin der Behörde", false),
        ("de", "Der frühere Minister Emil Terhorst kam.", "Minister", true),
        ("en", "Edith Farrow, the chairman of Marlow, left.", "chairman of Marlow", false),
        ("en", "Estonian Infrastructure Minister Ida Farrow left.", "Estonian Infrastructure Minister", false),
        ("fr", "La préfète de la Loire, Odile Vasseur, est venue.", "préfète de la Loire", false),
    ] {
        let (article, names) = read(lang, text);
        let found: Vec<(&str, bool)> =
            names.roles.iter().map(|found| (found.span.of(&article.text), found.former)).collect();
        assert_eq!(found, [(role, former)], "{text}");
    }
}

#[test]
fn a_role_can_stand_for_its_bearer() {
    let text = "Umweltministerin Eva Lindner kam. Die Ministerin lächelte. Ein Minister ging.";
    let (article, names) = read("de", text);
    let found: Vec<&str> = names.references.iter().map(|found| found.span.of(&article.text)).collect();
    assert_eq!(found, ["Ministerin"]);
    // Two ministers: no telling which.
    let text = "Minister Emil Terhorst traf Minister Ulf Lindner. Der Minister lächelte.";
    assert!(read("de", text).1.references.is_empty());
}

#[test]
fn names_are_compared_by_structure() {
    use NameRelation::{Different, Same, Unknown};
    for (kind, left, right, expected) in [
        (NameKind::Person, "Juri Malejew", "Yuri Maleyev", Same),
        (NameKind::Person, "Katrin Grüning", "K. Gruening", Same),
        (NameKind::Person, "Lindner", "Eva Lindner", Same),
        (NameKind::Person, "Ministerin Eva Lindner", "Lindner, Eva", Same),
        (NameKind::Person, "Eva Maria Lindner", "Eva Lindner", Same),
        (NameKind::Person, "Kim Tae-ho", "Kim Tae Ho", Same),
        (NameKind::Person, "Emil Terhorst", "Viktor Terhorst", Different),
        (NameKind::Person, "Eva Lindner", "Eva Maurer", Different),
        (NameKind::Person, "Eva", "Eva Lindner", Unknown),
        (NameKind::Organisation, "Valdoro Aktiengesellschaft", "Valdoro AG", Same),
        (NameKind::Organisation, "Marlow Bank plc", "Marlow", Same),
        (NameKind::Organisation, "Association of Northern Growers", "ANG", Same),
        (NameKind::Organisation, "Marlow of Leeds Ltd", "Marlow of York Ltd", Different),
        (NameKind::Place, "Kiew", "Kyiv", Same),
        (NameKind::Place, "Hamburg", "München", Different),
    ] {
        assert_eq!(compare_names(kind, left, right), expected, "{left} / {right}");
    }
}

#[test]
fn hostile_text_takes_linear_time() {
    for piece in
        ["Kim ", "Minister ", "Bank of ", "A. ", "von ", "Berlin-", "Anna Maier, ", "d'", "Landgericht ", "der "]
    {
        let text = piece.repeat(20_000);
        for lang in ["de", "en", "fr"] {
            let (_, names) = read(lang, &text);
            assert!(names.mentions.len() <= 20_000, "{piece}");
        }
    }
}

/// Words that meet in names, so that random texts reach the rules.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Kim",
        "Anna",
        "von",
        "der",
        "Minister",
        "Lindner",
        "Lindners",
        "Berlin",
        "Berliner",
        "K.",
        "Dr.",
        "die",
        ",",
        ".",
        "GmbH",
        "Bank",
        "of",
        "the",
        "Sprecherin",
        "d'",
        "’s",
        "-",
        "US-Präsident",
        "russische",
        "Universität",
        "für",
        "„",
        "(",
        "Vereinten",
        "Nationen",
        "ex-",
        "frühere",
        "\u{ad}",
        "Ö",
        "東京",
        "in",
        "\n",
        "Straße",
        "Un",
        "Jong-un",
    ]);
    prop::collection::vec((word, prop::sample::select(vec![" ", " ", "", "  "])), 0..40)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn spans_are_whole_ordered_and_apart(text in words(), lang in prop::sample::select(vec!["de", "en", "fr"])) {
        let (article, names) = read(lang, &text);
        let mut end = 0;
        for mention in &names.mentions {
            prop_assert!(mention.span.start >= end && !mention.span.is_empty());
            prop_assert!(article.text.get(mention.span.start as usize..mention.span.end as usize).is_some());
            prop_assert!((mention.entity as usize) < names.entities.len());
            end = mention.span.end;
        }
        for role in &names.roles {
            prop_assert!(!role.span.overlaps(role.mention));
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        read("de", &text);
    }

    #[test]
    fn comparing_is_symmetric(left in words(), right in words()) {
        for kind in [NameKind::Person, NameKind::Organisation, NameKind::Place] {
            prop_assert_eq!(compare_names(kind, &left, &right), compare_names(kind, &right, &left));
        }
        let mirrored = match place_relation(&left, &right) {
            PlaceRelation::Within => PlaceRelation::Contains,
            PlaceRelation::Contains => PlaceRelation::Within,
            same => same,
        };
        prop_assert_eq!(place_relation(&right, &left), mirrored);
    }
}
