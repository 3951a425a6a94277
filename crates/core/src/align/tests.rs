use super::*;
use crate::segment::segment;
use proptest::prelude::*;

fn document(text: &str) -> (Article, Document) {
    let article = Article::new("a", text);
    let document = segment(&article);
    (article, document)
}

/// The aligned stretches of two texts, and their edits, as text.
fn shown(left: &str, right: &str) -> Vec<(String, String, Vec<String>)> {
    let (left, right) = (document(left), document(right));
    align((&left.0, &left.1), (&right.0, &right.1))
        .iter()
        .map(|aligned| {
            let edits = aligned.edits.iter().map(|edit| edit_text(edit, &left.0.text, &right.0.text)).collect();
            (aligned.left.of(&left.0.text).to_owned(), aligned.right.of(&right.0.text).to_owned(), edits)
        })
        .collect()
}

fn edit_text(edit: &Edit, left: &str, right: &str) -> String {
    let text = |span: Option<Span>, text: &str| span.map_or(String::new(), |span| span.of(text).to_owned());
    format!("{}|{}", text(edit.left, left), text(edit.right, right))
}

fn quote_edits(left: &str, right: &str) -> Vec<String> {
    let (one, other) = (document(left), document(right));
    let whole = |text: &str| Span::new(0, text.len());
    edits((&one.0, &one.1, whole(left)), (&other.0, &other.1, whole(right)))
        .iter()
        .map(|edit| edit_text(edit, left, right))
        .collect()
}

#[test]
fn blocks_may_change_places() {
    let first = "Der Kapitän meldete den Schaden erst am Abend.";
    let second = "Rund vierzig Helfer suchten die ganze Nacht das Ufer ab.";
    let found = shown(&format!("{first} {second}"), &format!("{second}\n\n{first}"));
    let texts: Vec<&str> = found.iter().map(|piece| piece.0.as_str()).collect();
    assert_eq!(texts, [first.trim_end_matches('.'), second.trim_end_matches('.')]);
    assert!(found.iter().all(|piece| piece.2.is_empty()));
}

#[test]
fn changed_words_are_edits_inside_one_stretch() {
    let found = shown(
        "Gestern sperrte die Stadt die alte Brücke für 14 Tage, weil ein Pfeiler nachgab.",
        "Die Stadt sperrte die alte Brücke für 20 Tage, weil ein tragender Pfeiler nachgab.",
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].2, ["|sperrte", "14|20", "|tragender"]);
}

#[test]
fn edits_of_short_stretches() {
    let cases: [(&str, &str, &[&str]); 7] = [
        ("Wir kommen wieder", "Wir kommen wieder.", &[]),
        ("Wir kommen nicht wieder", "Wir kommen wieder", &["nicht|"]),
        ("dass (Minister Hans) Moll bleibt", "dass Moll bleibt", &["(Minister Hans)|"]),
        ("dass Moll bleibt", "dass Moll [der Minister] bleibt", &["|[der Minister]"]),
        ("alles bleibt", "nichts geht", &["alles bleibt|nichts geht"]),
        ("", "ganz neu", &["|ganz neu"]),
        ("Es bleibt dabei, sagt er", "Ja, es bleibt dabei", &["|Ja", "sagt er|"]),
    ];
    for (left, right, expected) in cases {
        assert_eq!(quote_edits(left, right), expected, "{left} / {right}");
    }
}

#[test]
fn an_article_against_itself_is_one_whole_stretch() {
    let text = "Die Fähre lief aus. Die Fähre lief aus. Sie kam nie an. Die Fähre lief aus. Niemand fragte danach.";
    assert_eq!(shown(text, text), [(text.trim_end_matches('.').into(), text.trim_end_matches('.').into(), vec![])]);
}

#[test]
fn hostile_texts_take_linear_time() {
    let paragraph = "Am Morgen stand das Wasser im Keller, und niemand wusste, woher es kam oder wohin es ging. ";
    let texts = [
        "wort ".repeat(200_000),
        "wort wort weg ".repeat(60_000),
        paragraph.repeat(50),
        format!("{}Ende", paragraph.repeat(2_000)),
        "x".repeat(1_000_000),
        String::new(),
    ];
    let documents: Vec<_> = texts.iter().map(|text| document(text)).collect();
    for left in &documents {
        for right in &documents {
            let found = align((&left.0, &left.1), (&right.0, &right.1));
            assert!(found.len() < 5_000);
        }
    }
}

/// What a sequence of matches costs and gains on the best way through them.
fn score(matches: &[(u32, u32)], ends: (u32, u32)) -> i64 {
    let way = |left: u32, right: u32| {
        (0..=left.min(right))
            .map(|both| MISMATCH * i64::from(both) + gap_cost(left - both) + gap_cost(right - both))
            .min()
    };
    let mut at = (0, 0);
    let mut score = 0;
    for &(left, right) in matches {
        score += MATCH - way(left - at.0, right - at.1).unwrap_or(0);
        at = (left + 1, right + 1);
    }
    score - way(ends.0 - at.0, ends.1 - at.1).unwrap_or(0)
}

/// Every gap of every length tried at every cell: cubic, and plain.
fn naive_score(left: &[u64], right: &[u64]) -> i64 {
    let mut best = vec![vec![0; right.len() + 1]; left.len() + 1];
    for row in 0..=left.len() {
        for column in 0..=right.len() {
            let mut ways = vec![];
            if row + column == 0 {
                continue;
            }
            if row > 0 && column > 0 {
                let same = left[row - 1] == right[column - 1];
                ways.push(best[row - 1][column - 1] + if same { MATCH } else { -MISMATCH });
            }
            ways.extend((1..=row).map(|len| best[row - len][column] - gap_cost(len as u32)));
            ways.extend((1..=column).map(|len| best[row][column - len] - gap_cost(len as u32)));
            best[row][column] = ways.into_iter().max().unwrap();
        }
    }
    best[left.len()][right.len()]
}

/// Whether a run of five words is still free on both sides, by trying all of them.
fn naive_left_over(left: &[u64], right: &[u64], pieces: &[Vec<(u32, u32)>]) -> bool {
    let mut free = (vec![true; left.len()], vec![true; right.len()]);
    for piece in pieces {
        let (first, last) = (piece[0], piece[piece.len() - 1]);
        free.0[first.0 as usize..=last.0 as usize].fill(false);
        free.1[first.1 as usize..=last.1 as usize].fill(false);
    }
    let all = |free: &[bool], at: usize| free[at..at + 5].iter().all(|&free| free);
    (0..left.len().saturating_sub(4)).filter(|&row| all(&free.0, row)).any(|row| {
        (0..right.len().saturating_sub(4))
            .any(|column| all(&free.1, column) && left[row..row + 5] == right[column..column + 5])
    })
}

/// Two word sequences of which the second is put together from pieces of the first and new words.
fn sequences() -> impl Strategy<Value = (Vec<u64>, Vec<u64>)> {
    (prop::collection::vec(0u64..60, 0..70), prop::collection::vec((0usize..70, 0usize..20, 100u64..160), 0..8))
        .prop_map(|(left, cuts)| {
            let mut right = vec![];
            for (from, len, new) in cuts {
                let from = from.min(left.len());
                right.extend_from_slice(&left[from..left.len().min(from + len)]);
                right.push(new);
            }
            (left, right)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn gaps_are_aligned_as_well_as_can_be(
        left in prop::collection::vec(0u64..4, 0..12), right in prop::collection::vec(0u64..4, 0..12),
    ) {
        let matches = gaps::between(&left, &right);
        prop_assert_eq!(score(&matches, (left.len() as u32, right.len() as u32)), naive_score(&left, &right));
    }

    #[test]
    fn no_run_of_five_words_is_left_over((left, right) in sequences()) {
        prop_assert!(!naive_left_over(&left, &right, &local(&left, &right)));
    }

    #[test]
    fn alignments_hold_their_promises((left, right) in sequences()) {
        let text = |keys: &[u64]| keys.iter().map(|key| format!("w{key}")).collect::<Vec<_>>().join(" ");
        let (left, right) = (document(&text(&left)), document(&text(&right)));
        let found = align((&left.0, &left.1), (&right.0, &right.1));
        for pair in found.windows(2) {
            prop_assert!(pair[0].left.end <= pair[1].left.start);
            prop_assert!(!pair[0].right.overlaps(pair[1].right));
        }
        for aligned in &found {
            for &(row, column) in &aligned.matches {
                prop_assert_eq!(
                    left.1.norm(&left.1.tokens[row as usize]), right.1.norm(&right.1.tokens[column as usize]));
            }
            prop_assert_eq!(rebuilt(aligned, &right.1, &right.0.text), words(aligned.right.of(&right.0.text)));
        }
        let mut turned: Vec<_> = align((&right.0, &right.1), (&left.0, &left.1)).iter().map(turn).collect();
        turned.sort_by_key(|aligned| aligned.left);
        prop_assert_eq!(found, turned);
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The right stretch, made from the matched words of the left and the edits' words of the right, in order.
fn rebuilt(aligned: &Aligned, right: &Document, text: &str) -> Vec<String> {
    let matched = aligned.matches.iter().map(|pair| right.tokens[pair.1 as usize].span);
    let mut spans: Vec<Span> = matched.chain(aligned.edits.iter().filter_map(|edit| edit.right)).collect();
    spans.sort_unstable();
    spans.iter().flat_map(|span| words(span.of(text))).collect()
}

fn turn(aligned: &Aligned) -> Aligned {
    let edits = aligned
        .edits
        .iter()
        .map(|edit| Edit {
            op: match edit.op {
                Op::Replace => Op::Replace,
                Op::Insert => Op::Delete,
                Op::Delete => Op::Insert,
            },
            left: edit.right,
            right: edit.left,
        })
        .collect();
    Aligned {
        left: aligned.right,
        right: aligned.left,
        edits,
        matches: aligned.matches.iter().map(|&(row, column)| (column, row)).collect(),
        similarity: aligned.similarity,
        words: aligned.words,
    }
}
