//! Style sheets: white, grey lines, readable on a telephone, on a wall and on paper.

/// Of the report.
pub(super) const REPORT: &str = r#"
:root{--ink:#1a1a1a;--grey:#595959;--line:#d9d9d9;--accent:#0072b2}
*{box-sizing:border-box}
html{font-size:clamp(16px,.55vw + 13px,24px);-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1.2rem;max-width:62rem;color:var(--ink);background:#fff;line-height:1.5;overflow-wrap:break-word;
font-family:"Helvetica Neue",Helvetica,Arial,"Noto Sans","Noto Sans KR","Noto Sans CJK KR","Apple SD Gothic Neo","Malgun Gothic",sans-serif}
h1{font-size:1.9rem;line-height:1.2;margin:.4rem 0}
h2{font-size:1.35rem;line-height:1.25;margin:2.4rem 0 .6rem;padding-top:.7rem;border-top:2px solid var(--ink)}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}
p,li{max-width:44rem}
.lead{font-size:1.08rem}
.small,figcaption,footer{color:var(--grey);font-size:.88rem}
.findings li{margin:.45rem 0;font-size:1.08rem}
.not{border-left:4px solid var(--accent);padding:.2rem 1rem;margin:1.2rem 0;background:#f5f8fb}
nav{margin:1rem 0;font-size:.92rem}
nav a{margin-right:1rem;white-space:nowrap;display:inline-block}
a{color:var(--accent)}
figure{margin:1.2rem 0 1.8rem}
.scroll{overflow-x:auto}
.scroll svg{display:block;width:100%;min-width:720px;height:auto;border:1px solid var(--line)}
table{border-collapse:collapse;font-size:.88rem;line-height:1.35;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--line);min-width:4.5rem}
thead th{border-bottom:2px solid var(--ink)}
tbody th{font-weight:600}
td.n{white-space:nowrap}
td.differs{background:#fff4d6;padding-left:.4rem}
td.differs::before{content:"≠ ";font-weight:700}
table.runs{font-size:.78rem}
table.runs th,table.runs td{min-width:2.4rem;padding-right:.4rem}
table.runs tbody th{min-width:12rem}
table.runs td:nth-child(2){min-width:14rem}
table.runs thead span{writing-mode:vertical-rl;max-height:14rem}
summary{cursor:pointer;color:var(--accent);padding:.35rem 0}
dt{font-weight:600;margin-top:.5rem}
dd{margin:0 0 .2rem;max-width:44rem}
@media print{
@page{size:A4;margin:14mm}
html{font-size:10.5pt}
body{padding:0;max-width:none}
nav,details:not([open]){display:none}
.scroll{overflow:visible}
table.runs{font-size:5.5pt}
table.runs th,table.runs td{min-width:0;padding-right:1pt}
table.runs tbody th,table.runs td:nth-child(2){min-width:18mm}
.scroll svg{min-width:0;border:0;max-height:255mm}
figure,tr,.not{break-inside:avoid}
h2,h3{break-after:avoid}
}
"#;

/// Of the pages of a class: A4, black on white.
pub(super) const CLASS: &str = r#"
@page{size:A4;margin:12mm}
*{box-sizing:border-box}
html{background:#fff}
body{margin:0 auto;width:186mm;color:#1a1a1a;font-size:9.5pt;line-height:1.3;overflow-wrap:break-word;
font-family:"Helvetica Neue",Helvetica,Arial,"Noto Sans","Noto Sans KR","Noto Sans CJK KR","Apple SD Gothic Neo","Malgun Gothic",sans-serif}
header{display:flex;justify-content:space-between;align-items:baseline;gap:6mm;border-bottom:1.5pt solid #1a1a1a;padding-bottom:1mm}
h1{font-size:1.5em;line-height:1.15;margin:0}
h2{font-size:1.1em;margin:.8em 0 .25em}
h3{font-size:1em;margin:.7em 0 .2em}
p{margin:.3em 0}
ul,ol{margin:.1em 0;padding-left:1.3em}
.name{white-space:nowrap;color:#595959}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.16em .6em .16em 0;border-bottom:.5pt solid #bbb}
thead th{border-bottom:1pt solid #1a1a1a;vertical-align:bottom}
.party{white-space:nowrap;width:1%}
.number{text-align:right;font-variant-numeric:tabular-nums}
.boxes th,.boxes td{border:.75pt solid #595959;padding:.25em .5em}
.boxes .number{width:20mm;text-align:left}
.boxes .reason{width:48mm}
.boxes .most{width:28mm}
.what{font-weight:400;color:#404040}
.columns{columns:2;column-gap:7mm}
.columns li{break-inside:avoid}
.grey{color:#595959;font-weight:400}
.sheet{break-after:page}
.sheet:last-child{break-after:auto}
.long{font-size:8.4pt;line-height:1.25}
.long .score th,.long .score td{padding:.16em .5em}
.longest{font-size:8.1pt;line-height:1.22}
.numbers{display:flex;gap:5mm;margin:.7em 0 .4em}
.numbers div{flex:1;border:1pt solid #1a1a1a;padding:.3em .7em}
.numbers b{display:block;font-size:1.7em;line-height:1.2}
.score th,.score td{border:.5pt solid #999;padding:.3em .5em;vertical-align:middle}
.score th:first-child{width:46mm}
.score .number{width:19mm}
.deal{width:16mm}
.level{display:inline-block;margin-right:1.1em}
.level b{white-space:nowrap}
.group{break-inside:avoid;border-top:1pt solid #1a1a1a;margin-top:1em}
.bar{display:inline-block;width:30mm;height:.75em;margin-right:.5em;border:.5pt solid #595959;vertical-align:-.05em}
.bar i{display:block;height:100%;background:#0072b2;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.total th,.total td{border-top:1pt solid #1a1a1a}
@media screen{.page{padding:6mm 0}.sheet{min-height:270mm}}
@media screen and (max-width:760px){body{width:auto;padding:0 4mm}.columns{columns:1}header,.numbers{display:block}table{display:block;overflow-x:auto}}
"#;
