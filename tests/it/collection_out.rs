//! What leaves a collection: remarks that go back to a unit, tables, archives.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use nianbao::collection::choice::Called;
use nianbao::collection::extract::Extract;
use nianbao::collection::matrix::Matrix;
use nianbao::collection::missing::RollCall;
use nianbao::collection::parcel::pack;
use nianbao::collection::parent;
use nianbao::collection::remarks::{Remark, Remarks};
use nianbao::collection::roster::Roster;
use nianbao::collection::tables::{self, Field, Table};
use nianbao::collection::written::{csv, workbook};
use nianbao::import::read::read;
use nianbao::import::source::Content;
use nianbao::interchange::returned;
use nianbao::report::office::parse_date;
use nianbao::validate::{Severity, validate};
use proptest::prelude::*;

use crate::collection::{kept, zeros};

fn wrong() -> Extract {
    kept(&zeros("示例局", 2024, &[("requests.new.business", "2"), ("disclosure.fees.amount", "1.5")]))
}

/// A report without a text has findings of its texts too; these are not what is looked at here.
fn with_tables_alone(mut extract: Extract) -> Extract {
    extract.findings.retain(|found| found.rule.id < "V05");
    extract.counts = [extract.findings.len(), 0, 0];
    extract
}

#[test]
fn what_goes_back_says_in_sentences_what_is_wrong_until_when_and_what_is_thought_of_it() {
    let extract = with_tables_alone(wrong());
    let mut remarks = Remarks::of(&extract, Vec::new());
    remarks.due = parse_date("2025-02-10");
    remarks.remarks[0].note = "与上月报表的数字也不一致。".into();
    remarks.from = "示例市政务公开办 0000-0000000".into();
    let text = remarks.text();
    let sentence = &extract.findings[0].sentence;
    let title = "示例局\n2024年政府信息公开工作年度报告\n退回意见\n";
    assert!(text.starts_with(title), "{text}");
    let count = extract.findings.len();
    assert!(text.contains(&format!("有错误 {count} 处。请于2025年2月10日前改正后重新报送。")), "{text}");
    assert!(text.contains(&format!("\n需要改正的错误\n1. {sentence}（V01 ")), "{text}");
    assert!(text.contains("\n　　意见：与上月报表的数字也不一致。\n"), "{text}");
    assert!(text.ends_with("\n示例市政务公开办 0000-0000000\n"), "{text}");
    let page = remarks.html();
    assert!(
        page.contains("<h2>需要改正的错误</h2>")
            && page.contains(sentence.as_str())
            && !page.contains("<script")
    );
    assert!(remarks.word().starts_with(b"PK"));
}

#[test]
fn what_was_answered_is_listed_with_its_answer_and_asks_for_nothing() {
    let mut extract = with_tables_alone(wrong());
    extract.findings.truncate(1);
    extract.findings[0].severity = Severity::Warning;
    extract.findings[0].answer = "已核对无误。".into();
    extract.counts = [0; 3];
    let mut remarks = Remarks::of(&extract, Vec::new());
    assert!(remarks.is_empty());
    let text = remarks.text();
    assert!(text.contains("没有要改的地方") && text.contains("\n已有说明的\n1. "), "{text}");
    assert!(text.contains("\n　　单位说明：已核对无误。\n"), "{text}");
    remarks.remarks[0].note = "请附上依据。".into();
    assert!(!remarks.is_empty() && remarks.text().contains("有提醒 1 处"));
}

#[test]
fn what_was_seen_beside_other_reports_goes_back_too() {
    let remark = Remark::beside(
        parent::RULE,
        "disclosure.licensing",
        "行政许可：填 6，下级 2 份报告合计 7，少 1。".into(),
    );
    let text = Remarks::of(&with_tables_alone(wrong()), vec![remark]).text();
    assert!(
        text.contains("\n请核对的地方\n1. 行政许可：填 6，下级 2 份报告合计 7，少 1。（V36 层级汇总）"),
        "{text}"
    );
}

#[test]
fn what_is_not_listed_is_told() {
    let mut extract = with_tables_alone(wrong());
    extract.counts[0] = extract.findings.len() + 7;
    assert!(Remarks::of(&extract, Vec::new()).text().contains("另有 7 处没有列出"));
}

#[test]
fn the_report_goes_back_among_the_files_where_it_is_at_hand() {
    let report = zeros("示例局", 2024, &[("requests.new.business", "2")]);
    let remarks = Remarks::of(&kept(&report), Vec::new());
    let files = remarks.files(Some(&report));
    let names: Vec<&str> = files.iter().map(|(_, (name, _))| name.as_str()).collect();
    assert_eq!(
        names,
        ["html", "docx", "txt", "json"]
            .map(|ending| format!("示例局2024年政府信息公开工作年度报告（退回意见）.{ending}"))
    );
    let text = str::from_utf8(&files[3].1.1).expect("a text");
    let returned = returned::read(text).expect("such a file").expect("a report");
    assert_eq!(validate(&returned.report), validate(&report));
    assert_eq!(returned.remarks, [], "its own check finds what nothing is said to");
    assert_eq!(remarks.files(None).len(), 3, "the report is not at hand");
}

#[test]
fn an_archive_holds_every_file_and_numbers_those_of_one_name() {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let files = [file("甲局.txt", "一"), file("甲局.txt", "二"), file("无", "三"), file("无", "四")];
    let packed = pack(files.clone());
    let mut archive = zip::ZipArchive::new(Cursor::new(&packed)).expect("an archive");
    let mut held = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a text");
        held.push((part.name().expect("a name").into_owned(), text));
    }
    let named = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    assert_eq!(
        held,
        [named("甲局.txt", "一"), named("甲局（2）.txt", "二"), named("无", "三"), named("无（2）", "四")]
    );
    assert_eq!(pack(files.clone()), packed, "the same files make the same archive");
}

fn row<'a>(table: &'a Table, first: &str) -> &'a [Field] {
    let row = table.rows.iter().find(|row| row[0] == Field::Text(first.to_owned()));
    row.expect("a row").as_slice()
}

#[test]
fn every_table_is_as_wide_as_its_head() {
    let extracts = [wrong(), kept(&zeros("乙局", 2020, &[("requests.new.business", "")]))];
    let roster = Roster::read("示例局\n丙局");
    let call = RollCall::of(&roster, &extracts, 2024, None, &BTreeMap::new());
    let all = [0, 1];
    for table in [
        tables::list(&extracts, &all),
        tables::matrix(&extracts, &Matrix::of(&extracts, &all)),
        tables::findings(&extracts, &all),
        tables::sums(&extracts, &all),
        tables::sums(&extracts, &all[..1]),
        tables::missing(&extracts, Called { roster: &roster, call: &call }),
    ] {
        assert!(!table.rows.is_empty(), "{}", table.name);
        assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{}", table.name);
    }
}

#[test]
fn the_sums_say_how_many_are_blank_and_amounts_are_in_ten_thousands() {
    let extracts = [wrong(), kept(&zeros("乙局", 2024, &[("requests.new.business", "")]))];
    let table = tables::sums(&extracts, &[0, 1]);
    assert_eq!(
        row(&table, "requests.new.business")[2..],
        [Field::Number(2), Field::Number(1), Field::Number(1)]
    );
    assert_eq!(row(&table, "disclosure.fees.amount")[2], Field::Money(15_000));
    let written = csv(&table);
    assert!(
        written.lines().any(|line| line.starts_with("disclosure.fees.amount,") && line.ends_with(",1.5,2,0"))
    );
}

#[test]
fn who_is_missing_and_who_is_not_in_the_list_stand_in_one_table() {
    let extracts = [wrong(), kept(&zeros("丁中心", 2024, &[]))];
    let roster = Roster::read("示例局\n丙局");
    let call = RollCall::of(&roster, &extracts, 2024, None, &BTreeMap::new());
    let table = tables::missing(&extracts, Called { roster: &roster, call: &call });
    let standing = |name: &str| row(&table, name)[3].clone();
    let text = |text: &str| Field::Text(text.to_owned());
    assert_eq!(
        [standing("示例局"), standing("丙局"), standing("丁中心")],
        [text("已报"), text("缺报"), text("名单外")]
    );
}

#[test]
fn no_text_of_a_table_is_run_as_a_formula() {
    let mut extract = wrong();
    extract.organ = "=HYPERLINK(\"x\")".into();
    extract.origin.name = "+1.json".into();
    let table = tables::list(&[extract], &[0]);
    let written = csv(&table);
    let line = written.lines().nth(1).expect("a line");
    assert!(line.starts_with("\"'=HYPERLINK(\"\"x\"\")\",") && line.ends_with(",'+1.json"), "{line}");
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook(&[table]))).expect("an archive");
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet").read_to_string(&mut sheet).expect("a text");
    assert!(!sheet.contains("<f>"));
}

#[test]
fn a_workbook_has_a_sheet_for_each_table_and_numbers_as_numbers() {
    let extracts = [wrong()];
    let tables =
        [tables::list(&extracts, &[0]), tables::findings(&extracts, &[0]), tables::sums(&extracts, &[0])];
    let source = read("多份报告.xlsx", &workbook(&tables)).expect("a workbook");
    let texts: Vec<&str> = (source.blocks.iter())
        .filter_map(|block| if let Content::Table(grid) = &block.content { Some(grid) } else { None })
        .flat_map(|grid| grid.rows.iter().flatten().map(|spot| spot.text.as_str()))
        .collect();
    for text in ["机关", "示例局", "来源文件", "V01", "requests.new.business", "1.5"] {
        assert!(texts.contains(&text), "{text}");
    }
    assert_eq!(workbook(&tables), workbook(&tables), "the same tables make the same file");
}

/// How many fields each record of a CSV file has.
fn records(csv: &str) -> Vec<usize> {
    let csv = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let (mut records, mut fields, mut is_quoted) = (Vec::new(), 1, false);
    for c in csv.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields += 1,
            '\n' if !is_quoted => {
                records.push(fields);
                fields = 1;
            }
            _ => {}
        }
    }
    assert!(!is_quoted && fields == 1);
    records
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_can_stand_in_a_table(texts in proptest::collection::vec(any::<String>(), 1..6), number in any::<i64>()) {
        let head: Vec<String> = texts.iter().map(|text| text.chars().take(40).collect()).collect();
        let fields: Vec<Field> = texts.iter().map(|text| Field::Text(text.clone())).collect();
        let numbers = vec![Field::Number(number); texts.len()];
        let table = Table { name: "清单".into(), head, rows: vec![fields, numbers, vec![Field::Blank; texts.len()]] };
        prop_assert!(workbook(std::slice::from_ref(&table)).starts_with(b"PK"));
        prop_assert_eq!(records(&csv(&table)), vec![texts.len(); 4]);
    }
}
