//! Many reports, natively: what a file costs until it is kept, beside what parsing its JSON alone does.
//! `cargo bench --bench collection`.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::collection::extract::Extract;
use nianbao::collection::{json, reading};
use nianbao::example::example;
use nianbao::export::{html, json as file};
use nianbao::format::Edition;
use nianbao::import;
use nianbao::profile::Profile;
use nianbao::validate::validate;

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

criterion_group!(benches, a_file);
criterion_main!(benches);
