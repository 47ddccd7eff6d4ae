//! The list of many reports: sorted, filtered, found, drawn in part; and the matrix of units and rules.

use nianbao::collection::extract::Extract;
use nianbao::collection::list::{Column, Filter, Order, State, Window};
use nianbao::collection::matrix::Matrix;
use nianbao::report::office::Level;
use nianbao::validate::Severity;
use proptest::prelude::*;

use crate::collection::{kept, zeros};

/// Four reports: with errors, with warnings, blank, and of another year.
fn some() -> Vec<Extract> {
    let received = |organ: &str, year, number: &str| {
        let fields = [("requests.new.business", number), ("requests.granted.business", number)];
        kept(&zeros(organ, year, &fields))
    };
    let mut wrong = received("示例区示例街道办事处", 2024, "9");
    wrong.counts = [3, 1, 0];
    wrong.level = Some(Level::Township);
    let mut warned = received("示例市示例局", 2024, "12");
    warned.counts = [0, 2, 0];
    let mut blank = received("示例镇人民政府", 2024, "");
    blank.counts = [1, 0, 0];
    blank.doubts = 4;
    let mut old = received("示例县统计局", 2023, "0");
    old.counts = [0, 0, 5];
    old.origin.name = "2023年/统计局年报（终稿）.JSON".into();
    vec![wrong, warned, blank, old]
}

fn in_order(order: Order) -> Vec<usize> {
    let mut shown = vec![0, 1, 2, 3];
    order.arrange(&some(), &mut shown);
    shown
}

#[test]
fn a_column_sorts_either_way_and_what_is_blank_stands_last() {
    let by = |column, is_descending| in_order(Order { column, is_descending });
    assert_eq!(by(Column::Received, true), [1, 0, 3, 2]);
    assert_eq!(by(Column::Received, false), [3, 0, 1, 2]);
    assert_eq!(in_order(Order::default()), [0, 2, 1, 3], "errors first");
    assert_eq!(by(Column::Year, false), [3, 0, 1, 2], "equals stay in their order");
    assert_eq!(by(Column::Level, true), [0, 1, 2, 3]);
}

#[test]
fn a_press_on_a_head_sorts_by_it_and_another_turns_it_round() {
    let order = Order::default().pressed(Column::Received);
    assert_eq!(order, Order { column: Column::Received, is_descending: true });
    assert_eq!(order.pressed(Column::Received), Order { column: Column::Received, is_descending: false });
    assert!(!order.pressed(Column::Organ).is_descending);
}

#[test]
fn words_are_looked_for_in_the_names_of_organ_and_file_however_wide() {
    let some = some();
    let found = |words: &str| Filter { words: words.into(), ..Filter::default() }.shown(&some, |_| None);
    assert_eq!(found("示例街道"), [0]);
    assert_eq!(found("局 统计"), [3]);
    assert_eq!(found("（终稿）.json"), found("(终稿).ＪＳＯＮ"));
    assert_eq!(found("没有的"), [0; 0]);
    assert_eq!(found("  "), [0, 1, 2, 3]);
}

#[test]
fn every_state_year_level_and_parent_can_be_asked_for() {
    let some = some();
    let shown = |filter: Filter| filter.shown(&some, |it| it.organ.contains("街道").then_some("示例区"));
    let state = |state| shown(Filter { state: Some(state), ..Filter::default() });
    assert_eq!(State::ALL.map(state), [vec![0, 2], vec![1], vec![3], vec![2]]);
    assert_eq!(shown(Filter { year: Some(2023), ..Filter::default() }), [3]);
    assert_eq!(shown(Filter { level: Some(Level::Township), ..Filter::default() }), [0]);
    assert_eq!(shown(Filter { parent: Some("示例区".into()), ..Filter::default() }), [0]);
    assert_eq!(shown(Filter { parent: Some("乙区".into()), ..Filter::default() }), [0; 0]);
}

#[test]
fn an_unfinished_number_is_blank_in_the_list_and_no_zero() {
    let values = |column: Column| some().iter().map(|it| column.value(it).text()).collect::<Vec<_>>();
    assert_eq!(values(Column::Received), ["9", "12", "", "0"]);
    assert_eq!(values(Column::Disputes), ["0"; 4]);
}

#[test]
fn the_matrix_has_the_commonest_rule_first_and_a_row_for_whoever_breaks_one() {
    let broken = |organ: &str, fields: &[(&str, &str)]| kept(&zeros(organ, 2024, fields));
    let extracts = [
        broken("甲局", &[("requests.new.business", "2"), ("requests.new.other", "1")]),
        broken("乙局", &[("requests.new.business", "2"), ("disputes.reconsideration.total", "7")]),
    ];
    let all = Matrix::of(&extracts, &[1, 0]);
    let units = |id: &str| all.rules.iter().find(|(rule, _)| rule.id == id).map(|(_, count)| *count);
    assert_eq!((units("V01"), units("V04"), units("V02")), (Some(2), Some(1), None));
    assert!(all.rules.is_sorted_by(|one, other| one.1 >= other.1));
    assert_eq!(all.rows.iter().map(|row| row.report).collect::<Vec<_>>(), [1, 0]);
    let balance = all.rules.iter().position(|(rule, _)| rule.id == "V01").expect("a rule");
    let hit = all.rows[1].hits[balance].expect("a hit");
    assert_eq!((hit.count, hit.severity), (3, Severity::Error), "two columns, and their total");
    assert_eq!(extracts[0].findings[hit.first].rule.id, "V01");
}

#[test]
fn what_was_answered_and_who_breaks_nothing_is_not_in_the_matrix() {
    let mut extract = kept(&zeros("甲局", 2024, &[("requests.new.business", "2")]));
    extract.findings.iter_mut().for_each(|found| found.answer = "已核对。".into());
    assert_eq!(Matrix::of(&[extract], &[0]), Matrix::default());
}

proptest! {
    #[test]
    fn what_is_drawn_covers_what_is_seen_and_the_room_is_that_of_all_rows(
        count in 0_usize..20_000, row in 1_usize..80, scrolled in 0_usize..900_000, frame in 1_usize..2_000,
    ) {
        let window = Window::of(count, row, scrolled, frame);
        prop_assert_eq!(window.above + window.rows.len() * row + window.below, count * row);
        prop_assert!(window.rows.len() <= frame / row + 2 * 12 + 2);
        let most = (count * row).saturating_sub(frame);
        if scrolled <= most {
            prop_assert!(window.above <= scrolled);
            prop_assert!(window.above + window.rows.len() * row >= (scrolled + frame).min(count * row));
        }
    }

    #[test]
    fn a_row_that_is_gone_to_is_seen_whole(at in 0_usize..20_000, row in 1_usize..80, scrolled in 0_usize..900_000, frame in 80_usize..2_000) {
        let to = Window::reveal(at, row, scrolled, frame);
        prop_assert!(to <= at * row && (at + 1) * row <= to + frame);
        let was_seen = scrolled <= at * row && (at + 1) * row <= scrolled + frame;
        prop_assert_eq!(to == scrolled, was_seen);
    }
}
