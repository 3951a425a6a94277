//! A sentence cut into clauses, with what tells whether it speaks of the event or of another time.

use crate::claims::words::Word;
use crate::names::Names;
use crate::segment::Document;
use crate::segment::ParagraphKind;
use crate::segment::Sentence;
use crate::segment::Token;
use crate::segment::TokenKind;
use crate::text::Span;
use crate::values::Granularity;
use crate::values::Reference;
use crate::values::Value;
use crate::values::ValueKind;
use jiff::ToSpan;

/// Part of a sentence between commas, dashes, semicolons or colons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Where it stands.
    pub span: Span,
    /// Half-open range of its tokens.
    pub tokens: (u32, u32),
}

/// One sentence, ready to be held against another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Half-open range of its tokens.
    pub tokens: (u32, u32),
    /// Its clauses, in order; together they hold all its words.
    pub clauses: Vec<Clause>,
    /// Half-open range of its values.
    pub values: (u32, u32),
    /// Half-open range of its mentions of names.
    pub mentions: (u32, u32),
    /// Whether it is running text: no heading, caption or boilerplate.
    pub prose: bool,
    /// Half-open ranges of its tokens that speak of another time than the event: "damals", "2013 waren es", "im vergangenen
    /// Jahr". Where the sentence begins with it, all of it; else the stretch between marks: "drei Meter hoch, höher als
    /// 2013".
    pub background: Vec<(u32, u32)>,
}

impl Statement {
    /// Whether what a token of the sentence says is of another time than the event.
    pub fn is_background_at(&self, token: u32) -> bool {
        self.background.iter().any(|&(from, to)| (from..to).contains(&token))
    }

    /// Whether the sentence as a whole speaks of another time than the event.
    pub fn is_background(&self) -> bool {
        self.background.first() == Some(&self.tokens)
    }

    /// The clause that holds a token of the sentence.
    pub fn clause_of(&self, token: u32) -> Clause {
        let at = self.clauses.partition_point(|clause| clause.tokens.1 <= token).min(self.clauses.len() - 1);
        self.clauses[at]
    }
}

/// A fragment of fewer words than this between two commas is no clause of its own ("sagte er").
const LEAST_CLAUSE_WORDS: usize = 4;

/// How long before the reference a time must end to be another time than the event's. News speaks of the last few
/// weeks as one story.
const BACKGROUND_DAYS: i64 = 60;

/// One statement a sentence. Linear.
pub fn statements(
    document: &Document,
    values: &[Value],
    names: &Names,
    words: &[Word],
    reference: Reference,
) -> Vec<Statement> {
    let mut value = 0;
    let mut mention = 0;
    let mut statements = Vec::with_capacity(document.sentences.len());
    for sentence in &document.sentences {
        let inside = |span: Span| span.start < sentence.span.end;
        // Datelines are in no sentence.
        let before = |span: Span| span.end <= sentence.span.start;
        value += values[value..].iter().take_while(|value| before(value.span)).count();
        mention += names.mentions[mention..].iter().take_while(|mention| before(mention.span)).count();
        let first_value = value;
        while value < values.len() && inside(values[value].span) {
            value += 1;
        }
        let first_mention = mention;
        while mention < names.mentions.len() && inside(names.mentions[mention].span) {
            mention += 1;
        }
        statements.push(Statement {
            tokens: sentence.tokens,
            clauses: clauses(document, sentence, words),
            values: (first_value as u32, value as u32),
            mentions: (first_mention as u32, mention as u32),
            prose: document.paragraphs[sentence.paragraph as usize].kind == ParagraphKind::Prose,
            background: background(document, sentence, words, &values[first_value..value], reference),
        });
    }
    statements
}

/// Cuts a sentence at commas, semicolons, colons and dashes; fragments join the clause before them.
fn clauses(document: &Document, sentence: &Sentence, words: &[Word]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut start = sentence.tokens.0;
    for at in sentence.tokens.0..sentence.tokens.1 {
        let last = at + 1 == sentence.tokens.1;
        if !last && !is_boundary(document, words, at) {
            continue;
        }
        push_clause(document, &mut clauses, (start, at + 1));
        start = at + 1;
    }
    if clauses.is_empty() {
        clauses.push(Clause { span: sentence.span, tokens: sentence.tokens });
    }
    clauses
}

/// Adds a clause, or joins it to the one before where either is a fragment.
fn push_clause(document: &Document, clauses: &mut Vec<Clause>, tokens: (u32, u32)) {
    let span = Span {
        start: document.tokens[tokens.0 as usize].span.start,
        end: document.tokens[tokens.1 as usize - 1].span.end,
    };
    let short = |(from, to): (u32, u32)| {
        let run = &document.tokens[from as usize..to as usize];
        run.iter().filter(|token| token.kind != TokenKind::Mark).count() < LEAST_CLAUSE_WORDS
    };
    match clauses.last_mut() {
        Some(before) if short(tokens) || short(before.tokens) => {
            before.tokens.1 = tokens.1;
            before.span.end = span.end;
        }
        _ => clauses.push(Clause { span, tokens }),
    }
}

/// Whether a clause ends at a token.
fn is_boundary(document: &Document, words: &[Word], at: u32) -> bool {
    let token = &document.tokens[at as usize];
    if token.kind != TokenKind::Mark || words[at as usize].value.is_some() || words[at as usize].entity.is_some() {
        return false;
    }
    let mark = document.norm(token);
    // A hyphen, or a comma inside a number that no reader took, has no space behind it.
    let spaced = document.tokens.get(at as usize + 1).is_none_or(|next| next.span.start > token.span.end);
    matches!(mark, "," | ";" | ":" | "–" | "—") && spaced
}

/// What of a sentence speaks of another time than the article's event: see [`Statement::background`].
fn background(
    document: &Document,
    sentence: &Sentence,
    words: &[Word],
    values: &[Value],
    reference: Reference,
) -> Vec<(u32, u32)> {
    let table = &document.lang.tables().background;
    let (first, end) = sentence.tokens;
    let says_so = |pair: &[Token]| table.has(document.norm(&pair[0])) || table.has(&two_words(document, pair));
    let pairs = document.tokens_of(sentence).windows(2).enumerate();
    let cues = pairs.filter(|(_, pair)| says_so(pair)).map(|(at, _)| first + at as u32);
    let value = |value: &Value| (first..end).find(|&at| document.tokens[at as usize].span.end > value.span.start);
    let values = values.iter().filter(|value| is_long_ago(value, reference)).filter_map(value);
    let is_mark = |at: &u32| is_boundary(document, words, *at);
    let mut found: Vec<(u32, u32)> = Vec::new();
    for at in cues.chain(values) {
        let from = (first..at).rev().find(is_mark).map_or(first, |mark| mark + 1);
        let to = (at..end).find(is_mark).unwrap_or(end);
        found.push(if from == first { (first, end) } else { (from, to) });
    }
    found.sort_unstable();
    found
}

/// Two tokens as a key of a table.
fn two_words(document: &Document, pair: &[Token]) -> String {
    format!("{} {}", document.norm(&pair[0]), document.norm(&pair[1]))
}

/// Whether a value is a time well before the reference, or a bare year where nothing is known.
fn is_long_ago(value: &Value, reference: Reference) -> bool {
    if value.kind != ValueKind::Date {
        return false;
    }
    let Some(time) = &value.time else { return false };
    let Some((_, last)) = time.interval else { return false };
    match reference.range {
        Some((first, _)) => last.date() < first.saturating_sub(BACKGROUND_DAYS.days()),
        None => time.year.is_some() && time.granularity == Granularity::Year,
    }
}
