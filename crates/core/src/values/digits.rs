//! Numbers in digits: grouping, decimals, fractions, suffixes.
//!
//! In: a token. Out: what the digits that begin there say. German and French group with stops, spaces and
//! apostrophes and write a decimal comma; English groups with commas and writes a decimal point. What the
//! convention leaves open is settled by the shape: two groups of three are grouping in any language.

use super::numerals::Scan;
use crate::lang::Lang;
use crate::text::Span;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    /// The number.
    pub(super) value: f64,
    /// The first token not read.
    pub(super) next: usize,
    /// What the last token goes on with; empty as a rule. Starts where the number ends.
    pub(super) rest: Span,
    /// How many digits stand after the decimal sign.
    pub(super) decimals: u8,
    /// 21st, 2e, "3.".
    pub(super) ordinal: bool,
    /// 1/2, ½.
    pub(super) fraction: bool,
    /// What its suffix multiplies by: 1e9 for "6bn"; else 1.
    pub(super) scale: f64,
}

/// Longer runs are keys and account numbers, and would not be exact.
const MAX_DIGITS: usize = 18;

/// No number in a news text has more groups.
const MAX_GROUPS: usize = 8;

/// Reads the digits that begin at a token.
pub(super) fn digits(scan: &Scan, at: usize) -> Option<Digits> {
    let count = leading(scan.token(at));
    if count == 0 {
        return bare_decimals(scan, at).or_else(|| vulgar(scan, at, 0.0, 0));
    }
    if count > MAX_DIGITS {
        return None;
    }
    let mut number = Run::begin(scan, at, count);
    if number.is_whole_token() {
        number.groups(scan);
        number.read_decimals(scan);
    }
    number.suffix(scan)
}

/// How many ASCII digits a text begins with.
fn leading(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The number that digits spell.
fn spelled(digits: &str) -> f64 {
    digits.bytes().fold(0.0, |value, digit| value * 10.0 + f64::from(digit - b'0'))
}

/// ".5": no token before it, one of digits after it.
fn bare_decimals(scan: &Scan, at: usize) -> Option<Digits> {
    let count = leading(scan.token(at + 1));
    if scan.token(at) != "."
        || count == 0
        || count > MAX_DIGITS
        || !scan.glued(at + 1)
        || (at > 0 && scan.glued(at) && scan.token(at - 1) != "-")
    {
        return None;
    }
    let mut number = Run::begin(scan, at + 1, count);
    number.value /= power(count);
    number.decimals = count.min(255) as u8;
    number.suffix(scan)
}

/// Ten to the power of a count of digits.
fn power(count: usize) -> f64 {
    10_f64.powi(i32::try_from(count).unwrap_or(i32::MAX))
}

/// The value of a vulgar fraction.
fn vulgar_value(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅐' => 1.0 / 7.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        '⅑' => 1.0 / 9.0,
        '⅒' => 0.1,
        _ => return None,
    })
}

/// "½", and the tail of "2½", which begins at byte `skip` of the token.
fn vulgar(scan: &Scan, at: usize, whole: f64, skip: usize) -> Option<Digits> {
    let text = scan.token(at).get(skip..)?;
    let sign = text.chars().next()?;
    let value = whole + vulgar_value(sign)?;
    let span = scan.document.tokens[at].span;
    let rest = Span { start: span.start + (skip + sign.len_utf8()) as u32, end: span.end };
    Some(Digits { value, next: at + 1, rest, decimals: 0, ordinal: false, fraction: skip == 0, scale: 1.0 })
}

/// Digits under construction.
struct Run {
    value: f64,
    /// The token of the last digits, and how many bytes of it are read.
    last: usize,
    read: usize,
    whole: bool,
    /// How many digits the first token has, and whether it begins with 0.
    first: usize,
    leading_zero: bool,
    separator: Option<&'static str>,
    decimals: u8,
}

impl Run {
    fn begin(scan: &Scan, at: usize, count: usize) -> Self {
        let token = scan.token(at);
        Self {
            value: spelled(&token[..count]),
            last: at,
            read: count,
            whole: count == token.len(),
            first: count,
            leading_zero: token.starts_with('0'),
            separator: None,
            decimals: 0,
        }
    }

    /// Whether the digits go to the end of their token.
    fn is_whole_token(&self) -> bool {
        self.whole
    }

    /// The separator after token `at` and the token of the digits after it.
    fn separated(scan: &Scan, at: usize) -> Option<(&'static str, usize)> {
        let space = match scan.gap(at + 1)? {
            " " | "\u{a0}" | "\u{2009}" | "\u{202f}" => return Some((" ", at + 1)),
            "" => scan.token(at + 1),
            _ => return None,
        };
        let mark = match space {
            "." => ".",
            "," => ",",
            "'" | "’" | "′" => "'",
            _ => return None,
        };
        scan.glued(at + 2).then_some((mark, at + 2))
    }

    /// Reads groups of three; in English also the Indian twos.
    fn groups(&mut self, scan: &Scan) {
        if self.first > 3 || self.leading_zero {
            return;
        }
        let (mut value, mut at, mut found, mut separator) = (self.value, self.last, 0, None);
        let mut valid: Option<(f64, usize, usize, usize)> = None;
        while found < MAX_GROUPS {
            let Some((mark, digits)) = Self::separated(scan, at) else { break };
            let count = leading(scan.token(digits));
            let indian = count == 2 && mark == "," && scan.lang == Lang::En;
            if separator.is_some_and(|separator| separator != mark) || !(count == 3 || indian) || value > 1e18 {
                break;
            }
            separator = Some(mark);
            value = value * power(count) + spelled(&scan.token(digits)[..count]);
            found += 1;
            at = digits;
            if count == 3 {
                valid = Some((value, digits, found, count));
            }
            if count < scan.token(digits).len() {
                break;
            }
        }
        let Some((value, last, found, read)) = valid else { return };
        let Some(mark) = separator else { return };
        if found == 1 && !groups_once(scan.lang, mark) && !other_decimals(scan, last, mark) {
            return;
        }
        *self = Self { value, last, read, whole: read == scan.token(last).len(), separator, ..*self };
    }

    /// Reads decimals.
    fn read_decimals(&mut self, scan: &Scan) {
        if !self.whole {
            return;
        }
        let Some((mark @ ("." | ","), at)) = Self::separated(scan, self.last) else { return };
        let token = scan.token(at);
        let count = leading(token);
        if count == 0 || count > MAX_DIGITS || self.separator == Some(mark) {
            return;
        }
        let own = if scan.lang == Lang::En { "." } else { "," };
        // The other languages' sign is a decimal sign only where it can be no grouping.
        if mark != own && self.separator.is_none() && count > 2 {
            return;
        }
        // "1.2.3" and "1, 2" are chains: dates, addresses, versions, lists.
        let whole = count == token.len();
        if whole && chained(scan, at) {
            return;
        }
        self.value = (self.value * power(count) + spelled(&token[..count])) / power(count);
        (self.last, self.read, self.whole) = (at, count, whole);
        self.decimals = count.min(255) as u8;
    }

    /// Reads what is glued to the digits, and hands out the number.
    fn suffix(self, scan: &Scan) -> Option<Digits> {
        let span = scan.document.tokens.get(self.last)?.span;
        let rest = Span { start: span.start + self.read as u32, end: span.end };
        let found = Digits {
            value: self.value,
            next: self.last + 1,
            rest,
            decimals: self.decimals,
            ordinal: false,
            fraction: false,
            scale: 1.0,
        };
        if self.whole {
            return Some(slash(scan, &found).or_else(|| stop(scan, &found)).unwrap_or(found));
        }
        let done = Span { start: span.end, end: span.end };
        let tail = rest.of(scan.text);
        if let Some(mixed) = vulgar(scan, self.last, self.value, self.read) {
            return Some(mixed);
        }
        if let Some(times) = suffix_scale(tail) {
            return Some(Digits { value: self.value * times, rest: done, scale: times, ..found });
        }
        if self.decimals == 0 && ordinal_suffix(scan.lang, tail) {
            return Some(Digits { ordinal: true, rest: done, ..found });
        }
        if let Some(exponent) = tail.strip_prefix(['e', 'E']).filter(|digits| (1..=2).contains(&digits.len()))
            && leading(exponent) == exponent.len()
        {
            return Some(Digits { value: self.value * power(spelled(exponent) as usize), rest: done, ..found });
        }
        Some(found)
    }
}

/// Whether one group after this mark is grouping, not decimals.
fn groups_once(lang: Lang, mark: &str) -> bool {
    match mark {
        "," => lang == Lang::En,
        "." => lang != Lang::En,
        _ => true,
    }
}

/// Whether the other mark and decimals follow a group: "1.111,11" is grouped in any language.
fn other_decimals(scan: &Scan, last: usize, mark: &str) -> bool {
    let Some((other @ ("." | ","), at)) = Run::separated(scan, last) else { return false };
    let count = leading(scan.token(at));
    other != mark && count > 0 && count != 3 && !chained(scan, at)
}

/// Whether another mark and digit follow a token of digits.
fn chained(scan: &Scan, at: usize) -> bool {
    matches!(Run::separated(scan, at), Some(("." | ",", next)) if leading(scan.token(next)) > 0)
}

/// Scales that are glued to digits: 6bn, 10M, 100k. A small m is a metre as well: money alone reads it as a million.
fn suffix_scale(tail: &str) -> Option<f64> {
    Some(match tail {
        "k" | "K" | "tsd" | "Tsd" => 1e3,
        "M" | "MM" | "mn" | "Mn" | "mio" | "Mio" | "mln" => 1e6,
        "bn" | "Bn" | "BN" | "mrd" | "Mrd" | "bln" => 1e9,
        "tn" | "trn" => 1e12,
        _ => return None,
    })
}

/// Endings of ordinals in digits.
fn ordinal_suffix(lang: Lang, tail: &str) -> bool {
    match lang {
        Lang::De => matches!(tail, "te" | "ten" | "ter" | "tes" | "ste" | "sten" | "ster" | "stes"),
        Lang::En => matches!(tail, "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH"),
        Lang::Fr => matches!(tail, "er" | "ère" | "ere" | "re" | "e" | "è" | "ème" | "eme" | "nd" | "nde" | "ᵉ"),
    }
}

/// "1/2": a small numerator over a small denominator, and no third number (that would be a date).
fn slash(scan: &Scan, found: &Digits) -> Option<Digits> {
    let at = found.next;
    let token = scan.token(at + 1);
    let count = leading(token);
    let shape = scan.token(at) == "/" && scan.glued(at) && scan.glued(at + 1) && count > 0 && count <= 3;
    let before = at >= 2 && scan.glued(at - 1) && scan.token(at - 2) == "/";
    if !shape || count != token.len() || before || scan.token(at + 2) == "/" && scan.glued(at + 2) {
        return None;
    }
    let denominator = spelled(token);
    if found.decimals > 0 || found.value >= 100.0 || denominator < 2.0 || token.starts_with('0') {
        return None;
    }
    let span = scan.document.tokens[at + 1].span;
    let rest = Span { start: span.end, end: span.end };
    Some(Digits { value: found.value / denominator, next: at + 2, rest, fraction: true, ..*found })
}

/// "3." before a noun: a German ordinal, where the stop does not end the sentence.
fn stop(scan: &Scan, found: &Digits) -> Option<Digits> {
    let at = found.next;
    let short = found.value <= 9999.0 && found.decimals == 0 && found.value.fract() == 0.0;
    if scan.lang != Lang::De || !short || scan.token(at) != "." || !scan.glued(at) || scan.glued(at + 1) {
        return None;
    }
    if !scan.token(at + 1).starts_with(char::is_alphabetic) {
        return None;
    }
    let sentence = scan.document.sentence_at(scan.document.tokens[at].span.start)?;
    if scan.document.sentences[sentence].tokens.1 as usize <= at + 1 {
        return None;
    }
    let end = scan.document.tokens[at].span.end;
    Some(Digits { next: at + 1, rest: Span { start: end, end }, ordinal: true, ..*found })
}
