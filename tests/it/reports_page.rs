//! The page of many reports without a browser: files are read a few at a time, one bad file is a sentence, the list is
//! sorted and filtered, what is kept comes back, and drafts are not touched.

use std::sync::Arc;

use nianbao::app::reports::downloads::Out;
use nianbao::app::reports::shown::{finding_name, row_name};
use nianbao::app::reports::{Reports, View};
use nianbao::app::{Chore, Chosen, Effect, Errand, Outcome, ReportsChore, ReportsStep};
use nianbao::collection::list::{Column, Filter, State};
use nianbao::collection::reading;
use nianbao::export::json;
use nianbao::import::MOST_BYTES;
use nianbao::profile::Profile;
use nianbao::report::Report;
use nianbao::route::Route;

use crate::collection::zeros;
use crate::desk::{Browser, Tab};

/// A file on the desk of the office above.
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

pub fn file(name: &str, report: &Report) -> File {
    File { name: name.to_owned(), bytes: json::write(report, &[]).into_bytes() }
}

/// Four files: a sound one, one with a broken balance, one of another year with a blank, and one that is damaged.
fn some() -> Vec<File> {
    let sound =
        zeros("示例市示例局", 2024, &[("requests.new.business", "3"), ("requests.granted.business", "3")]);
    let wrong = zeros("示例区示例街道办事处", 2024, &[("requests.new.business", "9")]);
    let old = zeros("示例县统计局", 2023, &[("requests.new.business", "")]);
    let damaged = File { name: "坏的.docx".into(), bytes: b"PK\x03\x04".to_vec() };
    vec![file("甲.json", &sound), file("年报/乙.json", &wrong), file("丙.json", &old), damaged]
}

/// An office above at a tab.
pub struct Office {
    pub tab: Tab,
    pub files: Vec<File>,
}

impl Office {
    pub fn at(browser: &std::rc::Rc<Browser>) -> Office {
        Office { tab: Tab::open(browser, "#/reports"), files: Vec::new() }
    }

    pub fn with(files: Vec<File>) -> Office {
        let mut office = Office::at(&Browser::new());
        office.adds(files);
        office.reads();
        office
    }

    pub fn does(&mut self, step: ReportsStep) -> &mut Office {
        self.tab.runs(Errand::Reports(step));
        self
    }

    pub fn adds(&mut self, files: Vec<File>) -> &mut Office {
        let from = self.files.len();
        self.files.extend(files);
        let chosen = |(at, file): (usize, &File)| Chosen {
            file: (from + at) as u32,
            name: file.name.clone(),
            size: file.bytes.len() as u64,
        };
        let files = self.files[from..].iter().enumerate().map(chosen).collect();
        self.does(ReportsStep::Chosen { files, readers: 2 })
    }

    /// The workers answer for all files, one after another.
    pub fn reads(&mut self) -> &mut Office {
        while let Some(file) = self.tab.collecting.first().copied() {
            let File { name, bytes } = &self.files[file as usize];
            let outcome = match reading::read(name, bytes, &Arc::new(Profile::default())) {
                Ok(extract) => Outcome::Extract(extract.write()),
                Err(sentence) => Outcome::Refused(sentence),
            };
            self.hears(file, outcome);
        }
        self
    }

    pub fn hears(&mut self, file: u32, outcome: Outcome) -> &mut Office {
        self.tab.collecting.retain(|asked| *asked != file);
        self.does(ReportsStep::Read { file, outcome })
    }

    pub fn reports(&self) -> &Reports {
        self.tab.model.reports().expect("the page was shown")
    }

    /// The organs in the order of the list.
    pub fn organs(&self) -> Vec<String> {
        let lines = self.reports().lines(0..self.reports().rows());
        lines.into_iter().map(|(_, line)| line.texts[Column::Organ as usize].clone()).collect()
    }

    /// What stands in a column, from top to bottom.
    fn column(&self, column: Column) -> Vec<String> {
        let lines = self.reports().lines(0..self.reports().rows());
        lines.into_iter().map(|(_, line)| line.texts[column as usize].clone()).collect()
    }
}

#[test]
fn files_are_read_few_at_a_time_and_a_bad_one_is_a_sentence() {
    let mut office = Office::at(&Browser::new());
    office.adds((0..9).map(|at| file(&format!("{at}.json"), &zeros("示例局", 2015 + at, &[]))).collect());
    assert_eq!(office.tab.collecting.len(), 4, "two for each worker");
    assert_eq!(office.reports().progress().map(|it| (it.done, it.all)), Some((0, 9)));
    office.reads();
    assert_eq!((office.reports().progress(), office.reports().tally().all), (None, 9));
    office.adds(some()).reads();
    let tally = office.reports().tally();
    assert_eq!((tally.all, tally.shown, tally.refused), (12, 12, 1));
    let (name, sentence) = &office.reports().refused()[0];
    assert!(name == "坏的.docx" && sentence.contains("打不开"), "{sentence}");
    assert!(office.tab.said.contains(&"都读完了。".to_owned()));
}

#[test]
fn the_rate_and_the_time_that_is_left_are_said_once_they_are_known() {
    let mut office = Office::at(&Browser::new());
    office.adds((0..10).map(|at| file(&format!("{at}.json"), &zeros("示例局", 2015 + at, &[]))).collect());
    let words = |office: &Office| office.reports().progress().expect("reading").words;
    assert!(!words(&office).contains("每秒"));
    office.tab.browser.now.set(office.tab.browser.now.get() + 4_000.0);
    let file = office.tab.collecting[0];
    office.hears(file, Outcome::Refused("读不了。".into()));
    let file = office.tab.collecting[0];
    office.hears(file, Outcome::Refused("读不了。".into()));
    assert_eq!(words(&office), "每秒 0.5 个，约剩 16 秒。各项数按已读的算。");
}

#[test]
fn as_many_files_are_given_ahead_as_are_read_in_a_moment() {
    let mut office = Office::at(&Browser::new());
    office.adds((0..100).map(|at| file(&format!("{at}.json"), &zeros("示例局", 1900 + at, &[]))).collect());
    let hears_after = |office: &mut Office, passed: f64| {
        office.tab.browser.now.set(office.tab.browser.now.get() + passed);
        let file = office.tab.collecting[0];
        office.hears(file, Outcome::Refused("读不了。".into()));
    };
    hears_after(&mut office, 10.0);
    assert_eq!(office.tab.collecting.len(), 30, "one in 10 ms is 30 in 300 ms");
    hears_after(&mut office, 990.0);
    assert_eq!(office.tab.collecting.len(), 29, "no more while so many are open");
    (0..26).for_each(|_| hears_after(&mut office, 60_000.0));
    assert_eq!(office.tab.collecting.len(), 4, "however slow they are, two for each worker");
}

#[test]
fn a_file_that_is_too_large_is_not_given_to_a_worker() {
    let mut office = Office::at(&Browser::new());
    let chosen = Chosen { file: 0, name: "大.pdf".into(), size: MOST_BYTES as u64 + 1 };
    office.does(ReportsStep::Chosen { files: vec![chosen], readers: 1 });
    assert_eq!((office.tab.collecting.len(), office.reports().refused().len()), (0, 1));
    assert_eq!(office.reports().progress(), None);
}

#[test]
fn a_worker_that_dies_of_a_file_takes_no_other_with_it() {
    let mut office = Office::at(&Browser::new());
    office.adds(some());
    office.hears(1, Outcome::Lost).hears(0, Outcome::Refused("出了错。".into()));
    assert!(office.tab.collecting.contains(&1), "it is asked for again: {:?}", office.tab.collecting);
    office.reads();
    let refused: Vec<&str> = office.reports().refused().iter().map(|it| it.0.as_str()).collect();
    assert_eq!((office.reports().tally().all, refused), (2, vec!["甲.json", "坏的.docx"]));
}

#[test]
fn where_the_worker_does_not_come_at_all_one_sentence_stands_for_all() {
    let mut office = Office::at(&Browser::new());
    office.adds(some());
    office.hears(0, Outcome::Impossible("没有载入。".into()));
    let refused: Vec<&str> = office.reports().refused().iter().map(|it| it.0.as_str()).collect();
    assert_eq!(refused, ["甲.json", "年报/乙.json 等 3 个文件"]);
    assert_eq!(office.reports().progress(), None);
    office.adds(some()).reads();
    assert_eq!(office.reports().tally().all, 3, "they can be added again");
    assert_eq!(office.reports().refused().iter().filter(|it| it.0 == "甲.json").count(), 0);
}

#[test]
fn what_was_read_stays_when_reading_is_stopped() {
    let mut office = Office::at(&Browser::new());
    office.adds(some());
    let outcome =
        reading::read("甲.json", &office.files[0].bytes, &Arc::default()).expect("a report").write();
    office.hears(0, Outcome::Extract(outcome)).does(ReportsStep::Stop);
    assert_eq!((office.reports().tally().all, office.reports().progress()), (1, None));
    office.hears(1, Outcome::Lost);
    assert_eq!(office.reports().tally().all, 1, "what comes late is not heard");
    assert_eq!(office.reports().refused()[0].0, "年报/乙.json 等 3 个文件");
}

#[test]
fn the_same_report_is_not_taken_twice_and_its_file_is_at_hand_again() {
    let mut office = Office::with(some());
    office.adds(some()).reads();
    assert_eq!(office.reports().tally().all, 3);
    assert_eq!(office.tab.said.last().expect("words"), "都读完了，其中 3 个已在清单里，没有重复添加。");
}

#[test]
fn the_list_is_sorted_by_a_press_on_a_head_and_errors_come_first() {
    let mut office = Office::with(some());
    assert_eq!(office.organs()[0], "示例区示例街道办事处");
    office.does(ReportsStep::Sort(Column::Received));
    assert_eq!(office.column(Column::Received), ["9", "3", "空白"]);
    office.does(ReportsStep::Sort(Column::Received));
    assert_eq!(office.column(Column::Received), ["3", "9", "空白"]);
    assert_eq!(office.column(Column::Origin), ["甲.json", "年报/乙.json", "丙.json"]);
}

#[test]
fn words_and_filters_tell_which_reports_are_shown_and_downloaded() {
    let mut office = Office::with(some());
    office.does(ReportsStep::Filter(Filter { words: "街道".into(), ..Filter::default() }));
    assert_eq!(office.organs(), ["示例区示例街道办事处"]);
    office.does(ReportsStep::Name(" 示例市 ".into())).does(ReportsStep::Download(Out::List));
    let (name, csv) = office.tab.downloads.last().expect("a file");
    assert_eq!((name.as_str(), csv.lines().count()), ("示例市（清单）.csv", 2));
    office.does(ReportsStep::Filter(Filter { state: Some(State::Sound), ..Filter::default() }));
    assert!(!office.organs().contains(&"示例区示例街道办事处".to_owned()));
    assert_eq!(office.reports().choices().1, [2024, 2023]);
}

#[test]
fn the_findings_of_a_report_stand_beside_the_list_and_the_focus_goes_there_and_back() {
    let mut office = Office::with(some());
    office.does(ReportsStep::Open(Some((1, 0))));
    let open = office.reports().open().expect("a report");
    assert!(open.title.contains("示例街道办事处") && open.has_file && !open.findings.is_empty());
    assert_eq!(office.tab.focused(), "open-report");
    office.does(ReportsStep::Open(Some((1, 2))));
    assert_eq!(office.tab.focused(), finding_name(2));
    office.does(ReportsStep::Open(None));
    assert_eq!((office.reports().open(), office.tab.focused()), (None, row_name(1).as_str()));
}

#[test]
fn the_matrix_has_a_row_for_whoever_breaks_a_rule_and_leads_to_the_finding() {
    let mut office = Office::with(some());
    office.does(ReportsStep::Show(View::Matrix));
    let balance = office.reports().rules().iter().position(|rule| rule.id == "V01").expect("a rule");
    let rows = office.reports().hits(0..office.reports().rows());
    let (_, row) = rows.iter().find(|(_, row)| row.organ.contains("街道")).expect("a row");
    let (count, words, _, first) = row.hits[balance].expect("a hit");
    assert!(count > 0 && words == "错误");
    office.does(ReportsStep::Open(Some((row.report, first))));
    assert_eq!(office.reports().open().expect("a report").findings[first].rule.id, "V01");
}

#[test]
fn the_workbook_is_written_by_the_worker_from_three_tables() {
    let mut office = Office::with(some());
    office.does(ReportsStep::Download(Out::Workbook));
    assert!(office.tab.model.writing_words().is_some());
    office.tab.worker_writes(true);
    let (name, bytes) = office.tab.downloads.last().expect("a file");
    assert!(name == "多份报告.xlsx" && bytes.starts_with("PK"), "{name}");
    office.does(ReportsStep::Download(Out::Workbook));
    office.tab.worker_writes(false);
    assert!(office.tab.notice().contains("先下载 CSV"), "{}", office.tab.notice());
}

#[test]
fn what_is_kept_comes_back_after_a_reload_and_the_file_is_no_longer_at_hand() {
    let browser = Browser::new();
    let mut office = Office::at(&browser);
    office.adds(some()).reads().does(ReportsStep::Name("示例市 2024 年度".into()));
    let mut later = Office::at(&browser);
    assert_eq!((later.reports().name(), later.organs()), ("示例市 2024 年度", office.organs()));
    later.does(ReportsStep::Open(Some((0, 0))));
    assert!(!later.reports().open().expect("a report").has_file);
    later.adds(some()).reads();
    assert_eq!(later.reports().tally().all, 3);
    assert!(later.reports().open().expect("a report").has_file);
    assert_eq!(Office::at(&browser).reports().tally().all, 3, "nothing is kept twice");
}

#[test]
fn what_is_cleared_does_not_come_back_and_drafts_stay() {
    let browser = Browser::new();
    let mut clerk = Tab::open(&browser, "#/new/2024");
    clerk.types("organ", "示例局").waits(2_000.0);
    let drafts = browser.store.records.borrow().clone();
    let mut office = Office::at(&browser);
    office.adds(some()).reads().does(ReportsStep::Clear);
    assert_eq!(office.reports().tally().all, 0);
    assert_eq!(Office::at(&browser).reports().tally().all, 0);
    assert_eq!(*browser.store.records.borrow(), drafts, "drafts are not touched");
}

#[test]
fn where_the_browser_keeps_nothing_the_page_says_so_and_works() {
    let browser = Browser::new();
    *browser.reports.borrow_mut() = None;
    let mut office = Office::at(&browser);
    office.adds(some()).reads();
    assert!(office.reports().is_not_kept());
    assert_eq!(office.reports().tally().all, 3);
}

#[test]
fn a_report_whose_file_is_at_hand_is_opened_as_a_draft() {
    let mut office = Office::with(some());
    office.does(ReportsStep::Open(Some((1, 0)))).does(ReportsStep::OpenFile);
    let asked = office.tab.asked.iter().find_map(|effect| match effect {
        Effect::Do(Chore::Reports(ReportsChore::Open { file, name })) => Some((*file, name.clone())),
        _ => None,
    });
    assert_eq!(asked, Some((1, "年报/乙.json".to_owned())));
}

#[test]
fn the_reports_are_still_there_after_a_look_at_another_page() {
    let mut office = Office::with(some());
    office.tab.goes("#/").goes("#/reports");
    assert_eq!((office.tab.model.route(), office.reports().tally().all), (Route::Reports, 3));
}
