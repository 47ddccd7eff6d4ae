//! How wide a text is drawn, nearly: a picture has no layout of its own, and the fonts of a reader are not known.
//! Wide of the mark is on the safe side. Knows no chart.

/// The width of a text in a size, rounded up: Chinese letters are as wide as high.
pub fn width(text: &str, size: i64) -> i64 {
    let hundredths: i64 = text.chars().map(hundredths).sum();
    (hundredths * size + 99) / 100
}

/// How wide a character is, in hundredths of its size.
fn hundredths(c: char) -> i64 {
    match c {
        '0'..='9' | 'a'..='l' | 'n'..='v' | 'x'..='z' => 66,
        ' '..='/' | ':' | ';' | '[' | ']' => 60,
        '!'..='~' => 98,
        // Marks that combine, and those of direction.
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{a0}'..='\u{1fff}' => 110,
        '\u{2e80}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' => 100,
        '−' | '…' => 100,
        // Emoji, and what no font is sure to have.
        _ => 140,
    }
}

/// The largest of some sizes in which a text has room, or else the smallest.
pub fn fitting(text: &str, sizes: &[i64], room: i64) -> i64 {
    let fits = |size: &&i64| width(text, **size) <= room;
    sizes.iter().find(fits).or(sizes.last()).copied().unwrap_or_default()
}

/// The most lines that one text takes.
const MOST_LINES: usize = 12;

/// A text in lines, none wider than there is room; what does not stand in a dozen is cut with a mark.
pub fn lines(text: &str, size: i64, room: i64) -> Vec<String> {
    let mut lines = wrap(text, size, room);
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            while width(last, size) + size > room && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

/// A text in as many lines of nearly the same width, as titles are set.
pub fn even_lines(text: &str, size: i64, room: i64) -> Vec<String> {
    let full = lines(text, size, room);
    let count = i64::try_from(full.len()).unwrap_or(1).max(1);
    let even = (width(text, size) / count).min(room);
    // The narrowest room that makes no line more.
    let narrower = (0..4).map(|step| lines(text, size, even + (room - even) * step / 4));
    narrower.into_iter().find(|lines| lines.len() == full.len()).unwrap_or(full)
}

fn wrap(text: &str, size: i64, room: i64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut taken = 0;
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.retain(|c| !c.is_control());
    for c in text.chars() {
        let own = hundredths(c) * size;
        if taken + own > room * 100 && !line.is_empty() {
            // A word stays whole, and no line begins with what ends a phrase.
            let kept = break_before(&line, c);
            let rest = line.split_off(kept);
            let full = std::mem::replace(&mut line, rest.trim_start().to_owned());
            lines.push(full.trim_end().to_owned());
            taken = line.chars().map(hundredths).sum::<i64>() * size;
        }
        if c == ' ' && line.is_empty() {
            continue;
        }
        line.push(c);
        taken += own;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Up to where a line that ends before a character is kept on it.
fn break_before(line: &str, next: char) -> usize {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let ends_phrase = |c: char| "，。、：；！？）》”』」,.;:!?)]".contains(c);
    let mut after = next;
    for (at, c) in line.char_indices().rev() {
        if !(is_word(c) && is_word(after) || ends_phrase(after)) {
            return at + c.len_utf8();
        }
        after = c;
        // A word that takes most of a line is broken all the same.
        if at <= line.len() / 2 {
            break;
        }
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_nearly_even_and_none_is_too_wide() {
        assert_eq!(lines("示例市示例区示例街道办事处", 20, 200), ["示例市示例区示例街道", "办事处"]);
        assert_eq!(even_lines("示例市示例区示例街道办事处", 20, 200), ["示例市示例区示", "例街道办事处"]);
        assert_eq!(even_lines("示例局", 20, 200), ["示例局"]);
        assert_eq!(even_lines("", 20, 200), Vec::<String>::new());
        for text in ["长".repeat(200), "Wm".repeat(200), "a b ".repeat(190), "😀".repeat(180)] {
            for lines in [lines(&text, 20, 200), even_lines(&text, 20, 200)] {
                assert!(lines.iter().all(|line| width(line, 20) <= 200), "{lines:?}");
                assert!(lines.len() == 12 && lines[11].ends_with('…'), "{lines:?}");
            }
        }
    }

    #[test]
    fn words_stay_whole_and_no_line_begins_with_a_comma() {
        assert_eq!(wrap("甲乙丙 2024 年", 10, 50), ["甲乙丙", "2024 年"]);
        assert_eq!(wrap("甲乙丙丁戊，己", 10, 50), ["甲乙丙丁", "戊，己"]);
    }
}
