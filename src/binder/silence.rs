//! Whom one is losing: clients with whom there was no contact for too long.

use chrono::{Days, NaiveDate};

use super::cadence::Cadence;
use super::{Dossier, Entry};

/// How many days without a contact are too many for a client without a cadence: more than these.
pub const PATIENCE: u64 = 60;

/// The last day on which there was something between the client and us.
///
/// That is the day of the last contact, reached or not; of a client who was never contacted, the
/// day on which the dossier was made.
#[must_use]
pub fn last_heard(dossier: &Dossier) -> Option<NaiveDate> {
    let last = dossier.last_contact().map(Entry::moment);
    let made = || dossier.history().first().map(Entry::at);
    last.or_else(made).map(|moment| moment.date_naive())
}

/// How long one may hear nothing of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// As long as the client's own cadence, or [`PATIENCE`] without one.
    TheirOwn,
    /// So many days.
    Days(u64),
}

/// Whether there was no contact for longer than that.
#[must_use]
pub fn is_silent(dossier: &Dossier, patience: Patience, today: NaiveDate) -> bool {
    let Some(last) = last_heard(dossier) else {
        return false;
    };
    let plus = |days| last.checked_add_days(Days::new(days));
    let until = match patience {
        Patience::Days(days) => plus(days),
        Patience::TheirOwn => cadence(dossier, last).or_else(|| plus(PATIENCE)),
    };
    // What ends after the calendar does is not over.
    until.is_some_and(|until| today > until)
}

/// The day on which the next contact is due by the client's own cadence.
fn cadence(dossier: &Dossier, last: NaiveDate) -> Option<NaiveDate> {
    let cadence = Cadence::parse(dossier.fields().text("every")?).ok()?;
    Some(cadence.after(last))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    /// A client who was added on 1 March, with this cadence and these entries.
    fn client(every: Option<&str>, entries: &[&Value]) -> Dossier {
        let mut history = vec![
            json!({ "op": "0", "at": "2024-03-01T09:00:00+02:00", "by": "anna",
            "kind": "add", "set": { "manager": "anna", "place": "someday", "name": "Ivan" } }),
        ];
        history.extend(entries.iter().copied().cloned());
        let mut value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": "anna", "place": "someday", "name": "Ivan", "history": history });
        if let Some(every) = every {
            value["every"] = json!(every);
        }
        serde_json::from_value(value).expect("a dossier")
    }

    #[test]
    fn silent_is_who_was_not_contacted_for_longer_than_the_cadence_or_sixty_days() {
        use Patience::{Days, TheirOwn};
        let entry = |op: &str, at: &str, kind: &str| {
            json!({ "op": op, "by": "anna", "kind": kind,
            "at": format!("{at}T09:00:00+02:00"), "outcome": "no-answer" })
        };
        let call = entry("1", "2024-04-01", "call");
        let note = entry("2", "2024-04-20", "note");
        let mut earlier = entry("3", "2024-04-30", "call");
        earlier["when"] = json!("2024-03-10");
        let mut undo = entry("4", "2024-04-02", "undo");
        undo["of"] = json!("1");
        // The last day on which each is not silent yet.
        let cases: [(Option<&str>, &[&Value], Patience, &str); 12] = [
            (None, &[], TheirOwn, "2024-04-30"),
            (None, &[&call], TheirOwn, "2024-05-31"),
            (None, &[&call, &note], TheirOwn, "2024-05-31"),
            (None, &[&earlier], TheirOwn, "2024-05-09"),
            (None, &[&call, &earlier], TheirOwn, "2024-05-31"),
            (None, &[&call, &undo], TheirOwn, "2024-04-30"),
            (Some("6w"), &[&call], TheirOwn, "2024-05-13"),
            (Some("10d"), &[&call], TheirOwn, "2024-04-11"),
            (Some("1m"), &[&call], TheirOwn, "2024-05-01"),
            (Some("now and then"), &[&call], TheirOwn, "2024-05-31"),
            (Some("10d"), &[&call], Days(90), "2024-06-30"),
            (None, &[&call], Days(1), "2024-04-02"),
        ];
        for (every, entries, patience, last) in cases {
            let (dossier, last) = (client(every, entries), date(last));
            let next = last.succ_opt().expect("a day");
            assert!(
                !is_silent(&dossier, patience, last),
                "{every:?} {entries:?}"
            );
            assert!(is_silent(&dossier, patience, next), "{every:?} {entries:?}");
        }
        assert!(!is_silent(
            &client(None, &[]),
            Patience::Days(u64::MAX),
            date("9999-12-31")
        ));
    }
}
