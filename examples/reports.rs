//! Reports by the thousand, for the benchmark of engines: `cargo run --profile bench --example reports -- COUNT FOLDER`
//! writes so many as JSON, as the tests make them (one in five has a wrong number, one in five is not finished), with
//! texts as long as short reports have them. The same count gives the same bytes.

#[path = "../tests/it/many.rs"]
#[cfg_attr(not(test), expect(dead_code, reason = "what tests alone ask for"))]
mod many;
#[path = "../tests/it/slips.rs"]
#[expect(dead_code, reason = "what the repairs are proved on")]
mod slips;

use std::path::Path;
use std::{env, fs, io};

use nianbao::example::example;
use nianbao::export::json;
use nianbao::format::texts::TextField;
use nianbao::report::{Edit, Report};
use rayon::prelude::*;

/// So many reports lie in a folder and are made at a time.
const AT_ONCE: usize = 1000;
/// What nearly every report says, without a number that could contradict its tables.
const OVERVIEW: &str = "本机关按照规定做好政府信息公开工作。\n（一）主动公开。及时公布机构职能、办事指南、财政预决算，回应群众关心的问题。\n（二）依申请公开。完善接收、登记、答复的流程，答复前由法制机构审核。\n（三）政府信息管理。对规范性文件逐件审查，定期清理并公布目录。\n（四）政府信息公开平台建设。维护网站专栏和办事大厅公开专区。\n（五）监督保障。明确专人负责，组织业务培训，接受社会评议。";

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().collect();
    let [_, count, folder] = &arguments[..] else {
        return Err(io::Error::other("usage: reports COUNT FOLDER"));
    };
    let count: usize = count.parse().map_err(io::Error::other)?;
    (0..count.div_ceil(AT_ONCE)).into_par_iter().try_for_each(|batch| {
        let folder = Path::new(folder).join(format!("{batch:04}"));
        fs::create_dir_all(&folder)?;
        let reports = many::reports_after(batch * AT_ONCE, AT_ONCE.min(count - batch * AT_ONCE));
        for (at, report) in reports.into_iter().enumerate() {
            fs::write(folder.join(format!("{at:03}.json")), json::write(&with_texts(report), &[]))?;
        }
        Ok(())
    })
}

/// The report with the texts of the example of its edition.
fn with_texts(mut report: Report) -> Report {
    let example = example(report.edition());
    for field in example.format().texts() {
        let text = if field == TextField::OVERVIEW { OVERVIEW } else { example.text(field) };
        report.apply(Edit::Text(field, text.to_owned()));
    }
    report
}
