//! What is said beside an answer of own forms.

use crate::commands::Remark;
use crate::store::BadFile;

/// What the user should know of forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormRemark {
    /// A form can't be read.
    Broken(BadFile),
    /// What was answered, as it is stored now.
    Answered {
        /// What the form is called.
        title: String,
        /// The answers, each with what its field is called; one that was taken out is empty.
        answers: Vec<(String, String)>,
    },
    /// A form was left before its end.
    Unfinished {
        /// The form.
        form: String,
        /// The client, as typed.
        client: String,
        /// What is required and not answered.
        missing: Vec<String>,
    },
    /// The client has come to a stage before which a form was to be filled in.
    Overdue {
        /// The form.
        form: String,
        /// What it is called.
        title: String,
        /// The client, as typed.
        client: String,
        /// The stage.
        stage: String,
    },
    /// A form doesn't say when it is due, so nobody misses it.
    NeverDue {
        /// The form.
        form: String,
    },
}

impl From<FormRemark> for Remark {
    fn from(remark: FormRemark) -> Self {
        Self::Form(remark)
    }
}

impl FormRemark {
    /// A remark on each form that can't be read.
    pub(in crate::commands) fn all_broken(broken: Vec<BadFile>) -> impl Iterator<Item = Remark> {
        broken.into_iter().map(|bad| Self::Broken(bad).into())
    }
}
