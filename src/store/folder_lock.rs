//! A folder locked, by those who write drafts into it one beside the other. On a file system without
//! such locks each of them thinks that it is alone.

use std::io;

use rustix::fs::FlockOperation;
use rustix::io::Errno;

use super::folder::Folder;

impl Folder {
    /// Locks it together with others, for as long as it is open.
    pub(crate) fn lock_with_others(&self) {
        let _ = rustix::fs::flock(&self.fd, FlockOperation::LockShared);
    }

    /// Locks it alone, for as long as it is open; false if another has locked it.
    pub(crate) fn lock_alone(&self) -> bool {
        let locked = rustix::fs::flock(&self.fd, FlockOperation::NonBlockingLockExclusive);
        locked != Err(Errno::WOULDBLOCK)
    }

    /// Whether another has locked it.
    pub(crate) fn is_in_use(&self) -> bool {
        let is_alone = self.lock_alone();
        let _ = rustix::fs::flock(&self.fd, FlockOperation::Unlock);
        !is_alone
    }

    /// Whether it was removed since it was opened.
    pub(crate) fn is_gone(&self) -> io::Result<bool> {
        Ok(rustix::fs::fstat(&self.fd)?.st_nlink == 0)
    }
}
