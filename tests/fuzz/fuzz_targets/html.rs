//! Any bytes, read as html.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kollate_fuzz::read_as("html", bytes));
