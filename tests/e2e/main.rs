//! The built page in a browser without a window, through what a user sees and with the keys that a user presses:
//! in Chromium by `make test`, in Firefox and WebKit too by `make test-browsers`. `NIANBAO_ENGINE` names the engine,
//! `excluded.txt` what an engine cannot do. `make test` builds `dist/` first; `NIANBAO_DIST` names another folder.
#![cfg(not(target_arch = "wasm32"))]

mod browser;
mod engine;
mod form;
#[path = "../it/reports.rs"]
mod reports;

mod access;
mod clipboard;
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
mod mending;
mod offline;
mod one_file;
mod pages;
mod paper;
mod profile;
mod publication;
mod report;
mod requests;
mod texts;
