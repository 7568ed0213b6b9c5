//! What can be done at the desk by a command: as it is typed, and what it comes to.

use chrono::{Days, NaiveDate};

use crate::binder::{Binder, Client, Entry, Set};
use crate::desk::chance::Chance;
use crate::papers::PaperDeed;

/// Who is at the desk.
pub(crate) const ANNA: &str = "anna";

/// Those who have a binder in the store.
pub(crate) const TEAM: [&str; 3] = [ANNA, "ben", "chen"];

/// A command, chosen so that it does something.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Add {
        name: String,
        slug: String,
        to: Refiled,
    },
    File {
        client: usize,
        to: Refiled,
        text: String,
        next: bool,
    },
    Move {
        clients: Vec<usize>,
        to: Refiled,
        agreed_too: bool,
    },
    Note {
        client: usize,
        text: String,
    },
    Edit {
        client: usize,
        next: String,
    },
    Close {
        client: usize,
        text: String,
    },
    Reopen {
        client: usize,
        to: Refiled,
    },
    Config {
        capacity: u64,
    },
    Assign {
        clients: Vec<usize>,
        to: &'static str,
    },
    /// A binder goes to a colleague; for good, or until a day.
    HandOver {
        from: &'static str,
        to: &'static str,
        until: Option<NaiveDate>,
    },
    /// What somebody lent comes back.
    Back {
        owner: &'static str,
    },
    Paper(PaperDeed),
    Undo,
    Redo,
    Repair,
}

/// Where a dossier goes, and when.
#[derive(Clone, Debug)]
pub(crate) struct Refiled {
    place: String,
    time: Option<String>,
}

impl Refiled {
    fn any(chance: &mut Chance, today: NaiveDate) -> Self {
        let day = today + Days::new(chance.below(50) as u64);
        let place = match chance.below(6) {
            0 => day.format("%Y-%m").to_string(),
            1 => "someday".to_owned(),
            _ => day.to_string(),
        };
        let is_day = place.parse::<NaiveDate>().is_ok();
        let time = (is_day && chance.below(3) == 0).then(|| format!("1{}:30", chance.below(8)));
        Self { place, time }
    }

    fn typed(&self) -> String {
        let at = self.time.iter().map(|time| format!(" --at {time}"));
        format!("--on {}{}", self.place, at.collect::<String>())
    }

    /// What is not said is cleared.
    fn sets(&self, agreed: bool) -> Vec<Set> {
        vec![
            ("place", Some(self.place.clone())),
            ("time", self.time.clone()),
            ("agreed", agreed.then(|| "true".to_owned())),
        ]
    }
}

impl Deed {
    /// One that can be done now. `number` makes its texts unlike all others.
    pub(crate) fn any(chance: &mut Chance, binder: &Binder, number: usize) -> Self {
        let open = binder.those(|place| place != "closed");
        let closed = binder.those(|place| place == "closed");
        let to = Refiled::any(chance, binder.today);
        let text = format!("text {number}.");
        let choice = chance.below(33);
        match choice {
            26.. => PaperDeed::any(chance, binder).map_or(Self::Repair, Self::Paper),
            20.. => Self::of_the_team(chance, binder).unwrap_or(Self::Repair),
            0 if !closed.is_empty() => Self::Reopen {
                client: chance.one_of(&closed),
                to,
            },
            1 | 2 if !binder.done.is_empty() => Self::Undo,
            3 if !binder.undone.is_empty() => Self::Redo,
            4 => Self::Config {
                capacity: 100 + number as u64,
            },
            5 => Self::Repair,
            _ if open.len() < 3 || (choice == 6 && binder.clients.len() < 25) => {
                // Of one width: no name is the beginning of another's, which would be taken for it.
                let slug = format!("client-{number:03}");
                Self::Add {
                    name: format!("Client {number:03}"),
                    slug,
                    to,
                }
            }
            7 => Self::Close {
                client: chance.one_of(&open),
                text,
            },
            8 | 9 => Self::Note {
                client: chance.one_of(&open),
                text,
            },
            10 | 11 => Self::Edit {
                client: chance.one_of(&open),
                next: text,
            },
            12..=15 => {
                let mut clients: Vec<usize> = (0..=chance.below(5))
                    .map(|_| chance.one_of(&open))
                    .collect();
                clients.sort_unstable();
                clients.dedup();
                Self::Move {
                    clients,
                    to,
                    agreed_too: chance.below(2) == 0,
                }
            }
            _ => Self::File {
                client: chance.one_of(&open),
                to,
                text,
                next: chance.below(2) == 0,
            },
        }
    }

    /// One by which dossiers change hands, if there are any for it.
    fn of_the_team(chance: &mut Chance, binder: &Binder) -> Option<Self> {
        let (from, to) = (chance.one_of(&TEAM), chance.one_of(&TEAM));
        let open = binder.those(|place| place != "closed");
        let of = |manager: &str| {
            let mut those = open.clone();
            those.retain(|client| binder.manager(*client) == manager);
            those
        };
        match chance.below(3) {
            0 => {
                let mut clients = open.clone();
                clients.retain(|client| binder.manager(*client) != to && chance.below(3) == 0);
                (!clients.is_empty()).then_some(Self::Assign { clients, to })
            }
            1 => {
                let days = Days::new(1 + chance.below(20) as u64);
                let until = (chance.below(2) == 0).then(|| binder.today + days);
                let is_one = from != to && !of(from).is_empty();
                is_one.then_some(Self::HandOver { from, to, until })
            }
            _ => {
                let shown = binder.those(|_| true);
                let is_lent = |owner: &&'static str| {
                    let mut those = shown.iter();
                    those.any(|client| binder.is_lent_by(*client, owner))
                };
                TEAM.into_iter()
                    .find(is_lent)
                    .map(|owner| Self::Back { owner })
            }
        }
    }

    /// Whether dossiers go from one manager to another by it.
    pub(crate) fn changes_hands(&self) -> bool {
        matches!(
            self,
            Self::Assign { .. } | Self::HandOver { .. } | Self::Back { .. }
        )
    }

    /// As it is typed.
    pub(crate) fn line(&self, binder: &Binder) -> String {
        let slug = |client: &usize| binder.clients[*client].slug.clone();
        let words = match self {
            Self::Add { name, to, .. } => format!("add '{name}' {}", to.typed()),
            Self::File {
                client,
                to,
                text,
                next,
            } => {
                let next = if *next {
                    format!(" --next 'after {text}'")
                } else {
                    String::new()
                };
                format!("file {} {} -n '{text}'{next}", slug(client), to.typed())
            }
            Self::Move {
                clients,
                to,
                agreed_too,
            } => {
                let clients: Vec<String> = clients.iter().map(slug).collect();
                let too = if *agreed_too { " --agreed-too" } else { "" };
                format!("move {} {} --yes{too}", clients.join(" "), to.typed())
            }
            Self::Note { client, text } => format!("note {} '{text}'", slug(client)),
            Self::Edit { client, next } => format!("edit {} --set next='{next}'", slug(client)),
            Self::Close { client, text } => format!("close {} --won '{text}'", slug(client)),
            Self::Reopen { client, to } => format!("reopen {} {}", slug(client), to.typed()),
            Self::Config { capacity } => format!("config capacity {capacity}"),
            Self::Assign { clients, to } => {
                let clients: Vec<String> = clients.iter().map(slug).collect();
                format!("assign {} --to {to} --yes", clients.join(" "))
            }
            Self::HandOver { from, to, until } => {
                let until = until.iter().map(|until| format!(" --until {until}"));
                let until = until.collect::<String>();
                format!("handover {from} --to {to}{until} --yes")
            }
            Self::Back { owner } => format!("handover {owner} --back --yes"),
            Self::Paper(deed) => deed.words(binder),
            Self::Undo => "undo --yes".to_owned(),
            Self::Redo => "undo --redo --yes".to_owned(),
            Self::Repair => "check --repair".to_owned(),
        };
        format!("tickler {words}")
    }

    /// What it comes to.
    pub(crate) fn apply(&self, binder: &mut Binder) {
        match self {
            Self::Paper(deed) => deed.apply(binder),
            Self::Undo => binder.turn(false),
            Self::Redo => binder.turn(true),
            Self::Repair => {
                (0..binder.clients.len()).for_each(|client| binder.take_in_edits(client));
            }
            Self::Config { capacity } => {
                let command = binder.command();
                binder.capacities.push((command, *capacity));
            }
            Self::Add { slug, to, .. } => {
                binder.clients.push(Client {
                    slug: slug.clone(),
                    entries: Vec::new(),
                    edited: std::collections::BTreeMap::new(),
                    is_erased: false,
                });
                let mut first = Entry::new(to.sets(false));
                first.sets.push(("manager", Some(ANNA.to_owned())));
                write(binder, &[binder.clients.len() - 1], &first);
            }
            Self::File {
                client,
                to,
                text,
                next,
            } => {
                // A contact that was reached is agreed on, if a time of day is said.
                let mut sets = to.sets(to.time.is_some());
                sets.extend(next.then(|| ("next", Some(format!("after {text}")))));
                let entry = Entry {
                    is_contact: true,
                    ..Entry::new(sets).saying(text)
                };
                write(binder, &[*client], &entry);
            }
            Self::Move {
                clients,
                to,
                agreed_too,
            } => {
                let mut clients = clients.clone();
                if clients.len() > 1 && !agreed_too {
                    clients.retain(|client| binder.field(*client, "agreed").is_none());
                }
                write(binder, &clients, &Entry::new(to.sets(false)));
            }
            Self::Note { client, text } => {
                write(binder, &[*client], &Entry::new(Vec::new()).saying(text));
            }
            Self::Edit { client, next } => {
                write(
                    binder,
                    &[*client],
                    &Entry::new(vec![("next", Some(next.clone()))]),
                );
            }
            Self::Close { client, text } => {
                let sets = vec![
                    ("place", Some("closed".to_owned())),
                    ("time", None),
                    ("agreed", None),
                ];
                write(binder, &[*client], &Entry::new(sets).saying(text));
            }
            Self::Reopen { client, to } => write(binder, &[*client], &Entry::new(to.sets(false))),
            Self::Assign { clients, to } => hand(binder, clients, to, false),
            Self::HandOver { from, to, until } => {
                let mut clients = binder.those(|place| place != "closed");
                clients.retain(|client| binder.manager(*client) == *from);
                hand(binder, &clients, to, until.is_some());
            }
            Self::Back { owner } => {
                let mut clients = binder.those(|_| true);
                clients.retain(|client| binder.is_lent_by(*client, owner));
                hand(binder, &clients, owner, false);
            }
        }
    }
}

/// These dossiers go to another manager, each from the one who has it, in one command.
fn hand(binder: &mut Binder, clients: &[usize], to: &str, is_lent: bool) {
    let command = Some(binder.command());
    for client in clients {
        let from = binder.manager(*client);
        let from = TEAM.into_iter().find(|manager| *manager == from);
        let from = from.expect("one of the team");
        let entry = Entry {
            command,
            given: Some((from, is_lent)),
            ..Entry::new(vec![("manager", Some(to.to_owned()))])
        };
        binder.write(*client, entry);
    }
}

/// One command writes one entry into each of these dossiers; into none, it is no command.
pub(crate) fn write(binder: &mut Binder, clients: &[usize], entry: &Entry) {
    if clients.is_empty() {
        return;
    }
    let command = Some(binder.command());
    for client in clients {
        binder.write(
            *client,
            Entry {
                command,
                ..entry.clone()
            },
        );
    }
}
