"""Writes tests/fixtures/hai-phong.pmtiles: base tiles of the demo's own coast, for the tests of `[tiles]`.

    python3 -m venv venv && venv/bin/pip install pmtiles==3.8.1 mapbox-vector-tile==2.2.0 shapely==2.2.0
    venv/bin/python tests/geo/tiles.py

Takes content/_maps/coast.geojson (OpenStreetMap, ODbL 1.0; see coast.py) and gives it the layers of the Protomaps schema that
the drawing of tiles knows: `earth` (the land), `water` (the rest of the box) and in it the name of the gulf in five languages. A
site would take such a file with roads and places from a build of the whole planet (see the README).

The same packages give the same bytes.
"""

import functools
import gzip
import json
import math
from pathlib import Path

import mapbox_vector_tile
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write
from shapely import make_valid
from shapely.geometry import Point, box, mapping, shape
from shapely.ops import unary_union

HERE = Path(__file__).resolve().parent
COAST = HERE / "../../content/_maps/coast.geojson"
SET = HERE / "../fixtures/hai-phong.pmtiles"

# West, south, east, north: all of the map of Hai Phong.
AREA = (106.3, 20.4, 107.25, 21.15)
ZOOMS = range(6, 12)
EXTENT = 4096
GULF = Point(106.95, 20.62), {
    "kind": "bay", "name": "Vịnh Bắc Bộ", "name:vi": "Vịnh Bắc Bộ", "name:en": "Gulf of Tonkin",
    "name:ja": "トンキン湾", "name:ko": "통킹만", "name:zh-Hans": "北部湾",
}


def corner(x, y, z):
    """The north-west corner of a tile, in degrees."""
    n = math.pi * (1 - 2 * y / 2**z)
    return x / 2**z * 360 - 180, math.degrees(math.atan(math.sinh(n)))


def place(lon, lat, z):
    """The tile in which a position lies."""
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return int((lon + 180) / 360 * 2**z), int(y * 2**z)


def tile(land, sea, x, y, z):
    """A tile's bytes, `None` for one without anything."""
    (west, north), (east, south) = corner(x, y, z), corner(x + 1, y + 1, z)
    margin = (east - west) / 16
    room = box(west - margin, south - margin, east + margin, north + margin)
    step = (east - west) / 1024

    def project(lon, lat):
        n = math.asinh(math.tan(math.radians(lat)))
        top, bottom = (math.asinh(math.tan(math.radians(edge))) for edge in (north, south))
        return (lon - west) / (east - west) * EXTENT, (n - bottom) / (top - bottom) * EXTENT

    def features(area, words):
        cut = make_valid(area.intersection(room).simplify(step))
        return [] if cut.is_empty else [{"geometry": mapping(cut), "properties": words}]

    gulf, names = GULF
    water = features(sea, {"kind": "ocean"})
    if room.contains(gulf):
        water.append({"geometry": mapping(gulf), "properties": names})
    layers = [
        {"name": "earth", "features": features(land, {"kind": "earth"})},
        {"name": "water", "features": water},
    ]
    layers = [layer for layer in layers if layer["features"]]
    if not layers:
        return None
    options = {"extents": EXTENT, "transformer": project}
    return gzip.compress(mapbox_vector_tile.encode(layers, default_options=options), mtime=0)


def main():
    # The packer notes the time unless it is told not to.
    gzip.compress = functools.partial(gzip.compress, mtime=0)
    features = json.loads(COAST.read_text())["features"]
    land = unary_union([shape(feature["geometry"]) for feature in features])
    west, south, east, north = land.bounds
    sea = box(west, min(south, AREA[1]), east, north).difference(land)
    with write(SET) as writer:
        tiles = []
        for z in ZOOMS:
            (left, top), (right, bottom) = place(AREA[0], AREA[3], z), place(AREA[2], AREA[1], z)
            tiles += [(z, x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
        for z, x, y in sorted(tiles, key=lambda at: zxy_to_tileid(*at)):
            if data := tile(land, sea, x, y, z):
                writer.write_tile(zxy_to_tileid(z, x, y), data)
        header = {
            "tile_type": TileType.MVT, "tile_compression": Compression.GZIP,
            "min_lon_e7": round(AREA[0] * 1e7), "min_lat_e7": round(AREA[1] * 1e7),
            "max_lon_e7": round(AREA[2] * 1e7), "max_lat_e7": round(AREA[3] * 1e7),
            "center_zoom": 9, "center_lon_e7": 1_067_800_000, "center_lat_e7": 207_800_000,
        }
        writer.finalize(header, {"attribution": "© OpenStreetMap contributors (2017)"})
    print(f"{SET.name}: {SET.stat().st_size} bytes, {len(tiles)} tiles at most")


if __name__ == "__main__":
    main()
