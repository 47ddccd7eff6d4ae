//! One full report, natively: validating, exporting, reading. `cargo bench`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::example::example;
use nianbao::export::picture::long::long_picture;
use nianbao::export::{html, json};
use nianbao::format::Edition;
use nianbao::import;
use nianbao::report::history::History;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use nianbao::validate::{Memory, validate, validate_again};

fn report(criterion: &mut Criterion) {
    for edition in Edition::ALL {
        let report = example(edition);
        let page = html::write(&report, &[]);
        let data = json::write(&report, &[]);
        let mut group = criterion.benchmark_group(edition.id());
        group.bench_function("validate", |bencher| bencher.iter(|| validate(black_box(&report))));
        group.bench_function("validate beside last year's", |bencher| {
            let report = beside_last_year(report.clone());
            bencher.iter(|| validate(black_box(&report)));
        });
        group.bench_function("validate again beside last year's", |bencher| {
            let report = beside_last_year(report.clone());
            let mut memory = Memory::default();
            bencher.iter(|| validate_again(black_box(&report), &mut memory));
        });
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
        group.bench_function("draw the long picture beside last year's", |bencher| {
            let report = beside_last_year(report.clone());
            bencher.iter(|| long_picture(black_box(&report)));
        });
        group.bench_function("write JSON", |bencher| bencher.iter(|| json::write(black_box(&report), &[])));
        group
            .bench_function("read HTML", |bencher| bencher.iter(|| import::open(black_box(page.as_bytes()))));
        group
            .bench_function("read JSON", |bencher| bencher.iter(|| import::open(black_box(data.as_bytes()))));
        group.finish();
    }
}

/// The report with the longest texts that offices write, and with last year's of the same length attached.
fn beside_last_year(report: Report) -> Report {
    let with_texts = |mut report: Report, year: i64| {
        report.apply(Edit::Year(year.to_string()));
        for field in report.format().texts().filter(|field| !field.is_optional()) {
            let sentences = (0..250)
                .map(|at| format!("第{at}项工作在{year}年按期完成，公开{}条。", at * 7 + year as usize));
            report.apply(Edit::Text(field, sentences.collect()));
        }
        report
    };
    let year = report.year_number().unwrap_or_default();
    let last = with_texts(report.clone(), year - 1);
    let mut report = with_texts(report, year);
    report.apply(Edit::Previous(Some(Previous::new("上年", last))));
    report
}

criterion_group!(benches, report);
criterion_main!(benches);
