//! The screen on which a form is asked: what was answered so far, and below it the field with the
//! text that is being typed, or with what there is to choose from. Every line fits the screen.

use super::cell::Cell;
use super::excerpt::beginning;
use super::paragraph;
use super::session::{Frame, ROOMY, wrapped};
use super::style::{self, Span};
use super::table::Table;
use super::typed::{self, Typing};
use crate::commands::FormPage;

/// Lines that are longer are hard to read.
const WIDEST: usize = 100;

/// What is being entered.
#[derive(Clone, Copy, Debug)]
pub enum Entering<'a> {
    /// A text, with where the next letter goes, in bytes.
    Text(&'a str, usize),
    /// Which of the options is chosen.
    Choice(usize),
}

/// The screen of `size` columns and lines.
#[must_use]
pub fn frame(page: &FormPage<'_>, entering: Entering<'_>, size: (usize, usize)) -> Frame {
    let (columns, rows) = size;
    let width = columns.min(WIDEST);
    let mut foot = asked(page, width);
    if rows >= ROOMY {
        let rule = Span::new("─".repeat(columns), style::MUTED);
        foot.insert(0, rule.to_string());
    }
    let above = foot.len();
    let cursor = match entering {
        Entering::Text(text, at) => {
            let has_lines = page.has_lines();
            let most = if has_lines { (rows / 3).max(2) } else { 2 };
            let Typing { lines, cursor } = typed::lay_out(text, at, width, most);
            foot.extend(lines);
            foot.extend(meaning(page, text, width));
            Some((cursor.0, above + cursor.1))
        }
        Entering::Choice(chosen) => {
            foot.extend(options(page, chosen, (rows / 2).max(2), width));
            None
        }
    };
    // The heading stays; of the question what is nearest to the answer.
    let cut = foot.len().saturating_sub(rows.saturating_sub(1));
    foot.drain(..cut.min(above));
    foot.truncate(rows.saturating_sub(1));
    let cut = cut.min(above);
    let height = rows.saturating_sub(1 + foot.len());
    let mut lines = vec![heading(page, columns)];
    lines.extend(so_far(page, width, height));
    lines.resize(1 + height, String::new());
    let cursor = cursor.map(|(column, row)| {
        let row = lines.len() + row.saturating_sub(cut);
        (column.min(columns - 1), row.min(rows - 1))
    });
    lines.append(&mut foot);
    Frame {
        lines,
        cursor,
        top: 0,
    }
}

/// `Needs · Ivan Ivanov · 2 of 5`.
fn heading(page: &FormPage<'_>, columns: usize) -> String {
    let (number, count) = page.number;
    let heading = format!("{} · {} · {number} of {count}", page.title, page.name);
    Span::new(beginning(&heading, columns), style::HEADING).to_string()
}

/// The last answers, as many as there is room for.
fn so_far(page: &FormPage<'_>, width: usize, height: usize) -> Vec<String> {
    let mut table = Table::new(&["", ""]).whole(0);
    for (label, answer) in &page.answered {
        let label = Cell::of_one_line(label).styled(style::MUTED);
        table.row([label, Cell::new(answer)]);
    }
    let text = table.to_string(width);
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let from = lines.len().saturating_sub(height);
    lines[from..].to_vec()
}

/// What is asked, what helps to answer, and which keys there are.
fn asked(page: &FormPage<'_>, width: usize) -> Vec<String> {
    let field = page.field;
    let required = if field.is_required { " (required)" } else { "" };
    let back = if page.number.0 > 1 { "back" } else { "leave" };
    let keys = match page.options().as_slice() {
        [] if page.has_lines() => format!("an empty line ends it, Esc: {back}, Ctrl-C: leave"),
        [] => format!("Enter ends it, Esc: {back}, Ctrl-C: leave"),
        _ => format!("↑ and ↓ choose, Enter takes it, Esc: {back}, Ctrl-C: leave"),
    };
    let label = Cell::of_one_line(format!("{}{required}", field.label)).styled(style::HEADING);
    let help = field.help.iter().map(Cell::of_one_line);
    let keys = Cell::new(format!("({keys}; what is answered is kept)")).styled(style::MUTED);
    let cells = [label].into_iter().chain(help).chain([keys]);
    let texts: Vec<String> = cells.map(|cell| paragraph(cell, width)).collect();
    wrapped(&texts, width)
}

/// What the text would be stored as, if that is something else, or why it won't do.
fn meaning(page: &FormPage<'_>, text: &str, width: usize) -> Vec<String> {
    let said = match (page.meaning)(text) {
        Ok(answer) if answer == text.trim() => return vec![String::new()],
        Ok(answer) => format!("→ {answer}"),
        Err(why) => why,
    };
    let said = Cell::of_one_line(said).styled(style::MUTED);
    wrapped(&[paragraph(said, width)], width)
}

/// The options around the one that is chosen.
fn options(page: &FormPage<'_>, chosen: usize, most: usize, width: usize) -> Vec<String> {
    let options = page.options();
    let from = (chosen + 1).saturating_sub(most);
    let shown = options.iter().enumerate().skip(from).take(most);
    let lines = shown.map(|(at, option)| {
        let option = if option.is_empty() {
            "(no answer)"
        } else {
            option
        };
        let (mark, style) = if at == chosen {
            ("▸ ", style::HEADING)
        } else {
            ("  ", style::PLAIN)
        };
        let option = beginning(option, width.saturating_sub(mark.chars().count()));
        Span::new(format!("{mark}{option}"), style).to_string()
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::binder::form::Form;

    #[test]
    fn a_frame_fits_every_screen_and_the_cursor_is_on_it() {
        let text = r#"{ "title": "Потребности \u202e", "fields": [
            { "key": "a", "label": "ความต้องการ ความต้องการ ความต้องการ", "kind": "lines", "help": "a long help" },
            { "key": "b", "kind": "choice", "choices": ["ใหญ่ ใหญ่ ใหญ่ ใหญ่ ใหญ่", "山田太郎", "c", "d", "e"] } ] }"#;
        let form = Form::read("a", text.as_bytes()).expect("a form");
        let typed = "a long text ".repeat(30);
        let meaning = |_: &str| Err("no answer at all ".repeat(20));
        for size in [(10, 4), (12, 5), (20, 6), (40, 10), (80, 24), (200, 50)] {
            let (columns, rows) = size;
            let entered = [
                Entering::Text(&typed, typed.len()),
                Entering::Text("", 0),
                Entering::Choice(0),
                Entering::Choice(5),
            ];
            for (at, entering) in [0, 0, 1, 1].into_iter().zip(entered) {
                let page = FormPage {
                    title: &form.title,
                    name: "ليلى حداد",
                    number: (2, 2),
                    answered: vec![("Why", typed.clone()), ("山田太郎", "x".repeat(90))],
                    field: &form.fields[at],
                    start: String::new(),
                    meaning: &meaning,
                };
                let frame = frame(&page, entering, size);
                assert_eq!(frame.lines.len(), rows, "{size:?} {entering:?}");
                for line in &frame.lines {
                    let line = anstream::adapter::strip_str(line).to_string();
                    // A word that is wider than the screen is cut off by the terminal.
                    assert!(line.width() <= columns.max(20), "{size:?}: {line}");
                    assert!(!line.contains('\u{202e}'), "{size:?}: {line}");
                }
                let is_text = matches!(entering, Entering::Text(..));
                assert_eq!(frame.cursor.is_some(), is_text);
                if let Some((column, row)) = frame.cursor {
                    assert!(column < columns && row < rows, "{size:?}");
                }
            }
        }
    }
}
