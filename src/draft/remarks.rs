//! What the office above said to a report that it sent back, kept with the draft and never published. It stands in the
//! record among what typing does not read: how to read it need not stand in the main module.

use std::sync::Arc;

use super::Draft;
use crate::interchange::returned::{read_remarks, write_remarks};
use crate::validate::remark::Remark;

const REMARKS: &str = "remarks";

impl Draft {
    /// What the office above said to it.
    pub fn remarks(&self) -> Arc<[Remark]> {
        self.rest.record.get(REMARKS).and_then(read_remarks).unwrap_or_default().into()
    }

    /// The same with what the office above said to it.
    pub fn with_remarks(mut self, remarks: &[Remark]) -> Draft {
        if !remarks.is_empty() {
            self.rest.record.insert(REMARKS.to_owned(), write_remarks(remarks));
        }
        self
    }
}
