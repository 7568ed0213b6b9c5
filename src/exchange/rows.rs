//! Dossiers as rows of a table for a spreadsheet: the card, what is planned, and how the last contact
//! went. Histories have no place in it: [`super::archive`] has them.
//!
//! It is UTF-8 with its mark, and lines end as on Windows: without that Excel takes letters for others.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{members, sheet};
use crate::binder::{Dossier, Entry, Occasion};

/// What UTF-8 is marked with, by which Excel knows it.
const MARK: &str = "\u{feff}";

/// What stands before the title of an own field that is called as another column is.
pub(super) const OWN: &str = "field ";

/// The occasion that has a column of its own.
const BIRTHDAY: &str = "birthday";

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    /// The name by which the client is typed.
    Client,
    /// The text of this key.
    Text(&'static str),
    /// One of the phones, counted from 0.
    Phone(usize),
    /// One of the e-mail addresses, counted from 0.
    Email(usize),
    Tags,
    /// The first birthday.
    Birthday,
    /// One of the other occasions, counted from 0.
    Occasion(usize),
    /// The place with the time of day.
    NextContact,
    Agreed,
    LastContact,
    Outcome,
    /// The own field of this key.
    Own(String),
}

/// Which columns the dossiers need that were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    phones: usize,
    emails: usize,
    occasions: usize,
    own: BTreeSet<String>,
}

impl Needed {
    /// Looks at a dossier.
    pub fn see(&mut self, dossier: &Dossier) {
        let fields = dossier.fields();
        self.phones = self.phones.max(fields.list("phones").len());
        self.emails = self.emails.max(fields.list("emails").len());
        self.occasions = self.occasions.max(occasions(dossier).len());
        for (key, _) in fields.own() {
            if !self.own.contains(key) {
                self.own.insert(key.to_owned());
            }
        }
    }

    /// The table with these columns, its cells divided by `delimiter`. One column for each list is
    /// there in any case.
    #[must_use]
    pub fn table(self, delimiter: u8) -> Table {
        use Column::Text;
        let mut columns = vec![Column::Client];
        columns.extend(["manager", "name", "salutation", "position", "company"].map(Text));
        columns.extend((0..self.phones.max(1)).map(Column::Phone));
        columns.extend((0..self.emails.max(1)).map(Column::Email));
        columns.extend([Text("address"), Text("source"), Column::Tags, Text("stage")]);
        columns.push(Column::Birthday);
        columns.extend((0..self.occasions.max(1)).map(Column::Occasion));
        columns.extend(["hours", "zone", "every"].map(Text));
        columns.extend([Column::NextContact, Column::Agreed]);
        columns.extend([
            Text("work"),
            Text("next"),
            Column::LastContact,
            Column::Outcome,
        ]);
        let titles: BTreeSet<String> = columns.iter().map(Column::title).collect();
        let is_taken = |key: &str| {
            let key = key.trim().to_lowercase();
            key.starts_with(OWN) || titles.contains(&key)
        };
        let titles = self.own.iter().map(|key| {
            let before = if is_taken(key) { OWN } else { "" };
            format!("{before}{key}")
        });
        let titles = columns.iter().map(Column::title).chain(titles).collect();
        columns.extend(self.own.into_iter().map(Column::Own));
        Table {
            titles,
            columns,
            delimiter,
        }
    }
}

impl Column {
    /// What the column is called; of own fields without what may stand before.
    fn title(&self) -> String {
        let numbered = |title: &str, number: &usize| match number {
            0 => title.to_owned(),
            number => format!("{title} {}", number + 1),
        };
        match self {
            Self::Client => "client".to_owned(),
            Self::Text(key) => (*key).to_owned(),
            Self::Phone(number) => numbered("phone", number),
            Self::Email(number) => numbered("email", number),
            Self::Tags => "tags".to_owned(),
            Self::Birthday => BIRTHDAY.to_owned(),
            Self::Occasion(number) => numbered("occasion", number),
            Self::NextContact => "next contact".to_owned(),
            Self::Agreed => "agreed".to_owned(),
            Self::LastContact => "last contact".to_owned(),
            Self::Outcome => "outcome".to_owned(),
            Self::Own(key) => key.clone(),
        }
    }

    /// What stands in it for a dossier.
    fn cell(&self, client: &str, dossier: &Dossier) -> String {
        let fields = dossier.fields();
        let member = |list, number| fields.texts(list).nth(number).map(str::to_owned);
        let cell = match self {
            Self::Client => Some(client.to_owned()),
            Self::Text(key) => fields.text(key).map(str::to_owned),
            Self::Phone(number) => member("phones", *number),
            Self::Email(number) => member("emails", *number),
            Self::Tags => Some(members::joined(fields.texts("tags"))),
            Self::Birthday => birthday(dossier).map(|occasion| days(&occasion)),
            Self::Occasion(number) => occasions(dossier).get(*number).cloned(),
            Self::NextContact => Some(next_contact(dossier)),
            Self::Agreed => dossier.is_agreed().then(|| "yes".to_owned()),
            Self::LastContact => {
                let last = dossier.last_contact().map(Entry::moment);
                last.map(|moment| moment.date_naive().to_string())
            }
            Self::Outcome => {
                let outcome = dossier.last_contact().and_then(Entry::outcome);
                outcome.map(|outcome| outcome.name().to_owned())
            }
            Self::Own(key) => {
                let own = fields.own().find(|(known, _)| known == key);
                own.map(|(_, value)| in_a_cell(value))
            }
        };
        cell.unwrap_or_default()
    }
}

/// A table in the making.
#[derive(Clone, Debug)]
pub struct Table {
    titles: Vec<String>,
    columns: Vec<Column>,
    delimiter: u8,
}

impl Table {
    /// What it begins with: the mark of UTF-8 and the titles.
    #[must_use]
    pub fn beginning(&self) -> String {
        MARK.to_owned() + &self.row(self.titles.iter().map(String::as_str))
    }

    /// The row of a dossier; `client` is the name by which it is typed.
    #[must_use]
    pub fn dossier(&self, client: &str, dossier: &Dossier) -> String {
        let cells = self.columns.iter();
        let cells: Vec<String> = cells.map(|column| column.cell(client, dossier)).collect();
        self.row(cells.iter().map(String::as_str))
    }

    fn row<'a>(&self, cells: impl Iterator<Item = &'a str>) -> String {
        sheet::row(cells, self.delimiter, csv::Terminator::CRLF)
    }
}

fn birthday(dossier: &Dossier) -> Option<Occasion> {
    let mut occasions = dossier
        .fields()
        .texts("occasions")
        .filter_map(Occasion::stored);
    occasions.find(|occasion| occasion.what == BIRTHDAY)
}

/// `1980-04-15`, or `04-15` where the year is not known.
fn days(birthday: &Occasion) -> String {
    match birthday.year {
        Some(year) => format!("{year:04}-{}", birthday.day),
        None => birthday.day.to_string(),
    }
}

/// All occasions but the birthday that has a column of its own: `name day=06-24`, as they are typed.
/// What a hand has written and is none stays as it is.
fn occasions(dossier: &Dossier) -> Vec<String> {
    let birthday = birthday(dossier);
    let mut is_met = false;
    let texts = dossier.fields().texts("occasions");
    let rest = texts.filter_map(|text| {
        let occasion = Occasion::stored(text);
        if !is_met && occasion.is_some() && occasion == birthday {
            is_met = true;
            return None;
        }
        let typed = |occasion: Occasion| format!("{}={}", occasion.what, days(&occasion));
        Some(occasion.map_or_else(|| text.to_owned(), typed))
    });
    rest.collect()
}

/// `2024-07-05 14:30`, `2024-07`, `someday`.
fn next_contact(dossier: &Dossier) -> String {
    let place = dossier.place().to_string();
    match dossier.time() {
        Some(time) => format!("{place} {}", time.format("%H:%M")),
        None => place,
    }
}

/// The value of an own field: a text as it is, anything else as JSON has it.
fn in_a_cell(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn dossier(more: &Value) -> Dossier {
        let mut value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": "anna", "place": "someday", "name": "Ivan", "history": [] });
        for (key, member) in more.as_object().into_iter().flatten() {
            value[key] = member.clone();
        }
        serde_json::from_value(value).expect("a dossier")
    }

    /// The titles with the cells below them, where a cell says something.
    fn told(dossier: &Dossier) -> Vec<String> {
        let mut needed = Needed::default();
        needed.see(dossier);
        let table = needed.table(b';');
        let text = table.beginning() + &table.dossier("ivan", dossier);
        let text = text.strip_prefix('\u{feff}').expect("the mark");
        assert!(text.ends_with("\r\n"));
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.delimiter(b';').from_reader(text.as_bytes());
        let titles = reader.headers().expect("titles").clone();
        let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
        let cells = titles.iter().zip(rows[0].iter());
        let cells = cells.filter(|(_, cell)| !cell.is_empty());
        cells
            .map(|(title, cell)| format!("{title}|{cell}"))
            .collect()
    }

    #[test]
    fn a_card_is_a_row() {
        let full = dossier(&json!({
            "place": "2024-07-05", "time": "14:30", "agreed": true, "work": "call",
            "next": "=Ask\nagain", "salutation": "Mr", "position": "Head", "company": "A; B",
            "phones": ["mobile: +370 600 12345", "+370 5 1"], "emails": ["a@b.example"],
            "address": "Street 1\nVilnius", "source": "fair", "tags": ["big", "new"],
            "stage": "offer", "hours": "9-12", "zone": "Asia/Tokyo", "every": "30d",
            "occasions": ["name day: --06-24", "birthday: 1980-04-15", "birthday: --01-01", "odd"],
            "fields": { "budget": 12000, "Phone": "x", "field y": "z" },
        }));
        assert_eq!(
            told(&full),
            [
                "client|ivan",
                "manager|anna",
                "name|Ivan",
                "salutation|Mr",
                "position|Head",
                "company|A; B",
                "phone|mobile: +370 600 12345",
                "phone 2|'+370 5 1",
                "email|a@b.example",
                "address|Street 1\nVilnius",
                "source|fair",
                "tags|big; new",
                "stage|offer",
                "birthday|1980-04-15",
                "occasion|name day=06-24",
                "occasion 2|birthday=01-01",
                "occasion 3|odd",
                "hours|9-12",
                "zone|Asia/Tokyo",
                "every|30d",
                "next contact|2024-07-05 14:30",
                "agreed|yes",
                "work|call",
                "next|'=Ask\nagain",
                "field Phone|x",
                "budget|12000",
                "field field y|z",
            ]
        );
    }

    #[test]
    fn what_is_not_known_is_a_blank_and_columns_stay_where_they_are() {
        assert_eq!(
            told(&dossier(&json!({}))),
            [
                "client|ivan",
                "manager|anna",
                "name|Ivan",
                "next contact|someday"
            ]
        );
        let table = Needed::default().table(b',');
        let titles = "client,manager,name,salutation,position,company,phone,email,address,source,\
            tags,stage,birthday,occasion,hours,zone,every,next contact,agreed,work,next,\
            last contact,outcome\r\n";
        assert_eq!(table.beginning(), format!("{MARK}{titles}"));
    }

    #[test]
    fn the_last_contact_is_told_by_its_day_and_how_it_ended() {
        let history = json!([
            { "op": "1", "at": "2024-06-10T09:00:00+02:00", "by": "anna", "kind": "call",
                "outcome": "reached", "when": "2024-06-07" },
            { "op": "2", "at": "2024-06-09T00:30:00+02:00", "by": "anna", "kind": "call",
                "outcome": "no-answer" },
        ]);
        let told = told(&dossier(&json!({ "history": history })));
        assert!(
            told.contains(&"last contact|2024-06-09".to_owned()),
            "{told:?}"
        );
        assert!(told.contains(&"outcome|no-answer".to_owned()), "{told:?}");
    }
}
