//! `tickler form`: the house's own forms: asked of a client, listed, made.

mod asking;
pub(super) mod counting;
mod filling;
mod page;
mod remark;
mod standings;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

pub use counting::Counted as FormCounted;
pub use page::Page;
pub use remark::FormRemark;
pub use standings::{FormRow, FormStandings};

use super::answer::{Answer, Remark, Reply};
use super::desk::Desk;
use super::edit::key_and_value;
use crate::binder::form::{self, Due, Forms};
use crate::binder::lookup::{is_slug, slug, words};
use crate::binder::{FormRefusal, Refusal};
use crate::store::{BadFile, Written};
pub(super) use asking::ask;

/// Fill in an own form for a client, asked field by field; list the forms, or make one.
#[derive(Args, Debug)]
#[command(after_help = "\
A form is a file of the store, forms/NAME.json, written in an editor: title, due and fields, each \
with key and kind (text, lines, number, money, date, choice, yes-no) and if need be label, \
required, default, help, choices, and only_if (stage=offer, size!=S: a text of the card, or a \
field above it). due is first-contact (from the day of the first contact on) or before-stage:offer \
(from the stage before it on). A form is filled in when all that is required is answered; one that \
is due stands in today and in work until then.

On a terminal it is asked: Esc goes back to the field before, and whoever leaves before the end \
keeps the answers given so far. They are the own fields of the dossier, as edit --set has them.

Examples:
  tickler form --new needs
  tickler form ivanov needs
  tickler form ivanov needs --set budget=\"1 200,50 EUR\" --set size=L
  tickler form ivanov
  tickler form --missing")]
pub struct Form {
    /// The client: any beginning of the name, or a phone number
    client: Option<String>,
    /// The form: its name, or what no other begins with; without it, how the client stands with each
    #[arg(value_name = "FORM")]
    name: Option<String>,
    /// Answer a field by its key; what is said of none has its default
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value, requires = "name")]
    set: Vec<(String, String)>,
    /// Keep these answers though more is required: the form is still to be gone on with
    #[arg(long, requires = "set")]
    partly: bool,
    /// All forms, with what they ask
    #[arg(long, conflicts_with_all = ["client", "missing", "new"])]
    list: bool,
    /// The clients for whom a form is due and not filled in; with FORM, of this one only
    #[arg(long, value_name = "FORM", num_args = 0..=1, default_missing_value = "",
        conflicts_with_all = ["client", "new"])]
    missing: Option<String>,
    /// Every manager's clients
    #[arg(long, requires = "missing")]
    all: bool,
    /// Make a form from an example, to be changed in an editor
    #[arg(long, value_name = "NAME", conflicts_with = "client")]
    new: Option<String>,
}

/// The forms there are.
#[derive(Clone, Debug)]
pub struct ListedForms {
    /// By name.
    pub forms: Vec<form::Form>,
}

/// A form that was made.
#[derive(Clone, Debug)]
pub struct MadeForm {
    /// Its name.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
}

impl Form {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if let Some(name) = self.new {
            return make(&name, desk);
        }
        if let Some(form) = self.missing {
            return standings::missing(&form, self.all, desk);
        }
        match (self.client, self.name) {
            (None, _) => Ok(list(desk)),
            (Some(client), None) => standings::of_client(&client, desk),
            (Some(client), Some(form)) => {
                let (form, broken) = desk.form(&form)?;
                let reply = match self.set.as_slice() {
                    [] => asking::at_the_terminal(&client, &form, desk),
                    said => filling::fill(&client, &form, said, self.partly, desk),
                }?;
                Ok(reply.remarking(FormRemark::all_broken(broken)))
            }
        }
    }
}

impl Desk<'_> {
    /// The forms of this store, and the files that can't be read as one.
    #[must_use]
    pub fn forms(&self) -> (Forms, Vec<BadFile>) {
        let (all, broken) = self.store.forms();
        let stages = match all.as_slice() {
            [] => Vec::new(),
            _ => self.store.settings().stages(),
        };
        (Forms { all, stages }, broken)
    }

    /// The form that is meant, and the other files that can't be read as one.
    ///
    /// # Errors
    /// That file, if it is the one that is meant; those of [`form::Form::meant`].
    pub(super) fn form(&self, typed: &str) -> Result<(form::Form, Vec<BadFile>)> {
        let (forms, mut broken) = self.forms();
        let file = format!("{typed}.json");
        let is_meant = |bad: &BadFile| {
            bad.path()
                .file_name()
                .is_some_and(|name| name == file.as_str())
        };
        if let Some(at) = broken.iter().position(is_meant) {
            return Err(broken.swap_remove(at).into());
        }
        Ok((form::Form::meant(&forms.all, typed)?.clone(), broken))
    }
}

impl Desk<'_> {
    /// Remarks on the forms that were to be filled in before the stage that a client was just put at.
    pub(super) fn remarks_on_stage(&self, written: &Written) -> Vec<Remark> {
        let dossier = &written.dossier;
        let set = dossier
            .history()
            .last()
            .and_then(|entry| entry.stored().get("set"));
        let stage = dossier.fields().text("stage");
        let Some(stage) = stage.filter(|_| set.is_some_and(|set| set.get("stage").is_some()))
        else {
            return Vec::new();
        };
        let (forms, _) = self.forms();
        let is_before = |form: &&form::Form| match &form.due {
            Some(Due::BeforeStage(before)) => before.to_lowercase() == stage.to_lowercase(),
            _ => false,
        };
        let overdue = forms.due(dossier, self.today).filter(is_before);
        let remarks = overdue.map(|form| FormRemark::Overdue {
            form: form.name.clone(),
            title: form.title.clone(),
            client: written.client.clone(),
            stage: stage.to_owned(),
        });
        remarks.map(Remark::from).collect()
    }
}

fn list(desk: &Desk<'_>) -> Reply {
    let (forms, broken) = desk.forms();
    let listed = ListedForms { forms: forms.all };
    Reply::new(Answer::Forms(listed)).missing(broken)
}

/// Makes a form from the example. What is no file's name is its title.
fn make(typed: &str, desk: &Desk<'_>) -> Result<Reply> {
    let typed = typed.trim();
    if words(typed).is_empty() {
        let typed = typed.to_owned();
        return Err(Refusal::from(FormRefusal::NoName { typed }).into());
    }
    let name = slug(typed);
    let title = if is_slug(typed) {
        capitalised(typed)
    } else {
        typed.to_owned()
    };
    let text = form::example(&title);
    let made = desk
        .store
        .make_form(&name, &text, &desk.manager, (desk.clock)())?;
    let path = made.ok_or_else(|| Refusal::from(FormRefusal::Exists { name: name.clone() }))?;
    Ok(Reply::new(Answer::MadeForm(MadeForm { name, path })))
}

/// `Site visit` of `site-visit`.
fn capitalised(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
