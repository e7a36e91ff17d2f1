def newcombe(x, y):
    """The interval of a paired difference x less y (Newcombe 1998, paired, method 10)."""
    n = len(x)
    a, b = int((x * y).sum()), int((x * (1 - y)).sum())
    c, d = int(((1 - x) * y).sum()), int(((1 - x) * (1 - y)).sum())
    product = (a + b) * (c + d) * (a + c) * (b + d)
    excess = a * d - b * c
    excess = max(excess - n / 2, 0.0) if excess > 0 else excess
    phi = excess / math.sqrt(product) if product > 0 else 0.0
    p1, p2 = (a + b) / n, (a + c) / n
    (l1, u1), (l2, u2) = wilson(a + b, n), wilson(a + c, n)
    join = lambda s, t: math.sqrt(max(s * s - 2 * phi * s * t + t * t, 0.0))
    return (b - c) / n - join(p1 - l1, u2 - p2), (b - c) / n + join(u1 - p1, p2 - l2)


rows = []
for d in summary["differences"]:
    if d["measure"] not in COLUMNS or formats[0] not in (d["a"], d["b"]):
        continue
    x, y = (by_format[d[side]][COLUMNS[d["measure"]]].astype(int) for side in ("a", "b"))
    estimate, (low, high) = float((x - y).mean()), newcombe(x, y)
    for what, here in [("estimate", estimate), ("low", low), ("high", high)]:
        checks.append((f"{d['a']} less {d['b']}: {d['measure']} {what}", here, d[what]))
    rows.append(
        {
            WORDS["difference"]: f"{said(d['a'])} − {said(d['b'])}",
            WORDS["measure"]: WORDS[d["measure"]],
            WORDS["interval"]: f"{100 * estimate:+.1f} ({100 * low:+.1f} … {100 * high:+.1f})",
            WORDS["finding"]: d["finding"]["kind"].replace("_", " "),
        }
    )
pd.DataFrame(rows) if rows else print(WORDS["one"])
