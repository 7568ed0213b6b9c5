//! The door.

use std::process::ExitCode;

fn main() -> ExitCode {
    tickler::cli::run(std::env::args_os())
}
