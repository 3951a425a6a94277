//! Progress bars, on standard error, only on a terminal.
