//! Dates as records state them, to ISO 8601.

use jiff::Span;
use jiff::civil::Date;
use jiff::civil::ISOWeekDate;
use jiff::civil::Weekday;

/// The calendar date that `stated` names, to the day (`2024-06-10`) or to the month (`2024-06`); none where it names
/// none, or where day and month cannot be told apart. A time is dropped, and with it the zone: the date is the one
/// that the record itself shows.
pub(crate) fn calendar_date(stated: &str) -> Option<String> {
    let stated = stated.trim();
    // Seconds since 1970 may have decimals.
    let whole = stated.split_once('.').filter(|(whole, _)| whole.len() >= 9).map_or(stated, |(whole, _)| whole);
    if !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return of_digits(whole);
    }
    let parts: Vec<&str> =
        stated.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).take(MOST).collect();
    if let Some(date) = week(&parts) {
        return Some(date);
    }
    let slashed = stated.contains('/');
    let leading = iso(&parts).or_else(|| day_first(&parts, slashed)).or_else(|| worded(&parts));
    // What stands before a date in figures ("Stand:", a weekday) is passed over, if its figures are written together.
    let is_together = |at: &usize| {
        let together = |sign: &str| parts[*at..].get(..3).is_some_and(|three| stated.contains(&three.join(sign)));
        ["-", ".", "/"].iter().any(|sign| together(sign))
    };
    let behind = |at: usize| {
        let parts = &parts[at..];
        iso(parts).or_else(|| day_first(parts, slashed)).or_else(|| short_year(&parts[..3], slashed))
    };
    leading.or_else(|| (0..parts.len()).filter(is_together).find_map(behind))
}

/// Most words of a stated date: a longer text states none, whatever it begins with.
const MOST: usize = 24;

/// `2025-W45-4`, the fourth day of a week, or the first where none is named.
fn week(parts: &[&str]) -> Option<String> {
    let (year, number) = (parts.first().filter(|part| is_year(part))?, parts.get(1)?.strip_prefix(['W', 'w'])?);
    let weekday = parts.get(2).map_or(Some(1), |part| part.parse().ok())?;
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let date = ISOWeekDate::new(year.parse().ok()?, number.parse().ok()?, weekday).ok()?;
    Some(date.date().to_string())
}

/// `20251106`, `20251106122647`, or seconds or milliseconds since 1970.
fn of_digits(digits: &str) -> Option<String> {
    match digits.len() {
        8 | 14 => day(&digits[..4], &digits[4..6], &digits[6..8]),
        9 | 10 => of_seconds(digits.parse().ok()?),
        12 | 13 => of_seconds(digits.parse::<i64>().ok()? / 1000),
        _ => None,
    }
}

/// The day of a moment in UTC.
pub(crate) fn of_seconds(seconds: i64) -> Option<String> {
    let days = Span::new().try_days(seconds.div_euclid(86_400)).ok()?;
    Some(Date::new(1970, 1, 1).ok()?.checked_add(days).ok()?.to_string())
}

/// `2025-11-06…`, `2025/11/06`, `2025-11`, `20251106T122647Z`.
fn iso(parts: &[&str]) -> Option<String> {
    let first = *parts.first()?;
    if let Some((date, _)) = first.split_once('T')
        && date.len() == 8
    {
        return of_digits(date);
    }
    if !is_year(first) {
        return None;
    }
    let month = parts.get(1)?;
    match parts.get(2).map(|part| part.split(['T', 't']).next().unwrap_or("")) {
        Some(number) => day(first, month, number),
        None => day(first, month, "1").map(|date| date[..7].to_owned()),
    }
}

/// `06.11.2025 12:26 Uhr`; with slashes (`25/11/2025`, `11/25/2025`) only where it can be read in one way.
fn day_first(parts: &[&str], slashed: bool) -> Option<String> {
    let &[first, second, year, ..] = parts else { return None };
    if !is_year(year) {
        return None;
    }
    let swapped = if slashed { day(year, first, second) } else { None };
    match (day(year, second, first), swapped) {
        (Some(one), Some(other)) if one != other => None,
        (Some(date), _) | (None, Some(date)) => Some(date),
        (None, None) => None,
    }
}

/// `6. November 2025`, `November 6, 2025`, `Thu, 06 Nov 2025 12:26:47 +0100`, `November 2025`.
fn worded(parts: &[&str]) -> Option<String> {
    let at = parts.iter().position(|part| month(part).is_some())?;
    let month = month(parts[at])?;
    let year = parts[at..].iter().find(|part| is_year(part))?;
    // `6th`, `1er`
    let day_of = |part: &str| {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let is_day = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_plain = ["", "st", "nd", "rd", "th", "er"].contains(&&part[digits.len()..]);
        (is_day && is_plain).then(|| digits.to_owned())
    };
    let before = at.checked_sub(1).and_then(|before| day_of(parts[before]));
    match before.or_else(|| parts.get(at + 1).and_then(|part| day_of(part))) {
        Some(number) => day(year, month, &number),
        None => day(year, month, "1").map(|date| date[..7].to_owned()),
    }
}

/// `06.11.25`, of the years 1970 to 2069, where no slashes leave the order open.
fn short_year(parts: &[&str], slashed: bool) -> Option<String> {
    let &[number, month, year] = parts else { return None };
    let short = year.parse::<u32>().ok().filter(|_| year.len() == 2 && !slashed)?;
    day(&(if short < 70 { 2000 + short } else { 1900 + short }).to_string(), month, number)
}

/// Whether a part is a year.
fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// A day that the calendar knows.
fn day(year: &str, month: &str, day: &str) -> Option<String> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_string())
}

/// First letters of the months in German, English and French, enough to tell them apart, and their numbers.
const MONTHS: &[(&str, &str)] = &[
    ("jan", "1"),
    ("jän", "1"),
    ("feb", "2"),
    ("fév", "2"),
    ("fev", "2"),
    ("mar", "3"),
    ("mär", "3"),
    ("maer", "3"),
    ("mrz", "3"),
    ("apr", "4"),
    ("avr", "4"),
    ("mai", "5"),
    ("may", "5"),
    ("jun", "6"),
    ("juin", "6"),
    ("jul", "7"),
    ("juil", "7"),
    ("aug", "8"),
    ("aoû", "8"),
    ("aou", "8"),
    ("sep", "9"),
    ("okt", "10"),
    ("oct", "10"),
    ("nov", "11"),
    ("dez", "12"),
    ("dec", "12"),
    ("déc", "12"),
];

/// The number of a month's name.
fn month(part: &str) -> Option<&'static str> {
    let lower = part.to_lowercase();
    MONTHS.iter().find(|(start, _)| lower.starts_with(start)).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_dates() {
        let cases = [
            ("2024-06-10", Some("2024-06-10")),
            ("2024-06", Some("2024-06")),
            ("2024-06-10T23:30:00Z", Some("2024-06-10")),
            ("20240610T233000Z", Some("2024-06-10")),
            ("2025-11-06 12:26:47+01:00", Some("2025-11-06")),
            ("2017-07-17 17:03:00", Some("2017-07-17")),
            ("06.11.2025 12:26 Uhr", Some("2025-11-06")),
            ("6. November 2025", Some("2025-11-06")),
            ("Donnerstag, 6. März 2025, 12:26 Uhr", Some("2025-03-06")),
            ("November 6, 2025", Some("2025-11-06")),
            ("le 14 août 2025", Some("2025-08-14")),
            ("Thu, 06 Nov 2025 12:26:47 +0100", Some("2025-11-06")),
            ("November 2025", Some("2025-11")),
            ("20251106", Some("2025-11-06")),
            ("20251106122647", Some("2025-11-06")),
            ("1762428407", Some("2025-11-06")),
            ("1762428407000", Some("2025-11-06")),
            ("25/11/2025", Some("2025-11-25")),
            ("11/25/2025", Some("2025-11-25")),
            ("Stand: 06.11.2025, 12:26 Uhr", Some("2025-11-06")),
            ("Do., 06.11.25 12:26", Some("2025-11-06")),
            ("Veröffentlicht am 6. November 2025 um 12.26 Uhr", Some("2025-11-06")),
            ("Published: 2025-11-06T12:26", Some("2025-11-06")),
            ("Nov. 6th, 2025", Some("2025-11-06")),
            ("1er août 2025", Some("2025-08-01")),
            ("2025-W45-4", Some("2025-11-06")),
            ("1762428407.25", Some("2025-11-06")),
            ("2025-11-06 12:26:47.123456+00:00", Some("2025-11-06")),
            ("06/11/2025", None),
            ("06/11/25", None),
            ("12:26 Uhr", None),
            ("1.2.3.4", None),
            ("2024-02-30", None),
            ("2024", None),
            ("None", None),
            ("gestern", None),
            ("", None),
        ];
        for (stated, expected) in cases {
            assert_eq!(calendar_date(stated).as_deref(), expected, "{stated}");
        }
    }
}
