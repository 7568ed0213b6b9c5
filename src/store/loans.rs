//! What is lent, as the settings have it: found without reading a single dossier.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Settings;
use crate::binder::lookup::is_manager_name;

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

impl Loan {
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

    /// Notes that dossiers are lent.
    pub fn add_loan(&mut self, loan: &Loan) {
        let mut loans = self.loans();
        loans.push(loan.clone());
        self.put_loans(&loans);
    }

    /// Notes that dossiers are back with `owner`.
    pub fn end_loans(&mut self, owner: &str, is_back: impl Fn(Uuid) -> bool) {
        let before = self.loans();
        let mut loans = before.clone();
        for loan in loans.iter_mut().filter(|loan| loan.from == owner) {
            loan.ids.retain(|id| !is_back(*id));
        }
        loans.retain(|loan| !loan.ids.is_empty());
        if loans != before {
            self.put_loans(&loans);
        }
    }

    fn put_loans(&mut self, loans: &[Loan]) {
        let stored = match loans {
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

    fn loan(from: &str, to: &str, ids: &[u128]) -> Loan {
        Loan {
            from: from.to_owned(),
            to: to.to_owned(),
            until: NaiveDate::from_ymd_opt(2024, 6, 28).expect("a date"),
            ids: ids.iter().copied().map(Uuid::from_u128).collect(),
        }
    }

    #[test]
    fn a_loan_ends_with_the_last_dossier_that_is_back() {
        let mut settings = Settings::default();
        settings.add_loan(&loan("anna", "ben", &[1, 2]));
        settings.add_loan(&loan("ben", "chen", &[1]));
        settings.end_loans("anna", |id| id == Uuid::from_u128(1));
        let left = [loan("anna", "ben", &[2]), loan("ben", "chen", &[1])];
        assert_eq!(settings.loans(), left);
        let read = Settings::read(settings.to_text().as_bytes()).expect("settings");
        assert_eq!(read.loans(), left);
        settings.end_loans("anna", |_| true);
        settings.end_loans("ben", |_| true);
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
