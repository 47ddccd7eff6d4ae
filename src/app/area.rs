//! What the area adds to the form (`profile.json`): taken from beside the page, or from a file that was opened, and
//! kept for when the page cannot be asked. The page runs without it, and without one that is wrong.

use std::sync::Arc;

use super::effect::Effect;
use super::message::{Errand, Found};
use super::notice::Notice;
use super::{Model, Turn};
use crate::draft::Storage;
use crate::profile::Profile;
use crate::report::Report;

/// Where the last profile is kept.
const KEPT: &str = "nianbao:profile";

/// What is known of the area.
#[derive(Debug, Default)]
pub struct Area {
    /// What it adds; nothing where there is no profile, or a wrong one.
    pub profile: Arc<Profile>,
    /// That as the text that it was read from, for the worker.
    pub text: Arc<str>,
    /// What is wrong with the profile that was found.
    pub problems: Vec<String>,
    /// How many profiles were taken: what is drawn from one is drawn anew for the next.
    pub taken: usize,
}

/// A point that the area asks for, as the page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaPoint {
    /// The name of the text.
    pub text: &'static str,
    /// What it is.
    pub label: String,
    /// What it asks for, and the paper that does.
    pub asks: String,
    /// Whether the text speaks of it.
    pub is_there: bool,
}

impl Model {
    /// What is known of the area.
    pub fn area(&self) -> &Area {
        &self.area
    }

    /// What the area asks for in the open report, beyond the official points.
    pub fn area_points(&self) -> Vec<AreaPoint> {
        let Some(editing) = self.editing() else { return Vec::new() };
        let texts = editing.format().texts();
        let points = texts.flat_map(|text| self.area.profile.points_of(text).map(move |point| (text, point)));
        points
            .map(|(text, point)| AreaPoint {
                text: text.name(),
                label: point.label.clone(),
                asks: format!("{}（{}）", point.asks, point.source),
                is_there: point.is_in(editing.report().text(text)),
            })
            .collect()
    }

    /// What is due for a report, in words: what, and the day.
    pub fn area_dates(&self, report: &Report) -> Vec<String> {
        let Some(year) = report.year_number() else { return Vec::new() };
        let dates = self.area.profile.due.iter().filter_map(|due| Some((&due.what, due.date(year)?)));
        dates
            .map(|(what, date)| {
                format!("{what}：{}年{}月{}日", date.year(), u8::from(date.month()), date.day())
            })
            .collect()
    }

    /// The page was asked for its profile.
    pub(super) fn profile_found<S: Storage>(&mut self, found: Found, turn: &mut Turn<S>) {
        let kept = turn.store.read(KEPT).ok().flatten();
        match found {
            // A host that has no such file may answer with a page.
            Found::Text(text) if !text.trim_start().starts_with('<') => {
                if self.take_profile(&text, turn) && kept.as_ref() != Some(&text) {
                    let _ = turn.store.write(KEPT, &text);
                }
            }
            Found::Text(_) | Found::Missing => {
                if kept.is_some() {
                    let _ = turn.store.remove(KEPT);
                }
            }
            Found::Unreachable => {
                if let Some(text) = kept {
                    self.take_profile(&text, turn);
                }
            }
        }
    }

    /// Takes the profiles out of files that were opened; the others go on.
    pub(super) fn take_profiles<S: Storage>(
        &mut self,
        files: Vec<(String, Result<Vec<u8>, String>)>,
        turn: &mut Turn<S>,
    ) -> Vec<(String, Result<Vec<u8>, String>)> {
        let (profiles, others): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(_, bytes)| is_profile(bytes));
        for (name, bytes) in profiles {
            let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
            let notice = match self.take_profile(&text, turn) {
                true => {
                    let is_kept = turn.store.write(KEPT, &text).is_ok();
                    let kept = if is_kept {
                        "，下次打开本页还在"
                    } else {
                        "，但没有存下来，下次要再打开"
                    };
                    Notice::of(format!("已采用“{}”的本地配置{kept}。", self.area.profile.area), Vec::new())
                }
                false => Notice::of(format!("{name} 没有采用，本页照常使用。"), self.area.problems.clone()),
            };
            self.tell(notice);
        }
        others
    }

    /// Takes a profile, if nothing is wrong with it; says whether that is so.
    fn take_profile<S: Storage>(&mut self, text: &str, turn: &mut Turn<S>) -> bool {
        self.area.taken += 1;
        let read = Profile::read(text);
        let is_right = read.is_ok();
        match read {
            Ok(profile) => {
                self.area.profile = Arc::new(profile);
                self.area.text = text.into();
                self.area.problems.clear();
                turn.ask(Effect::Run(Errand::Check));
            }
            Err(problems) => self.area.problems = problems,
        }
        is_right
    }
}

/// Whether a file says that it is a profile, even if the rest of it cannot be read.
fn is_profile(bytes: &Result<Vec<u8>, String>) -> bool {
    let text = bytes.as_ref().ok().and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let format =
        text.split_once("\"format\"").map(|(_, rest)| rest.trim_start_matches([' ', ':', '\t', '\n', '\r']));
    text.starts_with('{') && format.is_some_and(|format| format.starts_with("\"nianbao-profile\""))
}
