//! The terms of the law that labels use, explained. Knows no table.

/// A term of the law.
#[derive(Debug, PartialEq)]
pub struct Term {
    /// The term as labels have it.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// The article that it comes from.
    pub source: &'static str,
}

const fn term(name: &'static str, meaning: &'static str, source: &'static str) -> Term {
    Term { name, meaning, source }
}

/// All terms.
pub const ALL: &[Term] = &[
    term("三安全一稳定", "国家安全、公共安全、经济安全、社会稳定。", "《条例》第十四条"),
    term("三类内部事务信息", "人事管理、后勤管理、内部工作流程三类信息。", "《条例》第十六条"),
    term("四类过程性信息", "讨论记录、过程稿、磋商信函、请示报告四类信息。", "《条例》第十六条"),
    term(
        "区分处理",
        "申请的信息里含有不应公开的内容，或者不属于政府信息的内容，但能够区分的，只提供可以公开的政府信息内容。",
        "《条例》第三十七条",
    ),
    term(
        "补正",
        "申请内容不明确的，行政机关在收到申请之日起 7 个工作日内一次性告知申请人补充、更正。",
        "《条例》第三十条",
    ),
    term("行政执法案卷", "行政处罚、行政检查等执法活动中形成、归档的材料。", "《条例》第十六条"),
    term("行政查询事项", "不动产登记、企业登记等，另有法定查询途径的信息。", "《条例》第三十六条第（七）项"),
    term("规章", "国务院部门和有立法权的地方政府依法制定的规定、办法等。", "《立法法》"),
    term(
        "行政规范性文件",
        "规章以外，涉及公民和组织权利义务、在一定期限内反复适用的公文。",
        "国办发〔2018〕37号",
    ),
    term("行政强制", "查封、扣押、冻结等强制措施，和代履行、划拨等强制执行。", "《行政强制法》"),
    term("行政事业性收费", "依法收取并纳入财政管理的费用。", "《条例》第二十条第（八）项"),
    term("结转", "年底没有办结、转到下一年继续办理。", "表三第二、四项"),
    term(
        "信息处理费",
        "申请的数量、频次明显超过合理范围时收取的费用，在第六部分报告。",
        "《条例》第四十二条；国办函〔2020〕109号",
    ),
    term("重复申请", "同一申请人就相同的信息再次申请，而行政机关已经答复。", "《条例》第三十六条第（六）项"),
    term("复议后起诉", "先申请行政复议，对复议决定不服再向法院起诉。", "《行政诉讼法》"),
    term("法律服务机构", "律师事务所、公证机构、基层法律服务所等。", "表三“申请人情况”"),
];

/// The terms that occur in some words.
pub fn in_words(words: &str) -> impl Iterator<Item = &'static Term> {
    ALL.iter().filter(move |term| words.contains(term.name))
}
