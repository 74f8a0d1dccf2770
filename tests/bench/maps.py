"""Times of a thousand locator maps and an overview, with the coast of the demonstration site.

    python3 tests/bench/maps.py [--records 1000] [--seed 7] [--portolan target/dist/portolan] [--work DIR]

Makes a site of records in one language with positions inside the extent of Hai Phong twice, with and without `maps.toml`, and
builds each: with nothing there, with the output taken away, and with one word of the settings touched. The difference between
the two sites is what maps cost: a locator for each record, the pages of two maps with what narrows them, their pictures and
data. Files of places (GeoJSON, KML) belong to the collection and are in both where the program makes them.
"""
import argparse
import os
import random
import shutil
import sys
import tempfile

from codes import HERE, ladder

CONFIG = """\
[site]
base_url = "https://example.vn"
name.vi = "Cảng"
[[language]]
code = "vi"
tag = "vi"
name = "Tiếng Việt"
"""

COLLECTION = """\
title.vi = "Khu"
singular.vi = "Khu"
path.vi = "khu"
menu = 1
[fields.position]
type = "place"
label.vi = "Tọa độ"
"""

MAPS = """\
path.vi = "ban-do"
[[layer]]
id = "coast"
file = "coast.geojson"
kind = "land"
name.vi = "Đường bờ biển"
licence = "ODbL 1.0"
source.vi = "© Những người đóng góp OpenStreetMap"
url = "https://www.openstreetmap.org/copyright"
[[map]]
id = "hai-phong"
title.vi = "Hải Phòng"
south = "20.50"
west = "106.38"
north = "21.05"
east = "107.15"
layers = ["coast"]
collections = ["zones"]
locator = true
"""


# What a picture may weigh, however many records stand on it.
MOST = 30_000


def write(root, path, text):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def make(root, records, seed, maps):
    """A site; the same numbers give the same bytes."""
    chance = random.Random(seed)
    write(root, "portolan.toml", CONFIG)
    write(root, "content/zones/_collection.toml", COLLECTION)
    for number in range(records):
        # Whole units of 1e-7 degrees, a little inside of the extent.
        lat, lon = chance.randint(205100000, 210400000), chance.randint(1063900000, 1071400000)
        place = 'position = { lat = "%d.%07d", lon = "%d.%07d" }\n' % (*divmod(lat, 10**7), *divmod(lon, 10**7))
        write(root, "content/zones/z%04d/record.toml" % number, place)
        write(root, "content/zones/z%04d/vi.md" % number, '+++\ntitle = "Khu số %d"\n+++\nMột khu.\n' % number)
    if maps:
        write(root, "content/_maps/maps.toml", MAPS)
        shutil.copy(os.path.join(HERE, "../../content/_maps/coast.geojson"), os.path.join(root, "content/_maps"))


def measure(portolan, work, records, seed, maps):
    """Rows of (what, wall, cpu) for a site with or without maps, and the sizes of its pictures."""
    root = os.path.join(work, "with" if maps else "without")
    make(root, records, seed, maps)
    rows = ladder(portolan, root)
    return rows, pictures(os.path.join(root, "public", "maps"))


def pictures(folder):
    """Bytes of the SVG files below a folder: of locators, and of overviews."""
    found = [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(".svg")]
    overviews = [os.path.getsize(path) for path in found if path.endswith(".map.svg")]
    return [os.path.getsize(path) for path in found if not path.endswith(".map.svg")], overviews


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--portolan", default=os.path.join(HERE, "../../target/dist/portolan"))
    parser.add_argument("--work")
    asked = parser.parse_args()
    # Leaflet is no part of what is measured.
    os.environ["PORTOLAN_NPM_LIMIT"] = "0"
    work = asked.work or tempfile.mkdtemp(prefix="portolan-maps-")
    try:
        plain, _ = measure(asked.portolan, work, asked.records, asked.seed, False)
        mapped, (locators, overviews) = measure(asked.portolan, work, asked.records, asked.seed, True)
    finally:
        if not asked.work:
            shutil.rmtree(work, ignore_errors=True)
    if len(locators) != asked.records:
        sys.exit("%d of %d records have a locator map" % (len(locators), asked.records))
    if max(overviews, default=0) > MOST:
        sys.exit("an overview has %d bytes, and may have %d" % (max(overviews), MOST))
    print("%d records, %d locator maps, %d overviews\n" % (asked.records, len(locators), len(overviews)))
    print("| build | without maps, s (CPU) | with maps, s (CPU) | for each locator, ms of CPU |")
    print("|---|---:|---:|---:|")
    for (what, wall, cpu), (_, mapped_wall, mapped_cpu) in zip(plain, mapped):
        each = (mapped_cpu - cpu) * 1000 / len(locators)
        print("| %s | %.2f (%.2f) | %.2f (%.2f) | %.3f |" % (what, wall, cpu, mapped_wall, mapped_cpu, each))
    print("\n| pictures | count | mean, bytes | largest, bytes |")
    print("|---|---:|---:|---:|")
    for what, sizes in (("locators", locators), ("overviews", overviews)):
        print("| %s | %d | %d | %d |" % (what, len(sizes), sum(sizes) // max(len(sizes), 1), max(sizes, default=0)))


if __name__ == "__main__":
    main()
