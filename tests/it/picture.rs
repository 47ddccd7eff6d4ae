//! 图解: what is drawn of a report, what is not, and what it says to those who do not see it.

use std::collections::BTreeSet;

use expect_test::expect_file;
use nianbao::document::check_code;
use nianbao::example::example;
use nianbao::export::picture::charts::{Chart, Content, Number, Picture};
use nianbao::export::picture::long::{long_picture, pixels_high};
use nianbao::export::picture::{PICTURE, PICTURE_SVG, drawing, lettering};
use nianbao::export::{heavy, html, picture};
use nianbao::format::Edition;
use nianbao::import::open;
use nianbao::import::read::read;
use nianbao::import::recognise::recognise;
use nianbao::import::recognised::Recognised;
use nianbao::report::entry::{Entry, LARGEST};
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::arbitrary::report;

fn types(report: &mut Report, fields: &[(&str, &str)]) {
    for (id, text) in fields {
        let edit = report.typing(id, text).unwrap_or_else(|| panic!("no field {id}"));
        report.apply(edit);
    }
}

/// A report in which all cells that are not named are 0.
fn filled(year: i64, fields: &[(&str, &str)]) -> Report {
    let mut report = Report::of_year(year);
    types(&mut report, &[("organ", "示例市示例局")]);
    report.apply(report.fill_zeros(&report.format().cells));
    types(&mut report, fields);
    report
}

/// A busy year.
fn busy() -> Report {
    filled(
        2024,
        &[
            ("requests.new.natural-person", "41"),
            ("requests.new.business", "6"),
            ("requests.new.legal-service", "2"),
            ("requests.carried-in.natural-person", "3"),
            ("requests.granted.natural-person", "26"),
            ("requests.partly-granted.business", "8"),
            ("requests.refused.other-laws.natural-person", "1"),
            ("requests.refused.third-party.natural-person", "2"),
            ("requests.refused.process.natural-person", "1"),
            ("requests.refused.enforcement-file.natural-person", "3"),
            ("requests.unavailable.not-held.natural-person", "8"),
            ("requests.rejected.petition.natural-person", "1"),
            ("requests.carried-out.natural-person", "2"),
            ("disclosure.normative-documents.issued", "22"),
            ("disclosure.normative-documents.repealed", "4"),
            ("disclosure.normative-documents.in-force", "87"),
            ("disputes.reconsideration.upheld", "2"),
            ("disputes.reconsideration.pending", "1"),
            ("disputes.litigation-direct.upheld", "1"),
        ],
    )
}

/// The year before it.
fn year_before() -> Report {
    filled(
        2023,
        &[
            ("requests.new.natural-person", "34"),
            ("requests.new.business", "3"),
            ("requests.carried-in.natural-person", "4"),
            ("requests.granted.natural-person", "21"),
            ("requests.partly-granted.business", "6"),
            ("requests.refused.third-party.natural-person", "5"),
            ("requests.unavailable.not-held.natural-person", "5"),
            ("requests.rejected.petition.natural-person", "1"),
            ("requests.carried-out.natural-person", "3"),
            ("disclosure.normative-documents.in-force", "69"),
            ("disputes.reconsideration.upheld", "1"),
        ],
    )
}

fn beside(mut report: Report, last: Report) -> Report {
    report.apply(Edit::Previous(Some(Previous::new("上年.json", last))));
    report
}

/// A report of 2024 in which nothing was asked and nothing made.
fn quiet() -> Report {
    filled(2024, &[])
}

fn chart<'a>(picture: &'a Picture, id: &str) -> &'a Chart {
    let found = picture.charts.iter().find(|chart| chart.id == id);
    found.unwrap_or_else(|| panic!("no chart {id}"))
}

fn ids(picture: &Picture) -> Vec<&str> {
    picture.charts.iter().map(|chart| chart.id).collect()
}

fn numbers(numbers: &[Number]) -> Vec<(&str, i64, Option<i64>)> {
    numbers.iter().map(|number| (number.label, number.value, number.last)).collect()
}

fn bars<'a>(picture: &'a Picture, id: &str) -> Vec<(&'a str, i64)> {
    match &chart(picture, id).content {
        Content::Bars(bars) => bars.iter().map(|bar| (bar.label, bar.value)).collect(),
        other => panic!("{other:?}"),
    }
}

// What is drawn

#[test]
fn the_kinds_of_applicants_are_drawn_and_those_that_are_0_are_named() {
    let picture = Picture::of(&busy());
    assert_eq!(bars(&picture, "applicants"), [("自然人", 41), ("商业企业", 6), ("法律服务机构", 2)]);
    assert_eq!(chart(&picture, "applicants").title, "谁提出的 49 件申请");
    assert_eq!(chart(&picture, "applicants").note, "科研机构、社会公益组织、其他都是 0");
}

#[test]
fn every_result_is_drawn_also_one_that_is_0() {
    let picture = Picture::of(&busy());
    assert_eq!(chart(&picture, "results").title, "50 件申请怎么办的");
    let shown = bars(&picture, "results");
    assert_eq!(shown[0], ("予以公开", 26));
    assert_eq!(shown[2..], [("不予公开", 7), ("无法提供", 8), ("不予处理", 1), ("其他处理", 0)]);
}

#[test]
fn the_reasons_for_refusal_are_drawn_the_most_frequent_first() {
    let picture = Picture::of(&busy());
    assert_eq!(chart(&picture, "refusals").title, "为什么有 7 件不予公开");
    let shown = bars(&picture, "refusals");
    assert_eq!(shown, [("行政执法案卷", 3), ("第三方权益", 2), ("法律法规禁止", 1), ("过程性信息", 1)]);
}

#[test]
fn disputes_are_drawn_with_their_outcome() {
    let picture = Picture::of(&busy());
    let disputes = chart(&picture, "disputes");
    assert_eq!(disputes.title, "行政复议 3 件，行政诉讼 1 件");
    let Content::Parts(wholes) = &disputes.content else { panic!("{disputes:?}") };
    assert_eq!((wholes[0].0, wholes[0].1), ("行政复议", 3));
    let outcomes =
        [("结果维持", 2, None), ("结果纠正", 0, None), ("其他结果", 0, None), ("尚未审结", 1, None)];
    assert_eq!(numbers(&wholes[0].2), outcomes);
    assert_eq!((wholes[1].0, wholes[1].1), ("行政诉讼", 1));
    let alone = Picture::of(&filled(2024, &[("disputes.reconsideration.upheld", "1")]));
    let disputes = chart(&alone, "disputes");
    assert_eq!((&*disputes.title, &*disputes.note), ("行政复议 1 件", "没有行政诉讼"));
}

#[test]
fn the_change_against_last_year_is_drawn_where_it_is_attached() {
    assert!(
        !ids(&Picture::of(&beside(busy(), year_before()))).contains(&"years"),
        "what is published is alone"
    );
    assert!(!ids(&Picture::compared(&busy())).contains(&"years"));
    let picture = Picture::compared(&beside(busy(), year_before()));
    assert_eq!(ids(&picture), ["applicants", "results", "years", "refusals", "disputes", "documents"]);
    let years = chart(&picture, "years");
    assert_eq!(years.note, "上条斜纹是 2023 年，下条实心是 2024 年");
    let Content::Years(shown) = &years.content else { panic!("{years:?}") };
    assert_eq!(
        numbers(shown),
        [
            ("本年新收", 49, Some(37)),
            ("上年结转", 3, Some(4)),
            ("办结", 50, Some(38)),
            ("结转下年度", 2, Some(3)),
            ("予以公开", 26, Some(21)),
            ("行政复议", 3, Some(1)),
            ("行政诉讼", 1, Some(0)),
        ]
    );
    let changes: Vec<Option<String>> = picture.leads.iter().map(Number::change).collect();
    let words = ["比上年多 12", "比上年多 12", "比上年少 1", "比上年多 18"];
    assert_eq!(changes, words.map(|words| Some(words.to_owned())));
    let other_year = beside(busy(), filled(2022, &[]));
    assert!(!ids(&Picture::compared(&other_year)).contains(&"years"), "that is not the year before");
}

#[test]
fn a_number_that_last_year_left_blank_is_not_compared_with_0() {
    let mut last = year_before();
    types(&mut last, &[("requests.new.research", "")]);
    let picture = Picture::compared(&beside(busy(), last));
    let Content::Years(shown) = &chart(&picture, "years").content else { panic!() };
    assert!(shown.iter().all(|number| number.label != "本年新收"));
    assert_eq!(picture.leads[0].change(), None);
}

#[test]
fn what_the_editions_divide_into_other_cells_is_compared_by_its_name() {
    let last = filled(2020, &[("requests.other.natural-person", "5")]);
    let now = filled(
        2021,
        &[("requests.other.unpaid.natural-person", "1"), ("requests.other.miscellaneous.other", "2")],
    );
    let picture = Picture::compared(&beside(now, last));
    let (_, results) = picture.numbers.iter().find(|(name, _)| *name == "办理结果").expect("results");
    assert_eq!(numbers(results).last(), Some(&("其他处理", 3, Some(5))));
}

#[test]
fn documents_in_force_are_drawn_as_they_came_about_if_the_sum_holds() {
    let steps = |last: Report| chart(&Picture::compared(&beside(busy(), last)), "documents").clone();
    let holds = steps(year_before());
    assert_eq!(holds.title, "行政规范性文件：现行有效 87 件");
    assert_eq!(holds.note, "上年的，加上本年制发，减去废止");
    let Content::Steps { came, went, now } = &holds.content else { panic!("{holds:?}") };
    assert_eq!((came[0].value, came[1].value, went.value, now.value), (69, 22, 4, 87));
    let broken = steps(filled(2023, &[("disclosure.normative-documents.in-force", "70")]));
    assert!(matches!(&broken.content, Content::Bars(bars) if bars.len() == 3), "{broken:?}");
    let alone = Picture::of(&filled(2020, &[("disclosure.normative-documents.total", "6")]));
    assert_eq!(chart(&alone, "documents").title, "行政规范性文件：对外公开总数 6 件");
}

#[test]
fn a_sum_that_the_report_contradicts_stands_in_no_title() {
    let mut report = busy();
    types(&mut report, &[("requests.new.total", "50"), ("requests.concluded.total", "51")]);
    let picture = Picture::of(&report);
    assert_eq!(chart(&picture, "applicants").title, "谁提出的申请");
    assert_eq!(chart(&picture, "results").title, "申请怎么办的");
}

// What is not drawn

#[test]
fn a_year_of_zeros_is_told_in_sentences() {
    let picture = Picture::of(&quiet());
    assert_eq!((picture.charts.len(), picture.leads.len(), picture.unfinished.len()), (0, 0, 0));
    let sentences = [
        "本年没有收到政府信息公开申请。",
        "没有因政府信息公开工作被申请行政复议、提起行政诉讼。",
        "行政规范性文件的数字都是 0。",
    ];
    assert_eq!(picture.sentences, sentences);
    let drawn = long_picture(&quiet());
    for sentence in sentences {
        assert!(shown(&drawn).contains(sentence), "{sentence}");
    }
    assert_eq!(picture::fragment(&quiet()), "", "there is nothing to unfold");
}

#[test]
fn a_year_that_only_concluded_what_was_left_over_says_that_nothing_came() {
    let picture = Picture::of(&filled(
        2024,
        &[("requests.carried-in.natural-person", "2"), ("requests.granted.natural-person", "2")],
    ));
    assert_eq!(ids(&picture), ["results"]);
    assert_eq!(picture.sentences[0], "本年没有收到政府信息公开申请。");
    assert_eq!(picture.sentences[1], "没有不予公开的申请。");
    let waiting = filled(2024, &[("requests.new.business", "1"), ("requests.carried-out.business", "1")]);
    assert_eq!(Picture::of(&waiting).sentences[0], "本年没有办结的政府信息公开申请。");
}

#[test]
fn a_number_that_is_blank_or_no_number_gives_no_chart_and_is_never_0() {
    for typed in ["", "三件", "-5"] {
        let mut report = busy();
        types(
            &mut report,
            &[("requests.refused.inquiry.natural-person", typed), ("requests.new.other", typed)],
        );
        let picture = Picture::of(&report);
        assert_eq!(ids(&picture), ["disputes", "documents"], "{typed}");
        assert_eq!(picture.unfinished, ["申请人", "办理结果", "不予公开的理由"]);
        assert_eq!(picture.leads.first().map(|lead| lead.label), Some("结转下年度"));
        assert!(picture.sentences.is_empty(), "{:?}", picture.sentences);
    }
    let blank = Picture::of(&Report::of_year(2024));
    assert_eq!((blank.charts.len(), blank.leads.len(), blank.sentences.len()), (0, 0, 0));
    assert!(shown(&long_picture(&Report::of_year(2024))).contains("表格里的数字还没有填完"));
}

// What it looks like

/// The words of a picture, its titles and descriptions left out.
fn shown(svg: &str) -> String {
    let tree = roxmltree::Document::parse(svg).expect("SVG");
    let is_drawn =
        |node: &roxmltree::Node| node.is_text() && node.ancestors().any(|it| it.has_tag_name("text"));
    tree.descendants().filter(is_drawn).filter_map(|node| node.text()).collect()
}

/// Reads a picture, and holds it to what must be true of each.
#[track_caller]
fn check_drawing(svg: &str) {
    let tree = roxmltree::Document::parse(svg).expect("well-formed SVG");
    let root = tree.root_element();
    let size: Vec<i64> = root
        .attribute("viewBox")
        .unwrap()
        .split(' ')
        .map(|number| number.parse().expect("a number"))
        .collect();
    let mut names = BTreeSet::new();
    for node in tree.descendants().filter(|node| node.is_element()) {
        for attribute in node.attributes() {
            let value = attribute.value();
            assert!(!["style", "class", "href"].contains(&attribute.name()), "{attribute:?}");
            assert!(!attribute.name().starts_with("on"), "{attribute:?}");
            assert!(!value.contains("NaN") && !value.contains("inf"), "{attribute:?}");
            if attribute.name() == "id" {
                assert!(names.insert(value.to_owned()), "{value} twice");
            }
        }
        let kinds =
            ["svg", "title", "desc", "defs", "pattern", "g", "rect", "circle", "line", "text", "tspan"];
        assert!(kinds.contains(&node.tag_name().name()), "{node:?}");
    }
    for link in tree.descendants().filter_map(|node| node.attribute("fill")?.strip_prefix("url(#")) {
        assert!(names.contains(link.trim_end_matches(')')), "{link} is nowhere");
    }
    let number = |node: roxmltree::Node, name: &str| {
        node.attribute(name).map_or(0.0, |value| value.parse::<f64>().expect("a number"))
    };
    let moved = |node: roxmltree::Node| {
        let by = node.ancestors().find_map(|it| it.attribute("transform"));
        let by = by.and_then(|by| by.strip_prefix("translate(")?.strip_suffix(')')?.split_once(' '));
        by.map_or((0.0, 0.0), |(x, y)| (x.parse::<f64>().unwrap(), y.parse::<f64>().unwrap()))
    };
    let [_, _, wide, high] = size[..] else { panic!("{size:?}") };
    let (wide, high) = (wide as f64, high as f64);
    let is_drawn = |node: &roxmltree::Node| {
        !node.ancestors().any(|it| it.has_tag_name("pattern"))
            && (node.has_tag_name("rect") || node.has_tag_name("text"))
    };
    for node in tree.descendants().filter(is_drawn) {
        let (dx, dy) = moved(node);
        let (x, y) = (number(node, "x") + dx, number(node, "y") + dy);
        if node.has_tag_name("rect") {
            assert!(number(node, "width") >= 0.0 && number(node, "height") >= 0.0, "{node:?}");
            assert!(
                x >= 0.0 && x + number(node, "width") <= wide && y + number(node, "height") <= high,
                "{node:?}"
            );
            continue;
        }
        let words: String = node.descendants().filter_map(|it| it.text().filter(|_| it.is_text())).collect();
        let long = lettering::width(&words, number(node, "font-size") as i64) as f64;
        let (start, end) = match node.attribute("text-anchor") {
            Some("end") => (x - long, x),
            Some("middle") => (x - long / 2.0, x + long / 2.0),
            _ => (x, x + long),
        };
        assert!(start >= 0.0 && end <= wide + 1.0, "{words} from {start} to {end} of {wide}");
        assert!(y - number(node, "font-size") >= 0.0 && y <= high, "{words} at {y} of {high}");
    }
}

/// The description of every number that is drawn.
#[track_caller]
fn check_words(svg: &str) {
    let tree = roxmltree::Document::parse(svg).expect("well-formed SVG");
    let root = tree.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let told: Vec<&str> = root.attribute("aria-labelledby").expect("a name").split(' ').collect();
    let words = |name: &str| {
        let named = tree.descendants().find(|node| node.attribute("id") == Some(name));
        named.and_then(|node| node.text()).unwrap_or_default().to_owned()
    };
    let told: String = told.into_iter().map(words).collect();
    for text in tree.descendants().filter(|node| node.has_tag_name("text")) {
        let is_of_chart = text.attribute("font-weight") == Some("600");
        let value = text.text().unwrap_or_default().trim_start_matches(['+', '−']).to_owned();
        assert!(
            !is_of_chart || told.contains(&format!(" {value} 件")) || told.contains(&format!("-{value} 件")),
            "{value}: {told}"
        );
    }
}

fn drawings(report: &Report) -> Vec<String> {
    let picture = Picture::compared(report);
    let charts = picture.charts.iter().map(|chart| {
        let mut svg = String::new();
        drawing::svg(chart).write(&mut svg);
        svg
    });
    charts.chain([long_picture(report)]).collect()
}

/// A report in which any cells hold any numbers, also such as no file may bring.
fn absurd() -> impl Strategy<Value = Report> {
    let number = prop_oneof![
        4 => 0_i64..30,
        1 => Just(0),
        1 => 0..=LARGEST,
        1 => -LARGEST..=LARGEST,
        1 => Just(i64::MAX),
        1 => Just(i64::MIN),
    ];
    (select(vec![2020, 2024]), vec((any::<usize>(), number), 0..60)).prop_map(|(year, numbers)| {
        let mut report = filled(year, &[]);
        let cells = &report.format().cells;
        let entries =
            numbers.into_iter().map(|(at, number)| (cells[at % cells.len()], Entry::Number(number)));
        report.apply(Edit::Cells(entries.collect()));
        report
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_picture_of_any_report_is_drawn_within_its_frame_and_told_in_words(now in report(), last in report()) {
        let report = beside(now, last);
        for svg in drawings(&report) {
            check_drawing(&svg);
            check_words(&svg);
        }
        prop_assert_eq!(long_picture(&report), long_picture(&report.clone()));
    }

    #[test]
    fn absurd_numbers_do_not_break_the_drawing(now in absurd(), last in absurd()) {
        for (last_year, report) in [(2019, now.clone()), (2023, now)] {
            let mut last = last.clone();
            last.apply(Edit::Year(last_year.to_string()));
            for svg in drawings(&beside(report, last)) {
                check_drawing(&svg);
                check_words(&svg);
            }
        }
    }
}

#[test]
fn the_long_picture_is_drawn_as_before() {
    expect_file!["../goldens/picture-2019.svg"].assert_eq(&long_picture(&example(Edition::TRIAL_2019)));
    expect_file!["../goldens/picture-2021.svg"].assert_eq(&long_picture(&example(Edition::REVISED_2021)));
    let compared = long_picture(&beside(busy(), year_before()));
    expect_file!["../goldens/picture-compared.svg"].assert_eq(&compared);
}

#[test]
fn the_long_picture_is_750_pixels_wide_and_says_whose_it_is() {
    let mut report = busy();
    types(
        &mut report,
        &[("organ", "示例省示例市示例自治县<人民政府>示例街道办事处便民服务和综合行政执法办公室")],
    );
    let svg = long_picture(&report);
    assert!(svg.contains(" width=\"750\""));
    assert_eq!(pixels_high(&svg) % 2, 0);
    assert!(svg.contains(&format!(" height=\"{}\"", pixels_high(&svg))));
    assert!(
        shown(&svg).contains("示例省示例市示例自治县<人民政府>示例街道办事处便民服务和综合行政执法办公室")
    );
    assert!(shown(&svg).contains("2024 年政府信息公开"));
    assert!(shown(&svg).contains(&check_code(&report)));
}

// In the HTML file

/// The picture in a page.
fn folded(page: &str) -> &str {
    let start = page.find("<details class=\"picture\">").expect("a picture");
    let end = page.find("</details>").expect("its end") + "</details>".len();
    &page[start..end]
}

#[test]
fn the_html_file_holds_the_picture_folded_behind_the_document() {
    let page = html::write(&busy(), &[]);
    let picture = folded(&page);
    let [main, start, data] = ["</main>", "<details", "<script"].map(|it| page.find(it).expect(it));
    assert!(main < start && start < data);
    assert_eq!(picture.matches("<svg").count(), 5);
    assert!(!picture.contains("style="));
    let parsed = scraper::Html::parse_fragment(picture);
    let all = |selector: &str| {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        parsed.select(&selector).map(|it| it.text().collect::<String>()).collect::<Vec<String>>()
    };
    assert_eq!(all("summary"), ["图解"]);
    assert_eq!(all("caption"), ["图里的数字（件）"]);
    let rows: Vec<(String, String)> = all("tbody th[scope=row]").into_iter().zip(all("tbody td")).collect();
    let of = Picture::of(&busy());
    let told = of.numbers.iter().flat_map(|(_, numbers)| numbers);
    assert_eq!(rows, told.map(|it| (it.label.to_owned(), it.value.to_string())).collect::<Vec<_>>());
    assert!(!html::write(&quiet(), &[]).contains("<details"), "nothing to unfold");
}

#[test]
fn nothing_of_last_year_is_in_the_picture_of_the_html_file() {
    assert_eq!(picture::fragment(&beside(busy(), year_before())), picture::fragment(&busy()));
}

#[test]
fn the_picture_is_no_part_of_the_report_when_the_page_is_read() {
    let page = html::write(&busy(), &[]);
    assert_eq!(open(page.as_bytes()), Ok(busy()));
    // A page as another program would hand it on, without our data.
    let (before, _) = page.split_once("<script").expect("data");
    let foreign = format!("{before}</body></html>");
    let without = foreign.replace(folded(&foreign), "");
    let recognised = |page: &str| recognise(&read("页.html", page.as_bytes()).expect("a page"));
    assert_eq!(recognised(&foreign), recognised(&without));
    // A site that leaves the names of elements out: whatever stands behind the code is no number of the report.
    let bare = foreign.replace("<details class=\"picture\">", "<div>").replace("</details>", "</div>");
    let cells = |it: &Recognised| {
        let values = it.values.iter().filter(|it| it.id.contains('.'));
        values.map(|it| (it.id.clone(), it.text.clone())).collect::<Vec<_>>()
    };
    let (bare, without) = (recognised(&bare), recognised(&without));
    assert_eq!(cells(&bare), cells(&without));
    assert_eq!(bare.doubts, without.doubts);
}

#[test]
fn the_file_formats_are_named_and_written() {
    assert_eq!(PICTURE.label(), "下载图解");
    assert_eq!(PICTURE.file_name(&busy()), "示例市示例局2024年政府信息公开工作年度报告图解.png");
    assert_eq!(PICTURE_SVG.file_name(&busy()), "示例市示例局2024年政府信息公开工作年度报告图解.svg");
    for format in [&PICTURE, &PICTURE_SVG] {
        assert_eq!(heavy::write(format, &busy(), &[]), long_picture(&busy()).into_bytes());
    }
}
