//! What is said of binders that change hands.

use chrono::NaiveDate;

use super::Paper;
use super::words::{self, Count};
use crate::commands::HandingRemark;

/// A remark in one line.
pub(super) fn remark(remark: &HandingRemark, paper: Paper) -> String {
    match remark {
        HandingRemark::HasLeft { manager } => format!(
            "{manager} has left; if {manager} is back: tickler config --manager {manager} left false"
        ),
        HandingRemark::WasIn { name, manager } => {
            format!("{name} was in the binder of {manager}")
        }
        HandingRemark::ClosedStay { manager, count } => format!(
            "{} with {manager}; --closed takes {} along",
            Count(*count, "closed dossier stays").or("closed dossiers stay"),
            if *count == 1 { "it" } else { "them" },
        ),
        HandingRemark::LentOut {
            owner,
            to,
            until,
            count,
            due,
        } => {
            let loan = loan(&format!("lent to {to}"), *until, *count, paper);
            loan + &way_back(owner, *due)
        }
        HandingRemark::Borrowed {
            owner,
            until,
            count,
            due,
        } => {
            let loan = loan(&format!("lent by {owner}"), *until, *count, paper);
            loan + &way_back(owner, *due)
        }
        HandingRemark::NotLeft { manager } => format!(
            "{manager} is not marked as having left, since not all of the binder could be read; \
             see: tickler check"
        ),
        HandingRemark::Opened { manager } => format!("a binder was opened for {manager}"),
    }
}

/// `7 dossiers are lent to ben until Fri 2024-06-28, in 15 days`.
fn loan(how: &str, until: NaiveDate, count: usize, paper: Paper) -> String {
    let count = Count(count, "dossier is").or("dossiers are");
    let day = words::day_with_distance(until, paper.today);
    format!("{count} {how} until {day}")
}

/// How what is lent is brought back, once that is due.
fn way_back(owner: &str, due: bool) -> String {
    if due {
        format!("; to bring back: tickler handover {owner} --back")
    } else {
        String::new()
    }
}
