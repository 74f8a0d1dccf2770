"""Writes the layers of the demo's maps: content/_maps/coast.geojson (Hai Phong) and content/_maps/japan.geojson.

    python3 -m venv venv && venv/bin/pip install shapely==2.2.0
    venv/bin/python tests/geo/coast.py

Takes two packages by `npm pack` (npm must be there):

- @geo-maps/earth-coastlines-10m 0.6.0: land as polygons, cut from the coastlines of OpenStreetMap of 2017 to ten metres.
  Data under the Open Database Licence 1.0: what is drawn from it names the contributors of OpenStreetMap.
- world-atlas 2.0.2: land of Natural Earth 4.1 at 1:10,000,000, public domain.

Land is cut to boxes somewhat larger than the maps that show them, so that the cut itself is never seen. What is no land is
sea: the coast follows a river no farther than its mouth, and water inland is not drawn. Rivers, roads and units of
administration were looked for in the packages of npm, PyPI and Debian, and are left out: `@geo-maps/earth-lands-10m` and
`earth-waterbodies-10m` have rivers as loose triangles, Natural Earth is made for 1:10,000,000, and the sets of wards that
were found do not say by what right they hold their outlines.

One polygon a line, the largest first, outer rings counter-clockwise (RFC 7946): the same packages give the same bytes.
"""

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

from shapely import make_valid, set_precision
from shapely.geometry import Polygon, box
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

MAPS = Path(__file__).parents[2] / "content" / "_maps"

# West, south, east, north: a quarter of its width beyond each map, which is as far as one sees when the map is moved. The second
# holds Bach Long Vi, far out in the gulf.
HAI_PHONG = [(106.15, 20.25, 107.40, 21.30), (107.60, 20.05, 107.85, 20.25)]
JAPAN = [(123.0, 26.0, 152.0, 50.0)]


def package(name: str, file: str, folder: str) -> dict:
    """A JSON file of an npm package."""
    command = ["npm", "pack", "--silent", "--pack-destination", folder, name]
    packed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(Path(folder) / packed) as archive:
        return json.load(archive.extractfile(f"package/{file}"))


def arcs(topology: dict) -> list:
    """The arcs of a TopoJSON file in degrees; it stores whole steps, each from the one before."""
    (step_x, step_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((left + x * step_x, bottom + y * step_y))
        found.append(points)
    return found


def ring(indices: list, known: list) -> list:
    """A ring put together from its arcs; a complement says that an arc runs backwards."""
    points = []
    for index in indices:
        arc = known[index] if index >= 0 else known[~index][::-1]
        points += arc[1:] if points else arc
    return points


def land_of_atlas(topology: dict) -> list:
    known = arcs(topology)
    (land,) = topology["objects"]["land"]["geometries"]
    return [[ring(indices, known) for indices in polygon] for polygon in land["arcs"]]


def areas(shape) -> list:
    """The polygons of a shape, however deep they are wrapped; what mending leaves of lines is dropped."""
    if shape.geom_type == "Polygon":
        return [shape]
    return [area for part in getattr(shape, "geoms", []) for area in areas(part)]


def cut(polygons: list, boxes: list, tolerance: float, least: float, places: int) -> list:
    """Land within the boxes, in degrees of so many decimal places.

    Simplified to `tolerance` degrees, without what is smaller than `least` square degrees.
    """
    inside = []
    for west, south, east, north in boxes:
        for outer, *holes in polygons:
            across, up = [x for x, _ in outer], [y for _, y in outer]
            if min(across) < east and max(across) > west and min(up) < north and max(up) > south:
                inside.append(make_valid(Polygon(outer, holes)).intersection(box(west, south, east, north)))
    # Rounding alone could make a ring cross itself.
    whole = set_precision(unary_union(inside).simplify(tolerance), 10**-places)
    return sorted((part for part in areas(whole) if part.area >= least), key=lambda part: (-part.area, part.bounds))


def rings(polygon: Polygon, places: int) -> list:
    """The rings of a polygon; of a number only the decimals that count are written."""
    polygon = orient(polygon)
    lines = (polygon.exterior, *polygon.interiors)
    return [[[round(x, places), round(y, places)] for x, y in line.coords] for line in lines]


def write(name: str, comment: str, polygons: list, places: int) -> None:
    lines = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": rings(polygon, places)}}
        for polygon in polygons
    ]
    text = ",\n".join(json.dumps(line, separators=(",", ":")) for line in lines)
    head = f'{{"type":"FeatureCollection","comment":{json.dumps(comment)},"features":[\n'
    (MAPS / name).write_text(f"{head}{text}\n]}}\n", encoding="utf-8")
    points = sum(len(part) for line in lines for part in line["geometry"]["coordinates"])
    print(f"{name}: {len(lines)} polygons, {points} points, {(MAPS / name).stat().st_size} bytes")


def main() -> None:
    MAPS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        coasts = package("@geo-maps/earth-coastlines-10m@0.6.0", "map.geo.json", folder)
        polygons = [polygon for shape in coasts["geometries"] for polygon in shape["coordinates"]]
        # A rock of less than two thousand square metres is no more than a blot; simplifying by five metres only takes
        # points that lie on a line.
        said = "Land around Hai Phong, made by tests/geo/coast.py. OpenStreetMap contributors, 2017, ODbL 1.0."
        write("coast.geojson", said, cut(polygons, HAI_PHONG, 0.00005, 2e-7, 5), 5)
        atlas = package("world-atlas@2.0.2", "land-10m.json", folder)
        said = "Land around Japan, made by tests/geo/coast.py. Natural Earth, public domain. No borders."
        write("japan.geojson", said, cut(land_of_atlas(atlas), JAPAN, 0.015, 0.002, 3), 3)


main()
