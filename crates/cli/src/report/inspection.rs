//! What kollate reads in an article, for the eye: sentence by sentence, everything recognised marked in place, and below
//! it, with a margin that names the kind, what each mark is read as.

use crate::report::Look;
use crate::report::Page;
use crate::report::Tone;
use crate::report::Word;
use crate::report::words;
use kollate_core::Span;
use kollate_core::inspection::Inspection;
use kollate_core::inspection::ValueLine;
use kollate_core::reading::Reading;
use kollate_core::segment::ParagraphKind;
use kollate_core::segment::Sentence;
use std::io;
use std::io::Write;

/// Columns of the margin beside the text, and of that beside the marks.
const MARGIN: usize = 12;
const KINDS: usize = 14;

/// Writes one article.
pub(crate) fn write(reading: &Reading, inspection: &Inspection, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let marks = marks(reading, inspection);
    let mut page = Page::new(out, look);
    let counts = [
        (inspection.sentences.len(), "sentence"),
        (inspection.values.len(), "value"),
        (inspection.names.len(), "name"),
        (inspection.quotes.len(), "quotation"),
    ];
    let counts: Vec<String> =
        counts.iter().map(|(count, of)| format!("{count} {of}{}", if *count == 1 { "" } else { "s" })).collect();
    let head = format!("{} · {} · {}", inspection.article, inspection.lang, counts.join(", "));
    page.line(0, 2, &words(&head, Tone::Head))?;
    for line in &inspection.fields {
        let from = line.from.as_ref().map(|from| format!("← {from}"));
        let text = [line.value.clone(), from].into_iter().flatten().collect::<Vec<_>>().join(" ");
        page.labelled(0, line.field, MARGIN, &words(&text, Tone::Plain))?;
    }
    if let Some(dateline) = reading.document.dateline {
        page.labelled(0, "dateline", MARGIN, &words(reading.text(dateline), Tone::Plain))?;
    }
    for credit in &reading.document.credits {
        let agency = credit.agency.map(|agency| format!(" → {agency}")).unwrap_or_default();
        let text = format!("{}{agency}", reading.text(credit.span));
        page.labelled(0, "credit", MARGIN, &words(&text, Tone::Plain))?;
    }
    for (number, sentence) in reading.document.sentences.iter().enumerate() {
        let first = marks.partition_point(|mark| mark.span.start < sentence.span.start);
        let inside = &marks[first..];
        let inside = &inside[..inside.partition_point(|mark| mark.span.start < sentence.span.end)];
        let text = in_place(reading, sentence.span, inside, look);
        page.labelled(0, &label(reading, sentence, number + 1), MARGIN, &text)?;
        for mark in inside {
            let text = format!("{} → {}", reading.text(mark.span), mark.meaning);
            page.labelled(MARGIN, mark.kind, KINDS, &words(&text, Tone::Faint))?;
        }
    }
    page.gap()
}

/// Something that was recognised.
struct Mark<'a> {
    span: Span,
    kind: &'a str,
    /// What it is read as.
    meaning: String,
    /// How it looks in place; none: its own quotation marks show it.
    tone: Option<Tone>,
}

/// Everything recognised, by where it begins; of two that begin together the longer first.
fn marks<'a>(reading: &Reading, inspection: &'a Inspection) -> Vec<Mark<'a>> {
    let values = reading.values.iter().zip(&inspection.values).map(|(value, line)| Mark {
        span: value.span,
        kind: line.kind,
        meaning: meaning(line),
        tone: Some(Tone::Right),
    });
    let names = reading.names.mentions.iter().zip(&inspection.names).map(|(mention, line)| Mark {
        span: mention.span,
        kind: line.kind,
        meaning: line.name.clone(),
        tone: Some(Tone::Left),
    });
    let quotes = reading.quotes.iter().zip(&inspection.quotes).filter_map(|(quote, line)| {
        let speaker = line.speaker_name.as_deref().unwrap_or("no speaker found");
        let cue = line.cue.as_ref().map(|cue| format!(" ({})", cue.text)).unwrap_or_default();
        let span = *quote.quote.first()?;
        Some(Mark { span, kind: line.kind, meaning: format!("{speaker}{cue}"), tone: None })
    });
    let mut marks: Vec<Mark> = values.chain(names).chain(quotes).collect();
    marks.sort_by_key(|mark| (mark.span.start, u32::MAX - mark.span.end));
    marks
}

/// What a value is read as.
fn meaning(line: &ValueLine) -> String {
    let number = line.value.map(|number| number.to_string());
    let range = line.low.zip(line.high).filter(|(low, high)| low < high).map(|(low, high)| format!("{low} to {high}"));
    let days = line.earliest.as_ref().zip(line.latest.as_ref()).map(|(first, last)| format!("{first} to {last}"));
    let unit = line.unit.map(str::to_owned);
    let about = line.approximate.then(|| "not exact".to_owned());
    let parts = [
        line.timex.clone(),
        number,
        unit,
        range.map(|range| format!("({range})")),
        days.map(|days| format!("({days})")),
        about,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The margin beside a sentence: its number, and what its paragraph is if it is no running text.
fn label(reading: &Reading, sentence: &Sentence, number: usize) -> String {
    let kind = match reading.document.paragraphs[sentence.paragraph as usize].kind {
        ParagraphKind::Prose => "",
        ParagraphKind::Heading => " heading",
        ParagraphKind::Caption => " caption",
        ParagraphKind::Boilerplate => " notice",
    };
    format!("{number}{kind}")
}

/// The words of a sentence with its marks: in colour, or in brackets where there is none.
fn in_place(reading: &Reading, sentence: Span, marks: &[Mark], look: Look) -> Vec<Word> {
    let shown: Vec<&Mark> = marks.iter().filter(|mark| mark.tone.is_some() && mark.span.end <= sentence.end).collect();
    let mut cuts = vec![sentence.start, sentence.end];
    cuts.extend(shown.iter().flat_map(|mark| [mark.span.start, mark.span.end]));
    cuts.sort_unstable();
    cuts.dedup();
    let mut all: Vec<Word> = Vec::new();
    let mut spaced = true;
    for pair in cuts.windows(2) {
        let piece = Span { start: pair[0], end: pair[1] };
        let written = reading.text(piece);
        let tone = shown.iter().rev().find(|mark| mark.span.contains(piece)).and_then(|mark| mark.tone);
        let tone = tone.filter(|_| look.color).unwrap_or(Tone::Plain);
        let mut new = words(written, tone);
        if let Some(first) = new.first_mut() {
            first.glued = !spaced && !written.starts_with(char::is_whitespace);
            let opening = shown.iter().filter(|mark| mark.span.start == piece.start).count();
            first.text.insert_str(0, &"[".repeat(if look.color { 0 } else { opening }));
        }
        if let Some(last) = new.last_mut() {
            let closing = shown.iter().filter(|mark| mark.span.end == piece.end).count();
            last.text.push_str(&"]".repeat(if look.color { 0 } else { closing }));
        }
        spaced = if new.is_empty() { true } else { written.ends_with(char::is_whitespace) };
        all.extend(new);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use kollate_core::Article;
    use kollate_core::inspection::inspection;
    use kollate_core::reading::read;

    fn shown(text: &str, color: bool) -> String {
        let article = Article { lang: Some("de".into()), ..Article::new("a.txt", text) };
        let reading = read(&article);
        let inspection = inspection(&article, &reading.document, &reading.values, &reading.names, &reading.quotes);
        let mut out = Vec::new();
        write(&reading, &inspection, Look { width: 100, color, links: false }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn marks_stand_in_place_and_are_explained_below() {
        let page = shown("Sturm an der Küste\n\nKiel (dpa) - Die Fähre kostete 3,5 Millionen Euro.", false);
        assert!(page.contains("dateline    Kiel (dpa) -\n"), "{page}");
        assert!(page.contains("credit      dpa → dpa\n"), "{page}");
        assert!(page.contains("1 heading   Sturm"), "{page}");
        assert!(page.contains("2           Die Fähre kostete [3,5 Millionen Euro]."), "{page}");
        assert!(page.contains("money         3,5 Millionen Euro → "), "{page}");
    }

    #[test]
    fn colour_takes_the_place_of_brackets() {
        let page = shown("Die Fähre kostete 3,5 Millionen Euro.", true);
        assert!(page.contains("\x1b[4;32m3,5\x1b[0m") && !page.contains("[3,5"), "{page}");
    }
}
