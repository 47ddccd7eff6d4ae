//! What the screens show, worked out from the model: words, counts, progress, what stands beside the sheet.
//! Knows no markup.

use super::sheet::Sheet;
use super::{Aside, Editing, Model, Screen, View};
use crate::draft::session::SavedState;
use crate::format::texts::TextField;
use crate::format::{Body, Cell, Kind};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::validate::reading::Reading;
use crate::validate::{self, Finding, Severity};

/// How many findings there are, in words; nothing where there are none.
pub fn count_words(counts: [usize; Severity::ALL.len()]) -> String {
    let units = ["处错误", "处提醒", "条提示"];
    let counts = counts.iter().zip(units).filter(|(count, _)| **count > 0);
    counts.map(|(count, unit)| format!("{count} {unit}")).collect::<Vec<_>>().join("，")
}

/// What is wrong and waits for something to be done, in words.
pub fn wrong_words(findings: &[Finding]) -> String {
    match count_words(validate::count(validate::wrong(findings))) {
        words if words.is_empty() => "没有发现问题".to_owned(),
        words => words,
    }
}

/// What is wrong, in words, and how much is still to be filled in.
pub fn summary(findings: &[Finding]) -> String {
    let wrong = wrong_words(findings);
    match places_to_do(findings) {
        0 => wrong,
        count => format!("{wrong}，待填 {count} 处"),
    }
}

/// How many places are still to be filled in.
fn places_to_do(findings: &[Finding]) -> usize {
    validate::to_do(findings).filter(|finding| finding.answer.is_none()).map(Finding::places).sum()
}

/// The organ as titles and lists name it, also while its name is not filled in.
pub fn organ_words(report: &Report) -> String {
    match report.organ().trim() {
        "" => "未填机关名称".to_owned(),
        organ => organ.to_owned(),
    }
}

/// The year as lists name it.
pub fn year_words(report: &Report) -> String {
    match report.year().text(Kind::Count) {
        year if year.is_empty() => "未填年度".to_owned(),
        year => format!("{year} 年"),
    }
}

/// The name of the card of a finding.
pub fn card_name(finding: &Finding) -> String {
    format!("finding-{}", name_of(finding))
}

/// The name of the field for the answer to a finding.
pub fn answer_name(finding: &Finding) -> String {
    format!("answer-{}", name_of(finding))
}

fn name_of(finding: &Finding) -> String {
    let name = format!("{}-{}", finding.rule.id, finding.target);
    match finding.ordinal {
        0 => name,
        ordinal => format!("{name}-{}", ordinal + 1),
    }
}

/// How far a part of the report is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// How many cells or texts need nothing more.
    pub filled: usize,
    /// How many there are.
    pub total: usize,
    /// Whether they are cells of a table.
    pub is_table: bool,
    /// How many findings there are, by severity.
    pub counts: [usize; Severity::ALL.len()],
}

impl Progress {
    /// How far it is, in words.
    pub fn words(&self) -> String {
        match self {
            Progress { filled: 0, .. } => "未填".to_owned(),
            Progress { filled, total, .. } if filled == total => "已填完".to_owned(),
            Progress { filled, total, .. } => format!("已填 {filled} / {total}"),
        }
    }
}

impl Editing {
    /// How far the report is: what stands before the first chapter, then the chapters.
    pub fn progress(&self) -> Vec<Progress> {
        let (report, format) = (self.report(), self.format());
        let figures = Figures::of(report);
        let found = |chapter: Option<usize>| {
            validate::count(
                validate::wrong(&self.findings).filter(|it| format.chapter_of(it.target) == chapter),
            )
        };
        let written = |field: TextField| usize::from(!report.text(field).trim().is_empty());
        let there =
            [!report.organ().trim().is_empty(), report.year_number().is_some(), report.published().is_some()];
        let head = Progress {
            filled: there.iter().filter(|there| **there).count(),
            total: there.len(),
            is_table: false,
            counts: found(None),
        };
        let is_filled = |cell| match report.cell(cell) {
            Entry::Blank => false,
            Entry::Automatic => figures.at(cell).missing == 0,
            Entry::Number(_) | Entry::Text(_) => true,
        };
        let chapters = format.chapters.iter().enumerate().map(|(position, chapter)| {
            let counts = found(Some(position));
            match &chapter.body {
                Body::Text(field) => Progress { filled: written(*field), total: 1, is_table: false, counts },
                Body::Table(table, _) => Progress {
                    filled: table.cells.iter().filter(|cell| is_filled(**cell)).count(),
                    total: table.cells.len(),
                    is_table: true,
                    counts,
                },
            }
        });
        std::iter::once(head).chain(chapters).collect()
    }

    /// How many findings of each severity are wrong and not merely to be filled in.
    pub fn counts(&self) -> [usize; Severity::ALL.len()] {
        validate::count(validate::wrong(&self.findings))
    }

    /// How many places are still to be filled in, and where they begin, a sentence each.
    pub fn to_do(&self) -> (usize, Vec<(&'static str, String)>) {
        let open = validate::to_do(&self.findings).filter(|finding| finding.answer.is_none());
        (places_to_do(&self.findings), open.map(|finding| (finding.target, finding.sentence())).collect())
    }
}

impl Model {
    /// The title of the window.
    pub fn window_title(&self) -> String {
        let page = match &self.screen {
            Screen::Aside(Aside::Rules, _) => "检查规则".to_owned(),
            Screen::Aside(Aside::Privacy, _) => "隐私说明".to_owned(),
            Screen::Aside(Aside::Importing, _) => "导入".to_owned(),
            Screen::Aside(Aside::Reports, _) => "多份报告".to_owned(),
            Screen::Aside(..) => "草稿".to_owned(),
            Screen::Editing(editing, _) => {
                let errors = editing.counts()[Severity::Error as usize];
                let errors = if errors > 0 { format!("（{errors} 处错误）") } else { String::new() };
                format!("{errors}{}", bar_words(editing.report()).concat())
            }
            Screen::Looking(looking) => bar_words(&looking.report).concat(),
        };
        format!("{page} - 政府信息公开工作年度报告")
    }

    /// The organ and the year, for the bar; nothing on a page of no draft.
    pub fn bar(&self) -> Option<[String; 2]> {
        self.report().map(bar_words)
    }

    /// Whether the draft that is shown can be edited.
    pub fn is_at_work(&self) -> bool {
        matches!(self.screen, Screen::Editing(..))
    }

    /// Whether undo and redo have something to do.
    pub fn can_step(&self) -> [bool; 2] {
        match &self.screen {
            Screen::Editing(editing, _) => [editing.can_undo(), editing.can_redo()],
            _ => [false, false],
        }
    }

    /// The saved state, and whether it is in order; the time that it speaks of is worded by the browser's clock.
    pub fn saved(&self) -> Option<Saved> {
        Some(match &self.screen {
            Screen::Looking(_) => Saved::Trouble("只能查看，由更新的版本保存".to_owned()),
            Screen::Editing(editing, _) => match (editing.saved(), editing.is_edited()) {
                (SavedState::Pending, _) => Saved::Pending,
                (SavedState::Saved(time), _) => Saved::At(time),
                (SavedState::Refused(trouble), _) => {
                    Saved::Trouble(format!("未能保存：{trouble}，请下载备份"))
                }
                (SavedState::Behind, false) => Saved::Trouble("另一个标签页有新版本".to_owned()),
                (SavedState::Behind, true) => Saved::Trouble("未能保存：另一个标签页有新版本".to_owned()),
                (SavedState::Deleted, _) => Saved::Trouble("未能保存：草稿在另一个标签页里删除了".to_owned()),
            },
            Screen::Aside(..) => return None,
        })
    }

    /// What another tab did with the open draft, and whether there is a newer version to load.
    pub fn overtaken(&self) -> Option<(&'static str, bool)> {
        let Screen::Editing(editing, _) = &self.screen else { return None };
        Some(match (editing.saved(), editing.is_edited()) {
            (SavedState::Behind, true) => {
                ("另一个标签页保存了这份草稿的新版本。为了不覆盖它，这里的改动没有保存。", true)
            }
            (SavedState::Behind, false) => ("另一个标签页保存了这份草稿的新版本，这里显示的是以前的。", true),
            (SavedState::Deleted, _) => ("这份草稿在另一个标签页里删除了，这里的内容没有保存。", false),
            _ => return None,
        })
    }

    /// The page of the draft that is shown.
    pub fn view(&self) -> Option<&View> {
        match &self.screen {
            Screen::Editing(_, view) => Some(view),
            _ => None,
        }
    }

    /// Whether the help of the cell is shown.
    pub fn help_is_open(&self) -> bool {
        self.help_is_open
    }

    /// The id in the address; empty on a page of no draft.
    pub fn id(&self) -> String {
        self.route().draft().unwrap_or_default().to_owned()
    }
}

/// Whether the open draft is saved, for the bar.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// Not yet.
    Pending,
    /// At this time, in milliseconds since 1970.
    At(f64),
    /// Something stands in the way.
    Trouble(String),
}

fn bar_words(report: &Report) -> [String; 2] {
    let year = report.year().text(Kind::Count);
    [organ_words(report), if year.is_empty() { year } else { format!(" · {year} 年") }]
}

/// Where a total comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What it is at the moment.
    pub head: String,
    /// The parts that are not 0, with what they show.
    pub terms: Vec<(Cell, String)>,
    /// How many are 0, in words.
    pub zeros: Option<String>,
    /// The parts that are blank.
    pub blanks: Vec<Cell>,
}

impl Editing {
    /// The chapter in which the work goes on, counted from 0; none for what stands before the first.
    pub fn chapter_at_work(&self) -> Option<usize> {
        self.place.as_deref().and_then(|place| self.format().chapter_of(place))
    }

    /// What stands before the chapters, and the chapters: where each leads, and what it is called.
    pub fn chapter_names(&self) -> Vec<(&'static str, String)> {
        let chapters = self.format().chapters.iter();
        let chapters =
            chapters.map(|chapter| (chapter.anchor(), format!("{}、{}", chapter.numeral(), chapter.short)));
        std::iter::once(("organ", "报告信息".to_owned())).chain(chapters).collect()
    }

    /// Where a total comes from.
    pub fn explain(&self, cell: Cell) -> Explanation {
        let report = self.report();
        let figures = Figures::of(report);
        let parts = &cell.declared().parts;
        let reading = Reading::of(report, &figures, parts);
        let sum = figures.sum(parts);
        let head = match report.cell(cell) {
            Entry::Automatic if sum.missing == 0 => format!("自动合计 {}：", sum.value),
            Entry::Automatic if reading.blanks.is_empty() => {
                format!("自动合计，目前 {}，还有没填完的或不是数字的格：", sum.value)
            }
            Entry::Automatic => format!("自动合计，目前 {}，还有空白：", sum.value),
            _ => format!("由人填写 {}；各部分合计 {}：", figures.text(report, cell), sum.value),
        };
        let others = if reading.terms.is_empty() { "" } else { "另有 " };
        let zeros = (reading.zeros > 0).then(|| format!("{others}{} 格是 0。", reading.zeros));
        Explanation { head, terms: reading.terms, zeros, blanks: reading.blanks }
    }
}

impl Model {
    /// Whether the mouse was pressed in a cell and may be pulling a range.
    pub fn is_pulling(&self) -> bool {
        self.editing().is_some_and(|editing| editing.pressed.is_some())
    }

    /// Whether an element of the form is a number cell.
    pub fn is_cell(&self, name: &str) -> bool {
        self.cell_of(name).is_some()
    }

    /// The number cell of an element of the form.
    pub fn cell_of(&self, name: &str) -> Option<Cell> {
        self.editing().and_then(|editing| editing.format().cell(name))
    }

    /// How the sheet looks, on the page of the form.
    pub fn sheet(&self) -> Option<Sheet> {
        match &self.screen {
            Screen::Editing(editing, View::Edit) => Some(Sheet::of(editing, self.column)),
            _ => None,
        }
    }
}
