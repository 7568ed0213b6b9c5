//! `tickler stats`: looking back on a time, in numbers.

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::answer::{Answer, Reply};
use super::dates;
use super::desk::Desk;
use super::form::counting;
use crate::binder::Place;
use crate::binder::measure::{By, Course, MEASURES, Told, told};
use crate::binder::stats::{self, Question, Seat};
use crate::store::{Found, Glance, Searched, Spot};

/// What was counted.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The counts.
    pub stats: stats::Stats,
    /// Whether they are wanted for a spreadsheet.
    pub as_csv: bool,
}

const EXAMPLES: &str = "Examples:
  tickler stats
  tickler stats --since jan --by month
  tickler stats --since may --until may --by source
  tickler stats --form needs
  tickler stats --all --by week --csv > weeks.csv";

/// How wide definitions are told.
const WIDTH: usize = 78;

/// Look back: contacts, promises, new clients, moods, complaints, and the load ahead.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, after_long_help = definitions())]
pub struct Stats {
    /// From this day or month on: mon, "3 jun", jan, 2024-06-03 (without it: 30 days, with --by week
    /// or month 12 of these)
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Up to this day, or the end of this month; else up to today
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// A row for each; the stage, the kind and the manager are those of then, the source is that of now
    #[arg(long, value_name = "WHAT", value_parser = PossibleValuesParser::new(By::ALL.map(By::name)))]
    by: Option<String>,
    /// Every binder, with the manager in the row
    #[arg(long)]
    all: bool,
    /// The answers to an own form, counted, as they are today
    #[arg(long, value_name = "FORM", conflicts_with_all = ["since", "until", "by"])]
    form: Option<String>,
    /// As CSV, for a spreadsheet; with --json it is JSON
    #[arg(long)]
    csv: bool,
}

impl Stats {
    pub(super) fn run(self, desk: &Desk<'_>) -> Result<Reply> {
        if let Some(form) = &self.form {
            return counting::count(form, self.all, self.csv, desk);
        }
        let by = self.by.as_deref().and_then(By::named);
        let by = by.or(self.all.then_some(By::Manager));
        let (since, until) = (self.since.as_deref(), self.until.as_deref());
        let question = Question {
            period: dates::period(since, until, by, desk)?,
            by,
            manager: (!self.all).then(|| desk.manager.clone()),
            today: desk.today,
            stages: desk.store.settings().stages(),
        };
        let binders = desk.binders(self.all)?;
        let Searched {
            taken: told,
            unreadable,
        } = ask(&question, &binders, desk)?;
        let stats = stats::Stats::of(&question, &told, &seats(binders, desk));
        let counted = Counted {
            stats,
            as_csv: self.csv,
        };
        let reply = Reply::new(Answer::Stats(Box::new(counted)));
        let reply = reply.remarking(desk.remarks_on_binders(self.all)?);
        Ok(reply.missing(unreadable))
    }
}

/// What every dossier in these binders says.
fn ask(question: &Question, binders: &[String], desk: &Desk<'_>) -> Result<Searched<Told>> {
    let Some(look) = desk.store.look()? else {
        return Ok(Searched::default());
    };
    let glance = |_: &Spot, bytes: &[u8]| {
        let seen = Course::read(bytes);
        let seen = seen.and_then(|(id, course)| Some(Glance::Seen(id, told(&course, question)?)));
        seen.unwrap_or(Glance::Open)
    };
    let is_there = |place| place != Place::Gone;
    let take = |found: &Found| told(&Course::of(&found.dossier), question);
    look.search_at_a_glance(binders, is_there, glance, take)
}

/// What the managers of these binders can do; one who has left can do nothing.
fn seats(binders: Vec<String>, desk: &Desk<'_>) -> Vec<Seat> {
    let settings = desk.store.settings();
    let there = binders.into_iter();
    let there = there.filter(|manager| !settings.has_left(manager));
    let seats = there.map(|manager| Seat {
        capacity: settings.capacity(&manager),
        calendar: settings.calendar(&manager),
        manager,
    });
    seats.collect()
}

/// The definition of each measure, below the examples.
fn definitions() -> String {
    let mut text = format!(
        "{EXAMPLES}\n\nCounted is what happened while a client was in the binder, whoever did it, and \
         nothing that was undone. Of clients who were given away since, only --all knows.\n\n\
         Each figure by its name in --json and --csv:\n"
    );
    for measure in MEASURES {
        define(measure.key, measure.definition, &mut text);
    }
    text.push_str("\nWith --form, of each field of the form:\n");
    for (key, definition) in counting::DEFINITIONS {
        define(key, definition, &mut text);
    }
    text
}

/// One definition, in lines that fit a screen.
fn define(key: &str, definition: &str, text: &mut String) {
    let mut line = format!("  {key}:");
    for word in definition.split(' ') {
        if line.len() + 1 + word.len() > WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = " ".repeat(5);
        }
        line.push(' ');
        line.push_str(word);
    }
    text.push_str(&line);
    text.push('\n');
}
