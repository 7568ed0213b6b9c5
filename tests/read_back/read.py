"""Reads an export with programs of others, and prints what they make of it as JSON.

Run by tests/read_back: read.py vcard FILE, read.py ics FILE.
"""

import json
import sys


def vcards(text):
    import vobject

    for card in vobject.readComponents(text):
        every = lambda name: card.contents.get(name, [])
        first = lambda name: every(name)[0] if every(name) else None
        birthday = first("bday")
        yield {
            "uid": card.uid.value,
            "version": card.version.value,
            "name": card.fn.value,
            "given": card.n.value.given,
            "company": first("org") and first("org").value[0],
            "position": first("title") and first("title").value,
            "address": first("adr") and first("adr").value.street,
            "phones": [phone.value for phone in every("tel")],
            "types": [sorted(kind.lower() for kind in phone.params.get("TYPE", [])) for phone in every("tel")],
            "emails": [email.value for email in every("email")],
            "birthday": birthday and birthday.value,
            "omitted": birthday and birthday.params.get("X-APPLE-OMIT-YEAR", [None])[0],
            "tags": [tag for tags in every("categories") for tag in tags.value],
            "note": first("note") and first("note").value,
        }


def events(text):
    from icalendar import Calendar

    calendar = Calendar.from_ical(text)
    assert not calendar.errors, calendar.errors
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        yield {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]) if "DESCRIPTION" in event else None,
            "start": event["DTSTART"].dt.isoformat(),
            "end": event["DTEND"].dt.isoformat(),
            "alarms": [str(alarm["TRIGGER"].dt) for alarm in event.walk("VALARM")],
        }


kind, path = sys.argv[1:]
with open(path, "rb") as file:
    for line in file.read().split(b"\r\n"):
        # RFC 5545 and 6350: no line is longer, and none is cut within a character.
        assert len(line) <= 75, line
        line.decode("utf-8")
# As it is on disk: no line end is translated.
with open(path, encoding="utf-8", newline="") as file:
    read = {"vcard": vcards, "ics": events}[kind](file.read())
    json.dump(list(read), sys.stdout)
