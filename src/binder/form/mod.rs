//! Own forms: what a house wants to know of each client, field by field.
//!
//! A form is read from a file (`reading`), asked of a client ([`answers`]), and is due, partly or
//! wholly filled in ([`standing`]). What is answered stands among the client's own fields, so that
//! all that reads those reads it too; the entry of kind `form` only says that it was gone through.

pub mod amount;
pub mod answers;
pub mod count;
mod example;
mod kind;
mod reading;
mod sense;
pub mod standing;

use std::fmt;

use super::FormRefusal;
use super::Refusal;
use super::lookup::{text_fits, words};

pub use answers::Answers;
pub use example::example;
pub use kind::{FieldKind, Reckoning};
pub use standing::{Forms, OnCard, Standing, State};

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The name of its file without the ending, by which it is typed.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// From when on it is to be filled in; whenever somebody likes, if that is not said.
    pub due: Option<Due>,
    /// What it asks, in order.
    pub fields: Vec<Field>,
}

/// What a form asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The own field of the dossier that the answer stands in.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What an answer looks like.
    pub kind: FieldKind,
    /// Whether the form is filled in only with an answer to it.
    pub is_required: bool,
    /// The answer unless another is given, as it is typed.
    pub default: Option<String>,
    /// What helps to answer.
    pub help: Option<String>,
    /// What there is to choose from; nothing, where it is no choice.
    pub choices: Vec<String>,
    /// When it is asked at all.
    pub only_if: Option<Condition>,
}

/// When a field is asked: only if another field, or a text of the card, is this or isn't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The other field of the form, or the key of the card.
    pub key: String,
    /// It must not be so.
    pub is_not: bool,
    /// What it must be, or not be.
    pub value: String,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_not { "!=" } else { "=" };
        write!(f, "{}{sign}{}", self.key, self.value)
    }
}

/// From when on a form is to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// From the day of the first contact on.
    FirstContact,
    /// Before the client comes to this stage: from the stage before it on.
    BeforeStage(String),
}

/// How the first contact is spelled in a form.
const FIRST_CONTACT: &str = "first-contact";
/// What stands before the stage in a form.
const BEFORE_STAGE: &str = "before-stage:";

impl Due {
    /// Reads it as a form spells it.
    fn spelled(text: &str) -> Option<Self> {
        match text.strip_prefix(BEFORE_STAGE).map(str::trim) {
            Some("") => None,
            Some(stage) => Some(Self::BeforeStage(stage.to_owned())),
            None => (text == FIRST_CONTACT).then_some(Self::FirstContact),
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FirstContact => f.write_str(FIRST_CONTACT),
            Self::BeforeStage(stage) => write!(f, "{BEFORE_STAGE}{stage}"),
        }
    }
}

impl Form {
    /// The field of this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The field of this key, as somebody typed it.
    ///
    /// # Errors
    /// [`FormRefusal::UnknownField`].
    pub fn asked(&self, key: &str) -> Result<&Field, Refusal> {
        self.field(key).ok_or_else(|| {
            let known = self.fields.iter().map(|field| field.key.clone());
            let known = known.collect();
            let (form, key) = (self.name.clone(), key.to_owned());
            FormRefusal::UnknownField { form, key, known }.into()
        })
    }

    /// The form of these that is meant: of this name, or else the only one whose name or title has
    /// for every typed word one that begins so.
    ///
    /// # Errors
    /// [`FormRefusal::NoForms`], [`FormRefusal::UnknownForm`], [`FormRefusal::AmbiguousForm`].
    pub fn meant<'a>(all: &'a [Self], typed: &str) -> Result<&'a Self, Refusal> {
        if let Some(exact) = all.iter().find(|form| form.name == typed) {
            return Ok(exact);
        }
        let typed_words = words(typed);
        let fits = |form: &&Self| {
            text_fits(&form.name, &typed_words) || text_fits(&form.title, &typed_words)
        };
        let fitting: Vec<&Self> = all.iter().filter(fits).collect();
        let names = |forms: &mut dyn Iterator<Item = &Self>| -> Vec<String> {
            forms.map(|form| form.name.clone()).collect()
        };
        let typed = typed.to_owned();
        Err(match fitting.as_slice() {
            [one] => return Ok(one),
            [] if all.is_empty() => FormRefusal::NoForms,
            [] => {
                let known = names(&mut all.iter());
                FormRefusal::UnknownForm { typed, known }
            }
            several => {
                let fits = names(&mut several.iter().copied());
                FormRefusal::AmbiguousForm { typed, fits }
            }
        }
        .into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms() -> Vec<Form> {
        let form = |name: &str, title: &str| Form {
            name: name.to_owned(),
            title: title.to_owned(),
            due: None,
            fields: Vec::new(),
        };
        vec![
            form("needs", "Needs"),
            form("nuzhdy", "Нужды клиента"),
            form("needs-of-offer", "Before the offer"),
        ]
    }

    #[test]
    fn a_form_is_meant_by_its_name_or_by_what_it_begins_with() {
        let cases = [
            ("needs", Ok("needs")),
            ("offer", Ok("needs-of-offer")),
            ("нуж", Ok("nuzhdy")),
            ("before off", Ok("needs-of-offer")),
            ("need", Err("\"need\" fits 2 forms")),
            ("size", Err("there is no form \"size\"")),
            ("", Err("there is no form \"\"")),
        ];
        for (typed, expected) in cases {
            let forms = forms();
            let meant = Form::meant(&forms, typed).map(|form| form.name.as_str());
            let meant = meant.map_err(|refusal| refusal.to_string());
            assert_eq!(meant, expected.map_err(str::to_owned), "{typed}");
        }
        let none = Form::meant(&[], "needs").expect_err("none is there");
        assert_eq!(none, FormRefusal::NoForms.into());
    }
}
