//! Any bytes, read as parquet.
#![no_main]

use std::panic;
use std::sync::Once;

/// The library panics on some damaged files, which the reader catches and tells: no fault, unlike a panic that gets out.
static HOOK: Once = Once::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    HOOK.call_once(|| panic::set_hook(Box::new(|_| {})));
    kollate_fuzz::read_as("parquet", bytes);
});
