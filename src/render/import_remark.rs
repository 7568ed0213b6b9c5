//! What is said beside a list that was taken in.

use super::words::{self, Count};
use crate::commands::ImportRemark;

/// A remark in one line.
pub(super) fn text(remark: &ImportRemark) -> String {
    match remark {
        ImportRemark::Letters { file, encoding } => {
            format!("{file} was read as {encoding}; if letters are wrong, say another: --encoding")
        }
        ImportRemark::Papers { count } => {
            format!(
                "{} with them",
                Count(*count, "paper came").or("papers came")
            )
        }
        ImportRemark::Attachments { count, bytes } => {
            let kib = bytes.div_ceil(1024);
            let photos = Count(*count, "photo or the like was").or("photos and the like were");
            format!("{photos} left out ({kib} KiB)")
        }
        ImportRemark::LeftOut {
            file,
            line,
            what,
            text,
        } => format!("{file}, line {line}: {what} \"{text}\" was left out"),
        ImportRemark::MoreLeftOut { count } => {
            format!(
                "{} left out",
                Count(*count, "more such value was").or("more such values were")
            )
        }
        ImportRemark::SamePhone {
            count: 1,
            name,
            other,
        } => {
            format!("{name} has the phone of {other}, and is taken for somebody else")
        }
        ImportRemark::SamePhone { count, name, other } => format!(
            "{count} new clients have somebody else's phone, such as {name} that of {other}"
        ),
        ImportRemark::Several {
            file,
            line,
            name,
            clients,
        } => format!(
            "{file}, line {line}: {name} may be {}; nothing is added to any",
            words::or_list(clients)
        ),
        ImportRemark::Strangers {
            count,
            managers,
            open,
        } => format!(
            "{} of {}, who {} no binder here, in the binder of {open}",
            Count(*count, "dossier is").or("dossiers are"),
            words::and_list(managers),
            if managers.len() == 1 { "has" } else { "have" },
        ),
        ImportRemark::Elsewhere { count, managers } => format!(
            "{} in the {} of {}",
            Count(*count, "client who is there already stands")
                .or("clients who are there already stand"),
            if managers.len() == 1 {
                "binder"
            } else {
                "binders"
            },
            words::and_list(managers),
        ),
        ImportRemark::NotUpdated { count } => {
            format!("there is more on {count} of those who are there already; to add it: --update")
        }
    }
}
