#!/usr/bin/env python3
"""Writes what Python's zoneinfo says of time zones as the facts of a test: Tests/GraphModelTests/TimeZones/TimeZoneFacts.swift.

    PYTHONTZPATH= /tmp/tz/bin/python Scripts/make-time-zone-facts.py

It needs the PyPI package `tzdata` in the release that Scripts/make-time-zones.py took. Python reads the compiled zones by code of
its own, so the two agree only if both are right.
"""

import datetime
import pathlib
import random
import zoneinfo

import tzdata

ZONES = """Europe/Stockholm Europe/London Europe/Dublin Europe/Moscow Europe/Lisbon Europe/Istanbul Europe/Amsterdam Asia/Shanghai
Asia/Urumqi Asia/Hong_Kong Asia/Taipei Asia/Tokyo Asia/Calcutta Asia/Kathmandu Asia/Tehran Asia/Jerusalem Asia/Gaza Asia/Manila
Asia/Pyongyang Asia/Singapore America/New_York America/Los_Angeles America/Sao_Paulo America/St_Johns America/Caracas
America/Anchorage America/Argentina/Buenos_Aires America/Nuuk Africa/Casablanca Africa/Cairo Africa/Monrovia Africa/Johannesburg
Australia/Sydney Australia/Lord_Howe Australia/Eucla Pacific/Apia Pacific/Auckland Pacific/Chatham Pacific/Honolulu
Pacific/Kiritimati Antarctica/Troll Atlantic/Reykjavik UTC Etc/GMT+5 EST5EDT""".split()
DAYS = [(1818, 7, 21), (1883, 11, 19), (1901, 1, 1), (1916, 6, 15), (1942, 7, 1), (1945, 8, 15), (1970, 1, 1), (1986, 7, 1),
        (1999, 12, 31), (2007, 3, 20), (2017, 7, 1), (2025, 1, 15), (2025, 7, 15), (2038, 1, 20), (2100, 7, 1), (2300, 1, 1),
        (2500, 7, 1)]
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
PATH = pathlib.Path(__file__).resolve().parent.parent / "Tests/GraphModelTests/TimeZones/TimeZoneFacts.swift"


def offset(zone, moment):
    return int((EPOCH + datetime.timedelta(seconds=moment)).astimezone(zone).utcoffset().total_seconds())


def changes(zone):
    """The changes of the offset up to the year 2500, found by looking."""
    found, step = [], 20 * 86400
    for moment in range(-4_000_000_000, 16_700_000_000, step):
        before, after = offset(zone, moment), offset(zone, moment + step)
        if before != after:
            low, high = moment, moment + step
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
            found.append((high, before))
    return found


def locals_near_changes(zone):
    """Local times near changes and the moments they mean, where the first of two counts."""
    facts = []
    known = changes(zone)
    for moment, before in random.sample(known, min(5, len(known))):
        for distance in random.sample([-3600, -1, 0, 1, 1799, 1800, 3599, 3600, 7200], 2):
            local = moment + before + distance
            shown = (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=local)).replace(tzinfo=zone, fold=0)
            facts.append(f"{local}={int((shown - EPOCH).total_seconds())}")
    return facts


def main():
    random.seed(7)
    moments = [int((datetime.datetime(*day, 12, tzinfo=datetime.timezone.utc) - EPOCH).total_seconds()) for day in DAYS]
    lines = [
        f"// Written by Scripts/make-time-zone-facts.py with Python's zoneinfo over the tz database, release {tzdata.IANA_VERSION}.",
        "",
        "/// What another program says of time zones.",
        "enum TimeZoneFacts {",
        "  /// The release of the tz database that it read.",
        f'  static let release = "{tzdata.IANA_VERSION}"',
        "",
        "  /// Noon in UTC of some days from 1818 to 2500.",
        f"  static let moments: [Int64] = [\n    {', '.join(map(str, moments))},\n  ]",
        "",
        "  /// A zone and its offsets at those moments.",
        '  static let offsets = """',
    ]
    zones = {name: zoneinfo.ZoneInfo(name) for name in ZONES}
    for name, zone in zones.items():
        lines.append(f"    {name} " + " ".join(str(offset(zone, moment)) for moment in moments))
    lines += ['    """', "", "  /// A zone and local times near its changes, each with the moment that it means.", '  static let locals = """']
    for name, zone in zones.items():
        facts = locals_near_changes(zone)
        for at in range(0, len(facts), 4):
            lines.append(f"    {name} " + " ".join(facts[at:at + 4]))
    lines += ['    """', "}", ""]
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text("\n".join(lines))


main()
