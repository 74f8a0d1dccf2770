"""Changing a file of a site and putting it back."""
import itertools
import os
import re
import time

TRASH = itertools.count()


class Edited:
    """The files that an edit touches; as they were, again, once the `with` is left."""

    def __init__(self, root, changes):
        self.root, self.changes, self.originals = root, changes, {}

    def texts(self):
        """Every file with its new text."""
        for path, change in self.changes.items():
            text = self.originals[path] = read(self.root, path)
            yield path, changed(text, change)

    def __enter__(self):
        for path, text in list(self.texts()):
            write(self.root, path, text)
        return self

    def __exit__(self, *_):
        for path, text in self.originals.items():
            write(self.root, path, text)


def changed(text, change):
    """A text with the first place of a word or pattern replaced."""
    old, new = change
    result = old.sub(lambda _: new, text, count=1) if isinstance(old, re.Pattern) else text.replace(old, new, 1)
    if result == text:
        raise ValueError("nothing to replace for %s" % new)
    return result


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", newline="") as file:
        return file.read()


def write(root, path, text):
    with open(os.path.join(root, path), "w", encoding="utf-8", newline="") as file:
        file.write(text)


def shows(path, text):
    """Whether a file of the output has a text."""
    try:
        with open(path, "rb") as file:
            return text.encode() in file.read()
    except OSError:
        return False


def discard(root, folder):
    """Takes a folder away without deleting it. Some file systems are slow to make files for minutes after many were deleted, and
    that would be measured; what was taken away goes with the work folder."""
    old = os.path.join(root, folder)
    if os.path.exists(old):
        trash = os.path.join(os.path.dirname(root), "trash")
        os.makedirs(trash, exist_ok=True)
        os.rename(old, os.path.join(trash, "%d-%d" % (time.time_ns(), next(TRASH))))
