//! The report as one page for the browser: no network, no other file, whole without scripts and better with them.
//!
//! In this order: what was compared with the three counts; event by event the disagreements, the apparatus, a timeline,
//! a graph of copies, the quotations and the texts of each pair side by side; what lies between events; the rest.
//! Everything is written as it comes; nothing of the page is held in memory. [`limits`] says how much of a large report
//! has room. Texts of articles reach the page only through [`safe::Safe`].

mod apparatus;
mod brief;
mod citation;
mod digest;
mod faults;
mod findings;
mod graph;
mod labels;
mod limits;
mod overview;
mod page;
mod pair;
mod prose;
mod safe;
mod section;
mod sentences;
mod shares;
mod timeline;

use crate::report::Sheet;
use crate::report::sections::sections;
use crate::report::sections::whole_sections;
use brief::Anchored;
use page::Html;
use section::Parts;
use std::io;
use std::io::Write;

/// What the page looks like.
static STYLE: &str = include_str!("style.css");
/// What makes it comfortable.
static SCRIPT: &str = include_str!("script.js");

/// Writes the page.
pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let told = sections(sheet.report);
    let all = whole_sections(sheet.report);
    let mut html = Html::new(sheet);
    html.limits = limits::forms(&html, &told)?;
    let parts = Parts::new(sheet.report, &told, &all);
    let (events, of_events) = limits::events(&html, &parts)?;
    html.limits.choose(events, of_events);
    let out = &mut Anchored::new(out);
    page::head(&html, out)?;
    overview::overview(&html, out, &told)?;
    writeln!(out, "<main id=\"findings\">")?;
    section::events(&html, out, &parts)?;
    section::between(&html, out, &parts)?;
    section::alone(&html, out, &told)?;
    brief::brief(&html, out, &all)?;
    section::considered(&html, out)?;
    writeln!(out, "</main>")?;
    page::foot(&html, out)
}
