//! A long random series of edits, saves, reloads, crashes, faults and tab switches with a fixed seed,
//! compared with a model that forgets nothing.

use nianbao::draft::session::{SavedState, Session};
use nianbao::draft::shelf::{self, Stored};
use nianbao::draft::{Draft, Trouble, Version};
use nianbao::report::{Edit, Report};

use crate::memory::Memory;
use crate::slips::Chance;

const ID: &str = "soak";
/// The page saves so long after an edit, in milliseconds.
const SAVE_AFTER: f64 = 700.0;

struct Tab {
    session: Session,
    report: Report,
    /// When the oldest edit was made that is not saved.
    dirty_since: Option<f64>,
    save_at: Option<f64>,
}

/// What must not be lost.
struct Model {
    /// How often a tab showed that it saved.
    saves: usize,
    /// The version that was shown as saved last, and the number of its edit.
    current: Version,
    number: u64,
}

fn number(report: &Report) -> u64 {
    report.organ().trim_start_matches('第').parse().unwrap_or(0)
}

fn load(store: &Memory) -> Option<Draft> {
    match shelf::load(store, ID).ok()?.stored {
        Some(Stored::Draft(draft)) => Some(draft),
        _ => None,
    }
}

fn open(store: &Memory, writer: usize, count: &mut u64) -> Option<Tab> {
    let draft = load(store)?;
    *count += 1;
    let report = draft.report.clone();
    Some(Tab {
        session: Session::open(draft, format!("tab{writer}-{count}")),
        report,
        dirty_since: None,
        save_at: None,
    })
}

impl Tab {
    /// Saves, and checks that the state that is shown is true.
    fn save(&mut self, store: &Memory, now: f64, model: &mut Model) {
        self.save_at = None;
        let was_edited = self.session.is_edited();
        let seen = self.session.draft().current.clone();
        self.session.save(store, &self.report, now);
        match self.session.state() {
            SavedState::Saved(_) if was_edited => {
                let current = load(store).expect("a draft that is shown as saved is there");
                assert_eq!(number(&current.report), number(&self.report), "what is shown as saved is saved");
                assert_eq!(seen.as_ref(), Some(&model.current), "it had seen what it follows");
                let version = self.session.draft().version.clone();
                *model = Model { saves: model.saves + 1, current: version, number: number(&self.report) };
                self.dirty_since = None;
            }
            SavedState::Saved(_) => {}
            SavedState::Refused(_) => {
                assert!(store.refuses.get().is_some() || store.writes_left.get().is_some());
                self.save_at = Some(now + SAVE_AFTER);
            }
            SavedState::Behind | SavedState::Deleted => {}
            SavedState::Pending => panic!("a save ends in a state"),
        }
    }
}

#[test]
fn nothing_is_lost_beyond_a_second_of_typing_whatever_happens() {
    let mut chance = Chance::new(20_260_120);
    let store = Memory::default();
    let mut first = Draft::new(ID.into(), Report::of_year(2024));
    shelf::save(&store, &mut first, "first", 0.0).expect("a store in order");
    let mut model = Model { saves: 0, current: first.version.clone(), number: 0 };
    let mut tabs: [Option<Tab>; 2] = [None, None];
    let (mut now, mut edits, mut opened) = (0.0, 0, 0);
    let (mut crashes, mut overtaken, mut refusals, mut copies) = (0, 0, 0, 0);
    for _ in 0..6_000 {
        now += chance.below(400) as f64;
        for tab in tabs.iter_mut().flatten() {
            if tab.save_at.is_some_and(|at| at <= now) {
                tab.save(&store, now, &mut model);
            }
            let in_order = store.refuses.get().is_none() && store.writes_left.get().is_none();
            if let Some(since) = tab.dirty_since
                && in_order
                && tab.session.state() == SavedState::Pending
            {
                assert!(now - since <= SAVE_AFTER + 400.0, "an edit waits too long");
            }
        }
        let which = chance.below(2) as usize;
        match chance.below(100) {
            // Typing.
            0..=69 => {
                let Some(tab) = &mut tabs[which] else {
                    tabs[which] = open(&store, which, &mut opened);
                    continue;
                };
                edits += 1;
                tab.report.apply(Edit::Organ(format!("第{edits}")));
                tab.session.edited();
                tab.dirty_since.get_or_insert(now);
                tab.save_at.get_or_insert(now + SAVE_AFTER);
            }
            // The other tab is told by an event, or not.
            70..=74 => {
                if let Some(tab) = &mut tabs[which] {
                    tab.session.look(&store, false);
                }
            }
            // The user of a tab that is behind chooses: the new version, or a copy of the own one.
            75..=79 => {
                if let Some(tab) = &mut tabs[which]
                    && tab.session.state().is_overtaken()
                {
                    overtaken += 1;
                    if chance.below(2) == 0 {
                        let mut copy = Draft::new(format!("copy{copies}"), tab.report.clone());
                        if shelf::save(&store, &mut copy, "copy", now).is_ok() {
                            copies += 1;
                            let kept = shelf::load(&store, &copy.id).expect("an answer").stored;
                            assert!(matches!(kept, Some(Stored::Draft(kept)) if kept.report == tab.report));
                            store.records.borrow_mut().retain(|key, _| !key.contains(&copy.id));
                        }
                    }
                    tabs[which] = open(&store, which, &mut opened);
                }
            }
            // Reload: the page saves itself on leaving.
            80..=84 => {
                if let Some(tab) = &mut tabs[which] {
                    tab.save(&store, now, &mut model);
                    tabs[which] = None;
                }
            }
            // Crash: nothing is saved on leaving.
            85..=89 => {
                if let Some(tab) = tabs[which].take() {
                    crashes += 1;
                    let state = tab.session.state();
                    let lost = tab.dirty_since.map_or(0.0, |since| now - since);
                    let told = matches!(state, SavedState::Refused(_)) || state.is_overtaken();
                    assert!(told || lost <= SAVE_AFTER + 400.0, "{lost} ms of typing were lost silently");
                }
            }
            // The store fails, in the middle of a write too, and recovers.
            90..=92 => {
                refusals += 1;
                store.refuses.set(Some(if chance.below(2) == 0 { Trouble::Full } else { Trouble::Blocked }));
            }
            93..=94 => {
                refusals += 1;
                store.writes_left.set(Some(chance.below(3) as usize));
            }
            _ => {
                store.refuses.set(None);
                store.writes_left.set(None);
            }
        }
        // Whatever happened: what opens is whole, and is what was shown as saved last, or a later one whose
        // saving was interrupted.
        if store.refuses.get().is_none() {
            let opens = load(&store).expect("the draft is there");
            if opens.version == model.current {
                assert_eq!(number(&opens.report), model.number);
            } else {
                assert!(opens.version.sequence > model.current.sequence, "it was written over");
                assert_eq!(opens.current.as_ref(), Some(&model.current));
            }
        }
    }
    println!(
        "{edits} 次改动，{} 次保存，{crashes} 次崩溃，{refusals} 次存储故障，{overtaken} 次落后于另一页：没有丢失",
        model.saves
    );
    assert!(model.saves > 300 && crashes > 100 && refusals > 200 && overtaken > 20);
}
