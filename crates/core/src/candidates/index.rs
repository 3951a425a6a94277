//! The inverted index, read document by document.
//!
//! In: the [`Batch`]es of all documents. Out: pairs of documents with the number of hashes they share. A posting of up
//! to [`Limits::light`] documents pairs them all. A longer one (hundreds of copies of one story, a paragraph that an
//! outlet ends every article with) is neither dropped nor squared: each of its documents is paired with the first
//! [`Limits::anchors`] of them. So the work is linear in the hashes.

use crate::candidates::batch::Batch;
use crate::candidates::batch::IN_SLAB;
use crate::candidates::batch::SLABS;
use crate::candidates::batch::Shelf;
use crate::candidates::postings::Postings;
use crate::candidates::postings::postings;
use rayon::prelude::*;
use std::ops::Range;

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
///
/// A document is paired with those before it only, so a posting needs no entry for its first document; and most are
/// short: there the entries are the documents before it themselves. Everything else is one look into the postings.
/// Where memory is short, an index is made for some of the documents at a time, with what all before them share with them.
#[derive(Debug)]
pub struct Index {
    limits: Limits,
    /// Documents whose pairs with those before them are known.
    rights: Range<u32>,
    /// Postings that are more than entries: how many documents, and then these, ascending.
    postings: Vec<u32>,
    /// Entries of every document of `rights`; those of its `n`th end before `own_ends[n]`.
    own: Vec<u32>,
    own_ends: Vec<u32>,
    sizes: Vec<Size>,
}

/// Marks an entry that is a document, and not the place of a posting.
const DIRECT: u32 = 1 << 31;

/// Documents of a light posting that have all before them as entries: a look into the postings costs more.
const DIRECTLY: usize = 3;

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

/// What a pair must share for it to be looked at, as far as one of its documents says: the smaller demand of the two
/// counts. More than [`Need::MOST`] is never asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Least number of hashes that few others have.
    pub light: u8,
    /// Or the least number of all hashes, where some are heavy.
    pub all: u8,
}

impl Need {
    /// The largest demand.
    pub const MOST: u8 = 127;
}

impl Index {
    /// Indexes the documents of the batches, numbered through from 0.
    pub fn new(batches: Vec<Batch>, limits: Limits) -> Self {
        let (mut shelves, mut hashes) = (vec![Shelf::default(); SLABS], vec![]);
        for batch in batches {
            let first = hashes.len() as u32;
            hashes.extend(batch.shelve(first, &mut shelves));
        }
        let built: Result<Self, std::convert::Infallible> =
            Self::build(hashes, 0..u32::MAX, limits, |number| Ok(std::mem::take(&mut shelves[number])));
        match built {
            Ok(index) => index,
            Err(never) => match never {},
        }
    }

    /// Indexes documents of which each gave so many `hashes`, for the pairs of those in `rights` with all before them. `shelf` gives the shelf of a number; it is called once for
    /// each of the [`SLABS`], in order, so only one has to be in memory. Less than 2³¹ documents, and as many places in
    /// postings.
    ///
    /// # Errors
    /// If `shelf` fails.
    pub fn build<E>(
        hashes: Vec<u16>,
        rights: Range<u32>,
        limits: Limits,
        mut shelf: impl FnMut(usize) -> Result<Shelf, E>,
    ) -> Result<Self, E> {
        let sizes: Vec<Size> = hashes.into_iter().map(|all| Size { all, heavy: 0 }).collect();
        let documents = sizes.len() as u32;
        let rights = rights.start.min(documents)..rights.end.min(documents);
        let own_ends = vec![0; rights.len()];
        let mut index = Self { limits, rights, postings: vec![], own: vec![], own_ends, sizes };
        let mut links = vec![];
        for number in 0..SLABS {
            let shelf = shelf(number)?;
            let found: Vec<Postings> =
                (0..IN_SLAB).into_par_iter().map(|part| postings(&shelf.partition(part))).collect();
            drop(shelf);
            // Pairs are gathered where the hashes were freed: the room is used again.
            links.par_extend(found.par_iter().map(|postings| index.links(postings)));
            for postings in &found {
                index.append(postings);
            }
        }
        index.turn(links);
        Ok(index)
    }

    /// The first documents of light postings, as pairs.
    fn links(&self, found: &Postings) -> Vec<[u32; 2]> {
        let mut links = vec![];
        for documents in found.iter() {
            for (count, &right) in documents[..self.direct(documents.len())].iter().enumerate() {
                if self.rights.contains(&right) {
                    links.extend(documents[..count].iter().map(|&left| [left, right]));
                }
            }
        }
        links.shrink_to_fit();
        links
    }

    /// Adds postings, but for their links, which are only counted.
    fn append(&mut self, found: &Postings) {
        for documents in found.iter() {
            let direct = self.direct(documents.len());
            for (count, &right) in
                documents[..direct].iter().enumerate().filter(|(_, right)| self.rights.contains(right))
            {
                self.own_ends[(right - self.rights.start) as usize] += count as u32;
            }
            let mut looks = documents[direct..].iter().filter(|right| self.rights.contains(right)).peekable();
            if looks.peek().is_some() {
                self.postings.push(documents.len() as u32);
                self.postings.extend_from_slice(documents);
            }
            for &document in looks {
                self.own_ends[(document - self.rights.start) as usize] += 1;
            }
            if documents.len() > self.limits.light {
                for &document in documents {
                    let size = &mut self.sizes[document as usize];
                    size.heavy = size.heavy.saturating_add(1).min(size.all);
                }
            }
        }
    }

    /// How many of the first documents of a posting have the documents before them as entries.
    fn direct(&self, length: usize) -> usize {
        if length > self.limits.light { 1 } else { length.min(DIRECTLY) }
    }

    /// Lists the entries of every document: a counting sort.
    fn turn(&mut self, links: Vec<Vec<[u32; 2]>>) {
        let mut start = 0;
        for end in &mut self.own_ends {
            start += std::mem::replace(end, start);
        }
        self.own = vec![0; start as usize];
        let (own, own_ends, first) = (&mut self.own, &mut self.own_ends, self.rights.start);
        let mut put = |document: u32, entry: u32| {
            let place = &mut own_ends[(document - first) as usize];
            own[*place as usize] = entry;
            *place += 1;
        };
        for [left, right] in links.into_iter().flatten() {
            put(right, left | DIRECT);
        }
        let mut at = 0;
        while let Some(&length) = self.postings.get(at) {
            let direct = if length as usize > self.limits.light { 1 } else { DIRECTLY };
            let next = at + 1 + length as usize;
            for &document in self.postings[at + 1 + direct..next].iter().filter(|right| self.rights.contains(right)) {
                put(document, at as u32);
            }
            at = next;
        }
    }

    /// The hashes that a document gave.
    pub fn size(&self, document: u32) -> Size {
        self.sizes[document as usize]
    }

    fn own(&self, document: u32) -> &[u32] {
        let place = (document - self.rights.start) as usize;
        let start = if place == 0 { 0 } else { self.own_ends[place - 1] };
        &self.own[start as usize..self.own_ends[place] as usize]
    }

    /// The pairs that share what one of their documents needs, as far as `accept` takes them, sorted by right and then
    /// left. `need` says for every document what it needs; a document with more hashes never needs fewer in common.
    pub fn pairs<P: Send>(
        &self,
        need: impl Fn(u32, Size) -> Need + Sync,
        accept: impl Fn(Shared) -> Option<P> + Sync,
    ) -> Vec<P> {
        const AT_ONCE: u32 = 2_048;
        let needs: Vec<Need> = (0..).zip(&self.sizes).map(|(document, &size)| need(document, size)).collect();
        let (documents, Range { start, end }) = (self.sizes.len(), self.rights.clone());
        let blocks: Vec<Vec<P>> = (0..end.saturating_sub(start).div_ceil(AT_ONCE))
            .into_par_iter()
            .map_init(
                || Counter::new(documents),
                |counter, block| {
                    let mut found = vec![];
                    for right in start + block * AT_ONCE..end.min(start + (block + 1) * AT_ONCE) {
                        self.count(right, counter);
                        let enough = counter.drain(right, &needs);
                        found.extend(enough.iter().filter_map(|shared| accept(*shared)));
                    }
                    found
                },
            )
            .collect();
        let mut all = Vec::with_capacity(blocks.iter().map(Vec::len).sum());
        all.extend(blocks.into_iter().flatten());
        all
    }

    /// Counts what `right` shares with documents before it.
    fn count(&self, right: u32, counter: &mut Counter) {
        for &entry in self.own(right) {
            if entry & DIRECT != 0 {
                counter.add(entry ^ DIRECT, Counter::LIGHT);
                continue;
            }
            let at = entry as usize;
            let length = self.postings[at] as usize;
            let (weight, reach) = if length > self.limits.light {
                (Counter::HEAVY, self.limits.anchors)
            } else {
                (Counter::LIGHT, length)
            };
            for &left in self.postings[at + 1..][..reach].iter().take_while(|&&left| left < right) {
                counter.add(left, weight);
            }
        }
    }
}

/// Counts by document, and forgets only what was counted.
struct Counter {
    /// Light count in the lower byte, heavy in the upper.
    counts: Vec<u16>,
    touched: Vec<u32>,
    enough: Vec<Shared>,
}

impl Counter {
    const LIGHT: u16 = 1;
    const HEAVY: u16 = 1 << 8;
    /// Both counts stop when one has reached 2⁷: no more is ever needed.
    const FULL: u16 = 0x8080;

    fn new(documents: usize) -> Self {
        Self { counts: vec![0; documents], touched: vec![], enough: vec![] }
    }

    #[inline]
    fn add(&mut self, document: u32, weight: u16) {
        let count = &mut self.counts[document as usize];
        if *count == 0 {
            self.touched.push(document);
        }
        if *count & Self::FULL == 0 {
            *count += weight;
        }
    }

    /// What was counted, by document, where it is enough.
    fn drain(&mut self, right: u32, needs: &[Need]) -> &[Shared] {
        self.enough.clear();
        let own = needs[right as usize];
        for left in self.touched.drain(..) {
            let count = std::mem::take(&mut self.counts[left as usize]);
            let (light, heavy) = (count as u8, (count >> 8) as u8);
            let other = needs[left as usize];
            let by_light = light > 0 && light >= own.light.min(other.light);
            if by_light || (heavy > 0 && light + heavy >= own.all.min(other.all)) {
                self.enough.push(Shared { left, right, light: light.into(), heavy: heavy.into() });
            }
        }
        self.enough.sort_unstable_by_key(|shared| shared.left);
        &self.enough
    }
}
