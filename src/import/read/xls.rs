//! Excel workbooks of 1997 to 2003: the records of their one stream. Total: a record that is cut says nothing.
//! Knows nothing of what a sheet says.

mod records;

use std::collections::HashMap;

use super::Refusal;
use super::blocks::Blocks;
use super::numbers::{built_in, shown};
use super::workbook::Sheet;
use crate::import::source::Source;
use records::*;

/// The most sheets that are read.
const MOST_SHEETS: usize = 32;
/// The version of the records since 1997.
const VERSION: u16 = 0x0600;

/// Reads the stream of a workbook.
pub fn read(stream: &[u8]) -> Result<Source, Refusal> {
    let refuse = |sentence: &str| Err(Refusal(sentence.to_owned()));
    let mut records = records(stream, 0);
    if !matches!(records.next(), Some((BEGIN, data)) if data.u16(0) == Some(VERSION)) {
        return refuse("这个 Excel 文件太旧或已损坏。请在 Excel 或 WPS 里另存为 .xlsx 再打开。");
    }
    let mut book = Book::default();
    let mut own: HashMap<u16, String> = HashMap::new();
    let mut sheets = Vec::new();
    let mut shared = Vec::new();
    for (kind, data) in records.take_while(|(kind, _)| *kind != END) {
        // A record that is too long for one goes on in the next.
        if kind != CONTINUE && !shared.is_empty() && book.texts.is_empty() {
            book.texts = shared_texts(&shared);
        }
        match kind {
            LOCKED => return refuse("文件有密码，读不了。请在 Excel 或 WPS 里去掉密码，另存一份再打开。"),
            EPOCH => book.epoch_1904 = data.u16(0) == Some(1),
            SHEET => sheets.extend(data.u32(0).zip(data.u8(4)).filter(|_| data.u8(5) == Some(0))),
            SHARED => shared = vec![data.0],
            CONTINUE if !shared.is_empty() && book.texts.is_empty() => shared.push(data.0),
            FORMAT => own.extend(data.u16(0).zip(Text::of(&[data.0.get(2..).unwrap_or_default()]).long())),
            STYLE => {
                let id = data.u16(2).unwrap_or(0);
                book.formats.push(own.get(&id).cloned().unwrap_or_else(|| built_in(id.into()).to_owned()));
            }
            _ => {}
        }
    }
    if book.texts.is_empty() {
        book.texts = shared_texts(&shared);
    }
    let mut blocks = Blocks::of("Excel 表格");
    for (page, (start, hidden)) in (1..).zip(sheets.into_iter().take(MOST_SHEETS)) {
        if hidden & 3 == 0 {
            blocks = book.sheet(stream, start as usize).add(blocks, page);
        }
    }
    Ok(blocks.finish())
}

/// What the sheets of a workbook share.
#[derive(Default)]
struct Book {
    texts: Vec<String>,
    formats: Vec<String>,
    epoch_1904: bool,
}

impl Book {
    fn sheet(&self, stream: &[u8], start: usize) -> Sheet {
        let mut sheet = Sheet::default();
        let mut depth = 0_usize;
        // The cell of a formula whose text comes next.
        let mut formula = None;
        for (kind, data) in records(stream, start) {
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                // A chart within the sheet has cells of its own.
                _ if depth == 1 => {
                    let _ = self.record(&mut sheet, kind, data, &mut formula);
                }
                _ => {}
            }
        }
        sheet
    }

    /// Takes what a record says; none if it is cut.
    fn record(
        &self,
        sheet: &mut Sheet,
        kind: u16,
        data: Data,
        formula: &mut Option<(usize, usize)>,
    ) -> Option<()> {
        match kind {
            ROW if data.u16(12)? & 0x20 != 0 => {
                sheet.hidden_rows.insert(data.index(0)?);
            }
            COLUMNS if data.u16(8)? & 1 != 0 => {
                sheet.hidden_columns.extend(data.index(0)?..=data.index(2)?.min(300))
            }
            MERGED => {
                for at in 0..data.index(0)? {
                    let at = 2 + at * 8;
                    let (top, bottom, left, right) =
                        (data.index(at)?, data.index(at + 2)?, data.index(at + 4)?, data.index(at + 6)?);
                    sheet.merged.push(((top, left), (bottom, right)));
                }
            }
            BLANKS | SHORT_NUMBERS => {
                let (row, first) = data.place()?;
                let width = if kind == BLANKS { 2 } else { 6 };
                for (at, cell) in data.0.get(4..data.0.len().checked_sub(2)?)?.chunks_exact(width).enumerate()
                {
                    let cell = Data(cell);
                    let number = cell.u32(2).map(|bits| self.number(short_number(bits), cell.u16(0)));
                    sheet.put(row, first + at, number.unwrap_or_default());
                }
            }
            FORMULA_TEXT => {
                let (row, column) = formula.take()?;
                sheet.put(row, column, Text::of(&[data.0]).long()?);
            }
            _ => {
                let text = self.cell(kind, data)?;
                let (row, column) = data.place()?;
                *formula = (kind == FORMULA).then_some((row, column));
                sheet.put(row, column, text);
            }
        }
        Some(())
    }

    /// What a cell says that has a record of its own.
    fn cell(&self, kind: u16, data: Data) -> Option<String> {
        let truth = |value: u8| if value == 0 { "FALSE" } else { "TRUE" }.to_owned();
        match kind {
            BLANK => Some(String::new()),
            NUMBER => Some(self.number(data.f64(6)?, data.u16(4))),
            SHORT_NUMBER => Some(self.number(short_number(data.u32(6)?), data.u16(4))),
            SHARED_TEXT => self.texts.get(data.u32(6)? as usize).cloned(),
            TEXT => Text::of(&[data.0.get(6..)?]).long(),
            TRUTH if data.u8(7)? == 0 => Some(truth(data.u8(6)?)),
            FORMULA if data.u16(12)? != 0xffff => Some(self.number(data.f64(6)?, data.u16(4))),
            FORMULA if data.u8(6)? == 1 => Some(truth(data.u8(8)?)),
            FORMULA => Some(String::new()),
            _ => None,
        }
    }

    fn number(&self, value: f64, style: Option<u16>) -> String {
        let format = style.and_then(|style| self.formats.get(usize::from(style)));
        shown(value, format.map_or("General", String::as_str), self.epoch_1904)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::read::read;
    use crate::import::read::shown::{blocks, changed, compound, refusal};

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
    }

    fn units(numbers: &[u16]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    fn wide(text: &str) -> Vec<u8> {
        let letters: Vec<u16> = text.encode_utf16().collect();
        [units(&[letters.len() as u16]), vec![1], units(&letters)].concat()
    }

    /// A workbook of one sheet, its second shared text torn between two records.
    fn stream(locked: bool) -> Vec<u8> {
        let number = |row, column, style, value: f64| {
            record(NUMBER, &[units(&[row, column, style]), value.to_le_bytes().to_vec()].concat())
        };
        let text = |row, column, at: u16| record(SHARED_TEXT, &units(&[row, column, 0, at, 0]));
        let begin = record(BEGIN, &units(&[VERSION, 5]));
        let torn = [units(&[4]), vec![1], units(&[0x884c, 0x653f])].concat();
        let head = |start: u32| {
            [
                begin.clone(),
                if locked { record(LOCKED, &[0; 6]) } else { Vec::new() },
                record(FORMAT, &[units(&[200]), wide("0.00")].concat()),
                record(STYLE, &units(&[0, 0])),
                record(STYLE, &units(&[0, 200])),
                record(SHEET, &[start.to_le_bytes().to_vec(), vec![0, 0, 1, 0, b'a']].concat()),
                record(SHARED, &[vec![0; 8], wide("规章"), torn.clone()].concat()),
                record(CONTINUE, &[vec![1], units(&[0x8bb8, 0x53ef])].concat()),
                record(END, &[]),
            ]
            .concat()
        };
        let short = |number: i32| ((number << 2) | 2).to_le_bytes().to_vec();
        let sheet = [
            begin.clone(),
            text(0, 0, 0),
            number(0, 1, 1, 251.1),
            record(SHORT_NUMBER, &[units(&[0, 2, 0]), short(7)].concat()),
            text(1, 0, 1),
            record(
                SHORT_NUMBERS,
                &[units(&[1, 1, 0]), short(-8), units(&[0]), short(3), units(&[2])].concat(),
            ),
            record(FORMULA, &[units(&[2, 0, 0]), vec![0, 0, 0, 0, 0, 0, 0xff, 0xff], vec![0; 8]].concat()),
            record(FORMULA_TEXT, &wide("合计")),
            record(BLANKS, &units(&[2, 1, 0, 0, 2])),
            record(MERGED, &units(&[1, 2, 2, 1, 2])),
            record(END, &[]),
        ];
        let start = head(0).len() as u32;
        [head(start), sheet.concat()].concat()
    }

    #[test]
    fn the_cells_of_an_old_workbook_are_read() {
        let expected = ["规章|251.10|7 / 行政许可|-8|3 / 合计||<"];
        assert_eq!(blocks("年报.xls", &compound("Workbook", &stream(false))), expected);
    }

    #[test]
    fn old_files_of_other_kinds_are_refused_with_how_to_go_on() {
        let locked = compound("Workbook", &stream(true));
        for (file, words) in [
            (compound("WordDocument", b""), "另存为 .docx"),
            (compound("EncryptedPackage", b""), "有密码"),
            (compound("Book", b""), "另存为 .xlsx"),
            (compound("Workbook", b""), "另存为 .xlsx"),
            (locked, "有密码"),
        ] {
            assert!(refusal("年报", &file).contains(words), "{}", refusal("年报", &file));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20)) {
            let _ = read("年报.xls", &changed(compound("Workbook", &stream(false)), &changes));
        }

        #[test]
        fn no_stream_panics(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20)) {
            let _ = super::read(&changed(stream(false), &changes));
        }
    }
}
