//! A set of hashes, for counting what two articles share.
//!
//! Open addressing by buckets of four: whether a bucket holds a hash is four comparisons and no branch, so what goes
//! wrong is only the rare look into the next bucket, and not every hash that one article has and the other has not.

/// Hashes in a bucket.
const WAYS: usize = 4;

/// The hashes of one article; none of them is 0.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// A power of two of them; each is filled from the left, 0 is empty.
    buckets: Vec<[u64; WAYS]>,
}

impl Table {
    /// Empties the table and makes room for so many hashes.
    pub(crate) fn clear(&mut self, hashes: usize) {
        self.buckets.clear();
        self.buckets.resize((hashes / 2 + 1).next_power_of_two(), [0; WAYS]);
    }

    /// Adds a hash; says whether it is new. Never more than room was made for.
    #[inline]
    pub(crate) fn add(&mut self, hash: u64) -> bool {
        let mask = self.buckets.len() - 1;
        let mut at = start(hash);
        loop {
            let bucket = &mut self.buckets[at & mask];
            if holds(bucket, hash) {
                return false;
            }
            let used: usize = bucket.iter().map(|slot| usize::from(*slot != 0)).sum();
            if let Some(slot) = bucket.get_mut(used) {
                *slot = hash;
                return true;
            }
            at += 1;
        }
    }

    /// Whether it holds a hash.
    #[inline]
    pub(crate) fn has(&self, hash: u64) -> bool {
        let mask = self.buckets.len() - 1;
        let mut at = start(hash);
        loop {
            let bucket = &self.buckets[at & mask];
            let found = holds(bucket, hash);
            if bucket[WAYS - 1] == 0 || found {
                return found;
            }
            at += 1;
        }
    }
}

/// Bits in the middle of a hash: its ends have decided about samples and partitions.
#[inline]
fn start(hash: u64) -> usize {
    (hash >> 20) as usize
}

#[inline]
fn holds(bucket: &[u64; WAYS], hash: u64) -> bool {
    bucket.iter().fold(0, |found, &slot| found | u8::from(slot == hash)) != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_a_set(
            hashes in prop::collection::vec((1_u64..8, 0_u64..200).prop_map(|(low, high)| high << 20 | low), 0..400),
            others in prop::collection::vec((1_u64..8, 0_u64..200).prop_map(|(low, high)| high << 20 | low), 0..400),
        ) {
            let (mut table, mut set) = (Table::default(), BTreeSet::new());
            table.clear(9);
            table.add(77);
            table.clear(hashes.len());
            for &hash in &hashes {
                prop_assert_eq!(table.add(hash), set.insert(hash));
            }
            for hash in others {
                prop_assert_eq!(table.has(hash), set.contains(&hash));
            }
        }
    }

    #[test]
    fn hashes_of_one_bucket_find_room_elsewhere() {
        let mut table = Table::default();
        table.clear(1_000);
        for hash in 1..=1_000 {
            assert!(table.add(hash));
        }
        assert!((1..=1_000).all(|hash| table.has(hash)) && !table.has(1_001));
    }
}
