//! What can be taken over from last year's report: listed first, taken over by choice. Numbers only from a report
//! that is surely of the year before; the preamble with its year moved on.
//! Changes nothing; knows no screen.

use super::figure::Figures;
use super::previous::last_number;
use super::{Edit, Report};
use crate::format::meaning::Follows;
use crate::format::{Cell, Kind, head_label};
use crate::report::entry::{self, Entry};

/// Something that can be taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The stable name of the field that it goes into.
    pub id: &'static str,
    /// What a user reads of the field.
    pub name: String,
    /// What stands there now; empty where it is blank.
    pub now: String,
    /// What would stand there.
    pub new: String,
    /// The edit that puts it there.
    pub edit: Edit,
}

impl Carried {
    /// Whether it would take the place of something else.
    pub fn is_conflict(&self) -> bool {
        !self.now.is_empty()
    }
}

impl Report {
    /// What can be taken over from the report that is attached, in the order of the report; what stands there
    /// already is left out.
    pub fn carried(&self) -> Vec<Carried> {
        let Some(last) = self.previous().map(|previous| &previous.report) else { return Vec::new() };
        let head = ["organ", "organ-code", "level", "scope"]
            .into_iter()
            .filter_map(|id| self.carried_head(last, id));
        let mut carried: Vec<Carried> = head.chain(self.carried_preamble(last)).collect();
        if let Some(last) = self.year_before() {
            carried.extend(self.carried_numbers(last));
        }
        carried.retain(|it| it.now != it.new && !it.new.is_empty());
        carried
    }

    fn carried_head(&self, last: &Report, id: &'static str) -> Option<Carried> {
        let edit = self.typing(id, &last.head_value(id))?;
        let text = |report: &Report| report.head_text(id).map(|text| text.trim().to_owned());
        Some(Carried { id, name: head_label(id).to_owned(), now: text(self)?, new: text(last)?, edit })
    }

    /// The preamble, if it is known from which year to which it moves.
    fn carried_preamble(&self, last: &Report) -> Option<Carried> {
        let (field, then) = (self.format().preamble, last.year_number()?);
        let new = move_year(last.text(field), then, self.year_number().unwrap_or(then + 1));
        let (id, name, now) = (field.id(), field.name().to_owned(), self.text(field).to_owned());
        Some(Carried { id, name, now, edit: Edit::Text(field, new.clone()), new })
    }

    /// What was left over then is taken over now. A total comes along only where its parts do not say it.
    fn carried_numbers(&self, last: &Report) -> Vec<Carried> {
        let (now, then) = (Figures::of(self), Figures::of(last));
        let parts_say = |total: Cell| {
            let before = total.declared().parts.iter();
            before.map(|part| last_number(last, &then, *part)).collect::<Option<Vec<i64>>>()
        };
        let mut carried = Vec::new();
        for tie in self.format().ties(Follows::CarriedIn) {
            let [before] = tie.before.as_slice() else { continue };
            let Some(number) = last_number(last, &then, *before) else { continue };
            if tie.now.declared().is_total()
                && parts_say(*before).is_some_and(|it| it.iter().sum::<i64>() == number)
            {
                continue;
            }
            carried.push(Carried {
                id: tie.now.id(),
                name: tie.now.declared().name.clone(),
                now: now.text(self, tie.now),
                new: entry::write(Kind::Count, number),
                edit: Edit::Cells(vec![(tie.now, Entry::Number(number))]),
            });
        }
        carried
    }
}

/// The figures in which a year is written.
static DIGITS: [[char; 10]; 5] = [
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'],
    ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    ['○', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
];
/// What follows the year of a law or notice: when that was made is no matter of the report.
const OF_A_LAW: [&str; 16] = [
    "修订",
    "新修订",
    "修正",
    "新修正",
    "公布",
    "颁布",
    "施行",
    "起施行",
    "实施",
    "起实施",
    "印发",
    "制定",
    "通过",
    "国务院令",
    "国令",
    "版",
];

/// A text with a year moved on wherever it is the year of the report: before 年, or in a date of figures. The
/// years of laws and of titles in 《》 stay, unless the title is that of a yearly report.
fn move_year(text: &str, from: i64, to: i64) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut moved = String::with_capacity(text.len());
    let mut at = 0;
    let mut title_stays = false;
    while at < letters.len() {
        match letters[at] {
            '《' => title_stays = !is_of_a_report(&letters[at..]),
            '》' => title_stays = false,
            _ => {}
        }
        match year_at(&letters, at, from) {
            Some(digits) if !title_stays && is_of_the_report(&letters[at + 4..]) => {
                moved.extend(written(to, digits));
                at += 4;
            }
            _ => {
                moved.push(letters[at]);
                at += 1;
            }
        }
    }
    moved
}

/// The figures in which a year stands here, on its own.
fn year_at(letters: &[char], at: usize, year: i64) -> Option<&'static [char; 10]> {
    let here = letters.get(at..at + 4)?;
    let is_digit = |c: &char| DIGITS.iter().any(|digits| digits.contains(c));
    let before = at.checked_sub(1).and_then(|before| letters.get(before));
    let is_alone = !before.is_some_and(is_digit) && !letters.get(at + 4).is_some_and(is_digit);
    let digits = DIGITS.iter().find(|digits| written(year, digits).eq(here.iter().copied()));
    digits.filter(|_| is_alone)
}

fn written(year: i64, digits: &[char; 10]) -> impl Iterator<Item = char> {
    [1000, 100, 10, 1].into_iter().map(move |place| digits[(year / place % 10) as usize])
}

/// Whether what follows a year says that it is the report's own, and no law's.
fn is_of_the_report(after: &[char]) -> bool {
    let after: String = after.iter().take(24).filter(|c| !c.is_whitespace()).collect();
    if after.starts_with("政府信息公开") {
        return true;
    }
    if let Some(rest) = after.strip_prefix(['-', '.', '/', '．', '－']) {
        return rest.starts_with(|c: char| c.is_ascii_digit());
    }
    let Some(rest) = after.strip_prefix('年') else { return false };
    // The day of a law stands between its year and what was done then.
    let is_of_a_day = |c: char| c.is_ascii_digit() || matches!(c, '月' | '日') || DIGITS[1].contains(&c);
    let what = rest.trim_start_matches(is_of_a_day);
    !OF_A_LAW.iter().any(|word| what.starts_with(word))
}

/// Whether the title that begins here is that of a yearly report.
fn is_of_a_report(letters: &[char]) -> bool {
    let title: String = letters.iter().take_while(|c| **c != '》').take(80).collect();
    title.contains("年度报告") || title.contains("年报")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::texts::TextField;
    use crate::report::previous::Previous;

    #[test]
    fn the_year_of_the_report_moves_on_and_that_of_a_law_does_not() {
        for (then, now) in [
            (
                "现公布2023年度报告。统计期限自2023年1月1日起至2023年12月31日止。",
                "现公布2024年度报告。统计期限自2024年1月1日起至2024年12月31日止。",
            ),
            ("数据截至 2023 年 12 月 31 日。", "数据截至 2024 年 12 月 31 日。"),
            ("２０２３年，二〇二三年，二○二三年。", "２０２４年，二〇二四年，二○二四年。"),
            ("2023-01-01 至 2023.12.31", "2024-01-01 至 2024.12.31"),
            ("示例局2023政府信息公开年度报告", "示例局2024政府信息公开年度报告"),
            ("《示例局2023年政府信息公开工作年度报告》", "《示例局2024年政府信息公开工作年度报告》"),
            ("国令第2023号、12023年、20231年、2023件", "国令第2023号、12023年、20231年、2023件"),
            ("《2023年政务公开工作要点》、〔2023〕30号", "《2023年政务公开工作要点》、〔2023〕30号"),
            ("《条例》（2023年修订）、2023年5月15日起施行", "《条例》（2023年修订）、2023年5月15日起施行"),
            ("2023年新修订的《条例》（国令第711号）", "2023年新修订的《条例》（国令第711号）"),
            ("与2022年相比，2025年将", "与2022年相比，2025年将"),
        ] {
            assert_eq!(move_year(then, 2023, 2024), now);
        }
        assert_eq!(
            move_year("根据《条例》（2019年4月3日修订）编制2019年年度报告。", 2019, 2020),
            "根据《条例》（2019年4月3日修订）编制2020年年度报告。"
        );
        assert_eq!(move_year("二零二九年", 2029, 2030), "二零三零年");
    }

    /// A report of 2024 with what stands in some fields, and one of 2023 attached.
    fn report(now: &[(&str, &str)], then: &[(&str, &str)]) -> Report {
        let filled = |year, fields: &[(&str, &str)]| {
            let mut report = Report::of_year(year);
            for (id, text) in fields {
                report.apply(report.typing(id, text).expect("a field"));
            }
            report
        };
        let mut report = filled(2024, now);
        report.apply(Edit::Previous(Some(Previous::new("上年", filled(2023, then)))));
        report
    }

    fn lines(report: &Report) -> Vec<(&'static str, String, String)> {
        report.carried().into_iter().map(|it| (it.id, it.now, it.new)).collect()
    }

    fn line(id: &'static str, now: &str, new: &str) -> (&'static str, String, String) {
        (id, now.to_owned(), new.to_owned())
    }

    #[test]
    fn what_was_left_over_is_listed_column_by_column_with_what_stands_in_its_way() {
        let then = [
            ("requests.carried-out.business", "3"),
            ("requests.carried-out.research", "0"),
            ("requests.carried-out.other", "2"),
            ("requests.carried-out.total", "5"),
        ];
        let now = [("requests.carried-in.other", "1"), ("requests.carried-in.research", "0")];
        let mut report = report(&now, &then);
        let listed = [
            line("requests.carried-in.business", "", "3"),
            line("requests.carried-in.other", "1", "2"),
            line("requests.carried-in.total", "1", "5"),
        ];
        assert_eq!(
            lines(&report),
            listed,
            "what is blank there is not taken over; the total is known there alone"
        );
        for id in ["natural-person", "public-welfare", "legal-service"] {
            let last = report.previous().expect("what is attached").clone();
            let mut last = last.report;
            last.apply(last.typing(&format!("requests.carried-out.{id}"), "0").expect("a cell"));
            report.apply(Edit::Previous(Some(Previous::new("上年", last))));
        }
        assert!(
            lines(&report).iter().all(|(id, ..)| *id != "requests.carried-in.total"),
            "it follows its parts"
        );
    }

    #[test]
    fn what_stands_before_the_report_is_listed_unless_it_is_there() {
        let then = [
            ("organ", "示例局"),
            ("level", "department"),
            ("scope", "own"),
            ("preamble", "现公布2023年度报告。"),
            ("requests.carried-out.business", "3"),
        ];
        let report = report(&[("organ", "示例局"), ("preamble", "草稿。")], &then);
        assert_eq!(
            lines(&report),
            [
                line("level", "", "部门"),
                line("scope", "", "本机关"),
                line("preamble", "草稿。", "现公布2024年度报告。"),
                line("requests.carried-in.business", "", "3"),
            ]
        );
    }

    #[test]
    fn numbers_are_taken_over_from_the_year_before_alone() {
        let then = [("requests.carried-out.business", "3"), ("organ", "示例乙局")];
        let other = report(&[("organ", "示例局")], &then);
        assert_eq!(lines(&other), [line("organ", "示例局", "示例乙局")]);
        let later = report(&[("year", "2025")], &then);
        assert_eq!(lines(&later), [line("organ", "", "示例乙局")]);
    }

    #[test]
    fn each_edit_puts_there_what_is_listed_and_nothing_else() {
        let then = [("organ", "示例局"), ("level", "county"), ("requests.carried-out.business", "3")];
        let before = report(&[], &then);
        for carried in before.carried() {
            let mut after = before.clone();
            after.apply(carried.edit);
            let differences = before.differences(&after);
            assert_eq!((&differences[0].name, &differences[0].after), (&carried.name, &carried.new));
            let is_total = |name: &str| name.ends_with("总计");
            assert!(differences[1..].iter().all(|it| is_total(&it.name)), "totals follow: {differences:?}");
        }
        assert_eq!(before.text(TextField::PREAMBLE), "");
    }
}
