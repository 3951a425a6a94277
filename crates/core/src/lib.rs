//! Finds where news articles repeat one another, and where they disagree.
//!
//! * **Pure**: touches no file, clock, environment variable or terminal.
//! * **Deterministic**: the same articles give the same bytes, in any order, on any number of threads.
//! * **Traceable**: every finding points, by [`Span`], into the text as given.
//! * **Total**: once text is an [`Article`], no stage can fail or panic on it.
pub mod align;
pub mod candidates;
pub mod claims;
pub mod compare;
pub mod copies;
pub mod dedup;
pub mod engine;
pub mod events;
pub mod fingerprint;
pub mod inspection;
pub mod lang;
pub mod names;
pub mod quotes;
pub mod reading;
pub mod report;
pub mod segment;
mod sets;
pub mod text;
pub mod values;

pub use crate::text::{Article, CodePoints, DateBasis, FieldSource, Span, StatedDate, Version};
