//! How clients stand with forms.

use anyhow::Result;
use chrono::NaiveDate;

use super::FormRemark;
use crate::binder::form::{Forms, Standing, State};
use crate::binder::{Dossier, Place};
use crate::commands::answer::{Answer, Remark, Reply};
use crate::commands::desk::Desk;

/// How clients stand with forms.
#[derive(Clone, Debug)]
pub struct FormStandings {
    /// The client who is asked about; if none, those who are missing.
    pub client: Option<String>,
    /// Whether every manager's are asked about.
    pub of_all: bool,
    /// A row for each client and form.
    pub rows: Vec<FormRow>,
}

/// How a client stands with a form.
#[derive(Clone, Debug)]
pub struct FormRow {
    /// The client, as typed.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// Whose client it is.
    pub manager: String,
    /// The form.
    pub form: String,
    /// What it is called.
    pub title: String,
    /// How far it is filled in.
    pub state: State,
    /// Whether it is to be filled in now.
    pub is_due: bool,
    /// What is required and not answered: key and label.
    pub missing: Vec<(String, String)>,
}

impl FormRow {
    fn new(client: &str, dossier: &Dossier, standing: &Standing<'_>) -> Self {
        let missing = standing.missing.iter();
        Self {
            client: client.to_owned(),
            name: dossier.name().to_owned(),
            manager: dossier.manager().to_owned(),
            form: standing.form.name.clone(),
            title: standing.form.title.clone(),
            state: standing.state,
            is_due: standing.is_due,
            missing: missing
                .map(|field| (field.key.clone(), field.label.clone()))
                .collect(),
        }
    }

    /// Those forms that a client is to fill in now.
    pub(in crate::commands) fn due(
        forms: &Forms,
        client: &str,
        dossier: &Dossier,
        today: NaiveDate,
    ) -> Vec<Self> {
        let standings = forms.standings(dossier, today).into_iter();
        let due = standings.filter(|standing| standing.is_due);
        due.map(|standing| Self::new(client, dossier, &standing))
            .collect()
    }
}

/// How one client stands with each form.
pub(super) fn of_client(client: &str, desk: &Desk<'_>) -> Result<Reply> {
    let (found, beside) = desk.find(client)?;
    let (forms, broken) = desk.forms();
    let standings = forms.standings(&found.dossier, desk.today);
    let rows = standings.iter();
    let rows = rows.map(|standing| FormRow::new(found.slug(), &found.dossier, standing));
    let standings = FormStandings {
        client: Some(found.slug().to_owned()),
        of_all: false,
        rows: rows.collect(),
    };
    let reply = Reply::new(Answer::FormStandings(standings)).beside(beside);
    Ok(reply.missing(broken))
}

/// The clients who are to fill in a form and have not: the one that is meant, or if nothing is typed,
/// any.
pub(super) fn missing(typed: &str, all: bool, desk: &Desk<'_>) -> Result<Reply> {
    let (mut forms, broken) = desk.forms();
    let mut never = None;
    if !typed.is_empty() {
        let (meant, _) = desk.form(typed)?;
        let form = meant.name.clone();
        never = meant
            .due
            .is_none()
            .then_some(Remark::Form(FormRemark::NeverDue { form }));
        forms.all = vec![meant];
    }
    let today = desk.today;
    let searched = desk.search(
        &desk.binders(all)?,
        |place| place < Place::Closed && !forms.all.is_empty(),
        |_| true,
        |found| Some(FormRow::due(&forms, found.slug(), &found.dossier, today)),
    )?;
    let standings = FormStandings {
        client: None,
        of_all: all,
        rows: searched.taken.concat(),
    };
    let reply = Reply::new(Answer::FormStandings(standings)).remarking(never);
    let reply = reply.remarking(desk.remarks_on_binders(all)?);
    Ok(reply.missing(broken).missing(searched.unreadable))
}
