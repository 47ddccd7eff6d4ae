//! Two sequences of paragraphs, aligned. Knows paragraphs by what they are compared by, and no report.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::alike::{alike, is_in_rest};
use super::sequence::{common, joined};
use super::units::{Own, Published, Role};

/// How much of the letters two paragraphs have in common, in percent, if one was made from the other.
const ALIKE: usize = 50;
/// How many pairs are looked at in a gap.
const MOST_PAIRS: usize = 3_000;

/// What became of a paragraph of the draft.
pub enum Fate {
    /// It is there.
    Same,
    /// It is there in another order: that paragraph of the page.
    Moved(usize),
    /// It was changed, with others of its group.
    Changed(Group),
    /// It is not there.
    Missing,
}

/// Paragraphs of the draft and of the page that were made from each other.
#[derive(Clone)]
pub struct Group {
    pub own: Vec<usize>,
    pub published: Vec<usize>,
}

/// Two sequences, aligned.
pub struct Aligned {
    /// What became of every paragraph of the draft.
    pub fates: Vec<Fate>,
    /// How many paragraphs are divided otherwise.
    pub divided: usize,
    /// For every paragraph of the draft that is in its order, the one of the page.
    anchors: Vec<Option<usize>>,
    /// Which paragraphs of the page are accounted for.
    used: Vec<bool>,
    /// The paragraphs of the draft in whose place others stand.
    replaced: HashSet<usize>,
}

/// Finds what is the same, in its order or in another.
pub fn align(own: &[Own], published: &[Published]) -> Aligned {
    let mut aligned = Aligned {
        fates: own.iter().map(|_| Fate::Missing).collect(),
        divided: 0,
        anchors: vec![None; own.len()],
        used: vec![false; published.len()],
        replaced: HashSet::new(),
    };
    for (one, other) in common(own, published) {
        aligned.take(one, other);
    }
    aligned.find_divided(own, published);
    aligned.find_moved(own, published);
    aligned
}

impl Aligned {
    /// A paragraph of the draft is the same as one of the page.
    pub fn take(&mut self, own: usize, published: usize) {
        self.fates[own] = Fate::Same;
        self.anchors[own] = Some(published);
        self.used[published] = true;
    }

    /// A paragraph of the draft was changed into one of the page.
    pub fn change(&mut self, own: usize, published: usize) {
        self.fates[own] = Fate::Changed(Group { own: vec![own], published: vec![published] });
        self.used[published] = true;
    }

    /// Whether a paragraph of the page is not accounted for.
    pub fn is_free(&self, published: usize) -> bool {
        !self.used[published]
    }

    /// Whether other paragraphs stand on the page where one of the draft is missing.
    pub fn is_replaced(&self, own: usize) -> bool {
        self.replaced.contains(&own)
    }

    /// Where on the page the first paragraph of some roles stands that is the same.
    pub fn first_of(&self, own: &[Own], is_of: impl Fn(Role) -> bool) -> Option<usize> {
        own.iter().zip(&self.anchors).filter(|(unit, _)| is_of(unit.role)).find_map(|(_, anchor)| *anchor)
    }

    /// Where on the page the last paragraph of some roles stands that is the same.
    pub fn last_of(&self, own: &[Own], is_of: impl Fn(Role) -> bool) -> Option<usize> {
        let anchors = own.iter().zip(&self.anchors).filter(|(unit, _)| is_of(unit.role));
        anchors.filter_map(|(_, anchor)| *anchor).max()
    }

    /// Where on the page the last paragraph stands that is the same.
    pub fn end(&self) -> usize {
        self.anchors.iter().flatten().copied().max().unwrap_or(0)
    }

    /// Whether a paragraph of the page stands between two that are the same.
    pub fn is_within(&self, published: usize) -> bool {
        let mut anchors = self.anchors.iter().flatten();
        anchors.any(|anchor| *anchor < published) && published < self.end()
    }

    /// The paragraph of the draft after which one of the page stands.
    pub fn own_before(&self, published: usize) -> Option<usize> {
        let anchors = self.anchors.iter().enumerate().filter_map(|(own, anchor)| Some((own, (*anchor)?)));
        anchors
            .filter(|(_, anchor)| *anchor < published)
            .max_by_key(|(_, anchor)| *anchor)
            .map(|(own, _)| own)
    }

    /// What stands between two paragraphs that are the same, on both sides: only what is not accounted for and
    /// stands in no table.
    fn gaps(&self, published: &[Published]) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut gaps = Vec::new();
        let (mut one, mut other) = (0, 0);
        let ends = self.anchors.iter().enumerate().filter_map(|(own, anchor)| Some((own, (*anchor)?)));
        for (to, until) in ends.chain([(self.anchors.len(), published.len())]) {
            // Anchors that were found by their meaning may stand anywhere.
            let until = until.max(other);
            let left = (one..to).filter(|at| matches!(self.fates[*at], Fate::Missing)).collect::<Vec<_>>();
            let range: Range<usize> = other..until;
            let open = range.filter(|at| self.is_free(*at) && !published[*at].in_table).collect::<Vec<_>>();
            if !left.is_empty() && !open.is_empty() {
                gaps.push((left, open));
            }
            (one, other) = (to + 1, (until + 1).min(published.len()));
        }
        gaps
    }

    /// Finds what is the same when paragraphs are joined or taken apart.
    fn find_divided(&mut self, own: &[Own], published: &[Published]) {
        for (left, open) in self.gaps(published) {
            let keys: Vec<&str> = left.iter().map(|at| own[*at].key.as_str()).collect();
            let others: Vec<&str> = open.iter().map(|at| published[*at].key.as_str()).collect();
            let (mut one, mut from) = (0, 0);
            while one < left.len() {
                let found = (from..open.len())
                    .find_map(|other| Some((other, joined(&keys[one..], &others[other..])?)));
                let Some((other, (ones, others))) = found else {
                    one += 1;
                    continue;
                };
                for at in &left[one..one + ones] {
                    self.fates[*at] = Fate::Same;
                    self.anchors[*at] = Some(open[other]);
                    // A title or a foot in two lines is nothing to speak of.
                    self.divided += usize::from(own[*at].is_text());
                }
                open[other..other + others].iter().for_each(|at| self.used[*at] = true);
                (one, from) = (one + ones, other + others);
            }
        }
    }

    /// Finds what stands elsewhere.
    fn find_moved(&mut self, own: &[Own], published: &[Published]) {
        let mut free: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, unit) in published.iter().enumerate().rev() {
            if self.is_free(at) && !unit.in_table {
                free.entry(&unit.key).or_default().push(at);
            }
        }
        for (at, unit) in own.iter().enumerate() {
            if matches!(self.fates[at], Fate::Missing)
                && unit.is_text()
                && let Some(other) = free.get_mut(unit.key.as_str()).and_then(Vec::pop)
            {
                self.fates[at] = Fate::Moved(other);
                self.used[other] = true;
            }
        }
    }

    /// Pairs what is left between two paragraphs that are the same: the likest first.
    pub fn pair(&mut self, own: &[Own], published: &[Published]) {
        let own_keys: Vec<&String> = own.iter().map(|unit| &unit.key).collect();
        let published_keys: Vec<&String> = published.iter().map(|unit| &unit.key).collect();
        let of_draft: Sides = |group| (&mut group.own, &mut group.published);
        let of_page: Sides = |group| (&mut group.published, &mut group.own);
        for (left, open) in self.gaps(published) {
            let mut likest: Vec<(usize, usize, usize)> = Vec::new();
            for &one in &left {
                let others = open.iter().take((MOST_PAIRS / left.len()).max(1));
                likest.extend(others.map(|&other| (alike(&own[one].key, &published[other].key), one, other)));
            }
            likest.retain(|(share, ..)| *share >= ALIKE);
            likest.sort_by_key(|(share, one, other)| (std::cmp::Reverse(*share), *one, *other));
            let mut groups: Vec<Group> = Vec::new();
            for (_, one, other) in likest {
                let is_taken = groups.iter().any(|it| it.own.contains(&one) || it.published.contains(&other));
                if !is_taken {
                    groups.push(Group { own: vec![one], published: vec![other] });
                }
            }
            absorb(&mut groups, &left, &own_keys, &published_keys, of_draft);
            absorb(&mut groups, &open, &published_keys, &own_keys, of_page);
            let is_left = |at: &&usize| groups.iter().all(|group| !group.own.contains(at));
            let is_open = |at: &&usize| {
                groups.iter().all(|group| !group.published.contains(at)) && published[**at].is_ours
            };
            let lefts: Vec<usize> = left.iter().filter(is_left).copied().collect();
            let opens: Vec<usize> = open.iter().filter(is_open).copied().collect();
            if let ([one], [other]) = (lefts.as_slice(), opens.as_slice())
                && own[*one].is_text()
            {
                groups.push(Group { own: vec![*one], published: vec![*other] });
            } else if !opens.is_empty() {
                self.replaced.extend(lefts);
            }
            for group in groups {
                group.published.iter().for_each(|at| self.used[*at] = true);
                for at in &group.own {
                    self.fates[*at] = Fate::Changed(group.clone());
                }
            }
        }
    }
}

/// The paragraphs of a group on this side, and those on the other.
type Sides = fn(&mut Group) -> (&mut Vec<usize>, &mut Vec<usize>);

/// Adds to the groups what stands whole within one of their paragraphs on the other side.
fn absorb(groups: &mut [Group], left: &[usize], keys: &[&String], others: &[&String], sides: Sides) {
    for &one in left {
        if groups.iter_mut().any(|group| sides(group).0.contains(&one)) {
            continue;
        }
        let takes = |group: &mut Group| {
            let (here, there) = sides(group);
            let is_next = here.iter().any(|at| at.abs_diff(one) == 1);
            let paired = here.iter().map(|at| keys[*at]);
            is_in_rest(keys[one], is_next, paired, there.iter().map(|at| others[*at]))
        };
        if let Some(at) = groups.iter_mut().position(takes) {
            let here = sides(&mut groups[at]).0;
            here.push(one);
            here.sort_unstable();
        }
    }
}
