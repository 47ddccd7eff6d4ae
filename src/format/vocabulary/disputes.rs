//! What texts call the numbers of table 4: reconsideration and litigation, and how they ended.

use super::Topic::Disputed;
use super::{Aspect, Family, Thing};

/// Reconsideration and litigation.
pub static DISPUTES: Family = Family {
    id: "disputes",
    things: &[
        Thing {
            name: "行政复议",
            words: &["行政复议", "复议", "行政复议申请", "复议申请", "行政复议案件", "复议案件"],
            stems: &[&["reconsideration"]],
        },
        Thing {
            name: "行政诉讼",
            words: &["行政诉讼", "诉讼", "行政诉讼案件", "诉讼案件", "行政应诉"],
            stems: &[
                &["litigation-direct", "litigation-after-reconsideration"],
                &["litigation-direct"],
                &["litigation-after-reconsideration"],
            ],
        },
        Thing {
            name: "未经复议直接起诉",
            words: &[
                "未经复议直接起诉",
                "未经复议直接提起诉讼",
                "未经行政复议直接起诉",
                "直接起诉",
                "直接提起诉讼",
            ],
            stems: &[&["litigation-direct"]],
        },
        Thing {
            name: "复议后起诉",
            words: &[
                "复议后起诉",
                "经复议后起诉",
                "复议后提起诉讼",
                "行政复议后起诉",
                "经行政复议后起诉",
                "复议后再诉讼",
            ],
            stems: &[&["litigation-after-reconsideration"]],
        },
    ],
    aspects: &[
        Aspect { may_be_none: true, ..outcome("", &[], &[], &[&["disputes.*.total"]]) },
        outcome("结果维持", &["结果维持", "维持"], &["驳回", "胜诉"], &[&["disputes.*.upheld"]]),
        outcome("结果纠正", &["结果纠正", "纠正", "被纠错", "纠错"], &["败诉"], &[&["disputes.*.corrected"]]),
        outcome("其他结果", &["其他结果", "其它结果"], &[], &[&["disputes.*.other"]]),
        outcome(
            "尚未审结",
            &["尚未审结", "未审结", "尚未审理结束"],
            &[
                "正在审理",
                "未结",
                "尚未办结",
                "审理中",
                "正在办理",
                "正在办理中",
                "尚在办理",
                "仍在办理",
                "尚在办理中",
                "正在处理",
            ],
            &[&["disputes.*.pending"]],
        ),
    ],
    units: &["件", "份", "起", "宗", "例", "个", "项", "件次", "条"],
    is_of_disclosure: true,
    goes_on: true,
};

const fn outcome(
    name: &'static str,
    words: &'static [&'static str],
    hedged: &'static [&'static str],
    sums: &'static [&'static [&'static str]],
) -> Aspect {
    Aspect { name, words, hedged, needs_thing: false, may_be_none: false, sums, topic: Disputed }
}
