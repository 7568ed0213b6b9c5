//! Word left for a colleague in a dossier: a note that the colleague sees in a day's work until it is
//! marked as read.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde_json::Value;

use super::lookup::is_manager_name;
use super::slip::{Behind, Slip};
use super::{Dossier, Entry, Kind, Moment, Place};

/// Word left for a manager in a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The entry that holds it.
    pub op: String,
    /// Whom it is for.
    pub to: String,
    /// Who left it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What it says.
    pub text: String,
}

/// Word as it is shown to the one it is for: with the client it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordLeft {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// The word.
    pub word: Word,
}

impl Word {
    /// The word that an entry leaves, if it does.
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        let to = entry.text_of("for").filter(|to| is_manager_name(to))?;
        (entry.kind() == Kind::Note).then(|| Self {
            op: entry.op().to_owned(),
            to: to.to_owned(),
            by: entry.by().to_owned(),
            at: entry.at(),
            text: entry.text().unwrap_or_default().to_owned(),
        })
    }

    /// The slip through which it is seen: behind the day on which it was left.
    pub(super) fn slip(&self) -> Slip {
        Slip {
            manager: self.to.clone(),
            behind: Behind::Day(self.at.date_naive()),
        }
    }
}

impl Dossier {
    /// Word that was left in this dossier and not yet marked as read, oldest first. There is none
    /// in a dossier whose adding was undone.
    #[must_use]
    pub fn unread_word(&self) -> Vec<Word> {
        if self.place() == Place::Gone {
            return Vec::new();
        }
        if !self.history().iter().any(|entry| Word::of(entry).is_some()) {
            return Vec::new();
        }
        let live = self.live_history();
        let marks = live.iter().filter(|entry| entry.kind() == Kind::Read);
        let read: HashSet<&str> = marks.flat_map(|entry| read_by(entry)).collect();
        let words = live.iter().filter_map(|entry| Word::of(entry));
        words
            .filter(|word| !read.contains(word.op.as_str()))
            .collect()
    }
}

/// The entries that a mark speaks of: word that is read with it.
fn read_by(mark: &Entry) -> impl Iterator<Item = &str> {
    let also = mark.stored().get("also").and_then(Value::as_array);
    let also = also.into_iter().flatten().filter_map(Value::as_str);
    mark.of().into_iter().chain(also)
}

/// The mark that word was read: `of` the last, and `also` of those before it. Word that comes in
/// later from another copy of the dossier is not read with it.
#[must_use]
pub fn mark_read(mark: Entry, words: &[Word]) -> Entry {
    let Some((last, before)) = words.split_last() else {
        return mark;
    };
    let before: Vec<&str> = before.iter().map(|word| word.op.as_str()).collect();
    mark.with("of", last.op.as_str()).with("also", before)
}

/// The word in these dossiers that was left by `today` and is not read yet, oldest first: for one
/// manager or, with `None`, for anybody.
#[must_use]
pub fn word_left<'a>(
    dossiers: impl IntoIterator<Item = (&'a str, &'a Dossier)>,
    manager: Option<&str>,
    today: NaiveDate,
) -> Vec<WordLeft> {
    let mut left = Vec::new();
    for (client, dossier) in dossiers {
        let words = dossier.unread_word().into_iter();
        let is_seen = |word: &Word| {
            manager.is_none_or(|manager| manager == word.to) && word.at.date_naive() <= today
        };
        left.extend(words.filter(is_seen).map(|word| WordLeft {
            client: client.to_owned(),
            name: dossier.name().to_owned(),
            word,
        }));
    }
    left.sort_by(|one, other| (one.word.at, &one.client).cmp(&(other.word.at, &other.client)));
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::binder::sample::{entry, in_july, moment, word};

    #[test]
    fn a_mark_reads_the_word_that_was_seen_and_none_that_comes_in_later() {
        let mut dossier = in_july(vec![word("a", 13, "boris"), word("b", 14, "boris")]);
        let seen = dossier.unread_word();
        dossier.apply(mark_read(entry("read", 15, Kind::Read), &seen));
        assert!(dossier.unread_word().is_empty());
        let other = in_july(vec![word("c", 12, "boris")]);
        let unread: Vec<String> = dossier
            .merge(&other)
            .unread_word()
            .into_iter()
            .map(|word| word.op)
            .collect();
        assert_eq!(unread, ["c"]);
    }

    #[test]
    fn word_is_shown_from_the_day_it_was_left_and_to_the_one_it_is_for() {
        let dossier = in_july(vec![word("b", 14, "chen"), word("a", 13, "boris")]);
        let day = |day| moment(day).date_naive();
        let shown = |manager, today| {
            let left = word_left([("acme", &dossier)], manager, today);
            left.into_iter()
                .map(|left| left.word.op)
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(Some("boris"), day(20)), ["a"]);
        assert_eq!(shown(Some("anna"), day(20)), [""; 0]);
        assert_eq!(shown(None, day(13)), [""; 0]);
        assert_eq!(shown(None, day(20)).len(), 2);
    }
}
