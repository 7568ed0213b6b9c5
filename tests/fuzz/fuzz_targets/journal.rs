//! Runs `targets::journal` on bytes that libFuzzer makes up.

#![no_main]
#![allow(dead_code, reason = "each target is one of several")]

#[path = "../../bad_bytes/targets.rs"]
mod targets;
#[path = "../../bad_bytes/yard.rs"]
mod yard;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::journal(bytes));
