//! Exact counts of what two articles share, on their texts.
//!
//! Pairs are grouped into connected groups, so that an article is read once for all of its pairs. The shingles of one
//! article lie in a table of open addresses, those of the other are looked up in it: no sorting. In a group of very
//! many articles, those with many pairs are held and the others are read as their pairs come.

use crate::dedup::Texts;
use crate::dedup::table::Table;
use crate::fingerprint::Roller;
use crate::fingerprint::Scanner;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// Two articles that were compared word for word; `left < right`, as numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The article that comes first.
    pub left: u32,
    /// The other one.
    pub right: u32,
    /// Shingles that both have.
    pub shared: u32,
    /// Shingles of the left.
    pub left_shingles: u32,
    /// Shingles of the right.
    pub right_shingles: u32,
    /// The same words in the same order.
    pub identical: bool,
    /// How the left's version stands to the right's, where both are versions of one story.
    pub versions: Option<Ordering>,
}

impl Edge {
    /// Jaccard similarity of the sets of shingles: 0..=1.
    pub fn jaccard(&self) -> f64 {
        let either = u64::from(self.left_shingles) + u64::from(self.right_shingles) - u64::from(self.shared);
        f64::from(self.shared) / either.max(1) as f64
    }

    /// Share of the shingles of the one with fewer that the other has: 0..=1.
    pub fn containment(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.left_shingles.min(self.right_shingles).max(1))
    }

    /// Share of left's shingles found in right: 0..=1.
    pub fn containment_left(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.left_shingles.max(1))
    }

    /// Share of right's shingles found in left: 0..=1.
    pub fn containment_right(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.right_shingles.max(1))
    }

    /// The article that is an older version of the other, where they are versions of one story.
    pub fn older(&self) -> Option<u32> {
        self.versions.map(|order| if order == Ordering::Less { self.left } else { self.right })
    }

    /// The article at the other end.
    pub fn other(&self, article: u32) -> u32 {
        if self.left == article { self.right } else { self.left }
    }
}

/// Articles of a group that are all held at once.
const HELD: usize = 64;

/// Pairs of an article in a larger group that make it worth holding.
const MANY: usize = 8;

/// Verifies pairs, and keeps those that `accept` takes, in no particular order but always the same.
pub(crate) fn verify<T: Texts>(
    pairs: &[(u32, u32)],
    texts: &T,
    accept: &(impl Fn(&Edge) -> bool + Sync),
) -> Result<Vec<Edge>, T::Error> {
    let groups = groups(pairs);
    let found: Result<Vec<Vec<Edge>>, T::Error> = groups
        .par_chunk_by(|left, right| left.0 == right.0)
        // One list for many groups: most have an edge or two.
        .try_fold(<(Reader, Vec<Edge>)>::default, |(mut reader, mut found), group| {
            let pairs: Vec<(u32, u32)> = group.iter().map(|&(_, left, right)| (left, right)).collect();
            for mut edge in reader.group(&pairs, texts)? {
                let versions = texts.version(edge.left).zip(texts.version(edge.right));
                edge.versions = versions.and_then(|(left, right)| left.earlier(right));
                found.extend(accept(&edge).then_some(edge));
            }
            Ok((reader, found))
        })
        .map(|folded| folded.map(|(_, found)| found))
        .collect();
    drop(groups);
    Ok(found?.into_iter().flatten().collect())
}

/// The pairs with the first article of their connected group, sorted by that, right and left.
fn groups(pairs: &[(u32, u32)]) -> Vec<(u32, u32, u32)> {
    let mut union = Union::default();
    for &(left, right) in pairs {
        union.join(left, right);
    }
    let mut groups: Vec<(u32, u32, u32)> =
        pairs.iter().map(|&(left, right)| (union.first(left), left, right)).collect();
    groups.par_sort_unstable_by_key(|&(first, left, right)| (first, right, left));
    groups
}

/// Connected groups of articles, each named by its first.
#[derive(Debug, Default)]
pub(crate) struct Union {
    /// Articles beyond the last are groups of their own.
    parents: Vec<u32>,
}

impl Union {
    /// The first article of the group.
    pub(crate) fn first(&mut self, article: u32) -> u32 {
        let mut at = article as usize;
        while let Some(&parent) = self.parents.get(at).filter(|&&parent| parent as usize != at) {
            // Halves the way for the next one that asks.
            self.parents[at] = self.parents[parent as usize];
            at = self.parents[at] as usize;
        }
        at as u32
    }

    /// Makes two groups one; says whether they were two.
    pub(crate) fn join(&mut self, left: u32, right: u32) -> bool {
        let known = self.parents.len() as u32;
        self.parents.extend(known..=left.max(right));
        let (left, right) = (self.first(left), self.first(right));
        self.parents[left.max(right) as usize] = left.min(right);
        left != right
    }
}

/// The shingles of an article, once each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shingles {
    distinct: Vec<u64>,
    sequence: u64,
    words: u32,
}

/// Reads articles and counts what they share; keeps its buffers.
#[derive(Default)]
pub(crate) struct Reader {
    scanner: Scanner,
    words: Vec<u64>,
    table: Table,
}

impl Reader {
    /// Verifies the pairs of one group, which are sorted by right and left.
    fn group<T: Texts>(&mut self, pairs: &[(u32, u32)], texts: &T) -> Result<Vec<Edge>, T::Error> {
        let mut members: Vec<u32> = pairs.iter().flat_map(|&(left, right)| [left, right]).collect();
        members.sort_unstable();
        if members.chunk_by(|left, right| left == right).count() > HELD {
            return many(pairs, texts);
        }
        members.dedup();
        let mut held: Vec<Shingles> = Vec::with_capacity(members.len());
        let mut edges = Vec::with_capacity(pairs.len());
        let mut rest = pairs;
        for &member in &members {
            held.push(self.read(member, texts)?);
            let count = rest.iter().take_while(|pair| pair.1 == member).count();
            let (own, after) = rest.split_at(count);
            rest = after;
            let right = &held[held.len() - 1];
            for &(left, _) in own {
                let place = members.partition_point(|&other| other < left);
                edges.push(self.edge((left, &held[place]), (member, right)));
            }
        }
        Ok(edges)
    }

    /// Reads an article; its shingles are then in the table.
    fn read<T: Texts>(&mut self, article: u32, texts: &T) -> Result<Shingles, T::Error> {
        texts.append(article, self.scanner.begin())?;
        self.words.clear();
        // What is no UTF-8 was refused when it was first read.
        let _ = self.scanner.scan(&mut self.words);
        self.table.clear(self.words.len());
        let mut roller = Roller::default();
        let mut distinct = vec![0; self.words.len()];
        let mut count = 0;
        for &word in &self.words {
            if let Some(shingle) = roller.push(word) {
                // 0 is the table's empty slot.
                let shingle = shingle.max(1);
                distinct[count] = shingle;
                count += usize::from(self.table.add(shingle));
            }
        }
        distinct.truncate(count);
        distinct.extend(roller.short().map(|shingle| shingle.max(1)).filter(|&shingle| self.table.add(shingle)));
        Ok(Shingles { distinct, sequence: roller.sequence(), words: roller.words() })
    }

    /// The edge between an article and the one that is in the table.
    fn edge(&self, left: (u32, &Shingles), right: (u32, &Shingles)) -> Edge {
        let shared = left.1.distinct.iter().map(|&shingle| u32::from(self.table.has(shingle))).sum();
        let (left_shingles, right_shingles) = (left.1.distinct.len() as u32, right.1.distinct.len() as u32);
        let identical = left.1.sequence == right.1.sequence && left.1.words == right.1.words && left_shingles == shared;
        Edge { left: left.0, right: right.0, shared, left_shingles, right_shingles, identical, versions: None }
    }
}

/// Verifies the pairs of a group too large to be held: by right, with the articles held that come in many pairs.
fn many<T: Texts>(pairs: &[(u32, u32)], texts: &T) -> Result<Vec<Edge>, T::Error> {
    let mut counts = FxHashMap::<u32, usize>::default();
    for &(left, _) in pairs {
        *counts.entry(left).or_default() += 1;
    }
    let mut lefts: Vec<u32> = pairs.iter().map(|pair| pair.0).filter(|left| counts[left] >= MANY).collect();
    lefts.sort_unstable();
    lefts.dedup();
    let read: Result<Vec<Shingles>, T::Error> =
        lefts.par_iter().map_init(Reader::default, |reader, &left| reader.read(left, texts)).collect();
    let held: FxHashMap<u32, Shingles> = lefts.into_iter().zip(read?).collect();
    let found: Result<Vec<Vec<Edge>>, T::Error> = pairs
        .par_chunk_by(|left, right| left.1 == right.1)
        .map_init(<(Reader, Reader)>::default, |(reader, other), own| {
            let right = reader.read(own[0].1, texts)?;
            let mut edges = Vec::with_capacity(own.len());
            for &(left, number) in own {
                edges.push(match held.get(&left) {
                    Some(shingles) => reader.edge((left, shingles), (number, &right)),
                    None => reader.edge((left, &other.read(left, texts)?), (number, &right)),
                });
            }
            Ok(edges)
        })
        .collect();
    Ok(found?.into_iter().flatten().collect())
}
