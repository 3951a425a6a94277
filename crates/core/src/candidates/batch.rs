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

/// The slabs of one number, of all batches, one after the other: what the index reads at once. They may be put aside, and
/// are then put back with [`Shelf::put_back`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Each with the number of its batch's first document.
    slabs: Vec<(u32, Slab)>,
    /// How many of them, from the first on, were taken away.
    away: usize,
}

impl Shelf {
    /// Bytes of the hashes that it holds.
    pub fn bytes(&self) -> u64 {
        self.slabs.iter().map(|(_, slab)| 8 * slab.entries.len() as u64).sum()
    }

    /// Takes the hashes away that it holds: those of one batch after the other.
    pub fn take(&mut self) -> Vec<Box<[u64]>> {
        let taken = self.slabs[self.away..].iter_mut().map(|(_, slab)| std::mem::take(&mut slab.entries)).collect();
        self.away = self.slabs.len();
        taken
    }

    /// Puts all hashes back that were taken away: `fill` writes those of one batch after the other.
    ///
    /// # Errors
    /// If `fill` fails.
    pub fn put_back<E>(&mut self, mut fill: impl FnMut(&mut [u64]) -> Result<(), E>) -> Result<(), E> {
        for (_, slab) in &mut self.slabs[..self.away] {
            slab.entries = vec![0; slab.ends[IN_SLAB - 1] as usize].into_boxed_slice();
            fill(&mut slab.entries)?;
        }
        self.away = 0;
        Ok(())
    }

    /// The entries of one partition: those of every batch, with the number of its first document.
    pub(crate) fn partition(&self, number: usize) -> Vec<(u32, &[u64])> {
        self.slabs.iter().map(|(first, slab)| (*first, slab.partition(number))).collect()
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
            shelf.slabs.push((first, slab));
        }
        self.hashes
    }

    /// Whether it holds no document.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

impl Slab {
    fn partition(&self, number: usize) -> &[u64] {
        let begin = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.entries[begin as usize..self.ends[number] as usize]
    }

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
