//! A filled report of an invented office, in every edition, for a first look. It reconciles.

use crate::format::Edition;
use crate::format::texts::TextField;
use crate::report::office::{self, Level, Scope};
use crate::report::{Edit, Report};

const FIGURES_2019: &[(&str, &str)] = &[
    ("disclosure.normative-documents.made", "1"),
    ("disclosure.normative-documents.published", "1"),
    ("disclosure.normative-documents.total", "6"),
    ("disclosure.licensing.previous", "12"),
    ("disclosure.licensing.change", "-2"),
    ("disclosure.licensing.decisions", "86"),
    ("disclosure.other-services.previous", "31"),
    ("disclosure.other-services.change", "+4"),
    ("disclosure.other-services.decisions", "1204"),
    ("disclosure.procurement.items", "3"),
    ("disclosure.procurement.amount", "103.3879"),
];

const FIGURES_2021: &[(&str, &str)] = &[
    ("disclosure.normative-documents.issued", "2"),
    ("disclosure.normative-documents.repealed", "1"),
    ("disclosure.normative-documents.in-force", "9"),
    ("disclosure.licensing.decisions", "328"),
    ("disclosure.penalties.decisions", "15"),
    ("disclosure.fees.amount", "12.5"),
];

const FIGURES_OF_BOTH: &[(&str, &str)] = &[
    ("requests.new.natural-person", "5"),
    ("requests.new.business", "2"),
    ("requests.carried-in.natural-person", "1"),
    ("requests.granted.natural-person", "3"),
    ("requests.granted.business", "1"),
    ("requests.partly-granted.natural-person", "1"),
    ("requests.unavailable.not-held.natural-person", "1"),
    ("requests.unavailable.not-held.business", "1"),
    ("requests.carried-out.natural-person", "1"),
    ("disputes.reconsideration.upheld", "1"),
];

/// The example of an edition: a subdistrict office's report for 2020, or a bureau's for 2024 or later.
pub fn example(edition: Edition) -> Report {
    let (year, organ, level, day, figures) = match edition {
        Edition::TRIAL_2019 => (2020, "示例街道办事处", Level::Township, "01-20", FIGURES_2019),
        _ => (edition.since().max(2024), "示例市示例局", Level::Department, "01-17", FIGURES_2021),
    };
    let published = format!("{}-{day}", year + 1);
    let mut report = Report::of_year(year);
    report.apply(Edit::Organ(organ.into()));
    report.apply(Edit::Level(Some(level)));
    report.apply(Edit::Scope(Some(Scope::Own)));
    report.apply(Edit::Published(office::parse_date(&published)));
    let format = report.format();
    report.apply(report.fill_zeros(&format.cells));
    for (id, text) in figures.iter().chain(FIGURES_OF_BOTH) {
        if let Some(edit) = report.typing(id, text) {
            report.apply(edit);
        }
    }
    let texts = [
        (TextField::PREAMBLE, format!("根据《中华人民共和国政府信息公开条例》，编制本报告。本报告所列数据的统计期限自{year}年1月1日起至12月31日止。报告电子版可在本机关网站查看，如有疑问，请与本机关办公室联系。")),
        (TextField::OVERVIEW, format!("{year}年，本机关按照规定做好政府信息公开工作。\n（一）主动公开。全年主动公开政府信息86条，及时回应群众关心的问题。\n（二）依申请公开。全年新收政府信息公开申请7件，上年结转1件，办结7件，结转下年度1件。\n（三）政府信息管理。对规范性文件逐件审查，定期清理并公布目录。\n（四）政府信息公开平台建设。维护网站专栏和办事大厅公开专区。\n（五）监督保障。明确专人负责，全年组织业务培训2次，接受社会评议。")),
        (TextField::PROBLEMS, "主要问题：部分信息更新不够及时，政策解读形式较为单一。\n改进情况：建立每周检查制度，上年提出的目录不全问题已经解决；下一步增加图文解读，方便群众理解。".into()),
        (TextField::OTHER_MATTERS, format!("{year}年，本机关未收取信息处理费。没有其他需要报告的事项。")),
    ];
    for (field, text) in texts {
        report.apply(Edit::Text(field, text));
    }
    report
}
