//! A letter on its way from a template into the papers of a dossier: filled, looked over in the
//! editor, kept. Nothing of it is stored before all of it can be.

use anyhow::{Context, Result};

use super::answer::{Answer, Deed, Remark, Reply};
use super::desk::{Beside, Desk};
use super::draft::DraftRemark;
use super::person::{Draft, WaysOut};
use super::send::Unwritten;
use crate::binder::money::Item;
use crate::binder::{Changes, DraftRefusal, Entry, Kind, Offer, Refusal, lookup, offer, paper};
use crate::exchange::letter::values::{self, Writing};
use crate::exchange::letter::{Fault, Flaw, Letter, Press, is_part};
use crate::store::{BadFile, Change, Found, PaperDraft, PutOff, Templates, Written};

/// What a letter is to be written from.
pub(super) struct Asked<'a> {
    /// The template.
    pub(super) template: Option<&'a str>,
    /// What is said for this letter alone.
    pub(super) set: &'a [(String, String)],
    /// What is offered or billed.
    pub(super) items: &'a [Item],
    /// It is looked over in an editor.
    pub(super) editing: bool,
}

/// A letter that is only shown.
#[derive(Clone, Debug)]
pub struct ShownLetter {
    /// The name by which the client is typed.
    pub client: String,
    /// The template.
    pub template: String,
    /// Its number.
    pub number: String,
    /// The letter.
    pub letter: Letter,
}

/// Shows a letter, and stores nothing.
pub(super) fn show(client: &str, asked: &Asked<'_>, desk: &Desk<'_>) -> Result<Reply> {
    let (found, beside) = desk.find(client)?;
    let shown = filled(&found, asked, desk)?;
    Ok(Reply::new(Answer::Letter(Box::new(shown))).beside(beside))
}

/// Writes a letter into the papers of a client's dossier, and that it was written into the history.
pub(super) fn keep(client: &str, asked: &Asked<'_>, desk: &Desk<'_>) -> Result<Reply> {
    let (found, beside) = desk.find(client)?;
    let shown = filled(&found, asked, desk)?;
    if !asked.editing {
        return store(&found, &shown, &shown.letter, beside, desk);
    }
    let (slug, template) = (found.slug(), &shown.template);
    let again = format!("tickler draft {slug} {template}");
    let ways = WaysOut {
        without: format!("{again} --no-edit"),
        again,
    };
    let then = |letter: &Letter| store(&found, &shown, letter, beside, desk);
    looked_over(&shown.letter, &shown.number, ways, "written", desk, then)
}

/// Has a letter looked over in the editor, in a file of this `name`, and does with it what is `then` to
/// be done. Where that fails the text is kept, and it is said that nothing was `done`, unless it was.
///
/// # Errors
/// An editor that fails; a letter that is none and is not to be edited again; what `then` says.
pub(super) fn looked_over<T>(
    letter: &Letter,
    name: &str,
    ways: WaysOut,
    done: &str,
    desk: &Desk<'_>,
    then: impl FnOnce(&Letter) -> Result<T>,
) -> Result<T> {
    let text = letter.to_markdown();
    let file = format!("{name}.md");
    let mut draft = desk.person.draft(&file, text.as_bytes(), ways)?;
    let title = &letter.front.title;
    let edited = edited(draft.as_mut(), title, desk).and_then(|letter| then(&letter));
    edited.map_err(|error| {
        if error.is::<PutOff>() {
            return error;
        }
        let nothing = (!error.is::<Unwritten>()).then(|| format!("nothing was {done}"));
        let kept = draft.keep();
        let kept = kept.map(|path| format!("your text is kept in {}", path.display()));
        let said: Vec<String> = nothing.into_iter().chain(kept).collect();
        if said.is_empty() {
            error
        } else {
            error.context(said.join(", and "))
        }
    })
}

/// Fills the template for a client.
///
/// # Errors
/// A [`DraftRefusal`]; templates that can't be read.
pub(super) fn filled(found: &Found, asked: &Asked<'_>, desk: &Desk<'_>) -> Result<ShownLetter> {
    let templates = desk.store.templates()?;
    let client = found.slug().to_owned();
    let Some(template) = asked.template else {
        let known = writable(&templates)?;
        return Err(refused(DraftRefusal::NoneNamed { client, known }));
    };
    let number = offer::next_number(&client, &found.dossier);
    let writing = Writing {
        client: &client,
        today: desk.today,
        number: &number,
        me: &desk.user.me,
        items: asked.items,
        set: asked.set,
        editing: asked.editing,
    };
    let values = values::values(&found.dossier, &writing);
    let number = match values.get("number").and_then(serde_json::Value::as_str) {
        Some(number) => number.to_owned(),
        None => number,
    };
    let filled = if is_part(template) {
        Ok(None)
    } else {
        press(&templates, desk).fill(template, &values)
    };
    let letter = filled.map_err(|flaw| refused(refusal(flaw, &values, &client)))?;
    let Some(letter) = letter else {
        let known = writable(&templates)?;
        let known = lookup::nearest_first(known.iter().map(String::as_str), template);
        let name = template.to_owned();
        return Err(refused(DraftRefusal::NoSuchTemplate { name, known }));
    };
    Ok(ShownLetter {
        client,
        template: template.to_owned(),
        number,
        letter,
    })
}

/// The press of a store.
pub(super) fn press(
    templates: &Templates,
    desk: &Desk<'_>,
) -> Press<impl Fn(&str) -> Result<Option<String>, String> + Clone + Send + Sync + 'static> {
    let templates = templates.clone();
    let load = move |name: &str| {
        let read = templates.read(name);
        read.map_err(|bad: BadFile| bad.why().to_owned())
    };
    Press::new(load, &desk.calendar())
}

/// The names of the templates of the store from which letters are written.
pub(super) fn names(desk: &Desk<'_>) -> Result<Vec<String>> {
    writable(&desk.store.templates()?)
}

/// The templates from which letters are written, not those that are only parts of others.
pub(super) fn writable(templates: &Templates) -> Result<Vec<String>> {
    let mut names = templates.names()?;
    names.retain(|name| !is_part(name));
    Ok(names)
}

/// What is wrong with a template, with the way out.
fn refusal(
    flaw: Flaw,
    values: &serde_json::Map<String, serde_json::Value>,
    client: &str,
) -> DraftRefusal {
    let (file, line) = (Templates::file_of(&flaw.name), flaw.line);
    match flaw.fault {
        Fault::Other(why) => DraftRefusal::BadTemplate { file, line, why },
        Fault::Missing(name) => DraftRefusal::Missing {
            nearest: nearest(&name, values),
            client: client.to_owned(),
            file,
            line,
            name,
        },
    }
}

/// The name that is nearest to one that nobody knows.
fn nearest(missing: &str, values: &serde_json::Map<String, serde_json::Value>) -> Option<String> {
    let near = |known: &mut dyn Iterator<Item = String>, name: &str| {
        let known: Vec<String> = known.collect();
        let is_known = known.iter().any(|known| known == name);
        let nearest = lookup::nearest(known.iter().map(String::as_str), name);
        nearest
            .first()
            .filter(|_| !is_known)
            .map(|name| (*name).to_owned())
    };
    match missing.split_once('.') {
        None => near(&mut values::names(values), missing),
        Some((of, member)) => {
            let members = values.get(of)?.as_object()?;
            let nearest = near(&mut members.keys().cloned(), member)?;
            Some(format!("{of}.{nearest}"))
        }
    }
}

/// The letter as it was saved in the editor. On a terminal it is opened again until it is one, if the
/// person wants that.
fn edited(draft: &mut dyn Draft, name: &str, desk: &Desk<'_>) -> Result<Letter> {
    loop {
        let saved = draft.edit(desk.user.editor.as_deref())?;
        let saved = String::from_utf8(saved).map_err(|_| "it is not UTF-8".to_owned());
        let refusal = match saved.and_then(|saved| Letter::read(&saved, name)) {
            Ok(letter) => return Ok(letter),
            Err(why) => Refusal::from(DraftRefusal::BadLetter { why }),
        };
        desk.person.tell(&format!("error: {refusal}"))?;
        if !desk.person.confirm("Edit it again?")? {
            return Err(refusal.into());
        }
    }
}

/// Keeps the letter as Markdown and as a page, and enters it in the history.
fn store(
    found: &Found,
    shown: &ShownLetter,
    letter: &Letter,
    beside: Beside,
    desk: &Desk<'_>,
) -> Result<Reply> {
    if let Some(until) = letter.front.valid.filter(|until| *until < desk.today) {
        let today = desk.today;
        return Err(refused(DraftRefusal::Passed { until, today }));
    }
    let (id, slug) = (found.dossier.id(), found.slug());
    let file = format!("{}-{}", shown.template, shown.number);
    let papers = desk.store.papers_for(id)?;
    let paper = |ending: &str, text: String| {
        let name = paper::name_of(&format!("{file}.{ending}")).map_err(Refusal::from)?;
        papers.copy(&name, desk.today, &mut text.as_bytes())
    };
    let drafted = [
        paper("md", letter.to_markdown())?,
        paper("html", letter.to_page())?,
    ];
    let (written, page) = desk.change("draft", |change| {
        let (found, _) = change.client(desk.lookup(slug))?;
        if found.dossier.id() != id {
            let (typed, nearest) = (slug.to_owned(), Vec::new());
            return Err(Refusal::UnknownClient { typed, nearest })
                .context("the dossier is not there any more");
        }
        write(change, found, drafted, shown, letter)
    })?;
    let listed = paper::listed(&written.dossier);
    let on_page = listed.iter().find(|one| {
        let kept = one.kept.as_ref();
        kept.is_some_and(|kept| kept.file == page)
    });
    let remark = DraftRemark::Written {
        title: letter.front.title.clone(),
        client: written.client.clone(),
        page: on_page.map(|one| one.n),
    };
    let reply = desk.answer(Deed::Drafted, &[written]).beside(beside);
    Ok(reply.remarking([Remark::Draft(remark)]))
}

/// The one entry of a letter, with its papers. Gives the file of the page.
fn write(
    change: &mut Change,
    found: Found,
    drafted: [PaperDraft; 2],
    shown: &ShownLetter,
    letter: &Letter,
) -> Result<(Written, String)> {
    let front = &letter.front;
    let mut changes = Changes::default();
    let mut page = String::new();
    for one in drafted {
        let kept = change.keep_paper(&found.dossier, one)?;
        kept.put_in(&mut changes);
        page = kept.file;
    }
    let kind = if front.is_offer() {
        let offer = Offer {
            number: Some(shown.number.clone()),
            title: front.title.clone(),
            amount: front.amount.clone(),
            valid_until: front.valid,
            made: Some(change.entry(Kind::Offer).at().date_naive()),
        };
        offer.put_in(&mut changes);
        Kind::Offer
    } else {
        Kind::Paper
    };
    let of_kind = (!front.is_offer()).then_some(front.kind.as_str());
    let entry: Entry = change
        .entry(kind)
        .with("text", front.title.as_str())
        .with("letter", of_kind)
        .with("number", shown.number.as_str())
        .with("amount", front.amount.as_deref())
        .with("valid_until", front.valid.map(|day| day.to_string()))
        .with("file", page.as_str())
        .changing(None, changes);
    Ok((change.put(found, entry), page))
}

fn refused(refusal: DraftRefusal) -> anyhow::Error {
    Refusal::from(refusal).into()
}
