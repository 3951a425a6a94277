//! Reads articles as JSON lines on standard input and prints what kollate reads in each, one line an article.
//!
//! For scoring the reading rooms: `cargo run --example inspect < articles.jsonl > inspection.jsonl`

use kollate_core::{Article, DateBasis, StatedDate, inspection, names, quotes, segment, values};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| record.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
        let id = record["id"].as_str().map_or_else(|| record["id"].to_string(), str::to_owned);
        let mut article = Article::new(id, field("text").unwrap_or_default());
        article.title = field("title");
        article.lang = field("lang");
        article.date = field("date").map(|value| StatedDate { value, basis: DateBasis::Metadata });
        let document = segment::segment(&article);
        let reference = values::Reference::stated(article.date.as_ref());
        let found = values::values(&article, &document, reference);
        let names = names::names(&article, &document);
        let quotes = quotes::quotes(&article, &document, &names);
        serde_json::to_writer(&mut out, &inspection::inspection(&article, &document, &found, &names, &quotes))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
