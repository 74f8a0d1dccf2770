"""What it costs to check a site of which everything is wrong: time and memory for each kind of mistake, at two sizes.

    python3 tests/bench/faulty.py [--faults 10000,100000] [--kinds dates,keys] [--portolan target/dist/portolan] [--work DIR]

Every mistake of a kind is another one, so that nothing is folded. A site ten times as large should need ten times the time.
"""
import argparse
import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from corpus import write
from measure import KEPT

HERE = os.path.dirname(os.path.abspath(__file__))
CONTENTS = 50  # headings of a long text

BASE = {
    "portolan.toml": """[site]
base_url = "https://invest.example"
name = { vi = "Cảng", en = "Port" }
[[language]]
code = "vi"
tag = "vi"
name = "Tiếng Việt"
og_locale = "vi_VN"
[[language]]
code = "en"
tag = "en"
name = "English"
og_locale = "en_GB"
fallback = ["vi"]
""",
    "content/plots/_collection.toml": """title = { vi = "Lô đất", en = "Plots" }
singular = { vi = "Lô đất", en = "Plot" }
path = { vi = "lo-dat", en = "plots" }
required = ["vi"]
codes = false
""",
    "content/_data/zones.toml": "[vocabulary]\ntitle = { vi = \"Khu\", en = \"Zones\" }\n" + "".join(
        '[[entry]]\nid = "zone-%d"\nname = { vi = "Khu số %d", en = "Zone %d" }\n' % (at, at, at) for at in range(200)),
}
FIELDS = [
    ("opened", "date", "", "Ngày mở", "Opened"), ("until", "period", "", "Thời hạn", "Until"),
    ("capital", "money", 'currency = "USD"\nscale = "million"', "Vốn đầu tư", "Capital"),
    ("area", "area", "", "Diện tích", "Area"), ("jobs", "integer", "", "Việc làm", "Jobs"),
    ("website", "url", "", "Trang mạng", "Website"), ("zone", "term", 'vocabulary = "zones"', "Khu", "Zone"),
    ("position", "place", "", "Vị trí", "Position"), ("next", "ref", 'to = "plots"', "Lô kế tiếp", "Next plot"),
    ("plan", "file", "", "Bản vẽ", "Drawing"),
    ("status", "enum", 'values = { free = { vi = "Còn trống", en = "Free" }, let = { vi = "Đã thuê", en = "Let" } }', "Tình trạng", "Status"),
    ("terms", "table", 'columns.year = { type = "date", label = { vi = "Năm", en = "Year" } }\n'
     'columns.rent = { type = "integer", label = { vi = "Giá thuê", en = "Rent" } }', "Điều kiện", "Terms"),
]


def schema():
    return BASE["content/plots/_collection.toml"] + "".join(
        '\n[fields.%s]\ntype = "%s"\n%slabel = { vi = "%s", en = "%s" }\n' % (name, kind, rest + "\n" if rest else "", vi, en)
        for name, kind, rest, vi, en in FIELDS)


def rows(count, line, path="content/plots/all.toml"):
    """A table of records, each with a line of its own."""
    return {path: "".join(
        '[[record]]\nid = "plot-%d"\ntitle = { vi = "Lô đất số %d", en = "Plot number %d" }\n%s\n' % (at, at, at, line(at))
        for at in range(count))}


def front(title="Lô đất"):
    return '+++\ntitle = "%s"\n+++\n\n' % title


def text(count, line, before=""):
    """One long text, with a paragraph for each mistake."""
    return {"content/plots/east/record.toml": "jobs = 5\n",
            "content/plots/east/vi.md": front() + before + "".join(line(at) + "\n\n" for at in range(count))}


def folders(count, files):
    """A folder for each record, with a file for each name."""
    made = {}
    for at in range(count):
        for name, content in files(at).items():
            made["content/plots/plot-%d/%s" % (at, name)] = content
    return made


def vocabulary(count, line):
    return {"content/_data/regions.toml": "[vocabulary]\ntitle = { vi = \"Vùng\", en = \"Regions\" }\n" + "".join(
        '[[entry]]\nid = "region-%d"\n%s\n' % (at, line(at)) for at in range(count))}


def word(at):
    """A name that is like no other for long."""
    return "%s%s" % ("bcdfghklmn"[at % 10], "-".join("aeiou"[int(digit) % 5] + "rstvxznlmp"[int(digit)] for digit in "%06d" % at))


def same_titles(count):
    return {"content/plots/all.toml": "".join(
        '[[record]]\nid = "plot-%d"\ntitle.vi = "Lô đất công nghiệp"\nnext = "Lô đất công nghiệp"\n' % at for at in range(count))}


def own_addresses(count):
    made = rows(count, lambda at: 'aliases = ["/vi/cu-%d/"]' % at)
    return made | text(count, lambda at: "[Cũ](https://invest.example/vi/khong-co-%d/)" % at)


def attached(count):
    made = {"content/plots/east/plan-%d.pdf" % at: "%PDF" for at in range(count)}
    return made | text(count, lambda at: "[Bản vẽ](plna-%d.pdf)" % at)


HEADINGS = "".join("## Điều khoản số %d\n\nNội dung.\n\n" % at for at in range(CONTENTS))

# By name: the files of a site with so many mistakes of the kind.
KINDS = {
    "dates": lambda n: rows(n, lambda at: 'opened = "%d/13/%d"' % (at % 28 + 1, 1900 + at)),
    "periods": lambda n: rows(n, lambda at: 'until = "quý %d năm nào đó"' % at),
    "figures": lambda n: rows(n, lambda at: 'capital = "khoảng %d,5 tỷ đồng"' % at),
    "numbers": lambda n: rows(n, lambda at: 'jobs = "%d người"' % at),
    "contacts": lambda n: rows(n, lambda at: 'website = "www trang %d"' % at),
    "values": lambda n: rows(n, lambda at: 'status = "trạng thái %d"' % at),
    "refs": lambda n: rows(n, lambda at: 'next = "polt-%d"' % at),
    "far-refs": lambda n: rows(n, lambda at: 'next = "%s"' % word(at)),
    "titles": lambda n: rows(n, lambda at: 'next = "Lô đất sô %d"' % at),
    "one-title": same_titles,
    "terms": lambda n: rows(n, lambda at: 'zone = "zoen-%d"' % at),
    "far-terms": lambda n: rows(n, lambda at: 'zone = "%s"' % word(at)),
    "places": lambda n: rows(n, lambda at: 'position = "%s"' % word(at)),
    "four": lambda n: rows(n, lambda at: 'opened = "%d/13/%d"\ncapital = "khoảng %d,5 tỷ đồng"\nnext = "polt-%d"\nzone = "zoen-%d"' % (
        at % 28 + 1, 1900 + at, at, at, at)),
    "missing": lambda n: rows(n, lambda at: 'plan = "ban-ve-%d.pdf"' % at),
    "renamed": lambda n: rows(n, lambda at: 'capitel = %d' % at),
    "label": lambda n: rows(n, lambda at: '"Vốn đầu tư" = %d' % at),
    "keys": lambda n: rows(n, lambda at: '%s = %d' % (word(at), at)),
    "one-record": lambda n: rows(1, lambda _: "".join("%s = %d\n" % (word(at), at) for at in range(n))),
    "cells": lambda n: rows(1, lambda _: "terms = [\n%s]" % "".join(
        "  { year = 2020, %s = 1 },\n" % word(at) for at in range(n))),
    "languages": lambda n: rows(n, lambda at: "summary.%s = \"x\"" % word(at)),
    "aliases": lambda n: rows(n, lambda at: 'aliases = ["/vi/cu %d/"]' % at),
    "slugs": lambda n: rows(n, lambda at: 'slug.vi = "Lô %d"' % at),
    "ids": lambda n: {"content/plots/all.toml": "".join(
        '[[record]]\nid = "Lô %d"\ntitle.vi = "Lô"\n' % at for at in range(n))},
    "twice": lambda n: {"content/plots/all.toml": "".join(
        '[[record]]\nid = "plot-%d"\ntitle.vi = "Lô"\n' % (at // 2) for at in range(2 * n))},
    "untitled": lambda n: {"content/plots/all.toml": "".join('[[record]]\nid = "plot-%d"\njobs = 5\n' % at for at in range(n))},
    "unquoted": lambda n: rows(n, lambda at: "opened = ngày %d" % at),
    "syntax": lambda n: rows(n, lambda at: "opened = = %d" % at),
    "headers": lambda n: rows(n, lambda at: "[[record]"),
    "doubled": lambda n: rows(n, lambda at: "jobs = 1\njobs = %d" % at),
    "entries": lambda n: vocabulary(n, lambda at: 'naem = { vi = "Vùng %d" }' % at),
    "parents": lambda n: vocabulary(n, lambda at: 'name = { vi = "Vùng %d", en = "Region %d" }\nparent = "%s"' % (at, at, word(at))),
    "links": lambda n: text(n, lambda at: "[Xem](@%s)" % word(at)),
    "paths": lambda n: text(n, lambda at: "[Xem](%s)" % word(at)),
    "anchors": lambda n: text(n, lambda at: "[Xem](#%s)" % word(at), HEADINGS),
    "headings": lambda n: text(n, lambda at: "## Điều khoản số %d\n\n[Xem](#dieu-khoan-sai-%d)" % (at, at)),
    "own-addresses": own_addresses,
    "facts": lambda n: text(n, lambda at: "Có {{ %s }}." % word(at)),
    "attached": attached,
    "tags": lambda n: text(n, lambda at: "<%s>x</%s>" % (word(at), word(at))),
    "unnamed": lambda n: {"content/plots/east/plan-%d.pdf" % at: "%PDF" for at in range(n)},
    # Sites of many files.
    "facts-of-folders": lambda n: folders(n, lambda at: {
        "record.toml": 'opened = "%d/13/2020"\n' % at, "vi.md": front("Lô đất số %d" % at)}),
    "links-of-folders": lambda n: folders(n, lambda at: {
        "record.toml": "jobs = 5\n", "vi.md": front("Lô đất số %d" % at) + "[Xem](@%s)\n" % word(at)}),
    "stray": lambda n: folders(n, lambda at: {"vi.md": front(), "record.toml": "jobs = 5\n", "vi.txt": "x"}),
    "no-facts": lambda n: folders(n, lambda at: {"vi.md": front()}),
    "copies": lambda n: folders(n, lambda at: {"vi.md": front(), "record.toml": "jobs = 5\n", "vi (1).md": front()}),
}


@dataclasses.dataclass
class Cost:
    """What a check took."""
    wall: float
    cpu: float
    memory: int

    def __str__(self):
        return "%.2f | %.2f | %d" % (self.wall, self.cpu, self.memory // 1_000_000)


def check(portolan, root, faults, limit):
    """Checks a site, and that at least so many mistakes were found; `None` when that takes too long."""
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        process = subprocess.Popen([portolan, "check", "--format", "json", "--root", root], stdout=said, stderr=subprocess.STDOUT)
        timer = threading.Timer(limit, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == -signal.SIGKILL:
            return None
        said.seek(0)
        words = said.read().decode()
    try:
        found = json.loads(words)
    except ValueError:
        sys.exit("%s: ended with %d\n%s" % (root, process.returncode, words[-KEPT:]))
    if found["errors"] + found["warnings"] < faults:
        sys.exit("%s: fewer than %d mistakes were found\n%s" % (root, faults, words[:KEPT]))
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def make(root, files):
    for path, content in {**BASE, "content/plots/_collection.toml": schema(), **files}.items():
        write(root, path, content)


def measure(asked, work, kind, faults):
    root = os.path.join(work, "%s-%d" % (kind, faults))
    if not os.path.exists(root):
        make(root, KINDS[kind](faults))
    return check(asked.portolan, root, faults, asked.limit)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--faults", default="10000,100000", help="sizes: so many mistakes")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--limit", type=float, default=60, help="seconds after which a check is ended")
    parser.add_argument("--portolan", default=os.path.join(HERE, "../../target/dist/portolan"))
    parser.add_argument("--work", help="folder for the sites; kept. By default a temporary one, removed at the end")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.faults.split(",")]
    work = asked.work or tempfile.mkdtemp(prefix="portolan-faulty-")
    print("| mistakes | %s |" % " | ".join("%d: s | CPU s | MB" % size for size in sizes))
    print("|---|%s" % ("---:|---:|---:|" * len(sizes)))
    try:
        for kind in asked.kinds.split(","):
            costs = [measure(asked, work, kind, size) or "> %d | | " % asked.limit for size in sizes]
            print("| %s | %s |" % (kind, " | ".join(map(str, costs))), flush=True)
    finally:
        if not asked.work:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
