//! A long random series of edits, reloads, crashes, faults, deletions and clearings with a fixed seed, in
//! two tabs on two drafts with a second copy: the page's own policy, compared with a model that forgets
//! nothing.

use std::collections::BTreeMap;
use std::rc::Rc;

use nianbao::app::{Errand, Message, Screen};
use nianbao::draft::{Stored, Trouble, Version, shelf};

use crate::desk::{Browser, Tab};
use crate::slips::Chance;

/// At most so much typing may be lost, in milliseconds: the wait before a save, and a step of the clock.
const MOST_LOST: f64 = 1_100.0;

/// What must not be lost of a draft.
#[derive(Clone, Debug)]
struct Kept {
    /// The version that was shown as saved last, and the number of its edit.
    version: Version,
    number: u64,
}

struct Seat {
    tab: Option<Tab>,
    /// When the oldest edit was made that is not saved.
    dirty_since: Option<f64>,
}

fn number(organ: &str) -> u64 {
    organ.trim_start_matches('第').parse().unwrap_or(0)
}

fn stored(browser: &Browser, id: &str) -> Option<nianbao::draft::Draft> {
    match shelf::load(&browser.store, id).ok()?.stored {
        Some(Stored::Draft(draft)) => Some(*draft),
        _ => None,
    }
}

/// What happened last, for whoever must find out.
fn last(log: &[String]) -> String {
    log[log.len().saturating_sub(20)..].join("\n")
}

/// What a tab shows as saved is in the store, and is what must not be lost from now on.
fn look(seat: &mut Seat, browser: &Rc<Browser>, kept: &mut BTreeMap<String, Kept>, log: &[String]) -> bool {
    let Some(tab) = &seat.tab else { return false };
    let Some(editing) = tab.model.editing() else { return false };
    if !tab.shows_saved() || editing.is_edited() || browser.store.refuses.get().is_some() {
        return false;
    }
    seat.dirty_since = None;
    let Some(draft) = stored(browser, editing.id()) else { return false };
    // What another tab deleted on purpose goes, whether this tab has heard of it or not.
    if browser.store.text(&format!("nianbao:deleted:{}", draft.id)).is_some() {
        return false;
    }
    // A tab that has not heard of a version shows the one that it knows.
    if draft.current.as_ref() != Some(&draft.version) || draft.current.as_ref() != editing.current_version() {
        return false;
    }
    assert!(
        draft.report == *editing.report(),
        "{}: what is shown as saved is not saved: {} is, and not {}, after\n{}",
        draft.id,
        draft.report.organ(),
        editing.report().organ(),
        last(log)
    );
    let now = Kept { version: draft.version, number: number(draft.report.organ()) };
    let before = kept.insert(draft.id.clone(), now.clone());
    before.is_none_or(|before| before.version != now.version)
}

#[test]
fn nothing_is_lost_beyond_a_second_of_typing_whatever_happens() {
    let mut chance = Chance::new(20_260_120);
    let browser = Browser::new();
    let mut ids: Vec<String> = Vec::new();
    for _ in 0..2 {
        ids.push(Tab::open(&browser, "#/new/2024").editing().id().to_owned());
    }
    let mut kept: BTreeMap<String, Kept> = BTreeMap::new();
    let mut seats = [Seat { tab: None, dirty_since: None }, Seat { tab: None, dirty_since: None }];
    let (mut edits, mut saves, mut crashes, mut faults, mut overtaken) = (0, 0, 0, 0, 0);
    let (mut deletions, mut clearings, mut recoveries) = (0, 0, 0);
    let mut log: Vec<String> = Vec::new();
    for _ in 0..5_000 {
        // Time passes for both tabs alike.
        let pass = chance.below(400) as f64;
        let start = browser.now.get();
        for seat in &mut seats {
            browser.now.set(start);
            if let Some(tab) = &mut seat.tab {
                tab.waits(pass);
            }
        }
        browser.now.set(start + pass);
        for seat in &mut seats {
            saves += usize::from(look(seat, &browser, &mut kept, &log));
        }
        let which = chance.below(2) as usize;
        let id = ids[chance.below(2) as usize].clone();
        let seat = &mut seats[which];
        let act = chance.below(100);
        let tab = seat.tab.as_ref().map(|tab| tab.editing_id());
        log.push(format!("{act} in tab {which} on {tab:?}, {id}"));
        match act {
            // Typing.
            0..=59 => match &mut seat.tab {
                None => seat.tab = Some(Tab::open(&browser, &format!("#/edit/{id}"))),
                Some(tab) if tab.model.is_at_work() => {
                    edits += 1;
                    let value = format!("第{edits}");
                    tab.sends(Message::Typed { field: "organ".into(), value }).sends(Message::Left);
                    seat.dirty_since.get_or_insert(browser.now.get());
                }
                Some(tab) => {
                    // The draft is gone: the user makes a new one in its place.
                    tab.goes("#/new/2024");
                    if let Some(editing) = tab.model.editing() {
                        let gone = ids.iter().position(|id| stored(&browser, id).is_none());
                        let place = gone.unwrap_or(which);
                        kept.remove(&ids[place]);
                        ids[place] = editing.id().to_owned();
                        seat.dirty_since = Some(browser.now.get());
                    }
                }
            },
            // The other draft is opened in this tab; what could not be saved stays in memory.
            60..=64 => {
                if let Some(tab) = &mut seat.tab {
                    tab.goes(&format!("#/edit/{id}"));
                    if tab.model.unsaved().is_empty() {
                        seat.dirty_since = None;
                    }
                }
            }
            // The other tab is told by an event, or not.
            65..=69 => {
                if let Some(tab) = &mut seat.tab {
                    tab.sends(Message::Shown);
                }
            }
            // The user of a tab that is behind chooses: the new version, or a copy of the own one.
            70..=74 => {
                if let Some(tab) = &mut seat.tab
                    && let Some((_, has_newer)) = tab.model.overtaken()
                    && browser.store.refuses.get().is_none()
                {
                    overtaken += 1;
                    let own = tab.report().clone();
                    if has_newer && chance.below(2) == 0 {
                        tab.runs(Errand::TakeNewer);
                    } else {
                        let copies = tab.model.unsaved().len();
                        tab.runs(Errand::SaveAsCopy);
                        assert_eq!(*tab.report(), own, "the copy is what stood here");
                        assert!(copies >= tab.model.unsaved().len());
                        tab.goes(&format!("#/edit/{id}"));
                    }
                    seat.dirty_since = None;
                }
            }
            // Reload: the page saves itself on leaving.
            75..=80 => {
                if let Some(mut tab) = seat.tab.take() {
                    tab.sends(Message::Hidden);
                    saves += usize::from(look(seat, &browser, &mut kept, &log));
                    seat.dirty_since = None;
                }
            }
            // Crash: nothing is saved on leaving.
            81..=86 => {
                if let Some(tab) = seat.tab.take() {
                    crashes += 1;
                    let told = !tab.model.unsaved().is_empty() || tab.model.overtaken().is_some();
                    let lost = seat.dirty_since.take().map_or(0.0, |since| browser.now.get() - since);
                    assert!(told || lost <= MOST_LOST, "{lost} ms of typing were lost silently");
                }
            }
            // The store fails, in the middle of a write too, and recovers.
            87..=89 => {
                faults += 1;
                let trouble = if chance.below(2) == 0 { Trouble::Full } else { Trouble::Blocked };
                browser.store.refuses.set(Some(trouble));
            }
            90..=91 => {
                faults += 1;
                browser.store.writes_left.set(Some(chance.below(3) as usize));
            }
            // The browser cleans the store; the second copy brings back what was there.
            92 => {
                if browser.store.refuses.get().is_none() && browser.store.writes_left.get().is_none() {
                    seats.iter_mut().for_each(|seat| (seat.tab, seat.dirty_since) = (None, None));
                    browser.store.records.borrow_mut().clear();
                    recoveries += 1;
                    Tab::open(&browser, "#/");
                }
            }
            // A draft is deleted on purpose, and comes back or not; everything is cleared.
            93 => {
                if browser.store.refuses.get().is_none() && browser.store.writes_left.get().is_none() {
                    deletions += 1;
                    let mut list = Tab::open(&browser, "#/");
                    list.runs(Errand::DeleteDraft(id.clone()));
                    if chance.below(3) > 0 {
                        list.runs(Errand::RestoreDeleted);
                    } else {
                        kept.remove(&id);
                    }
                }
            }
            94 if chance.below(4) == 0 => {
                if browser.store.refuses.get().is_none() && browser.store.writes_left.get().is_none() {
                    clearings += 1;
                    Tab::open(&browser, "#/").runs(Errand::ClearAll);
                    kept.clear();
                    let drafts = browser.store.keys_of("nianbao:draft:");
                    assert!(drafts.is_empty(), "{drafts:?}");
                }
            }
            _ => {
                browser.store.refuses.set(None);
                browser.store.writes_left.set(None);
            }
        }
        // Whatever happened: what opens is whole, and is what was shown as saved last, or a later one whose
        // saving was interrupted.
        if browser.store.refuses.get().is_none() {
            for (id, kept) in &kept {
                let opens =
                    stored(&browser, id).unwrap_or_else(|| panic!("{id} is gone after\n{}", last(&log)));
                if opens.version == kept.version {
                    assert_eq!(number(opens.report.organ()), kept.number);
                } else {
                    // What comes back from the second copy is counted from there on.
                    let is_same = number(opens.report.organ()) == kept.number;
                    assert!(
                        is_same || opens.version.sequence > kept.version.sequence,
                        "{id}: {:?} was written over by {:?} after\n{}",
                        kept.version,
                        opens.version,
                        last(&log)
                    );
                }
            }
        }
        for seat in &seats {
            let open = seat.tab.as_ref().map(|tab| tab.model.screen());
            assert!(!matches!(open, Some(Screen::Looking(_))), "no record is of a later program");
        }
    }
    println!(
        "{edits} 次改动，{saves} 次保存，{crashes} 次崩溃，{faults} 次存储故障，{overtaken} 次落后于另一页，\
         {deletions} 次删除，{clearings} 次清除，{recoveries} 次由备用副本找回：没有丢失"
    );
    assert!(saves > 300 && crashes > 100 && faults > 200 && overtaken > 10);
    assert!(deletions > 20 && clearings > 5 && recoveries > 20);
}
