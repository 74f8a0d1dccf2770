"""One run of a program: time, memory, and what it wrote. The same for every tool, and never more than one at a time."""
import dataclasses
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time

KEPT = 2_000  # characters of a failed program's last words


class Stop(Exception):
    """Something is missing or wrong; the text says what, and what to do."""


@dataclasses.dataclass
class Run:
    """What one run cost, and what it left."""
    wall: float  # seconds
    cpu: float  # seconds of all its threads and children, user and system
    system: float  # of that, in the kernel
    memory: int  # bytes of the largest process at its largest
    others: float  # share of all cores that something else used meanwhile
    files: int = 0  # in the output, afterwards
    bytes: int = 0
    files_written: int = 0  # new, or with a new time
    bytes_written: int = 0


def busy():
    """Seconds that all cores together have worked so far; None where the system does not say."""
    try:
        with open("/proc/stat") as file:
            user, nice, system, _, _, irq, soft, *_ = [int(word) for word in file.readline().split()[1:]]
    except (OSError, ValueError):
        return None
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK")


def run(command, folder, env=None):
    """Runs a program to its end; raises `Stop` with its last words when it fails."""
    os.sync()  # what an earlier run left to be written is not this one's work
    with tempfile.TemporaryFile() as words:
        before, start = busy(), time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT,
            start_new_session=True)
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            os.waitpid(process.pid, 0)
            raise
        wall, after = time.monotonic() - start, busy()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            raise Stop("%s ended with %d:\n%s" % (
                os.path.basename(command[0]), process.returncode, words.read().decode(errors="replace")[-KEPT:]))
    cpu = used.ru_utime + used.ru_stime
    others = 0.0 if before is None else max(0.0, (after - before - cpu) / (wall * (os.cpu_count() or 1)))
    return Run(wall, cpu, used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024), others)


def state(folder):
    """Every file of a folder with what tells that it was written anew."""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            if name.startswith("."):
                continue  # what a program notes for itself is not published
            path = os.path.join(base, name)
            about = os.lstat(path)
            found[path] = (about.st_size, about.st_mtime_ns, about.st_ino)
    return found


def build(command, folder, output, env=None):
    """A run that writes a site into `output`, with the count of what it wrote."""
    before = state(output)
    done = run(command, folder, env)
    after = state(output)
    new = [about for path, about in after.items() if before.get(path) != about]
    done.files, done.bytes = len(after), sum(about[0] for about in after.values())
    done.files_written, done.bytes_written = len(new), sum(about[0] for about in new)
    return done


FLOOR = r"""
import os, sys, time
source, target, workers = sys.argv[1], sys.argv[2], int(sys.argv[3])
files = []
for base, folders, names in os.walk(source):
    folders.sort()
    inner = os.path.join(target, os.path.relpath(base, source))
    for name in sorted(names):
        with open(os.path.join(base, name), "rb") as file:
            files.append((inner, name, file.read()))
start, children = time.monotonic(), []
for worker in range(workers):
    share = files[worker * len(files) // workers:(worker + 1) * len(files) // workers]
    child = os.fork()
    if child == 0:
        last = None
        for folder, name, content in share:
            if folder != last:
                os.makedirs(folder, exist_ok=True)
                last = folder
            file = os.open(os.path.join(folder, name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            os.write(file, content)
            os.close(file)
        os._exit(0)
    children.append(child)
cpu = 0.0
for child in children:
    _, status, used = os.wait4(child, 0)
    cpu += used.ru_utime + used.ru_stime
    if status:
        sys.exit(1)
print(time.monotonic() - start, cpu, len(files), sum(len(content) for _, _, content in files))
"""


def floor(source, target):
    """Seconds that two writers need for nothing but the same files: read beforehand, written into an empty folder."""
    os.sync()
    words = subprocess.run(
        [sys.executable, "-c", FLOOR, source, target, "2"], check=True, capture_output=True, text=True).stdout.split()
    return {"wall": float(words[0]), "cpu": float(words[1]), "files": int(words[2]), "bytes": int(words[3])}


def middle(runs):
    """The median of each figure of several runs."""
    fields = [field.name for field in dataclasses.fields(Run)]
    return {name: statistics.median(getattr(one, name) for one in runs) for name in fields}


def spread(runs):
    """The least and the greatest wall time."""
    walls = [one.wall for one in runs]
    return [min(walls), max(walls)]
