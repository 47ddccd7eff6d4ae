//! What a profile says, and what is said of one that is wrong.

use serde_json::{Value, json};

use super::*;

fn whole() -> Value {
    json!({
        "format": "nianbao-profile", "version": 1, "area": "示例市",
        "units": [
            { "name": "示例市人民政府", "code": "91350100M000100Y43", "level": "city" },
            { "name": "示例市示例局", "level": "department", "parent": "示例市人民政府" },
        ],
        "due": [{ "what": "报送市政务公开办", "day": "01-20" }],
        "points": [{ "text": "overview", "label": "重点领域", "asks": "重点领域公开的件数", "words": ["重点领域"], "source": "示市政办〔2024〕1号" }],
        "limits": { "shortest-overview": 500, "longest-overview": 3000, "last-year-share": 30 },
        "contact": "示例市政务公开办，12345",
        "link": { "name": "示例市政府网站", "href": "https://www.example.com/" },
    })
}

fn problems(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut profile = whole();
    change(&mut profile);
    Profile::read(&profile.to_string()).err().unwrap_or_default()
}

#[test]
fn a_whole_profile_is_read() {
    let profile = Profile::read(&whole().to_string()).unwrap();
    assert_eq!(profile.unit("示例市示例局").unwrap().level, Some(Level::Department));
    assert_eq!(profile.due[0].date(2024), parse_date("2025-01-20"));
    assert_eq!(profile.points_of(TextField::OVERVIEW).count(), 1);
    assert!(profile.points[0].is_in("公开重点领域信息5件") && !profile.points[0].is_in("公开信息5件"));
    assert!(!profile.is_empty());
}

#[test]
fn a_profile_of_nothing_but_the_area_is_enough_and_a_byte_order_mark_does_no_harm() {
    let text = "\u{feff}{\"format\": \"nianbao-profile\", \"version\": 1, \"area\": \"示例市\"}";
    assert_eq!(Profile::read(text), Ok(Profile { area: "示例市".to_owned(), ..Profile::default() }));
}

#[test]
fn each_wrong_place_is_a_sentence() {
    type Change = fn(&mut Value);
    let cases: &[(Change, &str)] = &[
        (|it| it["format"] = json!("nianbao-report"), "format 应是 \"nianbao-profile\"。"),
        (|it| it["version"] = json!(2), "version 应是 1；别的版本本页不认识。"),
        (|it| it["area"] = json!("  "), "area 应是 1 到 300 字的文字。"),
        (
            |it| it["rules"] = json!(["V01"]),
            "有不认识的项 rules，应是 $schema、format、version、area、units、due、points、limits、contact、link 之一。",
        ),
        (|it| it["units"] = json!({}), "units 应是一个列表，写在 [ ] 里。"),
        (|it| it["units"][0]["name"] = json!(1), "units 第 1 项的 name 应是 1 到 300 字的文字。"),
        (
            |it| it["units"][0]["code"] = json!("91350100M000100Y44"),
            "units 第 1 项的 code“91350100M000100Y44”的校验位不对：按前 17 位算，最后一位应是 3，请核对是哪一位写错了。",
        ),
        (
            |it| it["units"][1] = json!({ "name": "示例市人民政府" }),
            "units 第 2 项与第 1 项同名：示例市人民政府。",
        ),
        (|it| it["units"][1]["code"] = json!("91350100M000100Y43"), "units 第 2 项与第 1 项的代码相同。"),
        (
            |it| it["units"][0]["parent"] = json!("示例市示例局"),
            "units 第 1 项的上级一级级往上又回到“示例市人民政府”自己。",
        ),
        (
            |it| it["units"][0]["level"] = json!("village"),
            "units 第 1 项的 level“village”不认识，应是 state-council（国务院部门）、province（省级）、city（市级）、county（县级）、department（部门）、township（乡镇街道） 之一。",
        ),
        (
            |it| it["due"][0]["day"] = json!("02-29"),
            "due 第 1 项的 day 应是报告年度下一年的月和日，如 \"01-31\"。",
        ),
        (|it| it["points"][0]["text"] = json!("chapter"), "points 第 1 项的 text“chapter”不认识，应是 "),
        (|it| it["points"][0]["words"] = json!([]), "points 第 1 项的 words 应是 1 到 20 个词的列表。"),
        (|it| drop(it["points"][0].as_object_mut().unwrap().remove("source")), "points 第 1 项缺 source。"),
        (|it| it["limits"]["last-year-share"] = json!(0), "limits 的 last-year-share 应是 1 到 100 的整数。"),
        (|it| it["limits"]["shortest-overview"] = json!(5000), "limits 最短 5000 字比最长 3000 字还长。"),
        (
            |it| it["link"]["href"] = json!("javascript:alert(1)"),
            "link 的 href 应以 https://、http://、./、../、/ 之一开头。",
        ),
    ];
    for (change, sentence) in cases {
        let found = problems(change);
        assert!(matches!(&found[..], [one] if one.starts_with(sentence)), "{sentence}: {found:?}");
    }
    assert_eq!(
        problems(|it| (it["area"], it["contact"]) = (json!(1), json!(2))).len(),
        2,
        "all of them are told"
    );
}

#[test]
fn what_is_no_json_says_where_it_breaks() {
    assert_eq!(
        Profile::read("{\n  \"format\": }"),
        Err(vec!["不是 JSON 文件，第 2 行第 13 列读不下去。请检查逗号、引号和括号。".to_owned()])
    );
    assert!(Profile::read("[]").is_err());
    assert!(Profile::read(&" ".repeat(MOST_BYTES + 1)).is_err());
}

#[test]
fn a_text_keeps_the_limits_up_to_the_bound_itself() {
    let limits = Limits { shortest_overview: Some(3), longest_overview: Some(5), last_year_share: None };
    assert_eq!(limits.of_overview("公 开"), Some((Bound::Least, 3)));
    assert_eq!(limits.of_overview("公开了"), None);
    assert_eq!(limits.of_overview("公开了五件\n"), None);
    assert_eq!(limits.of_overview("公开了五件事"), Some((Bound::Most, 5)));
    assert_eq!(Limits::default().of_overview(""), None);
}
