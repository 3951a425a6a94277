//! Any two texts, compared: no panic, and renaming them changes no number of findings.
#![no_main]

use kollate_core::Article;
use kollate_core::engine::{Engine, Input, Silent};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|texts: (&str, &str)| {
    let run = |left: &str, right: &str| {
        let articles = vec![Article::new(left, texts.0), Article::new(right, texts.1)];
        Engine::default().run(Input { articles, skipped: vec![] }, &Silent)
    };
    let (one, other) = (run("a", "b"), run("b", "a"));
    assert_eq!(one.disagreements.len(), other.disagreements.len());
    assert_eq!(one.passages.len(), other.passages.len());
});
