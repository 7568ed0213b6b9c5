//! Runs `incoming::list` on bytes that libFuzzer makes up.

#![no_main]
#![allow(dead_code, reason = "each target is one of several")]

#[path = "../../bad_bytes/incoming.rs"]
mod incoming;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| incoming::list(bytes));
