//! `tickler`: a sales rep's ring binder for the command line.
//!
//! The layers, each of which names only those below it (`commands/` and `store/` may name
//! `exchange/`, which knows no disk of its own):
//!
//! ```text
//! cli/       argv, clock, environment; prints; exit status
//! render/    an answer → words and tables, JSON
//! commands/  one file a command: its help, its arguments, its deed
//! store/     folders of JSON files: read, find, change in one piece
//! exchange/  files of others: iCalendar
//! binder/    the rules: no disk, no clock, no terminal
//! ```
//!
//! `examples/*.rs` show the two lower layers in use.

pub mod binder;
pub mod cli;
pub mod commands;
pub mod exchange;
pub mod render;
pub mod store;
