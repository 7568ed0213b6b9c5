//! What others write and read: their files taken apart into values of the binder. No disk here;
//! a command brings the text.

pub mod archive;
pub mod arrival;
pub mod bundle;
mod content;
pub mod days_off;
pub mod diary;
mod event;
pub mod letter;
pub mod list;
pub mod mail;
mod members;
pub mod rows;
pub mod sheet;
pub mod vcard;
