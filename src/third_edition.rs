//! What a later edition needs besides its declaration: nothing. The form, the checks, the files, paste and
//! undo, run on the fictitious edition that stands in the list while the library is tested.

use std::collections::BTreeSet;

use crate::document::{Block, compose};
use crate::example::example;
use crate::export::{csv, excel, html, json};
use crate::format::table::Content;
use crate::format::texts::TextField;
use crate::format::{Cell, Edition, help};
use crate::import;
use crate::import::grid::{Grid, SourceCell};
use crate::import::paste::{Misfit, paste};
use crate::interchange;
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::report::history::History;
use crate::report::{Edit, Report};
use crate::validate::ahead::next_unfilled;
use crate::validate::{Finding, validate};

const YEAR: i64 = 2090;

fn edition() -> Edition {
    Edition::for_year(YEAR)
}

fn cell(report: &Report, id: &str) -> Cell {
    report.format().cell(id).unwrap_or_else(|| panic!("no cell {id}"))
}

fn type_into(report: &mut Report, id: &str, text: &str) {
    let edit = report.typing(id, text).unwrap_or_else(|| panic!("no field {id}"));
    report.apply(edit);
}

fn sees(report: &Report, id: &str) -> String {
    Figures::of(report).text(report, cell(report, id))
}

fn sentences(report: &Report) -> Vec<String> {
    validate(report).iter().map(Finding::sentence).collect()
}

/// A report of the edition in which every cell holds a number and every text something.
fn filled() -> Report {
    let mut report = example(edition());
    type_into(&mut report, "open-data.sets.new.download", "2");
    type_into(&mut report, "open-data.sets.new.interface", "1");
    type_into(&mut report, "disclosure.plans.issued", "4");
    type_into(&mut report, "disclosure.fees.amount", "12");
    type_into(&mut report, "achievements", "成效明显。");
    type_into(&mut report, "open-data-note", "另有内部数据。");
    report
}

#[test]
fn it_stands_in_the_list_and_is_in_force_for_its_years() {
    assert_eq!(Edition::ALL.map(Edition::id), ["2019", "2021", "2090"]);
    for (year, id) in [(2018, "2019"), (2020, "2019"), (2021, "2021"), (2089, "2021"), (2090, "2090")] {
        assert_eq!(Edition::for_year(year).id(), id);
    }
    assert_eq!(Edition::from_id("2090"), Some(edition()));
    let names = TextField::all().map(TextField::id).collect::<Vec<_>>();
    assert_eq!(names[5..], ["problems", "other-matters", "open-data-note", "achievements"]);
}

#[test]
fn its_form_has_every_cell_once_with_a_name_and_its_help() {
    let format = edition().format();
    let numerals: Vec<&str> = format.chapters.iter().map(|chapter| chapter.numeral()).collect();
    assert_eq!(numerals, ["一", "二", "三", "四", "五", "六", "七"]);
    let tables: Vec<&str> = format.tables().map(|table| table.id).collect();
    assert_eq!(tables, ["disclosure", "requests", "open-data"]);
    let mut drawn = Vec::new();
    for table in format.tables() {
        for line in table.head.iter().chain(&table.body) {
            drawn.extend(line.iter().filter_map(|cell| match cell.content {
                Content::Number(cell) => Some(cell),
                Content::Heading(..) | Content::Remark(_) => None,
            }));
        }
    }
    assert_eq!(drawn, format.cells);
    let names: BTreeSet<&str> = format.cells.iter().map(|cell| cell.declared().name.as_str()).collect();
    assert_eq!(names.len(), format.cells.len());
    for cell in &format.cells {
        assert!(help::of_cell(cell.id()).iter().all(Option::is_some), "{cell:?}");
    }
    for chapter in &format.chapters {
        assert!(help::of_chapter(chapter.anchor()).is_some(), "{}", chapter.heading);
    }
    let open_data = format.table_of("open-data.visits.total").unwrap();
    let shown = |id: &str| open_data.narrow_column(format.cell(id).unwrap());
    assert_eq!(shown("open-data.visits.interface"), Some(1));
    assert_eq!(shown("open-data.visits.total"), None);
}

#[test]
fn its_sums_hold_follow_and_break() {
    let mut report = filled();
    assert_eq!(sentences(&report), [""; 0]);
    assert_eq!(sees(&report, "open-data.sets.all.download"), "2");
    assert_eq!(sees(&report, "open-data.sets.all.total"), "3");
    type_into(&mut report, "open-data.sets.all.total", "4");
    let findings = validate(&report);
    assert_eq!(findings[0].target, "open-data.sets.all.total");
    assert!(findings.iter().all(|finding| finding.cells.iter().all(|cell| cell.edition() == edition())));
    assert!(!crate::validate::repair::repairs(&report).is_empty());
    type_into(&mut report, "open-data.visits.download", "");
    type_into(&mut report, "achievements", "无");
    let sentences = sentences(&report);
    assert!(sentences.contains(&"表四还有 1 个空白格。没有的填 0。".to_owned()), "{sentences:?}");
    assert!(sentences.iter().any(|sentence| sentence.contains("只写了“无”")), "{sentences:?}");
    type_into(&mut report, "achievements", "");
    assert!(self::sentences(&report).contains(&"“七、工作成效”还没有写。".to_owned()));
    assert_eq!(next_unfilled(&report, Some("other-matters")), Some("achievements"));
}

#[test]
fn its_files_come_back_as_they_went() {
    let mut report = filled();
    type_into(&mut report, "open-data.sets.all.total", "4");
    type_into(&mut report, "open-data.visits.download", "二");
    let findings = validate(&report);
    let written = json::write(&report, &findings);
    assert_eq!(import::open(written.as_bytes()), Ok(report.clone()));
    assert_eq!(import::open(html::write(&report, &findings).as_bytes()), Ok(report.clone()));
    for bytes in [excel::write(&report), csv::write(&report).into_bytes()] {
        let source = import::read::read("", &bytes).unwrap();
        assert_eq!(import::recognise::recognise(&source).report(&[], &[]), report);
    }
    let value = interchange::write(&report, &[]);
    assert_eq!(value["open-data"]["sets"]["new"]["download"], 2);
    assert_eq!(value["achievements"], "成效明显。");
    assert!(value.get("disputes").is_none());
    let headings: Vec<&str> = (compose(&report).blocks.iter())
        .filter_map(|block| if let Block::Heading(heading) = block { Some(*heading) } else { None })
        .collect();
    assert_eq!(headings[6], "七、工作成效");
    let strange =
        interchange::write(&Report::of_year(2024), &[]).to_string().replacen("\"2021\"", "\"2090\"", 1);
    assert!(interchange::read(&strange).is_err(), "a table of another edition");
}

#[test]
fn its_schema_asks_for_what_only_it_has() {
    let schema = interchange::schema::schema();
    let required = schema["required"].as_array().unwrap();
    assert!(!required.iter().any(|key| key == "disputes" || key == "achievements"));
    let then = &schema["allOf"][2]["then"];
    assert_eq!(then["required"], serde_json::json!(["open-data-note", "achievements", "open-data"]));
    assert!(then["properties"]["open-data"]["properties"]["visits"].is_object());
}

#[test]
fn its_tables_are_pasted_by_their_labels() {
    let source = filled();
    let mut report = Report::of_year(YEAR);
    let at = report.format().cells[0];
    let tables = compose(&source).blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let grids: Vec<Grid> = tables
        .map(|table| {
            let cell = |cell: crate::document::DocumentCell| SourceCell {
                text: cell.text,
                colspan: cell.colspan,
                rowspan: cell.rowspan,
            };
            let rows = table.head.into_iter().chain(table.body);
            Grid::lay_out(rows.map(|row| row.into_iter().map(cell).collect()).collect())
        })
        .collect();
    let pasted = paste(&report, &grids, &[vec![at]]);
    assert_eq!(pasted.misfits, []);
    report.apply(Edit::Cells(pasted.cells));
    for &cell in &report.format().cells {
        assert_eq!(report.cell(cell), source.cell(cell), "{cell:?}");
    }
    // In a report of another edition its table is known, and named as what has no place.
    let other = Report::of_year(2024);
    let pasted = paste(&other, &grids[2..], &[vec![other.format().cells[0]]]);
    assert!(pasted.cells.is_empty());
    assert!(pasted.misfits.iter().all(|misfit| matches!(misfit, Misfit::OtherEdition { .. })));
}

#[test]
fn typing_in_it_is_undone_and_redone() {
    let mut history = History::new(Report::of_year(YEAR));
    let blank = history.report().clone();
    for (id, text) in [("open-data.visits.download", "5"), ("achievements", "成效")] {
        let edit = history.report().typing(id, text).unwrap();
        history.apply(edit);
        history.seal();
    }
    let typed = history.report().clone();
    assert_eq!(history.undo().map(|change| change.field), Some("achievements"));
    assert_eq!(history.undo().map(|change| change.field), Some("open-data.visits.download"));
    assert_eq!(*history.report(), blank);
    history.redo();
    history.redo();
    assert_eq!(*history.report(), typed);
}

#[test]
fn changing_the_year_there_carries_over_what_both_editions_have() {
    let mut report = example(Edition::for_year(2024));
    type_into(&mut report, "year", "2090");
    assert_eq!(report.edition(), edition());
    assert_eq!(sees(&report, "requests.new.natural-person"), "5");
    assert_eq!(sees(&report, "open-data.visits.download"), "");
    assert_eq!(*report.cell(cell(&report, "open-data.visits.total")), Entry::Automatic);
    assert!(!report.text(TextField::OVERVIEW).is_empty());
}

#[test]
fn changing_the_year_there_and_back_brings_everything_back() {
    let before = example(Edition::for_year(2024));
    let mut report = before.clone();
    type_into(&mut report, "disclosure.fees.amount", "12.5");
    let with_amount = report.clone();
    type_into(&mut report, "year", "2090");
    assert_eq!(sees(&report, "disclosure.fees.amount"), "", "an amount is no count of the same name");
    type_into(&mut report, "achievements", "成效");
    type_into(&mut report, "open-data.visits.download", "7");
    let there = report.clone();
    type_into(&mut report, "year", "2024");
    let texts: Vec<(&str, &str)> = report.texts_set_aside().map(|(field, text)| (field.id(), text)).collect();
    assert_eq!(texts, [("achievements", "成效")]);
    assert!(interchange::write(&report, &[]).get("achievements").is_none());
    let kept = interchange::write_set_aside(&report).unwrap();
    assert_eq!(kept["cells"]["2090"]["open-data.visits.download"], 7);
    let mut read = interchange::read_value(&interchange::write(&report, &[])).unwrap();
    interchange::read_set_aside(&mut read, &kept).unwrap();
    assert_eq!(read, report);
    for &cell in &report.format().cells {
        assert_eq!(report.cell(cell), with_amount.cell(cell), "{cell:?}");
    }
    type_into(&mut report, "year", "2020");
    type_into(&mut report, "year", "2090");
    assert_eq!(report, there);
}
