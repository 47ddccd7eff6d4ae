//! Many reports at once, as the office above gets them: what is kept of each, lists, who is missing, sums, what stands
//! beside what, what was copied from whom, what goes back. Pure; knows no screen and no storage. Whole reports are
//! read and let go: what is kept of one is bounded, and does not grow with its texts.

pub mod cells;
pub mod mentions;
pub mod names;
pub mod sketch;

pub mod extract;

pub mod organs;

pub mod json;

pub mod reading;

pub mod list;
pub mod matrix;

pub mod roster;

pub mod missing;

pub mod choice;
pub mod sums;

pub mod parent;

pub mod beside;

pub mod alike;
pub mod strangers;

pub mod parcel;
pub mod remarks;

pub mod returning;

pub mod long_form;

pub mod tables;

pub mod written;
