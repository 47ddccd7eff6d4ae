//! Pasting: a table from outside finds its cells by label or by place, and what does not fit is named.

use nianbao::export::range;
use nianbao::format::Edition;
use nianbao::import::grid::{Grid, SourceCell};
use nianbao::import::paste::{Misfit, Paste, paste};
use nianbao::report::figure::Figures;
use nianbao::report::{Edit, Report};
use proptest::prelude::*;

use crate::arbitrary::report;

/// Pastes texts, tabs between cells, at a cell of a report.
fn pasted(report: &mut Report, at: &str, texts: &[&str]) -> Paste {
    let grids: Vec<Grid> = texts.iter().map(|text| Grid::read_text(text)).collect();
    let cell = report.format().cell(at).unwrap_or_else(|| panic!("no cell {at}"));
    let paste = paste(report, &grids, &[vec![cell]]);
    report.apply(Edit::Cells(paste.cells.clone()));
    paste
}

fn sees(report: &Report, id: &str) -> String {
    Figures::of(report).text(report, report.format().cell(id).unwrap_or_else(|| panic!("no cell {id}")))
}

fn words(paste: &Paste) -> Vec<String> {
    paste.misfits.iter().map(Misfit::words).collect()
}

#[test]
fn a_rectangle_goes_where_it_is_pasted_and_blanks_stay_blank() {
    let mut report = Report::of_year(2024);
    let paste = pasted(
        &mut report,
        "requests.new.natural-person",
        &["1,234\t56\t\t0\r\n12\t\t\t0\r\n1000\t40\t\t0\r\n"],
    );
    assert_eq!(words(&paste), [""; 0]);
    assert_eq!(sees(&report, "requests.new.natural-person"), "1234");
    assert_eq!(sees(&report, "requests.new.research"), "");
    assert_eq!(sees(&report, "requests.granted.business"), "40");
    assert_eq!(sees(&report, "requests.granted.public-welfare"), "0");
    assert_eq!(sees(&report, "requests.new.total"), "1290");
}

#[test]
fn a_total_that_is_the_sum_goes_on_following_and_another_is_kept_as_pasted() {
    let mut report = Report::of_year(2024);
    pasted(&mut report, "requests.new.natural-person", &["1\t2\t0\t0\t0\t0\t3\n4\t0\t0\t0\t0\t0\t5"]);
    assert_eq!(sees(&report, "requests.new.total"), "3");
    assert_eq!(sees(&report, "requests.carried-in.total"), "5");
    pasted(&mut report, "requests.new.business", &["7"]);
    assert_eq!(sees(&report, "requests.new.total"), "8", "it follows");
    pasted(&mut report, "requests.carried-in.business", &["1"]);
    assert_eq!(sees(&report, "requests.carried-in.total"), "5", "it is kept");
}

#[test]
fn what_lies_beyond_the_table_is_named_and_the_rest_goes_in() {
    let mut report = Report::of_year(2024);
    let paste = pasted(&mut report, "requests.carried-out.other", &["1\t1\t9\n2\t2\n\t"]);
    assert_eq!(words(&paste), ["超出表格边缘的：9", "超出表格边缘的：2 2"]);
    assert_eq!(sees(&report, "requests.carried-out.other"), "1");
    assert_eq!(sees(&report, "disputes.reconsideration.upheld"), "", "not into the next table");
}

#[test]
fn text_that_is_no_number_is_named_and_kept_as_it_is() {
    let mut report = Report::of_year(2024);
    let paste = pasted(&mut report, "disclosure.rules.issued", &["若干\t/\t3件"]);
    assert_eq!(words(&paste), ["不是数字，照原样放进“规章，本年制发件数”：若干"]);
    assert_eq!(sees(&report, "disclosure.rules.issued"), "若干");
    assert_eq!(sees(&report, "disclosure.rules.repealed"), "/");
    assert_eq!(sees(&report, "disclosure.rules.in-force"), "3");
}

#[test]
fn one_value_may_carry_its_unit_and_fills_a_selected_range() {
    let mut report = Report::of_year(2024);
    pasted(&mut report, "disclosure.fees.amount", &["7730.28万元"]);
    assert_eq!(sees(&report, "disclosure.fees.amount"), "7730.28");
    pasted(&mut report, "disclosure.fees.amount", &["251000元\r\n"]);
    assert_eq!(sees(&report, "disclosure.fees.amount"), "25.1");
    pasted(&mut report, "disclosure.penalties.decisions", &["23件"]);
    assert_eq!(sees(&report, "disclosure.penalties.decisions"), "23");
    let format = report.format();
    let cell = |id: &str| format.cell(id).unwrap();
    let range = format.rectangle(cell("requests.new.other"), cell("requests.carried-in.total"));
    let filled = paste(&report, &[Grid::read_text("4")], &range);
    assert_eq!(filled.cells.len(), 2, "totals are left alone");
}

#[test]
fn row_labels_lead_whatever_the_order_and_strangers_are_listed() {
    let mut report = Report::of_year(2024);
    let paste = pasted(
        &mut report,
        "disclosure.rules.issued",
        &["四、结转下年度继续办理\t\t\t1\t0\t0\t0\t0\t0\t1\n\
           一、本年新收政府信息公开申请数量\t\t\t20\t4\t0\t0\t0\t1\t25\n\
           其中：网上申请\t\t\t5\t0\t0\t0\t0\t0\t5\n\
           三、本年度办理结果\t(一)予以公开\t\t12\t2\t0\t0\t0\t1\t15\n\
           \t(三)不予公开\t1、属于国家秘密\t0\t0\t0\t0\t0\t0\t0\n\
           \t\t2、其他法律行政止公开\t3\t0\t0\t0\t0\t0\t3"],
    );
    assert_eq!(
        words(&paste),
        [
            "“2、其他法律行政止公开”当作“2.其他法律行政法规禁止公开”",
            "表里没有的行“其中：网上申请”：5 0 0 0 0 0 5"
        ]
    );
    for (id, shown) in [
        ("requests.carried-out.natural-person", "1"),
        ("requests.new.other", "1"),
        ("requests.granted.business", "2"),
        ("requests.refused.state-secret.business", "0"),
        ("requests.refused.other-laws.natural-person", "3"),
        ("requests.carried-in.natural-person", ""),
        ("disclosure.rules.issued", ""),
    ] {
        assert_eq!(sees(&report, id), shown, "{id}");
    }
}

#[test]
fn column_labels_lead_too() {
    let mut report = Report::of_year(2024);
    let paste = pasted(
        &mut report,
        "requests.new.natural-person",
        &["\t总计\t商业\u{a0}企业\t自然人\t外国人\n一、本年新收\t9\t3\t6\t1\n重复申请\t1\t0\t1\t0"],
    );
    assert_eq!(
        words(&paste),
        ["“一、本年新收”当作“一、本年新收政府信息公开申请数量”", "“外国人”多出来的：1 0"]
    );
    assert_eq!(sees(&report, "requests.new.natural-person"), "6");
    assert_eq!(sees(&report, "requests.new.business"), "3");
    assert_eq!(sees(&report, "requests.rejected.repeated.natural-person"), "1");
}

#[test]
fn a_part_of_a_row_with_its_label_begins_where_it_is_pasted() {
    let mut report = Report::of_year(2024);
    pasted(&mut report, "requests.new.business", &["（一）予以公开\t3\t4"]);
    assert_eq!(sees(&report, "requests.granted.business"), "3");
    assert_eq!(sees(&report, "requests.granted.research"), "4");
    assert_eq!(sees(&report, "requests.granted.natural-person"), "");
}

#[test]
fn a_merged_source_without_labels_goes_by_place_and_else_by_order() {
    let cell = |text: &str, colspan| SourceCell { text: text.into(), colspan, rowspan: 1 };
    let mut report = Report::of_year(2020);
    let at = report.format().cell("disclosure.licensing.previous").unwrap();
    let grid = Grid::lay_out(vec![vec![cell("88", 1), cell("-2", 2), cell("86", 1)]]);
    let by_order = paste(&report, &[grid], &[vec![at]]);
    report.apply(Edit::Cells(by_order.cells));
    assert_eq!(sees(&report, "disclosure.licensing.change"), "-2");
    assert_eq!(sees(&report, "disclosure.licensing.decisions"), "86");
    let at = report.format().cell("requests.new.natural-person").unwrap();
    let grid = Grid::lay_out(vec![vec![cell("7", 2), cell("1", 1)]]);
    let by_place = paste(&report, &[grid], &[vec![at]]);
    report.apply(Edit::Cells(by_place.cells));
    assert_eq!(sees(&report, "requests.new.natural-person"), "7");
    assert_eq!(sees(&report, "requests.new.business"), "");
    assert_eq!(sees(&report, "requests.new.research"), "1");
}

#[test]
fn table_4_finds_its_groups_by_the_labels_above() {
    let mut report = Report::of_year(2024);
    let outcomes = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计";
    let text = format!(
        "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n{outcomes}\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n\
         \t\t\t\t\t{outcomes}\t{outcomes}\n2\t0\t1\t0\t3\t1\t0\t0\t0\t1\t0\t0\t0\t1\t1"
    );
    let paste = pasted(&mut report, "disputes.litigation-direct.upheld", &[&text]);
    assert_eq!(words(&paste), [""; 0]);
    assert_eq!(sees(&report, "disputes.reconsideration.other"), "1");
    assert_eq!(sees(&report, "disputes.litigation-direct.upheld"), "1");
    assert_eq!(sees(&report, "disputes.litigation-after-reconsideration.pending"), "1");
}

/// A table of an example as an office would copy it: every label and number, merged cells as declared.
fn printed(report: &Report, chapter: usize) -> Grid {
    use nianbao::document::{Block, compose};
    let document = compose(report);
    let tables = document.blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = tables.into_iter().nth(chapter).expect("a table");
    let rows = table.head.into_iter().chain(table.body);
    let cell = |cell: nianbao::document::DocumentCell| SourceCell {
        text: cell.text,
        colspan: cell.colspan,
        rowspan: cell.rowspan,
    };
    Grid::lay_out(rows.map(|row| row.into_iter().map(cell).collect()).collect())
}

#[test]
fn a_whole_report_pasted_table_by_table_is_the_same_report() {
    for edition in Edition::ALL {
        let source = nianbao::example::example(edition);
        let grids: Vec<Grid> = (0..3).map(|table| printed(&source, table)).collect();
        let mut report = Report::blank(edition);
        let paste = paste(&report, &grids, &[vec![report.format().cells[0]]]);
        assert_eq!(words(&paste), [""; 0]);
        assert_eq!(paste.placed, report.format().cells.len());
        report.apply(Edit::Cells(paste.cells));
        for &cell in &report.format().cells {
            assert_eq!(report.cell(cell), source.cell(cell), "{}", cell.id());
        }
    }
}

#[test]
fn a_table_of_the_other_edition_finds_its_rows_and_lists_what_has_no_place() {
    let source = nianbao::example::example(Edition::TRIAL_2019);
    let mut report = Report::of_year(2024);
    let grids: Vec<Grid> = (0..2).map(|table| printed(&source, table)).collect();
    let paste = paste(&report, &grids, &[vec![report.format().cells[0]]]);
    report.apply(Edit::Cells(paste.cells.clone()));
    assert_eq!(sees(&report, "requests.new.natural-person"), "5");
    assert_eq!(sees(&report, "requests.carried-out.natural-person"), "1");
    assert_eq!(sees(&report, "disclosure.licensing.decisions"), "86");
    assert_eq!(sees(&report, "requests.other.unpaid.natural-person"), "");
    assert!(words(&paste).contains(&"另一种格式才有的格“（六）其他处理，自然人”：0".to_owned()), "{paste:?}");
    let back = printed(&nianbao::example::example(Edition::REVISED_2021), 1);
    let listed = words(&nianbao::import::paste::paste(
        &Report::of_year(2020),
        &[back],
        &[vec![source.format().cells[0]]],
    ));
    assert_eq!(listed.len(), 21, "three rows of seven: {listed:?}");
}

proptest! {
    #[test]
    fn a_copied_range_pasted_elsewhere_shows_the_same(report in report(), one in any::<usize>(), other in any::<usize>()) {
        let format = report.format();
        let table = format.chapters[2].table().unwrap().cells.clone();
        let cell = |pick: usize| table[pick % table.len()];
        let range = format.rectangle(cell(one), cell(other));
        let figures = Figures::of(&report);
        let texts: Vec<Vec<String>> =
            range.iter().map(|row| row.iter().map(|cell| figures.text(&report, *cell)).collect()).collect();
        let text = range::write_text(&texts);
        let mut copy = Report::blank(report.edition());
        let pasted = paste(&copy, &[Grid::read_text(&text)], &[vec![range[0][0]]]);
        copy.apply(Edit::Cells(pasted.cells));
        for cell in range.iter().flatten().filter(|cell| !cell.declared().is_total()) {
            let shown = |report: &Report| Figures::of(report).text(report, *cell);
            let before = shown(&report);
            // A value with its unit is read on pasting; everything else comes back to the letter.
            let expected = nianbao::report::unit::read(cell.declared().kind, &before).text(cell.declared().kind);
            prop_assert_eq!(shown(&copy), expected);
        }
    }

    #[test]
    fn no_paste_panics(text in "[一二三总计其他0-9,.\\-\t\n\"（）件]{0,200}", at in any::<usize>(), edition in 0..2_usize) {
        let report = Report::blank(Edition::ALL[edition]);
        let at = report.format().cells[at % report.format().cells.len()];
        paste(&report, &[Grid::read_text(&text)], &[vec![at]]);
    }
}

#[test]
fn a_running_number_in_front_does_not_hide_the_labels() {
    let mut report = Report::of_year(2024);
    let paste = pasted(
        &mut report,
        "requests.new.natural-person",
        &["序号\t项目\t自然人\t总计\n1\t（一）予以公开\t10\t10\n2\t四、结转下年度继续办理\t20\t20"],
    );
    assert_eq!(words(&paste), ["“序号”多出来的：1 2"]);
    assert_eq!(sees(&report, "requests.granted.natural-person"), "10");
    assert_eq!(sees(&report, "requests.carried-out.natural-person"), "20");
    assert_eq!(sees(&report, "requests.new.natural-person"), "");
}

#[test]
fn a_label_that_is_not_known_is_no_value() {
    let mut report = Report::of_year(2024);
    let paste = pasted(&mut report, "requests.granted.natural-person", &["网上申请\t20\t4\n各项合计\t3\t5"]);
    assert_eq!(words(&paste), ["没有用上的：网上申请", "没有用上的：各项合计"]);
    assert_eq!(sees(&report, "requests.granted.natural-person"), "20");
    assert_eq!(sees(&report, "requests.partly-granted.business"), "5");
}

#[test]
fn a_row_that_comes_twice_goes_in_once() {
    let row = "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1";
    let other = row.replace('1', "2");
    for texts in [vec![format!("{row}\n{other}")], vec![row.to_owned(), other.clone()]] {
        let mut report = Report::of_year(2024);
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let paste = pasted(&mut report, "requests.new.natural-person", &texts);
        assert_eq!(
            words(&paste),
            [
                "“一、本年新收政府信息公开申请数量，自然人”有两个数，只用第一个，没有用：2",
                "“一、本年新收政府信息公开申请数量，总计”有两个数，只用第一个，没有用：2"
            ]
        );
        assert_eq!(sees(&report, "requests.new.total"), "1");
        assert_eq!(
            sees(&report, "requests.carried-in.natural-person"),
            "",
            "and not into a row that reads alike"
        );
    }
}

#[test]
fn a_table_of_something_else_beside_those_of_the_form_is_left_out() {
    let mut report = Report::of_year(2024);
    let table = "信息内容\t本年处理决定数量\n行政许可\t86";
    let paste =
        pasted(&mut report, "disputes.reconsideration.upheld", &["索引号\t113\n分类\t年度报告", table]);
    assert_eq!(words(&paste), ["没有用上的：索引号 113 分类 年度报告"]);
    assert_eq!(sees(&report, "disputes.reconsideration.upheld"), "");
    assert_eq!(sees(&report, "disclosure.licensing.decisions"), "86");
}

#[test]
fn a_label_in_yuan_is_converted_and_every_conversion_is_told() {
    let mut report = Report::of_year(2024);
    let paste = pasted(
        &mut report,
        "disclosure.fees.amount",
        &["信息内容\t本年收费金额（单位：元）\n行政事业性收费\t125000"],
    );
    assert_eq!(sees(&report, "disclosure.fees.amount"), "12.5");
    assert_eq!(paste.converted, ["行政事业性收费，本年收费金额（单位：万元）：“125000元”即 12.5 万元"]);
    let paste = pasted(&mut report, "disclosure.fees.amount", &["250000元"]);
    assert_eq!(paste.converted, ["行政事业性收费，本年收费金额（单位：万元）：“250000元”即 25 万元"]);
    let paste = pasted(&mut report, "disclosure.fees.amount", &["7.5万元"]);
    assert_eq!(paste.converted, [""; 0]);
}

#[test]
fn a_unit_that_the_value_names_or_that_it_has_none_of_is_not_added() {
    let head = "信息内容\t本年收费金额（单位：元）\n行政事业性收费";
    for (value, shown) in [("125000元", "12.5"), ("12.5万元", "12.5"), ("/", "/"), ("不涉及", "不涉及")]
    {
        let mut report = Report::of_year(2024);
        pasted(&mut report, "disclosure.fees.amount", &[&format!("{head}\t{value}")]);
        assert_eq!(sees(&report, "disclosure.fees.amount"), shown, "{value}");
    }
}

#[test]
fn a_row_whose_first_value_is_a_text_is_put_in_by_its_label() {
    for (row, cells) in [
        ("行政许可\t不涉及", &[("disclosure.licensing.decisions", "不涉及")][..]),
        ("行政许可\t20余件", &[("disclosure.licensing.decisions", "20余件")]),
        (
            "行政处罚\t86\n行政强制\t详见附件",
            &[("disclosure.penalties.decisions", "86"), ("disclosure.coercion.decisions", "详见附件")],
        ),
        (
            "信息内容\t本年处理决定数量\n行政强制\t见附件",
            &[("disclosure.coercion.decisions", "见附件"), ("disclosure.licensing.decisions", "")],
        ),
        (
            "一、本年新收政府信息公开申请数量\t\t\t20余件\t4\t0\t0\t0\t1\t25",
            &[
                ("requests.new.natural-person", "20余件"),
                ("requests.new.business", "4"),
                ("requests.new.total", "25"),
            ],
        ),
        (
            "三、本年度办理结果\t（三）不予公开\t1.属于国家秘密\t保密\t4\t0\t0\t0\t0\t4\n\
             \t\t2.其他法律行政法规禁止公开\t0\t1\t0\t0\t0\t0\t1",
            &[
                ("requests.refused.state-secret.natural-person", "保密"),
                ("requests.refused.state-secret.business", "4"),
                ("requests.refused.other-laws.business", "1"),
            ],
        ),
    ] {
        let mut report = Report::of_year(2024);
        let paste = pasted(&mut report, "disclosure.rules.issued", &[row]);
        for (id, shown) in cells {
            assert_eq!(sees(&report, id), *shown, "{id} of {row}: {paste:?}");
        }
        let lost = |misfit: &&Misfit| matches!(misfit, Misfit::Row { .. } | Misfit::Unused(_));
        assert_eq!(paste.misfits.iter().find(lost), None, "{row}");
    }
}

#[test]
fn a_row_below_a_known_one_that_the_form_does_not_have_stays_a_stranger() {
    let mut report = Report::of_year(2024);
    let paste = pasted(
        &mut report,
        "requests.new.natural-person",
        &["三、本年度办理结果\t（一）予以公开\t10\t2\n\t其中网上申请\t5\t1"],
    );
    assert_eq!(words(&paste), ["表里没有的行“其中网上申请”：5 1"]);
    assert_eq!(sees(&report, "requests.partly-granted.natural-person"), "");
}

#[test]
fn numbers_with_spaces_between_them_are_shown_before_they_become_one() {
    let mut report = Report::of_year(2024);
    let paste = pasted(&mut report, "requests.new.business", &["5 100 105"]);
    assert_eq!(
        words(&paste),
        ["“5 100 105”当作一个数 5100105，放进“一、本年新收政府信息公开申请数量，商业企业”"]
    );
}

#[test]
fn a_table_without_end_is_cut_and_says_so() {
    let mut report = Report::of_year(2024);
    let paste = pasted(&mut report, "requests.new.natural-person", &["1\n".repeat(600).as_str()]);
    assert!(words(&paste).contains(&"表格太大，只读了前面的部分".to_owned()));
}
