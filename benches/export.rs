//! One full report, natively: written in every format of the list, read back from those that name their fields.
//! `cargo bench --bench export`, about a minute.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::example::example;
use nianbao::export::{FORMATS, csv, excel, heavy};
use nianbao::format::Edition;
use nianbao::import::answer::Answer;
use nianbao::validate::validate;

fn export(criterion: &mut Criterion) {
    for edition in Edition::ALL {
        let report = example(edition);
        let findings = validate(&report);
        let (workbook, lines) = (excel::write(&report), csv::write(&report).into_bytes());
        let mut group = criterion.benchmark_group(edition.id());
        group
            .sample_size(20)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2));
        for format in FORMATS {
            group.bench_function(format!("write {}", format.id), |bencher| {
                bencher.iter(|| heavy::write(format, black_box(&report), &findings));
            });
        }
        group.bench_function("read excel", |bencher| bencher.iter(|| Answer::to("", black_box(&workbook))));
        group.bench_function("read csv", |bencher| bencher.iter(|| Answer::to("", black_box(&lines))));
        group.finish();
    }
}

criterion_group!(benches, export);
criterion_main!(benches);
