//! The samples of all articles, in memory as far as there is room, in a temporary file beyond.

use crate::corpus::Room;
use crate::exit::Failure;
use kollate_core::candidates::Batch;
use kollate_core::candidates::Index;
use kollate_core::candidates::Limits;
use kollate_core::candidates::SLABS;
use kollate_core::candidates::Shelf;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::io::Write;

/// The samples of all articles.
#[derive(Debug)]
pub(crate) struct Samples {
    room: Room,
    /// How many hashes each article gave.
    hashes: Vec<u16>,
    shelves: Vec<Shelf>,
    /// Of every shelf where in the temporary file what was taken from it lies, batch by batch.
    pieces: Vec<Vec<u64>>,
    /// The temporary file, and how much of it is used.
    spilled: Option<(File, u64)>,
}

/// Share of the memory that samples may take, and then the index that is made of them.
const SHARE: u64 = 2;

/// Bytes of an index for every sample, where many articles have copies.
const INDEXED: u64 = 8;

/// An index for fewer articles at a time saves nothing: all samples are read for each.
const MOST_PARTS: u64 = 16;

/// Entries that are written at once.
const AT_ONCE: usize = 1 << 13;

impl Samples {
    pub(crate) fn new(room: Room) -> Self {
        Self {
            room,
            hashes: vec![],
            shelves: vec![Shelf::default(); SLABS],
            pieces: vec![vec![]; SLABS],
            spilled: None,
        }
    }

    /// Adds the samples of the articles that come next.
    pub(crate) fn push(&mut self, batch: Batch) {
        let first = self.hashes.len() as u32;
        self.hashes.extend(batch.shelve(first, &mut self.shelves));
    }

    /// Puts the samples into the temporary file once they take more than their share of the memory; from then on all
    /// that come, for they do not fit.
    pub(crate) fn make_room(&mut self) -> Result<(), Failure> {
        let bytes = self.shelves.iter().map(Shelf::bytes).sum::<u64>();
        if bytes <= self.room.memory / SHARE && self.spilled.is_none() {
            return Ok(());
        }
        self.spill().map_err(|error| full(&self.room, &error))
    }

    fn spill(&mut self) -> io::Result<()> {
        let (file, used) = match &mut self.spilled {
            Some(spilled) => spilled,
            // Gone from the folder as soon as it is made: whatever happens, nothing is left behind.
            None => self.spilled.insert((tempfile::tempfile_in(&self.room.folder)?, 0)),
        };
        let mut bytes = Vec::with_capacity(8 * AT_ONCE);
        for (shelf, pieces) in self.shelves.iter_mut().zip(&mut self.pieces) {
            for entries in shelf.take() {
                pieces.push(*used);
                for some in entries.chunks(AT_ONCE) {
                    bytes.clear();
                    bytes.extend(some.iter().flat_map(|entry| entry.to_le_bytes()));
                    file.write_all(&bytes)?;
                    *used += bytes.len() as u64;
                }
            }
        }
        Ok(())
    }

    /// The indexes of all, each for as many articles as there is memory for.
    pub(crate) fn indexes(mut self, limits: Limits) -> Result<impl Iterator<Item = Result<Index, Failure>>, Failure> {
        let hashes = std::mem::take(&mut self.hashes);
        let samples: u64 = hashes.iter().map(|&count| u64::from(count)).sum();
        let parts = (samples * INDEXED / (self.room.memory / SHARE).max(1) + 1).min(MOST_PARTS) as u32;
        if parts > 1 {
            self.spill().map_err(|error| full(&self.room, &error))?;
        }
        let step = (hashes.len() as u32).div_ceil(parts).max(1);
        Ok((0..parts).map(move |part| {
            let rights = part * step..(part + 1) * step;
            let built = Index::build(hashes.clone(), rights, limits, |number| self.shelf(number, part + 1 == parts));
            built.map_err(|error| full(&self.room, &error))
        }))
    }

    /// The shelf of a number, whole; the `last` time that it is asked for, it is not kept.
    fn shelf(&mut self, number: usize, last: bool) -> io::Result<Shelf> {
        let kept = &mut self.shelves[number];
        let mut whole = if last { std::mem::take(kept) } else { kept.clone() };
        if let Some((file, _)) = &mut self.spilled {
            let mut places = self.pieces[number].iter();
            let mut bytes = vec![0; 8 * AT_ONCE];
            whole.put_back(|entries| places.next().map_or(Ok(()), |&at| fetch(file, at, entries, &mut bytes)))?;
        }
        Ok(whole)
    }
}

/// Reads the hashes of a batch back.
fn fetch(file: &mut File, offset: u64, entries: &mut [u64], bytes: &mut [u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(offset))?;
    for some in entries.chunks_mut(AT_ONCE) {
        let bytes = &mut bytes[..8 * some.len()];
        file.read_exact(bytes)?;
        for (entry, bytes) in some.iter_mut().zip(bytes.as_chunks().0) {
            *entry = u64::from_le_bytes(*bytes);
        }
    }
    Ok(())
}

fn full(room: &Room, error: &io::Error) -> Failure {
    Failure::File {
        path: room.folder.display().to_string(),
        reason: format!("temporary file: {error}"),
        hint: "name a folder with more room with --tmp, or give more memory with --memory",
    }
}
