//! A store in memory in place of the browser's, that fails on command.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use nianbao::draft::{PREFIX, Storage, Trouble};

#[derive(Default)]
pub struct Memory {
    pub records: RefCell<BTreeMap<String, String>>,
    /// Refuses every call.
    pub refuses: Cell<Option<Trouble>>,
    /// How many characters fit in, those of other applications included.
    pub room: Cell<Option<usize>>,
    /// How often it was asked for its keys, and for a text.
    pub asked_for_keys: Cell<usize>,
    pub asked_for_texts: Cell<usize>,
    /// After so many writes the store is full.
    pub writes_left: Cell<Option<usize>>,
}

impl Memory {
    /// A store that holds these records.
    pub fn holding(records: BTreeMap<String, String>) -> Memory {
        Memory { records: RefCell::new(records), ..Memory::default() }
    }

    pub fn put(&self, key: &str, text: &str) {
        self.records.borrow_mut().insert(key.into(), text.into());
    }

    pub fn text(&self, key: &str) -> Option<String> {
        self.records.borrow().get(key).cloned()
    }

    /// The keys that begin with a text.
    pub fn keys_of(&self, start: &str) -> Vec<String> {
        self.records.borrow().keys().filter(|key| key.starts_with(start)).cloned().collect()
    }

    fn used(&self) -> usize {
        self.records.borrow().iter().map(|(key, text)| key.len() + text.encode_utf16().count()).sum()
    }

    fn asked(&self) -> Result<(), Trouble> {
        self.refuses.get().map_or(Ok(()), Err)
    }
}

impl Storage for Memory {
    fn keys(&self) -> Result<Vec<String>, Trouble> {
        self.asked()?;
        self.asked_for_keys.set(self.asked_for_keys.get() + 1);
        Ok(self.keys_of(PREFIX))
    }

    fn read(&self, key: &str) -> Result<Option<String>, Trouble> {
        self.asked()?;
        self.asked_for_texts.set(self.asked_for_texts.get() + 1);
        Ok(self.text(key))
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Trouble> {
        self.asked()?;
        if let Some(left) = self.writes_left.get() {
            self.writes_left.set(Some(left.checked_sub(1).ok_or(Trouble::Full)?));
        }
        let before = self.text(key).map_or(0, |text| key.len() + text.encode_utf16().count());
        let size = key.len() + text.encode_utf16().count();
        if self.room.get().is_some_and(|room| self.used() - before + size > room) {
            return Err(Trouble::Full);
        }
        self.put(key, text);
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Trouble> {
        self.asked()?;
        self.records.borrow_mut().remove(key);
        Ok(())
    }
}
