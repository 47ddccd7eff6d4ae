//! Sentences that reports usually say about their numbers, to be filled from the tables. In their wordings `{…}`
//! stands for a number: the sum of the cells whose names are like one of the patterns between `+`; `{year}` and
//! `{organ}` for whose report it is. What stands between `[` and `]` is left out where its number is 0.
//! What an edition has no cells for it does not offer. Knows no number.

use super::texts::TextField;
use super::{Cell, Format};

/// A sentence that reports usually say.
#[derive(Debug)]
pub struct Phrase {
    /// What it is about.
    pub name: &'static str,
    /// The chapter that it usually stands in.
    pub usual_in: TextField,
    /// A cell that the edition must have; empty where every edition will do.
    pub of: &'static str,
    /// The sentence.
    pub wording: &'static str,
    /// A sum, and the sentence where that is 0; none is offered then if the sentence is empty.
    pub none: (&'static str, &'static str),
    /// Words by which a sentence is known that says it already: all of one group.
    pub words: &'static [&'static [&'static str]],
    /// What is to be thought of; empty where nothing is.
    pub note: &'static str,
}

/// All of them, in the order in which they are read.
pub const PHRASES: &[Phrase] = &[
    Phrase {
        name: "收到与办结",
        usual_in: TextField::OVERVIEW,
        of: "requests.new.total",
        wording: "{year}，{organ}新收政府信息公开申请{requests.new.total}件，上年结转{requests.carried-in.total}件，\
            办结{requests.concluded.total}件，结转下年度继续办理{requests.carried-out.total}件。",
        none: (
            "requests.new.total+requests.carried-in.total",
            "{year}，{organ}没有收到政府信息公开申请，也没有上年结转的申请。",
        ),
        words: &[&["新收"], &["收到", "申请"], &["受理", "申请"]],
        note: "",
    },
    Phrase {
        name: "结果分布",
        usual_in: TextField::OVERVIEW,
        of: "requests.concluded.total",
        wording: "{year}，办结政府信息公开申请{requests.concluded.total}件，其中予以公开{requests.granted.total}件，\
            部分公开{requests.partly-granted.total}件，不予公开{requests.refused.*.total}件，\
            无法提供{requests.unavailable.*.total}件，不予处理{requests.rejected.*.total}件，\
            其他处理{requests.other.total+requests.other.*.total}件。",
        none: ("requests.concluded.total", ""),
        words: &[&["予以公开"], &["部分公开"]],
        note: "",
    },
    Phrase {
        name: "结转",
        usual_in: TextField::OVERVIEW,
        of: "requests.carried-out.total",
        wording: "{year}，结转下年度继续办理的政府信息公开申请{requests.carried-out.total}件。",
        none: ("requests.carried-out.total", "{year}，没有结转下年度继续办理的政府信息公开申请。"),
        words: &[&["结转下年"], &["结转到下"], &["结转至下"], &["结转", "继续办理"]],
        note: "",
    },
    Phrase {
        name: "复议诉讼",
        usual_in: TextField::OVERVIEW,
        of: "disputes.reconsideration.total",
        wording: "{year}，{organ}因政府信息公开被申请行政复议{disputes.reconsideration.total}件\
            [，结果维持{disputes.reconsideration.upheld}件][，结果纠正{disputes.reconsideration.corrected}件]\
            [，其他结果{disputes.reconsideration.other}件][，尚未审结{disputes.reconsideration.pending}件]；\
            被提起行政诉讼{disputes.litigation-direct.total+disputes.litigation-after-reconsideration.total}件\
            [，结果维持{disputes.litigation-direct.upheld+disputes.litigation-after-reconsideration.upheld}件]\
            [，结果纠正{disputes.litigation-direct.corrected+disputes.litigation-after-reconsideration.corrected}件]\
            [，其他结果{disputes.litigation-direct.other+disputes.litigation-after-reconsideration.other}件]\
            [，尚未审结{disputes.litigation-direct.pending+disputes.litigation-after-reconsideration.pending}件]。",
        none: (
            "disputes.reconsideration.total+disputes.litigation-direct.total+disputes.litigation-after-reconsideration.total",
            "{year}，{organ}没有因政府信息公开被申请行政复议、被提起行政诉讼。",
        ),
        words: &[&["行政复议"], &["行政诉讼"], &["复议", "诉讼"]],
        note: "",
    },
    Phrase {
        name: "规范性文件",
        usual_in: TextField::OVERVIEW,
        of: "disclosure.normative-documents.issued",
        wording: "{year}，制发行政规范性文件{disclosure.normative-documents.issued}件，\
            废止{disclosure.normative-documents.repealed}件，现行有效{disclosure.normative-documents.in-force}件。",
        none: (
            "disclosure.normative-documents.issued+disclosure.normative-documents.repealed+disclosure.normative-documents.in-force",
            "{year}，{organ}没有制发、废止行政规范性文件，没有现行有效的行政规范性文件。",
        ),
        words: &[&["规范性文件"]],
        note: "",
    },
    Phrase {
        name: "规范性文件",
        usual_in: TextField::OVERVIEW,
        of: "disclosure.normative-documents.made",
        wording: "{year}，新制作规范性文件{disclosure.normative-documents.made}件，\
            新公开{disclosure.normative-documents.published}件，对外公开总数{disclosure.normative-documents.total}件。",
        none: (
            "disclosure.normative-documents.made+disclosure.normative-documents.published+disclosure.normative-documents.total",
            "{year}，{organ}没有制作、公开规范性文件。",
        ),
        words: &[&["规范性文件"]],
        note: "",
    },
    Phrase {
        name: "信息处理费",
        usual_in: TextField::OTHER_MATTERS,
        of: "",
        wording: "{year}，因申请人逾期未按收费通知要求缴纳费用，不再处理政府信息公开申请{requests.other.unpaid.total}件。",
        none: (
            "requests.other.unpaid.total",
            "{year}，{organ}没有发出信息处理费收费通知，没有收取信息处理费。",
        ),
        words: &[&["处理费"]],
        note: "发出过收费通知的，另写件数、总金额和实际收取的金额。",
    },
];

impl Format {
    /// The cells that a sum of a phrase is made of; none where this edition has no such cells.
    pub fn summed(&self, sum: &'static str) -> Vec<Cell> {
        let like = |pattern| self.cells_like(pattern).map(|(cell, _)| cell);
        sum.split('+').filter(|pattern| !pattern.is_empty()).flat_map(like).collect()
    }
}
