//! 汇总 without a browser: which reports are added up, what is blank beside the sum, what is behind a row, the report of
//! the organ above beside the sums, and the draft that is made of them.

use nianbao::app::reports::View;
use nianbao::app::reports::downloads::Out;
use nianbao::app::reports::sums::Of;
use nianbao::app::reports::sums::picture::PICTURE_OF_SUMS;
use nianbao::app::reports::sums::shown::SumLine;
use nianbao::app::{MissingStep, ReportsStep, SumsStep};
use nianbao::collection::list::Filter;
use nianbao::document::CODE;
use nianbao::export::picture::charts::Picture;
use nianbao::report::entry::Entry;
use nianbao::report::office::{Level, Scope};
use nianbao::report::{Edit, Report};
use nianbao::route::Route;

use crate::collection::zeros;
use crate::desk::Browser;
use crate::reports_page::{File, Office, file};

const BUSINESS: &str = "requests.new.business";

fn report(organ: &str, received: &str, scope: Option<Scope>) -> Report {
    let mut report = zeros(organ, 2024, &[(BUSINESS, received)]);
    report.apply(Edit::Scope(scope));
    report
}

/// Two departments, one with a blank, and the government above with the figures of its whole area.
fn some() -> Vec<File> {
    let above = report("示例市人民政府", "9", Some(Scope::Area));
    vec![
        file("甲.json", &report("示例市甲局", "3", None)),
        file("乙.json", &report("示例市乙局", "4", None)),
        file("市.json", &above),
    ]
}

fn with_more(more: Vec<File>) -> Vec<File> {
    some().into_iter().chain(more).collect()
}

const LIST: &str = "示例市甲局，示例市人民政府\n示例市乙局，示例市人民政府\n示例市人民政府";

impl Office {
    fn sums(files: Vec<File>) -> Office {
        let mut office = Office::with(files);
        office.does(ReportsStep::Show(View::Sums));
        office
    }

    fn adds_up(&mut self, step: SumsStep) -> &mut Office {
        self.does(step.into())
    }

    /// The row of a cell, and its number.
    fn row(&self, name: &str) -> (usize, SumLine) {
        let rows = self.reports().sum_lines(0..self.reports().rows());
        let row = rows.into_iter().find(|(_, line)| line.name.contains(name));
        row.unwrap_or_else(|| panic!("no row of {name}"))
    }

    /// The row of the requests received from businesses.
    fn received(&self) -> (usize, SumLine) {
        let name = Report::of_year(2024).format().cell(BUSINESS).expect("a cell").declared().name.clone();
        self.row(&name)
    }

    fn group_words(&self) -> Vec<String> {
        self.reports().chosen().groups.into_iter().map(|(_, words)| words).collect()
    }
}

fn sum(number: &str, blank: usize) -> Option<(String, usize)> {
    Some((number.to_owned(), blank))
}

#[test]
fn every_cell_is_added_up_and_what_is_blank_is_counted_beside_it() {
    let blank = file("丙.json", &report("示例市丙局", "", None));
    let office = Office::sums(with_more(vec![blank]));
    assert_eq!(office.reports().sum_heads(), ["2021 年格式"]);
    let (_, line) = office.received();
    assert_eq!((line.sums, line.above), (vec![sum("16", 1)], None));
    assert_eq!(office.reports().chosen().words, "合计 4 份报告。");
    assert!(office.reports().chosen().caution.contains("1 份是本地区汇总"), "nobody knows who is in it");
}

#[test]
fn the_report_of_the_organ_above_has_no_part_in_the_sum_and_what_it_has_beyond_is_the_rest() {
    let mut office = Office::sums(some());
    let aboves = office.reports().chosen().aboves;
    assert_eq!(aboves, [(2, "示例市人民政府（本地区汇总）".to_owned())]);
    office.adds_up(SumsStep::Above(Some(2)));
    let (_, line) = office.received();
    let above = line.above.expect("it is compared");
    assert_eq!((line.sums, above), (vec![sum("7", 0)], ("9".to_owned(), "2".to_owned(), "more")));
    assert_eq!((office.reports().less(), office.reports().chosen().caution), (vec![], String::new()));
}

#[test]
fn less_above_than_below_is_said_in_a_sentence() {
    let mut files = some();
    files.push(file("丁.json", &report("示例市丁局", "5", None)));
    let mut office = Office::sums(files);
    office.adds_up(SumsStep::Above(Some(2)));
    let (_, line) = office.received();
    assert_eq!(line.above.expect("it is compared"), ("9".to_owned(), "-3".to_owned(), "less"));
    assert!(office.reports().less()[0].contains("少 3"), "{:?}", office.reports().less());
    let blank = file("戊.json", &report("示例市戊局", "", None));
    office.adds(vec![blank]).reads();
    assert!(!office.reports().less().is_empty(), "what is blank below could only add to it");
}

#[test]
fn nothing_is_said_of_a_rest_where_a_unit_left_the_cell_blank() {
    let mut office = Office::sums(some());
    office.adds(vec![file("丙.json", &report("示例市丙局", "", None))]).reads();
    office.adds_up(SumsStep::Above(Some(2)));
    let (_, line) = office.received();
    assert_eq!(line.above.expect("a row"), ("9".to_owned(), "无法比较".to_owned(), "unknown"));
}

#[test]
fn with_a_list_the_units_below_an_organ_are_chosen_and_its_own_report_stands_beside_them() {
    let mut office = Office::sums(some());
    office.does(MissingStep::Pasted(LIST.into()).into());
    assert_eq!(office.group_words(), ["全部（3 份）", "上级：示例市人民政府（2 份）"]);
    let chosen = office.reports().chosen();
    assert_eq!(chosen.words, "合计 1 份报告，2 份没有计入。");
    assert!(chosen.left_out.iter().all(|(.., why)| *why == "已计入上级的汇总数"), "{:?}", chosen.left_out);
    office.adds_up(SumsStep::Of(Of::Parent("示例市人民政府".into())));
    assert_eq!(office.reports().chosen().above, Some(2));
    assert_eq!(office.received().1.sums, [sum("7", 0)]);
    office.adds_up(SumsStep::Of(Of::All));
    assert_eq!(office.reports().chosen().above, None);
}

#[test]
fn own_figures_and_those_of_the_area_of_one_organ_are_never_added_together() {
    let of = |name: &str, number: &str, scope| file(name, &report("示例县", number, Some(scope)));
    let mut office = Office::sums(vec![of("县.json", "1", Scope::Own), of("全县.json", "9", Scope::Area)]);
    assert_eq!(office.received().1.sums, [sum("1", 0)]);
    let chosen = office.reports().chosen();
    assert_eq!(chosen.left_out, [(1, "示例县（本地区汇总）".to_owned(), "同一机关已按另一口径计入")]);
    office.adds_up(SumsStep::Scope(Scope::Area));
    assert_eq!(office.received().1.sums, [sum("9", 0)]);
}

#[test]
fn a_level_or_what_the_list_shows_can_be_added_up_and_another_year_is_another_sum() {
    let mut township = report("示例镇人民政府", "5", None);
    township.apply(Edit::Level(Some(Level::Township)));
    let old = zeros("示例市甲局", 2023, &[(BUSINESS, "100")]);
    let files = with_more(vec![file("镇.json", &township), file("旧.json", &old)]);
    let mut office = Office::with(files);
    office.does(ReportsStep::Filter(Filter { words: "局".into(), ..Filter::default() }));
    office.does(ReportsStep::Show(View::Sums));
    assert_eq!(office.group_words(), ["全部（4 份）", "清单里筛选出来的（2 份）", "层级：乡镇街道（1 份）"]);
    office.adds_up(SumsStep::Of(Of::Shown));
    assert_eq!(office.received().1.sums, [sum("7", 0)]);
    office.adds_up(SumsStep::Of(Of::Level(Level::Township)));
    assert_eq!(office.received().1.sums, [sum("5", 0)]);
    office.adds_up(SumsStep::Of(Of::All)).does(MissingStep::Year(2023).into());
    assert_eq!(office.received().1.sums, [sum("100", 0)]);
    let mut unsaid = zeros("示例市己局", 2023, &[]);
    unsaid.apply(Edit::Year(String::new()));
    office.adds(vec![file("无年.json", &unsaid)]).reads();
    assert_eq!(office.reports().chosen().words, "合计 1 份报告，1 份没有写年度。");
}

#[test]
fn two_editions_stand_side_by_side_and_what_has_no_counterpart_is_said() {
    let mut old = Report::blank(nianbao::format::Edition::TRIAL_2019);
    old.apply(Edit::Organ("示例市旧局".into()));
    old.apply(Edit::Year("2024".into()));
    old.apply(Edit::Edition(nianbao::format::Edition::TRIAL_2019));
    old.apply(old.fill_zeros(&old.format().cells));
    let office = Office::sums(with_more(vec![file("旧.json", &old)]));
    assert_eq!(office.reports().sum_heads().len(), 3);
    let (_, line) = office.received();
    assert_eq!(line.sums, [sum("0", 0), sum("16", 0), sum("16", 0)]);
    let lines = office.reports().sum_lines(0..office.reports().rows());
    let lost = lines.iter().find(|(_, line)| line.sums[1].is_none()).expect("a row of the older form alone");
    assert_eq!((lost.1.sums[0].clone(), &lost.1.sums[2]), (sum("0", 0), &None));
}

#[test]
fn behind_a_row_stand_the_units_with_their_numbers_and_the_focus_goes_there_and_back() {
    let mut office = Office::sums(some());
    office.adds(vec![file("丙.json", &report("示例市丙局", "", None))]).reads();
    let (at, _) = office.received();
    office.adds_up(SumsStep::Behind(Some(at)));
    assert_eq!(office.tab.focused(), "behind");
    let behind = office.reports().behind().expect("it is open");
    let organs: Vec<(&str, &str)> =
        behind.reports.iter().map(|(_, organ, held)| (organ.as_str(), held.as_str())).collect();
    assert_eq!(
        organs,
        [("示例市人民政府", "9"), ("示例市乙局", "4"), ("示例市甲局", "3"), ("示例市丙局", "空白")]
    );
    assert!(behind.words.starts_with("3 份有数，1 份没有数"), "{}", behind.words);
    office.adds_up(SumsStep::Behind(None));
    assert_eq!((office.reports().behind(), office.tab.focused()), (None, format!("sum-{at}").as_str()));
}

#[test]
fn the_sums_are_opened_as_a_draft_of_the_organ_above_and_what_is_not_complete_is_blank_in_it() {
    let browser = Browser::new();
    let mut office = Office::at(&browser);
    office.adds(some()).reads().does(ReportsStep::Show(View::Sums));
    office.adds_up(SumsStep::Above(Some(2))).adds_up(SumsStep::Draft);
    assert!(matches!(office.tab.model.route(), Route::Edit(..)), "{:?}", office.tab.model.route());
    let draft = office.tab.model.report().expect("a draft").clone();
    assert_eq!(
        (draft.organ(), draft.year_number(), draft.scope()),
        ("示例市人民政府", Some(2024), Some(Scope::Area))
    );
    let cell = draft.format().cell(BUSINESS).expect("a cell");
    assert_eq!(draft.cell(cell), &Entry::Number(7));
    assert!(office.tab.notice().contains("已用 2 份报告的合计"), "{}", office.tab.notice());
    office.tab.goes("#/reports");
    office.adds(vec![file("丙.json", &report("示例市丙局", "", None))]).reads().adds_up(SumsStep::Draft);
    assert_eq!(office.tab.model.report().expect("another").cell(cell), &Entry::Blank);
    assert!(office.lines().starts_with("1 格没有填"), "{}", office.lines());
    assert_eq!(office.reports().tally().all, 4, "the reports stay");
}

#[test]
fn the_sums_are_downloaded_with_the_report_of_the_organ_above_where_one_was_chosen() {
    let mut office = Office::sums(some());
    office.does(ReportsStep::Download(Out::Sums)).does(ReportsStep::Download(Out::Above));
    assert_eq!(office.tab.downloads.len(), 1, "there is no organ above");
    office.adds_up(SumsStep::Above(Some(2))).does(ReportsStep::Download(Out::Above));
    let (name, csv) = office.tab.downloads.last().expect("a file");
    assert_eq!(name, "多份报告（上级与下级合计）.csv");
    let line = csv.lines().find(|line| line.starts_with(BUSINESS)).expect("a row");
    assert!(line.ends_with(",9,7,2,0,2,有余数"), "{line}");
    let (name, csv) = &office.tab.downloads[0];
    assert_eq!(name, "多份报告（汇总）.csv");
    assert!(csv.lines().any(|line| line.starts_with(BUSINESS) && line.ends_with(",16,3,0")), "{csv}");
}

#[test]
fn the_sums_are_drawn_as_a_report_is_and_what_is_not_complete_is_not() {
    let mut office = Office::sums(some());
    office.adds_up(SumsStep::Above(Some(2)));
    assert_eq!(office.reports().picture_of_sums(), None, "nobody asked for it");
    office.adds_up(SumsStep::Picture(true));
    assert_eq!(office.tab.focused(), PICTURE_OF_SUMS);
    let picture = office.reports().picture_of_sums().expect("a picture");
    assert_eq!((picture.organ.as_str(), picture.year), ("示例市人民政府下级单位", Some(2024)));
    assert_eq!(picture.source, "数字是 2 份年度报告的合计。");
    let bars = |picture: &Picture| {
        picture.charts.iter().map(|chart| (chart.id, chart.title.clone())).collect::<Vec<_>>()
    };
    assert_eq!(bars(picture), [("applicants", "谁提出的 7 件申请".to_owned())]);
    assert_eq!(office.reports().note_of_picture(), None);

    office.does(ReportsStep::Download(Out::PictureSvg));
    let (name, svg) = office.tab.downloads.last().expect("a file");
    assert_eq!(name, "多份报告（图解）.svg");
    assert!(svg.contains("数字是 2 份年度报告的合计。") && !svg.contains(CODE), "{svg}");
    office.does(ReportsStep::Download(Out::Picture));
    assert_eq!(office.tab.downloads.last().expect("a file").0, "多份报告（图解）.png");

    office.adds(vec![file("丙.json", &report("示例市丙局", "", None))]).reads();
    let picture = office.reports().picture_of_sums().expect("it goes along");
    assert!(!bars(picture).iter().any(|(id, _)| *id == "applicants"));
    let note = office.reports().note_of_picture().expect("a note");
    assert!(note.starts_with("有的报告没有填") && note.ends_with("。"), "{note}");
    office.adds_up(SumsStep::Picture(false));
    assert_eq!(office.reports().picture_of_sums(), None);
}

#[test]
fn whose_sums_are_drawn_is_said_and_of_nothing_there_is_no_picture() {
    let mut office = Office::sums(some());
    office.adds_up(SumsStep::Picture(true));
    let organ = |office: &Office| office.reports().picture_of_sums().map(|picture| picture.organ.clone());
    assert_eq!(organ(&office).as_deref(), Some("多份报告"));
    office.does(ReportsStep::Name("示例市".into())).adds_up(SumsStep::Of(Of::All));
    assert_eq!(organ(&office).as_deref(), Some("示例市"));
    let mut nothing = Office::sums(Vec::new());
    nothing.adds_up(SumsStep::Picture(true)).does(ReportsStep::Download(Out::Picture));
    assert_eq!((organ(&nothing), nothing.tab.downloads.len()), (None, 0));
}

#[test]
fn where_there_is_nothing_to_add_up_nothing_is_shown_and_no_draft_is_made() {
    let mut office = Office::sums(Vec::new());
    office.adds_up(SumsStep::Draft).does(ReportsStep::Download(Out::Sums));
    assert_eq!((office.reports().rows(), office.tab.downloads.len()), (0, 0));
    assert_eq!(office.tab.model.route(), Route::Reports);
}
