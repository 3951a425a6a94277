//! Hands the built-in sentence encoder to the engine, where the program has one.

use kollate_core::compare::SentenceEncoder;
use std::sync::Arc;

/// The built-in encoder.
#[cfg(feature = "semantics")]
#[derive(Debug)]
struct Builtin;

#[cfg(feature = "semantics")]
impl SentenceEncoder for Builtin {
    fn encode(&self, sentences: &[&str]) -> Vec<Vec<f32>> {
        kollate_semantics::Encoder::builtin().encode_all(sentences).into_iter().map(Vec::from).collect()
    }
}

/// The encoder, if the program was built with it.
#[cfg(feature = "semantics")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
pub(crate) fn encoder() -> Option<Arc<dyn SentenceEncoder>> {
    Some(Arc::new(Builtin))
}

/// The encoder, if the program was built with it.
#[cfg(not(feature = "semantics"))]
pub(crate) fn encoder() -> Option<Arc<dyn SentenceEncoder>> {
    None
}
