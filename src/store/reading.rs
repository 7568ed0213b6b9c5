//! Reading a file of a folder whole: never through a link, and no more than a size.

use std::ffi::OsStr;
use std::io;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::bad_file::BadFile;
use super::folder::Folder;
use super::open_file::size_of_file;

/// The largest file that is read, in bytes: 4 MiB.
pub(crate) const LARGEST: u64 = 4 << 20;

impl Folder {
    /// Reads the file `name` whole; `None` if there is none.
    ///
    /// # Errors
    /// A file that is a link, no file at all, larger than [`LARGEST`] or not readable.
    pub(crate) fn read(&self, name: impl AsRef<OsStr>) -> Result<Option<Vec<u8>>, BadFile> {
        let mut bytes = Vec::new();
        let there = self.read_into(name, &mut bytes)?;
        Ok(there.then_some(bytes))
    }

    /// The same of a file that may be of any size.
    pub(crate) fn read_any(&self, name: impl AsRef<OsStr>) -> Result<Option<Vec<u8>>, BadFile> {
        let mut bytes = Vec::new();
        let there = self.read_up_to(u64::MAX, name.as_ref(), &mut bytes)?;
        Ok(there.then_some(bytes))
    }

    /// Reads the file `name` whole into `bytes`, in place of what is in them; whether it is there.
    ///
    /// # Errors
    /// Those of [`Folder::read`].
    pub(crate) fn read_into(
        &self,
        name: impl AsRef<OsStr>,
        bytes: &mut Vec<u8>,
    ) -> Result<bool, BadFile> {
        self.read_up_to(LARGEST, name.as_ref(), bytes)
    }

    fn read_up_to(&self, largest: u64, name: &OsStr, bytes: &mut Vec<u8>) -> Result<bool, BadFile> {
        bytes.clear();
        let bad = |why: String| BadFile::new(self.path_of(name), why);
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let fd = match rustix::fs::openat(&self.fd, name, flags, Mode::empty()) {
            Ok(fd) => fd,
            Err(Errno::NOENT) => return Ok(false),
            Err(Errno::LOOP) => {
                return Err(bad(
                    "is a symbolic link; none is followed inside the store".to_owned()
                ));
            }
            Err(error) => return Err(bad(format!("can't be opened: {}", io::Error::from(error)))),
        };
        let cant_read = |error: Errno| bad(format!("can't be read: {}", io::Error::from(error)));
        let size = size_of_file(&fd).map_err(cant_read)?;
        let size = size.ok_or_else(|| bad("is no file".to_owned()))?;
        if size > largest {
            return Err(bad(format!("is larger than 4 MiB ({size} bytes)")));
        }
        let size = usize::try_from(size).unwrap_or(0);
        loop {
            // Room for one byte more than there should be: where it stays free, that was all, and
            // no second look is needed to know it.
            bytes.reserve(size.saturating_sub(bytes.len()) + 1);
            let read = rustix::io::read(&fd, rustix::buffer::spare_capacity(bytes));
            match read {
                Ok(0) => return Ok(true),
                Ok(_) if bytes.len() == size && bytes.capacity() > size => return Ok(true),
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(cant_read(error)),
            }
            if bytes.len() as u64 > largest {
                return Err(bad("is larger than 4 MiB".to_owned()));
            }
        }
    }
}
