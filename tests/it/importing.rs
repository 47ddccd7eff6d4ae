//! Reports from outside: every one at hand comes in whole, and what the source is doubtful about is asked.
//! The reports at hand are named by the environment variable `NIANBAO_REPORTS`; without it, their tests pass. So
//! are, by `NIANBAO_CONVERTED`, the same in other forms (`tools/convert-reports.sh`).

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use nianbao::format::{Edition, Kind};
use nianbao::import::read::read;
use nianbao::import::recognise::recognise;
use nianbao::import::recognised::Recognised;
use nianbao::import::source::{Content, Source};
use nianbao::report::entry::Entry;
use nianbao::report::unit;
use serde_json::Value;

/// The columns of table 3, by their stable names.
const APPLICANTS: [&str; 7] =
    ["natural-person", "business", "research", "public-welfare", "legal-service", "other", "total"];

/// The rows of table 3: as a person names them, and by their stable names.
const ROWS: [(&str, &str); 26] = [
    ("一", "new"),
    ("二", "carried-in"),
    ("三(一)", "granted"),
    ("三(二)", "partly-granted"),
    ("三(三)1", "refused.state-secret"),
    ("三(三)2", "refused.other-laws"),
    ("三(三)3", "refused.security-stability"),
    ("三(三)4", "refused.third-party"),
    ("三(三)5", "refused.internal-affairs"),
    ("三(三)6", "refused.process"),
    ("三(三)7", "refused.enforcement-file"),
    ("三(三)8", "refused.inquiry"),
    ("三(四)1", "unavailable.not-held"),
    ("三(四)2", "unavailable.needs-creation"),
    ("三(四)3", "unavailable.still-unclear"),
    ("三(五)1", "rejected.petition"),
    ("三(五)2", "rejected.repeated"),
    ("三(五)3", "rejected.publication"),
    ("三(五)4", "rejected.excessive"),
    ("三(五)5", "rejected.reconfirmation"),
    ("三(六)", "other"),
    ("三(六)1", "other.uncorrected"),
    ("三(六)2", "other.unpaid"),
    ("三(六)3", "other.miscellaneous"),
    ("三(七)", "concluded"),
    ("四", "carried-out"),
];

fn folder() -> Option<PathBuf> {
    std::env::var_os("NIANBAO_REPORTS").map(PathBuf::from)
}

/// The reports at hand, in the order of their names.
fn reports() -> Vec<PathBuf> {
    let Some(folder) = folder() else { return Vec::new() };
    let files = fs::read_dir(folder).expect("a folder of reports").flatten().map(|entry| entry.path());
    let mut reports: Vec<PathBuf> = files
        .filter(|path| {
            let name = name(path);
            [".txt", ".html", ".docx"].iter().any(|kind| name.ends_with(kind)) && !name.contains(".source.")
        })
        .collect();
    reports.sort();
    reports
}

fn name(path: &std::path::Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What a file says.
fn source(name: &str, bytes: &[u8]) -> Source {
    read(name, bytes).unwrap_or_else(|refusal| panic!("{name}：{refusal}"))
}

/// The same reports in other forms, with the name of the report that each was made of.
fn converted() -> Vec<(PathBuf, String)> {
    let Some(folder) = std::env::var_os("NIANBAO_CONVERTED").map(PathBuf::from) else { return Vec::new() };
    let files = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    let stem = |path: PathBuf| {
        let stem = name(&path).split('.').next().unwrap_or_default().to_owned();
        (path, stem)
    };
    let mut files: Vec<_> = files.map(stem).collect();
    files.sort();
    files
}

#[test]
fn every_report_in_another_form_comes_in_with_nothing_silently_wrong() {
    let mut wrong = Vec::new();
    for (path, stem) in converted() {
        let file = name(&path);
        let bytes = fs::read(&path).expect("a report");
        let source = match read(&file, &bytes) {
            Ok(source) => source,
            Err(refusal) => {
                wrong.push(format!("{file}：{refusal}"));
                continue;
            }
        };
        let recognised = recognise(&source);
        let json = folder().and_then(|folder| json(&folder.join(format!("{stem}.expected.json"))));
        let expected = json.as_ref().map(expected).unwrap_or_default();
        let Count { placed, right, flagged, wrong: of_file } = count(&recognised, &expected);
        println!(
            "{file}｜放入 {placed}｜正确 {right}/{}｜待定 {flagged}｜未放入 {}｜错误 {}",
            expected.len(),
            recognised.unplaced.len(),
            of_file.len(),
        );
        // What the file itself has lost, which the user is told.
        let is_cut = source.problems.iter().any(|problem| problem.contains("超出纸边"));
        let of_file = of_file.into_iter().filter(|line| !(is_cut && line.contains("没有了")));
        wrong.extend(of_file.map(|line| format!("{file}：{line}")));
    }
    assert_eq!(wrong, [""; 0]);
}

fn json(path: &std::path::Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

/// The numbers that a person reads in a report, by the stable names of their cells; none for a blank.
fn expected(json: &Value) -> BTreeMap<String, Option<String>> {
    let mut cells = BTreeMap::new();
    let text = |value: &Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        number => Some(number.to_string()),
    };
    for (table, prefix) in [("disclosure", "disclosure"), ("requests", "requests"), ("disputes", "disputes")]
    {
        if let Some(value) = json.get(table) {
            nested(value, prefix, &mut cells);
        }
    }
    for (row, prefix, columns) in [
        ("规章", "rules", &["issued", "repealed", "in-force"][..]),
        ("行政规范性文件", "normative-documents", &["issued", "repealed", "in-force"]),
        ("行政许可", "licensing", &["decisions"]),
        ("行政处罚", "penalties", &["decisions"]),
        ("行政强制", "coercion", &["decisions"]),
        ("行政事业性收费", "fees", &["amount"]),
    ] {
        let Some(values) = json.get("t2").and_then(|table| table.get(row)) else { continue };
        let values = values.as_array().cloned().unwrap_or_else(|| vec![values.clone()]);
        for (column, value) in columns.iter().zip(&values) {
            cells.insert(format!("disclosure.{prefix}.{column}"), text(value));
        }
    }
    for (row, id) in ROWS {
        let Some(values) = json.get("t3").and_then(|table| table.get(row)?.as_array()) else { continue };
        for (column, value) in APPLICANTS.iter().zip(values) {
            cells.insert(format!("requests.{id}.{column}"), text(value));
        }
    }
    let outcomes = ["upheld", "corrected", "other", "pending", "total"];
    let groups = ["reconsideration", "litigation-direct", "litigation-after-reconsideration"];
    if let Some(values) = json.get("t4").and_then(Value::as_array) {
        let ids =
            groups.iter().flat_map(|group| outcomes.map(|outcome| format!("disputes.{group}.{outcome}")));
        cells.extend(ids.zip(values).map(|(id, value)| (id, text(value))));
    }
    cells
}

fn nested(value: &Value, prefix: &str, cells: &mut BTreeMap<String, Option<String>>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                nested(value, &format!("{prefix}.{field}"), cells);
            }
        }
        Value::Null => drop(cells.insert(prefix.to_owned(), None)),
        Value::String(text) => drop(cells.insert(prefix.to_owned(), Some(text.clone()))),
        number => drop(cells.insert(prefix.to_owned(), Some(number.to_string()))),
    }
}

/// How the cells of a report came in.
#[derive(Default)]
struct Count {
    /// Numbers that are in their cells without a question.
    placed: usize,
    right: usize,
    flagged: usize,
    /// Neither right nor asked about: said otherwise, or lost without a word.
    wrong: Vec<String>,
}

fn count(recognised: &Recognised, expected: &BTreeMap<String, Option<String>>) -> Count {
    let numbers = recognised.values.iter().filter(|value| value.id.contains('.') && !value.text.is_empty());
    let mut count = Count { placed: numbers.count(), ..Count::default() };
    let format = recognised.edition().format();
    let asked = |id: &str| {
        recognised
            .doubts
            .iter()
            .flat_map(|doubt| &doubt.choices)
            .any(|choice| choice.fills.iter().any(|(other, _)| other == id))
    };
    // What the source says, among what is shown and not taken; a row that the edition does not have too.
    let shown: Vec<&str> = (recognised.unplaced.iter().map(|unplaced| unplaced.quote.as_str()))
        .chain(recognised.doubts.iter().map(|doubt| doubt.quote.as_str()))
        .collect();
    let is_listed = |id: &str, text: &str| {
        let is_number = |word: &str| word == text;
        let is_of_row = |quote: &str| format.cell(id).is_some() || quote.contains("其他处理");
        shown.iter().any(|quote| {
            is_of_row(quote) && quote.split(|c: char| c.is_whitespace() || c == '，').any(is_number)
        })
    };
    for (id, expected) in expected {
        let kind = format.cell(id).map_or(Kind::Count, |cell| cell.declared().kind);
        let entry = |text: &str| unit::read(kind, text);
        let found = recognised.values.iter().find(|value| value.id == *id).map(|value| value.text.as_str());
        match (found, expected) {
            (Some(text), Some(expected)) if entry(text) == entry(expected) => count.right += 1,
            (Some(text), None) if entry(text) == Entry::Blank => count.right += 1,
            (Some(text), expected) => count.wrong.push(format!("{id}：{text}，应为 {expected:?}")),
            (None, _) if asked(id) => count.flagged += 1,
            (None, None) => count.right += 1,
            (None, Some(expected)) if is_listed(id, expected) => count.flagged += 1,
            (None, Some(expected)) => count.wrong.push(format!("{id}：没有了，应为 {expected}")),
        }
    }
    count
}

/// A text without spaces and line breaks.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// How many of the texts of chapters one, five and six stand in the source from the end of their heading to the
/// next heading, nothing lost and nothing more.
fn texts_right(source: &Source, recognised: &Recognised) -> (usize, usize) {
    let is_mark = |line: &str| {
        let line = squeezed(line);
        line.strip_prefix('-')
            .and_then(|line| line.strip_suffix('-'))
            .is_some_and(|number| number.parse::<u8>().is_ok())
    };
    let lines = source.blocks.iter().filter_map(|block| match &block.content {
        Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => Some(text.as_str()),
        Content::Table(_) => None,
    });
    let whole: String = lines.filter(|line| !is_mark(line)).map(squeezed).collect();
    let organ =
        recognised.values.iter().find(|value| value.id == "organ").map_or("—", |value| value.text.as_str());
    let mut counts = (0, 0);
    for (id, heads, next) in [
        ("overview", ["总体情况", "概述"], "二、"),
        ("problems", ["改进情况", "措施"], "六、"),
        ("other-matters", ["事项", "情况"], ""),
    ] {
        let Some(value) = recognised.values.iter().find(|value| value.id == id) else { continue };
        counts.1 += 1;
        let text = squeezed(&value.text);
        let is_right = whole.match_indices(&text).any(|(at, _)| {
            let (before, after) = (&whole[..at], &whole[at + text.len()..]);
            let is_end = after.is_empty() || after.starts_with(organ) || after.starts_with("字体");
            heads.iter().any(|head| before.ends_with(head))
                && if next.is_empty() { is_end } else { after.starts_with(next) || after.is_empty() }
        });
        counts.0 += usize::from(is_right);
    }
    counts
}

#[test]
fn every_report_at_hand_comes_in_whole() {
    let mut wrong = Vec::new();
    for path in reports() {
        let file = name(&path);
        let source = source(&file, &fs::read(&path).expect("a report"));
        let recognised = recognise(&source);
        let json = json(&path.with_extension("expected.json"));
        let expected = json.as_ref().map(expected).unwrap_or_default();
        let Count { placed, right, flagged, wrong: of_file } = count(&recognised, &expected);
        let (texts, of_texts) = texts_right(&source, &recognised);
        println!(
            "{file}｜放入 {placed}｜正确 {right}/{}｜待定 {flagged}｜未放入 {}｜错误 {}｜正文正确 {texts}/{of_texts}",
            expected.len(),
            recognised.unplaced.len(),
            of_file.len(),
        );
        for line in of_file.iter().take(8) {
            println!("    {line}");
        }
        wrong.extend(of_file.into_iter().map(|line| format!("{file}：{line}")));
        if texts < of_texts {
            wrong.push(format!("{file}：正文不全"));
        }
        if let Some(json) = json {
            let year =
                recognised.values.iter().find(|value| value.id == "year").map(|value| value.text.clone());
            assert_eq!(year, json.get("year").map(Value::to_string), "{file}");
            if let Some(unit) = json.get("unit").and_then(Value::as_str) {
                let organ = recognised
                    .values
                    .iter()
                    .find(|value| value.id == "organ")
                    .map(|value| value.text.as_str());
                assert!(
                    organ.is_some_and(|organ| organ.contains(unit) || unit.contains(organ)),
                    "{file}：{organ:?}"
                );
            }
            if let Some(edition) = json.get("format").or(json.get("edition")).and_then(Value::as_str) {
                assert_eq!(recognised.edition, edition[..4], "{file}");
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// What is told of a report: its year and edition, sure or proposed; none if it says nothing.
fn told(recognised: &Recognised, id: &str) -> Option<String> {
    let sure = recognised.values.iter().find(|value| value.id == id).map(|value| value.text.clone());
    let proposed = || {
        let choices = recognised.doubts.iter().filter_map(|doubt| doubt.choices.first());
        let mut fills = choices.flat_map(|choice| &choice.fills);
        fills.find(|(other, _)| other == id).map(|(_, text)| text.clone())
    };
    sure.or_else(proposed)
}

#[test]
fn partial_reports_come_in_as_far_as_they_go() {
    for path in reports() {
        let file = name(&path);
        if !file.starts_with('P') {
            continue;
        }
        let source = source(&file, &fs::read(&path).expect("a report"));
        let recognised = recognise(&source);
        let about = fs::read_to_string(path.with_extension("source.txt")).expect("where it is from");
        let after = |word: &str| {
            about.split(word).nth(1).map(|rest| rest.trim_start().chars().take(4).collect::<String>())
        };
        let year = after("report year:").or(after("year ")).expect("a year");
        if let Some(told) = told(&recognised, "year") {
            assert_eq!(told, year, "{file}");
        }
        let is_old =
            about.contains("edition 2019") || about.contains("format 2019") || about.contains("2019 tables");
        let edition = if is_old { Edition::TRIAL_2019 } else { Edition::REVISED_2021 };
        assert_eq!(recognised.edition(), edition, "{file}");
        if file.contains("P22") {
            continue;
        }
        let overview = recognised.values.iter().find(|value| value.id == "overview");
        assert!(overview.is_some_and(|overview| !overview.text.contains(['|', '\t'])), "{file}");
        assert!(!recognised.values.iter().any(|value| value.text.contains("第二十条第")), "{file}");
    }
}

#[test]
fn the_blank_template_comes_in_as_an_empty_report() {
    let Some(folder) = folder() else { return };
    let name = "00-blank-template-2021.docx";
    let source = source(name, &fs::read(folder.join(name)).expect("the template"));
    let recognised = recognise(&source);
    assert_eq!(recognised.doubts, []);
    let report = recognised.report(&[], &[]);
    assert_eq!(report, nianbao::report::Report::blank(Edition::REVISED_2021));
}

#[test]
fn headings_at_hand_open_their_chapters() {
    let Some(cases) = folder().and_then(|folder| json(&folder.join("cases/titles.json"))) else { return };
    for case in cases["cases"].as_array().expect("cases") {
        let title = case["title"].as_str().expect("a title");
        let chapter = case["same_as_chapter"].as_u64().map(|chapter| chapter as usize - 1);
        assert_eq!(nianbao::import::recognise::chapter(title), chapter, "{title}");
    }
}

#[test]
fn foreign_pages_and_tables_at_hand_are_read_as_a_person_reads_them() {
    let Some(folder) = folder() else { return };
    let Some(cases) = json(&folder.join("cases/html.json")) else { return };
    for case in cases["cases"].as_array().expect("cases") {
        let id = case["id"].as_str().expect("a name");
        let (input, expect) = (case["input"].as_str().expect("an input"), &case["expect"]);
        let (name, bytes) = match case["form"].as_str() {
            Some(form) if form.starts_with("HTML") => {
                (input, fs::read(folder.join("cases").join(input)).expect("a page"))
            }
            _ => ("文本.txt", input.as_bytes().to_vec()),
        };
        let source = source(name, &bytes);
        let recognised = recognise(&source);
        let cells = expected(expect);
        let count = count(&recognised, &cells);
        assert_eq!(count.wrong, [""; 0], "{id}");
        let field = |field: &str| {
            recognised.values.iter().find(|value| value.id == field).map(|value| value.text.as_str())
        };
        // What a person does not read in a table stays blank.
        let numbers =
            recognised.values.iter().filter(|value| value.id.contains('.') && !value.text.is_empty());
        for value in numbers {
            let is_known = cells.contains_key(&value.id);
            assert!(
                is_known || !cells.keys().any(|cell| cell.split('.').next() == value.id.split('.').next()),
                "{id}：{}",
                value.id
            );
        }
        for text in ["overview", "problems", "other-matters", "organ"] {
            if let Some(expected) = expect.get(text).and_then(Value::as_str) {
                assert_eq!(field(text), Some(expected), "{id}");
            }
        }
        if let Some(year) = expect.get("year") {
            assert_eq!(field("year"), Some(year.to_string().as_str()), "{id}");
        }
        if let Some(title) = expect.get("organ-title").and_then(Value::as_str) {
            assert!(field("organ").is_some_and(|organ| title.contains(organ)), "{id}");
            assert!(field("year").is_some_and(|year| title.contains(year)), "{id}");
        }
        for word in expect.get("must-not-contain").and_then(Value::as_array).into_iter().flatten() {
            let word = word.as_str().expect("a word");
            assert!(!recognised.values.iter().any(|value| value.text.contains(word)), "{id}：{word}");
        }
    }
}
