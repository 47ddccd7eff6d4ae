//! Letters as fonts name them and as files hold them, made the ordinary ones: upright brackets become the common
//! ones, radicals what `radicals` says. Knows no font.

use crate::import::radicals::character;

/// The characters of the compatibility characters from U+F900 on, those of Korean and Japanese standards.
const COMPATIBLE: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來\
    冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏\
    樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎\
    力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴\
    隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢\
    罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓\
    﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴";
/// Punctuation as it stands in lines that are written downwards, and as it usually stands.
const UPRIGHT: (&str, &str) = (
    "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
    "，、。：；！？〖〗…：—–＿（）｛｝〔〕【】《》〈〉「」『』［］",
);
/// Names of glyphs.
const NAMES: &str = "\
    space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright \
    asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon \
    semicolon less equal greater question at bracketleft backslash bracketright asciicircum \
    underscore grave braceleft bar braceright asciitilde quoteleft quoteright quotedblleft \
    quotedblright endash emdash bullet ellipsis periodcentered middot minus multiply divide \
    plusminus degree nbspace";
/// Their letters.
const NAMED: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~‘’“”–—•…··−×÷±°\u{a0}";

/// The ordinary letter for one that only looks like it; none for what shows nothing.
pub(super) fn ordinary(letter: char) -> Option<char> {
    let at = |from: u32, characters: &'static str| {
        let place = u32::from(letter).checked_sub(from)?;
        characters.chars().nth(place as usize)
    };
    let beside = |(these, those): (&'static str, &'static str)| {
        those.chars().nth(these.chars().position(|this| this == letter)?)
    };
    match letter {
        '\u{2e80}'..='\u{2fd5}' => Some(character(letter)),
        '\u{f900}'..='\u{fa2d}' => at(0xf900, COMPATIBLE),
        '\u{fe10}'..='\u{fe4f}' => beside(UPRIGHT).or(Some(letter)),
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => Some(' '),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        letter if letter.is_control() => None,
        letter => Some(letter),
    }
}

/// The letter that a glyph of this name shows.
pub(super) fn letter_of_name(name: &str) -> Option<char> {
    let name = name.split('.').next().unwrap_or(name);
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter);
    }
    if name.bytes().all(|byte| byte.is_ascii_lowercase())
        && let Some(place) = NAMES.split_whitespace().position(|other| other == name)
    {
        return NAMED.chars().nth(place);
    }
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let is_code = (4..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| is_code)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_only_look_like_others_become_these() {
        for (letter, expected) in [('⼀', '一'), ('︵', '（'), ('政', '政'), ('\u{f981}', '女')] {
            assert_eq!(ordinary(letter), Some(expected));
        }
        assert_eq!((ordinary('\u{ad}'), ordinary('\u{a0}')), (None, Some(' ')));
    }

    #[test]
    fn names_of_glyphs_tell_their_letters() {
        for (name, expected) in
            [("seven", '7'), ("A", 'A'), ("uni5E74", '年'), ("u20000", '𠀀'), ("hyphen.alt", '-')]
        {
            assert_eq!(letter_of_name(name), Some(expected));
        }
        assert_eq!((letter_of_name("g17"), letter_of_name("")), (None, None));
    }
}
