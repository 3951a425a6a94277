//! Turns the files that newsrooms have into [`kollate_core::Article`]s.
