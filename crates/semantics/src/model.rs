//! The model file: which section holds what. Large sections are read in place, small ones are copied.

use crate::branch::Branch;
use crate::branch::FEATURES;
use crate::dense::Dense;
use crate::normalise::Normaliser;
use crate::pieces::Pieces;
use crate::real::Norm;
use crate::table::Table;
use crate::table::Tier;
use crate::trie::Trie;

/// What the file begins with.
const MAGIC: &[u8] = b"kollsem1";

/// Orders of the n-grams, and how many pieces stand before the one they belong to.
const ORDERS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];

/// How many bits a value has in each tier of the embedding.
const BITS: [usize; 3] = [4, 3, 2];

/// Everything that was learned.
pub(crate) struct Model {
    pub(crate) pieces: Pieces,
    pub(crate) table: Table,
    /// From a row of the embedding to the features of the three branches.
    pub(crate) project: Dense,
    pub(crate) inner: Norm,
    pub(crate) branches: [Branch; 3],
    pub(crate) outer: Norm,
    /// From the pooled features to the first layer and past it.
    pub(crate) joined: Dense,
    /// What is added to that for each piece.
    pub(crate) joined_bias: Vec<f32>,
    pub(crate) first: Dense,
    pub(crate) second: Dense,
    pub(crate) skip: Dense,
    pub(crate) third: Dense,
    pub(crate) epsilon: f32,
}

/// The sections of a file, in order.
struct Sections {
    file: &'static [u8],
    next: usize,
}

impl Sections {
    fn bytes(&mut self) -> Option<&'static [u8]> {
        let entry = self.file.get(16 + 8 * self.next..)?;
        self.next += 1;
        let (start, length) = (number(entry)? as usize, number(entry.get(4..)?)? as usize);
        self.file.get(start..start.checked_add(length)?)
    }

    fn reals(&mut self) -> Option<Vec<f32>> {
        Some(self.bytes()?.as_chunks::<4>().0.iter().map(|&four| f32::from_le_bytes(four)).collect())
    }

    fn norm(&mut self) -> Option<Norm> {
        Some(Norm { gain: self.reals()?, bias: self.reals()? })
    }

    fn dense(&mut self) -> Option<Dense> {
        let (weights, scale, bias) = (self.bytes()?, self.reals()?, self.reals()?);
        Some(Dense { inputs: weights.len().checked_div(scale.len())?, weights, scale, bias })
    }

    fn branch(&mut self, (order, before): (usize, usize)) -> Option<Branch> {
        let (taps, rows) = (self.bytes()?, self.bytes()?);
        let scales = [self.reals()?, self.reals()?];
        let biases = [self.reals()?, self.reals()?];
        let whole = taps.len() == 2 * rows.len() && rows.len() == order * FEATURES * FEATURES;
        whole.then_some(Branch { order, before, step: 1.0, taps, rows, scales, biases, silent: Vec::new() })
    }

    fn pieces(&mut self) -> Option<Pieces> {
        let normaliser = Normaliser::new(Trie::new(self.bytes()?), self.bytes()?);
        Some(Pieces { normaliser, keys: Trie::new(self.bytes()?), scores: self.bytes()?, unknown: 0.0 })
    }

    fn table(&mut self) -> Option<Table> {
        let codes = [self.bytes()?, self.bytes()?, self.bytes()?];
        let scales = self.bytes()?;
        let mut levels = self.bytes()?.as_chunks::<2>().0.iter().map(|&two| i16::from_le_bytes(two));
        let tiers = codes.into_iter().zip(BITS);
        let tiers = tiers.map(|(codes, bits)| {
            let levels: Vec<i16> = levels.by_ref().take(1 << bits).collect();
            (levels.len() == 1 << bits).then_some(Tier { rows: 0, bits, codes, levels })
        });
        Some(Table { tiers: tiers.collect::<Option<_>>()?, scales })
    }
}

impl Model {
    /// Reads a model file; nothing if it is none. The time does not depend on the size of the tables.
    pub(crate) fn read(file: &'static [u8]) -> Option<Self> {
        let mut sections = file.starts_with(MAGIC).then_some(Sections { file, next: 0 })?;
        let mut model = Self {
            pieces: sections.pieces()?,
            table: sections.table()?,
            project: sections.dense()?,
            inner: sections.norm()?,
            branches: [sections.branch(ORDERS[0])?, sections.branch(ORDERS[1])?, sections.branch(ORDERS[2])?],
            outer: sections.norm()?,
            joined: sections.dense()?,
            joined_bias: sections.reals()?,
            first: sections.dense()?,
            second: sections.dense()?,
            skip: sections.dense()?,
            third: sections.dense()?,
            epsilon: 0.0,
        };
        let rest = sections.bytes()?;
        let mut reals = rest.as_chunks::<4>().0.iter().map(|&four| f32::from_le_bytes(four));
        model.pieces.unknown = reals.next()?;
        model.epsilon = reals.next()?;
        for branch in &mut model.branches {
            branch.step = reals.next()?;
            branch.listen();
        }
        for (tier, count) in model.table.tiers.iter_mut().zip(rest.get(20..)?.chunks_exact(4)) {
            tier.rows = number(count)? as usize;
        }
        Some(model)
    }
}

/// The number that the bytes begin with.
fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.first_chunk()?))
}
