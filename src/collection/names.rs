//! Names of organs, matched with care: to the letter, then without what lists and reports write differently (the
//! places above, 人民政府, 办公室, 办事处), then by likeness as a proposal that somebody must take.
//! Knows no report and no list.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::report::entry::half_width;

/// What stands at the end of a name in one paper and not in another, the longest first.
const ENDS: [&str; 8] =
    ["人民政府办公室", "人民政府办公厅", "人民政府", "政府办公室", "政府办", "政府", "办公室", "办公厅"];
/// What is written shorter in one paper than in another.
const SHORTER: [(&str, &str); 6] = [
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("管理委员会", "管委"),
    ("委员会", "委"),
    ("管委会", "管委"),
    ("和", ""),
];
/// How places end that stand before a name.
const PLACES: [char; 7] = ['省', '州', '盟', '市', '县', '区', '旗'];
/// From this likeness on a name is proposed, and as many are.
const LIKE: f64 = 0.4;
const MOST_PROPOSALS: usize = 3;
/// So many names that have the most letters in common with one are looked at.
const MOST_LOOKED_AT: usize = 200;

/// What an organ of a name is known by.
pub fn organ_key(name: &str) -> String {
    half_width(name).chars().filter(|c| !c.is_whitespace()).collect()
}

/// A name without what lists and reports write differently.
pub fn core(name: &str) -> String {
    let mut core = organ_key(name);
    for (long, short) in SHORTER {
        core = core.replace(long, short);
    }
    let end = ENDS.iter().find(|end| core.strip_suffix(**end).is_some_and(|rest| rest.chars().count() > 1));
    core.truncate(core.len() - end.map_or(0, |end| end.len()));
    core
}

/// A core, and what is left of it without the places before it.
fn forms(core: &str) -> Vec<&str> {
    let mut forms = vec![core];
    let mut since = 0;
    for (at, c) in core.char_indices() {
        let rest = &core[at + c.len_utf8()..];
        if PLACES.contains(&c) && at > since && rest.chars().count() > 1 {
            forms.push(rest);
            since = at + c.len_utf8();
        }
    }
    forms
}

/// How like two cores are. Places above that both name tell nothing.
fn likeness(core: &str, other: &str) -> f64 {
    let common = core.char_indices().zip(other.chars()).take_while(|((_, c), other)| c == other);
    let places = common.filter(|((_, c), _)| PLACES.contains(c)).map(|((at, c), _)| at + c.len_utf8());
    let is_name = |rest: &str| rest.chars().count() > 1;
    let from = places.filter(|at| is_name(&core[*at..]) && is_name(&other[*at..])).last().unwrap_or(0);
    strsim::normalized_levenshtein(&core[from..], &other[from..])
}

fn letters(core: &str) -> BTreeSet<char> {
    core.chars().collect()
}

/// How a name was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// To the letter, but for spaces and width.
    Exact(usize),
    /// Without what is written differently; nothing else has that name.
    Alike(usize),
    /// Not at all, or in several ways.
    None,
}

/// Names in which others are looked for.
#[derive(Debug, Default)]
pub struct Names {
    cores: Vec<String>,
    exact: HashMap<String, Vec<usize>>,
    /// By the core, and by what is left of it without places.
    by_core: HashMap<String, Vec<usize>>,
    by_form: HashMap<String, Vec<usize>>,
    by_letter: HashMap<char, Vec<usize>>,
}

impl Names {
    /// Names, known by their numbers.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Names {
        let mut all = Names::default();
        for (at, name) in names.into_iter().enumerate() {
            let core = core(name);
            all.exact.entry(organ_key(name)).or_default().push(at);
            all.by_core.entry(core.clone()).or_default().push(at);
            for form in forms(&core) {
                all.by_form.entry(form.to_owned()).or_default().push(at);
            }
            for letter in letters(&core) {
                all.by_letter.entry(letter).or_default().push(at);
            }
            all.cores.push(core);
        }
        all
    }

    /// Looks for a name.
    pub fn find(&self, name: &str) -> Match {
        let key = organ_key(name);
        if key.is_empty() {
            return Match::None;
        }
        if let Some(found) = self.exact.get(&key) {
            return found.first().map_or(Match::None, |at| Match::Exact(*at));
        }
        let core = core(name);
        // Of two names one may have more places before it, never each others.
        let of_form = self.by_form.get(&core).into_iter();
        let of_core = forms(&core).into_iter().filter_map(|form| self.by_core.get(form));
        let mut found: Vec<usize> = of_form.chain(of_core).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [one] => Match::Alike(*one),
            _ => Match::None,
        }
    }

    /// The names that are most like one, those first that are wanted. Somebody must take one of them.
    pub fn proposals(&self, name: &str, is_wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let core = core(name);
        let like = |at: usize| (likeness(&core, &self.cores[at]), at);
        let mut likest: Vec<(f64, usize)> = self.in_common(&core).into_iter().map(like).collect();
        likest.retain(|(likeness, _)| *likeness >= LIKE);
        likest.sort_by(|(one, at), (other, other_at)| {
            let wanted = is_wanted(*other_at).cmp(&is_wanted(*at));
            wanted.then(other.total_cmp(one)).then(at.cmp(other_at))
        });
        likest.into_iter().take(MOST_PROPOSALS).map(|(_, at)| at).collect()
    }

    /// The names that have the most letters in common with a core: of ten thousand few need to be compared.
    fn in_common(&self, core: &str) -> Vec<usize> {
        let mut common = vec![0_u16; self.cores.len()];
        let postings = letters(core).into_iter().filter_map(|letter| self.by_letter.get(&letter));
        postings.flatten().for_each(|at| common[*at] += 1);
        let mut found: Vec<usize> = (0..common.len()).filter(|at| common[*at] > 0).collect();
        if found.len() > MOST_LOOKED_AT {
            found.select_nth_unstable_by_key(MOST_LOOKED_AT, |at| (Reverse(common[*at]), *at));
            found.truncate(MOST_LOOKED_AT);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_papers_write_differently_has_no_part_in_the_core() {
        for (name, other) in [
            ("示例街道办事处", "示例街道"),
            ("示例街道办", "示例街道办事处"),
            ("示例镇人民政府", "示例镇政府"),
            ("示例区人民政府办公室", "示例区政府办"),
            ("示例市发展和改革委员会", "示例市发展改革委"),
            ("示例经济开发区管理委员会", "示例经济开发区管委会"),
            ("示例　局", "示例局"),
        ] {
            assert_eq!(core(name), core(other), "{name} {other}");
        }
        for (name, other) in
            [("甲街道办事处", "甲镇人民政府"), ("示例区信访局", "示例区信访办公室"), ("办公室", "政府")]
        {
            assert_ne!(core(name), core(other), "{name} {other}");
        }
    }

    #[test]
    fn the_places_above_may_be_left_out_by_either_and_never_be_others() {
        let names = Names::of(["示例市甲区教育局", "乙区民政局", "示例市统计局"]);
        assert_eq!(names.find("示例市统计局"), Match::Exact(2));
        assert_eq!(names.find("甲区教育局"), Match::Alike(0));
        assert_eq!(names.find("教育局"), Match::Alike(0));
        assert_eq!(names.find("示例市乙区民政局"), Match::Alike(1));
        assert_eq!(names.find("丙区教育局"), Match::None, "another place");
        assert_eq!(names.find("甲区教育体育局"), Match::None);
        assert_eq!(names.find(" "), Match::None);
    }

    #[test]
    fn a_name_that_may_be_several_is_none_of_them() {
        let names = Names::of(["甲区教育局", "乙区教育局", "示例区人民政府", "示例区人民政府办公室"]);
        assert_eq!(names.find("教育局"), Match::None);
        assert_eq!(names.find("示例区人民政府"), Match::Exact(2));
        assert_eq!(names.find("示例区政府"), Match::None);
    }

    #[test]
    fn what_is_like_is_proposed_with_what_is_wanted_first() {
        let names = Names::of(["示例区住房和城乡建设局", "示例区城乡建设管理局", "示例区教育局", "远方镇"]);
        assert_eq!(names.proposals("示例区住房城乡建设局", |_| true)[0], 0);
        assert_eq!(names.proposals("示例区住房城乡建设局", |at| at == 1), [1, 0]);
        assert_eq!(names.proposals("示例区住建局", |_| true), [0]);
        let of_one_place = names.proposals("示例区丁局", |_| true);
        assert_eq!(of_one_place, [0; 0], "that both are of one place tells nothing");
        assert_eq!(names.proposals("完全两样", |_| true), [0; 0]);
    }
}
