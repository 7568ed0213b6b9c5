//! The head of a template, and of a letter that was written from one: what it is called, of which
//! kind it is, how much it is about and until when it holds, a line each between two lines `---`.

use chrono::NaiveDate;

use super::escape::in_one_line;
use crate::binder::Place;

/// The line above and below the head.
const FENCE: &str = "---";

/// What can stand in a head.
pub(super) const KEYS: [&str; 5] = ["title", "subject", "kind", "amount", "valid"];

/// The kind that is an offer, and waits for an answer.
const OFFER: &str = "offer";

/// What a letter is that doesn't say it.
const USUAL: &str = "letter";

/// The longest kind, in letters.
const LONGEST_KIND: usize = 24;

/// The head of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// What it is called.
    pub title: String,
    /// What a letter box is told that it is about.
    pub subject: Option<String>,
    /// In a word what it is: `offer`, `letter`, `invoice`.
    pub kind: String,
    /// How much it is about, as it is read.
    pub amount: Option<String>,
    /// The last day on which it holds, or is to be paid.
    pub valid: Option<NaiveDate>,
}

impl Front {
    /// Whether it is an offer.
    #[must_use]
    pub fn is_offer(&self) -> bool {
        self.kind == OFFER
    }

    /// What the lines of a head say; `name` is the title of one that has none.
    ///
    /// # Errors
    /// The number of the line, and what is wrong in it.
    pub(super) fn read(lines: &[HeadLine<'_>], name: &str) -> Result<Self, (usize, String)> {
        let said = |key: &str| {
            let line = lines.iter().find(|line| line.key == key)?;
            let value = in_one_line(&line.value);
            (!value.is_empty()).then_some((line.number, value))
        };
        let text = |key| said(key).map(|(_, value)| value);
        let kind = match said("kind") {
            None => USUAL.to_owned(),
            Some((_, kind)) if is_kind(&kind) => kind,
            Some((number, kind)) => {
                return Err((
                    number,
                    format!("`kind` is a word such as offer or letter, not {kind}"),
                ));
            }
        };
        let valid = match said("valid") {
            None => None,
            Some((number, day)) => match day.parse() {
                Ok(Place::Day(day)) => Some(day),
                _ => {
                    return Err((
                        number,
                        format!("`valid` is a day such as 2024-07-05, not {day}"),
                    ));
                }
            },
        };
        Ok(Self {
            title: text("title").unwrap_or_else(|| name.to_owned()),
            subject: text("subject"),
            kind,
            amount: text("amount"),
            valid,
        })
    }

    /// The head as it stands above a letter, empty lines left out.
    pub(super) fn to_text(&self) -> String {
        let valid = self.valid.map(|day| day.to_string());
        let values = [
            Some(&self.title),
            self.subject.as_ref(),
            Some(&self.kind),
            self.amount.as_ref(),
            valid.as_ref(),
        ];
        let lines = KEYS.iter().zip(values);
        let lines = lines.filter_map(|(key, value)| Some(format!("{key}: {}\n", value?)));
        format!("{FENCE}\n{}{FENCE}\n", lines.collect::<String>())
    }
}

fn is_kind(kind: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    kind.len() <= LONGEST_KIND
        && kind.starts_with(|c: char| c.is_ascii_lowercase())
        && kind.chars().all(plain)
}

/// A line of a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeadLine<'t> {
    /// Its number in the file, from 1 on.
    pub(super) number: usize,
    pub(super) key: &'t str,
    pub(super) value: String,
}

/// Takes the head off a text; what is left has an empty line for each line of it, so that the numbers
/// of the others stay.
///
/// # Errors
/// The number of a line, and what is wrong in it.
pub(super) fn taken_off(text: &str) -> Result<(Vec<HeadLine<'_>>, String), (usize, String)> {
    let mut lines = text.split('\n');
    if lines.next().map(str::trim_end) != Some(FENCE) {
        return Ok((Vec::new(), text.to_owned()));
    }
    let mut head: Vec<HeadLine<'_>> = Vec::new();
    for (line, number) in lines.by_ref().zip(2..) {
        let line = line.trim_end();
        if line == FENCE {
            let rest: Vec<&str> = lines.collect();
            return Ok((head, "\n".repeat(number) + &rest.join("\n")));
        }
        if line.is_empty() {
            continue;
        }
        let wrong = |why: String| Err((number, why));
        let Some((key, value)) = line.split_once(':') else {
            return wrong(format!("is no line of a head, such as `title: {USUAL}`"));
        };
        let key = key.trim();
        if !KEYS.contains(&key) {
            return wrong(format!("`{key}` is not one of {}", KEYS.join(", ")));
        }
        if head.iter().any(|line| line.key == key) {
            return wrong(format!("`{key}` is said twice"));
        }
        let value = value.trim().to_owned();
        head.push(HeadLine { number, key, value });
    }
    Err((1, format!("the head has no end: a line {FENCE}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Front, (usize, String)> {
        Front::read(&taken_off(text)?.0, "name")
    }

    #[test]
    fn a_head_says_what_a_letter_is() {
        let text = "---\ntitle: Offer 1: shelves\n\nkind: offer\namount: EUR 5.00\nvalid: 2024-07-05\n---\nDear\n";
        let front = read(text).expect("a head");
        let expected = Front {
            title: "Offer 1: shelves".to_owned(),
            subject: None,
            kind: "offer".to_owned(),
            amount: Some("EUR 5.00".to_owned()),
            valid: NaiveDate::from_ymd_opt(2024, 7, 5),
        };
        assert_eq!(front, expected);
        assert!(front.is_offer());
        assert_eq!(taken_off(text).expect("a head").1, "\n\n\n\n\n\n\nDear\n");
        assert_eq!(read(&front.to_text()), Ok(front));
        for text in [
            "",
            "Dear\n",
            "--- x\n",
            "---\n---\n",
            "---\r\namount:\r\n---\r\n",
        ] {
            let front = read(text).expect(text);
            assert_eq!((&*front.title, &*front.kind), ("name", "letter"), "{text}");
            assert_eq!((front.amount, front.valid), (None, None), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_in_a_head_is_told_with_its_line() {
        let cases = [
            ("---\ntitle: x", 1, "the head has no end: a line ---"),
            ("---\ntitle x\n---\n", 2, "is no line of a head"),
            (
                "---\ntitle: x\ntitel: x\n---\n",
                3,
                "`titel` is not one of title, subject",
            ),
            ("---\nkind: a\nkind: b\n---\n", 3, "`kind` is said twice"),
            (
                "---\nkind: An Offer\n---\n",
                2,
                "`kind` is a word such as offer",
            ),
            (
                "---\nkind: offer\nvalid: soon\n---\n",
                3,
                "`valid` is a day such as 2024-07-05, not soon",
            ),
            ("---\nvalid: 2024-07\n---\n", 2, "`valid` is a day"),
            ("---\nvalid: 20240-07-01\n---\n", 2, "`valid` is a day"),
        ];
        for (text, line, why) in cases {
            let (number, said) = read(text).expect_err(text);
            assert_eq!(number, line, "{text}");
            assert!(said.contains(why), "{text}: {said}");
        }
    }
}
