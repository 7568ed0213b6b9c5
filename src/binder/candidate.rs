//! A client that may be meant, as a refusal names it.

use serde::Serialize;

use super::Dossier;

/// One of several clients that fit what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The name by which the client is typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// The client's company.
    pub company: Option<String>,
    /// The first phone number.
    pub phone: Option<String>,
}

impl Candidate {
    /// The candidate that a dossier is.
    #[must_use]
    pub fn of(client: &str, dossier: &Dossier) -> Self {
        Self {
            client: client.to_owned(),
            name: dossier.name().to_owned(),
            company: dossier.fields().text("company").map(str::to_owned),
            phone: dossier.phone().map(str::to_owned),
        }
    }
}
