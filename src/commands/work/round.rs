//! A session under way: which dossier is on the desk, and what the key that is pressed begins. What
//! comes of it is in [`super::deeds`].

use std::ops::ControlFlow;

use anyhow::Result;
use chrono::NaiveDate;

use super::deeds::{COMPLAINT, NOTE, PROMISE};
use super::{Key, Pressed, Said, Screen, Sight};
use crate::binder::form::Forms;
use crate::binder::reach;
use crate::binder::session::{Fate, Session, Step};
use crate::binder::{Line, Outcome, Place, Refusal};
use crate::commands::{Desk, Shown};

/// Whether the session goes on.
pub(super) type Flow = Result<ControlFlow<()>>;

pub(super) const GO_ON: Flow = Ok(ControlFlow::Continue(()));
pub(super) const LEAVE: Flow = Ok(ControlFlow::Break(()));

/// A session under way.
pub(super) struct Round<'a> {
    lines: &'a [Line],
    pub(super) date: NaiveDate,
    pub(super) desk: &'a Desk<'a>,
    pub(super) screen: Box<dyn Screen + 'a>,
    pub(super) session: Session,
    pub(super) said: Vec<Said>,
    /// The client whose whole history is to be seen.
    whole: Option<usize>,
    /// The own forms.
    pub(super) forms: Forms,
    /// What can be done with a dossier: what needs forms only where there are any.
    keys: Vec<Key>,
    /// What was typed and could not be written down.
    unwritten: Option<Unwritten>,
}

/// A text that could not be written down.
struct Unwritten {
    client: String,
    label: &'static str,
    text: String,
}

impl<'a> Round<'a> {
    pub(super) fn new(
        lines: &'a [Line],
        date: NaiveDate,
        desk: &'a Desk<'a>,
        screen: Box<dyn Screen + 'a>,
        forms: Forms,
    ) -> Self {
        let keys = Key::OF_A_DOSSIER.iter().copied();
        let keys = keys.filter(|key| *key != Key::Form || !forms.all.is_empty());
        Self {
            session: Session::of(lines.len()),
            lines,
            date,
            desk,
            screen,
            said: Vec::new(),
            whole: None,
            keys: keys.collect(),
            forms,
            unwritten: None,
        }
    }

    /// Keeps an answer that could not be written down, for when the same is asked again.
    pub(super) fn keep(&mut self, shown: &Shown, label: &'static str, text: String) {
        let client = shown.line.client.clone();
        self.unwritten = Some(Unwritten {
            client,
            label,
            text,
        });
    }

    /// What was answered to this question about this client and could not be written down.
    pub(super) fn kept(&mut self, shown: &Shown, label: &str) -> String {
        let asked = |kept: &mut Unwritten| kept.client == shown.line.client && kept.label == label;
        let kept = self.unwritten.take_if(asked);
        kept.map_or(String::new(), |kept| kept.text)
    }

    /// Goes through the clients until all had their turn, or the session is left.
    pub(super) fn go(mut self) -> Result<Session> {
        loop {
            let flow = match self.next() {
                Some(shown) => self.at(&shown)?,
                None => self.at_the_end()?,
            };
            if flow.is_break() {
                return Ok(self.session);
            }
        }
    }

    /// The next dossier, read only now. Those that somebody took away meanwhile are passed over.
    fn next(&mut self) -> Option<Shown> {
        while let Some(client) = self.session.client() {
            match self.look(client) {
                Ok(Some(shown)) => return Some(shown),
                Ok(None) => self.said.push(Said::Away(self.lines[client].name.clone())),
                Err(error) => self.said.push(Said::Failed(error)),
            }
            self.session.pass_over();
        }
        None
    }

    /// The dossier of a client as it is now, if it still stands behind the session's day.
    fn look(&self, client: usize) -> Result<Option<Shown>> {
        let slug = &self.lines[client].client;
        let found = match self.desk.find(slug) {
            Ok((found, _)) => found,
            Err(error) => match error.downcast_ref() {
                Some(Refusal::UnknownClient { .. } | Refusal::AmbiguousClient { .. }) => {
                    return Ok(None);
                }
                _ => return Err(error),
            },
        };
        let dossier = found.dossier;
        let is_here = found.spots.iter().any(|spot| spot.slug == *slug)
            && dossier.manager() == self.desk.manager
            && self.is_due(dossier.place());
        if !is_here {
            return Ok(None);
        }
        let mut line = Line::of(slug, &dossier, self.desk.seen());
        line.callable = self.desk.callable(dossier.fields());
        Ok(Some(Shown {
            forms: self.forms.on_card(&dossier, self.desk.today),
            line,
            all: self.whole == Some(client),
            dossier,
        }))
    }

    pub(super) fn is_due(&self, place: Place) -> bool {
        place.counts_on(self.date, self.date)
    }

    /// Whether somebody else has changed a dossier since it was shown.
    pub(super) fn is_changed(&self, shown: &Shown) -> Result<bool> {
        let now = match self.session.client() {
            Some(client) => self.look(client)?,
            None => None,
        };
        Ok(now.is_none_or(|now| now.dossier != shown.dossier))
    }

    /// Shows a dossier, and does what the key says that is pressed.
    fn at(&mut self, shown: &Shown) -> Flow {
        let key = match self.pressed(Some(shown), &self.keys.clone())? {
            Ok(key) => key,
            Err(flow) => return Ok(flow),
        };
        match key {
            Key::Quit => return LEAVE,
            Key::Undo => return self.undo(),
            Key::Skip => {
                self.session.take(Step::Skipped, None, false);
                return GO_ON;
            }
            Key::History => {
                let client = self.session.client();
                self.whole = client.filter(|_| !shown.all);
                return GO_ON;
            }
            _ => {}
        }
        // What is decided is decided about what is seen.
        match self.is_changed(shown) {
            Ok(false) => {}
            Ok(true) => {
                self.said.push(Said::Changed(shown.line.name.clone()));
                return GO_ON;
            }
            Err(error) => {
                self.said.push(Said::Failed(error));
                return GO_ON;
            }
        }
        match key {
            Key::Reached => self.talk(shown, Outcome::Reached, None),
            Key::Mood => self.talk_in_a_mood(shown),
            Key::NoAnswer => self.talk(shown, Outcome::NoAnswer, None),
            Key::LeftMessage => self.talk(shown, Outcome::LeftMessage, None),
            Key::Note => self.note(shown, &NOTE),
            Key::Promise => self.note(shown, &PROMISE),
            Key::Complaint => self.note(shown, &COMPLAINT),
            Key::Form => self.fill_in(shown),
            Key::Move => self.refile(shown),
            Key::Close => self.close(shown),
            Key::Dial => self.open(reach::dial(&shown.dossier)),
            Key::Letter => self.letter(shown),
            _ => GO_ON,
        }
    }

    /// All had their turn: what was done last can still be taken back.
    fn at_the_end(&mut self) -> Flow {
        match self.pressed(None, Key::OF_THE_END)? {
            Ok(Key::Undo) => self.undo(),
            Ok(_) => LEAVE,
            Err(flow) => Ok(flow),
        }
    }

    /// The key that is pressed, or whether the session goes on without one.
    pub(super) fn pressed(
        &mut self,
        shown: Option<&Shown>,
        keys: &[Key],
    ) -> Result<Result<Key, ControlFlow<()>>> {
        let sight = sight(self.desk, self.date, &self.session, &self.said, shown, keys);
        let pressed = self.screen.choose(&sight)?;
        self.said.clear();
        Ok(match pressed {
            Pressed::Left => Err(ControlFlow::Break(())),
            Pressed::Back => Err(ControlFlow::Continue(())),
            Pressed::Letter(letter) => Key::among(keys, letter).ok_or_else(|| {
                self.said.push(Said::NoKey(letter));
                ControlFlow::Continue(())
            }),
        })
    }
}

/// What is on the screen now.
pub(super) fn sight<'s>(
    desk: &'s Desk<'_>,
    date: NaiveDate,
    session: &Session,
    said: &'s [Said],
    shown: Option<&'s Shown>,
    keys: &'s [Key],
) -> Sight<'s> {
    let look = desk.store.look().ok().flatten();
    // A day that can't be counted is no reason to stop calling.
    let load = look.and_then(|look| Some(look.load(&desk.manager, date, desk.today).ok()?.sum()));
    let fates = session.fates();
    let count = |fate| fates.iter().filter(|became| **became == Some(fate)).count();
    Sight {
        manager: &desk.manager,
        date,
        today: desk.today,
        shown,
        number: session.number(),
        reached: count(Fate::Reached),
        not_reached: count(Fate::NotReached),
        load: load.unwrap_or_default(),
        capacity: desk.capacity(),
        said,
        keys,
    }
}
