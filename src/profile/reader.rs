//! Reads the values of a JSON and collects what is wrong with them, a sentence for every place, in the words of
//! whoever wrote the file.

use serde_json::{Map, Value};

use super::MOST_CHARACTERS;

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Reader {
    pub problems: Vec<String>,
}

impl Reader {
    /// Something is wrong at a place.
    pub fn wrong(&mut self, place: &str, what: String) {
        let place = place.trim();
        // As the page writes: a space between Latin letters and Chinese.
        let gap = if place.ends_with(|c: char| c.is_ascii()) && !what.starts_with('“') { " " } else { "" };
        self.problems.push(format!("{place}{gap}{what}。"));
    }

    /// An object that has none but these keys.
    pub fn object<'a>(
        &mut self,
        value: &'a Value,
        place: &str,
        keys: &[&str],
    ) -> Option<&'a Map<String, Value>> {
        let Value::Object(object) = value else {
            self.wrong(place, "应是一个对象，写在 { } 里".to_owned());
            return None;
        };
        for key in object.keys().filter(|key| !keys.contains(&key.as_str())) {
            self.wrong(place, format!("有不认识的项 {key}，应是 {} 之一", keys.join("、")));
        }
        Some(object)
    }

    /// A list, its items with their places; none where it is not there.
    pub fn list<'a>(
        &mut self,
        object: &'a Map<String, Value>,
        key: &str,
        most: usize,
    ) -> Vec<(String, &'a Value)> {
        match object.get(key) {
            None => Vec::new(),
            Some(Value::Array(items)) if items.len() <= most => {
                items.iter().enumerate().map(|(at, item)| (format!("{key} 第 {} 项", at + 1), item)).collect()
            }
            Some(Value::Array(_)) => {
                self.wrong(key, format!("超过 {most} 项"));
                Vec::new()
            }
            Some(_) => {
                self.wrong(key, "应是一个列表，写在 [ ] 里".to_owned());
                Vec::new()
            }
        }
    }

    /// A text that must be there.
    pub fn text(&mut self, object: &Map<String, Value>, place: &str, key: &str) -> String {
        if !object.contains_key(key) {
            self.wrong(place, format!("缺 {key}"));
        }
        self.optional_text(object, place, key).unwrap_or_default()
    }

    /// A text that may be missing, but not blank, and not too long.
    pub fn optional_text(&mut self, object: &Map<String, Value>, place: &str, key: &str) -> Option<String> {
        let value = object.get(key)?;
        let fits = |text: &&str| !text.trim().is_empty() && text.chars().count() <= MOST_CHARACTERS;
        let text = value.as_str().map(str::trim).filter(fits);
        if text.is_none() {
            let of = if place.is_empty() { "" } else { "的 " };
            self.wrong(
                &format!("{}{of}{key}", place.trim()),
                format!("应是 1 到 {MOST_CHARACTERS} 字的文字"),
            );
        }
        text.map(str::to_owned)
    }

    /// Words, at least one.
    pub fn words(&mut self, object: &Map<String, Value>, place: &str, key: &str, most: usize) -> Vec<String> {
        let items = object.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let words = items.iter().filter_map(|item| item.as_str().map(str::trim));
        let words: Vec<String> = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if words.is_empty() || words.len() != items.len() || words.len() > most {
            self.wrong(&format!("{place}的 {key}"), format!("应是 1 到 {most} 个词的列表"));
        }
        words
    }

    /// A whole number from 1 on; none where it is not there.
    pub fn number(
        &mut self,
        object: &Map<String, Value>,
        place: &str,
        key: &str,
        most: usize,
    ) -> Option<usize> {
        let value = object.get(key)?;
        let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
        let number = number.filter(|number| (1..=most).contains(number));
        if number.is_none() {
            self.wrong(&format!("{place} 的 {key}"), format!("应是 1 到 {most} 的整数"));
        }
        number
    }
}
