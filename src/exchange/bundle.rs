//! Whole dossiers and their papers in one file: a tar, which any system can take apart. First in it
//! stands the [archive](super::archive) of the dossiers, then each paper as it lies in a store.

use tar::{EntryType, Header};
use uuid::Uuid;

use crate::binder::paper::is_file;

/// What the dossiers are called in it.
pub const DOSSIERS: &str = "dossiers.json";

/// The folder of the papers in it.
const PAPERS: &str = "papers";

/// What everything in it is a multiple of, in bytes.
pub const BLOCK: u64 = 512;

/// What it ends with.
pub const END: [u8; 1024] = [0; 1024];

/// What stands before a file in it that has `size` bytes; `at` is the second since 1970 in which it
/// is written.
#[must_use]
pub fn head(name: &str, size: u64, at: u64) -> [u8; 512] {
    let mut header = Header::new_ustar();
    header.set_entry_type(EntryType::Regular);
    // No name of ours is too long for it, nor leads anywhere.
    let named = header.set_path(name);
    debug_assert!(named.is_ok(), "{name}: {named:?}");
    header.set_size(size);
    header.set_mode(0o600);
    header.set_mtime(at);
    header.set_cksum();
    *header.as_bytes()
}

/// What stands behind a file in it that has `size` bytes.
#[must_use]
pub fn padding(size: u64) -> &'static [u8] {
    let over = usize::try_from(size % BLOCK).unwrap_or(0);
    if over == 0 { &[] } else { &END[..512 - over] }
}

/// What the paper `file` of the dossier `of` is called in it.
#[must_use]
pub fn name_of(of: Uuid, file: &str) -> String {
    format!("{PAPERS}/{of}/{file}")
}

/// The dossier and the file of a paper that is called so; none if it is called otherwise.
#[must_use]
pub fn paper_named(name: &str) -> Option<(Uuid, &str)> {
    let name = name.trim_start_matches("./");
    let (of, file) = name
        .strip_prefix(PAPERS)?
        .strip_prefix('/')?
        .split_once('/')?;
    let id: Uuid = of.parse().ok()?;
    (is_file(file) && id.to_string() == of).then_some((id, file))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const ID: &str = "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11";

    #[test]
    fn what_is_written_so_can_be_taken_apart() {
        let paper = name_of(ID.parse().expect("an id"), &("a".repeat(64) + ".longends"));
        let mut bytes = Vec::new();
        for (name, text) in [
            (DOSSIERS, "{}"),
            (&paper, &"x".repeat(512)),
            ("papers/x", ""),
        ] {
            bytes.extend(head(name, text.len() as u64, 1_718_000_000));
            bytes.extend(text.as_bytes());
            bytes.extend(padding(text.len() as u64));
        }
        bytes.extend(END);
        let mut archive = tar::Archive::new(&*bytes);
        let read = archive.entries().expect("entries").map(|entry| {
            let mut entry = entry.expect("an entry");
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("a text");
            let path = entry.path().expect("a path").display().to_string();
            (path, text.len(), entry.header().mode().expect("a mode"))
        });
        let read: Vec<_> = read.collect();
        let expected = [(DOSSIERS, 2), (&paper, 512), ("papers/x", 0)];
        let expected = expected.map(|(name, size)| (name.to_owned(), size, 0o600));
        assert_eq!(read, expected);
    }

    #[test]
    fn a_paper_is_known_by_its_place() {
        let hash = "a".repeat(64);
        let known = format!("papers/{ID}/{hash}.pdf");
        for name in [known.clone(), format!("./{known}")] {
            let (id, file) = paper_named(&name).expect("a paper");
            assert_eq!(
                (id.to_string(), file),
                (ID.to_owned(), &*format!("{hash}.pdf"))
            );
        }
        for name in [
            DOSSIERS.to_owned(),
            format!("papers/{ID}/../{hash}"),
            format!("papers/../{ID}/{hash}"),
            format!("/papers/{ID}/{hash}"),
            format!("papers/{}/{hash}", ID.to_uppercase()),
            format!("papers/{ID}/offer.pdf"),
        ] {
            assert_eq!(paper_named(&name), None, "{name}");
        }
    }
}
