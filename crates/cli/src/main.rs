//! The command line of kollate.
fn main() {}
