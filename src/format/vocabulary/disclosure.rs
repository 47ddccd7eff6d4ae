//! What texts call the numbers of table 2: rules and normative documents, decisions, fees.

use super::Topic::Handled;
use super::{Aspect, Family, Thing};

/// Rules and normative documents.
pub static DOCUMENTS: Family = Family {
    id: "documents",
    things: &[
        Thing { name: "规章", words: &["规章", "政府规章"], stems: &[&["rules"]] },
        Thing {
            name: "规范性文件",
            words: &["规范性文件", "行政规范性文件"],
            stems: &[&["normative-documents"]],
        },
    ],
    aspects: &[
        of_table_2(
            "制发",
            &["制发", "新制作", "本年制发"],
            &["印发", "制定", "出台", "新制定", "制定出台", "发布", "新出台"],
            &[&["disclosure.*.issued"], &["disclosure.*.made"]],
        ),
        of_table_2("废止", &["废止", "本年废止"], &["失效", "宣布失效"], &[&["disclosure.*.repealed"]]),
        of_table_2("现行有效", &["现行有效"], &["继续有效", "有效"], &[&["disclosure.*.in-force"]]),
        of_table_2("新公开", &["新公开"], &[], &[&["disclosure.*.published"]]),
        of_table_2("对外公开总数", &["对外公开总数", "对外公开总数量"], &[], &[&["disclosure.*.total"]]),
    ],
    units: &["件", "份", "个", "部", "项", "篇"],
    is_of_disclosure: false,
    goes_on: true,
};

/// Decisions.
pub static DECISIONS: Family = Family {
    id: "decisions",
    things: &[
        Thing { name: "行政许可", words: &["行政许可"], stems: &[&["licensing"]] },
        Thing {
            name: "其他对外管理服务事项",
            words: &["其他对外管理服务事项"],
            stems: &[&["other-services"]],
        },
        Thing { name: "行政处罚", words: &["行政处罚"], stems: &[&["penalties"]] },
        Thing { name: "行政强制", words: &["行政强制"], stems: &[&["coercion"]] },
    ],
    aspects: &[of_table_2(
        "处理决定",
        &["处理决定"],
        &["决定", "作出", "做出", "办理", "实施", "办结"],
        &[&["disclosure.*.decisions"]],
    )],
    units: &["件", "宗", "项", "起", "个", "例", "件次", "次"],
    is_of_disclosure: false,
    goes_on: false,
};

/// What is collected and spent.
pub static AMOUNTS: Family = Family {
    id: "amounts",
    things: &[
        Thing { name: "行政事业性收费", words: &["行政事业性收费"], stems: &[&["fees"]] },
        Thing {
            name: "政府集中采购", words: &["政府集中采购", "集中采购"], stems: &[&["procurement"]]
        },
    ],
    aspects: &[
        of_table_2("", &[], &[], &[&["disclosure.*.amount"]]),
        of_table_2("项目", &[], &["采购项目", "项目"], &[&["disclosure.*.items"]]),
    ],
    units: &["元", "个", "项", "件", "笔"],
    is_of_disclosure: false,
    goes_on: false,
};

const fn of_table_2(
    name: &'static str,
    words: &'static [&'static str],
    hedged: &'static [&'static str],
    sums: &'static [&'static [&'static str]],
) -> Aspect {
    Aspect { name, words, hedged, needs_thing: false, may_be_none: false, sums, topic: Handled }
}
