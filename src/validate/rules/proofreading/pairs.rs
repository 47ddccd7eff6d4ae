//! Brackets, quotation marks and 书名号 that do not pair.

use std::ops::Range;

use super::{Slip, after, before, lines};
use crate::prose::Prose;
use crate::validate::rule::{Checked, MOST};

/// The kind of a bracket, and whether it opens. Half and full width are one.
fn bracket(c: char) -> Option<(usize, bool)> {
    match c {
        '（' | '(' => Some((0, true)),
        '）' | ')' => Some((0, false)),
        '《' => Some((1, true)),
        '》' => Some((1, false)),
        '〈' => Some((2, true)),
        '〉' => Some((2, false)),
        '〔' => Some((3, true)),
        '〕' => Some((3, false)),
        '【' => Some((4, true)),
        '】' => Some((4, false)),
        '「' => Some((5, true)),
        '」' => Some((5, false)),
        '『' => Some((6, true)),
        '』' => Some((6, false)),
        _ => None,
    }
}

/// How many kinds of brackets there are.
const KINDS: usize = 7;

/// Marks without their other half. What a text opens in one line and closes in another is no slip.
pub fn unpaired(_: &Checked, prose: &Prose) -> Vec<Slip> {
    let text = prose.text();
    let mut slips = Vec::new();
    let by_line = |find: &dyn Fn(&str) -> Vec<Slip>, slips: &mut Vec<Slip>| {
        if find(text).is_empty() {
            return;
        }
        for (at, line) in lines(text) {
            slips.extend(find(line).into_iter().map(|slip| moved(slip, at)));
        }
    };
    by_line(&brackets, &mut slips);
    by_line(&|text| quotes(text, ['“', '”']), &mut slips);
    by_line(&|text| quotes(text, ['‘', '’']), &mut slips);
    slips.sort_by_key(|slip| slip.words[0].start);
    slips
}

/// A slip of a line, in its text.
fn moved(mut slip: Slip, by: usize) -> Slip {
    let move_on = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
    slip.words.iter_mut().for_each(move_on);
    slip.mends.iter_mut().flatten().for_each(|(range, _)| move_on(range));
    slip
}

fn brackets(text: &str) -> Vec<Slip> {
    let mut open: Vec<(usize, Range<usize>)> = Vec::new();
    let mut counts = [0; KINDS];
    let mut alone: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        match bracket(c) {
            Some((kind, true)) => {
                counts[kind] += 1;
                open.push((kind, range));
            }
            Some((kind, false)) if counts[kind] == 0 => {
                alone.extend((!marks_an_item(text, at)).then_some(range));
            }
            Some((kind, false)) => {
                while let Some((last, range)) = open.pop() {
                    counts[last] -= 1;
                    if last == kind {
                        break;
                    }
                    alone.push(range);
                }
            }
            None => {}
        }
    }
    alone.extend(open.into_iter().map(|(_, range)| range));
    alone.sort_by_key(|range| range.start);
    alone.into_iter().take(MOST).map(|range| slip(text, range)).collect()
}

/// Whether a closing bracket belongs to the mark of an item: 「1）」.
fn marks_an_item(text: &str, at: usize) -> bool {
    let is_of_mark = |c: char| c.is_ascii_alphanumeric() || crate::format::is_numeral(c);
    let mark: usize =
        text[..at].chars().rev().take(3).take_while(|c| is_of_mark(*c)).map(char::len_utf8).sum();
    mark > 0 && before(text, at - mark).is_none_or(|c| c.is_whitespace() || "。；：，、;:,".contains(c))
}

fn slip(text: &str, range: Range<usize>) -> Slip {
    let mark = &text[range.clone()];
    let twice = [before(text, range.start), after(text, range.end)]
        .into_iter()
        .flatten()
        .any(|c| mark.starts_with(c));
    match twice {
        true => Slip::sure(range.clone(), format!("“{mark}”多写了一个，请删去。"))
            .mended([(range, String::new())]),
        false => Slip::sure(range, format!("“{mark}”没有另一半，请补上或者删去。")),
    }
}

/// Quotation marks of one kind that do not open and close in turn. At most one slip: from the first that is
/// wrong, all that follow are.
fn quotes(text: &str, [opens, closes]: [char; 2]) -> Vec<Slip> {
    if !text.contains(opens) && !text.contains(closes) {
        return Vec::new();
    }
    let marks = text.char_indices().filter(|(_, c)| [opens, closes].contains(c));
    let marks: Vec<(usize, char)> = marks.filter(|(at, c)| !is_apostrophe(text, *at, *c)).collect();
    let wanted = |place: usize| if place.is_multiple_of(2) { opens } else { closes };
    let is_wrong = |(place, (_, c)): &(usize, &(usize, char))| *c != wanted(*place);
    let range = |at: usize| at..at + opens.len_utf8();
    let Some((_, (at, mark))) = marks.iter().enumerate().find(is_wrong) else {
        let last = marks.last().filter(|_| marks.len() % 2 == 1);
        return last.map(|(at, mark)| alone(range(*at), *mark)).into_iter().collect();
    };
    if marks.len() % 2 == 1 {
        return vec![alone(range(*at), *mark)];
    }
    let wrong: Vec<(usize, char)> =
        marks.iter().enumerate().filter(is_wrong).map(|(place, (at, _))| (*at, wanted(place))).collect();
    // 「“一“二”三”」 quotes within a quotation.
    let is_nested = wrong.len() == 2 && wrong.iter().map(|(_, c)| *c).eq([closes, opens]) && opens == '“';
    let (says, becomes): (_, Vec<String>) = match is_nested {
        true => ("引号里面再用引号，里面的用单引号。".to_owned(), vec!["‘".to_owned(), "’".to_owned()]),
        false => {
            let becomes = wrong.iter().map(|(_, c)| c.to_string()).collect();
            (format!("引号的方向不对：这里的{}应当是{}。", name(*mark), name(wrong[0].1)), becomes)
        }
    };
    let words = wrong.iter().map(|(at, _)| range(*at)).collect();
    let rewordings = wrong.iter().map(|(at, _)| range(*at)).zip(becomes);
    vec![Slip::style(words, says).mended(rewordings)]
}

fn alone(range: Range<usize>, mark: char) -> Slip {
    Slip::sure(range, format!("{}没有另一半，请补上或者删去。", name(mark)))
}

fn name(mark: char) -> &'static str {
    if matches!(mark, '“' | '‘') { "前引号" } else { "后引号" }
}

/// Whether a mark stands within a word of another language: 「people’s」.
fn is_apostrophe(text: &str, at: usize, c: char) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    c == '’' && is_letter(before(text, at)) && is_letter(after(text, at + c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mended, slips};

    #[test]
    fn marks_that_pair_hold() {
        for text in [
            "落实《条例》（国令第711号）〔2021〕30号，做到“应公开尽公开”。",
            "落实“先审‘后’发”，（一)受理。\n1）公开\n2)答复；3）监督。",
            "（地址：示例路1号\n电话：0000-1234567）",
            "It’s “open”。",
        ] {
            let found = slips(text);
            assert!(
                found.iter().all(|found| !found.contains("另一半") && !found.contains("引号")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_mark_without_its_other_half_is_found() {
        assert_eq!(slips("根据《条例要求编制。"), ["“《”没有另一半，请补上或者删去。"]);
        assert_eq!(slips("公开12条（其中网站9条。"), ["“（”没有另一半，请补上或者删去。"]);
        assert_eq!(slips("公开12条）。"), ["“）”没有另一半，请补上或者删去。"]);
        assert_eq!(slips("做到“应公开尽公开。"), ["前引号没有另一半，请补上或者删去。"]);
    }

    #[test]
    fn a_mark_that_stands_twice_or_the_wrong_way_round_is_mended() {
        assert_eq!(mended("根据《《条例》编制。"), "根据《条例》编制。");
        assert_eq!(mended("公开12条（其中网站9条））。"), "公开12条（其中网站9条）。");
        assert_eq!(mended("秉持“优质公开“理念。"), "秉持“优质公开”理念。");
        assert_eq!(mended("秉持”优质公开“理念。"), "秉持“优质公开”理念。");
        assert_eq!(mended("落实“先审“后”发”。"), "落实“先审‘后’发”。");
    }
}
