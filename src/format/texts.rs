//! The texts of the report and what each must cover, with the source of every point. Which of them an
//! edition has, it declares itself.

use std::cmp::Ordering;
use std::fmt;

use super::Edition;

/// What is declared of a text.
#[derive(Debug)]
pub struct Text {
    /// The stable name: DOM id and JSON path.
    pub id: &'static str,
    /// The name that a user reads.
    pub name: &'static str,
    /// Whether the report may go without it.
    pub is_optional: bool,
    /// Whether 「无」 is enough of an answer.
    pub may_say_none: bool,
    /// What the text must cover.
    pub points: &'static [Point],
}

/// A text of the report. Texts of one stable name are the same text in every edition.
#[derive(Clone, Copy)]
pub struct TextField(&'static Text);

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
    /// The optional text before chapter one.
    pub const PREAMBLE: TextField = TextField(&Text {
        id: "preamble",
        name: "引言",
        is_optional: true,
        may_say_none: true,
        points: PREAMBLE,
    });
    /// 一、总体情况.
    pub const OVERVIEW: TextField = TextField(&Text {
        id: "overview",
        name: "一、总体情况",
        is_optional: false,
        may_say_none: true,
        points: OVERVIEW,
    });
    /// A note under table 2.
    pub const DISCLOSURE_NOTE: TextField = TextField(&const { note("disclosure-note", "表二的注") });
    /// A note under table 3.
    pub const REQUESTS_NOTE: TextField = TextField(&const { note("requests-note", "表三的注") });
    /// A note under table 4.
    pub const DISPUTES_NOTE: TextField = TextField(&const { note("disputes-note", "表四的注") });
    /// 五、存在的主要问题及改进情况.
    pub const PROBLEMS: TextField = TextField(&Text {
        id: "problems",
        name: "五、存在的主要问题及改进情况",
        is_optional: false,
        may_say_none: false,
        points: PROBLEMS,
    });
    /// 六、其他需要报告的事项.
    pub const OTHER_MATTERS: TextField = TextField(&Text {
        id: "other-matters",
        name: "六、其他需要报告的事项",
        is_optional: false,
        may_say_none: true,
        points: OTHER_MATTERS,
    });

    /// The text that is declared so.
    pub const fn of(text: &'static Text) -> TextField {
        TextField(text)
    }

    /// The texts of all editions, in the order of the report; those of a later edition alone come last.
    pub fn all() -> impl Iterator<Item = TextField> {
        let texts = || Edition::ALL.into_iter().flat_map(Edition::texts);
        texts()
            .enumerate()
            .filter(move |(at, text)| !texts().take(*at).any(|other| other == *text))
            .map(|(_, text)| text)
    }

    /// The text of a stable name, if there is one.
    pub fn from_id(id: &str) -> Option<TextField> {
        Edition::ALL.into_iter().flat_map(Edition::texts).find(|text| text.id() == id)
    }

    /// The stable name: DOM id and JSON path.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// The name that a user reads.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// Whether the report may go without it.
    pub fn is_optional(self) -> bool {
        self.0.is_optional
    }

    /// Whether 「无」 is enough of an answer.
    pub fn may_say_none(self) -> bool {
        self.0.may_say_none
    }

    /// What the text must cover.
    pub fn points(self) -> &'static [Point] {
        self.0.points
    }
}

impl fmt::Debug for TextField {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl PartialEq for TextField {
    fn eq(&self, other: &TextField) -> bool {
        self.id() == other.id()
    }
}

impl Eq for TextField {}

impl PartialOrd for TextField {
    fn partial_cmp(&self, other: &TextField) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TextField {
    fn cmp(&self, other: &TextField) -> Ordering {
        self.id().cmp(other.id())
    }
}

/// A note under a table: it may be left out, and has nothing to cover.
const fn note(id: &'static str, name: &'static str) -> Text {
    Text { id, name, is_optional: true, may_say_none: true, points: &[] }
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
        words: &["申请公开", "公开申请"],
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
        words: &[
            "改进",
            "措施",
            "整改",
            "下一步",
            "加强",
            "完善",
            "今后",
            "下步",
            "下阶段",
            "下一年",
            "努力",
            "将始终",
            "将继续",
            "将根据",
            "将按",
            "将从",
            "将以",
            "将进一步",
            "将通过",
            "将不断",
            "将持续",
            "将严格",
            "将认真",
            "将着力",
            "将积极",
        ],
        source: ITEM_4,
    },
];

const OTHER_MATTERS: &[Point] = &[Point {
    label: "信息处理费",
    asks: "收取信息处理费的件数和金额；没有收取的也写明",
    words: &["信息处理费", "信息公开处理费", "处理费"],
    source: "国办函〔2020〕109号；官方格式第六部分",
}];
