//! The report without a browser: what the form is, what the rules say, what files hold. One binary.
#![cfg(not(target_arch = "wasm32"))]

mod arbitrary;
mod clerk;
mod desk;
mod drawn;
mod memory;
mod named;
mod reports;
mod slips;

mod answers;
mod approval;
mod architecture;
mod chapters;
mod comparing;
mod csv;
mod declaration;
mod downloads;
mod drafts;
mod editing;
mod excel;
mod exporting;
mod faults;
mod files;
mod fragment;
mod importing;
mod importing_page;
mod last_year;
mod mending;
mod page;
mod pasting;
mod pdf;
mod picture;
mod publication;
mod recognising;
mod repairs;
mod reports_read;
mod rules;
mod saving;
mod sentences_read;
mod soak;
mod template;
mod way;
mod word;
mod wording;
