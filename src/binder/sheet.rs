//! The text of a dossier's file, read just as far as is needed to write an entry more into it.
//!
//! A change of a whole binder reads every file and changes little in each. Of a text that is exactly
//! what this program prints, and whose card is what its history adds up to, it is certain what an
//! entry more makes of it: the card anew, the history as it stands, and the entry. Whatever leaves a
//! doubt is no sheet, and goes the whole way ([`Dossier::enter`]); so does what needs a slip.

use std::iter;

use chrono::Datelike;
use uuid::Uuid;

use super::entry::{Entry, Moment};
use super::field::{FIELDS, Shape};
use super::place::YEARS;
use super::printed::{Members, Printed, Reader, unquoted};
use super::{Dossier, Place};

const BEGINNING: &str = "{\n  \"format\": 1,\n  \"id\": \"";
const END: &str = "\n  ]\n}\n";

/// The text of a dossier's file of which it is certain what an entry more makes of it.
#[derive(Debug)]
pub struct Sheet<'a> {
    id: Uuid,
    card: Card<'a>,
    /// What the history says, from its bracket to the end of its last entry.
    history: &'a str,
    last: Moment,
}

/// What is told of a dossier when it changes hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The dossier's id.
    pub id: Uuid,
    /// The client's name.
    pub name: String,
    /// Whose binder it is in.
    pub manager: String,
    /// Where it belongs.
    pub place: Place,
    /// The client's company.
    pub company: Option<String>,
}

impl Head {
    /// That of a dossier.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            id: dossier.id(),
            name: dossier.name().to_owned(),
            manager: dossier.manager().to_owned(),
            place: dossier.place(),
            company: dossier.fields().text("company").map(str::to_owned),
        }
    }
}

impl<'a> Sheet<'a> {
    /// Reads the text of a file; `None` where anything in it leaves a doubt.
    #[must_use]
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader(str::from_utf8(bytes).ok()?);
        reader.pass(BEGINNING)?;
        let (id, rest) = reader.0.split_at_checked(36)?;
        reader.0 = rest;
        let id = Uuid::try_parse(id).ok().filter(|known| {
            let mut printed = Uuid::encode_buffer();
            known.hyphenated().encode_lower(&mut printed) == id
        })?;
        reader.sign(b'"')?;
        let card = Card::read(&mut reader)?;
        let history = reader.0;
        let (mut sum, mut last) = (Card::default(), None);
        for mark in iter::once(b'[').chain(iter::repeat(b',')) {
            if reader.sign(mark).is_none() {
                break;
            }
            reader.line(2)?;
            last = Some(sum.step(&reader.object(2)?)?);
        }
        let history = &history[..history.len() - reader.0.len()];
        let sheet = Self {
            id,
            card,
            history,
            last: last?,
        };
        (reader.0 == END && sum == sheet.card).then_some(sheet)
    }

    /// What is told of the dossier; `None` if that leaves a doubt.
    #[must_use]
    pub fn head(&self) -> Option<Head> {
        self.card.head(self.id)
    }

    /// The text with an entry more, and what is told of the dossier then. `None` for an entry that
    /// leaves a doubt, such as one that is not later than the last.
    #[must_use]
    pub fn with(&self, entry: &Entry) -> Option<(String, Head)> {
        let printed = serde_json::to_string_pretty(entry).ok()?;
        let printed = printed.replace('\n', "\n    ");
        let mut card = self.card.clone();
        let at = card.step(&Reader(&printed).object(2)?)?;
        if at <= self.last {
            return None;
        }
        let head = card.head(self.id)?;
        let mut text = String::with_capacity(2 * self.history.len() + printed.len() + 512);
        text.push_str(BEGINNING);
        text.push_str(
            self.id
                .hyphenated()
                .encode_lower(&mut Uuid::encode_buffer()),
        );
        text.push('"');
        card.print(&mut text);
        text.extend([",\n  \"history\": ", self.history, ",\n    ", &printed, END]);
        Some((text, head))
    }
}

/// The fields, each where [`FIELDS`] has it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Card<'a>([Option<Printed<'a>>; FIELDS.len()]);

impl<'a> Card<'a> {
    /// Reads the fields up to the value of `history`. They must stand in their order.
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let mut card = Self::default();
        let mut from = 0;
        loop {
            reader.sign(b',')?;
            reader.line(1)?;
            let key = reader.key()?;
            if key == "history" {
                return Some(card);
            }
            let mut left = FIELDS[from..].iter();
            let at = from + left.position(|(known, _)| *known == key)?;
            card.0[at] = Some(reader.value(1)?);
            from = at + 1;
        }
    }

    fn print(&self, out: &mut String) {
        for ((key, _), value) in FIELDS.iter().zip(&self.0) {
            if let Some(value) = value {
                out.extend([",\n  \"", *key, "\": "]);
                value.print(1, out);
            }
        }
    }

    /// A text of the card.
    fn text(&self, key: &str) -> Option<&'a str> {
        let (at, _) = field(key)?;
        match self.0[at] {
            Some(Printed::Simple(text)) => Some(text),
            _ => None,
        }
    }

    fn head(&self, id: Uuid) -> Option<Head> {
        let text = |key| serde_json::from_str::<String>(self.text(key)?).ok();
        Some(Head {
            id,
            name: text("name")?,
            manager: text("manager")?,
            place: unquoted(self.text("place")?)?.parse().ok()?,
            company: text("company"),
        })
    }

    /// Does to the fields what one entry changes, as `history::step` does; when it was written.
    /// `None` for an entry that may need more than that: one that takes back or lends, word, a promise.
    fn step(&mut self, entry: &Members<'a>) -> Option<Moment> {
        let (mut texts, mut at) = (0, None);
        for (key, value) in entry {
            match (*key, value) {
                ("at", Printed::Simple(text)) => {
                    let moment = Moment::parse_from_rfc3339(unquoted(text)?).ok()?;
                    at = Some(moment).filter(|at| YEARS.contains(&at.year()));
                }
                ("kind", Printed::Simple("\"undo\"" | "\"lend\"")) => return None,
                ("op" | "by" | "kind", Printed::Simple(text)) if text.starts_with('"') => {
                    texts += 1;
                }
                ("op" | "at" | "by" | "kind" | "for" | "promises", _) => return None,
                _ => {}
            }
        }
        for (key, value) in changes(entry, "set")? {
            self.set(key, value)?;
        }
        for (key, value) in changes(entry, "remove")? {
            let (list, members) = self.list(key, value)?;
            list.retain(|member| !members.contains(member));
            self.drop_empty(key)?;
        }
        for (key, value) in changes(entry, "add")? {
            let (list, members) = self.list(key, value)?;
            for member in members {
                if !list.contains(member) {
                    list.push(member);
                }
            }
        }
        at.filter(|_| texts == 3)
    }

    fn set(&mut self, key: &str, value: &Printed<'a>) -> Option<()> {
        let (at, shape) = field(key)?;
        let field = &mut self.0[at];
        match (shape, value) {
            (_, Printed::Simple("null")) => *field = None,
            (Shape::Own, Printed::Object(members)) => {
                let mut own = match field.take() {
                    Some(Printed::Object(own)) => own,
                    _ => Vec::new(),
                };
                for (key, value) in members {
                    let known = own.iter().position(|(known, _)| known == key);
                    match (known, value.is_empty()) {
                        (Some(at), true) => drop(own.remove(at)),
                        (Some(at), false) => own[at].1 = value.clone(),
                        (None, true) => {}
                        (None, false) => own.push((key, value.clone())),
                    }
                }
                *field = (!own.is_empty()).then_some(Printed::Object(own));
            }
            _ if fits(shape, value) => *field = (!value.is_empty()).then(|| value.clone()),
            _ => return None,
        }
        Some(())
    }

    /// The list of this key, and the members that are given.
    fn list<'b>(
        &mut self,
        key: &str,
        members: &'b Printed<'a>,
    ) -> Option<(&mut Vec<&'a str>, &'b [&'a str])> {
        let (at, shape) = field(key)?;
        if !shape.is_list() || !fits(shape, members) {
            return None;
        }
        let field = self.0[at].get_or_insert_with(|| Printed::List(Vec::new()));
        match (field, members) {
            (Printed::List(list), Printed::List(members)) => Some((list, members)),
            _ => None,
        }
    }

    fn drop_empty(&mut self, key: &str) -> Option<()> {
        let (at, _) = field(key)?;
        self.0[at].take_if(|value| *value == Printed::List(Vec::new()));
        Some(())
    }
}

/// Where a field stands among [`FIELDS`], and its shape. Occasions need slips.
fn field(key: &str) -> Option<(usize, Shape)> {
    let at = FIELDS.iter().position(|(known, _)| *known == key)?;
    (key != "occasions").then_some((at, FIELDS[at].1))
}

/// The members of `set`, `add` or `remove`; `None` if it is no object.
fn changes<'b, 'a>(entry: &'b Members<'a>, which: &str) -> Option<&'b [(&'a str, Printed<'a>)]> {
    match entry.iter().find(|(key, _)| *key == which) {
        None => Some(&[]),
        Some((_, Printed::Object(members))) => Some(members),
        Some(_) => None,
    }
}

/// Whether a value other than `null` has the shape of a field, as [`Shape::check`] has it.
fn fits(shape: Shape, value: &Printed<'_>) -> bool {
    match (shape, value) {
        (Shape::Text, Printed::Simple(text)) => text.starts_with('"'),
        (Shape::Flag, Printed::Simple(word)) => matches!(*word, "true" | "false"),
        (Shape::Texts, Printed::List(members)) => members.iter().all(|one| one.starts_with('"')),
        (Shape::List, Printed::List(_)) => true,
        (_, Printed::Simple(text)) => unquoted(text).is_some_and(|text| shape.takes(text)),
        _ => false,
    }
}
