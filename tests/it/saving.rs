//! Saving, seen from the page: when it saves, what it shows, what two tabs do to each other, what the
//! second copy is good for.

use nianbao::app::{Aside, Errand, Message, Screen};
use nianbao::draft::Trouble;

use crate::desk::{Browser, Tab};

fn organ(tab: &Tab) -> String {
    tab.report().organ().to_owned()
}

/// A second tab on the draft of the first.
fn beside(tab: &Tab) -> Tab {
    Tab::open(&tab.browser, &format!("#/edit/{}", tab.editing().id()))
}

fn hears(tab: &mut Tab, of: &Tab) {
    let key = format!("nianbao:draft:{}", of.editing().id());
    tab.sends(Message::StoreChanged(Some(key)));
}

#[test]
fn an_edit_is_saved_within_a_second_and_shown_as_saved_when_the_copy_is_made() {
    let mut tab = Tab::open(&Browser::new(), "#/new/2024");
    assert!(tab.shows_saved(), "a new draft is saved at once");
    tab.types("organ", "示例局");
    assert!(!tab.shows_saved());
    tab.waits(700.0);
    assert!(tab.shows_saved());
    assert_eq!(organ(&beside(&tab)), "示例局");
}

#[test]
fn what_is_saved_is_not_shown_as_saved_until_the_copy_is_there_or_a_second_has_passed() {
    let mut tab = Tab::open(&Browser::new(), "#/new/2024");
    tab.browser.copy_is_silent.set(true);
    tab.types("organ", "示例局").waits(700.0);
    assert_eq!(organ(&beside(&tab)), "示例局", "it is in the store");
    assert!(!tab.shows_saved());
    tab.waits(900.0);
    assert!(!tab.shows_saved());
    tab.waits(100.0);
    assert!(tab.shows_saved(), "a copy that does not come is not waited for");
    tab.types("organ", "示例市示例局").waits(700.0);
    assert!(!tab.shows_saved());
    tab.hears_of_the_copy();
    assert!(tab.shows_saved(), "the copy came");
}

#[test]
fn a_copy_of_an_older_version_does_not_make_the_newer_one_saved() {
    let mut tab = Tab::open(&Browser::new(), "#/new/2024");
    tab.browser.copy_is_silent.set(true);
    tab.types("organ", "示例甲局").waits(700.0);
    tab.types("organ", "示例乙局").sends(Message::Hidden);
    tab.waits(350.0);
    assert!(!tab.shows_saved(), "the second that the first version was waited for is not that of the second");
}

#[test]
fn no_copy_is_written_before_it_was_compared_with_the_store() {
    let browser = Browser::new();
    let mut tab = Tab::opening(&browser, "#/new/2024");
    tab.types("organ", "示例局").waits(2_000.0);
    assert_eq!(browser.copy.borrow().as_ref().map(|copy| copy.len()), Some(0));
    assert!(tab.shows_saved(), "which it does not wait for");
    tab.reads_copy();
    let copy = browser.copy.borrow();
    let records: Vec<&String> = copy.iter().flat_map(|copy| copy.values()).collect();
    assert_eq!(records.len(), 1, "only the newest version waited");
    assert!(records[0].contains("示例局"));
}

#[test]
fn what_the_store_lost_comes_back_from_the_copy() {
    let browser = Browser::new();
    let mut tab = Tab::open(&browser, "#/new/2024");
    tab.types("organ", "示例局").waits(700.0);
    let id = tab.editing().id().to_owned();
    browser.store.records.borrow_mut().clear();
    let mut later = Tab::opening(&browser, &format!("#/edit/{id}"));
    assert!(matches!(later.model.screen(), Screen::Aside(Aside::NotFound { .. }, _)));
    later.reads_copy();
    assert_eq!(organ(&later), "示例局");
    assert!(later.notice().contains("从备用副本找回"), "{}", later.notice());
}

#[test]
fn a_draft_that_is_being_edited_is_not_replaced_by_what_the_copy_brings() {
    let browser = Browser::new();
    let mut tab = Tab::open(&browser, "#/new/2024");
    tab.types("organ", "示例甲局").waits(700.0);
    let id = tab.editing().id().to_owned();
    let before = browser.store.records.borrow().clone();
    tab.types("organ", "示例乙局").waits(700.0);
    // The browser was killed before it wrote the second version to the disk.
    *browser.store.records.borrow_mut() = before;
    let mut later = Tab::opening(&browser, &format!("#/edit/{id}"));
    later.types("organ", "示例丙局");
    later.reads_copy();
    assert_eq!(organ(&later), "示例丙局");
    later.waits(2_000.0);
    assert!(!later.shows_saved(), "it saves over nothing that it has not seen");
}

#[test]
fn a_refusing_store_is_told_and_the_work_goes_on_and_is_not_lost_by_leaving() {
    let browser = Browser::new();
    let mut tab = Tab::open(&browser, "#/new/2024");
    let id = tab.editing().id().to_owned();
    browser.store.refuses.set(Some(Trouble::Full));
    tab.types("organ", "示例局").waits(700.0);
    assert!(!tab.shows_saved());
    assert!(tab.said.iter().any(|words| words.starts_with("未能保存")), "{:?}", tab.said);
    assert_eq!(tab.model.unsaved().len(), 1);
    tab.goes("#/new/2023");
    assert_eq!(tab.model.unsaved().len(), 2, "both are in memory only");
    browser.store.refuses.set(None);
    tab.goes(&format!("#/edit/{id}"));
    assert_eq!(organ(&tab), "示例局");
    tab.waits(1_000.0);
    assert!(tab.shows_saved());
}

#[test]
fn a_tab_that_was_overtaken_saves_nothing_and_offers_the_newer_version_or_a_copy() {
    let mut one = Tab::open(&Browser::new(), "#/new/2024");
    one.types("organ", "示例局").waits(700.0);
    let mut other = beside(&one);
    other.types("organ", "示例甲局").waits(700.0);
    hears(&mut one, &other);
    assert_eq!(one.model.overtaken().map(|(_, has_newer)| has_newer), Some(true));
    one.types("organ", "示例乙局").waits(2_000.0);
    assert_eq!(organ(&beside(&one)), "示例甲局", "nothing is written over");
    one.runs(Errand::TakeNewer);
    assert_eq!(organ(&one), "示例甲局");
    assert!(one.shows_saved());
    assert_eq!(one.model.overtaken(), None);
    one.sends(Message::Undo);
    assert_eq!(organ(&one), "示例乙局", "what was typed here is one undo away");

    let mut third = beside(&other);
    other.types("organ", "示例丙局").waits(700.0);
    third.types("organ", "示例丁局").waits(700.0);
    third.runs(Errand::SaveAsCopy);
    assert_eq!(organ(&third), "示例丁局");
    assert_ne!(third.editing().id(), other.editing().id());
    assert!(third.model.unsaved().is_empty());
}

#[test]
fn a_draft_that_was_deleted_elsewhere_is_not_written_back_by_itself() {
    let mut one = Tab::open(&Browser::new(), "#/new/2024");
    one.types("organ", "示例局").waits(700.0);
    let id = one.editing().id().to_owned();
    let mut other = Tab::open(&one.browser, "#/");
    other.runs(Errand::DeleteDraft(id.clone()));
    let key = format!("nianbao:draft:{id}");
    one.sends(Message::StoreChanged(Some(key)));
    one.types("organ", "示例甲局").waits(2_000.0);
    assert!(one.model.overtaken().is_some_and(|(words, _)| words.contains("删除")));
    assert_eq!(other.model.kept().map(|kept| kept.stored.as_ref().map(Vec::len)), Some(Ok(0)));
    other.runs(Errand::RestoreDeleted);
    assert_eq!(other.model.kept().map(|kept| kept.stored.as_ref().map(Vec::len)), Some(Ok(1)));
}

#[test]
fn a_deleted_draft_found_by_its_address_is_not_called_saved_and_does_not_come_back_by_being_edited() {
    let mut one = Tab::open(&Browser::new(), "#/new/2024");
    one.types("organ", "示例局").waits(700.0);
    let id = one.editing().id().to_owned();
    Tab::open(&one.browser, "#/").runs(Errand::DeleteDraft(id.clone()));
    let mut later = Tab::open(&one.browser, &format!("#/edit/{id}"));
    assert!(!later.shows_saved() && later.model.overtaken().is_some());
    later.types("organ", "示例甲局").waits(2_000.0);
    assert!(one.browser.store.keys_of("nianbao:draft:").is_empty());
    later.runs(Errand::SaveAsCopy).waits(1_000.0);
    assert!(later.shows_saved());
    assert_ne!(later.editing().id(), id);
}

#[test]
fn a_page_that_comes_back_does_not_write_back_what_another_tab_cleared() {
    let mut one = Tab::open(&Browser::new(), "#/new/2024");
    one.types("organ", "示例局").waits(700.0);
    let mut other = Tab::open(&one.browser, "#/");
    other.runs(Errand::ClearAll);
    assert!(other.said.iter().any(|words| words == "已清除本机数据。"), "{:?}", other.said);
    // It heard nothing while it was in the browser's memory.
    one.sends(Message::Shown).waits(5_000.0);
    let drafts = |browser: &Browser| {
        let keys = browser.store.records.borrow();
        keys.keys().filter(|key| key.contains(":draft:") || key.contains(":snapshot:")).count()
    };
    assert_eq!(drafts(&one.browser), 0);
    one.types("organ", "示例甲局").waits(2_000.0);
    assert_eq!(drafts(&one.browser), 0, "nor by typing on");
    assert!(one.model.overtaken().is_some(), "which is said, with a way to keep it");
    one.runs(Errand::SaveAsCopy);
    assert_eq!(organ(&one), "示例甲局");
    assert!(drafts(&one.browser) > 0);
}

#[test]
fn a_store_that_the_browser_emptied_is_written_again() {
    let mut one = Tab::open(&Browser::new(), "#/new/2024");
    one.types("organ", "示例局").waits(700.0);
    one.browser.store.records.borrow_mut().clear();
    one.sends(Message::Shown).waits(1_000.0);
    assert_eq!(organ(&beside(&one)), "示例局");
}

#[test]
fn files_become_drafts_only_if_they_are_saved() {
    let browser = Browser::new();
    let mut tab = Tab::open(&browser, "#/");
    browser.store.refuses.set(Some(Trouble::Full));
    let report = nianbao::report::Report::of_year(2024);
    let bytes = nianbao::interchange::write(&report, &[]).to_string().into_bytes();
    tab.runs(Errand::Opened(vec![("a.json".into(), Ok(bytes.clone())), ("b.json".into(), Ok(bytes))]));
    assert_eq!(tab.notice(), "2 个文件都没有打开，草稿没有改动。");
}

#[test]
fn drafts_made_in_the_same_moment_have_names_of_their_own() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    let report = nianbao::report::Report::of_year(2024);
    let bytes = nianbao::interchange::write(&report, &[]).to_string().into_bytes();
    let files = (0..300).map(|number| (format!("{number}.json"), Ok(bytes.clone()))).collect();
    tab.runs(Errand::Opened(files));
    assert_eq!(tab.model.kept().map(|kept| kept.stored.as_ref().map(Vec::len)), Some(Ok(300)));
}

#[test]
fn progress_says_what_is_filled_chapter_by_chapter() {
    let mut tab = Tab::open(&Browser::new(), "#/new/2024");
    let words =
        |tab: &Tab| -> Vec<String> { tab.editing().progress().iter().map(|part| part.words()).collect() };
    assert_eq!(words(&tab)[1..], ["未填", "未填", "未填", "未填", "未填", "未填"]);
    assert_eq!(words(&tab)[0], "已填 1 / 3");
    tab.types("overview", "情况").types("disclosure.rules.issued", "0");
    assert_eq!(words(&tab)[1..3], ["已填完", "已填 1 / 10"]);
}
