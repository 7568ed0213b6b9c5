//! A file of the user's, or standard input, on its way into the store. It is read a piece at a time,
//! and looked at before and after: what changes meanwhile is no copy of anything.

use std::fs::File;
use std::io::{self, Read, Take};
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use super::desk::Desk;
use crate::binder::PaperRefusal;
use crate::binder::paper::name_of;
use crate::binder::paper_refusal::FOLDER;

/// What is copied, and what it is called.
pub(super) struct Source {
    pub(super) name: String,
    from: From,
}

enum From {
    Input(Box<dyn Read>),
    File {
        path: String,
        file: Take<File>,
        was: Stamp,
    },
}

/// By what a change of a file is seen.
#[derive(PartialEq)]
struct Stamp {
    size: u64,
    modified: (i64, i64),
}

impl Stamp {
    fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self {
            size: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
        })
    }
}

impl Source {
    /// Opens `path`, which the user named: links are followed. `-` is standard input. It is called
    /// as the file is, unless a name is said.
    ///
    /// # Errors
    /// What is no file, or can't be opened, or is not called anything.
    pub(super) fn open(
        path: &Path,
        name: Option<&str>,
        desk: &Desk<'_>,
    ) -> Result<Self, PaperRefusal> {
        let is_input = path.as_os_str() == "-";
        let from = if is_input {
            From::Input(desk.person.input())
        } else {
            opened(path)?
        };
        let own = path.file_name().filter(|_| !is_input);
        let own = own.map(|own| own.to_string_lossy());
        let name = name_of(name.or(own.as_deref()).unwrap_or_default())?;
        Ok(Self { name, from })
    }

    /// Refuses what was changed since it was opened.
    ///
    /// # Errors
    /// [`PaperRefusal::ChangedMeanwhile`].
    pub(super) fn is_as_it_was(&self) -> Result<(), PaperRefusal> {
        match &self.from {
            From::File { path, file, was }
                if Stamp::of(file.get_ref()).ok().as_ref() != Some(was) =>
            {
                let path = path.clone();
                Err(PaperRefusal::ChangedMeanwhile { path })
            }
            _ => Ok(()),
        }
    }
}

impl Read for Source {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        match &mut self.from {
            From::Input(input) => input.read(piece),
            From::File { file, .. } => file.read(piece),
        }
    }
}

fn opened(path: &Path) -> Result<From, PaperRefusal> {
    let said = path.display().to_string();
    let cant_read = |error: io::Error| PaperRefusal::CantRead {
        path: said.clone(),
        why: error.to_string(),
    };
    // A pipe that is opened so is not waited for.
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let mut options = File::options();
    let file = options.read(true).custom_flags(flags).open(path);
    let file = file.map_err(cant_read)?;
    let kind = file.metadata().map_err(cant_read)?.file_type();
    if !kind.is_file() {
        let what = match () {
            () if kind.is_dir() => FOLDER,
            () if kind.is_fifo() => "a pipe",
            () => "a device",
        };
        return Err(PaperRefusal::NoFile { path: said, what });
    }
    let was = Stamp::of(&file).map_err(cant_read)?;
    // One that grows as fast as it is read would never end. What the system makes up while it is
    // read says that it is empty.
    let file = file.take(if was.size > 0 { was.size } else { u64::MAX });
    Ok(From::File {
        path: said,
        file,
        was,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_that_grows_while_it_is_copied_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log.txt");
        let mut writer = File::create(&path).expect("made");
        writer.write_all(b"one").expect("written");
        let from = opened(&path).expect("opened");
        let mut source = Source {
            name: "log.txt".to_owned(),
            from,
        };
        assert_eq!(source.is_as_it_was(), Ok(()));
        io::copy(&mut source, &mut io::sink()).expect("read");
        assert_eq!(source.is_as_it_was(), Ok(()));
        writer.write_all(b"two").expect("written");
        let path = path.display().to_string();
        let refusal = PaperRefusal::ChangedMeanwhile { path };
        assert_eq!(source.is_as_it_was(), Err(refusal));
    }
}
