//! What a shell is answered that asks how the words on a command line may go on.
//!
//! The arguments know by their own names what they hold: a client, a manager, a date. Whatever goes
//! wrong on the way, nothing is offered, and nothing is said: the person is in the middle of a line.

use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Arg, ValueHint};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::CompleteEnv;

use super::surroundings::{Asked, look_around};
use super::{help, person};
use crate::binder::field::{FIELDS, Shape};
use crate::binder::form::Field;
use crate::binder::lookup::{slug_fits, words};
use crate::binder::{Calendar, DateRefusal, Landing, Place, When, zone};
use crate::commands::{ASKS, Desk};
use crate::exchange::letter::{self, examples::EXAMPLES};
use crate::render::harmless::harmless;
use crate::render::words::day_with_distance;
use crate::store::Setting;

/// Words for a date: some of each kind, since there is no end of them.
const DATES: [&str; 24] = [
    "today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "next-mon", "eow", "sow",
    "eom", "som", "+1d", "+3d", "+1w", "+2w", "+1m", "+3m", "+1b", "+3b", "+5b", "someday",
];

/// The same for a date that looks back.
const DATES_BACK: [&str; 9] = [
    "today",
    "yesterday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

/// Answers a shell, if it is one that asks.
pub(super) fn answer(args: &[OsString]) -> Option<ExitCode> {
    std::env::var_os(ASKS)?;
    let line = Line::of(args);
    let command = || {
        let command = help::command().mut_args(|arg| line.offer("", arg));
        command.mut_subcommands(|command| {
            let name = command.get_name().to_owned();
            command.mut_args(|arg| line.offer(&name, arg))
        })
    };
    let folder = std::env::current_dir().ok();
    let asked = CompleteEnv::with_factory(command).var(ASKS);
    match asked.try_complete(args.iter().cloned(), folder.as_deref()) {
        Ok(false) => None,
        Ok(true) => Some(ExitCode::SUCCESS),
        Err(_) => Some(ExitCode::FAILURE),
    }
}

/// What the line that is being typed has said so far of the desk.
#[derive(Clone, Default)]
struct Line {
    dir: Option<OsString>,
    manager: Option<OsString>,
    today: Option<OsString>,
}

impl Line {
    fn of(args: &[OsString]) -> Self {
        let said = |flag: &str| {
            let joined = format!("{flag}=");
            let mut args = args.iter();
            while let Some(arg) = args.next() {
                if arg == flag {
                    return args.next().cloned();
                }
                if let Some(value) = arg.to_str().and_then(|arg| arg.strip_prefix(&joined)) {
                    return Some(value.into());
                }
            }
            None
        };
        Self {
            dir: said("--dir"),
            manager: said("--as"),
            today: said("--today"),
        }
    }

    /// Gives an argument of a command what it can offer, by what its value is called in the help.
    fn offer(&self, command: &str, arg: Arg) -> Arg {
        let names = arg.get_value_names().unwrap_or_default();
        let name = names.first().map(|name| name.to_ascii_uppercase());
        let offer: fn(&Desk<'_>, &str) -> Vec<CompletionCandidate> =
            match (command, name.as_deref().unwrap_or_default()) {
                _ if !arg.get_possible_values().is_empty() => return arg,
                ("print", "WHAT") => |desk, typed| offered(printed(desk, typed)),
                ("print", "WHICH") => |desk, typed| {
                    let managers = offered(managers(desk, typed));
                    dates(desk, typed).into_iter().chain(managers).collect()
                },
                (_, "CLIENT" | "CLIENTS") => |desk, typed| offered(clients(desk, typed)),
                (_, "MANAGER") | ("config", "NAME") => |desk, typed| offered(managers(desk, typed)),
                (_, "DATETIME") | ("file" | "move" | "review" | "stats", "DATE") => dates_back,
                (_, "WHEN" | "DATE" | "PLACE") => dates,
                (_, "MONTH") => |desk, typed| offered(months(desk, typed)),
                (_, "STAGE") => stages,
                (_, "ZONE") => zones,
                (_, "TEMPLATE") => templates,
                ("draft", "NAME") => examples,
                ("config", "KEY") => settings,
                ("edit", "KEY") => fields,
                (_, "FORM") => forms,
                ("form", "KEY=VALUE") => answers,
                (_, "DIR") => return arg.value_hint(ValueHint::DirPath),
                (_, "FILE" | "FILE.ICS") => return arg.value_hint(ValueHint::FilePath),
                _ => return arg,
            };
        let line = self.clone();
        let complete = move |typed: &OsStr| {
            let typed = typed.to_str().unwrap_or_default();
            let offered = line.at_the_desk(|desk| offer(desk, typed));
            let mut offered = offered.unwrap_or_default();
            // What a terminal would obey can't be typed either.
            let is_harmless = |word: &str| harmless(word) == word;
            offered.retain(|one| one.get_value().to_str().is_some_and(is_harmless));
            offered
        };
        arg.add(ArgValueCompleter::new(complete))
    }

    fn at_the_desk<T>(&self, look: impl FnOnce(&Desk<'_>) -> T) -> Result<T> {
        let text = |said: &Option<OsString>| Some(said.as_ref()?.to_str()?.to_owned());
        let asked = Asked {
            dir: self.dir.as_ref().map(Into::into),
            manager: text(&self.manager),
            today: text(&self.today),
            color: None,
            needs_manager: false,
            needs_settings: true,
            in_full: false,
        };
        let person = person::AtTheTerminal::default();
        Ok(look(&look_around(asked, &person)?.desk))
    }
}

/// How many clients are offered at the most where nothing is typed: a shell takes longer over names by
/// the hundred thousand than anybody looks through them.
const OFFERED: usize = 1000;

/// The clients who have for every typed word one beginning with it: in this binder and, if nobody
/// there has, in the others. By listing alone. Where nothing is typed, those whose day is next.
fn clients(desk: &Desk<'_>, typed: &str) -> Result<Vec<String>> {
    let Some(look) = desk.store.look()? else {
        return Ok(Vec::new());
    };
    let typed = words(typed);
    let fits = |slug: &str| typed.is_empty() || slug_fits(slug, &typed);
    let of = |manager: &str| -> Result<Vec<String>> {
        let spots = look.spots_that(manager, |place| place != Place::Gone, fits)?;
        Ok(spots.into_iter().map(|spot| spot.slug).collect())
    };
    let mut slugs = of(&desk.manager)?;
    if slugs.is_empty() {
        for manager in look.binders()? {
            slugs.append(&mut of(&manager)?);
        }
    }
    if typed.is_empty() {
        // They come in the order of their places.
        slugs.truncate(OFFERED);
    }
    slugs.sort_unstable();
    slugs.dedup();
    Ok(slugs)
}

/// What can be printed: some things by their names, and every client.
fn printed(desk: &Desk<'_>, typed: &str) -> Result<Vec<String>> {
    let named = ["day", "dividers", "handover", "client"].into_iter();
    let named = named.filter(|name| name.starts_with(typed));
    let clients = clients(desk, typed)?;
    Ok(named.map(str::to_owned).chain(clients).collect())
}

fn managers(desk: &Desk<'_>, typed: &str) -> Result<Vec<String>> {
    let mut known = desk.managers()?;
    known.retain(|manager| manager.starts_with(typed));
    Ok(known)
}

/// The months behind which somebody stands without a day.
fn months(desk: &Desk<'_>, typed: &str) -> Result<Vec<String>> {
    let Some(look) = desk.store.look()? else {
        return Ok(Vec::new());
    };
    let is_month = |place: Place| matches!(place, Place::Month(_));
    let loads = look.loads(&desk.manager, is_month)?.places;
    let months = loads
        .into_iter()
        .filter_map(|(place, _)| Some(place.month()?.as_typed(desk.today)));
    Ok(months.filter(|month| month.starts_with(typed)).collect())
}

/// Words for dates to come, each with the day that it is.
fn dates(desk: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    words_for_dates(&DATES, When::on, desk, typed)
}

/// Words for dates that were.
fn dates_back(desk: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    words_for_dates(&DATES_BACK, When::back, desk, typed)
}

fn words_for_dates(
    words: &[&'static str],
    land: impl Fn(&When, NaiveDate, &Calendar) -> Result<Landing, DateRefusal>,
    desk: &Desk<'_>,
    typed: &str,
) -> Vec<CompletionCandidate> {
    let (today, calendar) = (desk.today, desk.calendar());
    let typed = typed.to_lowercase();
    let fitting = words.iter().filter(|word| word.starts_with(&typed));
    let offered = fitting.map(|word| {
        let landing = When::parse(word).and_then(|when| land(&when, today, &calendar));
        let help = match landing.map(|landing| landing.place) {
            Ok(Place::Day(day)) => Some(day_with_distance(day, today).to_string().into()),
            _ => None,
        };
        CompletionCandidate::new(*word).help(help)
    });
    offered.collect()
}

fn stages(desk: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    let stages = desk.store.settings().stages().into_iter();
    let fitting = stages.filter(|stage| stage.starts_with(typed));
    fitting.map(CompletionCandidate::new).collect()
}

fn settings(_: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    let keys = Setting::ALL.into_iter().map(Setting::key);
    let fitting = keys.filter(|key| key.starts_with(typed));
    fitting.map(CompletionCandidate::new).collect()
}

/// The fields of a card that can be taken out.
fn fields(_: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    let texts = FIELDS.iter().filter(|(_, shape)| *shape == Shape::Text);
    let keys = texts.map(|(key, _)| *key).filter(|key| *key != "name");
    let fitting = keys.filter(|key| key.starts_with(typed));
    fitting.map(CompletionCandidate::new).collect()
}

/// The templates of the store from which letters are written.
fn templates(desk: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    let names = desk
        .store
        .templates()
        .and_then(|templates| templates.names());
    let mut names = names.unwrap_or_default();
    names.retain(|name| name.starts_with(typed) && !letter::is_part(name));
    offered(Ok(names))
}

/// Those that come with tickler.
fn examples(_: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    let names = EXAMPLES.iter().map(|example| example.name);
    let fitting = names.filter(|name| name.starts_with(typed));
    fitting.map(CompletionCandidate::new).collect()
}

fn forms(desk: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    let (forms, _) = desk.forms();
    let fitting = forms
        .all
        .into_iter()
        .filter(|form| form.name.starts_with(typed));
    let offered = fitting.map(|form| {
        let title = harmless(&form.title).into_owned();
        CompletionCandidate::new(form.name).help(Some(title.into()))
    });
    offered.collect()
}

/// The fields of all forms; behind a key what there is to choose from. Which form is meant is not
/// asked.
fn answers(desk: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    let (forms, _) = desk.forms();
    let fields = forms.all.iter().flat_map(|form| &form.fields);
    let mut answers: Vec<String> = match typed.split_once('=') {
        None => fields.map(|field| format!("{}=", field.key)).collect(),
        Some((key, _)) => fields
            .filter(|field| field.key == key)
            .flat_map(Field::offers)
            .map(|offer| format!("{key}={offer}"))
            .collect(),
    };
    answers.retain(|answer| answer.starts_with(typed));
    answers.dedup();
    answers.into_iter().map(CompletionCandidate::new).collect()
}

fn zones(_: &Desk<'_>, typed: &str) -> Vec<CompletionCandidate> {
    zone::fitting(typed).map(CompletionCandidate::new).collect()
}

fn offered(names: Result<Vec<String>>) -> Vec<CompletionCandidate> {
    let names = names.unwrap_or_default().into_iter();
    names.map(CompletionCandidate::new).collect()
}
