//! The report without a browser: what the form is, what the rules say, what files hold. One binary.
#![cfg(not(target_arch = "wasm32"))]

mod arbitrary;
mod clerk;
mod desk;
mod drawn;
mod memory;
mod slips;

mod answers;
mod architecture;
mod chapters;
mod declaration;
mod drafts;
mod editing;
mod exporting;
mod faults;
mod files;
mod importing;
mod importing_page;
mod last_year;
mod page;
mod pasting;
mod pdf;
mod recognising;
mod repairs;
mod rules;
mod saving;
mod soak;
mod template;
