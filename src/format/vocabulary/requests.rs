//! What texts call the numbers of table 3: requests, how they were concluded, who made them.

use super::Topic::{Handled, Received};
use super::{Aspect, Family, Thing};

const NEW: &str = "requests.new.total";
const CARRIED_IN: &str = "requests.carried-in.total";
const CONCLUDED: &str = "requests.concluded.total";
/// All requests that were concluded.
pub const CONCLUSIONS: &[&[&str]] = &[&[CONCLUDED]];

/// Requests.
pub static REQUESTS: Family = Family {
    id: "requests",
    things: &[Thing {
        name: "",
        words: &[
            "政府信息公开申请",
            "信息公开申请",
            "政府信息申请",
            "依申请公开",
            "公开申请",
            "公开政府信息的申请",
            "政府信息的申请",
            "政府信息公开的申请",
            "信息公开的申请",
            "依申请公开政府信息",
            "申请公开政府信息",
            "依申请公开信息",
            "依申请信息公开",
            "依申请政府信息公开",
            "依申请政府信息",
            "信息依申请公开",
            "申请公开信息",
            "申请",
            "申请书",
        ],
        stems: &[],
    }],
    aspects: ASPECTS,
    units: &["件", "封", "份", "起", "宗", "条", "个", "件次", "例", "项"],
    is_of_disclosure: true,
    goes_on: true,
};

/// An aspect that a text says without the thing, once it speaks of requests.
const fn result(
    name: &'static str,
    words: &'static [&'static str],
    hedged: &'static [&'static str],
    sums: &'static [&'static [&'static str]],
) -> Aspect {
    Aspect { name, words, hedged, needs_thing: false, may_be_none: false, sums, topic: Handled }
}

const ASPECTS: &[Aspect] = &[
    Aspect {
        name: "新收的申请",
        words: &["新收", "新收到", "新受理"],
        hedged: &["新增"],
        needs_thing: true,
        may_be_none: true,
        sums: &[&[NEW]],
        topic: Received,
    },
    Aspect {
        name: "收到的申请",
        words: &["收到", "受理", "接收", "接到", "收办", "接收到"],
        hedged: &["收悉", "登记", "受理办理", "接受", "接办"],
        needs_thing: true,
        may_be_none: true,
        sums: &[&[NEW], &[NEW, CARRIED_IN]],
        topic: Received,
    },
    Aspect {
        name: "办理的申请",
        words: &[],
        hedged: &["办理", "处理", "承办"],
        needs_thing: true,
        may_be_none: false,
        sums: &[&[NEW], &[NEW, CARRIED_IN], &[CONCLUDED]],
        topic: Received,
    },
    // What stands beside the requests alone.
    Aspect {
        name: "申请",
        words: &[],
        hedged: &[],
        needs_thing: true,
        may_be_none: false,
        sums: &[&[NEW], &[NEW, CARRIED_IN], &[CONCLUDED]],
        topic: Received,
    },
    Aspect {
        may_be_none: true,
        ..result(
            "上年结转",
            &[
                "上年结转",
                "上年度结转",
                "上一年结转",
                "上一年度结转",
                "去年结转",
                "结转上年",
                "结转上年度",
                "上年转入",
                "上年度转入",
                "上年转结",
                "上年度转结",
                "上年未办结",
            ],
            &[],
            &[&[CARRIED_IN]],
        )
    },
    result(
        "办结",
        &["办结", "办理完毕", "办理完结"],
        &["答复", "办复", "作出答复", "做出答复", "回复"],
        CONCLUSIONS,
    ),
    Aspect {
        may_be_none: true,
        ..result(
            "结转下年度",
            &[
                "结转下年",
                "结转下年度",
                "结转下一年",
                "结转下一年度",
                "结转至下年",
                "结转至下一年",
                "结转到下年",
                "结转到下一年",
                "转下年度",
                "转下一年度",
                "转下年",
                "转至下年",
                "转到下年",
                "转入下年",
                "转入下一年",
                "顺延到下年",
                "顺延至下年",
                "转结下年",
                "转结下一年",
                "结转次年",
                "结转至次年",
                "结转明年",
                "结转至明年",
                "结转到明年",
                "转结至下年",
                "转结到下年",
            ],
            &["正在办理", "正在办理中", "尚在办理", "仍在办理", "尚在办理中", "正在处理"],
            &[&["requests.carried-out.total"]],
        )
    },
    result("予以公开", &["予以公开"], &["全部公开", "同意公开", "准予公开"], &[&["requests.granted.total"]]),
    result(
        "部分公开",
        &["部分公开", "部分予以公开", "予以部分公开"],
        &["区分处理", "部分同意公开", "同意部分公开"],
        &[&["requests.partly-granted.total"]],
    ),
    result(
        "不予公开",
        &["不予公开", "不予以公开"],
        &["不公开", "决定不公开", "不同意公开", "不准予公开"],
        &[&["requests.refused.*.total"]],
    ),
    result(
        "属于国家秘密",
        &["属于国家秘密"],
        &["国家秘密", "涉及国家秘密"],
        &[&["requests.refused.state-secret.total"]],
    ),
    result(
        "其他法律行政法规禁止公开",
        &[
            "其他法律行政法规禁止公开",
            "法律行政法规禁止公开",
            "法律、行政法规禁止公开",
            "其他法律、行政法规禁止公开",
        ],
        &[],
        &[&["requests.refused.other-laws.total"]],
    ),
    result(
        "危及“三安全一稳定”",
        &["危及“三安全一稳定”", "危及三安全一稳定", "三安全一稳定"],
        &[],
        &[&["requests.refused.security-stability.total"]],
    ),
    result(
        "保护第三方合法权益",
        &["保护第三方合法权益", "损害第三方合法权益", "第三方合法权益"],
        &[],
        &[&["requests.refused.third-party.total"]],
    ),
    result(
        "属于三类内部事务信息",
        &["属于三类内部事务信息", "三类内部事务信息", "内部事务信息", "属于内部事务信息"],
        &[],
        &[&["requests.refused.internal-affairs.total"]],
    ),
    result(
        "属于四类过程性信息",
        &["属于四类过程性信息", "四类过程性信息", "过程性信息", "属于过程性信息"],
        &[],
        &[&["requests.refused.process.total"]],
    ),
    result(
        "属于行政执法案卷",
        &["属于行政执法案卷", "行政执法案卷"],
        &[],
        &[&["requests.refused.enforcement-file.total"]],
    ),
    result(
        "属于行政查询事项",
        &["属于行政查询事项", "行政查询事项"],
        &[],
        &[&["requests.refused.inquiry.total"]],
    ),
    result("无法提供", &["无法提供"], &[], &[&["requests.unavailable.*.total"]]),
    result(
        "本机关不掌握相关政府信息",
        &["本机关不掌握相关政府信息", "不掌握相关政府信息", "本机关不掌握", "不掌握相关信息"],
        &["信息不存在", "政府信息不存在"],
        &[&["requests.unavailable.not-held.total"]],
    ),
    result(
        "没有现成信息需要另行制作",
        &["没有现成信息需要另行制作", "没有现成信息", "需要另行制作", "没有现成信息需另行制作"],
        &[],
        &[&["requests.unavailable.needs-creation.total"]],
    ),
    result(
        "补正后申请内容仍不明确",
        &["补正后申请内容仍不明确", "补正后仍不明确", "申请内容仍不明确", "申请内容不明确"],
        &[],
        &[&["requests.unavailable.still-unclear.total"]],
    ),
    result("不予处理", &["不予处理"], &["不再处理"], &[&["requests.rejected.*.total"]]),
    result(
        "信访举报投诉类申请",
        &["信访举报投诉类申请", "信访举报投诉类", "信访、举报、投诉类申请", "信访投诉举报类申请"],
        &[],
        &[&["requests.rejected.petition.total"]],
    ),
    result("重复申请", &["重复申请"], &[], &[&["requests.rejected.repeated.total"]]),
    result(
        "要求提供公开出版物",
        &["要求提供公开出版物", "公开出版物"],
        &[],
        &[&["requests.rejected.publication.total"]],
    ),
    result(
        "无正当理由大量反复申请",
        &["无正当理由大量反复申请", "大量反复申请", "大量、反复申请"],
        &[],
        &[&["requests.rejected.excessive.total"]],
    ),
    result(
        "要求行政机关确认或重新出具已获取信息",
        &["要求行政机关确认或重新出具已获取信息", "确认或重新出具已获取信息", "重新出具已获取信息"],
        &[],
        &[&["requests.rejected.reconfirmation.total"]],
    ),
    result(
        "其他处理",
        &["其他处理", "作其他处理", "作其他处理", "其它处理"],
        &[],
        &[&["requests.other.*.total"], &["requests.other.total"]],
    ),
    result(
        "逾期不补正",
        &["逾期不补正", "无正当理由逾期不补正", "申请人无正当理由逾期不补正"],
        &[],
        &[&["requests.other.uncorrected.total"]],
    ),
    result(
        "逾期未缴纳费用",
        &["逾期未按收费通知要求缴纳费用", "申请人逾期未按收费通知要求缴纳费用", "逾期未缴费", "逾期不缴费"],
        &[],
        &[&["requests.other.unpaid.total"]],
    ),
    result("其他处理中的其他", &[], &[], &[&["requests.other.miscellaneous.total"]]),
    applicant(
        "自然人",
        &["自然人申请", "自然人", "公民个人", "公民个人申请", "公民申请", "个人申请"],
        &[
            &["requests.new.natural-person"],
            &["requests.new.natural-person", "requests.carried-in.natural-person"],
            &["requests.concluded.natural-person"],
        ],
    ),
    applicant(
        "法人或其他组织",
        &["法人或其他组织", "法人和其他组织", "法人或者其他组织", "法人及其他组织", "法人或其他组织申请"],
        &[&LEGAL[0], &LEGAL_WITH_TAKEN_OVER, &LEGAL[2]],
    ),
    applicant("商业企业", &["商业企业", "企业申请", "商业企业申请"], COMPANY),
    applicant("科研机构", &["科研机构"], RESEARCH),
    applicant("社会公益组织", &["社会公益组织"], WELFARE),
    applicant("法律服务机构", &["法律服务机构"], LAW),
];

/// Who made the requests: the new ones, all, or those concluded.
const fn applicant(
    name: &'static str,
    words: &'static [&'static str],
    sums: &'static [&'static [&'static str]],
) -> Aspect {
    Aspect { topic: Received, ..result(name, words, &[], sums) }
}

const LEGAL: [[&str; 5]; 3] = [
    [
        "requests.new.business",
        "requests.new.research",
        "requests.new.public-welfare",
        "requests.new.legal-service",
        "requests.new.other",
    ],
    [
        "requests.carried-in.business",
        "requests.carried-in.research",
        "requests.carried-in.public-welfare",
        "requests.carried-in.legal-service",
        "requests.carried-in.other",
    ],
    [
        "requests.concluded.business",
        "requests.concluded.research",
        "requests.concluded.public-welfare",
        "requests.concluded.legal-service",
        "requests.concluded.other",
    ],
];
const LEGAL_WITH_TAKEN_OVER: [&str; 10] = {
    let mut both = [""; 10];
    let mut at = 0;
    while at < 10 {
        both[at] = LEGAL[at / 5][at % 5];
        at += 1;
    }
    both
};
const COMPANY: &[&[&str]] = &[
    &["requests.new.business"],
    &["requests.new.business", "requests.carried-in.business"],
    &["requests.concluded.business"],
];
const RESEARCH: &[&[&str]] = &[
    &["requests.new.research"],
    &["requests.new.research", "requests.carried-in.research"],
    &["requests.concluded.research"],
];
const WELFARE: &[&[&str]] = &[
    &["requests.new.public-welfare"],
    &["requests.new.public-welfare", "requests.carried-in.public-welfare"],
    &["requests.concluded.public-welfare"],
];
const LAW: &[&[&str]] = &[
    &["requests.new.legal-service"],
    &["requests.new.legal-service", "requests.carried-in.legal-service"],
    &["requests.concluded.legal-service"],
];
