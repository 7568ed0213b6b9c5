//! Papers that are put in and taken out while the power goes. That each which a dossier lists is there
//! and whole, the check proves that follows each cut.

use tickler::binder::paper;
use tickler::store::Found;

use crate::desk::Desk;
use crate::work::Work;

/// How many clients there are.
const CLIENTS: usize = 4;

/// The files that are put in, and how large they are: up to several pieces of a copy.
const FILES: [(&str, usize); 5] = [
    ("a.txt", 1),
    ("b.txt", 300_000),
    ("c.txt", 4096),
    ("d.txt", 128 << 10),
    ("e.txt", 70_000),
];

/// What is known of a client: how many entries there are, and which papers.
type Stands = Option<(usize, Vec<&'static str>)>;

/// One client after the other gets papers, loses one and gets it back, goes to a colleague, is erased,
/// and comes anew.
pub(crate) struct Papers {
    next: usize,
    stand: [Stands; CLIENTS],
}

impl Papers {
    /// Whose turn it is.
    fn client(&self) -> usize {
        self.next / 8 % CLIENTS
    }

    /// The command, and what is known of the client then.
    fn step(&self) -> (String, Stands) {
        let client = client(self.client());
        let file = |number: usize| FILES[(self.next / 8 + number) % FILES.len()].0;
        let (one, two, three) = (file(0), file(1), file(2));
        let (command, papers) = match self.next % 8 {
            0 => (format!("attach {client} {one} {two}"), vec![one, two]),
            1 => (format!("attach {client} --remove 1"), vec![two]),
            2 | 4 => ("undo --yes".to_owned(), vec![one, two]),
            3 => (format!("attach {client} {three}"), vec![one, two, three]),
            5 => (format!("assign {client} --to ben"), vec![one, two]),
            6 => return (format!("tickler forget {client} --yes"), None),
            _ => (format!("add {client} --on 2024-06-20"), vec![]),
        };
        let known = self.stand[self.client()].as_ref();
        let entries = known.map_or(0, |(entries, _)| *entries);
        (format!("tickler {command}"), Some((entries + 1, papers)))
    }
}

fn client(number: usize) -> String {
    format!("client-{number}")
}

impl Work for Papers {
    fn begin(desk: &Desk) -> Self {
        for number in 0..CLIENTS {
            desk.answer(&format!("tickler add {} --on 2024-06-20", client(number)));
        }
        desk.answer("tickler config --manager ben --new");
        for (file, size) in FILES {
            let path = desk.store().with_file_name(file);
            std::fs::write(path, file.repeat(size / file.len() + 1)).expect("a file");
        }
        Self {
            next: 0,
            stand: [const { Some((1, Vec::new())) }; CLIENTS],
        }
    }

    fn next(&self) -> String {
        self.step().0
    }

    fn acknowledged(&mut self) {
        self.stand[self.client()] = self.step().1;
        self.next += 1;
    }

    fn weigh(&mut self, found: &[Found], what: &str) -> bool {
        let stands = |number: usize| -> Option<(usize, Vec<String>)> {
            let found = found.iter().find(|found| found.slug() == client(number))?;
            let listed = paper::listed(&found.dossier).into_iter();
            let names = listed.map(|one| one.name()).collect();
            Some((found.dossier.history().len(), names))
        };
        let entries = |known: &Stands| known.as_ref().map(|(entries, _)| *entries);
        let under_way = stands(self.client()).map(|(entries, _)| entries);
        let is_done = under_way != entries(&self.stand[self.client()]);
        if is_done {
            self.acknowledged();
        }
        for (number, known) in self.stand.iter().enumerate() {
            let known = known.as_ref().map(|(entries, papers)| {
                let papers = papers.iter().map(|paper| (*paper).to_owned());
                (*entries, papers.collect())
            });
            assert_eq!(stands(number), known, "{what}: {}", client(number));
        }
        is_done
    }
}
