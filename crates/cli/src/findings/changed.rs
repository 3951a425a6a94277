//! `--changed-only`: what concerns the articles of some files, and nothing else.

use crate::exit::Failure;
use kollate_core::Article;
use kollate_core::report::Report;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

/// The paths of a list: one a line, or separated by NUL as `git diff -z` writes them; paths in quotation marks are
/// unescaped as git escapes them. `-` is standard input.
pub(crate) fn read(list: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut bytes = Vec::new();
    let read = if list.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        fs::read(list).map(|read| bytes = read)
    };
    read.map_err(|error| Failure::File {
        path: list.display().to_string(),
        reason: format!("cannot be read: {error}"),
        hint: "make it with: git diff --name-only origin/main > changed.txt",
    })?;
    Ok(paths(&bytes))
}

fn paths(bytes: &[u8]) -> Vec<PathBuf> {
    let separator = if bytes.contains(&0) { 0 } else { b'\n' };
    let lines = bytes.split(|&byte| byte == separator).map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.filter(|line| !line.is_empty()).map(|line| PathBuf::from(unquoted(line))).collect()
}

/// A path as git writes it: with unusual characters in quotation marks and escaped, bytes in octal.
fn unquoted(line: &[u8]) -> String {
    let Some(inner) = line.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")) else {
        return String::from_utf8_lossy(line).into_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = inner;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'\\' {
            bytes.push(*first);
        } else if let [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', after @ ..] = rest {
            bytes.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
            rest = after;
        } else if let [escaped, after @ ..] = rest {
            bytes.push(match escaped {
                b'n' => b'\n',
                b't' => b'\t',
                b'r' => b'\r',
                other => *other,
            });
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The ids of the articles that come from files of the list.
pub(crate) fn articles(articles: &[Article], list: &[PathBuf]) -> BTreeSet<String> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let list: BTreeSet<PathBuf> = list.iter().map(|path| real(path)).collect();
    let mut known: Option<(&str, bool)> = None;
    let mut changed = BTreeSet::new();
    for article in articles {
        // The records of a file come one after the other: one look at the disk is enough.
        let is_listed = match known {
            Some((path, is_listed)) if path == article.path => is_listed,
            _ => list.contains(&real(Path::new(&article.path))),
        };
        known = Some((&article.path, is_listed));
        if is_listed {
            changed.insert(article.id.clone());
        }
    }
    changed
}

/// Takes out of a report what concerns none of the changed articles.
pub(crate) fn retain(report: &mut Report, changed: &BTreeSet<String>) {
    let is = |id: &String| changed.contains(id);
    // What is found between copies is told once: the changed article may be one of those that also say it.
    report.disagreements.retain(|found| {
        let also = found.also.iter().any(|pair| is(&pair.left.article) || is(&pair.right.article));
        also || is(&found.left.article) || is(&found.right.article)
    });
    report.anomalies.retain(|found| is(&found.article));
    report.passages.retain(|found| is(&found.left.article) || is(&found.right.article));
    report.clusters.retain(|cluster| cluster.articles.iter().any(is));
    report.origins.retain(|origin| origin.articles.iter().any(is));
    let weakest: BTreeSet<&String> = report.clusters.iter().map(|cluster| &cluster.weakest.pair).collect();
    report.pairs.retain(|pair| is(&pair.left) || is(&pair.right) || weakest.contains(&pair.id));
    let quotes = report.quotes.iter().filter(|quote| quote.quote.iter().any(|span| is(&span.article)));
    let quotes: BTreeSet<String> = quotes.map(|quote| quote.id.clone()).collect();
    report.quote_matches.retain(|found| quotes.contains(&found.left) || quotes.contains(&found.right));
    let asked: BTreeSet<&String> = report.disagreements.iter().map(|found| &found.apparatus).collect();
    report.apparatus.retain(|row| {
        let witnesses = row.readings.iter().flat_map(|reading| &reading.witnesses);
        asked.contains(&row.id) || witnesses.into_iter().any(|span| is(&span.article))
    });
    if let Some(considered) = &mut report.why_not {
        considered.retain(|found| is(&found.left.article) || is(&found.right.article));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_git_writes_them() {
        let found = paths("a.txt\r\n\n\"b/K\\303\\266ln \\\"1\\\".txt\"\nc d.txt\n".as_bytes());
        assert_eq!(found, ["a.txt", "b/Köln \"1\".txt", "c d.txt"].map(PathBuf::from));
        assert_eq!(paths(b"a.txt\0b\nc.txt\0"), ["a.txt", "b\nc.txt"].map(PathBuf::from));
        assert_eq!(paths(b"\"\\\n\"\\7\""), [PathBuf::from("\"\\"), PathBuf::from("7")]);
    }
}
