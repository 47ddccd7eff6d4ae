//! Recognising the tables of a report, however they are drawn: every number is in its cell, in doubt, or
//! named as one without a place; none is silently wrong.

use std::collections::BTreeMap;

use nianbao::format::{Cell, Edition};
use nianbao::import::grid::{Grid, SourceCell};
use nianbao::import::recognise::tables::{Found, find};
use nianbao::import::source::{Block, Content, Source};
use nianbao::report::Report;
use nianbao::report::entry::Entry;
use nianbao::report::figure::Figures;
use nianbao::report::unit;
use proptest::prelude::*;

/// Blocks as simple as can be: rows with tabs or bars are tables, everything else is lines.
fn blocks_of_text(text: &str) -> Vec<Content> {
    let mut contents = Vec::new();
    let mut table: Vec<&str> = Vec::new();
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_start_matches('|');
        let line = line.strip_suffix('|').unwrap_or(line);
        line.split(['\t', '|']).map(|cell| cell.trim().to_owned()).collect()
    };
    let is_row = |line: &str| line.contains('\t') || line.trim().matches('|').count() > 1 && line.len() > 8;
    let flush = |table: &mut Vec<&str>, contents: &mut Vec<Content>| {
        if table.len() > 1 {
            let rows = table.drain(..).map(|line| {
                let cells = cells(line).into_iter();
                cells.map(|text| SourceCell { text, colspan: 1, rowspan: 1 }).collect()
            });
            contents.push(Content::Table(Grid::lay_out(rows.collect())));
        } else {
            contents.extend(table.drain(..).map(|line| Content::Line(line.to_owned())));
        }
    };
    for line in text.split('\n') {
        let line = line.trim_end_matches('\r');
        // A label alone in its line stands within a table of rows.
        let is_between = !table.is_empty()
            && !line.trim().is_empty()
            && !line.contains('|')
            && chapter_of(line).is_none()
            && line.chars().count() < 40;
        if is_row(line) || is_between {
            table.push(line);
        } else {
            flush(&mut table, &mut contents);
            contents.push(Content::Line(line.to_owned()));
        }
    }
    flush(&mut table, &mut contents);
    contents
}

/// The blocks of a page: its tables, and its paragraphs.
fn blocks_of_html(text: &str) -> Vec<Content> {
    use scraper::{ElementRef, Html, Selector};
    let page = Html::parse_document(text);
    let row = Selector::parse("tr").expect("a selector");
    let cell = Selector::parse("td, th").expect("a selector");
    let all = Selector::parse("table, p, h1, h2, h3").expect("a selector");
    let is_inside = |element: &ElementRef, name: &str| {
        element.ancestors().filter_map(ElementRef::wrap).any(|it| it.value().name() == name)
    };
    let span = |element: &ElementRef, name: &str| {
        element.value().attr(name).and_then(|it| it.parse().ok()).unwrap_or(1)
    };
    let text_of = |element: &ElementRef| element.text().collect::<String>();
    let elements = page.select(&all).filter(|element| !is_inside(element, "table"));
    elements
        .map(|element| match element.value().name() {
            "table" => {
                let rows = element.select(&row).map(|row| {
                    let cells = row.select(&cell);
                    cells
                        .map(|cell| SourceCell {
                            text: text_of(&cell),
                            colspan: span(&cell, "colspan"),
                            rowspan: span(&cell, "rowspan"),
                        })
                        .collect()
                });
                Content::Table(Grid::lay_out(rows.collect()))
            }
            _ => Content::Paragraph(text_of(&element).split_whitespace().collect()),
        })
        .collect()
}

/// The chapter of a heading.
fn chapter_of(line: &str) -> Option<usize> {
    let line: String = line.split_whitespace().collect();
    let words = ["总体", "主动公开政府信息", "收到和处理", "行政复议", "问题", "其他需要报告"];
    let is_heading = line.chars().nth(1) == Some('、') && line.chars().count() < 32;
    let place = |word: &str| line.contains(word);
    is_heading.then(|| words.iter().position(|word| place(word))).flatten()
}

fn source_of(contents: Vec<Content>) -> (Source, Vec<Option<usize>>) {
    let mut source = Source::of("文本");
    let mut chapters = Vec::new();
    let mut chapter = None;
    for (at, content) in contents.into_iter().enumerate() {
        let heading = match &content {
            Content::Table(_) => None,
            Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => chapter_of(text),
        };
        chapter = heading.or(chapter);
        chapters.push(if heading.is_some() { None } else { chapter });
        source.blocks.push(Block { page: None, line: Some(at as u32 + 1), content });
    }
    (source, chapters)
}

fn found_in(contents: Vec<Content>, year: Option<i64>) -> (Found, Source) {
    let (source, chapters) = source_of(contents);
    (find(&source, &chapters, year), source)
}

/// How the cells of a report came in.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    doubted: usize,
    missing: Vec<String>,
    wrong: Vec<String>,
}

/// Compares what was found with what a person reads; none for a blank.
fn tally(found: &Found, expected: &BTreeMap<String, Option<String>>) -> Tally {
    let mut tally = Tally::default();
    let format = found.edition.format();
    let sure: BTreeMap<&str, &str> =
        found.values.iter().map(|value| (value.id.as_str(), value.text.as_str())).collect();
    let doubted = |id: &str| {
        let fills = found.doubts.iter().flat_map(|doubt| &doubt.choices).flat_map(|choice| &choice.fills);
        fills.into_iter().any(|(other, _)| other == id)
    };
    for (id, expected) in expected {
        let Some(cell) = format.cell(id) else { continue };
        let number = |text: &str| unit::read(cell.declared().kind, text);
        let expected = expected.as_deref().map_or(Entry::Blank, number);
        match sure.get(id.as_str()) {
            Some(text) if number(text) == expected => tally.right += 1,
            Some(text) => tally.wrong.push(format!("{id}: {text:?} for {expected:?}")),
            None if doubted(id) => tally.doubted += 1,
            None if expected == Entry::Blank => tally.right += 1,
            None => tally.missing.push(format!("{id}: {expected:?}")),
        }
    }
    for value in &found.values {
        if !expected.contains_key(&value.id) && !value.text.is_empty() {
            tally.wrong.push(format!("{}: {:?} from nowhere", value.id, value.text));
        }
    }
    tally
}

/// What a person reads in the tables of a stored report, by the names of our cells.
fn expected_of(json: &serde_json::Value) -> (BTreeMap<String, Option<String>>, Vec<String>) {
    let mut expected = BTreeMap::new();
    let mut elsewhere = Vec::new();
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    let format = Edition::REVISED_2021.format();
    if json.get("t2").is_none() {
        fn walk(prefix: &str, value: &serde_json::Value, add: &mut dyn FnMut(String, &serde_json::Value)) {
            match value {
                serde_json::Value::Object(map) => {
                    map.iter().for_each(|(key, value)| walk(&format!("{prefix}.{key}"), value, add));
                }
                value => add(prefix.to_owned(), value),
            }
        }
        for table in ["disclosure", "requests", "disputes"] {
            if let Some(value) = json.get(table) {
                walk(table, value, &mut |id, value| {
                    expected.insert(id, text(value));
                });
            }
        }
        return (expected, elsewhere);
    }
    for (label, values) in json["t2"].as_object().expect("rows") {
        let row = format.rows.iter().find(|row| {
            row.chapter == 1 && row.labels.last().is_some_and(|own| own.ends_with(label.as_str()))
        });
        let row = row.unwrap_or_else(|| panic!("no row {label}"));
        let values = values.as_array().cloned().unwrap_or_else(|| vec![values.clone()]);
        for (place, value) in row.places.iter().zip(&values) {
            expected.insert(place.cell.id().to_owned(), text(value));
        }
    }
    let rows: Vec<_> = format.rows.iter().filter(|row| row.chapter == 2).collect();
    for (key, values) in json["t3"].as_object().expect("rows") {
        let position =
            |numeral: char| "一二三四五六七".chars().position(|other| other == numeral).expect("a numeral");
        let keys: Vec<char> = key.chars().collect();
        let first: Vec<usize> = vec![2, 3, 4, 12, 15, 20, 23];
        let at = match keys.as_slice() {
            ['一'] => 0,
            ['二'] => 1,
            ['四'] => rows.len() - 1,
            ['三', '(', numeral, ')'] => first[position(*numeral)],
            ['三', '(', numeral, ')', digit] => {
                first[position(*numeral)] + digit.to_digit(10).expect("a digit") as usize - 1
            }
            _ => panic!("no row {key}"),
        };
        let values = values.as_array().expect("seven numbers");
        if key == "三(六)" {
            elsewhere.extend(values.iter().filter_map(text));
            continue;
        }
        for (place, value) in rows[at].places.iter().zip(values) {
            expected.insert(place.cell.id().to_owned(), text(value));
        }
    }
    let t4: Vec<Cell> = format.rows.last().expect("a row").places.iter().map(|place| place.cell).collect();
    for (cell, value) in t4.iter().zip(json["t4"].as_array().expect("fifteen numbers")) {
        expected.insert(cell.id().to_owned(), text(value));
    }
    (expected, elsewhere)
}

/// A table of a report as it is printed: its labels and numbers, merged cells as declared.
fn printed(report: &Report, table: usize) -> Vec<Vec<SourceCell>> {
    use nianbao::document::{Block, compose};
    let document = compose(report);
    let tables = document.blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = tables.into_iter().nth(table).expect("a table");
    let rows = table.head.into_iter().chain(table.body);
    let cell = |cell: nianbao::document::DocumentCell| SourceCell {
        text: cell.text,
        colspan: cell.colspan,
        rowspan: cell.rowspan,
    };
    rows.map(|row| row.into_iter().map(cell).collect()).collect()
}

fn is_number(text: &str) -> bool {
    text.trim_end_matches("万元").parse::<f64>().is_ok()
}

/// A way to draw a table.
type Drawing = fn(&[Vec<SourceCell>]) -> Vec<Content>;

fn as_grid(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    vec![Content::Table(Grid::lay_out(rows.to_vec()))]
}

fn without_rowspans(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    let flat = |cell: &SourceCell| SourceCell { rowspan: 1, ..cell.clone() };
    let rows = rows.iter().map(|row| row.iter().map(flat).collect()).collect();
    vec![Content::Table(Grid::lay_out(rows))]
}

fn without_spans(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    let flat = |cell: &SourceCell| SourceCell { rowspan: 1, colspan: 1, text: cell.text.clone() };
    let rows = rows.iter().map(|row| row.iter().map(flat).collect()).collect();
    vec![Content::Table(Grid::lay_out(rows))]
}

fn with_empty_label_cells(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    let grid = Grid::lay_out(rows.to_vec());
    let cell = |spot: &nianbao::import::grid::Spot| SourceCell {
        text: if spot.begins { spot.text.clone() } else { String::new() },
        colspan: 1,
        rowspan: 1,
    };
    let rows = grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    vec![Content::Table(Grid::lay_out(rows))]
}

fn without_heads(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    let rows: Vec<Vec<SourceCell>> =
        rows.iter().filter(|row| row.iter().any(|cell| is_number(&cell.text))).cloned().collect();
    vec![Content::Table(Grid::lay_out(rows))]
}

fn in_pieces(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    // After a page break the reader sees each place once, merged cells with their text where they begin.
    let Some(Content::Table(grid)) = with_empty_label_cells(rows).pop() else { return Vec::new() };
    let mut contents = Vec::new();
    for rows in grid.rows.chunks(7) {
        contents.push(Content::Table(Grid { rows: rows.to_vec(), is_cut: false }));
        contents.push(Content::Line("- 3 -".into()));
    }
    contents
}

fn one_cell_a_line(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    rows.iter().flatten().map(|cell| Content::Line(cell.text.clone())).collect()
}

fn torn_over_lines(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    let mut contents = Vec::new();
    for cell in rows.iter().flatten() {
        let letters: Vec<char> = cell.text.chars().collect();
        let is_label =
            letters.len() > 3 && !letters[0].is_ascii_digit() && letters[0] != '-' && letters[0] != '+';
        let length = if is_label { 5 } else { letters.len().max(1) };
        contents.extend(letters.chunks(length).map(|part| Content::Line(part.iter().collect())));
    }
    contents
}

fn in_rows_of_text(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    let row = |row: &Vec<SourceCell>| row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>().join(" ");
    rows.iter().map(|it| Content::Line(row(it))).collect()
}

fn with_bars(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    rows.iter().flatten().map(|cell| Content::Line(format!("{} |", cell.text))).collect()
}

fn with_labels_joined(rows: &[Vec<SourceCell>]) -> Vec<Content> {
    let grid = Grid::lay_out(rows.to_vec());
    let mut joined = Vec::new();
    for row in &grid.rows {
        let is_value = |text: &str| text.is_empty() || is_number(text);
        let mut labels: Vec<&str> =
            row.iter().map(|spot| spot.text.as_str()).take_while(|text| !is_value(text)).collect();
        labels.dedup();
        let values = row.iter().filter(|spot| is_value(&spot.text) && spot.begins);
        let values: Vec<String> = values.map(|spot| spot.text.clone()).collect();
        if labels.len() > 3 || values.is_empty() {
            joined.push(
                row.iter()
                    .map(|spot| SourceCell { text: spot.text.clone(), colspan: 1, rowspan: 1 })
                    .collect(),
            );
            continue;
        }
        let mut cells = Vec::new();
        if !labels.is_empty() {
            cells.push(labels.join("-"));
        }
        cells.extend(values);
        joined.push(cells.into_iter().map(|text| SourceCell { text, colspan: 1, rowspan: 1 }).collect());
    }
    vec![Content::Table(Grid::lay_out(joined))]
}

const DRAWINGS: [(&str, Drawing); 11] = [
    ("as a grid", as_grid),
    ("without rowspans", without_rowspans),
    ("without spans", without_spans),
    ("with empty label cells", with_empty_label_cells),
    ("without the labels of columns", without_heads),
    ("in pieces", in_pieces),
    ("one cell a line", one_cell_a_line),
    ("torn over lines", torn_over_lines),
    ("in rows of text", in_rows_of_text),
    ("with bars", with_bars),
    ("with labels joined", with_labels_joined),
];

const HEADINGS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

/// A report as a reader would hand it over, its tables drawn in some way.
fn drawn(report: &Report, drawing: Drawing) -> Vec<Content> {
    let mut contents = Vec::new();
    for (chapter, heading) in HEADINGS.iter().enumerate() {
        contents.push(Content::Line((*heading).to_owned()));
        match chapter {
            1..=3 => contents.extend(drawing(&printed(report, chapter - 1))),
            _ => contents.push(Content::Line("本年度的工作按照规定进行，没有需要说明的情况。".into())),
        }
    }
    contents
}

fn numbers_of(report: &Report) -> BTreeMap<String, Option<String>> {
    let figures = Figures::of(report);
    let text = |cell: Cell| Some(figures.text(report, cell)).filter(|text| !text.is_empty());
    report.format().cells.iter().map(|cell| (cell.id().to_owned(), text(*cell))).collect()
}

#[test]
fn a_report_comes_in_whole_however_its_tables_are_drawn() {
    for edition in Edition::ALL {
        let report = nianbao::example::example(edition);
        let expected = numbers_of(&report);
        for (name, drawing) in DRAWINGS {
            let (found, _) = found_in(drawn(&report, drawing), None);
            let tally = tally(&found, &expected);
            let name = format!("{} {name}", edition.id());
            assert_eq!(found.edition, edition, "{name}");
            assert_eq!((tally.wrong, tally.missing), (vec![], vec![]), "{name}");
            assert_eq!((tally.right, tally.doubted), (expected.len(), 0), "{name}: {:?}", found.doubts);
            assert_eq!(found.unplaced, [], "{name}");
            assert_eq!(found.problems, [""; 0], "{name}");
        }
    }
}

/// Contents with every text changed.
fn rewritten(contents: Vec<Content>, change: impl Fn(&str) -> String) -> Vec<Content> {
    let each = |content| match content {
        Content::Line(text) => Content::Line(change(&text)),
        Content::Paragraph(text) => Content::Paragraph(change(&text)),
        Content::Heading(text) => Content::Heading(change(&text)),
        Content::Table(mut grid) => {
            grid.rows.iter_mut().flatten().for_each(|spot| spot.text = change(&spot.text));
            Content::Table(grid)
        }
    };
    contents.into_iter().map(each).collect()
}

/// A table in lines or cells, tabs between cells.
fn table(text: &str) -> Content {
    Content::Table(Grid::read_text(text))
}

fn lines(text: &str) -> Vec<Content> {
    text.split('\n').map(|line| Content::Line(line.to_owned())).collect()
}

fn value<'a>(found: &'a Found, id: &str) -> Option<&'a str> {
    found.values.iter().find(|value| value.id == id).map(|value| value.text.as_str())
}

#[test]
fn traditional_characters_and_other_signs_are_read_as_well() {
    let report = nianbao::example::example(Edition::REVISED_2021);
    let expected = numbers_of(&report);
    let letters = [
        ('发', '發'),
        ('数', '數'),
        ('规', '規'),
        ('处', '處'),
        ('决', '決'),
        ('罚', '罰'),
        ('强', '強'),
        ('许', '許'),
        ('总', '總'),
        ('计', '計'),
        ('务', '務'),
        ('关', '關'),
        ('请', '請'),
        ('开', '開'),
        ('属', '屬'),
        ('过', '過'),
        ('（', '('),
        ('）', ')'),
        ('“', '"'),
        ('”', '"'),
        ('、', '，'),
        ('.', '．'),
    ];
    let change = |text: &str| -> String {
        if is_number(text) {
            return text.to_owned();
        }
        let twin = |c: char| letters.iter().find(|(one, _)| *one == c).map_or(c, |(_, other)| *other);
        text.chars().map(twin).collect()
    };
    for drawing in [as_grid as Drawing, without_spans, one_cell_a_line] {
        let mut contents = rewritten(drawn(&report, drawing), change);
        for content in &mut contents {
            if let Content::Line(text) = content
                && let Some(heading) = HEADINGS.iter().find(|heading| change(heading) == *text)
            {
                *text = (*heading).to_owned();
            }
        }
        let (found, _) = found_in(contents, None);
        let tally = tally(&found, &expected);
        assert_eq!((tally.wrong, tally.missing, tally.right), (vec![], vec![], expected.len()));
    }
}

#[test]
fn an_old_table_3_in_a_report_of_today_is_said_and_every_number_kept() {
    let report = nianbao::example::example(Edition::REVISED_2021);
    let mut old = nianbao::example::example(Edition::TRIAL_2019);
    for (id, number) in [("requests.other.natural-person", "4"), ("requests.other.total", "4")] {
        let edit = old.typing(id, number).expect("a cell");
        old.apply(edit);
    }
    for drawing in [as_grid as Drawing, one_cell_a_line, without_spans] {
        let mut contents = Vec::new();
        for (chapter, heading) in HEADINGS.iter().enumerate() {
            contents.push(Content::Line((*heading).to_owned()));
            match chapter {
                2 => contents.extend(drawing(&printed(&old, 1))),
                1 | 3 => contents.extend(drawing(&printed(&report, chapter - 1))),
                _ => {}
            }
        }
        let (found, _) = found_in(contents, Some(2023));
        assert_eq!(found.edition, Edition::REVISED_2021);
        assert_eq!(found.problems.len(), 1, "{:?}", found.problems);
        let [doubt] = found.doubts.as_slice() else { panic!("{:?}", found.doubts) };
        let fills: BTreeMap<&str, &str> =
            doubt.choices[0].fills.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
        assert_eq!(fills["requests.other.miscellaneous.natural-person"], "4");
        assert_eq!(fills["requests.other.miscellaneous.total"], "4");
        assert_eq!(found.unplaced, []);
        assert_eq!(value(&found, "requests.granted.natural-person"), Some("3"));
        assert_eq!(value(&found, "disclosure.licensing.decisions"), Some("328"));
        assert_eq!(value(&found, "disputes.reconsideration.upheld"), Some("1"));
    }
}

#[test]
fn old_tables_in_a_report_of_today_are_read_as_they_are_and_it_is_said() {
    let report = nianbao::example::example(Edition::TRIAL_2019);
    let (found, _) = found_in(drawn(&report, as_grid), Some(2023));
    assert_eq!(found.edition, Edition::TRIAL_2019);
    assert_eq!(found.problems.len(), 1, "{:?}", found.problems);
}

#[test]
fn a_table_with_a_few_columns_fills_just_these() {
    let text = "\t自然人\t商业企业\t总计\n一、本年新收政府信息公开申请数量\t60\t2\t62\n\
        三、（一）予以公开\t59\t2\t61\n三、（三）不予公开-1.属于国家秘密\t0\t0\t0\n\
        三、（六）其他处理-3.其他\t1\t0\t1\n三、（七）总计\t61\t2\t63";
    let (found, _) = found_in(vec![table(text)], None);
    for (id, text) in [
        ("requests.new.business", Some("2")),
        ("requests.new.total", Some("62")),
        ("requests.new.research", None),
        ("requests.refused.state-secret.total", Some("0")),
        ("requests.other.miscellaneous.natural-person", Some("1")),
        ("requests.concluded.total", Some("63")),
    ] {
        assert_eq!(value(&found, id), text, "{id}");
    }
    assert_eq!((found.doubts.len(), found.unplaced.len()), (0, 0));
}

#[test]
fn a_column_that_is_none_of_the_form_is_named_and_nothing_guessed_into_another() {
    let contents = vec![
        Content::Line(HEADINGS[2].into()),
        table("申请人情况\t自然人\t法人或其他组织\n本年新收政府信息公开申请数量\t12\t1"),
        Content::Line(HEADINGS[3].into()),
        table("行政复议\t行政诉讼\n0\t3\n0\t0"),
        Content::Line(HEADINGS[4].into()),
    ];
    let (found, _) = found_in(contents, None);
    assert_eq!(value(&found, "requests.new.natural-person"), Some("12"));
    assert_eq!(value(&found, "requests.new.business"), None);
    let quotes: Vec<&str> = found.unplaced.iter().map(|unplaced| unplaced.quote.as_str()).collect();
    assert_eq!(quotes, ["本年新收政府信息公开申请数量：法人或其他组织 1", "0 3\n0 0"]);
    assert_eq!(found.doubts, []);
}

#[test]
fn the_columns_of_a_table_may_stand_in_another_order() {
    let text = "\t总计\t商业企业\t自然人\n一、本年新收政府信息公开申请数量\t9\t3\t6";
    let (found, _) = found_in(vec![table(text)], None);
    assert_eq!(value(&found, "requests.new.total"), Some("9"));
    assert_eq!(value(&found, "requests.new.natural-person"), Some("6"));
}

#[test]
fn a_row_with_fewer_numbers_than_columns_is_never_placed_by_position() {
    for (values, proposal) in [
        ("5", vec![("requests.new.total", "5")]),
        ("5\n5", vec![("requests.new.natural-person", "5"), ("requests.new.total", "5")]),
    ] {
        let text = format!(
            "一、本年新收政府信息公开申请数量\n{values}\n二、上年结转政府信息公开申请数量\n0\n0\n0\n0\n0\n0\n0"
        );
        let mut contents = vec![Content::Line(HEADINGS[2].into())];
        contents.extend(lines(&text));
        let (found, _) = found_in(contents, None);
        let [doubt] = found.doubts.as_slice() else { panic!("{:?}", found.doubts) };
        let fills: Vec<(&str, &str)> = doubt.choices[0]
            .fills
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(id, text)| (id.as_str(), text.as_str()))
            .collect();
        assert_eq!(fills, proposal);
        assert!(doubt.choices.iter().all(|choice| choice.fills.len() == 7));
        assert_eq!(value(&found, "requests.carried-in.total"), Some("0"));
    }
}

#[test]
fn values_that_are_not_sure_are_in_doubt_with_their_choices() {
    let text = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t/\t—\t\n\
        行政规范性文件\t22（其中修订16件）\t20余件\t不涉及\n信息内容\t本年处理决定数量\n行政许可\t无\n行政检查\t118\n\
        信息内容\t本年收费金额（单位：元）\n行政事业性收费\t125000";
    let (found, _) = found_in(vec![Content::Line(HEADINGS[1].into()), table(text)], None);
    let told: Vec<(&str, Vec<&str>)> = found
        .doubts
        .iter()
        .map(|doubt| {
            (doubt.quote.as_str(), doubt.choices.iter().map(|choice| choice.words.as_str()).collect())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("22（其中修订16件）", vec!["填 22，说明移到表注", "填 22", "留空"]),
            ("20余件", vec!["填 20", "留空"]),
            ("不涉及", vec!["填 0", "留空"]),
            ("无", vec!["填 0", "留空"]),
            ("125000", vec!["填 12.5", "填 125000", "留空"]),
        ]
    );
    let first = found.doubts[0].from[0].at;
    assert_eq!(first, Some((2, 1)), "where the value stands, before where its label does");
    let note = &found.doubts[0].choices[0].fills[1];
    assert_eq!(note.0, "disclosure-note");
    assert_eq!(note.1, "行政规范性文件，本年制发件数：22（其中修订16件）");
    assert_eq!(found.unplaced.len(), 1);
    assert_eq!(
        (found.unplaced[0].name.as_str(), found.unplaced[0].quote.as_str()),
        ("表二多出的一行", "行政检查 118")
    );
    assert_eq!(found.unplaced[0].targets[0], "disclosure-note");
    assert_eq!(found.problems, ["表格里有 2 格写的是“/”或“-”，按空白读入。"]);
    assert_eq!(value(&found, "disclosure.rules.issued"), Some(""));
}

#[test]
fn a_row_printed_twice_counts_once_and_different_numbers_are_shown_beside_each_other() {
    let row = "一、本年新收政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3";
    let (found, _) = found_in(vec![table(row), table(row)], None);
    assert_eq!((found.doubts.len(), found.unplaced.len()), (0, 0));
    assert_eq!(value(&found, "requests.new.total"), Some("3"));
    let other = row.replacen("\t3\t", "\t2\t", 1);
    let (found, _) = found_in(vec![table(&other), table(row)], None);
    let [doubt] = found.doubts.as_slice() else { panic!("{:?}", found.doubts) };
    assert_eq!(
        doubt.choices[0].fills,
        [("requests.new.natural-person".to_owned(), "3".to_owned())],
        "it adds up"
    );
    assert_eq!(doubt.choices[1].fills[0].1, "2");
    assert_eq!(value(&found, "requests.new.total"), Some("3"));
}

#[test]
fn a_word_in_place_of_a_number_is_asked_in_lines_too() {
    for values in ["1\n0\n详见附件\n0\n0\n0\n2", "1\n0\n0\n0\n0\n0\n见附表", "无法统计\n0\n0\n0\n0\n0\n2"]
    {
        let mut contents = vec![Content::Line(HEADINGS[2].into())];
        contents.extend(lines(&format!(
            "一、本年新收政府信息公开申请数量\n{values}\n二、上年结转政府信息公开申请数量\n0\n0\n0\n0\n0\n0\n0"
        )));
        let (found, _) = found_in(contents, None);
        let [doubt] = found.doubts.as_slice() else { panic!("{:?} {:?}", found.doubts, found.unplaced) };
        assert!(values.contains(&doubt.quote) && doubt.choices.len() > 1, "{doubt:?}");
        assert_eq!(doubt.choices[0].fills[0].1, "");
        assert_eq!(found.values.len(), 13);
        assert_eq!(found.unplaced, []);
    }
}

#[test]
fn the_numbers_of_table_4_are_all_named_where_its_blanks_are_lost() {
    let report = numbered(Edition::REVISED_2021);
    let mut contents = one_cell_a_line(&printed(&report, 2));
    let numbers: Vec<usize> = (0..contents.len())
        .filter(|at| matches!(&contents[*at], Content::Line(text) if is_number(text)))
        .collect();
    for at in numbers.iter().rev().step_by(2) {
        contents.remove(*at);
    }
    contents.insert(0, Content::Line(HEADINGS[3].into()));
    let (found, _) = found_in(contents.clone(), None);
    assert_eq!(lost(&contents, &found), [""; 0]);
    assert!(found.values.is_empty());
    assert_eq!((found.doubts.len(), found.unplaced.len()), (0, 1));
}

#[test]
fn a_total_that_is_wrong_stays_as_published() {
    let row = "\t".to_owned()
        + ["10", "1", "0", "0", "0", "0", "0", "0", "0", "0", "5", "0", "0", "0", "0"].join("\t").as_str();
    let (found, _) = found_in(vec![Content::Line(HEADINGS[3].into()), table(row.trim_start())], None);
    assert_eq!(value(&found, "disputes.reconsideration.total"), Some("0"));
    assert_eq!(value(&found, "disputes.litigation-after-reconsideration.upheld"), Some("5"));
}

#[test]
fn remarks_in_a_table_are_notes_under_it_and_tables_of_other_matters_are_left() {
    let contents = vec![
        table("索引号\t113\n分类\t年度报告"),
        Content::Line(HEADINGS[1].into()),
        table("规章\t0\t0\t0\n行政规范性文件\t0\t0\t0\n注：行政许可数含上年结转。"),
        Content::Line(HEADINGS[4].into()),
        table("问题\t件数\n更新慢\t3"),
    ];
    let (found, _) = found_in(contents, None);
    assert_eq!(found.used.iter().copied().collect::<Vec<_>>(), [2]);
    assert_eq!(found.unplaced, []);
    let notes: Vec<(&str, &str)> =
        found.notes.iter().map(|(field, text, _)| (field.id(), text.as_str())).collect();
    assert_eq!(notes, [("disclosure-note", "注：行政许可数含上年结转。")]);
}

#[test]
fn a_source_without_end_takes_no_time_without_end() {
    let label = "一、本年新收政府信息公开申请数量";
    let long: Vec<Content> =
        (0..20_000).map(|at| Content::Line(if at % 3 == 0 { label.into() } else { "行政".into() })).collect();
    let wide = "行政许可\t1\t".repeat(20) + "\n";
    let grids: Vec<Content> = (0..40).map(|_| table(&wide.repeat(200))).collect();
    for contents in [long, grids] {
        found_in(contents, None);
    }
}

/// What is done to a source to try the recogniser.
#[derive(Clone, Debug)]
enum Harm {
    /// A line or a row is lost.
    Lost(usize),
    /// What a line or cell says is lost, its place is kept.
    Emptied(usize),
    /// A cell of a table is lost with its place.
    Removed(usize),
    /// A letter of a label is lost.
    Misprinted(usize, usize),
    /// A row stands twice.
    Twice(usize),
    /// Two neighbouring rows change places.
    Swapped(usize),
    /// A word stands in place of a number.
    Worded(usize, usize),
}

/// Words that stand in place of numbers.
const WORDS: [&str; 3] = ["详见附件", "无", "未统计"];

fn harm() -> impl Strategy<Value = Harm> {
    let at = || 0..2000_usize;
    prop_oneof![
        at().prop_map(Harm::Lost),
        at().prop_map(Harm::Emptied),
        at().prop_map(Harm::Removed),
        (at(), 0..12_usize).prop_map(|(at, letter)| Harm::Misprinted(at, letter)),
        at().prop_map(Harm::Twice),
        at().prop_map(Harm::Swapped),
        (at(), 0..WORDS.len()).prop_map(|(at, word)| Harm::Worded(at, word)),
    ]
}

/// The rows of tables and the lines of a source, by block and row.
fn spots(contents: &[Content]) -> Vec<(usize, Option<usize>)> {
    let mut spots = Vec::new();
    for (at, content) in contents.iter().enumerate() {
        match content {
            Content::Table(grid) => spots.extend((0..grid.rows.len()).map(|row| (at, Some(row)))),
            Content::Line(text) if !HEADINGS.contains(&text.as_str()) => spots.push((at, None)),
            _ => {}
        }
    }
    spots
}

fn without_letter(text: &str, letter: usize) -> String {
    if is_number(text) || text.chars().count() < 5 {
        return text.to_owned();
    }
    text.chars().enumerate().filter(|(at, c)| *at != letter || c.is_ascii()).map(|(_, c)| c).collect()
}

fn do_harm(contents: &mut Vec<Content>, harm: &Harm) {
    let (Harm::Lost(pick)
    | Harm::Emptied(pick)
    | Harm::Removed(pick)
    | Harm::Misprinted(pick, _)
    | Harm::Twice(pick)
    | Harm::Swapped(pick)
    | Harm::Worded(pick, _)) = harm;
    let mut spots = spots(contents);
    if let Harm::Worded(..) = harm {
        // A row of a table is told by its place, a line by what it says.
        spots.retain(|(block, row)| match &contents[*block] {
            Content::Line(text) => row.is_none() && is_number(text),
            _ => true,
        });
    }
    let Some(&(block, row)) = spots.get(pick % spots.len().max(1)) else { return };
    match (&mut contents[block], row) {
        (Content::Table(grid), Some(row)) => {
            if grid.rows[row].is_empty() {
                return;
            }
            let width = grid.rows[row].len();
            let column = pick % width;
            match harm {
                Harm::Lost(_) => drop(grid.rows.remove(row)),
                Harm::Emptied(_) => {
                    // A merged cell is emptied whole.
                    let mut spots = grid.rows[row].iter_mut().skip(column);
                    spots.by_ref().take(1).for_each(|spot| spot.text.clear());
                    spots.take_while(|spot| !spot.begins).for_each(|spot| spot.text.clear());
                }
                Harm::Removed(_) => {
                    grid.rows[row].remove(column);
                    // What is left of a merged cell is a cell.
                    grid.rows[row].iter_mut().skip(column).take(1).for_each(|spot| spot.begins = true);
                }
                Harm::Misprinted(_, letter) => {
                    grid.rows[row]
                        .iter_mut()
                        .for_each(|spot| spot.text = without_letter(&spot.text, *letter));
                }
                Harm::Twice(_) => grid.rows.insert(row, grid.rows[row].clone()),
                Harm::Swapped(_) => grid.rows.swap(row, row.saturating_sub(1)),
                Harm::Worded(_, word) => {
                    let row = &mut grid.rows[row];
                    let is_cell = |at: &usize| row[*at].begins && is_number(&row[*at].text);
                    let cells: Vec<usize> = (0..width).filter(is_cell).collect();
                    let Some(&at) = cells.get(pick % cells.len().max(1)) else { return };
                    let rest = row.iter().skip(at + 1).take_while(|spot| !spot.begins).count();
                    row[at..=at + rest].iter_mut().for_each(|spot| spot.text = WORDS[*word].to_owned());
                }
            }
        }
        (Content::Line(text), None) => match harm {
            Harm::Emptied(_) => text.clear(),
            Harm::Misprinted(_, letter) => *text = without_letter(text, *letter),
            Harm::Worded(_, word) => *text = WORDS[*word].to_owned(),
            // A number too many and one too few are none the wiser: only labels stand twice.
            Harm::Twice(_) if !is_number(text) => contents.insert(block, contents[block].clone()),
            _ => drop(contents.remove(block)),
        },
        _ => {}
    }
}

/// A report of an edition in which every number stands once.
fn numbered(edition: Edition) -> Report {
    let mut report = nianbao::example::example(edition);
    let cells = &report.format().cells;
    let numbers = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| (*cell, unit::read(cell.declared().kind, &(1000 + at).to_string())));
    report.apply(nianbao::report::Edit::Cells(numbers.collect()));
    report
}

/// Every number of the contents that is neither in a cell, nor in a doubt, nor named.
fn lost(contents: &[Content], found: &Found) -> Vec<String> {
    let mut kept: std::collections::BTreeSet<String> =
        found.values.iter().map(|value| bare(&value.text)).collect();
    let quotes = found
        .doubts
        .iter()
        .map(|doubt| &doubt.quote)
        .chain(found.unplaced.iter().map(|unplaced| &unplaced.quote));
    kept.extend(
        quotes.flat_map(|quote| quote.split(|c: char| c.is_whitespace() || c == '，' || c == '：')).map(bare),
    );
    let texts = contents.iter().flat_map(|content| match content {
        Content::Table(grid) => grid.rows.iter().flatten().map(|spot| spot.text.as_str()).collect::<Vec<_>>(),
        // The number of a page is none of a table.
        Content::Line(text) if !text.starts_with("- ") => text.split([' ', '|']).collect(),
        _ => Vec::new(),
    });
    let is_kept = |text: &str| kept.contains(&bare(text)) || kept.contains(text);
    texts
        .filter(|text| is_number(text) || WORDS.contains(text))
        .filter(|text| !is_kept(text))
        .map(str::to_owned)
        .collect()
}

fn bare(text: &str) -> String {
    text.trim_end_matches("万元").trim_start_matches('+').to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_harm_makes_a_number_silently_wrong_or_loses_it(
        edition in 0..2_usize,
        drawing in 0..DRAWINGS.len(),
        harms in proptest::collection::vec(harm(), 1..4),
    ) {
        let report = numbered(Edition::ALL[edition]);
        let (name, drawing) = DRAWINGS[drawing];
        let mut contents = drawn(&report, drawing);
        harms.iter().for_each(|harm| do_harm(&mut contents, harm));
        let (found, _) = found_in(contents.clone(), None);
        let expected = numbers_of(&report);
        for value in found.values.iter().filter(|value| !value.text.is_empty()) {
            let right = expected.get(&value.id).cloned().flatten().unwrap_or_default();
            prop_assert_eq!(&value.text, &right, "{} {}", name, value.id);
        }
        for doubt in &found.doubts {
            prop_assert!(doubt.choices.len() > 1);
            let cells = |choice: &nianbao::import::recognised::Choice| -> Vec<String> {
                choice.fills.iter().map(|(id, _)| id.clone()).filter(|id| id.contains('.')).collect()
            };
            prop_assert!(doubt.choices.iter().all(|choice| cells(choice) == cells(&doubt.choices[0])));
            for (id, _) in &doubt.choices[0].fills {
                prop_assert!(found.values.iter().all(|value| value.id != *id), "{} twice", id);
            }
        }
        prop_assert_eq!(lost(&contents, &found), Vec::<String>::new(), "{}", name);
    }
}

#[test]
fn stored_reports_come_in_right_or_in_doubt() {
    let Ok(folder) = std::env::var("NIANBAO_REPORTS") else { return };
    let mut names: Vec<std::path::PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    names.sort();
    let mut wrong = 0;
    for path in names {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let is_page = name.ends_with(".html");
        if name.ends_with(".source.txt") || !(is_page || name.ends_with(".txt")) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text");
        let year = name
            .split(['-', '.'])
            .filter_map(|part| part.parse().ok())
            .find(|year| (2019..2100).contains(year));
        let contents = if is_page { blocks_of_html(&text) } else { blocks_of_text(&text) };
        let begin = std::time::Instant::now();
        let (found, source) = found_in(contents, year);
        let took = begin.elapsed();
        let json = path.with_extension("expected.json");
        println!(
            "{name}: {} {} values, {} doubts, {} unplaced, {} of {} blocks used, {took:?}",
            found.edition.id(),
            found.values.len(),
            found.doubts.len(),
            found.unplaced.len(),
            found.used.len(),
            source.blocks.len()
        );
        if let Ok(json) = std::fs::read_to_string(json) {
            let (expected, _) = expected_of(&serde_json::from_str(&json).expect("JSON"));
            let tally = tally(&found, &expected);
            println!(
                "    right {} doubted {} missing {:?} wrong {:?}",
                tally.right, tally.doubted, tally.missing, tally.wrong
            );
            wrong += tally.wrong.len() + tally.missing.len();
        }
        for doubt in &found.doubts {
            let choices: Vec<String> =
                doubt.choices.iter().map(|it| format!("{} {}", it.words, it.hint)).collect();
            println!(
                "    ? {} | {} | {} | {choices:?}",
                doubt.name,
                doubt.quote.replace('\n', "⏎"),
                doubt.reason
            );
        }
        for unplaced in &found.unplaced {
            println!("    - {} | {}", unplaced.name, unplaced.quote.replace('\n', "⏎"));
        }
        for problem in &found.problems {
            println!("    ! {problem}");
        }
        for (field, note, _) in &found.notes {
            println!("    * {} {note}", field.id());
        }
    }
    assert_eq!(wrong, 0);
}
