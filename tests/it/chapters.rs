//! What the recogniser makes of reports of invented offices, in the many shapes that offices give them.

use nianbao::format::Edition;
use nianbao::import::grid::{Grid, SourceCell};
use nianbao::import::recognise::recognise;
use nianbao::import::recognised::{Doubt, Recognised};
use nianbao::import::source::{Block, Content, Source};
use proptest::collection::vec;
use proptest::prelude::*;

fn source(contents: impl IntoIterator<Item = Content>) -> Source {
    let block = |content| Block { page: None, line: None, content };
    Source { blocks: contents.into_iter().map(block).collect(), ..Source::of("文本") }
}

/// A text as its lines.
fn lines(text: &str) -> Recognised {
    recognise(&source(text.lines().map(|line| Content::Line(line.to_owned()))))
}

/// A page as its paragraphs; 「表二」「表三」「表四」 stand for the tables.
fn page(text: &str) -> Recognised {
    recognise(&source(text.lines().map(content)))
}

fn content(line: &str) -> Content {
    // 「行政复议*5」 takes five columns.
    let table = |rows: &[&[&str]]| {
        let cell = |text: &&str| {
            let (text, columns) = text.split_once('*').unwrap_or((text, "1"));
            SourceCell { text: text.to_owned(), colspan: columns.parse().expect("a number"), rowspan: 1 }
        };
        Content::Table(Grid::lay_out(rows.iter().map(|row| row.iter().map(cell).collect()).collect()))
    };
    let outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"].repeat(3);
    match line {
        "表二" => table(&[
            &["第二十条第（一）项"],
            &["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            &["规章", "0", "0", "0"],
            &["行政规范性文件", "1", "0", "5"],
        ]),
        "表三" => table(&[
            &["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
            &["一、本年新收政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"],
        ]),
        "表四" => table(&[
            &["行政复议*5", "行政诉讼*10"],
            &["*5", "未经复议直接起诉*5", "复议后起诉*5"],
            &outcomes,
            &["0"; 15],
        ]),
        line => Content::Paragraph(line.to_owned()),
    }
}

fn field<'a>(recognised: &'a Recognised, id: &str) -> &'a str {
    recognised.values.iter().find(|value| value.id == id).map_or("", |value| &value.text)
}

fn doubt<'a>(recognised: &'a Recognised, name: &str) -> &'a Doubt {
    let found = recognised.doubts.iter().find(|doubt| doubt.name.contains(name));
    found.unwrap_or_else(|| panic!("{name}: {:#?}", recognised.doubts))
}

/// Checks the texts of a report.
fn check(recognised: &Recognised, texts: &[(&str, &str)]) {
    for (id, expected) in texts {
        assert_eq!(field(recognised, id), *expected, "{id}");
    }
}

const WHOLE: &str = "示例区示例局2023年政府信息公开工作年度报告
根据《中华人民共和国政府信息公开条例》，现公布本报告。统计期限为2023年1月1日至2023年12月31日。
一、总体情况
（一）主动公开情况
全年公开12条。
（二）依申请公开情况
全年收到1件。
二、主动公开政府信息情况
表二
三、收到和处理政府信息公开申请情况
表三
四、政府信息公开行政复议、行政诉讼情况
表四
五、存在的主要问题及改进情况
解读不够丰富，下一步加强。
六、其他需要报告的事项
未收取信息处理费。
示例区示例局
2024年1月15日";

#[test]
fn a_whole_report_comes_in_under_its_chapters() {
    let recognised = page(WHOLE);
    check(
        &recognised,
        &[
            ("organ", "示例区示例局"),
            ("level", "department"),
            ("year", "2023"),
            ("published", "2024-01-15"),
            (
                "preamble",
                "根据《中华人民共和国政府信息公开条例》，现公布本报告。统计期限为2023年1月1日至2023年12月31日。",
            ),
            ("overview", "（一）主动公开情况\n全年公开12条。\n（二）依申请公开情况\n全年收到1件。"),
            ("problems", "解读不够丰富，下一步加强。"),
            ("other-matters", "未收取信息处理费。"),
            ("disclosure-note", ""),
            ("requests-note", ""),
            ("disputes-note", ""),
        ],
    );
    assert!(recognised.problems.is_empty(), "{:?}", recognised.problems);
    assert_eq!(recognised.edition(), Edition::REVISED_2021);
}

#[test]
fn chapters_are_found_however_they_are_numbered() {
    type Style = fn(usize, &str) -> String;
    let styles: [Style; 6] = [
        |at, words| format!("第{}部分 {words}", ["一", "二", "三", "四", "五", "六"][at]),
        |at, words| format!("{}、{words}", at + 1),
        |at, words| format!("（{}）{words}", ["一", "二", "三", "四", "五", "六"][at]),
        |_, words| words.to_owned(),
        |at, words| format!("{} 、{words}", ["一", "二", "三", "四", "五", "六"][at]),
        |at, words| format!("{}.{words}。", ["一", "二", "三", "四", "五", "六"][at]),
    ];
    for style in styles {
        let text = ["一", "二", "三", "四", "五", "六"].iter().enumerate().fold(
            WHOLE.to_owned(),
            |text, (at, numeral)| {
                let head = format!("\n{numeral}、");
                let from = text.find(&head).expect("a heading") + 1;
                let end = from + text[from..].find('\n').expect("an end");
                let words = text[from + head.len() - 1..end].to_owned();
                format!("{}{}{}", &text[..from], style(at, &words), &text[end..])
            },
        );
        // Sub-headings are numbered in another way than chapters.
        let text = if text.contains("（一）总体情况") {
            text.replace("（一）主动公开情况", "1.主动公开情况")
                .replace("（二）依申请公开情况", "2.依申请公开情况")
        } else {
            text
        };
        let recognised = page(&text);
        assert!(field(&recognised, "overview").ends_with("全年收到1件。"), "{text}\n{recognised:#?}");
        check(
            &recognised,
            &[("problems", "解读不够丰富，下一步加强。"), ("other-matters", "未收取信息处理费。")],
        );
    }
}

#[test]
fn chapter_one_may_have_sub_headings_of_the_same_numbers() {
    let text = WHOLE.replace(
        "（一）主动公开情况\n全年公开12条。\n（二）依申请公开情况\n全年收到1件。",
        "一、主动公开情况\n甲。\n二、依申请公开情况\n乙。\n三、政府信息管理\n丙。\n四、平台建设\n丁。\n五、监督保障\n戊。\n六、其他情况\n己。",
    );
    let recognised = page(&text);
    assert_eq!(field(&recognised, "overview").lines().count(), 12, "{recognised:#?}");
    check(
        &recognised,
        &[("problems", "解读不够丰富，下一步加强。"), ("other-matters", "未收取信息处理费。")],
    );
    assert!(
        recognised.unplaced.iter().all(|unplaced| unplaced.quote.contains('\t')),
        "{:#?}",
        recognised.unplaced
    );
}

#[test]
fn a_heading_and_its_text_may_share_a_paragraph() {
    let text = WHOLE
        .replace("改进情况\n解读", "改进情况。解读")
        .replace("事项\n未收取", "事项：未收取")
        .replace("一、总体情况\n（一）", "一、总体情况 （一）");
    let recognised = page(&text);
    check(
        &recognised,
        &[
            ("overview", "（一）主动公开情况\n全年公开12条。\n（二）依申请公开情况\n全年收到1件。"),
            ("problems", "解读不够丰富，下一步加强。"),
            ("other-matters", "未收取信息处理费。"),
        ],
    );
}

#[test]
fn a_heading_may_be_torn_over_two_lines() {
    let text = WHOLE.replace(
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政\n诉讼情况",
    );
    let recognised = lines(&text.replace("表二\n", "").replace("表三\n", "").replace("表四\n", ""));
    check(
        &recognised,
        &[("disputes-note", ""), ("requests-note", ""), ("problems", "解读不够丰富，下一步加强。")],
    );
}

#[test]
fn a_chapter_that_the_form_does_not_have_is_listed_with_its_heading() {
    let text = WHOLE.replace(
        "未收取信息处理费。",
        "未收取信息处理费。\n七、2024年工作思路\n（一）继续努力。\n（二）再接再厉。",
    );
    let recognised = page(&text);
    check(&recognised, &[("other-matters", "未收取信息处理费。"), ("published", "2024-01-15")]);
    let extra = recognised.unplaced.last().expect("the chapter");
    assert_eq!(extra.quote, "七、2024年工作思路\n（一）继续努力。\n（二）再接再厉。");
    assert_eq!(extra.targets, ["other-matters", "problems"]);
    assert_eq!(extra.from.len(), 3);
}

#[test]
fn a_chapter_that_the_form_does_not_have_is_none_of_it_where_its_last_is_missing() {
    let from = WHOLE.find("六、").expect("the last chapter");
    let recognised = page(&format!("{}七、2024年工作思路\n继续努力。", &WHOLE[..from]));
    let value =
        |id: &str| recognised.values.iter().find(|value| value.id == id).map(|value| value.text.as_str());
    assert!(value("problems").is_some_and(|text| !text.contains("工作思路")), "{:?}", value("problems"));
    let extra = recognised.unplaced.last().expect("the chapter");
    assert_eq!(extra.quote, "七、2024年工作思路\n继续努力。");
}

#[test]
fn a_chapter_in_words_of_its_own_is_known_by_its_number() {
    let recognised = page(&WHOLE.replace("五、存在的主要问题及改进情况", "五、今后努力的重点"));
    check(&recognised, &[("problems", "解读不够丰富，下一步加强。")]);
    assert!(
        recognised.problems.iter().any(|problem| problem.contains("今后努力的重点")),
        "{:?}",
        recognised.problems
    );
}

#[test]
fn a_wrong_number_is_told_and_does_no_harm() {
    let recognised = page(&WHOLE.replace("三、收到", "四、收到"));
    check(&recognised, &[("requests-note", ""), ("problems", "解读不够丰富，下一步加强。")]);
    assert_eq!(
        recognised.problems,
        ["标题「四、收到和处理政府信息公开申请情况」的序号与官方格式不同，应为「三」。"]
    );
}

#[test]
fn chapters_in_another_order_come_in_all_the_same() {
    let text = WHOLE.replace(
        "五、存在的主要问题及改进情况\n解读不够丰富，下一步加强。\n六、其他需要报告的事项\n未收取信息处理费。",
        "五、其他需要报告的事项\n未收取信息处理费。\n六、存在的主要问题及改进情况\n解读不够丰富，下一步加强。",
    );
    let recognised = page(&text);
    check(
        &recognised,
        &[("problems", "解读不够丰富，下一步加强。"), ("other-matters", "未收取信息处理费。")],
    );
}

#[test]
fn a_text_whose_heading_is_lost_is_asked_about() {
    let recognised = page(&WHOLE.replace("五、存在的主要问题及改进情况\n", ""));
    let lost = doubt(&recognised, "五、存在的主要问题及改进情况");
    assert_eq!(lost.quote, "解读不够丰富，下一步加强。");
    assert_eq!(lost.choices[0].fills, [("problems".to_owned(), lost.quote.clone())]);
    assert!(lost.choices.len() > 1);
    check(&recognised, &[("disputes-note", ""), ("other-matters", "未收取信息处理费。")]);

    let recognised = page(&WHOLE.replace("一、总体情况\n", ""));
    let lost = doubt(&recognised, "一、总体情况");
    assert!(lost.quote.starts_with("（一）主动公开情况") && lost.quote.ends_with("全年收到1件。"));
    assert!(field(&recognised, "preamble").ends_with("12月31日。"));
}

#[test]
fn tables_without_their_headings_are_no_texts() {
    let text = [
        "二、主动公开政府信息情况\n",
        "三、收到和处理政府信息公开申请情况\n",
        "四、政府信息公开行政复议、行政诉讼情况\n",
    ]
    .iter()
    .fold(WHOLE.to_owned(), |text, heading| text.replace(heading, ""));
    let recognised = page(&text);
    check(
        &recognised,
        &[
            ("overview", "（一）主动公开情况\n全年公开12条。\n（二）依申请公开情况\n全年收到1件。"),
            ("problems", "解读不够丰富，下一步加强。"),
        ],
    );
}

#[test]
fn notes_stand_under_their_tables_and_the_printed_guidance_goes() {
    let text = WHOLE
        .replace("表二\n", "单位：件\n表二\n注：规范性文件数含2023年修订数。\n")
        .replace("表三\n", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n本年度收到1件申请，均为自然人申请。\n表三\n");
    let recognised = page(&text);
    check(
        &recognised,
        &[
            ("disclosure-note", "注：规范性文件数含2023年修订数。"),
            ("requests-note", "本年度收到1件申请，均为自然人申请。"),
        ],
    );
}

#[test]
fn a_table_in_a_text_is_shown() {
    let mut contents: Vec<Content> = WHOLE.lines().map(content).collect();
    let cell = |text: &str| SourceCell { text: text.to_owned(), colspan: 1, rowspan: 1 };
    let grid = Grid::lay_out(vec![vec![cell("渠道"), cell("条数")], vec![cell("网站"), cell("12")]]);
    contents.insert(5, Content::Table(grid));
    let recognised = recognise(&source(contents));
    let table = recognised
        .unplaced
        .iter()
        .find(|unplaced| unplaced.quote == "渠道\t条数\n网站\t12")
        .expect("the table");
    assert_eq!(table.targets, ["overview"]);
    check(
        &recognised,
        &[("overview", "（一）主动公开情况\n全年公开12条。\n（二）依申请公开情况\n全年收到1件。")],
    );
}

#[test]
fn the_page_around_a_report_is_left_out() {
    let text = format!(
        "示例局2023年政府信息公开工作年度报告-示例网\n繁體版 English 无障碍\n首页 政务公开 互动交流\n走进示例\n\
         当前位置：首页 > 政府信息公开 > 年报\n索引号：012345/2024-00001\n发布日期：2024-01-17\n{}\n\
         【打印本页】 【关闭窗口】\n上一篇：示例局2022年政府信息公开工作年度报告\n主办单位：示例区人民政府 ICP备案\n友情链接",
        WHOLE.replace("年度报告\n", "年度报告\n发布时间：2024-01-17 浏览次数：12 字体：[大 中 小]\n")
    );
    let recognised = page(&text);
    for value in &recognised.values {
        for word in ["English", "索引号", "发布时间", "打印", "上一篇", "ICP", "友情链接", "走进"]
        {
            assert!(!value.text.contains(word), "{}: {word}", value.id);
        }
    }
    assert!(
        recognised.unplaced.iter().all(|unplaced| unplaced.quote.contains('\t')),
        "{:#?}",
        recognised.unplaced
    );
    check(&recognised, &[("published", "2024-01-15"), ("other-matters", "未收取信息处理费。")]);
    let sentence = "落款日期是 2024-01-15，网页写的发布日期是 2024-01-17；「发布日期」取落款日期。";
    assert!(recognised.problems.contains(&sentence.to_owned()), "{:?}", recognised.problems);
}

#[test]
fn sub_headings_in_the_words_of_a_menu_are_of_the_text_they_stand_in() {
    let sub_headings = ["（二）依申请公开", "2.依申请公开", "（2）依申请公开", "第二部分 依申请公开"];
    for sub_heading in sub_headings {
        let more = format!("（一）主动公开\n全年公开12条。\n{sub_heading}");
        let last = "（一）政府信息公开年报\n按时发布。\n（二）政府信息公开指南\n未收取信息处理费。";
        let text = WHOLE.replace("12月31日。\n", &format!("12月31日。\n{more}\n"));
        let recognised = page(&text.replace("未收取信息处理费。", last));
        let preamble = field(&recognised, "preamble");
        assert!(preamble.ends_with(&more), "{preamble}");
        check(&recognised, &[("other-matters", last), ("published", "2024-01-15")]);
    }
    // A table of contents is none, of several lines or with its name.
    let listed = "目录\n一、总体情况\n二、主动公开政府信息情况\n六、其他需要报告的事项\n根据";
    let recognised = page(&WHOLE.replace("根据", listed));
    assert!(field(&recognised, "preamble").starts_with("根据"), "{}", field(&recognised, "preamble"));
}

#[test]
fn what_follows_the_report_is_shown_and_not_taken_for_its_text() {
    let recognised = page(&format!("{WHOLE}\n这是另一篇文章的内容，与年报没有关系。"));
    check(&recognised, &[("other-matters", "未收取信息处理费。")]);
    assert!(recognised.unplaced.iter().any(|unplaced| unplaced.quote.starts_with("这是另一篇")));
}

#[test]
fn conflicts_of_title_preamble_and_foot_are_asked_about() {
    let recognised = page(&WHOLE.replace("期限为2023年", "期限为2022年"));
    let year = doubt(&recognised, "报告年度");
    let fills: Vec<&str> = year.choices.iter().map(|choice| choice.fills[0].1.as_str()).collect();
    assert_eq!(fills, ["2023", "2022", ""]);
    assert_eq!(field(&recognised, "year"), "");

    let recognised = page(&WHOLE.replace("示例区示例局\n2024", "另一区财政局\n2024"));
    let organ = doubt(&recognised, "机关名称");
    let fills: Vec<&str> = organ.choices.iter().map(|choice| choice.fills[0].1.as_str()).collect();
    assert_eq!(fills, ["示例区示例局", "另一区财政局", ""]);

    // A name in short is no conflict.
    let recognised = page(&WHOLE.replace("示例区示例局\n2024", "示例局\n2024"));
    check(&recognised, &[("organ", "示例区示例局")]);
}

#[test]
fn the_year_is_found_without_a_title() {
    let without_title = WHOLE.split_once('\n').expect("a title").1;
    let recognised = page(without_title);
    check(&recognised, &[("year", "2023"), ("organ", "示例区示例局")]);
    let recognised = page(&without_title.replace("统计期限为2023年1月1日至2023年12月31日。", ""));
    let year = doubt(&recognised, "报告年度");
    assert_eq!(year.choices[0].fills, [("year".to_owned(), "2023".to_owned())]);
}

#[test]
fn a_table_of_contents_is_no_chapter() {
    let contents =
        "目录\n一、总体情况……1\n二、主动公开政府信息情况……2\n三、收到和处理政府信息公开申请情况……3\n";
    let recognised = page(&WHOLE.replace("一、总体情况\n", &format!("{contents}一、总体情况\n")));
    assert!(field(&recognised, "preamble").ends_with("12月31日。"), "{recognised:#?}");
    let bare = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n";
    let recognised = page(&WHOLE.replace("一、总体情况\n", &format!("{bare}一、总体情况\n")));
    assert!(field(&recognised, "preamble").ends_with("12月31日。"), "{recognised:#?}");
    assert!(field(&recognised, "overview").starts_with("（一）"), "{recognised:#?}");
}

#[test]
fn a_page_in_one_paragraph_with_line_breaks_is_read_line_by_line() {
    let before = WHOLE.split("二、主动").next().expect("a beginning");
    let recognised = recognise(&source([Content::Paragraph(before.to_owned())]));
    check(
        &recognised,
        &[
            ("organ", "示例区示例局"),
            ("overview", "（一）主动公开情况\n全年公开12条。\n（二）依申请公开情况\n全年收到1件。"),
        ],
    );
}

#[test]
fn heads_and_numbers_of_pages_do_not_tear_a_text() {
    let text = "示例局2023年政府信息公开工作年度报告\n一、总体情况\n\
                2023年，示例局坚持公开为常态、不公开为例外，全\n\
                面贯彻落实条例的各项要求，不断完善政府信息公开制\n\
                度，推进政府信息公开各项主要工作都能够按照要求\n2\n示例局2023年政府信息公开工作年度报告\n规范发展。\n\
                五、存在的主要问题及改进情况\n\
                解读的形式还不够丰富，公开的内容还不够全面，队伍\n\
                建设有待加强。";
    let recognised = lines(text);
    check(
        &recognised,
        &[
            (
                "overview",
                "2023年，示例局坚持公开为常态、不公开为例外，全面贯彻落实条例的各项要求，不断完善政府信息公开制度，\
                 推进政府信息公开各项主要工作都能够按照要求规范发展。",
            ),
            ("problems", "解读的形式还不够丰富，公开的内容还不够全面，队伍建设有待加强。"),
        ],
    );
}

#[test]
fn what_is_no_report_is_shown_whole() {
    let recognised = page("示例小学招生通知\n请于九月一日报到。\n联系电话：0000000。");
    assert!(recognised.problems[0].starts_with("这里认不出年报"));
    assert!(recognised.values.is_empty() && recognised.doubts.is_empty(), "{recognised:#?}");
    let quotes: String = recognised.unplaced.iter().map(|unplaced| unplaced.quote.as_str()).collect();
    assert!(quotes.contains("九月一日") && quotes.contains("联系电话"));
    assert!(recognise(&Source::default()).problems[0].starts_with("这里认不出年报"));
}

/// A line of a source, with words that the recogniser looks for.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(WHOLE.lines().map(str::to_owned).collect::<Vec<_>>()),
        2 => "(一|二|三|四|五|六|七|[0-9]|（一）|第二部分)?(、|\\.|．| )?(总体|主动公开|申请|复议|诉讼|问题|改进|其他|事项|情况|工作|思路){0,5}(。|：)?(无|甲乙丙。){0,2}",
        2 => "(甲|乙|丙|丁|，|。|；|20[0-9]{2}年|1月1日|[0-9]|（|）|局|区|市| |　|\\t|\\||-){0,40}",
        1 => "\\PC{0,20}",
        1 => any::<String>(),
        1 => Just(String::new()),
    ]
}

fn contents() -> impl Strategy<Value = Vec<Content>> {
    let content = prop_oneof![
        3 => line().prop_map(Content::Line),
        3 => line().prop_map(Content::Paragraph),
        1 => line().prop_map(Content::Heading),
        1 => vec(vec(line(), 0..4), 0..4).prop_map(|rows| {
            let cell = |text| SourceCell { text, colspan: 1, rowspan: 1 };
            Content::Table(Grid::lay_out(rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect()))
        }),
    ];
    vec(content, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_source_breaks_the_recogniser(contents in contents()) {
        let source = source(contents);
        let recognised = recognise(&source);
        for place in recognised.values.iter().flat_map(|value| &value.from)
            .chain(recognised.doubts.iter().flat_map(|doubt| &doubt.from))
            .chain(recognised.unplaced.iter().flat_map(|unplaced| &unplaced.from))
        {
            prop_assert!(place.block < source.blocks.len());
        }
        for doubt in &recognised.doubts {
            prop_assert!(doubt.choices.len() >= 2, "{:?}", doubt);
        }
        // Whatever is chosen makes a report.
        recognised.report(&[], &[]);
    }

    #[test]
    fn no_sentence_is_lost(contents in contents(), at in 0..40_usize, is_line in any::<bool>()) {
        let sentence = "这一句话不见了就是丢了，它在哪里都要找得到。";
        let mut contents = contents;
        let at = at.min(contents.len());
        let content = if is_line { Content::Line(sentence.into()) } else { Content::Paragraph(sentence.into()) };
        contents.insert(at, content);
        let recognised = recognise(&source(contents));
        let texts = recognised.values.iter().map(|value| &value.text)
            .chain(recognised.doubts.iter().map(|doubt| &doubt.quote))
            .chain(recognised.unplaced.iter().map(|unplaced| &unplaced.quote));
        let count = texts.filter(|text| text.contains("这一句话不见了就是丢了，")).count();
        prop_assert!(count > 0, "{:#?}", recognised);
    }
}
