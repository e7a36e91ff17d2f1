#!/usr/bin/env python3
"""Compares every golden number of two commits, whatever the numbers are called in each.

    tests/golden_numbers.py OLD [NEW]      NEW: a commit; without it, the files as they stand

A golden number stands in tests/golden/*/summary.json and results.csv, which have full precision, or in tests/cases/*.json. (The sample report
is held byte by byte: how its numbers are rounded is a matter of words.) The name of a number is the file and the way to it:
`golden/5-stages/summary.json formats/step by step/gain/ash/mean`.
What was renamed between the two commits stands in tests/golden_names.csv, a line `old,new` for each word of a name (a key, a column, a
word in a cell); a number that was there and is not, or that is new, is told as well. Ends with 0 if all are equal, else with 1.
"""
import csv
import io
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# What tells the entries of a list apart, the first that fits.
KEYS = [("a", "b", "measure"), ("id",), ("party",), ("reason",), ("name",), ("months",), ("stage",)]


def git(*arguments):
    return subprocess.run(["git", "-C", ROOT, *arguments], check=True, capture_output=True, text=True).stdout


def listed(commit):
    if commit:
        return git("ls-tree", "-r", "--name-only", commit).splitlines()
    return git("ls-files", "--cached", "--others", "--exclude-standard").splitlines()


def text(commit, path):
    if commit:
        return git("show", f"{commit}:{path}")
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def leaves(value, way):
    """Numbers of a JSON value, each with the way to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, [*way, key])
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            fits = [keys for keys in KEYS if isinstance(inner, dict) and all(key in inner for key in keys)]
            part = [str(inner[key]) for key in fits[0]] if fits else [str(place)]
            yield from leaves(inner, way + part)
    elif isinstance(value, tuple):
        yield way, value[0]


def cells(table):
    """Cells of a table, each with its row (world and format) and column."""
    for row in csv.DictReader(io.StringIO(table)):
        first, second = list(row.values())[:2]
        for column, cell in row.items():
            yield [first, second, column], cell


def numbers(commit, names):
    """All golden numbers of a commit by their names, with old words written as new ones."""
    found = {}
    for path in listed(commit):
        if re.fullmatch(r"tests/golden/[^/]+/summary\.json|tests/cases/[^/]+\.json", path):
            read = json.loads(text(commit, path), parse_float=lambda n: (n,), parse_int=lambda n: (n,))
            some = leaves(read, [])
        elif re.fullmatch(r"tests/golden/[^/]+/results\.csv", path):
            some = cells(text(commit, path))
        else:
            continue
        file = path.removeprefix("tests/")
        for way, value in some:
            way = "/".join(names.get(part, part) for part in way)
            name = f"{file} {way}"
            while name in found:
                name += "'"
            found[name] = names.get(value, value)
    return found


def main():
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    old, new = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else None
    with open(os.path.join(ROOT, "tests/golden_names.csv"), encoding="utf-8", newline="") as table:
        names = {row["old"]: row["new"] for row in csv.DictReader(table)}
    before, after = numbers(old, names), numbers(new, {})
    faults = [f"gone: {name} ({before[name]})" for name in before if name not in after]
    faults += [f"new: {name} ({after[name]})" for name in after if name not in before]
    both = [name for name in before if name in after]
    faults += [f"{name}: {before[name]} is now {after[name]}" for name in both if before[name] != after[name]]
    for fault in faults[:40]:
        print(fault)
    if not both:
        faults.append("nothing to compare")
    print(f"{len(both)} numbers compared, {len(faults)} differ or stand on one side alone")
    sys.exit(1 if faults else 0)


main()
