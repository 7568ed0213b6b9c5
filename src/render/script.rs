//! A script for a shell, as it is.

use serde_json::{Value, json};

use crate::commands::Script;

pub(super) fn text(script: &Script) -> String {
    script.text.clone()
}

pub(super) fn json(script: &Script) -> Value {
    json!({ "shell": script.shell, "script": script.text })
}
