"""What photographs cost: 500 of 12 megapixels each, as they come from a camera or a telephone.

    python3 tests/bench/photos.py [--photos 500] [--portolan target/dist/portolan] [--work DIR]

Makes a site of one language in which every record has a cover and nine pictures in its text, and builds it: with nothing
there, with nothing changed, with one text changed, and with the output taken away but the pictures remembered. Of each
build: seconds, CPU seconds, the peak memory, files written. pip brings Pillow, at a pinned version, into the work folder.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import measure
from maps import CONFIG, write
from measure import Stop
from portolan import REPOSITORY

PILLOW = "11.3.0"
EACH = 10  # photographs of a record

COLLECTION = """\
title.vi = "Khu"
singular.vi = "Khu"
path.vi = "khu"
menu = 1
codes = false
[fields.area]
type = "quantity"
unit = "ha"
label.vi = "Diện tích"
"""

# Run by the Python that has Pillow. A photograph is grain and soft light over a few shapes: what compresses like a picture of
# a landscape, to two or three megabytes, and no two alike.
CAMERA = """\
import os, random, sys
from PIL import Image, ImageChops, ImageDraw, ImageFilter
folder, count = sys.argv[1], int(sys.argv[2])
size = 4000, 3000
chance = random.Random(7)
light = Image.radial_gradient("L").resize(size, Image.BICUBIC)
grain = Image.effect_noise((1000, 750), 60).resize(size, Image.BILINEAR)
fine = Image.effect_noise(size, 14)
for number in range(count):
    path = os.path.join(folder, "p%04d.jpg" % number)
    if os.path.exists(path):
        continue
    ground = Image.new("RGB", size, tuple(chance.randrange(40, 200) for _ in range(3)))
    draw = ImageDraw.Draw(ground)
    for _ in range(40):
        left, top = chance.randrange(size[0]), chance.randrange(size[1])
        box = left, top, left + chance.randrange(50, 1200), top + chance.randrange(50, 900)
        draw.rectangle(box, fill=tuple(chance.randrange(256) for _ in range(3)))
    shift = lambda layer: ImageChops.offset(layer, chance.randrange(size[0]), chance.randrange(size[1]))
    layers = [shift(light), shift(grain), shift(fine)]
    picture = ImageChops.add(ground, Image.merge("RGB", layers), 1.6, -40)
    picture.save(path + ".part", "JPEG", quality=88)
    os.replace(path + ".part", path)
"""


def photographs(work, count):
    """A folder of photographs; those that are there already stay."""
    folder, home = os.path.join(work, "photographs"), os.path.join(work, "pillow")
    python = os.path.join(home, "bin", "python")
    os.makedirs(folder, exist_ok=True)
    try:
        if not os.path.exists(python):
            venv.create(home, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pillow==" + PILLOW]
        subprocess.run(install, check=True, capture_output=True, text=True)
        subprocess.run([python, "-c", CAMERA, folder, str(count)], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Stop("the photographs cannot be made: %s" % (getattr(error, "stderr", None) or error)) from error
    return [os.path.join(folder, "p%04d.jpg" % number) for number in range(count)]


def make(root, photos):
    """The site. Photographs are linked into it, not copied."""
    write(root, "portolan.toml", CONFIG)
    write(root, "content/zones/_collection.toml", COLLECTION)
    for number in range(0, len(photos), EACH):
        folder = "content/zones/z%04d/" % (number // EACH)
        own = photos[number:number + EACH]
        names = [os.path.basename(photo) for photo in own]
        write(root, folder + "record.toml", 'image = "%s"\narea = "%d"\n' % (names[0], 100 + number))
        shown = "\n\n".join("![Ảnh %s](%s)" % (name[1:5], name) for name in names[1:])
        text = '+++\ntitle = "Khu %d"\nalt = { "%s" = "Toàn cảnh" }\n+++\nCác ảnh chụp tại khu.\n\n%s\n'
        write(root, folder + "vi.md", text % (number // EACH, names[0], shown))
        for photo, name in zip(own, names):
            os.link(photo, os.path.join(root, folder, name))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=500)
    parser.add_argument("--portolan", default=os.path.join(REPOSITORY, "target/dist/portolan"))
    parser.add_argument("--work")
    asked = parser.parse_args()
    work = asked.work or tempfile.mkdtemp(prefix="portolan-photos-")
    root = os.path.join(work, "site")
    output = os.path.join(root, "public")
    try:
        photos = photographs(work, asked.photos)
        shutil.rmtree(root, ignore_errors=True)
        make(root, photos)
        steps = [
            ("everything", lambda: None),
            ("nothing changed", lambda: None),
            ("one text changed", lambda: touch(root)),
            ("output gone, pictures remembered", lambda: shutil.rmtree(output)),
        ]
        rows = []
        for what, prepare in steps:
            prepare()
            rows.append((what, measure.build([asked.portolan, "build", "--root", root], root, output)))
        size = sum(os.path.getsize(photo) for photo in photos)
    except Stop as stop:
        sys.exit("tests/bench/photos.py: %s" % stop)
    finally:
        if not asked.work:
            shutil.rmtree(work, ignore_errors=True)
    print("%d photographs of 12 megapixels, %d MB; %d files of output\n" % (len(photos), size / 1e6, rows[0][1].files))
    print("| build | seconds | CPU seconds | peak memory, MB | files written | machine at something else |")
    print("|---|---:|---:|---:|---:|---:|")
    for what, row in rows:
        print("| %s | %.2f | %.2f | %d | %d | %.0f %% |" % (
            what, row.wall, row.cpu, row.memory / 1e6, row.files_written, row.others * 100))


def touch(root):
    """Adds a sentence to the first record's text."""
    with open(os.path.join(root, "content/zones/z0000/vi.md"), "a", encoding="utf-8") as file:
        file.write("\nThêm một câu.\n")


if __name__ == "__main__":
    main()
