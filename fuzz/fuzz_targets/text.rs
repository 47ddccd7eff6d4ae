//! Any text: it is read and checked without a panic, and what is found in it stands on its characters.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::report::Edit;
use nianbao::validate::passage::reword;
use nianbao::validate::validate;

fuzz_target!(|text: &str| {
    let mut report = example(Edition::REVISED_2021);
    report.apply(Edit::Text(TextField::OVERVIEW, text.to_owned()));
    for finding in validate(&report) {
        for passage in &finding.passages {
            let text = report.text(passage.field);
            for (range, quoted) in passage.ranges().zip(passage.quoted()) {
                assert_eq!(text.get(range), Some(quoted));
            }
        }
        for mend in &finding.mends {
            assert!(reword(&report, &mend.rewordings).is_some(), "{mend:?}");
        }
    }
});
