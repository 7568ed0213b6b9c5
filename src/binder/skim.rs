//! What the text of a dossier's file says of its contacts, without taking the dossier apart.
//!
//! For questions that are asked of every dossier at once. Only a text that is laid out as this
//! program writes it is skimmed (a key a line, four blanks before an entry), and of nothing in it
//! there is doubt: else the answer is `None`, and the dossier is to be read in full.

use std::ops::RangeInclusive;
use std::str;
use std::sync::LazyLock;

use chrono::NaiveDate;
use memchr::memmem::Finder;
use uuid::Uuid;

use super::{ContactKind, Moment, Place};

const BEGINNING: &str = "{\n  \"format\": 1,\n  \"id\": \"";
const HISTORY: &str = "\n  \"history\": [\n    {";
const END: &str = "\n    }\n  ]\n}\n";
/// What stands between two entries.
const NEXT: &str = "\n    },\n    {";

/// What is looked for in every text: a line's beginning up to a value. An entry's own keys stand
/// six blanks in and no more, a key of what it changes stands further in.
struct Sought {
    history: Finder<'static>,
    next: Finder<'static>,
    place: Finder<'static>,
    name: Finder<'static>,
    at: Finder<'static>,
    kind: Finder<'static>,
    when: Finder<'static>,
    set: Finder<'static>,
    set_end: Finder<'static>,
    place_set: Finder<'static>,
}

static SOUGHT: LazyLock<Sought> = LazyLock::new(|| Sought {
    history: Finder::new(HISTORY),
    next: Finder::new(NEXT),
    place: Finder::new("\n  \"place\": \""),
    name: Finder::new("\n  \"name\": \""),
    at: Finder::new("\n      \"at\": \""),
    kind: Finder::new("\n      \"kind\": \""),
    when: Finder::new("\n      \"when\": \""),
    set: Finder::new("\n      \"set\": {"),
    set_end: Finder::new("\n      }"),
    place_set: Finder::new("\n        \"place\": \""),
});

/// What is seen at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Skim<'a> {
    /// The dossier's id.
    pub id: Uuid,
    /// Where it belongs.
    pub place: Place,
    /// The client's name.
    pub name: &'a str,
    /// When the dossier was made.
    pub made: Moment,
    /// When the last contact was, with the text of the moment.
    pub last: Option<(Moment, &'a str)>,
}

impl<'a> Skim<'a> {
    /// Skims the text of a file; `None` where it can't be told for certain.
    #[must_use]
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(BEGINNING.as_bytes())?;
        let (id, rest) = rest.split_at_checked(36)?;
        let id = Uuid::try_parse_ascii(id)
            .ok()
            .filter(|_| rest.starts_with(b"\","))?;
        let sought = &*SOUGHT;
        let at = sought.history.find(rest)?;
        let (card, history) = (&rest[..at], &rest[at + HISTORY.len()..]);
        let history = history.strip_suffix(END.as_bytes())?;
        let place = text(card, &sought.place)?.parse().ok()?;
        let name = text(card, &sought.name)?;
        let (mut made, mut last) = (None, None);
        for entry in entries(history) {
            let (at, kind) = (text(entry, &sought.at)?, text(entry, &sought.kind)?);
            // What was taken back is a question of all entries together.
            if kind == "undo" || !is_laid_out(entry) {
                return None;
            }
            if made.is_none() {
                made = Some(moment(at)?);
            }
            if kind == "import" && sought.when.find(entry).is_some() {
                return None;
            }
            if ContactKind::named(kind).is_some() {
                // One that was earlier than its entry is to be put in order with the others.
                if sought.when.find(entry).is_some() {
                    return None;
                }
                let contact = (moment(at)?, at);
                last = last
                    .filter(|known: &(Moment, &str)| known.0 > contact.0)
                    .or(Some(contact));
            }
        }
        Some(Self {
            id,
            place,
            name,
            made: made?,
            last,
        })
    }
}

/// Where a dossier stood all through some days, as the text of its file has it: `gone` before it was
/// made. `None` where it can't be told for certain, or where something was written on one of them.
#[must_use]
pub fn stood_through(bytes: &[u8], days: &RangeInclusive<NaiveDate>) -> Option<Place> {
    let rest = bytes.strip_prefix(BEGINNING.as_bytes())?;
    let sought = &*SOUGHT;
    let at = sought.history.find(rest)?;
    let (card, history) = (&rest[..at], &rest[at + HISTORY.len()..]);
    let history = history.strip_suffix(END.as_bytes())?;
    let (mut place, mut before) = (Place::Gone, NaiveDate::MIN);
    for entry in entries(history) {
        // What was taken back is a question of all entries together.
        if text(entry, &sought.kind)? == "undo" || !is_laid_out(entry) {
            return None;
        }
        let date: NaiveDate = text(entry, &sought.at)?.get(..10)?.parse().ok()?;
        // Written on one of these days; or put out of order by hand.
        if days.contains(&date) || date < before {
            return None;
        }
        before = date;
        if date < *days.start() {
            place = place_set(entry)?.unwrap_or(place);
        }
    }
    if before > *days.end() {
        return Some(place);
    }
    // Nothing was written since: what the card says holds, with an editor's changes.
    text(card, &sought.place)?.parse().ok()
}

/// The place that an entry sets, if it does; `None` if that can't be told.
#[expect(clippy::option_option, reason = "that it can't be told is no answer")]
fn place_set(entry: &[u8]) -> Option<Option<Place>> {
    let sought = &*SOUGHT;
    let Some(at) = sought.set.find(entry) else {
        return Some(None);
    };
    let set = &entry[at..];
    let set = &set[..sought.set_end.find(set).unwrap_or(set.len())];
    match sought.place_set.find(set) {
        Some(_) => text(set, &sought.place_set)?.parse().ok().map(Some),
        None => Some(None),
    }
}

/// As this program writes it first; then as a hand may have written it.
fn moment(text: &str) -> Option<Moment> {
    let moment = Moment::parse_from_rfc3339(text);
    moment.or_else(|_| text.parse()).ok()
}

/// The texts of the entries, each without its braces, from the line break behind the first.
fn entries(history: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut ends = SOUGHT.next.find_iter(history);
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let end = ends.next();
        start = end.map(|end| end + NEXT.len());
        Some(&history[from..end.unwrap_or(history.len())])
    })
}

/// Whether an entry is what one looks like: no line of it stands as far out as an entry's braces.
fn is_laid_out(entry: &[u8]) -> bool {
    let is_within = |end: usize| entry[end + 1..].starts_with(b"      ");
    entry.starts_with(b"\n") && memchr::memchr_iter(b'\n', entry).all(is_within)
}

/// The text behind a key of the card or of an entry.
fn text<'a>(lines: &'a [u8], key: &Finder<'_>) -> Option<&'a str> {
    let at = key.find(lines)?;
    value(&lines[at + key.needle().len()..])
}

/// A text up to its closing quote; `None` if anything in it is escaped.
fn value(bytes: &[u8]) -> Option<&str> {
    let end = memchr::memchr2(b'"', b'\\', bytes)?;
    (bytes[end] == b'"').then(|| str::from_utf8(&bytes[..end]).ok())?
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::binder::team::Pulse;
    use crate::binder::{Dossier, Entry};

    fn entry(op: &str, day: u32, kind: &str) -> Value {
        let at = format!("2024-06-{day:02}T09:00:00.000000+02:00");
        json!({ "op": op, "at": at, "by": "anna", "kind": kind })
    }

    /// The file of a client with these entries after the first.
    fn file(name: &str, entries: &[Value]) -> String {
        let mut first = entry("0", 1, "add");
        first["set"] = json!({ "manager": "anna", "place": "2024-07", "name": name });
        let mut history = vec![first];
        history.extend_from_slice(entries);
        let dossier = json!({
            "format": 1, "id": Uuid::nil().to_string(), "manager": "anna", "place": "2024-07",
            "name": name, "fields": { "kind": "call", "place": "closed" }, "history": history,
        });
        format!("{dossier:#}\n")
    }

    fn with(mut entry: Value, key: &str, value: Value) -> Value {
        entry[key] = value;
        entry
    }

    #[test]
    fn a_skimmed_dossier_says_what_the_whole_one_says_or_nothing() {
        let own = json!({ "fields": { "kind": "call", "at": "2024-06-29" } });
        let promise = json!([{ "kind": "call", "text": "\n      \"kind\": \"call\"" }]);
        let cases = [
            (file("Ivan", &[]), true),
            (
                file(
                    "Žydrūnė 王芳",
                    &[entry("1", 2, "call"), entry("2", 3, "note")],
                ),
                true,
            ),
            (
                file("Ivan", &[entry("1", 2, "visit"), entry("2", 3, "email")]),
                true,
            ),
            (file("Ivan", &[entry("1", 2, "later-kind")]), true),
            (
                file("Ivan", &[with(entry("1", 2, "edit"), "set", own)]),
                true,
            ),
            (
                file("Ivan", &[with(entry("1", 2, "note"), "promises", promise)]),
                true,
            ),
            (
                file(
                    "Ivan",
                    &[with(
                        entry("1", 9, "call"),
                        "when",
                        "2024-06-05T10:00".into(),
                    )],
                ),
                false,
            ),
            (file("Ivan \"the\" Great", &[entry("1", 2, "call")]), false),
            (
                file(
                    "Ivan",
                    &[
                        entry("1", 2, "call"),
                        with(entry("2", 3, "undo"), "of", "1".into()),
                    ],
                ),
                false,
            ),
            (
                file("Ivan", &[entry("1", 2, "call")]).replace("      ", "    "),
                false,
            ),
            (
                file("Ivan", &[entry("1", 2, "call")]).replace("\n    {\n", "\n    {"),
                false,
            ),
            (
                file("Ivan", &[entry("1", 2, "call")]).replace("\"format\": 1", "\"format\":1"),
                false,
            ),
        ];
        let today = "2024-07-10".parse().expect("a date");
        for (text, is_skimmed) in cases {
            let whole: Dossier = serde_json::from_str(&text).expect("a dossier");
            let skim = Skim::of(text.as_bytes());
            assert_eq!(skim.is_some(), is_skimmed, "{text}");
            let Some(skim) = skim else { continue };
            assert_eq!(skim.id, whole.id());
            assert_eq!(
                skim.last.map(|(at, _)| at),
                whole.last_contact().map(Entry::at)
            );
            let pulse = Pulse::of("ivan", &whole, today);
            assert_eq!(Pulse::skimmed("ivan", &skim, today), pulse, "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_dossier_is_not_skimmed() {
        let text = file("Ivan", &[entry("1", 2, "call")]);
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            assert_eq!(Skim::of(&text.as_bytes()[..end]), None, "{end}");
        }
    }
}
