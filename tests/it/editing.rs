//! Typing, totals, editions, undo: everything that changes a report.

use nianbao::format::grid::Step;
use nianbao::format::texts::{TextField, count_characters};
use nianbao::format::{Cell, Edition, Kind};
use nianbao::import::grid::Grid;
use nianbao::import::paste::{Paste, paste};
use nianbao::report::entry::Entry;
use nianbao::report::figure::{Figure, Figures};
use nianbao::report::history::History;
use nianbao::report::{Edit, Report};
use nianbao::validate::ahead::{next_finding, next_unfilled};
use nianbao::validate::validate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::arbitrary::{Act, act, edit_of, raw, report};
use crate::clerk::{Clerk, zeros};

#[test]
fn a_new_report_is_blank_and_blank_is_not_zero() {
    let clerk = Clerk::with_year(2020);
    for cell in &clerk.report().format().cells {
        assert_eq!(clerk.sees(cell.id()), "", "{}", cell.id());
    }
}

#[test]
fn totals_follow_their_parts_as_far_as_these_are_known() {
    let mut clerk = Clerk::with_year(2020);
    clerk.types("requests.new.natural-person", "5").types("requests.new.business", "2");
    assert_eq!(clerk.sees("requests.new.total"), "7");
    clerk.types("requests.granted.business", "2");
    assert_eq!(clerk.sees("requests.concluded.business"), "2");
    assert_eq!(clerk.sees("requests.concluded.total"), "2", "the total of totals follows too");
}

#[test]
fn a_total_can_be_typed_over_and_set_back() {
    let mut clerk = Clerk::with_year(2020);
    clerk.types("requests.new.natural-person", "5").types("requests.new.total", "9");
    clerk.types("requests.new.natural-person", "6");
    assert_eq!(clerk.sees("requests.new.total"), "9", "a typed total is kept");
    clerk.sets_back("requests.new.total");
    assert_eq!(clerk.sees("requests.new.total"), "6");
    clerk.types("requests.new.total", "9").types("requests.new.total", "");
    assert_eq!(clerk.sees("requests.new.total"), "6", "emptying it sets it back too");
}

#[test]
fn filling_the_rest_with_zeros_is_one_step_and_touches_nothing_that_was_typed() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("requests.new.business", "3").types("disclosure.rules.issued", "若干");
    let before = clerk.report().clone();
    clerk.fills_zeros();
    assert_eq!(clerk.sees("requests.new.business"), "3");
    assert_eq!(clerk.sees("disclosure.rules.issued"), "若干");
    assert_eq!(clerk.sees("requests.new.research"), "0");
    assert_eq!(clerk.sees("requests.new.total"), "3");
    clerk.undoes();
    assert_eq!(*clerk.report(), before);
}

#[test]
fn the_edition_follows_the_year() {
    let mut clerk = Clerk::with_year(2024);
    assert_eq!(clerk.report().edition(), Edition::REVISED_2021);
    clerk.types("year", "2020");
    assert_eq!(clerk.report().edition(), Edition::TRIAL_2019);
    clerk.chooses("edition", "2021").types("organ", "示例局");
    assert_eq!(clerk.report().edition(), Edition::REVISED_2021, "set by hand, it stays");
    clerk.types("year", "2019");
    assert_eq!(clerk.report().edition(), Edition::TRIAL_2019, "until another year is typed");
}

#[test]
fn changing_the_edition_keeps_what_carries_over_and_sets_the_rest_aside() {
    let mut clerk = Clerk::with_year(2020);
    clerk.types("requests.new.business", "3").types("requests.other.business", "1");
    clerk.types("disclosure.licensing.decisions", "86").types("disclosure.licensing.change", "-2");
    clerk.types("overview", "本年情况。").types("requests.granted.total", "5");
    let before = clerk.report().clone();
    assert_eq!(before.set_aside().count(), 0);
    clerk.chooses("edition", "2021");
    let kept: Vec<(&str, &Entry)> =
        clerk.report().set_aside().map(|(cell, entry)| (cell.id(), entry)).collect();
    let change = ("disclosure.licensing.change", &Entry::Number(-2));
    assert_eq!(kept, [change, ("requests.other.business", &Entry::Number(1))]);
    assert_eq!(clerk.sees("requests.new.business"), "3");
    assert_eq!(clerk.sees("requests.new.total"), "3");
    assert_eq!(clerk.sees("requests.granted.total"), "5", "a typed total stays typed");
    assert_eq!(clerk.sees("disclosure.licensing.decisions"), "86");
    assert_eq!(clerk.sees("requests.other.miscellaneous.business"), "");
    assert_eq!(clerk.report().text(TextField::OVERVIEW), "本年情况。");
    clerk.undoes();
    assert_eq!(*clerk.report(), before);
}

#[test]
fn another_year_and_back_brings_every_number_back_and_keeps_what_was_changed_between() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("requests.other.unpaid.business", "3").types("requests.other.unpaid.total", "4");
    clerk.types("disclosure.rules.in-force", "若干").types("disclosure.fees.amount", "12.5");
    clerk.blanks("requests.other.uncorrected.total").types("requests.new.business", "5");
    let before = clerk.report().clone();
    clerk.types("year", "2020").types("organ", "示例局");
    assert_eq!(clerk.sees("requests.new.business"), "5");
    assert_eq!(clerk.report().set_aside().count(), 5);
    clerk.types("requests.new.business", "6").types("disclosure.fees.change", "-1");
    clerk.types("year", "2024");
    for id in ["requests.other.unpaid.business", "requests.other.unpaid.total", "disclosure.rules.in-force"] {
        let cell = before.format().cell(id).unwrap();
        assert_eq!(clerk.report().cell(cell), before.cell(cell), "{id}");
    }
    assert_eq!(clerk.sees("disclosure.fees.amount"), "12.5");
    assert_eq!(clerk.sees("requests.other.uncorrected.total"), "", "a total left blank stays blank");
    assert_eq!(clerk.sees("requests.new.business"), "6", "the newest value");
    let kept: Vec<&str> = clerk.report().set_aside().map(|(cell, _)| cell.id()).collect();
    assert_eq!(kept, ["disclosure.fees.change"]);
    clerk.types("year", "2019");
    assert_eq!(clerk.sees("disclosure.fees.change"), "-1");
}

#[test]
fn the_visit_of_a_field_is_one_step() {
    let mut clerk = Clerk::with_year(2020);
    clerk.types("requests.new.business", "123").types("organ", "示例局");
    assert_eq!(clerk.undoes(), "organ");
    assert_eq!(clerk.sees("requests.new.business"), "123");
    assert_eq!(clerk.undoes(), "requests.new.business");
    assert!(!clerk.editing().can_undo());
    assert_eq!(clerk.redoes(), "requests.new.business");
    assert_eq!(clerk.sees("requests.new.business"), "123");
}

#[test]
fn a_pause_ends_the_step_of_a_text_but_not_of_a_number() {
    let mut history = History::new(Report::of_year(2020));
    let types = |history: &mut History, id: &str, text: &str| {
        let edit = history.report().typing(id, text).unwrap();
        history.apply(edit);
        history.pause();
    };
    types(&mut history, "overview", "一");
    types(&mut history, "overview", "一二");
    history.undo();
    assert_eq!(history.report().text(TextField::OVERVIEW), "一");
    types(&mut history, "requests.new.business", "1");
    types(&mut history, "requests.new.business", "12");
    history.undo();
    assert_eq!(history.report().text(TextField::OVERVIEW), "一");
    assert_eq!(history.undo().map(|change| change.field), Some("overview"));
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut clerk = Clerk::with_year(2020);
    clerk.types("organ", "").chooses("edition", "2019").types("requests.new.total", "");
    assert!(!clerk.editing().can_undo());
}

#[test]
fn fields_that_do_not_exist_are_refused() {
    let report = Report::of_year(2020);
    assert_eq!(report.typing("requests.new.nobody", "1"), None);
    assert_eq!(report.typing("edition", "2018"), None);
}

#[test]
fn characters_are_counted_without_spaces_and_line_breaks() {
    assert_eq!(count_characters("一、总体 情况\n　2024年。"), 12);
}

#[test]
fn what_a_year_typed_in_passing_takes_away_comes_back_with_the_right_year() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("requests.other.unpaid.business", "2").types("disclosure.fees.amount", "12.5");
    let before = clerk.report().clone();
    for typed in ["201", "2014", "201", "20", "202", "2024"] {
        clerk.types_on("year", typed);
    }
    assert_eq!(*clerk.report(), before);
    assert_eq!(clerk.undoes(), "disclosure.fees.amount", "a visit that changes nothing is no step");
}

#[test]
fn zeros_do_not_go_into_totals_that_a_file_left_blank() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("requests.new.business", "2").blanks("requests.new.total").fills_zeros();
    assert_eq!(clerk.sees("requests.new.total"), "2");
}

#[test]
fn the_next_unfilled_place_and_the_next_finding_go_round() {
    let mut clerk = Clerk::with_year(2024);
    let unfilled = |clerk: &Clerk, after| next_unfilled(clerk.report(), after);
    assert_eq!(unfilled(&clerk, None), Some("organ"));
    assert_eq!(unfilled(&clerk, Some("organ")), Some("overview"), "what may stay empty is passed over");
    assert_eq!(unfilled(&clerk, Some("overview")), Some("disclosure.rules.issued"));
    assert_eq!(unfilled(&clerk, Some("requests.new.other")), Some("requests.carried-in.natural-person"));
    assert_eq!(unfilled(&clerk, Some("other-matters")), Some("organ"));
    for text in ["organ", "overview", "problems", "other-matters"] {
        clerk.types(text, "示例");
    }
    clerk.fills_zeros();
    assert_eq!(unfilled(&clerk, Some("organ")), None);
    let finding = |clerk: &Clerk, after| next_finding(clerk.report(), &validate(clerk.report()), after);
    assert_eq!(finding(&clerk, None), None);
    clerk.types("requests.new.business", "1").types("disclosure.rules.issued", "一");
    assert_eq!(finding(&clerk, None), Some("disclosure.rules.issued"));
    assert_eq!(finding(&clerk, Some("disclosure.rules.issued")), Some("requests.carried-out.business"));
    assert_eq!(finding(&clerk, Some("requests.carried-out.total")), Some("disclosure.rules.issued"));
}

proptest! {
    #[test]
    fn no_sequence_of_edits_panics_and_undo_takes_every_one_back(
        acts in vec((act(), any::<bool>()), 0..80),
    ) {
        let mut history = History::new(Report::of_year(2024));
        let first = history.report().clone();
        for (act, leaves) in &acts {
            match act {
                Act::Undo => { history.undo(); }
                Act::Redo => { history.redo(); }
                act => {
                    if let Some(edit) = edit_of(act, history.report()) {
                        let (before, step) = (history.report().clone(), history.step());
                        history.apply(edit.clone());
                        if history.step() > step {
                            // A new step: one undo leads to where it began, one redo back.
                            let after = history.report().clone();
                            history.undo();
                            prop_assert_eq!(history.report(), &before);
                            history.redo();
                            prop_assert_eq!(history.report(), &after);
                        }
                    }
                }
            }
            if *leaves {
                history.seal();
            }
            validate(history.report());
        }
        let last = history.report().clone();
        let mut visited = Vec::new();
        while history.can_undo() {
            visited.push(history.report().clone());
            history.undo();
            prop_assert_ne!(history.report(), &visited[visited.len() - 1], "a step that changes nothing");
        }
        prop_assert_eq!(history.report(), &first);
        while let Some(expected) = visited.pop() {
            history.redo();
            prop_assert_eq!(history.report(), &expected);
        }
        prop_assert_eq!(history.report(), &last);
    }

    #[test]
    fn any_other_years_and_editions_and_back_give_the_same_report(
        report in report(),
        changes in vec(prop_oneof![raw().prop_map(Edit::Year), "20[12][0-9]".prop_map(Edit::Year), select(Edition::ALL.to_vec()).prop_map(Edit::Edition)], 0..8),
    ) {
        let mut changed = report.clone();
        changes.into_iter().for_each(|change| changed.apply(change));
        changed.apply(Edit::Year(report.year().text(Kind::Count)));
        changed.apply(Edit::Edition(report.edition()));
        prop_assert_eq!(changed, report);
    }

    #[test]
    fn typing_on_is_one_step_that_ends_in_what_was_typed_last(typed in vec(raw(), 1..6)) {
        let mut history = History::new(Report::of_year(2024));
        let before = history.report().clone();
        for text in &typed {
            if let Some(edit) = history.report().typing("requests.new.business", text) {
                history.apply(edit);
            }
        }
        let mut expected = before.clone();
        if let Some(edit) = before.typing("requests.new.business", &typed[typed.len() - 1]) {
            expected.apply(edit);
        }
        prop_assert_eq!(history.report(), &expected);
        history.undo();
        prop_assert!(!history.can_undo());
        prop_assert_eq!(history.report(), &before);
    }
}

#[test]
fn a_cell_of_another_edition_is_blank_here_and_changes_nothing() {
    let mut clerk = zeros(2024);
    let old = Edition::TRIAL_2019.format();
    let before = clerk.report().clone();
    for &cell in &old.cells {
        clerk.loads(Edit::Cells(vec![(cell, Entry::Number(7))]));
        assert_eq!(*clerk.report().cell(cell), Entry::Blank, "{cell:?}");
        assert_eq!(Figures::of(clerk.report()).at(cell), Figure::MISSING, "{cell:?}");
    }
    assert_eq!(*clerk.report(), before);
    clerk.loads(before.fill_zeros(&old.cells));
    assert_eq!(*clerk.report(), before);
    let format = before.format();
    assert_eq!(format.place(old.cells[0]), None);
    assert_eq!(format.step(old.cells[0], Step::Down), None);
    assert_eq!(format.rectangle(old.cells[0], format.cells[0]), Vec::<Vec<Cell>>::new());
}

#[test]
fn a_paste_offered_before_the_edition_changed_puts_nothing_into_other_cells() {
    let mut clerk = Clerk::with_year(2024);
    let at = clerk.report().format().cell("requests.other.unpaid.business").unwrap();
    let offered = paste(clerk.report(), &[Grid::read_text("1\t2\n3\t4")], &[vec![at]]);
    assert_eq!(offered.cells.len(), 4);
    clerk.types("year", "2020");
    let before = clerk.report().clone();
    clerk.loads(Edit::Cells(offered.cells));
    assert_eq!(*clerk.report(), before);
    let late = paste(clerk.report(), &[Grid::read_text("1\t2")], &[vec![at]]);
    assert_eq!(late, Paste::default());
}
