//! The workbook: it comes back without loss, whoever filled it in; its formulas say what the page says.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use nianbao::example::example;
use nianbao::export::excel;
use nianbao::format::{Edition, Kind};
use nianbao::import::read::read;
use nianbao::import::recognise::recognise;
use nianbao::report::entry::Entry;
use nianbao::report::figure::Figures;
use nianbao::report::{Edit, Report};
use proptest::prelude::*;

use crate::arbitrary::report;
use crate::clerk::{Clerk, zeros};
use crate::named::{as_carried, comes_back};

/// The parts of a workbook, by name.
fn parts(workbook: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a text");
        parts.insert(part.name().expect("a name").into_owned(), text);
    }
    parts
}

fn packed(parts: &BTreeMap<String, String>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("a text");
    }
    zip.finish().expect("an archive").into_inner()
}

/// The part that holds the sheet of a field, and the name of the cell: `C7`.
fn place(parts: &BTreeMap<String, String>, id: &str) -> (String, String) {
    let book = roxmltree::Document::parse(&parts["xl/workbook.xml"]).expect("XML");
    let name = format!("nianbao.{}", id.replace('-', "_"));
    let range = book.descendants().find(|node| node.attribute("name") == Some(&name));
    let range = range.and_then(|node| node.text()).expect("a name");
    let (sheet, cell) = range.rsplit_once('!').expect("a sheet");
    let sheet = sheet.trim_matches('\'');
    let mut sheets = book.descendants().filter(|node| node.tag_name().name() == "sheet");
    let at = sheets.position(|node| node.attribute("name") == Some(sheet)).expect("a sheet");
    let cell = cell.split(':').next().expect("a cell").replace('$', "");
    (format!("xl/worksheets/sheet{}.xml", at + 1), cell)
}

/// The formula of a cell and what it came to, or its number.
fn cell(parts: &BTreeMap<String, String>, id: &str) -> (Option<String>, Option<String>) {
    let (part, name) = place(parts, id);
    let sheet = roxmltree::Document::parse(&parts[&part]).expect("XML");
    let cell = sheet.descendants().find(|node| node.attribute("r") == Some(&name)).expect("a cell");
    let text = |tag: &str| {
        let child = cell.children().find(|node| node.tag_name().name() == tag)?;
        child.text().map(str::to_owned)
    };
    (text("f"), text("v"))
}

/// The formulas of all sheets with what they came to, where it is a text: the checks.
fn checks(parts: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (_, xml) in parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
        let sheet = roxmltree::Document::parse(xml).expect("XML");
        for formula in sheet.descendants().filter(|node| node.tag_name().name() == "f") {
            if formula.text().is_some_and(|text| text.contains("ROUND(SUM(")) {
                let value = formula.parent().and_then(|cell| {
                    let value = cell.children().find(|node| node.tag_name().name() == "v")?;
                    value.text().map(str::to_owned)
                });
                found.push(value.unwrap_or_default());
            }
        }
    }
    found.sort();
    found
}

/// The workbook as programs save it that work nothing out: an input changed, no formula with a value.
fn changed(workbook: &[u8], inputs: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = parts(workbook);
    for (id, value) in inputs {
        let (part, name) = place(&parts, id);
        let sheet = parts.get_mut(&part).expect("a sheet");
        let at = sheet.find(&format!("<c r=\"{name}\"")).expect("a cell");
        let length = sheet[at..].find("</v></c>").map(|end| end + 8);
        let style =
            sheet[at..].split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a style");
        let cell = format!("<c r=\"{name}\" s=\"{style}\"><v>{value}</v></c>");
        sheet.replace_range(at..at + length.expect("a number"), &cell);
    }
    for (_, sheet) in parts.iter_mut().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
        let mut rest = sheet.split("</f>");
        let mut stripped = rest.next().unwrap_or_default().to_owned();
        for part in rest {
            let part =
                part.strip_prefix("<v>").and_then(|part| part.split_once("</v>")).map_or(part, |it| it.1);
            stripped.extend(["</f>", part]);
        }
        *sheet = stripped;
    }
    packed(&parts)
}

proptest! {
    // Two workbooks are written and two are read for each.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn it_comes_back_without_loss(report in report()) {
        let workbook = excel::write(&report);
        prop_assert_eq!(comes_back("年报.xlsx", &workbook), Ok(as_carried(&report)));
        prop_assert_eq!(excel::write(&report), workbook, "the same report, the same bytes");
    }
}

/// A report whose every text is one that programs stumble over.
fn awkward() -> Report {
    let texts = [
        "=cmd()|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "<r><t>标签</t></r>",
        "𠮷野家\u{202e}倒着\u{200f}😀",
        "_x0041_\u{1}\u{b}末",
        "第一行\n第二行\t列",
        "'引号\"&amp;<>",
        "1234567890123456",
        "１２件",
        "12.50",
    ];
    let mut clerk = Clerk::with_year(2024);
    let cells = clerk.report().format().cells.clone();
    let inputs = cells.iter().filter(|cell| !cell.declared().is_total());
    let typed: Vec<(&str, &str)> = inputs.map(|cell| cell.id()).zip(texts.iter().copied().cycle()).collect();
    for (id, text) in typed {
        clerk.types(id, text);
    }
    clerk.types("organ", texts[0]).types("preamble", &texts.join("\n"));
    clerk.types("overview", &format!("\n\n{}\n\n末段\n", texts.join("\n\n")));
    clerk
        .types("problems", texts[5])
        .types("requests-note", texts[0])
        .types("disputes-note", "一\n二\n三\n四");
    clerk.report().clone()
}

#[test]
fn texts_that_programs_stumble_over_come_back_and_are_no_formulas() {
    let report = awkward();
    let workbook = excel::write(&report);
    assert_eq!(comes_back("年报.xlsx", &workbook), Ok(report.clone()));
    for (name, text) in parts(&workbook) {
        let xml = roxmltree::Document::parse(&text);
        let xml = xml.unwrap_or_else(|error| panic!("{name}: {error}"));
        let formulas =
            xml.descendants().filter(|node| node.tag_name().name() == "f").filter_map(|f| f.text());
        for formula in formulas {
            assert!(!formula.contains("cmd"), "{formula}");
        }
    }
}

#[test]
fn a_very_long_text_comes_back() {
    let mut report = example(Edition::LATEST);
    for field in report.format().texts().collect::<Vec<_>>() {
        report.apply(Edit::Text(field, format!("{}\n\n{}", "长".repeat(40_000), "段。\n".repeat(300))));
    }
    assert_eq!(comes_back("年报.xlsx", &excel::write(&report)), Ok(report.clone()));
    // A name of one line that no cell can hold is cut; the workbook is there all the same.
    report.apply(Edit::Organ("长".repeat(40_000)));
    let read = comes_back("年报.xlsx", &excel::write(&report)).expect("a report");
    assert!(report.organ().starts_with(read.organ()) && read.organ().len() > 90_000);
}

#[test]
fn blank_zero_text_and_a_typed_total_are_told_apart() {
    let mut clerk = Clerk::with_year(2020);
    clerk.types("requests.new.business", "0").types("requests.new.research", "无");
    clerk.types("requests.new.total", "7").types("disclosure.fees.change", "-12");
    clerk.types("disclosure.procurement.amount", "251.10").types("requests.granted.other", "999999999999999");
    for outcome in ["upheld", "corrected", "other", "pending"] {
        clerk.types(&format!("disputes.reconsideration.{outcome}"), "1");
    }
    // As large as its sum, and typed all the same.
    clerk.types("disputes.reconsideration.total", "4");
    let workbook = excel::write(clerk.report());
    let read = comes_back("年报.xlsx", &workbook).expect("a report");
    let entry = |id: &str| read.cell(read.format().cell(id).expect("a cell")).clone();
    assert_eq!(entry("requests.new.business"), Entry::Number(0));
    assert_eq!(entry("requests.new.other"), Entry::Blank);
    assert_eq!(entry("requests.new.research"), Entry::Text("无".into()));
    assert_eq!(entry("requests.new.total"), Entry::Number(7));
    assert_eq!(entry("requests.granted.total"), Entry::Automatic);
    assert_eq!(entry("disputes.reconsideration.total"), Entry::Number(4));
    assert_eq!(entry("disclosure.fees.change"), Entry::Number(-12));
    assert_eq!(entry("disclosure.procurement.amount").text(Kind::Money), "251.1");
    let parts = parts(&workbook);
    assert_eq!(cell(&parts, "disclosure.procurement.amount"), (None, Some("251.1".into())));
    assert_eq!(cell(&parts, "requests.granted.other"), (None, Some("999999999999999".into())));
    assert_eq!(cell(&parts, "requests.new.total"), (None, Some("7".into())), "a typed total is a number");
    let (formula, value) = cell(&parts, "requests.granted.total");
    assert!(formula.is_some_and(|formula| formula.contains("SUM(")) && value.is_some());
}

#[test]
fn totals_carry_their_value_and_checks_say_what_holds() {
    for edition in Edition::ALL {
        let report = example(edition);
        let (parts, figures) = (parts(&excel::write(&report)), Figures::of(&report));
        for &total in &report.format().totals {
            let (formula, value) = cell(&parts, total.id());
            assert!(formula.is_some());
            assert_eq!(value.as_deref(), Some(figures.text(&report, total).as_str()), "{}", total.id());
        }
        let checks = checks(&parts);
        assert_eq!(checks.len(), report.format().identities.len());
        assert!(checks.iter().all(|check| check == "相符"), "{checks:?}");
    }
    let mut clerk = zeros(2024);
    clerk.types("requests.new.business", "5").types("requests.granted.business", "3");
    let say = checks(&parts(&excel::write(clerk.report())));
    assert_eq!(say.iter().filter(|check| *check == "差 2").count(), 2, "the column and the total");
    clerk.types("requests.carried-out.business", "");
    let say = checks(&parts(&excel::write(clerk.report())));
    assert_eq!(say.iter().filter(|check| check.is_empty()).count(), 3, "unfinished is not wrong");
    assert!(!say.iter().any(|check| check.starts_with('差')), "{say:?}");
    let blank = checks(&parts(&excel::write(&Report::blank(Edition::REVISED_2021))));
    assert!(blank.iter().all(String::is_empty));
}

#[test]
fn nobody_and_no_time_of_day_is_named_inside_but_title_and_language_are() {
    let report = example(Edition::REVISED_2021);
    let parts = parts(&excel::write(&report));
    let core = roxmltree::Document::parse(&parts["docProps/core.xml"]).expect("XML");
    let text = |name: &str| {
        let node = core.descendants().find(|node| node.tag_name().name() == name);
        node.and_then(|node| node.text()).unwrap_or_default().to_owned()
    };
    assert_eq!(text("title"), report.title().concat());
    assert_eq!((text("creator"), text("lastModifiedBy")), (String::new(), String::new()));
    assert_eq!(
        (text("created"), text("modified")),
        ("2021-01-01T00:00:00Z".into(), "2021-01-01T00:00:00Z".into())
    );
    assert!(parts["docProps/custom.xml"].contains("zh-CN"));
}

#[test]
fn labels_are_closed_and_inputs_are_open() {
    let report = example(Edition::REVISED_2021);
    let parts = parts(&excel::write(&report));
    let styles = roxmltree::Document::parse(&parts["xl/styles.xml"]).expect("XML");
    let formats = styles.descendants().find(|node| node.tag_name().name() == "cellXfs").expect("styles");
    let formats: Vec<_> = formats.children().filter(|node| node.is_element()).collect();
    let is_open = |style: usize| {
        let protection = formats[style].children().find(|node| node.tag_name().name() == "protection");
        protection.is_some_and(|node| node.attribute("locked") == Some("0"))
    };
    let style = |id: &str| {
        let (part, name) = place(&parts, id);
        let sheet = roxmltree::Document::parse(&parts[&part]).expect("XML");
        assert!(sheet.descendants().any(|node| node.tag_name().name() == "sheetProtection"), "{part}");
        let cell = sheet.descendants().find(|node| node.attribute("r") == Some(&name)).expect("a cell");
        cell.attribute("s").and_then(|style| style.parse().ok()).expect("a style")
    };
    for cell in &report.format().cells {
        let is_automatic = *report.cell(*cell) == Entry::Automatic;
        assert_eq!(is_open(style(cell.id())), !is_automatic, "{}", cell.id());
    }
    assert!(is_open(style("organ")) && is_open(style("overview")) && !is_open(style("edition")));
}

#[test]
fn a_formula_without_a_value_follows_and_a_changed_input_is_read() {
    let report = example(Edition::REVISED_2021);
    let workbook = changed(&excel::write(&report), &[("requests.new.business", "30")]);
    let mut expected = report.clone();
    expected.apply(report.typing("requests.new.business", "30").expect("a cell"));
    assert_eq!(comes_back("年报.xlsx", &workbook), Ok(expected));
}

#[test]
fn what_stands_beside_the_fields_has_no_place_and_a_choice_that_is_none_is_told() {
    let report = example(Edition::REVISED_2021);
    let mut parts = parts(&excel::write(&report));
    let (part, _) = place(&parts, "requests.new.business");
    let remark = "<row r=\"45\"><c r=\"C45\" t=\"inlineStr\"><is><t>科室备注：其中 2 件待核</t></is></c></row></sheetData>";
    let sheet = parts.get_mut(&part).expect("a sheet");
    *sheet = sheet.replace("</sheetData>", remark);
    let texts = parts.get_mut("xl/sharedStrings.xml").expect("texts");
    *texts = texts.replace("<t>本机关</t>", "<t>全区</t>");
    let source = read("年报.xlsx", &packed(&parts)).expect("a workbook");
    let recognised = recognise(&source);
    let [unplaced] = recognised.unplaced.as_slice() else { panic!("{:?}", recognised.unplaced) };
    assert_eq!(unplaced.quote, "科室备注：其中 2 件待核");
    assert_eq!(unplaced.targets[0], "requests-note");
    assert_eq!(source.words(unplaced.from[0]), "第 5 页，第 5 个表，第 45 行第 3 列");
    assert_eq!(recognised.problems, ["数据范围写的是“全区”，认不出来，没有导入。"]);
    let mut expected = report;
    expected.apply(Edit::Scope(None));
    assert_eq!(recognised.report(&[], &[]), expected);
}

#[test]
fn every_value_says_where_it_came_from() {
    let report = example(Edition::REVISED_2021);
    let source = read("年报.xlsx", &excel::write(&report)).expect("a workbook");
    let recognised = recognise(&source);
    for value in &recognised.values {
        assert!(!value.from.is_empty(), "{}", value.id);
        for (place, line) in value.from.iter().zip(value.text.lines()) {
            let nianbao::import::source::Content::Table(grid) = &source.blocks[place.block].content else {
                panic!("{place:?}")
            };
            let (row, column) = place.at.expect("a cell");
            let shown = grid.rows[row][column].text.trim_start_matches('+');
            let is_chosen = ["level", "scope", "edition", "published"].contains(&value.id.as_str());
            assert!(is_chosen || shown == line.trim(), "{}: {shown}", value.id);
        }
    }
    assert_eq!(recognised.values.len(), 7 + 7 + report.format().cells.len());
}

#[test]
fn a_workbook_without_its_names_is_recognised_by_its_labels() {
    for edition in [Edition::TRIAL_2019, Edition::REVISED_2021] {
        let report = example(edition);
        let mut parts = parts(&excel::write(&report));
        let book = parts.get_mut("xl/workbook.xml").expect("a workbook");
        let (begin, rest) = book.split_once("<definedNames>").expect("names");
        *book = format!("{begin}{}", rest.split_once("</definedNames>").expect("names").1);
        let recognised = recognise(&read("年报.xlsx", &packed(&parts)).expect("a workbook"));
        assert_eq!(recognised.edition(), edition);
        let read = recognised.report(&[], &[]);
        for cell in &report.format().cells {
            assert_eq!(read.cell(*cell), report.cell(*cell), "{}", cell.id());
        }
        assert_eq!((read.organ(), read.year()), (report.organ(), report.year()));
    }
}

/// Whether a program is on this machine; says so if not.
fn is_there(program: &str, arguments: &[&str]) -> bool {
    let is_there = Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    if !is_there {
        eprintln!("{program} is not there: skipped");
    }
    is_there
}

/// Files as LibreOffice saves them.
fn saved(folder: &Path, files: &[(&str, Vec<u8>)], to: &str) -> Vec<PathBuf> {
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    for (path, (_, bytes)) in paths.iter().zip(files) {
        fs::write(path, bytes).expect("a file");
    }
    let out = folder.join("saved");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let status = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(&out)
        .args(&paths)
        .output()
        .expect("soffice");
    assert!(status.status.success(), "{status:?}");
    let extension = to.split(':').next().unwrap_or(to);
    paths.iter().map(|path| out.join(path.with_extension(extension).file_name().expect("a name"))).collect()
}

#[test]
fn libreoffice_saves_it_without_loss_and_works_out_the_same() {
    if !is_there("soffice", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (trial, revised, awkward) = (example(Edition::TRIAL_2019), example(Edition::REVISED_2021), awkward());
    let plain = excel::write(&revised);
    let files = [
        ("trial.xlsx", excel::write(&trial)),
        ("revised.xlsx", plain.clone()),
        ("awkward.xlsx", excel::write(&awkward)),
        ("blank.xlsx", changed(&excel::write(&Report::of_year(2024)), &[])),
        ("fresh.xlsx", changed(&plain, &[])),
        ("changed.xlsx", changed(&plain, &[("requests.new.business", "30")])),
    ];
    let saved = saved(folder.path(), &files, "xlsx:Calc MS Excel 2007 XML");
    let bytes: Vec<Vec<u8>> = saved.iter().map(|path| fs::read(path).expect("a workbook")).collect();
    let mut changed = revised.clone();
    changed.apply(revised.typing("requests.new.business", "30").expect("a cell"));
    let blank = Report::of_year(2024);
    for (report, bytes) in [&trial, &revised, &awkward, &blank, &revised, &changed].into_iter().zip(&bytes) {
        assert_eq!(comes_back("年报.xlsx", bytes), Ok(report.clone()));
    }
    // The formulas came to what the page says, and nothing else did.
    for (report, bytes) in [(&revised, &bytes[4]), (&changed, &bytes[5])] {
        let (parts, figures) = (parts(bytes), Figures::of(report));
        for &total in &report.format().totals {
            let shown = figures.text(report, total);
            assert_eq!(cell(&parts, total.id()).1.as_deref(), Some(shown.as_str()), "{}", total.id());
        }
    }
    assert!(checks(&parts(&bytes[4])).iter().all(|check| check == "相符"));
    let say = checks(&parts(&bytes[5]));
    assert_eq!(say.iter().filter(|check| check.starts_with("差 28")).count(), 2, "{say:?}");
    let blank = checks(&parts(&bytes[3]));
    assert!(blank.iter().all(String::is_empty), "nothing is wrong with what is not filled in");
}

#[test]
fn libreoffice_prints_it_and_the_paper_says_the_same() {
    if !is_there("soffice", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for edition in [Edition::TRIAL_2019, Edition::REVISED_2021] {
        let report = example(edition);
        let [path] = saved(folder.path(), &[("report.xlsx", excel::write(&report))], "pdf")
            .try_into()
            .expect("one file");
        let pdf = fs::read(path).expect("a file");
        if let Some(kept) = std::env::var_os("NIANBAO_PAGES").map(PathBuf::from) {
            fs::create_dir_all(&kept).expect("a folder");
            fs::write(kept.join(format!("{}-excel.pdf", edition.id())), &pdf).expect("a file");
        }
        let recognised = recognise(&read("年报.pdf", &pdf).expect("a PDF"));
        let read = recognised.report(&[], &[]);
        let wrong = report.format().cells.iter().find(|cell| read.cell(**cell) != report.cell(**cell));
        assert_eq!(wrong, None);
    }
}

#[test]
fn openpyxl_reads_it() {
    if !is_there("python3", &["-c", "import openpyxl"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.xlsx");
    let report = example(Edition::REVISED_2021);
    fs::write(&path, excel::write(&report)).expect("a file");
    let script = "
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
print('|'.join(book.sheetnames))
print(len(book.defined_names))
sheet, place = next(iter(book.defined_names['nianbao.requests.new.business'].destinations))
print(sheet, book[sheet][place.replace('$', '')].value)
print(all(one.protection.sheet and one.page_setup.paperSize == 9 for one in book))
print(book[sheet].print_title_rows, book['四、复议诉讼'].page_setup.orientation)
print(max(len(one.merged_cells.ranges) for one in book) > 15)
book[sheet][place.replace('$', '')] = 30
book.save(sys.argv[1])
";
    let output =
        Command::new("python3").args(["-c", script]).arg(&path).env("PYTHONIOENCODING", "utf-8").output();
    let output = output.expect("python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = report.format().cells.len() + report.format().texts().count() + 6;
    let said = String::from_utf8(output.stdout).expect("a text");
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        [
            "报告信息|引言|一、总体情况|二、主动公开|三、申请办理|四、复议诉讼|五、问题与改进|六、其他事项",
            &names.to_string(),
            "三、申请办理 2",
            "True",
            "$2:$4 landscape",
            "True",
        ]
    );
    let mut expected = report.clone();
    expected.apply(report.typing("requests.new.business", "30").expect("a cell"));
    assert_eq!(comes_back("年报.xlsx", &fs::read(&path).expect("a workbook")), Ok(expected));
}
