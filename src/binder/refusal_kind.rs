//! What a refusal is for a program.

/// What a refusal is for a program: decides the exit status (commands.md, *exit status*).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// The words can't be understood.
    Misspoken,
    /// There is no such client or manager.
    Unknown,
    /// Understood, but ambiguous, in conflict, or no longer possible.
    Refused,
}
