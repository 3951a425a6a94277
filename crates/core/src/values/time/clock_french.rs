//! French clock times: "20h30", "huit heures et demie", "midi moins le quart".

use super::clock::counted;
use super::expression::Clock;
use super::meanings::ClockWord;
use super::words::Words;
use crate::lang::Lang;

/// "20h30", "20 h 30", "huit heures et demie", "midi et demi".
pub(super) fn french(words: &Words, at: usize) -> Option<(Clock, usize)> {
    if words.lang != Lang::Fr {
        return None;
    }
    if let Some((ClockWord::Moment(minute), next)) = words.clock_word(at) {
        let (extra, next) = french_minutes(words, next);
        return Some((Clock::at((i32::from(minute) + extra).rem_euclid(1440) as u16), next));
    }
    if let Some((hour, rest)) = words.mixed(at).filter(|&(hour, _)| hour <= 24) {
        let minutes = rest.strip_prefix('h')?;
        let minutes = if minutes.is_empty() {
            0
        } else {
            minutes.parse::<u16>().ok().filter(|m| *m < 60 && minutes.len() == 2)?
        };
        return Some((Clock::at(hour as u16 * 60 + minutes), at + 1));
    }
    let (hour, next) = words.cardinal(at).filter(|&(hour, _)| hour <= 24)?;
    let (ClockWord::Hour, after) = words.clock_word(next)? else { return None };
    if words.norm(next) == "h" {
        let minutes = words.digits_of(after, 2).filter(|minutes| *minutes < 60 && words.near(after));
        return Some((Clock::at(hour * 60 + minutes.unwrap_or(0) as u16), after + usize::from(minutes.is_some())));
    }
    let (extra, end) = french_minutes(words, after);
    // "trois heures" alone is a length of time.
    if !french_hour(words, at) {
        return None;
    }
    Some((Clock::at((i32::from(hour) * 60 + extra).rem_euclid(1440) as u16), end))
}

/// Whether "trois heures" is a time of day: "à", "vers", "dès" before it, or the part of the day after.
fn french_hour(words: &Words, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let range = words.is(before, &["et", "'", "’"])
        && at > 3
        && (at.saturating_sub(6)..before).any(|i| words.is(i, &["entre", "jusqu"]));
    words.is(before, &["à", "vers", "dès", "avant"]) || range
}

/// "et demie", "et quart", "moins le quart", "moins dix", "trente" after the hour.
fn french_minutes(words: &Words, at: usize) -> (i32, usize) {
    let (sign, next) = if words.is(at, &["et"]) {
        (1, at + 1)
    } else if words.is(at, &["moins"]) {
        (-1, at + 1 + usize::from(words.is(at + 1, &["le"])))
    } else {
        (0, at)
    };
    match words.clock_word(next) {
        Some((ClockWord::Half, after)) if sign > 0 => return (30, after),
        Some((ClockWord::Quarter, after)) if sign != 0 => return (sign * 15, after),
        _ => {}
    }
    match words.cardinal(next).filter(|&(minutes, end)| (1..60).contains(&minutes) && !counted(words, end)) {
        Some((minutes, after)) if sign <= 0 && words.near(next) => {
            (if sign < 0 { -1 } else { 1 } * i32::from(minutes), after)
        }
        _ => (0, at),
    }
}
