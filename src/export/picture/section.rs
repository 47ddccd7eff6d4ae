//! The picture as a part of a page: numbers, charts, and the same numbers as a table. One tree, that the HTML file
//! writes and the preview draws. Knows no browser.

use super::charts::{Number, Picture};
use super::drawing::{svg, written};
use crate::export::markup::Element;

/// The class of the part of a page that the picture is: by it reading knows that it is no part of the report.
pub const CLASS: &str = "picture";

/// The picture as a part of a page that is opened to be seen; none if there is nothing to draw.
pub fn folded(picture: &Picture) -> Option<Element> {
    let is_drawn = !picture.charts.is_empty();
    is_drawn.then(|| {
        let summary = Element::new("summary").text("图解");
        Element::new("details").with("class", CLASS).child(summary).children(section(picture))
    })
}

/// The picture as elements of a page; what is not drawn is said.
pub fn section(picture: &Picture) -> Vec<Element> {
    let mut section = Vec::new();
    if !picture.leads.is_empty() {
        let list = Element::new("ul").with("class", "picture__leads");
        section.push(list.children(picture.leads.iter().map(lead)));
    }
    section.extend(picture.sentences.iter().map(|sentence| paragraph("picture__sentence", sentence)));
    if !picture.charts.is_empty() {
        let charts = picture.charts.iter().map(|chart| {
            let note = (!chart.note.is_empty()).then(|| Element::new("span").text(&*chart.note));
            let caption = Element::new("figcaption").text(&*chart.title).children(note);
            Element::new("figure").child(caption).child(svg(chart))
        });
        section.push(Element::new("div").with("class", "picture__charts").children(charts));
        section.push(table(picture));
        section.push(paragraph("picture__source", &picture.source));
    }
    section
}

fn paragraph(class: &str, text: &str) -> Element {
    Element::new("p").with("class", class).text(text)
}

fn lead(number: &Number) -> Element {
    let value = Element::new("b").text(written(number.value)).child(Element::new("small").text("件"));
    let change = number.change().map(|change| Element::new("span").text(change));
    Element::new("li").child(value).child(Element::new("span").text(number.label)).children(change)
}

fn table(picture: &Picture) -> Element {
    let heading = |text: &str, scope: &str| Element::new("th").with("scope", scope).text(text);
    let years = picture.years();
    let head = Element::new("tr")
        .child(heading("项目", "col"))
        .children(years.iter().map(|year| heading(year, "col")));
    let groups = picture.numbers.iter().map(|(name, numbers)| {
        let group = heading(name, "rowgroup").with("colspan", 1 + years.len());
        let rows = numbers.iter().map(|number| {
            let mut row = Element::new("tr").child(heading(number.label, "row"));
            row = row.child(Element::new("td").text(written(number.value)));
            if picture.is_compared {
                row = row.child(Element::new("td").text(number.last.map(written).unwrap_or_default()));
            }
            row
        });
        Element::new("tbody").child(Element::new("tr").child(group)).children(rows)
    });
    Element::new("table")
        .child(Element::new("caption").text("图里的数字（件）"))
        .child(Element::new("thead").child(head))
        .children(groups)
}
