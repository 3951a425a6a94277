//! Lines and blank lines into paragraphs.
//!
//! A line break ends a paragraph, except inside text that was wrapped to a fixed width: there the breaks stand
//! where the next word would not have fitted, and only blank or short lines end paragraphs.

use crate::text::Span;

/// No page is set narrower (in characters): below it, short lines are a list or headings.
const NARROWEST: usize = 40;
/// Nor wider: beyond it, every line is a paragraph of its own.
const WIDEST: usize = 140;
/// So many breaks must lie where the next word would not have fitted before a text counts as wrapped.
const BREAKS: usize = 3;

/// The paragraphs of `text` from byte `start` on, without the white space around them; none is empty.
pub(super) fn paragraphs(text: &str, start: usize) -> Vec<Span> {
    let lines = lines(text, start);
    let width = wrap_width(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        match (previous, paragraphs.last_mut()) {
            (Some(above), Some(paragraph)) if !line.after_blank && runs_on(text, above, line, width) => {
                paragraph.end = line.span.end;
            }
            _ => paragraphs.push(line.span),
        }
        previous = Some(line);
    }
    paragraphs
}

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Line {
    /// Without the white space around it.
    span: Span,
    /// Its length in characters.
    chars: usize,
    /// Whether a blank line (or nothing) stands above it.
    after_blank: bool,
}

/// The lines that are not blank.
fn lines(text: &str, start: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = start;
    let mut after_blank = true;
    while at < text.len() {
        let end = line_end(text, at);
        let line = &text[at..end];
        let trimmed = line.trim_start();
        let from = at + (line.len() - trimmed.len());
        let trimmed = trimmed.trim_end();
        if trimmed.is_empty() {
            after_blank = true;
        } else {
            let chars = trimmed.bytes().filter(|byte| byte & 0xC0 != 0x80).count();
            lines.push(Line { span: Span::new(from, from + trimmed.len()), chars, after_blank });
            after_blank = false;
        }
        at = next_line(text, end);
    }
    lines
}

/// Where the line that starts at `at` ends.
fn line_end(text: &str, at: usize) -> usize {
    let bytes = &text.as_bytes()[at..];
    let found = bytes.iter().enumerate().position(|(i, &byte)| match byte {
        b'\n'..=b'\r' => true,
        0xE2 => matches!(bytes.get(i + 1..i + 3), Some([0x80, 0xA8 | 0xA9])),
        _ => false,
    });
    at + found.unwrap_or(bytes.len())
}

/// Where the line after a break at `end` starts; a carriage return and a line feed are one break.
fn next_line(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    end + if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) }
}

/// The width that the text was wrapped to, if it was.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(|line| line.chars).filter(|&chars| chars <= WIDEST).max()?;
    let long = lines.iter().filter(|line| line.chars > WIDEST).count();
    let inner = || lines.windows(2).filter(|pair| !pair[1].after_blank);
    let full = inner().filter(|pair| full(text, pair[0], pair[1], width)).count();
    let open = inner().filter(|pair| full_and_open(text, pair[0], pair[1], width)).count();
    // seven in ten: the rest are the last lines of paragraphs that no blank line follows
    let wrapped = full >= BREAKS && full * 10 >= inner().count() * 7 && open * 2 >= full;
    (width >= NARROWEST && long * 20 <= lines.len() && wrapped).then_some(width)
}

/// Whether the first word of `below` would not have fitted on the line above.
fn full(text: &str, above: Line, below: Line, width: usize) -> bool {
    let word = below.span.of(text).split_whitespace().next().unwrap_or("");
    above.chars + 1 + word.chars().take(width).count() > width && above.chars * 5 >= width * 3
}

/// Whether it would not have fitted, and the line above does not end a sentence.
fn full_and_open(text: &str, above: Line, below: Line, width: usize) -> bool {
    full(text, above, below, width) && open(text, above)
}

/// Whether a line breaks off in a sentence.
fn open(text: &str, line: Line) -> bool {
    let inside = line.span.of(text).trim_end_matches(['"', '“', '”', '»', '«', '\'', '’', ')', ']']);
    !inside.ends_with(['.', '!', '?', '…', ':', '|'])
}

/// Whether the paragraph of `above` goes on in `below`.
fn runs_on(text: &str, above: Line, below: Line, width: Option<usize>) -> bool {
    let words = above.span.of(text).split_whitespace().take(3).count();
    let lower = below.span.of(text).starts_with(char::is_lowercase);
    let mid_sentence = lower && words == 3 && open(text, above) && !is_item(below.span.of(text));
    mid_sentence || width.is_some_and(|width| full(text, above, below, width) && !is_item(below.span.of(text)))
}

/// Whether a line is an item of a list: a mark, a number or one letter before a stop or bracket.
pub(super) fn is_item(line: &str) -> bool {
    let label = line.split_whitespace().next().unwrap_or("");
    let inner = label.trim_start_matches('(').trim_end_matches(['.', ')']);
    let short = inner.len() <= 3 && inner.chars().all(char::is_alphanumeric) && inner != label;
    short || matches!(label, "-" | "–" | "—" | "*" | "•" | "▶" | "·" | "+" | "►" | "■" | "⁃")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text, 0).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn every_kind_of_line_break_counts() {
        for text in
            ["eins\n\nzwei", "eins\r\nzwei\r\n", "\reins\rzwei", "eins\u{2028}zwei", " eins \n \n\n\tzwei\u{a0}"]
        {
            assert_eq!(cut(text), ["eins", "zwei"], "{text:?}");
        }
        assert!(cut(" \n\r\n\t").is_empty());
    }

    #[test]
    fn wrapped_text_is_put_together() {
        let text = "Die Fähre lag am Abend noch immer im Hafen, weil der\nSturm nicht nachließ. Erst gegen Mitternacht konnten die\n\
                    Passagiere an Land gehen; die Reederei sprach von einer\nschwierigen Lage.\nAm Morgen soll ein Ersatzschiff kommen, sagte eine\nSprecherin.";
        let cut = cut(text);
        assert_eq!(cut.len(), 2, "{cut:#?}");
        assert!(cut[0].ends_with("Lage.") && cut[1].starts_with("Am Morgen"));
    }

    #[test]
    fn a_line_is_a_paragraph_where_nothing_was_wrapped() {
        let text = "Sturm über der Küste\nDie Fähre blieb im Hafen.\nErst am Morgen kam ein Ersatzschiff, das alle Passagiere aufnahm.\nDanach war Ruhe.";
        assert_eq!(cut(text).len(), 4);
        assert_eq!(cut("Termine\nKontakt\nImpressum").len(), 3);
    }

    #[test]
    fn a_sentence_broken_before_a_small_letter_runs_on() {
        assert_eq!(cut("Sie kamen in der Nacht \nund gingen am Morgen.").len(), 1);
        assert_eq!(cut("Sie kamen in der Nacht.\nund gingen am Morgen.").len(), 2);
    }
}
