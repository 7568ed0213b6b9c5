//! Binders that go from hand to hand while the power goes.

use tickler::store::Found;

use crate::desk::Desk;
use crate::work::Work;

/// How many dossiers there are, and how many of them are given singly.
const MANY: usize = 24;
const SINGLE: usize = 5;

/// A binder is lent and comes back, single clients are given away and taken back by an undo, and it
/// goes over for good, and over again.
pub(crate) struct Handings {
    next: usize,
    /// Of each client, who has the dossier, and how many entries it has.
    stands: [(&'static str, usize); MANY],
}

/// One step: the command, whose dossiers it takes, and how many.
struct Step {
    command: String,
    to: &'static str,
    count: usize,
}

impl Handings {
    fn step(&self) -> Step {
        let single: Vec<String> = (0..SINGLE).map(client).collect();
        let assign = format!("assign {} --to ben --yes", single.join(" "));
        let (command, to, count) = match self.next % 6 {
            0 => (
                "handover anna --to ben --until 2024-07-05 --yes",
                "ben",
                MANY,
            ),
            1 => ("handover anna --back --yes", "anna", MANY),
            2 => (assign.as_str(), "ben", SINGLE),
            3 => ("undo --yes", "anna", SINGLE),
            4 => ("handover anna --to ben --leaving --yes", "ben", MANY),
            _ => ("undo --yes", "anna", MANY),
        };
        let command = format!("tickler {command}");
        Step { command, to, count }
    }
}

fn client(number: usize) -> String {
    format!("client-{number:02}")
}

impl Work for Handings {
    fn begin(desk: &Desk) -> Self {
        for number in 0..MANY {
            desk.answer(&format!("tickler add 'Client {number:02}' --on 2024-06-20"));
        }
        desk.answer("tickler config --manager ben --new");
        Self {
            next: 0,
            stands: [("anna", 1); MANY],
        }
    }

    fn next(&self) -> String {
        self.step().command
    }

    fn acknowledged(&mut self) {
        let Step { to, count, .. } = self.step();
        for (manager, entries) in &mut self.stands[..count] {
            *manager = to;
            *entries += 1;
        }
        self.next += 1;
    }

    fn weigh(&mut self, found: &[Found], what: &str) -> bool {
        assert_eq!(found.len(), MANY, "{what}: a client is missing, or new");
        let entries = |number: usize| {
            let found = found.iter().find(|found| found.slug() == client(number));
            let found = found.unwrap_or_else(|| panic!("{what}: client {number} is missing"));
            (found.dossier.manager(), found.dossier.history().len())
        };
        let is_done = entries(0).1 > self.stands[0].1;
        if is_done {
            self.acknowledged();
        }
        for (number, stands) in self.stands.iter().enumerate() {
            assert_eq!(entries(number), *stands, "{what}: client {number}");
        }
        is_done
    }
}
