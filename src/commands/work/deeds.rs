//! What is done to the dossier on the desk. A deed is a command line as it could be typed, so that
//! each rule stands where that command has it.

use super::questions::{Offer, promised};
use super::round::{Flow, GO_ON, LEAVE, Round};
use super::{Key, Preview, Question, Said, Typed};
use crate::binder::reach::{self, NoWay};
use crate::binder::refusal::Topic;
use crate::binder::session::Step;
use crate::binder::{Cadence, ChangeRefusal, Outcome, Refusal};
use crate::commands::form;
use crate::commands::undo::Undo;
use crate::commands::{Answer, Command, Desk, Remark, Shown, letter, typed};

/// What is asked for after a talk.
const SAID: &str = "What was said";

/// The next working day: when to try again, unless another day is said.
const TRY_AGAIN: &str = "+1b";

/// What is written into a dossier that stays on the desk.
pub(super) struct Note {
    label: &'static str,
    /// The command, before the client and the text.
    words: &'static [&'static str],
    has_lines: bool,
    preview: Option<fn(&str, &Desk<'_>) -> Preview>,
}

pub(super) const NOTE: Note = Note {
    label: "Note",
    words: &["note"],
    has_lines: true,
    preview: None,
};

pub(super) const COMPLAINT: Note = Note {
    label: "Complaint",
    words: &["note", "--kind=complaint"],
    has_lines: true,
    preview: None,
};

pub(super) const PROMISE: Note = Note {
    label: "What is promised",
    words: &["promise"],
    has_lines: false,
    preview: Some(promised),
};

impl Round<'_> {
    /// After a call: what was said, and the next date. Without an answer there is nothing to say.
    pub(super) fn talk(&mut self, shown: &Shown, outcome: Outcome, mood: Option<u8>) -> Flow {
        let mut note = match outcome {
            Outcome::NoAnswer => String::new(),
            _ => self.kept(shown, SAID),
        };
        let offer = match outcome {
            Outcome::Reached => self.by_cadence(shown),
            _ => Offer::of(TRY_AGAIN.to_owned()),
        };
        let on = loop {
            if outcome != Outcome::NoAnswer {
                note = match self.ask_text(shown, SAID, note, true)? {
                    Typed::Text(text) => text,
                    Typed::Back => return GO_ON,
                    Typed::Left(text) => return self.leave_with(shown, &text),
                };
            }
            match self.ask_date(shown, &offer, outcome == Outcome::Reached)? {
                Typed::Text(on) => break on,
                Typed::Left(_) => return self.leave_with(shown, &note),
                Typed::Back if outcome == Outcome::NoAnswer => return GO_ON,
                Typed::Back => {}
            }
        };
        let mut words = vec!["file".to_owned(), format!("--on={on}")];
        words.push(format!("--outcome={outcome}"));
        words.extend(something(&note).map(|note| format!("--note={note}")));
        words.extend(mood.map(|mood| format!("--mood={mood}")));
        if !self.act(shown, Step::Talked(outcome), words, []) {
            self.keep(shown, SAID, note);
        }
        GO_ON
    }

    /// After a call that was reached: how the client was, and then as after any other.
    pub(super) fn talk_in_a_mood(&mut self, shown: &Shown) -> Flow {
        match self.pressed(Some(shown), Key::OF_A_MOOD)? {
            Ok(Key::Was(mood)) => self.talk(shown, Outcome::Reached, Some(mood)),
            Ok(_) => GO_ON,
            Err(flow) => Ok(flow),
        }
    }

    /// The date that the client's cadence says, counted from today as `file` counts it.
    fn by_cadence(&self, shown: &Shown) -> Offer {
        let every = shown.dossier.fields().text("every");
        // What a hand has written is no reason to ask for less.
        match every.and_then(|every| Cadence::parse(every).ok()) {
            None => Offer::default(),
            Some(every) => {
                let today = self.desk.today;
                let turn = every.turn(today, today, &self.desk.calendar());
                Offer {
                    date: turn.day.to_string(),
                    why: format!(" (every {})", every.words()),
                }
            }
        }
    }

    pub(super) fn refile(&mut self, shown: &Shown) -> Flow {
        match self.ask_date(shown, &Offer::default(), false)? {
            Typed::Text(on) => {
                let words = vec!["move".to_owned(), format!("--on={on}")];
                self.act(shown, Step::Moved, words, []);
                GO_ON
            }
            Typed::Back => GO_ON,
            Typed::Left(_) => LEAVE,
        }
    }

    pub(super) fn note(&mut self, shown: &Shown, note: &Note) -> Flow {
        let start = self.kept(shown, note.label);
        let desk = self.desk;
        let preview = note
            .preview
            .map(|preview| move |text: &str| preview(text, desk));
        let question = Question {
            label: note.label,
            start,
            has_lines: note.has_lines,
            preview: preview.as_ref().map(|preview| preview as _),
        };
        match self.ask(shown, question)? {
            Typed::Text(text) => {
                if !self.write_down(shown, note, &text) {
                    self.keep(shown, note.label, text);
                }
                GO_ON
            }
            Typed::Back => GO_ON,
            Typed::Left(text) => self.leave_with(shown, &text),
        }
    }

    /// A letter from a template of the store; one only begun, in the system's program, if there is none
    /// or none is named.
    pub(super) fn letter(&mut self, shown: &Shown) -> Flow {
        // Templates that can't be read are no reason to write no letter.
        let names = letter::names(self.desk).unwrap_or_default();
        if names.is_empty() {
            return self.open(reach::begun_letter(&shown.dossier));
        }
        let label = format!("Which letter ({}; Enter: only begin one)", names.join(", "));
        match self.ask_text(shown, &label, String::new(), false)? {
            Typed::Text(name) => match something(&name) {
                None => self.open(reach::begun_letter(&shown.dossier)),
                Some(name) => {
                    let words = vec!["draft".to_owned(), "--no-edit".to_owned()];
                    self.act(shown, Step::Noted, words, [name]);
                    GO_ON
                }
            },
            Typed::Back => GO_ON,
            Typed::Left(_) => LEAVE,
        }
    }

    /// Asks the first form that is due. What is answered when it is left is kept, as by `form`.
    pub(super) fn fill_in(&mut self, shown: &Shown) -> Flow {
        let due = shown.forms.iter().find(|form| form.is_due);
        let form = due.and_then(|due| self.forms.all.iter().find(|form| form.name == due.name));
        let Some(form) = form.cloned() else {
            self.said.push(Said::NoForm(shown.line.name.clone()));
            return GO_ON;
        };
        let gathered = form::ask(&form, &shown.dossier, self.screen.as_mut(), self.desk)?;
        let mut words = vec!["form".to_owned()];
        words.extend(gathered.partly.then(|| "--partly".to_owned()));
        let said = gathered.said.iter();
        words.extend(said.map(|(key, answer)| format!("--set={key}={answer}")));
        if gathered.said.is_empty() {
            return GO_ON;
        }
        self.act(shown, Step::Noted, words, [form.name.as_str()]);
        GO_ON
    }

    pub(super) fn close(&mut self, shown: &Shown) -> Flow {
        let ending = match self.pressed(Some(shown), Key::OF_AN_ENDING)? {
            Ok(Key::Won) => "--won",
            Ok(_) => "--lost",
            Err(flow) => return Ok(flow),
        };
        match self.ask_text(shown, "Why", String::new(), false)? {
            Typed::Text(reason) => {
                let words = vec!["close".to_owned(), ending.to_owned()];
                self.act(shown, Step::Closed, words, something(&reason));
                GO_ON
            }
            Typed::Back => GO_ON,
            Typed::Left(_) => LEAVE,
        }
    }

    /// Leaves the session, with what was typed so far as a note: nothing is lost.
    fn leave_with(&mut self, shown: &Shown, text: &str) -> Flow {
        if !self.write_down(shown, &NOTE, text)
            && let Some(Said::Failed(error)) = self.said.pop()
        {
            return Err(error);
        }
        LEAVE
    }

    /// Writes a text into the dossier, which stays; whether all of it is there.
    fn write_down(&mut self, shown: &Shown, note: &Note, text: &str) -> bool {
        let Some(text) = something(text) else {
            return true;
        };
        let words = note.words.iter().map(|word| (*word).to_owned());
        self.act(shown, Step::Noted, words.collect(), [text])
    }

    /// Does a deed by the command of that name: `words`, then the client, then `rest`. Whether it
    /// is done.
    fn act<'t>(
        &mut self,
        shown: &Shown,
        step: Step,
        mut words: Vec<String>,
        rest: impl IntoIterator<Item = &'t str>,
    ) -> bool {
        words.extend(["--".to_owned(), shown.line.client.clone()]);
        words.extend(rest.into_iter().map(str::to_owned));
        let changed = self.is_changed(shown);
        let command = typed::command(words);
        let done = command.and_then(|command| Ok((changed?, command.run(self.desk)?)));
        let (changed, reply) = match done {
            Ok(done) => done,
            Err(error) => {
                self.said.push(Said::Failed(error));
                return false;
            }
        };
        let line = match &reply.answer {
            Answer::Changed(changed) => changed.lines.first(),
            _ => None,
        };
        let op = line.map(|line| line.op.clone());
        let again = line.is_some_and(|line| self.is_due(line.to));
        self.session.take(step, op, again);
        let name = shown.line.name.clone();
        let changed = changed.then_some(Remark::ChangedMeanwhile { name });
        self.said
            .push(Said::Done(Box::new(reply.remarking(changed))));
        true
    }

    /// Takes back what was done last in this session, whatever others did since.
    pub(super) fn undo(&mut self) -> Flow {
        let Some(op) = self.session.last() else {
            self.said.push(Said::NothingDone);
            return GO_ON;
        };
        let Some(op) = op.map(str::to_owned) else {
            self.session.take_back();
            return GO_ON;
        };
        match Command::Undo(Undo::of(op)).run(self.desk) {
            Ok(reply) => {
                self.session.take_back();
                self.said.push(Said::Done(Box::new(reply)));
            }
            Err(error) => {
                // Taken back already, from elsewhere: then only the session didn't know.
                if let Some(Refusal::On(Topic::Change(ChangeRefusal::NothingToUndo { .. }))) =
                    error.downcast_ref()
                {
                    self.session.take_back();
                }
                self.said.push(Said::Failed(error));
            }
        }
        GO_ON
    }

    pub(super) fn open(&mut self, uri: Result<String, NoWay>) -> Flow {
        self.said.push(match uri {
            Err(no) => Said::NoWay(no),
            Ok(uri) => {
                let opener = self.desk.user.opener.as_deref();
                match self.desk.person.open(&uri, opener) {
                    Ok(()) => Said::Opened(uri),
                    Err(error) => Said::Failed(error),
                }
            }
        });
        GO_ON
    }
}

/// A text that says something. A lone `-` does not, and a command would read it as the sign for
/// standard input.
fn something(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !matches!(*text, "" | "-"))
}
