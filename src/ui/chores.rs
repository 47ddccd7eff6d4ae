//! Chores: what only errands ask for, carried out; how it went comes back as an errand.

use leptos::prelude::request_animation_frame;
use leptos::task::spawn_local;

use super::handle::Handle;
use super::opening;
use crate::app::reports::remarks::RemarksStep;
use crate::app::reports::shown::row_name;
use crate::app::{Chore, Errand, Focus, MissingStep, ReportsChore, ReportsStep};
use crate::browser::worker::{self, Answer, Asked};
use crate::browser::{clipboard, drawing, files, page, profile, readers, reports};
use crate::collection::extract::Extract;
use crate::export::picture::long::{PIXELS, pixels_high};
use crate::import::answer::{self, FAILED};

/// Does a chore.
pub fn carry_out(handle: Handle, chore: Chore) {
    match chore {
        Chore::Download { name, media_type, bytes, is_backup } => {
            let is_accepted = files::download(&name, media_type, &bytes).is_ok();
            handle.run(Errand::Downloaded { name, is_backup, is_accepted });
        }
        Chore::Work { job, task } => {
            worker::work(job, &task, move |job, asked, answer| handle.run(told(job, asked, answer)));
        }
        Chore::Draw { name, svg } => {
            let (width, height) = (PIXELS as u32, pixels_high(&svg) as u32);
            drawing::draw(&svg, width, height, move |bytes| {
                let drawn = bytes.map(|bytes: Vec<u8>| files::download(&name, "image/png", &bytes).is_ok());
                handle.run(Errand::Downloaded { name, is_backup: false, is_accepted: drawn == Some(true) });
            });
        }
        Chore::Copy { html, text } => {
            let is_accepted = clipboard::write(&text, Some(&html));
            handle.run(Errand::Copied(is_accepted));
        }
        Chore::FindProfile => spawn_local(async move {
            let found = profile::find().await;
            handle.run(Errand::ProfileFound(found));
        }),
        Chore::StopWorking => worker::stop(),
        Chore::Reports(chore) => reports_chore(handle, chore),
    }
}

fn reports_chore(handle: Handle, chore: ReportsChore) {
    let does = move |step| handle.run(Errand::Reports(step));
    match chore {
        ReportsChore::Read { file, name, area } => {
            readers::read(file, &name, &area, move |file, outcome| {
                does(ReportsStep::Read { file, outcome });
            });
        }
        ReportsChore::Stop => readers::stop(),
        ReportsChore::Restore => spawn_local(async move {
            let list = move |text| does(MissingStep::Restored(text).into());
            let told = move |name, kept, is_last| does(ReportsStep::Restored { name, kept, is_last });
            match reports::restore(list, told).await {
                None => does(ReportsStep::NotKept),
                Some(()) => {
                    let said = reports::said().await.into_iter();
                    said.for_each(|said| does(ReportsStep::Remarks(RemarksStep::Restored(said))));
                }
            }
        }),
        ReportsChore::Keep(texts) => spawn_local(async move {
            if !reports::keep(&texts).await {
                does(ReportsStep::NotKept);
            }
        }),
        ReportsChore::KeepName(name) => spawn_local(async move { reports::keep_name(&name).await }),
        ReportsChore::KeepList(text) => spawn_local(async move { reports::keep_list(&text).await }),
        ReportsChore::FocusRow(report) => request_animation_frame(move || {
            page::focus(report.map_or_else(Focus::heading, |report| Focus::near(row_name(report))));
        }),
        ReportsChore::KeepSaid(said) => spawn_local(async move { reports::keep_said(&said).await }),
        ReportsChore::Forget(text) => spawn_local(async move {
            let gone = Extract::parse(&text);
            // One that an earlier program kept is written otherwise.
            reports::forget(|kept| kept == text || gone.is_some() && Extract::parse(kept) == gone).await;
        }),
        ReportsChore::Texts { job, files } => {
            readers::texts(job, files, move |job, asked, answer| handle.run(told(job, asked, answer)));
        }
        ReportsChore::Write { job, format, packed, files } => {
            let told = move |job, asked, answer| handle.run(told(job, asked, answer));
            readers::write(job, format.id, &packed, &files, told);
        }
        ReportsChore::Clear => {
            readers::forget();
            spawn_local(async move { reports::clear().await });
        }
        ReportsChore::Open { file, name } => spawn_local(async move {
            if let Some(file) = readers::held(file) {
                let bytes = opening::read(&file).await;
                handle.run(Errand::Opened(vec![(name, bytes)]));
            }
        }),
    }
}

fn told(job: u32, asked: Asked, told: Answer) -> Errand {
    match (asked, told) {
        (Asked::ToWrite, Answer::Bytes(bytes)) => Errand::FileWritten { job, bytes: Some(bytes) },
        (Asked::ToWrite, _) => Errand::FileWritten { job, bytes: None },
        (Asked::ToRead, Answer::Text(text)) => Errand::FileRead { job, answer: Ok(text) },
        (Asked::ToRead, Answer::Refused(sentence)) => Errand::FileRead { job, answer: Err(sentence) },
        (Asked::ToRead, Answer::Missing(part)) => {
            Errand::FileRead { job, answer: Err(answer::missing(&part)) }
        }
        (Asked::ToRead, _) => Errand::FileRead { job, answer: Err(FAILED.to_owned()) },
    }
}
