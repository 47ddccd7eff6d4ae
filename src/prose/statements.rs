//! What a text states of the numbers of the tables: of what, how many, of which time and place. What speaks of a
//! change or of something else states nothing; what speaks of a part says so.

mod reading;
mod subjects;
mod words;

use std::ops::Range;

use super::Prose;
use crate::format::Edition;
use crate::format::vocabulary::{Aspect, Subject, Topic};

/// What a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it is said of; where there are several, the number is said of all of them together.
    pub subjects: Vec<Subject>,
    /// How many, in ten-thousandths; in 元 where it is an amount.
    pub value: i64,
    /// The number, by its place among the numbers of the text; none where words say that there was none.
    pub number: Option<usize>,
    /// The words that say so, in bytes: the number with its unit, or those that say none.
    pub words: Range<usize>,
    /// Whether the words can hardly mean anything else.
    pub is_sure: bool,
    /// The time that it speaks of.
    pub time: Time,
    /// The place that it speaks of.
    pub place: Place,
    /// Whether it speaks of a part only.
    pub is_part: bool,
}

/// The time that a statement speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// This year, as far as the text tells.
    Now,
    /// A year.
    Year(i64),
    /// Another time, or a part of a year.
    Then,
}

/// The place that a statement speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The text does not tell.
    Unsaid,
    /// The organ itself.
    Own,
    /// The area of the organ, with all organs in it.
    Area,
}

impl Statement {
    /// Whether it speaks of a whole year, as far as the text tells: that of a report.
    pub fn is_of(&self, year: Option<i64>) -> bool {
        let is_then = match self.time {
            Time::Now => true,
            Time::Year(said) => Some(said) == year,
            Time::Then => false,
        };
        is_then && !self.is_part
    }

    /// Whether it says that there was none.
    pub fn is_none(&self) -> bool {
        self.value == 0
    }
}

/// What a text states, in its order, in the words of an edition. Only exact numbers state anything.
pub fn of(prose: &Prose, edition: Edition) -> Vec<Statement> {
    let mut found = reading::read(prose, edition);
    mark_parts(prose, &mut found);
    found.retain(|it| it.number.is_none_or(|at| prose.numbers()[at].is_exact));
    found
}

/// Marks what is a part of something that is not compared itself, and what says of a part what was said of the whole.
fn mark_parts(prose: &Prose, found: &mut [Statement]) {
    for breakdown in prose.breakdowns() {
        let of = |at: &usize| -> Vec<usize> {
            (0..found.len()).filter(|place| found[*place].number == Some(*at)).collect()
        };
        let heads: Vec<Vec<usize>> = breakdown.heads.iter().map(of).collect();
        let parts: Vec<usize> = breakdown.parts.iter().flat_map(of).collect();
        let are_known =
            heads.iter().all(|said| !said.is_empty() && said.iter().all(|at| !found[*at].is_part));
        // The results of all requests need no head to be known by.
        let is_whole = parts.iter().filter(|at| is_result(found[**at].subjects[0].aspect)).count() > 2;
        let heads: Vec<Subject> =
            heads.concat().into_iter().flat_map(|at| found[at].subjects.clone()).collect();
        for part in parts {
            let repeats = found[part].subjects.iter().any(|subject| heads.contains(subject));
            found[part].is_part |= repeats || !(are_known || is_whole);
        }
    }
}

/// Whether it is one of the ways in which requests are concluded.
fn is_result(aspect: &Aspect) -> bool {
    aspect.topic == Topic::Handled && !aspect.needs_thing
}

#[cfg(test)]
mod tests {
    use super::super::numbers::ONE;
    use super::*;

    /// What a text states: 「收到的申请=47」, `~` where not surely, `/` in front where of a part.
    fn stated(text: &str) -> Vec<String> {
        let shown = |it: &Statement| {
            let names: Vec<String> = it.subjects.iter().map(Subject::name).collect();
            let part = if it.is_part { "/" } else { "" };
            let sure = if it.is_sure { "" } else { "~" };
            format!("{part}{}={sure}{}", names.join("+"), it.value / ONE)
        };
        of(&Prose::read(text), Edition::REVISED_2021).iter().map(shown).collect()
    }

    #[track_caller]
    fn states(text: &str, expected: &[&str]) {
        assert_eq!(stated(text), expected, "{text}");
    }

    #[test]
    fn requests_are_read_with_their_results() {
        states(
            "全年新收政府信息公开申请 47 件，上年结转 3 件，办结 48 件，结转下年度继续办理 2 件。",
            &["新收的申请=47", "上年结转=3", "办结=48", "结转下年度=2"],
        );
        states(
            "收到政府信息公开申请3646件，同比增长1.05%，其中，予以公开1431件、部分公开471件、不予公开92件、作其他处理（含撤回申请）469件、转下年度办理125件。",
            &[
                "收到的申请=3646",
                "予以公开=1431",
                "部分公开=471",
                "不予公开=92",
                "其他处理=469",
                "结转下年度=125",
            ],
        );
        states("受理了30件政府信息公开申请，共收到8份信息公开申请", &["收到的申请=30", "收到的申请=8"]);
        states("政府信息公开申请中，予以公开及部分公开共258件", &["予以公开+部分公开=258"]);
        states("政府信息公开申请，予以公开、部分公开分别为12件、3件", &["予以公开=12", "部分公开=3"]);
        states(
            "依申请公开：属于国家秘密不予公开1件，属于行政执法案卷2件",
            &["属于国家秘密=1", "属于行政执法案卷=2"],
        );
        states(
            "收到政府信息公开申请12件，办结10件，2件正在办理中。因信息公开引起的行政复议3件，1件正在办理",
            &["收到的申请=12", "办结=10", "结转下年度=~2", "行政复议=3", "行政复议尚未审结=~1"],
        );
        states("收到依申请公开0件，办结零件", &["收到的申请=0", "办结=0"]);
        states("政府信息公开申请一百二十三件", &["申请=~123"]);
        states(
            "收到12件信息依申请公开，其中10件已经按时完成答复，剩余2件结转下年度继续办理。",
            &["收到的申请=12", "办结=~10", "结转下年度=2"],
        );
        states(
            "收到10件依申请公开请求，2021年结转政府信息公开申请2件，共办结10件，结转2023年度继续办理2件",
            &["收到的申请=10", "上年结转=2", "办结=10", "结转下年度=2"],
        );
    }

    #[test]
    fn disputes_are_read_with_their_outcomes() {
        states(
            "政府信息公开行政复议案件6件和行政诉讼案件3件，其中行政复议结果维持5件，尚未审结1件，行政诉讼结果维持3件。",
            &["行政复议=6", "行政诉讼=3", "行政复议结果维持=5", "行政复议尚未审结=1", "行政诉讼结果维持=3"],
        );
        states("因政府信息公开引发行政复议、行政诉讼分别为3件、2件", &["行政复议=3", "行政诉讼=2"]);
        states("因政府信息公开引发的行政复议和行政诉讼案件分别为3件和2件", &["行政复议=3", "行政诉讼=2"]);
        states("政府信息公开行政复议和行政诉讼案件共5件", &["行政复议+行政诉讼=5"]);
        states("涉及信息公开的复议0件，诉讼0件", &["行政复议=0", "行政诉讼=0"]);
        states("信息公开行政复议、行政诉讼均为0条", &["行政复议=0", "行政诉讼=0"]);
        states("信息公开类行政复议、行政诉讼各3件", &["行政复议=3", "行政诉讼=3"]);
        states("发生3件信息公开行政复议和2件行政诉讼", &["行政复议=3", "行政诉讼=2"]);
        states(
            "政府信息公开行政诉讼，未经复议直接起诉2件，复议后起诉1件",
            &["未经复议直接起诉=2", "复议后起诉=1"],
        );
        states("全年审理行政复议案件120件", &[]);
    }

    #[test]
    fn table_2_is_read_where_something_is_said_of_it() {
        states(
            "制发行政规范性文件2件，废止行政规范性文件10件，现行有效件数14件。",
            &["规范性文件制发=2", "规范性文件废止=10", "规范性文件现行有效=14"],
        );
        states("完成87件现行有效规范性文件的清理", &["规范性文件现行有效=87"]);
        states("作出行政处罚决定12件，行政许可0宗", &["行政处罚处理决定=~12"]);
        states("公开规范性文件5件，规章制度类2条", &[]);
    }

    #[test]
    fn words_say_that_there_was_none() {
        states("本机关未收到政府信息公开申请", &["收到的申请=0"]);
        states("没有收到公民、法人和其他组织提出的公开政府信息的申请", &["收到的申请=0"]);
        states("未发生因政府信息公开申请提起的行政复议和行政诉讼案件", &["行政复议=0", "行政诉讼=0"]);
        states(
            "未发生有关政府信息公开工作的举报、投诉、行政复议或提起行政诉讼等情况",
            &["行政复议=0", "行政诉讼=0"],
        );
        states("收到依申请公开1件，无转结下年度继续办理件", &["收到的申请=1", "结转下年度=0"]);
        states("政府信息公开零申请", &["收到的申请=0"]);
        states("未收到、未办理依申请公开事项", &["收到的申请=0"]);
        states("未发生一起因政府信息公开引起的行政诉讼案件", &["行政诉讼=0"]);
        for text in [
            "没有出现应公开而不予公开的政府信息公开申请办件",
            "未发生信息公开行政复议被纠错、行政诉讼败诉",
            "没有因政府信息公开申请超期引发的行政诉讼",
            "无锡市政府信息公开申请",
            "没有建立政府信息公开申请台账",
            "无法提供政府信息公开申请",
            "无正当理由的政府信息公开申请",
        ] {
            states(text, &[]);
        }
    }

    #[test]
    fn words_behind_what_is_spoken_of_say_that_there_was_none() {
        states("政府信息公开申请、行政复议、行政诉讼均为零。", &["行政复议=0", "行政诉讼=0", "收到的申请=0"]);
        states("政府信息公开申请、行政复议、行政诉讼均为0。", &["行政复议=0", "行政诉讼=0", "收到的申请=0"]);
        states("依申请公开情况：无。行政复议情况：无。", &["收到的申请=0", "行政复议=0"]);
        states("政府信息公开申请收件量为零", &["收到的申请=0"]);
        states("政府信息公开类行政复议案件零发生", &["行政复议=0"]);
        for text in [
            "依申请公开收费情况无",
            "积压的政府信息公开申请为零",
            "超期答复的政府信息公开申请为零",
            "政府信息公开行政复议被纠错案件为零",
            "对政府信息公开申请的答复均无异议",
            "不予公开政府信息的数量：无",
        ] {
            states(text, &[]);
        }
    }

    #[test]
    fn parts_changes_and_other_matters_are_told_apart() {
        states(
            "收到政府信息公开申请30件，其中网上申请20件，当面申请10件",
            &["收到的申请=30", "/申请=~20", "/申请=~10"],
        );
        states("涉及征地的政府信息20件，其中予以公开12件", &["/予以公开=12"]);
        states(
            "依申请公开共收到网上申请105件，快递17件，合计122件，公开信息共30条",
            &["/收到的申请=105", "收到的申请=~122"],
        );
        states("政府信息公开工作中接收到申请书55份", &["收到的申请=55"]);
        states("通过门户网站、邮寄等途径收到依申请公开信息合计12件", &["收到的申请=12"]);
        states("政府信息公开申请较2023年增加5件，延期答复2件", &["/办结=~2"]);
        for text in [
            "收到公众意见75条，办理人大建议12件，全部予以公开",
            "受理12345热线诉求22050件，办结22050件",
            "主动公开政府信息326条",
            "8件申请人主动撤销",
        ] {
            assert!(stated(text).iter().all(|it| it.starts_with('/')), "{text}: {:?}", stated(text));
        }
    }

    #[test]
    fn letters_and_other_acts_are_no_requests_and_disputes() {
        let before = "依法办理政府信息公开申请。";
        for text in [
            "依法办理行政复议案件56件，行政应诉案件24件，已审结21件。",
            "受理行政复议申请56件，办结38件，维持12件，直接纠错率29%。",
            "公开申请渠道3个，受理点5个。",
            "当面告知30人次，网上答复10件，合计40件。",
            "单位申请2件。",
            "清理规范性文件，拟废止2件，修改3件。",
            "收到网民留言248条，办结留言230条，公开答复4条。",
            "受理热线诉求50件，办结49件。",
            "本局因具体行政行为被提起行政诉讼2起，其中1起维持原判。",
        ] {
            let stated = stated(&format!("{before}{text}"));
            assert!(stated.iter().all(|it| it.starts_with('/')), "{text}: {stated:?}");
        }
        states("信息公开行政复议3件，维持1件，撤销复议申请1件", &["行政复议=3", "行政复议结果维持=1"]);
        states("信息公开行政复议3件，其中1件被撤销部分答复内容", &["行政复议=3"]);
        states("政府信息公开，制定规范性文件1篇，发布年报1篇，发布公告类信息50篇", &["规范性文件制发=~1"]);
    }

    #[test]
    fn reasons_in_brackets_and_outcomes_of_all_are_read() {
        states(
            "政府信息公开申请，不予公开（属于三类内部事务信息）1件，无法提供（没有现成信息需另行制作）2件，无法提供（含不掌握相关政府信息）19件",
            &["属于三类内部事务信息=1", "没有现成信息需要另行制作=2", "无法提供=19"],
        );
        states("政府信息公开申请，部分予以公开1件，不同意公开的6件", &["部分公开=1", "不予公开=~6"]);
        states(
            "涉政府信息公开行政复议、行政诉讼案件743件，结果维持461件",
            &["行政复议+行政诉讼=~743", "行政复议结果维持+行政诉讼结果维持=~461"],
        );
        states("收到政府信息公开申请1046件，公民个人提出申请1030件", &["收到的申请=1046", "自然人=1030"]);
        states("政府信息公开申请中，自然人申请4件，企业申请1件", &["自然人=4", "商业企业=1"]);
        states("收到依申请信息公开52件", &["收到的申请=52"]);
        states(
            "受理政府信息公开申请11件，均在法定期限内办结，2件结转下一年办理",
            &["收到的申请=11", "结转下年度=2"],
        );
    }

    #[test]
    fn time_and_place_are_told() {
        let told = |text: &str| -> Vec<(Time, Place)> {
            of(&Prose::read(text), Edition::REVISED_2021).iter().map(|it| (it.time, it.place)).collect()
        };
        assert_eq!(told("2023年，我局收到政府信息公开申请3件"), [(Time::Year(2023), Place::Own)]);
        assert_eq!(told("去年全市收到政府信息公开申请3件"), [(Time::Then, Place::Area)]);
        assert_eq!(told("1至6月收到政府信息公开申请3件"), [(Time::Then, Place::Unsaid)]);
        assert_eq!(told("1至12月收到政府信息公开申请3件"), [(Time::Now, Place::Unsaid)]);
        assert_eq!(told("1月1日至12月31日收到政府信息公开申请3件"), [(Time::Now, Place::Unsaid)]);
    }

    #[test]
    fn no_text_panics_it_and_it_takes_time_in_proportion() {
        for piece in
            ["一是", "（收到申请1件", "未收到申请", "行政复议、", "收到申请3件，其中", "无", "分别", "1件"]
        {
            let text = piece.repeat(50_000 / piece.len());
            of(&Prose::read(text), Edition::REVISED_2021);
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

        #[test]
        fn words_in_any_order_are_read(
            text in "(收到|申请|予以公开|行政复议|行政诉讼|分别|其中|未发生|无|，|。|、|（|）|：|3件|两件|2023年|1月|各|和|去年|规范性文件|废止){0,30}",
        ) {
            let prose = Prose::read(text.as_str());
            for statement in of(&prose, Edition::REVISED_2021) {
                proptest::prop_assert!(text.get(statement.words.clone()).is_some_and(|words| !words.is_empty()));
            }
        }
    }
}
