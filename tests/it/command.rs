//! The command, run as a user runs it: what it prints, writes and gives back.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use expect_test::expect;
use nianbao::example::example;
use nianbao::export::json;
use nianbao::format::Edition;
use nianbao::import;
use nianbao::long::records::{Key, Record};
use nianbao::long::schema::{Holds, OF_REPORTS, Table};
use nianbao::long::sums::Sums;
use nianbao::long::{csv, dimensions};
use nianbao::report::Report;
use nianbao::validate::validate;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;
use tempfile::TempDir;

use crate::clerk::Clerk;
use crate::many;
use crate::named::as_carried;

/// What the command did.
pub struct Ran {
    code: i32,
    out: String,
    err: String,
}

pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let command = Command::new(env!("CARGO_BIN_EXE_nianbao")).current_dir(folder).args(arguments).output();
    let Output { status, stdout, stderr } = command.expect("the command");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: status.code().expect("a code"), out: text(stdout), err: text(stderr) }
}

fn put(folder: &Path, name: &str, report: &Report) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, json::write(report, &[])).expect("a file");
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("a text")
}

fn broken() -> Report {
    let mut clerk = Clerk::with_report(example(Edition::REVISED_2021));
    clerk.types("requests.new.business", "9");
    clerk.report().clone()
}

/// A folder with a report that is right, one that is not, and files that are no report.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "甲.json", &example(Edition::TRIAL_2019));
    put(folder.path(), "下级/乙 局.json", &broken());
    fs::write(folder.path().join("下级/坏.json"), "{\"format\":").expect("a file");
    fs::write(folder.path().join("图.png"), "no report").expect("a file");
    folder
}

#[test]
fn a_report_that_is_right_is_told_so() {
    let folder = folder();
    let Ran { code, out, err } = run(folder.path(), &["check", "甲.json"]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(err, "检查了 1 份报告：错误 0 处，提醒 0 处，提示 0 处。\n");
}

#[test]
fn every_finding_is_a_line_and_what_cannot_be_read_is_said() {
    let folder = folder();
    let Ran { code, out, err } = run(folder.path(), &["check", "下级/乙 局.json"]);
    assert_eq!(code, 1);
    assert!(out.starts_with(
        "下级/乙 局.json：错误 V01 商业企业：本年新收加上年结转是 9，办理结果总计加结转下年度是 2，前者多 7。\n"
    ));
    assert!(err.starts_with("检查了 1 份报告：错误 "));
    let Ran { code, out, err } = run(folder.path(), &["check", "."]);
    assert_eq!(code, 2, "what cannot be read weighs more");
    assert!(out.contains("乙 局.json：错误 V01") && !out.contains("图.png"), "{out}");
    assert!(err.contains("坏.json：文件已损坏，第 1 行第 10 列读不下去。"), "{err}");
    assert!(err.contains("检查了 2 份报告") && err.contains("另有 1 个文件读不了"), "{err}");
    let Ran { code, err, .. } = run(folder.path(), &["check", "没有.json"]);
    assert_eq!(code, 2);
    assert!(err.starts_with("没有.json：打不开"), "{err}");
}

#[test]
fn a_file_from_elsewhere_is_recognised_and_what_is_in_doubt_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = example(Edition::REVISED_2021);
    let html = nianbao::export::html::write(&report, &[]);
    let without_data = html.split("<script").next().expect("a page").replace(">328<", ">328 左右<");
    fs::write(folder.path().join("网页.html"), without_data).expect("a file");
    fs::write(folder.path().join("说明.txt"), "今天开会。").expect("a file");
    let Ran { code, out, err } = run(folder.path(), &["check", "网页.html"]);
    assert!(err.contains("网页.html：1 处存疑，按首选读入。"), "{code} {out} {err}");
    let Ran { code, err, .. } = run(folder.path(), &["check", "说明.txt"]);
    assert_eq!(code, 2);
    assert!(err.contains("这里认不出年报"), "{err}");
}

#[test]
fn findings_are_printed_as_json_as_the_file_has_them() {
    let folder = folder();
    let Ran { code, out, .. } = run(folder.path(), &["check", ".", "--format", "json"]);
    assert_eq!(code, 2);
    let files: Vec<Value> = serde_json::from_str(&out).expect("JSON");
    let of = |name: &str| files.iter().find(|file| file["file"] == name).expect("a file");
    assert_eq!(files.len(), 3);
    assert_eq!(of("./甲.json")["findings"], serde_json::json!([]));
    assert!(of("./下级/坏.json")["unread"].as_str().is_some_and(|sentence| sentence.contains("损坏")));
    let report = broken();
    let written = nianbao::interchange::write(&report, &validate(&report));
    assert_eq!(of("./下级/乙 局.json")["findings"], written["findings"]);
    assert_eq!(of("./下级/乙 局.json")["year"], 2024);
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(run(empty.path(), &["check", ".", "--format", "json"]).out, "[]\n");
}

#[test]
fn findings_are_printed_as_sarif() {
    let folder = folder();
    let Ran { out, .. } = run(folder.path(), &["check", ".", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&out).expect("JSON");
    let run = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    let rules: BTreeSet<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .filter_map(|it| it["id"].as_str())
        .collect();
    let results = run["results"].as_array().expect("results");
    assert!(!results.is_empty() && rules.len() > 30);
    for result in results {
        assert!(result["ruleId"].as_str().is_some_and(|id| rules.contains(id)), "{result}");
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
    }
    let location = &results[0]["locations"][0];
    let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a URI");
    assert!(uri.ends_with("/%E4%B9%99%20%E5%B1%80.json") && uri.is_ascii(), "{uri}");
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "requests.carried-out.business");
    let notifications = &run["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(notifications.as_array().map(Vec::len), Some(1), "{notifications}");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn any_file_comes_back_from_any_format_that_carries_it_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut clerk = Clerk::with_report(example(Edition::TRIAL_2019));
    clerk.types("organ-code", "91350100M000100Y43").types("requests.granted.research", "约 3 件");
    put(folder.path(), "年报.json", clerk.report());
    for (format, name) in
        [("html", "年报.html"), ("excel", "年报.xlsx"), ("csv", "年报.csv"), ("json", "年报.json")]
    {
        let Ran { code, err, .. } = run(folder.path(), &["convert", "年报.json", "-o", "出", "--to", format]);
        assert_eq!((code, err.as_str()), (0, "转了 1 个文件。\n"), "{format}");
        let from = format!("出/{name}");
        let to = format!("{format}.json");
        let Ran { code, err, .. } = run(folder.path(), &["convert", &from, "-o", &to, "--to", "json"]);
        assert_eq!(code, 0, "{format}: {err}");
        let read = import::open(text(folder.path().join(to)).as_bytes()).expect("a report");
        assert_eq!(read, as_carried(clerk.report()), "{format}");
    }
    for (format, name) in [
        ("word", "年报.docx"),
        ("approval", "年报（签批单）.html"),
        ("approval-word", "年报（签批单）.docx"),
        ("picture-svg", "年报图解.svg"),
    ] {
        let Ran { code, err, .. } = run(folder.path(), &["convert", "年报.json", "-o", "出", "--to", format]);
        assert_eq!(code, 0, "{format}: {err}");
        let written: Vec<_> = fs::read_dir(folder.path().join("出")).expect("a folder").flatten().collect();
        let names: Vec<String> =
            written.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        assert!(names.iter().any(|other| other == name), "{name} {names:?}");
    }
}

#[test]
fn nothing_is_overwritten_unasked_and_no_two_files_become_one() {
    let folder = folder();
    let convert = |more: &[&str]| {
        let arguments = [&["convert", "甲.json", "-o", "出", "--to", "csv"], more].concat();
        run(folder.path(), &arguments)
    };
    assert_eq!(convert(&[]).code, 0);
    fs::write(folder.path().join("出/甲.csv"), "别动").expect("a file");
    let Ran { code, err, .. } = convert(&[]);
    assert_eq!(code, 2);
    assert!(err.contains("已经在了") && text(folder.path().join("出/甲.csv")) == "别动", "{err}");
    assert_eq!(convert(&["--force"]).code, 0);
    assert!(text(folder.path().join("出/甲.csv")).len() > 100);
    let Ran { code, err, .. } = run(folder.path(), &["convert", "下级", "-o", "甲.json", "--to", "csv"]);
    assert_eq!((code, err.as_str()), (2, "没有做完：已经有同名的文件。\n"));
    put(folder.path(), "下级/甲.json", &broken());
    let Ran { code, err, .. } = run(folder.path(), &["convert", ".", "-o", "另", "--to", "word"]);
    assert_eq!(code, 2);
    assert!(err.contains("另一个文件也要写成") && err.contains("坏.json"), "{err}");
    assert!(folder.path().join("另/乙 局.docx").exists(), "the others are written");
}

/// The reports as files in a folder, with a damaged one and one that comes twice among them.
pub fn many_files(count: usize) -> (TempDir, Vec<Report>) {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = many::reports(count);
    for (at, report) in reports.iter().enumerate() {
        put(folder.path(), &format!("报告/{at:04}.json"), report);
    }
    put(folder.path(), "报告/9998.json", &reports[0]);
    fs::write(folder.path().join("报告/0003a.json"), "{\"format\":\"nianbao-report\"").expect("a file");
    (folder, reports)
}

#[test]
fn sums_are_those_of_the_core_and_own_and_area_stay_apart() {
    let (folder, reports) = many_files(30);
    let Ran { code, out, err } = run(folder.path(), &["sum", "报告"]);
    assert_eq!(code, 2, "one is damaged");
    assert!(err.contains("0003a.json：文件已损坏"), "{err}");
    let mut sums = Sums::default();
    for report in &reports {
        sums.add(&Key::of(report).expect("a key"), report);
    }
    let lines: Vec<&str> = out.split("\r\n").collect();
    let rows = sums.rows();
    assert_eq!(lines.len(), rows.len() + 2);
    for (line, row) in lines[1..].iter().zip(&rows) {
        let mut expected = String::new();
        csv::add_row(&mut expected, row);
        assert_eq!(format!("{line}\r\n"), expected);
    }
    let scopes: BTreeSet<&str> = lines[1..].iter().filter_map(|line| line.split(',').nth(2)).collect();
    assert_eq!(scopes, BTreeSet::from(["area", "own", "unstated"]));
    let Ran { out, .. } = run(folder.path(), &["sum", "报告", "--format", "json"]);
    let objects: Vec<Value> = serde_json::from_str(&out).expect("JSON");
    assert_eq!(objects.len(), rows.len());
    assert!(objects.iter().any(|object| object["reports_without_number"].as_i64() > Some(0)));
}

/// The rows of a table as the core writes them, of all reports that are written.
fn expected(table: &Table, reports: &[(String, &Report)]) -> Vec<String> {
    let mut rows = Vec::new();
    for (name, report) in reports {
        let (key, findings) = (Key::of(report).expect("a key"), validate(report));
        let record = Record { key: &key, report, findings: &findings, source_name: name, source_sha256: "-" };
        let of_table = record.tables().into_iter().find(|(other, _)| other.name == table.name);
        for row in of_table.expect("a table").1 {
            let mut line = String::new();
            csv::add_row(&mut line, &row);
            rows.push(line);
        }
    }
    rows
}

/// All files of a folder with what they hold, but for the times in the manifest.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).expect("inside").display().to_string();
            found.push((name, fs::read(entry.path()).expect("a file")));
        }
    }
    found
}

const TABLE: [&str; 8] = ["table", "报告", "-o", "表", "--format", "csv", "--part", "10"];

#[test]
fn tables_hold_every_report_once_and_a_damaged_file_is_a_line() {
    let (folder, reports) = many_files(25);
    let Ran { code, err, .. } = run(folder.path(), &TABLE);
    assert_eq!(code, 2);
    assert_eq!(
        err.lines().last(),
        Some("27 个文件，编入 25 份报告；2 个没有编入，见 表/problems.csv。"),
        "{err}"
    );
    let out = folder.path().join("表");
    let problems = text(out.join("problems.csv"));
    let lines: Vec<&str> = problems.split("\r\n").collect();
    assert_eq!(lines.len(), 4, "{problems}");
    assert!(lines[1].starts_with("0003a.json,unread,文件已损坏"), "{problems}");
    assert!(lines[2].starts_with("9998.json,double,"), "{problems}");
    let named: Vec<(String, &Report)> =
        reports.iter().enumerate().map(|(at, report)| (format!("{at:04}.json"), report)).collect();
    for table in &OF_REPORTS[1..] {
        let mut rows = Vec::new();
        for part in 1..=3 {
            let csv = text(out.join(format!("{}/part-{part:06}.csv", table.name)));
            let (head, rest) = csv.split_once("\r\n").expect("a head");
            assert_eq!(head, table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(","));
            rows.extend(rest.split_inclusive("\r\n").map(str::to_owned));
        }
        assert_eq!(rows, expected(table, &named), "{}", table.name);
    }
    let package: Value = serde_json::from_str(&text(out.join("datapackage.json"))).expect("JSON");
    for resource in package["resources"].as_array().expect("resources") {
        let paths = match &resource["path"] {
            Value::Array(paths) => paths.clone(),
            path => vec![path.clone()],
        };
        for path in paths {
            assert!(out.join(path.as_str().expect("a path")).exists(), "{path}");
        }
    }
}

#[test]
fn parquet_holds_the_same_rows_as_csv() {
    let (folder, _) = many_files(12);
    run(folder.path(), &["table", "报告", "-o", "表", "--format", "csv"]);
    run(folder.path(), &["table", "报告", "-o", "列", "--format", "parquet"]);
    let all = OF_REPORTS.iter().copied().map(|table| (table, format!("{}/part-000001", table.name)));
    let all = all.chain(dimensions::all().into_iter().map(|(table, _)| (table, table.name.to_owned())));
    for (table, name) in all {
        let csv = text(folder.path().join(format!("表/{name}.csv")));
        let file = fs::File::open(folder.path().join(format!("列/{name}.parquet"))).expect("a file");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        let mut rows = Vec::new();
        for row in reader.get_row_iter(None).expect("rows") {
            let row = row.expect("a row");
            let names: Vec<&str> = row.get_column_iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, table.columns.iter().map(|column| column.name).collect::<Vec<_>>());
            let value =
                |((_, field), column): ((&String, &Field), &nianbao::long::schema::Column)| match field {
                    Field::Null => nianbao::long::Value::Null,
                    Field::Int(number) if column.holds == Holds::Int32 => i64::from(*number).into(),
                    Field::Long(number) if column.holds == Holds::Int64 => (*number).into(),
                    Field::Str(text) => nianbao::long::Value::text(text.clone()),
                    field => panic!("{}: {field:?}", column.name),
                };
            let values: Vec<_> = row.get_column_iter().zip(table.columns).map(value).collect();
            let mut line = String::new();
            csv::add_row(&mut line, &values);
            rows.push(line);
        }
        let lines: Vec<String> = csv.split_inclusive("\r\n").skip(1).map(str::to_owned).collect();
        assert!(rows == lines && (!rows.is_empty() || table.name == "findings"), "{}", table.name);
    }
}

#[test]
fn a_run_that_was_stopped_goes_on_and_ends_as_one_that_was_not() {
    let (folder, _) = many_files(25);
    let whole = run(folder.path(), &TABLE);
    let out = folder.path().join("表");
    let first = contents(&out);
    let again = run(folder.path(), &TABLE);
    assert!(again.err.contains("其中 27 个是上次编好的"), "{}", again.err);
    assert_eq!((again.code, contents(&out)), (whole.code, first.clone()), "nothing is done twice");
    // Stopped while the second part was written: its files are there in part, its line is not.
    let manifest = text(out.join("manifest.jsonl"));
    let lines: Vec<&str> = manifest.split_inclusive('\n').collect();
    assert_eq!(lines.len(), 3);
    fs::write(out.join("manifest.jsonl"), format!("{}{}", lines[0], &lines[1][..20])).expect("a file");
    fs::remove_file(out.join("cells/part-000003.csv")).expect("a file");
    fs::write(out.join("cells/part-000002.csv"), "half").expect("a file");
    fs::write(out.join("texts/part-000004.csv"), "of a longer run").expect("a file");
    let stopped = run(folder.path(), &TABLE);
    assert!(stopped.err.contains("其中 10 个是上次编好的"), "{}", stopped.err);
    assert!(contents(&out) == first, "it ends the same");
    // A file that changed is read again, and so is what comes after it.
    put(folder.path(), "报告/0012.json", &example(Edition::REVISED_2021));
    let changed = run(folder.path(), &TABLE);
    assert!(changed.err.contains("其中 10 个是上次编好的"), "{}", changed.err);
    assert!(text(out.join("reports/part-000002.csv")).contains("示例市示例局"));
    // Another format leaves nothing of this one.
    run(folder.path(), &["table", "报告", "-o", "表", "--part", "10"]);
    let names: Vec<String> = contents(&out).into_iter().map(|(name, _)| name).collect();
    let parts =
        |end: &str| names.iter().filter(|name| name.contains("/part-") && name.ends_with(end)).count();
    assert_eq!((parts(".csv"), parts(".parquet")), (0, 12), "{names:?}");
}

#[test]
fn the_contract_is_written_as_it_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let Ran { code, err, .. } = run(folder.path(), &["contract", "-o", "约定"]);
    assert_eq!((code, err.as_str()), (0, "写好了，在 约定。\n"));
    let goldens = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/long");
    for name in ["datapackage.json", "cell_names.csv", "identity_terms.csv", "carry_pairs.csv"] {
        let written = text(folder.path().join("约定").join(name)).replace("\r\n", "\n");
        assert!(written == text(goldens.join(name)), "{name}");
    }
    let sql = fs::read_dir(folder.path().join("约定/sql")).expect("a folder").count();
    assert_eq!(sql, 10, "a view, eight questions, and what they are");
}

#[test]
fn the_help_teaches_in_chinese() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = run(folder.path(), &["--help"]);
    expect![[r#"
        政府信息公开工作年度报告：检查、转换、汇总、编成数据表

        用法：nianbao <命令> [选项] …
    "#]]
    .assert_eq(&all.out.lines().take(3).map(|line| format!("{line}\n")).collect::<String>());
    for task in ["check", "convert", "sum", "table", "contract", "completions", "man"] {
        assert!(all.out.contains(&format!("  {task} ")), "{}", all.out);
        let Ran { code, out, .. } = run(folder.path(), &[task, "--help"]);
        assert_eq!(code, 0);
        assert!(out.contains(&format!("用法：nianbao {task}")) && out.contains("例子："), "{out}");
        for english in ["Usage", "Options", "Arguments", "Commands", "Print", "default", "possible"] {
            assert!(!out.contains(english) && !all.out.contains(english), "{out}");
        }
    }
    let nothing = run(folder.path(), &[]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains("用法：nianbao"), "{}", nothing.err);
}

#[test]
fn what_is_not_understood_is_said_in_chinese() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, sentence) in [
        (vec!["chekc"], "没有“chekc”这个命令。用法见 nianbao --help。\n"),
        (vec!["check"], "还缺 <文件或文件夹>...。用法见 nianbao --help。\n"),
        (vec!["check", "--fast", "a"], "没有“--fast”这个选项。用法见 nianbao --help。\n"),
        (
            vec!["check", "a", "--format", "xml"],
            "--format <样式> 不能是“xml”，可以是 lines、json、sarif。用法见 nianbao --help。\n",
        ),
        (vec!["table", "a", "-o", "b", "--part", "0"], "--part <个数> 不能是“0”。用法见 nianbao --help。\n"),
        (vec!["table", "没有", "-o", "b"], "没有：没有这个文件夹。\n"),
    ] {
        let Ran { code, out, err } = run(folder.path(), &arguments);
        assert_eq!((code, out.as_str(), err.as_str()), (2, "", sentence), "{arguments:?}");
    }
}

#[test]
fn completions_and_the_manual_are_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let Ran { code, out, .. } = run(folder.path(), &["completions", shell]);
        assert!(code == 0 && out.contains("nianbao") && out.contains("convert"), "{shell}");
    }
    let Ran { code, out, .. } = run(folder.path(), &["man"]);
    assert!(code == 0 && out.contains(".TH nianbao 1"), "{out}");
    assert_eq!(run(folder.path(), &["man", "-o", "手册"]).code, 0);
    assert!(folder.path().join("手册/nianbao-table.1").exists());
}
