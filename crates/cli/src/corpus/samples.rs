//! The samples of all articles, in memory as far as there is room, in a temporary file beyond.

use crate::corpus::Room;
use crate::exit::Failure;
use kollate_core::candidates::Batch;
use kollate_core::candidates::Index;
use kollate_core::candidates::Limits;
use kollate_core::candidates::SLABS;
use kollate_core::candidates::Slab;
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
    /// The first article of each batch, and its slabs.
    batches: Vec<(u32, Vec<Place>)>,
    /// Bytes of the slabs in memory.
    held: u64,
    /// The temporary file, and how much of it is used.
    spilled: Option<(File, u64)>,
}

/// Where a slab is.
#[derive(Debug)]
enum Place {
    Memory(Slab),
    File { offset: u64, bytes: usize },
}

/// Share of the memory that samples may take: the index that is made of them takes about as much again.
const SHARE: u64 = 2;

impl Samples {
    pub(crate) fn new(room: Room) -> Self {
        Self { room, hashes: vec![], batches: vec![], held: 0, spilled: None }
    }

    /// Adds the samples of the articles that come next.
    pub(crate) fn push(&mut self, batch: Batch) {
        let first = self.hashes.len() as u32;
        let (hashes, slabs) = batch.into_parts();
        self.hashes.extend(hashes);
        self.held += slabs.iter().map(|slab| slab.bytes() as u64).sum::<u64>();
        self.batches.push((first, slabs.into_iter().map(Place::Memory).collect()));
    }

    /// Puts the samples into the temporary file once they take more than their share of the memory.
    pub(crate) fn make_room(&mut self) -> Result<(), Failure> {
        if self.held <= self.room.memory / SHARE {
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
        let mut out = io::BufWriter::with_capacity(1 << 20, file);
        for place in self.batches.iter_mut().flat_map(|(_, slabs)| slabs) {
            if let Place::Memory(slab) = place {
                let bytes = slab.to_bytes();
                out.write_all(&bytes)?;
                *place = Place::File { offset: *used, bytes: bytes.len() };
                *used += bytes.len() as u64;
            }
        }
        self.held = 0;
        out.flush()
    }

    /// The index of all.
    pub(crate) fn index(mut self, limits: Limits) -> Result<Index, Failure> {
        let hashes = std::mem::take(&mut self.hashes);
        Index::build(hashes, limits, |number| self.slabs(number)).map_err(|error| full(&self.room, &error))
    }

    /// The slabs of one number.
    fn slabs(&mut self, number: usize) -> io::Result<Vec<(u32, Slab)>> {
        debug_assert!(number < SLABS, "there are no more slabs");
        let mut slabs = Vec::with_capacity(self.batches.len());
        for (first, places) in &mut self.batches {
            let place = std::mem::replace(&mut places[number], Place::Memory(Slab::default()));
            let slab = match place {
                Place::Memory(slab) => slab,
                Place::File { offset, bytes } => {
                    fetch(self.spilled.as_mut().map(|spilled| &mut spilled.0), offset, bytes)?
                }
            };
            slabs.push((*first, slab));
        }
        Ok(slabs)
    }
}

/// Reads a slab back.
fn fetch(file: Option<&mut File>, offset: u64, bytes: usize) -> io::Result<Slab> {
    let file = file.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    file.seek(SeekFrom::Start(offset))?;
    let mut content = vec![0; bytes];
    file.read_exact(&mut content)?;
    Slab::from_bytes(&content).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
}

fn full(room: &Room, error: &io::Error) -> Failure {
    Failure::File {
        path: room.folder.display().to_string(),
        reason: format!("temporary file: {error}"),
        hint: "name a folder with more room with --tmp, or give more memory with --memory",
    }
}
