//! `tickler review`: the evening's look back, and what is left untouched moved on.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use memchr::memmem;

use super::answer::{Answer, Deed, Remark, Reply};
use super::dates::{Due, ahead, back};
use super::desk::Desk;
use super::several::{self, Consent, Pick, Several};
use crate::binder::review::{self, Doings, Fate};
use crate::binder::{Changes, Entry, Kind, Landing, Line, Place, Refusal, Review};
use crate::store::{Found, Glance, Searched, Shelves, Spot};

/// What a day, or a week, had planned, and what was done.
#[derive(Clone, Debug)]
pub struct LookedBack {
    /// The day; of several the last.
    pub date: NaiveDate,
    /// The first of several.
    pub first: Option<NaiveDate>,
    /// Whose plan it was; everybody's, if of none.
    pub manager: Option<String>,
    /// What was planned and done in all.
    pub review: Review,
    /// The same for each of several days, days off only if something was done.
    pub days: Vec<(NaiveDate, Review)>,
}

/// The evening: what was planned for the day, and what was done.
#[derive(Args, Debug)]
#[command(after_help = "What is told:
  planned    all that stood behind the day or an earlier one at any moment of it
  reached    of these, the clients who were reached; not reached: tried in vain
  moved      without a contact put behind another day, closed, or given away
  untouched  neither, and still there
  besides    contacted, and not planned
  pushed     put behind a later day without the client being reached; named
             from the third time in a row on

A talk counts on the day on which it is written down. What was undone doesn't \
count.

Examples:
  tickler review
  tickler review yesterday
  tickler review week
  tickler review --all
  tickler review --move +1b --dry-run")]
pub struct LookBack {
    /// Another day: yesterday, 2024-06-11, fri for the last Friday; week for five working days
    date: Option<String>,
    /// Every manager's plan
    #[arg(long, conflicts_with = "on")]
    all: bool,
    #[command(flatten)]
    onward: Onward,
}

/// What is to be done with what is untouched.
#[derive(Args, Debug)]
struct Onward {
    /// Move what is untouched and still stands there: +1b, fri
    #[arg(long = "move", value_name = "WHEN")]
    on: Option<String>,
    /// Move those too whose date is agreed
    #[arg(long, requires = "on")]
    agreed_too: bool,
    /// Say what would be moved, and move nothing
    #[arg(long, requires = "on")]
    dry_run: bool,
    /// Don't ask before moving more than three
    #[arg(long, requires = "on")]
    yes: bool,
}

/// What is told of one dossier in somebody's binder.
struct Told {
    line: Line,
    doings: Doings,
    /// For each of several days.
    of_days: Vec<Doings>,
}

impl LookBack {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        let days = self.days(desk)?;
        match &self.onward.on {
            Some(on) => self.move_on(on, &days, desk),
            None => self.look_back(&days, desk),
        }
    }

    fn is_week(&self) -> bool {
        let date = self.date.as_deref().map(str::trim);
        date.is_some_and(|date| date.eq_ignore_ascii_case("week"))
    }

    /// The days that are looked back on.
    fn days(&self, desk: &Desk<'_>) -> Result<review::Days> {
        let calendar = desk.calendar();
        let Some(text) = self.date.as_deref().filter(|_| !self.is_week()) else {
            return Ok(match &self.date {
                Some(_) => review::week_until(desk.today, &calendar),
                None => desk.today..=desk.today,
            });
        };
        let landing = back(text, desk)?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let day = landing.whole_day(&text).map_err(Refusal::from)?;
        if day > desk.today {
            return Err(ahead(&text, &landing, desk).into());
        }
        Ok(day..=day)
    }

    fn look_back(&self, days: &review::Days, desk: &Desk<'_>) -> Result<Reply> {
        let whose = (!self.all).then_some(desk.manager.as_str());
        let each: Vec<NaiveDate> = if self.is_week() {
            let all = days.start().iter_days();
            all.take_while(|day| day <= days.end()).collect()
        } else {
            Vec::new()
        };
        let Searched { taken, unreadable } = told(days, &each, whose, desk)?;
        let calendar = desk.calendar();
        let of_day = |(number, date): (usize, &NaiveDate)| {
            let told = taken.iter().flatten();
            let review =
                Review::of(told.map(|one| (one.line.clone(), one.of_days[number].clone())));
            (*date, review)
        };
        let mut of_days: Vec<(NaiveDate, Review)> = each.iter().enumerate().map(of_day).collect();
        of_days.retain(|(date, review)| calendar.is_working(*date) || review.has_deeds());
        let told = taken.into_iter().flatten();
        let looked_back = LookedBack {
            date: *days.end(),
            first: self.is_week().then_some(*days.start()),
            manager: whose.map(str::to_owned),
            review: Review::of(told.map(|one| (one.line, one.doings))),
            days: of_days,
        };
        let remarks = desk.remarks_on_binders(self.all)?;
        let reply = Reply::new(Answer::LookedBack(Box::new(looked_back)));
        Ok(reply.remarking(remarks).missing(unreadable))
    }

    fn move_on(&self, on: &str, days: &review::Days, desk: &Desk<'_>) -> Result<Reply> {
        let (landing, on_date) = Due::default().landing(on, &desk.calendar(), desk)?;
        if !desk.store.is_there()? {
            let reply = Desk::left_unchanged(Deed::Moved).remarking([Remark::EmptyStore]);
            return Ok(reply.remarking(on_date));
        }
        let consent = Consent {
            dry_run: self.onward.dry_run,
            yes: self.onward.yes,
        };
        let moving = MovingOn {
            days,
            landing: &landing,
            agreed_too: self.onward.agreed_too,
        };
        Ok(consent.carry_out(&moving, desk)?.remarking(on_date))
    }
}

/// What these days did, dossier by dossier: in the binder of one manager, or in everybody's.
///
/// A dossier that went on to another's binder since belongs to the plan of the one who had it then,
/// so all binders are looked into; but in another's, only what says that it came from this one.
fn told(
    days: &review::Days,
    each: &[NaiveDate],
    whose: Option<&str>,
    desk: &Desk<'_>,
) -> Result<Searched<Vec<Told>>> {
    let Some(look) = desk.store.look()? else {
        return Ok(Searched::default());
    };
    let came_from = whose.map(came_from);
    let came_from = came_from.as_deref().map(memmem::Finder::new);
    let glance = |spot: &Spot, bytes: &[u8]| {
        let is_own = whose.is_none_or(|manager| manager == spot.manager);
        let was_own = || {
            came_from
                .as_ref()
                .is_some_and(|from| from.find(bytes).is_some())
        };
        if (is_own || was_own()) && !review::is_elsewhere(bytes, days) {
            Glance::Open
        } else {
            Glance::Pass
        }
    };
    let seen = desk.seen();
    let take = |found: &Found| {
        let dossier = found.dossier.with_hand_edits_entered();
        let owners = review::owners(&dossier, days).into_iter();
        let owners = owners.filter(|owner| whose.is_none_or(|manager| manager == owner));
        let told = owners.map(|owner| {
            let of = |days: &review::Days| Doings::of(&dossier, &owner, days);
            let (doings, of_days) = (
                of(days),
                each.iter().map(|day| of(&(*day..=*day))).collect(),
            );
            let mut line = Line::of(found.slug(), &found.dossier, seen);
            line.manager = owner;
            Told {
                line,
                doings,
                of_days,
            }
        });
        Some(told.collect())
    };
    look.search_at_a_glance(&look.binders()?, |place| place != Place::Gone, glance, take)
}

/// What the text of a dossier says that came from this manager.
pub(super) fn came_from(manager: &str) -> String {
    format!("\"from_manager\": \"{manager}\"")
}

/// What some days left untouched, and where to.
struct MovingOn<'a> {
    days: &'a review::Days,
    landing: &'a Landing,
    agreed_too: bool,
}

impl MovingOn<'_> {
    /// Whether a dossier was left untouched, and nothing happened to it since.
    fn is_left(&self, found: &Found, manager: &str, today: NaiveDate) -> bool {
        let dossier = found.dossier.with_hand_edits_entered();
        let is_untouched =
            |days: &review::Days| Doings::of(&dossier, manager, days).fate == Some(Fate::Untouched);
        is_untouched(self.days) && is_untouched(&(*self.days.start()..=today))
    }
}

impl Several for MovingOn<'_> {
    type Each = ();
    const TITLE: &'static str = "move";
    const KIND: Kind = Kind::Move;
    const DEED: Deed = Deed::Moved;

    fn choose(&self, shelves: &Shelves, desk: &Desk<'_>) -> Result<several::Chosen<()>> {
        let (manager, today) = (&desk.manager, desk.today);
        let searched = shelves.search(
            manager,
            |place| place.is_open_on(today),
            |_| true,
            |found| {
                let is_left = self.is_left(found, manager, today);
                is_left.then(|| Pick::of(found, ()))
            },
        )?;
        let mut chosen = several::Chosen {
            taken: searched.taken,
            remarks: Vec::new(),
            unreadable: searched.unreadable,
        };
        if chosen.taken.is_empty() {
            chosen.remarks.push(Remark::AllTouched);
        }
        chosen.regard_agreed(false, self.agreed_too);
        Ok(chosen)
    }

    fn entry(&self, entry: Entry, found: &Found, (): &()) -> Entry {
        let mut changes = Changes::default();
        changes.refile(self.landing, false);
        entry.changing(Some(found.dossier.place()), changes)
    }
}
