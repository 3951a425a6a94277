//! Any bytes, read as parquet.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kollate_fuzz::read_as("parquet", bytes));
