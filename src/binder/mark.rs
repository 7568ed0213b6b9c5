//! A line of the evening's pen marks: who is meant, how it ended, when it goes on, what was said.
//!
//! `ab reached fri 14:30 wants an offer`, `cd n tomorrow`, `ef lost too dear`, `gh note likes tea`.
//! A date stands right behind how it ended, in quotes or not, or `-` where there is none to be said,
//! so that a mistyped one is never taken for what was said.

use super::{DateRefusal, Ending, MarkRefusal, Outcome, Refusal, When};

/// How many words a date has at most: `in 3 working days at 14:30`.
const LONGEST_DATE: usize = 6;

/// What stands where no date is said; a phone or a word processor makes a longer one of `-`.
const NO_DATE: [&str; 3] = ["-", "–", "—"];

/// What a date can be put in, with what ends it. In a shell it has to be.
const QUOTES: [(char, char); 3] = [('"', '"'), ('\'', '\''), ('“', '”')];

/// A line of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Who is meant: the letters of the sheet, or the beginning of a name.
    pub who: String,
    /// What was done.
    pub did: Did,
    /// What was said, or why it ended so.
    pub text: Option<String>,
}

/// What a mark says was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Did {
    /// A contact, with the day of the next as it was written, if it was.
    Contact(Outcome, Option<String>),
    /// It came to an end.
    Close(Ending),
    /// Something was written down, and nothing else.
    Note,
}

impl Mark {
    /// Who is meant in a line, whatever else stands in it.
    #[must_use]
    pub fn who(line: &str) -> &str {
        word(line).0
    }

    /// Reads a line. Case doesn't count before what was said.
    ///
    /// # Errors
    /// A [`MarkRefusal`]; what [`When::parse`] says of the date.
    pub fn parse(line: &str) -> Result<Self, Refusal> {
        let (who, rest) = word(line);
        let (how, rest) = word(rest);
        let who = who.to_owned();
        if how.is_empty() {
            return Err(MarkRefusal::Alone { who }.into());
        }
        let (did, text) = match how.to_lowercase().as_str() {
            "r" | "reached" => contact(Outcome::Reached, rest)?,
            "n" | "no-answer" => contact(Outcome::NoAnswer, rest)?,
            "m" | "left-message" => contact(Outcome::LeftMessage, rest)?,
            "won" => (Did::Close(Ending::Won), rest),
            "lost" => (Did::Close(Ending::Lost), rest),
            "note" if rest.is_empty() => return Err(MarkRefusal::EmptyNote.into()),
            "note" => (Did::Note, rest),
            _ => {
                let word = how.to_owned();
                return Err(MarkRefusal::NotHow { word }.into());
            }
        };
        let text = Some(text.to_owned()).filter(|text| !text.is_empty());
        Ok(Self { who, did, text })
    }
}

/// The first word, and what stands behind it.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(char::is_whitespace)
        .map_or((text, ""), |(word, rest)| (word, rest.trim()))
}

fn contact(outcome: Outcome, rest: &str) -> Result<(Did, &str), Refusal> {
    let (first, behind) = word(rest);
    if first.is_empty() || NO_DATE.contains(&first) {
        return Ok((Did::Contact(outcome, None), behind));
    }
    let (date, text) = date(rest)?;
    Ok((Did::Contact(outcome, Some(date.to_owned())), text))
}

/// What stands in quotes at the beginning, and what stands behind it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    QUOTES.into_iter().find_map(|(opens, closes)| {
        let (words, behind) = text.strip_prefix(opens)?.split_once(closes)?;
        Some((words.trim(), behind.trim()))
    })
}

/// The date at the beginning, as many words as it can be, and what stands behind it.
fn date(text: &str) -> Result<(&str, &str), DateRefusal> {
    if let Some((words, behind)) = quoted(text) {
        When::parse(words)?;
        return Ok((words, behind));
    }
    let mut ends = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && ends.len() < LONGEST_DATE {
        let (first, behind) = word(rest);
        ends.push(text.len() - rest.len() + first.len());
        rest = behind;
    }
    let mut refused = None;
    for end in ends.into_iter().rev() {
        let (words, behind) = text.split_at(end);
        match When::parse(words) {
            Ok(_) => return Ok((words, behind.trim())),
            // What goes on behind it is no part of a date.
            Err(refusal @ DateRefusal::NotADate { .. }) => refused = Some(refusal),
            Err(refusal) => return Err(refusal),
        }
    }
    let text = text.to_owned();
    Err(refused.unwrap_or(DateRefusal::NotADate { text }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(outcome: Outcome, on: Option<&str>) -> Did {
        Did::Contact(outcome, on.map(str::to_owned))
    }

    #[test]
    fn a_line_says_who_how_when_and_what() {
        use Outcome::{LeftMessage, NoAnswer, Reached};
        let cases = [
            (
                "ab reached fri wants offer",
                contact(Reached, Some("fri")),
                "wants offer",
            ),
            (
                "AB  R  Fri 14:30  Wants  two",
                contact(Reached, Some("Fri 14:30")),
                "Wants  two",
            ),
            ("ab n tomorrow", contact(NoAnswer, Some("tomorrow")), ""),
            ("ab no-answer +2b", contact(NoAnswer, Some("+2b")), ""),
            (
                "ab m 5 jul 2025 9am ask",
                contact(LeftMessage, Some("5 jul 2025 9am")),
                "ask",
            ),
            (
                "ab left-message in 3 working days 2 boxes",
                contact(LeftMessage, Some("in 3 working days")),
                "2 boxes",
            ),
            ("ab r", contact(Reached, None), ""),
            ("ab r -", contact(Reached, None), ""),
            (
                "ab r - may be interested",
                contact(Reached, None),
                "may be interested",
            ),
            ("ab r - -", contact(Reached, None), "-"),
            ("ab r – all well", contact(Reached, None), "all well"),
            (
                "ab r \"fri 14:30\" \"yes\", he says",
                contact(Reached, Some("fri 14:30")),
                "\"yes\", he says",
            ),
            (
                "ab n 'in 2 weeks'",
                contact(NoAnswer, Some("in 2 weeks")),
                "",
            ),
            ("ab m “ mon ”ask", contact(LeftMessage, Some("mon")), "ask"),
            ("ab r 8 boxes", contact(Reached, Some("8")), "boxes"),
            ("ab won", Did::Close(Ending::Won), ""),
            (
                "ab LOST fri is too late",
                Did::Close(Ending::Lost),
                "fri is too late",
            ),
            ("ab note likes tea", Did::Note, "likes tea"),
        ];
        for (line, did, text) in cases {
            let mark = Mark::parse(line).expect(line);
            assert_eq!(mark.who.to_lowercase(), "ab", "{line}");
            assert_eq!(mark.did, did, "{line}");
            assert_eq!(mark.text.as_deref().unwrap_or_default(), text, "{line}");
        }
    }

    #[test]
    fn a_line_that_can_be_read_in_two_ways_is_not_guessed() {
        let cases = [
            ("ab", "\"ab\" stands alone"),
            ("ab fri wants offer", "\"fri\" doesn't say how it ended"),
            ("ab r frii wants offer", "\"frii\" is no date"),
            ("ab r all well", "\"all\" is no date"),
            ("ab r \"yes\" he says", "\"yes\" is no date"),
            ("ab r \"fri 25:00\"", "no clock shows \"25:00\""),
            ("ab r \"\" wants", "\"\" is no date"),
            (
                "ab r 31 jun wants offer",
                "there is no \"31 jun\": June has 30 days",
            ),
            ("ab r fri 25:00 wants", "no clock shows \"25:00\""),
            (
                "ab r 14:30",
                "a time of day needs a day, and \"14:30\" names none",
            ),
            ("ab note", "nothing is noted"),
        ];
        for (line, said) in cases {
            let refusal = Mark::parse(line).expect_err(line);
            assert_eq!(refusal.to_string(), said, "{line}");
        }
    }
}
