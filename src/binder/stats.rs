//! Looking back on a time: what is counted, in rows by week, by stage and the like, and what stands
//! today. Each measure is defined in [`super::measure`].

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::measure::{By, Figure, Key, Mark, Measure, Number, Part, Ranks, Tally, Told};
use super::period::{Period, monday};
use super::team::Member;
use super::{Calendar, Place};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Of which days.
    pub period: Period,
    /// What there is a row for; one row of all, if nothing is said.
    pub by: Option<By>,
    /// Whose binder is asked about; every one, if nobody's.
    pub manager: Option<String>,
    /// Today.
    pub today: NaiveDate,
    /// The stages, in order.
    pub stages: Vec<String>,
}

/// What a manager can do.
#[derive(Clone, Debug)]
pub struct Seat {
    /// The manager.
    pub manager: String,
    /// How many dossiers a day.
    pub capacity: usize,
    /// On which days.
    pub calendar: Calendar,
}

/// What was counted.
#[derive(Clone, Debug)]
pub struct Stats {
    /// Of which days.
    pub period: Period,
    /// What there is a row for.
    pub by: Option<By>,
    /// Whose binder it is; every one's, if nobody's.
    pub manager: Option<String>,
    /// The rows, by manager, then in their order.
    pub rows: Vec<Row>,
    /// All of them together.
    pub total: Row,
    /// The contacts of each week of the period, the weeks before the first left out.
    pub weeks: Vec<(NaiveDate, i64)>,
    /// The clients at each stage today, in the order of the stages; none where it was asked by
    /// something that has nothing to do with them.
    pub stages: Vec<Row>,
    /// What stands ahead, for each manager.
    pub ahead: Vec<Member>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whose binder it tells of; several, if nobody's.
    pub manager: Option<String>,
    /// What it tells of.
    pub key: Key,
    /// What was counted.
    pub tally: Tally,
    by: Option<By>,
}

impl Row {
    /// What a measure comes to; nothing where the row can't tell.
    #[must_use]
    pub fn value(&self, measure: &Measure) -> Option<Number> {
        let tells = self.by.is_none_or(|by| by.tells(measure.topic));
        tells.then(|| measure.value(&self.tally)).flatten()
    }
}

impl Stats {
    /// What the dossiers say. `seats` has every manager who is asked about.
    #[must_use]
    pub fn of(question: &Question, told: &[Told], seats: &[Seat]) -> Self {
        let (by, until) = (question.by, question.period.until);
        let mut counts = Counts::new(question);
        counts.add(told);
        let ahead = ahead(told, seats, question.today);
        for member in &ahead {
            counts.add_ahead(member);
        }
        let Counts {
            mut tallies,
            stages,
            weeks,
            ..
        } = counts;
        fill_gaps(&mut tallies, until);
        let total = tallies.values().fold(Tally::default(), |mut total, tally| {
            total.add_all(tally);
            total
        });
        let row = |manager, key, tally| Row {
            manager,
            key,
            tally,
            by,
        };
        let rows = tallies.into_iter();
        let stages = stages.into_iter();
        Self {
            period: question.period,
            by,
            manager: question.manager.clone(),
            rows: rows
                .map(|((manager, key), tally)| row(Some(manager), key, tally))
                .collect(),
            total: row(question.manager.clone(), Key::All, total),
            weeks: without_gaps(&weeks, until),
            stages: stages
                .map(|(key, tally)| row(question.manager.clone(), key, tally))
                .collect(),
            ahead,
        }
    }
}

/// The counts of each row as they grow.
struct Counts<'a> {
    question: &'a Question,
    ranks: Ranks,
    tallies: BTreeMap<(String, Key), Tally>,
    stages: BTreeMap<Key, Tally>,
    weeks: BTreeMap<NaiveDate, i64>,
}

impl<'a> Counts<'a> {
    fn new(question: &'a Question) -> Self {
        Self {
            question,
            ranks: Ranks::new(&question.stages),
            tallies: BTreeMap::new(),
            stages: BTreeMap::new(),
            weeks: BTreeMap::new(),
        }
    }

    /// Adds what the dossiers say.
    fn add(&mut self, told: &[Told]) {
        // Of thousands of dossiers there are a few managers and stages: each is a row's name once.
        let mut groups: BTreeMap<(&str, Option<&str>), Vec<&Part>> = BTreeMap::new();
        for told in told {
            for part in &told.parts {
                let manager = part.elsewhere.as_ref().unwrap_or(&told.manager);
                let asked = self.question.manager.as_ref();
                if asked.is_none_or(|asked| asked == manager) {
                    let group = (manager.as_str(), part.label.as_deref());
                    groups.entry(group).or_default().push(part);
                }
            }
        }
        for ((manager, label), parts) in groups {
            self.add_rows(manager, label, &parts);
            self.add_weeks(&parts);
            self.add_stage(manager, label, &parts);
        }
    }

    fn add_rows(&mut self, manager: &str, label: Option<&str>, parts: &[&Part]) {
        let by = self.question.by;
        // Only weeks and months tell one day from another.
        let by_day = matches!(by, Some(By::Week | By::Month));
        let same_row = |one: &Mark, other: &Mark| !by_day || one.day == other.day;
        let mut rows: BTreeMap<Option<NaiveDate>, Tally> = BTreeMap::new();
        for marks in parts.iter().flat_map(|part| part.marks.chunk_by(same_row)) {
            let day = by_day.then(|| marks[0].day);
            add(rows.entry(day).or_default(), marks);
        }
        for (day, row) in rows {
            let day = day.unwrap_or(self.question.today);
            let key = self.ranks.key(by, day, manager, label);
            let tally = self.tallies.entry((manager.to_owned(), key)).or_default();
            tally.add_all(&row);
        }
    }

    fn add_weeks(&mut self, parts: &[&Part]) {
        let marks = parts.iter().flat_map(|part| &part.marks);
        for mark in marks.filter(|mark| mark.figure == Figure::Contacts) {
            *self.weeks.entry(monday(mark.day)).or_default() += mark.amount;
        }
    }

    /// Adds what was at the stage at which clients are today, where it is asked about that.
    fn add_stage(&mut self, manager: &str, label: Option<&str>, parts: &[&Part]) {
        let is_client = |mark: &Mark| mark.figure == Figure::Clients;
        let has_client = |part: &&&Part| part.marks.iter().any(is_client);
        let there: Vec<&&Part> = parts.iter().filter(has_client).collect();
        if there.is_empty() || !self.has_stages() {
            return;
        }
        let today = self.question.today;
        let key = self.ranks.key(Some(By::Stage), today, manager, label);
        let stage = self.stages.entry(key).or_default();
        for part in there {
            add(stage, &part.marks);
        }
    }

    /// Whether marks say at which stage the client was.
    fn has_stages(&self) -> bool {
        matches!(self.question.by, None | Some(By::Manager | By::Stage))
    }

    /// Adds what stands ahead of a manager, where there is a row for it.
    fn add_ahead(&mut self, member: &Member) {
        let by = self.question.by;
        if by.is_some_and(|by| by != By::Manager) {
            return;
        }
        let key = self
            .ranks
            .key(by, self.question.today, &member.manager, None);
        let tally = self
            .tallies
            .entry((member.manager.clone(), key))
            .or_default();
        let days = member.next_days.len();
        let load: usize = member.next_days.iter().map(|(_, load)| load).sum();
        for (figure, amount) in [
            (Figure::Overdue, member.overdue),
            (Figure::Today, member.today),
            (Figure::Ahead, load),
            (Figure::Room, days.saturating_mul(member.capacity)),
        ] {
            tally.add(figure, i64::try_from(amount).unwrap_or(i64::MAX));
        }
    }
}

/// Adds marks to what was counted.
fn add(tally: &mut Tally, marks: &[Mark]) {
    for mark in marks {
        tally.add(mark.figure, mark.amount);
    }
}

/// What stands ahead of each manager.
fn ahead(told: &[Told], seats: &[Seat], today: NaiveDate) -> Vec<Member> {
    let mut loads: HashMap<&str, BTreeMap<Place, usize>> = HashMap::new();
    for told in told {
        let places = loads.entry(told.manager.as_str()).or_default();
        *places.entry(told.place).or_default() += 1;
    }
    let seats = seats.iter();
    let members = seats.map(|seat| {
        let loads = loads.remove(seat.manager.as_str()).unwrap_or_default();
        let loads: Vec<(Place, usize)> = loads.into_iter().collect();
        Member::of(&seat.manager, seat.capacity, &loads, today, &seat.calendar)
    });
    members.collect()
}

/// Puts in the weeks and the months in which there was nothing, from each manager's first on: they
/// are as good a measure as any other.
fn fill_gaps(tallies: &mut BTreeMap<(String, Key), Tally>, until: NaiveDate) {
    let mut firsts: BTreeMap<String, Key> = BTreeMap::new();
    for (manager, key) in tallies.keys() {
        firsts.entry(manager.clone()).or_insert_with(|| key.clone());
    }
    for (manager, first) in firsts {
        let mut next = first.next();
        while let Some(key) = next.filter(|key| key.begins_by(until)) {
            next = key.next();
            tallies.entry((manager.clone(), key)).or_default();
        }
    }
}

/// The weeks with those in which there was nothing.
fn without_gaps(weeks: &BTreeMap<NaiveDate, i64>, until: NaiveDate) -> Vec<(NaiveDate, i64)> {
    let Some((first, _)) = weeks.first_key_value() else {
        return Vec::new();
    };
    let mondays = first.iter_weeks().take_while(|monday| *monday <= until);
    mondays
        .map(|monday| (monday, weeks.get(&monday).copied().unwrap_or_default()))
        .collect()
}
