//! Every rule: holds, broken, undecided.

use nianbao::format::rules::*;
use nianbao::validate::{Problem, validate};

use crate::clerk::{Clerk, zeros};

const APPLICANTS: [&str; 7] =
    ["natural-person", "business", "research", "public-welfare", "legal-service", "other", "total"];

#[test]
fn balance_holds_in_every_column() {
    let mut clerk = zeros(2020);
    clerk.types("requests.new.natural-person", "5").types("requests.carried-in.natural-person", "1");
    clerk.types("requests.granted.natural-person", "4").types("requests.carried-out.natural-person", "2");
    assert_eq!(clerk.reads(&BALANCE), [""; 0]);
}

#[test]
fn balance_broken_in_a_column_is_found_there_and_in_the_total() {
    let mut clerk = zeros(2024);
    clerk.types("requests.new.business", "5").types("requests.granted.business", "3");
    assert_eq!(
        clerk.reads(&BALANCE),
        [
            "商业企业：本年新收加上年结转是 5，办理结果总计加结转下年度是 3，前者多 2。",
            "总计：本年新收加上年结转是 5，办理结果总计加结转下年度是 3，前者多 2。",
        ]
    );
    let finding = &clerk.findings(&BALANCE)[0];
    assert!(matches!(finding.problem, Problem::Unequal { left: 5, right: 3, .. }));
    assert_eq!(finding.target, "requests.carried-out.business");
    let names: Vec<&str> = finding.cells.iter().map(|cell| cell.id()).collect();
    assert_eq!(
        names,
        ["new", "carried-in", "concluded", "carried-out"].map(|row| format!("requests.{row}.business"))
    );
}

#[test]
fn balance_is_checked_in_each_of_the_seven_columns() {
    for column in APPLICANTS {
        let mut clerk = zeros(2020);
        clerk.types(&format!("requests.new.{column}"), "9");
        let targets: Vec<&str> = clerk.findings(&BALANCE).iter().map(|finding| finding.target).collect();
        assert!(
            targets.contains(&format!("requests.carried-out.{column}").as_str()),
            "{column}: {targets:?}"
        );
    }
}

#[test]
fn balance_with_a_blank_part_is_undecided() {
    let mut clerk = zeros(2020);
    clerk.types("requests.new.natural-person", "5").types("requests.carried-out.natural-person", "");
    assert_eq!(clerk.reads(&BALANCE), [""; 0]);
    clerk.types("requests.carried-out.natural-person", "五");
    assert_eq!(clerk.reads(&BALANCE), [""; 0], "a text is no number either");
}

#[test]
fn result_total_holds_as_long_as_it_follows() {
    let mut clerk = zeros(2024);
    for (row, number) in [("granted", "3"), ("refused.process", "2"), ("other.unpaid", "1")] {
        clerk.types(&format!("requests.{row}.research"), number);
    }
    assert_eq!(clerk.sees("requests.concluded.research"), "6");
    assert_eq!(clerk.reads(&RESULT_TOTAL), [""; 0]);
}

#[test]
fn result_total_typed_over_wrongly_is_broken_in_each_column() {
    for column in APPLICANTS {
        let mut clerk = zeros(2020);
        clerk.types(&format!("requests.concluded.{column}"), "3");
        let sentences = clerk.reads(&RESULT_TOTAL);
        let label = clerk.findings(&RESULT_TOTAL)[0].cells[0].declared().name.clone();
        let label = label.split('，').nth(1).unwrap();
        assert!(
            sentences.contains(&format!("{label}：各种办理结果合计是 0，三（七）总计是 3，前者少 3。")),
            "{sentences:?}"
        );
    }
}

#[test]
fn result_total_with_a_blank_part_is_undecided() {
    let mut clerk = zeros(2020);
    clerk.types("requests.concluded.other", "3").types("requests.rejected.petition.other", "");
    assert_eq!(
        clerk.findings(&RESULT_TOTAL).iter().filter(|f| f.target.ends_with("concluded.other")).count(),
        0
    );
}

#[test]
fn row_total_holds_broken_and_undecided_in_every_row() {
    for year in [2020, 2024] {
        let rows: Vec<String> = zeros(year)
            .report()
            .format()
            .cells
            .iter()
            .filter_map(|cell| cell.id().strip_prefix("requests.")?.strip_suffix(".total").map(str::to_owned))
            .collect();
        assert_eq!(rows.len(), if year == 2020 { 23 } else { 25 });
        for row in rows {
            let (part, total) = (format!("requests.{row}.business"), format!("requests.{row}.total"));
            let mut clerk = zeros(year);
            assert_eq!(clerk.findings(&ROW_TOTAL), []);
            clerk.types(&total, "7");
            let targets: Vec<&str> =
                clerk.findings(&ROW_TOTAL).iter().map(|finding| finding.target).collect();
            assert!(targets.contains(&total.as_str()), "{total}: {targets:?}");
            // The total of results follows its column; only a text takes its number away.
            clerk.types(&part, "不详");
            assert!(clerk.findings(&ROW_TOTAL).iter().all(|finding| finding.target != total), "{total}");
        }
    }
}

#[test]
fn row_total_names_the_row() {
    let mut clerk = zeros(2020);
    clerk.types("requests.granted.business", "2").types("requests.granted.total", "1");
    assert_eq!(clerk.reads(&ROW_TOTAL), ["（一）予以公开：自然人和五类法人合计是 2，总计是 1，前者多 1。"]);
}

#[test]
fn dispute_total_holds_broken_and_undecided_in_every_group() {
    for group in ["reconsideration", "litigation-direct", "litigation-after-reconsideration"] {
        let id = |outcome: &str| format!("disputes.{group}.{outcome}");
        let mut clerk = zeros(2024);
        clerk.types(&id("upheld"), "10").types(&id("corrected"), "1");
        assert_eq!(clerk.sees(&id("total")), "11");
        assert_eq!(clerk.findings(&DISPUTE_TOTAL), []);
        clerk.types(&id("total"), "0");
        let sentences = clerk.reads(&DISPUTE_TOTAL);
        assert_eq!(sentences.len(), 1);
        assert!(sentences[0].ends_with("：四种结果合计是 11，总计是 0，前者多 11。"), "{sentences:?}");
        clerk.types(&id("pending"), "");
        assert_eq!(clerk.findings(&DISPUTE_TOTAL), []);
    }
}

#[test]
fn sums_that_no_integer_holds_are_unfinished_and_do_not_panic() {
    let mut clerk = zeros(2020);
    for column in &APPLICANTS[..6] {
        clerk.types(&format!("requests.new.{column}"), "999999999999999");
    }
    assert_eq!(clerk.sees("requests.new.total"), "5999999999999994");
}

#[test]
fn blanks_are_one_reminder_for_each_table() {
    let mut clerk = Clerk::with_year(2020);
    assert_eq!(
        clerk.reads(&BLANK),
        [
            "表二还有 22 个空白格。没有的填 0。",
            "表三还有 132 个空白格。没有的填 0。",
            "表四还有 12 个空白格。没有的填 0。"
        ]
    );
    assert_eq!(clerk.findings(&BLANK)[1].target, "requests.new.natural-person");
    clerk.types("requests.new.natural-person", "0");
    assert_eq!(clerk.findings(&BLANK)[1].target, "requests.new.business");
    clerk.fills_zeros();
    assert_eq!(clerk.findings(&BLANK), []);
}

#[test]
fn a_total_left_blank_by_a_file_is_a_blank() {
    let mut clerk = zeros(2020);
    clerk.blanks("requests.new.total");
    assert_eq!(clerk.reads(&BLANK), ["表三还有 1 个空白格。没有的填 0。"]);
    assert_eq!(clerk.sees("requests.new.total"), "");
}

#[test]
fn a_dash_is_a_reminder_and_not_an_error() {
    let mut clerk = zeros(2024);
    clerk.types("disputes.litigation-direct.upheld", "/");
    assert_eq!(clerk.reads(&BLANK), ["行政诉讼 未经复议直接起诉，结果维持：“/”不是数字。没有的填 0。"]);
    assert_eq!(clerk.findings(&NOT_A_NUMBER), []);
}

#[test]
fn what_is_no_number_is_an_error_that_says_why() {
    for (id, typed, says) in [
        (
            "disclosure.rules.made",
            "22（其中修订16件）",
            "规章，本年新制作数量：“22（其中修订16件）”带说明。格内只填数字，说明写在表格下面的注里。",
        ),
        (
            "disclosure.rules.made",
            "-3",
            "规章，本年新制作数量：“-3”带正负号。数量填不带符号的整数，有负数时请核对。",
        ),
        ("disclosure.rules.made", "12.5", "规章，本年新制作数量：“12.5”是小数。数量填整数。"),
        ("disclosure.rules.made", "23件", "规章，本年新制作数量：“23件”带单位。只填数字。"),
        (
            "disclosure.procurement.amount",
            "160.5964万元",
            "政府集中采购，采购总金额（万元）：“160.5964万元”带单位。金额只填数字，单位是万元。",
        ),
        (
            "disclosure.procurement.amount",
            "1.23456",
            "政府集中采购，采购总金额（万元）：“1.23456”超过四位小数。金额以万元为单位，最多四位小数。",
        ),
        (
            "disclosure.licensing.change",
            "--253",
            "行政许可，本年增/减：“--253”不是数字。填整数，减少用负数，如 -8。",
        ),
    ] {
        let mut clerk = zeros(2020);
        clerk.types(id, typed);
        assert_eq!(clerk.reads(&NOT_A_NUMBER), [says]);
        assert_eq!(clerk.sees(id), typed, "what was typed is kept");
        clerk.types(id, "3");
        assert_eq!(clerk.findings(&NOT_A_NUMBER), []);
    }
}

#[test]
fn organ_is_asked_for() {
    let mut clerk = Clerk::with_year(2024);
    assert_eq!(clerk.reads(&ORGAN), ["还没有填机关名称。"]);
    clerk.types("organ", " ");
    assert_eq!(clerk.findings(&ORGAN).len(), 1);
    clerk.types("organ", "示例街道办事处");
    assert_eq!(clerk.findings(&ORGAN), []);
}

#[test]
fn year_is_asked_for_and_must_be_one_of_a_report() {
    let mut clerk = Clerk::with_year(2024);
    assert_eq!(clerk.findings(&YEAR), []);
    clerk.types("year", "");
    assert_eq!(clerk.reads(&YEAR), ["还没有填报告年度。"]);
    for typed in ["2018", "二〇二四", "24", "9999"] {
        clerk.types("year", typed);
        let sentence = format!("报告年度“{typed}”不对：填所报告的年度，四位数字，2019 年起。");
        assert_eq!(clerk.reads(&YEAR), [sentence]);
    }
    clerk.types("year", "２０２３年");
    assert_eq!(clerk.findings(&YEAR), []);
    clerk.types("year", "1999");
    assert_eq!(
        clerk.report().edition(),
        nianbao::format::Edition::REVISED_2021,
        "a year of no report changes no table"
    );
}

#[test]
fn edition_is_that_of_the_year() {
    let mut clerk = Clerk::with_year(2023);
    assert_eq!(clerk.findings(&EDITION), []);
    clerk.chooses("edition", "2019");
    assert_eq!(clerk.reads(&EDITION), ["2023 年度的报告应当用 2021 年格式，现在用的是 2019 年试行格式。"]);
    clerk.types("year", "");
    assert_eq!(clerk.findings(&EDITION), [], "without a year it is undecided");
}

#[test]
fn published_in_the_year_after() {
    let mut clerk = Clerk::with_year(2020);
    assert_eq!(clerk.findings(&PUBLISHED), [], "without a date it is undecided");
    clerk.chooses("published", "2021-01-20");
    assert_eq!(clerk.findings(&PUBLISHED), []);
    clerk.chooses("published", "2020-01-20");
    assert_eq!(
        clerk.reads(&PUBLISHED),
        ["发布日期在 2020 年。这份报告应当在 2021 年发布，请核对年度和日期。"]
    );
}

#[test]
fn chapters_must_be_written() {
    let mut clerk = Clerk::with_year(2024);
    let missing = [
        "“一、总体情况”还没有写。",
        "“五、存在的主要问题及改进情况”还没有写。",
        "“六、其他需要报告的事项”还没有写。",
    ];
    assert_eq!(clerk.reads(&CHAPTER), missing);
    for field in ["overview", "problems", "other-matters"] {
        clerk.types(field, "本年情况如下。");
    }
    assert_eq!(clerk.findings(&CHAPTER), []);
    clerk.types("overview", "\n　\n");
    assert_eq!(clerk.reads(&CHAPTER), missing[..1]);
}

#[test]
fn chapter_five_names_problems() {
    let mut clerk = Clerk::with_year(2024);
    assert_eq!(clerk.findings(&PROBLEMS), [], "while it is blank it is missing, not 无");
    for typed in ["无", "无。", " 无 ", "没有。", "暂无"] {
        clerk.types("problems", typed);
        let bare = typed.trim().trim_end_matches('。');
        let sentence = format!("第五部分只写了“{bare}”。要写明存在的主要问题和改进情况。");
        assert_eq!(clerk.reads(&PROBLEMS), [sentence]);
    }
    clerk.types("problems", "无论是公开的深度还是解读的形式都有不足，已制定改进措施。");
    assert_eq!(clerk.findings(&PROBLEMS), []);
}

#[test]
fn title_names_organ_and_year_once() {
    let mut clerk = Clerk::with_year(2024);
    for (organ, word) in [
        ("示例局2023年", "2023"),
        ("示例局政府信息公开工作年度报告", "年度报告"),
        ("示例县万年镇2023 年", "2023"),
    ] {
        clerk.types("organ", organ);
        let sentence = format!(
            "机关名称里有“{word}”。标题会自动加上年度和“政府信息公开工作年度报告”，这里只写机关全称。"
        );
        assert_eq!(clerk.reads(&TITLE), [sentence]);
    }
    for organ in [
        "示例市120急救中心",
        "示例县万年镇人民政府",
        "示例市人民政府信息公开办公室",
        "示例市人民政府信息公开办公室",
        "示例街道办事处",
    ] {
        clerk.types("organ", organ);
        assert_eq!(clerk.reads(&TITLE), [""; 0], "{organ}");
    }
}

#[test]
fn findings_come_heaviest_first() {
    let clerk = Clerk::with_year(2024);
    let findings = validate(clerk.report());
    assert!(findings.is_sorted_by_key(|finding| finding.rule.severity));
    assert_eq!(findings[0].rule, &ORGAN);
}

#[test]
fn the_examples_reconcile_without_a_finding() {
    for edition in nianbao::format::Edition::ALL {
        assert_eq!(validate(&nianbao::example::example(edition)), [], "{edition:?}");
    }
}
