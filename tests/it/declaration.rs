//! The declaration checked against itself, for both editions.

use std::collections::BTreeSet;

use nianbao::format::Sum;
use nianbao::format::grid::Step;
use nianbao::format::help;
use nianbao::format::spans::lay_out;
use nianbao::format::table::{Content, Table};
use nianbao::format::terms;
use nianbao::format::texts::TextField;
use nianbao::format::{Cell, Edition, Format, Kind};

fn editions() -> [&'static Format; 2] {
    Edition::ALL.map(Edition::format)
}

fn tables(format: &Format) -> Vec<&Table> {
    format.chapters.iter().filter_map(|chapter| chapter.table()).collect()
}

/// Every grid place must be taken once.
#[track_caller]
fn fills_the_grid(table: &Table, part: &str, rows: &[Vec<nianbao::format::table::TableCell>]) {
    let spans = |row: &Vec<nianbao::format::table::TableCell>| -> Vec<(usize, usize)> {
        row.iter().map(|cell| (cell.colspan, cell.rowspan)).collect()
    };
    let places = lay_out(rows.iter().map(spans), usize::MAX);
    assert!(places.iter().all(|row| row.len() == table.columns), "{} {part}: not of one width", table.id);
    assert!(places.iter().flatten().all(Option::is_some), "{} {part}: a hole in the grid", table.id);
    let area: usize = rows.iter().flatten().map(|cell| cell.colspan * cell.rowspan).sum();
    assert_eq!(area, rows.len() * table.columns, "{} {part}: a place is taken twice", table.id);
}

#[test]
fn every_table_fills_its_grid() {
    for table in editions().into_iter().flat_map(tables) {
        fills_the_grid(table, "head", &table.head);
        fills_the_grid(table, "body", &table.body);
    }
}

#[test]
fn tables_have_the_rows_and_numbers_of_the_official_format() {
    let size = |table: &Table| (table.head.len() + table.body.len(), table.cells.len());
    let sizes = |edition: Edition| tables(edition.format()).into_iter().map(size).collect::<Vec<_>>();
    assert_eq!(sizes(Edition::TRIAL_2019), [(18, 22), (26, 23 * 7), (4, 15)]);
    assert_eq!(sizes(Edition::REVISED_2021), [(14, 10), (28, 25 * 7), (4, 15)]);
}

#[test]
fn every_cell_has_a_name_of_its_own_and_stands_in_its_table_once() {
    for format in editions() {
        let ids: BTreeSet<&str> = format.cells.iter().map(|cell| cell.id()).collect();
        assert_eq!(ids.len(), format.cells.len());
        let names: BTreeSet<&str> = format.cells.iter().map(|cell| cell.declared().name.as_str()).collect();
        assert_eq!(names.len(), format.cells.len(), "two cells read the same");
        let mut drawn = Vec::new();
        for table in tables(format) {
            for cell in table.head.iter().chain(&table.body).flatten() {
                if let Content::Number(position) = cell.content {
                    assert!(table.cells.contains(&position));
                    assert!(position.id().starts_with(&format!("{}.", table.id)));
                    drawn.push(position);
                }
            }
        }
        assert_eq!(drawn, format.cells, "cells are drawn in reading order");
    }
}

#[test]
fn no_name_is_both_a_number_and_a_parent() {
    for format in editions() {
        for cell in &format.cells {
            let parent = format!("{}.", cell.id());
            assert!(!format.cells.iter().any(|other| other.id().starts_with(&parent)), "{}", cell.id());
        }
    }
}

#[test]
fn the_stable_names_are_those_of_the_public_contract() {
    let both = [
        "requests.new.total",
        "requests.refused.security-stability.legal-service",
        "requests.concluded.natural-person",
        "disputes.litigation-after-reconsideration.pending",
        "disclosure.licensing.decisions",
    ];
    for format in editions() {
        for id in both {
            assert!(format.cell(id).is_some(), "{id}");
        }
    }
    let has = |edition: Edition, id: &str| edition.format().cell(id).is_some();
    for id in [
        "requests.other.total",
        "disclosure.other-services.change",
        "disclosure.procurement.amount",
        "disclosure.fees.previous",
    ] {
        assert!(has(Edition::TRIAL_2019, id) && !has(Edition::REVISED_2021, id), "{id}");
    }
    for id in ["requests.other.unpaid.total", "disclosure.rules.in-force", "disclosure.fees.amount"] {
        assert!(has(Edition::REVISED_2021, id) && !has(Edition::TRIAL_2019, id), "{id}");
    }
}

#[test]
fn only_changes_are_signed_and_only_amounts_are_money() {
    for format in editions() {
        for cell in &format.cells {
            assert_eq!(cell.declared().kind == Kind::Change, cell.id().ends_with(".change"), "{}", cell.id());
            assert_eq!(cell.declared().kind == Kind::Money, cell.id().ends_with(".amount"), "{}", cell.id());
        }
    }
}

#[test]
fn each_edition_has_its_identities() {
    let count = |edition: Edition, sum: Sum| {
        edition.format().identities.iter().filter(|identity| identity.sum == sum).count()
    };
    for (edition, rows) in [(Edition::TRIAL_2019, 23), (Edition::REVISED_2021, 25)] {
        assert_eq!(count(edition, Sum::Balance), 7);
        assert_eq!(count(edition, Sum::Results), 7);
        assert_eq!(count(edition, Sum::Applicants), rows);
        assert_eq!(count(edition, Sum::Outcomes), 3);
        for identity in &edition.format().identities {
            let sides: BTreeSet<Cell> = identity.left.iter().chain(&identity.right).copied().collect();
            assert_eq!(
                sides.len(),
                identity.left.len() + identity.right.len(),
                "a cell stands on both sides"
            );
            assert!(sides.iter().all(|cell| cell.edition() == edition));
        }
    }
}

#[test]
fn totals_are_summed_after_their_parts() {
    for format in editions() {
        assert_eq!(
            format.totals.len(),
            format.cells.iter().filter(|cell| cell.declared().is_total()).count()
        );
        for (order, total) in format.totals.iter().enumerate() {
            for part in &total.declared().parts {
                if part.declared().is_total() {
                    let of_part = format.totals.iter().position(|other| other == part);
                    assert!(of_part < Some(order), "{} before {}", total.id(), part.id());
                }
            }
        }
    }
}

#[test]
fn every_name_leads_to_its_chapter() {
    let format = Edition::TRIAL_2019.format();
    assert_eq!(format.chapter_of("organ"), None);
    assert_eq!(format.chapter_of("preamble"), None);
    assert_eq!(format.chapter_of("overview"), Some(0));
    assert_eq!(format.chapter_of("disclosure.rules.made"), Some(1));
    assert_eq!(format.chapter_of("requests-note"), Some(2));
    assert_eq!(format.chapter_of("disputes.reconsideration.total"), Some(3));
    assert_eq!(format.chapter_of("other-matters"), Some(5));
}

#[test]
fn the_headings_and_texts_of_both_editions_are_the_same() {
    let [trial, revised] = editions();
    for (one, other) in trial.chapters.iter().zip(&revised.chapters) {
        assert_eq!((one.heading, one.text()), (other.heading, other.text()));
    }
    let texts: Vec<TextField> = trial.chapters.iter().map(|chapter| chapter.text()).collect();
    assert_eq!(texts, TextField::all().skip(1).collect::<Vec<_>>());
}

#[test]
fn every_point_that_a_text_must_cover_names_its_source() {
    for field in TextField::all() {
        for point in field.points() {
            assert!(!point.source.is_empty() && !point.words.is_empty() && !point.asks.is_empty());
        }
    }
    assert_eq!(TextField::OVERVIEW.points().len(), 5, "the five aspects");
}

#[test]
fn steps_lead_as_in_a_spreadsheet_and_across_tables() {
    let goes = |edition: Edition, from: &str, step: Step, to: &str| {
        let format = edition.format();
        let cell = |id: &str| format.cell(id).unwrap_or_else(|| panic!("{id}"));
        let name = |cell: Cell| cell.id();
        let expected = (!to.is_empty()).then_some(to);
        assert_eq!(format.step(cell(from), step).map(name), expected, "{from} {step:?}");
    };
    let trial = Edition::TRIAL_2019;
    goes(trial, "requests.new.business", Step::Right, "requests.new.research");
    goes(trial, "requests.new.total", Step::Right, "");
    goes(trial, "requests.new.natural-person", Step::Left, "");
    goes(trial, "requests.partly-granted.research", Step::Down, "requests.refused.state-secret.research");
    goes(trial, "requests.refused.state-secret.total", Step::Up, "requests.partly-granted.total");
    goes(trial, "requests.carried-out.business", Step::Down, "disputes.reconsideration.corrected");
    goes(trial, "requests.new.natural-person", Step::Up, "disclosure.procurement.items");
    goes(trial, "disclosure.coercion.decisions", Step::Down, "disclosure.fees.change");
    goes(trial, "disclosure.rules.made", Step::Up, "");
    goes(trial, "disputes.litigation-direct.total", Step::Down, "");
    goes(trial, "requests.granted.other", Step::RowStart, "requests.granted.natural-person");
    goes(trial, "requests.granted.other", Step::RowEnd, "requests.granted.total");
    goes(trial, "requests.granted.other", Step::Top, "requests.new.other");
    goes(trial, "requests.granted.other", Step::Bottom, "requests.carried-out.other");
    goes(trial, "requests.granted.other", Step::First, "requests.new.natural-person");
    goes(trial, "requests.granted.other", Step::Last, "requests.carried-out.total");
    goes(Edition::REVISED_2021, "disclosure.rules.repealed", Step::Bottom, "disclosure.fees.amount");
    goes(
        Edition::REVISED_2021,
        "disclosure.licensing.decisions",
        Step::Up,
        "disclosure.normative-documents.in-force",
    );
}

#[test]
fn going_down_from_the_first_row_passes_every_row_of_all_tables() {
    for format in editions() {
        let mut rows = 1;
        let mut cell = format.cells[0];
        while let Some(below) = format.step(cell, Step::Down) {
            (cell, rows) = (below, rows + 1);
        }
        let numbered = |table: &&Table| {
            let has_number = |row: &&Vec<nianbao::format::table::TableCell>| {
                row.iter().any(|cell| matches!(cell.content, Content::Number(_)))
            };
            table.body.iter().filter(has_number).count()
        };
        assert_eq!(rows, tables(format).iter().map(numbered).sum::<usize>());
    }
}

#[test]
fn every_cell_and_every_chapter_has_its_help() {
    for format in editions() {
        for cell in &format.cells {
            let [row, column] = help::of_cell(cell.id());
            let (row, column) = (row.unwrap_or_else(|| panic!("{}", cell.id())), column);
            assert!(row.asks.ends_with('。') && !row.source.is_empty(), "{}", cell.id());
            assert!(column.unwrap_or_else(|| panic!("{}", cell.id())).asks.ends_with('。'), "{}", cell.id());
        }
        for chapter in &format.chapters {
            let help = help::of_chapter(chapter.anchor()).unwrap_or_else(|| panic!("{}", chapter.heading));
            assert!(!help.asks.is_empty() && !help.source.is_empty() && !help.example.is_empty());
        }
    }
}

#[test]
fn the_terms_of_the_labels_are_explained() {
    let explained = |words: &str| terms::in_words(words).map(|term| term.name).collect::<Vec<_>>();
    assert_eq!(explained("（三）不予公开 3.危及“三安全一稳定”"), ["三安全一稳定"]);
    assert_eq!(explained("5.属于三类内部事务信息"), ["三类内部事务信息"]);
    assert_eq!(explained("6.属于四类过程性信息"), ["四类过程性信息"]);
    for term in terms::ALL {
        assert!(term.meaning.ends_with('。') && !term.source.is_empty(), "{}", term.name);
    }
}

#[test]
fn a_rectangle_takes_the_cells_between_two_and_stays_in_its_table() {
    let format = Edition::REVISED_2021.format();
    let spans = |one: &str, other: &str| -> Vec<Vec<&str>> {
        let cell = |id: &str| format.cell(id).unwrap_or_else(|| panic!("{id}"));
        let rows = format.rectangle(cell(one), cell(other));
        rows.iter().map(|row| row.iter().map(|cell| cell.id()).collect()).collect()
    };
    assert_eq!(
        spans("requests.carried-in.research", "requests.new.business"),
        [
            ["requests.new.business", "requests.new.research"],
            ["requests.carried-in.business", "requests.carried-in.research"]
        ]
    );
    assert_eq!(
        spans("disclosure.normative-documents.repealed", "disclosure.licensing.decisions"),
        [
            vec![
                "disclosure.normative-documents.issued",
                "disclosure.normative-documents.repealed",
                "disclosure.normative-documents.in-force"
            ],
            vec!["disclosure.licensing.decisions"]
        ],
        "a merged cell is taken whole"
    );
    assert_eq!(
        spans("requests.new.total", "disputes.reconsideration.upheld"),
        [["requests.new.total"]],
        "not across tables"
    );
}

#[test]
fn every_number_row_knows_the_labels_around_it() {
    let format = Edition::TRIAL_2019.format();
    let around = |id: &str| {
        let (row, place) = format.place(format.cell(id).unwrap()).unwrap();
        (format.rows[row].labels.clone(), format.rows[row].places[place].above.clone())
    };
    assert_eq!(
        around("disclosure.licensing.change"),
        (vec!["行政许可"], vec!["本年增/减", "第二十条第（五）项"])
    );
    assert_eq!(
        around("requests.refused.process.business"),
        (
            vec!["三、本年度办理结果", "（三）不予公开", "6.属于四类过程性信息"],
            vec!["商业企业", "法人或其他组织", "申请人情况"]
        )
    );
    assert_eq!(around("disputes.reconsideration.total"), (vec![], vec!["总计", "行政复议"]));
    assert_eq!(
        around("disputes.litigation-direct.upheld"),
        (vec![], vec!["结果维持", "未经复议直接起诉", "行政诉讼"])
    );
}
