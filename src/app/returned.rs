//! Reports that came back: opened and copied as drafts with what the office above said to them at its places.

use super::notice::Notice;
use super::{Model, Turn};
use crate::document::chinese_date;
use crate::draft::Storage;
use crate::interchange::returned::Returned;
use crate::report::Report;
use crate::validate::remark::Remark;

impl Model {
    /// Opens a report that came back, and says until when it is to be reported again.
    pub(super) fn open_returned<S: Storage>(&mut self, name: &str, returned: Returned, turn: &mut Turn<S>) {
        let text = words(&returned);
        self.go_to_returned(returned.report, &returned.remarks, turn);
        self.tell(Notice::of(text, Vec::new()));
        turn.say(format!("已打开 {name}。"));
    }

    /// Makes a new draft of a report with what the office above said to it, and goes there.
    pub(super) fn go_to_returned<S: Storage>(
        &mut self,
        report: Report,
        remarks: &[Remark],
        turn: &mut Turn<S>,
    ) {
        self.go_to_new(report, turn);
        if let Some(editing) = self.editing_mut() {
            editing.session.keep_remarks(remarks);
            editing.plan_settling(turn);
        }
        self.save_now(turn);
    }
}

/// What is said of such a report.
fn words(returned: &Returned) -> String {
    let from = match returned.from.trim() {
        "" => String::new(),
        from => format!("（{from}）"),
    };
    let remarks = match returned.remarks.len() {
        0 => "检查结果标在格子和正文上".to_owned(),
        count => format!("{count} 条意见和检查结果标在格子和正文上"),
    };
    let due =
        returned.due.map(|due| format!("请于{}前改正后重新报送。", chinese_date(due))).unwrap_or_default();
    format!("这是上级{from}退回的报告，{remarks}。{due}不用改的写一句说明。")
}
