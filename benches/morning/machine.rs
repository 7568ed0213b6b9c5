//! What machine this is, for the head of the table.

use std::fs;
use std::path::Path;

/// Processor, cores, kernel and the file system that `path` is on; and how busy it is.
pub(crate) fn description(path: &Path) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!(
        "{}, {cores} cores, {} {}, {}; load before: {}",
        processor().unwrap_or_else(|| std::env::consts::ARCH.to_owned()),
        std::env::consts::OS,
        kernel.trim(),
        file_system(path).unwrap_or_else(|| "unknown file system".to_owned()),
        load.split(' ').next().unwrap_or_default(),
    )
}

fn processor() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// The type of the mount that is nearest above `path`.
fn file_system(path: &Path) -> Option<String> {
    let path = path.canonicalize().ok()?;
    let mounts = fs::read_to_string("/proc/mounts").ok()?;
    let mounts = mounts.lines().filter_map(|line| {
        let mut columns = line.split(' ').skip(1);
        Some((columns.next()?, columns.next()?))
    });
    let above = mounts.filter(|(at, _)| path.starts_with(at));
    let (_, kind) = above.max_by_key(|(at, _)| at.len())?;
    Some(kind.to_owned())
}
