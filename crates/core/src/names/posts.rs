//! Posts, ranks and trades: of one family a person has one at a time.
//!
//! Which posts there are, their families, and which of one family go together is one table for all languages,
//! `lang/posts.txt`; the words for them are a table a language.

use crate::lang::Lang;
use crate::lang::Table;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A post, rank or trade, as a row of the table of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Post(u16);

/// What the table says of a post.
struct Row {
    name: &'static str,
    families: Vec<&'static str>,
    /// Posts of the same families that one person may have besides.
    besides: Vec<&'static str>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let table = Table::parse(include_str!("../lang/posts.txt"));
    let words = |field: Option<&'static str>| field.unwrap_or("").split(' ').filter(|word| !word.is_empty()).collect();
    let row = |&(name, value): &(&'static str, &'static str)| {
        let mut fields = value.split('\t');
        Row { name, families: words(fields.next()), besides: words(fields.next()) }
    };
    table.sorted().iter().map(row).collect()
});

/// For each language the words and phrases for posts, with blanks for apostrophes.
static WORDS: LazyLock<Vec<FxHashMap<String, Post>>> = LazyLock::new(|| {
    let words = |lang: Lang| {
        let number = |name: &str| ROWS.binary_search_by_key(&name, |row| row.name).ok().map(|at| Post(at as u16));
        let entry = |&(words, post): &(&str, &str)| Some((words.replace('\'', " "), number(post)?));
        lang.tables().posts.sorted().iter().filter_map(entry).collect()
    };
    Lang::ALL.into_iter().map(words).collect()
});

/// Endings that inflect a German noun.
const ENDINGS: [&str; 4] = ["", "s", "es", "n"];

impl Post {
    /// The post that the words of a role name, if a table knows it: the first, in its longest form. Costs the number of
    /// words times the longest phrase.
    pub fn of(lang: Lang, role: &str) -> Option<Self> {
        let role = role.to_lowercase();
        let words: Vec<&str> = role.split([' ', '\'', '’', '\u{a0}', '\n']).filter(|word| !word.is_empty()).collect();
        let table = &WORDS[lang as usize];
        let longest = lang.tables().posts.longest() + 1;
        (0..words.len()).find_map(|from| {
            let most = words.len().min(from + longest);
            (from + 1..=most).rev().find_map(|to| look_up(table, lang, &words[from..to]))
        })
    }

    /// Whether one person cannot have both posts at one time.
    pub fn excludes(self, other: Self) -> bool {
        let (one, two) = (&ROWS[usize::from(self.0)], &ROWS[usize::from(other.0)]);
        let besides = one.besides.contains(&two.name) || two.besides.contains(&one.name);
        self != other && !besides && one.families.iter().any(|family| two.families.contains(family))
    }

    /// Whether it is a trade: people learn another.
    pub fn is_trade(self) -> bool {
        ROWS[usize::from(self.0)].families == ["craft"]
    }
}

/// The post of a phrase, inflected or not.
fn look_up(table: &FxHashMap<String, Post>, lang: Lang, words: &[&str]) -> Option<Post> {
    let phrase = words.join(" ");
    let phrase = phrase.trim_matches([',', '.', ';', ':', '(', ')', '"', '„', '“', '«', '»']);
    let endings = if lang == Lang::De { &ENDINGS[..] } else { &ENDINGS[..1] };
    endings.iter().find_map(|ending| table.get(phrase.strip_suffix(ending)?).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(lang: Lang, role: &str) -> Post {
        Post::of(lang, role).unwrap_or_else(|| panic!("no post in {role:?}"))
    }

    #[test]
    fn one_person_has_one_post_of_a_family() {
        let cases = [
            (Lang::De, "Finanzvorstand", "Vorstandsvorsitzender", true),
            (Lang::De, "Finanzvorstand", "Finanzchef", false),
            (Lang::De, "Landrat des Kreises", "Bürgermeisterin", true),
            (Lang::De, "Staatsanwältin", "Richterin am Landgericht", true),
            (Lang::De, "Hausärztin", "Apothekerin", true),
            // A trade and an office, or an office and the one it comes with.
            (Lang::De, "Landwirt", "Bürgermeister", false),
            (Lang::De, "Kardinal", "Erzbischof von Köln", false),
            (Lang::En, "chief executive", "finance director", true),
            (Lang::En, "police sergeant", "constable", true),
            (Lang::En, "Deputy Mayor", "mayor of the town", true),
            (Lang::En, "managing director", "CEO", false),
            (Lang::Fr, "sous-préfète de Dieppe", "préfète de la Manche", true),
            (Lang::Fr, "présidente du conseil d’administration", "directrice générale", true),
            (Lang::Fr, "ministre de l'Intérieur", "garde des Sceaux", false),
        ];
        for (lang, left, right, expected) in cases {
            let (l, r) = (post(lang, left), post(lang, right));
            assert_eq!(l.excludes(r), expected, "{left} / {right}");
            assert_eq!(r.excludes(l), expected, "{right} / {left}");
        }
        assert_eq!(Post::of(Lang::De, "Präsident des Verbandes"), None);
    }

    #[test]
    fn every_word_has_a_post_and_every_post_a_word() {
        let mut used = vec![false; ROWS.len()];
        for lang in Lang::ALL {
            for (words, post) in lang.tables().posts.sorted() {
                let at = ROWS.binary_search_by_key(&post, |row| row.name);
                let at = at.unwrap_or_else(|_| panic!("{words:?} has the post {post:?}, which no row tells of"));
                used[at] = true;
            }
        }
        for (row, used) in ROWS.iter().zip(used) {
            assert!(used, "{} has no word", row.name);
            assert!(row.besides.iter().all(|name| ROWS.iter().any(|other| other.name == *name)), "{}", row.name);
        }
    }
}
