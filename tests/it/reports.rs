//! Reports at hand, and how they came in beside what a person reads in them: one comparison, for the core and for
//! the page in a browser. The reports are named by the environment variable `NIANBAO_REPORTS`, the same in other
//! forms by `NIANBAO_CONVERTED` (`tools/convert-reports.sh`); without them there are none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use nianbao::format::{Edition, Kind};
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

/// The folder of the reports at hand.
pub fn folder() -> Option<PathBuf> {
    std::env::var_os("NIANBAO_REPORTS").map(PathBuf::from)
}

/// The files of a folder, in order.
pub fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder of reports").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

/// The reports at hand, in the order of their names.
pub fn reports() -> Vec<PathBuf> {
    let mut reports = folder().map(files).unwrap_or_default();
    reports.retain(|path| {
        let name = name(path);
        [".txt", ".html", ".docx"].iter().any(|kind| name.ends_with(kind)) && !name.contains(".source.")
    });
    reports
}

/// The same reports in other forms.
pub fn converted() -> Vec<PathBuf> {
    std::env::var_os("NIANBAO_CONVERTED").map(|folder| files(folder.into())).unwrap_or_default()
}

/// The name of a file.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A JSON file, if it is there.
pub fn json(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

/// What a person reads in a report or in the report that it was made of, if that was written down.
pub fn read_by_a_person(path: &Path) -> Option<Value> {
    let name = name(path);
    json(&folder()?.join(format!("{}.expected.json", name.split('.').next()?)))
}

/// The numbers that a person reads in a report, by the stable names of their cells; none for a blank.
pub fn expected(json: &Value) -> BTreeMap<String, Option<String>> {
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

/// What a report has become, before anything was decided.
pub struct CameIn {
    pub edition: Edition,
    /// What is sure, by stable names; a blank that is sure is an empty text.
    pub values: BTreeMap<String, String>,
    /// The fields that are asked about.
    pub asked: BTreeSet<String>,
    /// What is shown and not taken: the quotes of what is asked, and of what has no place.
    pub shown: Vec<String>,
    pub unplaced: usize,
}

impl From<&Recognised> for CameIn {
    fn from(recognised: &Recognised) -> CameIn {
        let choices = recognised.doubts.iter().flat_map(|doubt| &doubt.choices);
        let quotes = recognised.doubts.iter().map(|doubt| &doubt.quote);
        CameIn {
            edition: recognised.edition(),
            values: recognised.values.iter().map(|value| (value.id.clone(), value.text.clone())).collect(),
            asked: choices.flat_map(|choice| &choice.fills).map(|(id, _)| id.clone()).collect(),
            shown: quotes
                .chain(recognised.unplaced.iter().map(|unplaced| &unplaced.quote))
                .cloned()
                .collect(),
            unplaced: recognised.unplaced.len(),
        }
    }
}

/// How the cells of a report came in.
#[derive(Default)]
pub struct Count {
    pub right: usize,
    pub flagged: usize,
    /// Neither right nor asked about: said otherwise, or lost without a word.
    pub wrong: Vec<String>,
}

/// Counts what came in as a person reads it.
pub fn count(came: &CameIn, expected: &BTreeMap<String, Option<String>>) -> Count {
    let mut count = Count::default();
    let format = came.edition.format();
    // What the source says, among what is shown and not taken; a row that the edition does not have too.
    let is_listed = |id: &str, text: &str| {
        let is_number = |word: &str| word == text;
        let is_of_row = |quote: &str| format.cell(id).is_some() || quote.contains("其他处理");
        came.shown.iter().any(|quote| {
            is_of_row(quote) && quote.split(|c: char| c.is_whitespace() || c == '，').any(is_number)
        })
    };
    for (id, expected) in expected {
        let kind = format.cell(id).map_or(Kind::Count, |cell| cell.declared().kind);
        let entry = |text: &str| unit::read(kind, text);
        match (came.values.get(id), expected) {
            (Some(text), Some(expected)) if entry(text) == entry(expected) => count.right += 1,
            (Some(text), None) if entry(text) == Entry::Blank => count.right += 1,
            (Some(text), expected) => count.wrong.push(format!("{id}：{text}，应为 {expected:?}")),
            (None, _) if came.asked.contains(id) => count.flagged += 1,
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
fn texts_right(source: &Source, came: &CameIn) -> (usize, usize) {
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
    let organ = came.values.get("organ").map_or("—", String::as_str);
    let mut counts = (0, 0);
    for (id, heads, next) in [
        ("overview", ["总体情况", "概述"], "二、"),
        ("problems", ["改进情况", "措施"], "六、"),
        ("other-matters", ["事项", "情况"], ""),
    ] {
        let Some(text) = came.values.get(id).filter(|text| !text.is_empty()) else { continue };
        counts.1 += 1;
        let text = squeezed(text);
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

/// Prints how a report came in, and says what is wrong with it.
pub fn compare(file: &str, source: &Source, came: &CameIn, read_by_a_person: Option<&Value>) -> Vec<String> {
    let expected = read_by_a_person.map(expected).unwrap_or_default();
    let Count { right, flagged, mut wrong } = count(came, &expected);
    let placed = came.values.iter().filter(|(id, text)| id.contains('.') && !text.is_empty()).count();
    let (texts, of_texts) = texts_right(source, came);
    println!(
        "{file}｜放入 {placed}｜正确 {right}/{}｜待定 {flagged}｜未放入 {}｜错误 {}｜正文正确 {texts}/{of_texts}",
        expected.len(),
        came.unplaced,
        wrong.len(),
    );
    for line in wrong.iter().take(8) {
        println!("    {line}");
    }
    // What the file itself has lost, which the user is told.
    let is_cut = source.problems.iter().any(|problem| problem.contains("超出纸边"));
    wrong.retain(|line| !(is_cut && line.contains("没有了")));
    if texts < of_texts {
        wrong.push("正文不全".to_owned());
    }
    if let Some(json) = read_by_a_person {
        let told = |id: &str| came.values.get(id).map(String::as_str).unwrap_or_default();
        let wanted = |field: &str| json.get(field).and_then(Value::as_str);
        if Some(told("year").to_owned()) != json.get("year").map(Value::to_string) {
            wrong.push(format!("年度：{}", told("year")));
        }
        if wanted("unit").is_some_and(|unit| {
            told("organ").is_empty() || !(told("organ").contains(unit) || unit.contains(told("organ")))
        }) {
            wrong.push(format!("机关：{}", told("organ")));
        }
        if wanted("format")
            .or(wanted("edition"))
            .is_some_and(|edition| !edition.starts_with(came.edition.id()))
        {
            wrong.push(format!("格式：{}", came.edition.id()));
        }
    }
    wrong.into_iter().map(|line| format!("{file}：{line}")).collect()
}
