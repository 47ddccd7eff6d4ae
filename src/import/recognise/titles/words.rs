//! The words that headings are made of, and what they tell of a chapter. Knows no number of a heading.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Words that tell a chapter: the chapter counted from 1, their weight, the words.
const KEYS: &[(usize, i32, &str)] = &[
    (1, 4, "总体情况 总体概述"),
    (1, 3, "总体 概述 综述 概况 基本情况"),
    (2, 3, "主动公开"),
    (2, 2, "主动"),
    (3, 2, "申请 依申请公开 依申请"),
    (3, 1, "收到 处理 受理 办理 答复"),
    (4, 2, "申请行政复议 申请复议 行政复议 复议 行政诉讼 诉讼"),
    (5, 2, "问题 不足 困难 短板 改进 整改 改善"),
    (5, 1, "存在 措施 打算 方向 对策 下一步"),
    (6, 3, "其他情况 其他事项 其它事项 需要报告 需报告 应报告 应当报告 需要说明 需说明"),
    (6, 1, "其他 其它 事项"),
];

/// Words that headings are made of and that tell no chapter.
const NEUTRAL: &str = "\
    政府信息公开 政务信息公开 政府 政务 信息 公开 工作 情况 年度 本年度 上年度 全年 本年 行政机关 \
    本机关 本单位 我局 我办 我镇 我街道 我市 我县 我区 我单位 因 被 提起 引起 引发 涉及 有关 相关 \
    方面 主要 开展 的 和 与 及 以及 或 、 ( ) / 年 等 报告 内容 进行 今后 政府信息";

/// Words of rows, columns and other things, that no heading of a chapter has.
const EXCLUDED: &str = "\
    数量 结转 新收 办理结果 予以公开 不予 部分公开 无法提供 总计 其他处理 结果维持 结果纠正 其他结果 \
    审结 规章 规范性文件 对外管理 法律 禁止 组织 机构 信访 许可 处罚 强制 收费 附件 第二十条 统计表 \
    年度报告 年报 申请人 起诉 件数 件 条例 指南 目录 国家秘密 三安全 第三方 内部事务 过程性 执法案卷 \
    行政查询 不掌握 现成信息 补正 重复申请 出版物 反复申请 重新出具 逾期 下年度 公开申请数";

/// What a word tells.
#[derive(Clone, Copy)]
enum Word {
    /// A chapter, counted from 0, with this weight.
    Key(usize, i32),
    Neutral,
    Excluded,
}

/// All known words under their first letter, the longest first.
fn known() -> &'static HashMap<char, Vec<(&'static str, Word)>> {
    static KNOWN: OnceLock<HashMap<char, Vec<(&'static str, Word)>>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let keys = KEYS.iter().flat_map(|(chapter, weight, words)| {
            words.split_whitespace().map(move |word| (word, Word::Key(chapter - 1, *weight)))
        });
        let neutral = NEUTRAL.split_whitespace().map(|word| (word, Word::Neutral));
        let excluded = EXCLUDED.split_whitespace().map(|word| (word, Word::Excluded));
        let mut known: HashMap<char, Vec<(&str, Word)>> = HashMap::new();
        for (word, meaning) in excluded.chain(keys).chain(neutral) {
            known.entry(word.chars().next().unwrap_or_default()).or_default().push((word, meaning));
        }
        for words in known.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        known
    })
}

/// What the words of a heading tell.
pub(super) struct Words {
    /// For each chapter, how much they speak for it.
    pub(super) weights: [i32; 6],
    /// Letters of no known word; 99 if a word is none of a heading.
    pub(super) strange: i32,
}

impl Words {
    /// Reads the longest known word at each place, from the front.
    pub(super) fn read(words: &str) -> Words {
        let mut read = Words { weights: [0; 6], strange: 0 };
        let mut seen: Vec<&str> = Vec::new();
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            let word =
                known().get(&c).and_then(|words| words.iter().find(|(word, _)| rest.starts_with(word)));
            rest = match word {
                Some((_, Word::Excluded)) => return Words { weights: [0; 6], strange: 99 },
                Some((word, meaning)) => {
                    if let Word::Key(chapter, weight) = meaning
                        && !seen.contains(word)
                    {
                        read.weights[*chapter] += weight;
                        seen.push(word);
                    }
                    &rest[word.len()..]
                }
                None => {
                    read.strange += match c {
                        '0'..='9' => 0,
                        ',' | ':' | '-' => 3,
                        '。' | ';' => 20,
                        _ => 1,
                    };
                    &rest[c.len_utf8()..]
                }
            };
        }
        read
    }
}
