//! Lines for the eye: wrapped to a width, with or without colour.

use crate::report::Look;
use crate::report::Places;
use crate::visible::picture;
use std::io;
use std::io::Write;
use unicode_width::UnicodeWidthChar;
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
    /// A file and a line: looks beside the point, and leads to the file where terminals know links.
    Place,
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
            Self::Faint | Self::Place => "\x1b[2m",
            // Left is bold and right underlined, so that they differ where colours do not.
            Self::Alarm | Self::Left => "\x1b[1;31m",
            Self::Right => "\x1b[4;32m",
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

/// A word with pictures of what is not seen.
fn visible(word: &str) -> String {
    word.chars().map(picture).collect()
}

/// From so many columns on, two versions stand side by side.
const SIDE_BY_SIDE: usize = 120;
/// Columns between two versions.
const GUTTER: usize = 3;

/// A page that is written line by line.
pub(crate) struct Page<'o> {
    out: &'o mut dyn Write,
    look: Look,
    /// What places lead to, where they are to be links.
    places: Option<&'o Places>,
}

impl<'o> Page<'o> {
    /// A page of some look.
    pub(crate) fn new(out: &'o mut dyn Write, look: Look) -> Self {
        Self { out, look, places: None }
    }

    /// The page with places as links, where the look has links.
    pub(crate) fn with_links(self, places: &'o Places) -> Self {
        Self { places: Some(places).filter(|_| self.look.links), ..self }
    }

    /// Whether there is room for two versions side by side.
    pub(crate) fn is_wide(&self) -> bool {
        self.look.width >= SIDE_BY_SIDE
    }

    /// An empty line.
    pub(crate) fn gap(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// Words, wrapped; the first line is indented by `indent` columns, those after it by `hang`.
    pub(crate) fn line(&mut self, indent: usize, hang: usize, words: &[Word]) -> io::Result<()> {
        self.wrapped(indent, hang, self.look.width, words).iter().try_for_each(|line| self.write_line(&line.0))
    }

    /// Two versions side by side in halves of equal width, each wrapped by itself.
    pub(crate) fn beside(&mut self, indent: usize, left: &[Word], right: &[Word]) -> io::Result<()> {
        let half = (self.look.width - indent - GUTTER) / 2;
        let sides = [left, right].map(|words| self.wrapped(0, 0, half, words));
        let empty = (String::new(), 0);
        for row in 0..sides[0].len().max(sides[1].len()) {
            let [left, right] = [0, 1].map(|side: usize| sides[side].get(row).unwrap_or(&empty));
            let margin = " ".repeat(indent);
            let padding = " ".repeat((half + GUTTER).saturating_sub(left.1));
            self.write_line(&format!("{margin}{}{padding}{}", left.0, right.0))?;
        }
        Ok(())
    }

    /// Words as lines of at most `limit` columns, with the columns that each takes.
    fn wrapped(&self, indent: usize, hang: usize, limit: usize, words: &[Word]) -> Vec<(String, usize)> {
        let words = if self.look.color { words.to_vec() } else { bracketed(words) };
        let words = broken(words, limit.saturating_sub(indent.max(hang)).max(8));
        let mut lines = Vec::new();
        let mut line = (" ".repeat(indent), indent);
        let mut is_first = true;
        for chunk in unbroken(&words) {
            let width: usize = chunk.iter().map(|word| word.text.width()).sum();
            if !is_first && line.1 + 1 + width > limit {
                lines.push(std::mem::replace(&mut line, (" ".repeat(hang), hang)));
            } else if !is_first {
                line.0.push(' ');
                line.1 += 1;
            }
            is_first = false;
            line.1 += width;
            for word in chunk {
                self.paint(word, &mut line.0);
            }
        }
        lines.push(line);
        lines
    }

    /// A label in a column of its own, and words beside it; on the next line where the label is too wide.
    pub(crate) fn labelled(&mut self, indent: usize, label: &str, column: usize, text: &[Word]) -> io::Result<()> {
        let label = visible(label);
        let width = label.width();
        let is_place = label.rsplit_once(':').is_some_and(|(_, line)| line.parse::<u32>().is_ok());
        let tone = if is_place { Tone::Place } else { Tone::Faint };
        if width + 2 > column {
            self.line(indent, indent, &words(&label, tone))?;
            return self.line(indent + 2, indent + 2, text);
        }
        let padding = " ".repeat(column - width);
        let mut all =
            vec![Word { text: label, tone, glued: false }, Word { text: padding, tone: Tone::Faint, glued: true }];
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
        let address = self.places.filter(|_| word.tone == Tone::Place).and_then(|places| places.url(&word.text));
        line.push_str(paint);
        if let Some(url) = &address {
            // OSC 8: terminals that do not know it pass over it.
            line.extend(["\x1b]8;;", url, "\x1b\\", &word.text, "\x1b]8;;\x1b\\"]);
        } else {
            line.push_str(&word.text);
        }
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

/// Words with those cut that are wider than a line. A mark that combines stays with its letter.
fn broken(words: Vec<Word>, limit: usize) -> Vec<Word> {
    if words.iter().all(|word| word.text.width() <= limit) {
        return words;
    }
    let mut all = Vec::new();
    for word in words {
        let mut glued = word.glued;
        let mut part = (String::new(), 0);
        for c in word.text.chars() {
            let width = c.width().unwrap_or(0);
            if part.1 + width > limit {
                let text = std::mem::take(&mut part.0);
                all.push(Word { text, tone: word.tone, glued });
                (glued, part.1) = (false, 0);
            }
            part.0.push(c);
            part.1 += width;
        }
        all.push(Word { text: part.0, glued, ..word });
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
    use kollate_core::Article;

    fn printed(width: usize, color: bool, write: impl FnOnce(&mut Page) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut Page::new(&mut out, Look { width, color, links: false })).unwrap();
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
        assert_eq!(painted, "am \x1b[1;31mvergangenen\x1b[0m \x1b[1;31mMontag\x1b[0m \x1b[4;32mDienstag\x1b[0m\n");
    }

    #[test]
    fn texts_cannot_move_the_cursor() {
        assert_eq!(
            printed(80, false, |page| page.line(0, 0, &words("a\x1b[2J\u{202E}b", Tone::Plain))),
            "a␛[2J\u{FFFD}b\n"
        );
    }

    #[test]
    fn words_wider_than_a_line_are_cut() {
        let long = words(&format!("x {} y", "e\u{301}東".repeat(5)), Tone::Plain);
        let lines = printed(10, false, |page| page.line(0, 2, &long));
        assert_eq!(lines, "x e\u{301}東e\u{301}東e\u{301}\n  東e\u{301}東e\u{301}東\n  y\n");
    }

    #[test]
    fn places_lead_to_their_files() {
        let article = Article { path: "/a b/Köln.txt".to_owned(), ..Article::new("x", "Text") };
        let places = Places::new(&[article]);
        let mut out = Vec::new();
        let look = Look { width: 80, color: true, links: true };
        let mut page = Page::new(&mut out, look).with_links(&places);
        let label = Word { text: "/a b/Köln.txt:3".to_owned(), tone: Tone::Place, glued: false };
        let other = Word { text: "elsewhere.txt:3".to_owned(), ..label.clone() };
        page.line(0, 0, &[label, other]).unwrap();
        let link = "\x1b[2m\x1b]8;;file:///a%20b/K%C3%B6ln.txt\x1b\\/a b/Köln.txt:3\x1b]8;;\x1b\\\x1b[0m";
        assert_eq!(String::from_utf8(out).unwrap(), format!("{link} \x1b[2melsewhere.txt:3\x1b[0m\n"));
    }

    #[test]
    fn halves_are_aligned_by_columns() {
        let (left, right) = (words("東京 cafe\u{301} eins", Tone::Plain), words("zwei drei", Tone::Plain));
        let lines = printed(23, true, |page| page.beside(2, &left, &right));
        assert_eq!(lines, "  東京 cafe\u{301}   zwei drei\n  eins\n");
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
