//! Table 3, 收到和处理政府信息公开申请情况: a tree of rows by seven kinds of applicant. The editions
//! differ in one branch, （六）其他处理.

use super::Sum;
use super::matrix::Node::{Group, Leaf, Total};
use super::matrix::{Balance, Fit, Matrix, Node};
use super::table::Absence;
use super::texts::TextField;

/// The table of the 2019 edition.
pub const TRIAL_2019: Matrix = table(&[
    NEW,
    CARRIED_IN,
    Group(
        "",
        RESULTS,
        &[
            GRANTED,
            PARTLY_GRANTED,
            REFUSED,
            UNAVAILABLE,
            REJECTED,
            Leaf("other", "（六）其他处理"),
            CONCLUDED,
        ],
    ),
    CARRIED_OUT,
]);

/// The table of the 2021 edition.
pub const REVISED_2021: Matrix = table(&[
    NEW,
    CARRIED_IN,
    Group(
        "",
        RESULTS,
        &[
            GRANTED,
            PARTLY_GRANTED,
            REFUSED,
            UNAVAILABLE,
            REJECTED,
            Group(
                "other",
                "（六）其他处理",
                &[
                    Leaf("uncorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
                    Leaf(
                        "unpaid",
                        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                    ),
                    Leaf("miscellaneous", "3.其他"),
                ],
            ),
            CONCLUDED,
        ],
    ),
    CARRIED_OUT,
]);

/// The table with the rows of an edition.
pub const fn table(rows: &'static [Node]) -> Matrix {
    Matrix {
        id: "requests",
        caption: "收到和处理政府信息公开申请情况",
        remark: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        columns: APPLICANTS,
        rows,
        balances: &[Balance {
            sum: Sum::Balance,
            left: &["new", "carried-in"],
            right: &["concluded", "carried-out"],
        }],
        alone: &["partly-granted"],
        absence: Some(Absence {
            claim: "本年未收到申请",
            sentence: "本年度没有收到政府信息公开申请。",
            said_in: TextField::OVERVIEW,
        }),
        narrow: Fit::OneColumn("申请人"),
    }
}

const APPLICANTS: &[Node] = &[Group(
    "",
    "申请人情况",
    &[
        Leaf("natural-person", "自然人"),
        Group(
            "",
            "法人或其他组织",
            &[
                Leaf("business", "商业企业"),
                Leaf("research", "科研机构"),
                Leaf("public-welfare", "社会公益组织"),
                Leaf("legal-service", "法律服务机构"),
                Leaf("other", "其他"),
            ],
        ),
        Total("total", "总计", Sum::Applicants),
    ],
)];

pub(super) const NEW: Node = Leaf("new", "一、本年新收政府信息公开申请数量");
pub(super) const CARRIED_IN: Node = Leaf("carried-in", "二、上年结转政府信息公开申请数量");
pub(super) const RESULTS: &str = "三、本年度办理结果";
pub(super) const GRANTED: Node = Leaf("granted", "（一）予以公开");
pub(super) const PARTLY_GRANTED: Node =
    Leaf("partly-granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）");
pub(super) const REFUSED: Node = Group(
    "refused",
    "（三）不予公开",
    &[
        Leaf("state-secret", "1.属于国家秘密"),
        Leaf("other-laws", "2.其他法律行政法规禁止公开"),
        Leaf("security-stability", "3.危及“三安全一稳定”"),
        Leaf("third-party", "4.保护第三方合法权益"),
        Leaf("internal-affairs", "5.属于三类内部事务信息"),
        Leaf("process", "6.属于四类过程性信息"),
        Leaf("enforcement-file", "7.属于行政执法案卷"),
        Leaf("inquiry", "8.属于行政查询事项"),
    ],
);
pub(super) const UNAVAILABLE: Node = Group(
    "unavailable",
    "（四）无法提供",
    &[
        Leaf("not-held", "1.本机关不掌握相关政府信息"),
        Leaf("needs-creation", "2.没有现成信息需要另行制作"),
        Leaf("still-unclear", "3.补正后申请内容仍不明确"),
    ],
);
pub(super) const REJECTED: Node = Group(
    "rejected",
    "（五）不予处理",
    &[
        Leaf("petition", "1.信访举报投诉类申请"),
        Leaf("repeated", "2.重复申请"),
        Leaf("publication", "3.要求提供公开出版物"),
        Leaf("excessive", "4.无正当理由大量反复申请"),
        Leaf("reconfirmation", "5.要求行政机关确认或重新出具已获取信息"),
    ],
);
pub(super) const CONCLUDED: Node = Total("concluded", "（七）总计", Sum::Results);
pub(super) const CARRIED_OUT: Node = Leaf("carried-out", "四、结转下年度继续办理");
