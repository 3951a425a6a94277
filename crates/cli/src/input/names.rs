//! Names for articles: a record's own id; for files the shortest end of the path that is unique among the inputs.

use crate::input::walk::Source;
use kollate_core::Article;
use kollate_core::report::Skipped;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// For each source the shortest suffix of its path, in whole parts, that no other source's path ends with.
pub(crate) fn short(sources: &[Source]) -> Vec<String> {
    let mut ends: BTreeMap<&str, u32> = BTreeMap::new();
    for source in sources {
        for end in suffixes(&source.shown) {
            *ends.entry(end).or_default() += 1;
        }
    }
    let name = |source: &Source| {
        let unique = suffixes(&source.shown).find(|end| ends[end] == 1);
        unique.unwrap_or(&source.shown).to_owned()
    };
    sources.iter().map(name).collect()
}

/// The ends of a path that begin a part, the shortest first.
fn suffixes(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[at + 1..]).chain([path]).filter(|end| !end.is_empty())
}

/// Names an article of the source called `source`; the second article of one name is skipped.
pub(crate) fn name(mut article: Article, source: &str, taken: &mut BTreeSet<String>) -> Result<Article, Skipped> {
    if article.id.is_empty() {
        article.id = match article.record {
            Some(record) => format!("{source}#{record}"),
            None => source.to_owned(),
        };
    }
    if taken.insert(article.id.clone()) {
        return Ok(article);
    }
    Err(Skipped {
        path: article.path,
        record: article.record,
        reason: format!("a second article with the id {}", article.id),
        remedy: "give every record an id of its own, or none".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_unique_end_names_a_file() {
        let sources: Vec<Source> = ["a/x/1.txt", "b/x/1.txt", "b/2.txt", "2.txt", "-"]
            .map(|path| Source { shown: path.to_owned(), file: None })
            .to_vec();
        assert_eq!(short(&sources), ["a/x/1.txt", "b/x/1.txt", "b/2.txt", "2.txt", "-"]);
    }
}
