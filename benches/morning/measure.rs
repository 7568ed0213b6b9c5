//! Running a program and measuring it: seconds, system calls, instructions, memory. What is
//! measured is the whole process, from its start to its end, with what it prints read to the end.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// What runs in one round of a race.
pub(crate) type Runner<'a> = Box<dyn FnMut() -> Command + 'a>;

/// Runs all of them in turn, `rounds` times, and gives the median of each. Always in one order, in
/// which the program and a floor take turns: none ever runs twice in a row and finds the processor's
/// caches full of itself.
pub(crate) fn race(rounds: usize, runners: &mut [Runner<'_>]) -> Vec<Duration> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::with_capacity(rounds); runners.len()];
    for runner in runners.iter_mut() {
        timed(&mut runner()); // The caches are warm from here on.
    }
    for _ in 0..rounds {
        for (runner, times) in runners.iter_mut().zip(&mut times) {
            times.push(timed(&mut runner()));
        }
    }
    times.into_iter().map(median).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed(command: &mut Command) -> Duration {
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let start = Instant::now();
    let output = command
        .spawn()
        .and_then(std::process::Child::wait_with_output);
    let time = start.elapsed();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} fails: {said}");
    time
}

/// What a run costs the machine, apart from time. `None` where the program that counts is missing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    /// System calls.
    pub(crate) calls: Option<u64>,
    /// Those of them that flush a file or a folder.
    pub(crate) flushes: Option<u64>,
    /// Those of them that rename.
    pub(crate) renames: Option<u64>,
    /// Instructions in user space.
    pub(crate) instructions: Option<u64>,
    /// The largest resident size, in KiB.
    pub(crate) peak: Option<u64>,
}

/// Counts what a job costs, with a fresh command for each way of counting.
pub(crate) fn cost(mut job: impl FnMut() -> Command, scratch: &Path) -> Cost {
    let out = scratch.join("counted");
    let out_text = out.to_str().expect("a path in UTF-8");
    let mut cost = Cost::default();
    if counted("strace", &["-f", "-c", "-o", out_text], &job()).is_some() {
        let table = std::fs::read_to_string(&out).unwrap_or_default();
        let calls = |names: &[&str]| Some(calls_in(&table, names));
        cost.calls = calls(&["total"]);
        cost.flushes = calls(&["fsync", "fdatasync", "syncfs"]);
        cost.renames = calls(&["rename", "renameat", "renameat2"]);
    }
    cost.peak = peak(&job(), scratch);
    let valgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
    if let Some(output) = counted("valgrind", &valgrind, &job()) {
        let said = String::from_utf8_lossy(&output.stderr);
        let line = said
            .lines()
            .find_map(|line| line.split_once("Collected : "));
        cost.instructions = line.and_then(|(_, count)| count.trim().parse().ok());
    }
    cost
}

/// The largest resident size of a run, in KiB.
pub(crate) fn peak(job: &Command, scratch: &Path) -> Option<u64> {
    let out = scratch.join("counted");
    let out_text = out.to_str().expect("a path in UTF-8");
    counted("/usr/bin/time", &["-f", "%M", "-o", out_text], job)?;
    let text = std::fs::read_to_string(&out).unwrap_or_default();
    text.trim().parse().ok()
}

/// What comes of a run under a program that counts; `None` where that is missing.
fn counted(program: &str, args: &[&str], job: &Command) -> Option<Output> {
    let output = under(program, args, job).output().ok()?;
    output.status.success().then_some(output)
}

/// The command, run under another program.
fn under(program: &str, args: &[&str], job: &Command) -> Command {
    let mut command = Command::new(program);
    command
        .args(args)
        .arg(job.get_program())
        .args(job.get_args());
    command.env_clear();
    for (key, value) in job.get_envs() {
        if let Some(value) = value {
            command.env(key, value);
        }
    }
    command
}

/// The calls of these names in a table of `strace -c`: its fourth column.
fn calls_in(table: &str, names: &[&str]) -> u64 {
    let rows = table.lines().map(|line| line.split_whitespace().collect());
    let wanted = rows.filter(|row: &Vec<&str>| row.last().is_some_and(|name| names.contains(name)));
    wanted
        .filter_map(|row| row.get(3)?.parse::<u64>().ok())
        .sum()
}
