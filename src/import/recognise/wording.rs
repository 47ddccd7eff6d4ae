//! The words of a source as they are compared: without spaces, half-width, in simplified characters; its
//! numerals, years and dates. Knows no report.

use time::{Date, Month};

use crate::import::characters::is_han;

/// The traditional and variant letters of the words that headings, titles and labels are made of, in the order
/// of Unicode.
const TRADITIONAL: &str = "佈來侷係俻個備傚傢働億內効動務勵區協厤參咊員問單噹囙圅國園團埰執報場夠奬學寀實審寫專對導尙屬幹廠\
    廢廣廳廻強後從復徵態慣應捲採搆據擧攷數於旹時暫曆會朞東枱査條業構標機檔檢檯權歴歷決沒況減準灋為無\
    爲獎獲現環產當癈發監確祕秊秖稅穩穫筞範糾納級組結給統經維網編緻縣總織繫繳繼續纍罰罸聯臺與舉萬葠蓡\
    蔘處號衛裏補裡製複覈見規觀訂計訊訓訟訪設許訴註評詢試話認誤說説課調談請論諮證議護讀負財責費資購踰\
    轉辦迴這逥進運過遠適選還邊郵鄉錄錶鎭鎮長門開間閤關陰陽際隻雲電頁項須領頟題額類颱體髮點齣龍";
/// Their simplified twins, in the same order.
const SIMPLIFIED: &str = "布来局系备个备效家动亿内效动务励区协历参和员问单当因函国园团采执报场够奖学采实审写专对导尚属干厂\
    废广厅回强后从复征态惯应卷采构据举考数于时时暂历会期东台查条业构标机档检台权历历决没况减准法为无\
    为奖获现环产当废发监确秘年只税稳获策范纠纳级组结给统经维网编致县总织系缴继续累罚罚联台与举万参参\
    参处号卫里补里制复核见规观订计讯训讼访设许诉注评询试话认误说说课调谈请论咨证议护读负财责费资购逾\
    转办回这回进运过远适选还边邮乡录表镇镇长门开间合关阴阳际只云电页项须领额题额类台体发点出龙";
/// The letters that have a twin are among these.
const HAN: std::ops::Range<u32> = 0x4e00..0xa000;

/// A text without spaces and line breaks, half-width but for 。 and 、, in simplified characters, the several
/// dashes as one.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).map(plain_letter).collect()
}

fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn plain_letter(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '○' | '◯' | '零' => '〇',
        '\u{4e00}'..='\u{9fff}' => simplified(c),
        c => c,
    }
}

/// The simplified twin of a letter that occurs in labels of the form; the letter itself where it has none.
pub fn simplified(letter: char) -> char {
    if !HAN.contains(&u32::from(letter)) {
        return letter;
    }
    // A table of all of them: every letter of a source is looked up.
    static TWINS: std::sync::OnceLock<Vec<char>> = std::sync::OnceLock::new();
    let twins = TWINS.get_or_init(|| {
        let mut twins: Vec<char> = HAN.filter_map(char::from_u32).collect();
        for (traditional, simplified) in TRADITIONAL.chars().zip(SIMPLIFIED.chars()) {
            if let Some(twin) = twins.get_mut((u32::from(traditional) - HAN.start) as usize) {
                *twin = simplified;
            }
        }
        twins
    });
    twins.get((u32::from(letter) - HAN.start) as usize).copied().unwrap_or(letter)
}

/// Whether a character of a plain text may be one of an organ's name.
pub fn is_of_name(c: char) -> bool {
    is_han(c) || matches!(c, '(' | ')' | '·' | '、')
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '’', '"', '\'', '）', ')', '》', '」']);
    text.ends_with(['。', '；', '：', '！', '？', ';', ':', '!', '?', '.'])
}

/// Whether a text reads as sentences, and not as a label or a heading.
pub fn is_prose(text: &str) -> bool {
    if text.contains(['\t', '|']) {
        return false;
    }
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    let has = |marks: [char; 2]| text.contains(marks);
    (has(['。', '；']) && letters > 4) || (has(['，', ',']) && letters > 12) || letters > 48
}

/// The value of a Chinese numeral up to 99.
pub fn numeral(text: &str) -> Option<u32> {
    let digit = |c| "〇一二三四五六七八九".chars().position(|digit| digit == c).map(|digit| digit as u32);
    match text.split_once('十') {
        None => {
            let mut letters = text.chars();
            let value = digit(letters.next()?)?;
            (letters.next().is_none() && value > 0).then_some(value)
        }
        Some((tens, ones)) => {
            let part = |text: &str, none| match text.chars().count() {
                0 => Some(none),
                1 => text.chars().next().and_then(digit),
                _ => None,
            };
            Some(part(tens, 1)? * 10 + part(ones, 0)?)
        }
    }
}

/// A year in a plain text, and the bytes that it takes with 年 and 年度.
pub fn years(plain: &str) -> Vec<(i64, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut before = None;
    while let Some(c) = plain.get(from..).and_then(|rest| rest.chars().next()) {
        let rest = &plain[from..];
        let is_begin = digit(c).is_some() && before.and_then(digit).is_none();
        if is_begin && let Some((year, taken)) = year(rest) {
            let after = &rest[taken..];
            let unit = ["年度", "年"].into_iter().find(|unit| after.starts_with(unit)).map_or(0, str::len);
            found.push((year, from..from + taken + unit));
            from += taken;
            before = Some('0');
            continue;
        }
        before = Some(c);
        from += c.len_utf8();
    }
    found
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| "〇一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u32))
}

/// The year that a text begins with, and its length in bytes; four digits and no fifth.
fn year(text: &str) -> Option<(i64, usize)> {
    let mut value = 0;
    let mut end = 0;
    for (at, c) in text.chars().enumerate() {
        match digit(c) {
            Some(_) if at == 4 => return None,
            Some(digit) => {
                value = value * 10 + i64::from(digit);
                end += c.len_utf8();
            }
            None if at == 4 => break,
            None => return None,
        }
    }
    (2000..2100).contains(&value).then_some((value, end))
}

/// The first date of a plain text, and the bytes that it takes: 2024年1月15日, 二〇二四年一月十五日,
/// 2024-01-15, 2024/1/15, 2024.1.15.
pub fn date(plain: &str) -> Option<(Date, std::ops::Range<usize>)> {
    years(plain).into_iter().find_map(|(year, range)| {
        let (month, marks) = match plain[range.clone()].ends_with('年') {
            true => (&plain[range.end..], ['月', '日']),
            false => {
                let mark = plain[range.end..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
                (&plain[range.end + 1..], [mark, ' '])
            }
        };
        let (month, day, taken) = match marks {
            ['月', _] => {
                let (month, rest) = month.split_once('月')?;
                let (day, _) = rest.split_once(['日', '号'])?;
                (small(month)?, small(day)?, month.len() + day.len() + 2 * '月'.len_utf8())
            }
            [mark, _] => {
                let (first, rest) = month.split_once(mark)?;
                let digits = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
                (small(first)?, small(&rest[..digits])?, 1 + first.len() + 1 + digits)
            }
        };
        let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
        let date = Date::from_calendar_date(year as i32, month, u8::try_from(day).ok()?).ok()?;
        Some((date, range.start..range.end + taken))
    })
}

fn small(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 3 {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { numeral(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_traditional_character_has_its_twin() {
        assert!(TRADITIONAL.chars().is_sorted());
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
    }

    #[test]
    fn words_are_compared_without_what_sources_write_differently() {
        assert_eq!(plain("　一 、總體 情況\u{200b}（２０２３—2024）"), "一、总体情况(2023-2024)");
    }

    #[test]
    fn numerals_are_read() {
        for (text, value) in [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99)] {
            assert_eq!(numeral(text), Some(value), "{text}");
        }
        for text in ["", "〇", "一二", "百", "十十", "十一二"] {
            assert_eq!(numeral(text), None, "{text}");
        }
    }

    #[test]
    fn years_are_found_in_digits_of_both_kinds() {
        let years =
            |text| years(text).into_iter().map(|(year, range)| (year, &text[range])).collect::<Vec<_>>();
        assert_eq!(years("示例局2023年度报告"), [(2023, "2023年度")]);
        assert_eq!(years("二〇二三年和2024年"), [(2023, "二〇二三年"), (2024, "2024年")]);
        assert_eq!(years("电话02020231234，12023年，1999年"), []);
    }

    #[test]
    fn dates_are_found_however_they_are_written() {
        for text in [
            "2024年1月5日",
            "二〇二四年一月五日",
            "2024-01-05",
            "2024/1/5",
            "2024.1.5",
            "发布日期:2024-01-0510:20",
        ] {
            assert_eq!(date(text).map(|(date, _)| date.to_string()).as_deref(), Some("2024-01-05"), "{text}");
        }
        for text in ["2024年13月5日", "2024年1月", "2024-02-30", "24-01-05", "2024年1月1234日"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn labels_are_no_prose() {
        for label in ["5.要求行政机关确认或重新出具已获取信息", "示例局", "信息内容", "（七）总计", "无"]
        {
            assert!(!is_prose(label), "{label}");
        }
        assert!(is_prose("全年收到申请3件。"));
        assert!(is_prose("注：行政复议、行政诉讼数量含上年度结转数量，下同"));
    }

    #[test]
    fn every_traditional_letter_has_its_twin() {
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
        assert_eq!("規範性檔".chars().map(simplified).collect::<String>(), "规范性档");
    }
}
