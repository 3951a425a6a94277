//! The writers of reports.
