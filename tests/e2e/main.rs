//! The built page in headless Chromium (and, in short, in Firefox and WebKit), through what a user sees and
//! with the keys that a user presses. `make test` builds `dist/` first; `NIANBAO_DIST` names another folder.
#![cfg(not(target_arch = "wasm32"))]

mod browser;
mod engine;
mod form;

mod access;
mod clipboard;
mod drafts;
mod engines;
mod entering;
mod hosting;
mod importing;
mod keeping;
mod last_year;
mod looks;
mod mending;
mod report;
