//! Own forms: what they ask, how clients stand with them, and as they stand on a card.

use serde_json::{Value, json};

use super::cell::Cell;
use super::harmless::harmless;
use super::table::Table;
use super::words::or_list;
use super::{Paper, form_remark, paragraph, style};
use crate::binder::form::{Field, Form, OnCard, State};
use crate::commands::{FormRow, FormStandings, ListedForms, MadeForm};

/// All forms, each with what it asks.
pub(super) fn list(listed: &ListedForms, paper: Paper) -> String {
    if listed.forms.is_empty() {
        return "No form yet; to make one from an example: tickler form --new needs\n".to_owned();
    }
    let forms = listed.forms.iter().map(|form| {
        let title = Cell::of_one_line(&form.title).styled(style::HEADING);
        let due = form.due.as_ref().map(|due| format!("  due {due}"));
        let title = title.and(format!("  {}", form.name), style::MUTED);
        let title = title.and(due.unwrap_or_default(), style::MUTED);
        let mut table = Table::new(&["Key", "Asks", "Kind", ""]).whole(0);
        for field in &form.fields {
            table.row([
                Cell::of_one_line(&field.key),
                Cell::of_one_line(&field.label),
                Cell::new(kind(field)),
                Cell::of_one_line(about(field)).styled(style::MUTED),
            ]);
        }
        paragraph(title, paper.width) + &table.to_string(paper.width)
    });
    forms.collect::<Vec<_>>().join("\n")
}

/// `choice of S, M or L`.
fn kind(field: &Field) -> String {
    match field.choices.as_slice() {
        [] => field.kind.name().to_owned(),
        choices => format!("{} of {}", field.kind.name(), or_list(choices)),
    }
}

/// `required, else S, only if stage=offer`.
fn about(field: &Field) -> String {
    let parts = [
        field.is_required.then(|| "required".to_owned()),
        field
            .default
            .as_ref()
            .map(|default| format!("else {default}")),
        field
            .only_if
            .as_ref()
            .map(|only_if| format!("only if {only_if}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

pub(super) fn list_json(listed: &ListedForms) -> Value {
    let forms: Vec<Value> = listed.forms.iter().map(form_json).collect();
    json!({ "forms": forms })
}

fn form_json(form: &Form) -> Value {
    let fields = form.fields.iter().map(|field| {
        json!({
            "key": field.key, "label": field.label, "kind": field.kind.name(),
            "required": field.is_required, "default": field.default, "help": field.help,
            "choices": field.choices,
            "only_if": field.only_if.as_ref().map(ToString::to_string),
        })
    });
    json!({
        "form": form.name, "title": form.title, "due": form.due.as_ref().map(ToString::to_string),
        "fields": fields.collect::<Vec<_>>(),
    })
}

/// How one client stands with each form, or who is missing.
pub(super) fn standings(standings: &FormStandings, paper: Paper) -> String {
    let Some(first) = standings.rows.first() else {
        return match standings.client {
            Some(_) => "No form yet; to make one from an example: tickler form --new needs\n",
            None => "Nobody is to fill in a form now.\n",
        }
        .to_owned();
    };
    let mut table = Table::new(&["Client", "Manager", "Form", "State", "To be answered"]).whole(0);
    for row in &standings.rows {
        let client = match standings.client {
            Some(_) => Cell::default(),
            None => Cell::of_one_line(&row.name)
                .styled(style::HEADING)
                .and(format!("\n{}", row.client), style::MUTED),
        };
        let manager = if standings.of_all {
            row.manager.as_str()
        } else {
            ""
        };
        let form = Cell::of_one_line(&row.title);
        let missing = row
            .missing
            .iter()
            .map(|(_, label)| harmless(label).into_owned());
        table.row([
            client,
            Cell::of_one_line(manager),
            form.and(format!("\n{}", row.form), style::MUTED),
            state(row),
            Cell::new(missing.collect::<Vec<_>>().join(", ")),
        ]);
    }
    let client = standings.client.as_deref().unwrap_or(&first.client);
    let rows = &standings.rows;
    let due = rows.iter().find(|row| row.is_due);
    let open = due.or_else(|| rows.iter().find(|row| row.state != State::Filled));
    let form = &open.unwrap_or(first).form;
    let what = if open.is_some() {
        "fill one in"
    } else {
        "change the answers"
    };
    let how = Cell::new(format!("To {what}: tickler form {client} {form}"));
    table.to_string(paper.width) + "\n" + &paragraph(how.styled(style::MUTED), paper.width)
}

/// `due`, `partly filled in, due`.
fn state(row: &FormRow) -> Cell {
    let words = match row.state {
        State::Open => "open",
        State::Partly => "partly filled in",
        State::Filled => "filled in",
    };
    if row.is_due {
        Cell::new(format!("{words}, due")).styled(style::LATE)
    } else {
        Cell::new(words)
    }
}

pub(super) fn standings_json(standings: &FormStandings) -> Value {
    let rows = standings.rows.iter().map(|row| {
        let missing: Vec<&str> = row.missing.iter().map(|(key, _)| key.as_str()).collect();
        json!({
            "client": row.client, "name": row.name, "manager": row.manager, "form": row.form,
            "title": row.title, "state": row.state.name(), "due": row.is_due, "missing": missing,
        })
    });
    json!({ "forms": rows.collect::<Vec<_>>() })
}

/// Those that are due for the clients of a day.
pub(super) fn due_json(rows: &[FormRow]) -> Value {
    let rows = rows
        .iter()
        .map(|row| json!({ "client": row.client, "form": row.form, "title": row.title }));
    rows.collect()
}

/// Below a client: `to fill in: Needs, Site visit`; nothing, if nothing is.
pub(super) fn to_fill_in(rows: &[FormRow], client: &str, manager: &str) -> Cell {
    let own = rows
        .iter()
        .filter(|row| row.client == client && row.manager == manager);
    let titles: Vec<String> = own.map(|row| harmless(&row.title).into_owned()).collect();
    match titles.as_slice() {
        [] => Cell::default(),
        titles => Cell::new(format!("to fill in: {}", titles.join(", "))).styled(style::MUTED),
    }
}

/// How it is done, for the first that is to be filled in.
pub(super) fn how_to_fill_in(rows: &[FormRow], width: usize) -> Option<String> {
    let first = rows.first()?;
    let how = format!(
        "To fill in a form: tickler form {} {}",
        first.client, first.form
    );
    Some(paragraph(Cell::new(how), width))
}

/// A form on a client's card: what it is called, and the answers below.
pub(super) fn on_card(card: &OnCard, how: &str, paper: Paper) -> String {
    let how = format!("to fill in: {how}");
    let mut table = Table::new(&["", ""]).whole(0);
    for row in answers(card) {
        table.row(row);
    }
    paragraph(title(card, &how), paper.width) + &table.to_string(paper.width)
}

/// What it is called, and how far it is filled in; `to_fill_in` is said of one that is due.
pub(super) fn title(card: &OnCard, to_fill_in: &str) -> Cell {
    let mut title = Cell::of_one_line(&card.title).styled(style::HEADING);
    if card.state == State::Partly {
        title = title.and("  partly filled in", style::PLAIN);
    }
    if card.is_due {
        title = title.and(format!("  {to_fill_in}"), style::LATE);
    }
    title
}

/// What was asked, and the answer.
pub(super) fn answers(card: &OnCard) -> impl Iterator<Item = [Cell; 2]> {
    card.answers.iter().map(|(_, label, answer)| {
        let label = Cell::of_one_line(label).styled(style::MUTED);
        [label, Cell::new(answer)]
    })
}

pub(super) fn cards_json(cards: &[OnCard]) -> Value {
    let cards = cards.iter().map(|card| {
        let answers = card
            .answers
            .iter()
            .map(|(key, label, answer)| json!({ "key": key, "label": label, "answer": answer }));
        json!({
            "form": card.name, "title": card.title, "state": card.state.name(),
            "due": card.is_due, "answers": answers.collect::<Vec<_>>(),
        })
    });
    cards.collect()
}

pub(super) fn made(made: &MadeForm) -> String {
    let path = made.path.display().to_string();
    format!(
        "Made {}, an example; write your own into it: {}\n",
        harmless(&path),
        form_remark::editor(&path),
    )
}

pub(super) fn made_json(made: &MadeForm) -> Value {
    json!({ "form": made.name, "path": made.path.display().to_string() })
}
