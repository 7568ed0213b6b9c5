//! What became of it: the dossiers that a manager gave away, each as it is now, and the word of that
//! manager's that nobody has read yet.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::entry::Entry;
use super::line::by_due;
use super::slip::word_left;
use super::{Dossier, Kind, Line, Place, Seen, WordLeft};

/// What a manager gave away, and what became of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GivenAway {
    /// The manager.
    pub manager: String,
    /// The dossiers: those first whose client nobody has contacted since, closed ones last; then by
    /// taker and by due.
    pub dossiers: Vec<Giving>,
    /// How many more were given away once, and are back.
    pub back: usize,
    /// The word that this manager left and that is still unread, oldest first.
    pub word: Vec<WordLeft>,
}

/// A dossier that was given away.
#[derive(Clone, Debug, PartialEq)]
pub struct Giving {
    /// The dossier as it is now, in whosever binder.
    pub line: Line,
    /// How it was given: [`Kind::Handover`], [`Kind::Assign`] or [`Kind::Lend`].
    pub kind: Kind,
    /// To whom.
    pub to: String,
    /// On which day.
    pub on: NaiveDate,
    /// Until when, if it was lent.
    pub until: Option<NaiveDate>,
    /// Whether there was a contact with the client since, reached or not, by whomever.
    pub contacted_since: bool,
}

/// What one dossier tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    given: Option<Giving>,
    is_back: bool,
    word: Vec<WordLeft>,
}

/// How much of it one taker got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// All dossiers.
    pub dossiers: usize,
    /// Those whose client nobody has contacted since, closed ones left out.
    pub waiting: usize,
    /// Those that are late.
    pub overdue: usize,
    /// Those that are closed.
    pub closed: usize,
    /// Those that are in somebody else's binder by now.
    pub elsewhere: usize,
}

impl Giving {
    /// Whether somebody still has to contact the client for the first time since.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.contacted_since && !self.is_closed()
    }

    /// Whether it is closed by now.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.line.place == Place::Closed
    }

    /// Whether it went on from the one who got it to somebody else.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        self.line.manager != self.to
    }
}

impl Told {
    /// What a dossier tells of what `manager` gave away; `None` if nothing.
    #[must_use]
    pub fn of(client: &str, dossier: &Dossier, manager: &str, seen: Seen) -> Option<Self> {
        if dossier.place() == Place::Gone {
            return None;
        }
        let mut word = word_left([(client, dossier)], None, seen.today);
        word.retain(|left| left.word.by == manager);
        let history = dossier.live_history();
        let (was_given, last) = givings(&history, manager);
        let last = last.filter(|_| dossier.manager() != manager);
        let given = last.map(|entry| Giving {
            line: Line::of(client, dossier, seen),
            kind: entry.kind(),
            to: entry.text_of("to").unwrap_or_default().to_owned(),
            on: entry.at().date_naive(),
            until: entry.text_of("until").and_then(|until| until.parse().ok()),
            contacted_since: dossier
                .last_contact()
                .is_some_and(|contact| contact.moment() > entry.at()),
        });
        let told = Self {
            is_back: was_given && given.is_none(),
            given,
            word,
        };
        (told != Self::default()).then_some(told)
    }
}

/// Whether `manager` ever gave it away, and with which entry last, unless it came back since.
///
/// It is given by the one whose binder it was in, and by the one who did it: a head of sales who
/// assigns a client of anna's. It is back once it is with the one from whom it was given; what the
/// taker does with it meanwhile doesn't end it. Who brings back what was lent gives nothing away.
fn givings<'a>(history: &[&'a Entry], manager: &str) -> (bool, Option<&'a Entry>) {
    let mut was_given = false;
    let mut open: Vec<&Entry> = Vec::new();
    let mut lenders: Vec<Option<&str>> = Vec::new();
    let handings = history.iter().filter(|entry| {
        let kind = entry.kind();
        kind == Kind::Return || is_giving(kind)
    });
    for entry in handings {
        let (giver, to) = (entry.text_of("from_manager"), entry.text_of("to"));
        let is_back = |open: &&Entry| to == Some(manager) || open.text_of("from_manager") == to;
        if let Some(ended) = open.iter().position(is_back) {
            open.truncate(ended);
        }
        let brought_back = lenders.iter().position(|lender| *lender == to);
        if let Some(ended) = brought_back {
            lenders.truncate(ended);
        }
        if entry.kind() == Kind::Lend {
            lenders.push(giver);
        }
        let is_own = giver == Some(manager) || entry.by() == manager;
        let is_away = to != Some(manager) && brought_back.is_none();
        if is_giving(entry.kind()) && is_own && is_away {
            was_given = true;
            open.push(entry);
        }
    }
    (was_given, open.pop())
}

fn is_giving(kind: Kind) -> bool {
    matches!(kind, Kind::Handover | Kind::Assign | Kind::Lend)
}

impl GivenAway {
    /// What the dossiers of all binders tell together.
    #[must_use]
    pub fn of(manager: &str, told: impl IntoIterator<Item = Told>) -> Self {
        let mut given = Self {
            manager: manager.to_owned(),
            ..Self::default()
        };
        for mut one in told {
            given.dossiers.extend(one.given);
            given.back += usize::from(one.is_back);
            given.word.append(&mut one.word);
        }
        given.dossiers.sort_by(|one, other| {
            let group = |giving: &Giving| (!giving.is_waiting(), giving.is_closed());
            let by_group = group(one).cmp(&group(other));
            let by_taker = by_group.then_with(|| one.to.cmp(&other.to));
            by_taker.then_with(|| by_due(&one.line, &other.line))
        });
        let key = |left: &WordLeft| (left.word.at, left.client.clone());
        given.word.sort_by_key(key);
        given
    }

    /// How many clients nobody has contacted since.
    #[must_use]
    pub fn waiting(&self) -> usize {
        let waiting = self.dossiers.iter().filter(|giving| giving.is_waiting());
        waiting.count()
    }

    /// How much each taker got.
    #[must_use]
    pub fn shares(&self) -> BTreeMap<&str, Share> {
        let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
        for giving in &self.dossiers {
            let share = shares.entry(&giving.to).or_default();
            share.dossiers += 1;
            share.waiting += usize::from(giving.is_waiting());
            share.overdue += usize::from(giving.line.days_late > 0);
            share.closed += usize::from(giving.is_closed());
            share.elsewhere += usize::from(giving.is_elsewhere());
        }
        shares
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::binder::Layout;

    /// On which day of June, by whom, what kind, from whom, to whom.
    type Step = (u32, &'static str, &'static str, &'static str, &'static str);

    fn seen() -> Seen {
        Seen {
            today: NaiveDate::from_ymd_opt(2024, 6, 13).expect("a date"),
            layout: Layout::default(),
        }
    }

    /// A dossier of anna's that went from hand to hand; it stands with `holder` behind `place`.
    fn dossier(place: &str, holder: &str, steps: &[Step]) -> Dossier {
        let mut history = vec![
            json!({ "op": "0", "at": "2024-06-01T09:00:00+02:00", "by": "anna", "kind": "add",
                "set": { "manager": "anna", "place": place, "name": "Ivan" } }),
        ];
        for (number, (day, by, kind, from, to)) in (1..).zip(steps) {
            let at = format!("2024-06-{day:02}T09:00:00+02:00");
            let mut entry = json!({ "op": number.to_string(), "at": at, "by": by, "kind": kind });
            match *kind {
                "undo" => entry["of"] = json!(to),
                "call" => entry["when"] = json!(to),
                "note" => entry["for"] = json!(to),
                "lend" => entry["until"] = json!("2024-06-28"),
                _ => {}
            }
            if !from.is_empty() {
                entry["from_manager"] = json!(from);
                entry["to"] = json!(to);
                entry["set"] = json!({ "manager": to });
            }
            history.push(entry);
        }
        let id = "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11";
        let value: Value = json!({ "format": 1, "id": id, "manager": holder, "place": place,
            "name": "Ivan", "history": history });
        serde_json::from_value(value).expect("a dossier")
    }

    fn told(manager: &str, holder: &str, steps: &[Step]) -> Told {
        let dossier = dossier("2024-07", holder, steps);
        Told::of("ivan", &dossier, manager, seen()).unwrap_or_default()
    }

    #[test]
    fn it_is_given_until_it_is_back_with_the_one_it_came_from() {
        const HAND: Step = (3, "anna", "handover", "anna", "ben");
        const LEND: Step = (4, "anna", "lend", "anna", "ben");
        const HOME: Step = (8, "ben", "assign", "ben", "anna");
        const BACK: Step = (9, "anna", "return", "ben", "anna");
        const ON: Step = (5, "ben", "assign", "ben", "chen");
        const HEAD: Step = (6, "dora", "assign", "anna", "ben");
        const UNDO: Step = (7, "anna", "undo", "", "1");
        // To whom and on which day; whether it is back.
        type Expected = (Option<(&'static str, u32)>, bool);
        let cases: [(&str, &str, &[Step], Expected); 18] = [
            ("anna", "anna", &[], (None, false)),
            ("anna", "ben", &[HAND], (Some(("ben", 3)), false)),
            ("ben", "ben", &[HAND], (None, false)),
            ("anna", "anna", &[HAND, UNDO], (None, false)),
            ("anna", "chen", &[HAND, ON], (Some(("ben", 3)), false)),
            ("ben", "chen", &[HAND, ON], (Some(("chen", 5)), false)),
            ("anna", "ben", &[LEND], (Some(("ben", 4)), false)),
            ("anna", "anna", &[LEND, BACK], (None, true)),
            ("anna", "anna", &[LEND, ON, BACK], (None, true)),
            ("ben", "anna", &[LEND, ON, BACK], (Some(("chen", 5)), false)),
            ("ben", "anna", &[LEND, HOME], (None, false)),
            ("ben", "anna", &[HAND, HOME], (Some(("anna", 8)), false)),
            ("ben", "anna", &[HAND, ON, BACK], (Some(("chen", 5)), false)),
            ("anna", "ben", &[HEAD], (Some(("ben", 6)), false)),
            ("dora", "ben", &[HEAD], (Some(("ben", 6)), false)),
            ("dora", "anna", &[HEAD, BACK], (None, true)),
            // By hand, in an editor.
            ("anna", "anna", &[HAND], (None, true)),
            (
                "dora",
                "dora",
                &[(3, "dora", "assign", "anna", "dora")],
                (None, false),
            ),
        ];
        for (manager, holder, steps, expected) in cases {
            let told = told(manager, holder, steps);
            let given = told.given.as_ref();
            let given = given.map(|given| (given.to.as_str(), given.on));
            let june = |day| NaiveDate::from_ymd_opt(2024, 6, day).expect("a date");
            let (to, is_back) = expected;
            let to = to.map(|(to, day)| (to, june(day)));
            assert_eq!((given, told.is_back), (to, is_back), "{manager}: {steps:?}");
        }
    }

    #[test]
    fn a_contact_counts_if_it_was_held_after_the_dossier_was_given() {
        const HAND: Step = (5, "anna", "handover", "anna", "ben");
        let call = |day, when| (day, "ben", "call", "", when);
        let cases: [(&[Step], bool); 4] = [
            (&[HAND], false),
            (&[call(4, ""), HAND], false),
            (&[HAND, call(6, "")], true),
            (&[HAND, call(6, "2024-06-04T10:00:00+02:00")], false),
        ];
        for (steps, expected) in cases {
            let given = told("anna", "ben", steps).given.expect("it was given");
            assert_eq!(given.contacted_since, expected, "{steps:?}");
        }
    }

    #[test]
    fn word_is_told_to_the_one_who_left_it_until_it_is_read() {
        const WORD: Step = (5, "anna", "note", "", "ben");
        let left = |manager, steps: &[Step]| told(manager, "anna", steps).word.len();
        assert_eq!(left("anna", &[WORD]), 1);
        assert_eq!(left("ben", &[WORD]), 0);
        assert_eq!(left("anna", &[(5, "anna", "note", "", "")]), 0);
        assert_eq!(
            left("anna", &[(20, "anna", "note", "", "ben")]),
            0,
            "not yet"
        );
    }

    #[test]
    fn whoever_was_not_contacted_is_first_and_who_is_closed_is_last() {
        let give = |to: &'static str| (3, "anna", "handover", "anna", to);
        let called = (6, "ben", "call", "", "");
        let dossiers = [
            ("closed", "ben", vec![give("ben")]),
            ("2024-07", "ben", vec![give("ben"), called]),
            ("2024-06-12", "chen", vec![give("chen")]),
            (
                "2024-06-14",
                "chen",
                vec![give("ben"), (4, "ben", "assign", "ben", "chen")],
            ),
        ];
        let told = dossiers.iter().filter_map(|(place, holder, steps)| {
            Told::of(place, &dossier(place, holder, steps), "anna", seen())
        });
        let given = GivenAway::of("anna", told);
        let order = given.dossiers.iter().map(|one| one.line.client.as_str());
        let order: Vec<&str> = order.collect();
        assert_eq!(order, ["2024-06-14", "2024-06-12", "2024-07", "closed"]);
        assert_eq!((given.waiting(), given.back), (2, 0));
        let shares = given.shares();
        let expected = Share {
            dossiers: 3,
            waiting: 1,
            overdue: 0,
            closed: 1,
            elsewhere: 1,
        };
        assert_eq!(shares["ben"], expected);
        assert_eq!(shares["chen"].overdue, 1);
    }
}
