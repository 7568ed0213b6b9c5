//! Offers and letters: a template is filled with what a dossier and the sender say, and becomes
//! Markdown, and a page that a browser prints. No disk here: who fills one brings the templates.
//!
//! A template can come from anybody with whom the store is shared. So filling one can neither read
//! anything nor go on for ever, and values that it is given are text, whatever stands in them.

mod escape;
pub mod examples;
mod filters;
mod flaw;
mod formatter;
mod front;
mod page;
mod patience;
mod plain;
mod press;
pub mod values;

pub use flaw::{Fault, Flaw};
pub use front::Front;
pub use press::Press;

/// How the name of a template's file ends.
pub const ENDING: &str = ".md";

/// How a name begins whose template is only a part of others.
const PART: char = '_';

/// The longest name, in letters.
const LONGEST_NAME: usize = 64;

/// Whether a template can be called so: letters and digits of ASCII, `-` and `_`. Nothing else ever
/// becomes a part of a path.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(plain) && !name.starts_with('-')
}

/// Whether a template is only a part of others, by its name.
#[must_use]
pub fn is_part(name: &str) -> bool {
    name.starts_with(PART)
}

/// A letter that was written from a template: its head, and its text in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The head.
    pub front: Front,
    /// The text.
    pub text: String,
}

impl Letter {
    /// A letter as it was saved in an editor; `name` is the title of one that has none.
    ///
    /// # Errors
    /// What is wrong with it, with the line where there is one.
    pub fn read(saved: &str, name: &str) -> Result<Self, String> {
        let saved = saved.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let read = front::taken_off(&saved)
            .and_then(|(head, rest)| Ok((front::Front::read(&head, name)?, rest)));
        let (front, text) = read.map_err(|(line, why)| format!("line {line}: {why}"))?;
        let text = tidied(&text);
        if text.is_empty() {
            return Err("it is empty".to_owned());
        }
        Ok(Self { front, text })
    }

    /// As it is stored, and edited.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        format!("{}\n{}", self.front.to_text(), self.text)
    }

    /// What a letter box is told that it is about: the title, if nothing else.
    #[must_use]
    pub fn subject(&self) -> &str {
        self.front.subject.as_deref().unwrap_or(&self.front.title)
    }

    /// As plain text, for a mail or a text message.
    #[must_use]
    pub fn to_plain(&self) -> String {
        plain::plain(&self.text)
    }

    /// As a page that needs nothing else.
    #[must_use]
    pub fn to_page(&self) -> String {
        page::page(&self.front.title, &self.text)
    }
}

/// A text without the empty lines that conditions leave, and with one line break at its end.
fn tidied(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.split('\n') {
        let line = line.trim_end_matches(['\r', ' ', '\t']);
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if empty > 0 && !tidied.is_empty() {
            tidied.push('\n');
        }
        empty = 0;
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_more_of_a_path_than_a_file() {
        for name in ["offer", "_head", "follow-up", "Angebot2", "x"] {
            assert!(is_name(name), "{name}");
        }
        let long = "x".repeat(65);
        for name in [
            "",
            "../x",
            "a/b",
            "a.md",
            ".hidden",
            "..",
            "a b",
            "предложение",
            "a\\b",
            "-x",
            &long,
            "a\0b",
        ] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn a_letter_is_read_as_it_is_written() {
        let saved = "\u{feff}---\r\ntitle: Offer\r\n---\r\n\r\n\r\nDear Ivan,  \r\n\r\n\r\n\r\nbye";
        let letter = Letter::read(saved, "offer").expect("a letter");
        assert_eq!(letter.text, "Dear Ivan,\n\nbye\n");
        let stored = letter.to_markdown();
        assert_eq!(
            stored,
            "---\ntitle: Offer\nkind: letter\n---\n\nDear Ivan,\n\nbye\n"
        );
        assert_eq!(Letter::read(&stored, "x"), Ok(letter));
        let empty = Letter::read("---\ntitle: Offer\n---\n \n", "offer");
        assert_eq!(empty, Err("it is empty".to_owned()));
        let wrong = Letter::read("---\nkind: x y\n---\nDear", "offer").expect_err("no kind");
        assert!(wrong.starts_with("line 2: `kind` is a word"), "{wrong}");
    }
}
