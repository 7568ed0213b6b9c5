//! A folder of the store held open, and the few things that are done in it.
//!
//! Every name is looked up relative to a folder that is open and never through a symbolic link, so
//! that nothing planted in a store leads out of it. Files are made 0600 and folders 0700, whatever
//! the umask.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, RawDir, RenameFlags, SeekFrom};
use rustix::io::Errno;

use super::bad_file::Obstacle;

/// How many bytes of a listing are asked for at once: a day's folder in one piece.
const LISTING: usize = 32 << 10;

pub(super) const FILE: Mode = Mode::from_raw_mode(0o600);
const FOLDER: Mode = Mode::from_raw_mode(0o700);

/// A folder that is open.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(super) fd: OwnedFd,
    path: PathBuf,
}

impl Folder {
    /// Whether there is a flush of a whole file system here.
    pub(crate) const FLUSHES_ALL: bool = cfg!(target_os = "linux");

    /// Opens the folder at `path`, which the user named: links in it are followed.
    /// `None` if there is none.
    pub(crate) fn open(path: &Path) -> io::Result<Option<Self>> {
        let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC;
        let opened = rustix::fs::open(path, flags, Mode::empty());
        let fd = there(opened)?;
        let path = path.to_owned();
        Ok(fd.map(|fd| Self { fd, path }))
    }

    /// Opens the folder `name` in the one at `path`, by one look: links in `path` are followed, one
    /// called `name` is not. `None` if there is none.
    pub(crate) fn open_in(path: &Path, name: &str) -> io::Result<Option<Self>> {
        let path = path.join(name);
        let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let opened = rustix::fs::open(&path, flags, Mode::empty());
        if let Err(Errno::NOTDIR | Errno::LOOP) = opened {
            let why = match rustix::fs::lstat(&path) {
                Ok(stat) if FileType::from_raw_mode(stat.st_mode) == FileType::Symlink => {
                    Obstacle::Link
                }
                _ => Obstacle::NoFolder,
            };
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        Ok(there(opened)?.map(|fd| Self { fd, path }))
    }

    /// Opens the folder at `path`, made and flushed with those above it if it is not there.
    pub(crate) fn make(path: &Path) -> io::Result<Self> {
        if let Some(folder) = Self::open(path)? {
            return Ok(folder);
        }
        let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let made: Vec<_> = path.ancestors().take_while(missing).collect();
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(FOLDER.as_raw_mode())
            .create(path)?;
        for above in made.into_iter().filter_map(Path::parent) {
            // A folder that may be written and not read can't be flushed: its file system has to do.
            match Self::open(&Path::new(".").join(above)) {
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
                opened => opened?.ok_or(Errno::NOENT)?.flush()?,
            }
        }
        Ok(Self::open(path)?.ok_or(Errno::NOENT)?)
    }

    /// Opens the folder `name` in this one; `None` if there is none. A link is an error.
    pub(crate) fn child(&self, name: impl AsRef<OsStr>) -> io::Result<Option<Self>> {
        let name = name.as_ref();
        let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let opened = rustix::fs::openat(&self.fd, name, flags, Mode::empty());
        if let Err(Errno::NOTDIR | Errno::LOOP) = opened {
            return Err(self.no_folder(name));
        }
        let path = self.path.join(name);
        Ok(there(opened)?.map(|fd| Self { fd, path }))
    }

    /// Why `name` can't be opened, which is something other than a folder.
    fn no_folder(&self, name: &OsStr) -> io::Error {
        let why = match self.look_at(name) {
            Ok((FileType::Symlink, _)) => Obstacle::Link,
            _ => Obstacle::NoFolder,
        };
        io::Error::new(io::ErrorKind::InvalidData, why)
    }

    /// Opens the folder `name` in this one, made and flushed if it is not there.
    pub(crate) fn make_child(&self, name: impl AsRef<OsStr>) -> io::Result<Self> {
        let name = name.as_ref();
        if let Some(child) = self.child(name)? {
            return Ok(child);
        }
        match rustix::fs::mkdirat(&self.fd, name, FOLDER) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(error.into()),
        }
        let child = self.child(name)?.ok_or(Errno::NOENT)?;
        rustix::fs::fchmod(&child.fd, FOLDER)?;
        self.flush()?;
        Ok(child)
    }

    /// Where it is, for messages.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where `name` in it is, for messages.
    pub(crate) fn path_of(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.path.join(name.as_ref())
    }

    /// The names in it, in no order, with what they name where the file system says.
    pub(crate) fn names(&self) -> io::Result<Vec<(OsString, FileType)>> {
        let mut names = Vec::new();
        self.list(|name, kind| names.push((OsStr::from_bytes(name).to_owned(), kind)))?;
        Ok(names)
    }

    /// How many dossiers are in it, by their names alone.
    pub(crate) fn count_dossiers(&self) -> io::Result<usize> {
        let mut count = 0;
        self.list_once(|name, _| {
            count += usize::from(name.ends_with(b".json") && name[0] != b'.');
        })?;
        Ok(count)
    }

    /// Goes through the names in it, in no order, without keeping any.
    pub(crate) fn list(&self, each: impl FnMut(&[u8], FileType)) -> io::Result<()> {
        // Opened once more, so that two who list the folder at once don't share a position.
        let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC;
        let fd = rustix::fs::openat(&self.fd, ".", flags, Mode::empty())?;
        list(fd, each)
    }

    /// The same of a folder that was just opened for this, and is listed by nobody else.
    pub(crate) fn list_once(&self, each: impl FnMut(&[u8], FileType)) -> io::Result<()> {
        rustix::fs::seek(&self.fd, SeekFrom::Start(0))?;
        list(self.fd.as_fd(), each)
    }

    /// Whether there is anything called `name`, by one look. `name` may go through a folder.
    ///
    /// # Errors
    /// A look that fails: it doesn't say that nothing is there.
    pub(crate) fn has(&self, name: impl AsRef<Path>) -> io::Result<bool> {
        match rustix::fs::statat(&self.fd, name.as_ref(), AtFlags::SYMLINK_NOFOLLOW) {
            Ok(_) => Ok(true),
            Err(Errno::NOENT | Errno::NOTDIR | Errno::LOOP | Errno::NAMETOOLONG) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// What `name` is, and who may do what with it; a link is not followed.
    pub(crate) fn look_at(&self, name: impl AsRef<OsStr>) -> io::Result<(FileType, Mode)> {
        let stat = rustix::fs::statat(&self.fd, name.as_ref(), AtFlags::SYMLINK_NOFOLLOW)?;
        let kind = FileType::from_raw_mode(stat.st_mode);
        Ok((kind, Mode::from_raw_mode(stat.st_mode)))
    }

    /// Writes `bytes` into a new file `draft` and flushes it. What is left of an earlier draft is
    /// removed before; a draft that can't be finished is removed again.
    pub(crate) fn write_draft(&self, draft: &str, bytes: &[u8]) -> io::Result<()> {
        let written = match self.write_new(draft, bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.remove(draft)?;
                self.write_new(draft, bytes)
            }
            written => written,
        };
        let flushed = written.and_then(|file| file.sync_all());
        if flushed.is_err() {
            let _ = self.remove(draft);
        }
        flushed
    }

    /// Writes `bytes` into a new file `name`, without flushing it.
    pub(crate) fn write_unflushed(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.write_new(name, bytes).map(drop)
    }

    fn write_new(&self, name: &str, bytes: &[u8]) -> io::Result<File> {
        let mut file = self.new_file(name)?;
        may_be_as_large(bytes.len() as u64)?;
        file.write_all(bytes)?;
        Ok(file)
    }

    /// Opens a new file `name`, to be written.
    pub(crate) fn new_file(&self, name: &str) -> io::Result<File> {
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = rustix::fs::openat(&self.fd, name, flags, FILE)?;
        rustix::fs::fchmod(&fd, FILE)?;
        Ok(File::from(fd))
    }

    /// Flushes the files `names` in it, and the folder: by one flush of the file system where there
    /// is such a thing.
    pub(crate) fn flush_all(&self, names: impl Iterator<Item = String>) -> io::Result<()> {
        if self.flush_file_system()? {
            return Ok(());
        }
        for name in names {
            self.open_file(&name, false)?.sync_all()?;
        }
        self.flush()
    }

    /// Flushes the file system it is on; false where that can't be done.
    pub(crate) fn flush_file_system(&self) -> io::Result<bool> {
        #[cfg(target_os = "linux")]
        {
            rustix::fs::syncfs(&self.fd)?;
            Ok(true)
        }
        #[cfg(not(target_os = "linux"))]
        Ok(false)
    }

    /// Writes the file `name` whole: a draft, flushed, put in its place, and the folder flushed.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let draft = draft_of(name);
        self.write_draft(&draft, bytes)?;
        if let Err(error) = self.rename(&draft, self, name) {
            let _ = self.remove(&draft);
            return Err(error);
        }
        self.flush()
    }

    /// The same, unless there is something of that name.
    pub(crate) fn put_new(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let draft = draft_of(name);
        let put = self
            .write_draft(&draft, bytes)
            .and_then(|()| self.rename_to_free(&draft, self, name));
        if put.is_err() {
            let _ = self.remove(&draft);
        }
        put.and_then(|()| self.flush())
    }

    /// Writes the file `name` whole, without flushing it: after a power cut it may be empty.
    pub(crate) fn replace_unflushed(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let draft = draft_of(name);
        let done = self
            .write_unflushed(&draft, bytes)
            .and_then(|()| self.rename(&draft, self, name));
        if done.is_err() {
            let _ = self.remove(&draft);
        }
        done
    }

    /// Renames `name` to `new_name` in the folder `to`, over what is there.
    pub(crate) fn rename(&self, name: &str, to: &Folder, new_name: &str) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.fd, name, &to.fd, new_name)?)
    }

    /// Renames `name` to `new_name` in the folder `to`, unless there is something of that name.
    pub(crate) fn rename_to_free(&self, name: &str, to: &Folder, new_name: &str) -> io::Result<()> {
        let flags = RenameFlags::NOREPLACE;
        match rustix::fs::renameat_with(&self.fd, name, &to.fd, new_name, flags) {
            // A file system without this kind of rename: look, then rename.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                if to.has(new_name)? {
                    return Err(Errno::EXIST.into());
                }
                self.rename(name, to, new_name)
            }
            renamed => Ok(renamed?),
        }
    }

    /// Takes the rights of others away from the file or folder `name`.
    pub(crate) fn tighten(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        let (kind, mode) = self.look_at(&name)?;
        if !is_loose(mode) {
            return Ok(());
        }
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let fd = rustix::fs::openat(&self.fd, name.as_ref(), flags, Mode::empty())?;
        let private = if kind == FileType::Directory {
            FOLDER
        } else {
            FILE
        };
        Ok(rustix::fs::fchmod(&fd, private)?)
    }

    /// The same folder, opened once more.
    pub(crate) fn again(&self) -> io::Result<Self> {
        Ok(Self {
            fd: self.fd.try_clone()?,
            path: self.path.clone(),
        })
    }

    /// Removes the file `name`.
    pub(crate) fn remove(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(
            &self.fd,
            name.as_ref(),
            AtFlags::empty(),
        )?)
    }

    /// Removes the folder `name`, in which nothing may be.
    pub(crate) fn remove_child(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(
            &self.fd,
            name.as_ref(),
            AtFlags::REMOVEDIR,
        )?)
    }

    /// Removes the folder `name` if nothing is in it.
    pub(crate) fn remove_empty_child(&self, name: &str) {
        // Another's file in it, or no right to remove it: then it stays, which harms nothing.
        let _ = self.remove_child(name);
    }

    /// Flushes the folder: what was made, renamed and removed in it stays so.
    pub(crate) fn flush(&self) -> io::Result<()> {
        Ok(rustix::fs::fsync(&self.fd)?)
    }
}

/// Goes through the names in an open folder.
fn list(fd: impl AsFd, mut each: impl FnMut(&[u8], FileType)) -> io::Result<()> {
    let mut buffer = Vec::with_capacity(LISTING);
    let mut items = RawDir::new(fd, buffer.spare_capacity_mut());
    while let Some(item) = items.next() {
        let item = item?;
        let name = item.file_name().to_bytes();
        if name != b"." && name != b".." {
            each(name, item.file_type());
        }
    }
    Ok(())
}

/// Whether others on this machine have any right.
pub(crate) fn is_loose(mode: Mode) -> bool {
    mode.intersects(Mode::RWXG | Mode::RWXO)
}

/// Refuses a file of `size` bytes where there is a limit below it (`ulimit -f`): to write it would
/// not fail, but kill.
pub(crate) fn may_be_as_large(size: u64) -> io::Result<()> {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Fsize).current;
    match limit {
        Some(limit) if size > limit => Err(Errno::FBIG.into()),
        _ => Ok(()),
    }
}

/// The name of the draft of a file. It doesn't end in `.json`, so that nothing takes it for one.
pub(crate) fn draft_of(name: &str) -> String {
    format!(".{name}.draft")
}

fn there(opened: rustix::io::Result<OwnedFd>) -> io::Result<Option<OwnedFd>> {
    match opened {
        Ok(fd) => Ok(Some(fd)),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
