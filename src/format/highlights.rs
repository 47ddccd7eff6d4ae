//! 主要数字: the numbers that a leader signs for and a reader looks at first, by theme, each the sum of some cells. By
//! stable names, in which `*` stands for any one part; what an edition has no cells for it does not show.
//! Knows no number.

use super::{Cell, Format};

/// What numbers are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Requests: received, taken over, concluded, left over.
    Requests,
    /// Who made the new requests.
    Applicants,
    /// How requests were concluded.
    Results,
    /// Why disclosure was refused.
    Refusals,
    /// Reconsideration, by its outcome.
    Reconsideration,
    /// Litigation, by its outcome.
    Litigation,
    /// Normative documents.
    Documents,
    /// Fees.
    Fees,
}

/// A number that is looked at first: the sum of some cells.
#[derive(Debug, PartialEq)]
pub struct Highlight {
    /// A short label, complete in itself within its theme.
    pub label: &'static str,
    /// The cells whose sum it is; never none.
    pub cells: Vec<Cell>,
}

type Declared = (&'static str, &'static [&'static str]);

impl Theme {
    /// All of them, in the order in which they are read.
    pub const ALL: [Theme; 8] = [
        Theme::Requests,
        Theme::Applicants,
        Theme::Results,
        Theme::Refusals,
        Theme::Reconsideration,
        Theme::Litigation,
        Theme::Documents,
        Theme::Fees,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Requests => "政府信息公开申请",
            Theme::Applicants => "申请人",
            Theme::Results => "办理结果",
            Theme::Refusals => "不予公开的理由",
            Theme::Reconsideration => "行政复议",
            Theme::Litigation => "行政诉讼",
            Theme::Documents => "行政规范性文件",
            Theme::Fees => "行政事业性收费",
        }
    }

    fn declared(self) -> &'static [Declared] {
        match self {
            Theme::Requests => &[
                ("本年新收", &["requests.new.total"]),
                ("上年结转", &["requests.carried-in.total"]),
                ("办结", &["requests.concluded.total"]),
                ("结转下年度", &["requests.carried-out.total"]),
            ],
            Theme::Applicants => &[
                ("自然人", &["requests.new.natural-person"]),
                ("商业企业", &["requests.new.business"]),
                ("科研机构", &["requests.new.research"]),
                ("社会公益组织", &["requests.new.public-welfare"]),
                ("法律服务机构", &["requests.new.legal-service"]),
                ("其他", &["requests.new.other"]),
            ],
            Theme::Results => &[
                ("予以公开", &["requests.granted.total"]),
                ("部分公开", &["requests.partly-granted.total"]),
                ("不予公开", &["requests.refused.*.total"]),
                ("无法提供", &["requests.unavailable.*.total"]),
                ("不予处理", &["requests.rejected.*.total"]),
                ("其他处理", &["requests.other.total", "requests.other.*.total"]),
            ],
            Theme::Refusals => &[
                ("国家秘密", &["requests.refused.state-secret.total"]),
                ("法律法规禁止", &["requests.refused.other-laws.total"]),
                ("三安全一稳定", &["requests.refused.security-stability.total"]),
                ("第三方权益", &["requests.refused.third-party.total"]),
                ("内部事务信息", &["requests.refused.internal-affairs.total"]),
                ("过程性信息", &["requests.refused.process.total"]),
                ("行政执法案卷", &["requests.refused.enforcement-file.total"]),
                ("行政查询事项", &["requests.refused.inquiry.total"]),
            ],
            Theme::Reconsideration => &[
                ("结果维持", &["disputes.reconsideration.upheld"]),
                ("结果纠正", &["disputes.reconsideration.corrected"]),
                ("其他结果", &["disputes.reconsideration.other"]),
                ("尚未审结", &["disputes.reconsideration.pending"]),
            ],
            Theme::Litigation => &[
                ("结果维持", &["disputes.*.upheld"]),
                ("结果纠正", &["disputes.*.corrected"]),
                ("其他结果", &["disputes.*.other"]),
                ("尚未审结", &["disputes.*.pending"]),
            ],
            Theme::Documents => &[
                (
                    "本年制发",
                    &["disclosure.normative-documents.issued", "disclosure.normative-documents.made"],
                ),
                ("本年废止", &["disclosure.normative-documents.repealed"]),
                ("本年新公开", &["disclosure.normative-documents.published"]),
                ("现行有效", &["disclosure.normative-documents.in-force"]),
                ("对外公开总数", &["disclosure.normative-documents.total"]),
            ],
            Theme::Fees => &[("收费金额", &["disclosure.fees.amount"])],
        }
    }
}

/// The few numbers that stand for all the others, each complete in itself without a theme.
const LEADING: &[Declared] = &[
    ("新收申请", &["requests.new.total"]),
    ("办结申请", &["requests.concluded.total"]),
    ("结转下年度", &["requests.carried-out.total"]),
    ("现行有效规范性文件", &["disclosure.normative-documents.in-force"]),
    ("对外公开规范性文件", &["disclosure.normative-documents.total"]),
];

impl Format {
    /// The numbers of a theme, in order.
    pub fn highlights(&self, theme: Theme) -> Vec<Highlight> {
        let is_of = |cell: &Cell| match theme {
            Theme::Litigation => !cell.id().starts_with("disputes.reconsideration."),
            _ => true,
        };
        self.highlights_of(theme.declared(), is_of)
    }

    /// The few numbers that stand for all the others, each with a label that needs no theme.
    pub fn leading_highlights(&self) -> Vec<Highlight> {
        self.highlights_of(LEADING, |_| true)
    }

    /// The number that those of a theme add up to, where the form has it beside them.
    pub fn whole_of(&self, theme: Theme) -> Option<Highlight> {
        let label = match theme {
            Theme::Applicants => "本年新收",
            Theme::Results => "办结",
            _ => return None,
        };
        self.highlights(Theme::Requests).into_iter().find(|highlight| highlight.label == label)
    }

    fn highlights_of(&self, declared: &[Declared], is_of: impl Fn(&Cell) -> bool) -> Vec<Highlight> {
        let highlight = |(label, patterns): &Declared| {
            let cells: Vec<Cell> = (patterns.iter())
                .flat_map(|pattern| self.cells_like(pattern).map(|(cell, _)| cell))
                .filter(&is_of)
                .collect();
            (!cells.is_empty()).then_some(Highlight { label, cells })
        };
        declared.iter().filter_map(highlight).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Edition;

    #[test]
    fn the_parts_of_a_theme_are_the_parts_of_its_sum() {
        for edition in [Edition::TRIAL_2019, Edition::REVISED_2021] {
            let format = edition.format();
            let of = |theme| -> Vec<Cell> {
                let mut cells: Vec<Cell> =
                    format.highlights(theme).into_iter().flat_map(|highlight| highlight.cells).collect();
                cells.sort_unstable();
                cells
            };
            let parts = |id: &str| {
                let mut parts = format.cell(id).expect("a cell").declared().parts.clone();
                parts.sort_unstable();
                parts
            };
            assert_eq!(of(Theme::Applicants), parts("requests.new.total"));
            let in_total_column: Vec<Cell> = parts("requests.concluded.natural-person")
                .iter()
                .filter_map(|cell| format.cell(&cell.id().replace("natural-person", "total")))
                .collect();
            assert_eq!(of(Theme::Results), in_total_column);
            assert_eq!(of(Theme::Reconsideration), parts("disputes.reconsideration.total"));
            assert_eq!(of(Theme::Litigation).len(), 8);
            let whole = |theme| format.whole_of(theme).map(|whole| whole.cells[0].id());
            assert_eq!(whole(Theme::Applicants), Some("requests.new.total"));
            assert_eq!(whole(Theme::Results), Some("requests.concluded.total"));
        }
    }

    #[test]
    fn what_an_edition_has_no_cells_for_is_not_shown() {
        let labels = |edition: Edition, theme| -> Vec<&str> {
            edition.format().highlights(theme).iter().map(|highlight| highlight.label).collect()
        };
        assert_eq!(labels(Edition::REVISED_2021, Theme::Documents), ["本年制发", "本年废止", "现行有效"]);
        assert_eq!(labels(Edition::TRIAL_2019, Theme::Documents), ["本年制发", "本年新公开", "对外公开总数"]);
        assert_eq!(labels(Edition::TRIAL_2019, Theme::Fees), Vec::<&str>::new());
        let leading = |edition: Edition| edition.format().leading_highlights().pop().map(|last| last.label);
        assert_eq!(leading(Edition::REVISED_2021), Some("现行有效规范性文件"));
        assert_eq!(leading(Edition::TRIAL_2019), Some("对外公开规范性文件"));
    }
}
