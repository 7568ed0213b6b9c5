//! The keys of a session: one for each thing that can be done.

use std::fmt;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The client was spoken to.
    Reached,
    /// The client was spoken to, and how the client was is to be written down too.
    Mood,
    /// Nobody answered.
    NoAnswer,
    /// A message was left.
    LeftMessage,
    /// Something is to be written down.
    Note,
    /// Something was promised to the client.
    Promise,
    /// The client complained.
    Complaint,
    /// A form that is due is to be filled in.
    Form,
    /// The dossier is to be refiled without a contact.
    Move,
    /// The dossier is left where it stands.
    Skip,
    /// The whole history is to be seen, or no longer.
    History,
    /// A letter is to be drafted.
    Letter,
    /// The phone is to be dialled.
    Dial,
    /// The dossier is to be closed.
    Close,
    /// What was done last is to be taken back.
    Undo,
    /// The session is to be left.
    Quit,
    /// What was to be sold is sold.
    Won,
    /// Nothing came of it.
    Lost,
    /// How the client was, from 1 to 5.
    Was(u8),
}

impl Key {
    /// What can be done with a dossier on the desk.
    pub const OF_A_DOSSIER: &'static [Self] = &[
        Self::Reached,
        Self::Mood,
        Self::NoAnswer,
        Self::LeftMessage,
        Self::Note,
        Self::Promise,
        Self::Complaint,
        Self::Form,
        Self::Move,
        Self::Skip,
        Self::History,
        Self::Letter,
        Self::Dial,
        Self::Close,
        Self::Undo,
        Self::Quit,
    ];

    /// What can be done when all had their turn.
    pub const OF_THE_END: &'static [Self] = &[Self::Undo, Self::Quit];

    /// How a dossier can be closed.
    pub const OF_AN_ENDING: &'static [Self] = &[Self::Won, Self::Lost];

    /// How a client can be.
    pub const OF_A_MOOD: &'static [Self] = &[
        Self::Was(1),
        Self::Was(2),
        Self::Was(3),
        Self::Was(4),
        Self::Was(5),
    ];

    /// The letter to press.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Reached => 'r',
            Self::Mood => 'o',
            Self::NoAnswer => 'a',
            Self::LeftMessage | Self::Lost => 'l',
            Self::Note => 'n',
            Self::Promise => 'p',
            Self::Complaint => 'k',
            Self::Form => 'f',
            Self::Move => 'm',
            Self::Skip => 's',
            Self::History => 'h',
            Self::Letter | Self::Won => 'w',
            Self::Dial => 'd',
            Self::Close => 'c',
            Self::Undo => 'u',
            Self::Quit => 'q',
            Self::Was(mood) => char::from(b'0' + mood),
        }
    }

    /// Which of these keys a letter is.
    #[must_use]
    pub fn among(keys: &[Self], letter: char) -> Option<Self> {
        keys.iter().copied().find(|key| key.letter() == letter)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reached => "reached",
            Self::Mood => "reached, with mood",
            Self::NoAnswer => "no answer",
            Self::LeftMessage => "left a message",
            Self::Note => "note",
            Self::Promise => "promise",
            Self::Complaint => "complaint",
            Self::Form => "fill in a form",
            Self::Move => "move",
            Self::Skip => "skip",
            Self::History => "history",
            Self::Letter => "write a letter",
            Self::Dial => "dial",
            Self::Close => "close",
            Self::Undo => "undo",
            Self::Quit => "quit",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Was(1) => "angry",
            Self::Was(2) => "annoyed",
            Self::Was(3) => "as usual",
            Self::Was(4) => "content",
            Self::Was(_) => "delighted",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_means_two_things_at_once() {
        for keys in [
            Key::OF_A_DOSSIER,
            Key::OF_THE_END,
            Key::OF_AN_ENDING,
            Key::OF_A_MOOD,
        ] {
            for key in keys {
                assert_eq!(Key::among(keys, key.letter()), Some(*key));
            }
        }
        assert_eq!(Key::among(Key::OF_A_DOSSIER, 'พ'), None);
    }
}
