//! A call session: one dossier after the other, which is next, and what became of each.
//!
//! It knows the clients by number only. What a deed does to a dossier is the command's of that
//! name; here is what it does to the row of those who are still to be called.

use super::Outcome;

/// What was done about the dossier that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A contact was written down, and the dossier refiled.
    Talked(Outcome),
    /// It was refiled without a contact.
    Moved,
    /// It was taken out of the dividers.
    Closed,
    /// Something was written into it, and it stays on the desk.
    Noted,
    /// It was left where it stands.
    Skipped,
}

/// What became of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Still to be called.
    Left,
    /// Refiled without a contact.
    Moved,
    /// Taken out of the dividers.
    Closed,
    /// Called, and not reached.
    NotReached,
    /// Spoken to.
    Reached,
}

impl Fate {
    /// All of them, what says most first.
    pub const ALL: [Self; 5] = [
        Self::Reached,
        Self::NotReached,
        Self::Closed,
        Self::Moved,
        Self::Left,
    ];
}

/// One turn of a client. Whoever is to be called again on the same day has another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Turn {
    client: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Waiting,
    Skipped,
    /// Somebody else took it away meanwhile.
    Away,
    Done(Fate),
}

/// What was done, so that it can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Done {
    at: usize,
    /// The op of the command; none, if nothing was written.
    op: Option<String>,
    /// It gave the client another turn.
    again: bool,
}

/// The clients of a session in their order, and what was done so far.
#[derive(Clone, Debug)]
pub struct Session {
    clients: usize,
    turns: Vec<Turn>,
    at: usize,
    done: Vec<Done>,
}

impl Session {
    /// A session with `count` clients, called by their numbers from 0 on.
    #[must_use]
    pub fn of(count: usize) -> Self {
        let turn = |client| Turn {
            client,
            state: State::Waiting,
        };
        Self {
            clients: count,
            turns: (0..count).map(turn).collect(),
            at: 0,
            done: Vec::new(),
        }
    }

    /// Whose turn it is; nobody's, when all had theirs.
    #[must_use]
    pub fn client(&self) -> Option<usize> {
        let turn = self.turns.get(self.at)?;
        (turn.state == State::Waiting).then_some(turn.client)
    }

    /// Which turn it is, from 1 on, and of how many.
    #[must_use]
    pub fn number(&self) -> (usize, usize) {
        (self.at + 1, self.turns.len())
    }

    /// Something was done about the client whose turn it is: by a command with this op, if it wrote
    /// anything. `again` tells that the dossier stands behind the session's day still.
    pub fn take(&mut self, step: Step, op: Option<String>, again: bool) {
        let Some(client) = self.client() else { return };
        let at = self.at;
        let (state, again) = match step {
            Step::Talked(Outcome::Reached) => (State::Done(Fate::Reached), again),
            Step::Talked(_) => (State::Done(Fate::NotReached), again),
            Step::Moved => (State::Done(Fate::Moved), again),
            Step::Closed => (State::Done(Fate::Closed), false),
            Step::Noted => (State::Waiting, false),
            Step::Skipped => (State::Skipped, false),
        };
        self.turns[at].state = state;
        if again {
            let state = State::Waiting;
            self.turns.push(Turn { client, state });
        }
        self.done.push(Done { at, op, again });
        self.go_on();
    }

    /// The client whose turn it is does not stand behind the day any more.
    pub fn pass_over(&mut self) {
        if let Some(turn) = self.turns.get_mut(self.at) {
            turn.state = State::Away;
        }
        self.go_on();
    }

    /// The op of what was done last: `Some(None)` if that wrote nothing, `None` if nothing was done.
    #[must_use]
    pub fn last(&self) -> Option<Option<&str>> {
        self.done.last().map(|done| done.op.as_deref())
    }

    /// What was done last is taken back: it is that client's turn again.
    pub fn take_back(&mut self) {
        let Some(done) = self.done.pop() else { return };
        if done.again {
            self.turns.pop();
        }
        self.at = done.at;
        self.turns[done.at].state = State::Waiting;
    }

    /// What became of each client, by number: of several turns, what says most. Nothing, if others
    /// took the dossier away.
    #[must_use]
    pub fn fates(&self) -> Vec<Option<Fate>> {
        let mut fates = vec![None; self.clients];
        for turn in &self.turns {
            let fate = match turn.state {
                State::Done(fate) => Some(fate),
                State::Waiting | State::Skipped => Some(Fate::Left),
                State::Away => None,
            };
            fates[turn.client] = fates[turn.client].max(fate);
        }
        fates
    }

    /// Whether anything was written that was not taken back.
    #[must_use]
    pub fn has_written(&self) -> bool {
        self.done.iter().any(|done| done.op.is_some())
    }

    /// How many turns are still to come, those that were skipped among them.
    #[must_use]
    pub fn left(&self) -> usize {
        let left = |turn: &&Turn| matches!(turn.state, State::Waiting | State::Skipped);
        self.turns.iter().filter(left).count()
    }

    /// To the next turn that waits, from here on and then from the beginning; or behind the last.
    fn go_on(&mut self) {
        let waits = |at: &usize| self.turns[*at].state == State::Waiting;
        let mut ahead = (self.at..self.turns.len()).chain(0..self.at);
        self.at = ahead.find(waits).unwrap_or(self.turns.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REACHED: Step = Step::Talked(Outcome::Reached);
    const NO_ANSWER: Step = Step::Talked(Outcome::NoAnswer);

    /// Does these steps, each with an op and whether the dossier stays behind the day.
    fn after(count: usize, steps: &[(Step, bool)]) -> Session {
        let mut session = Session::of(count);
        for (number, (step, again)) in steps.iter().enumerate() {
            let op = (*step != Step::Skipped).then(|| format!("op {number}"));
            session.take(*step, op, *again);
        }
        session
    }

    #[test]
    fn each_has_a_turn_and_who_is_to_be_called_again_another() {
        type Case = (
            &'static [(Step, bool)],
            Option<usize>,
            (usize, usize),
            usize,
        );
        let cases: [Case; 7] = [
            (&[], Some(0), (1, 3), 3),
            (&[(REACHED, false)], Some(1), (2, 3), 2),
            (&[(Step::Noted, true)], Some(0), (1, 3), 3),
            (
                &[(Step::Skipped, false), (Step::Moved, false)],
                Some(2),
                (3, 3),
                2,
            ),
            (&[(NO_ANSWER, true), (REACHED, false)], Some(2), (3, 4), 2),
            (
                &[(NO_ANSWER, true), (REACHED, false), (Step::Closed, true)],
                Some(0),
                (4, 4),
                1,
            ),
            (&[(REACHED, false); 3], None, (4, 3), 0),
        ];
        for (steps, client, number, left) in cases {
            let session = after(3, steps);
            assert_eq!(session.client(), client, "{steps:?}");
            assert_eq!(session.number(), number, "{steps:?}");
            assert_eq!(session.left(), left, "{steps:?}");
        }
    }

    #[test]
    fn what_says_most_of_a_client_is_what_became_of_it() {
        let steps = [
            (NO_ANSWER, true),
            (Step::Moved, true),
            (Step::Skipped, false),
            (REACHED, false),
        ];
        let mut session = after(4, &steps);
        assert_eq!(session.client(), Some(0), "to be called again");
        session.take(REACHED, None, false);
        session.pass_over();
        let expected = [Fate::Reached, Fate::Moved, Fate::Left, Fate::Reached];
        assert_eq!(session.fates(), expected.map(Some));
        let mut away = Session::of(1);
        away.pass_over();
        assert_eq!((away.client(), away.left()), (None, 0));
        assert_eq!(away.fates(), [None]);
    }

    #[test]
    fn what_was_done_last_is_taken_back_one_after_the_other() {
        let steps = [(NO_ANSWER, true), (Step::Skipped, false), (REACHED, false)];
        let mut session = after(2, &steps);
        assert_eq!((session.client(), session.number()), (None, (4, 3)));
        let expected: [(Option<Option<&str>>, _, _); 3] = [
            (Some(Some("op 2")), Some(0), (3, 3)),
            (Some(None), Some(1), (2, 3)),
            (Some(Some("op 0")), Some(0), (1, 2)),
        ];
        for (last, client, number) in expected {
            assert_eq!(session.last(), last);
            session.take_back();
            assert_eq!((session.client(), session.number()), (client, number));
        }
        assert_eq!((session.last(), session.left()), (None, 2));
        session.take_back();
        assert_eq!(
            session.client(),
            Some(0),
            "nothing is left to be taken back"
        );
    }

    #[test]
    fn behind_the_last_come_those_who_wait_before() {
        let mut session = after(3, &[(Step::Skipped, false), (REACHED, false)]);
        session.take_back();
        session.take_back();
        session.take(REACHED, None, false);
        session.take(Step::Moved, None, false);
        session.take_back();
        assert_eq!(session.client(), Some(1));
        session.pass_over();
        assert_eq!(session.client(), Some(2));
    }
}
