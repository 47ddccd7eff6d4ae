//! V17: another unit's name left in a text. Only organs of the same kind are told: an office may well name the bureaus
//! that it works with, but a subdistrict seldom another subdistrict, and a bureau seldom its namesake elsewhere.

use std::collections::HashMap;

use super::extract::Extract;
use super::names::core;
use crate::validate::rules::other_organ::OTHER_ORGAN;

/// The rule, as remarks name it.
pub const RULE: &str = "V17 别的机关";
/// How the names of organs end that have one of their kind in every place.
const SEATS: [&str; 3] = ["街道", "镇", "乡"];
/// How the names of other organs end.
const OFFICES: [char; 4] = ['局', '委', '厅', '院'];
/// How places end that stand before the name of an office.
const PLACES: [char; 7] = ['省', '州', '盟', '市', '县', '区', '旗'];
/// How many letters a name has at least.
const FEWEST_LETTERS: usize = 3;

/// Another unit's name in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The report, by its number.
    pub report: usize,
    /// The name that it has in its texts.
    pub name: String,
    /// A report of the organ of that name.
    pub of: usize,
}

impl Stranger {
    /// What is to be said of it, a sentence.
    pub fn sentence(&self) -> String {
        format!("正文里写了“{}”，那是另一家单位。请核对是不是从别处抄来的。", self.name)
    }
}

/// The names of other organs of the same kind that stand in reports, but for those that the rule found by itself. `keys`
/// say what the organ of each report is known by.
pub fn strangers(extracts: &[Extract], keys: &[String]) -> Vec<Stranger> {
    let cores: Vec<String> = extracts.iter().map(|extract| core(&extract.organ)).collect();
    let mut named: HashMap<&str, usize> = HashMap::new();
    for (at, core) in cores.iter().enumerate().filter(|(_, core)| kind(core).is_some()) {
        named.entry(core).or_insert(at);
        // A seat is named without the places above it; a bureau would be any then.
        if let Some(seat) = seat_alone(core) {
            named.entry(seat).or_insert(at);
        }
    }
    let mut strangers: Vec<Stranger> = Vec::new();
    for (report, extract) in extracts.iter().enumerate() {
        let own = cores[report].as_str();
        let Some(own_kind) = kind(own) else { continue };
        for mention in &extract.mentions {
            let Some((name, of)) = longest(mention, &named) else { continue };
            let is_own = own.ends_with(name) || name.ends_with(own) || own.contains(name);
            let is_found = || {
                let mut found = extract.findings.iter().filter(|found| *found.rule == OTHER_ORGAN);
                found.any(|found| found.sentence.contains(name))
            };
            let is_told = || {
                let mut of_report = strangers.iter().rev().take_while(|it| it.report == report);
                of_report.any(|it| it.name == name)
            };
            if !is_own
                && kind(name) == Some(own_kind)
                && keys[report] != keys[of]
                && !is_told()
                && !is_found()
            {
                strangers.push(Stranger { report, name: name.to_owned(), of });
            }
        }
    }
    strangers
}

/// What kind of organ a name is of: a seat, or an office by its name without the place.
fn kind(core: &str) -> Option<&str> {
    if SEATS.iter().any(|seat| core.ends_with(seat)) {
        return Some("");
    }
    let (place, c) = core.char_indices().rev().find(|(_, c)| PLACES.contains(c))?;
    let office = &core[place + c.len_utf8()..];
    (place > 0 && office.ends_with(OFFICES) && office.chars().count() > 1).then_some(office)
}

/// The name of a seat without the places above it.
fn seat_alone(core: &str) -> Option<&str> {
    let is_seat = SEATS.iter().any(|seat| core.ends_with(seat));
    let (place, c) = core.char_indices().rev().find(|(_, c)| PLACES.contains(c)).filter(|_| is_seat)?;
    let alone = &core[place + c.len_utf8()..];
    (alone.chars().count() >= FEWEST_LETTERS).then_some(alone)
}

/// The longest name that ends where some letters end.
fn longest<'a>(mention: &'a str, named: &HashMap<&str, usize>) -> Option<(&'a str, usize)> {
    let ends = mention.char_indices().map(|(at, _)| &mention[at..]);
    ends.filter(|name| name.chars().count() >= FEWEST_LETTERS)
        .find_map(|name| Some((name, *named.get(name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_bureau_is_its_name_without_the_place() {
        assert_eq!(kind("示例市甲区教育局"), Some("教育局"));
        assert_eq!(kind("示例区甲街道"), Some(""));
        assert_eq!(kind("教育局"), None, "of no place it is nobody's namesake");
        assert_eq!(kind("示例区"), None);
    }
}
