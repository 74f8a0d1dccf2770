"""Reads the feeds and calendars of a built site with the libraries of others: Atom by feedparser, JSON Feed by its own rules,
calendars by icalendar. Told where the site is; prints what is wrong, and "N passed, M failed".
"""

import datetime
import json
import sys
from pathlib import Path

import feedparser
import icalendar


def read_atom(path):
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10" and feed.feed.id and feed.feed.title and feed.feed.updated_parsed
    assert feed.feed.language, "no language"
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    dates = [entry.published_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True), "the newest stands first"
    for entry in feed.entries:
        assert entry.title and entry.link.startswith("http") and entry.updated_parsed
    return ids


def read_json(path):
    feed = json.loads(path.read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["language"]
    for item in feed["items"]:
        assert item["id"] and item["url"].startswith("http") and "content_text" in item
        datetime.datetime.fromisoformat(item["date_published"].replace("Z", "+00:00"))
    assert [item["id"] for item in feed["items"]] == read_atom(path.with_name("feed.xml")), "not the items of Atom"


def read_calendar(path):
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n")) and b"\n" not in raw.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    events = calendar.walk("VEVENT")
    assert events, "no event"
    ids = [str(event["UID"]) for event in events]
    assert len(set(ids)) == len(ids)
    for event in events:
        first, after = event["DTSTART"].dt, event["DTEND"].dt
        assert type(first) is datetime.date and first < after, "whole days, whatever zone the reader is in"
        assert event["SUMMARY"] and int(event["SEQUENCE"]) >= 0 and event["DTSTAMP"].dt.tzinfo
        assert not event.errors, event.errors


def main(site):
    passed, failed = 0, 0
    files = [(path, read_atom) for path in site.rglob("feed.xml")]
    files += [(path, read_json) for path in site.rglob("feed.json")]
    files += [(path, read_calendar) for path in site.rglob("*.ics")]
    for path, reader in sorted(files, key=lambda found: found[0]):
        try:
            reader(path)
            passed += 1
        except Exception as problem:  # Whatever a reader does not take is what we want to know.
            failed += 1
            print(f"{path}: {type(problem).__name__}: {str(problem)[:300]}")
    assert passed + failed > 0, "nothing to follow"
    print(f"{passed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1])) else 0)
