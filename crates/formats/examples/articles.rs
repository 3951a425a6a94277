//! Prints what is read of files, one article a line of JSON: `cargo run -p kollate-formats --example articles -- FILE…`.
//! For scoring the readers against pages whose articles are known.

use kollate_formats::Options;
use kollate_formats::read;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use std::fs::File;
use std::io;
use std::io::Write;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for path in std::env::args().skip(1) {
        let mut lines = Vec::new();
        read(&path, File::open(&path)?, &Options::default(), &mut |item| {
            lines.push(match item {
                Ok(article) => {
                    let from = article.sources.iter().map(|source| (source.field.to_owned(), json!(source.from)));
                    json!({
                        "path": path, "title": article.title, "date": article.date.map(|date| date.value),
                        "outlet": article.outlet, "authors": article.authors, "lang": article.lang,
                        "url": article.url, "text": article.text, "from": from.collect::<Map<String, Value>>(),
                    })
                }
                Err(problem) => json!({ "path": path, "problem": problem.to_string() }),
            });
        });
        for line in lines {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
