//! V22: every chapter that must have a text has one, and no text has the heading of a chapter in it.

use std::ops::Range;

use crate::format::Chapter;
use crate::format::is_numeral;
use crate::format::texts::TextField;
use crate::validate::Finding;
use crate::validate::passage::{Mend, Passage, Rewording};
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A chapter has no text, or its heading stands in one.
pub static CHAPTER: Rule = Rule {
    id: "V22",
    title: "章节",
    wording: "六个部分都要有内容；标题各出现一次，正文里不再写。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条",
    help: "写上这一部分；要写哪几点，看正文旁边的要点。正文里多出来的标题删去，它下面的内容移到自己的部分。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for field in checked.report.format().texts() {
        let text = checked.report.text(field);
        if !field.is_optional() && text.trim().is_empty() {
            let words = vec![field.name().to_owned()];
            found.push(Finding { words, to_do: true, ..Finding::of(&CHAPTER, field.id()) });
        }
        headings(checked, field, text, found);
    }
}

/// Lines of a text that are headings of chapters.
fn headings(checked: &Checked, field: TextField, text: &str, found: &mut Vec<Finding>) {
    let mut next = 0;
    let mut begun = false;
    for whole in text.split_inclusive('\n') {
        let (begin, line) = (next + (whole.len() - whole.trim_start().len()), whole.trim());
        let is_first = !begun;
        begun |= !line.is_empty();
        next += whole.len();
        let Some((numeral, words)) = numbered(line) else { continue };
        let chapters = &checked.report.format().chapters;
        let Some(chapter) = chapters.iter().find(|chapter| is_heading(words, chapter)) else { continue };
        let is_own = chapter.text() == field && is_first && numeral == chapter.numeral();
        let says = match () {
            _ if is_own => "开头又写了一遍标题。标题会自动加上，请删去".to_owned(),
            _ if numeral != chapter.numeral() => format!(
                "有一行是第{}部分的标题，序号却是“{numeral}”。请删去，或者把这一部分移到自己的位置",
                chapter.numeral()
            ),
            _ => format!("有一行是第{numeral}部分的标题。请删去，或者把这一部分移到自己的位置"),
        };
        let all = begin..begin + line.len();
        let passage = Passage {
            field,
            at: begin,
            sentence: line.to_owned(),
            words: std::iter::once(0..line.len()).collect(),
        };
        let drop = |range: Range<usize>| Rewording {
            field,
            was: text[range.clone()].to_owned(),
            range,
            becomes: String::new(),
        };
        let is_all = text.trim() == line;
        let mends = (is_own && !is_all).then(|| Mend { what: "", rewordings: vec![drop(all.start..next)] });
        found.push(Finding {
            severity: Severity::Warning,
            words: vec![field.name().to_owned(), says],
            passages: vec![passage],
            mends: mends.into_iter().collect(),
            ..Finding::of(&CHAPTER, field.id())
        });
    }
}

/// The numeral of a line that is numbered as chapters are, and what stands behind it.
fn numbered(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 3 * 40;
    if line.len() > LONGEST {
        return None;
    }
    // A letter that a slip of the keyboard left before it.
    let line = line.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let end = line.find(|c| !is_numeral(c)).filter(|end| *end > 0)?;
    let words = line[end..].strip_prefix(['、', '.', '．', '，', ' '])?;
    Some((&line[..end], words))
}

/// Whether words are those of the heading of a chapter, but for a few letters.
fn is_heading(words: &str, chapter: &Chapter) -> bool {
    let plain = |text: &str| {
        text.chars().filter(|c| !c.is_whitespace() && !"、，。：".contains(*c)).collect::<String>()
    };
    let heading = plain(chapter.heading.split_once('、').map_or(chapter.heading, |(_, words)| words));
    let words = plain(words);
    let letters = heading.chars().count();
    words.chars().count().abs_diff(letters) <= letters / 6
        && strsim::levenshtein(&words, &heading) <= letters / 6
}

fn sentence(finding: &Finding) -> String {
    match finding.words.as_slice() {
        [name] => format!("“{name}”还没有写。"),
        [name, says] => format!("“{name}”的正文里{says}。"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn written_chapters_hold() {
        let mut clerk = Clerk::blank(2024);
        for field in ["overview", "problems", "other-matters"] {
            clerk.types(field, "本年情况如下。");
        }
        clerk.types("overview", "（一）主动公开政府信息情况\n按目录公开。\n一、公开渠道\n二、改进情况");
        assert_eq!(
            clerk.findings(&CHAPTER),
            [],
            "notes under tables may be missing, headings within a text stand"
        );
    }

    #[test]
    fn every_chapter_without_a_text_is_found() {
        let mut clerk = Clerk::blank(2024);
        let missing = [
            "“一、总体情况”还没有写。",
            "“五、存在的主要问题及改进情况”还没有写。",
            "“六、其他需要报告的事项”还没有写。",
        ];
        assert_eq!(clerk.reads(&CHAPTER), missing);
        assert!(clerk.findings(&CHAPTER).iter().all(|finding| finding.to_do));
        clerk.types("problems", "有。").types("other-matters", "有。").types("overview", "\n　\n");
        assert_eq!(clerk.reads(&CHAPTER), missing[..1]);
    }

    fn of_overview(text: &str) -> Vec<Finding> {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", text);
        clerk.findings(&CHAPTER).into_iter().filter(|finding| !finding.to_do).collect()
    }

    #[test]
    fn a_heading_of_a_chapter_in_a_text_is_found_at_every_place() {
        let text = "正文开头。\n四、收到和处理政府信息公开申请情况\n中间段落。\n四、收到和处理政府信息公开申请情况\n结尾。";
        let found = of_overview(text);
        let says = "“一、总体情况”的正文里有一行是第三部分的标题，序号却是“四”。请删去，或者把这一部分移到自己的位置。";
        assert_eq!(found.iter().map(Finding::sentence).collect::<Vec<_>>(), [says, says]);
        assert_eq!(found[1].passages[0].range().start, text.rfind('四').expect("a heading"));
        let says = "“一、总体情况”的正文里有一行是第二部分的标题。请删去，或者把这一部分移到自己的位置。";
        assert_eq!(of_overview("公开。\n二、主动公开政务信息情况")[0].sentence(), says);
    }

    #[test]
    fn the_heading_of_the_text_itself_can_be_dropped() {
        let found = of_overview("一、总体情况\n公开。");
        assert_eq!(found[0].sentence(), "“一、总体情况”的正文里开头又写了一遍标题。标题会自动加上，请删去。");
        assert_eq!(found[0].mends[0].rewordings[0].was, "一、总体情况\n");
    }

    #[test]
    fn what_the_text_says_is_not_decided_here() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("problems", "无");
        assert_eq!(clerk.targets(&CHAPTER), ["overview", "other-matters"]);
    }
}
