//! One full report, natively: validating, exporting, reading. `cargo bench`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::example::example;
use nianbao::export::picture::long::long_picture;
use nianbao::export::{html, json};
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::import;
use nianbao::report::history::History;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use nianbao::validate::{Memory, validate, validate_again, validate_while_typing};

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
        let with_texts = with_long_texts(report.clone());
        group.bench_function("read and check 10,000 characters", |bencher| {
            bencher.iter(|| validate(black_box(&with_texts)));
        });
        group.bench_function("check a key in one of 10,000 characters", |bencher| {
            let mut memory = Memory::default();
            validate_again(&with_texts, &mut memory);
            let keys = ["一", "二"].map(|key| {
                let mut typed = with_texts.clone();
                typed.apply(Edit::Text(
                    TextField::OVERVIEW,
                    format!("{}{key}", typed.text(TextField::OVERVIEW)),
                ));
                typed
            });
            let mut keys = keys.iter().cycle();
            bencher.iter(|| keys.next().map(|typed| validate_while_typing(black_box(typed), &mut memory)));
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

/// The report with 10,000 characters in its texts, of the kind that offices write: counts, lists, claims of none.
fn with_long_texts(mut report: Report) -> Report {
    let sentence = |at: usize| match at % 5 {
        0 => format!("{at}月新收政府信息公开申请{at}件，办结{at}件，其中予以公开{at}件、部分公开0件。\n"),
        1 => "未发生行政复议、行政诉讼，没有收取信息处理费。\n".to_owned(),
        2 => format!("一是主动公开（网站{at}条、公众号{at}条），同比增长{at}.5%；二是加强“回应关切”。\n"),
        3 => format!("全年制发行政规范性文件{at}件，废止十二件，依据国办公开办函〔2021〕{at}号。\n"),
        _ => "健全审核制度，做到先审查后公开、一事一审，定期召开会议研究部署，开展业务培训。\n".to_owned(),
    };
    for (field, length) in
        [(TextField::OVERVIEW, 6000), (TextField::PROBLEMS, 3000), (TextField::OTHER_MATTERS, 1000)]
    {
        let text: String =
            (0..).flat_map(|at| sentence(at).chars().collect::<Vec<_>>()).take(length).collect();
        report.apply(Edit::Text(field, text));
    }
    report
}

criterion_group!(benches, report);
criterion_main!(benches);
