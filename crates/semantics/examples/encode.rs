//! Vectors of the lines of standard input, as little-endian reals on standard output; with `--time`, only how many
//! sentences a second of processor time went through.

use std::io;
use std::io::Read;
use std::io::Write;
use std::time::Instant;

use kollate_semantics::Encoder;
use kollate_semantics::Vector;

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let lines: Vec<&str> = text.lines().collect();
    let start = Instant::now();
    let vectors = Encoder::builtin().encode_all(&lines);
    let seconds = start.elapsed().as_secs_f64();
    let mut out = io::stdout().lock();
    if std::env::args().any(|argument| argument == "--time") {
        return writeln!(out, "{} sentences, {:.0} a second", lines.len(), lines.len() as f64 / seconds);
    }
    for coordinate in vectors.iter().flat_map(Vector::coordinates) {
        out.write_all(&coordinate.to_le_bytes())?;
    }
    Ok(())
}
