//! Places in large files, four bytes each.

/// Numbers of 64 bits by article, of which the upper halves seldom change from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Places {
    lower: Vec<u32>,
    /// From which article on the upper half is what; 0 before the first.
    upper: Vec<(u32, u32)>,
}

impl Places {
    /// Adds the place of the next article.
    pub(crate) fn push(&mut self, place: u64) {
        let upper = (place >> 32) as u32;
        if self.upper.last().map_or(0, |&(_, upper)| upper) != upper {
            self.upper.push((self.lower.len() as u32, upper));
        }
        self.lower.push(place as u32);
    }

    /// The place of an article.
    pub(crate) fn get(&self, article: u32) -> u64 {
        let changes = self.upper.partition_point(|&(first, _)| first <= article);
        let upper = changes.checked_sub(1).map_or(0, |last| self.upper[last].1);
        u64::from(upper) << 32 | u64::from(self.lower[article as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_what_they_were() {
        let mut places = Places::default();
        let all: Vec<u64> = [0, 7, 1 << 32, (1 << 32) + 5, 9 << 32, 3, 3, u64::MAX, 0].into();
        for &place in &all {
            places.push(place);
        }
        assert_eq!((0..all.len() as u32).map(|article| places.get(article)).collect::<Vec<_>>(), all);
    }
}
