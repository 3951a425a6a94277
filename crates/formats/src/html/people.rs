//! Names of authors as pages state them.

use crate::html::metadata::letters;

/// The authors among some statements: each once, in their order, without addresses, titles and the site itself, of which
/// the letters of its names are given.
pub(crate) fn names<'s>(stated: impl Iterator<Item = &'s str>, sites: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in stated.flat_map(split) {
        let is_name = name.chars().any(char::is_alphabetic)
            && !name.contains("://")
            && !name.contains('@')
            && name.split_whitespace().count() <= LONGEST
            && !sites.contains(&letters(name).as_str())
            && !LABELS.contains(&name.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()));
        if is_name && !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            names.push(name.to_owned());
        }
    }
    names
}

/// What links beside names say. Lower case.
const LABELS: &[&str] = &[
    "alle artikel",
    "alle beiträge",
    "archiv anzeigen",
    "autor",
    "autorin",
    "beitrag",
    "folgen",
    "mehr",
    "mehr artikel",
    "mehr erfahren",
    "weiter",
    "weitere artikel",
    "weitere beiträge",
    "zur autorenseite",
    "zum autor",
    "zur autorin",
    "author",
    "follow",
    "more",
    "more articles",
    "view all posts",
    "auteur",
    "voir tous les articles",
    "suivre",
];

/// Most words of a name.
const LONGEST: usize = 6;

/// Words between the last two of several names.
const ANDS: &[&str] = &[" und ", " and ", " et ", " & ", " y ", " og ", " och ", " en "];

/// The names in one statement: between semicolons; between commas and `und` where every part looks like a whole name,
/// for "Moor, Ida" is one and "Bund und Länder" is none.
fn split(stated: &str) -> Vec<&str> {
    let stated = without_by(stated.trim());
    let parts: Vec<&str> = stated.split([';', '|', '\n']).collect();
    parts
        .into_iter()
        .flat_map(split_list)
        .map(|name| without_by(name.trim().trim_end_matches([',', '.', ':', '→', ' '])))
        .collect()
}

fn split_list(stated: &str) -> Vec<&str> {
    let commas = stated.split([',', '/']);
    let parts: Vec<&str> = commas.flat_map(|part| split_at_and(part)).map(str::trim).collect();
    let is_whole = |part: &&str| {
        let mut words = part.split_whitespace();
        let count = words.clone().count();
        (2..=LONGEST).contains(&count) && words.any(|word| word.starts_with(char::is_uppercase))
    };
    let codes = |part: &&str| part.len() <= 4 && part.chars().all(|c| c.is_lowercase() || c == '.');
    let names: Vec<&str> = parts.iter().copied().filter(is_whole).collect();
    if parts.len() > 1 && names.len() >= 2 && parts.iter().all(|part| is_whole(part) || codes(part)) {
        names
    } else {
        vec![stated]
    }
}

fn split_at_and(part: &str) -> Vec<&str> {
    match ANDS.iter().find_map(|and| part.split_once(and)) {
        Some((one, other)) => vec![one, other],
        None => vec![part],
    }
}

/// A name without the words that lead to it.
pub(crate) fn without_by(name: &str) -> &str {
    let words = [
        "Zeige alle Beiträge von ",
        "Alle Beiträge von ",
        "Alle Artikel von ",
        "Weitere Artikel von ",
        "Mehr von ",
        "View all posts by ",
        "More from ",
        "Voir tous les articles de ",
        "Interview: ",
        "Text: ",
        "Ein Artikel von ",
        "Ein Beitrag von ",
        "Von ",
        "von ",
        "By ",
        "by ",
        "BY ",
        "VON ",
        "Par ",
        "par ",
        "Autor: ",
        "Autorin: ",
        "Author: ",
    ];
    // A name of nobility has its "von" behind the first name.
    words.iter().find_map(|word| name.strip_prefix(word)).map_or(name, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_hold_names() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["Von Ida Moor und Ole Brandt"], &["Ida Moor", "Ole Brandt"]),
            (&["Ida Moor, Ole Brandt, Wiebke von Janßen"], &["Ida Moor", "Ole Brandt", "Wiebke von Janßen"]),
            (&["Ida Moor; Ole Brandt", "ida moor"], &["Ida Moor", "Ole Brandt"]),
            (&["Moor, Ida"], &["Moor, Ida"]),
            (&["Bund und Länder"], &["Bund und Länder"]),
            (&["Zeige alle Beiträge von Ida Moor →", "weiter"], &["Ida Moor"]),
            (&["https://k.example/ida", "redaktion@k.example", "Küstenblatt"], &[]),
        ];
        for (stated, expected) in cases {
            assert_eq!(names(stated.iter().copied(), &["küstenblatt"]), *expected, "{stated:?}");
        }
    }
}
