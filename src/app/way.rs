//! The way of a report once it is filled in: signed, published, checked, filed. What the preview says of it at its
//! head, what can be done at each stage, and which stage is known to be done.
//! Knows no markup and no clock.

use super::Editing;
use super::message::Errand;
use super::publication::Known;
use crate::export::{FileFormat, approval, fragment, html, json, word};
use crate::validate::{self, Severity};

/// The way of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Whether it can set out, in words.
    pub heading: &'static str,
    /// What is known of it, a sentence.
    pub lead: String,
    /// Its stages, in their order.
    pub stages: [Stage; 4],
}

/// A stage of the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its sign: one letter.
    pub sign: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What is used for it and how.
    pub words: &'static str,
    /// What can be done.
    pub deeds: &'static [Deed],
    /// What is known of what was done; nothing at a stage of which nothing can be known.
    pub known: Option<Outcome>,
}

/// What can be done at a stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deed {
    /// A file is downloaded.
    Download(&'static FileFormat),
    /// The report is copied for the editor of a web site.
    Copy,
    /// The published page is compared, on a page of its own.
    Compare,
}

/// What is known of what was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It was not done.
    Open,
    /// Page and draft were compared, with this result.
    Compared(Known),
}

impl Deed {
    /// What its button says.
    pub fn label(self) -> String {
        match self {
            Deed::Download(format) => format.label(),
            Deed::Copy => fragment::LABEL.to_owned(),
            Deed::Compare => "发布核对".to_owned(),
        }
    }

    /// What its button asks for; nothing where it leads to another page.
    pub fn errand(self) -> Option<Errand> {
        match self {
            Deed::Download(format) => Some(Errand::Download(format)),
            Deed::Copy => Some(Errand::CopyReport),
            Deed::Compare => None,
        }
    }
}

impl Stage {
    /// Whether it is done, as far as that is known: what is published is what the draft says now.
    pub fn is_done(&self) -> bool {
        matches!(&self.known, Some(Outcome::Compared(known)) if known.is_same && !known.is_stale)
    }
}

impl Editing {
    /// The way of the report as it stands.
    pub fn way(&self) -> Way {
        let errors = self.counts()[Severity::Error as usize];
        let (to_do, _) = self.to_do();
        let heading = match (errors, to_do) {
            (0, 0) => "可以送签了",
            (0, _) => "还没有填完",
            _ => "先改错误，再送签",
        };
        let has_last_year = self.report().year_before().is_some();
        let signing = match has_last_year {
            true => "签批单是一页纸：主要数字和上年并排，还有没有解决的问题和说明。",
            false => "签批单是一页纸：主要数字，还有没有解决的问题和说明。",
        };
        let stage = |sign, name, words, deeds, known| Stage { sign, name, words, deeds, known };
        let known = self.known_publication().map_or(Outcome::Open, Outcome::Compared);
        Way {
            heading,
            lead: self.lead(errors, to_do, has_last_year),
            stages: [
                stage("签", "先送签", signing, &SIGNING, None),
                stage(
                    "发",
                    "再发布",
                    "整页上传用 HTML；网站只能粘贴的，用“复制到网站编辑器”。",
                    &PUBLISHING,
                    None,
                ),
                stage(
                    "核",
                    "发布后核对",
                    "发布的网页存下来或者复制过来，逐格、逐段和草稿比。",
                    &CHECKING,
                    Some(known),
                ),
                stage(
                    "存",
                    "上报、留底",
                    "Word 盖章存档；JSON 交给上级，明年再打开、带入结转数。",
                    &FILING,
                    None,
                ),
            ],
        }
    }

    /// What is known of the report before it sets out, a sentence.
    fn lead(&self, errors: usize, to_do: usize, has_last_year: bool) -> String {
        let warnings = validate::wrong(self.findings()).filter(|it| it.severity == Severity::Warning);
        let (answered, open): (Vec<_>, Vec<_>) = warnings.partition(|finding| finding.answer.is_some());
        let counted = |count: usize, before: &str, behind: &str| match count {
            0 => None,
            count => Some(format!("{before}{count} {behind}")),
        };
        let facts = [
            counted(errors, "还有 ", "处错误").or_else(|| Some("没有错误".to_owned())),
            counted(to_do, "待填 ", "处"),
            counted(open.len(), "", "处提醒还没有写说明"),
            counted(answered.len(), "", "处提醒已写说明"),
            Some(if has_last_year { "上年报告已附上" } else { "没有附上上年报告" }.to_owned()),
        ];
        format!("{}。", facts.into_iter().flatten().collect::<Vec<_>>().join("；"))
    }
}

static SIGNING: [Deed; 2] = [Deed::Download(&approval::FORMAT), Deed::Download(&approval::WORD)];
static PUBLISHING: [Deed; 2] = [Deed::Download(&html::FORMAT), Deed::Copy];
static CHECKING: [Deed; 1] = [Deed::Compare];
static FILING: [Deed; 2] = [Deed::Download(&word::FORMAT), Deed::Download(&json::FORMAT)];
