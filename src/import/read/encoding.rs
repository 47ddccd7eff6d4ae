//! Bytes as text: by byte order mark, as UTF-8, by what the file says of itself, by what its bytes look like.
//! Knows no file format but the `charset` of a page.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its `charset` is looked for.
const HEAD: usize = 4096;
/// How many bytes are looked at to tell UTF-16 and the encoding that is guessed.
const SAMPLE: usize = 64 * 1024;

/// The text of a file, without NUL and other control characters but line breaks, tabs and form feeds; none if
/// it is no text.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => encoding.decode_without_bom_handling(&bytes[length..]).0,
        None => utf_16(bytes)
            .or_else(|| UTF_8.decode_without_bom_handling_and_without_replacement(bytes))
            .or_else(|| declared(bytes)?.decode_without_bom_handling_and_without_replacement(bytes))
            .unwrap_or_else(|| guessed(bytes)),
    };
    let mut strange = 0_usize;
    let mut all = 0_usize;
    let clean = text.chars().filter(|&c| {
        all += 1;
        strange += usize::from(c == '\u{fffd}' || c.is_control() && !is_layout(c) && c != '\0');
        is_kept(c)
    });
    let clean: String = clean.collect();
    // A text may have suffered; what is strange in every twentieth letter is none. NUL is filling.
    let is_text = strange * 20 <= all && clean.len() * 3 >= text.len();
    is_text.then_some(clean)
}

/// A text without NUL and other control characters.
pub fn clean(text: &str) -> String {
    text.chars().filter(|c| is_kept(*c)).collect()
}

fn is_kept(c: char) -> bool {
    is_layout(c) || !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn is_layout(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{c}')
}

/// UTF-16 without a mark: there are zeros, and read so, nearly all letters are common ones.
fn utf_16(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    // A text of one byte a letter may hold a few zeros all the same.
    if zeros == 0 || zeros * 5 < sample.len() && str::from_utf8(bytes).is_ok() {
        return None;
    }
    let is_common = |c: &char| {
        matches!(c, '\n' | '\r' | '\t' | ' '..='~' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
            || matches!(c, '\u{2010}'..='\u{2027}' | '\u{4e00}'..='\u{9fff}')
    };
    let common = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let (all, common) = (text.chars().count(), text.chars().filter(is_common).count());
        (common * 10 >= all * 9).then_some((common, encoding))
    };
    let (_, encoding) =
        common(UTF_16LE).into_iter().chain(common(UTF_16BE)).max_by_key(|(common, _)| *common)?;
    Some(encoding.decode_without_bom_handling(bytes).0)
}

/// What the head of a page says its encoding is.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let mark = b"charset=";
    let at = head.windows(mark.len()).position(|window| window == mark)? + mark.len();
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let label: Vec<u8> = head[at..]
        .iter()
        .skip_while(|byte| !is_label(byte))
        .take_while(|byte| is_label(byte))
        .copied()
        .collect();
    Some(wide(Encoding::for_label(&label)?))
}

/// GB18030 in place of the narrower GBK, which `gb2312` stands for.
fn wide(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// The text in the encoding that the bytes look like. UTF-8 that is torn in a few places is still UTF-8, and
/// what is whole in GB18030 is no language of Europe.
fn guessed(bytes: &[u8]) -> Cow<'_, str> {
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let torn = text.chars().filter(|c| *c == '\u{fffd}').count();
    let whole = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if torn * 20 <= whole {
        return text;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    let guess = wide(detector.guess(Some(b"cn"), Utf8Detection::Deny));
    if guess.is_single_byte()
        && let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return text;
    }
    guess.decode_without_bom_handling(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "示例街道办事处2023年度报告\r\n一、总体情况\r\n规章\t0";

    fn utf_16_of(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn the_same_text_is_read_in_every_encoding() {
        let marked = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        let gb = GB18030.encode(TEXT).0.into_owned();
        let little = utf_16_of(TEXT, u16::to_le_bytes);
        let big = utf_16_of(TEXT, u16::to_be_bytes);
        let little_marked = [b"\xff\xfe".as_slice(), &little].concat();
        for bytes in [TEXT.as_bytes().to_vec(), marked, gb, little, big, little_marked] {
            assert_eq!(decode(&bytes).as_deref(), Some(TEXT), "{bytes:?}");
        }
    }

    #[test]
    fn a_page_in_utf_8_that_says_gb2312_is_utf_8_and_one_in_gb18030_that_says_utf_8_is_gb18030() {
        for label in ["utf-8", "gb2312", "\"GBK\"", "iso-8859-1"] {
            let page = format!("<meta charset={label}><p>示例局政府信息公开工作年度报告，喆㐂</p>");
            assert_eq!(decode(page.as_bytes()).as_deref(), Some(page.as_str()));
            if label != "iso-8859-1" {
                assert_eq!(decode(&GB18030.encode(&page).0).as_deref(), Some(page.as_str()), "{label}");
            }
        }
    }

    #[test]
    fn a_text_that_is_cut_within_a_letter_is_still_read() {
        let bytes = "示例局二〇二三年政府信息公开工作年度报告".repeat(2).into_bytes();
        let text = decode(&bytes[..bytes.len() - 1]).unwrap_or_default();
        assert!(text.starts_with("示例局二〇二三年"), "{text}");
    }

    #[test]
    fn control_characters_are_left_out_and_what_is_no_text_is_none() {
        let text = "政府信息公开工作年度报告".repeat(4);
        let strange = format!("规\0章\u{1}\u{7f}{text}");
        assert_eq!(decode(strange.as_bytes()), Some(format!("规章{text}")));
        let noise: Vec<u8> = (0..4000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise), None);
    }
}
