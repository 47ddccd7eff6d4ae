//! Reports of all kinds, and sequences of edits, for properties that must hold of every one.

use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::report::answer::Cause;
use nianbao::report::entry::Entry;
use nianbao::report::office::{Level, Scope, parse_date};
use nianbao::report::{Edit, Report};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// What people type into number cells, and what they should not.
pub fn raw() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,5}",
        2 => Just(String::new()),
        1 => "[0-9]{1,3}(\\.[0-9]{1,5})?",
        1 => "[-+增减]?[0-9]{1,4}",
        1 => "\\PC{0,12}",
        1 => "[ 　/０-９,，.件元（）-]{0,8}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => "[一二三四五六年报公开<>&\"'\\\\{}\\n 。]{0,60}",
        1 => any::<String>(),
        1 => Just("</script><script>alert(1)</script>".to_owned()),
        1 => Just("<script type=\"application/json\" id=\"nianbao-report\">{}</script>".to_owned()),
    ]
}

/// An edit that fits a report of any edition: cells are named by a number that is brought into range.
#[derive(Clone, Debug)]
pub enum Act {
    Edit(Edit),
    Type(usize, String),
    Automatic(usize),
    Zeros,
    Undo,
    Redo,
}

pub fn act() -> impl Strategy<Value = Act> {
    let edition = select(Edition::ALL.to_vec());
    prop_oneof![
        8 => (any::<usize>(), raw()).prop_map(|(cell, raw)| Act::Type(cell, raw)),
        1 => any::<usize>().prop_map(Act::Automatic),
        1 => Just(Act::Zeros),
        1 => text().prop_map(|organ| Act::Edit(Edit::Organ(organ))),
        1 => text().prop_map(|code| Act::Edit(Edit::OrganCode(code))),
        1 => prop_oneof!["20[12][0-9]", raw()].prop_map(|year| Act::Edit(Edit::Year(year))),
        1 => edition.prop_map(|edition| Act::Edit(Edit::Edition(edition))),
        1 => option::of(select(Level::ALL.to_vec())).prop_map(|level| Act::Edit(Edit::Level(level))),
        1 => option::of(select(Scope::ALL.to_vec())).prop_map(|scope| Act::Edit(Edit::Scope(scope))),
        1 => select(vec!["", "2021-01-20", "2025-12-31"]).prop_map(|date| Act::Edit(Edit::Published(parse_date(date)))),
        2 => (select(TextField::all().collect::<Vec<_>>()), text()).prop_map(|(field, text)| Act::Edit(Edit::Text(field, text))),
        1 => (text(), "[a-z.-]{0,9}", option::of(vec(text(), 0..3)), text()).prop_map(|(message, cell, values, note)| {
            let cause = Cause { rule: "V05".into(), message, cells: vec![cell], values };
            Act::Edit(Edit::Answer(cause, note))
        }),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

/// The edit of an act, for those that are one.
pub fn edit_of(act: &Act, report: &Report) -> Option<Edit> {
    let cells = &report.format().cells;
    match act {
        Act::Edit(edit) => Some(edit.clone()),
        Act::Type(cell, raw) => report.typing(cells[cell % cells.len()].id(), raw),
        Act::Automatic(cell) => {
            let totals = &report.format().totals;
            Some(Edit::Cells(vec![(totals[cell % totals.len()], Entry::Automatic)]))
        }
        Act::Zeros => Some(report.fill_zeros(cells)),
        Act::Undo | Act::Redo => None,
    }
}

/// A report that came about by any acts, a typed total that is blank among them.
pub fn report() -> impl Strategy<Value = Report> {
    (select(Edition::ALL.to_vec()), vec(act(), 0..60), vec(any::<usize>(), 0..3)).prop_map(
        |(edition, acts, blanks)| {
            let mut report = Report::blank(edition);
            for act in &acts {
                if let Some(edit) = edit_of(act, &report) {
                    report.apply(edit);
                }
            }
            for cell in blanks {
                let totals = &report.format().totals;
                report.apply(Edit::Cells(vec![(totals[cell % totals.len()], Entry::Blank)]));
            }
            report
        },
    )
}
