//! Prints what is read of files, one article a line of JSON: `cargo run -p kollate-formats --example articles -- FILE…`.
//! For scoring the readers against pages whose articles are known. With `--count` it reads as well, and prints only how
//! many articles and bytes of text there are: for measuring what reading costs.

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
    let mut paths = std::env::args().skip(1).peekable();
    if paths.next_if_eq("--count").is_some() {
        let (articles, bytes) = count(paths)?;
        return writeln!(out, "{articles} articles, {bytes} bytes");
    }
    for path in paths {
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

/// Reads files; gives how many articles they hold, and the bytes of their texts.
fn count(paths: impl Iterator<Item = String>) -> io::Result<(usize, usize)> {
    let (mut articles, mut bytes) = (0, 0);
    for path in paths {
        read(&path, File::open(&path)?, &Options::default(), &mut |item| {
            if let Ok(article) = item {
                articles += 1;
                bytes += article.text.len();
            }
        });
    }
    Ok((articles, bytes))
}
