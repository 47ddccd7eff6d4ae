//! The one handle of every view: it sends what happens to the page's pure code, draws the differences of
//! the sheet, and hands the effects to the browser. It decides nothing.

use leptos::prelude::*;
use leptos::reactive::graph::Source;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DocumentFragment, Event};

use super::later::Chunk;
use crate::app::sheet::Sheet;
use crate::app::{self, Effect, Errand, Message, Model, Turn};
use crate::browser::storage::LocalStore;
use crate::browser::{self, clipboard, mirror, page};
use crate::format::Edition;

/// The page, as views know it.
#[derive(Clone, Copy)]
pub struct Handle {
    model: RwSignal<Model>,
    /// The sheet as it is drawn, while the form is shown.
    drawn: StoredValue<Option<Sheet>>,
    announcement: RwSignal<String>,
    chunk: Chunk,
    /// Errands that wait for the chunk.
    waiting: StoredValue<Vec<Errand>>,
    /// The blank form that stood in the page, with its edition, until it is in the sheet.
    standing: StoredValue<Option<(String, DocumentFragment)>, LocalStorage>,
}

impl Handle {
    /// A page on which nothing is open yet.
    pub fn new() -> Handle {
        Handle {
            model: RwSignal::new(Model::new(browser::fresh_name())),
            drawn: StoredValue::new(None),
            announcement: RwSignal::new(String::new()),
            chunk: Chunk::when_idle(),
            waiting: StoredValue::new(Vec::new()),
            standing: StoredValue::new_local(None),
        }
    }

    /// Something that the model shows, again whenever that changes.
    pub fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Model) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.model.with(&read))
    }

    /// Looks at the model once.
    pub fn look<T>(self, look: impl FnOnce(&Model) -> T) -> T {
        self.model.with_untracked(look)
    }

    /// What a screen reader is told in passing.
    pub fn announcement(self) -> ReadSignal<String> {
        self.announcement.read_only()
    }

    /// Sends a message.
    pub fn send(self, message: Message) {
        self.turn(None, |model, turn| app::update(model, message, turn));
    }

    /// Sends a message of an event, which may be prevented from doing what it would.
    pub fn send_of(self, event: &Event, message: Message) {
        self.turn(Some(event), |model, turn| app::update(model, message, turn));
    }

    /// Runs an errand, as soon as its code is here. What waits already waits once.
    pub fn run(self, errand: Errand) {
        if self.chunk.is_here() {
            return self
                .chunk
                .then(move |later| self.turn(None, |model, turn| (later.run)(model, errand, turn)));
        }
        let is_first = self.waiting.with_value(Vec::is_empty);
        self.waiting.update_value(|waiting| {
            if !waiting.iter().any(|other| errand.is_done_by(other)) {
                waiting.push(errand);
            }
        });
        if is_first {
            self.chunk.then(move |_| {
                let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
                waiting.into_iter().for_each(|errand| self.run(errand));
            });
        }
    }

    /// What typing does not need.
    pub fn chunk(self) -> Chunk {
        self.chunk
    }

    fn turn(self, event: Option<&Event>, turn: impl FnOnce(&mut Model, &mut Turn<LocalStore>)) {
        // After a panic nothing that is in memory is to be trusted.
        if page::has_panicked() {
            return;
        }
        let store = LocalStore;
        let mut now = Turn::new(&store, browser::now(), browser::random(), page::is_narrow());
        self.model.update(|model| turn(model, &mut now));
        // Whoever reads the model is marked now, and is known again when it reads anew; the library forgets nobody by
        // itself, so that what is no longer drawn would stay in memory.
        self.model.clear_subscribers();
        let (errands, others): (Vec<Effect>, Vec<Effect>) =
            now.effects.into_iter().partition(|effect| matches!(effect, Effect::Run(_)));
        // What they change is drawn with what has changed here, not after it.
        let is_drawn = !errands.is_empty() && self.chunk.is_here();
        errands.into_iter().for_each(|errand| self.carry_out(errand, event));
        if !is_drawn {
            self.redraw();
        }
        others.into_iter().for_each(|effect| self.carry_out(effect, event));
    }

    /// Keeps the blank form that stood in the page for the sheet of its edition. It goes in before anything
    /// else happens: the fields stay the same elements, so that whoever holds one goes on with it.
    pub fn expect_sheet(self, edition: String, sheet: DocumentFragment) {
        self.standing.set_value(Some((edition, sheet)));
        spawn_local(async move {
            let Some((_, sheet)) = self.standing.try_update_value(Option::take).flatten() else { return };
            page::put_sheet(&sheet);
            self.redraw();
            super::sheet::grow_texts();
        });
    }

    /// The sheet as HTML, to be drawn now; nothing if the form that stood in the page goes there.
    pub fn draw(self) -> String {
        let sheet = self.look(|model| model.sheet());
        let standing =
            self.standing.with_value(|standing| standing.as_ref().map(|(edition, _)| edition.clone()));
        let edition = standing.and_then(|edition| Edition::from_id(&edition));
        match edition.filter(|edition| sheet.as_ref().is_some_and(|sheet| sheet.edition() == *edition)) {
            Some(edition) => {
                self.drawn.set_value(Some(Sheet::blank(edition)));
                return String::new();
            }
            None => self.standing.set_value(None),
        }
        let html = sheet.as_ref().map(Sheet::html).unwrap_or_default();
        self.drawn.set_value(sheet);
        html
    }

    /// The sheet is no longer drawn.
    pub fn undraw(self) {
        self.drawn.set_value(None);
    }

    fn redraw(self) {
        self.drawn.update_value(|drawn| {
            let Some(old) = drawn else { return };
            if let Some(sheet) = self.look(Model::sheet) {
                super::sheet::patch(&sheet.differences(old));
                *drawn = Some(sheet);
            }
        });
    }

    fn carry_out(self, effect: Effect, event: Option<&Event>) {
        match effect {
            Effect::Focus(focus) => page::focus(focus),
            Effect::SelectAgain => page::select_again(),
            Effect::CaretToEnd => page::caret_to_end(),
            Effect::Bring(name) => page::bring(name),
            Effect::Say(words) => self.announcement.update(|said| {
                // A space more is another text for the browser and the same for a listener.
                *said = if *said == words { format!("{words}\u{a0}") } else { words };
            }),
            Effect::PreventDefault => event.iter().for_each(|event| event.prevent_default()),
            Effect::PutOnClipboard { text, html } => {
                let event = event.and_then(|event| event.dyn_ref::<ClipboardEvent>());
                event.iter().for_each(|event| clipboard::put(event, &text, &html));
            }
            Effect::GoTo { hash, instead: false } => page::go(&hash),
            Effect::GoTo { hash, instead: true } => page::go_instead(&hash),
            Effect::Wake(timer, after) => {
                page::after(after, move || self.send(Message::TimePassed(timer.clone())));
            }
            Effect::KeepCopy { id, record, version } => spawn_local(async move {
                mirror::keep(&id, &record).await;
                self.send(Message::CopyMade(version));
            }),
            Effect::ForgetCopy(id) => spawn_local(async move { mirror::forget(&id).await }),
            Effect::ClearCopy => spawn_local(async move {
                let is_cleared = mirror::clear().await;
                self.run(Errand::CopyCleared(is_cleared));
            }),
            Effect::ReadCopy => spawn_local(async move {
                let records = mirror::all().await;
                self.run(Errand::CopyRead(records));
            }),
            Effect::AskToPersist => mirror::ask_to_persist(),
            Effect::Do(chore) => self.chunk.then(move |later| (later.chore)(self, chore)),
            Effect::Run(errand) => self.run(errand),
        }
    }

    /// Listens to what concerns the whole page: leaving it, its address, the keys of undo and redo.
    pub fn listen(self) {
        page::listen("pagehide", move |_: Event| self.send(Message::Hidden));
        page::listen("visibilitychange", move |_: Event| {
            self.send(if page::is_visible() { Message::Shown } else { Message::Hidden });
        });
        // A page that comes back from the browser's memory may have missed what other tabs did.
        page::listen("pageshow", move |_: Event| self.send(Message::Shown));
        page::listen("storage", move |event: web_sys::StorageEvent| {
            self.send(Message::StoreChanged(event.key()));
        });
        // What could not be saved is lost with the page: the browser asks.
        page::listen("beforeunload", move |event: web_sys::BeforeUnloadEvent| {
            if !self.look(|model| model.unsaved().is_empty()) {
                event.prevent_default();
                event.set_return_value("未保存");
            }
        });
        page::listen("mouseup", move |_: Event| self.send(Message::MouseReleased));
        page::listen("hashchange", move |_: Event| self.send(Message::WentTo(page::hash())));
        page::listen("keydown", move |event: web_sys::KeyboardEvent| {
            let command = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.is_composing();
            if !command || !self.look(|model| model.is_at_work()) {
                return;
            }
            match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
                ("z", false) => self.send(Message::Undo),
                ("z", true) | ("y", false) => self.send(Message::Redo),
                _ => return,
            }
            event.prevent_default();
        });
    }
}
