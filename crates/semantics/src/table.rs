//! The embedding: one row of small numbers for each piece, unpacked when it is asked for.

/// How many values a row has.
pub(crate) const WIDTH: usize = 512;

/// Rows of one precision: frequent pieces have more bits a value than rare ones.
pub(crate) struct Tier {
    pub(crate) rows: usize,
    pub(crate) bits: usize,
    pub(crate) codes: &'static [u8],
    /// What each code stands for, to be multiplied by the row's scale.
    pub(crate) levels: Vec<i16>,
}

/// All rows, the most frequent pieces first.
pub(crate) struct Table {
    pub(crate) tiers: Vec<Tier>,
    /// A real for each row, little-endian.
    pub(crate) scales: &'static [u8],
}

impl Table {
    /// Writes the levels of a piece's row, and returns the scale they are to be multiplied by.
    pub(crate) fn unpack(&self, piece: u32, row: &mut [i16]) -> f32 {
        let mut place = piece as usize;
        for tier in &self.tiers {
            if place < tier.rows {
                tier.unpack(place, row);
                break;
            }
            place -= tier.rows;
        }
        let at = piece as usize * 4;
        self.scales.get(at..at + 4).map_or(0.0, |four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }
}

impl Tier {
    fn unpack(&self, place: usize, row: &mut [i16]) {
        let size = WIDTH / 8 * self.bits;
        let codes = self.codes.get(place * size..(place + 1) * size).unwrap_or_default();
        let mask = (1 << self.bits) - 1;
        for (values, bytes) in row.chunks_exact_mut(8).zip(codes.chunks_exact(self.bits)) {
            let word = bytes.iter().rev().fold(0_u32, |word, &byte| word << 8 | u32::from(byte));
            for (i, value) in values.iter_mut().enumerate() {
                *value = self.levels[(word >> (i * self.bits)) as usize & mask];
            }
        }
    }
}
