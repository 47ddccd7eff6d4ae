//! The worker that reads files from outside: made when the first file comes, kept while it answers, thrown
//! away when it fails or is stopped. What a file says is not this module's affair.

use std::cell::RefCell;
use std::collections::BTreeSet;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent, Worker};

use super::page;
use crate::import::answer::FAILED;

/// What becomes of a file: the text of an [`Answer`](crate::import::answer::Answer), or a sentence.
type Answer = Result<String, String>;

/// A worker, and the jobs that it has not answered.
struct Reader {
    worker: Worker,
    open: BTreeSet<u32>,
}

thread_local! {
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// Gives a file to the worker. `told` hears what the worker answers; if it died of the file or never came, that
/// is told of every job that was open.
pub fn read(job: u32, name: &str, bytes: &[u8], told: impl Fn(u32, Answer) + Clone + 'static) {
    let is_there = READER.with_borrow_mut(|reader| {
        if reader.is_none() {
            *reader = start(told.clone());
        }
        reader.as_mut().is_some_and(|reader| {
            let bytes = Uint8Array::from(bytes).buffer();
            let message = Array::of3(&job.into(), &name.into(), &bytes);
            reader.open.insert(job);
            reader.worker.post_message_with_transfer(&message, &Array::of1(&bytes)).is_ok()
        })
    });
    if !is_there {
        told(job, Err(FAILED.to_owned()));
    }
}

/// Throws the worker away; what it had not answered is never told.
pub fn stop() {
    end();
}

fn end() -> BTreeSet<u32> {
    let Some(reader) = READER.take() else { return BTreeSet::new() };
    reader.worker.terminate();
    reader.open
}

fn start(told: impl Fn(u32, Answer) + Clone + 'static) -> Option<Reader> {
    let worker = Worker::new(&page::reader_address()?).ok()?;
    let answered = {
        let told = told.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data: Array = event.data().unchecked_into();
            let job = data.get(0).as_f64().unwrap_or_default() as u32;
            let is_open = READER
                .with_borrow_mut(|reader| reader.as_mut().is_some_and(|reader| reader.open.remove(&job)));
            match (data.get(1).as_string(), data.get(2).as_string()) {
                _ if !is_open => {}
                (Some(answer), _) => told(job, Ok(answer)),
                (None, Some(refusal)) => told(job, Err(refusal)),
                (None, None) => {
                    told(job, Err(FAILED.to_owned()));
                    end().into_iter().for_each(|job| told(job, Err(FAILED.to_owned())));
                }
            }
        })
    };
    // Its script did not come.
    let failed = Closure::<dyn Fn(Event)>::new(move |_: Event| {
        end().into_iter().for_each(|job| told(job, Err(FAILED.to_owned())));
    });
    worker.set_onmessage(Some(answered.into_js_value().unchecked_ref()));
    worker.set_onerror(Some(failed.into_js_value().unchecked_ref()));
    Some(Reader { worker, open: BTreeSet::new() })
}
