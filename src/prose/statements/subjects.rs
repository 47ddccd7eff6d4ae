//! What a number is said of, out of the words that a clause mentions: a thing, and what is said of it.

use std::ops::Range;

use super::words::Word;
use crate::format::Format;
use crate::format::vocabulary::{Aspect, Family, Subject, Thing, Topic};

/// A word of the vocabulary in a text.
#[derive(Clone, Debug)]
pub struct Mention {
    pub range: Range<usize>,
    pub said: &'static [Word],
}

impl Mention {
    /// The things that it may name.
    pub fn things(&self) -> impl Iterator<Item = (&'static Family, &'static Thing)> {
        self.said.iter().filter_map(|word| match word {
            Word::Thing(family, thing) => Some((*family, *thing)),
            _ => None,
        })
    }

    /// What it may say, and whether it may be something like it.
    pub fn aspects(&self) -> impl Iterator<Item = (&'static Family, &'static Aspect, bool)> {
        self.said.iter().filter_map(|word| match word {
            Word::Aspect(family, aspect, is_hedged) => Some((*family, *aspect, *is_hedged)),
            _ => None,
        })
    }
}

/// What a number is said of.
#[derive(Debug)]
pub struct Said {
    pub subjects: Vec<Subject>,
    /// Whether it may be something like it.
    pub is_hedged: bool,
    /// Whether it is said of each: 收到并办结.
    pub is_each: bool,
}

/// What stands around a clause.
pub struct Context<'a> {
    pub text: &'a str,
    pub format: &'static Format,
    /// The things that the sentence has named.
    pub things: &'a [(&'static Family, &'static Thing)],
    /// Those that a number was said of together.
    pub together: &'a [&'static Thing],
    /// Whether the disclosure of information is spoken of.
    pub is_of_disclosure: bool,
    /// Whether the sentence has come to speak of something else.
    pub is_elsewhere: bool,
    /// Whether some of the words stand behind the number.
    pub is_behind: bool,
    /// Whether the clause says more than what it mentions.
    pub has_other_words: bool,
}

impl Context<'_> {
    /// What a number is said of in a clause that mentions so much.
    pub fn said(&self, mentions: &[Mention]) -> Option<Said> {
        let family = self.family(mentions)?;
        if family.is_of_disclosure && !self.is_of_disclosure {
            return None;
        }
        let (things, is_named) = self.things_of(family, mentions);
        let (aspects, is_each) = self.aspects_of(family, mentions);
        let is_hedged = aspects.iter().any(|(_, is_hedged)| *is_hedged);
        if !self.is_about(family, is_named, is_hedged) {
            return None;
        }
        let mut aspects: Vec<&'static Aspect> = aspects.into_iter().map(|(aspect, _)| aspect).collect();
        let mut is_alone = false;
        if aspects.is_empty() {
            let alone = family.aspects.iter().find(|it| it.words.is_empty() && it.hedged.is_empty())?;
            is_alone = alone.needs_thing;
            aspects.push(alone);
        }
        // What stands behind a number alone, 47 件申请, may be a part of them.
        if !is_named && aspects.iter().any(|it| it.needs_thing) || (is_alone && self.is_behind) {
            return None;
        }
        if things.is_empty() || (things.len() > 1 && aspects.len() > 1) {
            return None;
        }
        let of_thing = |thing: &&'static Thing| {
            let thing = *thing;
            aspects.iter().map(move |aspect| Subject { family, thing, aspect }).collect::<Vec<_>>()
        };
        let subjects: Vec<Subject> = things.iter().flat_map(of_thing).collect();
        let is_there = subjects.iter().all(|subject| !subject.sums(self.format.edition).is_empty());
        is_there.then_some(Said { subjects, is_hedged: is_hedged || is_alone, is_each })
    }

    /// Whether what a clause says without naming the thing can be said of a family.
    fn is_about(&self, family: &Family, is_named: bool, is_hedged: bool) -> bool {
        let has_one_thing = family.things.len() == 1;
        // 「办结留言230条」; 「因其他行政行为被提起行政诉讼2起」 names it, and is none of those counted.
        if self.is_elsewhere && family.is_of_disclosure && !(is_named && has_one_thing) {
            return false;
        }
        if is_named || !is_hedged {
            return true;
        }
        // 「行政复议3件，1件撤销答复」, 「规范性文件1件，发布其他信息50篇」.
        let last = self.things.last();
        let is_of_last = last.is_none_or(|(other, _)| std::ptr::eq(*other, family));
        is_of_last && (family.is_of_disclosure || !self.has_other_words)
    }

    /// The family that a clause speaks of: that of a thing it names, else that of what it says last. Requests come
    /// last, because everything here is about them.
    fn family(&self, mentions: &[Mention]) -> Option<&'static Family> {
        let last = self.format.edition.families().last()?;
        let is_other = |family: &&'static Family| !std::ptr::eq(*family, last);
        let named = mentions.iter().rev().flat_map(Mention::things).map(|(family, _)| family).find(is_other);
        if named.is_some() {
            return named;
        }
        let said = mentions.iter().rev().find(|mention| mention.aspects().next().is_some());
        let Some(said) = said else { return mentions.iter().flat_map(Mention::things).next().map(|it| it.0) };
        let goes_on = |family: &&'static Family| {
            family.goes_on && self.things.iter().any(|(other, _)| std::ptr::eq(*other, *family))
        };
        let families = || said.aspects().map(|(family, ..)| family);
        families().filter(is_other).find(goes_on).or_else(|| families().find(|it| std::ptr::eq(*it, last)))
    }

    /// The things of a family that a clause names last, or that were named before, and whether it names them itself.
    fn things_of(&self, family: &Family, mentions: &[Mention]) -> (Vec<&'static Thing>, bool) {
        let is_own = |other: &Family| std::ptr::eq(other, family);
        let named: Vec<(&Mention, &'static Thing)> = mentions
            .iter()
            .flat_map(|mention| mention.things().map(move |(family, thing)| (mention, family, thing)))
            .filter(|(_, other, _)| is_own(other))
            .map(|(mention, _, thing)| (mention, thing))
            .collect();
        let mut things: Vec<&'static Thing> = Vec::new();
        for (at, (mention, thing)) in named.iter().enumerate().rev() {
            let next = named.get(at + 1).map(|(next, _)| &next.range);
            if next.is_some_and(|next| !is_list(self.text, &mention.range, next)) {
                break;
            }
            if !things.iter().any(|other| std::ptr::eq(*other, *thing)) {
                things.insert(0, thing);
            }
        }
        if !things.is_empty() {
            return (things, true);
        }
        let before = self.things.iter().rev().find(|(other, _)| is_own(other)).map(|(_, thing)| *thing);
        let is_before = |thing: &&'static Thing| before.is_some_and(|before| std::ptr::eq(*thing, before));
        match self.together.iter().any(is_before) {
            true => things.extend(self.together),
            false => things.extend(before),
        }
        // Requests need not be named again.
        if things.is_empty() && family.goes_on && family.things.len() == 1 {
            things.push(&family.things[0]);
        }
        (things, false)
    }

    /// What a clause says last, and whether it says it of each.
    fn aspects_of(&self, family: &Family, mentions: &[Mention]) -> (Vec<(&'static Aspect, bool)>, bool) {
        let said: Vec<(&Mention, &'static Aspect, bool)> = mentions
            .iter()
            .filter_map(|mention| {
                let own = mention.aspects().find(|(other, ..)| std::ptr::eq(*other, family))?;
                Some((mention, own.1, own.2))
            })
            .collect();
        // 「结转下年度继续办理」, 「予以公开答复」: what may be something like it says less.
        let is_plain = |it: &(&Mention, &'static Aspect, bool)| !it.1.needs_thing && !it.2;
        let says_less = |it: &(&Mention, &'static Aspect, bool)| match said.iter().any(is_plain) {
            true => it.2,
            false => it.2 && it.1.needs_thing && said.iter().any(|other| !other.2),
        };
        let kept: Vec<bool> = said.iter().map(|it| !says_less(it)).collect();
        let said: Vec<_> =
            said.into_iter().zip(kept).filter_map(|(it, is_kept)| is_kept.then_some(it)).collect();
        // 「结转下年度办结」: those taken over and left over are spoken of, whatever else.
        if let Some((_, aspect, _)) = said.iter().find(|it| it.1.may_be_none && is_plain(it))
            && said.len() > 1
        {
            return (vec![(*aspect, true)], false);
        }
        let mut aspects: Vec<(&'static Aspect, bool)> = Vec::new();
        let mut is_each = false;
        for (at, (mention, aspect, is_hedged)) in said.iter().enumerate().rev() {
            if let Some((next, ..)) = said.get(at + 1) {
                let between = &self.text[mention.range.end.min(next.range.start)..next.range.start];
                let joins =
                    ["并", "且"].into_iter().any(|word| between.trim_end_matches("已").ends_with(word));
                if !joins && !is_list(self.text, &mention.range, &next.range) {
                    break;
                }
                is_each |= joins;
            }
            if !aspects.iter().any(|(other, _)| std::ptr::eq(*other, *aspect)) {
                aspects.insert(0, (aspect, *is_hedged));
            }
        }
        // 「属于国家秘密不予公开」 says the reason, of which there are several.
        if let ([(last, _)], [.., (_, reason, is_hedged), _]) = (&aspects[..], &said[..])
            && is_within(family, reason, last)
        {
            return (vec![(reason, *is_hedged)], false);
        }
        (aspects, is_each)
    }
}

/// Whether one aspect is a part of another.
pub fn is_within(family: &Family, part: &Aspect, whole: &Aspect) -> bool {
    let [thing] = family.things else { return false };
    let named = |aspect: &Aspect| -> Vec<&str> { aspect.sums.concat() };
    let group = |pattern: &&str| pattern.split_once('*').map(|(group, _)| (*group).to_owned());
    let groups: Vec<String> = named(whole).iter().filter_map(group).collect();
    thing.stems.is_empty()
        && named(part).iter().all(|it| groups.iter().any(|group| it.starts_with(group.as_str())))
        && !named(part).is_empty()
        && !std::ptr::eq(part, whole)
}

/// Whether two mentions stand in one list: 行政复议、提起行政诉讼.
fn is_list(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    let between = text.get(one.end..other.start).unwrap_or("。");
    let joins = between.contains(['、', '和', '与', '及', '或']);
    joins && between.len() <= 60 && between.chars().all(|c| "、和与及以或者其被提起申请的案件 ".contains(c))
}

/// A clause that says that there was none of something.
pub struct NoneOf<'a> {
    pub text: &'a str,
    /// The words that say none.
    pub none: &'a Range<usize>,
    /// Whether something else is spoken of too.
    pub is_apart: bool,
}

impl NoneOf<'_> {
    /// What there was none of, with where the words end that say so.
    pub fn said(&self, mentions: &[Mention]) -> Vec<(Subject, usize)> {
        let aspects = || {
            mentions.iter().flat_map(|it| it.aspects().map(move |(family, aspect, _)| (it, family, aspect)))
        };
        let is_other = |family: &&Family| family.things.len() > 1;
        let mut found: Vec<(Subject, usize)> = Vec::new();
        let mut add = |subject: Subject, end: usize| match found.iter_mut().find(|(it, _)| *it == subject) {
            Some((_, known)) => *known = end,
            None => found.push((subject, end)),
        };
        let others: Vec<_> =
            mentions.iter().flat_map(|it| it.things().map(move |named| (it, named))).collect();
        for (mention, (family, thing)) in others.iter().filter(|(_, (family, _))| is_other(family)) {
            let alone = family.aspects.iter().find(|it| it.words.is_empty() && it.may_be_none);
            let is_plain = !aspects().any(|(_, other, _)| std::ptr::eq(other, *family));
            if let Some(aspect) = alone.filter(|_| is_plain) {
                add(Subject { family, thing, aspect }, mention.range.end);
            }
        }
        let requests = others.iter().find(|(_, (family, _))| !is_other(family));
        let first_other =
            others.iter().find(|(_, (family, _))| is_other(family)).map(|(it, _)| it.range.clone());
        let aspects_of = |family: &Family| -> Vec<&'static Aspect> {
            aspects().filter(|(_, other, _)| std::ptr::eq(*other, family)).map(|(_, _, it)| it).collect()
        };
        let left = aspects().find(|(_, _, aspect)| aspect.may_be_none && !aspect.needs_thing);
        if let Some((mention, family, aspect)) = left {
            let thing = &family.things[0];
            add(Subject { family, thing, aspect }, mention.range.end);
        } else if let Some((mention, (family, thing))) = requests
            && self.is_received(mention, &aspects_of(family))
            && first_other.is_none_or(|other| {
                other.start > mention.range.end && is_list(self.text, &mention.range, &other)
            })
        {
            let received = |it: &&Aspect| it.topic == Topic::Received && it.may_be_none;
            if let Some(aspect) = family.aspects.iter().rfind(received) {
                add(Subject { family, thing, aspect }, mention.range.end);
            }
        }
        found
    }

    /// Whether requests are what did not come in, and not what something else did not come of.
    fn is_received(&self, mention: &Mention, aspects: &[&Aspect]) -> bool {
        let none = &self.text[self.none.clone()];
        if aspects.iter().any(|aspect| !aspect.may_be_none && !aspect.needs_thing) {
            return false;
        }
        if ["收", "接", "受理"].into_iter().any(|word| none.contains(word)) {
            return true;
        }
        if self.is_apart || aspects.iter().any(|aspect| !aspect.may_be_none) {
            return false;
        }
        let between = self.text.get(self.none.end..mention.range.start).unwrap_or_default();
        between.chars().all(|c| {
            "任何人提出的单位个体群众新其他一件相关有要求企业公民、法和或者组织到收受理接".contains(c)
        })
    }
}
