//! What each row, column and chapter asks for: what is counted, where that comes from, an example.
//! Keyed by the stable names of cells and chapters; knows no screen.

use super::Edition;

/// What a row, a column or a chapter asks for.
#[derive(Debug, PartialEq)]
pub struct Help {
    /// What is counted or written.
    pub asks: &'static str,
    /// The article or notice that it comes from; empty where the row says it.
    pub source: &'static str,
    /// An example; empty where none is needed.
    pub example: &'static str,
}

pub(super) const fn help(asks: &'static str, source: &'static str, example: &'static str) -> Help {
    Help { asks, source, example }
}

/// The help of a cell: that of its row, then that of its column.
pub fn of_cell(id: &str) -> [Option<&'static Help>; 2] {
    let Some((row, column)) = id.rsplit_once('.') else { return [None, None] };
    let table = row.split('.').next().unwrap_or(row);
    let column = format!("{table}.*.{column}");
    [find(ROWS, row), find(COLUMNS, &column)]
}

/// The help of a chapter, by the name under which links go to it.
pub fn of_chapter(anchor: &str) -> Option<&'static Help> {
    find(CHAPTERS, anchor)
}

fn find(list: &'static [(&str, Help)], key: &str) -> Option<&'static Help> {
    let of_editions = Edition::ALL.into_iter().flat_map(|edition| edition.declaration().help);
    list.iter().chain(of_editions).find(|(other, _)| *other == key).map(|(_, help)| help)
}

/// The official format names the row or column and says no more.
const FORMAT: &str = "官方格式";
/// No national guide to filling in was seen: local ones say so.
const LOCAL: &str = "地方填报说明";

const CHAPTERS: &[(&str, Help)] = &[
    (
        "overview",
        help(
            "分五个方面写本年工作：主动公开、依申请公开、政府信息管理、平台建设、监督保障。各级政府还要写工作考核、社会评议和责任追究结果。数字与后面三张表一致。",
            "《条例》第五十条；国办公开办函〔2021〕30号",
            "全年新收政府信息公开申请 7 件，上年结转 1 件，办结 7 件，结转下年度 1 件。",
        ),
    ),
    (
        "disclosure",
        help(
            "按《条例》第二十条的各项填件数和金额。已公开的和依法不公开的决定都计入，没有的填 0。",
            "《条例》第二十条；地方填报说明",
            "全年作出行政许可决定 328 件，填 328。",
        ),
    ),
    (
        "requests",
        help(
            "一件申请在“一”里计一次，办结时在“三”里只计一种结果；年底没有办结的计入“四”。每列都要满足：一加二，等于三（七）加四。",
            "《条例》第五十条第（二）项；表三表头",
            "新收 7 件，上年结转 1 件，办结 7 件，结转 1 件：7 + 1 = 7 + 1。",
        ),
    ),
    (
        "disputes",
        help(
            "因政府信息公开工作被申请行政复议、提起行政诉讼的件数，按结果分列。本年没有结果的计入“尚未审结”。",
            "《条例》第五十条第（三）项",
            "复议 1 件，维持：行政复议“结果维持”填 1，“总计”自动得 1。",
        ),
    ),
    (
        "problems",
        help(
            "写明本年存在的主要问题，以及上年问题的改进情况和下一步措施。不能只写“无”。",
            "《条例》第五十条第（四）项",
            "部分信息更新不够及时。已建立每周检查制度，下一步增加图文解读。",
        ),
    ),
    (
        "other-matters",
        help(
            "其他需要报告的事项。信息处理费的收取情况写在这里：件数和金额；没有收取的也要写明。",
            "《条例》第五十条第（五）项；国办函〔2020〕109号",
            "本年度收取信息处理费 0 元。",
        ),
    ),
];

const ROWS: &[(&str, Help)] = &[
    (
        "disclosure.rules",
        help(
            "规章的件数。国务院部门，省、自治区、直辖市和设区的市、自治州的人民政府可以制定规章，其他机关填 0。",
            "《条例》第二十条第（一）项；《立法法》",
            "街道、乡镇和县级部门填 0。",
        ),
    ),
    (
        "disclosure.normative-documents",
        help(
            "规范性文件的件数：除规章外，依照法定权限和程序制定并公布、涉及公民和组织权利义务、普遍适用、反复适用的公文。与司法行政部门核对。",
            "《条例》第二十条第（一）项",
            "",
        ),
    ),
    ("disclosure.licensing", help("行政许可的数量。", "《条例》第二十条第（五）项", "")),
    (
        "disclosure.other-services",
        help(
            "行政许可以外的对外管理服务事项：行政确认、行政奖励、行政裁决、行政给付等，以及公共服务事项。",
            "《条例》第二十条第（五）项",
            "办理居住证明 1204 件，处理决定数量填 1204。",
        ),
    ),
    ("disclosure.penalties", help("行政处罚的数量。", "《条例》第二十条第（六）项", "")),
    (
        "disclosure.coercion",
        help("行政强制的数量，包括强制措施和强制执行。", "《条例》第二十条第（六）项", ""),
    ),
    (
        "disclosure.fees",
        help(
            "行政事业性收费的情况。信息处理费的收取情况另在第六部分报告。",
            "《条例》第二十条第（八）项",
            "全年收费 125000 元，填 12.5（万元）。",
        ),
    ),
    (
        "disclosure.procurement",
        help(
            "政府集中采购的项目数量和总金额。",
            "《条例》第二十条第（九）项",
            "3 个项目，共 1033879 元：填 3 和 103.3879（万元）。",
        ),
    ),
    (
        "requests.new",
        help(
            "本年 1 月 1 日至 12 月 31 日收到的政府信息公开申请，包括后来办结和没有办结的。",
            "《条例》第五十条第（二）项",
            "",
        ),
    ),
    (
        "requests.carried-in",
        help("上年报告“四、结转下年度继续办理”的件数。", "表三第二项", "上年报告的“四”是 1，这里填 1。"),
    ),
    (
        "requests.granted",
        help(
            "所申请的信息全部提供，或者已经主动公开而告知获取方式和途径。",
            "《条例》第三十六条第（一）、（二）项",
            "申请补贴名单，全部提供，计 1 件。",
        ),
    ),
    (
        "requests.partly-granted",
        help(
            "一件申请里既有能公开的，也有不能公开的，区分处理后提供了一部分。只计在这里，不再计入不予公开、无法提供等。",
            "《条例》第三十七条",
            "合同隐去商业秘密后提供，计 1 件，“不予公开”不再计。",
        ),
    ),
    ("requests.refused.state-secret", help("依法确定为国家秘密的信息。", "《条例》第十四条", "")),
    ("requests.refused.other-laws", help("法律、行政法规禁止公开的其他信息。", "《条例》第十四条", "")),
    (
        "requests.refused.security-stability",
        help("公开后可能危及国家安全、公共安全、经济安全、社会稳定的信息。", "《条例》第十四条", ""),
    ),
    (
        "requests.refused.third-party",
        help(
            "涉及商业秘密、个人隐私，公开会对第三方合法权益造成损害的信息；第三方同意，或者不公开会对公共利益造成重大影响的除外。",
            "《条例》第十五条",
            "申请他人的低保申请材料。",
        ),
    ),
    (
        "requests.refused.internal-affairs",
        help("人事管理、后勤管理、内部工作流程等方面的信息。", "《条例》第十六条", "申请内部值班安排。"),
    ),
    (
        "requests.refused.process",
        help(
            "履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等。",
            "《条例》第十六条",
            "申请会议讨论记录。",
        ),
    ),
    (
        "requests.refused.enforcement-file",
        help("行政执法案卷信息。", "《条例》第十六条", "申请某一处罚案件的询问笔录。"),
    ),
    (
        "requests.refused.inquiry",
        help(
            "工商、不动产登记资料等，法律、行政法规对获取有特别规定的。",
            "《条例》第三十六条第（七）项",
            "申请查询他人的不动产登记。",
        ),
    ),
    (
        "requests.unavailable.not-held",
        help(
            "经检索没有所申请的信息，或者信息不属于本机关负责公开。",
            "《条例》第三十六条第（四）、（五）项",
            "申请另一个局制作的文件。",
        ),
    ),
    (
        "requests.unavailable.needs-creation",
        help(
            "需要对现有信息加工、分析，或者没有现成的信息。",
            "《条例》第三十八条",
            "要求按村汇总五年的数据，而没有这样的表。",
        ),
    ),
    (
        "requests.unavailable.still-unclear",
        help("申请内容不明确，通知补正，补正后仍不明确。", "《条例》第三十条", ""),
    ),
    (
        "requests.rejected.petition",
        help(
            "以申请的形式进行信访、投诉、举报等活动。",
            "《条例》第三十九条",
            "来信反映邻居违建，要求查处。",
        ),
    ),
    (
        "requests.rejected.repeated",
        help("已经答复，申请人重复申请相同的信息。", "《条例》第三十六条第（六）项", ""),
    ),
    (
        "requests.rejected.publication",
        help(
            "要求提供政府公报、报刊、书籍等公开出版物；可以告知获取途径。",
            "《条例》第三十九条",
            "要求提供一份政府公报。",
        ),
    ),
    (
        "requests.rejected.excessive",
        help("申请的数量、频次明显超过合理范围，要求说明理由而理由不合理。", "《条例》第三十五条", ""),
    ),
    (
        "requests.rejected.reconfirmation",
        help("要求行政机关确认，或者重新出具已经获取的信息。", FORMAT, "要求在已经给过的文件上再盖章。"),
    ),
    ("requests.other", help("不属于以上各种结果的处理。", FORMAT, "申请人自行撤回。")),
    (
        "requests.other.uncorrected",
        help("通知补正，申请人没有正当理由逾期不补正，行政机关不再处理。", "《条例》第三十条", ""),
    ),
    (
        "requests.other.unpaid",
        help("申请人没有按收费通知的期限缴纳信息处理费，视为放弃申请。", "国办函〔2020〕109号", ""),
    ),
    ("requests.other.miscellaneous", help("不属于以上各种结果的处理。", FORMAT, "申请人自行撤回。")),
    ("requests.concluded", help("本年办结的全部申请：（一）至（六）各行之和，自动计算。", "表三", "")),
    (
        "requests.carried-out",
        help(
            "收到而到 12 月 31 日还没有办结的申请。下一年报告的“二”就填这个数。",
            "表三第四项",
            "12 月 28 日收到、次年 1 月答复的，计入这里。",
        ),
    ),
    ("disputes.reconsideration", help("因政府信息公开工作被申请的行政复议。", "《条例》第五十一条", "")),
    (
        "disputes.litigation-direct",
        help("没有经过行政复议，直接向法院提起的行政诉讼。", "《条例》第五十一条", ""),
    ),
    (
        "disputes.litigation-after-reconsideration",
        help("对行政复议决定不服，再提起的行政诉讼。", "《条例》第五十一条", ""),
    ),
];

const COLUMNS: &[(&str, Help)] = &[
    ("disclosure.*.issued", help("本年制定并发布的件数。", FORMAT, "")),
    ("disclosure.*.repealed", help("本年废止或者宣布失效的件数。", FORMAT, "")),
    (
        "disclosure.*.in-force",
        help(
            "12 月 31 日仍然有效的件数。通常等于上年现行有效，加本年制发，减本年废止。",
            FORMAT,
            "上年 8 件，制发 2 件，废止 1 件：填 9。",
        ),
    ),
    ("disclosure.*.decisions", help("本年作出的处理决定，已公开的和依法不公开的都计入。", LOCAL, "")),
    ("disclosure.*.amount", help("金额以万元为单位，最多四位小数。", "", "125000 元填 12.5。")),
    ("disclosure.*.made", help("本年新制作的件数。", FORMAT, "")),
    ("disclosure.*.published", help("本年新制作并公开的件数。", FORMAT, "")),
    ("disclosure.*.total", help("年底对外公开的总件数，不少于本年新公开数量。", FORMAT, "")),
    ("disclosure.*.previous", help("上一年的事项数。", LOCAL, "")),
    ("disclosure.*.change", help("本年增加或者减少的事项数，减少的用负数。", LOCAL, "减少 8 项，填 -8。")),
    ("disclosure.*.items", help("采购项目的数量。", "", "")),
    ("requests.*.natural-person", help("以个人名义提出的申请。", "", "")),
    ("requests.*.business", help("公司等商业企业。", "", "")),
    ("requests.*.research", help("高校、研究所等科研机构。", "", "")),
    ("requests.*.public-welfare", help("基金会、社会团体等公益组织。", "", "")),
    ("requests.*.legal-service", help("律师事务所、公证机构等。", "", "")),
    ("requests.*.other", help("不属于以上各类的法人或其他组织。", "", "")),
    ("requests.*.total", help("自然人与五类法人或其他组织之和，自动计算。", "", "")),
    ("disputes.*.upheld", help("维持原行为，或者驳回申请、驳回诉讼请求。", "", "")),
    ("disputes.*.corrected", help("撤销、变更、确认违法、责令履行等。", "", "")),
    ("disputes.*.other", help("撤回、终止、不予受理等其他结果。", "", "")),
    ("disputes.*.pending", help("到 12 月 31 日还没有结果的。", "", "")),
    ("disputes.*.total", help("四种结果之和，自动计算。", "", "")),
];
