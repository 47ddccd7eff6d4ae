//! The numbers of a workbook as people see them: 12 and not 12.0, with the decimals of their format, dates as
//! dates. Knows no file.

use time::Date;

/// What General shows of a number: so many digits.
const DIGITS: usize = 15;

/// A number in the format of its cell; `epoch_1904` if its dates count from 1904.
pub fn shown(value: f64, format: &str, epoch_1904: bool) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let section = format.split(';').next().unwrap_or_default();
    let (pattern, before, behind) = taken_apart(section);
    if is_date(&pattern) {
        return date(value, epoch_1904).unwrap_or_else(|| general(value));
    }
    let Some(decimals) = decimals(&pattern) else { return general(value) };
    let is_percent = pattern.contains('%');
    let value = if is_percent { value * 100.0 } else { value };
    let (least, most) = decimals;
    let mut number = format!("{value:.most$}");
    while number.len() - number.find('.').map_or(number.len(), |at| at + 1) > least && number.ends_with('0') {
        number.pop();
    }
    let number = number.trim_end_matches('.');
    // What rounds to nothing has no sign.
    let number =
        if number.chars().all(|c| "-0.".contains(c)) { number.trim_start_matches('-') } else { number };
    format!("{before}{number}{}{behind}", if is_percent { "%" } else { "" })
}

/// A number to the last digit, but a date as a date.
pub fn exact(value: f64, format: &str, epoch_1904: bool) -> String {
    let (pattern, ..) = taken_apart(format.split(';').next().unwrap_or_default());
    if is_date(&pattern) { shown(value, format, epoch_1904) } else { general(value) }
}

/// The pattern of a format, and the words in quotes before and behind it.
fn taken_apart(section: &str) -> (String, String, String) {
    let (mut pattern, mut before, mut behind) = (String::new(), String::new(), String::new());
    let mut chars = section.chars();
    let mut is_quoted = false;
    while let Some(c) = chars.next() {
        let word = |pattern: &str| !pattern.contains(['0', '#', '?']);
        match c {
            '"' => is_quoted = !is_quoted,
            c if is_quoted => if word(&pattern) { &mut before } else { &mut behind }.push(c),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // Hours that count on; colours and languages say nothing.
                if matches!(inside.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    pattern.push_str(&inside);
                }
            }
            '\\' => {
                if let Some(c) = chars.next() {
                    if word(&pattern) { &mut before } else { &mut behind }.push(c);
                }
            }
            // A blank as wide as the next letter, and one that fills the cell.
            '_' | '*' => {
                chars.next();
            }
            c => pattern.extend(c.to_lowercase()),
        }
    }
    (pattern, before.trim().to_owned(), behind.trim().to_owned())
}

fn is_date(pattern: &str) -> bool {
    !pattern.contains("general")
        && !pattern.contains(['0', '#'])
        && pattern.contains(['y', 'd', '年', '月', '日'])
        || pattern.contains("yy")
}

/// How many decimals a pattern shows: at least, and at most; none if it is no pattern of a number.
fn decimals(pattern: &str) -> Option<(usize, usize)> {
    if !pattern.contains(['0', '#']) || pattern.contains(['e', '/', 'h']) || pattern.contains("general") {
        return None;
    }
    let behind = pattern.split_once('.').map_or("", |(_, behind)| behind);
    let most = behind.chars().filter(|c| matches!(c, '0' | '#' | '?')).count().min(DIGITS);
    let least = behind.chars().filter(|c| *c == '0').count().min(most);
    Some((least, most))
}

/// A number with as many digits as it needs, and no more than are true.
fn general(value: f64) -> String {
    let whole = format!("{:.0}", value.trunc()).trim_start_matches('-').len();
    let text = format!("{value:.*}", DIGITS.saturating_sub(whole));
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The date that a number of days stands for.
fn date(days: f64, epoch_1904: bool) -> Option<String> {
    // The day before the first; spreadsheets count a 29 February 1900 that never was.
    let first = if epoch_1904 { 2_416_481 } else { 2_415_019 };
    let days = if (0.0..=3_000_000.0).contains(&days) { days as i32 } else { return None };
    let early = i32::from(!epoch_1904 && days < 60);
    let date = Date::from_julian_day(first + days + early).ok()?;
    (days > 0).then(|| format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day()))
}

/// The format of a number that spreadsheets know without being told.
pub fn built_in(id: usize) -> &'static str {
    match id {
        1 | 37 | 38 | 41 | 42 => "0",
        2 | 4 | 7 | 8 | 39 | 40 | 43 | 44 => "0.00",
        3 | 5 | 6 => "0",
        9 => "0%",
        10 => "0.00%",
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy年m月d日",
        _ => "General",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_people_see_them() {
        for (value, format, text) in [
            (12.0, "General", "12"),
            (0.1 + 0.2, "General", "0.3"),
            (251.1, "General", "251.1"),
            (251.1, "0.00", "251.10"),
            (251.1, "#,##0.00_ ;[Red]\\-#,##0.00\\ ", "251.10"),
            (160.5964, "#,##0.00##", "160.5964"),
            (7730.0, "#,##0.##", "7730"),
            (6.0, "0\"件\"", "6件"),
            (251.1, "0.0_);(0.0)", "251.1"),
            (0.5, "0%", "50%"),
            (-3.0, "General", "-3"),
            (-0.001, "0.00", "0.00"),
            (123_456_789_012.0, "General", "123456789012"),
            (45322.0, "yyyy\"年\"m\"月\"d\"日\";@", "2024年1月31日"),
            (45322.75, "yyyy/m/d h:mm", "2024年1月31日"),
            (45322.0, "[$-804]yyyy-mm-dd", "2024年1月31日"),
            (59.0, "yyyy-mm-dd", "1900年2月28日"),
            (1.0, "@", "1"),
            (f64::NAN, "0", ""),
            (f64::MAX, "yyyy", "17976931348623157"),
        ] {
            let is = shown(value, format, false);
            assert!(is == text || value == f64::MAX && is.starts_with(text), "{value} {format}: {is}");
        }
    }
}
