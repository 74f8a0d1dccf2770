"""Times of ten thousand QR codes: laid, written and read again, by the program itself.

    python3 tests/bench/codes.py [--codes 10000] [--portolan target/dist/portolan] [--work DIR]

Makes the corpus of the benchmark twice, with and without codes, and builds each: with nothing there, with the output taken
away but the memo left, and with nothing changed. The difference between the two sites is what codes cost. A record has eleven
codes: its address for readers of any language and of each of five, as drawing and picture, and five for posters.
"""
import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
# One for readers of any language, one and a poster's for each of five.
PER_RECORD = 11


def run(command):
    """Wall and CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def files(folder):
    return sum(len(names) for _, _, names in os.walk(folder))


def ladder(portolan, root):
    """Rows of (what, wall, cpu): a site built with nothing there, with its output taken away, unchanged, and touched."""
    build = [portolan, "build", "--root", root]
    rows = [("everything", *run(build))]
    os.rename(os.path.join(root, "public"), os.path.join(root, "old"))
    rows.append(("output gone, memo left", *run(build)))
    rows.append(("nothing changed", *run(build)))
    # What every page is made from: each is looked at again, though none differs.
    with open(os.path.join(root, "portolan.toml"), "a", encoding="utf-8") as file:
        file.write("\n# touched\n")
    rows.append(("settings touched", *run(build)))
    return rows


def measure(portolan, work, records, codes):
    """Rows of (what, wall, cpu, files of codes) for a site with or without codes."""
    root = os.path.join(work, "with" if codes else "without")
    run([sys.executable, os.path.join(HERE, "corpus.py"), "--records", str(records), "--out", root]
        + (["--codes"] if codes else []))
    rows = ladder(portolan, root)
    return rows, files(os.path.join(root, "public", "codes"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--codes", type=int, default=10_000)
    parser.add_argument("--portolan", default=os.path.join(HERE, "../../target/dist/portolan"))
    parser.add_argument("--work")
    asked = parser.parse_args()
    work = asked.work or tempfile.mkdtemp(prefix="portolan-codes-")
    records = -(-asked.codes // PER_RECORD)
    try:
        plain, _ = measure(asked.portolan, work, records, False)
        coded, count = measure(asked.portolan, work, records, True)
    finally:
        if not asked.work:
            shutil.rmtree(work, ignore_errors=True)
    codes = records * PER_RECORD
    print("%d records, %d codes in %d files\n" % (records, codes, count))
    print("| build | without codes, s (CPU) | with codes, s (CPU) | for each code, ms of CPU |")
    print("|---|---:|---:|---:|")
    for (what, wall, cpu), (_, coded_wall, coded_cpu) in zip(plain, coded):
        each = (coded_cpu - cpu) * 1000 / codes
        print("| %s | %.2f (%.2f) | %.2f (%.2f) | %.3f |" % (what, wall, cpu, coded_wall, coded_cpu, each))


if __name__ == "__main__":
    main()
