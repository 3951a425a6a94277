//! Disjoint sets of numbers: what is joined step by step stays one set.

/// Disjoint sets over `0..count` (union by smaller number, with path halving). The root of a set is its least number, so
/// that the order of joins does not show.
#[derive(Clone, Debug)]
pub(crate) struct Sets {
    parents: Vec<u32>,
}

impl Sets {
    /// So many sets of one number each.
    pub(crate) fn new(count: usize) -> Self {
        Self { parents: (0..count as u32).collect() }
    }

    /// The least number of the set that a number is in. Amortised almost constant.
    pub(crate) fn root(&mut self, mut at: u32) -> u32 {
        while self.parents[at as usize] != at {
            let above = self.parents[self.parents[at as usize] as usize];
            self.parents[at as usize] = above;
            at = above;
        }
        at
    }

    /// Makes the sets of two numbers one; says whether they were two.
    pub(crate) fn join(&mut self, left: u32, right: u32) -> bool {
        let (left, right) = (self.root(left), self.root(right));
        self.parents[left.max(right) as usize] = left.min(right);
        left != right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_numbers_have_the_least_as_root() {
        let mut sets = Sets::new(6);
        assert!(sets.join(5, 3) && sets.join(3, 1) && sets.join(4, 2));
        assert!(!sets.join(1, 5));
        let roots: Vec<u32> = (0..6).map(|at| sets.root(at)).collect();
        assert_eq!(roots, [0, 1, 2, 1, 2, 1]);
    }
}
