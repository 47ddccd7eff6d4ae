//! PDF files as browsers and word processors print them: every number stands under its column, every text
//! comes back whole; whatever the bytes are, reading ends.

use std::collections::BTreeSet;
use std::fs;

use nianbao::import::grid::{Grid, SourceCell};
use nianbao::import::read::{pdf, read as read_file};
use nianbao::import::source::{Content, Source};
use proptest::prelude::*;
use scraper::{Html, Selector};

use crate::drawn::{Drawn, gbk, line, ruled, text, utf16};

fn read(name: &str) -> Source {
    pdf::read(&fs::read(format!("tests/pdf/{name}")).expect("a file")).expect("a source")
}

fn golden(name: &str) -> Html {
    Html::parse_document(&fs::read_to_string(format!("tests/goldens/{name}")).expect("a golden"))
}

fn grids(source: &Source) -> Vec<&Grid> {
    let blocks = source.blocks.iter().map(|block| &block.content);
    blocks.filter_map(|content| if let Content::Table(grid) = content { Some(grid) } else { None }).collect()
}

fn texts(source: &Source) -> Vec<&str> {
    let blocks = source.blocks.iter().map(|block| &block.content);
    blocks
        .filter_map(|content| match content {
            Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => Some(text.as_str()),
            Content::Table(_) => None,
        })
        .collect()
}

/// The tables of a page.
fn printed(page: &Html) -> Vec<Grid> {
    let select = |selector: &str| Selector::parse(selector).expect("a selector");
    let (table, row, cell) = (select("main table"), select("tr"), select("th, td"));
    let span = |cell: &scraper::ElementRef, name| cell.attr(name).and_then(|n| n.parse().ok()).unwrap_or(1);
    let cells = |row: scraper::ElementRef| {
        row.select(&cell)
            .map(|cell| SourceCell {
                text: cell.text().collect(),
                colspan: span(&cell, "colspan"),
                rowspan: span(&cell, "rowspan"),
            })
            .collect()
    };
    page.select(&table).map(|table| Grid::lay_out(table.select(&row).map(cells).collect())).collect()
}

/// Every number with the nearest label before it in its row, and the nearest above it in its column.
fn placed<'a>(grids: impl IntoIterator<Item = &'a Grid>) -> BTreeSet<(String, String, String)> {
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    let mut found = BTreeSet::new();
    for grid in grids {
        for (row, spots) in grid.rows.iter().enumerate() {
            for (column, spot) in
                spots.iter().enumerate().filter(|(_, spot)| spot.begins && is_number(&spot.text))
            {
                let before = spots[..column].iter().rev().find(|spot| !is_number(&spot.text));
                let above = grid.rows[..row].iter().rev().filter_map(|row| row.get(column));
                let above = above.into_iter().find(|spot| !is_number(&spot.text));
                let text = |spot: Option<&nianbao::import::grid::Spot>| {
                    spot.map(|spot| spot.text.clone()).unwrap_or_default()
                };
                found.insert((text(before), text(above), spot.text.clone()));
            }
        }
    }
    found
}

#[test]
fn every_number_stands_under_its_column() {
    for name in ["chromium-2021.pdf", "writer-2021.pdf"] {
        let source = read(name);
        let expected = placed(&printed(&golden("example-2021.html")));
        let found = placed(grids(&source));
        assert!(expected.len() > 50);
        let missing: Vec<_> = expected.difference(&found).collect();
        let added: Vec<_> = found.difference(&expected).collect();
        assert!(missing.is_empty() && added.is_empty(), "{name}: {missing:?} {added:?}");
        assert_eq!(source.problems, Vec::<String>::new());
    }
}

#[test]
fn texts_come_back_whole() {
    let page = golden("example-2021.html");
    let paragraphs = Selector::parse("main p:not(.document__signature):not(.document__code), main h2")
        .expect("a selector");
    for name in ["chromium-2021.pdf", "writer-2021.pdf"] {
        let source = read(name);
        let found = texts(&source);
        for paragraph in page.select(&paragraphs) {
            let expected: String = paragraph.text().collect();
            assert!(found.contains(&expected.trim()), "{name}: {expected} in {found:#?}");
        }
    }
}

#[test]
fn a_table_that_is_cut_comes_in_parts_each_with_its_page() {
    let source = read("writer-2021.pdf");
    assert_eq!(source.kind, "PDF，6 页");
    let pages: Vec<u32> = source
        .blocks
        .iter()
        .filter(|block| matches!(block.content, Content::Table(_)))
        .filter_map(|block| block.page)
        .collect();
    assert_eq!(pages, [1, 2, 2, 3, 4, 5, 6]);
}

#[test]
fn a_table_without_ruling_lines_is_read_by_its_numbers() {
    let source = read("writer-2019-unruled.pdf");
    let is_number = |text: &&str| text.trim_start_matches('+').parse::<f64>().is_ok();
    let rows = |grids: &[&Grid]| -> BTreeSet<(String, Vec<String>)> {
        let mut rows = BTreeSet::new();
        for row in grids.iter().flat_map(|grid| &grid.rows) {
            let texts: Vec<&str> =
                row.iter().filter(|spot| spot.begins).map(|spot| spot.text.as_str()).collect();
            let numbers: Vec<String> =
                texts.iter().filter(|text| is_number(text)).map(|text| (*text).into()).collect();
            let label = texts.iter().rfind(|text| !text.is_empty() && !is_number(text)).copied();
            if !numbers.is_empty() {
                rows.insert((label.unwrap_or_default().to_owned(), numbers));
            }
        }
        rows
    };
    let golden = printed(&golden("example-2019.html"));
    let found = rows(&grids(&source));
    let missing: Vec<_> = rows(&golden.iter().collect::<Vec<_>>()).difference(&found).cloned().collect();
    // Two labels are torn by the end of a page, the numbers beside them are not.
    let torn = ["4.无正当理由大量反复申请", "（六）其他处理"];
    assert!(missing.iter().all(|(label, _)| torn.contains(&label.as_str())), "{missing:?} in {found:#?}");
}

fn rows(source: &Source) -> Vec<Vec<&str>> {
    let rows = grids(source).into_iter().flat_map(|grid| &grid.rows);
    rows.map(|row| row.iter().map(|spot| spot.text.as_str()).collect()).collect()
}

fn of_page(content: &str) -> Source {
    let mut drawn = Drawn::new();
    drawn.page(content);
    pdf::read(&drawn.finish("")).expect("a source")
}

fn refusal(bytes: &[u8]) -> String {
    pdf::read(bytes).expect_err("a refusal").0
}

#[test]
fn letters_are_known_by_the_encoding_of_their_font() {
    let second = format!("BT /F2 12 Tf 100 600 Td {} Tj ET", utf16("全年新收申请7件。"));
    let source = of_page(&(text(100.0, 700.0, 12.0, "一、总体情况2024") + &second));
    assert_eq!(texts(&source), ["一、总体情况2024", "全年新收申请7件。"]);
    assert_eq!((source.kind.as_str(), source.problems.len()), ("PDF，1 页", 0));
}

#[test]
fn letters_that_cannot_be_known_are_said() {
    let odd = "<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype\
               /CIDFontType2/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>";
    for (known, is_read) in [("一、总体情况", true), ("", false)] {
        let mut drawn = Drawn::new();
        let font = drawn.add(odd);
        let unknown = "BT /F9 12 Tf 100 600 Td <00010002> Tj ET ";
        let content = drawn.stream("", (unknown.to_owned() + &text(100.0, 700.0, 12.0, known)).as_bytes());
        drawn.page_of("", &format!("/F9 {font} 0 R>>"), content);
        match pdf::read(&drawn.finish("")) {
            Ok(source) => {
                assert!(is_read && source.problems[0].contains("2 个字认不出来"), "{:?}", source.problems)
            }
            Err(refusal) => assert!(!is_read && refusal.0.contains("文字认不出来"), "{refusal}"),
        }
    }
}

#[test]
fn what_is_printed_twice_is_there_once_and_what_is_behind_a_scan_is_read() {
    let bold = text(100.0, 700.0, 12.0, "总体情况") + &text(100.4, 700.0, 12.0, "总体情况");
    assert_eq!(texts(&of_page(&bold)), ["总体情况"]);
    let behind = format!("3 Tr {}", text(100.0, 700.0, 12.0, "总体情况"));
    assert_eq!(texts(&of_page(&behind)), ["总体情况"]);
    let askew = format!("BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm {} Tj ET", gbk("内部资料"));
    assert_eq!(texts(&of_page(&(askew + &bold))), ["总体情况"]);
}

#[test]
fn a_page_that_lies_on_its_side_is_read_upright() {
    let upright = ruled([["信息内容", "本年制发件数"], ["规章", "12"]]);
    let expected = [["信息内容", "本年制发件数"], ["规章", "12"]];
    assert_eq!(rows(&of_page(&upright)), expected);
    for turned in ["0 1 -1 0 700 0 cm ", "-1 0 0 -1 595 842 cm ", "0 -1 1 0 0 600 cm "] {
        assert_eq!(rows(&of_page(&(turned.to_owned() + &upright))), expected, "{turned}");
    }
    for quarter in [90, 180, 270] {
        let mut drawn = Drawn::new();
        let content = drawn.stream("", upright.as_bytes());
        drawn.page_of(&format!("/Rotate {quarter}"), ">>", content);
        assert_eq!(rows(&pdf::read(&drawn.finish("")).expect("a source")), expected, "{quarter}");
    }
}

#[test]
fn labels_are_read_downwards() {
    // One letter a line; two columns from right to left; and turned to the side as a whole.
    let mut content = ruled([["", "1"], ["", "2"]]);
    for (at, letter) in "办理结果".chars().enumerate() {
        content += &text(115.0, 692.0 - 9.0 * at as f64, 8.0, &letter.to_string());
    }
    content += &format!(
        "BT /F3 8 Tf 140 655 Td {} Tj ET BT /F3 8 Tf 125 655 Td {} Tj ET",
        gbk("三本年"),
        gbk("度办理")
    );
    assert_eq!(rows(&of_page(&content)), [["办理结果", "1"], ["三本年度办理", "2"]]);
    let turned =
        ruled([["", "1"], ["", "2"]]) + &format!("BT /F1 8 Tf 0 1 -1 0 130 664 Tm {} Tj ET", gbk("结果"));
    assert_eq!(rows(&of_page(&turned))[0], ["结果", "1"]);
}

#[test]
fn paragraphs_are_joined_over_lines_and_pages() {
    let sentence = "本机关全年主动公开政府信息八十六条及时回应群众关心的问题并按规定更新";
    let body = |y: f64, x: f64, count: usize| {
        let letters: String = sentence.chars().cycle().take(count).collect();
        text(x, y, 12.0, &letters)
    };
    let mut drawn = Drawn::new();
    let head = |page: usize| {
        text(250.0, 800.0, 9.0, "示例市示例局年度报告") + &text(290.0, 30.0, 10.0, &format!("- {page} -"))
    };
    // Thirty-three letters to a line, the first of a paragraph two further in.
    let first = text(232.0, 760.0, 22.0, "示例市示例局") + &text(210.0, 730.0, 22.0, "政府信息公开报告");
    let second =
        body(700.0, 124.0, 31) + &body(680.0, 100.0, 33) + &body(660.0, 100.0, 5) + &body(640.0, 124.0, 31);
    drawn.page(&(head(1) + &first + &second));
    drawn.page(&(head(2) + &body(760.0, 100.0, 33) + &body(740.0, 100.0, 9) + &body(720.0, 124.0, 20)));
    drawn.page(&(head(3) + &body(760.0, 124.0, 31) + &body(740.0, 100.0, 3)));
    let source = pdf::read(&drawn.finish("")).expect("a source");
    let lengths: Vec<(Option<u32>, usize)> = source
        .blocks
        .iter()
        .zip(texts(&source))
        .map(|(block, text)| (block.page, text.chars().count()))
        .collect();
    let page = |page, length| (Some(page), length);
    assert_eq!(texts(&source)[0], "示例市示例局政府信息公开报告");
    assert!(matches!(source.blocks[0].content, Content::Heading(_)));
    assert_eq!(lengths, [page(1, 14), page(1, 69), page(1, 73), page(2, 20), page(3, 34)]);
}

/// A text as it is printed: pages of so many lines, each at its height.
fn printed_text(lines: &[String], page: usize) -> Source {
    let mut drawn = Drawn::new();
    for lines in lines.chunks(page) {
        let at = |(at, line): (usize, &String)| text(57.0, 780.0 - 12.0 * at as f64, 10.0, line);
        drawn
            .page(&lines.iter().enumerate().filter(|(_, line)| !line.is_empty()).map(at).collect::<String>());
    }
    pdf::read(&drawn.finish("")).expect("a source")
}

fn contents(source: &Source) -> Vec<&Content> {
    source.blocks.iter().map(|block| &block.content).collect()
}

#[test]
fn a_printed_text_of_one_cell_a_line_comes_back_line_by_line() {
    // Numbers at the head and the foot of every page, blank cells, blank lines between all or none.
    for gap in ["\n", "\n\n"] {
        let mut cells =
            vec!["示例街道办事处\n政府信息公开年度报告".to_owned(), "三、收到和处理情况".to_owned()];
        for row in 0..40 {
            cells.push(format!("{}.属于其他情形", row + 1));
            cells.extend((0..6).map(|column| match (row + column) % 7 {
                0 => String::new(),
                1 => (row + 1).to_string(),
                _ => "0".to_owned(),
            }));
        }
        cells.push("无其他事项".to_owned());
        let file = cells.join(gap);
        let lines: Vec<String> = file.lines().map(str::to_owned).collect();
        let expected = read_file("年报.txt", file.as_bytes()).expect("a source");
        // The last page that is full shows how many lines a page has.
        assert_eq!(contents(&printed_text(&lines, 59)), contents(&expected));
    }
}

#[test]
fn a_long_line_of_a_printed_text_goes_on_and_page_marks_in_it_go() {
    let mut lines: Vec<String> = vec!["示例局".repeat(16), "年度报告".to_owned(), "- 2 -".to_owned()];
    lines.extend((0..30).map(|number| number.to_string()));
    let source = printed_text(&lines, 60);
    let long = format!("{}年度报告", "示例局".repeat(16));
    assert_eq!(texts(&source)[..2], [long.as_str(), "0"]);
    assert_eq!(texts(&source).len(), 31);
}

#[test]
fn a_table_that_is_wider_than_the_page_is_told() {
    let inside = ruled([["信息内容", "本年制发件数"], ["规章", "12"]]);
    assert_eq!(of_page(&inside).problems, Vec::<String>::new());
    let told = of_page(&format!("1 0 0 1 335 0 cm {inside}")).problems;
    assert_eq!(told, ["第 1 页的表格比纸宽，超出纸边的部分文件里没有，请对照原件补上。"]);
}

#[test]
fn only_what_counts_the_pages_is_a_page_number() {
    let pages = |numbers: [&str; 3], x: f64, y: f64| {
        let mut drawn = Drawn::new();
        for number in numbers {
            let body: String = ["规章", "行政许可", "行政处罚"]
                .iter()
                .enumerate()
                .map(|(at, label)| text(100.0, 88.0 - 16.0 * at as f64, 12.0, &format!("{label}{number}甲")))
                .collect();
            drawn.page(&(body + &text(x, y, 12.0, number)));
        }
        let source = pdf::read(&drawn.finish("")).expect("a source");
        let numbers = texts(&source).into_iter().filter(|text| text.parse::<u32>().is_ok());
        numbers.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(pages(["1", "2", "3"], 290.0, 40.0), [""; 0]);
    assert_eq!(pages(["4", "5", "6"], 290.0, 20.0), [""; 0]);
    assert_eq!(pages(["0", "0", "0"], 100.0, 40.0), ["0", "0", "0"]);
    assert_eq!(pages(["1", "2", "7"], 100.0, 40.0), ["1", "2", "7"]);
    let single = of_page(&(text(100.0, 100.0, 12.0, "政府集中采购") + &text(100.0, 60.0, 12.0, "1")));
    assert_eq!(texts(&single), ["政府集中采购", "1"]);
}

#[test]
fn text_that_is_indented_as_a_whole_is_joined() {
    let sentence: String = "本机关全年主动公开政府信息八十六条".chars().cycle().take(35).collect();
    let mut content = text(60.0, 780.0, 12.0, "来源：示例市示例局网站示例栏目示例链接示例页面");
    for at in 0..3 {
        content += &text(100.0, 700.0 - 20.0 * at as f64, 12.0, &sentence);
    }
    content += &text(100.0, 640.0, 12.0, "完毕。");
    let expected = sentence.repeat(3) + "完毕。";
    assert!(texts(&of_page(&content)).contains(&expected.as_str()));
}

#[test]
fn a_row_of_an_unruled_table_that_was_too_long_goes_on() {
    let mut content = String::new();
    let numbers = |x: f64, y: f64, count: usize| -> String {
        (0..count).map(|at| text(x + 30.0 * at as f64, y, 10.0, "0")).collect()
    };
    for (row, label) in ["1.信访举报", "2.重复申请", "3.公开出版物"].iter().enumerate() {
        let y = 700.0 - 20.0 * row as f64;
        content += &(text(60.0, y, 10.0, label) + &numbers(340.0, y, 7));
    }
    content += &text(60.0, 640.0, 10.0, &"4.行政机关不再处理其申请".repeat(3));
    content += &(numbers(460.0, 640.0, 3) + &numbers(60.0, 625.0, 4));
    let source = of_page(&content);
    let last: Vec<usize> =
        rows(&source).iter().map(|row| row.iter().filter(|text| **text == "0").count()).collect();
    assert_eq!(last, [7; 4]);
}

#[test]
fn what_cannot_be_read_is_refused_with_a_way_on() {
    let mut empty = Drawn::new();
    empty.page(&line((10.0, 10.0), (90.0, 10.0)));
    assert!(refusal(&empty.finish("")).contains("扫描件"));
    for bytes in [&b""[..], b"%PDF-1.7", b"<html></html>", &[0; 4096]] {
        assert!(refusal(bytes).contains("已损坏"));
    }
    let mut locked = Drawn::new();
    locked.page(&text(100.0, 700.0, 12.0, "总体情况"));
    let keys = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O(0123456789abcdef0123456789abcdef)\
                /U(0123456789abcdef0123456789abcdef)>>";
    assert!(refusal(&locked.finish(keys)).contains("加了密"));
}

/// Data that is packed to a thousandth of its length.
fn packed(length: usize) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&vec![b' '; length]).expect("memory");
    packer.finish().expect("memory")
}

#[test]
fn what_swells_without_end_is_left_out() {
    let mut drawn = Drawn::new();
    drawn.page(&text(100.0, 700.0, 12.0, "总体情况"));
    let bomb = packed(17 * 1024 * 1024);
    let content = drawn.stream("/Filter/FlateDecode", &bomb);
    drawn.page_of("", ">>", content);
    let twice = drawn.stream("/Filter[/FlateDecode/FlateDecode]", &bomb);
    drawn.page_of("", ">>", twice);
    let source = pdf::read(&drawn.finish("")).expect("a source");
    assert!(source.problems.iter().any(|problem| problem.contains("第 2、3 页")), "{:?}", source.problems);

    let mut objects = Drawn::new();
    objects.page(&text(100.0, 700.0, 12.0, "总体情况"));
    objects.stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &packed(33 * 1024 * 1024));
    assert!(refusal(&objects.finish("")).contains("已损坏"));
}

#[test]
fn forms_that_hold_each_other_end() {
    let mut drawn = Drawn::new();
    let first = 6;
    for level in 0..18 {
        let next = first + level + 1;
        let resources =
            format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</N {next} 0 R>>>>");
        drawn.stream(&resources, "/N Do ".repeat(20).as_bytes());
    }
    let itself = drawn.stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</N 24 0 R>>>>",
        "/N Do /N Do".as_bytes(),
    );
    assert_eq!(itself, first + 18);
    let content = drawn.stream("", (text(100.0, 700.0, 12.0, "总体情况") + "/N Do").as_bytes());
    drawn.page_of("", &format!(">>/XObject<</N {first} 0 R>>"), content);
    let source = pdf::read(&drawn.finish("")).expect("a source");
    assert_eq!(texts(&source), ["总体情况"]);
    assert_eq!(source.problems.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_damaged_file_is_read_or_refused(
        file in 0_usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let name = ["chromium-2021.pdf", "writer-2021.pdf", "writer-2019-unruled.pdf"][file];
        let mut bytes = fs::read(format!("tests/pdf/{name}")).expect("a file");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let _ = pdf::read(&bytes);
    }
}
