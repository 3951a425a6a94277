//! How TIMEX3 writes periods, times of day, and what no reference settles.

use super::calendar::Days;
use super::expression::Base;
use super::expression::Clock;
use super::expression::Stamp;
use super::expression::Year;
use super::meanings::Unit;
use jiff::civil::Date;

/// How TIMEX3 writes a period.
pub(super) fn period_timex(first: Date, unit: Unit) -> String {
    let year = first.year();
    let iso = || first.iso_week_date();
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => first.to_string(),
        Unit::Weekend => format!("{:04}-W{:02}-WE", iso().year(), iso().week()),
        Unit::Week => format!("{:04}-W{:02}", iso().year(), iso().week()),
        Unit::Month => format!("{year:04}-{:02}", first.month()),
        Unit::Quarter => format!("{year:04}-Q{}", (first.month() - 1) / 3 + 1),
        Unit::HalfYear => format!("{year:04}-H{}", (first.month() - 1) / 6 + 1),
        Unit::Year => format!("{year:04}"),
        Unit::Decade => format!("{}", year.div_euclid(10)),
        Unit::Century => format!("{}", year.div_euclid(100)),
        Unit::Millennium => format!("{}", year.div_euclid(1000)),
    }
}

/// The TIMEX3 value without a reference.
pub(super) fn open(base: Base) -> String {
    let year = |year: Year| match year {
        Year::Stated(year) => format!("{year:04}"),
        _ => "XXXX".to_owned(),
    };
    match base {
        Base::Day { year: said, month, day, .. } => format!("{}-{month:02}-{day:02}", year(said)),
        Base::DayRun { year: said, first, .. } => format!("{}-{:02}-{:02}", year(said), first.month, first.day),
        Base::DayOfMonth { day, .. } => format!("XXXX-XX-{day:02}"),
        Base::Month { year: said, month, .. } => format!("{}-{month:02}", year(said)),
        Base::Year(said) => year(said),
        Base::Years { first, .. } => format!("{first:04}"),
        Base::Weekday { weekday: 0, .. } | Base::Period { unit: Unit::Weekend, .. } => "XXXX-WXX-WE".to_owned(),
        Base::Weekday { weekday, .. } => format!("XXXX-WXX-{weekday}"),
        Base::Period { unit: Unit::Week, .. } => "XXXX-WXX".to_owned(),
        Base::Period { unit: Unit::Month, .. } => "XXXX-XX".to_owned(),
        Base::Period { unit: Unit::Quarter, .. } => "XXXX-QX".to_owned(),
        Base::Period { unit: Unit::HalfYear, .. } => "XXXX-HX".to_owned(),
        Base::Period { unit: Unit::Year, .. } => "XXXX".to_owned(),
        Base::Period { unit: Unit::Decade, .. } => "XXX".to_owned(),
        Base::Period { unit: Unit::Century, .. } => "XX".to_owned(),
        Base::Open | Base::Distance { .. } | Base::Period { .. } => "XXXX-XX-XX".to_owned(),
        Base::Feast { feast, year: said, .. } => match feast.fixed() {
            Some(day) => format!("{}-{:02}-{:02}", year(said), day.month, day.day),
            None => format!("{}-XX-XX", year(said)),
        },
        Base::Season { code, year: said, .. } => format!("{}-{code}", year(said)),
        Base::Quarter { number, year: said } => format!("{}-Q{number}", year(said)),
        Base::HalfYear { number, year: said } => format!("{}-H{number}", year(said)),
        Base::Week { number, year: said } => format!("{}-W{number:02}", year(said)),
        Base::Reference(name) => name.to_owned(),
    }
}

/// "TEV", "T20:30".
pub(super) fn stamp(clock: Clock) -> String {
    match clock.stamp {
        Stamp::Part(code) => format!("T{code}"),
        Stamp::Minute(minute) => format!("T{:02}:{:02}", minute / 60, minute % 60),
    }
}

/// The night to Tuesday is Monday's night.
pub(super) fn eve_timex(days: Option<Days>, clock: Clock) -> Option<String> {
    if !clock.eve {
        return None;
    }
    let (first, last) = days?;
    (first == last).then(|| first.yesterday().ok().map(|day| day.to_string()))?
}
