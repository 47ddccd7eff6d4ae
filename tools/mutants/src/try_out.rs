//! Runs the tests with one mutant switched on after the other.

use crate::build::{Built, State};
use crate::mutant::Mutant;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A test that holds while no mutant is on.
#[derive(Serialize, Deserialize)]
struct Test {
    program: usize,
    name: String,
    takes: Duration,
    reaches: HashSet<usize>,
}

/// No test that takes longer is tried.
const LONGEST: Duration = Duration::from_secs(15);
/// So many at once.
const WORKERS: usize = 2;

/// Tries all mutants that `results` does not know yet, and adds a line there for each.
pub fn all(tree: &Path, mutants: &[Mutant], built: &Built, results: &Path) {
    let tests = tests(tree, built);
    eprintln!("{} tests", tests.len());
    let known = fs::read_to_string(results).unwrap_or_default();
    let known: HashSet<&str> = known.lines().filter_map(|line| line.split('\t').nth(1)).collect();
    let results =
        OpenOptions::new().create(true).append(true).open(results).expect("the results can be written");
    let results = Mutex::new(results);
    let order: Vec<usize> =
        round_robin(mutants).into_iter().filter(|number| !known.contains(&*mutants[*number].name)).collect();
    in_turn(order.len(), |place| {
        let number = order[place];
        let mutant = &mutants[number];
        let outcome = match built.states[number] {
            State::Switched => tried(tree, built, &tests, number, mutant),
            State::NotCompiled => "not compiled".to_owned(),
            State::NoSwitch => "no switch".to_owned(),
        };
        writeln!(results.lock().unwrap(), "{outcome}\t{}", mutant.name).expect("the results can be written");
    });
}

/// The first mutants of all files, then the second ones: what is tried of all is a fair sample at any time.
fn round_robin(mutants: &[Mutant]) -> Vec<usize> {
    let mut by_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, mutant) in mutants.iter().enumerate() {
        by_file.entry(&mutant.file).or_default().push(number);
    }
    // By their part of the file, so that every file is gone through in the same time.
    let mut order: Vec<(f64, usize)> = by_file
        .values()
        .flat_map(|file| {
            // Not in the order of the lines: neighbours are alike.
            let step = (file.len() * 5 / 8).max(1);
            let step = (step..).find(|step| greatest_common_divisor(*step, file.len()) == 1).unwrap_or(1);
            (0..file.len())
                .map(move |place| (place as f64 / file.len() as f64, file[place * step % file.len()]))
        })
        .collect();
    order.sort_by(|one, other| one.partial_cmp(other).unwrap());
    order.into_iter().map(|(_, number)| number).collect()
}

fn greatest_common_divisor(one: usize, other: usize) -> usize {
    if other == 0 { one } else { greatest_common_divisor(other, one % other) }
}

/// Does all things from 0, several at once.
fn in_turn(count: usize, of: impl Fn(usize) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(number) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < count)
                {
                    of(number);
                }
            });
        }
    });
}

/// All tests that hold, each with the mutants that it comes by, the fastest first. They are kept.
fn tests(tree: &Path, built: &Built) -> Vec<Test> {
    let kept = tree.join("target/tests.json");
    if let Ok(json) = fs::read_to_string(&kept) {
        return serde_json::from_str(&json).expect("tests are kept as JSON");
    }
    let mut named = Vec::new();
    for (program, path) in built.programs.iter().enumerate() {
        let output = Command::new(path)
            .args(["--list", "--format", "terse"])
            .current_dir(tree)
            .output()
            .expect("tests can be listed");
        let listed = String::from_utf8_lossy(&output.stdout).into_owned();
        named.extend(
            listed.lines().filter_map(|line| Some((program, line.strip_suffix(": test")?.to_owned()))),
        );
    }
    let tests = Mutex::new(Vec::new());
    in_turn(named.len(), |number| {
        let (program, name) = &named[number];
        // From the root: programs that a test starts write into it too, from elsewhere.
        let reached =
            fs::canonicalize(tree).expect("the tree is there").join(format!("target/reached-{number}"));
        let begun = Instant::now();
        let ended =
            run(tree, built, *program, &[name], &[("MUTANTS_REACHED", &reached.to_string_lossy())], LONGEST);
        let takes = begun.elapsed();
        let reaches = fs::read_to_string(&reached).unwrap_or_default();
        let reaches: HashSet<usize> = reaches.lines().filter_map(|line| line.parse().ok()).collect();
        let _ = fs::remove_file(&reached);
        match ended {
            Ended::Held if !reaches.is_empty() => {
                tests.lock().unwrap().push(Test { program: *program, name: name.clone(), takes, reaches });
            }
            Ended::Held => {}
            Ended::Failed => eprintln!("fails without a mutant, left out: {name}"),
            Ended::TooSlow => eprintln!("takes long, left out: {name}"),
        }
    });
    let mut tests = tests.into_inner().unwrap();
    tests.sort_by_key(|test| test.takes);
    fs::write(kept, serde_json::to_string(&tests).expect("plain data")).expect("the tree can be written");
    tests
}

/// What became of a mutant that is switched on.
fn tried(tree: &Path, built: &Built, tests: &[Test], number: usize, mutant: &Mutant) -> String {
    let module = mutant.file.trim_start_matches("src/").trim_end_matches(".rs").replace('/', "::") + "::";
    let reaching: Vec<&Test> = tests.iter().filter(|test| test.reaches.contains(&number)).collect();
    if reaching.is_empty() {
        return "not reached".to_owned();
    }
    // Those next to it first, then the fast ones, a few at a time.
    let (near, others): (Vec<&Test>, Vec<&Test>) =
        reaching.iter().partition(|test| test.name.starts_with(&module));
    for some in few(near).into_iter().chain(few(others)) {
        for program in 0..built.programs.len() {
            let tests = some.iter().filter(|test| test.program == program);
            let names: Vec<&str> = tests.map(|test| &*test.name).collect();
            if names.is_empty() {
                continue;
            }
            let takes: Duration = some.iter().map(|test| test.takes).sum();
            match run(tree, built, program, &names, &[("MUTANT", &number.to_string())], takes * 5 + LONGEST) {
                Ended::Held => {}
                Ended::Failed => return "noticed".to_owned(),
                Ended::TooSlow => return "too slow".to_owned(),
            }
        }
    }
    format!("unnoticed by {}", reaching.len())
}

/// The tests in parts, each of which takes a second or so more than those before it.
fn few(tests: Vec<&Test>) -> Vec<Vec<&Test>> {
    let mut parts: Vec<Vec<&Test>> = Vec::new();
    let mut takes = Duration::MAX;
    for test in tests {
        if takes > Duration::from_secs(1) * parts.len() as u32 {
            parts.push(Vec::new());
            takes = Duration::ZERO;
        }
        takes += test.takes;
        parts.last_mut().expect("one is begun").push(test);
    }
    parts
}

enum Ended {
    Held,
    Failed,
    TooSlow,
}

/// Runs some tests of a program, until one fails.
fn run(
    tree: &Path,
    built: &Built,
    program: usize,
    names: &[&str],
    environment: &[(&str, &str)],
    longest: Duration,
) -> Ended {
    let mut child = Command::new(&built.programs[program])
        .args(names)
        .args(["--exact", "--test-threads=1", "-Zunstable-options", "--fail-fast"])
        .current_dir(tree)
        // So that the same inputs are drawn every time, and that it may end at the first test that fails.
        .envs([("PROPTEST_RNG_SEED", "2026"), ("RUSTC_BOOTSTRAP", "1")])
        .envs(environment.iter().copied())
        // By which tests find their files.
        .env("CARGO_MANIFEST_DIR", fs::canonicalize(tree).expect("the tree is there"))
        .stdin(Stdio::null())
        .stdout(File::create("/dev/null").unwrap())
        .stderr(Stdio::null())
        .spawn()
        .expect("a test can be run");
    let begun = Instant::now();
    let mut pause = Duration::from_millis(2);
    loop {
        if let Some(status) = child.try_wait().expect("a test ends") {
            return if status.success() { Ended::Held } else { Ended::Failed };
        }
        if begun.elapsed() > longest {
            let _ = child.kill();
            let _ = child.wait();
            return Ended::TooSlow;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}
