//! A published page beside the draft: what is the same, differs, is missing, is there in addition, or was not
//! recognised surely; and that nothing is called different that a system of pages changes innocently.

use nianbao::compare::{Comparison, Deviation, Kind, compare};
use nianbao::example::example;
use nianbao::export::{excel, fragment, html, word};
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::import::answer::Answer;
use nianbao::report::entry::Entry;
use nianbao::report::office::parse_date;
use nianbao::report::{Edit, Report};
use proptest::prelude::*;

use crate::arbitrary;

fn draft() -> Report {
    example(Edition::REVISED_2021)
}

/// The page of a report as a system of pages keeps it: without bold letters, names and ties of cells.
fn page(report: &Report) -> String {
    let html = html::write(report, &[]).replace("<b>", "").replace("</b>", "");
    [" id=\"disclosure", " id=\"requests", " id=\"disputes", " headers=\""]
        .iter()
        .fold(html, |html, name| without(&html, name))
}

/// A page without an attribute that begins so.
fn without(html: &str, name: &str) -> String {
    let (mut bare, mut rest) = (String::new(), html);
    while let Some(at) = rest.find(name) {
        bare.push_str(&rest[..at]);
        let value = &rest[at + name.len()..];
        rest = &value[value.find('"').expect("a quote") + 1..];
    }
    bare + rest
}

fn beside(report: &Report, name: &str, bytes: &[u8]) -> Comparison {
    compare(report, &Answer::to(name, bytes).expect("a file that is read"))
}

/// A page with another text in a cell.
pub fn retyped(html: &str, cell: &str, text: &str) -> String {
    let cell = html.find(&format!("data-cell=\"{cell}\"")).expect("the cell");
    let begin = cell + html[cell..].find('>').expect("the end of its tag") + 1;
    let end = begin + html[begin..].find("</td>").expect("its end");
    [&html[..begin], text, &html[end..]].concat()
}

/// The page of the example after some replacements, each of which must find its place, beside the draft; a cell is
/// named by its stable name.
fn edited(replacements: &[(&str, &str)]) -> Comparison {
    let mut html = page(&draft());
    for (from, to) in replacements {
        if draft().format().cell(from).is_some() {
            html = retyped(&html, from, to);
            continue;
        }
        assert!(html.contains(from), "{from} is not on the page");
        html = html.replacen(from, to, 1);
    }
    beside(&draft(), "已发布.html", html.as_bytes())
}

fn said(pieces: &[nianbao::compare::marks::Piece]) -> String {
    pieces.iter().map(|it| if it.is_marked { format!("[{}]", it.text) } else { it.text.clone() }).collect()
}

/// A deviation in a line: its kind, where it leads, what draft and page say.
fn line(it: &Deviation) -> String {
    let (draft, page) = (said(&it.draft), said(&it.published));
    format!("{} {}：{draft} | {page}", it.kind.name(), it.target)
}

fn lines(comparison: &Comparison) -> Vec<String> {
    assert_eq!(comparison.stranger, None);
    comparison.deviations.iter().map(line).collect()
}

#[test]
fn the_page_of_the_draft_is_the_same_in_both_editions() {
    for edition in Edition::ALL {
        let report = example(edition);
        let comparison = beside(&report, "已发布.html", page(&report).as_bytes());
        assert_eq!(lines(&comparison), [""; 0]);
        assert_eq!(comparison.same, (report.format().cells.len(), 10));
        assert_eq!(comparison.tally().words(), "与已发布一致");
    }
}

#[test]
fn word_and_the_fragment_for_a_site_are_the_same_and_excel_has_all_that_it_holds() {
    for edition in Edition::ALL {
        let report = example(edition);
        let word = beside(&report, "年报.docx", &word::write(&report));
        assert_eq!(lines(&word), [""; 0]);
        assert_eq!(word.code.map(|(_, is_same)| is_same), Some(true));
        let (_, fragment) = fragment::write(&report);
        assert_eq!(lines(&beside(&report, "粘贴的内容", fragment.as_bytes())), [""; 0]);
        let excel = beside(&report, "年报.xlsx", &excel::write(&report));
        assert_eq!(excel.same.0, report.format().cells.len());
        assert_eq!(excel.tally().of(Kind::Differs), 0, "{:#?}", lines(&excel));
    }
}

#[test]
fn a_number_that_was_retyped_is_found_and_leads_to_its_cell() {
    let comparison = edited(&[("disclosure.licensing.decisions", "382")]);
    assert_eq!(lines(&comparison), ["不同 disclosure.licensing.decisions：328 | 382"]);
    assert_eq!(comparison.deviations[0].place, "第 1 个表，第 7 行第 2 列");
    assert_eq!(comparison.tally().words(), "有 1 处不同");
}

#[test]
fn values_are_compared_and_not_how_they_are_written() {
    let comparison = edited(&[
        ("disclosure.licensing.decisions", "　３２８件 "),
        ("disclosure.fees.amount", "125000元"),
        ("disclosure.penalties.decisions", "<span>1</span><b>5</b>"),
    ]);
    assert_eq!(lines(&comparison), [""; 0]);
}

#[test]
fn blank_is_not_0() {
    let mut blank = draft();
    let cell = blank.format().cell("disclosure.rules.issued").expect("a cell");
    blank.apply(Edit::Cells(vec![(cell, Entry::Blank)]));
    let comparison = beside(&blank, "已发布.html", page(&draft()).as_bytes());
    assert_eq!(lines(&comparison), ["不同 disclosure.rules.issued：空白 | 0"]);
    let comparison = beside(&draft(), "已发布.html", page(&blank).as_bytes());
    assert_eq!(lines(&comparison), ["不同 disclosure.rules.issued：0 | 空白"]);
    assert_eq!(lines(&beside(&blank, "已发布.html", page(&blank).as_bytes())), [""; 0]);
}

#[test]
fn what_a_system_of_pages_changes_innocently_is_the_same() {
    let mut html = page(&draft());
    for (from, to) in [
        ("<p>（一）主动公开。全年", "<p>　　（一）主动公开。&nbsp;全年&#8203;"),
        ("<p>（二）依申请公开。", "<div><br>（二）依申请公开。<br>"),
        ("结转下年度1件。</p>", "结转下年度 1 件。</div>"),
        ("<h1>示例市示例局<br>", "<div>首页 &gt; 政府信息公开年报</div><h1>示例市示例局 "),
        ("示例市示例局<br>2025年1月17日", "示例市示例局　　2025 年 1 月 17 日"),
    ] {
        assert!(html.contains(from), "{from}");
        html = html.replacen(from, to, 1);
    }
    let html = html.replace("<h2>", "<p><strong>").replace("</h2>", "</strong></p>");
    let comparison = beside(&draft(), "已发布.html", html.as_bytes());
    assert_eq!(lines(&comparison), [""; 0]);
    assert_eq!(comparison.divided, 1, "a paragraph became two");
}

#[test]
fn tables_that_lost_their_merged_cells_are_read_by_their_labels() {
    let html = page(&draft());
    // As an editor of a system does that knows no merged cells.
    let bare = without(&html, " colspan=\"");
    let comparison = beside(&draft(), "已发布.html", bare.as_bytes());
    let wrong: Vec<String> =
        lines(&comparison).into_iter().filter(|line| !line.starts_with("没有认准")).collect();
    assert_eq!(wrong, [""; 0]);
    let changed = retyped(&bare, "disclosure.licensing.decisions", "382");
    let comparison = beside(&draft(), "已发布.html", changed.as_bytes());
    let lines = lines(&comparison);
    assert!(lines.contains(&"不同 disclosure.licensing.decisions：328 | 382".to_owned()), "{lines:#?}");
}

#[test]
fn a_paragraph_that_was_dropped_is_missing() {
    let comparison =
        edited(&[("<p>（三）政府信息管理。对规范性文件逐件审查，定期清理并公布目录。</p>\n", "")]);
    assert_eq!(
        lines(&comparison),
        ["缺少 overview：（三）政府信息管理。对规范性文件逐件审查，定期清理并公布目录。 | "]
    );
    assert_eq!(comparison.deviations[0].name, "一、总体情况，第 4 段");
}

#[test]
fn a_sentence_that_was_changed_is_marked_in_its_paragraph() {
    let comparison = edited(&[("结转下年度1件。", "结转下年度2件。")]);
    assert_eq!(
        lines(&comparison),
        ["不同 overview：…转1件，办结7件，结转下年度[1]件。 | …转1件，办结7件，结转下年度[2]件。"]
    );
}

#[test]
fn a_comma_counts() {
    let comparison = edited(&[("更新不够及时，政策", "更新不够及时、政策")]);
    assert_eq!(comparison.tally().of(Kind::Differs), 1);
    assert_eq!(comparison.deviations[0].target, "problems");
}

#[test]
fn a_paragraph_that_was_added_is_said_and_what_stands_around_the_report_is_not() {
    let comparison = edited(&[
        ("<h2>二、主动", "<p>（六）其他。另行补充的一段文字，草稿里没有。</p><h2>二、主动"),
        (
            "</main>",
            "</main><div>上一篇：示例市示例局2023年政府信息公开工作年度报告</div><div>版权所有：示例市人民政府办公室　网站地图</div>",
        ),
    ]);
    assert_eq!(lines(&comparison), ["多出 overview： | （六）其他。另行补充的一段文字，草稿里没有。"]);
}

#[test]
fn paragraphs_that_changed_places_are_said_to_have_moved() {
    let (one, other) = (
        "<p>（三）政府信息管理。对规范性文件逐件审查，定期清理并公布目录。</p>\n",
        "<p>（四）政府信息公开平台建设。维护网站专栏和办事大厅公开专区。</p>\n",
    );
    let both = [one, other].concat();
    let comparison = edited(&[(both.as_str(), &[other, one].concat())]);
    assert_eq!((comparison.deviations.len(), comparison.deviations[0].kind), (1, Kind::Moved));
}

#[test]
fn two_paragraphs_that_were_joined_and_changed_are_one_difference() {
    let comparison = edited(&[
        ("公布目录。</p>\n<p>（四）", "公布目录。（四）"),
        ("办事大厅公开专区", "办事大厅的公开专区"),
    ]);
    assert_eq!(comparison.tally().words(), "有 1 处不同", "{:#?}", comparison.deviations);
}

#[test]
fn the_title_is_compared_with_its_organ_and_its_year() {
    let comparison = edited(&[("<br>2024年政府信息", "<br>2023年政府信息")]);
    assert_eq!(
        lines(&comparison),
        ["不同 organ：[2024]年政府信息公开工作年度报告 | [2023]年政府信息公开工作年度报告"]
    );
    let comparison = edited(&[("<h1>示例市示例局", "<h1>示例市示范局")]);
    assert_eq!(comparison.deviations[0].name, "标题");
    assert_eq!(comparison.tally().words(), "有 1 处不同");
}

#[test]
fn the_foot_is_compared_by_the_day_it_names() {
    let comparison = edited(&[("2025年1月17日", "二〇二五年一月十七日")]);
    assert_eq!(lines(&comparison), [""; 0]);
    let comparison = edited(&[("2025年1月17日", "2025年1月27日")]);
    assert_eq!(lines(&comparison), ["不同 published：2025年1月[17]日 | 2025年1月[27]日"]);
    let comparison = edited(&[(r#"<p class="document__signature">示例市示例局<br>2025年1月17日</p>"#, "")]);
    assert_eq!(lines(&comparison), ["缺少 organ：示例市示例局 | "]);
    assert_eq!(comparison.deviations[0].name, "落款");
    // The day on which a system published the page is another thing.
    let comparison = edited(&[("<h1>", "<p>发布时间：2025-01-20 来源：示例市示例局</p><h1>")]);
    assert_eq!(lines(&comparison), [""; 0]);
}

#[test]
fn a_date_that_only_the_page_has_is_there_in_addition() {
    let mut without = draft();
    without.apply(Edit::Published(None));
    let comparison = beside(&without, "已发布.html", page(&draft()).as_bytes());
    assert_eq!(lines(&comparison), ["多出 published： | 2025年1月17日"]);
}

#[test]
fn a_row_that_was_dropped_and_one_that_was_added_are_one_place_each() {
    let html = page(&draft());
    let label = html.find(">行政处罚</th>").expect("the row");
    let begin = html[..label].rfind("<tr").expect("its begin");
    let end = begin + html[begin..].find("</tr>").expect("its end") + 5;
    let dropped = [&html[..begin], &html[end..]].concat();
    let comparison = beside(&draft(), "已发布.html", dropped.as_bytes());
    assert_eq!(lines(&comparison), ["缺少 disclosure.penalties.decisions：15 | "]);
    let row = "<tr><th>行政检查</th><td colspan=3>118</td></tr>";
    let added = [&html[..end], row, &html[end..]].concat();
    let comparison = beside(&draft(), "已发布.html", added.as_bytes());
    assert_eq!(comparison.tally().words(), "有 1 处多出", "{:#?}", comparison.deviations);
    assert!(line(&comparison.deviations[0]).contains("118"));
}

#[test]
fn a_chapter_that_is_not_there_is_one_place() {
    let html = page(&draft());
    let cut = |from: &str, to: &str| {
        let begin = html.find(from).expect("the heading");
        let end = html.find(to).expect("the next heading");
        beside(&draft(), "已发布.html", [&html[..begin], &html[end..]].concat().as_bytes())
    };
    let comparison = cut("<h2>三、", "<h2>四、");
    assert_eq!(lines(&comparison), ["缺少 requests： | "]);
    assert_eq!(comparison.deviations[0].name, "三、收到和处理政府信息公开申请情况");
    let comparison = cut("<h2>五、", "<h2>六、");
    assert_eq!(comparison.tally().words(), "有 1 处缺少");
    assert_eq!(comparison.deviations[0].name, "五、存在的主要问题及改进情况");
}

#[test]
fn what_was_not_recognised_surely_is_neither_the_same_nor_different() {
    // In a table without its own labels, a number with words behind it can be read in two ways.
    let comparison = edited(&[
        ("行政规范性文件", "规范性文件"),
        ("disclosure.normative-documents.issued", "2（其中修订1件）"),
    ]);
    assert_eq!(comparison.tally().words(), "没有发现不同，有 1 处没有认准", "{:#?}", comparison.deviations);
    assert_eq!(comparison.deviations[0].target, "disclosure.normative-documents.issued");
    assert!(!comparison.deviations[0].hint.is_empty());
}

#[test]
fn another_page_is_said_to_be_one_in_a_sentence() {
    let comparison = beside(
        &draft(),
        "通知.html",
        "<h1>关于召开会议的通知</h1><p>请各单位准时参加，不得缺席。</p>".as_bytes(),
    );
    assert_eq!(comparison.stranger.as_deref(), Some("里面没有认出年报的内容，没有核对。"));
    assert!(comparison.deviations.is_empty());
    let mut other = Report::of_year(2022);
    other.apply(Edit::Organ("示例街道办事处".into()));
    for (at, cell) in other.format().cells.clone().into_iter().enumerate() {
        other.apply(Edit::Cells(vec![(cell, Entry::Number(at as i64 + 3))]));
    }
    other.apply(Edit::Text(TextField::OVERVIEW, "另一个机关写的总体情况。\n各项工作有序开展。".into()));
    let comparison = beside(&draft(), "另一份.html", page(&other).as_bytes());
    let stranger = comparison.stranger.expect("a sentence");
    assert!(stranger.starts_with("这像是示例街道办事处 2022 年的报告，不是这份草稿"), "{stranger}");
    assert!(comparison.deviations.is_empty());
}

#[test]
fn a_page_in_the_other_edition_is_said_to_be_and_what_both_have_is_compared() {
    let mut old = draft();
    old.apply(Edit::Edition(Edition::TRIAL_2019));
    old.apply(old.fill_zeros(&old.format().cells));
    let comparison = beside(&draft(), "已发布.html", page(&old).as_bytes());
    let lines = lines(&comparison);
    assert!(lines.contains(&"不同 year：2021 年格式 | 2019 年试行格式".to_owned()), "{lines:#?}");
    assert!(comparison.not_compared > 0, "{comparison:#?}");
    assert!(lines.len() < 6, "{lines:#?}");
    assert!(comparison.same.0 > 150, "{:?} the rest of table 3, and table 4", comparison.same);
}

#[test]
fn a_table_alone_is_compared_and_the_rest_is_missing_chapter_by_chapter() {
    let html = page(&draft());
    let begin = html.find(r#"<table class="document__requests""#).expect("table 3");
    let end = begin + html[begin..].find("</table>").expect("its end") + 8;
    let comparison = beside(&draft(), "粘贴的内容", &html.as_bytes()[begin..end]);
    assert_eq!(comparison.stranger, None);
    assert_eq!(comparison.tally().of(Kind::Differs), 0, "{:#?}", lines(&comparison));
    assert!(comparison.tally().of(Kind::Missing) < 12, "{:#?}", lines(&comparison));
}

#[test]
fn lines_of_a_text_file_are_joined_before_they_are_compared() {
    let text = "示例市示例局\n2024年政府信息公开工作年度报告\n一、总体情况\n2024年，本机关按照规定做好政府信息公开工作，不断提高公开的质量和实效，\n努力让群众看得到、看得懂、能监督。\n六、其他需要报告的事项\n2024年，本机关未收取信息处理费。\n";
    let mut report = Report::of_year(2024);
    report.apply(Edit::Organ("示例市示例局".into()));
    let overview = "2024年，本机关按照规定做好政府信息公开工作，不断提高公开的质量和实效，努力让群众看得到、看得懂、能监督。";
    report.apply(Edit::Text(TextField::OVERVIEW, overview.into()));
    report.apply(Edit::Text(TextField::OTHER_MATTERS, "2024年，本机关未收取信息处理费。".into()));
    assert_eq!(lines(&beside(&report, "已发布.txt", text.as_bytes())), [""; 0]);
    report.apply(Edit::Text(TextField::OTHER_MATTERS, "2024年，本机关收取信息处理费。".into()));
    assert_eq!(
        lines(&beside(&report, "已发布.txt", text.as_bytes())),
        ["不同 other-matters：2024年，本机关收取信息处理费。 | 2024年，本机关[未]收取信息处理费。"]
    );
}

#[test]
fn the_code_tells_that_the_same_state_was_published_and_is_no_text() {
    use nianbao::document::check_code;
    let own = check_code(&draft());
    let same = beside(&draft(), "已发布.html", page(&draft()).as_bytes());
    assert_eq!(same.code, Some((own.clone(), true)));
    let edited = edited(&[("disclosure.licensing.decisions", "382")]);
    assert_eq!(
        (edited.code, edited.deviations.len()),
        (Some((own.clone(), true)), 1),
        "edited after it was published"
    );
    let mut later = draft();
    later.apply(later.typing("disclosure.licensing.decisions", "329").expect("a cell"));
    let earlier = beside(&later, "已发布.html", page(&draft()).as_bytes());
    assert_eq!((earlier.code, earlier.deviations.len()), (Some((own.clone(), false)), 1));
    let line = format!("核对码：{own}");
    let typed = page(&draft()).replace(&line, &format!("核对码: {}", own.to_lowercase()));
    assert_eq!(beside(&draft(), "已发布.html", typed.as_bytes()).code, Some((own, true)));
    let without = page(&draft()).replace(&line, "");
    let without = beside(&draft(), "已发布.html", without.as_bytes());
    assert_eq!((without.code, without.deviations.len()), (None, 0));
}

/// Whether something is called different that is not.
fn false_alarms(comparison: &Comparison) -> Vec<&Deviation> {
    comparison.deviations.iter().filter(|it| it.kind != Kind::Doubtful).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_page_of_any_report_is_the_same(report in arbitrary::report()) {
        let html = page(&report.published_part());
        let comparison = beside(&report, "已发布.html", html.as_bytes());
        prop_assert!(false_alarms(&comparison).is_empty(), "{:#?}", comparison.deviations);
    }

    #[test]
    fn any_cell_that_was_changed_is_found(report in arbitrary::report(), at in any::<usize>(), number in 0..9_999_i64) {
        let cells = &report.format().cells;
        let cell = cells[at % cells.len()];
        let mut other = report.clone();
        other.apply(Edit::Cells(vec![(cell, Entry::Number(number))]));
        prop_assume!(*report.cell(cell) != Entry::Automatic);
        let html = page(&other);
        prop_assume!(html != page(&report));
        let comparison = beside(&report, "已发布.html", html.as_bytes());
        let found = comparison.deviations.iter().any(|it| it.target == cell.id());
        prop_assert!(found || *report.cell(cell) == Entry::Number(number), "{:?} {:#?}", cell, comparison.deviations);
    }
}

#[test]
fn a_date_without_an_organ_is_a_foot_too() {
    let mut report = draft();
    report.apply(Edit::Organ(String::new()));
    report.apply(Edit::Published(parse_date("2025-01-02")));
    assert_eq!(lines(&beside(&report, "已发布.html", page(&report).as_bytes())), [""; 0]);
}
