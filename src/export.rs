//! The files that a report is published and passed on as: a document, encoded. Knows no browser.

pub mod html;
pub mod json;
pub mod range;
