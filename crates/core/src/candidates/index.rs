//! The inverted index, read document by document.
//!
//! In: the [`Batch`]es of all documents. Out: pairs of documents with the number of hashes they share. A posting of up
//! to [`Limits::light`] documents pairs them all. A longer one (hundreds of copies of one story, a paragraph that an
//! outlet ends every article with) is neither dropped nor squared: each of its documents is paired with the first
//! [`Limits::anchors`] of them. So the work is linear in the hashes.

use crate::candidates::batch::Batch;
use crate::candidates::batch::IN_SLAB;
use crate::candidates::batch::SLABS;
use crate::candidates::batch::Slab;
use crate::candidates::postings::Postings;
use crate::candidates::postings::postings;
use rayon::prelude::*;

/// How long postings are read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most documents of a posting that pairs all of them.
    pub light: usize,
    /// Documents of a longer posting that all others are paired with.
    pub anchors: usize,
}

/// What two documents share of their hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The document with the smaller number.
    pub left: u32,
    /// The other one.
    pub right: u32,
    /// Hashes that both share with few others.
    pub light: u32,
    /// Hashes that both share with many, one of the two being an anchor.
    pub heavy: u32,
}

/// Which documents have which hashes in common.
#[derive(Debug)]
pub struct Index {
    limits: Limits,
    /// Documents of every posting, ascending; posting `p` ends before `ends[p]`.
    documents: Vec<u32>,
    ends: Vec<u32>,
    /// Postings of every document, ascending; those of document `d` end before `own_ends[d]`.
    own: Vec<u32>,
    own_ends: Vec<u32>,
    sizes: Vec<Size>,
}

/// How many hashes a document gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// All of them.
    pub all: u16,
    /// Those that many documents have.
    pub heavy: u16,
}

impl Size {
    /// Hashes that few documents have, or none but this one.
    pub fn light(self) -> u32 {
        u32::from(self.all - self.heavy)
    }
}

impl Index {
    /// Indexes the documents of the batches, numbered through from 0. Uses up the batches as it goes.
    pub fn new(mut batches: Vec<Batch>, limits: Limits) -> Self {
        let hashes = batches.iter().flat_map(|batch| &batch.hashes).copied().collect();
        let built: Result<Self, std::convert::Infallible> =
            Self::build(hashes, limits, |slab| Ok(take_slabs(&mut batches, slab)));
        match built {
            Ok(index) => index,
            Err(never) => match never {},
        }
    }

    /// Indexes documents of which each gave so many `hashes`. `slabs` gives the slab of a number of every batch, each
    /// with the number of the batch's first document; it is called once for each of the [`SLABS`], in order.
    ///
    /// # Errors
    /// If `slabs` fails.
    pub fn build<E>(
        hashes: Vec<u16>,
        limits: Limits,
        mut slabs: impl FnMut(usize) -> Result<Vec<(u32, Slab)>, E>,
    ) -> Result<Self, E> {
        let sizes = hashes.into_iter().map(|all| Size { all, heavy: 0 }).collect();
        let mut index = Self { limits, documents: vec![], ends: vec![], own: vec![], own_ends: vec![], sizes };
        for slab in 0..SLABS {
            let slabs = slabs(slab)?;
            let found: Vec<Postings> = (0..IN_SLAB).into_par_iter().map(|part| partition(&slabs, part)).collect();
            for postings in &found {
                index.append(postings);
            }
        }
        index.turn();
        Ok(index)
    }

    fn append(&mut self, postings: &Postings) {
        let start = self.documents.len() as u32;
        self.documents.extend_from_slice(&postings.documents);
        self.ends.extend(postings.ends.iter().map(|end| start + end));
    }

    /// Lists the postings of every document: a counting sort.
    fn turn(&mut self) {
        let mut next = vec![0_u32; self.sizes.len() + 1];
        for &document in &self.documents {
            next[document as usize + 1] += 1;
        }
        for document in 1..next.len() {
            next[document] += next[document - 1];
        }
        self.own = vec![0; self.documents.len()];
        let mut start = 0;
        for (number, &end) in (0..).zip(&self.ends) {
            let posting = &self.documents[start as usize..end as usize];
            for &document in posting {
                self.own[next[document as usize] as usize] = number;
                next[document as usize] += 1;
                let size = &mut self.sizes[document as usize];
                size.heavy = size.heavy.saturating_add(u16::from(posting.len() > self.limits.light)).min(size.all);
            }
            start = end;
        }
        next.pop();
        self.own_ends = next;
    }

    /// The hashes that a document gave.
    pub fn size(&self, document: u32) -> Size {
        self.sizes[document as usize]
    }

    fn posting(&self, number: u32) -> &[u32] {
        let start = if number == 0 { 0 } else { self.ends[number as usize - 1] };
        &self.documents[start as usize..self.ends[number as usize] as usize]
    }

    fn own(&self, document: u32) -> &[u32] {
        let start = if document == 0 { 0 } else { self.own_ends[document as usize - 1] };
        &self.own[start as usize..self.own_ends[document as usize] as usize]
    }

    /// The pairs that `accept` takes, sorted by right and then left.
    pub fn pairs<P: Send>(&self, accept: impl Fn(Shared) -> Option<P> + Sync) -> Vec<P> {
        const AT_ONCE: u32 = 2_048;
        let documents = self.sizes.len() as u32;
        let blocks: Vec<Vec<P>> = (0..documents.div_ceil(AT_ONCE))
            .into_par_iter()
            .map_init(
                || Counter::new(documents as usize),
                |counter, block| {
                    let mut found = vec![];
                    for right in block * AT_ONCE..documents.min((block + 1) * AT_ONCE) {
                        self.count(right, counter);
                        counter.drain(|left, light, heavy| {
                            found.extend(accept(Shared { left, right, light, heavy }));
                        });
                    }
                    found
                },
            )
            .collect();
        blocks.into_iter().flatten().collect()
    }

    /// Counts what `right` shares with documents before it.
    fn count(&self, right: u32, counter: &mut Counter) {
        for &number in self.own(right) {
            let posting = self.posting(number);
            let (weight, reach) = if posting.len() > self.limits.light {
                (Counter::HEAVY, self.limits.anchors)
            } else {
                (Counter::LIGHT, posting.len())
            };
            for &left in posting[..reach].iter().take_while(|&&left| left < right) {
                counter.add(left, weight);
            }
        }
    }
}

/// The slabs of that number of every batch, with the number of the batch's first document.
fn take_slabs(batches: &mut [Batch], slab: usize) -> Vec<(u32, Slab)> {
    let mut first = 0;
    let mut slabs = vec![];
    for batch in batches {
        slabs.push((first, std::mem::take(&mut batch.slabs[slab])));
        first += batch.len() as u32;
    }
    slabs
}

fn partition(slabs: &[(u32, Slab)], part: usize) -> Postings {
    let parts: Vec<(u32, &[u64])> = slabs.iter().map(|(first, slab)| (*first, slab.partition(part))).collect();
    postings(&parts)
}

/// Counts by document, and forgets only what was counted.
struct Counter {
    /// Light count in the lower half, heavy in the upper.
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl Counter {
    const LIGHT: u32 = 1;
    const HEAVY: u32 = 1 << 16;

    fn new(documents: usize) -> Self {
        Self { counts: vec![0; documents], touched: vec![] }
    }

    /// A count stops at 2¹⁵: more says nothing more.
    fn add(&mut self, document: u32, weight: u32) {
        let count = &mut self.counts[document as usize];
        if *count == 0 {
            self.touched.push(document);
        }
        if *count & 0x8000_8000 == 0 {
            *count += weight;
        }
    }

    /// Hands over what was counted, by document.
    fn drain(&mut self, mut found: impl FnMut(u32, u32, u32)) {
        self.touched.sort_unstable();
        for document in self.touched.drain(..) {
            let count = std::mem::take(&mut self.counts[document as usize]);
            found(document, count & 0xffff, count >> 16);
        }
    }
}
