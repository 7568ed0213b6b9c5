//! What is lent, as the settings have it: found without reading a single dossier.
//!
//! It is derived: each dossier says itself who lent it and until when, and whenever one is written,
//! in whichever way, what the settings have of it is made to agree.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Settings;
use crate::binder::lookup::is_manager_name;
use crate::binder::{Dossier, Lent, Place, loan};

/// The key in the settings' file.
pub(super) const LOANS: &str = "loans";

/// Dossiers that one manager lent to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// Who lent them.
    pub from: String,
    /// Who has them.
    pub to: String,
    /// The day from which on they are to go back.
    pub until: NaiveDate,
    /// The ids of the dossiers.
    pub ids: Vec<Uuid>,
}

/// What one dossier says of its loans.
#[derive(Clone, Debug)]
pub(super) struct Lending {
    id: Uuid,
    /// Who has it.
    holder: String,
    /// Its open loans, the first of them first.
    open: Vec<Lent>,
}

impl Lending {
    pub(super) fn of(dossier: &Dossier) -> Self {
        let open = match dossier.place() {
            Place::Gone => Vec::new(),
            _ => loan::open(dossier),
        };
        Self {
            open,
            ..Self::none(dossier.id(), dossier.manager())
        }
    }

    /// A dossier of which nothing is lent.
    pub(super) fn none(id: Uuid, holder: &str) -> Self {
        Self {
            id,
            holder: holder.to_owned(),
            open: Vec::new(),
        }
    }

    /// Each loan, from whom to whom: what was lent on is with the one who lent it on.
    fn loans(&self) -> Vec<Loan> {
        let holders = self.open.iter().skip(1).map(|next| &next.by);
        let holders = holders.chain([&self.holder]);
        let loans = self.open.iter().zip(holders).map(|(lent, to)| Loan {
            from: lent.by.clone(),
            to: to.clone(),
            until: lent.until,
            ids: vec![self.id],
        });
        loans.collect()
    }
}

impl Loan {
    /// Whether it is the same loan, of whatever dossiers.
    fn is_as(&self, other: &Loan) -> bool {
        (&self.from, &self.to, self.until) == (&other.from, &other.to, other.until)
    }

    fn read(value: &Value) -> Option<Self> {
        let name = |key: &str| {
            value
                .get(key)?
                .as_str()
                .filter(|name| is_manager_name(name))
        };
        let ids = value.get("ids")?.as_array()?.iter();
        Some(Self {
            from: name("from")?.to_owned(),
            to: name("to")?.to_owned(),
            until: value.get("until")?.as_str()?.parse().ok()?,
            ids: ids
                .map(|id| id.as_str()?.parse().ok())
                .collect::<Option<_>>()?,
        })
    }

    fn stored(&self) -> Value {
        let ids = self.ids.iter().map(Uuid::to_string);
        json!({
            "from": self.from, "to": self.to, "until": self.until.to_string(),
            "ids": ids.collect::<Vec<_>>(),
        })
    }
}

impl Settings {
    /// What is lent.
    #[must_use]
    pub fn loans(&self) -> Vec<Loan> {
        let loans = self.stored().get(LOANS).and_then(Value::as_array);
        loans.into_iter().flatten().filter_map(Loan::read).collect()
    }

    /// The dossiers that `owner` lent.
    pub fn lent_by(&self, owner: &str) -> impl Iterator<Item = Uuid> {
        let own = self
            .loans()
            .into_iter()
            .filter(move |loan| loan.from == owner);
        own.flat_map(|loan| loan.ids)
    }

    /// Notes what is lent of these dossiers, instead of what was noted of them before.
    pub(super) fn note_loans(&mut self, dossiers: &[Lending]) {
        let before = self.loans();
        if before.is_empty() && dossiers.iter().all(|one| one.open.is_empty()) {
            return;
        }
        let mut loans = before.clone();
        let new = dossiers.iter().map(|one| (one.id, one.loans()));
        let mut new: HashMap<Uuid, Vec<Loan>> = new.collect();
        for loan in &mut loans {
            let mut ids = std::mem::take(&mut loan.ids);
            ids.retain(|id| {
                let Some(own) = new.get_mut(id) else {
                    return true;
                };
                let known = own.iter().position(|one| one.is_as(loan));
                known.map(|known| own.remove(known)).is_some()
            });
            loan.ids = ids;
        }
        for mut one in dossiers
            .iter()
            .filter_map(|one| new.remove(&one.id))
            .flatten()
        {
            match loans.iter_mut().find(|loan| loan.is_as(&one)) {
                Some(loan) => loan.ids.append(&mut one.ids),
                None => loans.push(one),
            }
        }
        self.put_loans(loans, &before);
    }

    /// Notes that of what `owner` lent nothing is out any more.
    pub fn end_loans(&mut self, owner: &str) {
        let before = self.loans();
        let mut loans = before.clone();
        loans.retain(|loan| loan.from != owner);
        self.put_loans(loans, &before);
    }

    fn put_loans(&mut self, mut loans: Vec<Loan>, before: &[Loan]) {
        loans.retain(|loan| !loan.ids.is_empty());
        if loans == before {
            return;
        }
        let stored = match loans.as_slice() {
            [] => Value::Null,
            loans => loans.iter().map(Loan::stored).collect(),
        };
        self.put_back(LOANS, &stored);
    }
}

/// Whether the settings may hold this as what is lent.
pub(super) fn check_loans(value: &Value) -> Result<(), String> {
    let loans = value.as_array().map(Vec::as_slice);
    let fits = loans.is_some_and(|loans| loans.iter().all(|loan| Loan::read(loan).is_some()));
    fits.then_some(()).ok_or_else(|| {
        format!("`{LOANS}` must be a list, each with `from`, `to`, `until` (a date) and `ids`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 6, 28).expect("a date")
    }

    fn loan(from: &str, to: &str, ids: &[u128]) -> Loan {
        Loan {
            from: from.to_owned(),
            to: to.to_owned(),
            until: day(),
            ids: ids.iter().copied().map(Uuid::from_u128).collect(),
        }
    }

    /// A dossier that `holder` has, lent by these one after the other.
    fn lending(id: u128, holder: &str, by: &[&str]) -> Lending {
        let lent = |by: &&str| Lent {
            by: (*by).to_owned(),
            until: day(),
        };
        Lending {
            open: by.iter().map(lent).collect(),
            ..Lending::none(Uuid::from_u128(id), holder)
        }
    }

    #[test]
    fn what_is_noted_is_what_the_dossiers_say_last() {
        let mut settings = Settings::default();
        settings.note_loans(&[lending(1, "ben", &["anna"]), lending(2, "ben", &["anna"])]);
        assert_eq!(settings.loans(), [loan("anna", "ben", &[1, 2])]);
        settings.note_loans(&[lending(1, "chen", &["anna", "ben"])]);
        let lent_on = [loan("anna", "ben", &[1, 2]), loan("ben", "chen", &[1])];
        assert_eq!(settings.loans(), lent_on);
        let read = Settings::read(settings.to_text().as_bytes()).expect("settings");
        assert_eq!(read.loans(), lent_on);
        settings.note_loans(&[lending(1, "anna", &[]), lending(3, "ben", &[])]);
        assert_eq!(settings.loans(), [loan("anna", "ben", &[2])]);
        settings.note_loans(&[lending(2, "dora", &["anna"])]);
        assert_eq!(settings.loans(), [loan("anna", "dora", &[2])]);
        settings.end_loans("ben");
        assert_eq!(settings.loans(), [loan("anna", "dora", &[2])]);
        settings.end_loans("anna");
        assert_eq!(settings.stored().get(LOANS), None);
    }

    #[test]
    fn a_loan_that_is_none_is_refused() {
        for text in [
            r#"{"loans": 3}"#,
            r#"{"loans": [{}]}"#,
            r#"{"loans": [{"from": "../x", "to": "b", "until": "2024-06-28", "ids": []}]}"#,
            r#"{"loans": [{"from": "a", "to": "b", "until": "fri", "ids": []}]}"#,
            r#"{"loans": [{"from": "a", "to": "b", "until": "2024-06-28", "ids": ["x"]}]}"#,
        ] {
            let error = Settings::read(text.as_bytes()).expect_err(text).to_string();
            assert!(error.contains("`loans` must be a list"), "{error}");
        }
    }
}
