//! 图解: the numbers of the report that a reader looks at first, as charts. A number that is not known is not drawn,
//! and where there is nothing to draw a sentence says so.
//!
//! What a picture shows is decided in [`charts`] without a shape; [`drawing`] draws a chart, [`section`] puts the
//! charts into a page, [`long`] onto one long picture.

pub mod charts;
pub mod lettering;
mod words;

pub mod drawing;

pub mod long;
pub mod section;

use super::{FileFormat, Occasion, Written};
use crate::report::Report;
use charts::Picture;

/// The long picture as pixels, that the browser makes of the SVG.
pub static PICTURE: FileFormat = FileFormat {
    id: "picture",
    name: "图解",
    purpose: "长图 750 像素",
    occasion: Occasion::Publishing,
    what: "图解",
    extension: "png",
    media_type: "image/png",
    compares: true,
    written: Written::Drawn(long::long_picture),
};

/// The long picture as it is drawn.
pub static PICTURE_SVG: FileFormat = FileFormat {
    id: "picture-svg",
    name: "图解 SVG",
    purpose: "长图，放大不模糊",
    occasion: Occasion::Publishing,
    what: "图解",
    extension: "svg",
    media_type: "image/svg+xml",
    compares: true,
    written: Written::OnThePage(|report, _| long::long_picture(report).into_bytes()),
};

/// The picture as a part of the HTML file, folded; nothing if there is nothing to draw. Last year's report is no part
/// of what is published, so nothing is compared with it.
pub fn fragment(report: &Report) -> String {
    let mut html = String::new();
    if let Some(section) = section::folded(&Picture::of(report)) {
        section.write(&mut html);
    }
    html
}
