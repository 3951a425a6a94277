//! Reads articles as JSON lines on standard input and prints their direct quotations, one a line, for `fixtures/events/score.py --quotes`.

use kollate_core::quotes::QuoteKind;
use kollate_core::{Article, CodePoints, names, quotes, segment};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| record.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
        let mut article = Article::new(field("id").unwrap_or_default(), field("text").unwrap_or_default());
        article.title = field("title");
        article.lang = field("lang");
        let document = segment::segment(&article);
        let names = names::names(&article, &document);
        let points = CodePoints::new(&article.text);
        for quote in quotes::quotes(&article, &document, &names) {
            if quote.kind != QuoteKind::Direct {
                continue;
            }
            let (Some(first), Some(last)) = (quote.quote.first(), quote.quote.last()) else { continue };
            let line = serde_json::json!({
                "quote": { "article": article.id, "start": points.at(first.start), "end": points.at(last.end) },
                "speaker": quote.speaker.map(|speaker| speaker.name),
                "cue": quote.cue.map(|cue| cue.of(&article.text)),
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
