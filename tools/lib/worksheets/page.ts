import { ui } from '../../../src/strings/index.ts'
import { escapeHtml } from './text.ts'

const style = `
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff; font: 11pt/1.45 Georgia, 'Times New Roman', serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, .kind, .how, th { font-family: system-ui, sans-serif; line-height: 1.25; }
h1 { font-size: 1.5rem; margin: 0 0 0.4rem; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 0.2rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 0.2rem; }
h4 { font-size: 0.9rem; margin: 0.9rem 0 0.1rem; }
p { margin: 0.4rem 0; }
.kind, .how, .small { font-size: 0.85rem; color: #333; }
.sheet { break-after: page; }
.sheet:last-child { break-after: auto; }
.head { display: flex; flex-wrap: wrap; gap: 0.2rem 2rem; border-bottom: 1px solid #000; padding-bottom: 0.5rem; }
.exercise, .answer { break-inside: avoid; }
.line { display: flex; justify-content: space-between; min-height: 2.2rem; align-items: end; border-bottom: 1px solid #777; }
.options, .blocks { list-style: none; padding-left: 0; }
.options > li, .blocks > li { display: flex; gap: 0.6rem; margin: 0.35rem 0; }
.options > li::before, .blocks > li::before { content: ''; flex: none; width: 0.95rem; height: 0.95rem; margin-top: 0.25rem; border: 1px solid #000; }
.choice > li::before { border-radius: 50%; }
.options p, .blocks p { margin: 0; }
.grid td { width: 4rem; height: 2.2rem; border: 1px solid #777; }
table { border-collapse: collapse; }
.wide { overflow-x: auto; }
.wide table { width: 100%; margin-bottom: 1.2rem; table-layout: fixed; }
.wide td, .wide th { padding: 0.2rem 0.5rem; border: 1px solid #999; text-align: left; font-size: 0.85rem; }
pre, code { font: 0.9em/1.4 ui-monospace, Consolas, monospace; }
pre { white-space: pre-wrap; }
.display { margin: 0.5rem 0; overflow-x: auto; }
math[display='block'] { margin: 0.3rem 0; }
.closed { white-space: nowrap; }
/* What browsers do not draw of themselves: the box of a gap, and the columns of equations below each other. */
menclose[notation='box'] { border: 1px solid #000; padding: 0.1em 0.2em; }
mtable[columnalign='right left'] > mtr > mtd { padding-inline: 0; text-align: left; }
mtable[columnalign='right left'] > mtr > mtd:first-child { text-align: right; }
mtable[columnalign^='left'] > mtr > mtd { text-align: left; }
@media print {
  @page { size: A4; margin: 16mm; }
  main { max-width: none; padding: 0; }
  .wide, .display { overflow: visible; }
  h2, h3, h4 { break-after: avoid; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
`

/** One file that needs nothing else: no script, no font, no picture. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="${ui.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
