//! V38: no text tells what is somebody's own: the number of an identity card, a private mobile number. The line
//! that says how to reach the office is none of this.

use std::ops::Range;

use crate::report::entry::half_width;
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::{Passage, around};
use crate::validate::rule::{Checked, MOST, Mending, Rule, Severity};

/// Words near a telephone number that is meant to be called.
const CONTACT: [&str; 9] = ["电话", "联系", "手机", "热线", "传真", "咨询", "举报", "邮编", "值班"];
/// As many letters around a number are looked at for them.
const NEAR: usize = 40;

/// A text holds somebody's own data.
pub static PERSONAL_DATA: Rule = Rule {
    id: "V38",
    title: "个人信息",
    wording: "正文里没有身份证号码和个人手机号码。",
    severity: Severity::Warning,
    source: "《中华人民共和国个人信息保护法》第三十四条；《条例》第十五条",
    help: "删去号码；联系方式写办公电话。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for Read { field, prose, .. } in &checked.texts {
        let text = prose.text();
        let told = numbers(text).filter_map(|range| Some((what(text, &range)?, range))).take(MOST);
        found.extend(told.map(|(what, range)| {
            let words = vec![field.name().to_owned(), what.to_owned()];
            Finding {
                words,
                passages: vec![Passage::of(*field, prose, &[range])],
                ..Finding::of(&PERSONAL_DATA, field.id())
            }
        }));
    }
}

/// Where digits stand in a row, with the X that ends the number of an identity card.
fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(is_digit)?;
        let end = start + text[start..].find(|c| !is_digit(c)).unwrap_or(text.len() - start);
        let check = text[end..].chars().next().filter(|c| matches!(c, 'X' | 'x' | 'Ｘ'));
        from = end + check.map_or(0, char::len_utf8);
        Some(start..from)
    })
}

/// What a number is of a person, if it is.
fn what(text: &str, range: &Range<usize>) -> Option<&'static str> {
    // Shorter than a mobile number, or longer than that of an identity card in full width.
    if !(11..=3 * 18).contains(&range.len()) {
        return None;
    }
    let number = half_width(&text[range.clone()]).to_uppercase();
    if is_identity(&number) {
        return Some("身份证号码");
    }
    let is_mobile =
        number.len() == 11 && number.starts_with('1') && ('3'..='9').contains(&number.chars().nth(1)?);
    let is_part =
        text[..range.start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/'));
    let near = &text[around(text, range, NEAR)];
    let is_contact = CONTACT.iter().any(|word| near.contains(word));
    (is_mobile && !is_part && !is_contact).then_some("手机号码")
}

/// Whether a number is that of an identity card: its date is one, and its last digit follows from the others.
fn is_identity(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits: Vec<u32> = number.chars().map_while(|c| c.to_digit(10)).collect();
    if number.chars().count() != 18 || digits.len() < 17 {
        return false;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    number.chars().nth(17) == "10X98765432".chars().nth(sum as usize % 11)
        && (18..=20).contains(&two(6))
        && (1..=12).contains(&two(10))
        && (1..=31).contains(&two(12))
}

fn sentence(finding: &Finding) -> String {
    let [text, what] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”里有一个{what}，属于个人信息，请删去。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn reads(text: &str) -> Vec<String> {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", text);
        clerk.reads(&PERSONAL_DATA)
    }

    #[test]
    fn numbers_of_the_office_hold() {
        for text in [
            "请与本机关办公室联系（地址：示例路1号，电话：0000-1234567，手机：13800000000）。",
            "拨打12345热线22050件，网站访问13812345678901次，编号A13800000000。",
            "统一社会信用代码11110000000000000X，文号〔2021〕30号。",
        ] {
            assert_eq!(reads(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_number_of_an_identity_card_and_a_mobile_number_are_found() {
        assert_eq!(
            reads("申请人张三，11010519491231002X，已经答复。"),
            ["“一、总体情况”里有一个身份证号码，属于个人信息，请删去。"]
        );
        assert_eq!(
            reads("答复申请人李四13800000000一件。"),
            ["“一、总体情况”里有一个手机号码，属于个人信息，请删去。"]
        );
    }

    #[test]
    fn a_number_whose_check_digit_is_wrong_is_undecided() {
        assert_eq!(reads("流水号110105194912310021，另有138000000001。"), [""; 0]);
        assert!(!is_identity("11010519491231002X1"), "a digit too many");
        assert!(!is_identity("1101051949123100"), "two too few");
    }
}
