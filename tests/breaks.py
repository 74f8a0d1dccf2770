#!/usr/bin/env python3
"""Which small mistakes in the program would the tests notice? Makes the breaks of `breaks.toml` one at a time, and runs the tests on each.

A break is one line as somebody may write it by mistake: a sign turned, a field forgotten, an order reversed. It is made in a copy of the
tree below `target/`, never in the files that you work on; what you have changed and not committed is part of the copy.

    breaks.py                    every break, with every test: takes hours
    breaks.py --quick            only the tests that ought to notice, as `breaks.toml` names them
    breaks.py --only NAME        one break; may stand several times
    breaks.py --list             names the breaks, and tells those whose line is gone
    breaks.py --target DIR       compiles there, and not below `target/`; not where the sources themselves are compiled, since cargo takes
                                 two copies of a package for one and what was made of the other for fresh

Ends with 1 when a break was not noticed, or its line is gone: then look for where that line went, and mend `breaks.toml`.
"""
import argparse
import os
import pathlib
import re
import signal
import subprocess
import sys
import tomllib

HOME = pathlib.Path(__file__).resolve().parent
ROOT = HOME.parent
# A break may make a loop that never ends, which a person notices as well.
LONGEST = 1800
# Rules about the source itself would notice what an editor of the line would have mended, and demand nothing of the program.
SKIPPED = ["--skip", "tidy"]


class Copy:
    """The files of the project as they are now, in a folder where one of them may be broken."""

    def __init__(self, folder, target):
        self.folder = folder
        self.target = target

    def fill(self):
        names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)
        wanted = {name for name in names.stdout.decode().split("\0") if name and (ROOT / name).is_file()}
        for name in wanted:
            put(self.folder / name, (ROOT / name).read_bytes(), (ROOT / name).stat().st_mode)
        for place in [place for place in self.folder.rglob("*") if place.is_file()]:
            if place.relative_to(self.folder).as_posix() not in wanted:
                place.unlink()

    def test(self, which, filters):
        """The tests that fail, `None` when the program does not compile."""
        command = ["cargo", "test", "--quiet", "--target-dir", str(self.target), *which, "--", *filters, *SKIPPED]
        process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
        try:
            said, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            return ["(the tests do not end)"]
        finally:
            # Programs that tests have started may still run.
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
        if process.returncode == 0:
            return []
        failed = re.findall(r"^    (\S+)$", said.rpartition("\nfailures:\n")[2], re.MULTILINE)
        if not failed and re.search(r"^error(\[|: could not compile)", said, re.MULTILINE):
            print(said, file=sys.stderr)
            return None
        return failed or ["(the tests ended early)"]


def put(place, content, mode):
    """Leaves files alone that are right, so that little is compiled again."""
    if place.is_file() and place.read_bytes() == content:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    place.chmod(mode)


def broken(one, text):
    """The text with one line broken; `None` when that line is not there, or more than once."""
    lines = text.split("\n")
    at = [at for at, line in enumerate(lines) if line.strip() == one["before"]]
    if len(at) != 1:
        return None
    line = lines[at[0]]
    lines[at[0]] = line[: len(line) - len(line.lstrip())] + one["after"]
    return "\n".join(lines)


# What is run of the tests, the fastest first.
STEPS = {"lib": ["--lib"], "it": ["--test", "it"]}


def noticed(copy, one, quick):
    """The tests that fail on the broken copy, and among which they are; `None` when it does not compile."""
    for kind, which in STEPS.items():
        if quick and kind not in one:
            continue
        failed = copy.test(which, one[kind].split() if quick else [])
        if failed is None or failed:
            return kind, failed
    return "", []


def tried(copy, one, quick):
    """What becomes of one break: a word, a line, and the tests that notice it."""
    place = copy.folder / one["file"]
    whole = place.read_text(encoding="utf-8") if place.is_file() else ""
    text = broken(one, whole)
    if text is None:
        return "LINE GONE", one["before"], []
    place.write_text(text, encoding="utf-8")
    try:
        kind, failed = noticed(copy, one, quick)
    finally:
        place.write_text(whole, encoding="utf-8")
    if failed is None:
        return "NO PROGRAM", "it does not compile: write another line into breaks.toml", []
    if not failed:
        return "NOT CAUGHT", one["why"], []
    more = f" and {len(failed) - 1} more" if len(failed) > 1 else ""
    return "caught", failed[0] + more, [(kind, name) for name in failed]


def unsound(copy, tests):
    """Those of the tests that fail when nothing is broken, and have noticed nothing."""
    wrong = set()
    for kind, which in STEPS.items():
        names = sorted({name for own, name in tests if own == kind and not name.startswith("(")})
        failed = copy.test(which, ["--exact", *names]) if names else []
        if failed is None:
            sys.exit("the program does not compile when nothing is broken")
        wrong |= {(kind, name) for name in failed}
    return wrong


def listed(all_breaks):
    gone = 0
    for one in all_breaks:
        place = ROOT / one["file"]
        there = place.is_file() and broken(one, place.read_text(encoding="utf-8")) is not None
        gone += not there
        print(f"{'' if there else 'LINE GONE: '}{one['name']} ({one['file']}): {one['why']}")
    return gone


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--target", type=pathlib.Path, default=ROOT / "target/breaks/target", metavar="DIR")
    options = parser.parse_args()
    all_breaks = tomllib.loads((HOME / "breaks.toml").read_text(encoding="utf-8"))["break"]
    unknown = set(options.only) - {one["name"] for one in all_breaks}
    if unknown:
        sys.exit(f"no break is called {', '.join(sorted(unknown))}: `--list` names them")
    chosen = [one for one in all_breaks if not options.only or one["name"] in options.only]
    if options.list:
        sys.exit(1 if listed(chosen) else 0)
    copy = Copy(ROOT / "target/breaks/tree", options.target.resolve())
    copy.fill()
    found = []
    for one in chosen:
        word, line, tests = tried(copy, one, options.quick)
        found.append((one["name"], word, tests))
        print(f"{word:<11} {one['name']:<30} {line}", flush=True)
    wrong = unsound(copy, [test for _, _, tests in found for test in tests])
    for name, word, tests in found:
        if tests and wrong.issuperset(tests):
            print(f"NOT CAUGHT  {name:<30} {tests[0][1]} fails without it as well")
    caught = sum(word == "caught" and not wrong.issuperset(tests) for _, word, tests in found)
    print(f"{caught} of {len(found)} caught")
    sys.exit(0 if caught == len(found) else 1)


if __name__ == "__main__":
    main()
