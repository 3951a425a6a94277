//! The hashes of a batch of documents, laid out for the index.
//!
//! A hash falls into one of [`PARTITIONS`] by its low 8 bits; of the rest 32 bits are kept beside the document's number,
//! so that an entry is 8 bytes. Of n entries some n² / 2⁴¹ pairs then meet by chance: the exact count of every pair
//! sorts them out. Partitions lie in slabs, so that a slab can be given back (or spilled) once the index has read it.

/// Parts that the hashes are dealt into.
pub(crate) const PARTITIONS: usize = 256;
/// Slabs that the partitions lie in.
pub const SLABS: usize = 16;
/// Partitions in a slab.
pub(crate) const IN_SLAB: usize = PARTITIONS / SLABS;

/// A part of a batch: the hashes of a sixteenth of all hash values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slab {
    /// Where each partition ends.
    ends: [u32; IN_SLAB],
    entries: Box<[u64]>,
}

impl Slab {
    /// The entries of one partition, in order of documents.
    pub(crate) fn partition(&self, number: usize) -> &[u64] {
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.entries[start as usize..self.ends[number] as usize]
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

    /// How many hashes each document has, and the parts that the hashes lie in.
    pub fn into_parts(self) -> (Vec<u16>, Vec<Slab>) {
        (self.hashes, self.slabs)
    }

    /// Whether it holds no document.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

impl Slab {
    /// As bytes, to be put aside.
    pub fn to_bytes(&self) -> Vec<u8> {
        let ends = self.ends.iter().flat_map(|end| end.to_le_bytes());
        ends.chain(self.entries.iter().flat_map(|entry| entry.to_le_bytes())).collect()
    }

    /// Back from the bytes that [`Slab::to_bytes`] gave; none from others.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (ends, entries) = bytes.split_at_checked(4 * IN_SLAB)?;
        let mut slab = Self::default();
        for (end, bytes) in slab.ends.iter_mut().zip(ends.as_chunks().0) {
            *end = u32::from_le_bytes(*bytes);
        }
        let (entries, rest) = entries.as_chunks();
        slab.entries = entries.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect();
        let whole = rest.is_empty() && slab.ends.is_sorted() && slab.ends[IN_SLAB - 1] as usize == slab.entries.len();
        whole.then_some(slab)
    }

    /// How many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + 8 * self.entries.len()
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
