//! The apparatus of an event: questions in rows, articles in columns by time, and in the cells what each article says.

use super::findings::group;
use super::findings::sign;
use super::labels::Labels;
use super::page::Html;
use super::page::id;
use super::safe::Safe;
use super::section::left_out;
use kollate_core::report::Apparatus;
use kollate_core::report::Disagreement;
use kollate_core::report::Reading;
use kollate_core::report::SpanEntry;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Write;

/// Words shown of a question.
const QUESTION: usize = 18;
/// Words shown of an answer.
const ANSWER: usize = 10;

/// Most articles that have a column each: more columns nobody can read, and articles are named beside their answer.
const COLUMNS: usize = 12;
/// Most answers shown of a question, and articles named with one, where articles have no columns.
const ANSWERS: usize = 8;
const NAMED: usize = 6;
/// Most questions of a table.
const ROWS: usize = 150;

/// The words of claims as disagreements give them, by row, article and place.
type Literals<'a> = BTreeMap<(&'a str, &'a str, u32), &'a str>;

/// An answer with its witnesses by article.
type Answer<'a> = (&'a Reading, BTreeMap<&'a str, &'a SpanEntry>);

/// Writes the apparatus of an event whose articles, in time order, are `columns`; articles of other events that answer
/// too come after them.
pub(super) fn apparatus(
    html: &Html,
    out: &mut dyn Write,
    rows: &[&Apparatus],
    columns: &[&str],
    disagreements: &[&Disagreement],
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let literals: Literals = disagreements
        .iter()
        .flat_map(|found| [(found, &found.left, &found.left_value), (found, &found.right, &found.right_value)])
        .map(|(found, span, value)| {
            ((found.apparatus.as_str(), span.article.as_str(), span.start), value.literal.as_str())
        })
        .collect();
    let mut relations: BTreeMap<&str, Vec<&Disagreement>> = BTreeMap::new();
    for found in disagreements {
        relations.entry(&found.apparatus).or_default().push(found);
    }
    for found in relations.values_mut() {
        found.sort_by_key(|one| rank(one.relation));
    }
    let witnesses = rows.iter().flat_map(|row| &row.readings).flat_map(|reading| &reading.witnesses);
    let others: BTreeSet<&str> = witnesses.map(|span| span.article.as_str()).collect();
    let others = others.into_iter().filter(|article| !columns.contains(article));
    let columns: Vec<&str> = columns.iter().copied().chain(others).collect();
    let table = Table { html, columns: &columns, literals, relations };
    let told = |row: &&&Apparatus| row.readings.iter().map(|reading| reading.witnesses.len()).sum::<usize>() > 1;
    let is_at_issue = |row: &&&Apparatus| !matches!(row.verdict, "agree" | "single");
    let of = |keep: &dyn Fn(&&&Apparatus) -> bool| -> Vec<&Apparatus> { rows.iter().filter(keep).copied().collect() };
    let mut at_issue: Vec<&Apparatus> = of(&is_at_issue);
    at_issue.sort_by_key(|row| rank(table.of(row).first().map_or(row.verdict, |found| found.relation)));
    write!(out, "<section class=\"apparatus\"><h3>{}</h3>", html.labels.apparatus)?;
    if !at_issue.is_empty() {
        table.write(out, &at_issue)?;
    }
    let rest = [
        (html.labels.agreed_on, of(&|row| !is_at_issue(row) && told(row))),
        (html.labels.said_by_one, of(&|row| !is_at_issue(row) && !told(row))),
    ];
    for (what, rows) in rest.iter().filter(|(_, rows)| !rows.is_empty()) {
        let number = Labels::count(rows.len(), html.labels.a_question, html.labels.questions);
        write!(out, "<details><summary>{what} <span class=\"dim\">({number})</span></summary>")?;
        table.write(out, rows)?;
        write!(out, "</details>")?;
    }
    writeln!(out, "</section>")
}

/// A table on its way to the page.
struct Table<'t> {
    html: &'t Html<'t>,
    columns: &'t [&'t str],
    literals: Literals<'t>,
    /// The disagreements of a row, contradictions first and updates last.
    relations: BTreeMap<&'t str, Vec<&'t Disagreement>>,
}

/// The place of a relation in the order of what matters.
fn rank(relation: &str) -> u8 {
    match relation {
        "contradiction" => 0,
        "precision" => 3,
        "update" => 2,
        _ => 1,
    }
}

impl<'t> Table<'t> {
    /// The disagreements of a row.
    fn of(&self, row: &Apparatus) -> &[&'t Disagreement] {
        self.relations.get(row.id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// How an answer stands to the others: as its gravest disagreement says, or else as the verdict on the row. What
    /// excludes no other answer, where others do, is put otherwise.
    fn relation(&self, row: &Apparatus, reading: &Reading) -> &'static str {
        let at = |span: &SpanEntry| {
            reading.witnesses.iter().any(|one| one.article == span.article && one.start == span.start)
        };
        let found = self.of(row);
        let both = |one: &Disagreement| {
            at(&one.left) || at(&one.right) || one.also.iter().any(|also| at(&also.left) || at(&also.right))
        };
        let otherwise = if found.is_empty() { row.verdict } else { "precision" };
        found.iter().find(|one| both(one)).map_or(otherwise, |one| one.relation)
    }

    fn write(&self, out: &mut dyn Write, rows: &[&Apparatus]) -> io::Result<()> {
        write!(
            out,
            "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table role=\"table\" aria-label=\"{0}\"><thead \
             role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">{1}</th>",
            self.html.labels.apparatus, self.html.labels.question
        )?;
        if self.has_columns() {
            self.columns.iter().try_for_each(|column| self.column(out, column))?;
        } else {
            write!(out, "<th role=\"columnheader\" scope=\"col\">{}</th>", self.html.labels.answers)?;
        }
        write!(out, "</tr></thead><tbody role=\"rowgroup\">")?;
        rows.iter().take(ROWS).try_for_each(|row| self.row(out, row))?;
        writeln!(out, "</tbody></table></div>")?;
        left_out(self.html, out, "p", rows.len(), ROWS)
    }

    /// Whether every article has a column.
    fn has_columns(&self) -> bool {
        self.columns.len() <= COLUMNS
    }

    fn column(&self, out: &mut dyn Write, article: &str) -> io::Result<()> {
        let date = self.html.articles.get(article).map_or(String::new(), |known| self.html.date(known.entry));
        write!(
            out,
            "<th role=\"columnheader\" scope=\"col\"><bdi>{}</bdi> <span class=\"date\">{}</span></th>",
            Safe(self.html.name(article)),
            Safe(&date)
        )
    }

    fn row(&self, out: &mut dyn Write, row: &Apparatus) -> io::Result<()> {
        let labels = self.html.labels;
        let found = self.of(row);
        let asked = row.readings.iter().find_map(|reading| reading.witnesses.first());
        let asked = asked.map_or("", |span| self.html.lang(&span.article));
        let mut relations: Vec<&str> = found.iter().map(|one| one.relation).collect();
        relations.dedup();
        if relations.is_empty() {
            relations.push(row.verdict);
        }
        let relations: Vec<&str> = relations.iter().map(|relation| labels.relation(relation)).collect();
        write!(
            out,
            "<tr role=\"row\" class=\"v-{}\" id=\"{}\"><th role=\"rowheader\" scope=\"row\"><span class=\"kind s-{}\">{} · {}\
             </span> <span class=\"q\" dir=\"auto\" lang=\"{}\">{}</span>",
            Safe(row.verdict),
            id(&row.id),
            if found.is_empty() { "none" } else { group(found[0].relation) },
            Safe(labels.name(row.kind)),
            Safe(&relations.join(", ")),
            Safe(asked),
            Safe(&self.html.short(&row.question, Some(QUESTION))),
        )?;
        for found in found.iter().take(ANSWERS) {
            write!(out, " <a class=\"perma\" href=\"#{0}\">{0}</a>", id(&found.id))?;
        }
        let answers = self.answers(row);
        self.origins(out, &answers)?;
        write!(out, "</th>")?;
        if self.has_columns() {
            self.columns.iter().try_for_each(|column| self.cell(out, row, &answers, column))?;
        } else {
            self.by_answer(out, row, &answers)?;
        }
        writeln!(out, "</tr>")
    }

    /// The answers of a row in the order in which the columns give them first, each with its witnesses by article.
    fn answers<'r>(&self, row: &'r Apparatus) -> Vec<Answer<'r>> {
        let witnesses = |reading: &'r Reading| reading.witnesses.iter().rev().map(|span| (span.article.as_str(), span));
        let mut answers: Vec<Answer> =
            row.readings.iter().map(|reading| (reading, witnesses(reading).collect())).collect();
        answers.sort_by_key(|(_, witnesses)| self.columns.iter().position(|column| witnesses.contains_key(column)));
        answers
    }

    /// How many independent origins stand behind each answer.
    fn origins(&self, out: &mut dyn Write, answers: &[Answer]) -> io::Result<()> {
        let labels = self.html.labels;
        write!(out, " <span class=\"origins\">")?;
        for (at, (reading, _)) in answers.iter().take(ANSWERS).enumerate() {
            let letter = if answers.len() > 1 { letter(at) } else { String::new() };
            let number = Labels::count(reading.origins.len(), labels.origin, labels.origins);
            write!(out, "{}{letter} {number}", if at > 0 { " · " } else { "" })?;
        }
        write!(out, "</span>")
    }

    /// How an answer looks: its class, and its sign with its letter.
    fn look(&self, row: &Apparatus, reading: &Reading, at: usize) -> (String, String) {
        let relation = self.relation(row, reading);
        match relation {
            "agree" | "single" => ("v0".to_owned(), String::new()),
            "precision" => ("v0".to_owned(), marked(relation, at)),
            "update" => (format!("v{} later", at % 5 + 1), marked(relation, at)),
            _ => (format!("v{}", at % 5 + 1), marked(relation, at)),
        }
    }

    fn cell(&self, out: &mut dyn Write, row: &Apparatus, answers: &[Answer], article: &str) -> io::Result<()> {
        let said = answers.iter().enumerate().filter_map(|(at, answer)| Some((at, answer.0, *answer.1.get(article)?)));
        let said: Vec<(usize, &Reading, &SpanEntry)> = said.collect();
        let Some(first) = said.first() else {
            let nothing = self.html.labels.says_nothing;
            return write!(out, "<td role=\"cell\" class=\"no\"><span aria-label=\"{nothing}\">–</span></td>");
        };
        let (class, _) = self.look(row, first.1, first.0);
        write!(out, "<td role=\"cell\" class=\"{class}\" data-label=\"{}\">", Safe(self.html.name(article)))?;
        for (at, reading, span) in said {
            write!(
                out,
                "{}<bdi lang=\"{}\" title=\"{}\">{}</bdi> ",
                self.look(row, reading, at).1,
                Safe(self.html.lang(article)),
                Safe(&self.html.short(&span.text, None)),
                Safe(&self.answer(row, reading, span))
            )?;
        }
        write!(out, "</td>")
    }

    /// Writes the answers one below the other, each with the articles that give it.
    fn by_answer(&self, out: &mut dyn Write, row: &Apparatus, answers: &[Answer]) -> io::Result<()> {
        let labels = self.html.labels;
        write!(out, "<td role=\"cell\">")?;
        for (at, (reading, witnesses)) in answers.iter().take(ANSWERS).enumerate() {
            let who: Vec<&str> = self.columns.iter().copied().filter(|column| witnesses.contains_key(column)).collect();
            let Some(span) = who.first().and_then(|article| witnesses.get(article)) else { continue };
            let (class, sign) = self.look(row, reading, at);
            write!(
                out,
                "<div class=\"answer {class}\">{sign}<bdi lang=\"{}\">{}</bdi> <span \
                 class=\"dim\">{}: ",
                Safe(self.html.lang(&span.article)),
                Safe(&self.answer(row, reading, span)),
                Labels::count(who.len(), labels.article, labels.articles)
            )?;
            for (at, article) in who.iter().take(NAMED).enumerate() {
                write!(out, "{}<bdi>{}</bdi>", if at > 0 { ", " } else { "" }, Safe(self.html.name(article)))?;
            }
            let more = if who.len() > NAMED { format!(" + {}", who.len() - NAMED) } else { String::new() };
            write!(out, "{more}</span></div>")?;
        }
        left_out(self.html, out, "p", answers.len(), ANSWERS)?;
        write!(out, "</td>")
    }

    /// The words with which a witness answers; of many, those where it differs from the first answer.
    fn answer(&self, row: &Apparatus, reading: &Reading, span: &SpanEntry) -> String {
        let own = self.literals.get(&(row.id.as_str(), span.article.as_str(), span.start)).copied();
        let literal = own.filter(|words| !words.is_empty()).unwrap_or(&reading.value.literal);
        let value = reading.value.value.as_deref().filter(|value| !value.is_empty());
        // A source may stand outside the words that are given to it.
        let told = own.is_some() || row.kind == "attribution" || span.text.contains(literal);
        let words = if !literal.is_empty() && told {
            literal
        } else {
            value.filter(|value| span.text.contains(*value)).unwrap_or(&span.text)
        };
        let others = row.readings.iter().map(|other| other.value.literal.as_str()).filter(|other| *other != words);
        let apart = others.map(|other| first_difference(words, other)).max().unwrap_or(0);
        self.html.around(words, apart, ANSWER)
    }
}

/// The code point at which the first word stands that another text does not have there.
fn first_difference(words: &str, other: &str) -> u32 {
    let mut at = 0;
    for (word, other) in words.split(' ').zip(other.split(' ')) {
        if word != other {
            break;
        }
        at += word.chars().count() as u32 + 1;
    }
    at
}

/// The sign of a relation with the letter of an answer.
fn marked(relation: &str, at: usize) -> String {
    let group = group(relation);
    format!("<span class=\"sign s-{group}\">{}\u{2009}{}</span> ", sign(relation), letter(at))
}

/// The letter of an answer.
fn letter(at: usize) -> String {
    let letter = char::from(b'a' + (at % 26) as u8);
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26) }
}
