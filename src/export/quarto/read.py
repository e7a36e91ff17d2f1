import json, math
from pathlib import Path

import pandas as pd

summary = json.loads(Path("summary.json").read_text(encoding="utf-8"))
package = json.loads(Path("datapackage.json").read_text(encoding="utf-8"))
names = summary.get("names", {}).get(LANGUAGE, {})


def said(name):
    """A name of the scenario in the language of this page."""
    return names.get(name, name)


def table(name):
    """A table of the result with the types that datapackage.json says; None if it is not there."""
    found = [r for r in package["resources"] if r["name"] == name]
    if not found:
        return None
    kinds = {"integer": "Int64", "number": "float64", "boolean": "Int64", "string": "string"}
    kind = {f["name"]: kinds[f["type"]] for f in found[0]["schema"]["fields"]}
    kind.update({"seed": "UInt64"} if "seed" in kind else {})
    read = pd.read_csv(found[0]["path"], dtype=kind, keep_default_na=False, na_values=[""], float_precision="round_trip")
    # An apostrophe marks a text with which a spreadsheet would reckon.
    for column in read.select_dtypes("string"):
        read[column] = read[column].str.replace(r"^'(?=[=+\-@\t\r\n＝＋－＠])", "", regex=True)
    return read


results, worlds = table("results"), table("worlds")
formats = [f["name"] for f in summary["formats"]]
by_format = {f: results[results["format"] == f].set_index("world") for f in formats}
COLUMNS = {"signed": "signed", "in_force": "in_force", "completed": "completed", "alive": "alive_at_horizon"}
# What is computed here, beside what the program found: name, here, there.
checks = []
