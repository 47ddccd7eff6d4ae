//! 插入: sentences that the report can say about its numbers, filled from its tables. Only numbers that are
//! complete are said.

use crate::format::phrases::{PHRASES, Phrase};
use crate::format::texts::TextField;
use crate::prose::Prose;
use crate::prose::numbers::NumberKind;
use crate::report::Report;
use crate::report::figure::Figures;
use crate::report::office::Scope;

/// Words that say that there was none.
const NONE: [&str; 4] = ["没有", "未", "无", "零"];

/// A sentence that can be put into a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// What it is about.
    pub name: &'static str,
    /// What it says, in pieces; whether each is a number of a table.
    pub pieces: Vec<(String, bool)>,
    /// Whether a text of the report says it already, as far as its words tell.
    pub is_said: bool,
    /// Where it usually stands, if that is another text.
    pub usual_in: Option<TextField>,
    /// What is to be thought of; empty where nothing is.
    pub note: &'static str,
}

impl Sentence {
    /// What it says.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|(piece, _)| piece.as_str()).collect()
    }
}

/// Whether sentences are offered beside a text: beside those that they usually stand in.
pub fn are_offered(field: TextField) -> bool {
    PHRASES.iter().any(|phrase| phrase.usual_in == field)
}

/// The sentences that are offered beside a text; first those that usually stand there.
pub fn sentences(report: &Report, field: TextField) -> Vec<Sentence> {
    let figures = Figures::of(report);
    let read: Vec<Prose> = report.format().texts().map(|text| Prose::read(report.text(text))).collect();
    let sentence = |phrase: &'static Phrase| {
        Some(Sentence {
            name: phrase.name,
            pieces: filled(phrase, report, &figures)?,
            is_said: read.iter().any(|prose| says(prose, phrase)),
            usual_in: Some(phrase.usual_in).filter(|usual| *usual != field),
            note: phrase.note,
        })
    };
    let mut sentences: Vec<Sentence> = PHRASES.iter().filter_map(sentence).collect();
    sentences.sort_by_key(|sentence| sentence.usual_in.is_some());
    sentences
}

/// A phrase with the numbers of a report; none where one is missing, or nothing is to be said.
fn filled(phrase: &'static Phrase, report: &Report, figures: &Figures) -> Option<Vec<(String, bool)>> {
    let format = report.format();
    if !phrase.of.is_empty() && format.summed(phrase.of).is_empty() {
        return None;
    }
    let (sum, none) = phrase.none;
    // Of what an edition has no cells for there was none.
    let is_none = figures.sum(&format.summed(sum)).complete()? == 0;
    let wording = if is_none { none } else { phrase.wording };
    let mut pieces = Vec::new();
    for (at, part) in wording.split(['[', ']']).enumerate() {
        let (mut of_part, mut is_zero) = (Vec::new(), false);
        for piece in part.split_inclusive('}') {
            let (words, name) =
                piece.strip_suffix('}').and_then(|it| it.split_once('{')).unwrap_or((piece, ""));
            of_part.push((words.to_owned(), false));
            match name {
                "" => {}
                "year" => of_part.push((year(report), false)),
                "organ" => of_part.push((organ(report).to_owned(), false)),
                name => {
                    let cells = format.summed(name);
                    let number = figures.sum(&cells).complete().filter(|_| !cells.is_empty())?;
                    is_zero = number == 0;
                    of_part.push((number.to_string(), true));
                }
            }
        }
        // Every second part stands between brackets.
        if !(at % 2 == 1 && is_zero) {
            pieces.append(&mut of_part);
        }
    }
    pieces.retain(|(piece, _)| !piece.is_empty());
    (!pieces.is_empty()).then_some(pieces)
}

fn year(report: &Report) -> String {
    report.year_number().map_or_else(|| "本年度".to_owned(), |year| format!("{year}年"))
}

fn organ(report: &Report) -> &'static str {
    match report.scope() {
        Some(Scope::Area) => "本地区",
        Some(Scope::Own) | None => "本机关",
    }
}

/// Whether a sentence of a text says how many, or that there was none, in the words of a phrase.
fn says(prose: &Prose, phrase: &Phrase) -> bool {
    prose.sentences().iter().any(|place| {
        let sentence = &prose.text()[place.clone()];
        let counts = |number: &&crate::prose::Number| {
            number.kind == NumberKind::Count && place.contains(&number.range.start)
        };
        phrase.words.iter().any(|words| words.iter().all(|word| sentence.contains(word)))
            && (prose.numbers().iter().any(|number| counts(&number))
                || NONE.iter().any(|none| sentence.contains(none)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Edition;
    use crate::report::Edit;
    use crate::report::entry::Entry;

    /// A report of a year with 0 in every cell but these.
    fn report(year: i64, numbers: &[(&str, i64)]) -> Report {
        let mut report = Report::of_year(year);
        report.apply(report.fill_zeros(&report.format().cells));
        for (id, number) in numbers {
            let cell = report.format().cell(id).unwrap_or_else(|| panic!("no cell {id}"));
            report.apply(Edit::Cells(vec![(cell, Entry::Number(*number))]));
        }
        report
    }

    fn offered(report: &Report) -> Vec<(&'static str, String)> {
        let offered = sentences(report, TextField::OVERVIEW).into_iter();
        offered.map(|sentence| (sentence.name, sentence.text())).collect()
    }

    #[test]
    fn a_report_with_numbers_says_them() {
        let report = report(
            2024,
            &[
                ("requests.new.natural-person", 9),
                ("requests.new.business", 1),
                ("requests.carried-in.business", 2),
                ("requests.granted.natural-person", 7),
                ("requests.refused.process.business", 2),
                ("requests.other.unpaid.business", 1),
                ("requests.carried-out.natural-person", 2),
                ("disputes.reconsideration.upheld", 2),
                ("disputes.reconsideration.pending", 1),
                ("disputes.litigation-direct.upheld", 1),
                ("disputes.litigation-after-reconsideration.upheld", 1),
                ("disclosure.normative-documents.issued", 22),
                ("disclosure.normative-documents.in-force", 87),
            ],
        );
        let expected = [
            (
                "收到与办结",
                "2024年，本机关新收政府信息公开申请10件，上年结转2件，办结10件，结转下年度继续办理2件。",
            ),
            (
                "结果分布",
                "2024年，办结政府信息公开申请10件，其中予以公开7件，部分公开0件，不予公开2件，无法提供0件，不予处理0件，其他处理1件。",
            ),
            ("结转", "2024年，结转下年度继续办理的政府信息公开申请2件。"),
            (
                "复议诉讼",
                "2024年，本机关因政府信息公开被申请行政复议3件，结果维持2件，尚未审结1件；被提起行政诉讼2件，结果维持2件。",
            ),
            ("规范性文件", "2024年，制发行政规范性文件22件，废止0件，现行有效87件。"),
            ("信息处理费", "2024年，因申请人逾期未按收费通知要求缴纳费用，不再处理政府信息公开申请1件。"),
        ];
        assert_eq!(offered(&report), expected.map(|(name, text)| (name, text.to_owned())));
    }

    #[test]
    fn a_report_of_zeros_says_that_there_was_none() {
        let mut report = report(2020, &[]);
        report.apply(Edit::Scope(Some(Scope::Area)));
        let expected = [
            ("收到与办结", "2020年，本地区没有收到政府信息公开申请，也没有上年结转的申请。"),
            ("结转", "2020年，没有结转下年度继续办理的政府信息公开申请。"),
            ("复议诉讼", "2020年，本地区没有因政府信息公开被申请行政复议、被提起行政诉讼。"),
            ("规范性文件", "2020年，本地区没有制作、公开规范性文件。"),
            ("信息处理费", "2020年，本地区没有发出信息处理费收费通知，没有收取信息处理费。"),
        ];
        assert_eq!(offered(&report), expected.map(|(name, text)| (name, text.to_owned())));
    }

    #[test]
    fn a_number_that_is_not_complete_is_not_said() {
        for edition in Edition::ALL {
            let names: Vec<_> = offered(&Report::blank(edition)).into_iter().map(|(name, _)| name).collect();
            let fee = !edition.format().summed("requests.other.unpaid.total").is_empty();
            assert_eq!(names, if fee { vec![] } else { vec!["信息处理费"] }, "{}", edition.name());
        }
    }

    #[test]
    fn what_usually_stands_in_a_chapter_comes_first_there() {
        let report = report(2024, &[]);
        let first = &sentences(&report, TextField::OTHER_MATTERS)[0];
        assert_eq!((first.name, first.usual_in), ("信息处理费", None));
        let last = sentences(&report, TextField::OVERVIEW).pop().expect("a sentence");
        assert_eq!((last.name, last.usual_in), ("信息处理费", Some(TextField::OTHER_MATTERS)));
        assert!(are_offered(TextField::OVERVIEW) && are_offered(TextField::OTHER_MATTERS));
        assert!(!are_offered(TextField::PROBLEMS));
    }

    #[test]
    fn what_a_text_says_already_is_told() {
        let said = |field, text: &str| -> Vec<&str> {
            let mut report = report(2024, &[]);
            report.apply(Edit::Text(field, text.to_owned()));
            let said =
                sentences(&report, TextField::OVERVIEW).into_iter().filter(|sentence| sentence.is_said);
            said.map(|sentence| sentence.name).collect()
        };
        assert_eq!(said(TextField::OVERVIEW, "做好行政复议、行政诉讼应对。"), Vec::<&str>::new());
        assert_eq!(said(TextField::OVERVIEW, "全年未收到政府信息公开申请。"), ["收到与办结"]);
        assert_eq!(said(TextField::PREAMBLE, "2024年收到申请十二件，2025年再议。"), ["收到与办结"]);
        assert_eq!(said(TextField::OVERVIEW, "2024年清理规范性文件。"), Vec::<&str>::new());
        assert_eq!(said(TextField::OTHER_MATTERS, "没有收取信息处理费。"), ["信息处理费"]);
    }

    #[test]
    fn every_sentence_of_every_edition_reads_as_one() {
        for edition in Edition::ALL {
            let mut report = Report::blank(edition);
            let ones = edition.format().cells.iter().map(|cell| (*cell, Entry::Number(1))).collect();
            for edit in [report.fill_zeros(&edition.format().cells), Edit::Cells(ones)] {
                report.apply(edit);
                for (name, text) in offered(&report) {
                    assert!(
                        text.ends_with('。') && !text.contains(['{', '}', '[', ']', ' ']),
                        "{name}: {text}"
                    );
                    assert_eq!(Prose::read(text.as_str()).sentences().len(), 1, "{text}");
                }
            }
        }
    }

    #[test]
    fn the_results_that_are_listed_are_all_that_the_form_has() {
        for edition in [Edition::TRIAL_2019, Edition::REVISED_2021] {
            let format = edition.format();
            let mut listed: Vec<_> = [
                "requests.granted.total",
                "requests.partly-granted.total",
                "requests.refused.*.total",
                "requests.unavailable.*.total",
                "requests.rejected.*.total",
                "requests.other.total+requests.other.*.total",
            ]
            .iter()
            .inspect(|sum| assert!(PHRASES[1].wording.contains(*sum)))
            .flat_map(|sum| format.summed(sum))
            .collect();
            listed.sort_unstable();
            let mut parts: Vec<_> = (format.cell("requests.concluded.natural-person"))
                .into_iter()
                .flat_map(|cell| cell.declared().parts.clone())
                .filter_map(|part| format.cell(&part.id().replace("natural-person", "total")))
                .collect();
            parts.sort_unstable();
            assert_eq!(listed, parts);
        }
    }
}
