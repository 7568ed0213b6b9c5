//! Remarks on own forms, as sentences.

use super::harmless::harmless;
use super::words::and_list;
use crate::commands::FormRemark;

/// How much of an answer is said below a change, in characters.
const LONGEST: usize = 60;

pub(super) fn text(remark: &FormRemark) -> String {
    match remark {
        FormRemark::Broken(bad) => {
            let path = bad.path().display().to_string();
            format!("warning: {path}: {}; nobody is asked this form", bad.why())
        }
        FormRemark::Answered { title, answers } if answers.is_empty() => {
            format!("{title}: gone through, without an answer")
        }
        FormRemark::Answered { title, answers } => {
            let answers = answers.iter().map(|(label, answer)| match answer.as_str() {
                "" => format!("{label} no answer"),
                answer => format!("{label} {}", beginning(answer)),
            });
            format!("{title}: {}", answers.collect::<Vec<_>>().join("; "))
        }
        FormRemark::Unfinished {
            form,
            client,
            missing,
        } => {
            let missing = match missing.as_slice() {
                [] => String::new(),
                missing => format!("still to be answered: {}; ", and_list(missing)),
            };
            format!("{missing}to go on with it: tickler form {client} {form}")
        }
        FormRemark::Overdue {
            form,
            title,
            client,
            stage,
        } => format!(
            "{title} was to be filled in before the stage {stage}: tickler form {client} {form}"
        ),
        FormRemark::NeverDue { form } => format!(
            "{form} doesn't say when it is due, so nobody misses it; to say it: \"due\": \
             \"first-contact\""
        ),
    }
}

/// The beginning of an answer, in one line.
fn beginning(answer: &str) -> String {
    let line = answer.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// How a file is opened in an editor.
pub(super) fn editor(path: &str) -> String {
    format!("$EDITOR {}", harmless(path))
}
