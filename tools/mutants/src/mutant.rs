//! The mutants as `cargo mutants` lists them.

use serde_json::Value;

/// One alteration of the code. Its number is its place in the list.
pub struct Mutant {
    /// What it alters: `FnValue`, `BinaryOperator` and so on.
    pub genre: String,
    /// Its name, which says where and what.
    pub name: String,
    /// The file, from the root of the project.
    pub file: String,
    /// Where it begins: line and column, both counted from 1.
    pub start: (usize, usize),
    /// What is put there.
    pub replacement: String,
}

/// The mutants of a list in JSON.
pub fn listed(json: &str) -> Vec<Mutant> {
    let list: Vec<Value> = serde_json::from_str(json).expect("the list is JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let number = |value: &Value| value.as_u64().unwrap_or_default() as usize;
    list.iter()
        .map(|mutant| Mutant {
            genre: text(&mutant["genre"]),
            name: text(&mutant["name"]),
            file: text(&mutant["file"]),
            start: (number(&mutant["span"]["start"]["line"]), number(&mutant["span"]["start"]["column"])),
            replacement: text(&mutant["replacement"]),
        })
        .collect()
}
