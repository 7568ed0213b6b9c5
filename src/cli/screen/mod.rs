//! The terminal of a session: keys in, frames out. What a frame shows is the render layer's.

mod answering;
mod editor;
mod terminal;

use anstream::ColorChoice;
use anyhow::Result;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::errors;
use crate::commands::{FormPage, Pressed, Question, Screen, Sight, Typed};
use crate::render::session::{self, Entry, Frame};
use editor::Editor;
use terminal::Terminal;

/// A terminal that a session has to itself.
pub(super) struct OnTerminal {
    terminal: Terminal,
    /// Which line of the dossier is the first on the screen.
    top: usize,
}

impl OnTerminal {
    /// Clears the terminal for a session.
    ///
    /// # Errors
    /// A terminal that fails.
    pub(super) fn new(colors: ColorChoice) -> Result<Self> {
        Ok(Self {
            terminal: Terminal::open(colors)?,
            top: 0,
        })
    }

    /// Draws all of it; whether the terminal is still there.
    fn draw(&mut self, sight: &Sight<'_>, entry: Option<&Entry<'_>>) -> bool {
        let size = Terminal::size();
        let said = session::said(sight, size.0, errors::lines);
        let Frame { lines, cursor, top } = session::frame(sight, &said, entry, size, self.top);
        self.top = top;
        self.terminal.draw(&lines, cursor).is_ok()
    }

    /// Leafs through the dossier, if that is what the key is for.
    fn leafs(&mut self, key: KeyCode) -> bool {
        let page = Terminal::size().1 / 2;
        self.top = match key {
            KeyCode::Up => self.top.saturating_sub(1),
            KeyCode::Down => self.top + 1,
            KeyCode::PageUp => self.top.saturating_sub(page),
            KeyCode::PageDown | KeyCode::Char(' ') => self.top + page,
            KeyCode::Home => 0,
            KeyCode::End => usize::MAX / 2,
            _ => return false,
        };
        true
    }
}

impl Screen for OnTerminal {
    fn choose(&mut self, sight: &Sight<'_>) -> Result<Pressed> {
        self.top = 0;
        loop {
            if !self.draw(sight, None) {
                return Ok(Pressed::Left);
            }
            let key = match self.terminal.event() {
                None => return Ok(Pressed::Left),
                Some(Event::Key(key)) => key,
                // What is pasted where keys are awaited would press them one after the other.
                Some(_) => continue,
            };
            match key.code {
                _ if ends(key) => return Ok(Pressed::Left),
                code if self.leafs(code) => {}
                KeyCode::Esc => return Ok(Pressed::Back),
                KeyCode::Char(letter) if !is_held(key) => {
                    let letter = letter.to_lowercase().next().unwrap_or(letter);
                    return Ok(Pressed::Letter(letter));
                }
                _ => {}
            }
        }
    }

    fn write(&mut self, sight: &Sight<'_>, question: &Question<'_>) -> Result<Typed> {
        let mut editor = Editor::new(question.start.clone(), question.has_lines);
        loop {
            let entry = Entry {
                label: question.label,
                text: editor.text(),
                cursor: editor.cursor(),
                has_lines: question.has_lines,
                preview: question.preview.map(|preview| preview(editor.text())),
            };
            let is_there = self.draw(sight, Some(&entry));
            let event = self.terminal.event().filter(|_| is_there);
            match event {
                None => return Ok(Typed::Left(editor.into_text())),
                Some(Event::Paste(text)) => editor.insert(&text),
                Some(Event::Key(key)) => match typed(&mut editor, key) {
                    Stroke::Edits => {}
                    Stroke::Ends => return Ok(Typed::Text(editor.into_text())),
                    Stroke::Back => return Ok(Typed::Back),
                    Stroke::Leaves => return Ok(Typed::Left(editor.into_text())),
                },
                Some(_) => {}
            }
        }
    }

    fn answer(&mut self, page: &FormPage<'_>) -> Result<Typed> {
        if page.options().is_empty() {
            self.answer_typed(page)
        } else {
            self.answer_chosen(page)
        }
    }
}

/// What a key did while a text is typed.
enum Stroke {
    Edits,
    Ends,
    Back,
    Leaves,
}

fn typed(editor: &mut Editor, key: KeyEvent) -> Stroke {
    let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('c') if is_control => return Stroke::Leaves,
        // The end of what is typed: of a text, or if there is none, of the session.
        KeyCode::Char('d') if is_control && editor.text().is_empty() => return Stroke::Leaves,
        KeyCode::Char('d') if is_control => return Stroke::Ends,
        KeyCode::Enter if key.modifiers.contains(KeyModifiers::ALT) => editor.insert("\n"),
        KeyCode::Enter if editor.enter() => return Stroke::Ends,
        KeyCode::Char('j') if is_control && editor.enter() => return Stroke::Ends,
        KeyCode::Esc => return Stroke::Back,
        KeyCode::Char('h') if is_control => editor.backspace(),
        KeyCode::Char('u') if is_control => editor.cut_line(),
        KeyCode::Char('w') if is_control => editor.cut_word(),
        KeyCode::Char('a') if is_control => editor.home(),
        KeyCode::Char('e') if is_control => editor.end(),
        KeyCode::Char(letter) if !is_held(key) => editor.insert(letter.encode_utf8(&mut [0; 4])),
        KeyCode::Backspace => editor.backspace(),
        KeyCode::Delete => editor.delete(),
        KeyCode::Left => editor.left(),
        KeyCode::Right => editor.right(),
        KeyCode::Up => editor.up(),
        KeyCode::Down => editor.down(),
        KeyCode::Home => editor.home(),
        KeyCode::End => editor.end(),
        _ => {}
    }
    Stroke::Edits
}

/// Whether another key is held that makes a letter no letter.
fn is_held(key: KeyEvent) -> bool {
    key.modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

/// Ctrl-C and Ctrl-D end a session.
fn ends(key: KeyEvent) -> bool {
    let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
    is_control && matches!(key.code, KeyCode::Char('c' | 'd'))
}
