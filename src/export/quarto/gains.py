rows = []
for f in summary["formats"]:
    row = {WORDS["format"]: said(f["name"])}
    for party, gain in zip(summary["parties"], f["gain"]):
        benefit = float(by_format[f["name"]]["benefit_" + party["id"]].mean())
        row[said(party["name"])] = round(benefit, 3)
        checks.append((f"{f['name']}: benefit of {party['id']}", benefit, gain["benefit"]))
    rows.append(row)
pd.DataFrame(rows).set_index(WORDS["format"])
