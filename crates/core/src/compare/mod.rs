//! The room `compare`.
