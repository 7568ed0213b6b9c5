//! Looking for words in all that dossiers say: cards, own fields and histories.
//!
//! A word is found anywhere in a text, without regard to case, accents and script: all is compared
//! letter by letter as it is written in small ASCII letters.

use std::ops::Range;

use deunicode::deunicode_char;
use memchr::memmem::Finder;
use serde::Serialize;
use serde_json::Value;

use super::field::Shape;
use super::{Dossier, Entry, paper};

/// Fields that say where a dossier stands, not what is known of the client.
const NOT_SEARCHED: [&str; 5] = ["manager", "place", "time", "agreed", "work"];

/// The words that are looked for.
#[derive(Clone, Debug)]
pub struct Sought {
    words: Vec<Finder<'static>>,
    /// A word has a letter that JSON may write with a backslash.
    escaped: bool,
}

/// The line of a dossier in which the words were found, or most of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Match {
    /// What the line belongs to: `company`, `call 2024-06-10`, `fields.budget`.
    #[serde(rename = "where")]
    pub origin: String,
    /// The line.
    pub text: String,
}

impl Sought {
    /// Takes words, with white space between them; `None` if there are none.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let words = typed.split_whitespace().map(|word| folded(word).text);
        let words: Vec<String> = words
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect();
        let special = |letter: char| letter.is_control() || "\"\\/".contains(letter);
        (!words.is_empty()).then(|| Self {
            escaped: words.iter().any(|word| word.contains(special)),
            words: words
                .iter()
                .map(|word| Finder::new(word).into_owned())
                .collect(),
        })
    }

    /// Whether a dossier that is stored in these bytes may have all the words. Never misses one;
    /// some that pass have the words only in places that don't count.
    #[must_use]
    pub fn may_be_in(&self, bytes: &[u8]) -> bool {
        if bytes.is_ascii() {
            return self.all_in(&bytes.to_ascii_lowercase()) || self.may_be_escaped_in(bytes);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => self.all_in(fold(text).as_bytes()) || self.may_be_escaped_in(bytes),
            // To be read, and named as a file that can't be.
            Err(_) => true,
        }
    }

    fn all_in(&self, folded: &[u8]) -> bool {
        self.words.iter().all(|word| word.find(folded).is_some())
    }

    /// Whether a word may be there in letters that are written otherwise: `\u0416`, `\"`.
    fn may_be_escaped_in(&self, bytes: &[u8]) -> bool {
        let mut escapes = memchr::memchr_iter(b'\\', bytes);
        escapes.any(|at| self.escaped || bytes.get(at + 1) == Some(&b'u'))
    }

    /// Finds the words in a dossier; `None` unless each of them is somewhere in it.
    ///
    /// Of several lines the one with most of the words is given; of these the first, the card
    /// before the history and what was last before what was earlier. An entry that was undone
    /// doesn't count.
    #[must_use]
    pub fn found_in(&self, dossier: &Dossier) -> Option<Match> {
        let mut missing = vec![true; self.words.len()];
        let mut best: Option<(usize, Match)> = None;
        for (origin, text) in texts(dossier) {
            for line in text.lines() {
                let line_folded = fold(line);
                let mut count = 0;
                for (word, missing) in self.words.iter().zip(&mut missing) {
                    if word.find(line_folded.as_bytes()).is_some() {
                        *missing = false;
                        count += 1;
                    }
                }
                if count > best.as_ref().map_or(0, |(most, _)| *most) {
                    let found = Match {
                        origin: origin.clone(),
                        text: line.trim().to_owned(),
                    };
                    best = Some((count, found));
                }
            }
        }
        best.filter(|_| !missing.contains(&true))
            .map(|(_, found)| found)
    }

    /// Where the words stand in a text: ranges of bytes, in order, none overlapping.
    #[must_use]
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let folded = folded(text);
        let places = |word: &Finder<'static>| {
            let length = word.needle().len();
            let starts: Vec<usize> = word.find_iter(folded.text.as_bytes()).collect();
            starts.into_iter().map(move |start| start..start + length)
        };
        let ranges = self.words.iter().flat_map(places);
        let mut ranges: Vec<Range<usize>> = ranges.map(|range| folded.unfolded(&range)).collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut marks: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match marks.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => marks.push(range),
            }
        }
        marks
    }
}

/// All that is searched in a dossier, with what it belongs to.
fn texts(dossier: &Dossier) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (key, value) in dossier.fields().iter() {
        match Shape::of(key) {
            _ if NOT_SEARCHED.contains(&key) => {}
            Some(Shape::Own) => {
                for (own, value) in dossier.fields().own() {
                    push_texts(&format!("fields.{own}"), value, &mut texts);
                }
            }
            // Of a paper its name alone: a hash has any digits in it that one may look for.
            _ if key == paper::KEY => {
                let named = paper::listed(dossier).into_iter();
                texts.extend(named.map(|paper| (key.to_owned(), paper.name())));
            }
            _ => push_texts(key, value, &mut texts),
        }
    }
    for entry in dossier.live_history().into_iter().rev() {
        let origin = origin(entry);
        for key in ["text", "promises", "amount", "file"] {
            if let Some(value) = entry.stored().get(key) {
                push_texts(&origin, value, &mut texts);
            }
        }
    }
    texts
}

/// `call 2024-06-10`.
fn origin(entry: &Entry) -> String {
    let happened = entry.happened();
    let date = happened.get(..10).unwrap_or(&happened);
    let kind = entry.text_of("kind").unwrap_or_default();
    format!("{kind} {date}")
}

/// The texts and numbers in a value, however deep.
fn push_texts(origin: &str, value: &Value, texts: &mut Vec<(String, String)>) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::String(text) => texts.push((origin.to_owned(), text.clone())),
        Value::Number(number) => texts.push((origin.to_owned(), number.to_string())),
        Value::Array(list) => list
            .iter()
            .for_each(|value| push_texts(origin, value, texts)),
        Value::Object(members) => members
            .values()
            .for_each(|value| push_texts(origin, value, texts)),
    }
}

/// A text in small ASCII letters, as far as its letters have any.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / 4);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        push_small(&rest[..at], &mut folded);
        rest = &rest[at..];
        let end = rest.bytes().position(|byte| byte.is_ascii());
        let (foreign, behind) = rest.split_at(end.unwrap_or(rest.len()));
        foreign
            .chars()
            .for_each(|letter| push_folded(letter, &mut folded));
        rest = behind;
    }
    push_small(rest, &mut folded);
    folded
}

fn push_small(ascii: &str, folded: &mut String) {
    let from = folded.len();
    folded.push_str(ascii);
    folded[from..].make_ascii_lowercase();
}

fn push_folded(letter: char, folded: &mut String) {
    match deunicode_char(letter) {
        Some(ascii) => push_small(ascii, folded),
        None => folded.push(letter),
    }
}

/// A folded text that knows where it came from.
struct Folded {
    text: String,
    /// For each byte of the text, and for its end, where the letter it stands for begins.
    origins: Vec<usize>,
}

fn folded(text: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        origins: Vec::with_capacity(text.len() + 1),
    };
    for (at, letter) in text.char_indices() {
        if letter.is_ascii() {
            folded.text.push(letter.to_ascii_lowercase());
        } else {
            push_folded(letter, &mut folded.text);
        }
        folded.origins.resize(folded.text.len(), at);
    }
    folded.origins.push(text.len());
    folded
}

impl Folded {
    /// The whole letters that a range of the folded text stands for, with their accents.
    fn unfolded(&self, range: &Range<usize>) -> Range<usize> {
        let mut end = range.end;
        while self.origins[end] == self.origins[range.end - 1] {
            end += 1;
        }
        self.origins[range.start]..self.origins[end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = r#"{
  "format": 1,
  "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
  "manager": "anna",
  "place": "2024-07-05",
  "work": "call",
  "name": "Žydrūnė Šimkutė",
  "company": "ООО Ромашка",
  "phones": ["mobile: +370 600 12345"],
  "fields": { "budget": 12000, "says \"hi\"": "C:\\users\nsecond line" },
  "history": [
    {"op": "1", "at": "2024-06-10T09:00:00+02:00", "by": "anna", "kind": "call", "text": "Wants the estimate\nsplit by quarter"},
    {"op": "2", "at": "2024-06-11T09:00:00+02:00", "by": "anna", "kind": "note", "text": "A \"silly\" mistake"},
    {"op": "3", "at": "2024-06-12T09:00:00+02:00", "by": "anna", "kind": "note", "text": "undone estimate", "set": {"stage": "offer"}},
    {"op": "4", "at": "2024-06-12T10:00:00+02:00", "by": "anna", "kind": "undo", "of": "3"},
    {"op": "5", "at": "2024-06-13T10:00:00+02:00", "by": "anna", "kind": "meeting", "when": "2024-05-31T10:00:00+02:00",
     "promises": [{"text": "\u0421\u043c\u0435\u0442\u0430", "due": "2024-06-14"}]}
  ]
}
"#;

    fn found(typed: &str) -> Option<String> {
        let dossier = serde_json::from_str(CARD).expect("a dossier");
        let sought = Sought::new(typed).expect("words");
        let found = sought.found_in(&dossier);
        let may_be = sought.may_be_in(CARD.as_bytes());
        assert!(may_be || found.is_none(), "{typed} is missed in the bytes");
        found.map(|found| format!("{}: {}", found.origin, found.text))
    }

    #[test]
    fn words_are_found_without_regard_to_case_accents_and_script() {
        let cases = [
            ("zydrune", "name: Žydrūnė Šimkutė"),
            ("ŠIMKUT", "name: Žydrūnė Šimkutė"),
            ("romashka", "company: ООО Ромашка"),
            ("ромаШКА", "company: ООО Ромашка"),
            ("12345", "phones: mobile: +370 600 12345"),
            ("12000", "fields.budget: 12000"),
            ("users", "fields.says \"hi\": C:\\users"),
            ("c:\\users", "fields.says \"hi\": C:\\users"),
            ("second", "fields.says \"hi\": second line"),
            ("estimate", "call 2024-06-10: Wants the estimate"),
            ("quarter", "call 2024-06-10: split by quarter"),
            ("\"silly\"", "note 2024-06-11: A \"silly\" mistake"),
            ("смета", "meeting 2024-05-31: Смета"),
            ("smeta", "meeting 2024-05-31: Смета"),
        ];
        for (typed, expected) in cases {
            assert_eq!(found(typed).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn all_words_must_be_there_and_the_line_with_most_of_them_is_told() {
        let cases = [
            ("estimate romashka", Some("company: ООО Ромашка")),
            (
                "romashka wants estimate",
                Some("call 2024-06-10: Wants the estimate"),
            ),
            ("estimate nowhere", None),
            ("undone", None),
            ("offer", None),
            ("anna", None),
            ("2024-07-05", None),
            ("history", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(found(typed).as_deref(), expected, "{typed}");
        }
        for nothing in ["", "  ", "\u{301}"] {
            assert!(Sought::new(nothing).is_none());
        }
    }

    #[test]
    fn what_is_marked_are_whole_letters_with_their_accents() {
        let cases = [
            ("sim zyd", "Žydrūnė Šimkutė", "[Žyd]rūnė [Šim]kutė"),
            ("e", "Re\u{301}ne\u{301}", "R[e\u{301}]n[e\u{301}]"),
            ("z", "Жук", "[Ж]ук"),
            ("aba bab", "xababax", "x[abab]ax"),
            ("北京", "在北京市", "在[北京]市"),
            ("x", "nothing", "nothing"),
        ];
        for (typed, text, expected) in cases {
            let sought = Sought::new(typed).expect("words");
            let mut marked = text.to_owned();
            for mark in sought.marks(text).into_iter().rev() {
                marked.insert(mark.end, ']');
                marked.insert(mark.start, '[');
            }
            assert_eq!(marked, expected, "{typed}");
        }
    }
}
