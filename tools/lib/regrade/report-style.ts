/** The report's only style sheet; colors are never the only sign. */
export const reportStyle = `
:root { --ink: #1b1d21; --paper: #fff; --line: #c9ccd2; --soft: #f1f2f4; --good: #1a6b38; --half: #7a5200; --bad: #a3262a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e9ec; --paper: #15171b; --line: #474b54; --soft: #22252b; --good: #7fd49a; --half: #f0c36b; --bad: #ff9a95; }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; }
p { max-width: 44rem; }
.wide { overflow-x: auto; margin: 0 0 1.5rem; }
.wide:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
table { border-collapse: collapse; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
caption, .aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 0.3rem 0.6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
td { white-space: nowrap; }
td.text { white-space: normal; min-width: 16rem; overflow-wrap: anywhere; }
thead th { background: var(--soft); vertical-align: bottom; min-width: 4rem; }
tbody th { font-weight: 500; min-width: 8rem; max-width: 16rem; overflow-wrap: anywhere; }
code { font-size: 0.875rem; overflow-wrap: anywhere; }
.correct, .correct-with-solution { color: var(--good); }
.partial { color: var(--half); }
.tried { color: var(--bad); }
.small { font-size: 0.9375rem; }
@media print {
  :root { --ink: #000; --paper: #fff; --soft: #eee; --line: #888; --good: #000; --half: #000; --bad: #000; }
  @page { size: A4 landscape; margin: 12mm; }
  main { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  table { font-size: 8pt; }
  th, td { padding: 1pt 3pt; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  h2, h3 { break-after: avoid; }
}
`
