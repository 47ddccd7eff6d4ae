//! One full report, natively: validating, exporting, reading. `cargo bench`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::example::example;
use nianbao::export::{html, json};
use nianbao::format::Edition;
use nianbao::import;
use nianbao::report::history::History;
use nianbao::validate::validate;

fn report(criterion: &mut Criterion) {
    for edition in Edition::ALL {
        let report = example(edition);
        let page = html::write(&report, &[]);
        let data = json::write(&report, &[]);
        let mut group = criterion.benchmark_group(edition.id());
        group.bench_function("validate", |bencher| bencher.iter(|| validate(black_box(&report))));
        group.bench_function("type one digit", |bencher| {
            let mut history = History::new(report.clone());
            let digits = ["7", "8"].map(|digit| report.typing("requests.new.business", digit));
            let mut digits = digits.iter().flatten().cycle();
            bencher.iter(|| {
                if let Some(edit) = digits.next() {
                    history.apply(edit.clone());
                }
            });
        });
        group.bench_function("write HTML", |bencher| bencher.iter(|| html::write(black_box(&report), &[])));
        group.bench_function("write JSON", |bencher| bencher.iter(|| json::write(black_box(&report), &[])));
        group
            .bench_function("read HTML", |bencher| bencher.iter(|| import::open(black_box(page.as_bytes()))));
        group
            .bench_function("read JSON", |bencher| bencher.iter(|| import::open(black_box(data.as_bytes()))));
        group.finish();
    }
}

criterion_group!(benches, report);
criterion_main!(benches);
