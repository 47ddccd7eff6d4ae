//! What the form is: both editions of the official format of the 政府信息公开工作年度报告, declared
//! once as plain data. The editor, the checks, the exports and the help only read it.
//! Knows nothing of what was entered, and nothing of any screen or file.

mod cell;
mod disclosure;
mod disputes;
pub mod grid;
pub mod help;
pub mod requests;
pub mod rules;
pub mod table;
pub mod terms;
pub mod texts;

use std::collections::HashMap;
use std::sync::OnceLock;

pub use cell::{Cell, Kind, NumberCell, PerCell};
use grid::NumberRow;
use rules::Rule;
use table::{Sheet, Table};
use texts::TextField;

/// The years that a report in these formats can be of.
pub const YEARS: std::ops::RangeInclusive<i64> = 2019..=2099;

/// An edition of the official format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// 国办公开办函〔2019〕60号, the trial format: reports for 2019 and 2020.
    Trial2019,
    /// 国办公开办函〔2021〕30号: reports for 2021 and later.
    Revised2021,
}

impl Edition {
    /// Both editions, oldest first.
    pub const ALL: [Edition; 2] = [Edition::Trial2019, Edition::Revised2021];

    /// The stable name in files and addresses: `2019` or `2021`.
    pub fn id(self) -> &'static str {
        match self {
            Edition::Trial2019 => "2019",
            Edition::Revised2021 => "2021",
        }
    }

    /// The edition of a stable name, if there is one.
    pub fn from_id(id: &str) -> Option<Edition> {
        Edition::ALL.into_iter().find(|edition| edition.id() == id)
    }

    /// The name that a user reads.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Trial2019 => "2019 年试行格式",
            Edition::Revised2021 => "2021 年格式",
        }
    }

    /// The edition in force for the report of a year (the year reported on, not the year of publication).
    pub fn for_year(year: i64) -> Edition {
        if year < 2021 { Edition::Trial2019 } else { Edition::Revised2021 }
    }

    /// The whole declaration of this edition.
    pub fn format(self) -> &'static Format {
        static FORMATS: [OnceLock<Format>; 2] = [OnceLock::new(), OnceLock::new()];
        FORMATS[self as usize].get_or_init(|| Format::declare(self))
    }
}

/// A sum of cells that must equal another sum of cells.
#[derive(Debug, PartialEq)]
pub struct Identity {
    /// The rule that it is a case of.
    pub rule: &'static Rule,
    /// The column or row that it speaks of, in words.
    pub subject: String,
    /// The cells of the left side.
    pub left: Vec<Cell>,
    /// The cells of the right side.
    pub right: Vec<Cell>,
}

/// A chapter of the report.
#[derive(Debug)]
pub struct Chapter {
    /// The heading, verbatim.
    pub heading: &'static str,
    /// A short name for lists.
    pub short: &'static str,
    /// What stands under the heading.
    pub body: Body,
}

/// What stands under a heading.
#[derive(Debug)]
pub enum Body {
    /// A text.
    Text(TextField),
    /// A table of numbers, and a text for notes under it.
    Table(Table, TextField),
}

impl Chapter {
    /// The text of the chapter: its whole body, or the notes under its table.
    pub fn text(&self) -> TextField {
        match &self.body {
            Body::Text(field) | Body::Table(_, field) => *field,
        }
    }

    /// The table of the chapter, if it has one.
    pub fn table(&self) -> Option<&Table> {
        match &self.body {
            Body::Text(_) => None,
            Body::Table(table, _) => Some(table),
        }
    }

    /// The name under which links go to the chapter: its table, or its text.
    pub fn anchor(&self) -> &'static str {
        match &self.body {
            Body::Text(field) => field.id(),
            Body::Table(table, _) => table.id,
        }
    }
}

/// One edition, whole: chapters in order, number cells in reading order, identities in the order of checking.
#[derive(Debug)]
pub struct Format {
    /// Which edition this is.
    pub edition: Edition,
    /// The six chapters.
    pub chapters: Vec<Chapter>,
    /// Every number cell.
    pub cells: Vec<Cell>,
    /// The arithmetic.
    pub identities: Vec<Identity>,
    /// The totals, each after the totals that it is a sum of.
    pub totals: Vec<Cell>,
    /// The printed rows with number cells, from the first table to the last.
    pub rows: Vec<NumberRow>,
    /// What is declared of the cells.
    declared: Vec<NumberCell>,
    by_id: HashMap<String, Cell>,
}

impl Format {
    fn declare(edition: Edition) -> Format {
        let mut sheet = Sheet::of(edition);
        let disclosure = disclosure::declare(edition, &mut sheet);
        let requests = requests::declare(edition, &mut sheet);
        let disputes = disputes::declare(&mut sheet);
        let chapter = |heading, short, body| Chapter { heading, short, body };
        let chapters = vec![
            chapter("一、总体情况", "总体情况", Body::Text(TextField::Overview)),
            chapter(
                "二、主动公开政府信息情况",
                "主动公开",
                Body::Table(disclosure, TextField::DisclosureNote),
            ),
            chapter(
                "三、收到和处理政府信息公开申请情况",
                "申请办理",
                Body::Table(requests, TextField::RequestsNote),
            ),
            chapter(
                "四、政府信息公开行政复议、行政诉讼情况",
                "复议诉讼",
                Body::Table(disputes, TextField::DisputesNote),
            ),
            chapter("五、存在的主要问题及改进情况", "问题与改进", Body::Text(TextField::Problems)),
            chapter("六、其他需要报告的事项", "其他事项", Body::Text(TextField::OtherMatters)),
        ];
        let tables = chapters.iter().enumerate().filter_map(|(at, chapter)| Some((at, chapter.table()?)));
        let rows = tables.flat_map(|(at, table)| grid::number_rows(at, table)).collect();
        let cells: Vec<Cell> = sheet.cells_from(0);
        let by_id = sheet.cells.iter().zip(&cells).map(|(declared, cell)| (declared.id.clone(), *cell));
        let by_id = by_id.collect();
        Format {
            edition,
            chapters,
            rows,
            totals: sheet.totals,
            cells,
            declared: sheet.cells,
            identities: sheet.identities,
            by_id,
        }
    }

    /// The cell with this stable name.
    pub fn cell(&self, id: &str) -> Option<Cell> {
        self.by_id.get(id).copied()
    }

    /// The chapter that holds this stable name (of a cell, a table or a text), counted from 0;
    /// none for what stands before the first chapter.
    pub fn chapter_of(&self, id: &str) -> Option<usize> {
        let table = id.split('.').next().unwrap_or(id);
        (self.chapters.iter()).position(|chapter| chapter.anchor() == table || chapter.text().id() == id)
    }
}

/// What stands before the report: stable names and labels.
pub const HEAD: [(&str, &str); 6] = [
    ("organ", "机关名称"),
    ("level", "机关层级"),
    ("scope", "数据范围"),
    ("year", "报告年度"),
    ("edition", "适用格式"),
    ("published", "发布日期"),
];

/// The label of a field before the report.
pub fn head_label(id: &str) -> &'static str {
    HEAD.iter().find(|(other, _)| *other == id).map_or("", |(_, label)| label)
}

/// The printed number of a chapter, counted from 0: 一 to 六.
pub fn numeral(chapter: usize) -> &'static str {
    ["一", "二", "三", "四", "五", "六"][chapter]
}
