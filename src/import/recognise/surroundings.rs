//! What stands around a report on the page of a content management system, and where a report ends: navigation,
//! tools, metadata; the organ's name and the date under it. Knows no chapter.

use std::ops::Range;

use time::Date;

use super::items::{Item, Kind, is_page_mark};
use super::titles::{Heading, Style};
use super::wording::{date, is_of_name, is_prose, plain};

/// Words that menus and tools of a page are made of.
const MENU: &str = "\
    首页 网站首页 繁体版 繁体 简体 english 日本语 日本語 한국어 français 无障碍 无障碍阅读 \
    无障碍浏览 长者版 长者模式 适老化 关怀版 智能问答 智能机器人 政务公开 公共服务 政民互动 互动交流 \
    专题专栏 政务服务 办事服务 数据开放 新闻中心 要闻动态 解读回应 登录 注册 搜索 个人中心 打印 \
    打印本页 关闭 关闭窗口 关闭本页 分享 分享到 收藏 微信 微博 qq空间 新浪微博 返回顶部 返回 \
    返回列表 大 中 小 字体 字号 附件下载 文件下载 网站地图 联系我们 关于我们 站点地图 法律声明 \
    icp备案 公安备案 上一篇 下一篇 听全文 语音播报 朗读 政府信息公开 政府信息公开指南 \
    政府信息公开制度 法定主动公开内容 政府信息公开年报 依申请公开 年报 目录 名称 索引号 分类 \
    发布机构 公开日期 文号 关键词 时效 信息公开年报 主题分类 体裁分类 组配分类 有效性 公开方式 \
    公开范围 公开形式 公开时限 内容概述 扫一扫 pdf word 下载 附件 正文 导航 手机版 客户端 app";

/// What lines of metadata and of the foot of a page begin with.
const BEGINNINGS: &str = "\
    当前位置 您的位置 您现在的位置 您当前的位置 当前栏目 所在位置 首页> 首页/ 来源: 信息来源: \
    文章来源: 稿件来源: 作者: 发布时间 发布日期 发文日期 发文时间 公开日期 公布日期 更新时间 \
    生成日期 成文日期 采集时间 日期: 时间: 浏览次数 浏览量 阅读次数 访问次数 访问量: 点击数 点击量 \
    点击率 字体: 字号: 【字体 【字号 【打印 [打印 打印 字体大小 [字体 (字体 分享到 分享: 索引号 \
    信息索引 发布机构 发文机关 发布单位: 公开责任部门 责任编辑 编辑: 审核: 主题分类 主题词 关键词 \
    信息分类 文号: 发文字号 有效性 有效期 公开方式 公开范围 公开形式 内容概述 内容分类 信息名称 \
    名称: 单位: 主办单位 主办: 承办 版权所有 技术支持 网站标识码 政府网站标识码 网站支持 备案 \
    copyright © 上一篇 下一篇 上一条 下一条 相关链接 相关文档 相关附件 相关阅读 相关信息 相关稿件 \
    相关新闻 相关解读 友情链接 扫一扫 微信扫 用手机 手机扫 附件下载 文件下载 附件: 附件1 附件一 \
    收藏本 关闭窗口 【关闭 [关闭 【我要纠错 我要纠错 【大 [大 返回顶部 网站地图 联系我们 关于我们 \
    建议使用 您访问的链接 地址栏 无障碍 标题:";

/// Words that only the foot of a page has.
const ANYWHERE: &str = "\
    ICP备 ICP证 icp备 公网安备 公安备案 网站标识码 版权所有 【打印 关闭窗口";

/// Whether a line is surely part of the page around a report and of no report.
pub fn is_surrounding(text: &str) -> bool {
    let plain = plain(text);
    if plain.is_empty() {
        return true;
    }
    let lower = plain.to_lowercase();
    let letters = plain.chars().count();
    if letters <= 120 && !plain.contains('。') && BEGINNINGS.split(' ').any(|word| lower.starts_with(word)) {
        return true;
    }
    if letters <= 200 && ANYWHERE.split(' ').any(|word| plain.contains(word)) {
        return true;
    }
    if is_page_mark(text) || is_document_number(&plain) || is_moment(&plain) {
        return true;
    }
    // What is numbered is a sub-heading, whatever its words.
    if letters > 200 || Heading::read(text).style != Style::Bare {
        return false;
    }
    let is_between = |c: char| c.is_whitespace() || "|>/·:：【】[]［］()（）,，、›»".contains(c);
    let words: Vec<String> = (text.split(is_between).filter(|word| !word.is_empty()))
        .map(|word| super::wording::plain(word).to_lowercase())
        .collect();
    let known = words.iter().filter(|word| MENU.split(' ').any(|known| known == word.as_str())).count();
    known > 0 && known * 2 >= words.len()
}

/// 示政办〔2024〕3号.
fn is_document_number(plain: &str) -> bool {
    plain.chars().count() <= 24
        && plain.ends_with('号')
        && plain.contains(['〔', '[', '(', '【'])
        && !plain.contains(['。', ',', ':'])
}

/// The clock of a page: 2025年12月30日星期二.
fn is_moment(plain: &str) -> bool {
    date(plain).is_some_and(|(_, range)| {
        let rest = format!("{}{}", &plain[..range.start], &plain[range.end..]);
        rest.chars().all(|c| c.is_ascii_digit() || "星期一二三四五六日天周上下午时分秒:今天是,-".contains(c))
    })
}

/// The date that a line is, nothing else but brackets around it.
pub fn date_alone(text: &str) -> Option<Date> {
    if text.len() > 60 {
        return None;
    }
    let plain = plain(text);
    let (date, range) = date(&plain)?;
    let rest = [&plain[..range.start], &plain[range.end..]].concat();
    rest.chars().all(|c| "()[]【】|".contains(c)).then_some(date)
}

/// What names of organs end with.
const ENDINGS: &str = "\
    人民政府 政府 局 委员会 办公室 办公厅 办事处 厅 管委会 中心 支队 总队 大队 街道 镇 乡 区 县 市 \
    省 旗 处 院 署 部 社 会 委 办 所 站 街办";

/// Whether a line is the name of an organ and nothing else.
pub fn is_organ(text: &str) -> bool {
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    if !(3..=40).contains(&letters) {
        return false;
    }
    let plain = plain(text);
    let is_open = |word: &&str| plain.starts_with(word);
    plain.chars().all(is_of_name)
        && ENDINGS.split(' ').any(|ending| plain.trim_end_matches("(盖章)").ends_with(ending))
        && !["我", "本", "各", "关于", "一是", "走进", "其他", "申请", "无"].iter().any(is_open)
}

/// The foot of a report: the name of its organ and the date, and where all that is of no chapter begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foot<'a> {
    /// The names of organs in it, each with its line.
    pub organs: Vec<(usize, &'a str)>,
    /// The date, with its line.
    pub date: Option<(usize, Date)>,
}

/// Finds the foot in the lines of the last part, and where it begins: all that follows is of no chapter.
pub fn foot<'a>(items: &[Item<'a>], lines: Range<usize>) -> (Foot<'a>, usize) {
    let mut foot = Foot::default();
    let mut end = lines.end;
    for at in lines.clone() {
        let text = items[at].text;
        if items[at].kind == Kind::Table || text.is_empty() {
            continue;
        }
        if let Some(date) = date_alone(text) {
            foot.date = Some((at, date));
            end = at;
            break;
        }
        if let Some((organ, date)) = signed(text) {
            foot.organs.push((at, organ));
            foot.date = Some((at, date));
            end = at;
            break;
        }
        if text.len() < 400 && !is_page_mark(text) && is_surrounding(text) {
            end = at;
            break;
        }
    }
    // The name stands above the date, in one line or two; with nothing else above it, it is the text.
    let mut begin = end;
    for at in lines.clone().rev().filter(|at| *at < end) {
        let Item { text, kind, .. } = items[at];
        if kind == Kind::Table || foot.organs.len() >= 2 || !(text.is_empty() || is_organ(text)) {
            break;
        }
        if !text.is_empty() {
            foot.organs.insert(0, (at, text));
            begin = at;
        }
    }
    let has_text = (lines.start..begin).any(|at| !items[at].text.is_empty());
    if has_text || foot.date.is_some() {
        return (foot, begin);
    }
    (Foot { organs: Vec::new(), ..foot }, end)
}

/// The organ and the date of a line that holds both.
fn signed(text: &str) -> Option<(&str, Date)> {
    if text.len() > 200 || is_prose(text) {
        return None;
    }
    let at = text.find(|c: char| c.is_ascii_digit() || c == '二' || ('０'..='９').contains(&c))?;
    let (organ, rest) = text.split_at(at);
    let organ = organ.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '，' | ',' | '（' | '('));
    Some((organ, date_alone(rest)?)).filter(|(organ, _)| is_organ(organ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_report_is_known() {
        for text in [
            "当前位置：首页 > 政府信息公开 > 年报",
            "繁體版 ENGLISH 日本語 한국어 FRANÇAIS 无障碍 长者版",
            "首页 政务公开 公共服务 政民互动 专题专栏",
            "字体：【大 中 小】 分享到 打印 关闭",
            "发布时间：2024-01-15 10:20 来源：示例局 浏览次数：12",
            "主办单位：示例市人民政府 ICP备案 公安备案 网站地图",
            "示ICP备12345678号-1",
            "上一篇：示例局2022年政府信息公开工作年度报告",
            "示政办〔2024〕3号",
            "2025年12月30日 星期二",
            "索 引 号：012345678/2024-00001",
            "- 1 -",
            "",
        ] {
            assert!(is_surrounding(text), "{text}");
        }
        for text in [
            "本年度未收取信息处理费。",
            "示例局",
            "根据《中华人民共和国政府信息公开条例》，现公布本报告。",
            "无其他需要报告的事项",
            "无",
            "发布政府信息12条。",
            "（二）依申请公开",
            "1.政府信息公开指南",
            "2024年，",
        ] {
            assert!(!is_surrounding(text), "{text}");
        }
    }

    fn lines(texts: &[&'static str]) -> Vec<Item<'static>> {
        let item = |(block, text): (usize, &&'static str)| Item { block, text, kind: Kind::Paragraph };
        texts.iter().enumerate().map(item).collect()
    }

    #[test]
    fn the_foot_is_told_from_the_text() {
        for (texts, begin, organs, has_date) in [
            (&["无。", "示例局", "2024年1月15日", "打印"][..], 1, 1, true),
            (&["无。", "示例局 2024年1月15日"], 1, 1, true),
            (&["无。", "", "示例市", "示例局", "", "二〇二四年一月十五日"], 2, 2, true),
            (&["无。", "示例街道办事处"], 1, 1, false),
            (&["无。", "（2024年1月15日）"], 1, 0, true),
            (&["无。", "扫一扫在手机打开当前页"], 1, 0, false),
            (&["未收取示例局"], 1, 0, false),
            (&["2024年1月15日起施行。"], 1, 0, false),
        ] {
            let items = lines(texts);
            let (foot, at) = foot(&items, 0..items.len());
            assert_eq!((at, foot.organs.len(), foot.date.is_some()), (begin, organs, has_date), "{texts:?}");
        }
    }
}
