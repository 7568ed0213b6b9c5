//! Remarks on what stands on a client's card, as sentences.

use super::{Paper, remark, words};
use crate::binder::cadence::Turn;
use crate::commands::CardRemark;

pub(super) fn text(said: &CardRemark, paper: Paper) -> String {
    match said {
        CardRemark::ByCadence(turn) => by_cadence(turn, paper),
    }
}

/// `every 6 weeks, as the card says: from Thu 2024-06-13 that is Thu 2024-07-25`.
fn by_cadence(turn: &Turn, paper: Paper) -> String {
    let Turn { every, since, .. } = turn;
    let counted = format!(
        "every {}, as the card says: from {} that is {}",
        every.words(),
        words::day(*since),
        words::day(turn.counted),
    );
    let day = words::day_with_distance(turn.day, paper.today);
    match &turn.off {
        _ if turn.counted < paper.today => {
            format!("{counted}, and that has passed, so it is {day}")
        }
        Some(why) if turn.day > turn.counted => format!(
            "{counted}, {}, so it is {}, the next working day",
            remark::day_off(why),
            words::day(turn.day),
        ),
        _ => counted,
    }
}
