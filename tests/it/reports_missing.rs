//! 名单与缺报 without a browser: the list is pasted, opened or that of the area; a report counts for a unit by its name
//! or because somebody said so; what was decided comes back with the reports.

use nianbao::app::reports::View;
use nianbao::app::reports::downloads::Out;
use nianbao::app::reports::missing::Group;
use nianbao::app::reports::missing::shown::CalledLine;
use nianbao::app::{Errand, Found, MissingStep, ReportsStep};
use nianbao::report::office::parse_date;
use nianbao::report::{Edit, Report};

use crate::collection::zeros;
use crate::desk::{Browser, Tab};
use crate::reports_page::{File, Office, file};

const LIST: &str =
    "示例市甲局，示例市\n示例市乙局，示例市\n示例市住房和城乡建设局，示例市\n示例区丙街道办事处，示例区";

/// A sound one, one of a name written otherwise, one of a name that is only like one of the list, one of nobody.
fn some() -> Vec<File> {
    let of = |name: &str, organ: &str| file(name, &zeros(organ, 2024, &[]));
    vec![
        of("甲.json", "示例市甲局"),
        of("丙.json", "丙街道"),
        of("住建.json", "示例市城乡建设局"),
        of("外.json", "完全两样的中心"),
    ]
}

fn office() -> Office {
    let mut office = Office::with(some());
    office.does(ReportsStep::Show(View::Missing)).decides(MissingStep::Pasted(LIST.into()));
    office
}

impl Office {
    fn decides(&mut self, step: MissingStep) -> &mut Office {
        self.does(step.into())
    }

    fn group(&mut self, group: Group) -> Vec<CalledLine> {
        self.decides(MissingStep::Show(group));
        let rows = self.reports().rows();
        self.reports().called_lines(0..rows).into_iter().map(|(_, line)| line).collect()
    }

    /// The lines of the message above the page.
    pub fn lines(&self) -> String {
        self.tab.model.notice().map(|notice| notice.lines.join("\n")).unwrap_or_default()
    }

    fn names(&mut self, group: Group) -> Vec<String> {
        self.group(group).into_iter().map(|line| line.name).collect()
    }
}

#[test]
fn a_pasted_list_tells_who_is_missing_and_which_report_is_of_nobody() {
    let mut office = office();
    assert_eq!((office.reports().roll().units, office.reports().roll().there), (4, 2));
    assert_eq!(office.names(Group::Missing), ["示例市乙局", "示例市住房和城乡建设局"]);
    assert_eq!(office.names(Group::There), ["示例市甲局", "示例区丙街道办事处"]);
    assert_eq!(office.names(Group::Unexpected), ["示例市城乡建设局", "完全两样的中心"]);
    assert_eq!(office.names(Group::Double), [""; 0]);
    assert_eq!(office.tab.said.last().expect("words"), "名单有 4 家单位。");
}

#[test]
fn a_text_without_a_unit_is_no_list_and_the_one_that_was_there_stays() {
    let mut office = office();
    office.decides(MissingStep::Pasted("1\n2".into()));
    assert!(office.lines().contains("没有读出单位名称"), "{}", office.lines());
    assert_eq!(office.reports().roll().units, 4);
}

#[test]
fn what_is_only_like_a_name_counts_when_somebody_says_so() {
    let mut office = office();
    let missing = office.group(Group::Missing);
    let proposal = &missing[1].proposals[0];
    assert_eq!(proposal.words, "示例市城乡建设局（住建.json）");
    let (report, unit) = (proposal.report, proposal.unit);
    office.decides(MissingStep::Say { report, unit: Some(unit) });
    assert_eq!(office.names(Group::Missing), ["示例市乙局"]);
    let there = office.group(Group::There);
    assert!(there[1].reports[0].is_otherwise, "it is said that the names differ: {there:?}");
    office.decides(MissingStep::Say { report, unit: None });
    assert_eq!(office.names(Group::Missing), ["示例市乙局", "示例市住房和城乡建设局"]);
}

#[test]
fn a_name_that_is_written_otherwise_is_shown_and_can_be_refused() {
    let mut office = office();
    let alike = office.group(Group::Alike);
    assert_eq!(
        (alike[0].name.as_str(), alike[0].reports[0].words.as_str()),
        ("示例区丙街道办事处", "丙街道（丙.json）")
    );
    office.decides(MissingStep::Say { report: alike[0].reports[0].report, unit: None });
    assert_eq!(office.names(Group::Alike), [""; 0]);
    assert!(office.names(Group::Missing).contains(&"示例区丙街道办事处".to_owned()));
    let outside = office.group(Group::Unexpected);
    assert!(outside[0].proposals.iter().any(|it| it.words == "示例区丙街道办事处"), "{outside:?}");
}

#[test]
fn a_unit_can_be_named_and_a_name_that_is_not_in_the_list_changes_nothing() {
    let mut office = office();
    office.decides(MissingStep::Show(Group::Unexpected));
    office.decides(MissingStep::SayName { report: 3, name: "没有的局".into() });
    assert_eq!(office.tab.said.last().expect("words"), "名单里没有“没有的局”，没有改动。");
    assert_eq!(office.names(Group::Unexpected).len(), 2);
    assert!(office.reports().missing_names().contains(&"示例市乙局".to_owned()));
    office.decides(MissingStep::SayName { report: 3, name: "示例市 乙局".into() });
    assert_eq!(office.names(Group::Missing), ["示例市住房和城乡建设局"]);
}

#[test]
fn the_focus_goes_on_with_the_row_that_takes_the_place_of_one_that_is_settled() {
    let mut office = office();
    office.decides(MissingStep::Show(Group::Unexpected));
    office.decides(MissingStep::SayName { report: 2, name: "示例市住房和城乡建设局".into() });
    assert_eq!(office.tab.focused(), "called-0-3");
    office.decides(MissingStep::SayName { report: 3, name: "示例市乙局".into() });
    assert_eq!(office.tab.focused(), "group-unexpected", "there is no other row");
}

#[test]
fn a_report_without_an_organ_is_not_said_to_be_a_unit() {
    let mut office = Office::with(vec![file("无名.json", &zeros("", 2024, &[]))]);
    office.does(ReportsStep::Show(View::Missing)).decides(MissingStep::Pasted("甲局".into()));
    let outside = office.group(Group::Unexpected);
    assert_eq!((outside[0].report, outside[0].besides.as_str()), (Some((0, false)), "没有写机关名称"));
}

#[test]
fn the_list_is_opened_from_a_file_of_text_or_of_any_kind_that_import_reads() {
    let mut office = Office::with(some());
    office.does(ReportsStep::Show(View::Missing));
    office.opens("名单.csv", "单位,上级\n甲局,示例市\n".as_bytes().to_vec());
    assert_eq!(office.reports().roll().units, 1);
    // 「名称」「示例局」「乙局」, as old spreadsheets save it.
    let (gbk, _, _) = encoding_rs::GBK.encode("单位名称,上级\n示例局,示例市\n乙局,示例市\n丙局,示例市\n");
    office.opens("名单.csv", gbk.into_owned());
    office.tab.worker_answers(None);
    assert_eq!(office.reports().roll().units, 3);
    office.opens("名单.xlsx", workbook());
    office.tab.worker_answers(None);
    assert_eq!((office.reports().roll().units, office.tab.notice().as_str()), (250, ""));
    office.decides(MissingStep::Show(Group::Missing));
    let line = &office.reports().called_lines(0..1)[0].1;
    assert_eq!((line.name.as_str(), line.facts.as_str()), ("示例区第0街道办事处", "示例区"));
}

#[test]
fn a_file_that_cannot_be_read_is_a_sentence_and_the_list_stays() {
    let mut office = office();
    office.opens("名单.docx", b"PK\x03\x04".to_vec());
    office.tab.worker_answers(None);
    assert!(office.tab.notice().contains("没有读入这份名单"), "{}", office.tab.notice());
    office.decides(MissingStep::Opened { name: "名单.txt".into(), bytes: Err("读不出来。".into()) });
    assert_eq!(office.lines(), "读不出来。");
    assert_eq!(office.reports().roll().units, 4);
}

impl Office {
    fn opens(&mut self, name: &str, bytes: Vec<u8>) {
        self.decides(MissingStep::Opened { name: name.into(), bytes: Ok(bytes) });
    }
}

/// A workbook with a title, a head and more rows than a table of the form has.
fn workbook() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "示例区填报单位名单").expect("a title");
    for (column, head) in ["序号", "上级单位", "单位名称"].into_iter().enumerate() {
        sheet.write(1, column as u16, head).expect("a head");
    }
    for at in 0..250_u32 {
        sheet.write(at + 2, 0, at + 1).expect("a number");
        sheet.write(at + 2, 1, "示例区").expect("an organ");
        sheet.write(at + 2, 2, format!("示例区第{at}街道办事处")).expect("a unit");
    }
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn late_is_measured_by_the_last_day_of_the_area_until_another_is_set() {
    let browser = Browser::new();
    let mut office = Office::at(&browser);
    let profile = include_str!("../../docs/profile.json");
    office.tab.runs(Errand::ProfileFound(Found::Text(profile.into())));
    let dated = |name: &str, organ: &str, day: &str| {
        let mut report = zeros(organ, 2024, &[]);
        report.apply(Edit::Published(parse_date(day)));
        file(name, &report)
    };
    office.adds(vec![
        dated("早.json", "示例市人民政府", "2025-01-25"),
        dated("晚.json", "示例市示例局", "2025-02-03"),
    ]);
    office.reads().does(ReportsStep::Show(View::Missing));
    let roll = office.reports().roll();
    assert_eq!((roll.of_area, roll.due.as_str()), ((true, 3), "2025-01-31"), "its units are the list");
    let late = office.group(Group::Late);
    assert_eq!((late.len(), late[0].reports[0].words.as_str()), (1, "晚.json，2025-02-03"));
    office.decides(MissingStep::Due("2025-01-20".into()));
    assert_eq!(office.names(Group::Late).len(), 2);
    office.decides(MissingStep::Due(String::new()));
    assert_eq!(office.names(Group::Late).len(), 0, "no day, nobody is late");
    office.decides(MissingStep::Year(2023));
    assert_eq!(office.reports().roll().due, "2024-01-31", "each year has its day");
    office.decides(MissingStep::Pasted("另一家".into()));
    assert_eq!(office.reports().roll().of_area, (false, 3));
    office.decides(MissingStep::OfArea);
    assert_eq!(office.reports().roll().units, 3);
}

#[test]
fn the_year_is_that_of_most_reports_and_who_sent_another_is_told() {
    let old = file("旧.json", &zeros("示例市乙局", 2023, &[]));
    let mut office = office();
    office.adds(vec![old]).reads();
    assert_eq!(office.reports().year(), Some(2024));
    assert_eq!(office.group(Group::Missing)[0].besides, "有 2023 年度的");
    let mut unsaid = zeros("示例市乙局", 2024, &[]);
    unsaid.apply(Edit::Year(String::new()));
    office.adds(vec![file("无年.json", &unsaid)]).reads();
    assert_eq!(office.group(Group::Missing)[0].besides, "有一份没有写年度，有 2023 年度的");
    office.decides(MissingStep::Year(2023));
    assert_eq!(office.names(Group::There), ["示例市乙局"]);
}

#[test]
fn the_list_and_what_was_said_come_back_after_a_reload_and_go_when_all_is_cleared() {
    let browser = Browser::new();
    let mut office = Office::at(&browser);
    office.adds(some()).reads().does(ReportsStep::Show(View::Missing));
    office.decides(MissingStep::Pasted(LIST.into()));
    office.decides(MissingStep::SayName { report: 2, name: "示例市住房和城乡建设局".into() });
    office.decides(MissingStep::Due("2025-01-20".into()));
    let mut later = Office::at(&browser);
    later.does(ReportsStep::Show(View::Missing));
    assert_eq!(later.names(Group::Missing), ["示例市乙局"]);
    assert_eq!(later.reports().roll().due, "2025-01-20");
    assert!(later.reports().list_text().contains("示例市甲局"), "it can be amended");
    later.does(ReportsStep::Clear);
    assert_eq!(later.reports().roll().units, 0);
    let mut last = Office::at(&browser);
    last.does(ReportsStep::Show(View::Missing));
    assert_eq!(last.reports().roll().units, 0);
}

#[test]
fn who_is_missing_is_downloaded_as_csv_and_is_a_sheet_of_the_workbook() {
    let mut office = office();
    office.does(ReportsStep::Download(Out::Missing));
    let (name, csv) = office.tab.downloads.last().expect("a file");
    assert_eq!(name, "多份报告（名单与缺报）.csv");
    assert!(csv.contains("示例市乙局,,示例市,缺报,") && csv.contains("完全两样的中心,,,名单外,"), "{csv}");
    office.does(ReportsStep::Download(Out::Workbook));
    let (_, _, tables) = office.tab.writing.last().expect("a task");
    assert!(tables.contains("\"名单与缺报\"") && tables.contains("\"汇总\""));
}

#[test]
fn without_a_list_nobody_is_missing_and_nothing_is_downloaded() {
    let mut office = Office::with(some());
    office.does(ReportsStep::Show(View::Missing)).does(ReportsStep::Download(Out::Missing));
    assert_eq!((office.reports().roll().units, office.tab.downloads.len()), (0, 0));
}

#[test]
fn drafts_are_not_touched_by_a_list() {
    let browser = Browser::new();
    let mut clerk = Tab::open(&browser, "#/new/2024");
    clerk.types("organ", "示例局").waits(2_000.0);
    let drafts = browser.store.records.borrow().clone();
    let mut office = Office::at(&browser);
    office.adds(vec![file("甲.json", &Report::of_year(2024))]).reads();
    office.decides(MissingStep::Pasted(LIST.into())).decides(MissingStep::Year(2023));
    assert_eq!(*browser.store.records.borrow(), drafts);
}
