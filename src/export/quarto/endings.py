counted = results.groupby(["format", "ended"]).size()
rows = []
for f in summary["formats"]:
    for ending in f["ended"]:
        here = int(counted.get((f["name"], ending["reason"]), 0)) / len(by_format[f["name"]])
        checks.append((f"{f['name']}: {ending['reason']}", here, ending["share"]))
        if here > 0:
            rows.append({"format": said(f["name"]), "reason": ending["reason"].replace("_", " "), "share": here})
ended = pd.DataFrame(rows).pivot(index="format", columns="reason", values="share").fillna(0)
(100 * ended).round(1).rename_axis(index=WORDS["format"], columns=WORDS["reason"])
