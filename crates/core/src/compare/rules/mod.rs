//! The ways in which two claims can disagree, one file each.

mod amount;
mod attribution;
mod certainty;
mod compass;
mod elsewhen;
mod frame;
mod moment;
mod names;
mod negation;
mod parallel;
mod quotation;
mod role;
mod sequence;
mod slots;
mod sole;
mod update;

pub(crate) use amount::lone as lone_amounts;

use crate::compare::Comparison;
use crate::compare::Encounter;

/// One way in which two claims about the same thing can disagree. Symmetric: swapping the articles swaps the sides of
/// its comparisons and nothing else.
pub trait Rule: Sync {
    /// The kinds that it finds, as reports and `--only` spell them, each with one line for `--help` and the legend.
    fn kinds(&self) -> &'static [(&'static str, &'static str)];
    /// Every question that both articles answer.
    fn judge(&self, encounter: &Encounter) -> Vec<Comparison>;
}

/// A new kind of disagreement is one file beside this, and one row. The order is that of precedence: where two rules
/// speak of the same words, the earlier one has the say.
pub static RULES: &[&dyn Rule] = &[
    &quotation::QuoteWording,
    &amount::Amount,
    &moment::Moment,
    &role::Role,
    &names::Names,
    &compass::Compass,
    &sequence::Sequence,
    &attribution::Attribution,
    &negation::Negation,
    &certainty::Certainty,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::compare::Likeness;
    use crate::compare::Meeting;
    use crate::events::Weights;
    use crate::reading::read;

    /// The kinds that the rules find in two articles of one sentence each, which an encoder finds alike.
    fn told(lang: &str, left: &str, right: &str) -> Vec<&'static str> {
        let article = |id: &str, text: &str| Article { lang: Some(lang.to_owned()), ..Article::new(id, text) };
        let (left, right) = (article("a", left), article("b", right));
        let readings = [read(&left), read(&right)];
        let weights = Weights::new(&readings);
        let meeting = Meeting { left: 0, right: 0, overlap: 0.0, parallel: 0.0, matches: vec![] };
        let encounter = Encounter {
            left: &readings[0],
            right: &readings[1],
            meetings: vec![],
            likenesses: vec![Likeness { meeting, cosine: 0.6, mutual: true }],
            quotes: &[],
            weights: &weights,
        };
        crate::compare::compare(&encounter)
            .iter()
            .filter(|found| matches!(found.outcome, crate::compare::Outcome::Disagree { .. }))
            .map(|found| found.kind)
            .collect()
    }

    /// Language, both sentences, and the kinds of what they disagree in.
    type Case = (&'static str, &'static str, &'static str, Vec<&'static str>);

    fn check(cases: &[Case]) {
        for (lang, left, right, expected) in cases {
            assert_eq!(told(lang, left, right), *expected, "{left} / {right}");
            assert_eq!(told(lang, right, left), *expected, "{right} / {left}");
        }
    }

    #[test]
    fn sentences_that_say_the_same_in_other_words_disagree_in_what_they_answer() {
        let cases = [
            (
                "de",
                "Geleitet wird das neue Institut von Katrin Ahlsen.",
                "Die Führung des Instituts übernimmt Jörg Bentlage.",
                vec!["person"],
            ),
            (
                "de",
                "Geleitet wird das neue Institut von Katrin Ahlsen.",
                "Die Führung des Instituts übernimmt Katrin Ahlsen.",
                vec![],
            ),
            // Two people who speak of one thing exclude one another not.
            (
                "de",
                "„Das Institut kommt zu spät“, sagte Katrin Ahlsen.",
                "„Wir brauchen das Institut“, sagte Jörg Bentlage.",
                vec![],
            ),
            (
                "de",
                "„Das Institut kommt viel zu spät“, sagte Katrin Ahlsen.",
                "Der Satz „Das Institut kommt viel zu spät“ stammt von Jörg Bentlage.",
                vec!["attribution"],
            ),
            (
                "en",
                "The council will sell the old harbour to a developer.",
                "Whether the council sells the harbour to the developer is for the voters to say.",
                vec!["certainty"],
            ),
            (
                "en",
                "The ministry granted the brewery a licence for its well.",
                "A licence for the well was refused the brewery by the ministry.",
                vec!["negation"],
            ),
            (
                "de",
                "Bei dem Brand in der Lagerhalle wurde niemand von den Arbeitern befragt.",
                "Nach dem Brand in der Lagerhalle wurden alle Arbeiter befragt.",
                vec!["negation"],
            ),
            (
                "en",
                "Six of the eleven boats reached the harbour.",
                "The harbour was reached by all eleven boats.",
                vec!["number"],
            ),
            (
                "en",
                "A quarter of the guests left the ball early.",
                "Early in the evening 40 percent of the guests left the ball.",
                vec!["number"],
            ),
            (
                "en",
                "A quarter of the guests left the ball early.",
                "Early in the evening 25 percent of the guests left the ball.",
                vec![],
            ),
            (
                "de",
                "Das Feuer brach am Nordufer des Kanals in einer Lagerhalle aus.",
                "In einer Lagerhalle südlich des Kanals brach das Feuer aus.",
                vec!["place"],
            ),
            (
                "de",
                "Das Feuer brach am Nordufer des Kanals in einer Lagerhalle aus.",
                "In einer Lagerhalle nördlich des Kanals brach das Feuer aus.",
                vec![],
            ),
            (
                "de",
                "Das Feuer brach am Nordufer des Kanals in einer Lagerhalle aus.",
                "Im Norden und Süden des Kanals brach das Feuer in einer Lagerhalle aus.",
                vec![],
            ),
            (
                "de",
                "Das Feuer brach am Nordufer des Kanals in einer Lagerhalle aus.",
                "Das Feuer brach in einer Lagerhalle in Südkorea aus.",
                vec![],
            ),
        ];
        check(&cases);
    }

    #[test]
    fn roles_and_amounts_disagree_in_what_is_of_the_event() {
        let cases = [
            (
                "de",
                "Vor der Belegschaft sprach Finanzvorstand Jens Ohmke.",
                "Jens Ohmke, der für den Verkauf zuständige Vorstandsvorsitzende, redete vor der Belegschaft.",
                vec!["role"],
            ),
            (
                "en",
                "Martha Quill, a family doctor, founded the choir.",
                "The choir was founded by Martha Quill, a dairy farmer who lives nearby.",
                vec!["role"],
            ),
            // Behind a comma "less" is no longer of the amount.
            (
                "de",
                "Die Kammer verhängte gegen den Verein ein Bußgeld von 4800 Euro.",
                "Der Verein muss der Kammer 8400 Euro Bußgeld zahlen, weniger als befürchtet.",
                vec!["money"],
            ),
            // What stands before the other time is of the event.
            (
                "de",
                "Auf dem Fest in der Halle waren 300 Gäste, so viele wie im Jahr 2013.",
                "In der Halle waren bei dem Fest 250 Gäste.",
                vec!["number"],
            ),
            (
                "de",
                "Auf dem Fest in der Halle waren im Jahr 2013 nur 300 Gäste.",
                "In der Halle waren bei dem Fest 250 Gäste.",
                vec![],
            ),
            (
                "de",
                "Die Hütte besaß einen Ofen aus Ton, gebaut im Jahr 2004.",
                "Die Hütte besaß keinen Ofen aus Ton.",
                vec!["negation"],
            ),
            // Where one says that it is certain, one word that both share will do.
            (
                "de",
                "Ob die Genossenschaft zerbricht, weiß niemand.",
                "Zweifelsfrei ist die Genossenschaft am Ende.",
                vec!["certainty"],
            ),
            ("de", "Ob die Genossenschaft zerbricht, weiß niemand.", "Die Genossenschaft ist am Ende.", vec![]),
            // Any larger amount is more than twelve millions, and no statement of it.
            (
                "de",
                "Der Umbau der Halle kostet 8 Millionen Euro. Im Haushalt stehen 90 Millionen Euro.",
                "Mehr als 12 Millionen Euro sind für den Umbau der Halle nötig.",
                vec!["money"],
            ),
            (
                "de",
                "Der Umbau der Halle kostet 8 Millionen Euro. Mit den Wegen sind es 14 Millionen Euro.",
                "Mehr als 12 Millionen Euro sind für den Umbau der Halle nötig.",
                vec![],
            ),
        ];
        check(&cases);
    }
}
