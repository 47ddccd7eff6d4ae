//! Sentences of published reports at hand, each above two tables: one that agrees with it, where nothing is found
//! but what its case names, and one that differs, where the difference is found. The cases are read where they are
//! (`reports.rs` says where); without them there is nothing to read.

use std::collections::BTreeMap;

use nianbao::format::grid::NumberRow;
use nianbao::format::texts::TextField;
use nianbao::import::read::read;
use nianbao::import::recognise::recognise;
use nianbao::report::{Edit, Report};
use nianbao::validate::{Finding, validate};
use serde_json::Value;

use crate::reports::{folder, json};
use crate::reports_read::{is_of_a_text, shows};

/// The rules that hold a text against the tables.
const AGAINST_TABLES: [&str; 4] = ["V10", "V11", "V12", "V13"];

/// The rules that hold a text against itself, its year, its organ and the rules of writing. What a whole report
/// must say is not asked of a sentence.
const OF_A_SENTENCE: [&str; 7] = ["V14", "V15", "V16", "V17", "V30", "V31", "V37"];

/// A number as the cases name it, and a stable name.
type Named = (&'static str, &'static str);

/// The results of table 3: as the cases name them, and the row that holds the number.
const RESULTS: [Named; 6] = [
    ("granted", "requests.granted"),
    ("partly", "requests.partly-granted"),
    ("refused", "requests.refused.third-party"),
    ("unavailable", "requests.unavailable.not-held"),
    ("rejected", "requests.rejected.petition"),
    ("other", "requests.other.miscellaneous"),
];

/// The other rows of table 3, so that what comes in goes out.
const NEW: &str = "requests.new";
const CARRIED_IN: &str = "requests.carried-in";
const CARRIED_OUT: &str = "requests.carried-out";

/// The numbers of table 2.
const DOCUMENTS: [Named; 3] = [
    ("issued", "disclosure.normative-documents.issued"),
    ("repealed", "disclosure.normative-documents.repealed"),
    ("in_force", "disclosure.normative-documents.in-force"),
];

/// The proceedings of table 4: all, and the outcomes that the cases name.
const PROCEEDINGS: [(&str, &str, &[Named]); 2] = [
    ("reconsideration", "disputes.reconsideration", &[("upheld", "upheld"), ("pending", "pending")]),
    ("litigation", "disputes.litigation-direct", &[("litigation_upheld", "upheld")]),
];

const OUTCOMES: [&str; 4] = ["upheld", "corrected", "other", "pending"];

/// Numbers by the stable names of cells; of rows of table 3, those of natural persons.
type Numbers = BTreeMap<String, i64>;

/// A sentence and what a careful reader finds in it.
struct Case<'a> {
    id: &'a str,
    source: &'a str,
    text: &'a str,
    checks: Vec<&'a Value>,
}

impl<'a> Case<'a> {
    fn of(case: &'a Value) -> Case<'a> {
        let word = |key: &str| case[key].as_str().unwrap_or_default();
        let checks = case["checks"].as_array().expect("checks").iter().collect();
        Case { id: word("id"), source: word("source"), text: word("text"), checks }
    }

    /// The checks of a rule; `V30/V31` is of both.
    fn checks_of(&self, is_meant: impl Fn(&str) -> bool) -> impl Iterator<Item = &'a Value> {
        let rules = |check: &Value| check["rule"].as_str().expect("a rule").to_owned();
        self.checks.iter().copied().filter(move |check| rules(check).split('/').any(&is_meant))
    }

    /// The number of a key that tables are meant to hold, if the case names it.
    fn number(&self, key: &str) -> Option<i64> {
        let is_of_tables = |rule: &str| AGAINST_TABLES.contains(&rule) || rule.starts_with("text-");
        self.checks_of(is_of_tables).find_map(|check| {
            let named = check[key].as_i64();
            match key {
                "new" => named.or_else(|| check["table"].as_i64()),
                "concluded" => named.or_else(|| check["concluded_by_balance"].as_i64()),
                _ => named,
            }
        })
    }

    fn says_none_of(&self, what: &str) -> bool {
        let lists = self.checks.iter().filter_map(|check| check["says_none"].as_array());
        lists.flatten().any(|said| said == what)
    }

    /// The year reported on: that of the source, else the first of the sentence.
    fn year(&self) -> i64 {
        let years = |text: &str| {
            let numbers = text.split(|c: char| !c.is_ascii_alphanumeric());
            numbers.filter_map(|it| it.parse().ok()).find(|year| (2019..2100).contains(year))
        };
        years(self.source).or_else(|| years(self.text)).unwrap_or(2024)
    }

    /// The numbers that stand behind the label of a row of table 3 word for word.
    fn labelled(&self, report: &Report) -> Numbers {
        let rows = report.format().rows.iter().filter(|row| row.chapter == 2 && row.places.len() == 7);
        let after = |row: &NumberRow| {
            let label = row.labels.last()?.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let rest = self.text.split(label).nth(1).filter(|_| label.chars().count() > 4)?;
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let row = row.places[0].cell.id().trim_end_matches(".natural-person");
            Some((row.to_owned(), rest[..end].parse().ok()?))
        };
        rows.filter_map(after).collect()
    }

    /// Tables that agree with the sentence and reconcile.
    fn tables(&self, report: &Report) -> Numbers {
        let mut numbers = self.labelled(report);
        for (key, row) in RESULTS {
            let group = row.rsplit_once('.').map_or(row, |(group, _)| group);
            let is_part = |id: &&String| row.matches('.').count() > 1 && id.starts_with(group);
            let parts: i64 = numbers.keys().filter(is_part).map(|id| numbers[id]).sum();
            if let Some(number) = self.number(key) {
                *numbers.entry(row.to_owned()).or_default() += number - parts;
            }
        }
        let results: i64 = numbers.values().sum();
        let all = self.number("concluded").or((results > 0).then_some(results));
        let [new, mut carried_in, mut carried_out] =
            ["new", "carried_in", "carried_out"].map(|key| self.number(key));
        let concluded = all.or(new.map(|new| new + carried_in.unwrap_or(0) - carried_out.unwrap_or(0)));
        let concluded = concluded.unwrap_or(0);
        let new = new.unwrap_or(concluded + carried_out.unwrap_or(0) - carried_in.unwrap_or(0));
        let excess = new + carried_in.unwrap_or(0) - concluded - carried_out.unwrap_or(0);
        if excess > 0 {
            carried_out = carried_out.or(Some(excess));
        } else {
            carried_in = carried_in.or(Some(-excess));
        }
        if concluded > results {
            *numbers.entry(self.rest().to_owned()).or_default() += concluded - results;
        }
        for (row, number) in [(NEW, Some(new)), (CARRIED_IN, carried_in), (CARRIED_OUT, carried_out)] {
            numbers.insert(row.to_owned(), number.unwrap_or(0));
        }
        let documents = DOCUMENTS.iter().filter_map(|(key, id)| Some(((*id).to_owned(), self.number(key)?)));
        numbers.extend(documents);
        for (key, group, outcomes) in PROCEEDINGS {
            let Some(all) = self.number(key) else { continue };
            let mut parts: BTreeMap<&str, i64> = BTreeMap::new();
            parts.extend(outcomes.iter().filter_map(|(key, outcome)| Some((*outcome, self.number(key)?))));
            let heads = self.checks_of(|rule| rule == "V15").filter(|check| check["head"] == all);
            let lists = heads.filter_map(|check| check["parts"].as_array()).filter(|parts| parts.len() == 4);
            for list in lists {
                parts.extend(OUTCOMES.into_iter().zip(list.iter().filter_map(Value::as_i64)));
            }
            *parts.entry("other").or_default() += all - parts.values().sum::<i64>();
            numbers.extend(parts.into_iter().map(|(outcome, number)| (format!("{group}.{outcome}"), number)));
        }
        numbers
    }

    /// The row of the results that the sentence does not speak of.
    fn rest(&self) -> &'static str {
        let free = RESULTS.iter().find(|(key, _)| self.number(key).is_none());
        free.map_or("requests.granted", |(_, row)| row)
    }

    /// What is to be changed so that tables differ, by the name of each number.
    fn differences(&self) -> Vec<(&'static str, Vec<String>)> {
        let mut differences: Vec<(&str, Vec<String>)> = Vec::new();
        let rows = [("new", NEW), ("carried_in", CARRIED_IN), ("carried_out", CARRIED_OUT)];
        for (key, row) in rows.into_iter().chain(RESULTS).chain(DOCUMENTS) {
            if self.number(key).is_some() {
                differences.push((key, vec![row.to_owned()]));
            }
        }
        if self.number("concluded").is_some() {
            differences.push(("concluded", vec![self.rest().to_owned()]));
        }
        for (key, group, outcomes) in PROCEEDINGS {
            if self.number(key).is_some() {
                differences.push((key, vec![format!("{group}.other")]));
            }
            let named = outcomes.iter().filter(|(key, _)| self.number(key).is_some());
            differences.extend(named.map(|(key, outcome)| (*key, vec![format!("{group}.{outcome}")])));
        }
        if self.says_none_of("requests") {
            differences.push(("no requests", vec![NEW.to_owned(), "requests.granted".to_owned()]));
        }
        if self.says_none_of("disputes") {
            let ids = PROCEEDINGS.map(|(_, group, _)| format!("{group}.upheld"));
            differences.push(("no disputes", ids.into()));
        }
        differences
    }

    /// The sentence as a report above tables with these numbers.
    fn report(&self, numbers: &Numbers) -> Report {
        let mut report = Report::of_year(self.year());
        report.apply(report.fill_zeros(&report.format().cells));
        let organ = self.source.split_whitespace().next().filter(|organ| *organ != "同上");
        report.apply(Edit::Organ(organ.unwrap_or_default().to_owned()));
        // What is quoted of a longer text ends where the quotation does.
        let is_cut = self.text.ends_with(|c: char| c.is_alphanumeric() || c == '%');
        let text = format!("{}{}", self.text, if is_cut { "。" } else { "" });
        report.apply(Edit::Text(TextField::OVERVIEW, text));
        for (id, number) in numbers {
            let id = if id.starts_with("requests") { format!("{id}.natural-person") } else { id.clone() };
            let edit = report.typing(&id, &number.to_string()).unwrap_or_else(|| panic!("no cell {id}"));
            report.apply(edit);
        }
        report
    }

    /// What must be found above tables that agree: the rules, and words that show it.
    fn expected(&self) -> Vec<(Vec<String>, String)> {
        let words = |check: &Value| match (&check["finding"], &check["found"], &check["text"]) {
            (Value::String(said), ..) => said.chars().filter(char::is_ascii_digit).take(2).collect(),
            (_, Value::String(found), _) => found.split([' ', '…']).next().unwrap_or_default().to_owned(),
            (.., text) => text.to_string(),
        };
        let is_slip =
            |check: &&&Value| check["finding"] == true || check["finding"].is_string() || is_named(check);
        fn is_named(check: &Value) -> bool {
            check["found"].is_string() && check["finding"].is_null() && check["kind"].is_null()
        }
        let rules = |check: &Value| {
            check["rule"].as_str().expect("a rule").split('/').map(str::to_owned).collect::<Vec<_>>()
        };
        self.checks.iter().filter(is_slip).map(|check| (rules(check), words(check))).collect()
    }

    /// What may be found or not.
    fn arguable(&self) -> impl Iterator<Item = &'a str> {
        let kinds = self.checks.iter().filter(|check| check["kind"] == "hint at most");
        kinds.filter_map(|check| check["rule"].as_str())
    }
}

/// How a sentence was read.
struct Tally {
    id: String,
    missed: Vec<String>,
    false_alarms: Vec<String>,
    /// Whether the difference is found, where there can be one.
    differs: Option<bool>,
    /// The numbers whose difference alone is not found.
    unseen: Vec<&'static str>,
}

/// The findings of some rules.
fn findings(report: &Report, rules: &[&str]) -> Vec<Finding> {
    let mut findings = validate(report);
    findings.retain(|finding| rules.contains(&finding.rule.id) && is_of_a_text(finding) && !finding.to_do);
    findings
}

fn tally(case: &Case) -> Tally {
    let blank = Report::of_year(case.year());
    let numbers = case.tables(&blank);
    let rules = [&AGAINST_TABLES[..], &OF_A_SENTENCE].concat();
    let found = findings(&case.report(&numbers), &rules);
    let expected = case.expected();
    let is = |finding: &Finding, (rules, words): &(Vec<String>, String)| {
        rules.iter().any(|rule| rule == finding.rule.id) && shows(finding, words)
    };
    let missed = expected.iter().filter(|it| !found.iter().any(|finding| is(finding, it)));
    let missed = missed.map(|(rules, words)| format!("{} “{words}”", rules.join("/"))).collect();
    let is_known = |finding: &&Finding| {
        expected.iter().any(|it| is(finding, it)) || case.arguable().any(|rule| rule == finding.rule.id)
    };
    let false_alarms = found.iter().filter(|finding| !is_known(finding));
    let false_alarms = false_alarms.map(|it| format!("{} {}", it.rule.id, it.sentence())).collect();
    let differences = case.differences();
    let is_found = |ids: &mut dyn Iterator<Item = &String>| {
        let mut numbers = numbers.clone();
        ids.for_each(|id| *numbers.entry(id.clone()).or_default() += 3);
        findings(&case.report(&numbers), &AGAINST_TABLES).iter().any(|finding| !found.contains(finding))
    };
    Tally {
        id: case.id.to_owned(),
        missed,
        false_alarms,
        differs: (!differences.is_empty())
            .then(|| is_found(&mut differences.iter().flat_map(|(_, ids)| ids))),
        unseen: differences
            .iter()
            .filter(|(_, ids)| !is_found(&mut ids.iter()))
            .map(|(key, _)| *key)
            .collect(),
    }
}

/// The slips of texts, each where it stands.
fn slips(case: &Value) -> Option<Tally> {
    let text = case["text"].as_str().expect("a text");
    let expected = case["expect"].as_array().expect("what is expected");
    let rules: Vec<&str> = expected.iter().filter_map(|it| it["rule"].as_str()).collect();
    if rules.is_empty() {
        return None;
    }
    let report = match rules.contains(&"V22") {
        true => recognise(&read("文本.txt", text.as_bytes()).expect("a text")).report(&[], &[]),
        false => {
            let mut report = Report::of_year(2024);
            report.apply(Edit::Text(TextField::OVERVIEW, text.to_owned()));
            report
        }
    };
    let found = findings(&report, &[&OF_A_SENTENCE[..], &["V22"]].concat());
    let words = |it: &Value| it["found"].as_str().unwrap_or_default().to_owned();
    let is = |finding: &Finding, it: &Value| it["rule"] == finding.rule.id && shows(finding, &words(it));
    let must = expected.iter().filter(|it| it["kind"].is_null() && it["rule"].is_string());
    let missed = must.filter(|it| !found.iter().any(|finding| is(finding, it)));
    let false_alarms = found.iter().filter(|finding| !expected.iter().any(|it| is(finding, it)));
    Some(Tally {
        id: case["id"].as_str().expect("a name").to_owned(),
        missed: missed
            .map(|it| {
                format!("{} “{}” 第 {} 行", it["rule"].as_str().unwrap_or_default(), words(it), it["line"])
            })
            .collect(),
        false_alarms: false_alarms.map(|it| format!("{} {}", it.rule.id, it.sentence())).collect(),
        differs: None,
        unseen: Vec::new(),
    })
}

/// Reads every sentence at hand and prints how.
fn read_all() -> Vec<Tally> {
    let file = |name: &str| folder().and_then(|folder| json(&folder.join("cases").join(name)));
    let cases = |json: &Option<Value>| {
        let cases = json.as_ref().and_then(|json| json["cases"].as_array());
        cases.cloned().unwrap_or_default()
    };
    let sentences = cases(&file("sentences.json"));
    let proofreading = cases(&file("proofreading.json"));
    let read: Vec<Tally> = (sentences.iter().map(|case| tally(&Case::of(case))))
        .chain(proofreading.iter().filter_map(slips))
        .collect();
    for Tally { id, missed, false_alarms, differs, unseen } in &read {
        let differs = differs.map_or("—", |is_found| if is_found { "找到" } else { "漏" });
        println!("{id}｜漏 {}｜误报 {}｜不同的表 {differs}", missed.len(), false_alarms.len());
        missed.iter().for_each(|slip| println!("    漏 {slip}"));
        false_alarms.iter().for_each(|alarm| println!("    误 {alarm}"));
        if !unseen.is_empty() {
            println!("    单独改时漏 {}", unseen.join("、"));
        }
    }
    let sum = |count: fn(&Tally) -> usize| read.iter().map(count).sum::<usize>();
    println!(
        "合计｜漏 {}｜误报 {}｜不同的表 {}/{}",
        sum(|it| it.missed.len()),
        sum(|it| it.false_alarms.len()),
        sum(|it| usize::from(it.differs == Some(true))),
        sum(|it| usize::from(it.differs.is_some())),
    );
    read
}

/// Above tables that agree nothing is found but what the case names; above tables that differ the difference is.
fn assert_read_as_by_a_person(read: &[Tally]) {
    for Tally { id, missed, false_alarms, differs, .. } in read {
        assert_eq!((missed.as_slice(), false_alarms.as_slice()), (&[][..], &[][..]), "{id}");
        assert_ne!(*differs, Some(false), "{id}");
    }
}

#[test]
fn every_sentence_at_hand_is_read() {
    read_all();
}

#[test]
fn every_sentence_at_hand_reads_as_its_case_says() {
    assert_read_as_by_a_person(&read_all());
}

#[test]
fn tables_that_agree_reconcile() {
    let Some(cases) = folder().and_then(|folder| json(&folder.join("cases/sentences.json"))) else { return };
    for case in cases["cases"].as_array().expect("cases") {
        let case = Case::of(case);
        let numbers = case.tables(&Report::of_year(case.year()));
        let mut findings = validate(&case.report(&numbers));
        findings.retain(|finding| finding.unequal.is_some() || finding.rule.id == "V06");
        assert_eq!(findings, [], "{} {numbers:?}", case.id);
    }
}
