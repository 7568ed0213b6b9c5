//! Dossiers in a list, and dossiers in which words were found.

use serde_json::{Value, json};

use super::cell::Cell;
use super::excerpt;
use super::harmless::harmless;
use super::table::Table;
use super::words::Count;
use super::{Paper, WIDE, line, offer, paragraph, style, whereabouts};
use crate::binder::{Group, Line, Match, Offered, Sought};
use crate::commands::{Finding, Listing};

pub(super) fn text(listing: &Listing, paper: Paper) -> String {
    let behind = listing.place.map_or_else(String::new, |place| {
        let day = whereabouts::day(place, None, paper);
        let place = day.unwrap_or_else(|| whereabouts::place(place, None, paper));
        format!(" behind {place}")
    });
    if listing.lines.is_empty() {
        return format!("No dossier fits{behind}.\n");
    }
    if let Some(offers) = &listing.offers {
        return offered(listing, offers, &behind, paper);
    }
    let mut table = if paper.width < WIDE {
        let titles = [
            "Client",
            "Manager",
            "Due",
            "Stage, tags",
            "Phone, last contact",
        ];
        Table::new(&titles).whole(2)
    } else {
        let titles = [
            "Client",
            "Manager",
            "Due",
            "Stage",
            "Tags",
            "Phone",
            "Last contact",
        ];
        Table::new(&titles).whole(2).whole(5)
    };
    for one in &listing.lines {
        let stage = stage(one);
        let tags = Cell::of_one_line(one.tags.join(", "));
        let last = line::last(one.last.as_ref(), paper, 0);
        let (client, due) = (line::client(one), line::due(one, paper));
        let manager = line::manager(one, listing.manager.is_none());
        let phone = line::phone(one);
        if paper.width < WIDE {
            table.row([client, manager, due, stage.over(tags), phone.over(last)]);
        } else {
            table.row([client, manager, due, stage, tags, phone, last]);
        }
    }
    let about = format!("{behind} ({})", groups(&listing.lines));
    let heading = heading(
        listing.manager.as_deref(),
        listing.lines.len(),
        &about,
        paper,
    );
    format!("{heading}\n{}", table.to_string(paper.width))
}

/// The open offers of the dossiers in a list.
fn offered(listing: &Listing, offers: &[Offered], behind: &str, paper: Paper) -> String {
    let manager = listing.manager.as_deref();
    let open = Count(offers.len(), "open offer");
    let about = format!("{behind} with {open}");
    let heading = heading(manager, listing.lines.len(), &about, paper);
    let how = "Answered: tickler draft CLIENT --accepted NO., or --declined NO.";
    let how = paragraph(Cell::new(how).styled(style::MUTED), paper.width);
    let table = offer::of_a_list(offers, manager.is_none(), paper);
    format!("{heading}\n{table}\n{how}")
}

/// `4 new, 7 existing, 1 dissatisfied`, without those of whom there are none.
fn groups(lines: &[Line]) -> String {
    let count = |group| lines.iter().filter(|line| line.group == group).count();
    let groups = Group::ALL.map(|group| (count(group), group.name()));
    let there = groups.iter().filter(|(count, _)| *count > 0);
    let there: Vec<String> = there
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    there.join(", ")
}

/// How far things are with the client, and whether something is wrong between us.
fn stage(line: &Line) -> Cell {
    let stage = Cell::of_one_line(line.stage.as_deref().unwrap_or_default());
    if line.group == Group::Dissatisfied {
        return stage.over(Cell::new(line.group.name()).styled(style::LATE));
    }
    stage
}

/// `anna: 12 dossiers behind July`, `all binders: 67 dossiers`.
fn heading(manager: Option<&str>, count: usize, about: &str, paper: Paper) -> String {
    let manager = harmless(manager.unwrap_or("all binders"));
    let heading = format!("{manager}: {}{about}", Count(count, "dossier"));
    paragraph(Cell::new(heading).styled(style::HEADING), paper.width)
}

pub(super) fn json(listing: &Listing, paper: Paper) -> Value {
    let offers = listing.offers.as_deref().unwrap_or_default();
    json!({
        "manager": listing.manager, "place": listing.place, "dossiers": listing.lines,
        "offers": offer::lines(offers, paper.today),
    })
}

pub(super) fn found_text(finding: &Finding, paper: Paper) -> String {
    if finding.lines.is_empty() {
        return "Nothing found.\n".to_owned();
    }
    let mut table = Table::new(&["Client", "Manager", "Due", "Found"]).whole(2);
    // Two lines of what the other columns leave, which are about so wide.
    let width = 2 * paper.width.saturating_sub(44).clamp(20, 100);
    for (one, matched) in &finding.lines {
        table.row([
            line::client(one),
            line::manager(one, finding.manager.is_none()),
            line::due(one, paper),
            found(&finding.sought, matched, width),
        ]);
    }
    let heading = heading(finding.manager.as_deref(), finding.lines.len(), "", paper);
    format!("{heading}\n{}", table.to_string(paper.width))
}

/// `call 2024-06-10: …wants the estimate split by…`, with the words marked.
fn found(sought: &Sought, matched: &Match, width: usize) -> Cell {
    let origin = Cell::new(format!("{}: ", matched.origin)).styled(style::MUTED);
    // A name is shown whole, however long it is.
    let width = if matched.origin == "name" {
        usize::MAX
    } else {
        width
    };
    origin.followed_by(excerpt::around(&matched.text, width, |text| {
        sought.marks(text)
    }))
}

pub(super) fn found_json(finding: &Finding) -> Value {
    let lines = finding.lines.iter();
    let lines = lines.map(|(line, matched): &(Line, Match)| {
        let mut line = json!(line);
        line["match"] = json!(matched);
        line
    });
    json!({ "manager": finding.manager, "dossiers": lines.collect::<Vec<_>>() })
}
