//! Any bytes, read as text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kollate_fuzz::read_as("text", bytes));
