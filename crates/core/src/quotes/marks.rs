//! Pairs quotation marks, whatever the convention.
//!
//! In: text and tokens. Out: [`Marked`] stretches, outermost and nested, in text order. One pass over the marks with a
//! stack of at most [`DEEPEST`] levels; looking ahead is bounded, so hostile text costs linear time.

use crate::lang::Lang;
use crate::segment::Document;
use crate::segment::TokenKind;
use crate::text::Article;
use crate::text::Span;

/// Deeper nesting does not occur in prose; marks beyond it are read as noise.
const DEEPEST: usize = 6;

/// How many paragraphs a quotation may run over without re-opened marks before its mark counts as never closed.
const LONGEST_RUN: u32 = 4;

/// How far an apostrophe looks for a better closing mark, in bytes.
const LOOK_AHEAD: usize = 400;

/// A stretch between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// With its marks.
    pub(super) outer: Span,
    /// Without marks and the white space beside them.
    pub(super) inner: Span,
    /// How many stretches enclose it.
    pub(super) depth: u8,
    /// Whether it carries on the stretch before it, which a new paragraph broke off.
    pub(super) continues: bool,
}

/// The families of marks; a pair is of one family.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    /// „…“ “…” ”…” „…"
    Double,
    /// ‚…‘ ‘…’
    Single,
    /// «…» »…«
    Chevron,
    /// ‹…› ›…‹
    Angle,
    /// "…"
    Straight,
    /// '…'
    Tick,
}

/// What a mark does at its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    /// Opens unless one of its family stands open.
    Either,
    Nothing,
}

/// A mark that stands open.
#[derive(Clone, Copy)]
struct Open {
    family: Family,
    mark: char,
    outer: u32,
    inner: u32,
    paragraph: u32,
    continues: bool,
}

/// One quotation mark in its surroundings.
#[derive(Clone, Copy)]
struct Mark {
    sign: char,
    start: u32,
    end: u32,
    before: Option<char>,
    after: Option<char>,
}

/// Pairs the marks of an article.
pub(super) fn pair(article: &Article, document: &Document) -> Vec<Marked> {
    let mut pairing =
        Pairing { text: &article.text, lang: document.lang, stack: vec![], found: vec![], ahead: Ahead::default() };
    for (number, paragraph) in (0u32..).zip(&document.paragraphs) {
        let (first, last) = paragraph.sentences;
        let Some(sentences) = document.sentences.get(first as usize..last as usize) else { continue };
        let (Some(head), Some(tail)) = (sentences.first(), sentences.last()) else { continue };
        let tokens = &document.tokens[head.tokens.0 as usize..tail.tokens.1 as usize];
        pairing.enter(number);
        let mut skip = 0;
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Mark) {
            if token.span.start >= skip
                && let Some(mark) = mark_at(&article.text, token.span)
            {
                skip = mark.end;
                pairing.take(mark, number, paragraph.span);
            }
        }
        pairing.leave(number, paragraph.span);
    }
    pairing.finish()
}

/// The quotation mark that begins at a token; two commas or back-ticks count as one.
fn mark_at(text: &str, span: Span) -> Option<Mark> {
    // The bytes that quotation marks begin with; most marks are full stops and commas.
    let first = text.as_bytes().get(span.start as usize)?;
    if !matches!(first, b',' | b'`' | b'\'' | b'"' | 0xc2 | 0xe2) {
        return None;
    }
    let mut sign = span.of(text).chars().next()?;
    let mut end = span.end as usize;
    if let ',' | '`' | '\'' = sign
        && text[end..].starts_with(sign)
    {
        end += 1;
        let glued = text[end..].chars().next().is_some_and(char::is_alphanumeric);
        match sign {
            ',' if !glued => return None,
            '\'' => sign = '"',
            _ => sign = '„',
        }
    }
    family(sign)?;
    let before = text[..span.start as usize].chars().next_back();
    let after = text[end..].chars().next();
    Some(Mark { sign, start: span.start, end: end as u32, before, after })
}

/// The family of a mark, if it is a quotation mark.
fn family(sign: char) -> Option<Family> {
    Some(match sign {
        '„' | '“' | '”' | '‟' => Family::Double,
        '‚' | '‘' | '’' | '‛' => Family::Single,
        '«' | '»' => Family::Chevron,
        '‹' | '›' => Family::Angle,
        '"' => Family::Straight,
        '\'' => Family::Tick,
        _ => return None,
    })
}

/// Whether nothing of a word touches the mark from the left.
fn free_left(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '/' | '-' | '–' | '—' | '…') || opener_like(c)
    })
}

/// Whether nothing of a word touches the mark from the right.
fn free_right(after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '…') && !opener_like(c))
}

/// Marks that open in most conventions; other marks may nestle against them.
fn opener_like(c: char) -> bool {
    matches!(c, '„' | '“' | '‚' | '‘' | '»' | '«' | '‹' | '›' | '"' | '\'' | '¿' | '¡')
}

/// What is known of the next mark that could close a tick, so that looking ahead is not repeated.
#[derive(Clone, Copy, Default)]
struct Ahead {
    /// Up to here none does.
    none_until: u32,
    /// Here one does.
    found: u32,
}

struct Pairing<'t> {
    text: &'t str,
    lang: Lang,
    stack: Vec<Open>,
    found: Vec<Marked>,
    ahead: Ahead,
}

impl Pairing<'_> {
    /// A new paragraph begins: marks that have stood open too long were never closed.
    fn enter(&mut self, number: u32) {
        let runs = |family| matches!(family, Family::Double | Family::Chevron | Family::Straight);
        self.stack.retain(|open| number - open.paragraph < LONGEST_RUN && runs(open.family));
    }

    /// Takes one mark.
    fn take(&mut self, mark: Mark, number: u32, paragraph: Span) {
        let Some(family) = family(mark.sign) else { return };
        let reopens = paragraph.start == mark.start
            && self.stack.iter().any(|open| open.mark == mark.sign && open.paragraph < number);
        match self.role(mark, family) {
            _ if reopens => self.open(mark, family, number, paragraph),
            Role::Opens => self.open(mark, family, number, paragraph),
            Role::Closes => {
                self.close(mark, family);
            }
            Role::Either => {
                if !self.close(mark, family) {
                    self.open(mark, family, number, paragraph);
                }
            }
            Role::Nothing => {}
        }
    }

    /// What a mark does where it stands.
    fn role(&mut self, mark: Mark, family: Family) -> Role {
        let stands = self.stack.iter().rev().find(|open| open.family == family);
        match mark.sign {
            '„' | '‟' => Role::Opens,
            '‚' | '‛' if mark.after.is_some_and(char::is_alphanumeric) && free_left(mark.before) => Role::Opens,
            '‚' | '‛' => Role::Nothing,
            '“' | '”' => match stands {
                Some(open) if open.mark == '„' || open.mark == mark.sign => Role::Closes,
                Some(open) if open.mark == '“' && mark.sign == '”' => Role::Closes,
                _ if free_left(mark.before) && !mark.after.is_none_or(char::is_whitespace) => Role::Opens,
                _ => Role::Closes,
            },
            '«' | '»' | '‹' | '›' => match stands {
                Some(open) if open.mark == mark.sign => Role::Opens,
                Some(_) => Role::Closes,
                None if mark.after.is_some_and(char::is_whitespace) && !self.spaced(mark) => Role::Nothing,
                None => Role::Opens,
            },
            '‘' => match stands {
                Some(open) if open.mark == '‚' && !free_left(mark.before) => Role::Closes,
                _ if free_left(mark.before) && mark.after.is_some_and(char::is_alphanumeric) => Role::Opens,
                _ => Role::Closes,
            },
            '’' => self.apostrophe(mark, stands.is_some()),
            '\'' => self.tick(mark, stands.is_some()),
            _ => self.straight(mark, stands.is_some()),
        }
    }

    /// Whether a guillemet with a space after it can open: so French sets it.
    fn spaced(&self, mark: Mark) -> bool {
        let fixed = mark.after.is_some_and(|c| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}'));
        (self.lang == Lang::Fr || fixed) && matches!(mark.sign, '«' | '‹')
    }

    /// A curly apostrophe closes, unless it stands inside a word or makes a genitive.
    fn apostrophe(&self, mark: Mark, stands: bool) -> Role {
        let inside = mark.before.is_some_and(char::is_alphanumeric) && mark.after.is_some_and(char::is_alphanumeric);
        if !stands || inside || mark.before.is_none_or(char::is_whitespace) || self.genitive(mark, '‘') {
            return Role::Nothing;
        }
        Role::Closes
    }

    /// Whether the mark is the apostrophe of a genitive ("the nurses’ union"): a better closing mark follows.
    fn genitive(&self, mark: Mark, opener: char) -> bool {
        if !matches!(mark.before, Some('s' | 'x' | 'z' | 'ß')) || mark.after != Some(' ') {
            return false;
        }
        let rest = &self.text[mark.end as usize..];
        let mut before = ' ';
        for (at, c) in rest.char_indices().take_while(|&(at, c)| at < LOOK_AHEAD && c != '\n' && c != opener) {
            let next = rest[at + c.len_utf8()..].chars().next();
            if c == mark.sign && !before.is_whitespace() && !next.is_some_and(char::is_alphanumeric) {
                return true;
            }
            before = c;
        }
        false
    }

    /// A straight single mark: mostly an apostrophe.
    fn tick(&mut self, mark: Mark, stands: bool) -> Role {
        let word_before = mark.before.is_some_and(char::is_alphanumeric);
        let word_after = mark.after.is_some_and(char::is_alphanumeric);
        if word_before && word_after {
            return Role::Nothing;
        }
        if stands && !mark.before.is_none_or(char::is_whitespace) && !word_after && !self.genitive(mark, '\n') {
            return Role::Closes;
        }
        if free_left(mark.before) && mark.after.is_some_and(char::is_alphabetic) && self.tick_closes(mark) {
            return Role::Opens;
        }
        Role::Nothing
    }

    /// Whether a closing tick follows soon: without one the tick is an apostrophe ("'s war einmal").
    fn tick_closes(&mut self, mark: Mark) -> bool {
        if self.ahead.found > mark.end {
            return true;
        }
        let from = self.ahead.none_until.max(mark.end) as usize;
        let until = mark.end as usize + LOOK_AHEAD;
        let mut before = self.text[..from].chars().next_back().unwrap_or(' ');
        for (at, c) in self.text[from..].char_indices() {
            let next = self.text[from + at + c.len_utf8()..].chars().next();
            if c == '\'' && !before.is_whitespace() && !next.is_some_and(char::is_alphanumeric) {
                self.ahead.found = (from + at) as u32;
                return true;
            }
            if c == '\n' || from + at >= until {
                break;
            }
            self.ahead.none_until = (from + at + c.len_utf8()) as u32;
            before = c;
        }
        false
    }

    /// A straight double mark goes by its surroundings, and by what stands open where they do not tell.
    fn straight(&self, mark: Mark, stands: bool) -> Role {
        let digit = mark.before.is_some_and(|c| c.is_ascii_digit());
        if mark.before == Some('=') || digit && (!stands || mark.after == Some('-')) {
            return Role::Nothing; // an attribute; inches
        }
        let left = free_left(mark.before);
        let right = free_right(mark.after);
        let low = self.stack.last().is_some_and(|open| open.mark == '„');
        match (left, right) {
            (false, true) if stands => Role::Closes,
            (_, true) if low => Role::Closes,
            (true, false) if !stands => Role::Opens,
            (true, false) if mark.before.is_none_or(char::is_whitespace) => Role::Opens,
            (false, true) => Role::Closes,
            _ => Role::Either,
        }
    }

    /// Opens a stretch. The same mark at the head of a paragraph carries on what the last paragraph left open.
    fn open(&mut self, mark: Mark, family: Family, number: u32, paragraph: Span) {
        let heads = paragraph.start == mark.start;
        let standing = self.stack.iter().rposition(|open| open.family == family && open.mark == mark.sign);
        let mut continues = false;
        if let Some(at) = standing {
            let open = self.stack[at];
            if heads && open.paragraph < number {
                continues = true;
                self.stack.truncate(at);
            } else if family == Family::Straight || open.paragraph < number || self.stack.len() >= DEEPEST {
                self.stack.truncate(at); // never closed
            }
        }
        if self.stack.len() < DEEPEST {
            let open =
                Open { family, mark: mark.sign, outer: mark.start, inner: mark.end, paragraph: number, continues };
            self.stack.push(open);
        }
    }

    /// Closes the innermost stretch of the family (a straight mark also closes „), and drops those inside it.
    fn close(&mut self, mark: Mark, family: Family) -> bool {
        let fits = |open: &Open| {
            open.family == family
                || matches!((open.mark, mark.sign), ('„', '"') | ('‚', '\'') | ('"', '“' | '”') | ('‚' | '‘', '“'))
        };
        let Some(at) = self.stack.iter().rposition(fits) else { return false };
        let open = self.stack[at];
        self.stack.truncate(at);
        self.keep(open, mark.start, mark.end);
        true
    }

    /// Adds a stretch, trimmed; an empty one is dropped.
    fn keep(&mut self, open: Open, inner_end: u32, outer_end: u32) {
        let inner = &self.text[open.inner as usize..inner_end as usize];
        let start = open.inner as usize + (inner.len() - inner.trim_start().len());
        let trimmed = inner.trim();
        if trimmed.chars().any(char::is_alphanumeric) {
            self.found.push(Marked {
                outer: Span { start: open.outer, end: outer_end },
                inner: Span::new(start, start + trimmed.len()),
                depth: 0,
                continues: open.continues,
            });
        }
    }

    /// A paragraph ends: what stands open goes on where the next paragraph re-opens it.
    fn leave(&mut self, number: u32, paragraph: Span) {
        let rest = self.text[paragraph.end as usize..].trim_start();
        let next = rest.chars().next();
        if let Some(at) = self.stack.iter().position(|open| Some(open.mark) == next) {
            let open = self.stack[at];
            if open.paragraph == number {
                self.keep(open, paragraph.end, paragraph.end);
            }
        }
    }

    fn finish(mut self) -> Vec<Marked> {
        self.found.sort_unstable_by_key(|marked| (marked.outer.start, std::cmp::Reverse(marked.outer.end)));
        let mut around: Vec<u32> = vec![];
        for marked in &mut self.found {
            around.retain(|&end| end >= marked.outer.end);
            marked.depth = around.len() as u8;
            around.push(marked.outer.end);
        }
        self.found
    }
}
