//! The numbers that occur in a text: how many of what, how exactly, in which notation.
//! What is digit by digit a number says `digits` and `chinese`; what kind of number it is, the words around it.

mod around;
mod chinese;
mod digits;

use std::ops::Range;

pub(super) use around::skipped;

/// What one is, in the values of numbers.
pub const ONE: i64 = 10_000;

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Where its digits stand, with their separators and 万 or 亿, in bytes.
    pub range: Range<usize>,
    /// Where its unit stands, behind it; empty where it has none.
    pub unit: Range<usize>,
    /// Its value in ten-thousandths: 3.5 is 35000. A year of two digits is the year: 24年 is 2024.
    pub value: i64,
    /// How it is written.
    pub notation: Notation,
    /// What kind of number it is.
    pub kind: NumberKind,
    /// Whether it says exactly how many: not 「近百件」「约」「14万余条」「300多」「3至5件」.
    pub is_exact: bool,
    /// What its digits are written with.
    writing: Writing,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// 123, 1,234, 1.5, 14万.
    Arabic,
    /// １２３.
    FullWidth,
    /// 一百二十三.
    Chinese,
}

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// So many of something: the only kind that is compared with a table.
    Count,
    /// 12.5%, 12.5％, 百分之十二.
    Percentage,
    /// A year: 2024年, 二〇二四年, 24年.
    Year,
    /// A part of a date, a time, a period: 12月, 31日, 上午9时.
    Date,
    /// 第七次, 第1号; the mark of a list: 一是, （一）, 1.、①.
    Ordinal,
    /// What only names something: a document number 〔2021〕30号, a telephone, a postcode, 12345热线, a house
    /// number, a version.
    Name,
}

/// What digits are written with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Writing {
    /// What separates thousands.
    separator: Option<char>,
    /// 万 or 亿 behind the digits, and what it multiplies by.
    scale: Option<(char, i64)>,
    /// Chinese digits one after another, with this zero.
    zero: Option<char>,
    /// A year of two digits.
    is_short_year: bool,
}

impl Number {
    /// How many, where it is a whole number.
    pub fn whole(&self) -> Option<i64> {
        (self.value % ONE == 0).then_some(self.value / ONE)
    }

    /// Where it stands with its unit.
    pub fn with_unit(&self) -> Range<usize> {
        self.range.start..self.unit.end.max(self.range.end)
    }

    /// A value, in ten-thousandths, written as this number is written.
    pub fn written(&self, value: i64) -> String {
        let Writing { separator, scale, zero, is_short_year } = self.writing;
        if self.notation == Notation::Chinese {
            return chinese::written(value, zero, !self.unit.is_empty());
        }
        let value = if is_short_year { value % (100 * ONE) } else { value };
        let text = digits::written(value, separator, scale.map_or(1, |(_, times)| times));
        let text = match self.notation {
            Notation::FullWidth => text.chars().map(digits::widened).collect(),
            _ => text,
        };
        text + &scale.map_or(String::new(), |(scale, _)| scale.to_string())
    }
}

/// A number as its digits alone have it.
struct Digits {
    range: Range<usize>,
    /// In ten-thousandths; none where it is too large or no number.
    value: Option<i64>,
    notation: Notation,
    writing: Writing,
    /// What kind of number it is, where its digits tell.
    kind: Option<NumberKind>,
}

/// The numbers of a text, in order.
pub(super) fn of(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at = if digits::is_of_a_word(c) {
            digits::read(text, at, &mut found)
        } else if chinese::begins(c) {
            chinese::read(text, at, &mut found)
        } else {
            let end = at + c.len_utf8();
            if let Some(value) = circled(c) {
                let writing = Writing::default();
                let (notation, kind) = (Notation::Arabic, Some(NumberKind::Ordinal));
                let digits = Digits { range: at..end, value: Some(value * ONE), notation, writing, kind };
                found.push(around::number(text, digits, found.last()));
            }
            end
        };
    }
    around::connect(text, &mut found);
    found
}

/// ① to ⑳, and the marks ⑴ and ⒈.
fn circled(c: char) -> Option<i64> {
    let places = [('①', 20), ('⑴', 20), ('⒈', 20), ('❶', 10)];
    places.into_iter().find_map(|(first, count)| {
        let place = u32::from(c).checked_sub(u32::from(first))?;
        (place < count).then_some(i64::from(place) + 1)
    })
}

#[cfg(test)]
mod tests {

    use proptest::prelude::*;

    use super::NumberKind::{Count, Date, Ordinal, Percentage, Year};
    use super::*;

    /// The counts of a text: how many of what, `~` before what is not exact.
    fn counts(text: &str) -> Vec<String> {
        let shown = |number: &Number| {
            let about = if number.is_exact { "" } else { "~" };
            format!("{about}{}{}", digits::written(number.value, None, 1), &text[number.unit.clone()])
        };
        of(text).iter().filter(|number| number.kind == Count).map(shown).collect()
    }

    /// The numbers of one kind, with their units.
    fn all(kind: NumberKind, text: &str) -> Vec<String> {
        of(text).iter().filter(|it| it.kind == kind).map(|it| text[it.with_unit()].to_owned()).collect()
    }

    #[track_caller]
    fn count(text: &str, expected: &[&str]) {
        assert_eq!(counts(text), expected, "{text}: {:?}", of(text));
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        count("收到47件，办结 50 件，３件结转", &["47件", "50件", "3件"]);
        count(
            "主动公开1,234条，2,345,678次，1，234件，１，２３４件",
            &["1234条", "2345678次", "1234件", "1234件"],
        );
        count("维持3，120件", &["3120件"]);
        count("分别为3，12件", &["3", "12件"]);
        count("部分公开67，占4.61%", &["67"]);
        count("公开14万条，收费3.5亿元，7730.28万元", &["140000条", "350000000元", "77302800元"]);
        count("新闻发布会300余场次，2100 余条，3千余件", &["~300场次", "~2100条", "~3000件"]);
        count("0件、零件、０ 件", &["0件", "0件", "0件"]);
        count("平均3.5天", &["3.5天"]);
    }

    #[test]
    fn chinese_numerals_count_where_something_is_counted() {
        count("收到申请一百二十三件，办结两件，结转十件", &["123件", "2件", "10件"]);
        count("一千零五份、两万三千条、十二起、二十宗", &["1005份", "23000条", "12起", "20宗"]);
        count("行政复议为零，行政诉讼为零。", &["0", "0"]);
        for text in [
            "一是统一思想，进一步形成一体推进，一方面坚持三公经费公开，两级联动",
            "万州百姓千方百计，双十一，十四五规划，党的二十大，三审三校，一网通办",
            "每一件申请，高效办成一件事，一次性告知，一部分，一条龙，与部门一起推进，逐一核对，一一对应",
            "第七次，第三方，第二十条第（一）项，百家争鸣，千家万户，统一，唯一",
            "中国共产党第二十届三中全会，三年行动，三分之一",
            "一百二，三万五",
        ] {
            count(text, &[]);
        }
        count("坚持“四个意识”，做好三类信息", &["4个", "3类"]);
    }

    #[test]
    fn what_is_about_so_many_is_not_exact() {
        count("约30件，近百件，上百条，数十次，几十人", &["~30件", "~100件", "~100条", "~10次", "~10人"]);
        count("不足5件，超过10件，至少3件，逾8件", &["~5件", "~10件", "~3件", "~8件"]);
        count(
            "14万余条，300多件，十余件，十几件，两三件",
            &["~140000条", "~300件", "~10件", "~10件", "~2件"],
        );
        count("20件以上，30条左右", &["~20件", "~30条"]);
        count("3至5件，3-5件，3—5 件", &["~3", "~5件", "~3", "~5件", "~3", "~5件"]);
        count("预约5次，其余3件，以上3件，总数171条，件数14件", &["5次", "3件", "3件", "171条", "14件"]);
        count("分别为3件、2件，各3、2件", &["3件", "2件", "3", "2件"]);
    }

    #[test]
    fn years_dates_percentages_and_ordinals_count_nothing() {
        let text = "2024年、2024 年度，24年，二〇二四年，二○二四年，２０２４年";
        assert_eq!(all(Year, text), ["2024年", "2024 年", "24年", "二〇二四年", "二○二四年", "２０２４年"]);
        assert!(of(text).iter().all(|number| number.value == 2024 * ONE && number.kind == Year));
        assert_eq!(
            all(Year, "2023-2024年，2022、2023年，2021至2023年"),
            ["2023", "2024年", "2022", "2023年", "2021", "2023年"]
        );
        assert_eq!(all(Year, "1.2023年，近20年来，保存30年，自2024-01-15"), ["2023年", "2024"]);
        assert_eq!(all(Date, "1月1日至12月31日上午9时，1—12月，十二月三十一日，9:00").len(), 11);
        let text = "占12.5%，增长３％，百分之十二点五，百分之12，上升2个百分点，100% 全覆盖";
        assert_eq!(all(Percentage, text), ["12.5%", "３％", "十二点五", "12", "2个百分点", "100%"]);
        assert_eq!(of(text).iter().map(|number| number.value).collect::<Vec<_>>()[2], 125 * ONE / 10);
        let text = "第七次，第 7 次，第三十八、三十九条，（一）一是改进；1.完善①公开；2、答复";
        assert_eq!(all(Ordinal, text), ["七", "7", "三十八", "三十九", "一", "一", "1", "①", "2"]);
        for text in [text, "2024年1月5日", "一、总体情况", "1. 公开"] {
            count(text, &[]);
        }
    }

    #[test]
    fn what_only_names_something_counts_nothing() {
        for text in [
            "国办公开办函〔2021〕30号，国令第711号，国办发[2019]60 号",
            "地址：示例大道90号3室，邮编：223100，电话：0517-87290606、87290607",
            "12345热线，“12345”政务服务便民热线，12329、12345民声在线，12345 市长热线",
            "http://www.example.gov.cn/col/2024/art_123_456.html，mail12@example.cn",
            "DB51-2660，V1.2.3，1+X，5+2，7×24，3/4，A4，t20220118_1542173，320802198001011234",
            "《目录》（2024版），13812345678，400-123-4567，传真87290606",
        ] {
            count(text, &[]);
        }
        count("受理12345热线诉求共计22050件，访客量3809505人次", &["22050件", "3809505人次"]);
    }

    #[test]
    fn a_value_is_written_as_the_number_is() {
        let written = |text: &str, value: i64| of(text)[0].written(value * ONE);
        assert_eq!(written("47 件", 1049), "1049");
        assert_eq!(written("１２件", 40), "４０");
        assert_eq!(written("1,234件", 1_234_567), "1,234,567");
        assert_eq!(written("1,234.5元", 1_234), "1,234");
        assert_eq!(of("十二万元")[0].written(125 * ONE / 10), "十二点五");
        assert_eq!(written("14万条", 157_000), "15.7万");
        for (value, text) in
            [(0, "零"), (2, "两"), (10, "十"), (12, "十二"), (110, "一百一十"), (1005, "一千零五")]
        {
            assert_eq!(written("三件", value), text);
        }
        for (value, text) in [(100_000, "十万"), (1_000_005, "一百万零五"), (203_040, "二十万三千零四十")]
        {
            assert_eq!(written("三件", value), text);
        }
        assert_eq!(written("二〇二三年", 2024), "二〇二四");
        assert_eq!(written("23年", 2024), "24");
        assert_eq!(of("12.5%")[0].written(33 * ONE / 10), "3.3");
    }

    #[test]
    fn reading_takes_time_in_proportion_to_the_text() {
        for piece in [
            "1",
            "一是",
            "（",
            "1-",
            "1,",
            "1，",
            "a/",
            "万",
            "1 ",
            "第",
            "1/",
            "九百",
            "、1",
            "1:",
            "百分之",
            "12件，",
        ] {
            let text = piece.repeat(50_000 / piece.len());
            of(&text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

        #[test]
        fn no_text_panics_it_and_spans_lie_on_characters(
            text in "([0-9０-９一二三四五六七八九十百千万亿两零〇.,，、:：%年月日件第（）余约近 a-c/-]|约|百分之|分之|点){0,24}",
        ) {
            let mut end = 0;
            for number in of(&text) {
                prop_assert!(number.range.start >= end && !number.range.is_empty());
                end = number.range.end;
                prop_assert!(text.get(number.range.clone()).is_some() && text.get(number.unit.clone()).is_some());
                prop_assert!(number.unit.start >= number.range.end);
                let _ = number.written(number.value);
            }
        }

        #[test]
        fn any_characters_at_all_are_read(text in "\\PC{0,40}") {
            of(&text);
        }

        #[test]
        fn what_is_written_is_read_again(value in 0_i64..1_000_000_000, model in 0_usize..6) {
            let text = ["收到5件", "收到５件", "收到1,234件", "收到三件", "收到14万件", "收到一百件"][model];
            let number = &of(text)[0];
            let mended = text.replace(&text[number.range.clone()], &number.written(value * ONE));
            let again = of(&mended);
            prop_assert_eq!(again.len(), 1, "{}", mended);
            prop_assert_eq!((again[0].value, again[0].kind), (value * ONE, Count), "{}", mended);
            prop_assert_eq!(again[0].notation, number.notation);
        }
    }
}
