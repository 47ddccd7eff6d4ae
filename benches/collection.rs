//! Many reports, natively: what a file costs until it is kept, beside what parsing its JSON alone does; and what is
//! asked of ten thousand that are kept. `cargo bench --bench collection`.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::collection::alike::pairs;
use nianbao::collection::extract::Extract;
use nianbao::collection::list::{Filter, Order};
use nianbao::collection::missing::RollCall;
use nianbao::collection::roster::Roster;
use nianbao::collection::strangers::strangers;
use nianbao::collection::sums::Sums;
use nianbao::collection::{json, organs, reading};
use nianbao::example::example;
use nianbao::export::{html, json as file};
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::import;
use nianbao::profile::Profile;
use nianbao::report::Edit;
use nianbao::validate::validate;

/// As many reports as a province has in a year, nearly.
const MANY: usize = 10_000;

fn a_file(criterion: &mut Criterion) {
    let area = Arc::new(Profile::default());
    let report = example(Edition::REVISED_2021);
    let data = file::write(&report, &[]);
    let page = html::write(&report, &[]);
    let mut group = criterion.benchmark_group("a file");
    group.bench_function("JSON parsed into a tree", |bencher| {
        bencher.iter(|| serde_json::from_str::<serde_json::Value>(black_box(&data)));
    });
    group.bench_function("JSON opened as a draft", |bencher| {
        bencher.iter(|| import::open(black_box(data.as_bytes())));
    });
    group.bench_function("JSON straight into cells", |bencher| bencher.iter(|| json::read(black_box(&data))));
    group.bench_function("checked", |bencher| bencher.iter(|| validate(black_box(&report))));
    let read = |bytes: &[u8]| reading::read("示例.json", black_box(bytes), &area);
    group.bench_function("JSON read, checked and kept", |bencher| bencher.iter(|| read(data.as_bytes())));
    group.bench_function("HTML read, checked and kept", |bencher| bencher.iter(|| read(page.as_bytes())));
    let kept = read(data.as_bytes()).expect("a report").write();
    eprintln!("{} bytes of JSON, {} bytes kept", data.len(), kept.len());
    group.bench_function("what is kept, taken up again", |bencher| {
        bencher.iter(|| Extract::parse(black_box(&kept)));
    });
    group.finish();
}

/// Reports of as many organs, each with a text of its own; every hundredth copies the one before it.
fn many() -> Vec<Extract> {
    let area = Arc::new(Profile::default());
    let mut report = example(Edition::REVISED_2021);
    let letter = |at: usize| char::from_u32(0x4e00 + (at * 7919 % 20_000) as u32).unwrap_or('一');
    let mut extract = |at: usize| {
        let text_of = if at % 100 == 99 { at - 1 } else { at };
        let text = (0..400).map(|place| letter(text_of * 401 + place)).collect();
        report.apply(Edit::Organ(format!(
            "{}{}区{}街道办事处",
            letter(at / 100),
            letter(at),
            letter(at * 3)
        )));
        report.apply(Edit::Text(TextField::OVERVIEW, text));
        let file = file::write(&report, &[]);
        reading::read("示例.json", file.as_bytes(), &area).expect("a report")
    };
    (0..MANY).map(&mut extract).collect()
}

fn ten_thousand(criterion: &mut Criterion) {
    let extracts = many();
    let all: Vec<usize> = (0..MANY).collect();
    let names: Vec<&str> = extracts.iter().step_by(2).map(|extract| extract.organ.as_str()).collect();
    let roster = Roster::read(&names.join("\n"));
    let mut group = criterion.benchmark_group("ten thousand");
    group.sample_size(10);
    group.bench_function("found and brought into order", |bencher| {
        bencher.iter(|| {
            let filter = Filter { words: "街道".into(), ..Filter::default() };
            let mut shown = filter.shown(black_box(&extracts), |_| None);
            Order::default().arrange(&extracts, &mut shown);
            shown
        });
    });
    group.bench_function("added up", |bencher| {
        bencher.iter(|| Sums::of(black_box(&extracts), &all, Edition::REVISED_2021));
    });
    group.bench_function("called up by a list of half of them", |bencher| {
        bencher.iter(|| RollCall::of(&roster, black_box(&extracts), 2024, None, &BTreeMap::new()));
    });
    group.bench_function("compared, who copied from whom", |bencher| {
        bencher.iter(|| pairs(black_box(&extracts), |at| extracts[at].organ_key()));
    });
    group.bench_function("looked through for names of others", |bencher| {
        bencher.iter(|| strangers(black_box(&extracts), &organs::keys(&extracts)));
    });
    group.finish();
}

criterion_group!(benches, a_file, ten_thousand);
criterion_main!(benches);
