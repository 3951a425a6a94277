//! Cases of every kind of expression, as words, TIMEX3 values and intervals.

use crate::segment::segment;
use crate::text::Article;
use crate::text::DateBasis;
use crate::text::StatedDate;
use crate::values::Edge;
use crate::values::Reference;
use crate::values::Value;
use crate::values::values;

/// The temporal values of a text: words and TIMEX3 value of each, as `words=value`.
fn read(lang: &str, date: &str, text: &str) -> Vec<String> {
    found(lang, date, text)
        .into_iter()
        .map(|(words, value)| format!("{words}={}", value.timex.unwrap_or_default()))
        .collect()
}

fn found(lang: &str, date: &str, text: &str) -> Vec<(String, Value)> {
    let mut article = Article::new("case", text);
    article.lang = Some(lang.to_owned());
    article.date = (!date.is_empty()).then(|| StatedDate { value: date.to_owned(), basis: DateBasis::Metadata });
    let document = segment(&article);
    let found = values(&article, &document, Reference::stated(article.date.as_ref()));
    found
        .into_iter()
        .filter(|value| value.time.is_some())
        .map(|value| (value.span.of(text).to_owned(), value))
        .collect()
}

/// Checks `text => words=value; …` on Wednesday, 12 June 2024.
fn check(lang: &str, cases: &[(&str, &str)]) {
    let mut wrong = vec![];
    for (text, want) in cases {
        let got = read(lang, "2024-06-12", text).join("; ");
        if got != *want {
            wrong.push(format!("{text}\n  got  {got}\n  want {want}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn german_days_and_months() {
    check(
        "de",
        &[
            ("Das Fest war am 2. Mai 2023.", "2. Mai 2023=2023-05-02"),
            ("Sie kam am 2. Mai.", "2. Mai=2024-05-02"),
            ("Er schrieb am 30.12. einen Brief.", "30.12.=2023-12-30"),
            ("Frist: 01.07.2024, Bericht vom 1.7.24.", "01.07.2024=2024-07-01; 1.7.24=2024-07-01"),
            ("Stand 2024-06-03.", "2024-06-03=2024-06-03"),
            ("Am Mittwoch, den 5. Juni, tagte der Rat.", "Mittwoch, den 5. Juni=2024-06-05"),
            ("Die Messe läuft vom 14. bis 17. Juni.", "14.=2024-06-14; 17. Juni=2024-06-17"),
            ("Das Lager am 14./15. Juni fiel aus.", "14./15. Juni=2024-06-14"),
            ("Im Oktober 2022 begann der Bau.", "Oktober 2022=2022-10"),
            ("Der Bau endete im Oktober.", "Oktober=2023-10"),
            ("Anfang Mai wurde gewählt.", "Anfang Mai=2024-05"),
            ("Ende des Monats wird gewählt.", "Ende des Monats=2024-06"),
            ("Seit 1998 steht der Turm, im Jahr 2003 brannte er.", "1998=1998; Jahr 2003=2003"),
            ("In den 90er-Jahren und den neunziger Jahren", "90er-Jahren=199; neunziger Jahren=199"),
            ("Im 19. Jahrhundert", "19. Jahrhundert=18"),
            ("In der Saison 2014/15", "Saison 2014/15=2014"),
            ("Im zweiten Quartal 2023 und im ersten Halbjahr", "zweiten Quartal 2023=2023-Q2; ersten Halbjahr=2024-H1"),
            (
                "Im Sommer 2022 und im Herbst vergangenen Jahres",
                "Sommer 2022=2022-SU; Herbst vergangenen Jahres=2023-FA",
            ),
            ("Das war zwei Wochen nach Ostern.", "zwei Wochen nach Ostern=2024-04-14"),
            ("Drei Tage vor dem 12. Juni 2023 fror es.", "Drei Tage vor dem 12. Juni 2023=2023-06-09"),
            ("Zwei Wochen nach der Wahl trat er ab.", "Zwei Wochen=P2W"),
            ("An Ostern kamen viele, an Karfreitag keiner.", "Ostern=2024-03-31; Karfreitag=2024-03-29"),
            ("Weihnachten 2021 schneite es.", "Weihnachten 2021=2021-12-25"),
            ("In der KW 23", "KW 23=2024-W23"),
        ],
    );
}

#[test]
fn german_days_by_the_articles_date() {
    check(
        "de",
        &[
            ("Das sagte er am Montag.", "Montag=2024-06-10"),
            ("Das sagte er am Mittwoch.", "Mittwoch=2024-06-12"),
            ("Das sagte er am vergangenen Mittwoch.", "vergangenen Mittwoch=2024-06-05"),
            ("Der Rat wird am Freitag entscheiden.", "Freitag=2024-06-14"),
            ("Der Markt soll am Donnerstag öffnen.", "Donnerstag=2024-06-13"),
            ("Am kommenden Dienstag", "kommenden Dienstag=2024-06-18"),
            ("Gestern, heute und übermorgen", "Gestern=2024-06-11; heute=2024-06-12; übermorgen=2024-06-14"),
            ("Das war in der vergangenen Woche.", "der vergangenen Woche=2024-W23"),
            ("Im kommenden Jahr", "kommenden Jahr=2025"),
            ("Vor drei Tagen brannte es.", "drei Tagen=P3D"),
            ("In zwei Wochen wird gewählt.", "zwei Wochen=P2W"),
            ("Vor elf Jahren", "elf Jahren=P11Y"),
            ("Am Dienstagabend brannte es.", "Dienstagabend=2024-06-11TEV"),
            ("Samstag früh brannte es.", "Samstag früh=2024-06-08TMO"),
            ("Es brannte gestern Abend.", "gestern Abend=2024-06-11TEV"),
            ("In der Nacht zu Dienstag brannte es.", "Nacht zu Dienstag=2024-06-10TNI"),
            ("In der Nacht von Montag auf Dienstag brannte es.", "Nacht von Montag auf Dienstag=2024-06-10TNI"),
            ("Seit Dienstagabend, 18 Uhr, ist sie zu.", "Dienstagabend, 18 Uhr=2024-06-11T18:00"),
            ("Am 3. Juni zog er aus. Am Tag darauf zog sie ein.", "3. Juni=2024-06-03; Tag darauf=2024-06-04"),
            ("Die Ware kommt nächste Woche Montag.", "nächste Woche Montag=2024-06-17"),
            ("Im kommenden Jahr läuft die Messe am 2. Mai.", "kommenden Jahr=2025; 2. Mai=2025-05-02"),
            ("Ab Freitag ist die Leitung geschaltet.", "Freitag=2024-06-14"),
            ("Das Tor schließt am 20.", "20.=2024-06-20"),
            ("Zwischen 1943 und 1945, ab 12. Juni", "1943=1943; 1945=1945; 12. Juni=2024-06-12"),
        ],
    );
}

#[test]
fn german_clock_times() {
    check(
        "de",
        &[
            ("Es brannte am Montag um 6.47 Uhr.", "Montag=2024-06-10; 6.47 Uhr=2024-06-10T06:47"),
            ("Es begann um 18 Uhr.", "18 Uhr=T18:00"),
            ("Es begann kurz nach halb acht.", "kurz nach halb acht=T07:30"),
            ("Es begann um Viertel vor neun.", "Viertel vor neun=T08:45"),
            ("Es begann um Viertel nach neun.", "Viertel nach neun=T09:15"),
            ("Es begann um fünf vor zwölf.", "fünf vor zwölf=T11:55"),
            ("Es begann um acht Uhr abends.", "acht Uhr abends=T20:00"),
            ("Es begann gegen Mitternacht.", "gegen Mitternacht=T00:00"),
            ("Es begann kurz nach Mittag.", "kurz nach Mittag=T12:00"),
            ("Geöffnet von 10 bis 17.30 Uhr", "10=T10:00; 17.30 Uhr=T17:30"),
            ("Es begann um dreiviertel acht.", "dreiviertel acht=T07:45"),
        ],
    );
}

#[test]
fn german_lengths_and_sets() {
    check(
        "de",
        &[
            ("Es dauerte drei Stunden.", "drei Stunden=PT3H"),
            ("Es dauerte anderthalb Jahre.", "anderthalb Jahre=P1.5Y"),
            ("Vier Jahre und sechs Monate Haft", "Vier Jahre und sechs Monate=P4Y6M"),
            ("Es dauerte mehr als eine Stunde.", "mehr als eine Stunde=PT1H"),
            ("Eine zweistündige Debatte", "zweistündige=PT2H"),
            ("Es dauerte eine halbe Stunde.", "eine halbe Stunde=PT0.5H"),
            ("Seit Jahren wird gestritten.", "Jahren=PXY"),
            ("Ein 19-jähriger Mann, 52 Jahre alt", ""),
            ("Jeden Montag, montags und täglich", "Jeden Montag=XXXX-WXX-1; montags=XXXX-WXX-1; täglich=P1D"),
            ("Sie tagt alle zwei Wochen.", "alle zwei Wochen=P2W"),
            ("In den vergangenen zwei Jahren", "den vergangenen zwei Jahren=P2Y"),
            ("In den vergangenen Wochen", "den vergangenen Wochen=PXW"),
        ],
    );
    let (_, half) = found("de", "", "54 Monate").remove(0);
    let (_, years) = found("de", "", "vier Jahre und sechs Monate").remove(0);
    assert_eq!(half.value, years.value);
    assert_eq!(half.unit, Some("s"));
}

#[test]
fn english_times() {
    check(
        "en",
        &[
            ("It opened on 3 May 2023.", "3 May 2023=2023-05-03"),
            ("It opened on May 3rd, 2023, and on March 4.", "May 3rd, 2023=2023-05-03; March 4=2024-03-04"),
            ("He said on Monday.", "Monday=2024-06-10"),
            ("It will open on Friday.", "Friday=2024-06-14"),
            ("It happened last Friday.", "last Friday=2024-06-07"),
            ("They meet next March.", "next March=2025-03"),
            ("It began at 8:30 p.m. on Tuesday.", "8:30 p.m. on Tuesday=2024-06-11T20:30"),
            ("It began at half past seven.", "half past seven=T07:30"),
            ("It began at a quarter to nine.", "a quarter to nine=T08:45"),
            ("It rained overnight.", "overnight=2024-06-12TNI"),
            ("It happened three weeks ago.", "three weeks ago=2024-05-22"),
            ("It takes two hours and fifteen minutes.", "two hours and fifteen minutes=PT2H15M"),
            ("A three-year term", "three-year=P3Y"),
            ("They meet every Monday and every year.", "every Monday=XXXX-WXX-1; every year=P1Y"),
            ("In the second quarter of 2025", "second quarter of 2025=2025-Q2"),
            ("At Thanksgiving 2023", "Thanksgiving 2023=2023-11-23"),
            ("In the 1990s", "1990s=199"),
            ("In early June", "early June=2024-06"),
            ("He may march on; they may not.", ""),
            ("The best in a decade", "a decade=P1DE"),
            ("It opened on Sep-23-2020.", "Sep-23-2020=2020-09-23"),
            ("It began at 2 a.m. on Tuesday night.", "2 a.m. on Tuesday night=2024-06-11T02:00"),
            ("In the past two years", "the past two years=P2Y"),
        ],
    );
}

#[test]
fn english_times_in_words() {
    check(
        "en",
        &[
            ("The bridge opened in nineteen eighty-four.", "nineteen eighty-four=1984"),
            ("She retired in May two thousand and nineteen.", "May two thousand and nineteen=2019-05"),
            ("It was sold in nineteen eighty-four parts.", ""),
            ("A crowd of two thousand came.", ""),
            ("The train left at six forty-three.", "six forty-three=T06:43"),
            ("He called at nine thirty yesterday.", "nine thirty yesterday=2024-06-11T09:30"),
            ("She came at ten to eight.", "ten to eight=T07:50"),
            ("There were two to four people.", ""),
            ("They talked about seven thirty-year-olds.", ""),
            ("It left at 1140 a.m.", "1140 a.m.=T11:40"),
        ],
    );
}

#[test]
fn parts_of_periods_are_not_counted_from_the_articles_date() {
    check(
        "en",
        &[
            ("It closed in the last week of October.", "the last week of October=2023-10"),
            ("The last day of the month is a holiday.", "The last day of the month=2024-06"),
            ("The vote is on the 15th day of next month.", "15th day of next month=2024-07-15"),
            ("It began in the second week of 2021.", "second week of 2021=2021-W02"),
            ("He returns the week after next.", "the week after next=2024-W26"),
            ("We meet on Friday evening next week.", "Friday evening next week=2024-06-21TEV"),
            ("It rained all week.", "all week=P1W"),
            ("The board meets semi-annually.", "semi-annually=P6M"),
        ],
    );
    check(
        "de",
        &[
            ("Das war in der letzten Woche im Oktober.", "der letzten Woche im Oktober=2023-10"),
            ("Am ersten Tag des Monats beginnt es.", "ersten Tag des Monats=2024-06-01"),
            ("Letzte Woche kam er.", "Letzte Woche=2024-W23"),
            ("Das Haus schließt mitternachts.", "mitternachts=T00:00"),
        ],
    );
}

#[test]
fn french_times() {
    check(
        "fr",
        &[
            ("Le 1er mai 2023, ils ont défilé.", "1er mai 2023=2023-05-01"),
            ("Il est venu le 12 juin.", "12 juin=2024-06-12"),
            ("Il a été élu dimanche.", "dimanche=2024-06-09"),
            ("Le conseil se réunira samedi prochain.", "samedi prochain=2024-06-15"),
            ("C'était mardi soir.", "mardi soir=2024-06-11TEV"),
            ("Le 6 octobre au soir", "6 octobre au soir=2024-10-06TEV"),
            ("La séance a commencé à 20h30.", "20h30=T20:30"),
            ("Il est parti à huit heures et demie.", "huit heures et demie=T08:30"),
            ("Il est parti à midi.", "midi=T12:00"),
            ("La semaine dernière", "La semaine dernière=2024-W23"),
            ("Il y a trois jours", "trois jours=2024-06-09"),
            ("Chaque lundi", "Chaque lundi=XXXX-WXX-1"),
            ("Hier et demain", "Hier=2024-06-11; demain=2024-06-13"),
            ("Cela dure trois heures.", "trois heures=PT3H"),
        ],
    );
}

#[test]
fn edges_are_read_before_and_after() {
    for (text, want) in [
        ("Die Strecke bleibt bis Freitagabend gesperrt.", Edge::Until),
        ("Sie ist seit Dienstag gesperrt.", Edge::From),
        ("Sie öffnet frühestens am 15. März.", Edge::From),
        ("Sie rechnet damit nicht vor dem 22. September.", Edge::From),
        ("Ab dem 3. Mai gilt das.", Edge::From),
        ("Sie endet spätestens am 3. Mai.", Edge::Until),
        ("Das war am 3. Mai.", Edge::At),
    ] {
        let (_, value) = found("de", "2024-06-12", text).remove(0);
        assert_eq!(value.time.unwrap().edge, want, "{text}");
    }
}

#[test]
fn without_a_reference_the_stated_parts_remain() {
    let (_, value) = found("de", "", "Es war am Mittwoch, 12. Juni.").remove(0);
    let time = value.time.unwrap();
    assert_eq!(
        (time.year, time.month, time.day, time.weekday, time.interval),
        (None, Some(6), Some(12), Some(3), None)
    );
    assert_eq!(value.timex.as_deref(), Some("XXXX-06-12"));
    assert_eq!(read("de", "", "am Montag"), ["Montag=XXXX-WXX-1"]);
}

#[test]
fn a_month_of_reference_leaves_a_range() {
    let (_, value) = found("de", "2024-06", "Sie kam gestern.").remove(0);
    let (first, last) = value.time.unwrap().interval.unwrap();
    assert_eq!(
        (first.to_string(), last.to_string()),
        ("2024-05-31T00:00:00".to_owned(), "2024-06-29T23:59:59".to_owned())
    );
    assert_eq!(read("de", "2024-06", "Sie kam im Mai."), ["Mai=2024-05"]);
}

#[test]
fn days_that_do_not_exist_and_the_ends_of_the_calendar() {
    assert_eq!(read("de", "2024-06-12", "Am 31.02.2024"), ["31.02.2024=2024-02-31"]);
    for date in ["9999-12-31", "-9999-01-01", "0001-01-01"] {
        for text in [
            "übermorgen",
            "in zwei Wochen",
            "nächstes Jahr",
            "vor elf Jahren",
            "am 31. Februar",
            "Silvester",
            "Winter",
            "in der Nacht zu Montag",
        ] {
            let _ = read("de", date, text);
        }
    }
}

#[test]
fn hostile_text_is_read_without_a_panic() {
    for word in [
        "Montag ",
        "12.",
        "1",
        "2024 ",
        "vor ",
        "mehr als ",
        "am ",
        "12:",
        "Nacht zu ",
        "halb ",
        "zwei Jahre und ",
        "letzten ",
        "12. bis ",
        "9999-99-99 ",
        "June ",
        "et demie ",
    ] {
        for lang in ["de", "en", "fr"] {
            let text = word.repeat(2000);
            let found = found(lang, "2024-06-12", &text);
            assert!(found.windows(2).all(|pair| pair[0].1.span.end <= pair[1].1.span.start), "{word}");
        }
    }
}
