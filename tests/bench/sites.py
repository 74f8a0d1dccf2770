"""Changing a file of a site and putting it back."""
import os
import re


class Edited:
    """The files that an edit touches; as they were, again, once the `with` is left."""

    def __init__(self, root, changes):
        self.root, self.changes, self.originals = root, changes, {}

    def texts(self):
        """Every file with its new text."""
        for path, (old, new) in self.changes.items():
            with open(os.path.join(self.root, path), encoding="utf-8", newline="") as file:
                text = self.originals[path] = file.read()
            changed = old.sub(lambda _: new, text, count=1) if isinstance(old, re.Pattern) else text.replace(old, new, 1)
            if changed == text:
                raise AssertionError("%s has nothing to change" % path)
            yield path, changed

    def __enter__(self):
        for path, text in list(self.texts()):
            write(self.root, path, text)
        return self

    def __exit__(self, *_):
        for path, text in self.originals.items():
            write(self.root, path, text)


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
