//! Datelines and credit lines: `PEKING taz |`, `London (dpa) - `, and `(dpa/lby)` behind the last sentence.

use super::Credit;
use super::sentences::opens_sentence;
use super::stops::is_in_calendar;
use crate::lang::Tables;
use crate::text::Span;

/// Longest dateline in bytes.
const LONGEST: usize = 100;
/// Most words of a place with its date.
const PIECES: usize = 8;
/// Longest sign of an author or a regional service (`lby`, `fm`), in bytes.
const SIGN: usize = 12;

/// A dateline or credit line, and whom it credits.
pub(super) struct Found {
    /// Its bytes in the paragraph.
    pub(super) span: Span,
    /// In text order, bytes in the paragraph.
    pub(super) credits: Vec<Credit>,
}

impl Found {
    /// The same with bytes of the article instead of the paragraph, which is `paragraph`.
    pub(super) fn within(mut self, paragraph: Span) -> Self {
        let moved = |span: Span| Span { start: span.start + paragraph.start, end: span.end + paragraph.start };
        self.span = moved(self.span);
        self.credits.iter_mut().for_each(|credit| credit.span = moved(credit.span));
        self
    }
}

/// The dateline that a paragraph begins with.
///
/// Forms without an agency or a bar (`Berlin - Die …`, `BOZEN. Die …`) count only where `opening` says that no running
/// text stands before.
pub(super) fn dateline(text: &str, tables: &Tables, opening: bool) -> Option<Found> {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let mut at = 0;
    for count in 0..=PIECES {
        at += head[at..].len() - head[at..].trim_start().len();
        let piece = head[at..].split(char::is_whitespace).next().filter(|piece| !piece.is_empty())?;
        let place = &head[..at];
        let end = at + piece.len();
        let found = match piece {
            "|" if count > 0 => Some(Found { span: Span::new(0, end), credits: credits(place, 0, tables) }),
            "-" | "–" | "—" if count > 0 => dashed(head, place, end, count, tables).filter(|_| opening),
            _ if piece.starts_with('(') => return bracketed(text, head, at, tables),
            _ if piece.ends_with('.') && !is_date_part(piece, tables) => {
                return stopped(head, end, count + 1, tables).filter(|_| opening);
            }
            _ if !is_place_part(piece, count, tables) => return None,
            _ => None,
        };
        if found.is_some() || matches!(piece, "|" | "-" | "–" | "—") {
            return found.filter(|found| goes_on(text, found.span.end as usize));
        }
        at = end;
    }
    None
}

/// Whether running text follows behind byte `end`.
fn goes_on(text: &str, end: usize) -> bool {
    text[end..].trim_start().starts_with(|c: char| !c.is_lowercase() && !matches!(c, '-' | '|'))
}

/// Whether a piece can stand in a place with its date: a capitalised word, a small word inside, a day.
fn is_place_part(piece: &str, count: usize, tables: &Tables) -> bool {
    let word = piece.trim_end_matches([',', ':']);
    let small = count > 0 && word.len() <= SIGN && word.chars().all(|c| c.is_lowercase() || c == '/');
    let agency = word.split('/').any(|part| tables.agencies.has(&part.to_lowercase()));
    let named = word.starts_with(char::is_uppercase) && !piece.ends_with(':');
    (named && !(count == 0 && opens_sentence(tables, word) && !is_capitals(word)))
        || small
        || agency
        || is_date_part(piece, tables)
}

/// Whether a piece belongs to a date: a day, a year, a month.
fn is_date_part(piece: &str, tables: &Tables) -> bool {
    let word = piece.trim_end_matches(['.', ',']);
    (!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())) || is_in_calendar(tables, &word.to_lowercase())
}

/// Whether a word is written in capitals.
fn is_capitals(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().nth(2).is_some() && letters().all(char::is_uppercase)
}

/// `BERLIN - Die …`, `Berlin – Die …`: one or two names, or capitals, before a dash.
fn dashed(head: &str, place: &str, end: usize, count: usize, tables: &Tables) -> Option<Found> {
    let behind = head[end..].trim_start();
    let capitals = place.split_whitespace().next().is_some_and(is_capitals);
    let named = count <= 2 && place.split_whitespace().all(|piece| piece.starts_with(char::is_uppercase));
    let sentence = behind.starts_with(|c: char| c.is_uppercase() || matches!(c, '„' | '»' | '"' | '“' | '«'));
    ((capitals || named) && sentence).then(|| Found { span: Span::new(0, end), credits: credits(place, 0, tables) })
}

/// `BOZEN. Die …`, `Lindau. Die …`: one name, or up to three in capitals, that are a sentence of their own.
fn stopped(head: &str, end: usize, count: usize, tables: &Tables) -> Option<Found> {
    let place = head[..end].trim_end_matches('.');
    let names = |piece: &str| {
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 3 && piece.starts_with(char::is_uppercase) && !opens_sentence(tables, piece)
    };
    let known =
        |piece: &str| tables.abbreviations.has(&piece.to_lowercase()) || tables.openers.has(&piece.to_lowercase());
    let short = count == 1 || (count <= 3 && place.split_whitespace().all(is_capitals));
    let sentence = head[end..].trim_start().starts_with(char::is_uppercase);
    (short && sentence && place.split_whitespace().all(|piece| names(piece) && !known(piece)))
        .then(|| Found { span: Span::new(0, end), credits: vec![] })
}

/// `London (dpa) - `, `LANA (fm). `, `PARIS, June 3 (AP) — `, `(dpa) Die …`; the bracket opens at byte `at`.
fn bracketed(text: &str, head: &str, at: usize, tables: &Tables) -> Option<Found> {
    let close = at + head[at..].find(')')?;
    let inner = &head[at + 1..close];
    let credits = credits(inner, at + 1, tables);
    let behind = &head[close + 1..];
    let stopped = behind.trim_start_matches(['.', ':', ',']);
    let dashed = stopped.trim_start().trim_start_matches(['-', '–', '—', '|']);
    let has_dash = dashed.len() < stopped.trim_start().len() && dashed.starts_with(char::is_whitespace);
    let has_stop = stopped.len() < behind.len();
    let known = credits.iter().any(|credit| credit.agency.is_some());
    let signed = inner.len() <= SIGN && inner.chars().all(|c| c.is_lowercase() || c == '/') && (has_dash || has_stop);
    let formal = has_dash && is_capitals(head[..at].split([' ', ',', '/']).next().unwrap_or(""));
    let end = head.len() - if has_dash { dashed.len() } else { stopped.len() };
    let found = (known || signed || formal) && goes_on(text, end);
    found.then(|| Found { span: Span::new(0, end), credits })
}

/// The agencies that a credit names, or else (in brackets) its last sign; `base` is where `inner` begins in the paragraph.
fn credits(inner: &str, base: usize, tables: &Tables) -> Vec<Credit> {
    let whole = inner.trim();
    if let Some(agency) = tables.agencies.get(&whole.to_lowercase()) {
        let start = base + inner.len() - inner.trim_start().len();
        return vec![Credit { span: Span::new(start, start + whole.len()), agency: Some(agency) }];
    }
    let mut credits = Vec::new();
    let mut sign = None;
    let mut at = 0;
    for part in inner.split_inclusive(['/', ',', ' ', '.', ':', ';', '|', '&', '+']) {
        let word = part.trim_end_matches(['/', ',', ' ', '.', ':', ';', '|', '&', '+']);
        let span = Span::new(base + at, base + at + word.len());
        at += part.len();
        match tables.agencies.get(&word.to_lowercase()) {
            Some(agency) => credits.push(Credit { span, agency: Some(agency) }),
            None if base > 0 && word.len() > 1 && !tables.stopwords.has(word) => {
                sign = Some(Credit { span, agency: None });
            }
            None => {}
        }
    }
    if credits.is_empty() { sign.into_iter().collect() } else { credits }
}

/// The credit line that a paragraph ends with, behind its last sentence: `(dpa/lby)`, `dpa/AFP`, `(mit Material von dpa)`.
pub(super) fn credit_line(text: &str, tables: &Tables) -> Option<Found> {
    if text.ends_with(['.', '!', '?', '"', '“', '”', '»', '«', '…', ':']) && !text.ends_with(").") {
        return None;
    }
    let floor = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    let near = &text[floor..];
    let body = near.trim_end_matches('.');
    let start = if let Some(inner) = body.strip_suffix(')') {
        inner.rfind('(')?
    } else {
        near.trim_end_matches(|c: char| !c.is_whitespace()).len()
    };
    let before = near[..start].trim_end();
    let ended = (floor == 0 && before.is_empty()) || before.ends_with(['.', '!', '?', '"', '“', '”', '»', '«', '…']);
    let credits = credits(
        near[start..].trim_matches(['(', ')', '.']),
        floor + start + usize::from(near[start..].starts_with('(')),
        tables,
    );
    let known = credits.iter().any(|credit| credit.agency.is_some());
    (ended && known).then(|| Found { span: Span::new(floor + start, text.len()), credits })
}
