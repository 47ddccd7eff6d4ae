//! The page of the import without a browser: what is read, looked at, decided by keyboard, and imported; and
//! that nothing changes before that.

use nianbao::app::importing::preview::{Preview, Stand};
use nianbao::app::importing::shown::{LineKind, target_name};
use nianbao::app::{Aside, Chore, Effect, Errand, ImportStep, Message, Queued, Screen};
use nianbao::draft::{Draft, Stored};
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::import::answer::Answer;
use nianbao::import::grid::{Grid, SourceCell};
use nianbao::import::recognised::{Choice, Doubt, Recognised, Unplaced, Value};
use nianbao::import::source::{Block, Content, Place, Source};
use nianbao::interchange;
use nianbao::report::{Edit, Report};

use crate::clerk::Clerk;
use crate::desk::{Browser, Tab};

const NAME: &str = "示例局2024年报.html";

/// A source of five blocks: title, a text, table 2, a row that has no place, a seventh chapter.
fn answer() -> Answer {
    let block = |content| Block { page: Some(1), line: None, content };
    let cell = |text: &str| SourceCell { text: text.into(), colspan: 1, rowspan: 1 };
    let row = |texts: [&str; 4]| texts.iter().map(|text| cell(text)).collect();
    let table = Grid::lay_out(vec![
        row(["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]),
        row(["规章", "/", "/", "0"]),
        row(["行政规范性文件", "22（其中修订16件）", "4", "87"]),
        row(["行政检查", "118", "", ""]),
    ]);
    let mut source = Source::of("网页");
    source.blocks = vec![
        block(Content::Heading("示例局2024年政府信息公开工作年度报告".into())),
        block(Content::Paragraph("2024年，本机关主动公开政府信息326条。".into())),
        block(Content::Table(table)),
        block(Content::Paragraph("七、下一年工作思路　继续努力。".into())),
    ];
    let value =
        |id: &str, text: &str, from: Place| Value { id: id.into(), text: text.into(), from: vec![from] };
    let fill = |text: &str| vec![("disclosure.normative-documents.issued".to_owned(), text.to_owned())];
    let choice = |words: &str, fills: Vec<(String, String)>| Choice {
        words: words.into(),
        hint: String::new(),
        fills,
    };
    let with_note = [fill("22"), vec![("disclosure-note".into(), "其中修订16件。".into())]].concat();
    let doubt = Doubt {
        name: "行政规范性文件，本年制发件数".into(),
        quote: "22（其中修订16件）".into(),
        from: vec![Place::cell(2, 2, 1)],
        reason: "格里除了数，还写了一句话。".into(),
        choices: vec![
            choice("填 22，后面的话移到注里", with_note),
            choice("填 22，不要后面的话", fill("22")),
            choice("留空", fill("")),
        ],
    };
    let second = Doubt {
        name: "行政规范性文件，本年废止件数".into(),
        quote: "4".into(),
        from: vec![Place::cell(2, 2, 2)],
        reason: "看不清。".into(),
        choices: vec![
            choice("填 4", vec![("disclosure.normative-documents.repealed".into(), "4".into())]),
            choice("留空", vec![("disclosure.normative-documents.repealed".into(), String::new())]),
        ],
    };
    let unplaced = |name: &str, quote: &str, from, targets: &[&str]| Unplaced {
        name: name.into(),
        quote: quote.into(),
        from: vec![from],
        targets: targets.iter().map(|target| (*target).to_owned()).collect(),
    };
    let recognised = Recognised {
        edition: Edition::REVISED_2021.id().into(),
        values: vec![
            value("organ", "示例局", Place::block(0)),
            value("year", "2024", Place::block(0)),
            value("overview", "2024年，本机关主动公开政府信息326条。", Place::block(1)),
            value("disclosure.rules.issued", "", Place::cell(2, 1, 1)),
            value("disclosure.rules.in-force", "0", Place::cell(2, 1, 3)),
            value("disclosure.normative-documents.in-force", "87", Place::cell(2, 2, 3)),
        ],
        doubts: vec![doubt, second],
        unplaced: vec![
            unplaced(
                "表二多出的一行",
                "行政检查　118",
                Place::cell(2, 3, 0),
                &["disclosure-note", "overview"],
            ),
            unplaced("第七章", "七、下一年工作思路　继续努力。", Place::block(3), &["other-matters"]),
        ],
        problems: vec!["表三和表四没有找到。".into()],
        code: None,
        typed_totals: None,
    };
    Answer { source, recognised }
}

fn foreign(name: &str) -> (String, Result<Vec<u8>, String>) {
    (name.into(), Ok("<p>示例局</p>".as_bytes().to_vec()))
}

/// A tab in which a single file was read.
fn looking(mut tab: Tab) -> Tab {
    tab.runs(Errand::Opened(vec![foreign(NAME)]));
    tab.worker_answers(Some(Ok(answer())));
    tab
}

fn drafts(tab: &mut Tab) -> Vec<Draft> {
    tab.runs(Errand::LookAtDrafts);
    let stored = nianbao::draft::shelf::list(&tab.browser.store).expect("a store");
    let draft = |stored| match stored {
        Stored::Draft(draft) => Some(*draft),
        _ => None,
    };
    stored.into_iter().filter_map(draft).collect()
}

fn preview(tab: &Tab) -> &Preview {
    tab.model.import_preview().expect("a preview")
}

fn lines(tab: &Tab) -> Vec<(String, String)> {
    let files = &tab.model.importing().expect("files").files;
    files.iter().map(|file| file.line().clone()).map(|line| (line.name, line.words)).collect()
}

fn own(organ: &str) -> Result<Vec<u8>, String> {
    let mut report = Report::of_year(2024);
    report.apply(Edit::Organ(organ.into()));
    Ok(interchange::write(&report, &[]).to_string().into_bytes())
}

#[test]
fn nothing_changes_before_it_is_said_to_be_imported() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![foreign(NAME)]));
    assert_eq!(tab.address, "#/import");
    assert_eq!(lines(&tab), [(NAME.to_owned(), "正在读…".to_owned())]);
    assert!(tab.model.import_preview().is_none());
    tab.worker_answers(Some(Ok(answer())));
    assert!(preview(&tab).title().contains("示例局 2024 年"));
    tab.imports(ImportStep::Choose(0, 1)).imports(ImportStep::Put(0, Some(TextField::OVERVIEW)));
    assert!(drafts(&mut tab).is_empty());
    tab.imports(ImportStep::AsNew);
    assert_eq!(drafts(&mut tab).len(), 1);
    assert_eq!(tab.report().organ(), "示例局");
    assert_eq!(tab.shows("disclosure.normative-documents.issued"), "22");
    assert_eq!(tab.shows("disclosure.rules.issued"), "", "a blank stays blank");
    assert_eq!(
        tab.report().text(TextField::OVERVIEW),
        "2024年，本机关主动公开政府信息326条。\n行政检查　118"
    );
    assert!(tab.address.starts_with("#/edit/") && tab.model.importing().is_none());
}

#[test]
fn the_counts_add_up_to_the_cells_of_the_edition() {
    let tab = looking(Tab::open(&Browser::new(), "#/"));
    let tally = preview(&tab).tally();
    assert_eq!((tally.placed, tally.doubts, tally.doubtful, tally.unplaced), (2, (2, 0), 2, 2));
    assert_eq!(tally.cells(), Edition::REVISED_2021.format().cells.len());
}

#[test]
fn what_was_not_decided_goes_in_as_proposed_and_is_listed() {
    let mut tab = looking(Tab::open(&Browser::new(), "#/"));
    tab.imports(ImportStep::Settle(1)).imports(ImportStep::AsNew);
    assert_eq!(tab.shows("disclosure.normative-documents.issued"), "22");
    assert_eq!(tab.report().text(TextField::DISCLOSURE_NOTE), "其中修订16件。");
    let notice = tab.model.notice().expect("a notice");
    assert_eq!(
        notice.lines,
        [
            "行政规范性文件，本年制发件数：没有核对，按建议填 22，后面的话移到注里（第 1 页，第 1 个表，第 3 行第 2 列）。",
            "表二多出的一行：没有导入（第 1 页，第 1 个表，第 4 行第 1 列）。",
            "第七章：没有导入（第 1 页）。",
            "表三和表四没有找到。",
        ]
    );
}

#[test]
fn importing_into_the_open_draft_is_one_step_and_leaves_what_the_source_has_nothing_of() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("organ", "示例甲局").types("other-matters", "无其他事项。");
    clerk.types("requests.new.natural-person", "3").types("disclosure.licensing.decisions", "5");
    let before = clerk.report().clone();
    let mut tab = looking(clerk.0);
    tab.imports(ImportStep::IntoOpen);
    assert_eq!(drafts(&mut tab).len(), 1);
    assert_eq!((tab.report().organ(), tab.shows("requests.new.natural-person")), ("示例局", "3".to_owned()));
    assert_eq!(tab.report().text(TextField::OTHER_MATTERS), "无其他事项。");
    assert_eq!(tab.shows("disclosure.normative-documents.in-force"), "87");
    assert_eq!(tab.shows("disclosure.licensing.decisions"), "", "no two tables are mixed");
    assert!(matches!(tab.model.screen(), Screen::Editing(..)));
    tab.sends(Message::Undo);
    assert_eq!(*tab.report(), before);
}

#[test]
fn without_an_open_draft_there_is_nothing_to_import_into() {
    let mut tab = looking(Tab::open(&Browser::new(), "#/"));
    tab.imports(ImportStep::IntoOpen);
    assert!(drafts(&mut tab).is_empty() && tab.model.import_preview().is_some());
}

#[test]
fn doubts_are_decided_one_after_another_by_keyboard() {
    let mut tab = looking(Tab::open(&Browser::new(), "#/"));
    tab.imports(ImportStep::Next);
    assert_eq!(tab.focused(), "doubt-0-0");
    tab.imports(ImportStep::At(Queued::Doubt(0)));
    let marked = preview(&tab).marked();
    assert_eq!(marked.places, [Place::cell(2, 2, 1)]);
    assert_eq!(marked.fields[0], "disclosure.normative-documents.issued");
    tab.imports(ImportStep::Choose(0, 2));
    assert_eq!((tab.focused(), preview(&tab).stand(0)), ("doubt-0-2", Stand::Chosen));
    tab.imports(ImportStep::Settle(0));
    assert_eq!((tab.focused(), preview(&tab).stand(0)), ("doubt-1-0", Stand::Settled));
    tab.imports(ImportStep::At(Queued::Doubt(1))).imports(ImportStep::Settle(1));
    assert_eq!(tab.focused(), "unplaced-0");
    tab.imports(ImportStep::At(Queued::Unplaced(0))).imports(ImportStep::Next);
    assert_eq!(tab.focused(), "unplaced-1");
    tab.imports(ImportStep::Reopen(0));
    assert_eq!((tab.focused(), preview(&tab).stand(0)), ("doubt-0-2", Stand::Chosen));
    assert_eq!(preview(&tab).tally().doubts, (2, 2));
    tab.imports(ImportStep::Choose(0, 9)).imports(ImportStep::Choose(9, 0));
    assert_eq!(preview(&tab).chosen(0), 2, "what is not there can't be chosen");
}

#[test]
fn when_all_is_decided_the_work_ends_at_its_heading_and_imports_nothing_by_itself() {
    let mut tab = looking(Tab::open(&Browser::new(), "#/"));
    tab.imports(ImportStep::Put(0, Some(TextField::OVERVIEW)));
    tab.imports(ImportStep::Put(1, Some(TextField::OTHER_MATTERS)));
    tab.imports(ImportStep::Settle(0)).imports(ImportStep::Settle(1));
    assert_eq!(tab.focused(), "doubts-title");
    assert!(drafts(&mut tab).is_empty());
}

#[test]
fn a_cell_leads_to_where_it_came_from_and_back() {
    let mut tab = looking(Tab::open(&Browser::new(), "#/"));
    tab.imports(ImportStep::PickField("disclosure.normative-documents.in-force".into()));
    let marked = preview(&tab).marked();
    assert_eq!(marked.places, [Place::cell(2, 2, 3)]);
    assert_eq!(marked.place_words, "第 1 页，第 1 个表，第 3 行第 4 列");
    tab.imports(ImportStep::PickPlace(Place::cell(2, 1, 3)));
    let marked = preview(&tab).marked();
    assert_eq!(marked.fields, ["disclosure.rules.in-force"]);
    assert_eq!(marked.field_words, "规章，现行有效件数");
    tab.imports(ImportStep::PickField("requests.new.total".into()));
    assert_eq!(preview(&tab).marked().place_words, "来源里没有");
    tab.imports(ImportStep::PickPlace(Place::block(0)));
    assert_eq!(preview(&tab).marked().field_words, "机关名称 等 2 处");
    tab.imports(ImportStep::NextBlank);
    assert_eq!(tab.focused(), target_name("disclosure.rules.issued"));
    tab.imports(ImportStep::NextBlank);
    assert_eq!(tab.focused(), target_name("disclosure.rules.repealed"));
}

#[test]
fn what_has_no_place_goes_where_it_can_go_and_nowhere_else() {
    let mut tab = looking(Tab::open(&Browser::new(), "#/"));
    tab.imports(ImportStep::Put(1, Some(TextField::OVERVIEW)));
    assert_eq!(preview(&tab).put_under(1), None);
    tab.imports(ImportStep::Put(1, Some(TextField::OTHER_MATTERS)));
    let report = preview(&tab).report();
    assert_eq!(report.text(TextField::OTHER_MATTERS), "七、下一年工作思路　继续努力。");
    assert_eq!(preview(&tab).looks()["other-matters"].marks[0].sign(), "乙");
    tab.imports(ImportStep::Put(1, None));
    assert_eq!(preview(&tab).report().text(TextField::OTHER_MATTERS), "");
}

#[test]
fn a_refused_file_is_said_and_the_others_come_in() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    let refusal = "这是旧的 Word 文档。请在 Word 或 WPS 里另存为 .docx 再打开。";
    tab.runs(Errand::Opened(vec![
        foreign("甲.html"),
        foreign("乙.doc"),
        ("丙.json".into(), own("示例丙局")),
        ("丁.json".into(), Ok(b"{".to_vec())),
        foreign("戊.html"),
    ]));
    tab.worker_answers(Some(Ok(answer()))).worker_answers(Some(Err(refusal.into())));
    tab.imports(ImportStep::AllAsNew);
    assert_eq!(drafts(&mut tab).len(), 1, "not before everything was read");
    tab.worker_answers(Some(Ok(answer())));
    assert_eq!(tab.said.last().map(String::as_str), Some("都读完了。"));
    assert!(tab.model.import_preview().is_none(), "several are listed first");
    let words: Vec<String> = lines(&tab).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words[0], words[4]);
    assert!(words[0].starts_with("放好 2 格，空白"), "{}", words[0]);
    assert_eq!((words[1].as_str(), words[2].as_str()), (refusal, "已是草稿"));
    tab.imports(ImportStep::AllAsNew);
    let organs: Vec<String> = drafts(&mut tab).iter().map(|draft| draft.report.organ().to_owned()).collect();
    assert_eq!(organs.iter().filter(|organ| *organ == "示例局").count(), 2);
    assert_eq!(organs.len(), 3);
    let notice = tab.model.notice().expect("a notice");
    assert_eq!(notice.text, "已导入 2 份报告。");
    assert!(notice.lines.iter().any(|line| line == &format!("乙.doc：{refusal}")), "{notice:?}");
    assert!(
        notice.lines.iter().any(|line| line == "甲.html：已导入为新草稿，5 处还要看一看。"),
        "{notice:?}"
    );
    assert_eq!(tab.address, "#/");
}

#[test]
fn several_files_are_looked_at_and_imported_one_by_one() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![foreign("甲.html"), foreign("乙.html")]));
    tab.worker_answers(Some(Ok(answer()))).worker_answers(Some(Ok(answer())));
    tab.imports(ImportStep::Show(Some(1))).imports(ImportStep::Settle(0)).imports(ImportStep::AsNew);
    assert!(tab.address.starts_with("#/edit/"));
    let id = tab.editing_id();
    tab.goes("#/import");
    let kinds: Vec<LineKind> =
        tab.model.importing().expect("files").files.iter().map(|file| file.line().kind.clone()).collect();
    assert_eq!(kinds, [LineKind::Read, LineKind::Draft(id)]);
    tab.imports(ImportStep::Show(Some(0)));
    assert_eq!(preview(&tab).stand(0), Stand::Open, "each has its own decisions");
    tab.imports(ImportStep::AsNew);
    assert_eq!(drafts(&mut tab).len(), 2);
    assert!(tab.model.importing().is_none());
}

#[test]
fn the_list_says_what_was_decided_meanwhile() {
    let mut answer = answer();
    answer.recognised.values.retain(|value| value.id != "year");
    let choice = |year: &str| Choice {
        words: format!("填 {year}"),
        hint: String::new(),
        fills: vec![("year".into(), year.into())],
    };
    answer.recognised.doubts[0].choices = vec![choice("2024"), choice("2023")];
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![foreign("甲.html"), foreign("乙.html")]));
    tab.worker_answers(Some(Ok(answer.clone()))).worker_answers(Some(Ok(answer)));
    tab.imports(ImportStep::Show(Some(1))).imports(ImportStep::Choose(0, 1)).imports(ImportStep::Show(None));
    let facts: Vec<&str> =
        (tab.model.importing().expect("files").files.iter()).map(|file| file.line().facts.as_str()).collect();
    assert_eq!(facts, ["示例局，2024 年，2021 年格式", "示例局，2023 年，2021 年格式"]);
}

#[test]
fn reading_can_be_stopped_and_what_was_read_stays() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![foreign("甲.html"), foreign("乙.pdf")]));
    tab.worker_answers(Some(Ok(answer())));
    let (late, ..) = tab.reading[0].clone();
    tab.imports(ImportStep::Stop);
    assert!(tab.reading.is_empty() && tab.asked.contains(&Effect::Do(Chore::StopWorking)));
    assert_eq!(lines(&tab)[1], ("乙.pdf".to_owned(), "已停止，没有读完。".to_owned()));
    tab.runs(Errand::FileRead { job: late, answer: Ok(answer().write()) });
    assert_eq!(tab.model.importing().map(|importing| importing.ready()), Some(1), "too late");
    tab.imports(ImportStep::AllAsNew);
    assert_eq!(drafts(&mut tab).len(), 1);
}

#[test]
fn a_worker_that_dies_is_said_and_the_page_lives_on() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("organ", "示例甲局");
    let mut tab = clerk.0;
    tab.runs(Errand::Opened(vec![foreign(NAME)]));
    tab.worker_answers(Some(Err("读这个文件时出了错。".into())));
    assert_eq!(lines(&tab)[0].1, "读这个文件时出了错。");
    tab.imports(ImportStep::Cancel);
    assert_eq!(tab.report().organ(), "示例甲局");
    assert!(matches!(tab.model.screen(), Screen::Editing(..)));
    tab.runs(Errand::Opened(vec![foreign(NAME)]));
    let job = tab.reading[0].0;
    tab.runs(Errand::FileRead { job, answer: Ok("{".into()) });
    assert!(lines(&tab)[0].1.starts_with("读出的内容没有传完整"));
}

#[test]
fn leaving_loses_neither_the_open_draft_nor_what_was_decided() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("organ", "示例甲局");
    let id = clerk.editing_id();
    let mut tab = looking(clerk.0);
    tab.imports(ImportStep::Settle(0));
    tab.goes(&format!("#/edit/{id}"));
    assert_eq!(tab.report().organ(), "示例甲局");
    assert!(tab.editing().can_undo(), "its past is there too");
    tab.goes("#/");
    assert!(matches!(tab.model.screen(), Screen::Aside(Aside::Drafts(_), Some(_))));
    tab.goes("#/import");
    assert_eq!(preview(&tab).stand(0), Stand::Settled);
    tab.imports(ImportStep::Cancel);
    assert_eq!(tab.report().organ(), "示例甲局");
    tab.goes("#/import");
    assert_eq!(tab.address, "#/", "there is nothing to go on with");
    assert_eq!(drafts(&mut tab).len(), 1);
}

#[test]
fn files_that_are_read_while_another_page_is_shown_wait_there() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![foreign(NAME)]));
    tab.goes("#/rules");
    tab.worker_answers(Some(Ok(answer())));
    assert!(matches!(tab.model.screen(), Screen::Aside(Aside::Rules, _)), "nobody is taken there");
    tab.goes("#/import");
    assert!(tab.model.import_preview().is_some());
}

#[test]
fn files_that_are_chosen_during_an_import_join_it_and_after_it_begin_another() {
    let mut tab = looking(Tab::open(&Browser::new(), "#/"));
    tab.runs(Errand::Opened(vec![("乙.json".into(), own("示例乙局"))]));
    assert_eq!(lines(&tab).len(), 2);
    assert!(matches!(tab.model.screen(), Screen::Aside(Aside::Importing, _)));
    tab.goes("#/");
    tab.runs(Errand::Opened(vec![foreign("丙.html")]));
    assert_eq!(lines(&tab).len(), 1);
}

#[test]
fn a_file_in_which_nothing_is_found_is_said_to_hold_nothing() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![foreign(NAME)]));
    let edition = Edition::LATEST.id().into();
    let recognised = Recognised {
        edition,
        values: vec![],
        doubts: vec![],
        unplaced: vec![],
        problems: vec![],
        code: None,
        typed_totals: None,
    };
    tab.worker_answers(Some(Ok(Answer { source: Source::of("网页"), recognised })));
    assert_eq!(lines(&tab)[0].1, "里面没有认出年报的内容。");
}

#[test]
fn a_store_that_refuses_keeps_the_files_until_they_are_saved() {
    let browser = Browser::new();
    let mut tab = Tab::open(&browser, "#/");
    tab.runs(Errand::Opened(vec![foreign("甲.html"), foreign("乙.html")]));
    tab.worker_answers(Some(Ok(answer()))).worker_answers(Some(Ok(answer())));
    browser.store.refuses.set(Some(nianbao::draft::Trouble::Full));
    tab.imports(ImportStep::AllAsNew);
    assert_eq!(tab.model.importing().map(|importing| importing.ready()), Some(2));
    assert!(tab.notice().starts_with("已导入 0 份"), "{}", tab.notice());
    browser.store.refuses.set(None);
    tab.imports(ImportStep::AllAsNew);
    assert_eq!(drafts(&mut tab).len(), 2);
}

#[test]
fn a_file_in_which_no_report_was_recognised_is_not_made_a_draft_with_the_others() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![foreign("甲.html"), foreign("便条.txt")]));
    let mut note = answer();
    (note.recognised.values, note.recognised.doubts) = (vec![], vec![]);
    tab.worker_answers(Some(Ok(answer()))).worker_answers(Some(Ok(note)));
    tab.imports(ImportStep::AllAsNew);
    assert_eq!(drafts(&mut tab).len(), 1);
    let notice = tab.model.notice().expect("a notice");
    assert!(notice.lines.iter().any(|line| line == "便条.txt：没有认出年报的内容，没有导入。"), "{notice:?}");
}

#[test]
fn a_document_that_begins_as_json_does_is_not_taken_for_it() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![("旧报告.doc".into(), Ok(br"{\rtf1\ansi 2024}".to_vec()))]));
    tab.worker_answers(None);
    assert!(lines(&tab)[0].1.contains("另存为 .docx"), "{:?}", lines(&tab));
}
