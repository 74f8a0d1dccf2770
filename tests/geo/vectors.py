"""Writes tests/geo/vectors.tsv: points of every TM-3 zone of VN-2000 with their WGS 84 coordinates, as PROJ has them.

    python3 -m venv venv && venv/bin/pip install pyproj==3.7.2
    venv/bin/python tests/geo/vectors.py > tests/geo/vectors.tsv

The referee of src/geo/projection.rs. Every zone of the EPSG register is gone over from the southernmost to the
northernmost latitude of the country, at its meridian and as far from it as its province reaches; the change of datum is
the register's "VN-2000 to WGS 84 (2)", in its own (coordinate frame) convention.
"""

import pyproj
from pyproj.transformer import TransformerGroup

ZONES = [5896, 5897, 5898, 5899, *range(9205, 9219)]
EASTS = [310000, 444444.44, 500000, 612345.67, 690000]
NORTHS = [920000, 1357913.5, 1770000, 2306000, 2587000.25]
CHANGE = "VN-2000 to WGS 84 (2)"

print(f"# EPSG\teast\tnorth\tlatitude\tlongitude\t(pyproj {pyproj.__version__}, PROJ {pyproj.proj_version_str})")
for zone in ZONES:
    ways = TransformerGroup(zone, 4326, always_xy=True).transformers
    (way,) = [way for way in ways if CHANGE in way.description]
    for east in EASTS:
        for north in NORTHS:
            longitude, latitude = way.transform(east, north)
            print(f"{zone}\t{east}\t{north}\t{latitude:.9f}\t{longitude:.9f}")
