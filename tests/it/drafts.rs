//! Drafts in a store, with a fake in place of the browser's.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use nianbao::draft::{self, Draft, Record, Storage, Stored, Trouble};
use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::report::{Edit, Report};

/// A store in memory that refuses on command.
#[derive(Default)]
struct Memory {
    records: RefCell<BTreeMap<String, String>>,
    refuses: Cell<Option<Trouble>>,
}

impl Memory {
    fn asked(&self) -> Result<(), Trouble> {
        self.refuses.get().map_or(Ok(()), Err)
    }
}

impl Storage for Memory {
    fn keys(&self) -> Result<Vec<String>, Trouble> {
        self.asked()?;
        Ok(self.records.borrow().keys().filter(|key| key.starts_with(draft::PREFIX)).cloned().collect())
    }

    fn read(&self, key: &str) -> Result<Option<String>, Trouble> {
        self.asked()?;
        Ok(self.records.borrow().get(key).cloned())
    }

    fn write(&self, key: &str, record: &Record) -> Result<(), Trouble> {
        self.asked()?;
        let text = serde_json::to_string(record).expect("a record");
        self.records.borrow_mut().insert(key.into(), text);
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Trouble> {
        self.asked()?;
        self.records.borrow_mut().remove(key);
        Ok(())
    }
}

fn saved(store: &Memory, id: &str, now: f64) -> Draft {
    let mut draft = Draft::new(id.into(), example(Edition::Trial2019));
    draft.save(store, now).expect("it is saved");
    draft
}

fn ids(stored: &[Stored]) -> Vec<&str> {
    stored
        .iter()
        .map(|stored| match stored {
            Stored::Draft(draft) => draft.id.as_str(),
            Stored::Unreadable { key, .. } => key.as_str(),
        })
        .collect()
}

#[test]
fn a_draft_is_loaded_as_it_was_saved() {
    let store = Memory::default();
    let draft = saved(&store, "a", 1.0);
    assert_eq!(draft::load(&store, "a"), Ok(Some(Stored::Draft(draft))));
    assert_eq!(draft::load(&store, "b"), Ok(None));
}

#[test]
fn the_draft_saved_last_is_listed_first() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    saved(&store, "b", 3.0);
    saved(&store, "c", 2.0);
    assert_eq!(ids(&draft::list(&store).unwrap()), ["b", "c", "a"]);
}

#[test]
fn a_refused_save_changes_nothing_and_the_next_one_counts_on() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 1.0);
    draft.report.apply(Edit::Organ("示例局".into()));
    store.refuses.set(Some(Trouble::Full));
    assert_eq!(draft.save(&store, 2.0), Err(Trouble::Full));
    assert_eq!((draft.sequence, draft.saved), (1, 1.0));
    store.refuses.set(None);
    draft.save(&store, 3.0).unwrap();
    assert_eq!((draft.sequence, draft.saved), (2, 3.0));
    assert_eq!(draft::load(&store, "a"), Ok(Some(Stored::Draft(draft))));
}

#[test]
fn records_that_cannot_be_read_are_kept_and_listed_last() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    let newer = "{\"version\": 99, \"everything\": \"different\"}";
    for (key, text) in [
        ("nianbao:draft:cut", "{\"version\": 1, \"id\""),
        ("nianbao:draft:newer", newer),
        ("other:draft:x", "{}"),
    ] {
        store.records.borrow_mut().insert(key.into(), text.into());
    }
    let list = draft::list(&store).unwrap();
    assert_eq!(ids(&list), ["a", "nianbao:draft:cut", "nianbao:draft:newer"]);
    let Stored::Unreadable { text, reason, .. } = &list[2] else { panic!("it is unreadable") };
    assert_eq!((text.as_str(), reason.as_str()), (newer, "由更新的版本保存，请用新版本的页面打开。"));
    assert_eq!(store.records.borrow().len(), 4);
}

#[test]
fn a_deleted_draft_can_be_brought_back() {
    let store = Memory::default();
    let draft = saved(&store, "a", 1.0);
    draft::delete(&store, "a").unwrap();
    assert_eq!(ids(&draft::list(&store).unwrap()), [""; 0]);
    assert_eq!(draft::deleted(&store), Ok(Some(draft.clone())));
    draft::restore(&store).unwrap();
    let Ok(Some(Stored::Draft(restored))) = draft::load(&store, "a") else { panic!("it is back") };
    assert_eq!(restored, draft);
    assert_eq!(draft::deleted(&store), Ok(None));
}

#[test]
fn a_store_that_refuses_says_why() {
    let store = Memory::default();
    store.refuses.set(Some(Trouble::Blocked));
    assert_eq!(draft::list(&store), Err(Trouble::Blocked));
    let mut draft = Draft::new("a".into(), Report::of_year(2024));
    assert_eq!(
        draft.save(&store, 1.0).map_err(|trouble| trouble.to_string()),
        Err("浏览器不允许本页保存".into())
    );
}

#[test]
fn deleting_takes_what_is_stored_and_leaves_what_cannot_be_read() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 1.0);
    let listed = draft.clone();
    draft.report.apply(Edit::Organ("另一个标签页里改过".into()));
    draft.save(&store, 2.0).unwrap();
    store.records.borrow_mut().insert("nianbao:deleted:x".into(), "{\"version\": 99}".into());
    draft::delete(&store, &listed.id).unwrap();
    assert_eq!(draft::deleted(&store), Ok(Some(draft)));
    saved(&store, "b", 3.0);
    draft::delete(&store, "b").unwrap();
    let keys: Vec<String> = store.records.borrow().keys().cloned().collect();
    assert_eq!(keys, ["nianbao:deleted:b", "nianbao:deleted:x"]);
}
