#!/usr/bin/env python3
"""Holds `discover` and `sensitivity` against the EMA Workbench and SALib on the same tables.

    cargo build --release && python3 benches/why.py target/release/roundtable

The two packages are installed by their versions into a virtual environment below target/; nothing of them is in this repository. Tables are
written as stored results, so that the program reads what the others are given; Sobol indices by design are those of `cargo bench --bench why`
on outputs that SALib chose (a second argument is another profile to build that with).
"""
import json, os, subprocess, sys, tempfile, venv
from pathlib import Path

PACKAGES = ["SALib==1.5.1", "ema_workbench==2.5.2", "pandas==2.3.3"]
HOME = Path(__file__).resolve().parent.parent / "target" / "why"

if Path(sys.prefix).resolve() != HOME.resolve():
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES], check=True)
    sys.exit(subprocess.run([python, __file__, *sys.argv[1:]]).returncode)

import numpy as np
import pandas as pd
from SALib.analyze import delta as salib_delta
from SALib.analyze import sobol as salib_sobol
from SALib.sample import sobol as sobol_sample

program = sys.argv[1]
profile = sys.argv[2] if len(sys.argv) > 2 else "bench"


def store(folder, x, y):
    """A stored result: the first format has y, the second 0."""
    n, d = x.shape
    names = [f"x{k}" for k in range(d)]
    worlds = pd.DataFrame(x, columns=names)
    worlds.insert(0, "seed", 1)
    worlds.insert(0, "world", range(n))
    worlds.to_csv(folder / "worlds.csv", index=False)
    with open(folder / "results.csv", "w") as out:
        out.write("world,format,signed,gain_p\n")
        for k, value in enumerate(y):
            out.write(f"{k},a,{int(value > 0)},{float(value)!r}\n{k},b,0,0\n")
    field = lambda name, of="": {"name": name, "type": "number", "description": of}
    package = {"resources": [
        {"name": "results", "schema": {"fields": [field("gain_p", "P. what the party gained")]}},
        {"name": "worlds", "schema": {"fields": [field(name) for name in names]}},
    ]}
    (folder / "datapackage.json").write_text(json.dumps(package))


def ask(command, x, y, measure):
    with tempfile.TemporaryDirectory() as folder:
        store(Path(folder), x, y)
        said = subprocess.run([program, command, folder, "a", "b", "--measure", measure, "--json"],
                              capture_output=True, text=True, check=True)
        return json.loads(said.stdout)


def ishigami(u):
    x = -np.pi + 2 * np.pi * u
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g_function(u):
    a = np.array([0, 1, 4.5, 9, 99, 99])
    return np.prod((np.abs(4 * u - 2) + a) / (1 + a), axis=1)


def indices():
    print("indices: ours / SALib (first order), ours / SALib (delta)")
    worst = [0.0, 0.0]
    for name, function, d in [("Ishigami", ishigami, 3), ("g-function", g_function, 6)]:
        u = np.random.default_rng(1).random((4000, d))
        y = function(u)
        names = [f"x{k}" for k in range(d)]
        theirs = salib_delta.analyze({"num_vars": d, "names": names, "bounds": [[0, 1]] * d}, u, y, seed=1)
        ours = {i["column"]: i for i in ask("sensitivity", u, y, "gain.p")["found"]["inputs"]}
        for k, name_k in enumerate(names):
            own = ours[name_k]["first"]["estimate"], ours[name_k]["delta"]["estimate"]
            worst = [max(worst[0], abs(own[0] - theirs["S1"][k])), max(worst[1], abs(own[1] - theirs["delta"][k]))]
            print(f"  {name} {name_k}: {own[0]:.3f} / {theirs['S1'][k]:.3f}, {own[1]:.3f} / {theirs['delta'][k]:.3f}")
    print(f"  largest distance: first order {worst[0]:.3f}, delta {worst[1]:.3f}")


def by_design():
    print("Sobol indices by design: ours / SALib (first order), ours / SALib (total)")
    worst = [0.0, 0.0]
    for name, function, d in [("Ishigami", ishigami, 3), ("g-function", g_function, 6)]:
        problem = {"num_vars": d, "names": [f"x{k}" for k in range(d)], "bounds": [[0, 1]] * d}
        y = function(sobol_sample.sample(problem, 4096, calc_second_order=False, seed=1))
        theirs = salib_sobol.analyze(problem, y, calc_second_order=False, seed=1)
        # Theirs stand as A, A with each column of B, B.
        rows = [[row[0], row[-1], *row[1:-1]] for row in y.reshape(-1, d + 2).tolist()]
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "outputs.json"
            table.write_text(json.dumps(rows))
            command = [os.environ.get("CARGO", "cargo"), "bench", "--quiet", "--profile", profile, "--bench", "why", "--", "--sobol", table]
            ours = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["inputs"]
        for k in range(d):
            own = ours[k]["first"]["estimate"], ours[k]["total"]["estimate"]
            worst = [max(worst[0], abs(own[0] - theirs["S1"][k])), max(worst[1], abs(own[1] - theirs["ST"][k]))]
            print(f"  {name} x{k}: {own[0]:.3f} / {theirs['S1'][k]:.3f}, {own[1]:.3f} / {theirs['ST'][k]:.3f}")
    print(f"  largest distance: first order {worst[0]:.5f}, total {worst[1]:.5f}")


def boxes():
    from ema_workbench.analysis import prim
    print("boxes: coverage and density, ours (in worlds that had no part in it) / EMA Workbench (in its own worlds)")
    for seed in range(3):
        random = np.random.default_rng(seed)
        u = random.random((4000, 10))
        planted = (u[:, 3] < 0.4) & (u[:, 7] > 0.5)
        y = (random.random(4000) < np.where(planted, 0.9, 0.05)).astype(int)
        ours = ask("discover", u, y, "signed")["boxes"][0]
        frame = pd.DataFrame(u, columns=[f"x{k}" for k in range(10)])
        found = prim.Prim(frame, y.astype(bool), threshold=0.8, peel_alpha=0.05).find_box()
        path = found.peeling_trajectory
        # The box of theirs that has our measure of quality at its largest.
        best = (path["mass"] * (path["density"] - y.mean())).idxmax()
        theirs = path.loc[best]
        inputs = sorted({c["column"] for c in ours["conditions"]})
        print(f"  seed {seed}: {ours['coverage']:.2f}, {ours['density']:.2f} ({' '.join(inputs)})"
              f" / {theirs['coverage']:.2f}, {theirs['density']:.2f} ({int(theirs['res_dim'])} inputs)"
              f"; planted: {y[planted].sum() / y.sum():.2f}, {y[planted].mean():.2f}")


indices()
by_design()
boxes()
