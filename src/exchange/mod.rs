//! What others write and read: their files taken apart into values of the binder. No disk here;
//! a command brings the text.

pub mod days_off;
mod event;
pub mod letter;
pub mod sheet;
