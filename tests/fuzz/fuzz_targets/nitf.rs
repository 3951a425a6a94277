//! Any bytes, read as nitf.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kollate_fuzz::read_as("nitf", bytes));
