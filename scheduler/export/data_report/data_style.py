"""The style sheet of the data report; the contrast of text is at least 4.5."""

STYLE = """
:root{color-scheme:light dark;--ink:#1b2430;--quiet:#55606e;--paper:#fff;--band:#f3f6fa;--line:#d3dae3;--head:#1f3a5f;
--on-head:#fff;--link:#174a8c;--stop:#a8201a;--stop-band:#fdecea;--ask:#7a4a00;--ask-band:#fff4db;--note:#1f5a84;
--note-band:#eaf3fa;--good:#1d6b35;--good-band:#e6f4ea}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--quiet:#a9b4c2;--paper:#12171e;--band:#1b222c;--line:#333d4a;
--head:#16304f;--on-head:#f2f6fb;--link:#9cc4ff;--stop:#ff9d95;--stop-band:#3a1b19;--ask:#f5c46b;--ask-band:#35270d;
--note:#93c7ee;--note-band:#152838;--good:#8fd6a4;--good-band:#14301d}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
"Noto Sans",Arial,sans-serif}
.wide{max-width:72rem;margin:0 auto;padding:0 1.25rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);color:var(--link);padding:.5rem 1rem;z-index:1}
header{background:var(--head);color:var(--on-head);padding:2.25rem 0 2rem}
.above{margin:0;letter-spacing:.08em;text-transform:uppercase;font-size:.8rem}
h1{margin:.1rem 0 .9rem;font-size:2.1rem;line-height:1.15;overflow-wrap:anywhere}
.verdict{display:inline-block;margin:0;padding:.35rem .9rem;border-radius:2rem;font-weight:600}
.verdict.good{background:var(--good-band);color:var(--good)}
.verdict.bad{background:var(--stop-band);color:var(--stop)}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem;list-style:none;padding:0;margin:1.5rem 0 .5rem}
.tiles li{flex:1 1 8.5rem}
.tiles a{display:block;height:100%;padding:.8rem 1rem;border:1px solid var(--line);border-radius:.6rem;
background:var(--band);color:var(--ink);text-decoration:none}
.tiles b{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}
.tiles span{color:var(--quiet)}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.tiles a:hover{border-color:var(--link)}
section{margin:2.4rem 0}
h2{font-size:1.35rem;margin:0 0 .25rem;scroll-margin-top:1rem}
h2 small{font-weight:400;color:var(--quiet)}
h3{font-size:1rem;margin:1.2rem 0 .4rem}
p{margin:.2rem 0 .8rem;max-width:48rem}
.sign{display:inline-block;width:1.7em;height:1.7em;line-height:1.7em;border-radius:50%;text-align:center;
font-size:.85em;font-weight:700;vertical-align:.08em}
.stop .sign{background:var(--stop-band);color:var(--stop)}
.ask .sign{background:var(--ask-band);color:var(--ask)}
.note .sign{background:var(--note-band);color:var(--note)}
.bar{height:.8rem;max-width:48rem;border-radius:.4rem;background:var(--line);overflow:hidden}
.bar div{height:100%;background:var(--good)}
.names{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));
gap:.3rem 1rem}
.names li{padding:.25rem .6rem;border-left:4px solid var(--line);overflow-wrap:anywhere}
.names.yes li{border-color:var(--good)}
.names.no li{border-color:var(--ask)}
small{font-size:.86rem;color:var(--quiet)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.6rem}
table{border-collapse:collapse;width:100%;min-width:38rem}
thead th{background:var(--band);color:var(--quiet);font-size:.86rem}
th,td{padding:.55rem .8rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead th:last-child{min-width:9rem}
tbody tr+tr>*{border-top:1px solid var(--line)}
tbody th{font-weight:400;width:15rem}
@media(max-width:40rem){table{min-width:34rem}tbody th{width:9rem}}
.stop tbody th{box-shadow:inset 4px 0 var(--stop)}
.ask tbody th{box-shadow:inset 4px 0 var(--ask)}
.note tbody th{box-shadow:inset 4px 0 var(--note)}
tbody th small{display:block}
code{font:600 .95em ui-monospace,Menlo,Consolas,monospace;margin-right:.35em}
bdi{white-space:pre-wrap}
.remarks{padding-left:1.2rem;max-width:60rem}
.remarks li{margin:.3rem 0}
footer{padding-top:1rem;padding-bottom:2.5rem;color:var(--quiet);font-size:.9rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{header{background:none;color:#000;padding:0;border-bottom:2px solid #000}.skip,nav{display:none}
.scroll{overflow:visible;border:0}thead{display:table-header-group}tr,.names li{break-inside:avoid}h2{break-after:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
