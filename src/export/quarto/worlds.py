def halves(measure="signed", most=8):
    """For the two formats that differ most: the mean difference where an input is below its middle, and where it is above."""
    means = {f: by_format[f][COLUMNS[measure]].mean() for f in formats}
    a, b = max(formats, key=means.get), min(formats, key=means.get)
    gap = (by_format[a][COLUMNS[measure]] - by_format[b][COLUMNS[measure]]).astype(float)
    drawn = worlds.set_index("world").drop(columns="seed").astype(float).loc[gap.index]
    rows = []
    for name in drawn:
        above = drawn[name] > drawn[name].median()
        if min(above.sum(), (~above).sum()) >= 10:
            low, high = gap[~above].mean(), gap[above].mean()
            error = math.sqrt(gap[~above].var() / (~above).sum() + gap[above].var() / above.sum())
            rows.append((name, 100 * low, 100 * high, abs(high - low) / error if error > 0 else 0.0))
    rows.sort(key=lambda row: -row[3])
    heads = [WORDS["input"], WORDS["low"], WORDS["high"]]
    return f"{said(a)} − {said(b)}", pd.DataFrame([row[:3] for row in rows[:most]], columns=heads).round(1)


if worlds is None or len(formats) < 2:
    print(WORDS["none"])
else:
    pair, found = halves()
    print(pair)
    print(found.to_string(index=False))
