//! Any bytes, read as warc.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kollate_fuzz::read_as("warc", bytes));
