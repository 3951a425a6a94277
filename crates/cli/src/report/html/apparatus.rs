//! The apparatus of an event: questions in rows, articles in columns by time, and in the cells what each article says.

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
    let relations: BTreeMap<&str, &Disagreement> =
        disagreements.iter().rev().map(|found| (found.apparatus.as_str(), *found)).collect();
    let witnesses = rows.iter().flat_map(|row| &row.readings).flat_map(|reading| &reading.witnesses);
    let others: BTreeSet<&str> = witnesses.map(|span| span.article.as_str()).collect();
    let others = others.into_iter().filter(|article| !columns.contains(article));
    let columns: Vec<&str> = columns.iter().copied().chain(others).collect();
    let table = Table { html, columns: &columns, literals, relations };
    let told = |row: &&&Apparatus| row.readings.iter().map(|reading| reading.witnesses.len()).sum::<usize>() > 1;
    let is_at_issue = |row: &&&Apparatus| !matches!(row.verdict, "agree" | "single");
    let of = |keep: &dyn Fn(&&&Apparatus) -> bool| -> Vec<&Apparatus> { rows.iter().filter(keep).copied().collect() };
    let mut at_issue: Vec<&Apparatus> = of(&is_at_issue);
    let rank = |row: &&Apparatus| match table.relations.get(row.id.as_str()).map_or(row.verdict, |found| found.relation)
    {
        "contradiction" => 0,
        "precision" => 3,
        "update" => 2,
        _ => 1,
    };
    at_issue.sort_by_key(rank);
    write!(out, "<section class=\"apparatus\"><h3>{}</h3>", html.labels.apparatus)?;
    if !at_issue.is_empty() {
        table.write(out, &at_issue)?;
    }
    let rest = [
        (html.labels.agreed_on, of(&|row| !is_at_issue(row) && told(row))),
        (html.labels.said_by_one, of(&|row| !is_at_issue(row) && !told(row))),
    ];
    for (what, rows) in rest.iter().filter(|(_, rows)| !rows.is_empty()) {
        let number = Labels::count(rows.len(), html.labels.question, html.labels.questions);
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
    /// The first disagreement of a row.
    relations: BTreeMap<&'t str, &'t Disagreement>,
}

impl Table<'_> {
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
        let relation = self.relations.get(row.id.as_str());
        let verdict = relation.map_or(row.verdict, |found| found.relation);
        write!(
            out,
            "<tr role=\"row\" class=\"v-{}\" id=\"{}\"><th role=\"rowheader\" scope=\"row\"><span class=\"kind\">{} · {}\
             </span> <span class=\"q\" dir=\"auto\">{}</span>",
            Safe(row.verdict),
            id(&row.id),
            Safe(labels.name(row.kind)),
            Safe(labels.relation(verdict)),
            Safe(&self.html.short(&row.question, Some(QUESTION))),
        )?;
        if let Some(found) = relation {
            write!(out, " <a class=\"perma\" href=\"#{0}\">{0}</a>", id(&found.id))?;
        }
        let answers = self.answers(row);
        self.origins(out, &answers)?;
        write!(out, "</th>")?;
        let sign = if row.verdict == "agree" || row.verdict == "single" { "" } else { sign(verdict) };
        if self.has_columns() {
            self.columns.iter().try_for_each(|column| self.cell(out, row, &answers, column, sign))?;
        } else {
            self.by_answer(out, row, &answers, sign)?;
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

    fn cell(
        &self,
        out: &mut dyn Write,
        row: &Apparatus,
        answers: &[Answer],
        article: &str,
        sign: &str,
    ) -> io::Result<()> {
        let said = answers.iter().enumerate().filter_map(|(at, answer)| Some((at, answer.0, *answer.1.get(article)?)));
        let said: Vec<(usize, &Reading, &SpanEntry)> = said.collect();
        let Some(first) = said.first() else {
            let nothing = self.html.labels.says_nothing;
            return write!(out, "<td role=\"cell\" class=\"no\"><span aria-label=\"{nothing}\">–</span></td>");
        };
        let is_muted = sign.is_empty() || row.verdict == "precision";
        let class = if is_muted { 0 } else { first.0 % 5 + 1 };
        write!(out, "<td role=\"cell\" class=\"v{class}\" data-label=\"{}\">", Safe(self.html.name(article)))?;
        for (at, reading, span) in said {
            if !sign.is_empty() {
                write!(out, "<span class=\"sign\">{sign}\u{2009}{}</span> ", letter(at))?;
            }
            write!(
                out,
                "<bdi lang=\"{}\" title=\"{}\">{}</bdi> ",
                Safe(self.html.lang(article)),
                Safe(&self.html.short(&span.text, None)),
                Safe(&self.answer(row, reading, span))
            )?;
        }
        write!(out, "</td>")
    }

    /// Writes the answers one below the other, each with the articles that give it.
    fn by_answer(&self, out: &mut dyn Write, row: &Apparatus, answers: &[Answer], sign: &str) -> io::Result<()> {
        let labels = self.html.labels;
        write!(out, "<td role=\"cell\">")?;
        for (at, (reading, witnesses)) in answers.iter().take(ANSWERS).enumerate() {
            let who: Vec<&str> = self.columns.iter().copied().filter(|column| witnesses.contains_key(column)).collect();
            let Some(span) = who.first().and_then(|article| witnesses.get(article)) else { continue };
            let is_muted = sign.is_empty() || row.verdict == "precision";
            let class = if is_muted { 0 } else { at % 5 + 1 };
            let sign = if sign.is_empty() { String::new() } else { format!("{sign}\u{2009}{}", letter(at)) };
            write!(
                out,
                "<div class=\"answer v{class}\"><span class=\"sign\">{sign}</span> <bdi lang=\"{}\">{}</bdi> <span \
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
        let words = if !literal.is_empty() && (own.is_some() || span.text.contains(literal)) {
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

/// The letter of an answer.
fn letter(at: usize) -> String {
    let letter = char::from(b'a' + (at % 26) as u8);
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26) }
}
