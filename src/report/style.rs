//! Style sheets: white, grey lines, readable on a telephone, on a wall and on paper.

/// Of the report.
pub(super) const REPORT: &str = r#"
:root{--ink:#1a1a1a;--grey:#595959;--line:#d9d9d9;--accent:#0060a0;color-scheme:light}
*{box-sizing:border-box}
html{font-size:clamp(16px,.3vw + 12.2px,21px);-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:0 1.2rem 2rem;max-width:80rem;color:var(--ink);background:#fff;line-height:1.5;overflow-wrap:break-word;
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Helvetica,Arial,"Noto Sans","Noto Sans KR","Noto Sans CJK KR","Apple SD Gothic Neo","Malgun Gothic",sans-serif}
html:lang(ko){word-break:keep-all}
.skip{position:absolute;left:-99rem;top:0;background:#fff;padding:.4rem .8rem;z-index:1}
.skip:focus{left:.5rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
h1{font-size:1rem;font-weight:600;color:var(--grey);margin:.5rem 0 0}
h2{font-size:1.4rem;line-height:1.25;margin:2.6rem 0 .6rem;padding-top:.7rem;border-top:2px solid var(--ink)}
h3{font-size:1.08rem;margin:1.6rem 0 .4rem}
p,li,dd{max-width:46rem}
.question{margin:0;max-width:none;color:var(--grey)}
.answer{font-size:1.32rem;line-height:1.24;font-weight:650;margin:.15rem 0 .3rem;max-width:none;text-wrap:pretty}
.answer+.answer{font-size:1.08rem;font-weight:500}
.not{margin:.1rem 0 .2rem;max-width:none;font-size:.88rem;color:var(--grey)}
.lead{font-size:1.05rem}
.small,footer{color:var(--grey);font-size:.88rem}
.grey{color:var(--grey)}
nav{margin:1rem 0;font-size:.92rem;border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:.5rem 0}
nav a{margin-right:1.1rem;display:inline-block;padding:.15rem 0}
a{color:var(--accent)}
figure{margin:.6rem 0 1.6rem}
.first figure{margin:.1rem 0 0}
.first summary{padding:.1rem 0;font-size:.88rem}
.scroll{overflow-x:auto}
.scroll>svg{display:block;width:100%;height:auto;margin:0 auto}
@media screen and (min-width:901px){
.first{display:flex;flex-direction:column;min-height:min(calc(100vh - 2.1rem),58rem)}
.first figure{flex:1;display:flex;flex-direction:column}
.first figure>.scroll{flex:1;min-height:20rem;position:relative}
.first figure>.scroll>svg{position:absolute;inset:0;height:100%}
}
.narrow{display:none}
@media screen and (max-width:700px){
body{padding:0 .8rem 2rem}
.answer{font-size:1.2rem}
.first figure>.scroll,.picture>.scroll{display:none}
.first .bars,.narrow{display:block}
.narrow>svg{display:block;width:100%;height:auto}
table{font-size:.82rem}
}
.bars{display:none}
.bar-name{font-weight:600;margin:.9rem 0 .1rem}
.bars dl{display:grid;grid-template-columns:8.5rem 1fr;gap:.1rem .6rem;margin:0;font-size:.88rem}
.bars dt{font-weight:400;margin:0}
.bars dd{display:flex;gap:.5rem;margin:0;align-items:center}
.bars .track{flex:1;height:.8rem}
.bars .fill{display:block}
table{border-collapse:collapse;font-size:.88rem;line-height:1.35;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--line);min-width:4.5rem}
thead th{border-bottom:2px solid var(--ink)}
tbody th{font-weight:600}
td.n{white-space:nowrap}
td.differs{background:#fff4d6;padding-left:.4rem}
td.differs::before{content:"≠\a0";font-weight:700}
table.matrix,table.wants{font-size:.84rem}
table.matrix th,table.matrix td{min-width:5.4rem}
td.held{color:var(--grey)}
table.wants td{min-width:7rem}
.mark span{font-size:.86em;border:1px solid var(--grey);border-radius:3px;padding:0 .25em;margin-right:.2em;white-space:nowrap}
.mark .stated{background:var(--ink);color:#fff;border-color:var(--ink)}
tr.most th,tr.most td{border-top:2px solid var(--ink)}
.factors li{margin:.4rem 0;max-width:62rem}
table.runs{font-size:.78rem}
table.runs th,table.runs td{min-width:2.4rem;padding-right:.4rem}
table.runs tbody th{min-width:12rem}
table.runs td:nth-child(2){min-width:14rem}
table.runs thead span{writing-mode:vertical-rl;max-height:14rem}
summary{cursor:pointer;color:var(--accent);padding:.35rem 0}
dt{font-weight:600;margin-top:.5rem}
dd{margin:0 0 .2rem}
fieldset{border:1px solid var(--line);border-radius:4px;margin:.5rem 0;padding:.4rem .8rem}
legend{font-weight:600;padding:0 .3rem}
legend.out{position:absolute;left:-99rem}
.ticks{border:0;padding:.2rem 0;margin:.2rem 0}
.ticks legend{font-weight:400;padding:0}
.ticks label{display:inline-block;margin:.15rem 1.1rem .15rem 0}
.ticks input{width:1.1rem;height:1.1rem;vertical-align:-.15rem;margin:0 .35rem 0 0}
select,button{font:inherit;max-width:100%;padding:.25rem .4rem}
.fields label,.under label{margin-right:.5rem}
#explore-over{font-size:1.15rem;font-weight:600}
table.answers{width:100%}
table.answers td.bar{width:45%;min-width:8rem}
.track{background:#ededed;height:1.1rem}
.fill{background:#0060a0;height:100%}
.fill.below{background:#b34e00}
.ending{margin:.35rem 0}
.ending .who{font-size:.88rem}
.parts{display:flex;height:1.5rem;background:#ededed;font-size:.82rem;line-height:1.5rem;overflow:hidden}
.parts div{padding-left:.3rem;overflow:hidden;white-space:nowrap}
.legend{list-style:none;padding:0;font-size:.88rem}
.legend li{display:inline-block;margin-right:1.1rem}
.legend span{display:inline-block;width:1rem;height:1rem;vertical-align:-.15rem;margin-right:.35rem}
.g0{background:#00694f;color:#fff}.g1{background:#8fcfb9;color:#1a1a1a}.g2{background:#f0c36a;color:#1a1a1a}
.g3{background:#c2500f;color:#fff}.g4{background:#cc79a7;color:#1a1a1a}.g5{background:#d2d5da;color:#1a1a1a}
@media print{
@page{size:A4;margin:13mm}
html{font-size:10pt}
body{padding:0;max-width:none}
nav,.skip,#explorer,details:not([open]):not(.format){display:none}
details.format::details-content{content-visibility:visible;display:block}
summary{color:var(--ink)}
.scroll{overflow:visible}
.scroll>svg{min-width:0;max-height:240mm}
.first .scroll>svg{max-height:200mm}
table{width:100%;font-size:8pt;table-layout:fixed}
table.matrix,table.wants{font-size:7pt}
th,td,table.matrix th,table.matrix td,table.wants td,table.runs th,table.runs td,table.runs tbody th{min-width:0;overflow-wrap:break-word;padding-right:1.5mm}
td.n{white-space:normal}
#stated thead th:first-child{width:24%}
#stated thead th:last-child{width:32%}
thead{display:table-header-group}
.fill,.parts div,.legend span,td.differs,.mark span{print-color-adjust:exact;-webkit-print-color-adjust:exact}
figure,tr,.not{break-inside:avoid}
h2,h3,summary{break-after:avoid}
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
