"""The corpus as a Portolan site, and how it is built and edited."""
import os
import re
import shutil
import subprocess
import sys

import corpus
from measure import Stop
from sites import discard

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))


def figure(mark):
    """A sum that stands nowhere in the corpus, as it is typed and as Vietnamese pages show it."""
    number = int(mark[-3:])
    return "3%03d.5" % number, "3.%03d,5" % number


class Portolan:
    name, title = "portolan", "Portolan"

    def __init__(self, work, program=None):
        self.program = os.path.abspath(program or os.path.join(REPOSITORY, "target", "dist", "portolan"))
        self.seed = "7"

    def install(self):
        if not os.access(self.program, os.X_OK):
            raise Stop("no program at %s: run `cargo build --profile dist`, or name one with --portolan" % self.program)

    def version(self):
        words = subprocess.run([self.program, "--version"], capture_output=True, text=True, check=True).stdout.split()
        return words[-1]

    def make(self, root, records):
        subprocess.run([sys.executable, os.path.join(HERE, "corpus.py"), "--records", str(records), "--seed", self.seed,
                        "--out", root], check=True)
        # Words and templates come with the program; a site that is to change them has its own.
        for own in ("i18n/vi.toml", "themes/harbour/templates/base.html", "themes/harbour/assets/css/site.css"):
            os.makedirs(os.path.join(root, os.path.dirname(own)), exist_ok=True)
            shutil.copy(os.path.join(REPOSITORY, own), os.path.join(root, own))

    def command(self, root):
        return [self.program, "build"]

    def environment(self, root):
        return None

    def output(self, root):
        return os.path.join(root, "public")

    def clean(self, root):
        for folder in ("public", ".portolan"):
            discard(root, folder)

    def edit(self, root, kind, mark, index=0):
        """The files of an edit with their new texts, and a file of the output that must then show `mark`."""
        head = corpus.Head(self.seed, index)
        folder = "content/%s/%s/" % (head.kind, head.id)
        page = "vi/%s/%s/index.html" % (head.kind, head.id)
        if kind == "body":
            return {folder + "vi.md": ("\n+++\n\n", "\n+++\n\n%s " % mark)}, page, mark
        if kind == "title":
            return {folder + "vi.md": ('title = "', 'title = "%s ' % mark)}, page, mark
        if kind == "fact":
            typed, shown = figure(mark)
            place = re.compile(r'capital = \{ value = "[^"]*"')
            return {folder + "record.toml": (place, 'capital = { value = "%s"' % typed)}, page, shown
        if kind == "string":
            return {"i18n/vi.toml": ('to_top = "', 'to_top = "%s ' % mark)}, page, mark
        if kind == "template":
            return {"themes/harbour/templates/base.html": ('<body class="', '<body id="%s" class="' % mark)}, page, mark
        if kind == "style":
            return {"themes/harbour/assets/css/site.css": ("", "/* %s */\n" % mark)}, None, mark
        raise ValueError(kind)

    def serve(self, root, port):
        return [self.program, "serve", "--port", str(port)]
