//! Tries alterations of the code ("mutants") on the tests, all of them out of one build: `cargo mutants` lists them,
//! [`switch`] puts each into a copy of the sources behind a switch, [`build`] takes out what does not compile, and
//! [`try_out`] runs, for each, the tests that come by it, until one fails.
//! usage: nianbao-mutants LIST.json TREE RESULTS.tsv   LIST as `cargo mutants --list --json` prints it; TREE, a copy
//! of the project that is altered; in RESULTS a line for each: what became of it, and its name.

mod build;
mod mutant;
mod switch;
mod try_out;

use std::path::Path;
use std::{env, fs};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [list, tree, results] = &arguments[..] else {
        eprintln!("usage: nianbao-mutants LIST.json TREE RESULTS.tsv");
        std::process::exit(2);
    };
    let tree = Path::new(tree);
    let list = fs::read_to_string(list).expect("the list of mutants can be read");
    let mutants = mutant::listed(&list);
    let built = build::all(tree, &mutants);
    try_out::all(tree, &mutants, &built, Path::new(results));
}
