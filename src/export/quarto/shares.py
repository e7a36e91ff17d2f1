Z = 1.959963984540054


def wilson(k, n):
    """The interval of Wilson (1927)."""
    p, z2 = k / n, Z * Z
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (0.0 if k == 0 else max(centre - half, 0.0)), (1.0 if k == n else min(centre + half, 1.0))


def of_100(share, low, high):
    return f"{100 * share:.1f} ({100 * low:.1f}–{100 * high:.1f})"


rows = []
for f in summary["formats"]:
    row = {WORDS["format"]: said(f["name"])}
    for measure, column in COLUMNS.items():
        counted = by_format[f["name"]][column]
        k, n = int(counted.sum()), len(counted)
        share, (low, high) = k / n, wilson(k, n)
        row[WORDS[measure]] = of_100(share, low, high)
        for what, here in [("estimate", share), ("low", low), ("high", high)]:
            checks.append((f"{f['name']}: {measure} {what}", here, f[measure][what]))
    rows.append(row)
pd.DataFrame(rows).set_index(WORDS["format"])
