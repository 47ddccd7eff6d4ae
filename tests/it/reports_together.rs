//! Reports looked at together without a browser: side by side, over the years, those that are nearly the same; and one
//! that is taken out.

use nianbao::app::reports::alike::{OPEN, pair_name};
use nianbao::app::reports::beside::{BesideStep, SIDES, TextsShown};
use nianbao::app::reports::downloads::Out;
use nianbao::app::reports::shown::row_name;
use nianbao::app::reports::{Reports, View};
use nianbao::app::{Errand, ReportsStep};
use nianbao::collection::beside;
use nianbao::collection::list::Filter;
use nianbao::format::texts::TextField;
use nianbao::report::{Edit, Report};

use crate::collection::zeros;
use crate::desk::Browser;
use crate::reports_page::{File, Office, file};

const TEXT: &str = "本机关坚持以公开为常态、不公开为例外，主动公开政府信息312条。加强组织领导，把政务公开列入年度重点工作，定期召开会议研究部署。健全审核制度，做到先审查后公开、一事一审，明确专人负责更新栏目。开展业务培训2次，参加人员四十余人。畅通申请渠道，依法答复每一件申请，没有发生超期。";

fn with_overview(mut report: Report, text: &str) -> Report {
    report.apply(Edit::Text(TextField::OVERVIEW, text.to_owned()));
    report
}

/// Two years of an office that do not go on, and another office that copied its overview.
fn some() -> Vec<File> {
    let then = with_overview(zeros("示例局", 2023, &[("requests.carried-out.business", "3")]), TEXT);
    let now =
        with_overview(zeros("示例局", 2024, &[("requests.new.business", "4")]), &TEXT.replace("312", "86"));
    let copied = with_overview(
        zeros("示例区丙丁街道办事处", 2024, &[("requests.new.business", "7")]),
        &TEXT.replace("业务培训", "专题培训"),
    );
    let named = with_overview(zeros("示例区甲乙街道办事处", 2024, &[]), "丙丁街道高度重视。");
    vec![
        file("2023.json", &then),
        file("2024.json", &now),
        file("街道.json", &copied),
        file("甲乙.json", &named),
    ]
}

/// Shows the list in the order in which the reports were added.
fn office() -> Office {
    Office::with(some())
}

/// The worker answers for the texts that were asked for.
fn reads_texts(office: &mut Office) {
    let (job, files) = office.tab.pairs.remove(0);
    let [one, other] = files.map(|file| &office.files[file as usize]);
    let answer = beside::answer((&one.name, &one.bytes), (&other.name, &other.bytes));
    office.tab.runs(Errand::FileRead { job, answer });
}

fn held(reports: &Reports, name: &str) -> (Vec<String>, String) {
    let table = reports.beside_table().expect("a table");
    let row = table.rows.iter().find(|row| row.name.contains(name)).expect("a row");
    (row.held.clone(), row.change.clone())
}

#[test]
fn two_reports_stand_side_by_side_with_what_differs() {
    let mut office = office();
    office.does(ReportsStep::Show(View::Beside));
    assert_eq!(office.reports().beside_table(), None);
    office
        .does(ReportsStep::Beside(BesideStep::Choose(0, Some(1))))
        .does(ReportsStep::Beside(BesideStep::Choose(1, Some(2))));
    let table = office.reports().beside_table().expect("a table");
    assert_eq!(table.heads, ["示例局 2024 年", "示例区丙丁街道办事处 2024 年"]);
    assert!(table.rows.iter().all(|row| row.differs) && table.counts.0 == table.rows.len());
    assert!(table.rows.iter().any(|row| row.held == ["4", "7"] && row.change == "+3"), "{table:?}");
    office.does(ReportsStep::Beside(BesideStep::ShowAll(true)));
    assert_eq!(office.reports().beside_table().expect("a table").rows.len(), table.counts.1);
}

#[test]
fn the_texts_are_read_again_from_the_files_and_marked_by_word() {
    let mut office = office();
    office.does(ReportsStep::Beside(BesideStep::Pair([0, 1])));
    assert_eq!(office.tab.focused(), SIDES[0]);
    assert_eq!(office.reports().beside_texts(), TextsShown::Reading);
    office.does(ReportsStep::Beside(BesideStep::ShowAll(true)));
    assert_eq!(office.tab.pairs.len(), 1, "they are asked for once");
    reads_texts(&mut office);
    let TextsShown::Here(texts) = office.reports().beside_texts() else { panic!("no texts") };
    let overview = texts.iter().find(|pair| pair.field == TextField::OVERVIEW).expect("a text");
    let marked: Vec<&str> =
        overview.pieces[1].iter().filter(|piece| piece.is_marked).map(|piece| piece.text.as_str()).collect();
    assert_eq!(marked, ["86"]);
    assert!(overview.likeness.as_ref().is_some_and(|it| it.share > 90));
}

#[test]
fn where_a_file_is_not_at_hand_sketches_tell_about_how_much_is_the_same() {
    let browser = Browser::new();
    let mut before = Office::at(&browser);
    before.adds(some()).reads();
    let mut office = Office::at(&browser);
    office.does(ReportsStep::Beside(BesideStep::Pair([0, 1])));
    assert!(office.tab.pairs.is_empty(), "nothing can be read");
    let TextsShown::Sketched(shares) = office.reports().beside_texts() else {
        panic!("{:?}", office.reports())
    };
    assert_eq!(shares, [(TextField::OVERVIEW.name(), 100)]);
    office.adds(some()).reads().does(ReportsStep::Beside(BesideStep::Pair([0, 1])));
    assert_eq!(office.reports().beside_texts(), TextsShown::Reading, "they are at hand again");
}

#[test]
fn a_file_that_cannot_be_read_any_more_is_a_sentence() {
    let mut office = office();
    office.does(ReportsStep::Beside(BesideStep::Pair([0, 1])));
    let (job, _) = office.tab.pairs[0];
    office.tab.runs(Errand::FileRead { job, answer: Err("读不出。".into()) });
    assert_eq!(office.reports().beside_texts(), TextsShown::Refused("读不出。".into()));
}

#[test]
fn a_report_is_looked_at_beside_the_year_before_where_that_is_there() {
    let mut office = office();
    office.does(ReportsStep::Beside(BesideStep::With(1)));
    assert_eq!(office.reports().beside_chosen().0, [Some(0), Some(1)]);
    office.does(ReportsStep::Beside(BesideStep::With(2)));
    assert_eq!((office.reports().beside_chosen().0, office.tab.focused()), ([Some(2), None], SIDES[1]));
}

#[test]
fn an_organ_is_followed_over_the_years_and_what_does_not_go_on_is_told_for_all() {
    let mut office = office();
    office.does(ReportsStep::Show(View::Beside));
    assert_eq!(office.reports().years_choices(), [(0, "示例局（2023、2024）".to_owned())]);
    office.does(ReportsStep::Beside(BesideStep::Years(Some(0))));
    let table = office.reports().beside_table().expect("a table");
    assert_eq!(table.heads, ["示例局 2023 年", "示例局 2024 年"]);
    let (breaks, count) = office.reports().breaks();
    assert_eq!((count, breaks[0].pair, breaks[0].rule.as_str()), (1, [0, 1], "V07 上年结转"));
    assert_eq!(breaks[0].organ, "示例局，2023 至 2024 年");
    office.does(ReportsStep::Beside(BesideStep::Years(None)));
    assert_eq!(office.reports().beside_table(), None);
}

#[test]
fn what_can_be_chosen_are_the_reports_that_are_shown_and_those_that_are_chosen() {
    let mut office = office();
    office
        .does(ReportsStep::Beside(BesideStep::Pair([0, 1])))
        .does(ReportsStep::Filter(Filter { words: "街道".into(), ..Filter::default() }));
    let (choices, is_all) = office.reports().beside_choices();
    let mut numbers: Vec<usize> = choices.iter().map(|(at, _)| *at).collect();
    numbers.sort_unstable();
    assert_eq!((numbers, is_all), (vec![0, 1, 2, 3], true));
}

#[test]
fn pairs_that_are_nearly_the_same_are_listed_and_open_with_their_sentences() {
    let mut office = office();
    office.does(ReportsStep::Show(View::Alike));
    let (pairs, count) = office.reports().pairs();
    assert!(count == 2 && pairs.iter().all(|pair| pair.organs[1].contains("丙丁街道")), "{pairs:?}");
    assert!(pairs[0].chapters.starts_with("一、总体情况（约 "), "{}", pairs[0].chapters);
    office.does(ReportsStep::Alike(Some(0)));
    assert_eq!(office.tab.focused(), OPEN);
    assert!(office.reports().open_pair().expect("a pair").missing.contains("正在读"));
    reads_texts(&mut office);
    let open = office.reports().open_pair().expect("a pair");
    assert!(open.missing.is_empty() && open.chapters[0].1.len() >= 3, "{open:?}");
    office.does(ReportsStep::Alike(None));
    assert_eq!((office.reports().open_pair(), office.tab.focused()), (None, pair_name(0).as_str()));
}

#[test]
fn a_pair_of_which_the_files_are_not_at_hand_says_so_plainly() {
    let browser = Browser::new();
    let mut before = Office::at(&browser);
    before.adds(some()).reads();
    let mut office = Office::at(&browser);
    office.does(ReportsStep::Show(View::Alike)).does(ReportsStep::Alike(Some(0)));
    let open = office.reports().open_pair().expect("a pair");
    assert!(open.missing.contains("原文件") && open.chapters[0].1.is_empty());
}

#[test]
fn the_name_of_another_unit_is_found_from_the_names_of_all() {
    let mut office = office();
    office.does(ReportsStep::Show(View::Alike));
    let (strangers, count) = office.reports().strangers();
    assert_eq!(count, 1);
    assert_eq!(
        (strangers[0].report, strangers[0].name.as_str(), strangers[0].is_first),
        (3, "丙丁街道", true)
    );
    assert_eq!(strangers[0].of, "示例区丙丁街道办事处");
}

#[test]
fn a_report_that_is_taken_out_does_not_come_back_and_the_next_row_has_the_focus() {
    let browser = Browser::new();
    let mut office = Office::at(&browser);
    office.adds(some()).reads();
    let organs = office.organs();
    let lines = office.reports().lines(0..4);
    let gone = lines[1].1.report;
    office.does(ReportsStep::Open(Some((gone, 0)))).does(ReportsStep::Remove(gone));
    let left: Vec<String> = [0, 2, 3].map(|at| organs[at].clone()).to_vec();
    assert_eq!(office.organs(), left);
    let next = office.reports().lines(1..2)[0].1.report;
    assert_eq!(office.tab.focused(), row_name(next));
    assert_eq!(office.reports().open(), None);
    assert_eq!(Office::at(&browser).organs(), left, "nor after a reload");
}

#[test]
fn the_focus_goes_to_the_row_before_when_the_last_is_taken_out_and_to_the_heading_when_none_is_left() {
    let mut office = office();
    let last = office.reports().lines(3..4)[0].1.report;
    office.does(ReportsStep::Remove(last));
    let now_last = office.reports().lines(2..3)[0].1.report;
    assert_eq!(office.tab.focused(), row_name(now_last));
    for _ in 0..3 {
        office.does(ReportsStep::Remove(0));
    }
    assert_eq!((office.reports().tally().all, office.tab.focused()), (0, ""));
    office.does(ReportsStep::Remove(0));
    assert_eq!(office.reports().tally().all, 0);
}

#[test]
fn what_was_chosen_is_forgotten_when_a_report_is_taken_out_and_what_is_seen_is_seen_anew() {
    let mut office = office();
    office.does(ReportsStep::Beside(BesideStep::Pair([0, 1])));
    assert_eq!(office.reports().breaks().1, 1);
    office.does(ReportsStep::Remove(0));
    assert_eq!(office.reports().beside_chosen(), ([None, None], None));
    assert_eq!((office.reports().breaks().1, office.reports().pairs().1), (0, 1));
    office.adds(some()).reads();
    assert_eq!(office.reports().breaks().1, 1, "the file can be added again");
}

#[test]
fn what_is_no_report_is_not_chosen() {
    let mut office = office();
    office
        .does(ReportsStep::Beside(BesideStep::Choose(0, Some(99))))
        .does(ReportsStep::Beside(BesideStep::Choose(7, Some(0))))
        .does(ReportsStep::Beside(BesideStep::Pair([0, 99])))
        .does(ReportsStep::Beside(BesideStep::With(99)))
        .does(ReportsStep::Alike(Some(99)));
    assert_eq!(office.reports().beside_chosen(), ([None, None], None));
    office.does(ReportsStep::Beside(BesideStep::Choose(0, Some(1))));
    office.does(ReportsStep::Beside(BesideStep::Choose(1, Some(1))));
    assert_eq!(office.reports().beside_table(), None, "one report is no pair");
    office.does(ReportsStep::Beside(BesideStep::Choose(1, Some(0))));
    assert_eq!(held(office.reports(), "结转").0.len(), 2);
}

#[test]
fn texts_that_were_stopped_or_could_not_be_read_can_be_asked_for_again() {
    let mut office = office();
    office.does(ReportsStep::Beside(BesideStep::Pair([0, 1])));
    let (job, _) = office.tab.pairs.remove(0);
    office.tab.runs(Errand::FileRead { job, answer: Err("读不出。".into()) });
    office.does(ReportsStep::Beside(BesideStep::Pair([0, 1])));
    assert_eq!(office.reports().beside_texts(), TextsShown::Reading);
    // A file that is being written at the same time is stopped, and the worker with it.
    office.does(ReportsStep::Download(Out::Workbook));
    office.tab.runs(Errand::StopWriting);
    assert!(
        matches!(office.reports().beside_texts(), TextsShown::Refused(sentence) if sentence.contains("已停止"))
    );
    office.does(ReportsStep::Beside(BesideStep::Pair([0, 1])));
    assert_eq!(office.reports().beside_texts(), TextsShown::Reading);
}

#[test]
fn a_unit_is_told_of_a_few_others_only_when_many_wrote_the_same() {
    let copied = |at: usize| with_overview(zeros(&format!("示例市第{at}局"), 2024, &[]), TEXT);
    let mut office = Office::with((0..9).map(|at| file(&format!("{at}.json"), &copied(at))).collect());
    office.does(ReportsStep::Show(View::Remarks));
    let lines = office.reports().sheet_lines(0..9);
    assert!(lines.iter().all(|(_, line)| line.counts[2] == 5), "{lines:?}");
}
