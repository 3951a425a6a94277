//! The commands, one file each.

pub(crate) mod baseline;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod dedup;
pub(crate) mod explain;
pub(crate) mod formats;
pub(crate) mod inspect;
pub(crate) mod man;
pub(crate) mod schema;
