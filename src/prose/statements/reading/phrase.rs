//! What is remembered of a clause and of its sentence while they are read.

use std::ops::Range;

use super::super::Place;
use super::super::Time;
use super::super::subjects::{self, Mention};
use crate::format::vocabulary::{Family, Subject, Thing};

/// What a clause has said so far.
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    pub mentions: Vec<Mention>,
    /// Whether a number stands before it in the clause.
    pub follows_number: bool,
    pub has_other_words: bool,
    /// Whether it says something else before what it mentions.
    pub is_preceded: bool,
    pub is_apart: bool,
    pub is_channel: bool,
    pub is_all_channels: bool,
    pub is_change: bool,
    pub is_respectively: bool,
    pub is_each: bool,
    pub is_together: bool,
    pub is_worse: bool,
    /// The words that say that there was none.
    pub none: Option<Range<usize>>,
}

/// What a sentence has said so far.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    pub time: Option<Time>,
    pub place: Option<Place>,
    pub phrase: Phrase,
    /// The clause before, if it holds no number.
    pub before: Option<Phrase>,
    /// The clauses that brackets interrupt.
    pub outer: Vec<Phrase>,
    /// Whether quotation marks are open: what stands in them is a slogan or a name.
    pub is_quoted: bool,
    /// What the next numbers are said of, after 分别.
    pub in_order: Vec<Subject>,
    /// A number that nothing before it tells what it is said of.
    pub open: Option<(usize, Phrase)>,
    /// The things that it has named.
    pub things: Vec<(&'static Family, &'static Thing)>,
    /// Those that a number was said of together.
    pub together: Vec<&'static Thing>,
    /// The first number that is a part by a way of asking, and what it is said of.
    pub parts: Option<(usize, Vec<Subject>)>,
    /// Whether it has come to speak of something else: of letters, of hotlines, of other acts.
    pub is_elsewhere: bool,
}

impl Phrase {
    /// Takes over the one reason that brackets begin with: 不予公开（属于国家秘密）1 件, but not （含国家秘密）.
    pub fn is_narrowed_by(&mut self, inner: &Phrase, text: &str) {
        let [reason] = &inner.mentions[..] else { return };
        let is_within = |whole: &Mention| {
            reason.aspects().any(|(_, part, _)| {
                whole.aspects().any(|(family, whole, _)| subjects::is_within(family, part, whole))
            })
        };
        let begins = text[..reason.range.start].ends_with(['（', '(', '为', '因']);
        let is_alone = begins && !inner.follows_number && inner.none.is_none();
        if is_alone && self.mentions.last().is_some_and(is_within) {
            self.mentions.push(reason.clone());
        }
    }

    /// Takes over what the clause before says: all of it if this one says nothing of its own, else the things.
    pub fn follows(&mut self, before: &Phrase, with_all: bool) {
        let taken = before.mentions.iter().filter(|it| with_all || it.aspects().next().is_none());
        self.mentions.splice(0..0, taken.cloned());
        if with_all {
            self.is_apart |= before.is_apart;
            self.is_channel |= before.is_channel;
            self.is_all_channels |= before.is_all_channels;
            self.is_respectively |= before.is_respectively;
        }
    }
}
