//! Prints how articles (JSON lines on standard input) are cut: a line for each paragraph with its kind, sentences set
//! apart by a bar.
#![allow(clippy::print_stdout, reason = "its purpose")]

use kollate_core::{Article, segment};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| record.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
        let article = Article { lang: field("lang"), ..Article::new("", field("text").unwrap_or_default()) };
        let document = segment::segment(&article);
        println!("== {} {}", record["id"], document.lang.code());
        for paragraph in &document.paragraphs {
            let sentences = &document.sentences[paragraph.sentences.0 as usize..paragraph.sentences.1 as usize];
            let texts: Vec<_> = sentences.iter().map(|sentence| sentence.span.of(&article.text)).collect();
            println!("{:?}\t{}", paragraph.kind, texts.join(" ¦ "));
        }
        for credit in &document.credits {
            println!("CREDIT\t{:?} {}", credit.agency, credit.span.of(&article.text));
        }
        if let Some(dateline) = document.dateline {
            println!("DATELINE\t{}", dateline.of(&article.text));
        }
    }
    Ok(())
}
