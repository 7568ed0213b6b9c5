//! The screen of a call session: the dossier on the desk, what was said last, and below it the keys
//! or the text that is being typed. Every line fits the screen, and there are no more than it has.

use super::cell::Cell;
use super::excerpt::beginning;
use super::harmless::harmless;
use super::style::{self, Span};
use super::typed::{self, Typing};
use super::words;
use super::{Paper, paragraph, remark, remarks_as_text, reply_as_text, show, whereabouts};
use crate::binder::Place;
use crate::commands::{Key, Preview, Said, Sight};

/// From this many lines on there is room for a line that only sets apart.
pub(super) const ROOMY: usize = 16;

/// Lines that are longer are hard to read.
const WIDEST: usize = 100;

/// A text that is being typed.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What is asked for.
    pub label: &'a str,
    /// What is typed so far.
    pub text: &'a str,
    /// Where the next letter goes, in bytes.
    pub cursor: usize,
    /// It may have several lines.
    pub has_lines: bool,
    /// What it would mean.
    pub preview: Option<Preview>,
}

/// What is to be drawn.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The lines from the top of the screen, styled.
    pub lines: Vec<String>,
    /// Where the next letter goes, as column and line; nowhere, if none is awaited.
    pub cursor: Option<(usize, usize)>,
    /// Which line of the dossier is the first that is shown.
    pub top: usize,
}

/// What is to be said of what was done last, a line each. `failed` puts an error into words.
#[must_use]
pub fn said(
    sight: &Sight<'_>,
    columns: usize,
    failed: impl Fn(&anyhow::Error) -> Vec<String>,
) -> Vec<String> {
    let paper = paper(sight, columns);
    let of_one = |said: &Said| match said {
        Said::Done(reply) => {
            let text = reply_as_text(reply, paper);
            let lines = text.lines().map(str::to_owned);
            lines.chain(remarks_as_text(reply, paper)).collect()
        }
        Said::Failed(error) => failed(error),
        other => vec![harmless(&in_words(other)).into_owned()],
    };
    sight.said.iter().flat_map(of_one).collect()
}

fn in_words(said: &Said) -> String {
    match said {
        Said::Done(_) | Said::Failed(_) => String::new(),
        Said::Away(name) => {
            format!("{name} was put elsewhere by another command meanwhile")
        }
        Said::Changed(name) => format!(
            "{name} was changed by another command meanwhile; this is how the dossier is now"
        ),
        Said::NoWay(no) => no.to_string(),
        Said::Opened(uri) => format!("opened {}", uri.split('?').next().unwrap_or(uri)),
        Said::NoKey(letter) => format!("\"{letter}\" is no key here"),
        Said::NoForm(name) => format!("no form is to be filled in for {name} now"),
        Said::NothingDone => "nothing was done in this session that could be taken back".to_owned(),
    }
}

/// The screen of `size` columns and lines, with `said` on it. `top` is the line of the dossier from
/// which on it is to be shown.
#[must_use]
pub fn frame(
    sight: &Sight<'_>,
    said: &[String],
    entry: Option<&Entry<'_>>,
    size: (usize, usize),
    top: usize,
) -> Frame {
    let (columns, rows) = size;
    let paper = paper(sight, columns);
    let bottom = match entry {
        Some(entry) => typing(entry, paper, rows),
        None => Bottom::of(keys(sight.keys, columns)),
    };
    let mut said = wrapped(said, paper.width);
    said.truncate((rows / 4).max(1));
    // The heading, and at least one line of the dossier.
    let room = rows.saturating_sub(2);
    let cut = bottom.lines.len().saturating_sub(room);
    said.truncate(room - (bottom.lines.len() - cut));
    let mut foot = Vec::new();
    if rows >= ROOMY {
        foot.push(Span::new("─".repeat(columns), style::MUTED).to_string());
    }
    foot.append(&mut said);
    let above = foot.len();
    foot.extend(bottom.lines.into_iter().skip(cut));
    foot.truncate(rows - 2);

    let mut lines = vec![heading(sight, columns)];
    let height = rows - 1 - foot.len();
    let (mut body, top) = body(sight, paper, height, top);
    body.resize(height, String::new());
    lines.append(&mut body);
    let cursor = bottom.cursor.map(|(column, row)| {
        let row = lines.len() + above + row.saturating_sub(cut);
        (column.min(columns - 1), row.min(rows - 1))
    });
    lines.append(&mut foot);
    Frame { lines, cursor, top }
}

fn paper(sight: &Sight<'_>, columns: usize) -> Paper {
    Paper {
        width: columns.min(WIDEST),
        today: sight.today,
    }
}

/// `3 of 17 · load 15 of 30 · 2 reached, 1 not · Thu 2024-06-13 · anna`.
fn heading(sight: &Sight<'_>, columns: usize) -> String {
    let (number, count) = sight.number;
    let turn = match sight.shown {
        Some(_) => format!("{number} of {count}"),
        None => format!("all {count} had their turn"),
    };
    let parts = [
        turn,
        format!("load {} of {}", sight.load, sight.capacity),
        format!("{} reached, {} not", sight.reached, sight.not_reached),
        words::day(sight.date).to_string(),
        sight.manager.to_owned(),
    ];
    let heading = beginning(&parts.join(" · "), columns);
    Span::new(heading, style::HEADING).to_string()
}

/// The dossier from the line `top` on, in so many lines; the last one says if there are more. With
/// the first line that is shown.
fn body(sight: &Sight<'_>, paper: Paper, height: usize, top: usize) -> (Vec<String>, usize) {
    let text = match sight.shown {
        Some(shown) => show::for_a_call(shown, paper),
        None => paragraph(
            Cell::new("Everybody on this day's list had a turn."),
            paper.width,
        ),
    };
    let lines: Vec<&str> = text.lines().collect();
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    if lines.len() <= height {
        return (owned(&lines), 0);
    }
    let shown = height.saturating_sub(1);
    let top = top.min(lines.len() - shown);
    let mut body: Vec<String> = owned(&lines[top..top + shown]);
    let (from, to, all) = (top + 1, top + shown, lines.len());
    let more = format!("lines {from}–{to} of {all}: space, ↑ and ↓ leaf");
    let more = beginning(&more, paper.width);
    body.push(Span::new(more, style::MUTED).to_string());
    (body, top)
}

/// What stands at the bottom of the screen, and where in it the cursor is.
struct Bottom {
    lines: Vec<String>,
    cursor: Option<(usize, usize)>,
}

impl Bottom {
    fn of(lines: Vec<String>) -> Self {
        let cursor = None;
        Self { lines, cursor }
    }
}

/// `r reached  a no answer  …`, in as many lines as that takes.
fn keys(keys: &[Key], columns: usize) -> Vec<String> {
    let mut lines: Vec<Vec<Span>> = Vec::new();
    let mut width = 0;
    for key in keys {
        let (letter, label) = (key.letter().to_string(), format!(" {key}"));
        let needed = 1 + label.len();
        let key = [
            Span::new(letter.as_str(), style::HEADING),
            Span::new(label.as_str(), style::PLAIN),
        ];
        match lines.last_mut() {
            Some(line) if width + 2 + needed <= columns => {
                line.push(Span::new("  ", style::PLAIN));
                line.extend(key);
                width += 2 + needed;
            }
            _ => {
                lines.push(key.into());
                width = needed;
            }
        }
    }
    lines.iter().map(|line| style::join(line)).collect()
}

/// What is asked for, what is typed, and what that would mean.
fn typing(entry: &Entry<'_>, paper: Paper, rows: usize) -> Bottom {
    let how = if entry.has_lines {
        "  (an empty line ends it, Esc: back)"
    } else {
        "  (Enter ends it, Esc: back)"
    };
    let label = Cell::new(entry.label)
        .styled(style::HEADING)
        .and(how, style::MUTED);
    let mut lines = wrapped(&[paragraph(label, paper.width)], paper.width);
    let most = if entry.has_lines {
        (rows / 3).max(2)
    } else {
        2
    };
    let Typing {
        lines: typed,
        cursor: (column, row),
    } = typed::lay_out(entry.text, entry.cursor, paper.width, most);
    let cursor = Some((column, lines.len() + row));
    lines.extend(typed);
    if let Some(preview) = &entry.preview {
        lines.extend(previewed(preview, paper));
    }
    Bottom { lines, cursor }
}

/// `Fri 2024-07-05 at 14:30, in 22 days, agreed (18 of 30)`, and what is to be remarked.
fn previewed(preview: &Preview, paper: Paper) -> Vec<String> {
    let cells = match preview {
        Preview::Nothing => {
            vec![Cell::new("fri, 5 jul 14:30, +2w, jul, someday").styled(style::MUTED)]
        }
        Preview::Refused(why) => vec![Cell::of_one_line(why).styled(style::MUTED)],
        Preview::Promised { due: None, .. } => {
            vec![Cell::new("without a date; to say one: …@fri, …@5 jul").styled(style::MUTED)]
        }
        Preview::Promised {
            due: Some(due),
            off,
        } => {
            let by = words::day_with_distance(*due, paper.today);
            let off = off.iter().map(|one| Cell::new(remark::text(one, paper)));
            let by = Cell::new(format!("→ promised by {by}"));
            [by].into_iter().chain(off).collect()
        }
        Preview::Lands {
            landing,
            agreed,
            load,
            capacity,
            remark,
        } => {
            let (place, time) = (landing.place, landing.time);
            let stands = match place {
                Place::Month(_) => {
                    format!("{}, no day yet", whereabouts::place(place, time, paper))
                }
                _ => whereabouts::day(place, time, paper)
                    .unwrap_or_else(|| whereabouts::place(place, time, paper)),
            };
            let mut cell = Cell::new(format!("→ {stands}"));
            if *agreed {
                cell = cell.and(", agreed", style::AGREED);
            }
            if let Some(load) = load {
                let is_over = load > capacity;
                let style = if is_over {
                    style::OVER_CAPACITY
                } else {
                    style::PLAIN
                };
                let over = if is_over {
                    ", more than can be done"
                } else {
                    ""
                };
                cell = cell.and(format!(" ({load} of {capacity}{over})"), style);
            }
            let remark = remark.iter().map(|one| Cell::new(remark::text(one, paper)));
            [cell].into_iter().chain(remark).collect()
        }
    };
    let texts: Vec<String> = cells
        .into_iter()
        .map(|cell| paragraph(cell, paper.width))
        .collect();
    wrapped(&texts, paper.width)
}

/// Lines as they fit the screen. What comes with styles is laid out already.
pub(super) fn wrapped(texts: &[String], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for text in texts.iter().flat_map(|text| text.lines()) {
        if text.contains('\u{1b}') {
            lines.push(text.to_owned());
        } else {
            lines.extend(paragraph(Cell::new(text), width).lines().map(str::to_owned));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::binder::{Dossier, Layout, Line, Seen};
    use crate::commands::Shown;

    fn shown() -> Shown {
        let dossier: Dossier = serde_json::from_value(json!({
            "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11", "manager": "anna",
            "place": "2024-06-13", "name": "สมชาย ใจดี", "company": "山田太郎 ".repeat(9),
            "phones": ["+370 600 12345"], "tags": ["one", "two", "three"],
        }))
        .expect("a dossier");
        let today = "2024-06-13".parse().expect("a date");
        let layout = Layout::Numbered { front_days: 7 };
        let line = Line::of("somchai", &dossier, Seen { today, layout });
        Shown::new(dossier, line)
    }

    #[test]
    fn a_frame_fits_every_screen_and_the_cursor_is_on_it() {
        let shown = shown();
        let date = shown.line.place.last_day().expect("a day");
        let said = vec!["Filed somebody behind \"14\"".to_owned(); 9];
        let text = "a long text ".repeat(30);
        let entry = Entry {
            label: "What was said",
            text: &text,
            cursor: text.len(),
            has_lines: true,
            preview: Some(Preview::Refused("no date at all ".repeat(20))),
        };
        for (columns, rows) in [(10, 4), (12, 5), (40, 10), (80, 24), (200, 50)] {
            for (entry, shown) in [
                (None, Some(&shown)),
                (Some(&entry), Some(&shown)),
                (None, None),
            ] {
                let sight = Sight {
                    manager: "anna",
                    date,
                    today: date,
                    shown,
                    number: (1, 3),
                    reached: 0,
                    not_reached: 0,
                    load: 3,
                    capacity: 30,
                    said: &[],
                    keys: Key::OF_A_DOSSIER,
                };
                let frame = frame(&sight, &said, entry, (columns, rows), usize::MAX / 2);
                assert_eq!(frame.lines.len(), rows, "{columns}x{rows}");
                for line in &frame.lines {
                    let line = anstream::adapter::strip_str(line).to_string();
                    // A word that is wider than the screen is cut off by the terminal.
                    assert!(line.width() <= columns.max(20), "{columns}x{rows}: {line}");
                }
                if let Some((column, row)) = frame.cursor {
                    assert!(column < columns && row < rows, "{columns}x{rows}");
                }
                assert_eq!(frame.cursor.is_some(), entry.is_some());
            }
        }
    }
}
