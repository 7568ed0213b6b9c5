//! Who of those who come is known: in the store, or from further up in the files. The store is gone
//! through once, whatever the number of either.

use std::collections::HashMap;

use anyhow::Result;
use uuid::Uuid;

use super::reading::{Coming, What};
use crate::binder::Place;
use crate::binder::acquaintance::{Tie, Traits};
use crate::store::{BadFile, Found, Shelves, Spot, id_at_the_beginning};

/// How many of those with one trait are looked at: of a switchboard's number nothing is told, and
/// everybody has other traits too.
const LOOKED_AT: usize = 64;

/// Somebody who comes, by one or by several rows.
pub(super) struct Newcomer {
    /// Which of those who come these are, in the order of the files.
    pub(super) rows: Vec<usize>,
    /// Who it is in the store.
    pub(super) known: Option<Known>,
    /// Who it may be there, as they are typed, if it can't be told which: nothing is added to any.
    pub(super) several: Vec<String>,
    /// Whose phone it is too, by name.
    pub(super) same_phone: Option<String>,
}

/// Somebody who is in the store.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) id: Uuid,
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) manager: String,
    pub(super) spots: Vec<Spot>,
    /// The adding was taken back: hidden from everybody until the client comes in again.
    pub(super) is_gone: bool,
}

impl Newcomer {
    /// Whether nobody knows the client, or nobody any more.
    pub(super) fn is_new(&self) -> bool {
        self.several.is_empty() && self.known.as_ref().is_none_or(|known| known.is_gone)
    }
}

/// Somebody in the store, with whom of those who come it may be.
struct Met {
    known: Known,
    ties: Vec<(usize, Tie)>,
}

/// Those who come, to be found by what they have in common with others.
#[derive(Default)]
struct Index {
    by_key: HashMap<String, Vec<usize>>,
    by_id: HashMap<Uuid, Vec<usize>>,
}

impl Index {
    fn put(&mut self, number: usize, coming: &Coming, traits: &Traits) {
        for key in traits.keys() {
            let alike = self.by_key.entry(key).or_default();
            if alike.len() < LOOKED_AT {
                alike.push(number);
            }
        }
        if let What::Whole(whole) = &coming.what {
            self.by_id.entry(whole.id).or_default().push(number);
        }
    }

    /// Who of them has something in common, each once.
    fn alike(&self, traits: &Traits) -> Vec<usize> {
        let keys = traits.keys().filter_map(|key| self.by_key.get(&key));
        let mut alike: Vec<usize> = keys.flatten().copied().collect();
        alike.sort_unstable();
        alike.dedup();
        alike
    }
}

/// Tells who of those who come is who, with the files that can't be read: somebody may be in one.
///
/// # Errors
/// A folder that can't be read.
pub(super) fn who_is_who(
    coming: &[Coming],
    shelves: Option<&Shelves>,
) -> Result<(Vec<Newcomer>, Vec<BadFile>)> {
    let traits: Vec<Traits> = coming.iter().map(|one| Traits::of(one.fields())).collect();
    let mut index = Index::default();
    for (number, (one, traits)) in coming.iter().zip(&traits).enumerate() {
        index.put(number, one, traits);
    }
    let (met, unreadable) = match shelves {
        Some(shelves) => meet(&index, coming, &traits, shelves)?,
        None => Default::default(),
    };
    let mut ties: Vec<Vec<(Tie, usize)>> = vec![Vec::new(); coming.len()];
    for (who, met) in met.iter().enumerate() {
        for (number, tie) in &met.ties {
            ties[*number].push((*tie, who));
        }
    }
    let mut gathering = Gathering::default();
    for (number, ties) in ties.into_iter().enumerate() {
        gathering.take(number, &ties, &met, coming, &traits);
    }
    Ok((gathering.newcomers, unreadable))
}

/// Goes through the store, and gives those who have something in common with somebody who comes.
fn meet(
    index: &Index,
    coming: &[Coming],
    traits: &[Traits],
    shelves: &Shelves,
) -> Result<(Vec<Met>, Vec<BadFile>)> {
    let fitting = |known: &Traits| -> Vec<(usize, Tie)> {
        let alike = index.alike(known).into_iter();
        alike
            .filter_map(|number| Some((number, known.tie(&traits[number])?)))
            .collect()
    };
    let may_fit = |bytes: &[u8]| {
        let id = id_at_the_beginning(bytes);
        let is_of_id = id.is_none_or(|id| index.by_id.contains_key(&id));
        is_of_id || Traits::at_a_glance(bytes).is_none_or(|known| !fitting(&known).is_empty())
    };
    let take = |found: &Found| {
        let id = found.dossier.id();
        let is_gone = found.dossier.place() == Place::Gone;
        let mut ties = fitting(&Traits::of_dossier(&found.dossier));
        if is_gone {
            // A whole dossier comes back to none but itself.
            ties.retain(|(number, tie)| tie.is_same() && coming[*number].told().is_some());
        }
        let same = index.by_id.get(&id).into_iter().flatten();
        ties.extend(same.map(|number| (*number, Tie::Uid)));
        let known = Known {
            id,
            slug: found.slug().to_owned(),
            name: found.dossier.name().to_owned(),
            manager: found.dossier.manager().to_owned(),
            spots: found.spots.clone(),
            is_gone,
        };
        (!ties.is_empty()).then_some(Met { known, ties })
    };
    let searched = shelves.search_all(&shelves.binders()?, |_| true, may_fit, take)?;
    Ok((searched.taken, searched.unreadable))
}

/// Those who come, put together row by row.
#[derive(Default)]
struct Gathering {
    newcomers: Vec<Newcomer>,
    /// Which of the newcomers each row is.
    owners: Vec<usize>,
    by_id: HashMap<Uuid, usize>,
    before: Index,
}

impl Gathering {
    fn take(
        &mut self,
        number: usize,
        ties: &[(Tie, usize)],
        met: &[Met],
        coming: &[Coming],
        traits: &[Traits],
    ) {
        // Who is gone is nobody, until it is known that nobody else is meant.
        let is_whole = coming[number].told().is_none();
        let (gone, ties): (Vec<_>, Vec<_>) = ties
            .iter()
            .partition(|(_, who)| met[*who].known.is_gone && !is_whole);
        let best = ties.iter().map(|(tie, _)| *tie).max();
        let same = ties
            .iter()
            .filter(|(tie, _)| Some(*tie) == best && tie.is_same());
        let mut same: Vec<&Known> = same.map(|(_, who)| &met[*who].known).collect();
        same.dedup_by_key(|known| known.id);
        let owner = match same.as_slice() {
            [] => self.earlier(number, coming, traits),
            [one] => self.by_id.get(&one.id).copied(),
            _ => None,
        };
        let owner = owner.unwrap_or_else(|| {
            let other = ties.iter().find(|(tie, _)| *tie == Tie::OnlyPhone);
            let is_new = same.is_empty();
            let newcomer = Newcomer {
                rows: Vec::new(),
                known: match same.as_slice() {
                    [] => self.comes_back(&gone, met).cloned(),
                    [one] => Some((*one).clone()),
                    _ => None,
                },
                several: match same.as_slice() {
                    [_, _, ..] => same.iter().map(|known| known.slug.clone()).collect(),
                    _ => Vec::new(),
                },
                same_phone: other
                    .filter(|_| is_new)
                    .map(|(_, who)| met[*who].known.name.clone()),
            };
            self.newcomers.push(newcomer);
            self.newcomers.len() - 1
        });
        let newcomer = &mut self.newcomers[owner];
        newcomer.rows.push(number);
        if let Some(known) = &newcomer.known {
            self.by_id.insert(known.id, owner);
        }
        self.owners.push(owner);
        self.before.put(number, &coming[number], &traits[number]);
    }

    /// Who of those who are gone it most likely is, and nobody further up in the files.
    fn comes_back<'a>(&self, gone: &[(Tie, usize)], met: &'a [Met]) -> Option<&'a Known> {
        let free = gone
            .iter()
            .filter(|(_, who)| !self.by_id.contains_key(&met[*who].known.id));
        let best = free.max_by_key(|(tie, who)| (*tie, std::cmp::Reverse(*who)))?;
        Some(&met[best.1].known)
    }

    /// Who further up in the files it is. Whole dossiers are two if they have two ids.
    fn earlier(&self, number: usize, coming: &[Coming], traits: &[Traits]) -> Option<usize> {
        if let What::Whole(whole) = &coming[number].what {
            let same = self.before.by_id.get(&whole.id)?;
            return same.first().map(|first| self.owners[*first]);
        }
        let alike = self.before.alike(&traits[number]).into_iter();
        let cards = alike.filter(|earlier| coming[*earlier].told().is_some());
        let ties = cards.filter_map(|earlier| {
            let tie = traits[earlier].tie(&traits[number])?;
            tie.is_same().then_some((tie, earlier))
        });
        // Of several who are as likely, the first.
        let best = ties.max_by_key(|(tie, earlier)| (*tie, std::cmp::Reverse(*earlier)));
        best.map(|(_, earlier)| self.owners[earlier])
    }
}
