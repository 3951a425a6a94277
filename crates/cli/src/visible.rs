//! Pictures for characters that do something instead of being seen: texts and ids come from anywhere.

use std::borrow::Cow;
use std::io::Write;

/// A character, or a picture of one that could move the cursor, change colours or turn the direction of writing around.
pub(crate) fn picture(c: char) -> char {
    match c {
        // The block of pictures of control characters has their order.
        ..' ' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\x7f' => '␡',
        '\u{80}'..='\u{9f}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        _ => c,
    }
}

/// Words with all of their characters seen, but for line breaks and tabs.
pub(crate) fn pictured(text: &str) -> Cow<'_, str> {
    let stays = |c: char| matches!(c, '\n' | '\r' | '\t');
    if text.chars().all(|c| stays(c) || picture(c) == c) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|c| if stays(c) { c } else { picture(c) }).collect()
}

/// A note on standard error. What it holds of names and ids moves no cursor and begins no line with a command to the
/// runner of a job (`::error::`).
pub(crate) fn note(text: &str) {
    // Nowhere is left to complain to if this fails, and a closed standard error is no reason to lose the report.
    let _ = writeln!(std::io::stderr(), "kollate: {}", harmless(text));
}

/// See [`note`].
fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            shown.push(if line.trim_start().starts_with("::") { '␊' } else { '\n' });
        }
        shown.extend(line.chars().map(picture));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_hold_no_commands() {
        assert_eq!(harmless("a\u{1b}]0;x\u{7} b\n  hint: c"), "a␛]0;x␇ b\n  hint: c");
        assert_eq!(harmless("id c\n ::error::x"), "id c␊ ::error::x");
        assert_eq!(harmless("c\r::error::x"), "c␍::error::x");
    }

    #[test]
    fn cells_keep_their_lines() {
        assert_eq!(pictured("a\nb\tc"), "a\nb\tc");
        assert_eq!(pictured("a\u{0}b\u{202e}"), "a␀b\u{FFFD}");
    }
}
