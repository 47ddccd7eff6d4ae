//! What is kept in this browser as a whole: all drafts in one file and back, and clearing everything.

use super::effect::{Chore, Focus};
use super::notice::Notice;
use super::{Aside, Effect, Model, Screen, Turn};
use crate::draft::backup::{self, Backup, Outcome};
use crate::draft::{Draft, Storage, Stored, trash};

/// What is said of backups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BackupState {
    /// Whether there is anything to back up.
    pub is_used: bool,
    /// When the last one was made, in milliseconds since 1970.
    pub made: Option<f64>,
    /// Why it is time for another; empty where it is not.
    pub reminder: &'static str,
    /// What it means that there is no second copy; empty where there is one.
    pub without_copy: &'static str,
}

impl Model {
    /// What the page of the drafts says of backups.
    pub fn backup_state(&self) -> BackupState {
        let unsaved = self.unsaved();
        let Some(kept) = self.kept() else { return BackupState::default() };
        let stored = kept.stored.as_deref().unwrap_or_default();
        let drafts = stored.iter().filter_map(|stored| match stored {
            Stored::Draft(draft) => Some((**draft).clone()),
            _ => None,
        });
        let drafts: Vec<Draft> = drafts.collect();
        let last = kept.last_backup;
        BackupState {
            is_used: !stored.is_empty() || !unsaved.is_empty(),
            made: last.made,
            reminder: match (backup::is_due(last, &drafts, kept.time), last.made) {
                (false, _) => "",
                (true, Some(_)) => "备份已超过一周，之后又有改动，建议再备份一次。",
                (true, None) => "草稿在这里已超过一周，建议备份一次。",
            },
            without_copy: match self.has_copy() {
                true => "",
                false => "这个浏览器里没有备用副本：突然断电或强行结束浏览器，最近一分钟的改动可能丢失。",
            },
        }
    }

    /// What goes if everything is cleared: in a sentence, and draft by draft.
    pub fn clearing(&self) -> (String, Vec<String>) {
        let Some(kept) = self.kept() else { return Default::default() };
        let names = kept.stored.iter().flatten().filter_map(|stored| match stored {
            Stored::Draft(draft) => Some(draft.report.title().concat()),
            Stored::ReadOnly { report, .. } => Some(report.title().concat()),
            Stored::Unreadable(_) => None,
        });
        let unsaved = self.unsaved();
        let in_memory =
            unsaved.iter().map(|draft| format!("{}（没有保存成功）", draft.report.title().concat()));
        let names: Vec<String> = names.chain(in_memory).collect();
        let (keys, characters) = kept.size;
        let words = format!(
            "下面 {} 份草稿连同旧版本（共 {keys} 条记录，约 {} 千字符）会从这个浏览器里清除，不能撤销。别的网页的数据不动。",
            names.len(),
            characters.div_ceil(1024)
        );
        (words, names)
    }

    /// Puts everything into one file, what is only in memory too. The file is named by the day.
    pub(super) fn back_up<S: Storage>(&mut self, day: &str, turn: &mut Turn<S>) {
        match backup::write(turn.store, &self.unsaved(), turn.now) {
            Ok(text) => {
                let name = format!("年报草稿备份-{day}.json");
                let bytes = text.into_bytes();
                let media_type = "application/json";
                turn.ask(Effect::Do(Chore::Download { name, media_type, bytes, is_backup: true }));
            }
            Err(trouble) => self.tell(Notice::of(format!("没能备份：{trouble}。"), Vec::new())),
        }
    }

    /// Shows what a backup holds, and how that compares with what is here, before anything comes in.
    pub(super) fn choose_backup<S: Storage>(&mut self, backup: Backup, turn: &mut Turn<S>) {
        let Screen::Aside(Aside::Drafts(Some(kept)), _) = &mut self.screen else { return };
        let compared = backup::compare(turn.store, &backup);
        kept.chosen = Some((backup, compared));
        turn.say("这是一份备份，请看要恢复哪些草稿。");
        turn.focus(Focus::on("restore"));
    }

    fn take_chosen(&mut self) -> Option<Backup> {
        let Screen::Aside(Aside::Drafts(Some(kept)), _) = &mut self.screen else { return None };
        kept.chosen.take().map(|(backup, _)| backup)
    }

    /// Brings the drafts of the chosen backup back.
    pub(super) fn restore_backup<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(backup) = self.take_chosen() else { return };
        let tab = self.tab.clone();
        match backup::restore(turn.store, &backup, &tab, || self.fresh_id(turn)) {
            Ok(outcomes) => {
                let (mut restored, mut refused) = (0, None);
                for outcome in outcomes {
                    match outcome {
                        Outcome::Same => {}
                        Outcome::Draft(draft) => {
                            self.keep_copy(&draft, turn);
                            restored += 1;
                        }
                        Outcome::Record(_) => restored += 1,
                        Outcome::Refused(refusal) => refused = Some(refusal),
                    }
                }
                match refused {
                    None => turn.say(format!("已恢复 {restored} 份草稿。")),
                    Some(refusal) => {
                        let text = format!("没有全部恢复：{refusal}。已恢复的在列表里。");
                        self.tell(Notice::of(text, Vec::new()));
                    }
                }
            }
            Err(trouble) => self.tell(Notice::of(format!("没有恢复：{trouble}。"), Vec::new())),
        }
        self.list_changed(turn);
    }

    /// Lets the chosen backup go.
    pub(super) fn drop_backup<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.take_chosen();
        turn.focus(Focus::heading());
    }

    /// Clears everything that is kept here: the second copy first, since left behind it would bring
    /// everything back.
    pub(super) fn clear_all<S: Storage>(&mut self, turn: &mut Turn<S>) {
        turn.ask(Effect::ClearCopy);
    }

    /// The second copy was emptied, or not; then goes the rest.
    pub(super) fn copy_cleared<S: Storage>(&mut self, is_cleared: bool, turn: &mut Turn<S>) {
        let cleared = match is_cleared {
            true => trash::clear(turn.store, turn.now).map_err(|trouble| trouble.to_string()),
            false => Err("浏览器没有清除备用副本".to_owned()),
        };
        match cleared {
            Ok(()) => {
                self.take_editing();
                self.unsaved.clear();
                turn.say("已清除本机数据。");
            }
            Err(reason) => {
                self.tell(Notice::of(format!("没有全部清除：{reason}。请再试一次。"), Vec::new()));
            }
        }
        self.list_changed(turn);
    }
}
