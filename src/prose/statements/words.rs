//! The words by which a sentence is read, those of the vocabulary of an edition among them. Where several begin
//! at one place, the longest counts: 复议后起诉 is no 复议, 申请人 no 申请.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::format::Edition;
use crate::format::vocabulary::{Aspect, Family, Thing};

/// What a word says in its sentence.
#[derive(Clone, Copy, Debug)]
pub enum Word {
    /// Something that is counted.
    Thing(&'static Family, &'static Thing),
    /// What is said of it; the last tells whether it may be something like it.
    Aspect(&'static Family, &'static Aspect, bool),
    /// The word says nothing, and hides shorter ones.
    Nothing,
    /// Disclosure of information is spoken of.
    Disclosure,
    /// The number is of a part, or of something else.
    Apart,
    /// The same, and the sentence goes on about something else.
    Elsewhere,
    /// The same by a way or a place of asking, unless all of them are named.
    Channel,
    /// All ways are named: 等途径.
    AllChannels,
    /// How much something changed, or what it is compared with.
    Change,
    /// Numbers follow in the order of what they are said of.
    Respectively,
    /// The number is said of each.
    Each,
    /// The number is said of all together.
    Together,
    /// There was none of what follows.
    None,
    /// What is none is something worse than the subject: 超期, 败诉.
    Worse,
    /// This year.
    Now,
    /// Another time, or a part of the year.
    Then,
    /// The organ itself.
    Own,
    /// The whole area of the organ.
    Area,
}

/// The words of the language, with what they say, apart by spaces.
const WORDS: &[(Word, &str)] = &[
    (
        Word::Nothing,
        "公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 \
         公民、法人以及其他组织 公民和法人 申请人 申请量 被申请人 复议机关 复议机构 \
         行政复议机关 行政复议机构 复议局 复议决定 复议决定书 行政复议局 行政复议法 \
         行政诉讼法 规章制度 非规范性文件 规范性文件类 行政许可事项 依申请公开工作 \
         依申请公开制度 依申请公开渠道 依申请公开平台 依申请公开专栏 依申请公开目录 \
         依申请公开办理工作 办理工作 办理情况 处理情况 信息处理费 处理费 办理结果 处理结果 \
         诉讼法 无法 无障碍 无正当 无纸化 无关 无误 没有现成 办结率 答复率 受理点 \
         受理机构 受理窗口 行政机关 行政执法 公开维持 申请情况 申请渠道 申请方式 共同 \
         诉讼服务 拟废止 拟修改 拟修订 拟制定 拟出台 拟印发 建议废止 复议工作 应诉工作 行政复议工作 复议应诉 行政复议应诉",
    ),
    (
        Word::Disclosure,
        "信息公开 政府信息 依申请 政务公开 公开信息 依申请公开领域 信息公开领域 \
         政府信息公开领域",
    ),
    (Word::Apart, "领域"),
    (
        Word::Apart,
        "转办 转交 移交 协助 协办 配合 指导 代办 延期 逾期答复 超期 当场 口头 撤回 \
         主动撤销 撤销申请 单位申请 群众申请 村民申请 居民申请 律师申请 法人申请 其他组织申请 补正 信件 来信 领域 解读 公示 主动公开 备案审查 合法性审核 \
         合法性审查 审核 审查 典型 疑难 起草 评估 清理了 收费公示 平均 人均 日均 月均 \
         待办 撤销复议 撤销复议申请 撤销行政复议 撤销行政复议申请 撤回复议 撤回复议申请 \
         撤回行政复议 撤回行政复议申请 终止复议 终止行政复议 撤诉 撤回起诉 撤回诉讼",
    ),
    (
        Word::Elsewhere,
        "咨询 留言 建议 提案 议案 信访 热线 诉求 来电 投诉 举报 电话 市长信箱 县长信箱 \
         区长信箱 领导信箱 工单 具体行政行为 其他行政行为",
    ),
    (
        Word::Channel,
        "网上 网络 线上 线下 信函 邮寄 邮件 邮箱 邮政 当面 现场 窗口 传真 门户网站 \
         网站 平台提交 书面 纸质 电子 在线",
    ),
    (Word::AllChannels, "等途径 等渠道 等方式 等形式 等多种 等各种 等多渠道 各渠道 各种渠道 多种渠道"),
    (
        Word::Change,
        "增加 增长 减少 下降 上升 提高 降低 回落 提升 同比 环比 较 相比 比上年 \
         比去年 比上一年 与上年 与去年 多于 少于 多了 少了",
    ),
    (Word::Respectively, "分别 依次"),
    (Word::Each, "各 均 都 均为 皆"),
    (Word::Together, "共 合计 总计 共计 总共 累计 总数"),
    (
        Word::None,
        "未收到 没有收到 未接到 没有接到 未接收 未接收到 未受理 没有受理 未新收 未发生 \
         没有发生 未出现 没有出现 未产生 没有产生 未引发 没有引发 未引起 未被 没有被 \
         未有 没有 不存在 未涉及 未因 没有因 无 均无 暂无 并无 零 未形成 从未 未曾 零发生",
    ),
    (
        Word::Worse,
        "不当 超期 逾期 超时 违规 违法 败诉 纠错 被纠 纠正 撤销 责令 应公开 而不 \
         不及时 不规范 重大 拒绝 推诿 泄密 责任 追究 越级 恶意 新的 不服 除 再 错误 \
         瑕疵 失误 不满 否决 整改",
    ),
    (Word::Now, "本年 本年度 今年 全年 当年 年内"),
    (
        Word::Then,
        "去年 上年 上年度 上一年 上一年度 往年 历年 近年 近年来 近三年 近五年 连续 \
         上半年 下半年 同期 季度 次年 明年 下年 下一年 下年度 下一年度 以来 自施行 \
         累计至今",
    ),
    (
        Word::Own,
        "本机关 本单位 本部门 我局 我委 我办 我厅 我院 我所 我会 我社 我中心 本局 \
         本委 本办 市本级 区本级 县本级 省本级 本级 政府办公室 政府办 局机关 我街办 \
         我单位",
    ),
    (
        Word::Area,
        "全市 全区 全县 全省 全州 全旗 全盟 我市 我区 我县 我省 我州 我旗 各级 \
         各部门 各职能部门 各镇街 各乡镇 各县区 各区县 各县市 各单位 辖区 全系统 各街道 \
         各镇",
    ),
];

/// So many kinds of first characters are told apart.
const FIRSTS: usize = 1 << 11;

/// The words of an edition.
pub struct Words {
    /// By their first characters, the longest first.
    by_first: BTreeMap<char, Vec<(&'static str, Vec<Word>)>>,
    /// The characters that words begin with, by their last eleven bits: of most others it is known at once that they
    /// begin none.
    firsts: [bool; FIRSTS],
}

impl Words {
    /// The words by which texts of an edition are read.
    pub fn of(edition: Edition) -> &'static Words {
        static WORDS: [OnceLock<Words>; Edition::ALL.len()] = [const { OnceLock::new() }; Edition::ALL.len()];
        let place = Edition::ALL.iter().position(|other| *other == edition).unwrap_or(0);
        WORDS[place].get_or_init(|| Words::declare(edition))
    }

    fn declare(edition: Edition) -> Words {
        let mut words = Words { by_first: BTreeMap::new(), firsts: [false; FIRSTS] };
        for family in edition.families() {
            for thing in family.things {
                words.add(thing.words.iter().copied(), Word::Thing(family, thing));
            }
            for aspect in family.aspects {
                words.add(aspect.words.iter().copied(), Word::Aspect(family, aspect, false));
                words.add(aspect.hedged.iter().copied(), Word::Aspect(family, aspect, true));
            }
        }
        for (word, names) in WORDS {
            words.add(names.split_whitespace(), *word);
        }
        for names in words.by_first.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        words
    }

    fn add(&mut self, names: impl Iterator<Item = &'static str>, word: Word) {
        for name in names {
            let Some(first) = name.chars().next() else { continue };
            self.firsts[first as usize % FIRSTS] = true;
            let known = self.by_first.entry(first).or_default();
            match known.iter_mut().find(|(other, _)| *other == name) {
                Some((_, words)) => words.push(word),
                None => known.push((name, vec![word])),
            }
        }
    }

    /// The longest word at the beginning of a text, with all that it may say.
    pub fn at(&self, text: &str) -> Option<(usize, &[Word])> {
        let first = text.chars().next().filter(|c| self.firsts[*c as usize % FIRSTS])?;
        let names = self.by_first.get(&first)?;
        let (name, words) = names.iter().find(|(name, _)| text.starts_with(name))?;
        Some((name.len(), words))
    }
}
