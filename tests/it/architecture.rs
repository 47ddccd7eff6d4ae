//! The map tells the truth: each module uses only those above it, and knows nothing of what its sentence in
//! ARCHITECTURE.md says that it does not know. Read from the sources.

use std::fs;
use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The code of a file, without comments and without its tests, which may be a file of their own.
fn code(path: &Path) -> String {
    if path.ends_with("tests.rs") {
        return String::new();
    }
    let text = fs::read_to_string(path).expect("a source");
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules that a file declares, in their order; those for tests alone are left out.
fn declared(path: &Path) -> Vec<String> {
    let text = code(path);
    let mut modules = Vec::new();
    let mut before = "";
    for line in text.lines().map(str::trim) {
        let module = line.trim_start_matches("pub(crate) ").trim_start_matches("pub ").strip_prefix("mod ");
        if let Some(name) = module.and_then(|rest| rest.strip_suffix(';'))
            && before != "#[cfg(test)]"
        {
            modules.push(name.to_owned());
        }
        before = line;
    }
    modules
}

/// The files of a module: its own, and those in its folder.
fn files_of(folder: &Path, module: &str) -> Vec<PathBuf> {
    let mut of_module = vec![folder.join(format!("{module}.rs"))];
    if folder.join(module).is_dir() {
        of_module.extend(files(&folder.join(module)));
    }
    of_module
}

/// The names that stand behind a prefix such as `crate::`, those within one pair of braces too.
fn named_after<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let word = |text: &'a str| text.split(|c| !is_word(c)).next().unwrap_or_default();
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        if code[..at].ends_with(|c: char| is_word(c) || c == ':') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        let Some(inside) = rest.strip_prefix('{') else {
            names.push(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut begins = true;
        for (at, c) in inside.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                c if begins && is_word(c) => {
                    names.push(word(&inside[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    names
}

/// Whether a word stands in the code as one of its own, not as the end of another.
fn mentions(code: &str, word: &str) -> bool {
    let is_own = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| is_own(at))
}

#[test]
fn each_module_uses_only_those_above_it() {
    let order = declared(&source().join("lib.rs"));
    assert!(order.len() > 8 && order.last().is_some_and(|last| last == "ui"), "{order:?}");
    for (position, module) in order.iter().enumerate() {
        for file in files_of(&source(), module) {
            for name in named_after(&code(&file), "crate::") {
                let above = order.iter().position(|other| other == name);
                assert!(
                    above.is_some_and(|above| above <= position),
                    "{} uses {name}, which stands below {module}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn within_the_core_each_part_uses_only_those_before_it() {
    for module in ["draft", "interchange", "export", "import", "long", "report", "validate"] {
        let folder = source().join(module);
        let order = declared(&source().join(format!("{module}.rs")));
        for (position, part) in order.iter().enumerate() {
            for file in files_of(&folder, part) {
                // Within a folder of its own, `super` is the part itself.
                let prefix = if file.parent() == Some(&folder) { "super::" } else { "super::super::" };
                for name in named_after(&code(&file), prefix) {
                    let before = order.iter().position(|other| other == name);
                    assert!(
                        before.is_none_or(|before| before <= position),
                        "{} uses {name}, which comes after it in {module}.rs",
                        file.display()
                    );
                }
            }
        }
    }
}

#[test]
fn the_core_knows_no_browser_no_clock_and_no_randomness() {
    let order = declared(&source().join("lib.rs"));
    let core = order.iter().filter(|module| !["browser", "ui"].contains(&module.as_str()));
    for file in core.flat_map(|module| files_of(&source(), module)) {
        let code = code(&file);
        for word in [
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "gloo_storage",
            "SystemTime",
            "Instant",
            "std::env",
            "std::fs",
            "thread_local",
            "rand::",
            "getrandom",
            "println!",
            "unsafe {",
        ] {
            assert!(!mentions(&code, word), "{} knows of {word}", file.display());
        }
    }
}

#[test]
fn the_report_and_its_rules_know_no_floating_numbers() {
    for file in ["format", "report", "validate", "interchange", "document", "long"]
        .into_iter()
        .flat_map(|module| files_of(&source(), module))
    {
        // How alike two labels are is no number of the report.
        assert!(!code(&file).contains("f64"), "{}", file.display());
    }
}

#[test]
fn the_screens_decide_nothing_about_the_report_or_the_store() {
    for file in files_of(&source(), "ui") {
        let code = code(&file);
        for word in [
            "shelf::",
            "trash::",
            "backup::write",
            "backup::restore",
            "versions::list",
            "Session",
            ".apply(",
            "Edit::",
            "History",
            "interchange",
            "import::paste",
            "repairs(",
            "SavedState",
        ] {
            assert!(!code.contains(word), "{} decides by {word}", file.display());
        }
    }
}

/// What makes markup or a program out of a text, in Rust and in JavaScript.
const MAKES_MARKUP: [&str; 15] = [
    "inner_html",
    "innerHTML",
    "outer_html",
    "outerHTML",
    "insert_adjacent",
    "insertAdjacentHTML",
    "contextual_fragment",
    "ContextualFragment",
    "setHTMLUnsafe",
    "srcdoc",
    "document.write",
    "eval(",
    "new Function",
    "Function::new",
    "javascript:",
];

/// The first of these words that stands in a text.
fn makes_markup(text: &str) -> Option<&'static str> {
    MAKES_MARKUP.into_iter().find(|word| text.contains(word))
}

#[test]
fn html_is_made_from_text_in_one_place_only_and_no_text_is_run() {
    let allowed = "ui/sheet.rs";
    for file in files(&source()) {
        let name = file.strip_prefix(source()).expect("a source").display().to_string();
        let found = makes_markup(&code(&file)).filter(|word| name != allowed || *word != "inner_html");
        assert_eq!(found, None, "{name}");
    }
    assert_eq!(makes_markup(&code(&source().join(allowed))), Some("inner_html"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tools = fs::read_dir(root.join("tools")).expect("the tools").flatten().map(|entry| entry.path());
    let is_script = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "js" || kind == "mjs");
    let scripts: Vec<_> = tools.filter(is_script).chain([root.join("index.html")]).collect();
    assert!(scripts.len() > 5, "{scripts:?}");
    for script in scripts {
        let text = fs::read_to_string(&script).expect("a script");
        assert_eq!(makes_markup(&text), None, "{}", script.display());
    }
}

#[test]
fn what_makes_markup_out_of_a_text_is_noticed_and_what_sets_a_text_is_not() {
    for text in ["box.innerHTML = name", "element.set_inner_html(&name)", "eval(name)"] {
        assert!(makes_markup(text).is_some(), "{text}");
    }
    assert_eq!(makes_markup("element.set_text_content(Some(&name))"), None);
}

#[test]
fn every_module_of_the_map_is_there_and_every_module_is_on_the_map() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the map");
    for module in declared(&source().join("lib.rs")) {
        assert!(map.contains(&format!("| `{module}`")), "{module} is not on the map");
    }
    for (at, _) in map.match_indices("`src/") {
        let path: String = map[at + 1..].chars().take_while(|c| *c != '`').collect();
        for path in expand(&path) {
            assert!(root.join(&path).exists(), "{path} is on the map and not there");
        }
    }
}

/// `src/a/{b,c}.rs` is two files.
fn expand(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let Some((inside, after)) = rest.split_once('}') else { return vec![path.to_owned()] };
    inside.split(',').map(|part| format!("{before}{part}{after}")).collect()
}
