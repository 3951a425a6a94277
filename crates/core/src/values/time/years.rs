//! Years, decades and centuries.

use super::dates::Read;
use super::dates::ordinal;
use super::expression::Base;
use super::expression::Year;
use super::meanings::Lean;
use super::meanings::Meaning;
use super::meanings::Unit;
use super::words::Words;
use crate::lang::Lang;
use crate::segment::TokenKind;
use crate::values::signs::Signs;

/// The years that four bare digits are read as.
const BARE: std::ops::RangeInclusive<u32> = 1800..=2099;

/// The year after a month, day, season or quarter, if one follows, and the token after it.
pub(super) fn year_after(words: &Words, at: usize) -> (Year, usize) {
    stated_after(words, at).or_else(|| said_after(words, at)).unwrap_or((Year::Open, at))
}

/// "2024", ", 2024", "of 2024", "’24", "des Jahres 2013", "im Jahr 2025", "de 2024".
fn stated_after(words: &Words, at: usize) -> Option<(Year, usize)> {
    let mut next = at;
    if words.norm(next) == "," && words.glued(next) && words.lang == Lang::En {
        next += 1;
    }
    if words.is(next, &["of", "in", "de", "en", "des", "im", "vom"]) {
        next += 1 + usize::from(words.is(next + 1, &["the", "l"])) + usize::from(words.is(next + 1, &["l"]));
    }
    if words.is(next, &["jahr", "jahres", "jahre", "year", "année", "an"]) {
        next += 1;
    }
    if let Some(found) = spoken(words, next).filter(|_| words.near(next)) {
        return Some((Year::Stated(found.0), found.1));
    }
    let year = words.digits_of(next, 4).filter(|year| (1000..=2199).contains(year))?;
    // "im Juni 2000 Menschen" is left to the noun; "12.06.2024" and "2,5" go on.
    let more = words.is(next + 1, &[".", ","])
        && words.glued(next + 1)
        && words.glued(next + 2)
        && words.kind(next + 2) == Some(TokenKind::Number);
    let joined = next == at && words.near(at) || next > at && words.near(next) || words.glued(next);
    (joined && !more).then_some((Year::Stated(year as i16), next + 1))
}

/// "dieses Jahres", "des vergangenen Jahres", "im nächsten Jahr", "of last year", "last year", "de l'année dernière".
fn said_after(words: &Words, at: usize) -> Option<(Year, usize)> {
    let mut next = at;
    while next < at + 3 && words.is(next, &["des", "im", "of", "in", "de", "l", "'", "’", "the", "d"]) {
        next += 1;
    }
    if words.lang == Lang::Fr && words.is(next, &["année", "an"]) {
        let (by, end) = lean_years(words, next + 1)?;
        return Some((Year::Off(by), end));
    }
    let (by, end) = lean_years(words, next)?;
    let unit = words.is(end, &["jahr", "jahres", "year", "année", "an"]);
    (unit && words.near(at)).then_some((Year::Off(by), end + 1))
}

fn lean_years(words: &Words, at: usize) -> Option<(i32, usize)> {
    words.find(at, Meaning::LEAN, |meaning| match meaning {
        Meaning::Lean(Lean::Reference { by, .. }) => Some(by),
        _ => None,
    })
}

/// "Jahr 2013", "2013", "2014/15", "90er-Jahre", "1990s", "20. Jahrhundert".
pub(super) fn year(words: &Words, at: usize) -> Read {
    if words.signs(at).any(Signs::COUNT) {
        let digits = decade(words, at).or_else(|| century(words, at)).or_else(|| bare(words, at));
        return digits.or_else(|| spoken_alone(words, at));
    }
    named(words, at).or_else(|| decade(words, at)).or_else(|| century(words, at))
}

/// "Jahr 1953", "the year 2011", "l'an 2000", "l'année 2024".
fn named(words: &Words, at: usize) -> Read {
    if !words.is(
        at,
        &["jahr", "jahre", "jahren", "jahres", "year", "an", "année", "geschäftsjahr", "saison", "spielzeit", "season"],
    ) {
        return None;
    }
    let year = words.digits_of(at + 1, 4).filter(|year| (1000..=2199).contains(year) && words.near(at + 1))?;
    if let Some((last, next)) = second_year(words, at + 2, year) {
        return Some((Base::Years { first: year as i16, last, prefix: None }, next));
    }
    let season = words.is(at, &["saison", "spielzeit", "season", "jahren"]);
    (!season).then_some((Base::Year(Year::Stated(year as i16)), at + 2))
}

/// "nineteen ninety-six", "two thousand and fifteen", "twenty oh five": an English year in words that counts nothing.
fn spoken(words: &Words, at: usize) -> Option<(i16, usize)> {
    if words.lang != Lang::En || words.kind(at) != Some(TokenKind::Word) || !words.signs(at).any(Signs::COUNT) {
        return None;
    }
    let (found, next) = words.numeral(at)?;
    if found.ordinal || found.fraction || found.article || found.digits || found.value.fract() != 0.0 {
        return None;
    }
    let (year, next) = match found.value {
        1100.0..2100.0 => (found.value as i16, next),
        11.0..=20.0 => {
            let (rest, end) = year_of_century(words, next)?;
            (found.value as i16 * 100 + rest, end)
        }
        _ => return None,
    };
    (!words.counts_on(next)).then_some((year, next))
}

/// "ninety-six", "oh five": the years after "nineteen", "twenty".
fn year_of_century(words: &Words, at: usize) -> Option<(i16, usize)> {
    let zero = words.is(at, &["oh", "o"]);
    let (rest, end) = words.cardinal(at + usize::from(zero)).filter(|_| words.near(at))?;
    let spoken = words.kind(at + usize::from(zero)) == Some(TokenKind::Word);
    let fits = if zero { (1..=9).contains(&rest) } else { (10..=99).contains(&rest) };
    (fits && spoken).then_some((rest.cast_signed(), end))
}

/// A year in words after "in", "since", "until" or "year"; round thousands are counts unless they are called a year.
fn spoken_alone(words: &Words, at: usize) -> Read {
    let before = at.checked_sub(1).filter(|_| words.near(at))?;
    if !words.is(before, &["in", "since", "until", "year"]) {
        return None;
    }
    let (year, next) = spoken(words, at)?;
    let round = year % 100 == 0 && !words.is(before, &["year"]);
    (!round).then_some((Base::Year(Year::Stated(year)), next))
}

/// The second of "2014/15", "2023/2024", "1925/ 26".
fn second_year(words: &Words, at: usize, year: u32) -> Option<(i16, usize)> {
    if !words.is(at, &["/"]) || !words.glued(at) {
        return None;
    }
    let last = match words.digits_of(at + 1, 2) {
        Some(short) => year / 100 * 100 + short + if short < year % 100 { 100 } else { 0 },
        None => words.digits_of(at + 1, 4)?,
    };
    (last > year && last - year <= 2).then_some((last as i16, at + 2))
}

/// Four digits alone.
fn bare(words: &Words, at: usize) -> Read {
    let year = words.digits_of(at, 4).filter(|year| BARE.contains(year))?;
    if !stands_free(words, at) {
        return None;
    }
    if let Some((last, next)) = second_year(words, at + 1, year) {
        return Some((Base::Years { first: year as i16, last, prefix: None }, next));
    }
    year_like(words, at).then_some((Base::Year(Year::Stated(year as i16)), at + 1))
}

/// Whether digits are no part of a longer number, code or measure.
fn stands_free(words: &Words, at: usize) -> bool {
    let joint = |mark: usize, other: usize| {
        words.is(mark, &[".", ",", ":", "/", "'", "_", "+", "="]) && words.kind(other) == Some(TokenKind::Number)
    };
    let before =
        at >= 2 && words.glued(at) && words.glued(at - 1) && joint(at - 1, at - 2) && !words.is(at - 1, &["/"]);
    let after = words.glued(at + 1) && words.glued(at + 2) && joint(at + 1, at + 2) && !words.is(at + 1, &["/"]);
    let sign = at > 0
        && words.glued(at)
        && (words.is(at - 1, &["$", "€", "£", "#", "§", "+", "nr"]) || words.kind(at - 1) == Some(TokenKind::Word));
    let unit = words.is(at + 1, &["%", "€", "$", "£", "°"])
        || (words.glued(at + 1) && words.kind(at + 1) == Some(TokenKind::Word));
    let ordinal = words.is(
        at.wrapping_sub(1),
        &["nr", "no", "nummer", "number", "platz", "plz", "postfach", "seite", "page", "artikel", "paragraf"],
    );
    !(before || after || sign || unit || ordinal)
}

/// Whether the words around four digits make them a year, and not a count.
fn year_like(words: &Words, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|_| words.near(at));
    let counted = words.near(at + 1)
        && match words.lang {
            Lang::De => words.capital(at + 1) && words.kind(at + 1) == Some(TokenKind::Word) || measured(words, at + 1),
            _ => measured(words, at + 1),
        };
    let announced = before.is_some_and(|before| match words.lang {
        Lang::De => words.is(
            before,
            &[
                "seit",
                "anno",
                "jahr",
                "jahre",
                "sommer",
                "winter",
                "herbst",
                "frühjahr",
                "frühling",
                "ende",
                "anfang",
                "mitte",
            ],
        ),
        Lang::En => words.is(
            before,
            &[
                "in", "since", "until", "by", "from", "to", "of", "before", "after", "during", "year", "early", "late",
                "mid", "till", "through", "between", "for", "and", "or",
            ],
        ),
        Lang::Fr => words.is(
            before,
            &[
                "en", "depuis", "dès", "avant", "après", "année", "an", "fin", "début", "entre", "et", "jusqu", "à",
                "de", "pour",
            ],
        ),
    });
    let quantity = before.is_some_and(|before| {
        words.is(
            before,
            &[
                "rund",
                "etwa",
                "mehr",
                "als",
                "über",
                "fast",
                "knapp",
                "mindestens",
                "höchstens",
                "ungefähr",
                "circa",
                "ca",
                "gut",
                "than",
                "about",
                "nearly",
                "almost",
                "some",
                "over",
                "around",
                "than",
                "environ",
                "quelque",
                "plus",
                "insgesamt",
                "davon",
                "weitere",
            ],
        )
    });
    let second = at >= 2
        && words.is(at - 1, &["bis", "und", "-", "–", "to", "and"])
        && words.digits_of(at - 2, 4).is_some_and(|year| BARE.contains(&year));
    if counted && !second {
        return announced && words.lang == Lang::De;
    }
    match words.lang {
        Lang::De => !quantity || announced,
        // English and French nouns have no capital to tell them by: the word before decides, or a mark after.
        _ => {
            !quantity
                && (announced
                    || words.kind(at + 1) != Some(TokenKind::Word)
                    || !words.near(at + 1)
                    || !followed_by_noun(words, at + 1))
        }
    }
}

/// Whether a unit, a currency or a scale follows.
fn measured(words: &Words, at: usize) -> bool {
    let time = words.find(at, Meaning::UNIT, |meaning| matches!(meaning, Meaning::Unit(..)).then_some(())).is_some();
    let named = words.is(
        at,
        &[
            "euro",
            "euros",
            "dollar",
            "dollars",
            "pounds",
            "meter",
            "metres",
            "meters",
            "mètres",
            "kilometer",
            "kilometres",
            "kilometers",
            "km",
            "m",
            "kg",
            "people",
            "personnes",
            "percent",
            "prozent",
            "and",
            "thousand",
            "mille",
        ],
    );
    (time || named) && !words.is(at, &["and"])
}

/// Whether a lower-case word follows that is no function word: "2000 pieces".
fn followed_by_noun(words: &Words, at: usize) -> bool {
    !words.lang.tables().stopwords.has(words.norm(at))
}

/// "90er-Jahre", "1990er Jahre", "neunziger Jahre", "the 1990s", "les années 90".
fn decade(words: &Words, at: usize) -> Read {
    match words.lang {
        Lang::De => german_decade(words, at),
        Lang::En => {
            let (number, rest) = words.mixed(at)?;
            (rest == "s" && number % 10 == 0 && number >= 1000)
                .then(|| years_of_decade(number))
                .flatten()
                .map(|base| (base, at + 1))
        }
        Lang::Fr => {
            let number = words.digits(at + 1, 4).filter(|number| words.is(at, &["années"]) && number % 10 == 0)?;
            Some((years_of_decade(number)?, at + 2))
        }
    }
}

fn german_decade(words: &Words, at: usize) -> Read {
    let norm = words.norm(at);
    let stem = norm.strip_suffix("jahren").or_else(|| norm.strip_suffix("jahre")).unwrap_or(norm);
    let joined = stem.len() < norm.len();
    let number = match words.mixed(at) {
        Some((number, rest)) if rest == "er" || rest == "erjahre" || rest == "erjahren" => number,
        Some(_) => return None,
        None => tens(stem)?,
    };
    if number % 10 != 0 || number < 10 {
        return None;
    }
    let dash = usize::from(words.is(at + 1, &["-"]) && words.glued(at + 1));
    let years = words.is(at + 1 + dash, &["jahre", "jahren"]);
    let alone = joined || (number >= 1000 && !words.near(at + 1));
    (years || alone).then_some((years_of_decade(number)?, at + 1 + if years { 1 + dash } else { 0 }))
}

/// "neunziger": 90.
fn tens(word: &str) -> Option<u32> {
    const TENS: [(&str, u32); 8] = [
        ("zwanziger", 20),
        ("dreißiger", 30),
        ("vierziger", 40),
        ("fünfziger", 50),
        ("sechziger", 60),
        ("siebziger", 70),
        ("achtziger", 80),
        ("neunziger", 90),
    ];
    TENS.iter().find(|(name, _)| *name == word).map(|&(_, number)| number)
}

/// The ten years from 1990 for 90 or 1990; of two digits, the decade that begins in this century only up to the twenties.
fn years_of_decade(number: u32) -> Option<Base> {
    let first = match number {
        1000..=2199 => number,
        30..=90 => 1900 + number,
        10 | 20 => 2000 + number,
        _ => return None,
    } as i16;
    Some(Base::Years { first, last: first + 9, prefix: Some(first / 10) })
}

/// "20. Jahrhundert", "19th century", "`XXIe` siècle".
fn century(words: &Words, at: usize) -> Read {
    let (number, next) = ordinal(words, at).or_else(|| roman(words, at))?;
    let century =
        words.find(next, Meaning::UNIT, |meaning| matches!(meaning, Meaning::Unit(1, Unit::Century)).then_some(()));
    let first = (i16::from(number) - 1) * 100;
    century.filter(|_| (1..=30).contains(&number) && words.near(next)).map(|((), next)| {
        (Base::Years { first: first + 1, last: first + 100, prefix: Some(i16::from(number) - 1) }, next)
    })
}

/// "`XIXe`": 19.
fn roman(words: &Words, at: usize) -> Option<(i8, usize)> {
    let text = words.text(at);
    let digits = text.strip_suffix("ème").or_else(|| text.strip_suffix('e'))?;
    if words.lang != Lang::Fr || digits.is_empty() || digits.len() > 6 {
        return None;
    }
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let values: Vec<i8> = digits.chars().map(value).collect::<Option<_>>()?;
    let signed =
        values.iter().enumerate().map(|(i, &v)| if values.get(i + 1).is_some_and(|&w| w > v) { -v } else { v });
    Some((signed.sum(), at + 1))
}
