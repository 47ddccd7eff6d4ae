//! 退回意见: what a unit gets back, its findings in sentences with what the office above says to them. A document like
//! the report, so that the same encoders write it as a page, for Word and as plain text. What was answered already is
//! listed with its answer and asks for nothing.
//! Knows no screen.

use time::Date;

use super::extract::{Extract, Found};
use super::parcel::{self, File};
use crate::document::{Block, Document, Look, Paragraph, chinese_date};
use crate::export::{FileFormat, Occasion, Written, approval, html, word};
use crate::interchange::returned::{self, Returned};
use crate::report::Report;
use crate::validate::rules::RULES_OF_AREA;
use crate::validate::{Severity, remark, validate};

/// What stands behind the title of a report in the name of such a file.
const WHAT: &str = "（退回意见）";

const fn format(
    id: &'static str,
    name: &'static str,
    extension: &'static str,
    media_type: &'static str,
) -> FileFormat {
    FileFormat {
        id,
        name,
        purpose: "退回单位核对",
        occasion: Occasion::Signing,
        what: WHAT,
        extension,
        media_type,
        compares: false,
        written: Written::InTheWorker,
    }
}

/// As a page.
pub static PAGE: FileFormat = format("remarks", "网页", "html", "text/html;charset=utf-8");
/// For Word.
pub static WORD: FileFormat = format("remarks-word", "Word", "docx", word::MEDIA_TYPE);
/// As plain text.
pub static TEXT: FileFormat = format("remarks-text", "文本", "txt", "text/plain;charset=utf-8");
/// The report itself, to be opened with this program: what was found and what is said to it stands at its cells there.
pub static REPORT: FileFormat = format("remarks-report", "可打开的文件", "json", "application/json");
/// All of it for every unit, in one archive.
pub static ALL: FileFormat = format("remarks-all", "压缩包", "zip", parcel::MEDIA_TYPE);

/// A finding with what is said to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// What it rests on: the rule with its id, 「V01 申请收支平衡」.
    pub basis: String,
    /// The id of the rule, where the report alone shows that it is broken.
    pub rule: Option<String>,
    /// The stable name of the place.
    pub target: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, where, and what to do.
    pub sentence: String,
    /// What the unit said to it; empty where it said nothing.
    pub answer: String,
    /// What the office above says to it; empty where it says nothing.
    pub note: String,
}

impl Remark {
    /// Something that was seen beside other reports, by no rule of the report alone: its id and name, the stable name
    /// of the place, a sentence.
    pub fn beside(basis: &str, target: &str, sentence: String) -> Remark {
        Remark {
            basis: basis.to_owned(),
            rule: None,
            target: target.to_owned(),
            severity: Severity::Warning,
            sentence,
            answer: String::new(),
            note: String::new(),
        }
    }

    /// A finding without a note.
    pub fn of(found: &Found) -> Remark {
        Remark {
            basis: format!("{} {}", found.rule.id, found.rule.title),
            rule: (!RULES_OF_AREA.contains(&found.rule)).then(|| found.rule.id.to_owned()),
            target: found.target.clone(),
            severity: found.severity,
            sentence: found.sentence.clone(),
            answer: found.answer.clone(),
            note: String::new(),
        }
    }
}

/// What a unit gets back.
#[derive(Clone, Debug, PartialEq)]
pub struct Remarks {
    /// Whose report it is, and of which year, in two lines.
    pub title: [String; 2],
    /// The findings, the heaviest first.
    pub remarks: Vec<Remark>,
    /// How many findings there are besides, which are not listed.
    pub besides: usize,
    /// What is said to the whole; may be empty.
    pub note: String,
    /// Until when it is to come back.
    pub due: Option<Date>,
    /// Who sends it back, with a telephone number; may be empty.
    pub from: String,
}

impl Remarks {
    /// The remarks on a report, with what was seen only beside others: other years, other units, the organ above.
    pub fn of(extract: &Extract, beside: Vec<Remark>) -> Remarks {
        let mut remarks: Vec<Remark> = extract.findings.iter().map(Remark::of).chain(beside).collect();
        remarks.sort_by_key(|remark| (!remark.answer.is_empty(), remark.severity));
        let open = extract.findings.iter().filter(|found| found.is_open()).count();
        Remarks {
            title: extract.report().title(),
            remarks,
            besides: extract.counts.iter().sum::<usize>().saturating_sub(open),
            note: String::new(),
            due: None,
            from: String::new(),
        }
    }

    /// Whether nothing is to be said: such a report does not go back.
    pub fn is_empty(&self) -> bool {
        self.remarks.iter().all(|it| !it.answer.is_empty() && it.note.is_empty())
            && self.note.trim().is_empty()
    }

    /// As a document.
    pub fn document(&self) -> Document {
        let title: Vec<String> = self.title.iter().filter(|line| !line.is_empty()).cloned().collect();
        let name = format!("{}退回意见", title.concat());
        let mut blocks = vec![Block::Title(title), Block::Form("退回意见")];
        let (open, answered): (Vec<&Remark>, Vec<&Remark>) =
            self.remarks.iter().partition(|remark| remark.answer.is_empty() || !remark.note.is_empty());
        blocks.push(paragraph(self.opening(&open)));
        blocks.extend(lines(&self.note).map(paragraph));
        for (heading, severity) in [
            ("需要改正的错误", Severity::Error),
            ("请核对的地方", Severity::Warning),
            ("供参考的提示", Severity::Hint),
        ] {
            let of: Vec<_> = open.iter().copied().filter(|remark| remark.severity == severity).collect();
            add(heading, &of, &mut blocks);
        }
        add("已有说明的", &answered, &mut blocks);
        if self.besides > 0 {
            blocks.push(paragraph(format!("另有 {} 处没有列出，用本程序打开报告就能看到。", self.besides)));
        }
        if !self.from.trim().is_empty() {
            blocks.push(Block::Signature(vec![self.from.trim().to_owned()]));
        }
        Document { title: name, look: Look::Page, blocks }
    }

    fn opening(&self, open: &[&Remark]) -> String {
        let count = |severity| open.iter().filter(|remark| remark.severity == severity).count();
        let [errors, warnings, hints] = Severity::ALL.map(|severity| (severity.name(), count(severity)));
        let counts = [errors, warnings, hints].into_iter().filter(|(_, count)| *count > 0);
        let counts: Vec<String> = counts.map(|(name, count)| format!("{name} {count} 处")).collect();
        let found = match counts.is_empty() {
            true => "没有要改的地方".to_owned(),
            false => format!("有{}", counts.join("、")),
        };
        let due =
            self.due.map(|due| format!("请于{}前改正后重新报送。", chinese_date(due))).unwrap_or_default();
        format!("这份报告核对下来，{found}。{due}")
    }

    /// As a page by itself.
    pub fn html(&self) -> String {
        html::page(&self.document(), approval::STYLE, "")
    }

    /// As a Word file.
    pub fn word(&self) -> Vec<u8> {
        word::encode(&self.document())
    }

    /// The name of the file of a format.
    pub fn file_name(&self, format: &FileFormat) -> String {
        format.file_name_of(&self.title.concat())
    }

    /// What stands at the places of the report when the unit opens it, besides what its own check finds there.
    fn returned(&self, report: &Report) -> Returned {
        let goes = |it: &&Remark| !it.note.is_empty() || it.rule.is_none() && it.answer.is_empty();
        let of = |it: &Remark| remark::Remark {
            rule: it.rule.clone(),
            target: it.target.clone(),
            sentence: it.sentence.clone(),
            note: one_line(&it.note),
        };
        let mut remarks: Vec<remark::Remark> = self.remarks.iter().filter(goes).map(of).collect();
        let note = one_line(&self.note);
        if !note.is_empty() {
            remarks.push(remark::Remark {
                rule: None,
                target: "organ".into(),
                sentence: String::new(),
                note,
            });
        }
        Returned { report: report.clone(), due: self.due, from: self.from.trim().to_owned(), remarks }
    }

    /// Everything that goes back to a unit, each format with its file; the report too, where it is at hand whole.
    pub fn files(&self, report: Option<&Report>) -> Vec<(&'static FileFormat, File)> {
        let named = |format: &'static FileFormat, bytes| (format, (self.file_name(format), bytes));
        let mut files = vec![
            named(&PAGE, self.html().into_bytes()),
            named(&WORD, self.word()),
            named(&TEXT, self.text().into_bytes()),
        ];
        let with_remarks =
            |report: &Report| returned::write(&self.returned(report), &validate(report)).into_bytes();
        files.extend(report.map(|report| named(&REPORT, with_remarks(report))));
        files
    }

    /// As plain text, for a message.
    pub fn text(&self) -> String {
        let line = |block: &Block| match block {
            Block::Title(lines) | Block::Signature(lines) => lines.join("\n"),
            Block::Form(words) => format!("{words}\n"),
            Block::Heading(words) => format!("\n{words}"),
            Block::Paragraph(paragraph) => paragraph.text.clone(),
            Block::Code(line) => line.clone(),
            Block::Table(_) => String::new(),
        };
        let lines: Vec<String> = self.document().blocks.iter().map(line).collect();
        lines.join("\n") + "\n"
    }
}

fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned)
}

/// A note of several lines as one, as a sentence has it.
fn one_line(note: &str) -> String {
    lines(note).collect::<Vec<_>>().join(" ")
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(Paragraph::plain(text))
}

fn add(heading: &'static str, remarks: &[&Remark], blocks: &mut Vec<Block>) {
    if remarks.is_empty() {
        return;
    }
    blocks.push(Block::Heading(heading));
    for (at, remark) in remarks.iter().enumerate() {
        blocks.push(paragraph(format!("{}. {}（{}）", at + 1, remark.sentence, remark.basis)));
        blocks.extend(lines(&remark.answer).map(|line| paragraph(format!("　　单位说明：{line}"))));
        blocks.extend(lines(&remark.note).map(|line| paragraph(format!("　　意见：{line}"))));
    }
}
