//! Any bytes, read as newsml-g2.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kollate_fuzz::read_as("newsml-g2", bytes));
