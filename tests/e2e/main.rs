//! The built page in headless Chromium, through what a user sees and with the keys that a user presses.
//! `make test` builds `dist/` first; `NIANBAO_DIST` names another folder.
#![cfg(not(target_arch = "wasm32"))]

mod browser;
mod form;

mod access;
mod clipboard;
mod drafts;
mod entering;
mod hosting;
mod keeping;
mod looks;
mod mending;
mod report;
