//! Opening a file that is read or written bit by bit: the lock, and the log.
//!
//! Whatever is taken for a file is looked at first: a pipe in its place would be waited at for ever.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;

use rustix::fs::{FileType, OFlags};
use rustix::io::Errno;

use super::bad_file::Obstacle;
use super::folder::{FILE, Folder};

impl Folder {
    /// Opens the file `name` for reading, or for appending if `append`, made if it is not there.
    ///
    /// # Errors
    /// What is no file: to open a pipe is to wait for ever.
    pub(crate) fn open_file(&self, name: &str, append: bool) -> io::Result<File> {
        let mut flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        flags |= if append {
            OFlags::RDWR | OFlags::APPEND | OFlags::CREATE
        } else {
            OFlags::RDONLY
        };
        let fd = match rustix::fs::openat(&self.fd, name, flags, FILE) {
            Err(Errno::LOOP) => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, Obstacle::Link));
            }
            opened => opened?,
        };
        size_of_file(&fd)?.ok_or_else(no_file)?;
        Ok(fd.into())
    }
}

/// How large an open file is, in bytes; `None` if it is no file, but a folder or a pipe.
pub(super) fn size_of_file(fd: &OwnedFd) -> rustix::io::Result<Option<u64>> {
    let stat = rustix::fs::fstat(fd)?;
    let is_file = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
    Ok(is_file.then(|| u64::try_from(stat.st_size).unwrap_or(u64::MAX)))
}

fn no_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is no file")
}
