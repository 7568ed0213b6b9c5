//! The manual pages, from the same texts as the help.

use std::io;

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::help;
use crate::commands::Page;

/// Under this word an example stands in a help.
const EXAMPLES: &str = "Examples:\n";

/// From how many letters on a line without an indent is a paragraph, and no row of a table.
const PARAGRAPH: usize = 76;

/// What a page of the whole program says besides, under these headings.
const BESIDES: [(&str, &str); 3] = [
    (
        "ENVIRONMENT",
        "TICKLER_DIR       the folder of the binder, as --dir
TICKLER_MANAGER   whose binder, as --as
TICKLER_TODAY     what day it is, as --today
TICKLER_EDITOR    the editor; else VISUAL, EDITOR
TICKLER_PAGER     the pager of long lists; else PAGER
TICKLER_OPENER    what opens tel: and mailto:
NO_COLOR          no colour",
    ),
    (
        "FILES",
        "~/.local/share/tickler           the binder, unless another is named
~/.config/tickler/config.json    your own settings, for all binders",
    ),
    (
        "EXIT STATUS",
        "0   done
1   something is wrong with the store or the machine
2   misspoken
3   no such client or manager
4   refused: ambiguous, in conflict, a passed date, a likely duplicate",
    ),
];

/// All pages: that of the program, and one for each command.
pub(super) fn pages() -> io::Result<Vec<Page>> {
    let command = help::command().disable_help_subcommand(true);
    let command = command.mut_args(told_in_line);
    let mut command = command.mut_subcommands(|command| command.mut_args(told_in_line));
    command.build();
    let mut pages = vec![of_the_program(&command)?];
    for command in command.get_subcommands() {
        pages.push(of_a_command(command)?);
    }
    Ok(pages)
}

/// The same argument with the values it can have in the words about it: a list of them, a blank line
/// between each two, would fill the page.
fn told_in_line(arg: Arg) -> Arg {
    let values = arg.get_possible_values();
    let is_flag = !arg.get_action().takes_values();
    if is_flag || values.is_empty() || values.iter().any(|value| value.get_help().is_some()) {
        return arg;
    }
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let help = format!("{help}: {}", names.join(", "));
    arg.help(help).hide_possible_values(true)
}

fn of_the_program(command: &Command) -> io::Result<Page> {
    let mut page = Draft::of(command)?;
    let groups = command.get_before_help().map(ToString::to_string);
    page.section("COMMANDS", &groups.unwrap_or_default())?;
    page.man.render_options_section(&mut page.text)?;
    for (title, text) in BESIDES {
        page.section(title, text)?;
    }
    let others = command
        .get_subcommands()
        .filter_map(Command::get_display_name);
    let others: Vec<String> = others.map(|name| format!("{name}(1)")).collect();
    page.finish(&others.join(", "))
}

fn of_a_command(command: &Command) -> io::Result<Page> {
    let mut page = Draft::of(command)?;
    page.man.render_options_section(&mut page.text)?;
    let help = command
        .get_after_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    let long = command.get_after_long_help().map(ToString::to_string);
    let long = long.unwrap_or_else(|| help.clone());
    let (notes, examples) = help.split_once(EXAMPLES).unwrap_or((&help, ""));
    let (before, after) = long.split_once(EXAMPLES).unwrap_or((&long, ""));
    let more = after.strip_prefix(examples).unwrap_or_default();
    let notes = if before.trim().is_empty() {
        notes
    } else {
        before
    };
    page.section("NOTES", &format!("{notes}{more}"))?;
    page.section("EXAMPLES", examples)?;
    page.finish("tickler(1)")
}

/// A page that is being written.
struct Draft {
    man: Man,
    file: String,
    text: Vec<u8>,
}

impl Draft {
    /// Its beginning: what the command is called, what it does, how it is said.
    fn of(command: &Command) -> io::Result<Self> {
        let version = format!("tickler {}", env!("CARGO_PKG_VERSION"));
        let man = Man::new(command.clone()).source(version).manual("tickler");
        let file = man.get_filename();
        let mut text = Vec::new();
        man.render_title(&mut text)?;
        man.render_name_section(&mut text)?;
        let mut page = Self { man, file, text };
        // In the words of the help; the flags are told below, each with its value.
        let usage = command.clone().render_usage().to_string();
        page.section("SYNOPSIS", usage.trim_start_matches("Usage: "))?;
        page.man.render_description_section(&mut page.text)?;
        Ok(page)
    }

    /// A section whose lines stand as they are, but for paragraphs, which `man` breaks; none if there
    /// are none.
    fn section(&mut self, title: &str, text: &str) -> io::Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let mut roff = Roff::new();
        roff.control("SH", [title]).control("nf", []);
        for line in text.trim_matches('\n').lines() {
            if line.starts_with(' ') || line.chars().count() < PARAGRAPH {
                roff.text([roman(line)]);
            } else {
                roff.control("fi", []).text([roman(line)]);
                roff.control("nf", []);
            }
        }
        roff.control("fi", []).to_writer(&mut self.text)
    }

    fn finish(mut self, see_also: &str) -> io::Result<Page> {
        let mut roff = Roff::new();
        roff.control("SH", ["SEE ALSO"]).text([roman(see_also)]);
        roff.to_writer(&mut self.text)?;
        let text = String::from_utf8(self.text).map_err(io::Error::other)?;
        Ok(Page {
            file: self.file,
            text,
        })
    }
}
