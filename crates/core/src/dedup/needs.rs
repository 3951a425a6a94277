//! What the samples of two articles must have in common for the pair to be worth reading again.

use crate::candidates::Need;
use crate::candidates::Shared;
use crate::candidates::Size;
use crate::candidates::least_shared;
use crate::copies::Relation;
use crate::dedup::Config;
use crate::dedup::DERIVED;

/// Share of the samples to expect that a pair must have in common where they are common to many articles.
const OF_EXPECTED: f64 = 0.75;

/// What the samples of two articles must have in common for them to be likely enough to reach a threshold.
pub(crate) struct Needs {
    /// One of so many shingles is sampled.
    sampled: u32,
    /// The least share of the shorter in the longer that any threshold asks for.
    share: f64,
    /// By the samples of the shorter, how many of them the longer must have: for any threshold, for that of
    /// containment; and by the samples that either has, how many both must have for that of Jaccard similarity.
    any: Vec<u8>,
    contained: Option<Vec<u8>>,
    similar: Option<Vec<u8>>,
}

impl Needs {
    /// For the thresholds of a configuration.
    pub(crate) fn new(config: &Config) -> Self {
        let share = config.least_containment();
        let least = |share: Option<f64>| share.map(|share| least_shared(Need::MOST, share));
        let derived = config.drop.contains(&Relation::Derived).then_some(DERIVED);
        let containment = [config.containment, derived].into_iter().flatten().reduce(f64::min);
        Self {
            sampled: config.rate().one_of(),
            share,
            any: least_shared(Need::MOST, share),
            contained: least(containment),
            similar: least(config.jaccard),
        }
    }

    /// The demand of an article of so many samples and words.
    pub(crate) fn of(&self, size: Size, words: u32) -> Need {
        // A short text gives more samples than there are of it in a long one.
        let own = size.light().min(words / self.sampled).min(Need::MOST.into());
        // Stock phrases are heavy too, and an anchor has many of them: what is only heavy must reach what is expected.
        let all = f64::from(size.all);
        let heavy = (all * self.share * OF_EXPECTED).ceil().max(2.0).min(all).min(Need::MOST.into());
        Need { light: self.any[own as usize], all: heavy as u8 }
    }

    /// Whether a pair that has in common what one of the two demands may reach a threshold, by the sizes of both, each
    /// with its number of words. Of what many articles have, all may be common to the two.
    pub(crate) fn promise(&self, shared: Shared, left: (Size, u32), right: (Size, u32)) -> bool {
        let common = shared.light + u32::from(left.0.heavy.min(right.0.heavy));
        // What one of the two is sampled less densely at is missing in the other.
        let density = |(size, words): (Size, u32)| f64::from(size.all) / f64::from(words.max(1));
        let density = density(left).min(density(right));
        let own = |(_, words): (Size, u32)| (f64::from(words) * density) as u32;
        let (left, right) = (own(left), own(right));
        let enough = |least: &Option<Vec<u8>>, of: u32| {
            least.as_ref().is_some_and(|least| least.get(of as usize).is_none_or(|least| common >= u32::from(*least)))
        };
        enough(&self.contained, left.min(right)) || enough(&self.similar, (left + right).saturating_sub(common))
    }
}
