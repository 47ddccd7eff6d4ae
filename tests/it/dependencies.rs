//! Cargo.toml names no crate that nothing uses: each is in the code that may use it, the library's in `src`,
//! those for tests in `tests` and `benches`. Read from the sources.

use std::fs;
use std::path::Path;

/// The crates that a manifest asks for: their names, and whether they are for tests.
fn named(manifest: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    // Whether the section lists crates, and whether these are for tests.
    let mut section = None;
    for line in manifest.lines().map(str::trim) {
        if let Some(head) = line.strip_prefix('[') {
            let head = head.trim_end_matches(']');
            let (before, name) = head.rsplit_once('.').unwrap_or((head, ""));
            let lists = |path: &str| match path.rsplit(['.', '\'']).find(|part| !part.is_empty()) {
                Some("dependencies") => Some(false),
                Some("dev-dependencies") => Some(true),
                _ => None,
            };
            section = lists(head);
            // A crate with a section of its own.
            if let Some(is_for_tests) = lists(before).filter(|_| section.is_none()) {
                found.push((name.to_owned(), is_for_tests));
            }
        } else if let (Some(is_for_tests), Some((name, _))) = (section, line.split_once(" = "))
            && !name.starts_with('#')
        {
            found.push((name.to_owned(), is_for_tests));
        }
    }
    found
}

/// Whether code uses a crate: its name stands there as a path.
fn uses(code: &str, name: &str) -> bool {
    let name = name.replace('-', "_");
    code.match_indices(&name).any(|(at, _)| {
        let begins = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        let rest = &code[at + name.len()..];
        begins && (rest.starts_with("::") || (rest.starts_with(';') && code[..at].ends_with("use ")))
    })
}

/// All code below a folder.
fn code(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            text.push_str(&code(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("a source");
            text.extend(
                source
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .flat_map(|line| [line, "\n"]),
            );
        }
    }
    text
}

#[test]
fn every_crate_that_is_asked_for_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest");
    let asked = named(&manifest);
    assert!(asked.len() > 25 && asked.contains(&("web-sys".to_owned(), false)), "{asked:?}");
    let source = code(&root.join("src"));
    let tests = [code(&root.join("tests")), code(&root.join("benches")), source.clone()].concat();
    for (name, is_for_tests) in asked {
        let code = if is_for_tests { &tests } else { &source };
        assert!(uses(code, &name), "{name} stands in Cargo.toml, and nothing uses it");
    }
}

#[test]
fn a_crate_is_used_where_its_name_is_a_path() {
    let manifest = "[package]\nname = \"a\"\n[dependencies]\nserde-json = \"1\"\n# no = \"1\"\n\
                    [target.'cfg(unix)'.dependencies.web-sys]\nversion = \"0.3\"\n[dev-dependencies]\nproptest = \"1\"\n";
    let expected = [("serde-json", false), ("web-sys", false), ("proptest", true)];
    assert_eq!(named(manifest), expected.map(|(name, is_for_tests)| (name.to_owned(), is_for_tests)));
    for code in ["serde_json::from_str(text)", "use serde_json::{Map, Value};", "use serde_json;"] {
        assert!(uses(code, "serde-json"), "{code}");
    }
    for code in ["my_serde_json::read()", "crate::serde_json::read()", "let serde_json = 1;"] {
        assert!(!uses(code, "serde-json"), "{code}");
    }
}
