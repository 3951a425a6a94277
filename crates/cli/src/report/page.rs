//! Lines for the eye: wrapped to a width, with or without colour.

use crate::report::Look;
use std::io;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// What a word is, and so how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing special.
    Plain,
    /// A heading.
    Head,
    /// Beside the point.
    Faint,
    /// Alarming.
    Alarm,
    /// Only on the left, or what the left says.
    Left,
    /// Only on the right, or what the right says.
    Right,
}

impl Tone {
    /// The escape sequence that begins it.
    fn paint(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Head => "\x1b[1m",
            Self::Faint => "\x1b[2m",
            Self::Alarm => "\x1b[1;31m",
            Self::Left => "\x1b[31m",
            Self::Right => "\x1b[32m",
        }
    }

    /// What stands around a run of such words where there is no colour.
    fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Self::Left => ("[-", "-]"),
            Self::Right => ("{+", "+}"),
            _ => ("", ""),
        }
    }
}

/// A piece of a line that is never broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Without white space.
    pub(crate) text: String,
    /// How it looks.
    pub(crate) tone: Tone,
    /// Whether no space lies between it and the word before.
    pub(crate) glued: bool,
}

/// The words of `text` in one tone.
pub(crate) fn words(text: &str, tone: Tone) -> Vec<Word> {
    text.split_whitespace().map(|word| Word { text: visible(word), tone, glued: false }).collect()
}

/// A word without control characters, which could move the cursor or change colours: texts come from anywhere.
fn visible(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).collect()
}

/// A page that is written line by line.
pub(crate) struct Page<'o> {
    out: &'o mut dyn Write,
    look: Look,
}

impl<'o> Page<'o> {
    /// A page of some look.
    pub(crate) fn new(out: &'o mut dyn Write, look: Look) -> Self {
        Self { out, look }
    }

    /// An empty line.
    pub(crate) fn gap(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// Words, wrapped; the first line is indented by `indent` columns, those after it by `hang`.
    pub(crate) fn line(&mut self, indent: usize, hang: usize, words: &[Word]) -> io::Result<()> {
        let words = if self.look.color { words.to_vec() } else { bracketed(words) };
        let mut column = indent;
        let mut line = " ".repeat(indent);
        let mut is_first = true;
        for chunk in unbroken(&words) {
            let width: usize = chunk.iter().map(|word| word.text.width()).sum();
            if !is_first && column + 1 + width > self.look.width {
                self.write_line(&line)?;
                line = " ".repeat(hang);
                column = hang;
            } else if !is_first {
                line.push(' ');
                column += 1;
            }
            is_first = false;
            column += width;
            for word in chunk {
                self.paint(word, &mut line);
            }
        }
        self.write_line(&line)
    }

    /// A label in a column of its own, and words beside it; on the next line where the label is too wide.
    pub(crate) fn labelled(&mut self, indent: usize, label: &str, column: usize, text: &[Word]) -> io::Result<()> {
        let label = visible(label);
        let width = label.width();
        if width + 2 > column {
            self.line(indent, indent, &words(&label, Tone::Faint))?;
            return self.line(indent + 2, indent + 2, text);
        }
        let padding = " ".repeat(column - width);
        let mut all = vec![Word { text: format!("{label}{padding}"), tone: Tone::Faint, glued: false }];
        let mut rest = text.iter().cloned();
        all.extend(rest.next().map(|word| Word { glued: true, ..word }));
        all.extend(rest);
        self.line(indent, indent + column, &all)
    }

    fn write_line(&mut self, line: &str) -> io::Result<()> {
        self.out.write_all(line.trim_end_matches(' ').as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Appends a word in its colour.
    fn paint(&self, word: &Word, line: &mut String) {
        let paint = word.tone.paint();
        if !self.look.color || paint.is_empty() {
            return line.push_str(&word.text);
        }
        line.push_str(paint);
        line.push_str(&word.text);
        line.push_str("\x1b[0m");
    }
}

/// Words with brackets around runs of words that colour would tell apart.
fn bracketed(words: &[Word]) -> Vec<Word> {
    let mut all = words.to_vec();
    for at in 0..words.len() {
        let tone = words[at].tone;
        let (open, close) = tone.brackets();
        if at == 0 || words[at - 1].tone != tone {
            all[at].text.insert_str(0, open);
        }
        if words.get(at + 1).is_none_or(|next| next.tone != tone) {
            all[at].text.push_str(close);
        }
    }
    all
}

/// Runs of words that hang together.
fn unbroken(words: &[Word]) -> impl Iterator<Item = &[Word]> {
    words.chunk_by(|_, next| next.glued)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(width: usize, color: bool, write: impl FnOnce(&mut Page) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut Page::new(&mut out, Look { width, color })).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_are_wrapped_by_columns_not_bytes() {
        let text = words("Fünf Wörter über ö\u{308}stliche 東京 Themen", Tone::Plain);
        let lines = printed(16, false, |page| page.line(0, 2, &text));
        assert_eq!(lines, "Fünf Wörter über\n  ö\u{308}stliche 東京\n  Themen\n");
    }

    #[test]
    fn changes_show_with_and_without_colour() {
        let mut text = words("am", Tone::Plain);
        text.extend(words("vergangenen Montag", Tone::Left));
        text.extend(words("Dienstag", Tone::Right));
        assert_eq!(printed(80, false, |page| page.line(0, 0, &text)), "am [-vergangenen Montag-] {+Dienstag+}\n");
        let painted = printed(80, true, |page| page.line(0, 0, &text));
        assert_eq!(painted, "am \x1b[31mvergangenen\x1b[0m \x1b[31mMontag\x1b[0m \x1b[32mDienstag\x1b[0m\n");
    }

    #[test]
    fn texts_cannot_move_the_cursor() {
        assert_eq!(printed(80, false, |page| page.line(0, 0, &words("a\x1b[2Jb", Tone::Plain))), "a[2Jb\n");
    }

    #[test]
    fn long_labels_get_a_line_of_their_own() {
        let text = words("Text daneben", Tone::Plain);
        assert_eq!(printed(80, false, |page| page.labelled(2, "a:1", 8, &text)), "  a:1     Text daneben\n");
        assert_eq!(
            printed(80, false, |page| page.labelled(2, "langer/Pfad:1", 8, &text)),
            "  langer/Pfad:1\n    Text daneben\n"
        );
    }
}
