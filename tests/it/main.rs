//! The report without a browser: what the form is, what the rules say, what files hold. One binary.
#![cfg(not(target_arch = "wasm32"))]

mod arbitrary;
mod clerk;
mod desk;
mod memory;
mod slips;

mod answers;
mod architecture;
mod declaration;
mod drafts;
mod editing;
mod exporting;
mod faults;
mod files;
mod page;
mod pasting;
mod repairs;
mod rules;
mod saving;
mod soak;
mod template;
