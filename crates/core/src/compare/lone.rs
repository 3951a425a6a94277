//! What only one article of an event states: rows of the apparatus with a single witness.

use crate::compare::Compared;
use crate::compare::Outcome;
use crate::compare::Question;
use crate::compare::Witness;
use crate::compare::rules::lone_amounts;
use crate::reading::Reading;
use crate::text::Span;
use rustc_hash::FxHashSet;

/// Of an event of more articles no lone statements are sought, to stay linear.
const MOST_ARTICLES: usize = 24;

/// The amounts that only one article of an event states, in order of article and place, as questions. Some may yet have
/// been held against another article: see [`unanswered`].
pub fn lone(readings: &[Reading], articles: &[u32]) -> Vec<Question> {
    if !(2..=MOST_ARTICLES).contains(&articles.len()) {
        return vec![];
    }
    let mut questions = Vec::new();
    for &article in articles {
        let others: Vec<&Reading> =
            articles.iter().filter(|&&other| other != article).map(|&other| &readings[other as usize]).collect();
        for (kind, text, answer) in lone_amounts(&readings[article as usize], &others) {
            let readings = vec![vec![Witness { article, answer }]];
            questions.push(Question { kind, text, verdict: "single", readings, disagreements: vec![] });
        }
    }
    questions
}

/// The questions of one witness whose answer no comparison holds against another.
pub fn unanswered<'q>(lone: &'q [Question], compared: &[Compared]) -> Vec<&'q Question> {
    let counts = |one: &&Compared| !matches!(one.comparison.outcome, Outcome::NotComparable { .. });
    let answered: FxHashSet<(u32, Span)> = compared
        .iter()
        .filter(counts)
        .flat_map(|one| [(one.left, one.comparison.left.literal), (one.right, one.comparison.right.literal)])
        .collect();
    let is_open = |question: &&Question| {
        question.readings.iter().flatten().all(|witness| !answered.contains(&(witness.article, witness.answer.literal)))
    };
    lone.iter().filter(is_open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read;
    use crate::text::Article;

    #[test]
    fn what_one_article_alone_states_is_told_and_what_both_state_is_not() {
        let articles = [
            Article::new(
                "a",
                "Bei einem Brand in Plauenhof sind drei Menschen verletzt worden. Der Schaden beträgt 40.000 Euro.",
            ),
            Article::new(
                "b",
                "Beim Feuer in Plauenhof wurden 3 Menschen verletzt. Die Feuerwehr löschte bis zum Abend.",
            ),
        ];
        let readings: Vec<_> = articles.iter().map(read).collect();
        let literals = |articles: &[u32]| -> Vec<String> {
            let witnesses = lone(&readings, articles).into_iter().flat_map(|question| question.readings).flatten();
            witnesses.map(|one| readings[one.article as usize].text(one.answer.literal).to_owned()).collect()
        };
        assert_eq!(literals(&[0, 1]), ["40.000 Euro"]);
        assert!(literals(&[0]).is_empty(), "an event of one article has no other source");
    }
}
