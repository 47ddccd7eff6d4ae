//! Repairs: what is offered mends, what is certain is offered first, and nothing is invented.

use nianbao::format::Sum;
use nianbao::format::{Cell, Identity};
use nianbao::report::entry::Entry;
use nianbao::report::figure::Figures;
use nianbao::report::{Edit, Report};
use nianbao::validate::reading::{Reading, name_among};
use nianbao::validate::repair::{Repair, repairs};
use nianbao::validate::rules::sums::BALANCE;
use nianbao::validate::slip::Slip;
use nianbao::validate::validate;
use proptest::prelude::*;

use crate::arbitrary::report;
use crate::clerk::{Clerk, zeros};
use crate::slips::{Altered, Chance, alter, sound};

/// The repairs of a report in short: the cells with their new values, and the slip.
fn short(report: &Report) -> Vec<(String, Slip)> {
    let change = |(cell, entry): &(Cell, Entry)| {
        let declared = cell.declared();
        let value = if *entry == Entry::Automatic { "自动".to_owned() } else { entry.text(declared.kind) };
        format!("{}={value}", declared.id)
    };
    let in_short =
        |repair: &Repair| (repair.changes.iter().map(change).collect::<Vec<_>>().join(" "), repair.slip);
    repairs(report).iter().map(in_short).collect()
}

/// A report of 2024 in which everything is 0 but for these cells, totals typed where they are named.
fn with(cells: &[(&str, &str)]) -> Clerk {
    let mut clerk = zeros(2024);
    for (id, text) in cells {
        clerk.types(id, text);
    }
    clerk
}

#[test]
fn a_sound_report_needs_no_repair_and_an_unfinished_one_gets_none() {
    assert_eq!(short(zeros(2024).report()), []);
    let mut clerk = Clerk::with_year(2024);
    clerk.types("requests.new.business", "5");
    assert_eq!(short(clerk.report()), []);
    // One column is full and does not balance, the others are blank: what the total of all says is open.
    for cell in clerk.report().format().cells.iter().filter(|cell| cell.id().ends_with("natural-person")) {
        clerk.types(cell.id(), "0");
    }
    clerk.types("requests.new.natural-person", "30").types("requests.granted.natural-person", "20");
    assert!(!clerk.findings(&BALANCE).is_empty());
    assert_eq!(short(clerk.report()), []);
}

#[test]
fn a_total_that_was_not_updated_is_set_back_to_its_sum() {
    let clerk = with(&[("requests.new.business", "3"), ("requests.carried-out.business", "3")]);
    let mut clerk = Clerk(clerk.0);
    clerk.types("requests.new.total", "2");
    let repairs = short(clerk.report());
    assert_eq!(repairs[0], ("requests.new.total=自动".into(), Slip::TotalNotUpdated));
}

#[test]
fn swapped_digits_come_first() {
    let clerk = with(&[("requests.new.business", "21"), ("requests.granted.business", "12")]);
    let repairs = short(clerk.report());
    assert_eq!(repairs[0], ("requests.new.business=12".into(), Slip::Swapped));
    assert_eq!(repairs[1], ("requests.granted.business=21".into(), Slip::Swapped));
    assert!(repairs.len() > 2, "what no slip explains comes after: {repairs:?}");
}

#[test]
fn a_lost_digit_and_a_doubled_one_are_named() {
    let clerk = with(&[("requests.new.other", "15"), ("requests.granted.other", "1")]);
    assert!(short(clerk.report()).contains(&("requests.granted.other=15".into(), Slip::Lost)));
    let clerk = with(&[("requests.new.other", "7"), ("requests.granted.other", "77")]);
    assert_eq!(short(clerk.report())[0], ("requests.granted.other=7".into(), Slip::Doubled));
}

#[test]
fn what_is_counted_twice_is_named() {
    let clerk = with(&[
        ("requests.new.business", "7"),
        ("requests.granted.business", "2"),
        ("requests.partly-granted.business", "5"),
        ("requests.refused.third-party.business", "6"),
    ]);
    // 2 + 5 + 6 is 13: 6 too many, and partly 5. With 5 too many it is the second count.
    assert!(!short(clerk.report()).iter().any(|(_, slip)| *slip == Slip::CountedTwice));
    let mut clerk = Clerk(clerk.0);
    clerk.types("requests.new.business", "8");
    assert_eq!(
        short(clerk.report())[0],
        ("requests.refused.third-party.business=1".into(), Slip::CountedTwice)
    );
}

#[test]
fn a_number_in_the_neighbouring_column_is_moved_back() {
    let clerk = with(&[("requests.new.business", "4"), ("requests.granted.research", "4")]);
    // Either of the two may stand in the wrong column; no other change mends both.
    assert_eq!(
        short(clerk.report()),
        [
            ("requests.new.business=0 requests.new.research=4".into(), Slip::Neighbours),
            ("requests.granted.research=0 requests.granted.business=4".into(), Slip::Neighbours),
        ]
    );
}

#[test]
fn where_no_single_change_mends_everything_none_is_offered() {
    // Too much in one column and too little in another, by different amounts.
    let clerk = with(&[
        ("requests.new.business", "4"),
        ("requests.granted.business", "1"),
        ("requests.granted.other", "9"),
        ("requests.carried-in.research", "5"),
        ("requests.new.total", "4"),
        ("requests.carried-in.total", "1"),
        ("requests.granted.total", "3"),
        ("requests.concluded.total", "30"),
    ]);
    for repair in repairs(clerk.report()) {
        assert!(mends(clerk.report(), &repair), "{repair:?}");
    }
    let clerk = with(&[("disputes.reconsideration.total", "3")]);
    let offered = short(clerk.report());
    assert_eq!(offered[0], ("disputes.reconsideration.total=自动".into(), Slip::TotalNotUpdated));
    assert_eq!(offered.len(), 5, "and each of its four parts");
}

#[test]
fn a_text_that_may_mean_a_number_comes_with_that_number() {
    let mut clerk = zeros(2020);
    for (id, typed, numbers) in [
        ("disclosure.rules.made", "22（其中修订16件）", &["22"][..]),
        ("disclosure.rules.made", "1.5件", &["2", "15"]),
        ("disclosure.rules.made", "三件", &["3"]),
        ("disclosure.rules.made", "增52", &["52"]),
        ("disclosure.rules.made", "/", &["0"]),
        ("disclosure.rules.made", "若干", &[]),
        ("disclosure.procurement.amount", "12,5", &["12.5", "125"]),
        ("disclosure.licensing.change", "--253", &["-253"]),
    ] {
        clerk.types(id, typed);
        let repairs = short(clerk.report());
        let changes: Vec<&str> = repairs.iter().map(|(change, _)| change.as_str()).collect();
        let expected: Vec<String> = numbers.iter().map(|number| format!("{id}={number}")).collect();
        assert_eq!(changes, expected, "{typed}");
        assert!(repairs.iter().all(|(_, slip)| !slip.words().is_empty()));
        clerk.types(id, "0");
    }
}

/// Whether a repair makes every identity that its cells have a part in hold, and breaks none; one of a text
/// makes a number of it.
fn mends(report: &Report, repair: &Repair) -> bool {
    if let Slip::Written(_) = repair.slip {
        let [(cell, Entry::Number(_))] = repair.changes.as_slice() else { return false };
        return matches!(report.cell(*cell), Entry::Text(_));
    }
    let mut after = report.clone();
    after.apply(Edit::Cells(repair.changes.clone()));
    let broken = |report: &Report| -> Vec<&'static Identity> {
        let findings = validate(report).into_iter();
        let unequal = findings.filter_map(|finding| Some(finding.unequal?.identity));
        unequal.collect()
    };
    let (before, after) = (broken(report), broken(&after));
    let expected: Vec<_> =
        before.iter().copied().filter(|identity| !repair.mends.contains(identity)).collect();
    let touched = |identity: &&Identity| {
        let mut cells = identity.left.iter().chain(&identity.right);
        cells.any(|cell| repair.changes.iter().any(|(changed, _)| changed == cell))
    };
    after == expected && !after.iter().any(touched)
}

proptest! {
    #[test]
    fn every_repair_that_is_offered_mends_what_it_touches(report in report()) {
        for repair in repairs(&report) {
            prop_assert!(mends(&report, &repair), "{:?}", repair);
        }
    }

    #[test]
    fn every_repair_of_an_altered_report_mends(seed in any::<u64>(), typed in any::<bool>(), slip in prop::sample::select(Slip::OF_NUMBERS.to_vec())) {
        let mut chance = Chance::new(seed);
        let sound = sound(&mut chance, 2024, typed);
        prop_assert_eq!(repairs(&sound), []);
        if let Some(Altered { report, .. }) = alter(&mut chance, &sound, slip) {
            for repair in repairs(&report) {
                prop_assert!(mends(&report, &repair), "{:?}", repair);
            }
        }
    }
}

/// Whether the right repair is among the first three.
fn is_found(altered: &Altered) -> bool {
    let restores = |repair: &Repair| {
        let mut report = altered.report.clone();
        report.apply(Edit::Cells(repair.changes.clone()));
        let figures = Figures::of(&report);
        let changed: Vec<Cell> = repair.changes.iter().map(|(cell, _)| *cell).collect();
        altered
            .right
            .iter()
            .all(|(cell, number)| changed.contains(cell) && figures.at(*cell).value == *number)
            && changed.len() == altered.right.len()
    };
    repairs(&altered.report).iter().take(3).any(restores)
}

/// How many of some hundred altered reports get the right repair among the first three.
fn proof(typed_totals: bool, slip: Slip, runs: u64) -> (usize, usize) {
    let (mut found, mut all) = (0, 0);
    for seed in 0..runs {
        let mut chance = Chance::new(seed);
        let year = if seed % 2 == 0 { 2024 } else { 2020 };
        let sound = sound(&mut chance, year, typed_totals);
        if let Some(altered) = alter(&mut chance, &sound, slip) {
            all += 1;
            found += usize::from(is_found(&altered));
        }
    }
    (found, all)
}

/// `make repairs` prints what this finds.
#[test]
fn the_right_repair_is_among_the_first_three_in_95_of_100_cases() {
    println!("有一格（或相邻两格）改错的报告，正确的修改排在前三的比例：");
    for (typed_totals, name) in [(true, "总计由人填写"), (false, "总计自动计算")] {
        let (mut found, mut all) = (0, 0);
        for slip in Slip::OF_NUMBERS {
            let (right, cases) = proof(typed_totals, slip, 400);
            let words = if slip == Slip::Unknown { "任意数字" } else { slip.words() };
            println!("  {name} · {words}：{right} / {cases}");
            (found, all) = (found + right, all + cases);
        }
        let percent = found as f64 * 100.0 / all as f64;
        println!("  {name} · 合计：{found} / {all}，{percent:.1} %");
        assert!(!typed_totals || percent >= 95.0, "{percent}");
    }
}

#[test]
fn a_sum_is_spelled_out_with_what_is_blank_and_what_is_zero() {
    let mut clerk = Clerk::with_year(2024);
    clerk
        .types("requests.new.business", "3")
        .types("requests.new.research", "0")
        .types("requests.new.other", "若干");
    let report = clerk.report();
    let format = report.format();
    let total = format.cell("requests.new.total").unwrap();
    let parts = &total.declared().parts;
    let reading = Reading::of(report, &Figures::of(report), parts);
    let named: Vec<(&str, &str)> =
        reading.terms.iter().map(|(cell, text)| (name_among(*cell, parts), text.as_str())).collect();
    assert_eq!(named, [("商业企业", "3"), ("其他", "若干")]);
    assert_eq!((reading.blanks.len(), reading.zeros), (3, 1));
    for (sum, name) in [
        (Sum::Balance, "一、本年新收政府信息公开申请数量"),
        (Sum::Results, "（一）予以公开"),
        (Sum::Applicants, "自然人"),
        (Sum::Outcomes, "结果维持"),
    ] {
        let identity = format.identities.iter().find(|identity| identity.sum == sum).unwrap();
        let sides: Vec<Cell> = identity.left.iter().chain(&identity.right).copied().collect();
        assert_eq!(name_among(sides[0], &sides), name);
    }
}
