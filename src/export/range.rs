//! A range of cells as other programs take it from the clipboard: text with tabs, and an HTML table.
//! Knows no clipboard.

use super::markup::escape;

/// The range as text: tabs between cells, line breaks between rows, quotes around a text that holds either.
pub fn write_text(rows: &[Vec<String>]) -> String {
    let quoted = |text: &String| match text.contains(['\t', '\n', '\r', '"']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.clone(),
    };
    let row = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join("\t");
    rows.iter().map(row).collect::<Vec<_>>().join("\r\n")
}

/// The range as an HTML table.
pub fn write_html(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| format!("<td>{}</td>", escape(text));
    let row = |row: &Vec<String>| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    format!("<meta charset=\"utf-8\"><table><tbody>{rows}</tbody></table>")
}
