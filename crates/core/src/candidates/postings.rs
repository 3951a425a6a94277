//! The postings of one partition: which documents have a hash in common.

/// Hashes that several documents have, each with its documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Postings {
    /// Documents of all postings, one posting after the other, ascending within each.
    pub(crate) documents: Vec<u32>,
    /// Where each posting ends.
    pub(crate) ends: Vec<u32>,
}

impl Postings {
    /// The documents of one posting after the other.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| &self.documents[start as usize..end as usize])
    }
}

/// Finds the postings of a partition; each part comes with the number of its first document, in ascending order.
///
/// Most hashes are in one document only: two bitmaps find those that can be in two before anything is sorted.
pub(crate) fn postings(parts: &[(u32, &[u64])]) -> Postings {
    let mut entries = repeated(parts);
    sort_by_hash(&mut entries);
    entries.dedup();
    let mut found = Postings::default();
    for posting in entries.chunk_by(|left, right| left >> 32 == right >> 32) {
        if posting.len() > 1 {
            found.documents.extend(posting.iter().map(|&entry| entry as u32));
            found.ends.push(found.documents.len() as u32);
        }
    }
    found
}

/// The entries whose hash may come more than once, with documents numbered through.
fn repeated(parts: &[(u32, &[u64])]) -> Vec<u64> {
    let total: usize = parts.iter().map(|(_, part)| part.len()).sum();
    let bits = (8 * total).next_power_of_two().clamp(1 << 6, 1 << 32).trailing_zeros();
    let mut once = vec![0_u64; 1 << (bits - 6)];
    let mut twice = once.clone();
    let place = |entry: u64| {
        let bit = entry >> (64 - bits);
        ((bit >> 6) as usize, 1_u64 << (bit & 63))
    };
    for &entry in parts.iter().flat_map(|(_, part)| *part) {
        let (word, bit) = place(entry);
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    let mut kept = Vec::new();
    for &(first, part) in parts {
        let again = part.iter().filter(|&&entry| {
            let (word, bit) = place(entry);
            twice[word] & bit != 0
        });
        kept.extend(again.map(|entry| entry + u64::from(first)));
    }
    kept
}

/// Sorts by the upper 32 bits and leaves equal ones in order: radix sort by bytes, lowest first.
pub(crate) fn sort_by_hash(entries: &mut Vec<u64>) {
    if entries.len() < 256 {
        entries.sort_by_key(|entry| entry >> 32);
        return;
    }
    let mut from = std::mem::take(entries);
    let mut to = vec![0; from.len()];
    for shift in [32, 40, 48, 56] {
        let mut next = [0_usize; 256];
        for entry in &from {
            next[(entry >> shift) as usize & 255] += 1;
        }
        let mut start = 0;
        for place in &mut next {
            start += std::mem::replace(place, start);
        }
        for &entry in &from {
            let place = &mut next[(entry >> shift) as usize & 255];
            to[*place] = entry;
            *place += 1;
        }
        std::mem::swap(&mut from, &mut to);
    }
    *entries = from;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn radix_sort_is_a_stable_sort(mut entries in prop::collection::vec(any::<u64>(), 0..2_000), narrow in any::<bool>()) {
            if narrow {
                for entry in &mut entries {
                    *entry &= 0x0003_0000_0000_ffff;
                }
            }
            let mut expected = entries.clone();
            expected.sort_by_key(|entry| entry >> 32);
            sort_by_hash(&mut entries);
            prop_assert_eq!(entries, expected);
        }

        #[test]
        fn postings_are_the_hashes_of_several_documents(
            hashes in prop::collection::vec(prop::collection::btree_set(0_u64..300, 0..30), 0..30),
            cut in 0_usize..30,
        ) {
            let cut = cut.min(hashes.len());
            let part = |documents: &[std::collections::BTreeSet<u64>]| -> Vec<u64> {
                (0_u64..).zip(documents).flat_map(|(n, set)| set.iter().map(move |hash| hash << 55 | n)).collect()
            };
            let (left, right) = (part(&hashes[..cut]), part(&hashes[cut..]));
            let found = postings(&[(0, &left), (cut as u32, &right)]);
            let mut expected = BTreeMap::<u64, Vec<u32>>::new();
            for (number, set) in (0..).zip(&hashes) {
                for &hash in set {
                    expected.entry((hash << 55) >> 32).or_default().push(number);
                }
            }
            let expected: Vec<Vec<u32>> = expected.into_values().filter(|documents| documents.len() > 1).collect();
            let starts = std::iter::once(0).chain(found.ends.iter().copied());
            let found: Vec<Vec<u32>> = starts.zip(&found.ends).map(|(s, &e)| found.documents[s as usize..e as usize].to_vec()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
