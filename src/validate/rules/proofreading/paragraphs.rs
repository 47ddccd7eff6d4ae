//! Paragraphs without their full stop. What may still be written, the last of a text, is to do and not wrong.

use super::punctuation::wide;
use super::{Slip, after, lines};
use crate::format::is_numeral;
use crate::prose::Prose;
use crate::validate::rule::Checked;

/// What a paragraph may end with, closing marks aside.
const ENDS: &str = "。！？；：….!?;:";
/// What may stand behind the end.
const CLOSING: &[char] = &['”', '’', '）', ')', '》', '"', '】', '」'];
/// Words of lines that are no sentences: an address of the network, what is attached, who is asked.
const NO_SENTENCE: [&str; 4] = ["http", "www", "附件", "联系人"];
/// Where an office is found: the words stand before what they announce.
const CONTACTS: [&str; 5] = ["电话", "邮编", "邮箱", "地址", "网址"];
/// So many letters a paragraph has at least, and a heading at most.
const SHORTEST: usize = 12;
const LONGEST_HEADING: usize = 40;

/// Paragraphs that end without a mark, or with a comma.
pub fn without_full_stop(_: &Checked, prose: &Prose) -> Vec<Slip> {
    let text = prose.text();
    let lines: Vec<(usize, &str)> = lines(text).collect();
    let is_paragraph = |(_, line): &&(usize, &str)| is_paragraph(line, lines.len());
    let open: Vec<&(usize, &str)> =
        lines.iter().filter(|(_, line)| !has_end(line)).filter(is_paragraph).collect();
    let is_last = |line: &(usize, &str)| lines.last().is_some_and(|last| last.0 == line.0);
    // Lines that a file broke within their sentences.
    let within = open.iter().filter(|line| !is_last(line)).count();
    if within > 1 && within * 2 >= lines.iter().filter(is_paragraph).count() {
        return Vec::new();
    }
    open.into_iter().map(|line| Slip { to_do: is_last(line), ..slip(line) }).collect()
}

/// Whether a line reads as a sentence: it has punctuation, and is no heading; the only line of a text is one.
fn is_paragraph(line: &str, lines: usize) -> bool {
    let letters = line.chars().count();
    let is_heading = letters <= LONGEST_HEADING
        && !has(line, &['。', '；', '：'])
        && line.starts_with(|c: char| "（(第".contains(c) || c.is_ascii_digit() || is_numeral(c))
        && !line.chars().take(6).any(|c| c == '是' || c == '年');
    let is_sentence = letters >= SHORTEST && has(line, &['，', '。', '；']) || lines == 1 && letters > 4;
    is_sentence
        && !is_heading
        && !line.contains(['\t', '|'])
        && line.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !NO_SENTENCE.iter().any(|word| line.contains(word))
        && !CONTACTS.iter().any(|word| announces(line, word))
}

/// Whether a word stands before what it announces: 「电话：」, 「邮编 223001」, and not within a sentence.
fn announces(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let next = line[at + word.len()..].trim_start().chars().next();
        next.is_none_or(|c| "：:（(为是".contains(c) || c.is_ascii_alphanumeric())
    })
}

/// Whether a line has one of some marks, in either width; the points of numbers are none.
fn has(line: &str, marks: &[char]) -> bool {
    let mut before = ' ';
    line.chars().any(|c| {
        let behind = std::mem::replace(&mut before, c);
        let is_point = c == '.' && !('\u{4e00}'..='\u{9fff}').contains(&behind);
        !is_point && marks.contains(&wide(c))
    })
}

fn has_end(line: &str) -> bool {
    let is_end = |text: &str| text.trim_end_matches(CLOSING).ends_with(|c: char| ENDS.contains(c));
    // A note in brackets behind the full stop needs none.
    let note = line.ends_with(['）', ')']).then(|| line.rfind(['（', '('])).flatten();
    is_end(line) || note.is_some_and(|at| at > 0 && is_end(&line[..at]))
}

fn slip((at, line): &(usize, &str)) -> Slip {
    let end = at + line.len();
    let last = line.chars().next_back().map_or(0, char::len_utf8);
    let tail: usize = line.chars().rev().take(6).map(char::len_utf8).sum();
    let words = &line[line.len() - tail..];
    let comma = after(line, line.len() - last).filter(|c| "，、,".contains(*c));
    let says = match comma {
        Some(comma) => format!("“{words}”这一段以“{comma}”结尾，请改为句号。"),
        None => format!("“{words}”这一段末尾没有句号，请补上。"),
    };
    let from = if comma.is_some() { end - last } else { end };
    Slip::hint(end - tail..end, says).mended([(from..end, "。".to_owned())])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mended, slips};

    #[test]
    fn paragraphs_headings_and_lines_that_are_no_sentences_hold() {
        for text in [
            "（一）强化组织领导，健全工作机制\n全年培训2次，接受社会评议。",
            "一、总体情况\n全年公开信息12条，其中：\n网站8条；\n新媒体4条。",
            "请与本机关联系，地址：示例路1号，电话：0000-1234567",
            "电话：0000-1234567，地址：示例路1号",
            "全年公开信息12条，其中网站8条。（注：含所属单位）\n全年培训2次，接受社会评议。",
            "做到“应公开，尽公开。”\n（全文完，谢谢。）",
            "无",
            "主要通过政府门户网站，主动公开政府\n文件、项目审批，通知公告等各类政\n府信息，共12条。",
        ] {
            assert_eq!(slips(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_paragraph_without_its_full_stop_is_found_and_the_last_is_to_do() {
        let text = "2022年我镇收到申请0件，行政诉讼0件\n全年培训2次，接受社会评议。\n明确专人负责，";
        assert_eq!(slips(text), ["“行政诉讼0件”这一段末尾没有句号，请补上。"]);
        assert_eq!(
            mended("2022年我镇收到申请0件，行政诉讼0件\n全年培训2次，接受社会评议。"),
            "2022年我镇收到申请0件，行政诉讼0件。\n全年培训2次，接受社会评议。"
        );
        assert_eq!(mended("无其他事项需报告"), "无其他事项需报告。");
        let headed = "（一）健全机制。全年培训2次，接受评议\n全年培训2次，接受社会评议。";
        assert_eq!(slips(headed), ["“次，接受评议”这一段末尾没有句号，请补上。"]);
        let answered = "全年答复12件，结果用电子邮箱告知本人\n全年培训2次，接受社会评议。";
        assert_eq!(slips(answered), ["“邮箱告知本人”这一段末尾没有句号，请补上。"]);
    }
}
