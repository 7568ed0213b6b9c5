//! What is said of binders that change hands.

use super::Paper;
use crate::commands::HandingRemark;

/// A remark in one line.
pub(super) fn remark(remark: &HandingRemark, _paper: Paper) -> String {
    match remark {
        HandingRemark::HasLeft { manager } => format!(
            "{manager} has left; if {manager} is back: tickler config --manager {manager} left false"
        ),
        HandingRemark::WasIn { name, manager } => {
            format!("{name} was in the binder of {manager}")
        }
        HandingRemark::Opened { manager } => format!("a binder was opened for {manager}"),
    }
}
