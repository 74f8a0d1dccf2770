"""Writes tests/geo/vectors.tsv: points of every system of VN-2000 with their WGS 84 coordinates, as PROJ has them.

    python3 -m venv venv && venv/bin/pip install pyproj==3.7.2
    venv/bin/python tests/geo/vectors.py > tests/geo/vectors.tsv

The referee of src/geo/projection.rs. Every zone of the EPSG register is gone over from the southernmost to the
northernmost latitude of the country, at its meridian and as far from it as its province, or its six degrees, reach; the change of datum is
the register's "VN-2000 to WGS 84 (2)", in its own (coordinate frame) convention.
"""

import pyproj
from pyproj.transformer import TransformerGroup

TM3 = [5896, 5897, 5898, 5899, *range(9205, 9219)]
UTM = [3405, 3406]
GEOGRAPHIC = 4756
EASTS = [310000, 444444.44, 500000, 612345.67, 690000]
WIDE = [170000, 333333.33, 500000, 666666.67, 830000]
NORTHS = [920000, 1357913.5, 1770000, 2306000, 2587000.25]
LONGITUDES = [102.2, 104.75, 106.6881, 109.4, 114.3333333]
LATITUDES = [8.4, 12.2, 16.05, 20.8449, 23.35]
CHANGE = "VN-2000 to WGS 84 (2)"

print(f"# EPSG\teast\tnorth\tlatitude\tlongitude\t(pyproj {pyproj.__version__}, PROJ {pyproj.proj_version_str})")
plan = [(zone, EASTS, NORTHS) for zone in TM3] + [(zone, WIDE, NORTHS) for zone in UTM]
for zone, easts, norths in [*plan, (GEOGRAPHIC, LONGITUDES, LATITUDES)]:
    ways = TransformerGroup(zone, 4326, always_xy=True).transformers
    (way,) = [way for way in ways if CHANGE in way.description]
    for east in easts:
        for north in norths:
            longitude, latitude = way.transform(east, north)
            print(f"{zone}\t{east}\t{north}\t{latitude:.9f}\t{longitude:.9f}")
