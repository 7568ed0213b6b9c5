//! The three groups of clients, which want three kinds of care: the new, those one has, and apart
//! from both, the dissatisfied.

use serde::{Serialize, Serializer};

use super::{Dossier, Ending, Kind, complaint, lookup};

/// The stage of a client one has, whether or not there was a talk that is in the binder.
const CUSTOMER: &str = "customer";

/// The mood up to which a client is dissatisfied.
const BAD_MOOD: u8 = 2;

/// What kind of care a client wants. Each client is in one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Was never reached yet, and is no customer.
    New,
    /// Was reached, is at the stage `customer`, or was closed as won.
    Existing,
    /// Waits for the answer to a complaint, or was in a mood of 1 or 2 when that was last said.
    Dissatisfied,
}

impl Group {
    /// All groups, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::New, Self::Existing, Self::Dissatisfied];

    /// The word that is typed and shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Existing => "existing",
            Self::Dissatisfied => "dissatisfied",
        }
    }

    /// The group that is called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }

    /// The group of a client.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let was_won = || {
            let mut history = dossier.live_history().into_iter();
            history.any(|entry| {
                entry.kind() == Kind::Close && entry.text_of("result") == Some(Ending::Won.name())
            })
        };
        Self::told_by(
            dossier.last_mood(),
            !complaint::open(dossier).is_empty(),
            dossier.was_reached() || was_won(),
            dossier.fields().text("stage"),
        )
    }

    /// The group of a client of whom this is known. Who is dissatisfied is nothing else, however
    /// well one knows them.
    pub(super) fn told_by(
        last_mood: Option<u8>,
        waits_for_answer: bool,
        was_reached_or_won: bool,
        stage: Option<&str>,
    ) -> Self {
        let is_customer = || stage.is_some_and(|stage| lookup::folded(stage.trim()) == CUSTOMER);
        if waits_for_answer || last_mood.is_some_and(|mood| mood <= BAD_MOOD) {
            Self::Dissatisfied
        } else if was_reached_or_won || is_customer() {
            Self::Existing
        } else {
            Self::New
        }
    }
}

impl Serialize for Group {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::binder::sample::at_stage;

    #[test]
    fn each_client_is_in_one_group() {
        use Group::{Dissatisfied, Existing, New};
        let call =
            |op: &str, outcome: &str| json!({ "op": op, "kind": "call", "outcome": outcome });
        let (tried, reached) = (call("1", "no-answer"), call("2", "reached"));
        let mood = |op: &str, mood: u8| json!({ "op": op, "kind": "call", "outcome": "reached", "mood": mood });
        let (bad, good) = (mood("3", 2), mood("4", 3));
        let complaint = json!({ "op": "5", "kind": "note", "complaint": true });
        let answer = json!({ "op": "6", "kind": "note", "answers": "5" });
        let won = json!({ "op": "7", "kind": "close", "result": "won" });
        let lost = json!({ "op": "8", "kind": "close", "result": "lost" });
        let undo = json!({ "op": "9", "kind": "undo", "of": "2" });
        let cases: [(Option<&str>, &[&Value], Group); 13] = [
            (None, &[], New),
            (Some("offer"), &[&tried], New),
            (None, &[&tried, &reached], Existing),
            (None, &[&reached, &undo], New),
            (Some("Customer "), &[], Existing),
            (None, &[&won], Existing),
            (None, &[&lost], New),
            (Some("customer"), &[&complaint], Dissatisfied),
            (None, &[&complaint, &answer], New),
            (None, &[&reached, &complaint, &answer], Existing),
            (None, &[&bad], Dissatisfied),
            (None, &[&bad, &good], Existing),
            (None, &[&good, &bad, &tried], Dissatisfied),
        ];
        for (stage, entries, group) in cases {
            assert_eq!(
                Group::of(&at_stage(stage, entries)),
                group,
                "{stage:?} {entries:?}"
            );
        }
    }
}
