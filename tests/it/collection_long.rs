//! The reports of a collection as the tables of the data contract: the archive holds what the command writes for the
//! same files, and of the page's reports those that are shown and whose files are at hand.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

use nianbao::app::reports::downloads::Out;
use nianbao::app::{Errand, ReportsStep};
use nianbao::collection::list::Filter;
use nianbao::collection::long_form::{self, Source};
use nianbao::export::{csv, word};
use nianbao::interchange::returned::{self, Returned};

use crate::collection::zeros;
use crate::command::{contents, many_files, run};
use crate::desk::Browser;
use crate::reports_page::{File, Office, file};

/// What an archive holds, by the names of the files.
fn unpacked(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut held = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("what it holds");
        held.insert(part.name().expect("a name").into_owned(), bytes);
    }
    held
}

/// The rows of a table of one part, without its head.
fn rows(held: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<String> {
    let text = str::from_utf8(&held[name]).expect("a text");
    text.split_terminator("\r\n").skip(1).map(str::to_owned).collect()
}

#[test]
fn the_archive_holds_what_the_command_writes_for_the_same_files() {
    let (folder, reports) = many_files(23);
    let from = folder.path().join("报告");
    let left = |report: &nianbao::report::Report| Returned {
        report: report.clone(),
        due: None,
        from: String::new(),
        remarks: Vec::new(),
    };
    let deep = from.join("退回");
    fs::create_dir(&deep).expect("a folder");
    let others = [
        ("0005.csv", csv::write(&zeros("示例市甲局", 2024, &[])).into_bytes()),
        ("0006.docx", word::write(&zeros("示例市乙局", 2024, &[("requests.new.business", "7")]))),
        ("没有机关.json", nianbao::export::json::write(&zeros("", 2024, &[]), &[]).into_bytes()),
        ("退回/0001.json", returned::write(&left(&zeros("示例市丙局", 2024, &[])), &[]).into_bytes()),
        ("退回/0002.json", returned::write(&left(&reports[0]), &[]).into_bytes()),
    ];
    for (name, bytes) in &others {
        fs::write(from.join(name), bytes).expect("a file");
    }
    run(folder.path(), &["table", "报告", "-o", "表", "--format", "csv", "--part", "10"]);
    let mut command: BTreeMap<String, Vec<u8>> = contents(&folder.path().join("表")).into_iter().collect();
    // By these the command goes on where it was stopped; the page begins anew.
    for own in ["manifest.jsonl", "known.bin"] {
        assert!(command.remove(own).is_some(), "{own}");
    }

    let files = contents(&from);
    let sources: Vec<Source> =
        files.iter().enumerate().map(|(at, (name, _))| (name.clone(), Some(at))).collect();
    let page = unpacked(long_form::write(&sources, 10, &|at| Some(files[at].1.clone())));
    assert_eq!(page.keys().collect::<Vec<_>>(), command.keys().collect::<Vec<_>>());
    for (name, bytes) in &command {
        let [page, command] = [&page[name], bytes].map(|bytes| String::from_utf8_lossy(bytes));
        assert_eq!(page, command, "{name}");
    }
    let problems = rows(&page, "problems.csv").join("\n");
    for kind in ["unread", "double", "no_key"] {
        assert!(problems.contains(kind), "{problems}");
    }
}

/// Three reports, one of them from a folder.
fn some() -> Vec<File> {
    let report = |organ: &str, received: &str| zeros(organ, 2024, &[("requests.new.business", received)]);
    vec![
        file("乙.json", &report("示例市乙局", "2")),
        file("甲.json", &report("示例市甲局", "1")),
        file("年报/丙.json", &report("示例市丙局", "3")),
    ]
}

/// The worker writes what was asked for; returns the name of the file and what is in it.
fn writes(office: &mut Office) -> (String, BTreeMap<String, Vec<u8>>) {
    let (job, format, packed, files) = office.tab.returning.remove(0);
    let file = |at: usize| Some(office.files[*files.get(at)? as usize].bytes.clone());
    let bytes = long_form::answer(format.id, &packed, &file).expect("an archive");
    office.tab.runs(Errand::FileWritten { job, bytes: Some(bytes.clone()) });
    (office.tab.downloads.last().expect("a file").0.clone(), unpacked(bytes))
}

/// From which files the reports of a table are.
fn sources(held: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names = rows(held, "reports/part-000001.csv");
    names.iter().map(|row| row.split(',').nth(8).expect("a source").to_owned()).collect()
}

#[test]
fn the_reports_that_are_shown_are_downloaded_in_the_order_of_their_files() {
    let mut office = Office::with(some());
    office.does(ReportsStep::Download(Out::Tables));
    assert_eq!(office.tab.model.writing_words(), Some("正在生成 数据表……".to_owned()));
    let (name, held) = writes(&mut office);
    assert_eq!(name, "多份报告（数据表）.zip");
    assert_eq!(sources(&held), ["乙.json", "年报/丙.json", "甲.json"]);
    assert!(rows(&held, "problems.csv").is_empty());

    office.does(ReportsStep::Name("示例市".into()));
    office.does(ReportsStep::Filter(Filter { words: "甲".into(), ..Filter::default() }));
    office.does(ReportsStep::Download(Out::Tables));
    let (name, held) = writes(&mut office);
    assert_eq!((name.as_str(), sources(&held)), ("示例市（数据表）.zip", vec!["甲.json".to_owned()]));
}

#[test]
fn of_a_report_whose_file_is_not_at_hand_there_is_a_line_among_the_problems() {
    let browser = Browser::new();
    let mut office = Office::at(&browser);
    office.adds(some()).reads();
    assert_eq!(office.reports().without_file(), 0);

    let mut later = Office::at(&browser);
    assert_eq!(later.reports().without_file(), 3);
    later.does(ReportsStep::Download(Out::Tables));
    assert!(later.tab.notice().starts_with("原文件都不在手边"), "{}", later.tab.notice());
    assert!(later.tab.returning.is_empty() && later.tab.model.writing_words().is_none());

    later.adds(vec![some().remove(1)]).reads();
    assert_eq!(later.reports().without_file(), 2);
    later.does(ReportsStep::Download(Out::Tables));
    let (_, held) = writes(&mut later);
    assert_eq!(sources(&held), ["甲.json"]);
    let problems = rows(&held, "problems.csv");
    assert!(problems.len() == 2 && problems[0].starts_with("乙.json,unread,原文件不在手边"), "{problems:?}");
}

#[test]
fn what_is_not_asked_for_so_or_did_not_arrive_whole_is_not_written() {
    let packed = long_form::pack(&[("甲.json".to_owned(), None)]);
    assert_eq!(long_form::answer("remarks-all", &packed, &|_| None), None);
    assert_eq!(long_form::answer(long_form::TABLES.id, &packed[1..], &|_| None), None);
}
