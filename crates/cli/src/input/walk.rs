//! From the paths of the command line to files, in the order of their paths.

use kollate_core::report::Skipped;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use walkdir::DirEntry;
use walkdir::WalkDir;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Its path as reports show it: as the user would find it, with `/` between the parts.
    pub(crate) shown: String,
    /// The file; none for standard input.
    pub(crate) file: Option<PathBuf>,
}

/// What was found under the paths of the command line.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// By path, each once.
    pub(crate) sources: Vec<Source>,
    /// What is there but is not read.
    pub(crate) skipped: Vec<Skipped>,
}

/// Finds the files under `paths`. Folders are walked, hidden files in them left out; of other files in folders, those
/// whose ending no format has are skipped, unless `any` says that the format is known. What is named itself is always
/// read.
pub(crate) fn walk(paths: &[PathBuf], any: bool) -> Found {
    let mut files = BTreeMap::new();
    let mut skipped = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            files.insert("-".to_owned(), None);
        } else if path.is_dir() {
            walk_folder(path, any, &mut files, &mut skipped);
        } else if let Some(matching) = matching(path) {
            if matching.is_empty() {
                skipped.push(skip(&shown(path), "no file matches the pattern", "check its spelling"));
            }
            for path in matching {
                if path.is_dir() {
                    walk_folder(&path, any, &mut files, &mut skipped);
                } else {
                    files.insert(shown(&path), Some(path));
                }
            }
        } else {
            files.insert(shown(path), Some(path.clone()));
        }
    }
    skipped.sort();
    skipped.dedup();
    Found { sources: once_each(files), skipped }
}

/// What matches a path that is a pattern; none for a path that is there as it stands, or is no pattern.
fn matching(path: &Path) -> Option<Vec<PathBuf>> {
    let pattern = path.to_str().filter(|pattern| pattern.contains(['*', '?', '[']))?;
    if path.symlink_metadata().is_ok() {
        return None;
    }
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
    Some(glob::glob_with(pattern, options).ok()?.filter_map(Result::ok).collect())
}

fn walk_folder(folder: &Path, any: bool, files: &mut BTreeMap<String, Option<PathBuf>>, skipped: &mut Vec<Skipped>) {
    let before = files.len() + skipped.len();
    let is_shown = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(is_shown) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let path = shown(entry.path());
                if any || kollate_formats::may_be_read(&path) {
                    files.insert(path, Some(entry.into_path()));
                } else {
                    skipped.push(skip(&path, "no format that is read has this ending", NAME_IT));
                }
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder);
                let reason = error.io_error().map_or_else(|| "a link to a folder around it".to_owned(), reason);
                skipped.push(skip(&shown(path), &reason, "check that it exists and may be read"));
            }
        }
    }
    if files.len() + skipped.len() == before && !files.keys().any(|file| file.starts_with(&shown(folder))) {
        skipped.push(skip(&shown(folder), "the folder holds no file", "name a folder that holds articles"));
    }
}

/// What helps with a file that is passed over.
const NAME_IT: &str = "name the file itself, or its format with --input-format";

fn reason(error: &std::io::Error) -> String {
    format!("cannot be read: {error}")
}

fn skip(path: &str, reason: &str, remedy: &str) -> Skipped {
    Skipped { path: path.to_owned(), record: None, reason: reason.to_owned(), remedy: remedy.to_owned() }
}

/// The files without those that are reached a second time, by another spelling of the path or a link.
fn once_each(files: BTreeMap<String, Option<PathBuf>>) -> Vec<Source> {
    let mut known = std::collections::BTreeSet::new();
    let mut sources = Vec::new();
    for (shown, file) in files {
        let real = file.as_ref().and_then(|path| path.canonicalize().ok());
        if real.is_none_or(|real| known.insert(real)) {
            sources.push(Source { shown, file });
        }
    }
    sources
}

/// A path as reports show it.
fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() };
    let text = text.strip_prefix("./").filter(|rest| !rest.is_empty()).unwrap_or(&text);
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn folders_are_walked_in_order_without_hidden_files() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/.git")).unwrap();
        for name in ["z.txt", "a.jsonl", "b/c.md", "b/.d.txt", "b/.git/e.txt", "b/image.png", "b/README"] {
            fs::write(root.join(name), "x").unwrap();
        }
        let found = walk(&[root.join("z.txt"), root.to_owned(), root.join("b/../z.txt")], false);
        let names: Vec<&str> =
            found.sources.iter().map(|source| &source.shown[root.to_str().unwrap().len() + 1..]).collect();
        assert_eq!(names, ["a.jsonl", "b/../z.txt", "b/README", "b/c.md"]);
        assert_eq!(found.skipped.len(), 1);
        assert!(found.skipped[0].path.ends_with("image.png"));
    }

    #[test]
    fn patterns_are_matched_where_no_shell_does() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b")).unwrap();
        for name in ["a.txt", "b/c.txt", "b/.d.txt", "b/e.md", "[x].txt"] {
            fs::write(root.join(name), "x").unwrap();
        }
        let names = |pattern: &str| {
            let found = walk(&[root.join(pattern)], false);
            let name = |source: &Source| source.shown[root.to_str().unwrap().len() + 1..].to_owned();
            (found.sources.iter().map(name).collect::<Vec<_>>(), found.skipped.len())
        };
        assert_eq!(names("**/*.txt"), (vec!["[x].txt".into(), "a.txt".into(), "b/c.txt".into()], 0));
        assert_eq!(names("b*"), (vec!["b/c.txt".into(), "b/e.md".into()], 0));
        assert_eq!(names("[x].txt"), (vec!["[x].txt".into()], 0));
        assert_eq!(names("*.csv"), (vec![], 1));
    }

    #[test]
    fn an_empty_folder_is_said_to_be_empty() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(walk(&[folder.path().to_owned()], false).skipped[0].reason, "the folder holds no file");
    }
}
