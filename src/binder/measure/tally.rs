//! Counts that add up.

/// What is counted; every measure is one of these, or two of them set against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Contacts.
    Contacts,
    /// Contacts by phone.
    Calls,
    /// Meetings.
    Meetings,
    /// E-mails.
    Emails,
    /// Messages.
    Messages,
    /// Visits.
    Visits,
    /// Letters.
    Letters,
    /// Contacts of which it is known how they ended.
    Ended,
    /// Contacts that reached the client.
    Reached,
    /// Contacts that nobody answered.
    NoAnswer,
    /// Contacts at which a message was left.
    LeftMessage,
    /// Agreed dates that were held, on the day or later.
    Agreed,
    /// Those held on the day.
    OnAgreedDay,
    /// Those held later.
    AfterAgreedDay,
    /// Promises made.
    PromisesMade,
    /// Promises that were kept by their day, or missed.
    PromisesDecided,
    /// Those kept.
    PromisesKept,
    /// Those missed.
    PromisesMissed,
    /// Clients whose dossier was made.
    NewClients,
    /// Clients who were reached for the first time.
    FirstReached,
    /// Clients who were closed, won or lost.
    Closed,
    /// Those won.
    Won,
    /// Those lost.
    Lost,
    /// Contacts with a mood.
    Moods,
    /// The sum of the moods.
    MoodSum,
    /// Complaints.
    Complaints,
    /// Those answered.
    Answered,
    /// Those still open.
    Unanswered,
    /// The sum of the hours to the answers.
    AnswerHours,
    /// Clients who left a stage.
    StagesLeft,
    /// The sum of the days they were in it.
    StageDays,
    /// Clients who stand in the binder, not closed.
    Clients,
    /// Those who are new.
    New,
    /// Those whom one has.
    Existing,
    /// Those who are dissatisfied.
    Dissatisfied,
    /// Clients who stand at a stage.
    AtStage,
    /// The sum of the days since they came to it.
    DaysAtStage,
    /// Dossiers that are late.
    Overdue,
    /// Dossiers behind today, the late ones with them.
    Today,
    /// Dossiers behind the coming working days.
    Ahead,
    /// How many can be done in these.
    Room,
}

/// How many figures there are.
const COUNT: usize = Figure::Room as usize + 1;

/// How much there is of each figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally([i64; COUNT]);

impl Default for Tally {
    fn default() -> Self {
        Self([0; COUNT])
    }
}

impl Tally {
    /// How much there is of a figure.
    #[must_use]
    pub fn of(&self, figure: Figure) -> i64 {
        self.0[figure as usize]
    }

    /// Adds to a figure.
    pub fn add(&mut self, figure: Figure, amount: i64) {
        let sum = &mut self.0[figure as usize];
        *sum = sum.saturating_add(amount);
    }

    /// Whether nothing was counted.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|amount| *amount == 0)
    }

    /// Adds all of another.
    pub fn add_all(&mut self, other: &Self) {
        for (sum, amount) in self.0.iter_mut().zip(other.0) {
            *sum = sum.saturating_add(amount);
        }
    }
}
