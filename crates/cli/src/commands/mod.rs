//! The commands, one file each.

pub(crate) mod baseline;
pub(crate) mod compare;
pub(crate) mod dedup;
pub(crate) mod explain;
pub(crate) mod formats;
pub(crate) mod inspect;
