//! The 2021 edition against the official blank template, where `NIANBAO_REPORTS` names a folder that
//! holds it: every label and every merged cell of the three tables.

use std::io::Read;
use std::path::PathBuf;

use nianbao::format::Edition;
use nianbao::format::table::{Content, Table};
use roxmltree::{Document, Node};

const TEMPLATE: &str = "00-blank-template-2021.docx";

/// A cell as both sides name it: its text, the columns and the rows that it takes.
type Cell = (String, usize, usize);

fn template() -> Option<String> {
    let folder = std::env::var_os("NIANBAO_REPORTS").map(PathBuf::from)?;
    let file =
        std::fs::File::open(folder.join(TEMPLATE)).expect("the template in the folder of NIANBAO_REPORTS");
    let mut archive = zip::ZipArchive::new(file).expect("a zip archive");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("a document").read_to_string(&mut text).expect("text");
    Some(text)
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn value<'a>(node: Node<'a, 'a>) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == "val").map(|attribute| attribute.value())
}

/// The rows of a Word table, with vertical merges counted into the cell that begins them.
fn word_rows(table: Node) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<(usize, Cell)>> = Vec::new();
    for row in table.children().filter(|child| child.tag_name().name() == "tr") {
        let mut cells = Vec::new();
        let mut column = 0;
        for cell in row.children().filter(|child| child.tag_name().name() == "tc") {
            let properties = child(cell, "tcPr").expect("properties");
            let span =
                child(properties, "gridSpan").and_then(value).map_or(1, |span| span.parse().expect("a span"));
            let merge = child(properties, "vMerge");
            if merge.is_some_and(|merge| value(merge) != Some("restart")) {
                let begun = rows
                    .iter_mut()
                    .rev()
                    .find_map(|row: &mut Vec<(usize, Cell)>| row.iter_mut().find(|(at, _)| *at == column));
                begun.expect("the cell that the merge begins with").1.2 += 1;
            } else {
                let text: String = cell
                    .descendants()
                    .filter(|node| node.tag_name().name() == "t")
                    .filter_map(|node| node.text())
                    .collect();
                cells.push((column, (text.trim().to_owned(), span, 1)));
            }
            column += span;
        }
        rows.push(cells);
    }
    rows.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).collect()).collect()
}

fn declared_rows(table: &Table) -> Vec<Vec<Cell>> {
    let cell = |cell: &nianbao::format::table::TableCell| {
        let text = match cell.content {
            Content::Heading(text, _) | Content::Remark(text) => text,
            Content::Number(_) => "",
        };
        (text.to_owned(), cell.colspan, cell.rowspan)
    };
    table.head.iter().chain(&table.body).map(|row| row.iter().map(cell).collect()).collect()
}

#[test]
fn labels_and_merges_are_those_of_the_official_template() {
    let Some(text) = template() else {
        eprintln!("NIANBAO_REPORTS is not set: the official template is not compared");
        return;
    };
    let document = Document::parse(&text).expect("XML");
    let tables: Vec<Node> = document.descendants().filter(|node| node.tag_name().name() == "tbl").collect();
    let declared: Vec<&Table> =
        Edition::REVISED_2021.format().chapters.iter().filter_map(|c| c.table()).collect();
    assert_eq!(tables.len(), declared.len());
    for (word, declared) in tables.into_iter().zip(declared) {
        assert_eq!(declared_rows(declared), word_rows(word), "{}", declared.id);
    }
    let paragraphs: Vec<String> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "p")
        .map(|p| {
            p.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|t| t.text()).collect()
        })
        .collect();
    for chapter in &Edition::REVISED_2021.format().chapters {
        assert!(paragraphs.iter().any(|paragraph| paragraph == chapter.heading), "{}", chapter.heading);
    }
}
