//! `--fail-on`: which findings fail a job.

use crate::findings::Finding;
use crate::findings::kinds;
use kollate_core::copies::Relation;

/// One thing that fails a job: `number`, `near-duplicate:0.9`, `any`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FailOn {
    /// A name that [`names`] lists.
    name: String,
    /// Least confidence, 0..=1.
    least: f64,
}

/// Names for several kinds at once.
const GROUPS: &[(&str, &str)] = &[
    ("disagreement", "Every disagreement but later updates"),
    ("update", "Later updates of any kind"),
    ("any", "Every finding"),
];

/// What `--fail-on` can name, each with a line about it.
pub(crate) fn names() -> Vec<(&'static str, &'static str)> {
    let mut names = kinds();
    for (name, about) in &mut names {
        if *name == "near-duplicate" {
            *about = "Two articles that are nearly or wholly the same";
        }
    }
    names.extend(GROUPS);
    names
}

impl FailOn {
    /// Reads what the user wrote.
    pub(crate) fn parse(stated: &str) -> Result<Self, String> {
        let (name, least) = stated.split_once(':').unwrap_or((stated, "0"));
        let names: Vec<&str> = names().into_iter().map(|(name, _)| name).collect();
        if !names.contains(&name) {
            let near = crate::suggest::suggest(name, names.iter().copied());
            let hint = near.map_or_else(|| format!("there are {}", names.join(", ")), |near| format!("mean {near}?"));
            return Err(format!("no finding is called {name}; {hint}"));
        }
        let least = least.parse::<f64>().ok().filter(|least| (0.0..=1.0).contains(least));
        let least = least.ok_or_else(|| format!("write a confidence from 0 to 1 after the colon, as in {name}:0.9"))?;
        Ok(Self { name: name.to_owned(), least })
    }

    /// Whether a finding is meant. Updates are only meant by `update` and `any`, for they contradict nobody.
    pub(crate) fn means(&self, finding: Finding) -> bool {
        let is_named = match self.name.as_str() {
            "any" => true,
            "update" => finding.is_update(),
            "disagreement" => matches!(finding, Finding::Disagreement(_)) && !finding.is_update(),
            "near-duplicate" => {
                let alike = [Relation::Identical.name(), Relation::NearDuplicate.name()];
                alike.contains(&finding.kind())
            }
            name => finding.kind() == name && !finding.is_update(),
        };
        is_named && finding.confidence() >= self.least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_mistakes_helped() {
        assert_eq!(FailOn::parse("any"), Ok(FailOn { name: "any".into(), least: 0.0 }));
        assert_eq!(FailOn::parse("number:0.9"), Ok(FailOn { name: "number".into(), least: 0.9 }));
        assert_eq!(FailOn::parse("nubmer").unwrap_err(), "no finding is called nubmer; mean number?");
        assert!(FailOn::parse("wetterlage").unwrap_err().contains("there are "));
        assert!(FailOn::parse("any:2").unwrap_err().contains("from 0 to 1"));
        assert!(FailOn::parse("any:").is_err());
    }
}
