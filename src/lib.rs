//! 政府信息公开工作年度报告 as a form: what the report is, what was entered, what is wrong with it,
//! how it reads, and the files that it travels in. Modules are declared in reading order; each uses
//! only those above it. All but `browser` and `ui` are pure and compile natively.

#![warn(missing_docs)]

mod named;

pub mod format;
pub mod prose;
pub mod report;

pub mod profile;

pub mod validate;

pub mod phrases;

pub mod interchange;

pub mod document;

pub mod export;

pub mod import;

pub mod long;

pub mod compare;

pub mod collection;

pub mod example;

pub mod draft;

pub mod route;

pub mod app;

#[cfg(target_arch = "wasm32")]
pub mod browser;

#[cfg(target_arch = "wasm32")]
pub mod ui;

#[cfg(test)]
mod third_edition;
