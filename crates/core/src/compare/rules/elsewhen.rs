//! Whether two sentences speak of one time: that of the event, or one other that both name.

use crate::claims::Statement;
use crate::compare::interval::Standing;
use crate::compare::interval::moments;
use crate::reading::Reading;
use crate::values::TimeValue;
use crate::values::ValueKind;

/// The only date that a sentence names.
fn date<'r>(reading: &'r Reading, statement: &Statement) -> Option<&'r TimeValue> {
    let values = &reading.values[statement.values.0 as usize..statement.values.1 as usize];
    let mut dates = values.iter().filter(|value| value.kind == ValueKind::Date).filter_map(|value| value.time.as_ref());
    let first = dates.next()?;
    dates.next().is_none().then_some(first)
}

/// Whether two sentences name one date each, and the same.
pub(crate) fn is_one_date(left: (&Reading, &Statement), right: (&Reading, &Statement)) -> bool {
    let (Some(l), Some(r)) = (date(left.0, left.1), date(right.0, right.1)) else { return false };
    l.interval.is_some() && r.interval.is_some() && moments(l, r) == Standing::Equal
}

/// Whether one of two sentences speaks of another time than the event, and not both of the same.
pub(crate) fn are_apart(left: (&Reading, &Statement), right: (&Reading, &Statement)) -> bool {
    (left.1.is_background() || right.1.is_background()) && !is_one_date(left, right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;
    use crate::reading::read;
    use crate::text::DateBasis;
    use crate::text::StatedDate;

    #[test]
    fn two_sentences_on_one_past_day_are_not_apart() {
        let day = StatedDate { value: "2024-05-20".to_owned(), basis: DateBasis::Metadata };
        let article =
            |text: &str| Article { lang: Some("en".to_owned()), date: Some(day.clone()), ..Article::new("a", text) };
        let fire = article("The mill burnt down on 3 June 2019.");
        for (text, apart) in [
            ("On 3 June 2019 lightning struck the mill.", false),
            ("On 4 July 2017 lightning struck the mill.", true),
            ("Lightning struck the mill on Sunday.", true),
            ("Between 3 June 2019 and 4 July 2019 the mill stood empty.", true),
        ] {
            let other = article(text);
            let (left, right) = (read(&fire), read(&other));
            let side = |reading: &'_ Reading| reading.claims.statements[0].clone();
            assert_eq!(are_apart((&left, &side(&left)), (&right, &side(&right))), apart, "{text}");
        }
    }
}
