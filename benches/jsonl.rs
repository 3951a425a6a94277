//! How fast records of JSON lines become texts: `cargo bench --package kollate-formats`, with a corpus of one's own
//! `KOLLATE_JSONL=docs.jsonl cargo bench --package kollate-formats`.
//!
//! One thread, from bytes in memory. The rates count the bytes of the lines, by the time that the thread was given
//! (on Linux; elsewhere by the clock), the best of some passes.

use kollate_formats::jsonl_fast::Raw;
use kollate_formats::jsonl_fast::scan;
use std::borrow::Cow;
use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

/// Articles of the corpus, and words of each.
const ARTICLES: usize = 4_000;
const WORDS: usize = 300;

/// Samples of each measure, and bytes that a sample reads at least: long against the ticks of the clock.
const SAMPLES: usize = 12;
const SAMPLE_BYTES: usize = 256 << 20;

/// What the words of the corpus are drawn from.
const VOCABULARY: &[&str] = &[
    "der",
    "die",
    "und",
    "für",
    "über",
    "Straße",
    "Bürgermeister",
    "heute",
    "Gemeinde",
    "beschlossen",
    "wurde",
    "nach",
    "Angaben",
    "könnte",
    "dem",
    "Hafen",
    "zwischen",
    "Jahren",
    "Behörde",
    "erklärte",
    "am",
    "in",
    "nicht",
    "mit",
];

fn main() {
    let given =
        std::env::var_os("KOLLATE_JSONL").map(|path| std::fs::read_to_string(path).expect("the corpus is text"));
    let lines = |break_: &str| given.clone().unwrap_or_else(|| corpus(break_));
    let mut buffer = Vec::new();
    measure("fields found", &lines("\\n\\n"), |text| {
        black_box(text);
    });
    measure("texts borrowed, checked as UTF-8", &lines(" ").replace("\\n", "  "), |text| {
        assert!(matches!(black_box(text.text()), Some(Cow::Borrowed(_))) || text.escaped, "texts are borrowed");
    });
    measure("paragraphs unescaped to a buffer", &lines("\\n\\n"), |text| {
        buffer.clear();
        black_box(text.unescape(&mut buffer));
    });
    measure("umlauts written as \\u00fc unescaped", &escaped(&lines("\\n\\n")), |text| {
        buffer.clear();
        black_box(text.unescape(&mut buffer));
    });
}

/// Records of German articles, with some fields beside the text; `break_` parts their paragraphs.
fn corpus(break_: &str) -> String {
    let mut state = 1_u64;
    let mut lines = String::new();
    for article in 0..ARTICLES {
        let _ = write!(lines, "{{\"id\":\"a-{article}\",\"outlet\":\"Bote\",\"date\":\"2025-03-04\",\"text\":\"");
        for word in 0..WORDS {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            lines.push_str(VOCABULARY[(state >> 33) as usize % VOCABULARY.len()]);
            lines.push_str(if word % 60 == 59 { break_ } else { " " });
        }
        lines.push_str("\"}\n");
    }
    lines
}

/// The lines with everything beyond ASCII as `\uXXXX`.
fn escaped(lines: &str) -> String {
    let mut out = String::new();
    for unit in lines.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// Reads every record and hands its text, as it is written, to `use_`; prints how fast that is.
fn measure(name: &str, lines: &str, mut use_: impl FnMut(Raw)) {
    let passes = SAMPLE_BYTES.div_ceil(lines.len());
    let start = Instant::now();
    let mut best = f64::MAX;
    for _ in 0..SAMPLES {
        let before = seconds(start);
        for _ in 0..passes {
            let mut at = 0;
            while at < lines.len() {
                let (record, end) = scan(&lines.as_bytes()[at..]).expect("the corpus holds plain records");
                use_(record.text);
                at += end + 1;
            }
        }
        best = best.min(seconds(start) - before);
    }
    let rate = (passes * lines.len()) as f64 / best / 1e9;
    #[allow(clippy::print_stdout, reason = "what a bench is for")]
    {
        println!("{name:<36} {rate:.2} GB/s");
    }
}

/// Seconds of processor time that this thread was given, or on the clock since `start`.
fn seconds(start: Instant) -> f64 {
    let given = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let given = given.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    given.map_or_else(|| start.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}
