"""The pages of corpus.py as an Eleventy site, with the theme in peers/eleventy."""
import json
import os
import re
import shutil
import subprocess
import tomllib

import corpus
import hugo
from corpus import LANGS, MIX, label, write
from measure import Stop
from portolan import HERE, REPOSITORY, figure
from sites import discard

THEME = os.path.join(HERE, "peers", "eleventy")


def page(facts, text):
    title, summary, body = hugo.parts(text)
    front = {
        "title": title, "date": str(facts["published"]), "summary": summary, "sector": facts["sector"][0], "zone": facts["zone"][0],
        "topics": facts["topic"], "capital": float(facts["capital"]["value"]), "area": float(facts["area"]),
        "status": facts["status"], "lat": facts["position"]["lat"], "lon": facts["position"]["lon"]}
    return "---json\n%s\n---\n\n%s" % (json.dumps(front, ensure_ascii=False, indent=1), hugo.body_of(body))


def words(lang):
    """The strings of the interface, flat, with their {names} as they are."""
    with open(os.path.join(REPOSITORY, "i18n", lang + ".toml"), "rb") as file:
        found = tomllib.load(file)
    found.update({"label_" + key: label(key)[lang] for key in hugo.FIELDS})
    found.update({"status_" + key: names[lang] for key, names in corpus.ST})
    return dict(found, million_usd=hugo.MILLION[lang])


def data():
    """What templates know of the site apart from its pages."""
    vocabularies = {
        name: {"titles": label(key), "entries": [{"id": entry, "names": names} for entry, names in entries]}
        for name, key, entries in (("sectors", "sector", corpus.S), ("zones", "zone", corpus.ZONES))}
    return {
        "base": "https://invest.example", "titles": label("site"), "taglines": label("tagline"), "vocabularies": vocabularies,
        "languages": [{"code": lang, "tag": corpus.TAG[lang], "name": corpus.NAME[lang], "locale": corpus.LOCALE[lang]} for lang in LANGS],
        "collections": [{"name": kind, "titles": label(kind), "schema": corpus.SCHEMA[kind]} for kind, _ in MIX],
        "vocabularyPages": [{"lang": lang, "name": name} for lang in LANGS for name in vocabularies]}


def make(root, records, seed):
    corpus.empty(root)
    shutil.copytree(os.path.join(THEME, "src"), os.path.join(root, "src"))
    for name in ("eleventy.config.mjs", "package.json"):
        shutil.copy(os.path.join(THEME, name), root)
    shutil.copytree(os.path.join(REPOSITORY, "themes", "harbour", "assets"), os.path.join(root, "theme"))
    for index in range(corpus.PICTURES):
        write(root, "pictures/" + corpus.picture_name(index), corpus.picture(seed, index))
    write(root, "src/_data/site.json", json.dumps(data(), ensure_ascii=False, indent=1))
    for lang in LANGS:
        write(root, "src/_data/words/%s.json" % lang, json.dumps(words(lang), ensure_ascii=False, indent=1))
        write(root, "src/%s/%s.json" % (lang, lang), json.dumps({"lang": lang, "layout": "record.11ty.mjs"}))
    for index in range(records):
        head, facts, texts = corpus.record(seed, index, records)
        facts = tomllib.loads(facts)
        for lang in LANGS:
            write(root, "src/%s/%s/%s.md" % (lang, head.kind, head.id), page(facts, texts[lang]))


class Eleventy:
    name, title = "eleventy", "Eleventy"

    def __init__(self, work):
        self.home, self.seed = os.path.join(work, "eleventy-npm"), "7"

    def install(self):
        os.makedirs(self.home, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(os.path.join(THEME, name), self.home)
        if not shutil.which("npm"):
            raise Stop("npm is not there: install Node.js 20 or later, or leave Eleventy out with --peers hugo")
        try:
            subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=self.home, check=True, capture_output=True, text=True)
        except subprocess.CalledProcessError as error:
            raise Stop("Eleventy cannot be installed by npm: %s" % error.stderr[-1000:]) from error
        self.modules = os.path.join(self.home, "node_modules")

    def version(self):
        with open(os.path.join(self.modules, "@11ty", "eleventy", "package.json")) as file:
            return json.load(file)["version"]

    def make(self, root, records):
        make(root, records, self.seed)
        os.symlink(self.modules, os.path.join(root, "node_modules"))

    def command(self, root):
        return ["node", "--max-old-space-size=8192", os.path.join(self.modules, "@11ty", "eleventy", "cmd.cjs"), "--quiet"]

    def environment(self, root):
        return None

    def output(self, root):
        return os.path.join(root, "public")

    def clean(self, root):
        for folder in ("public", ".cache"):
            discard(root, folder)

    def edit(self, root, kind, mark, index=0):
        head = corpus.Head(self.seed, index)
        file, page_of = "/%s/%s.md" % (head.kind, head.id), "vi/%s/%s/index.html" % (head.kind, head.id)
        if kind == "body":
            return {"src/vi" + file: ("\n---\n\n", "\n---\n\n%s " % mark)}, page_of, mark
        if kind == "fact":
            typed, shown = figure(mark)
            place = re.compile(r'"capital": [\d.]+')
            return {"src/" + lang + file: (place, '"capital": ' + typed) for lang in LANGS}, page_of, shown
        if kind == "string":
            return {"src/_data/words/vi.json": ('"to_top": "', '"to_top": "%s ' % mark)}, page_of, mark
        if kind == "template":
            return {"src/_includes/html.mjs": ('<body class="', '<body id="%s" class="' % mark)}, page_of, mark
        raise ValueError(kind)
