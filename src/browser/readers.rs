//! The workers that read many files, and the files: held here by their numbers, given to a worker that reads them
//! itself, so that the page never holds their bytes. A worker that dies of a file takes no other with it.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::mem;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{File, Worker};

use super::page;
use super::worker::{self, Answer, Asked, Heard};
use crate::app::Outcome;
use crate::import::answer::{self, FAILED};

/// The most workers at the same time.
const MOST: usize = 8;
/// What comes of files is told together after so many milliseconds, or when a worker has nothing more to do: for each
/// time that something is told the page is drawn anew.
const PAUSE: u32 = 100;
/// So much is told at once, so that the page answers in between.
const PORTION: usize = 50;

/// A worker, and the files that it has not answered for, in the order in which it was given them.
struct Reader {
    number: u32,
    worker: Worker,
    open: VecDeque<u32>,
}

#[derive(Default)]
struct Held {
    files: BTreeMap<u32, File>,
    readers: Vec<Reader>,
    /// What came of files and was not told yet, and whether it will be without more being heard.
    heard: VecDeque<(u32, Outcome)>,
    is_to_be_told: bool,
    /// How many files and workers there were.
    count: u32,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

/// Holds a file; returns its number.
pub fn hold(file: File) -> u32 {
    HELD.with_borrow_mut(|held| {
        held.count += 1;
        held.files.insert(held.count, file);
        held.count
    })
}

/// A file that is held.
pub fn held(file: u32) -> Option<File> {
    HELD.with_borrow(|held| held.files.get(&file).cloned())
}

/// Forgets all files.
pub fn forget() {
    HELD.with_borrow_mut(|held| held.files.clear());
}

/// How many workers may read: one processor is left to the page.
pub fn most() -> usize {
    let window = web_sys::window();
    let processors = window.map_or(1.0, |window| window.navigator().hardware_concurrency());
    (processors as usize).saturating_sub(1).clamp(1, MOST)
}

/// Has a worker read a file. `told` hears what comes of it, and of those that the worker loses.
pub fn read(file: u32, name: &str, area: &str, told: impl Fn(u32, Outcome) + Clone + 'static) {
    let Some(handle) = held(file) else {
        return told(file, Outcome::Refused("这个文件已不在手边，请再添加一次。".to_owned()));
    };
    let message = Array::of5(&file.into(), &"extract".into(), &name.into(), &handle, &area.into());
    let is_given = HELD.with_borrow_mut(|held| {
        let is_idle = held.readers.iter().any(|reader| reader.open.is_empty());
        if !is_idle && held.readers.len() < most() {
            held.count += 1;
            let number = held.count;
            let told = told.clone();
            let worker = worker::make(move |heard| hear(number, heard, &told));
            held.readers.extend(worker.map(|worker| Reader { number, worker, open: VecDeque::new() }));
        }
        let Some(reader) = held.readers.iter_mut().min_by_key(|reader| reader.open.len()) else {
            return false;
        };
        reader.open.push_back(file);
        reader.worker.post_message(&message).is_ok()
    });
    if !is_given {
        told(file, Outcome::Impossible(FAILED.to_owned()));
    }
}

/// Has the worker of the page read the texts of two files that are held.
pub fn texts(job: u32, files: [u32; 2], told: impl Fn(u32, Asked, Answer) + Clone + 'static) {
    let message = Array::of2(&job.into(), &"texts".into());
    for file in files.map(held) {
        message.push(&file.as_ref().map(File::name).unwrap_or_default().into());
        message.push(&file.map_or(JsValue::NULL, JsValue::from));
    }
    worker::post(job, Asked::ToRead, &message, &Array::new(), told);
}

/// Has the worker of the page write something from files that are held.
pub fn write(
    job: u32,
    format: &str,
    packed: &str,
    files: &[u32],
    told: impl Fn(u32, Asked, Answer) + Clone + 'static,
) {
    let message = Array::of4(&job.into(), &"gather".into(), &format.into(), &packed.into());
    for file in files {
        message.push(&held(*file).map_or(JsValue::NULL, JsValue::from));
    }
    worker::post(job, Asked::ToWrite, &message, &Array::new(), told);
}

/// Ends the workers; what was not told yet is never told.
pub fn stop() {
    let readers = HELD.with_borrow_mut(|held| {
        held.heard.clear();
        mem::take(&mut held.readers)
    });
    readers.iter().for_each(|reader| reader.worker.terminate());
}

/// Something is heard of a worker.
fn hear(number: u32, heard: Heard, told: &(impl Fn(u32, Outcome) + Clone + 'static)) {
    match heard {
        Heard::Answer(file, answer) => {
            let is_idle = HELD.with_borrow_mut(|held| {
                let reader = held.readers.iter_mut().find(|reader| reader.number == number)?;
                let at = reader.open.iter().position(|open| *open == file)?;
                reader.open.remove(at);
                held.heard.push_back((file, outcome(answer)));
                Some(reader.open.is_empty())
            });
            match is_idle {
                Some(true) => tell(told),
                Some(false) => tell_after(PAUSE, told.clone()),
                None => {}
            }
        }
        Heard::Died(missing) => {
            let reader = HELD.with_borrow_mut(|held| {
                let at = held.readers.iter().position(|reader| reader.number == number)?;
                Some(held.readers.remove(at))
            });
            let Some(reader) = reader else { return };
            reader.worker.terminate();
            let dead = missing.map_or(Answer::Failed, Answer::Missing);
            // It worked on the first; the others it had not begun.
            let mut open = reader.open.into_iter();
            let first = open.next();
            open.for_each(|file| told(file, Outcome::Lost));
            if let Some(file) = first {
                told(file, outcome(dead));
            }
        }
    }
}

/// Tells what was heard, a portion of it now.
fn tell(told: &(impl Fn(u32, Outcome) + Clone + 'static)) {
    let portion: Vec<_> = HELD.with_borrow_mut(|held| {
        let count = held.heard.len().min(PORTION);
        held.heard.drain(..count).collect()
    });
    portion.into_iter().for_each(|(file, outcome)| told(file, outcome));
    if HELD.with_borrow(|held| !held.heard.is_empty()) {
        tell_after(0, told.clone());
    }
}

fn tell_after(pause: u32, told: impl Fn(u32, Outcome) + Clone + 'static) {
    if !HELD.with_borrow_mut(|held| mem::replace(&mut held.is_to_be_told, true)) {
        page::after(pause, move || {
            HELD.with_borrow_mut(|held| held.is_to_be_told = false);
            tell(&told);
        });
    }
}

fn outcome(answer: Answer) -> Outcome {
    match answer {
        Answer::Text(text) => Outcome::Extract(text),
        Answer::Refused(sentence) => Outcome::Refused(sentence),
        Answer::Missing(part) => Outcome::Impossible(answer::missing(&part)),
        Answer::Bytes(_) | Answer::Failed => Outcome::Refused(FAILED.to_owned()),
    }
}
