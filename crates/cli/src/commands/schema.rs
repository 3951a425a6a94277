//! `kollate schema`: JSON Schemas of what kollate writes in JSON, made from its types.

use crate::args::SchemaOf;
use crate::exit::Failure;
use crate::exit::Outcome;
use crate::findings::baseline::Baseline;
use crate::output::Output;
use crate::report::jsonl::Line;
use kollate_core::inspection::Inspection;
use kollate_core::report::Report;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::generate::SchemaSettings;
use std::io::Write;

/// Prints the schema of one format.
pub(crate) fn run(of: SchemaOf) -> Result<Outcome, Failure> {
    let schema = match of {
        SchemaOf::Report => schema::<Report>(),
        SchemaOf::Finding => schema::<Line>(),
        SchemaOf::Inspection => schema::<Inspection>(),
        SchemaOf::Baseline => schema::<Baseline>(),
    };
    let mut out = Output::open(None)?;
    serde_json::to_writer_pretty(&mut out, &schema)?;
    out.write_all(b"\n")?;
    out.finish()?;
    Ok(Outcome::Done)
}

/// The schema of what is written for a type, in the draft of 2020-12.
fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
