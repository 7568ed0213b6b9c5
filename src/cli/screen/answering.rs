//! A field of a form at the terminal: a text is typed, or an option chosen with the arrow keys.

use anyhow::Result;
use crossterm::event::{Event, KeyCode};

use super::editor::Editor;
use super::terminal::Terminal;
use super::{OnTerminal, Stroke, ends, is_held, typed};
use crate::commands::{FormPage, Typed};
use crate::render::form_page::{Entering, frame};

impl OnTerminal {
    fn draw_page(&mut self, page: &FormPage<'_>, entering: Entering<'_>) -> bool {
        let drawn = frame(page, entering, Terminal::size());
        self.terminal.draw(&drawn.lines, drawn.cursor).is_ok()
    }

    /// Lets a text be typed, until it will do.
    pub(super) fn answer_typed(&mut self, page: &FormPage<'_>) -> Result<Typed> {
        let mut editor = Editor::new(page.start.clone(), page.has_lines());
        loop {
            let entering = Entering::Text(editor.text(), editor.cursor());
            let is_there = self.draw_page(page, entering);
            let event = self.terminal.event().filter(|_| is_there);
            match event {
                None => return Ok(Typed::Left(editor.into_text())),
                Some(Event::Paste(text)) => editor.insert(&text),
                Some(Event::Key(key)) => match typed(&mut editor, key) {
                    Stroke::Ends if (page.meaning)(editor.text()).is_ok() => {
                        return Ok(Typed::Text(editor.into_text()));
                    }
                    Stroke::Edits | Stroke::Ends => {}
                    Stroke::Back => return Ok(Typed::Back),
                    Stroke::Leaves => return Ok(Typed::Left(editor.into_text())),
                },
                Some(_) => {}
            }
        }
    }

    /// Lets an option be chosen: by the arrow keys, or by the letter that it begins with.
    pub(super) fn answer_chosen(&mut self, page: &FormPage<'_>) -> Result<Typed> {
        let options = page.options();
        let last = options.len() - 1;
        let start = options.iter().position(|option| *option == page.start);
        let mut chosen = start.unwrap_or_default();
        loop {
            let is_there = self.draw_page(page, Entering::Choice(chosen));
            let event = self.terminal.event().filter(|_| is_there);
            let key = match event {
                None => return Ok(Typed::Left(page.start.clone())),
                Some(Event::Key(key)) => key,
                Some(_) => continue,
            };
            chosen = match key.code {
                _ if ends(key) => return Ok(Typed::Left(page.start.clone())),
                KeyCode::Esc => return Ok(Typed::Back),
                KeyCode::Enter => return Ok(Typed::Text(options[chosen].to_owned())),
                KeyCode::Char('j') if is_held(key) => {
                    return Ok(Typed::Text(options[chosen].to_owned()));
                }
                KeyCode::Up => chosen.checked_sub(1).unwrap_or(last),
                KeyCode::Down | KeyCode::Tab if chosen == last => 0,
                KeyCode::Down | KeyCode::Tab => chosen + 1,
                KeyCode::Home | KeyCode::PageUp => 0,
                KeyCode::End | KeyCode::PageDown => last,
                KeyCode::Char(letter) if !is_held(key) => next_with(&options, chosen, letter),
                _ => chosen,
            };
        }
    }
}

/// The next option, behind the one that is chosen, that begins with a letter.
fn next_with(options: &[&str], chosen: usize, letter: char) -> usize {
    let small: String = letter.to_lowercase().collect();
    let behind = (chosen + 1..options.len()).chain(0..=chosen);
    let mut fitting = behind.filter(|at| options[*at].to_lowercase().starts_with(&small));
    fitting.next().unwrap_or(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_goes_to_the_next_option_that_begins_with_it() {
        let options = ["Small", "Large", "small too", "Большой", ""];
        for (chosen, letter, expected) in [
            (0, 's', 2),
            (2, 'S', 0),
            (0, 'l', 1),
            (0, 'б', 3),
            (1, 'x', 1),
            (0, '\u{e01}', 0),
        ] {
            assert_eq!(next_with(&options, chosen, letter), expected, "{letter}");
        }
    }
}
