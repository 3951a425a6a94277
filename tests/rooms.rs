//! The one-way imports of `kollate-core`: a room imports only what stands above it.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// The rooms of `crates/core/src`, each of which may import those above it.
const ROOMS: &[&str] = &[
    "text",
    "sets",
    "lang",
    "segment",
    "fingerprint",
    "candidates",
    "align",
    "values",
    "names",
    "quotes",
    "claims",
    "reading",
    "copies",
    "dedup",
    "events",
    "compare",
    "report",
    "inspection",
    "engine",
];

/// What the other crates may use of `kollate-core`: where an empty list stands, everything.
const CRATES: &[(&str, &[&str])] = &[
    (
        "crates/formats/src",
        &[
            "Article",
            "DateBasis",
            "FieldSource",
            "StatedDate",
            "Version",
            "report::Skipped",
            "segment::ParagraphKind",
            "segment::segment",
        ],
    ),
    ("crates/cli/src", &[]),
];

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every Rust file under `folder`, or `folder.rs`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The room of a file of `kollate-core`.
fn room(file: &Path, src: &Path) -> String {
    let first = file.strip_prefix(src).unwrap().components().next().unwrap();
    Path::new(first.as_os_str()).file_stem().unwrap().to_str().unwrap().to_owned()
}

/// The code of a file without its tests, which may look anywhere.
fn without_tests(source: &str) -> &str {
    source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source)
}

/// The rooms that follow `crate::` anywhere in `source`, comments aside.
fn imported(source: &str) -> BTreeSet<String> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .filter(|name: &String| !name.is_empty())
        .collect()
}

#[test]
fn rooms_import_only_what_stands_above_them() {
    let src = root().join("crates/core/src");
    let mut wrong = Vec::new();
    for file in sources(&src) {
        let room = room(&file, &src);
        if room == "lib" {
            continue;
        }
        let Some(height) = ROOMS.iter().position(|name| *name == room) else {
            wrong.push(format!("{room} is in no table of rooms"));
            continue;
        };
        let source = fs::read_to_string(&file).unwrap();
        for import in imported(without_tests(&source)) {
            // Names of the crate's root are those of `text`, and macros of the room itself.
            let place = ROOMS.iter().position(|name| *name == import);
            if place.is_some_and(|place| place > height) {
                wrong.push(format!("{} imports {import}, which stands below {room}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_use_names_one_room() {
    for file in sources(&root().join("crates/core/src")) {
        let source = fs::read_to_string(&file).unwrap();
        let grouped = source.lines().find(|line| line.trim_start().starts_with("use crate::{"));
        assert_eq!(grouped, None, "{}", file.display());
    }
}

#[test]
fn every_room_is_there() {
    for room in ROOMS {
        let src = root().join("crates/core/src");
        assert!(src.join(room).is_dir() || src.join(format!("{room}.rs")).is_file(), "{room}");
    }
}

#[test]
fn crates_use_of_core_what_they_may() {
    for (folder, allowed) in CRATES.iter().filter(|(_, allowed)| !allowed.is_empty()) {
        for file in sources(&root().join(folder)) {
            let source = fs::read_to_string(&file).unwrap();
            for line in without_tests(&source).lines() {
                if let Some(name) = line.strip_prefix("use kollate_core::") {
                    let name = name.trim_end_matches(';');
                    assert!(allowed.contains(&name), "{}: {name}", file.display());
                }
            }
        }
    }
}
