//! The reading rooms applied to one article.
