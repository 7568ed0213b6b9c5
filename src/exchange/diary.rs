//! What is due, as a calendar to which a phone can subscribe (iCalendar, RFC 5545).
//!
//! A day is an event of the whole day, since most programs show to-dos of a calendar nowhere; a time
//! of day makes it an event of that time. What is overdue is today's, as in the binder: a phone shows
//! nobody last week. Times are in UTC, which needs no table of a zone's changes.

use std::fmt::Write;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use uuid::Uuid;

use super::content::Content;
use crate::binder::place::with_weekday;
use crate::binder::{ContactKind, Dossier, Entry, Moment, Occasion, Place, Work};

/// How often a program that has subscribed is to look again.
const REFRESH: &str = "PT1H";

/// The year in which an occasion begins whose first year is not known: one that has every day.
const SOME_YEAR: i32 = 2000;

/// How a calendar is made.
#[derive(Clone, Copy, Debug)]
pub struct Diary {
    /// Today, on which everything stands that is overdue.
    pub today: NaiveDate,
    /// A day and time of day as the moment it is here.
    pub here: fn(NaiveDateTime) -> Moment,
    /// Birthdays and other days of the year are wanted too.
    pub occasions: bool,
}

/// When something is due.
enum Due {
    AllDay(NaiveDate),
    At(DateTime<Utc>),
}

/// What the calendar begins with; `name` is that which a phone shows.
#[must_use]
pub fn beginning(name: &str) -> String {
    let mut content = Content::new();
    content.line("BEGIN", "VCALENDAR");
    content.line("VERSION", "2.0");
    content.line("PRODID", "-//tickler//tickler//EN");
    content.line("CALSCALE", "GREGORIAN");
    content.line("METHOD", "PUBLISH");
    content.say("NAME", name);
    content.say("X-WR-CALNAME", name);
    content.line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    content.line("X-PUBLISHED-TTL", REFRESH);
    content.into_text()
}

/// What the calendar ends with.
pub const END: &str = "END:VCALENDAR\r\n";

/// Whether a dossier stands behind a day, so that a calendar can show it.
#[must_use]
pub fn has_a_day(dossier: &Dossier) -> bool {
    matches!(dossier.place(), Place::Day(_))
}

impl Diary {
    /// The events of a dossier: what is due if [`has_a_day`], and its occasions if they are wanted.
    #[must_use]
    pub fn events(&self, dossier: &Dossier) -> String {
        let mut content = Content::new();
        if let Place::Day(day) = dossier.place() {
            self.due(&mut content, dossier, day);
        }
        if self.occasions {
            for occasion in dossier.occasions() {
                yearly(&mut content, dossier, &occasion);
            }
        }
        content.into_text()
    }

    fn due(&self, content: &mut Content, dossier: &Dossier, day: NaiveDate) {
        let due = self.when(dossier, day);
        let uid = format!("{}@tickler", dossier.id());
        begin(content, dossier, &uid);
        match due {
            Due::AllDay(day) => all_day(content, day),
            Due::At(from) => {
                content.line("DTSTART", &utc(from));
                content.line("DTEND", &utc(from + how_long(dossier.work())));
            }
        }
        let late = match (self.today - day).num_days() {
            1 => ", 1 day late".to_owned(),
            days if days > 1 => format!(", {days} days late"),
            _ => String::new(),
        };
        let summary = format!("{} {}{late}", verb(dossier.work()), who(dossier));
        content.say("SUMMARY", &summary);
        content.say("DESCRIPTION", &description(dossier));
        if is_at_the_clients(dossier.work())
            && let Some(address) = dossier.fields().text("address")
        {
            content.say("LOCATION", address);
        }
        if dossier.is_agreed() && matches!(due, Due::At(_)) {
            alarm(content, dossier, &summary);
        }
        content.line("END", "VEVENT");
    }

    fn when(&self, dossier: &Dossier, day: NaiveDate) -> Due {
        let time = dossier.time().filter(|_| day >= self.today);
        let at = time.map(|time| (self.here)(day.and_time(time)).to_utc());
        // At the end of the calendar the next zone's year has no name any more.
        let at = at.filter(|at| (1..9999).contains(&at.year()));
        at.map_or(Due::AllDay(day.max(self.today)), Due::At)
    }
}

/// The head of an event.
fn begin(content: &mut Content, dossier: &Dossier, uid: &str) {
    content.line("BEGIN", "VEVENT");
    content.line("UID", uid);
    // Of one state of the store there is one calendar, so no clock is asked.
    let last = dossier.history().last().map(Entry::at).unwrap_or_default();
    content.line("DTSTAMP", &utc(last.to_utc()));
    content.line("LAST-MODIFIED", &utc(last.to_utc()));
}

/// A whole day, at which one is not busy.
fn all_day(content: &mut Content, day: NaiveDate) {
    content.line("DTSTART;VALUE=DATE", &date(day));
    // The day on which it is over. Without one it lasts a day.
    if let Some(next) = day.succ_opt().filter(|next| next.year() <= 9999) {
        content.line("DTEND;VALUE=DATE", &date(next));
    }
    content.line("TRANSP", "TRANSPARENT");
}

fn alarm(content: &mut Content, dossier: &Dossier, summary: &str) {
    content.line("BEGIN", "VALARM");
    content.line("UID", &format!("{}-alarm@tickler", dossier.id()));
    content.line("ACTION", "DISPLAY");
    let before = if is_at_the_clients(dossier.work()) {
        "-PT1H"
    } else {
        "-PT15M"
    };
    content.line("TRIGGER", before);
    content.say("DESCRIPTION", summary);
    content.line("END", "VALARM");
}

/// An occasion, in every year from the first.
fn yearly(content: &mut Content, dossier: &Dossier, occasion: &Occasion) {
    let year = occasion.year.unwrap_or(SOME_YEAR);
    let Some(first) = occasion.day.in_year(year) else {
        return;
    };
    let text = occasion.to_string();
    let uid = Uuid::new_v5(&dossier.id(), text.as_bytes());
    begin(content, dossier, &format!("{uid}@tickler"));
    all_day(content, first);
    content.line(
        "RRULE",
        if occasion.day.to_string() == "02-29" {
            // In most years on the 28th, as in the binder.
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
        } else {
            "FREQ=YEARLY"
        },
    );
    let since = occasion
        .year
        .map_or_else(String::new, |year| format!(" ({year:04})"));
    content.say(
        "SUMMARY",
        &format!("{}: {}{since}", who(dossier), occasion.what),
    );
    content.line("END", "VEVENT");
}

/// `Ivan Ivanov (Romashka Ltd)`.
fn who(dossier: &Dossier) -> String {
    let name = dossier.name();
    match dossier.fields().text("company") {
        Some(company) => format!("{name} ({company})"),
        None => name.to_owned(),
    }
}

fn verb(work: Option<Work>) -> &'static str {
    match work {
        None | Some(Work::Contact(ContactKind::Call)) => "Call",
        Some(Work::Contact(ContactKind::Meeting)) => "Meet",
        Some(Work::Contact(ContactKind::Email)) => "E-mail to",
        Some(Work::Contact(ContactKind::Message)) => "Message to",
        Some(Work::Contact(ContactKind::Visit)) => "Visit",
        Some(Work::Contact(ContactKind::Letter)) => "Letter to",
        Some(Work::Other) => "For",
    }
}

fn is_at_the_clients(work: Option<Work>) -> bool {
    use ContactKind::{Meeting, Visit};
    matches!(work, Some(Work::Contact(Meeting | Visit)))
}

fn how_long(work: Option<Work>) -> TimeDelta {
    TimeDelta::minutes(if is_at_the_clients(work) { 60 } else { 30 })
}

/// Whom to call where, what about, and what was last.
fn description(dossier: &Dossier) -> String {
    let fields = dossier.fields();
    let reached_by = fields.texts("phones").chain(fields.texts("emails"));
    let mut lines: Vec<String> = fields
        .text("position")
        .into_iter()
        .map(str::to_owned)
        .collect();
    lines.extend(reached_by.map(str::to_owned));
    lines.extend(fields.text("next").map(|next| format!("Next: {next}")));
    lines.extend(dossier.last_contact().map(last));
    lines.join("\n")
}

/// `Last: Mon 2024-06-03, call, reached: Wants the estimate`.
fn last(entry: &Entry) -> String {
    let day = with_weekday(entry.moment().date_naive());
    let mut text = format!("Last: {day}, {}", entry.kind().name());
    if let Some(outcome) = entry.outcome() {
        // Writing to a string can't fail.
        let _ = write!(text, ", {}", outcome.name().replace('-', " "));
    }
    if let Some(said) = entry.text() {
        let _ = write!(text, ": {said}");
    }
    text
}

fn date(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn utc(moment: DateTime<Utc>) -> String {
    let time: NaiveTime = moment.time();
    format!("{}T{}Z", date(moment.date_naive()), time.format("%H%M%S"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Two hours before UTC.
    fn here(there: NaiveDateTime) -> Moment {
        let moment = there.and_utc() - TimeDelta::hours(2);
        let offset = chrono::FixedOffset::east_opt(7200).expect("an offset");
        moment.with_timezone(&offset)
    }

    fn dossier(more: &Value) -> Dossier {
        let mut value = json!({ "format": 1, "id": "01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11",
            "manager": "anna", "place": "2024-07-05", "name": "Ivan", "history": [
                { "op": "1", "at": "2024-06-10T01:30:00+02:00", "by": "anna", "kind": "add" },
                { "op": "2", "at": "2024-06-11T09:00:00+02:00", "by": "anna", "kind": "call",
                    "outcome": "no-answer", "text": "A; b,\nc" },
            ] });
        for (key, member) in more.as_object().into_iter().flatten() {
            value[key] = member.clone();
        }
        serde_json::from_value(value).expect("a dossier")
    }

    fn events(more: &Value, occasions: bool) -> String {
        let today = NaiveDate::from_ymd_opt(2024, 6, 13).expect("a day");
        let diary = Diary {
            today,
            here,
            occasions,
        };
        diary.events(&dossier(more)).replace("\r\n ", "")
    }

    /// The lines of its events, unfolded, but for those that every event has.
    fn lines(more: &Value, occasions: bool) -> Vec<String> {
        let text = events(more, occasions);
        let lines = text.lines().filter(|line| {
            let named = |name| line.starts_with(name);
            !["BEGIN:VE", "END:", "DTSTAMP", "LAST-M", "DESCR", "TRANSP"]
                .iter()
                .any(named)
        });
        lines.map(str::to_owned).collect()
    }

    const UID: &str = "UID:01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11@tickler";

    #[test]
    fn a_day_is_an_event_of_the_whole_day_and_what_is_late_is_todays() {
        let cases = [
            (json!({}), "20240705", "20240706", "Call Ivan"),
            (
                json!({ "place": "2024-12-31", "work": "visit", "company": "A, B" }),
                "20241231",
                "20250101",
                "Visit Ivan (A\\, B)",
            ),
            (
                json!({ "place": "2024-06-12", "time": "14:30", "agreed": true }),
                "20240613",
                "20240614",
                "Call Ivan\\, 1 day late",
            ),
            (
                json!({ "place": "2024-05-13", "work": "other" }),
                "20240613",
                "20240614",
                "For Ivan\\, 31 days late",
            ),
        ];
        for (more, start, end, summary) in cases {
            let expected = [
                UID.to_owned(),
                format!("DTSTART;VALUE=DATE:{start}"),
                format!("DTEND;VALUE=DATE:{end}"),
                format!("SUMMARY:{summary}"),
            ];
            assert_eq!(lines(&more, false), expected, "{more}");
        }
        for place in ["2024-07", "2024-05", "someday", "closed"] {
            assert_eq!(lines(&json!({ "place": place }), true), [""; 0], "{place}");
        }
        let last = lines(&json!({ "place": "9999-12-31", "time": "23:30" }), false);
        assert_eq!(
            last[1..3],
            ["DTSTART;VALUE=DATE:99991231", "SUMMARY:Call Ivan"]
        );
    }

    #[test]
    fn a_time_of_day_is_told_in_utc_and_an_agreed_one_has_an_alarm() {
        let timed = json!({ "time": "00:30", "work": "meeting", "address": "Street 1\nNida" });
        assert_eq!(
            lines(&timed, false),
            [
                UID,
                "DTSTART:20240704T223000Z",
                "DTEND:20240704T233000Z",
                "SUMMARY:Meet Ivan",
                "LOCATION:Street 1\\nNida",
            ]
        );
        let agreed = json!({ "time": "09:00", "agreed": true, "address": "Street 1" });
        assert_eq!(
            lines(&agreed, false)[1..],
            [
                "DTSTART:20240705T070000Z",
                "DTEND:20240705T073000Z",
                "SUMMARY:Call Ivan",
                "BEGIN:VALARM",
                "UID:01900f5e-6a3c-7cc2-9d6e-0f4e6ddc2a11-alarm@tickler",
                "ACTION:DISPLAY",
                "TRIGGER:-PT15M",
            ]
        );
    }

    #[test]
    fn an_event_says_whom_to_call_where_and_what_was_last() {
        let more = json!({ "position": "Head", "phones": ["mobile: +1"], "emails": ["a@b"],
            "next": "Ask" });
        let text = events(&more, false);
        let told = "DESCRIPTION:Head\\nmobile: +1\\na@b\\nNext: Ask\\nLast: Tue 2024-06-11\\, call\\, \
            no answer: A\\; b\\,\\nc\r\n";
        assert!(text.contains(told), "{text}");
        assert!(text.contains("DTSTAMP:20240611T070000Z\r\n"), "{text}");
    }

    #[test]
    fn occasions_come_every_year_if_they_are_wanted() {
        let more = json!({ "place": "someday",
            "occasions": ["birthday: 1980-02-29", "name day: --06-24", "odd"] });
        assert_eq!(lines(&more, false), [""; 0]);
        let lines = lines(&more, true);
        let told = lines.iter().filter(|line| !line.starts_with("UID"));
        assert!(told.eq([
            "DTSTART;VALUE=DATE:19800229",
            "DTEND;VALUE=DATE:19800301",
            "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
            "SUMMARY:Ivan: birthday (1980)",
            "DTSTART;VALUE=DATE:20000624",
            "DTEND;VALUE=DATE:20000625",
            "RRULE:FREQ=YEARLY",
            "SUMMARY:Ivan: name day",
        ]));
        assert_ne!(lines[0], lines[5]);
    }
}
