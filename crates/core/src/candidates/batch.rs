//! The hashes of a batch of documents, laid out for the index.
//!
//! A hash falls into one of [`PARTITIONS`] by its low 8 bits; of the rest 32 bits are kept beside the document's number,
//! so that an entry is 8 bytes. Of n entries some n² / 2⁴¹ pairs then meet by chance: the exact count of every pair
//! sorts them out. Partitions lie in slabs, of which the index reads one number at a time, of all batches: a [`Shelf`].

/// Parts that the hashes are dealt into.
pub(crate) const PARTITIONS: usize = 256;
/// Slabs that the partitions lie in.
pub const SLABS: usize = 16;
/// Partitions in a slab.
pub(crate) const IN_SLAB: usize = PARTITIONS / SLABS;

/// A part of a batch: the hashes of a sixteenth of all hash values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slab {
    /// Where each partition ends.
    ends: [u32; IN_SLAB],
    entries: Box<[u64]>,
}

/// The slabs of one number, of all batches, one after the other: what the index reads at once. It may be put aside, and
/// is then filled again with [`Shelf::put_back`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    entries: Vec<u64>,
    /// Of every slab the number of its batch's first document, where it starts, and where its partitions end in it.
    slabs: Vec<(u32, usize, [u32; IN_SLAB])>,
    /// Entries before those that are held: they were taken away.
    away: usize,
}

impl Shelf {
    fn push(&mut self, first: u32, slab: &Slab) {
        self.slabs.push((first, self.away + self.entries.len(), slab.ends));
        self.entries.extend_from_slice(&slab.entries);
    }

    /// Bytes that it holds.
    pub fn bytes(&self) -> u64 {
        8 * self.entries.len() as u64
    }

    /// Takes away the entries that it holds.
    pub fn take(&mut self) -> Vec<u64> {
        self.away += self.entries.len();
        std::mem::take(&mut self.entries)
    }

    /// Puts all entries back that were taken away, in order; those that are held still come after them.
    pub fn put_back(&mut self, mut entries: Vec<u64>) {
        entries.append(&mut self.entries);
        self.entries = entries;
        self.away = 0;
    }

    /// The entries of one partition: those of every batch, with the number of its first document.
    pub(crate) fn partition(&self, number: usize) -> Vec<(u32, &[u64])> {
        let part = |&(first, start, ends): &(u32, usize, [u32; IN_SLAB])| {
            let begin = if number == 0 { 0 } else { ends[number - 1] };
            (first, &self.entries[start + begin as usize..start + ends[number] as usize])
        };
        self.slabs.iter().map(part).collect()
    }
}

/// The hashes of consecutive documents.
#[derive(Clone, Debug)]
pub struct Batch {
    /// How many hashes each document has here.
    pub(crate) hashes: Vec<u16>,
    pub(crate) slabs: Vec<Slab>,
}

impl Batch {
    /// A batch of documents: `hashes` of one after the other, document `i` ending before `ends[i]`; no hash comes twice
    /// in a document. At most 2³² hashes. Linear.
    pub fn new(hashes: &[u64], ends: &[u32]) -> Self {
        let mut counts = [0_u32; PARTITIONS];
        for &hash in hashes {
            counts[partition_of(hash)] += 1;
        }
        let mut slabs: Vec<Slab> = counts.chunks(IN_SLAB).map(Slab::of_sizes).collect();
        let mut next = [0_u32; PARTITIONS];
        for (number, place) in next.iter_mut().enumerate() {
            *place = slabs[number / IN_SLAB].ends[number % IN_SLAB] - counts[number];
        }
        let mut start = 0;
        for (document, &end) in (0..).zip(ends) {
            for &hash in &hashes[start as usize..end as usize] {
                let part = partition_of(hash);
                slabs[part / IN_SLAB].entries[next[part] as usize] = entry(hash, document);
                next[part] += 1;
            }
            start = end;
        }
        Self { hashes: sizes(ends), slabs }
    }

    /// How many documents it holds.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Puts its slabs onto the shelves, one for each of the [`SLABS`], behind those of the documents before `first`.
    /// Gives how many hashes each of its documents has.
    pub fn shelve(self, first: u32, shelves: &mut [Shelf]) -> Vec<u16> {
        for (slab, shelf) in self.slabs.into_iter().zip(shelves) {
            shelf.push(first, &slab);
        }
        self.hashes
    }

    /// Whether it holds no document.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

impl Slab {
    fn of_sizes(sizes: &[u32]) -> Self {
        let mut slab = Self::default();
        let mut end = 0;
        for (place, size) in slab.ends.iter_mut().zip(sizes) {
            end += size;
            *place = end;
        }
        slab.entries = vec![0; end as usize].into_boxed_slice();
        slab
    }
}

/// Hashes a document, from where each ends; the largest count stands for more.
fn sizes(ends: &[u32]) -> Vec<u16> {
    let starts = std::iter::once(&0).chain(ends);
    ends.iter().zip(starts).map(|(end, start)| u16::try_from(end - start).unwrap_or(u16::MAX)).collect()
}

fn partition_of(hash: u64) -> usize {
    (hash % PARTITIONS as u64) as usize
}

/// 32 bits of the hash over the document's number.
fn entry(hash: u64, document: u32) -> u64 {
    (hash >> 8 << 32) | u64::from(document)
}
