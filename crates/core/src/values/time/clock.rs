//! Clock times in digits and words, and parts of the day.

use super::clock_french::french;
use super::expression::Clock;
use super::expression::Stamp;
use super::meanings::ClockWord;
use super::meanings::DayPart;
use super::meanings::Meaning;
use super::words::Words;
use crate::lang::Lang;
use crate::segment::TokenKind;
use crate::values::signs::Signs;

/// How far "kurz nach" and "kurz vor" reach, in minutes.
const JUST: u16 = 20;
/// How far "gegen" reaches on either side, in minutes.
const ABOUT: u16 = 20;

/// The clock time at a token, and the token after it.
pub(super) fn clock(words: &Words, at: usize) -> Option<(Clock, usize)> {
    if !words.signs(at).any(Meaning::CLOCK.and(Signs::COUNT)) {
        return None;
    }
    if let Some((ClockWord::About, next)) = words.clock_word(at) {
        let (clock, next) = exact(words, next)?;
        return Some((blurred(clock, ABOUT, ABOUT), next));
    }
    if let Some((word, next)) = words.clock_word(at) {
        let sides = match word {
            ClockWord::Past { just: true } => Some((0, JUST)),
            ClockWord::To { just: true } => Some((JUST, 0)),
            _ => None,
        };
        if let Some((before, after)) = sides {
            let (clock, next) = exact(words, next).or_else(|| noon(words, next))?;
            return Some((blurred(clock, before, after), next));
        }
    }
    exact(words, at)
}

/// "Mittag" as a moment, after "kurz nach".
fn noon(words: &Words, at: usize) -> Option<(Clock, usize)> {
    let (part, next) = part(words, at)?;
    (part.code == "MI").then_some((Clock::at(720), next))
}

fn blurred(clock: Clock, before: u16, after: u16) -> Clock {
    Clock { from: clock.from.saturating_sub(before), to: clock.to + after, about: true, ..clock }
}

/// A clock time without "kurz nach" and "gegen", with "abends" or "in the evening" after it.
fn exact(words: &Words, at: usize) -> Option<(Clock, usize)> {
    let (clock, next) = spoken(words, at).or_else(|| french(words, at)).or_else(|| digital(words, at))?;
    Some(with_part_after(words, clock, next))
}

/// "8 Uhr abends", "seven in the evening", "8 heures du matin": the half of the day.
fn with_part_after(words: &Words, clock: Clock, next: usize) -> (Clock, usize) {
    let mut at = next;
    match words.lang {
        Lang::De if words.is(at, &["am", "in"]) => at += 1 + usize::from(words.is(at + 1, &["der"])),
        Lang::En if words.is(at, &["in", "at"]) => at += 1 + usize::from(words.is(at + 1, &["the"])),
        Lang::Fr if words.is(at, &["du", "de"]) => at += 1 + 2 * usize::from(words.is(at + 1, &["l"])),
        _ => {}
    }
    let found = words.find(at, Meaning::PART.and(Meaning::EVERY_PART), |meaning| match meaning {
        Meaning::Part(part) if at > next || words.norm(at).starts_with("früh") => Some(part),
        Meaning::EveryPart(part) => Some(part),
        _ => None,
    });
    match found {
        Some((part, after)) if words.near(next) => (halved(clock, part), after),
        _ => (clock, next),
    }
}

/// A clock time in the half of the day that a part of the day names.
pub(super) fn halved(clock: Clock, part: DayPart) -> Clock {
    let Stamp::Minute(minute) = clock.stamp else { return clock };
    match part.code {
        "NI" if (720..780).contains(&minute) => Clock { twelve: false, ..Clock::at(minute - 720) },
        "AF" | "EV" => clock.later(),
        "NI" if minute >= 360 => clock.later(),
        _ => Clock { twelve: false, ..clock },
    }
}

/// A part of the day at a token.
pub(super) fn part(words: &Words, at: usize) -> Option<(DayPart, usize)> {
    words.find(at, Meaning::PART, |meaning| match meaning {
        Meaning::Part(part) => Some(part),
        _ => None,
    })
}

/// "halb acht", "Viertel vor neun", "fünf nach zwölf", "acht Uhr dreißig", "half past seven", "midnight".
fn spoken(words: &Words, at: usize) -> Option<(Clock, usize)> {
    if words.lang == Lang::Fr {
        return None;
    }
    let first = words.clock_word(at);
    match first {
        Some((ClockWord::Moment(minute), next)) => return Some((Clock::at(minute), next)),
        Some((ClockWord::Half, next)) => return half(words, next),
        Some((word @ (ClockWord::Quarter | ClockWord::ThreeQuarters), next)) => {
            let minutes = if word == ClockWord::Quarter { 15 } else { 45 };
            return quarter(words, next, minutes);
        }
        _ => {}
    }
    if words.lang == Lang::En && words.is(at, &["a"]) && words.is(at + 1, &["quarter"]) {
        return quarter(words, at + 2, 15);
    }
    hour_and_minutes(words, at).or_else(|| minutes_beside(words, at))
}

/// "at six forty-three", "by nine thirty", "around two oh five": hour and minutes in words, where a preposition announces
/// them and they count nothing.
fn hour_and_minutes(words: &Words, at: usize) -> Option<(Clock, usize)> {
    if words.lang != Lang::En || words.kind(at) == Some(TokenKind::Number) || !preposition(words, at) {
        return None;
    }
    let (hour, next) = words.cardinal(at).filter(|(hour, _)| (1..=12).contains(hour))?;
    let joint = usize::from(words.is(next, &["oh", "o"]) || words.is(next, &["-"]) && words.glued(next));
    let zero = words.is(next, &["oh", "o"]);
    let (minutes, end) = words.cardinal(next + joint)?;
    let fits = if zero { (1..=9).contains(&minutes) } else { (10..=59).contains(&minutes) };
    let spoken = words.kind(next + joint) != Some(TokenKind::Number) && words.near(next);
    (fits && spoken && !words.counts_on(end)).then(|| twelve_hours(words, hour * 60 + minutes, end))
}

/// "halb acht" is half past seven, "half seven" half past seven too.
fn half(words: &Words, at: usize) -> Option<(Clock, usize)> {
    let (hour, next) = hour_word(words, at)?;
    let minute = if words.lang == Lang::De { ((hour + 11) % 12) * 60 + 30 } else { hour % 12 * 60 + 30 };
    Some(twelve_hours(words, minute, next))
}

/// After "Viertel": "vor neun", "nach neun", and eastern German "viertel acht" for a quarter past seven.
fn quarter(words: &Words, at: usize, minutes: u16) -> Option<(Clock, usize)> {
    if let Some((side, next)) = beside(words, at).filter(|_| minutes == 15) {
        return from_hour(words, next, side, minutes);
    }
    let (hour, next) = hour_word(words, at).filter(|_| words.lang == Lang::De)?;
    Some(twelve_hours(words, (hour + 11) % 12 * 60 + minutes, next))
}

/// "vor" or "nach" between minutes and hour: -1 or 1.
fn beside(words: &Words, at: usize) -> Option<(i8, usize)> {
    match words.clock_word(at)? {
        (ClockWord::To { just: false }, next) => Some((-1, next)),
        (ClockWord::Past { just: false }, next) => Some((1, next)),
        _ => None,
    }
}

/// So many minutes before or after the hour at a token, or before or after "halb" and it.
fn from_hour(words: &Words, at: usize, side: i8, minutes: u16) -> Option<(Clock, usize)> {
    if let Some((ClockWord::Moment(moment), next)) = words.clock_word(at) {
        let minute = if side < 0 { (moment + 1440 - minutes) % 1440 } else { moment + minutes };
        return Some((Clock::at(minute), next));
    }
    let (minute, next) = if let Some((ClockWord::Half, next)) = words.clock_word(at) {
        let (hour, next) = hour_word(words, next)?;
        ((hour + 11) % 12 * 60 + 30, next)
    } else {
        let (hour, next) = hour_word(words, at)?;
        (hour * 60, next)
    };
    let minute = if side < 0 { (minute + 1440 - minutes) % 1440 } else { (minute + minutes) % 1440 };
    Some(twelve_hours(words, minute, next))
}

/// A time that is said by the twelve-hour clock; "Uhr" or "o'clock", "am" or "pm" may follow.
fn twelve_hours(words: &Words, minute: u16, next: usize) -> (Clock, usize) {
    let clock = Clock { twelve: minute < 780, ..Clock::at(minute) };
    match words.clock_word(next) {
        Some((ClockWord::Hour, after)) => (clock, after),
        Some((ClockWord::Pm, after)) => (clock.later(), after),
        Some((ClockWord::Am, after)) => (Clock { twelve: false, ..clock }, after),
        _ => (clock, next),
    }
}

/// An hour in words or digits, 0 to 24.
fn hour_word(words: &Words, at: usize) -> Option<(u16, usize)> {
    let (hour, next) = words.cardinal(at)?;
    // "7.30 Uhr" is read in digits.
    // "half a dozen" is no time.
    let dozen = words.lang == Lang::En && words.signs(at).any(Signs::ARTICLE);
    let clean = !dozen && words.kind(at).is_some() && !(words.norm(next) == "." && words.glued(next + 1));
    (hour <= 24 && clean && words.near(at)).then_some((hour, next))
}

/// "fünf vor zwölf", "20 past eight", "acht Uhr", "acht Uhr dreißig", "seven o'clock".
fn minutes_beside(words: &Words, at: usize) -> Option<(Clock, usize)> {
    let (number, mut next) = words.cardinal(at)?;
    if let Some((ClockWord::Hour, after)) = words.clock_word(next).filter(|_| number <= 24) {
        let minutes = words.cardinal(after).filter(|&(minutes, _)| words.near(after) && (1..60).contains(&minutes));
        // "8 Uhr 30" and "acht Uhr dreißig", but not "um 8 Uhr 30 Menschen".
        let minutes = minutes.filter(|&(_, end)| !counted(words, end));
        let twelve = (1..=12).contains(&number) && words.lang == Lang::En;
        return Some(minutes.map_or((Clock { twelve, ..Clock::at(number * 60) }, after), |(minutes, end)| {
            (Clock::at((number * 60 + minutes).min(1440)), end)
        }));
    }
    let said = words.is(next, &["minuten", "minute", "minutes", "min"]);
    next += usize::from(said);
    let (side, next) = beside(words, next).filter(|_| (1..60).contains(&number))?;
    // "two to four people", "between 9 to 10" are ranges: "to" is a time only as clocks are read out.
    if words.lang == Lang::En && side < 0 && !said && !(number % 5 == 0 && read_out(words, at)) {
        return None;
    }
    // Only small hours are counted so, and a number alone ("5 to 12") is a range or a score.
    let words_said = words.digits(next, 2).is_none() || words.digits(at, 2).is_none();
    let marked = words_said || next > at + 2 || preposition(words, at);
    from_hour(words, next, side, number).filter(|_| marked && words.lang != Lang::Fr)
}

/// Whether the word before minutes announces a clock time, and no range: "at ten to eight", "it was five to twelve".
fn read_out(words: &Words, at: usize) -> bool {
    let range = at > 0 && words.is(at - 1, &["from", "between"]);
    preposition(words, at) && !range || at > 0 && words.is(at - 1, &["is", "was", "s"])
}

/// Whether a noun that is counted follows: then a number before it is no minute.
pub(super) fn counted(words: &Words, at: usize) -> bool {
    words.near(at) && words.capital(at)
        || words.find(at, Meaning::UNIT, |meaning| matches!(meaning, Meaning::Unit(..)).then_some(())).is_some()
}

/// Whether the word before a token announces a clock time.
pub(super) fn preposition(words: &Words, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    match words.lang {
        Lang::De => {
            words.is(before, &["um", "gegen", "ab", "bis", "von", "zwischen", "vor", "nach", "seit", "circa", "ca"])
        }
        Lang::En => words.is(
            before,
            &["at", "by", "from", "around", "about", "until", "till", "before", "after", "between", "since"],
        ),
        Lang::Fr => words.is(before, &["à", "vers", "dès", "avant", "après", "entre", "depuis", "jusqu", "de"]),
    }
}

/// "18 Uhr", "6.47 Uhr", "20:15", "8:30 p.m.", "8pm", "3-5 pm".
fn digital(words: &Words, at: usize) -> Option<(Clock, usize)> {
    if let Some((hour, rest)) = words.mixed(at) {
        let half = half_of_day(rest).filter(|_| (1..=12).contains(&hour) && words.lang == Lang::En)?;
        return Some((on_half(hour as u16 * 60, half), at + 1));
    }
    if let Some(found) = four_digits(words, at) {
        return Some(found);
    }
    let hour = words.digits(at, 2).filter(|hour| *hour <= 24)? as u16;
    let (minute, next, spelled) = minutes(words, at, hour);
    if let Some((half, next)) = half_after(words, next).filter(|_| (1..=12).contains(&hour)) {
        return Some((on_half(minute, half), next));
    }
    // "8:30pm"
    if let Some((minutes, rest)) = words.mixed(at + 2).filter(|_| words.is(at + 1, &[":", "."]) && words.glued(at + 2))
    {
        let half = half_of_day(rest).filter(|_| minutes < 60 && (1..=12).contains(&hour))?;
        return Some((on_half(hour * 60 + minutes as u16, half), at + 3));
    }
    if let Some((ClockWord::Hour, next)) = words.clock_word(next) {
        return Some((Clock::at(minute), next));
    }
    let colon = spelled && words.norm(at + 1) == ":";
    let bare = colon && (preposition(words, at) || hour >= 13 || words.text(at).len() == 2 || words.lang == Lang::En);
    if bare && !goes_on(words, next) || colon && seconds(words, next) {
        let next = if seconds(words, next) { next + 2 } else { next };
        let twelve = words.lang == Lang::En && (1..=12).contains(&hour) && words.text(at).len() == 1;
        return Some((Clock { twelve, ..Clock::at(minute) }, next));
    }
    range_start(words, minute, next)
}

/// "1140 a.m."
fn four_digits(words: &Words, at: usize) -> Option<(Clock, usize)> {
    let digits = words.digits_of(at, 4).filter(|digits| digits % 100 < 60)? as u16;
    let (half, next) = half_after(words, at + 1).filter(|_| (1..=12).contains(&(digits / 100)))?;
    Some((on_half(digits / 100 * 60 + digits % 100, half), next))
}

/// Whether minutes are followed by more digits: "8:00:00:1", a chain that is no time.
fn goes_on(words: &Words, at: usize) -> bool {
    let mark = words.is(at, &[":", "."]) && words.glued(at) && words.glued(at + 1);
    mark && words.kind(at + 1) == Some(TokenKind::Number)
}

/// Whether ":31" follows minutes.
fn seconds(words: &Words, at: usize) -> bool {
    words.norm(at) == ":"
        && words.glued(at)
        && words.glued(at + 1)
        && words.digits_of(at + 1, 2).is_some_and(|s| s < 60)
}

/// The minutes after an hour in digits: minute of the day, the token after, and whether minutes were there.
fn minutes(words: &Words, at: usize, hour: u16) -> (u16, usize, bool) {
    let spelled = words.is(at + 1, &[":", "."]) && words.glued(at + 1) && words.glued(at + 2);
    match words.digits_of(at + 2, 2).filter(|minutes| spelled && *minutes < 60 && (hour < 24 || *minutes == 0)) {
        Some(minutes) => (hour * 60 + minutes as u16, at + 3, true),
        None => (hour * 60, at + 1, false),
    }
}

/// The first of a range: "14.30-18 Uhr", "von 10 bis 15 Uhr", "between 5 and 6 p.m.".
fn range_start(words: &Words, minute: u16, next: usize) -> Option<(Clock, usize)> {
    let joined = words.is(next, &["-", "–", "bis", "und", "and", "to", "à", "et"]);
    let end = next + 1;
    let hour = words.digits(end, 2).filter(|hour| joined && *hour <= 24)? as u16;
    let (_, after, _) = minutes(words, end, hour);
    // "8.30-12 und 14.30-16.30 Uhr"
    if words.is(after, &["und", ","]) && words.is(next, &["-", "–", "bis"]) {
        let hour = words.digits(after + 1, 2).filter(|hour| *hour <= 24)? as u16;
        let (second, after, _) = minutes(words, after + 1, hour);
        return range_start(words, second, after).map(|_| (Clock::at(minute), next));
    }
    if let Some((half, _)) = half_after(words, after).filter(|_| (1..=12).contains(&hour)) {
        return Some((on_half(minute, half), next)).filter(|_| minute <= 720);
    }
    matches!(words.clock_word(after), Some((ClockWord::Hour, _))).then_some((Clock::at(minute), next))
}

/// "pm": whether the second half of the day.
fn half_of_day(text: &str) -> Option<bool> {
    match text {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

/// "p.m." after a time.
fn half_after(words: &Words, at: usize) -> Option<(bool, usize)> {
    if words.lang != Lang::En || !words.near(at) {
        return None;
    }
    match words.clock_word(at)? {
        (ClockWord::Am, next) => Some((false, next)),
        (ClockWord::Pm, next) => Some((true, next)),
        _ => None,
    }
}

/// A time of the twelve-hour clock.
fn on_half(minute: u16, pm: bool) -> Clock {
    Clock { halved: true, ..Clock::at(minute % 720 + if pm { 720 } else { 0 }) }
}
