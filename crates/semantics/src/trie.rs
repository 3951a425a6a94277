//! Walks a trie that is stored as one array of units, read in place.

/// The mark of a unit that holds a value, not a node.
const VALUE: u32 = 0x8000_0000;

/// A byte-wise trie. The child of a node by byte `c` lies at `node ^ offset ^ c`, and carries `c` as its label.
///
/// A unit is `offset << 10 | has_value << 8 | label`; with bit 9 set the offset is shifted by 8 more. Source of the layout: the
/// double arrays of Aoe (1989), in the units that the model's own normaliser comes in.
#[derive(Clone, Copy)]
pub(crate) struct Trie {
    units: &'static [u8],
}

impl Trie {
    /// Reads little-endian units.
    pub(crate) fn new(units: &'static [u8]) -> Self {
        Self { units }
    }

    /// The unit at a place; past the end lies one that fits nothing.
    fn unit(&self, at: u32) -> u32 {
        let at = at as usize * 4;
        self.units.get(at..at + 4).map_or(VALUE, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }

    /// Tells `found` the length and value of each key that `text` begins with, the shortest first.
    pub(crate) fn prefixes(&self, text: &[u8], mut found: impl FnMut(usize, u32)) {
        let mut node = offset(self.unit(0));
        for (i, &byte) in text.iter().enumerate() {
            node ^= u32::from(byte);
            let unit = self.unit(node);
            if unit & (VALUE | 0xff) != u32::from(byte) {
                return;
            }
            node ^= offset(unit);
            if unit & 0x100 != 0 {
                found(i + 1, self.unit(node) & !VALUE);
            }
        }
    }
}

/// How far away the children of a unit lie.
fn offset(unit: u32) -> u32 {
    (unit >> 10) << ((unit & 0x200) >> 6)
}
