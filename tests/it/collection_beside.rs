//! Two reports side by side, and one organ over the years.

use nianbao::collection::beside::{breaks, series, tables, texts};
use nianbao::collection::cells::Held;
use nianbao::collection::extract::Extract;
use nianbao::format::texts::TextField;
use nianbao::report::office::Scope;
use nianbao::report::{Edit, Report};

use crate::collection::{kept, zeros};

const CARRIED_OUT: &str = "requests.carried-out.business";
const CARRIED_IN: &str = "requests.carried-in.business";

/// The report of a year: the organ, the year, what is not 0 in it.
type Year<'a> = (&'a str, i64, &'a [(&'a str, &'a str)]);

fn over_years(years: &[Year]) -> (Vec<Extract>, Vec<Vec<usize>>) {
    let extracts: Vec<Extract> =
        years.iter().map(|(organ, year, fields)| kept(&zeros(organ, *year, fields))).collect();
    let series = series(&extracts, |at| extracts[at].organ_key());
    (extracts, series)
}

fn found(years: &[Year]) -> Vec<(usize, usize, &'static str, String)> {
    let (extracts, series) = over_years(years);
    let breaks = breaks(&extracts, &series);
    breaks.into_iter().map(|it| (it.then, it.now, it.found.rule.id, it.found.target)).collect()
}

#[test]
fn the_tables_of_two_reports_stand_side_by_side_with_what_differs() {
    let extracts = [
        kept(&zeros("甲局", 2024, &[("requests.new.business", "3"), ("requests.new.other", "")])),
        kept(&zeros("乙局", 2024, &[("requests.new.business", "8")])),
    ];
    let rows = tables(&[&extracts[0].cells, &extracts[1].cells]);
    let row = |id: &str| rows.iter().find(|row| row.id == id).expect("a row");
    assert_eq!(
        (row("requests.new.business").differs(), row("requests.new.business").change()),
        (true, Some(5))
    );
    assert_eq!((row("requests.new.other").differs(), row("requests.new.other").change()), (true, None));
    assert_eq!(
        (row("requests.new.research").differs(), row("requests.new.research").change()),
        (false, Some(0))
    );
}

#[test]
fn what_one_edition_has_no_cell_for_stands_behind_without_a_counterpart() {
    let extracts = [kept(&zeros("甲局", 2020, &[])), kept(&zeros("甲局", 2024, &[]))];
    let rows = tables(&[&extracts[0].cells, &extracts[1].cells]);
    let held = |id: &str| rows.iter().find(|row| row.id == id).map(|row| row.held.clone()).expect("a row");
    assert_eq!(held("disclosure.rules.in-force"), [None, Some(Held::Typed(0))]);
    assert_eq!(held("disclosure.procurement.items"), [Some(Held::Typed(0)), None]);
    assert_eq!(held("requests.new.business"), [Some(Held::Typed(0)); 2]);
}

fn with_texts(texts: &[(TextField, &str)]) -> Report {
    let mut report = zeros("甲局", 2024, &[]);
    texts.iter().for_each(|(field, text)| report.apply(Edit::Text(*field, (*text).to_owned())));
    report
}

#[test]
fn texts_are_marked_by_word_with_how_much_of_each_chapter_is_the_same() {
    let then =
        "一是公开的深度还不够，重点领域的信息更新不及时。二是政策解读形式单一，图文解读偏少，全年只有12篇。";
    let now = then.replace("12篇", "19篇");
    let pairs = texts(
        &with_texts(&[(TextField::PROBLEMS, then)]),
        &with_texts(&[(TextField::PROBLEMS, &now), (TextField::OVERVIEW, "全年公开。")]),
    );
    assert_eq!(
        pairs.iter().map(|pair| pair.field).collect::<Vec<_>>(),
        [TextField::OVERVIEW, TextField::PROBLEMS]
    );
    let marked = |side: usize| {
        let marked = pairs[1].pieces[side].iter().filter(|piece| piece.is_marked);
        marked.map(|piece| piece.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!((marked(0), marked(1)), (vec!["12"], vec!["19"]));
    assert!(pairs[1].likeness.as_ref().is_some_and(|it| it.share > 80));
    assert_eq!(pairs[0].likeness, None, "it says too little");
}

#[test]
fn what_was_left_over_must_be_taken_over_in_the_year_after_whatever_stands_between() {
    let years: [Year; 4] = [
        ("甲局", 2022, &[(CARRIED_OUT, "3")]),
        ("乙局", 2023, &[]),
        ("甲局", 2024, &[(CARRIED_IN, "7")]),
        ("甲局", 2023, &[(CARRIED_IN, "3"), (CARRIED_OUT, "6")]),
    ];
    assert_eq!(found(&years), [(3, 2, "V07", CARRIED_IN.to_owned())]);
}

#[test]
fn what_is_in_force_and_projects_go_on_too() {
    let in_force = "disclosure.normative-documents.in-force";
    assert_eq!(
        found(&[("甲局", 2023, &[(in_force, "8")]), ("甲局", 2024, &[(in_force, "9")])]),
        [(0, 1, "V08", in_force.to_owned())]
    );
    let previous = "disclosure.licensing.previous";
    assert_eq!(
        found(&[("甲局", 2019, &[(previous, "8")]), ("甲局", 2020, &[(previous, "9")])]),
        [(0, 1, "V09", previous.to_owned())]
    );
}

#[test]
fn what_holds_a_year_between_and_a_blank_are_no_break() {
    assert_eq!(found(&[("甲局", 2023, &[(CARRIED_OUT, "3")]), ("甲局", 2024, &[(CARRIED_IN, "3")])]), []);
    assert_eq!(found(&[("甲局", 2022, &[(CARRIED_OUT, "3")]), ("甲局", 2024, &[])]), [], "2023 is not there");
    assert_eq!(found(&[("甲局", 2023, &[(CARRIED_OUT, "")]), ("甲局", 2024, &[(CARRIED_IN, "3")])]), []);
    assert_eq!(found(&[("甲局", 2023, &[(CARRIED_OUT, "3")]), ("乙局", 2024, &[])]), []);
}

#[test]
fn own_figures_and_those_of_the_area_are_two_series_and_names_may_be_written_otherwise() {
    let scoped = |year, scope| Extract { scope: Some(scope), ..kept(&zeros("示例县", year, &[])) };
    let extracts = [scoped(2023, Scope::Own), scoped(2023, Scope::Area), scoped(2024, Scope::Area)];
    assert_eq!(series(&extracts, |at| extracts[at].organ_key()), [[1, 2]]);
    let extracts =
        [kept(&zeros("甲街道", 2023, &[(CARRIED_OUT, "3")])), kept(&zeros("甲街道办事处", 2024, &[]))];
    let one = series(&extracts, |_| "甲街道办事处".to_owned());
    assert_eq!(breaks(&extracts, &one).len(), 1);
}
