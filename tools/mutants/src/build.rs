//! Builds the tests with all mutants that compile, each behind its switch.

use crate::mutant::Mutant;
use crate::switch::{self, Switched};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What became of a mutant when the tests were built.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// It stands behind its switch.
    Switched,
    /// It does not compile.
    NotCompiled,
    /// It stands where no switch can: in a constant, in a condition that binds names, in what a signature hides.
    NoSwitch,
}

/// The tests with the mutants in them.
#[derive(Serialize, Deserialize)]
pub struct Built {
    /// What became of each mutant.
    pub states: Vec<State>,
    /// The programs that run tests.
    pub programs: Vec<PathBuf>,
}

/// Builds the library in `tree` with all mutants, takes out those at which the compiler stops, and builds anew,
/// until all compiles; then the tests. What is built already is taken as it is.
pub fn all(tree: &Path, mutants: &[Mutant]) -> Built {
    let kept = tree.join("target/built.json");
    if let Ok(json) = fs::read_to_string(&kept) {
        return serde_json::from_str(&json).expect("what was built is kept as JSON");
    }
    let module = switch::SWITCH.replace("COUNT", &mutants.len().to_string());
    fs::write(tree.join("src/mutant_switch.rs"), module).expect("the tree can be written");
    let library = fs::read_to_string("src/lib.rs").expect("src/lib.rs can be read");
    fs::write(tree.join("src/lib.rs"), format!("{library}\npub mod mutant_switch;\n"))
        .expect("the tree can be written");
    let mut states = vec![State::Switched; mutants.len()];
    loop {
        let files = written(tree, mutants, &mut states);
        let (built, messages) = cargo(tree, &["check", "--lib"]);
        if built {
            break;
        }
        let before = states.clone();
        for message in messages.iter().filter(|message| message["message"]["level"] == "error") {
            take_out(&message["message"], &files, &mut states);
        }
        let taken = states.iter().zip(&before).filter(|(now, before)| now != before).count();
        eprintln!("{taken} mutants do not compile, or have no place for a switch");
        assert!(taken > 0, "none of the mutants is why it does not compile: {messages:#?}");
    }
    let (built, messages) = cargo(tree, &["test", "--no-run", "--lib", "--test", "it"]);
    assert!(built, "the tests do not compile: {messages:#?}");
    let programs =
        messages.iter().filter_map(|message| Some(PathBuf::from(message["executable"].as_str()?))).collect();
    let built = Built { states, programs };
    fs::write(kept, serde_json::to_string(&built).expect("plain data")).expect("the tree can be written");
    built
}

/// Writes every file with the mutants that are still to be switched.
fn written(tree: &Path, mutants: &[Mutant], states: &mut [State]) -> HashMap<String, Switched> {
    let mut files: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
    for (number, mutant) in mutants.iter().enumerate() {
        let of_file = files.entry(&mutant.file).or_default();
        if states[number] == State::Switched {
            of_file.push((number, mutant));
        }
    }
    let mut all = HashMap::new();
    for (file, of_file) in files {
        let source = fs::read_to_string(file).expect("a listed file can be read");
        let switched = switch::switched(&source, &of_file);
        for (number, _) in of_file {
            if !switched.choices.iter().any(|(other, _)| *other == number) {
                states[number] = State::NoSwitch;
            }
        }
        fs::write(tree.join(file), &switched.text).expect("the tree can be written");
        all.insert(file.to_owned(), switched);
    }
    all
}

/// Takes the mutant out that an error of the compiler is about; those of the expression, if it is about no single one.
fn take_out(error: &Value, files: &HashMap<String, Switched>, states: &mut [State]) {
    // A function that is no constant, in a constant.
    let state = if error["code"]["code"] == "E0015" { State::NoSwitch } else { State::NotCompiled };
    for span in error["spans"].as_array().into_iter().flatten().filter(|span| span["is_primary"] == true) {
        let mut span = span;
        while !files.contains_key(span["file_name"].as_str().unwrap_or_default())
            && !span["expansion"].is_null()
        {
            span = &span["expansion"]["span"];
        }
        let Some(file) = files.get(span["file_name"].as_str().unwrap_or_default()) else { continue };
        let at = span["byte_start"].as_u64().unwrap_or_default() as usize;
        let around = |places: &[(usize, Range<usize>)]| {
            let around = places.iter().filter(|(_, range)| range.contains(&at));
            let shortest = around.clone().map(|(_, range)| range.len()).min();
            around
                .filter(|(_, range)| Some(range.len()) == shortest)
                .map(|(number, _)| *number)
                .collect::<Vec<_>>()
        };
        let mut about = around(&file.choices);
        if about.is_empty() {
            about = around(&file.nodes);
        }
        for number in about {
            states[number] = state;
        }
    }
}

/// Runs cargo in the tree: whether it went well, and what it says.
fn cargo(tree: &Path, arguments: &[&str]) -> (bool, Vec<Value>) {
    // The tests fast, the crates that the project needs as they are built already.
    let profile = ["profile.dev.package.nianbao.opt-level=1", "profile.dev.package.nianbao.debug=0"];
    let output = Command::new("cargo")
        .args(arguments)
        .args(["--locked", "--offline", "--message-format=json"])
        .args(profile.iter().flat_map(|setting| ["--config", setting]))
        .env("CARGO_TARGET_DIR", "target")
        .current_dir(tree)
        .stderr(std::process::Stdio::inherit())
        .output()
        .expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    (output.status.success(), messages)
}
