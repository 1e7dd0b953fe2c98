/** The style of a document as a page. Below 52rem tables become lists of labelled values, as there is no room for columns. */
const lightColours = {
  ...{ ink: '#1c2733', soft: '#52606d', line: '#c9d1d9', strong: '#1f5b8c', light: '#9cc3e3' },
  ...{ paper: '#fff', doubtful: '#fff8ec', warning: '#9a3412' },
}

const darkColours: Record<keyof typeof lightColours, string> = {
  ...{ ink: '#e6ebf0', soft: '#a9b5c1', line: '#3a4653', strong: '#8cc2ee', light: '#2f6ea3' },
  ...{ paper: '#11181f', doubtful: '#2a2013', warning: '#f5b041' },
}

const declare = (colours: typeof lightColours): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ')

const rules = `
:root { color: var(--ink); background: var(--paper); font: 15px/1.45 "Source Sans 3", "Segoe UI", system-ui, "Helvetica Neue", Arial, sans-serif; }
* { box-sizing: border-box; }
body { max-width: 66rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
header { border-bottom: 3px solid var(--strong); padding-bottom: .9rem; margin-bottom: 1.25rem; }
header p { margin: .15rem 0; }
.agency { color: var(--strong); font-weight: 600; }
h1 { font-size: 1.9rem; line-height: 1.15; margin: .2rem 0 .3rem; }
.week { display: block; font-size: 1.25rem; font-weight: 500; color: var(--soft); }
.period { font-size: 1.05rem; }
.status, nav { color: var(--soft); font-size: .88rem; }
nav { margin-top: .4rem; }
a { color: var(--strong); }
h2, h3 { font-size: 1.2rem; margin: 0 0 .5rem; color: var(--strong); }
.headline { font-size: 1.45rem; line-height: 1.3; font-weight: 600; margin: 0 0 1.1rem; max-width: 54rem; }
.notice { border-left: 4px solid var(--warning); padding-left: .7rem; margin: 0 0 1rem; }
.first section { margin-bottom: 1.3rem; }
.items { list-style: none; margin: 0; padding: 0; }
.items li { border-top: 1px solid var(--line); padding: .45rem 0; max-width: 54rem; }
.items p { margin: 0; max-width: none; }
.items small { color: var(--soft); font-size: .85rem; }
.first > .status { margin: .15rem 0; }
.annex { border-top: 3px solid var(--strong); margin-top: 2rem; padding-top: 1rem; }
.annex > h2 { font-size: 1.5rem; margin-bottom: 1rem; }
section { margin: 0 0 1.9rem; }
section p { margin: .3rem 0; max-width: 54rem; }
.highlights { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 0 0 1.75rem; }
.highlights > div { border: 1px solid var(--line); border-top: 3px solid var(--strong); padding: .6rem .75rem; }
.highlights dt { font-size: .85rem; color: var(--soft); }
.highlights dd { margin: 0; }
.highlights strong { display: block; font-size: 1.55rem; line-height: 1.25; }
.highlights small { color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 .3rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
caption.named { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: break-word; }
thead th { font-size: .82rem; font-weight: 600; color: var(--soft); border-bottom: 2px solid var(--soft); vertical-align: bottom; overflow-wrap: normal; }
tbody th { font-weight: 600; }
.numeric { text-align: right; font-variant-numeric: tabular-nums; padding-right: .9rem; }
td small, th small { display: block; color: var(--soft); font-weight: 400; font-size: .85rem; }
.numeric .said, .day .said { white-space: nowrap; }
.marked .said { font-weight: 600; }
.marked small:nth-of-type(2) { color: var(--warning); font-weight: 600; }
.doubtful { border-left: 6px double var(--warning); background: var(--doubtful); padding: .75rem 1rem; }
.doubtful h2, .doubtful h3 { color: var(--warning); }
.doubtful p:first-of-type { font-weight: 600; }
.more { font-style: italic; }
figure { margin: .5rem 0; }
svg { max-width: 100%; height: auto; }
.fill-ink { fill: var(--ink); } .fill-soft { fill: var(--soft); } .fill-line { fill: var(--line); } .fill-strong { fill: var(--strong); } .fill-light { fill: var(--light); }
.stroke-ink { stroke: var(--ink); } .stroke-soft { stroke: var(--soft); } .stroke-line { stroke: var(--line); } .stroke-strong { stroke: var(--strong); }
stop { stop-color: var(--light); }
.charted { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: start; }
.charted figure { flex: 1 1 20rem; min-width: 0; }
.charted table { flex: 1 1 24rem; margin-top: 0; }
@media screen and (max-width: 66rem) {
  .numeric .said { white-space: normal; }
  .numeric { padding-right: .5rem; }
}
@media screen and (max-width: 52rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, th, td { display: block; width: 100%; }
  tr { border-bottom: 2px solid var(--line); padding: .5rem 0; }
  .charted { display: block; }
  tr { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: .2rem .6rem; }
  tbody th, td { border: 0; padding: .1rem 0; grid-column: 1 / -1; }
  tbody th > div, td > div { display: inline; }
  td::before { content: attr(data-label); color: var(--soft); font-size: .8rem; display: block; }
  td.numeric { text-align: left; grid-column: auto; }
  tbody th { font-size: 1.05rem; }
}
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: var(--soft); } }
@media print {
  :root { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  h2, h3, caption, thead { break-after: avoid; }
  .headline { font-size: 1.3rem; margin-bottom: .7rem; }
  .first .highlights { grid-template-columns: repeat(4, 1fr); gap: .5rem; margin-bottom: .9rem; }
  .first .highlights strong { font-size: 1.15rem; }
  .first section { margin-bottom: .7rem; }
  .items li { break-inside: avoid; padding: .3rem 0; }
  .annex { break-before: page; border-top: 0; margin-top: 0; }
  thead { display: table-header-group; }
  tr, figure, .highlights { break-inside: avoid; }
  section > p { break-inside: avoid; orphans: 3; widows: 3; }
  .doubtful { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`

/** Follows the light or dark scheme of the reader's screen; prints light. */
export const stylesheet = `
:root { color-scheme: light dark; ${declare(lightColours)} }
@media screen and (prefers-color-scheme: dark) { :root { ${declare(darkColours)} } }${rules}`
