//! Parquet: columns by the names of record fields.
//!
//! The columns lie behind an index at the end of the file, so that the file is copied to a temporary one first; its row
//! groups are then read one after the other, row by row, and no more than the pages of one are held. A damaged row group
//! is named, and reading goes on with the next.

use crate::Fault;
use crate::Format;
use crate::Input;
use crate::Shape;
use crate::Sink;

pub(crate) const FORMAT: Format = Format {
    name: "parquet",
    about: if cfg!(feature = "parquet") {
        "Parquet, one record a row"
    } else {
        "Parquet, one record a row: not in this build, only in one with --features parquet"
    },
    extensions: &["parquet"],
    fields: "columns by the names of record fields; others with --map",
    holds_bytes: true,
    shape: Shape::Package,
    recognises: |head| head.starts_with(b"PAR1"),
    read,
};

#[cfg(not(feature = "parquet"))]
fn read(_: Input, sink: &mut Sink) {
    sink(Err(Fault::NotBuilt.into()));
}

#[cfg(feature = "parquet")]
fn read(input: Input, sink: &mut Sink) {
    if let Err(fault) = rows::read(input, sink) {
        sink(Err(fault.into()));
    }
}

#[cfg(feature = "parquet")]
mod rows {
    use super::Fault;
    use super::Input;
    use super::Sink;
    use crate::Options;
    use crate::jsonl::numbered;
    use crate::record;
    use parquet::errors::ParquetError;
    use parquet::file::reader::FileReader;
    use parquet::file::reader::RowGroupReader;
    use parquet::file::serialized_reader::SerializedFileReader;
    use parquet::record::Field;
    use parquet::record::Row;
    use parquet::record::reader::RowIter;
    use serde_json::Map;
    use serde_json::Value;
    use std::fs::File;
    use std::io;
    use std::io::BufRead;
    use std::panic::AssertUnwindSafe;
    use std::panic::catch_unwind;

    /// Longest index at the end of a file: those of files with thousands of row groups are under 10 MB.
    const MAX_INDEX: u64 = 64 << 20;

    pub(super) fn read(input: Input, sink: &mut Sink) -> Result<(), Fault> {
        let file = copied(input.bytes)?;
        let reader = guarded(|| SerializedFileReader::new(file))?;
        let limit = record_limit(input.options);
        let mut before = 0;
        for number in 0..reader.num_row_groups() {
            let about = reader.metadata().row_group(number);
            let rows = usize::try_from(about.num_rows()).unwrap_or(0);
            let mut read = 0;
            let outcome = guarded(|| reader.get_row_group(number)).and_then(|group| {
                each_row(group.as_ref(), rows, limit, &mut |row| {
                    read += 1;
                    sink(numbered(article(&row, input.options).map_err(Into::into), before + read));
                })
            });
            if let Err(fault) = outcome {
                sink(numbered(Err(fault.into()), before + read + 1));
            }
            before += rows;
        }
        if before == 0 { Err(Fault::NoRecord) } else { Ok(()) }
    }

    /// Largest page of a column, in bytes.
    fn record_limit(options: &Options) -> i64 {
        i64::try_from(crate::jsonl::record_limit(options)).unwrap_or(i64::MAX)
    }

    /// A file of the bytes, whose index is of a believable length.
    fn copied(mut bytes: Box<dyn BufRead + '_>) -> Result<File, Fault> {
        use std::io::Read;
        use std::io::Seek;
        let mut file = tempfile::tempfile().map_err(Fault::Io)?;
        let length = io::copy(&mut bytes, &mut file).map_err(Fault::Io)?;
        let mut end = [0; 8];
        if length < 12 {
            return Err(Fault::Unfinished);
        }
        file.seek(io::SeekFrom::End(-8)).and_then(|_| file.read_exact(&mut end)).map_err(Fault::Io)?;
        let index = u64::from(u32::from_le_bytes([end[0], end[1], end[2], end[3]]));
        if end[4..] != *b"PAR1" {
            return Err(Fault::Unfinished);
        }
        if index > MAX_INDEX.min(length) {
            return Err(Fault::Parquet(format!("an index of {index} bytes")));
        }
        file.rewind().map_err(Fault::Io)?;
        Ok(file)
    }

    /// Hands over the rows of a group.
    fn each_row(group: &dyn RowGroupReader, rows: usize, limit: i64, found: &mut dyn FnMut(Row)) -> Result<(), Fault> {
        for column in group.metadata().columns() {
            let most = limit.saturating_mul(i64::try_from(rows).unwrap_or(1).max(1));
            if !(0..=most).contains(&column.uncompressed_size()) || column.compressed_size() < 0 {
                return Err(Fault::Parquet(format!("a column of {} bytes", column.uncompressed_size())));
            }
        }
        let mut all = guarded(|| RowIter::from_row_group(None, group))?;
        for _ in 0..rows {
            match guarded(|| all.next().transpose())? {
                Some(row) => found(row),
                None => return Err(Fault::Unfinished),
            }
        }
        Ok(())
    }

    /// What a step of the decoder gives. It may panic on damaged pages, which must end no run.
    fn guarded<T>(step: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, Fault> {
        match catch_unwind(AssertUnwindSafe(step)) {
            Ok(found) => found.map_err(|error| Fault::Parquet(error.to_string())),
            Err(_) => Err(Fault::Parquet("its pages contradict themselves".to_owned())),
        }
    }

    fn article(row: &Row, options: &Options) -> Result<kollate_core::Article, Fault> {
        // A moment far beyond the calendar panics when it is shown.
        record::article(&guarded(|| Ok(object(row)))?, options)
    }

    fn object(row: &Row) -> Map<String, Value> {
        row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
    }

    fn value(field: &Field) -> Value {
        match field {
            Field::Null => Value::Null,
            Field::Bool(stated) => Value::Bool(*stated),
            Field::Str(text) => Value::String(text.clone()),
            Field::Bytes(bytes) => Value::String(String::from_utf8_lossy(bytes.data()).into_owned()),
            Field::Group(row) => Value::Object(object(row)),
            Field::ListInternal(list) => Value::Array(list.elements().iter().map(value).collect()),
            other => Value::String(other.to_string()),
        }
    }
}
