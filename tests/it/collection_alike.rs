//! 雷同: chapters that several organs have nearly the same, and names of other units that were left in.

use std::collections::BTreeSet;

use nianbao::collection::alike::{pairs, sentences};
use nianbao::collection::extract::Extract;
use nianbao::collection::organs;
use nianbao::collection::strangers::{Stranger, strangers};
use nianbao::format::texts::TextField;
use nianbao::report::{Edit, Report};

use crate::collection::{kept, zeros};

const TEXT: &str = "本机关坚持以公开为常态、不公开为例外，主动公开政府信息312条。加强组织领导，把政务公开列入年度重点工作，定期召开会议研究部署。健全审核制度，做到先审查后公开、一事一审，明确专人负责更新栏目。开展业务培训2次，参加人员四十余人。畅通申请渠道，依法答复每一件申请，没有发生超期。";
const OTHER: &str = "全区各单位报送的材料由专班逐份核对，发现的差错当天退回改正。群众来电来访由窗口登记，答复以前先与业务科室会商，难以答复的请法律顾问把关。示范点建设覆盖全部社区，公示栏每周换一次，老人看不清的由志愿者读给他们听。";

fn report(organ: &str, overview: &str) -> Report {
    let mut report = zeros(organ, 2024, &[]);
    report.apply(Edit::Text(TextField::OVERVIEW, overview.to_owned()));
    report
}

fn extracts(texts: &[(&str, &str)]) -> Vec<Extract> {
    texts.iter().map(|(organ, text)| kept(&report(organ, text))).collect()
}

fn found(extracts: &[Extract]) -> Vec<[usize; 2]> {
    pairs(extracts, |at| extracts[at].organ_key()).into_iter().map(|pair| pair.reports).collect()
}

#[test]
fn a_chapter_that_two_organs_have_nearly_the_same_is_found_with_its_sentences() {
    let copied = TEXT.replace("312", "86").replace("业务培训2次", "专题培训3次");
    let extracts = extracts(&[("甲局", TEXT), ("乙局", OTHER), ("丙局", &copied)]);
    let pairs = pairs(&extracts, |at| extracts[at].organ_key());
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].reports, pairs[0].chapters[0].0), ([0, 2], TextField::OVERVIEW));
    let said = pairs[0].sentence(&extracts, 2);
    assert!(
        said.starts_with("“一、总体情况”（约 ") && said.ends_with("与甲局的报告几乎相同。请写本机关的情况。"),
        "{said}"
    );
    let shared = sentences(&report("甲局", TEXT), &report("丙局", &copied), TextField::OVERVIEW);
    assert!(shared.is_some_and(|it| it.share > 70 && it.sentences.len() >= 3));
}

#[test]
fn an_organ_that_writes_as_it_did_last_year_copies_from_nobody() {
    assert_eq!(found(&extracts(&[("甲局", TEXT), ("甲 局", TEXT)])), [[0; 2]; 0]);
    assert_eq!(
        found(&extracts(&[("甲局", "全年无申请。"), ("乙局", "全年无申请。")])),
        [[0; 2]; 0],
        "too short"
    );
}

#[test]
fn a_thousand_that_all_wrote_the_same_are_each_paired_and_cost_no_half_million_pairs() {
    let one = kept(&report("甲局", TEXT));
    let extracts: Vec<Extract> =
        (0..1000).map(|at| Extract { organ: format!("第{at}局"), ..one.clone() }).collect();
    let found = found(&extracts);
    let paired: BTreeSet<usize> = found.iter().flatten().copied().collect();
    assert_eq!(paired.len(), 1000);
    assert!(found.len() < 1000 * 17, "{}", found.len());
}

/// What is found where every report is known by its own words.
fn all_strangers(extracts: &[Extract]) -> Vec<Stranger> {
    strangers(extracts, &organs::keys(extracts))
}

fn left_in(texts: &[(&str, &str)]) -> Vec<(usize, String, usize)> {
    all_strangers(&extracts(texts)).into_iter().map(|it| (it.report, it.name, it.of)).collect()
}

#[test]
fn the_name_of_another_unit_of_the_same_kind_is_found() {
    assert_eq!(
        left_in(&[("示例区甲乙街道办事处", "丙丁街道高度重视。"), ("示例区丙丁街道办事处", "我街道公开。")]),
        [(0, "丙丁街道".to_owned(), 1)]
    );
    assert_eq!(
        left_in(&[("甲区教育局", "请与乙区教育局联系。"), ("乙区教育局", "我局公开。")]),
        [(0, "乙区教育局".to_owned(), 1)]
    );
}

#[test]
fn the_own_name_the_places_above_and_organs_of_another_kind_may_stand_there() {
    for (organ, text) in [
        ("示例区甲乙街道办事处", "甲乙街道、示例区甲乙街道办事处、示例区教育局都公开。"),
        ("示例县万年镇人民政府", "万年镇公开，我镇公开，向示例县教育局报送。"),
        ("示例区民政局", "会同示例区教育局、丙丁街道办理。"),
    ] {
        let others = [("示例区教育局", ""), ("示例县教育局", ""), ("示例区丙丁街道办事处", "")];
        let all: Vec<(&str, &str)> = std::iter::once((organ, text)).chain(others).collect();
        assert_eq!(left_in(&all), [], "{organ}");
    }
}

#[test]
fn what_the_rule_finds_by_itself_is_not_told_again() {
    let texts =
        [("示例县万年镇人民政府", "本报告由丙丁镇人民政府编制。"), ("示例县丙丁镇人民政府", "我镇公开。")];
    let extracts = extracts(&texts);
    assert!(extracts[0].findings.iter().any(|found| found.rule.id == "V17"));
    assert_eq!(all_strangers(&extracts), []);
}
