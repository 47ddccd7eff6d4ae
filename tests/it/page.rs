//! The page without a browser: where it goes, what it offers, where the focus is, what keys and the
//! clipboard do.

use nianbao::app::sheet::{Mark, Sheet};
use nianbao::app::{Action, Aside, Caret, Early, Effect, Errand, Message, Pasting, Reveal, Screen, View};
use nianbao::export;
use nianbao::format::texts::TextField;
use nianbao::import::grid::Grid;
use nianbao::interchange;
use nianbao::report::{Edit, Report};

use crate::clerk::{Clerk, zeros};
use crate::desk::{Browser, Tab};

fn json() -> &'static export::FileFormat {
    export::FORMATS.iter().find(|format| format.extension == "json").expect("a format")
}

fn pastes(clerk: &mut Clerk, field: &str, text: &str) {
    let cell = clerk.cell(field);
    clerk.runs(Errand::Pasted { cell, text: text.to_owned(), tables: Vec::new() });
}

// Absence

#[test]
fn a_year_without_requests_is_one_action_and_its_sentence_another() {
    let mut clerk = Clerk::with_year(2024);
    clerk.acts(Action::ClaimAbsence("requests".into()));
    assert_eq!(clerk.sees("requests.new.business"), "0");
    assert_eq!(clerk.sees("disputes.reconsideration.upheld"), "", "other tables stay");
    assert_eq!(clerk.offer().as_deref(), Some("写入正文"));
    clerk.runs(Errand::NoticeAccepted);
    assert_eq!(clerk.report().text(TextField::OVERVIEW), "本年度没有收到政府信息公开申请。");
    assert_eq!((clerk.focused(), clerk.notice().as_str()), ("overview", ""));
    clerk.acts(Action::ClaimAbsence("requests".into())).runs(Errand::NoticeAccepted);
    assert_eq!(
        clerk.report().text(TextField::OVERVIEW),
        "本年度没有收到政府信息公开申请。",
        "once is enough"
    );
}

#[test]
fn the_claim_of_absence_is_refused_while_the_table_says_otherwise() {
    for text in ["3", "若干"] {
        let mut clerk = Clerk::with_year(2024);
        clerk.types("requests.new.business", text);
        clerk.acts(Action::ClaimAbsence("requests".into()));
        assert_eq!(clerk.sees("requests.new.research"), "");
        assert!(clerk.notice().starts_with("没有填 0"), "{}", clerk.notice());
        assert_eq!(clerk.offer(), None);
    }
}

// Notices and offers

#[test]
fn a_change_of_edition_says_what_has_no_place_and_offers_to_take_it_back() {
    let mut clerk = Clerk::with_year(2020);
    clerk.types("disclosure.licensing.change", "-2");
    clerk.chooses("edition", "2021");
    let notice = clerk.model.notice().expect("a notice");
    assert_eq!(notice.lines.len(), 1);
    assert!(notice.lines[0].ends_with("：-2"), "{:?}", notice.lines);
    clerk.runs(Errand::NoticeAccepted);
    assert_eq!(clerk.report().edition().id(), "2019");
    assert_eq!(clerk.sees("disclosure.licensing.change"), "-2");
}

#[test]
fn an_offer_to_take_back_belongs_to_its_step_however_many_steps_there_are() {
    let mut clerk = Clerk::with_year(2020);
    for number in 0..600 {
        clerk.types("requests.new.business", &number.to_string());
    }
    clerk.chooses("edition", "2021");
    clerk.types("organ", "示例局");
    let notice = clerk.model.notice().expect("what was said can still be read");
    assert_eq!(notice.offer, None, "and offers no longer to take back what is not the last step");
    clerk.runs(Errand::NoticeAccepted);
    assert_eq!(clerk.report().organ(), "示例局");
    assert_eq!(clerk.report().edition().id(), "2021");
}

#[test]
fn a_download_leaves_the_notice_of_an_edition_where_it_is() {
    let mut clerk = zeros(2020);
    clerk.chooses("edition", "2021");
    let said = clerk.notice();
    clerk.types("year", "2021");
    assert_eq!(clerk.model.notice().map(|notice| notice.text), Some(said.clone()));
    let before = clerk.downloads.len();
    clerk.runs(Errand::Download(json())).runs(Errand::NoticeAccepted);
    assert_eq!(clerk.downloads.len(), before + 1);
}

#[test]
fn a_message_about_a_file_stays_until_it_is_closed_whatever_is_typed() {
    let mut clerk = Clerk::with_year(2024);
    clerk.runs(Errand::Opened(vec![("旧表.json".into(), Ok(b"{}".to_vec()))]));
    let said = clerk.notice();
    assert!(said.contains("没有打开"), "{said}");
    clerk.enters("organ").types_on("organ", "示例").types_on("organ", "").sends(Message::Left);
    assert_eq!(clerk.notice(), said, "typing back to what stood there is no reason");
    clerk.sends(Message::NoticeClosed);
    assert_eq!((clerk.notice().as_str(), clerk.focused()), ("", "organ"), "the work goes on where it was");
}

#[test]
fn an_offer_is_gone_on_another_page_and_a_plain_message_is_not() {
    let mut clerk = Clerk::with_year(2024);
    let id = clerk.editing().id().to_owned();
    clerk.acts(Action::ClaimAbsence("disputes".into()));
    clerk.goes(&format!("#/check/{id}"));
    assert_eq!(clerk.notice(), "");
    clerk.goes(&format!("#/edit/{id}"));
    assert_eq!(clerk.notice(), "", "and does not come back");
}

#[test]
fn a_paste_that_outlives_its_edition_changes_nothing() {
    let mut clerk = Clerk::with_year(2024);
    pastes(&mut clerk, "requests.new.natural-person", "1\t若干\t3");
    assert_eq!(clerk.offer().as_deref(), Some("粘贴这 3 格"));
    let offer = clerk.model.notice().and_then(|notice| notice.offer).expect("an offer");
    clerk.loads(Edit::Year("2020".into()));
    let before = clerk.report().clone();
    clerk.runs(Errand::NoticeAccepted);
    assert_eq!(*clerk.report(), before);
    // Even the edit itself has nothing to say about cells of another edition.
    if let nianbao::app::notice::Offer::Paste(_, edit) = offer {
        clerk.loads(edit);
    }
    assert_eq!(*clerk.report(), before);
}

// Downloads

#[test]
fn a_download_with_errors_asks_once_and_one_without_does_not() {
    let mut clerk = zeros(2024);
    clerk.types("organ", "示例局");
    for text in ["overview", "problems", "other-matters"] {
        clerk.types(text, "情况和改进。");
    }
    clerk.runs(Errand::Download(json()));
    assert_eq!(clerk.downloads.len(), 1);
    assert!(interchange::read(&clerk.downloads[0].1).is_ok());
    clerk.types("requests.new.total", "5");
    clerk.runs(Errand::Download(json()));
    assert_eq!(clerk.downloads.len(), 1, "it asks");
    assert_eq!((clerk.offer().as_deref(), clerk.focused()), (Some("仍然下载"), "notice-action"));
    clerk.runs(Errand::NoticeAccepted);
    assert_eq!(clerk.downloads.len(), 2);
    assert_eq!(clerk.notice(), "");
}

#[test]
fn a_file_that_the_browser_refuses_is_told() {
    let mut clerk = Clerk::with_year(2024);
    clerk.runs(Errand::Downloaded { name: "a.json".into(), is_backup: false, is_accepted: false });
    assert!(clerk.notice().starts_with("浏览器没有接受下载"));
}

// Going

#[test]
fn a_draft_keeps_its_past_while_other_pages_are_shown() {
    let mut clerk = Clerk::with_year(2024);
    let id = clerk.editing().id().to_owned();
    clerk.types("organ", "示例局");
    for page in ["#/", "#/rules"] {
        clerk.goes(page);
        assert!(matches!(clerk.model.screen(), Screen::Aside(_, Some(_))), "{page}");
        assert_eq!(clerk.model.bar(), None);
        clerk.sends(Message::Undo);
        clerk.goes(&format!("#/edit/{id}"));
        assert_eq!(clerk.report().organ(), "示例局", "undo is of the draft that is shown");
        assert!(clerk.editing().can_undo());
    }
}

#[test]
fn every_address_shows_its_page_and_an_unknown_draft_is_not_found() {
    let mut clerk = Clerk::with_year(2024);
    let id = clerk.editing().id().to_owned();
    assert!(matches!(clerk.model.view(), Some(View::Edit)));
    assert_eq!(clerk.address, format!("#/edit/{id}"), "the address of the new draft");
    clerk.goes(&format!("#/check/{id}"));
    assert!(matches!(clerk.model.view(), Some(View::Check)));
    clerk.goes(&format!("#/preview/{id}"));
    assert!(matches!(clerk.model.view(), Some(View::Preview)));
    clerk.goes(&format!("#/versions/{id}"));
    assert!(matches!(clerk.model.view(), Some(View::Versions(Some(list))) if list.len() == 1));
    clerk.goes("#/edit/elsewhere");
    assert!(matches!(
        clerk.model.screen(),
        Screen::Aside(Aside::NotFound { id, reason: None }, _) if id == "elsewhere"
    ));
    clerk.goes("#/");
    let kept = clerk.model.kept().expect("the drafts were looked at");
    assert_eq!(kept.stored.as_ref().map(Vec::len), Ok(1));
}

#[test]
fn the_focus_goes_back_to_the_field_that_had_it_last() {
    let mut clerk = Clerk::with_year(2024);
    let id = clerk.editing().id().to_owned();
    assert_eq!(clerk.focused(), "", "a new page is read from its beginning");
    clerk.enters("requests.new.business");
    clerk.goes(&format!("#/preview/{id}"));
    assert_eq!(clerk.focused(), "");
    clerk.goes(&format!("#/edit/{id}"));
    assert_eq!(clerk.focused(), "requests.new.business");
    clerk.goes(&format!("#/edit/{id}/disputes.reconsideration.total"));
    assert_eq!(clerk.focused(), "disputes.reconsideration.total", "an address names its place");
    clerk.acts(Action::ShowHelp);
    assert_eq!((clerk.focused(), clerk.model.help_is_open()), ("cell-help", true));
    clerk.acts(Action::HideHelp);
    assert_eq!((clerk.focused(), clerk.model.help_is_open()), ("disputes.reconsideration.total", false));
}

#[test]
fn undo_goes_to_the_change_and_moves_the_page_no_more_than_it_must() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("overview", "全年工作情况良好");
    clerk.types("overview", "全年公开工作情况良好");
    clerk.types("organ", "示例局");
    clerk.undoes();
    clerk.sends(Message::Undo);
    let focus = clerk.focus.clone().expect("the focus");
    assert_eq!((focus.name.as_deref(), focus.reveal), (Some("overview"), Reveal::Nearest));
    assert_eq!(focus.range, Some(2..2), "where 公开 was taken away");
    clerk.sends(Message::Redo);
    assert_eq!(clerk.focus.clone().and_then(|focus| focus.range), Some(2..4), "公开 is selected");
}

#[test]
fn undo_on_the_page_of_the_check_stays_there() {
    let mut clerk = zeros(2024);
    clerk.chooses("published", "2026-01-20");
    let id = clerk.editing().id().to_owned();
    clerk.goes(&format!("#/check/{id}"));
    let finding =
        clerk.editing().findings().iter().find(|it| it.target == "published").cloned().expect("a warning");
    let cause = finding.cause(clerk.report());
    clerk.runs(Errand::Answer(cause, "补发".into())).sends(Message::Left);
    clerk.focus = None;
    clerk.sends(Message::Undo);
    assert_eq!(clerk.focused(), format!("answer-{}-published", finding.rule.id));
    clerk.focus = None;
    clerk.sends(Message::Undo);
    assert_eq!(clerk.focus, None, "what was changed is on another page: the focus stays");
}

// Keys and ranges

#[test]
fn keys_lead_from_cell_to_cell_as_in_a_spreadsheet() {
    let mut clerk = Clerk::with_year(2024);
    for (from, key, to) in [
        ("requests.new.business", "Enter", "requests.carried-in.business"),
        ("requests.carried-in.business", "Shift+Enter", "requests.new.business"),
        ("requests.new.business", "ArrowRight", "requests.new.research"),
        ("requests.new.business", "ArrowLeft", "requests.new.natural-person"),
        ("requests.new.business", "Home", "requests.new.natural-person"),
        ("requests.new.business", "End", "requests.new.total"),
        ("requests.new.business", "Control+ArrowDown", "requests.carried-out.business"),
        ("requests.new.business", "Control+End", "requests.carried-out.total"),
        ("requests.carried-out.business", "Control+Home", "requests.new.natural-person"),
        ("disclosure.rules.issued", "ArrowDown", "disclosure.normative-documents.issued"),
    ] {
        clerk.enters(from).presses(from, key);
        assert_eq!(clerk.focused(), to, "{key} from {from}");
        assert!(clerk.is_prevented, "the browser does nothing of its own: {key}");
    }
}

#[test]
fn left_and_right_move_the_caret_until_it_is_at_the_edge() {
    let mut clerk = Clerk::with_year(2024);
    let field = "requests.new.business";
    clerk.types(field, "123").enters(field);
    clerk.focus = None;
    let inside = Caret { start: 1, end: 1, length: 3 };
    clerk.presses_at(field, "ArrowRight", inside);
    assert!(clerk.focus.is_none() && !clerk.is_prevented);
    clerk.presses_at(field, "ArrowRight", Caret { start: 3, end: 3, length: 3 });
    assert_eq!(clerk.focused(), "requests.new.research");
}

#[test]
fn escape_takes_back_what_was_typed_and_nothing_else() {
    let mut clerk = Clerk::with_year(2024);
    let field = "requests.new.business";
    clerk.types(field, "7").enters(field).types_on(field, "75");
    assert_eq!(clerk.sees(field), "75");
    clerk.presses(field, "Escape");
    assert_eq!(clerk.sees(field), "7");
    assert!(clerk.asked.contains(&Effect::SelectAgain));
    clerk.presses(field, "Escape");
    assert_eq!(clerk.sees(field), "7");
}

#[test]
fn shift_selects_and_the_range_is_counted_copied_cleared_and_forgotten() {
    let mut clerk = zeros(2024);
    clerk.types("requests.new.natural-person", "5").types("requests.new.business", "2");
    let field = "requests.new.natural-person";
    clerk.enters(field).presses(field, "Shift+ArrowRight").presses(field, "Shift+ArrowDown");
    assert_eq!(clerk.editing().range_words(), "已选 4 格，4 个数，合计 7");
    clerk.sends(Message::Copied);
    assert_eq!(clerk.clipboard.as_ref().map(|it| it.0.as_str()), Some("5\t2\r\n0\t0"));
    clerk.presses(field, "Delete");
    assert_eq!(clerk.sees("requests.new.business"), "");
    clerk.undoes();
    assert_eq!(clerk.sees("requests.new.business"), "2");
    clerk.enters(field).presses(field, "Shift+ArrowRight");
    clerk.presses(field, "Escape");
    assert_eq!(clerk.editing().range_words(), "");
    clerk.presses(field, "Shift+ArrowRight").types_on(field, "9");
    clerk.chooses("edition", "2019");
    assert_eq!(clerk.editing().range_words(), "", "the cells are those of another edition");
}

#[test]
fn on_a_narrow_screen_only_what_is_seen_is_selected_and_a_wide_table_shows_the_column_of_the_cell() {
    let mut clerk = Clerk::with_year(2024);
    clerk.browser.is_narrow.set(true);
    clerk.sends(Message::GoTo("requests.granted.research".into()));
    let field = "requests.granted.research";
    clerk.enters(field).presses(field, "Shift+ArrowDown").presses(field, "Shift+Control+ArrowRight");
    clerk.presses(field, "Shift+End");
    let rows = &clerk.editing().selection().expect("a range").rows;
    let names: Vec<&str> = rows.iter().flatten().map(|cell| cell.id()).collect();
    assert!(names.iter().all(|name| name.ends_with(".research") || name.ends_with(".total")), "{names:?}");
    let disputes = "disputes.reconsideration.upheld";
    clerk.enters(disputes).presses(disputes, "ArrowDown");
    assert_eq!(clerk.focused(), "disputes.reconsideration.corrected", "its cells stand above each other");
}

#[test]
fn the_mouse_selects_and_what_is_typed_then_replaces_the_first_number() {
    let mut clerk = zeros(2024);
    let (from, to) = ("requests.new.natural-person", "requests.carried-in.business");
    clerk.sends(Message::MousePressed { field: from.into(), shift: false }).enters(from);
    clerk.sends(Message::MouseEntered { field: to.into(), is_down: true }).sends(Message::MouseReleased);
    assert!(clerk.asked.contains(&Effect::SelectAgain));
    assert!(clerk.editing().range_words().starts_with("已选 4 格"));
    clerk.sends(Message::MousePressed { field: to.into(), shift: true });
    assert!(clerk.is_prevented, "with Shift it extends");
    clerk.sends(Message::MousePressed { field: "overview".into(), shift: false });
    assert_eq!(clerk.editing().range_words(), "");
}

// The clipboard

#[test]
fn a_picture_or_an_empty_clipboard_changes_nothing() {
    let clerk = zeros(2024);
    let whole = Caret { start: 0, end: 1, length: 1 };
    for (text, html) in
        [("", ""), ("", "<meta><img src=\"data:image/png;base64,\">"), ("\r\n", ""), (" ", "")]
    {
        assert_eq!(clerk.model.pasting(text, html, whole), Pasting::Nothing, "{text:?} {html}");
    }
}

#[test]
fn a_single_value_goes_where_the_caret_is_and_everything_else_into_the_cells() {
    let clerk = zeros(2024);
    let (whole, inside) = (Caret { start: 0, end: 1, length: 1 }, Caret { start: 1, end: 1, length: 1 });
    assert_eq!(clerk.model.pasting("12", "", inside), Pasting::Browser);
    assert_eq!(clerk.model.pasting("12", "", whole), Pasting::Page);
    assert_eq!(clerk.model.pasting("12\t3", "", inside), Pasting::Page);
    assert_eq!(clerk.model.pasting("", "<table><tr><td></td></tr></table>", whole), Pasting::Page);
}

#[test]
fn what_a_narrow_column_hides_is_taken_from_the_text() {
    let mut clerk = Clerk::with_year(2024);
    let cell = clerk.cell("requests.new.natural-person");
    let tables = vec![Grid::read_text("1204\t3"), Grid::read_text("####\t3")];
    clerk.runs(Errand::Pasted { cell, text: "1204\t3".into(), tables });
    assert_eq!(clerk.sees("requests.new.natural-person"), "1204");
    assert_eq!(clerk.sees("requests.new.business"), "3");
}

#[test]
fn what_does_not_fit_is_shown_before_anything_changes() {
    let mut clerk = Clerk::with_year(2024);
    pastes(&mut clerk, "requests.new.natural-person", "1\t若干");
    assert_eq!(clerk.sees("requests.new.natural-person"), "");
    clerk.runs(Errand::NoticeAccepted);
    assert_eq!(clerk.sees("requests.new.natural-person"), "1");
    assert_eq!(clerk.sees("requests.new.business"), "若干");
    clerk.undoes();
    assert_eq!(clerk.sees("requests.new.natural-person"), "");
}

// What is typed

#[test]
fn a_unit_that_is_sure_is_understood_on_leaving_and_told_where_the_number_became_another() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("requests.new.business", "3 件");
    assert_eq!((clerk.sees("requests.new.business").as_str(), clerk.notice().as_str()), ("3", ""));
    clerk.types("disclosure.fees.amount", "12.5万元");
    assert_eq!((clerk.sees("disclosure.fees.amount").as_str(), clerk.notice().as_str()), ("12.5", ""));
    clerk.enters("disclosure.fees.amount").types_on("disclosure.fees.amount", "135000元");
    assert_eq!(clerk.sees("disclosure.fees.amount"), "135000元", "while it is typed it stays");
    clerk.sends(Message::Left);
    assert_eq!(clerk.sees("disclosure.fees.amount"), "13.5");
    assert!(clerk.notice().starts_with("已换算为万元"), "{}", clerk.notice());
    clerk.undoes();
    assert_eq!(clerk.sees("disclosure.fees.amount"), "12.5", "one undo takes back the visit");
    clerk.undoes();
    assert_eq!(clerk.sees("disclosure.fees.amount"), "");
}

#[test]
fn a_text_is_undone_sentence_by_sentence_and_at_pauses_and_not_in_between() {
    let mut clerk = Clerk::with_year(2024);
    clerk.enters("overview");
    let mut typed = String::new();
    for (text, pause) in
        [("全年公开信息。", 700.0), ("办理", 700.0), ("申请", 700.0), ("两件", 2000.0), ("，都已办结", 100.0)]
    {
        for c in text.chars() {
            typed.push(c);
            clerk.sends(Message::Typed { field: "overview".into(), value: typed.clone() }).waits(120.0);
        }
        clerk.waits(pause);
    }
    let overview = |clerk: &Clerk| clerk.report().text(TextField::OVERVIEW).to_string();
    clerk.undoes();
    assert_eq!(overview(&clerk), "全年公开信息。办理申请两件", "a real pause ends a step");
    clerk.undoes();
    assert_eq!(overview(&clerk), "全年公开信息。", "a short one does not, however often the draft was saved");
    clerk.undoes();
    assert_eq!(overview(&clerk), "");
}

#[test]
fn the_limit_of_undo_is_memory_and_not_a_number_of_steps() {
    let mut clerk = Clerk::with_year(2024);
    for number in 1..=1200 {
        clerk.types("requests.new.business", &number.to_string());
    }
    for _ in 0..1199 {
        clerk.undoes();
    }
    assert_eq!(clerk.sees("requests.new.business"), "1");
    let long = "长".repeat(1_000_000);
    for number in 0..40 {
        clerk.chooses("overview", &format!("{number}{long}"));
    }
    let mut steps = 0;
    while clerk.editing().can_undo() {
        clerk.undoes();
        steps += 1;
    }
    assert!((5..40).contains(&steps), "{steps} steps of three megabytes each");
}

// The sheet

#[test]
fn a_key_changes_only_what_it_concerns() {
    let mut clerk = zeros(2024);
    clerk.enters("requests.new.business");
    let drawn = clerk.sheet();
    clerk.types_on("requests.new.business", "5");
    let patches = clerk.sheet().differences(&drawn);
    let names: Vec<&str> = patches.iter().map(|patch| patch.name.as_str()).collect();
    assert!(names.contains(&"requests.new.business") && names.contains(&"requests.new.total"));
    assert!(names.iter().all(|name| name.starts_with("requests.")), "{names:?}");
    assert!(patches.len() < 20, "{patches:?}");
    let drawn = clerk.sheet();
    clerk.sends(Message::Typed { field: "requests.new.business".into(), value: "5".into() });
    assert_eq!(clerk.sheet().differences(&drawn), []);
}

#[test]
fn the_sheet_drawn_anew_is_the_sheet_brought_up_to_date() {
    let mut clerk = Clerk::with_year(2024);
    let drawn = clerk.sheet();
    clerk.types("overview", "主动公开<情况>&").types("requests.new.total", "3").chooses("level", "city");
    let patches = clerk.sheet().differences(&drawn);
    let html = clerk.sheet().html();
    assert!(html.contains("主动公开&lt;情况&gt;&amp;</textarea>"));
    assert!(html.contains("<option value=\"city\" selected>"));
    for patch in patches {
        if let nianbao::app::sheet::Set::Html(part) = patch.set {
            assert!(html.contains(&part), "{}", patch.name);
        }
    }
    clerk.chooses("edition", "2019");
    assert!(clerk.sheet().differences(&drawn).iter().any(|patch| patch.name == "sheet-chapters"));
}

#[test]
fn a_blank_sheet_stands_for_every_edition_with_all_its_fields() {
    for edition in nianbao::format::Edition::ALL {
        let html = Sheet::blank(edition).html();
        for cell in edition.format().cells.iter() {
            assert_eq!(html.matches(&format!("<input id=\"{}\"", cell.id())).count(), 1, "{}", cell.id());
        }
        assert!(!html.contains("aria-invalid"), "a blank form is not wrong");
    }
}

#[test]
fn the_blank_sheets_that_stand_in_the_page_are_those_that_the_program_draws() {
    for edition in nianbao::format::Edition::ALL {
        let file = format!("{}/tests/goldens/sheets/{}.html", env!("CARGO_MANIFEST_DIR"), edition.id());
        expect_test::ExpectFile { path: file.into(), position: file!() }.assert_eq(&Sheet::template(edition));
    }
}

/// Opens a new report whose form stood and was typed into before the program listened.
fn starts_with(hash: &str, edition: &str, typed: &[(&str, &str)], focus: Option<(&str, usize)>) -> Tab {
    let typed = typed.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
    let focus = focus.map(|(name, at)| (name.to_owned(), at..at));
    let early = Early { edition: edition.to_owned(), typed, focus };
    Tab::starting(&Browser::new(), hash, Some(early))
}

#[test]
fn what_was_typed_before_the_program_listened_is_there_and_the_focus_stays() {
    let typed = [("organ", "示例局"), ("requests.new.business", "１２"), ("requests.new.research", "3")];
    let mut tab = starts_with("#/new/2024", "2021", &typed, Some(("requests.new.research", 1)));
    assert_eq!(tab.report().organ(), "示例局");
    assert_eq!(tab.shows("requests.new.business"), "12", "what was left is understood");
    assert_eq!(tab.shows("requests.new.total"), "15");
    let focus = tab.focus.clone().expect("the focus");
    assert_eq!((focus.name.as_deref(), focus.range), (Some("requests.new.research"), Some(1..1)));
    tab.types_on("requests.new.research", "34").sends(Message::Left).waits(2_000.0);
    assert!(tab.shows_saved());
    tab.sends(Message::Undo);
    assert_eq!(tab.shows("requests.new.research"), "", "the visit is one step, begun early or not");
    tab.sends(Message::Undo);
    assert_eq!(tab.shows("requests.new.business"), "");
}

#[test]
fn a_form_that_nobody_touched_changes_nothing() {
    let tab = starts_with("#/new/2024", "2021", &[], None);
    assert_eq!(*tab.report(), Report::of_year(2024));
    assert!(!tab.editing().can_undo());
    assert_eq!(tab.focused(), "", "it is read from its beginning");
}

#[test]
fn what_was_typed_into_the_form_of_another_edition_is_not_put_into_this_one() {
    let typed = [("requests.other.business", "2")];
    let tab = starts_with("#/new/2024", "2019", &typed, None);
    assert_eq!(*tab.report(), Report::of_year(2024));
}

#[test]
fn only_the_cells_that_may_be_wrong_are_marked_as_wrong() {
    let mut clerk = zeros(2024);
    clerk.types("requests.new.business", "5").types("requests.granted.business", "3");
    let sheet = clerk.sheet();
    let cells = clerk.report().format().cells.iter();
    let bad = cells.filter(|cell| sheet.cell(**cell).is_some_and(|view| view.mark == Mark::Bad)).count();
    assert!((1..=6).contains(&bad), "{bad} cells");
}

#[test]
fn a_new_report_shows_nothing_wrong() {
    for year in [2020, 2024] {
        let clerk = Clerk::with_year(year);
        assert_eq!(clerk.model.window_title().matches("错误").count(), 0);
        assert!(clerk.editing().progress().iter().all(|part| part.counts == [0, 0, 0]));
    }
}

// Files

#[test]
fn one_report_is_shown_and_several_are_listed() {
    let file = |organ: &str| {
        let mut report = Report::of_year(2024);
        report.apply(Edit::Organ(organ.into()));
        Ok(interchange::write(&report, &[]).to_string().into_bytes())
    };
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![("a.json".into(), file("示例甲局"))]));
    assert_eq!(tab.report().organ(), "示例甲局");
    assert!(tab.address.starts_with("#/edit/"));
    tab.runs(Errand::Opened(vec![("b.json".into(), file("示例乙局")), ("c.json".into(), Ok(b"{".to_vec()))]));
    assert!(matches!(tab.model.screen(), Screen::Aside(Aside::Drafts(_), Some(_))));
    assert_eq!(tab.notice(), "已打开 1 份报告，1 个文件没有打开。");
    assert_eq!(tab.model.kept().map(|kept| kept.stored.as_ref().map(Vec::len)), Some(Ok(2)));
}

#[test]
fn of_several_backups_chosen_at_once_none_is_passed_over_silently() {
    let mut clerk = Clerk::with_year(2024);
    clerk.runs(Errand::BackUp("2025-01-15".into()));
    let backup = clerk.downloads[0].1.clone().into_bytes();
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![
        ("一月.json".into(), Ok(backup.clone())),
        ("二月.json".into(), Ok(backup)),
    ]));
    let notice = tab.model.notice().expect("a sentence");
    assert!(
        notice.lines.iter().any(|line| line.starts_with("二月.json：一次只能恢复一份备份")),
        "{notice:?}"
    );
    assert_eq!(tab.focused(), "restore");
    tab.runs(Errand::RestoreBackup);
    assert_eq!(tab.model.kept().map(|kept| kept.stored.as_ref().map(Vec::len)), Some(Ok(1)));
}
