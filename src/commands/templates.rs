//! The templates of the store: listed, and those that come with tickler written there.

use std::path::PathBuf;

use anyhow::Result;

use super::answer::{Answer, Reply};
use super::desk::Desk;
use super::letter;
use crate::binder::{DraftRefusal, Refusal, lookup};
use crate::exchange::letter::Flaw;
use crate::exchange::letter::examples::{EXAMPLES, Example, PARTS};
use crate::store::{BadFile, Templates};

/// Templates in a list.
#[derive(Clone, Debug)]
pub struct TemplateList {
    /// The templates, by name.
    pub templates: Vec<TemplateLine>,
    /// They were just written; else they are all that there are.
    pub new: bool,
}

/// A template in a list.
#[derive(Clone, Debug)]
pub struct TemplateLine {
    /// Its name.
    pub name: String,
    /// What its letters are called, not filled.
    pub title: Option<String>,
    /// Of which kind they are.
    pub kind: Option<String>,
    /// Its file.
    pub path: PathBuf,
}

/// The templates of the store; those with an error are named beside.
pub(super) fn list(desk: &Desk<'_>) -> Result<Reply> {
    let templates = desk.store.templates()?;
    let (lines, flawed) = looked_at(&templates, &letter::writable(&templates)?, desk);
    let list = TemplateList {
        templates: lines,
        new: false,
    };
    Ok(Reply::new(Answer::Templates(list)).missing(flawed))
}

/// Looks at templates without filling them: their lines, and what is wrong with the others.
fn looked_at(
    templates: &Templates,
    names: &[String],
    desk: &Desk<'_>,
) -> (Vec<TemplateLine>, Vec<BadFile>) {
    let press = letter::press(templates, desk);
    let (mut lines, mut flawed) = (Vec::new(), Vec::new());
    for name in names {
        match press.look_at(name) {
            Ok(head) => {
                let head = head.unwrap_or_default();
                lines.push(TemplateLine {
                    name: name.clone(),
                    title: head.title,
                    kind: head.kind,
                    path: templates.path_of(name),
                });
            }
            Err(flaw) => flawed.push(bad(templates, &flaw)),
        }
    }
    (lines, flawed)
}

fn bad(templates: &Templates, flaw: &Flaw) -> BadFile {
    BadFile::content(templates.path_of(&flaw.name), flaw.to_string())
}

/// Writes one of the templates that come with tickler, or all that are not there yet, with the parts
/// that they are made of. None is ever written over.
pub(super) fn write(name: Option<&str>, desk: &Desk<'_>) -> Result<Reply> {
    let wanted: Vec<Example> = match name {
        None => EXAMPLES.to_vec(),
        Some(name) => vec![named(name)?],
    };
    let new = desk.change("draft", |change| {
        for part in PARTS {
            change.put_template(part.name, part.text)?;
        }
        let mut new = Vec::new();
        for one in &wanted {
            if change.put_template(one.name, one.text)? {
                new.push(one.name.to_owned());
            } else if name.is_some() {
                let name = one.name.to_owned();
                return Err(Refusal::from(DraftRefusal::TemplateThere { name }).into());
            }
        }
        Ok(new)
    })?;
    let templates = desk.store.templates()?;
    let (lines, flawed) = looked_at(&templates, &new, desk);
    let list = TemplateList {
        templates: lines,
        new: true,
    };
    Ok(Reply::new(Answer::Templates(list)).missing(flawed))
}

fn named(name: &str) -> Result<Example, Refusal> {
    let found = EXAMPLES.iter().find(|example| example.name == name);
    found.copied().ok_or_else(|| {
        let known = lookup::nearest_first(EXAMPLES.map(|example| example.name), name);
        let name = name.to_owned();
        DraftRefusal::NoSuchExample { name, known }.into()
    })
}
