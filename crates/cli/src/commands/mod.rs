//! The commands, one file each.

pub(crate) mod formats;
pub(crate) mod inspect;
