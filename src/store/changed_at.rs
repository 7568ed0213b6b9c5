//! When something in a folder was changed, by the clock of its file system.

use std::ffi::OsStr;
use std::io;

use rustix::fs::{AtFlags, Timespec, Timestamps, UTIME_NOW};

use super::folder::Folder;

impl Folder {
    /// When `name` was changed last, in nanoseconds by the clock of its file system: of a folder,
    /// when something was put into it or taken out.
    pub(crate) fn changed_at(&self, name: impl AsRef<OsStr>) -> io::Result<i128> {
        let stat = rustix::fs::statat(&self.fd, name.as_ref(), AtFlags::SYMLINK_NOFOLLOW)?;
        let nanoseconds = i128::from(stat.st_ctime_nsec);
        Ok(i128::from(stat.st_ctime) * 1_000_000_000 + nanoseconds)
    }

    /// Has `name` changed now.
    pub(crate) fn touch(&self, name: &str) -> io::Result<()> {
        let now = Timespec {
            tv_sec: 0,
            tv_nsec: UTIME_NOW,
        };
        let times = Timestamps {
            last_access: now,
            last_modification: now,
        };
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        Ok(rustix::fs::utimensat(&self.fd, name, &times, flags)?)
    }
}
