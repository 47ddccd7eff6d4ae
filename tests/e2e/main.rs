//! The built page in a browser without a window, through what a user sees and with the keys that a user presses:
//! in Chromium by `make test`, in Firefox and WebKit too by `make test-browsers`. `NIANBAO_ENGINE` names the engine,
//! `excluded.txt` what an engine cannot do. `make test` builds `dist/` first; `NIANBAO_DIST` names another folder.
#![cfg(not(target_arch = "wasm32"))]

mod browser;
#[path = "../it/desk.rs"]
#[expect(dead_code, reason = "the native tests use all of it")]
mod desk;
mod engine;
mod form;
#[path = "../it/memory.rs"]
#[expect(dead_code, reason = "the native tests use all of it")]
mod memory;
#[path = "../it/reports.rs"]
mod reports;
#[path = "../it/slips.rs"]
#[expect(dead_code, reason = "the native tests use all of it")]
mod slips;

mod access;
mod clipboard;
mod collection;
mod collection_sums;
mod collection_together;
mod criteria;
mod downloads;
mod drafts;
mod engines;
mod entering;
mod fragment;
mod hosting;
mod import_table;
mod importing;
mod keeping;
mod last_year;
mod looks;
mod many;
mod mending;
mod offline;
mod one_file;
mod pages;
mod paper;
mod profile;
mod publication;
mod report;
mod requests;
mod soak;
mod texts;
