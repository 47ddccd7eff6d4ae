//! What a text names as organs are named: kept with a report, to be compared with the names of a collection once these
//! are known. Knows no name.

/// How the names of offices end; those of streets, towns and townships do with 街道, 镇, 乡.
const OFFICES: [char; 4] = ['局', '委', '厅', '院'];
/// How many letters are kept before the end of a name, how many a name has at least, how many names are kept.
const MOST_LETTERS: usize = 16;
const FEWEST_LETTERS: usize = 3;
const MOST_NAMES: usize = 40;

/// What a text names, as far as it may be a name: up to so many letters before what names of organs end with. Which of
/// the letters are the name is told when the names are known.
pub fn mentions<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        let mut run: Vec<char> = Vec::new();
        for c in text.chars() {
            if !is_han(c) {
                run.clear();
                continue;
            }
            run.push(c);
            let is_end =
                OFFICES.contains(&c) || c == '道' && run.ends_with(&['街', '道']) || c == '镇' || c == '乡';
            if !is_end || run.len() < FEWEST_LETTERS {
                continue;
            }
            let name: String = run[run.len().saturating_sub(MOST_LETTERS)..].iter().collect();
            if !found.contains(&name) {
                found.push(name);
            }
            if found.len() == MOST_NAMES {
                return found;
            }
        }
    }
    found
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_name_is_kept_with_the_letters_before_its_end() {
        let found = mentions(["请向甲乙街道办事处和示例县教育局联系，我局负责。", "abc局"].into_iter());
        assert_eq!(found, ["请向甲乙街道", "请向甲乙街道办事处和示例县教育局"]);
    }

    #[test]
    fn no_more_is_kept_of_however_long_a_text() {
        let long: String =
            (0..3000).map(|at| format!("第{}个局，", char::from_u32(0x4e00 + at).unwrap_or('一'))).collect();
        let kept = mentions(std::iter::once(long.as_str()));
        assert_eq!(kept.len(), MOST_NAMES);
        assert!(kept.iter().all(|name| name.chars().count() <= MOST_LETTERS));
    }
}
