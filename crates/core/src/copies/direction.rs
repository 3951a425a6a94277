//! Which of two texts goes back to the other.

/// Which of two texts goes back to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// The left is the source.
    Left,
    /// The right is the source.
    Right,
    /// Both go back to a third text.
    CommonSource,
    /// Cannot be told.
    #[default]
    Undecided,
}

impl Verdict {
    /// As reports spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::CommonSource => "common-source",
            Self::Undecided => "undecided",
        }
    }
}

/// A verdict with its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Direction {
    /// Which text the other goes back to.
    pub verdict: Verdict,
    /// The reasons, one sentence each; `{left}` and `{right}` stand for the articles' ids.
    pub evidence: Vec<String>,
}
