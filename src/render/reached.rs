//! A link to a client.

use serde_json::{Value, json};

use super::cell::Cell;
use super::harmless::harmless;
use super::{Paper, paragraph};
use crate::commands::Reached;

/// The link alone where it was to be printed, whole in its line.
pub(super) fn text(reached: &Reached, paper: Paper) -> String {
    if !reached.opened {
        return format!("{}\n", harmless(&reached.link));
    }
    let link = reached.link.split('?').next().unwrap_or_default();
    let Reached { name, client, .. } = reached;
    let text = format!("Opened {link} for {name}; afterwards: tickler file {client} --on WHEN");
    paragraph(Cell::new(text), paper.width)
}

pub(super) fn json(reached: &Reached) -> Value {
    json!({
        "client": reached.client, "name": reached.name, "link": reached.link,
        "opened": reached.opened,
    })
}
