//! What waits until typing pauses: working out repairs, and telling how many findings there are.

use std::time::Duration;

use leptos::prelude::*;

use super::{Workspace, set_if_changed};
use crate::ui::findings::count_words;
use crate::validate;
use crate::validate::repair::repairs;

/// How long nothing must change.
const PAUSE: Duration = Duration::from_millis(400);

impl Workspace {
    /// Works out when typing pauses what takes too long for every key, and tells what is new.
    pub(super) fn plan_settling(self) {
        let change = self.changes.get_value() + 1;
        self.changes.set_value(change);
        let settle = move || {
            if self.changes.get_value() == change && self.is_open.get_untracked() {
                self.settle();
            }
        };
        set_timeout(settle, PAUSE);
    }

    fn settle(self) {
        self.pauses.update(|count| *count += 1);
        let repairs = self.history.with_untracked(|history| repairs(history.report()));
        set_if_changed(self.repairs, repairs);
        let counts = self.findings.with_untracked(|findings| validate::count(findings));
        if self.told.get_value() != counts {
            self.told.set_value(counts);
            let words = match counts {
                [0, 0, 0] => "没有发现问题。".to_owned(),
                counts => format!("{}。", count_words(counts)),
            };
            self.announce(words);
        }
    }
}
