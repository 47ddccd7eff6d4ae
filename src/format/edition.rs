//! The editions of the official format, each one declaration in one list: its name, the years that it is
//! for, its chapters with their texts and tables. What editions share is stated beside the tables and texts.
//! Knows no layout.

use super::help::Help;
use super::matrix::Matrix;
use super::sections::Sections;
use super::texts::TextField;
use super::vocabulary::Family;
use super::{disclosure, disputes, requests};

/// What is declared of an edition.
pub struct Declaration {
    /// The stable name in files and addresses.
    pub id: &'static str,
    /// The name that a user reads.
    pub name: &'static str,
    /// The notice that it comes from.
    pub notice: &'static str,
    /// The first year whose report is in this format (the year reported on, not the year of publication).
    pub since: i64,
    /// The text before chapter one.
    pub preamble: TextField,
    /// The chapters, in order.
    pub chapters: &'static [ChapterDeclaration],
    /// What its rows, columns and chapters ask for, where [`super::help`] does not say it for all editions.
    pub help: &'static [(&'static str, Help)],
    /// What its texts count besides what [`super::vocabulary`] has for all editions.
    pub families: &'static [&'static Family],
}

/// A chapter: a text, or a table with a text for notes under it.
pub struct ChapterDeclaration {
    /// The heading, verbatim: a numeral, 「、」, and what the chapter is about.
    pub heading: &'static str,
    /// A short name for lists.
    pub short: &'static str,
    /// The table, if there is one.
    pub table: Option<Layout>,
    /// The text.
    pub text: TextField,
}

/// How a table is laid out.
pub enum Layout {
    /// Sections with columns of their own.
    Sections(Sections),
    /// Rows by columns.
    Matrix(Matrix),
}

/// All editions, oldest first.
const DECLARATIONS: &[&Declaration] = &[
    &TRIAL_2019,
    &REVISED_2021,
    #[cfg(test)]
    &super::fictitious::FICTITIOUS_2090,
];

/// The trial format.
const TRIAL_2019: Declaration = Declaration {
    id: "2019",
    name: "2019 年试行格式",
    notice: "国办公开办函〔2019〕60号",
    since: 2019,
    preamble: TextField::PREAMBLE,
    chapters: &[
        OVERVIEW,
        disclosure(disclosure::TRIAL_2019),
        requests(requests::TRIAL_2019),
        DISPUTES,
        PROBLEMS,
        OTHER_MATTERS,
    ],
    help: &[],
    families: &[],
};

/// The format of 2021.
const REVISED_2021: Declaration = Declaration {
    id: "2021",
    name: "2021 年格式",
    notice: "国办公开办函〔2021〕30号",
    since: 2021,
    preamble: TextField::PREAMBLE,
    chapters: &[
        OVERVIEW,
        disclosure(disclosure::REVISED_2021),
        requests(requests::REVISED_2021),
        DISPUTES,
        PROBLEMS,
        OTHER_MATTERS,
    ],
    help: &[],
    families: &[],
};

pub(super) const OVERVIEW: ChapterDeclaration = ChapterDeclaration {
    heading: TextField::OVERVIEW.name(),
    short: "总体情况",
    table: None,
    text: TextField::OVERVIEW,
};

pub(super) const fn disclosure(table: Sections) -> ChapterDeclaration {
    ChapterDeclaration {
        heading: "二、主动公开政府信息情况",
        short: "主动公开",
        table: Some(Layout::Sections(table)),
        text: TextField::DISCLOSURE_NOTE,
    }
}

pub(super) const fn requests(table: Matrix) -> ChapterDeclaration {
    ChapterDeclaration {
        heading: "三、收到和处理政府信息公开申请情况",
        short: "申请办理",
        table: Some(Layout::Matrix(table)),
        text: TextField::REQUESTS_NOTE,
    }
}

pub(super) const DISPUTES: ChapterDeclaration = ChapterDeclaration {
    heading: "四、政府信息公开行政复议、行政诉讼情况",
    short: "复议诉讼",
    table: Some(Layout::Matrix(disputes::DISPUTES)),
    text: TextField::DISPUTES_NOTE,
};

pub(super) const PROBLEMS: ChapterDeclaration = ChapterDeclaration {
    heading: TextField::PROBLEMS.name(),
    short: "问题与改进",
    table: None,
    text: TextField::PROBLEMS,
};

pub(super) const OTHER_MATTERS: ChapterDeclaration = ChapterDeclaration {
    heading: TextField::OTHER_MATTERS.name(),
    short: "其他事项",
    table: None,
    text: TextField::OTHER_MATTERS,
};

/// An edition of the official format, by its place in the list of declarations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition(u8);

impl Edition {
    /// All editions, oldest first.
    pub const ALL: [Edition; DECLARATIONS.len()] = {
        let mut all = [Edition(0); DECLARATIONS.len()];
        let mut place = 0;
        while place < all.len() {
            all[place] = Edition(place as u8);
            place += 1;
        }
        all
    };
    /// The trial format: reports for 2019 and 2020.
    pub const TRIAL_2019: Edition = Edition(0);
    /// The format of 2021: reports for 2021 and later.
    pub const REVISED_2021: Edition = Edition(1);
    /// The latest edition.
    pub const LATEST: Edition = Edition::ALL[Edition::ALL.len() - 1];

    /// The stable name in files and addresses, say `2021`.
    pub fn id(self) -> &'static str {
        self.declaration().id
    }

    /// The edition of a stable name, if there is one.
    pub fn from_id(id: &str) -> Option<Edition> {
        Edition::ALL.into_iter().find(|edition| edition.id() == id)
    }

    /// The name that a user reads.
    pub fn name(self) -> &'static str {
        self.declaration().name
    }

    /// The notice that it comes from, by its number.
    pub fn notice(self) -> &'static str {
        self.declaration().notice
    }

    /// The first year whose report is in it.
    pub fn since(self) -> i64 {
        self.declaration().since
    }

    /// The edition in force for the report of a year (the year reported on, not the year of publication).
    pub fn for_year(year: i64) -> Edition {
        let in_force = Edition::ALL.into_iter().rev().find(|edition| edition.since() <= year);
        in_force.unwrap_or(Edition::ALL[0])
    }

    /// What is declared of it.
    pub(super) fn declaration(self) -> &'static Declaration {
        DECLARATIONS[usize::from(self.0)]
    }

    /// Its place among the editions.
    pub(super) fn place(self) -> usize {
        usize::from(self.0)
    }

    /// Its texts, in the order of the report.
    pub fn texts(self) -> impl Iterator<Item = TextField> {
        let Declaration { preamble, chapters, .. } = self.declaration();
        std::iter::once(*preamble).chain(chapters.iter().map(|chapter| chapter.text))
    }
}
