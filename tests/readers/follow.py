"""Reads the feeds and calendars of a built site with the libraries of others: Atom by feedparser, JSON Feed by its own rules,
calendars by icalendar, letters by `email`. Told where the site is; prints what is wrong, and "N passed, M failed".
"""

import datetime
import email
import email.policy
import json
import re
import sys
from pathlib import Path

import feedparser
import icalendar

from lib.judge import judge


def read_atom(path):
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10" and feed.feed.id and feed.feed.title and feed.feed.updated_parsed
    assert feed.feed.language, "no language"
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    dates = [entry.published_parsed for entry in feed.entries if "published" in entry]
    assert dates == sorted(dates, reverse=True), "the newest stands first"
    assert all(date <= feed.feed.updated_parsed for date in dates), "published before it was written"
    for entry in feed.entries:
        assert entry.title and entry.link.startswith("http") and entry.updated_parsed
    return ids


def read_json(path):
    feed = json.loads(path.read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["language"]
    for item in feed["items"]:
        assert item["id"] and item["url"].startswith("http") and "content_text" in item
        for key in {"date_published", "date_modified"} & set(item):
            datetime.datetime.fromisoformat(item[key].replace("Z", "+00:00"))
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


def read_letter(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert not message.defects and message.get_content_type() == "multipart/alternative", message.defects
    assert message["X-Unsent"] == "1" and message["Date"] is None and message["Content-Language"]
    text, html = [message.get_body((kind,)).get_content() for kind in ("plain", "html")]
    assert message["Subject"] in text and "https://" in text, "no subject or no address"
    assert "<script" not in html and "<link" not in html and 'src="' not in html, "a letter asks for nothing"
    for address in re.findall(r"https://\S+", text):
        assert f'href="{address}"' in html, f"{address} is not in the HTML"


def main(site):
    files = [(path, read_atom) for path in site.rglob("feed.xml")]
    files += [(path, read_json) for path in site.rglob("feed.json")]
    files += [(path, read_calendar) for path in site.rglob("*.ics")]
    files += [(path, read_letter) for path in site.rglob("letter.eml")]
    return judge(sorted(files, key=lambda found: found[0]))


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1])) else 0)
