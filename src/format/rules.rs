//! The rules that a report is checked against: id, wording, severity, source. The checks, the page of
//! all rules and every finding read them from here.
//! Knows no report: how a rule is tested stands in `validate`.

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The report contradicts itself or lacks a part that it must have; a download asks once.
    Error,
    /// Probably wrong or unfinished.
    Warning,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// All severities, heaviest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

    /// The word that a user reads.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Hint => "提示",
        }
    }

    /// The stable name in files.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

/// A rule of the report.
#[derive(Debug, PartialEq)]
pub struct Rule {
    /// The stable id, `V` and two digits.
    pub id: &'static str,
    /// A short name.
    pub title: &'static str,
    /// What the rule asks for, in one sentence.
    pub wording: &'static str,
    /// How much a violation weighs.
    pub severity: Severity,
    /// The article, notice or practice that the rule comes from.
    pub source: &'static str,
}

const ARTICLE_50: &str = "《中华人民共和国政府信息公开条例》第五十条";
const PRACTICE: &str = "各地惯例";
const FORMATS: &str = "国办公开办函〔2019〕60号、〔2021〕30号";

/// Table 3, every column: 一 + 二 = 三（七） + 四.
pub const BALANCE: Rule = Rule {
    id: "V01",
    title: "勾稽关系",
    wording: "表三每一列：“一、本年新收”加“二、上年结转”，等于“三（七）总计”加“四、结转下年度”。",
    severity: Severity::Error,
    source: "表三表头印明的勾稽关系",
};
/// Table 3, every column: the results add up to 三（七）.
pub const RESULT_TOTAL: Rule = Rule {
    id: "V02",
    title: "办理结果总计",
    wording: "表三每一列：“三（七）总计”等于“三（一）”至“三（六）”各行之和。",
    severity: Severity::Error,
    source: "表三“三、本年度办理结果（七）总计”",
};
/// Table 3, every row: the applicants add up to 总计.
pub const ROW_TOTAL: Rule = Rule {
    id: "V03",
    title: "横向总计",
    wording: "表三每一行：“总计”等于自然人与五类法人或其他组织之和。",
    severity: Severity::Error,
    source: "表三“申请人情况：总计”",
};
/// Table 4, every proceeding: the outcomes add up to 总计.
pub const DISPUTE_TOTAL: Rule = Rule {
    id: "V04",
    title: "复议诉讼总计",
    wording: "表四每一组：“总计”等于结果维持、结果纠正、其他结果、尚未审结之和。",
    severity: Severity::Error,
    source: "表四“总计”",
};
/// A table has blank cells, or dashes that stand for blank.
pub const BLANK: Rule = Rule {
    id: "V05",
    title: "空白格",
    wording: "表格的每一格都填数字；没有的填 0，不留空，也不用“/”“-”代替。",
    severity: Severity::Warning,
    source: "本表单的约定：有空白格，合计就无法核对",
};
/// A cell holds something that is no number of its kind.
pub const NOT_A_NUMBER: Rule = Rule {
    id: "V06",
    title: "不是数字",
    wording: "数量填不带单位和说明的非负整数；“本年增/减”可以带正负号；金额以万元为单位，最多四位小数。",
    severity: Severity::Error,
    source: "表二、表三、表四的栏目",
};
/// The date of publication does not follow the year reported on.
pub const PUBLISHED: Rule = Rule {
    id: "V16",
    title: "发布日期",
    wording: "报告在报告年度的下一年发布。",
    severity: Severity::Warning,
    source: "《中华人民共和国政府信息公开条例》第四十九条",
};
/// The edition is not the one in force for the year.
pub const EDITION: Rule = Rule {
    id: "V19",
    title: "格式与年度",
    wording: "2019、2020 年度用 2019 年试行格式，2021 年度起用 2021 年格式。",
    severity: Severity::Error,
    source: FORMATS,
};
/// A chapter has no text.
pub const CHAPTER: Rule = Rule {
    id: "V22",
    title: "缺章节",
    wording: "六个部分都要有内容。",
    severity: Severity::Error,
    source: ARTICLE_50,
};
/// Chapter five says 「无」.
pub const PROBLEMS: Rule = Rule {
    id: "V24",
    title: "问题与改进",
    wording: "第五部分写明存在的主要问题和改进情况，不能只写“无”。",
    severity: Severity::Warning,
    source: "《中华人民共和国政府信息公开条例》第五十条第（四）项",
};
/// The title made from the organ would repeat itself or name a placeholder.
pub const TITLE: Rule = Rule {
    id: "V32",
    title: "标题",
    wording: "标题由机关名称、年度和“政府信息公开工作年度报告”组成，各出现一次。",
    severity: Severity::Warning,
    source: PRACTICE,
};
/// No organ is named.
pub const ORGAN: Rule = Rule {
    id: "V39",
    title: "机关名称",
    wording: "报告写明发布机关的名称。",
    severity: Severity::Error,
    source: PRACTICE,
};
/// No year, or none that a report can be of.
pub const YEAR: Rule = Rule {
    id: "V40",
    title: "报告年度",
    wording: "报告写明所报告的年度，用四位数字，2019 年起。",
    severity: Severity::Error,
    source: PRACTICE,
};

/// All rules, in the order of their ids.
pub const ALL: [&Rule; 13] = [
    &BALANCE,
    &RESULT_TOTAL,
    &ROW_TOTAL,
    &DISPUTE_TOTAL,
    &BLANK,
    &NOT_A_NUMBER,
    &PUBLISHED,
    &EDITION,
    &CHAPTER,
    &PROBLEMS,
    &TITLE,
    &ORGAN,
    &YEAR,
];
