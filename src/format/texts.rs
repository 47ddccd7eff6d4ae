//! The texts of the report and what each must cover, with the source of every point.
//! Knows no edition: the texts are the same in both.

/// A text of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextField {
    /// The optional text before chapter one.
    Preamble,
    /// 一、总体情况.
    Overview,
    /// A note under table 2.
    DisclosureNote,
    /// A note under table 3.
    RequestsNote,
    /// A note under table 4.
    DisputesNote,
    /// 五、存在的主要问题及改进情况.
    Problems,
    /// 六、其他需要报告的事项.
    OtherMatters,
}

/// Something that a text must cover.
#[derive(Debug)]
pub struct Point {
    /// What it is, as short as a check list has it.
    pub label: &'static str,
    /// What it asks for.
    pub asks: &'static str,
    /// Words of which at least one shows that the text speaks of it.
    pub words: &'static [&'static str],
    /// Where it comes from.
    pub source: &'static str,
}

impl Point {
    /// Whether the text speaks of this point, as far as its words tell.
    pub fn is_in(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word))
    }
}

/// How many characters a text has, as word processors count them: spaces and line breaks do not.
pub fn count_characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

impl TextField {
    /// All texts, in the order of the report.
    pub const ALL: [TextField; 7] = [
        TextField::Preamble,
        TextField::Overview,
        TextField::DisclosureNote,
        TextField::RequestsNote,
        TextField::DisputesNote,
        TextField::Problems,
        TextField::OtherMatters,
    ];

    /// The stable name: DOM id and JSON path.
    pub fn id(self) -> &'static str {
        match self {
            TextField::Preamble => "preamble",
            TextField::Overview => "overview",
            TextField::DisclosureNote => "disclosure-note",
            TextField::RequestsNote => "requests-note",
            TextField::DisputesNote => "disputes-note",
            TextField::Problems => "problems",
            TextField::OtherMatters => "other-matters",
        }
    }

    /// The text of a stable name, if there is one.
    pub fn from_id(id: &str) -> Option<TextField> {
        TextField::ALL.into_iter().find(|field| field.id() == id)
    }

    /// The name that a user reads.
    pub fn name(self) -> &'static str {
        match self {
            TextField::Preamble => "引言",
            TextField::Overview => "一、总体情况",
            TextField::DisclosureNote => "表二的注",
            TextField::RequestsNote => "表三的注",
            TextField::DisputesNote => "表四的注",
            TextField::Problems => "五、存在的主要问题及改进情况",
            TextField::OtherMatters => "六、其他需要报告的事项",
        }
    }

    /// Whether the report may go without it.
    pub fn is_optional(self) -> bool {
        self.points().is_empty() || self == TextField::Preamble
    }

    /// What the text must cover.
    pub fn points(self) -> &'static [Point] {
        match self {
            TextField::Preamble => PREAMBLE,
            TextField::Overview => OVERVIEW,
            TextField::Problems => PROBLEMS,
            TextField::OtherMatters => OTHER_MATTERS,
            TextField::DisclosureNote | TextField::RequestsNote | TextField::DisputesNote => &[],
        }
    }
}

const PRACTICE: &str = "各地惯例";
const NOTICE: &str = "国办公开办函〔2021〕30号，2019 年试行格式可参照";
const ITEM_4: &str = "《条例》第五十条第（四）项";

const PREAMBLE: &[Point] = &[
    Point { label: "依据", asks: "编制报告的法律依据", words: &["条例"], source: PRACTICE },
    Point {
        label: "统计期限",
        asks: "所列数据的统计期限，本年 1 月 1 日至 12 月 31 日",
        words: &["12月31日", "12 月 31 日", "统计期限"],
        source: "DB51/T 2660-2019，2.1",
    },
    Point {
        label: "电子版和联系方式",
        asks: "在哪里能看到电子版；地址、邮编、电话、电子邮箱",
        words: &["电话", "联系"],
        source: PRACTICE,
    },
];

const OVERVIEW: &[Point] = &[
    Point {
        label: "主动公开",
        asks: "各渠道发布数量，政策解读和回应，重点领域公开",
        words: &["主动公开"],
        source: NOTICE,
    },
    Point {
        label: "依申请公开",
        asks: "收到、办结、结转的申请数量，与表三一致",
        words: &["依申请公开", "公开申请"],
        source: NOTICE,
    },
    Point {
        label: "政府信息管理",
        asks: "规章、规范性文件的发布、废止和现行有效数量，与表二一致",
        words: &["信息管理", "规范性文件", "动态调整", "保密审查"],
        source: NOTICE,
    },
    Point {
        label: "平台建设",
        asks: "政府网站、政务新媒体、公开专区和政府公报",
        words: &["平台", "网站", "新媒体", "专区"],
        source: NOTICE,
    },
    Point {
        label: "监督保障",
        asks: "领导、培训、监督；各级政府还要写工作考核、社会评议和责任追究结果",
        words: &["监督", "考核", "培训", "社会评议", "责任追究"],
        source: NOTICE,
    },
];

const PROBLEMS: &[Point] = &[
    Point {
        label: "主要问题",
        asks: "本年存在的主要问题",
        words: &["问题", "不足", "不够", "薄弱", "有待"],
        source: ITEM_4,
    },
    Point {
        label: "改进情况",
        asks: "上年问题的改进情况，本年问题的改进措施",
        words: &["改进", "措施", "整改", "下一步", "加强", "完善"],
        source: ITEM_4,
    },
];

const OTHER_MATTERS: &[Point] = &[Point {
    label: "信息处理费",
    asks: "收取信息处理费的件数和金额；没有收取的也写明",
    words: &["信息处理费", "信息公开处理费", "处理费"],
    source: "国办函〔2020〕109号；官方格式第六部分",
}];
