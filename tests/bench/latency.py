#!/usr/bin/env python3
"""From the saving of a file to the page served, by `portolan serve` and `hugo server`; also the start, memory and rest.

A file is saved with a mark that stands nowhere else, and the page that must show it is asked for until it does: the time is from
just before the save until a whole answer with the mark has come. Kinds of edits take turns; files are put back at the end.

    latency.py --records 2000 [--runs 20] [--tools portolan,hugo] [--work DIR] [--portolan FILE]
"""
import argparse
import contextlib
import functools
import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import corpus
from hugo import Hugo
from measure import Stop
from portolan import Portolan
from sites import changed, discard, read, write

EDITS = ["body", "title", "template", "style", "string"]
WORDS = {
    "body": "a text: its page", "title": "a title: a list that shows it", "template": "the base template: a page",
    "style": "the style sheet, as a page links it", "string": "a string of the interface: a page"}
PAUSE, WARM = 0.005, 1  # seconds between two questions; edits that do not count
LIMIT, LOST = 90.0, 3  # seconds for an edit to be served; after so many lost ones a kind is left out
START = 900.0
SHEET = re.compile(rb'href="([^"]*/css/site[^"]*)"')


@functools.cache
def newest(seed, records):
    """The first project of its list, so that a list shows its title."""
    heads = [index for index in range(records) if corpus.kind_of(index) == "projects"]
    days = {index: corpus.record(seed, index, records)[1].split("published = ", 1)[1][:10] for index in heads}
    return max(heads, key=lambda index: (days[index], -index))


class Server:
    """A live server, in a group of its own so that all of it can be ended."""

    def __init__(self, tool, root):
        self.tool, self.root = tool, root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def __enter__(self):
        self.log = tempfile.TemporaryFile()
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            self.tool.serve(self.root, self.port), cwd=self.root, env=self.tool.environment(self.root),
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        return self

    def __exit__(self, *_):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()

    def get(self, path):
        """An answer's status and content; nothing while there is none."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        try:
            asked.request("GET", path, headers={"Accept": "text/html,*/*", "Connection": "close"})
            answer = asked.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            asked.close()

    def sheet(self, page):
        """The style sheet that a page links now."""
        found = SHEET.search(self.get(page)[1])
        return self.get(joined(page, found.group(1).decode()))[1] if found else b""

    def until(self, answer, mark, since, limit=LIMIT):
        """Milliseconds from `since` until an answer has the mark; None when it never comes."""
        while time.monotonic() - since < limit:
            if mark in answer():
                return (time.monotonic() - since) * 1000
            self.alive()
            time.sleep(PAUSE)
        return None

    def alive(self):
        if self.process.poll() is not None:
            self.log.seek(0)
            raise Stop("%s ended with %d:\n%s" % (
                self.tool.title, self.process.returncode, self.log.read().decode(errors="replace")[-2000:]))

    def first(self, page):
        """Seconds from the start until a page is served."""
        while time.monotonic() - self.began < START:
            if self.get(page)[0] == 200:
                return time.monotonic() - self.began
            self.alive()
            time.sleep(PAUSE)
        raise Stop("%s served nothing within %d s" % (self.tool.title, START))

    def memory(self):
        """Bytes that the server holds now, and held at most; None where the system does not say."""
        try:
            with open("/proc/%d/status" % self.process.pid) as file:
                lines = dict(line.split(":", 1) for line in file if ":" in line)
            return tuple(int(lines[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))
        except (OSError, KeyError):
            return None, None

    def worked(self):
        """Seconds of work of the server so far."""
        try:
            with open("/proc/%d/stat" % self.process.pid) as file:
                fields = file.read().rsplit(") ", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except OSError:
            return 0.0


def joined(page, link):
    if link.startswith("/"):
        return link
    return os.path.normpath(os.path.join(os.path.dirname(page), link))


class Edits:
    """Edits of one record's page and of what stands around it, each with a mark of its own."""

    def __init__(self, server, records):
        self.server, self.tool, self.root = server, server.tool, server.root
        self.index, self.count = newest(server.tool.seed, records), 0
        head = corpus.Head(server.tool.seed, self.index)
        self.originals = {}
        self.page, self.list = "/vi/%s/%s/" % (head.kind, head.id), "/vi/%s/" % head.kind

    def answer(self, kind):
        if kind == "style":
            return self.server.sheet(self.page)
        return self.server.get(self.list if kind == "title" else self.page)[1]

    def make(self, kind):
        """One edit: milliseconds until it is served, or None."""
        self.count += 1
        changes, _, mark = self.tool.edit(self.root, kind, "ZQ%04d" % self.count, self.index)
        new = {}
        for path, change in changes.items():
            original = self.originals.setdefault(path, read(self.root, path))
            new[path] = changed(original, change)
        since = time.monotonic()
        for path, text in new.items():
            write(self.root, path, text)
        return self.server.until(lambda: self.answer(kind), mark.encode(), since)

    def undo(self):
        for path, text in self.originals.items():
            write(self.root, path, text)


def of_tool(tool, root, records, runs, after, say):
    with contextlib.ExitStack() as ends:
        server = ends.enter_context(Server(tool, root))
        edits = Edits(server, records)
        ends.callback(edits.undo)
        start = server.first(edits.page)
        memory_start = server.memory()[0]
        say("%s: first page after %.2f s" % (tool.title, start))
        time.sleep(2)
        found, lost = {kind: [] for kind in EDITS}, dict.fromkeys(EDITS, 0)
        for turn in range(WARM + runs):
            for kind in EDITS:
                if lost[kind] >= LOST:
                    continue
                took = edits.make(kind)
                if took is None:
                    lost[kind] += 1
                elif turn >= WARM:
                    found[kind].append(took)
                time.sleep(0.7)
            say("%s: %d of %d rounds of edits" % (tool.title, turn + 1, WARM + runs))
        while edits.count < after and lost["body"] < LOST:
            if edits.make("body") is None:
                lost["body"] += 1
            time.sleep(0.1)
        memory_end, memory_most = server.memory()
        time.sleep(3)
        began, worked = time.monotonic(), server.worked()
        time.sleep(10)
        idle = (server.worked() - worked) / (time.monotonic() - began)
        served = {kind: summary(took, lost[kind]) for kind, took in found.items()}
        return {"start": start, "memory_start": memory_start, "memory_end": memory_end, "memory_most": memory_most,
                "edits_made": edits.count, "idle": idle, "edits": served}


def summary(took, lost):
    if not took:
        return {"median_ms": None, "min_ms": None, "max_ms": None, "n": 0, "lost": lost}
    return {"median_ms": statistics.median(took), "min_ms": min(took), "max_ms": max(took), "n": len(took), "lost": lost}


def of_all(tools, roots, records, runs, after, say):
    found = {tool.name: of_tool(tool, roots[tool.name], records, runs, after, say) for tool in tools}
    return {"records": records, "pages": records * len(corpus.LANGS), "runs": runs, "after": after, "edits": EDITS, "words": WORDS,
            "tools": found}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=20, help="of each kind of edit")
    parser.add_argument("--after", type=int, default=200, help="edits before the server's memory is looked at")
    parser.add_argument("--tools", default="portolan,hugo")
    parser.add_argument("--portolan", help="the program to measure")
    parser.add_argument("--work", help="folder for everything that is made; kept")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    with contextlib.ExitStack() as ends:
        work = os.path.abspath(asked.work or ends.enter_context(tempfile.TemporaryDirectory(prefix="portolan-bench-")))
        every = {"portolan": Portolan(work, asked.portolan), "hugo": Hugo(work)}
        try:
            tools = [every[name] for name in asked.tools.split(",")]
            roots = {}
            for tool in tools:
                tool.install()
                roots[tool.name] = os.path.join(work, str(asked.records), tool.name)
                discard(os.path.join(work, str(asked.records)), tool.name)
                tool.make(roots[tool.name], asked.records)
            found = of_all(tools, roots, asked.records, asked.runs, asked.after, lambda words: print(words, file=sys.stderr, flush=True))
        except KeyError as name:
            sys.exit("error: no such tool: %s" % name)
        except Stop as stop:
            sys.exit("error: %s" % stop)
        except KeyboardInterrupt:
            sys.exit("ended")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
