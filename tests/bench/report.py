"""The figures of a run as a table, a chart and JSON."""
import json
import os

import chart

STEPS = [
    ("cold", "everything, nothing there yet"), ("again", "again, nothing changed"), ("body", "one text changed"),
    ("fact", "one fact changed"), ("string", "one string of one language changed"), ("template", "base template changed")]
TITLES = {"portolan": "Portolan", "hugo": "Hugo", "eleventy": "Eleventy"}
# What the project holds itself to at 10,000 pages.
BUDGETS_AT = 2000
COLD, FLOOR, AGAIN, MEMORY, EQUAL, GROWTH = 8, 2.5, 20, 5, 0.10, 0.15
QUIET = 0.05  # of all cores, used by others: more is worth a word


def seconds(value):
    return "%.1f" % value if value >= 10 else "%.2f" % value


def megabytes(value):
    if value >= 1e7 or value == 0:
        return "{:,.0f}".format(value / 1e6)
    return "%.1f" % (value / 1e6) if value >= 1e5 else "%.2f" % (value / 1e6)


def count(value):
    return "{:,.0f}".format(value)


def rows(header, body):
    lines = ["| " + " | ".join(header) + " |", "|" + "|".join([" --- " if word in ("", header[0]) else " ---: " for word in header]) + "|"]
    return "\n".join(lines + ["| " + " | ".join(line) + " |" for line in body]) + "\n"


def of_size(size):
    """The table of one size: a line for each step and tool."""
    body = []
    for step, words in STEPS:
        own = size["tools"]["portolan"][step]["wall"]
        for name, steps in size["tools"].items():
            one = steps[step]
            body.append([
                words if name == "portolan" else "", TITLES[name], seconds(one["wall"]),
                "" if name == "portolan" else "%.1f" % (one["wall"] / own), "%s to %s" % (seconds(one["least"]), seconds(one["most"])),
                seconds(one["cpu"]), megabytes(one["memory"]), count(one["files_written"]), megabytes(one["bytes_written"])])
    header = ["build", "", "seconds", "times ours", "from, to", "CPU seconds", "memory, MB", "files written", "MB written"]
    floor = size["floor"]
    sums = "; ".join("%s: %s files, %s MB" % (TITLES[name], count(steps["cold"]["files"]), megabytes(steps["cold"]["bytes"]))
                     for name, steps in size["tools"].items())
    return "## %s pages\n\n%s\nOutput: %s. Portolan's files written raw by two writers: %s s.\n" % (
        count(size["pages"]), rows(header, body), sums, seconds(floor["wall"]))


def budgets(size):
    """What was promised, what was measured, and whether it holds."""
    own, peer = size["tools"]["portolan"], size["tools"].get("hugo")
    if not peer:
        return ""
    cold, theirs = own["cold"], peer["cold"]
    against = [
        ("cold build, times faster than Hugo", "at least %d" % COLD, theirs["wall"] / cold["wall"], lambda x: x >= COLD),
        ("cold build, times the raw writing", "at most %s" % FLOOR, cold["wall"] / size["floor"]["wall"], lambda x: x <= FLOOR),
        ("peak memory, Hugo's divided by ours", "at least %d" % MEMORY, theirs["memory"] / cold["memory"], lambda x: x >= MEMORY),
        ("nothing changed, times faster than Hugo", "at least %d" % AGAIN,
         peer["again"]["wall"] / own["again"]["wall"], lambda x: x >= AGAIN),
        ("nothing changed, files written", "0", own["again"]["files_written"], lambda x: x == 0),
        ("bytes of the output, Hugo's to ours", "0.9 to 1.1", theirs["bytes"] / cold["bytes"], lambda x: abs(x - 1) <= EQUAL),
        ("files of the output, Hugo's to ours", "0.9 to 1.1", theirs["files"] / cold["files"], lambda x: abs(x - 1) <= EQUAL)]
    body = [[what, bound, "%.2f" % value if value != int(value) else "%d" % value, "yes" if holds(value) else "**no**"]
            for what, bound, value, holds in against]
    return "## Budgets at %s pages\n\n%s\n" % (count(size["pages"]), rows(["budget", "bound", "measured", "holds"], body))


def growth(sizes):
    """Time and memory for each page, from the least size to the greatest."""
    if len(sizes) < 2:
        return ""
    body = []
    for name, title in TITLES.items():
        for size in sizes:
            if name in size["tools"]:
                one, pages = size["tools"][name]["cold"], size["pages"]
                body.append([title, count(pages), "%.2f" % (one["wall"] * 1e3 / pages), "%.2f" % (one["cpu"] * 1e3 / pages),
                             "%.1f" % (one["memory"] / 1e3 / pages)])
    first, last = sizes[0], sizes[-1]
    ratio = {key: (last["tools"]["portolan"]["cold"][key] / last["pages"]) / (first["tools"]["portolan"]["cold"][key] / first["pages"])
             for key in ("wall", "memory")}
    words = "From %s to %s pages a page of Portolan's takes %.2f times the time and %.2f times the memory (at most %.2f each).\n" % (
        count(first["pages"]), count(last["pages"]), ratio["wall"], ratio["memory"], 1 + GROWTH)
    header = ["program", "pages", "ms a page", "CPU ms a page", "kB of memory a page"]
    return "## Growth\n\n%s\n%s\n" % (rows(header, body), words)


def delays(latency):
    """From the saving of a file to the page served."""
    if not latency:
        return ""
    body = []
    for name, one in latency["tools"].items():
        for edit, found in one["edits"].items():
            middle = "%.0f" % found["median_ms"] if found["median_ms"] is not None else "not served"
            low, high = found["min_ms"], found["max_ms"]
            body.append([edit, TITLES[name], middle, "%.0f to %.0f" % (low, high) if low is not None else "", str(found["n"])])
    body.sort(key=lambda line: latency["edits"].index(line[0]))
    body = [[latency["words"][edit] if at % len(latency["tools"]) == 0 else "", *rest] for at, (edit, *rest) in enumerate(body)]
    text = "## From the saving of a file to the page served, %s pages\n\n%s\n" % (
        count(latency["pages"]), rows(["edit", "", "ms", "from, to", "edits"], body))
    still = [[TITLES[name], seconds(one["start"]), megabytes(one["memory_start"]), megabytes(one["memory_end"]), "%.1f" % (one["idle"] * 100)]
             for name, one in latency["tools"].items()]
    header = ["server", "start to first page, s", "memory then, MB", "memory after %d edits, MB" % latency["after"], "CPU when idle, %"]
    return text + rows(header, still) + "\n"


def disturbed(sizes):
    """Which builds something else took part of the machine from, where it did so in most rounds."""
    found = ["%s, %s, %s pages (%.0f %%)" % (TITLES[name], what, count(size["pages"]), steps[step]["others"] * 100)
             for size in sizes for name, steps in size["tools"].items() for step, what in STEPS
             if steps[step]["others"] > QUIET]
    if not found:
        return ""
    return ("**Part of the machine was at something else**, which may be the system's own work for what was written, in the\n"
            "median of: %s. Take these figures for a first look only.\n" % "; ".join(found))


def markdown(result):
    machine = result["machine"]
    memory = ", %.0f GB" % (machine["memory"] / 1e9) if machine["memory"] else ""
    versions = ", ".join("%s %s" % item for item in result["versions"].items())
    if result["revision"]:
        versions += "; Portolan at %s" % result["revision"]
    parts = [
        "# Speed\n\n![Seconds of a build by number of pages and program](speed.svg)\n",
        "%s. Measured %s on %d cores of %s%s, %s, by\n\n```sh\n%s\n```\n" % (
            versions, result["date"], machine["cores"], machine["cpu"], memory, machine["system"], result["command"]),
        "Each figure is the median of the rounds (%s); the programs run in turn, one at a time. How it is done, and what is equal in the\n"
        "two sites, says [the page about the benchmark](../README.md).\n" % ", ".join(
            "%d at %s pages" % (size["rounds"], count(size["pages"])) for size in result["sizes"])]
    parts.append(disturbed(result["sizes"]))
    sizes = result["sizes"]
    parts += [budgets(size) for size in sizes if size["records"] == BUDGETS_AT] or [budgets(sizes[-1])]
    parts += [growth(sizes)] + [of_size(size) for size in sizes] + [delays(result.get("latency"))]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts if part)


def write(folder, result):
    os.makedirs(folder, exist_ok=True)
    for name, text in (
            ("results.json", json.dumps(result, indent=1, ensure_ascii=False) + "\n"),
            ("README.md", markdown(result)), ("speed.svg", chart.speed(result, STEPS, TITLES))):
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
