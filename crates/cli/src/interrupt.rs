//! Ctrl-C: a clear word, no half-written file under its final name, no temporary file left.

use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;

/// Files that are being written and have not got their names yet.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// What shells give for a program that an interrupt has ended.
const INTERRUPTED: i32 = 130;

/// From now on, an interrupt removes unfinished files and ends the program.
pub(crate) fn watch() {
    // Without a handler the program still ends; only its temporary files stay.
    let _ = ctrlc::set_handler(|| {
        if let Ok(files) = UNFINISHED.lock() {
            for file in files.iter() {
                let _ = std::fs::remove_file(file);
            }
        }
        let _ = writeln!(std::io::stderr(), "kollate: interrupted; no file was written");
        std::process::exit(INTERRUPTED);
    });
}

/// A file has been begun.
pub(crate) fn begun(file: &Path) {
    if let Ok(mut files) = UNFINISHED.lock() {
        files.push(file.to_owned());
    }
}

/// A file has got its name, or is gone.
pub(crate) fn ended(file: &Path) {
    if let Ok(mut files) = UNFINISHED.lock() {
        files.retain(|other| other != file);
    }
}
