//! The worker, which reads files from outside and writes what the page does not write itself: made when it is wanted
//! first, kept while it answers, thrown away when it fails or is stopped. What it works on is not this module's
//! affair.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

use super::page;
use crate::app::Task;

/// What the worker made of a task.
pub enum Answer {
    /// A text: what was read.
    Text(String),
    /// Bytes: what was written.
    Bytes(Vec<u8>),
    /// It will not, and why: a sentence.
    Refused(String),
    /// A file of it did not come, and which.
    Missing(String),
    /// It died of the task.
    Failed,
}

/// A worker, and the jobs that it has not answered, each by what was asked.
struct Working {
    worker: Worker,
    open: BTreeMap<u32, Asked>,
}

/// What kind of task a job is.
#[derive(Clone, Copy, PartialEq)]
pub enum Asked {
    /// To read a file.
    ToRead,
    /// To write one.
    ToWrite,
}

thread_local! {
    static WORKING: RefCell<Option<Working>> = const { RefCell::new(None) };
}

/// Gives a task to the worker. `told` hears what it answers; if it died of a task or never came, that is told of
/// every job that was open.
pub fn work(job: u32, task: &Task, told: impl Fn(u32, Asked, Answer) + Clone + 'static) {
    let (asked, message, moved) = match task {
        Task::Read { name, bytes } => {
            let bytes = Uint8Array::from(&bytes[..]);
            let moved = Array::of1(&bytes.buffer());
            (Asked::ToRead, Array::of4(&job.into(), &"read".into(), &name.into(), &bytes), moved)
        }
        Task::Write { format, report } => {
            let message = Array::of4(&job.into(), &"write".into(), &format.id.into(), &report.into());
            (Asked::ToWrite, message, Array::new())
        }
    };
    post(job, asked, &message, &moved, told);
}

/// Posts a message to the worker: a job, what is to be done, and with what. What is moved leaves the page.
pub(super) fn post(
    job: u32,
    asked: Asked,
    message: &Array,
    moved: &Array,
    told: impl Fn(u32, Asked, Answer) + Clone + 'static,
) {
    let is_there = WORKING.with_borrow_mut(|working| {
        if working.is_none() {
            *working = start(told.clone());
        }
        working.as_mut().is_some_and(|working| {
            working.open.insert(job, asked);
            working.worker.post_message_with_transfer(message, moved).is_ok()
        })
    });
    if !is_there {
        told(job, asked, Answer::Failed);
    }
}

/// Throws the worker away; what it had not answered is never told.
pub fn stop() {
    end();
}

fn end() -> BTreeMap<u32, Asked> {
    let Some(working) = WORKING.take() else { return BTreeMap::new() };
    working.worker.terminate();
    working.open
}

fn start(told: impl Fn(u32, Asked, Answer) + Clone + 'static) -> Option<Working> {
    let close = |job: u32| {
        WORKING.with_borrow_mut(|working: &mut Option<Working>| working.as_mut()?.open.remove(&job))
    };
    let worker = make(move |heard| match heard {
        Heard::Answer(job, answer) => {
            if let Some(asked) = close(job) {
                told(job, asked, answer);
            }
        }
        Heard::Died(missing) => {
            for (job, asked) in end() {
                told(job, asked, missing.clone().map_or(Answer::Failed, Answer::Missing));
            }
        }
    })?;
    Some(Working { worker, open: BTreeMap::new() })
}

/// What is heard of a worker.
pub(super) enum Heard {
    /// The answer to a job.
    Answer(u32, Answer),
    /// It died, or a file of it did not come, and which.
    Died(Option<String>),
}

/// Makes a worker.
pub(super) fn make(heard: impl Fn(Heard) + Clone + 'static) -> Option<Worker> {
    let address = page::worker_address()?;
    let worker = Worker::new(&address).ok()?;
    // Either its script did not come, or it has a mistake, which then is told with the event.
    let failed = {
        let heard = heard.clone();
        Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let is_mistake = event.has_type::<ErrorEvent>();
            heard(Heard::Died((!is_mistake).then(|| file_of(&address))));
        })
    };
    let answered = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let data: Array = event.data().unchecked_into();
        let job = data.get(0).as_f64().unwrap_or_default() as u32;
        if let Some(missing) = data.get(3).as_string() {
            return heard(Heard::Died(Some(file_of(&missing))));
        }
        let answer = match (data.get(1), data.get(2).as_string()) {
            (_, Some(refusal)) => Answer::Refused(refusal),
            (answer, None) => match (answer.as_string(), answer.dyn_into::<Uint8Array>()) {
                (Some(text), _) => Answer::Text(text),
                (None, Ok(bytes)) => Answer::Bytes(bytes.to_vec()),
                (None, Err(_)) => return heard(Heard::Died(None)),
            },
        };
        heard(Heard::Answer(job, answer));
    });
    worker.set_onmessage(Some(answered.into_js_value().unchecked_ref()));
    worker.set_onerror(Some(failed.into_js_value().unchecked_ref()));
    Some(worker)
}

/// The name of the file at an address.
fn file_of(address: &str) -> String {
    address.rsplit('/').next().unwrap_or(address).to_owned()
}
