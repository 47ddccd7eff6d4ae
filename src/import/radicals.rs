//! Radicals, which some programs write in place of the characters that look like them: 「⼀⽉」 for 「一月」. A person
//! sees no difference; no rule and no label would know the words.

use std::borrow::Cow;

/// The characters of the radicals from U+2F00 on.
const RADICALS: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山\
    巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙\
    牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮\
    色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食\
    首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// Radicals that stand elsewhere, and their characters.
const MORE_RADICALS: (&str, &str) = (
    "\
    ⺁⺄⺅⺆⺇⺈⺉⺊⺋⺌⺎⺏⺐⺒⺓⺕⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺦⺨⺩⺪⺫⺬⺭⺯⺰⺱⺲⺳⺶⺷⺸⺹⺺\
    ⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬\
    ⻭⻮⻯⻰⻱⻲⻳",
    "\
    厂乙亻冂几刀刂卜㔾小兀尣尢巳幺彐忄扌攵旡日月歺母民氵氺灬爫丬犭王疋目示礻糹纟罓罒网羊羊羊耂聿\
    月臼艹艹艹虎衤覀西见角讠贝足车辶辶辶阝钅長长门阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐\
    歯齿竜龙龜亀龟",
);

/// The character that a radical looks like; any other letter stays.
pub fn character(letter: char) -> char {
    let (these, those) = MORE_RADICALS;
    let found = match letter {
        '\u{2e80}'..='\u{2eff}' => {
            these.chars().position(|this| this == letter).and_then(|place| those.chars().nth(place))
        }
        '\u{2f00}'..='\u{2fd5}' => RADICALS.chars().nth(letter as usize - 0x2f00),
        _ => None,
    };
    found.unwrap_or(letter)
}

/// A text without radicals.
pub fn without(text: &str) -> Cow<'_, str> {
    match text.contains(|c| ('\u{2e80}'..='\u{2fd5}').contains(&c)) {
        true => text.chars().map(character).collect(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_characters_that_look_like_them() {
        for (text, expected) in [("⼀⽉", "一月"), ("⿕⻔⻢", "龠门马"), ("政⺀", "政⺀"), ("政府", "政府")]
        {
            assert_eq!(without(text), expected);
        }
    }
}
