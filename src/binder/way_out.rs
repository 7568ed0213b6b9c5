//! The way out of each refusal: what to type instead.

use super::lookup::nearest;
use super::said_back::listed;
use super::{Candidate, Refusal};

impl Refusal {
    /// The way out: what to type instead, in one line.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Refusal::EmptyName => "say who it is: tickler add \"Ivan Ivanov\"".to_owned(),
            Refusal::LongName { .. } => {
                "put the name here, and the rest into a note: tickler note CLIENT TEXT".to_owned()
            }
            Refusal::EmptyText => "say what to write down: tickler note CLIENT TEXT".to_owned(),
            Refusal::NothingSought => "say what to look for: tickler find estimate".to_owned(),
            Refusal::NotUtf8 { .. } => {
                "convert it first, as with: iconv -f windows-1251 -t utf-8".to_owned()
            }
            Refusal::UnknownClient { .. }
            | Refusal::AmbiguousClient { .. }
            | Refusal::LikelyDuplicate { .. } => self.whom_hint(),
            Refusal::NoBinder { manager, known } => {
                let open = format!("open one: tickler config --manager {manager} --new");
                match nearest_manager(manager, known) {
                    Some(first) => format!("{open}; or work in another: --as {first}"),
                    None => open,
                }
            }
            Refusal::ManagerName { .. } => {
                "letters, digits, - and _ do, at most 64 of them, but no name that Windows keeps \
                 for itself, such as con: --as anna"
                    .to_owned()
            }
            Refusal::NotEdited { key } => other_command(key).to_owned(),
            Refusal::ListKey { key } => list_hint(key),
            Refusal::NoSuchMember { list, known, .. } if known.is_empty() => list_hint(list),
            Refusal::NoEditor => "name one, as in EDITOR=nano tickler edit CLIENT; or do without: \
                                  tickler edit CLIENT --set stage=offer"
                .to_owned(),
            Refusal::BadDraft { .. } => {
                "begin again: tickler edit CLIENT; or do without an editor: \
                                         tickler edit CLIENT --set stage=offer"
                    .to_owned()
            }
            Refusal::UnknownKey { known, .. } if known.is_empty() => {
                "see what there is: tickler show CLIENT".to_owned()
            }
            Refusal::NoSuchMember { known, .. } | Refusal::UnknownKey { known, .. } => {
                format!("there are {}", listed(known, "and"))
            }
            Refusal::WrongValue { key, expected, .. } => format!("{key} is {expected}"),
            Refusal::On(topic) => topic.no().hint(),
            Refusal::About { client, refusal } => {
                let client = as_typed(client, "CLIENT");
                refusal.hint().replace("CLIENT", &client)
            }
            Refusal::NothingToDo { example } => format!("say what: {example}"),
            Refusal::NotConfirmed { .. } => {
                "see them first with --dry-run, then say --yes".to_owned()
            }
        }
    }
}

impl Refusal {
    /// The way out where it isn't clear who is meant.
    fn whom_hint(&self) -> String {
        match self {
            Refusal::UnknownClient { typed, nearest } if nearest.is_empty() => {
                let name = as_typed(typed, "NAME");
                format!("see who there is: tickler list; or add a client: tickler add {name}")
            }
            Refusal::UnknownClient { nearest, .. } => {
                format!("did you mean {}?", listed(nearest, "or"))
            }
            Refusal::AmbiguousClient { candidates, .. } => match typed_alone(candidates) {
                Some(one) => {
                    format!("type more of the name, or one of these as it stands, such as {one}")
                }
                None => "give each a name of its own: tickler check --repair".to_owned(),
            },
            Refusal::LikelyDuplicate { name, candidates } => {
                let first = candidates.first().map_or("", |one| &one.client);
                let name = as_typed(name, "NAME");
                format!(
                    "look first: tickler show {first}; if it is another client: tickler add {name} \
                     --anyway"
                )
            }
            _ => String::new(),
        }
    }

    /// The same, so that its hint names the client whom it is about.
    #[must_use]
    pub fn about(self, client: &str) -> Self {
        Self::About {
            client: client.to_owned(),
            refusal: Box::new(self),
        }
    }
}

/// What to do about a field that is not changed by edit.
fn other_command(key: &str) -> &'static str {
    match key {
        "place" => "move it: tickler move CLIENT --on fri",
        "manager" => "give it to a colleague: tickler assign CLIENT --to COLLEAGUE",
        "history" => "write into it: tickler note CLIENT TEXT",
        _ => "it never changes; a field is set with: tickler edit CLIENT --set stage=offer",
    }
}

/// How a field that holds several values is changed.
fn list_hint(key: &str) -> String {
    match key {
        "occasions" => {
            "one at a time: tickler edit CLIENT --add-occasion WHAT=DATE, or --remove-occasion WHAT"
                .to_owned()
        }
        "phones" | "emails" | "tags" => {
            let flag = key.trim_end_matches('s');
            format!("one at a time: tickler edit CLIENT --add-{flag} TEXT, or --remove-{flag} TEXT")
        }
        "fields" => {
            "set an own field by its own name: tickler edit CLIENT --set budget=12000".to_owned()
        }
        _ => "change it in an editor: tickler edit CLIENT".to_owned(),
    }
}

/// A word as it can be typed in a shell; `otherwise` for one that has to be thought about.
fn as_typed(word: &str, otherwise: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.+@".contains(c);
    if word.is_empty() || word.starts_with('-') || word.chars().count() > 60 {
        otherwise.to_owned()
    } else if word.chars().all(is_plain) {
        word.to_owned()
    } else if word
        .chars()
        .all(|c| is_plain(c) || " ,:;&()/#'".contains(c))
    {
        format!("\"{word}\"")
    } else {
        otherwise.to_owned()
    }
}

/// The first of several clients who is meant when the name beside it is typed.
fn typed_alone(candidates: &[Candidate]) -> Option<&str> {
    let mut names = candidates.iter().map(|one| one.client.as_str());
    names.find(|name| candidates.iter().filter(|one| one.client == *name).count() == 1)
}

/// The manager who is most likely meant.
#[must_use]
pub fn nearest_manager<'a>(typed: &str, known: &'a [String]) -> Option<&'a String> {
    let near = nearest(known.iter().map(String::as_str), typed);
    let near = known
        .iter()
        .find(|name| near.first() == Some(&name.as_str()));
    near.or(known.first())
}
