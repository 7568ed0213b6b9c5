//! Papers: put into a dossier and taken out of it, and what goes with them when a client is erased.

use std::collections::BTreeMap;
use std::io::Read;

use tickler::binder::paper;
use tickler::store::{Look, Store};

use crate::binder::{Binder, Entry};
use crate::deed::write;
use crate::desk::Desk;
use crate::desk::chance::Chance;
use crate::world::World;

/// The files that are put in, each of its own content, at the desk.
const FILES: [&str; 5] = [
    "paper-0.txt",
    "paper-1.txt",
    "paper-2.txt",
    "paper-3.txt",
    "paper-4.txt",
];

/// What is done with papers.
#[derive(Clone, Debug)]
pub(crate) enum PaperDeed {
    PutIn {
        client: usize,
        files: Vec<&'static str>,
    },
    TakeOut {
        client: usize,
        n: usize,
    },
    /// The client is erased for good, with all papers.
    Erase {
        client: usize,
    },
}

/// What is in a file: one is larger than what is copied at once.
fn content(file: &str) -> Vec<u8> {
    let times = if file == FILES[0] { 20_000 } else { 1 };
    format!("what is in {file}\n").repeat(times).into_bytes()
}

/// Lays the files on the desk.
pub(crate) fn lay_out(desk: &Desk) {
    for file in FILES {
        let path = desk.store().with_file_name(file);
        std::fs::write(path, content(file)).expect("a file at the desk");
    }
}

/// One that is not among the papers of a client yet.
pub(crate) fn another(chance: &mut Chance, binder: &Binder, client: usize) -> Option<&'static str> {
    let papers = binder.papers(client);
    let file = chance.one_of(&FILES);
    (!papers.iter().any(|paper| paper == file)).then_some(file)
}

impl PaperDeed {
    /// One that can be done now, if there is one.
    pub(crate) fn any(chance: &mut Chance, binder: &Binder) -> Option<Self> {
        let open = binder.those(|place| place != "closed");
        if open.is_empty() {
            return None;
        }
        let client = chance.one_of(&open);
        let papers = binder.papers(client);
        match chance.below(7) {
            0 => Some(Self::Erase { client }),
            1 | 2 if !papers.is_empty() => {
                let n = 1 + chance.below(papers.len());
                Some(Self::TakeOut { client, n })
            }
            _ => {
                let mut files: Vec<&str> = Vec::new();
                files.extend(another(chance, binder, client));
                files.extend(another(chance, binder, client));
                files.dedup();
                (!files.is_empty()).then_some(Self::PutIn { client, files })
            }
        }
    }

    /// As it is typed behind the program's name.
    pub(crate) fn words(&self, binder: &Binder) -> String {
        let slug = |client: &usize| &binder.clients[*client].slug;
        match self {
            Self::PutIn { client, files } => format!("attach {} {}", slug(client), files.join(" ")),
            Self::TakeOut { client, n } => format!("attach {} --remove {n}", slug(client)),
            Self::Erase { client } => format!("forget {} --yes", slug(client)),
        }
    }

    /// What it comes to.
    pub(crate) fn apply(&self, binder: &mut Binder) {
        let mut entry = Entry::new(Vec::new());
        let client = match self {
            Self::Erase { client } => return binder.erase(*client),
            Self::PutIn { client, files } => {
                entry.put_in = files.iter().map(|file| (*file).to_owned()).collect();
                client
            }
            Self::TakeOut { client, n } => {
                entry.taken_out.push(binder.papers(*client).remove(n - 1));
                client
            }
        };
        write(binder, &[*client], &entry);
    }
}

impl World {
    /// How the papers differ from those of a binder, if they do: each that is listed is there with its
    /// content, and of who was erased there is none.
    pub(crate) fn papers_differ(&self, binder: &Binder) -> Option<String> {
        let own = self
            .desk
            .store()
            .with_file_name("home/.local/state/tickler");
        let store = Store::open(&self.desk.store(), &own).expect("a store");
        let look = store.look().expect("a look").expect("a store");
        let mut told = BTreeMap::new();
        for manager in look.binders().expect("binders") {
            for found in look.scan(&manager, |_| true).expect("a scan").found {
                told.insert(found.slug().to_owned(), papers_of(&look, &found.dossier));
            }
        }
        binder.those(|_| true).into_iter().find_map(|client| {
            let slug = &binder.clients[client].slug;
            let expected: Vec<Result<String, String>> =
                binder.papers(client).into_iter().map(Ok).collect();
            let told = told.get(slug);
            // What is in a copy that is not merged yet was compared when that was made.
            let is_so = self.copied.contains(slug) || told == Some(&expected);
            (!is_so).then(|| format!("the papers of {slug} are {told:?}\nand not {expected:?}"))
        })
    }
}

/// The names of a dossier's papers; of one that is not whole, what is wrong with it.
fn papers_of(look: &Look, dossier: &tickler::binder::Dossier) -> Vec<Result<String, String>> {
    let listed = paper::listed(dossier).into_iter();
    let papers = listed.map(|listed| {
        let name = listed.name();
        let kept = listed.kept.ok_or(format!("{name} was listed by hand"))?;
        let opened = look.open_paper(dossier.id(), &kept.file);
        let opened = opened.map_err(|error| format!("{error:#}"))?;
        let mut bytes = Vec::new();
        let read = opened.ok_or(format!("{name} is not there"))?;
        let read = { read }.read_to_end(&mut bytes);
        read.map_err(|error| error.to_string())?;
        if bytes == content(&name) {
            return Ok(name);
        }
        Err(format!("{name} has {} other bytes", bytes.len()))
    });
    papers.collect()
}
