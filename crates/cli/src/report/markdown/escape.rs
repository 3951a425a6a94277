//! Text in Markdown as GitHub and GitLab read it.

/// A text of which nothing is markup, on one line.
///
/// White space becomes single spaces and control characters vanish, also those that turn the direction of what follows;
/// what could be markup gets a backslash; names after `@` and numbers after `#` get an invisible space, for a
/// quoted sentence must not call anybody or link to an issue.
pub(super) fn escaped(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(word).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// [`escaped`], with the white space at both ends kept as one space.
pub(super) fn spaced(text: &str) -> String {
    let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    let space = |is_there: bool| if is_there { " " } else { "" };
    format!("{}{}{}", space(before), escaped(text), space(after && !text.trim().is_empty()))
}

/// A text in bold, also inside a word, where asterisks would not do.
pub(super) fn bold(text: &str) -> String {
    format!("<b>{}</b>", escaped(text))
}

fn word(word: &str) -> String {
    let mut safe = String::with_capacity(word.len() + 8);
    for c in word.chars().filter(|c| !is_invisible(*c)) {
        match c {
            // A reference, for GitHub takes `\<` before a tag name as the tag in some places.
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '@' | '#' => {
                safe.push('\\');
                safe.push(c);
                safe.push('\u{200B}');
            }
            c if c.is_ascii_punctuation() && !"'\",/;?%".contains(c) => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe
}

/// Characters that are seen only by what they do to others.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
