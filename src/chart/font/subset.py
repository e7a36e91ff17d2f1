"""Makes the two faces that PNG charts are drawn with: Latin, all 11,172 Hangul syllables, and the symbols of charts.

    npm pack pretendard@1.3.9 && tar xzf pretendard-1.3.9.tgz
    pip install fonttools==4.60.1
    python subset.py package/dist/public/static

Pretendard is (c) 2021 Kil Hyung-jin, under the SIL Open Font License 1.1 (OFL.txt), which reserves its name: what is made here is called
"Roundtable Sans". The same input gives the same bytes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F),            # Latin
    (0x370, 0x3FF), (0x400, 0x45F),         # Greek, Cyrillic
    (0x2010, 0x2015), (0x2018, 0x201F), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033),
    (0x2039, 0x203A), (0x20A9, 0x20A9), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2199),
    (0x2202, 0x2202), (0x2206, 0x2206), (0x2211, 0x2212), (0x221A, 0x221A), (0x221E, 0x221E), (0x2248, 0x2248),
    (0x2260, 0x2260), (0x2264, 0x2265),
    (0x25A0, 0x25D1), (0x2605, 0x2606), (0x2713, 0x2717),
    (0x3000, 0x3003), (0x3008, 0x3011), (0x3131, 0x318E),
    (0xAC00, 0xD7A3),                       # Hangul syllables
]
NAMES = {1: "Roundtable Sans", 4: "Roundtable Sans {}", 6: "RoundtableSans-{}", 16: None, 17: None}
KEPT = {0, 1, 2, 3, 4, 5, 6, 13, 14}


def face(folder: Path, weight: str) -> None:
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = sorted(KEPT)
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = TTFont(folder / f"Pretendard-{weight}.otf", recalcTimestamp=False)
    work = subset.Subsetter(options)
    work.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    work.subset(font)
    table = font["name"]
    table.names = [name for name in table.names if name.nameID in KEPT and name.platformID == 3 and name.langID == 0x409]
    for name in table.names:
        told = NAMES.get(name.nameID)
        if told:
            name.string = told.format(weight)
        elif name.nameID == 2:
            name.string = weight
        elif name.nameID == 3:
            name.string = f"RoundtableSans-{weight} of Pretendard 1.3.9"
    cff = font["CFF "].cff
    cff.fontNames = [f"RoundtableSans-{weight}"]
    top = cff.topDictIndex[0]
    for field in ("FullName", "FamilyName"):
        if hasattr(top, field):
            setattr(top, field, f"Roundtable Sans {weight}" if field == "FullName" else "Roundtable Sans")
    target = Path(__file__).parent / f"RoundtableSans-{weight}.otf"
    font.save(target, reorderTables=False)
    syllables = sum(code in font.getBestCmap() for code in range(0xAC00, 0xD7A4))
    print(f"{target.name}: {target.stat().st_size} bytes, {len(font.getBestCmap())} characters, {syllables} syllables")


for weight in ("Regular", "Bold"):
    face(Path(sys.argv[1]), weight)
