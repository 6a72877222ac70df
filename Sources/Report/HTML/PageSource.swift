// swift-format-ignore-file
// Generated from page/ by `make generate`. Change the files there.

/// The templates of the report's pages, cut at their slots.
enum PageSource {
  static let report: [PagePiece] = [
.text(#"""
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-SjhTvNNELNPqFbz+WI0SAhV5aNPtw059qXq4bGTgKPg=' '
"""#),
.slot(.runningHash),
.text(#"""
'; script-src 'sha256-Hhh9M1Q5GvJjG9kXxxFel2MOESPJsSCjTJGc+pc/TuE='">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>
"""#),
.slot(.title),
.text(#"""
</title>
<style>
:root {
  --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --band: #f6f8fa; --link: #0b57b0;
  --fail: #a4121f; --unknown: #855200; --pass: #14632e; --other: #4a4f57;
  --fill-pass: #4c9a68; --fill-fail: #f3c6c8; --fill-unknown: #f3dfb8; --fill-other: #d5d9de; --mark: #0b57b0;
  --heat-1: #e9f1fb; --heat-2: #cfe2f7; --heat-3: #aecdf0;
  --mono: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --ink: #e3e6ea; --faint: #9aa4af; --line: #3a414a; --band: #1e2329; --link: #79b4ff;
    --fail: #ff8f8a; --unknown: #f0b64f; --pass: #74d08d; --other: #b4bbc4;
    --fill-pass: #3f8f5c; --fill-fail: #4a2225; --fill-unknown: #463414; --fill-other: #343a42; --mark: #79b4ff;
    --heat-1: #1d2c3e; --heat-2: #223b59; --heat-3: #284a74;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 3rem; }
body {
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Helvetica, Arial, sans-serif;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 {
  font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 .75rem; padding-top: .75rem;
  border-top: 2px solid var(--ink);
}
h3 { font-size: 1.08rem; line-height: 1.35; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h4 { font-size: 1em; margin: 1.1rem 0 .35rem; }
section > h3 { margin-top: 1.75rem; }
p, ul, ol { margin: .5rem 0; max-width: 50rem; }
ul, ol { padding-left: 1.4rem; }
li { margin: .2rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
:is(a, button, input, select, summary, [tabindex]):focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
section[tabindex]:focus { outline: none; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; padding: .4rem .8rem; background: var(--paper); z-index: 2; }
code, pre { font-family: var(--mono); font-size: .86em; }
code { overflow-wrap: anywhere; }
pre {
  margin: .4rem 0; padding: .6rem .8rem; background: var(--band); border: 1px solid var(--line);
  white-space: pre-wrap; overflow-wrap: anywhere;
}
.about, .faint { color: var(--faint); }
.about { overflow-wrap: anywhere; margin: 0; }
.verdict { font-size: 1.3rem; line-height: 1.4; font-weight: 600; margin: 0 0 1rem; }
nav ul { list-style: none; margin: 1.25rem 0 0; padding: 0; max-width: none; columns: 18rem; }
nav li { margin: 0; padding: .15rem 0; break-inside: avoid; }
dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .3rem 1.25rem; margin: .5rem 0; }
dt { color: var(--faint); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.25rem; }
caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; }
th, td {
  text-align: left; vertical-align: top; padding: .4rem .65rem .4rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere;
}
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 2px solid var(--ink); font-size: .9em; }
tbody th { font-weight: inherit; }
tr.total > * { border-top: 2px solid var(--ink); font-weight: 600; }
.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.whole, time { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .number { white-space: normal; overflow-wrap: normal; }
.number + :is(th, td):not(.number) { padding-left: 1rem; }
table.counts { width: auto; min-width: 20rem; margin: 0; }
table.counts th, table.counts td { padding-right: 1.5rem; }
table.wide { table-layout: fixed; }
b.fail, b.unknown, b.pass, b.other { font-weight: 700; white-space: nowrap; }
h3 b { border: 1px solid currentColor; padding: .02rem .4rem; margin-right: .25rem; font-size: .86em; }
b.fail { color: var(--fail); }
b.unknown { color: var(--unknown); }
b.pass { color: var(--pass); }
b.other { color: var(--other); }

/* Cards: changes, exceptions. */
article {
  margin: 1.25rem 0; padding: 1rem 1.2rem 1.1rem; border: 1px solid var(--line);
  border-left: 6px solid var(--other);
}
article.fail { border-left-color: var(--fail); }
article.pass { border-left-color: var(--pass); }
article.unknown { border-left: 6px double var(--unknown); }
article > ol { padding-left: 1.3rem; }
article table { font-size: .92em; margin-bottom: 0; }
article caption { font-size: 1.03em; }
ol.timeline { list-style: none; padding: 0; }
ol.timeline li { display: grid; grid-template-columns: 10.5rem 1fr; gap: 0 1rem; }
details > summary { cursor: pointer; }
td :is(details, small) { font-size: .93em; font-weight: 400; color: var(--faint); }
td small { display: block; }
td > ul { margin: 0; padding-left: 1rem; }
td details ol.timeline li { display: block; }
td details .time { white-space: normal; }

/* Charts. Patterns and words say the same as colours. */
.patterns { position: absolute; }
.ground-fail { fill: var(--fill-fail); }
.ground-unknown { fill: var(--fill-unknown); }
.ground-other { fill: var(--fill-other); }
.ink-fail { fill: var(--fail); }
.ink-unknown { fill: var(--unknown); }
.stroke-other { stroke: var(--other); stroke-width: 1; fill: none; }
svg .pass { fill: var(--fill-pass); }
svg .fail { fill: url(#pattern-fail); stroke: var(--fail); stroke-width: .5; }
svg .unknown { fill: url(#pattern-unknown); stroke: var(--unknown); stroke-width: .5; }
svg .excepted { fill: url(#pattern-excepted); stroke: var(--other); stroke-width: .5; }
svg .not-judged, svg .not-asked { fill: var(--band); stroke: var(--other); stroke-width: .5; }
svg .plain { fill: var(--other); }
svg .axis { stroke: var(--line); stroke-width: 1; }
svg .mark { stroke: var(--mark); stroke-width: 1.5; stroke-dasharray: 3 2; }
svg text { fill: var(--ink); font: 12px system-ui, "DejaVu Sans", sans-serif; }
svg text.note { fill: var(--mark); }
svg text.end { text-anchor: end; }
svg text.middle { text-anchor: middle; }
svg.chart { display: block; width: 100%; max-width: 60rem; height: auto; margin: .75rem 0; }
svg.bar { display: block; width: 100%; height: .9rem; margin-top: .3rem; }
svg.swatch { width: 1.1rem; height: .9rem; vertical-align: -.1rem; margin-right: .35rem; }
ul.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; max-width: none; }
table.matrix { width: auto; font-size: .88em; }
table.matrix th, table.matrix td { padding: .3rem .5rem; }
table.matrix th:first-child { padding-left: 0; }
table.matrix td, table.matrix thead th { min-width: 3.2rem; }
/* Names break between words alone as long as that is possible. */
table.matrix th { overflow-wrap: break-word; }
table.matrix thead th { vertical-align: bottom; max-width: 7rem; }
table.matrix tbody th { max-width: 14rem; }
.heat-1 { background: var(--heat-1); }
.heat-2 { background: var(--heat-2); }
.heat-3 { background: var(--heat-3); font-weight: 600; }
.scroll { overflow-x: auto; }

/* The form that filters. */
form.filter { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: end; margin: .75rem 0 1.25rem; }
form.filter[hidden], button[hidden], tr[hidden] { display: none; }
.starting table.changes tbody { display: none; }
form.filter label { display: grid; gap: .2rem; color: var(--faint); font-size: .9em; }
form.filter :is(input, select, button) { min-height: 2.4rem; }
form.filter output { line-height: 2.4rem; }
input, select, button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--other); padding: .25rem .6rem; }
input[type=search] { min-width: 16rem; max-width: 100%; }
thead button { border: 0; padding: 0; font-weight: inherit; text-align: left; cursor: pointer; text-decoration: underline dotted; }
th[aria-sort] button { text-decoration: none; }
th[aria-sort=ascending] button::after { content: " \2191" / ""; }
th[aria-sort=descending] button::after { content: " \2193" / ""; }

/* Tables by name: how wide the columns are. */
table.changes { font-size: .88em; }
table.changes tr.promotion th {
  padding-top: 1rem; font-family: inherit; font-size: 1em; font-weight: 600; white-space: normal;
}
table.changes tbody tr > :first-child:not([colspan]) { white-space: nowrap; font-variant-numeric: tabular-nums; }
table.changes td:first-child span { display: block; color: var(--faint); }
table.changes tbody th { font-family: var(--mono); font-size: .92em; white-space: nowrap; }
table.changes td code { display: block; overflow-wrap: normal; }
table.changes :is(th, td):nth-child(1) { width: 8.9rem; }
table.changes :is(th, td):nth-child(2) { width: 6.8rem; }
table.changes :is(th, td):nth-child(4) { width: 13%; }
table.changes :is(th, td):nth-child(5) { width: 11%; }
table.changes :is(th, td):nth-child(6) { width: 10.5%; }
table.changes :is(th, td):nth-child(7) { width: 16.5%; }
table.changes :is(th, td):nth-child(8) { width: 7.5%; }
table.evidence :is(th, td):nth-child(1) { width: 15%; }
table.evidence :is(th, td):nth-child(2) { width: 24%; }
table.evidence :is(th, td):nth-child(3) { width: 10%; }
table.evidence :is(th, td):nth-child(4) { width: 19%; }
table.evidence :is(th, td):nth-child(5) { width: 9%; }
table.policies :is(th, td):nth-child(1) { width: 15%; }
table.policies :is(th, td):nth-child(2) { width: 13%; }
table.policies :is(th, td):nth-child(3) { width: 8%; }
table:is(.checks, .reconciliation) code.faint { display: block; }
table.checks :is(th, td):nth-child(1) { width: 34%; }
table.checks :is(th, td):nth-child(2) { width: 9%; }
table.reconciliation :is(th, td):nth-child(1) { width: 5%; }
table.reconciliation :is(th, td):nth-child(3) { width: 15%; }
table.reconciliation :is(th, td):nth-child(4) { width: 15%; }
table.reconciliation :is(th, td):nth-child(5) { width: 9%; }
table.reconciliation tr.how > * { border-top: 0; padding-top: 0; }
table.reconciliation tr.has-how > * { border-bottom: 0; }
table.grades :is(th, td):nth-child(1) { width: 12%; }
table.grades :is(th, td):nth-child(4) { width: 10%; }
table.grades :is(th, td):nth-child(5) { width: 18%; }
table.attributes :is(th, td):nth-child(1) { width: 5%; }
table.attributes :is(th, td):nth-child(n+3):nth-child(-n+7) { width: 8.5%; }
table.attributes :is(th, td):nth-child(8) { width: 19%; }
table.kinds :is(th, td):nth-child(1) { width: 24%; }
table.kinds :is(th, td):nth-child(3) { width: 11%; }
table.lead :is(th, td):nth-child(1) { width: 38%; }
table.lead :is(th, td):nth-child(2) { width: 12%; }
table.frameworks :is(th, td):nth-child(1) { width: 28%; }
table.frameworks :is(th, td):nth-child(2) { width: 13%; }
table.people :is(th, td):nth-child(2) { width: 32%; }
table.people :is(th, td):nth-child(3) { width: 18%; }
table.people :is(th, td):nth-child(n+4) { width: 9%; }
table.sample :is(th, td):nth-child(1) { width: 5%; }
table.sample :is(th, td):nth-child(2) { width: 13%; }
table.sample :is(th, td):nth-child(3) { width: 11%; }
table.sample :is(th, td):nth-child(5) { width: 11%; }
table.sample :is(th, td):nth-child(6) { width: 9%; }
table.sample :is(th, td):nth-child(7) { width: 17%; }
table.sample td:nth-child(n+6) { border: 1px solid var(--other); }
table.files :is(th, td):nth-child(1) { width: 30%; }
table.signatures td { border: 1px solid var(--other); height: 3rem; }
table.signatures :is(th, td):nth-child(1) { width: 20%; }
table.signatures :is(th, td):nth-child(4) { width: 14%; }
table.tested :is(th, td):nth-child(3) { width: 12%; }
table.tested :is(th, td):nth-child(4) { width: 48%; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 2px solid var(--ink); color: var(--faint); }
@media screen and (min-width: 56rem) {
  .result { display: grid; grid-template-columns: 1fr auto; gap: 2rem; }
}
@media screen and (min-width: 60.01rem) {
  table.changes thead th { position: sticky; top: 0; background: var(--paper); }
}
@media screen and (min-width: 84rem) {
  body.report {
    max-width: 96rem; display: grid; grid-template-columns: 16rem minmax(0, 1fr); gap: 0 3rem;
    grid-template-areas: "head head" "nav main" "foot foot";
  }
  body.report > header { grid-area: head; }
  body.report > nav { grid-area: nav; }
  body.report > main { grid-area: main; }
  body.report > footer { grid-area: foot; }
  body.report > nav ul { position: sticky; top: 1.5rem; columns: auto; margin-top: 2.5rem; font-size: .92em; }
  body.report #result h2 { margin-top: 2.5rem; }
}
@media screen and (max-width: 60rem) {
  body { padding: 1.25rem 1rem 3rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
  ol.timeline li { display: block; }
  table.counts { min-width: 0; width: 100%; }
  svg text { font-size: 22px; }
  table.wide, table.wide tbody, table.wide tr, table.wide caption { display: block; width: auto; }
  table.wide tr[hidden] { display: none; }
  table.wide tr > :is(th, td):nth-child(n) { display: block; width: auto; }
  table.wide thead {
    position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden;
    white-space: nowrap;
  }
  table.wide tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  table.wide tr.has-how { border-bottom: 0; padding-bottom: 0; }
  table.wide th, table.wide td { border: 0; padding: .1rem 0; }
  table.wide :is(td, th)[data-label]::before, table.changes td::before {
    color: var(--faint); font-family: system-ui, sans-serif; font-size: .86rem; font-weight: 400;
    margin-right: .5em;
  }
  table.wide :is(td, th)[data-label]::before { content: attr(data-label) ":"; white-space: nowrap; }
  table.wide .number { text-align: left; }
  table.wide tr > .number.number[data-label] { display: inline-block; width: auto; margin-right: 1rem; padding-left: 0; }
  table.wide tr > .number + :not(.number) { padding-left: 0; }
  table.wide svg.bar { max-width: 12rem; }
  /* The heads that sort stand above the changes. */
  table.changes thead:has(button) { position: static; clip-path: none; width: auto; height: auto; white-space: normal; }
  table.changes thead:has(button) tr { display: flex; flex-wrap: wrap; gap: .3rem 1rem; }
  table.changes thead:has(button) tr::before { content: "Sort by:"; color: var(--faint); padding: .35rem 0; }
  table.changes thead button { padding: .35rem 0; }
  table.changes td:nth-child(4)::before { content: "Contributors:"; }
  table.changes td:nth-child(5)::before { content: "Approvers:"; }
  table.changes td:nth-child(6)::before { content: "Tests:"; }
  table.changes td:nth-child(7)::before { content: "Verdict:"; }
  table.changes td:nth-child(8):not(:empty)::before { content: "Grade:"; }
  table.changes td:nth-child(3) { font-weight: 600; }
  table.changes td details { font-weight: 400; }
  table.changes td code { display: inline; }
  table.changes tr > :is(:nth-child(1), :nth-child(2)):not([colspan]) { display: inline-block; margin-right: .75rem; }
  table.changes td:first-child span { display: inline; }
  table.sample td:nth-child(n+6), table.signatures td { border: 0; border-bottom: 1px solid var(--other); height: 2rem; }
}
@media screen and (min-width: 60.01rem) {
  table.matrix caption { white-space: nowrap; }
}
@media (forced-colors: active) {
  svg text, svg text.note { fill: CanvasText; }
  svg .axis { stroke: GrayText; }
  svg .mark, .stroke-other { stroke: CanvasText; }
  svg :is(.pass, .fail, .unknown, .excepted, .not-judged, .not-asked) { stroke: CanvasText; stroke-width: 1; }
}
@page {
  size: A4; margin: 20mm 14mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; }
}
@media print {
  :root {
    --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #b5b5b5; --band: #ffffff; --link: #000000;
    --fail: #8c0d18; --unknown: #6b4200; --pass: #0e4d22; --other: #333333;
    --fill-pass: #7fb795; --fill-fail: #f3c6c8; --fill-unknown: #f3dfb8; --fill-other: #d5d9de; --mark: #0b3f80;
    --heat-1: #eef3fa; --heat-2: #dae6f5; --heat-3: #c3d7ef;
  }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { font-size: 9.5pt; max-width: none; padding: 0; }
  h1 { font-size: 18pt; }
  h2 { font-size: 13pt; margin-top: 1.6rem; }
  h3 { font-size: 11pt; }
  .verdict { font-size: 13pt; }
  .skip, form.filter, button.more { display: none; }
  /* A button in a head is printed on the first page alone. */
  thead button { display: contents; }
  th[aria-sort] button::after { content: ""; }
  a { text-decoration: none; }
  h2, h3, h4, caption { break-after: avoid; }
  tr, dl > *, li, pre, svg { break-inside: avoid; }
  th, td { padding-top: .22rem; padding-bottom: .22rem; }
  /* Two cards of the usual size on a sheet. */
  article { break-inside: avoid; font-size: 8.5pt; margin: .8rem 0; padding: .45rem .8rem .5rem; }
  article h3 { font-size: 10.5pt; margin-bottom: .25rem; }
  article h4 { margin: .5rem 0 .15rem; }
  article :is(p, ul, ol, dl, table) { margin-top: .15rem; margin-bottom: .15rem; }
  article dl { gap: .1rem 1rem; }
  article li { margin: 0; }
  svg.bar { height: .6rem; }
  p, caption, .scroll, section > dl { break-inside: avoid; }
  #glossary > dl { break-inside: auto; }
  h2 + p, .legend, p:has(+ pre), p:has(+ table), p:has(+ dl) { break-after: avoid; }
  #scope, table:is(.counts, .sizes, .grades, .lead, .kinds) { break-inside: avoid; }
  tr.has-how { break-after: avoid; }
  ol.timeline li { grid-template-columns: 8rem 1fr; }
  thead { display: table-header-group; break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  dl { grid-template-columns: 10.5em 1fr; }
  .scroll { overflow: visible; }
  table.changes { font-size: 7.5pt; }
  table.changes tbody th { font-size: 7.5pt; }
  table:is(.policies, .evidence, .frameworks, .attributes, .matrix, .people, .history, .sample, .lead, .sizes, .files, .kinds, .grades) {
    font-size: 8pt;
  }
  table.reconciliation :is(th, td):nth-child(1) { width: 7%; }
  table.attributes :is(th, td):nth-child(n+3):nth-child(-n+7) { width: 9%; }
  table.attributes :is(th, td):nth-child(8) { width: 17%; }
  table.evidence :is(th, td):nth-child(1) { width: 16%; }
  table.evidence :is(th, td):nth-child(2) { width: 21%; }
  table.evidence :is(th, td):nth-child(3) { width: 12%; }
  table.evidence :is(th, td):nth-child(4) { width: 19%; }
  table.evidence :is(th, td):nth-child(5) { width: 11%; }
  table.matrix :is(td, thead th) { min-width: 0; }
  table.matrix { table-layout: fixed; width: 100%; font-size: 7pt; }
  table.matrix :is(th, td):first-child { width: 22%; max-width: none; }
  /* Names above narrow columns are written upwards. */
  table.matrix:has(thead th:nth-child(7)) thead th:not(:first-child) {
    writing-mode: sideways-lr; height: 11rem; max-width: none; padding: .3rem 0; line-height: 1.15;
    overflow-wrap: anywhere;
  }
  table.people :is(th, td):nth-child(3) { width: 14%; }
  table.changes :is(th, td):nth-child(1) { width: 10%; }
  table.changes tbody tr > :first-child:not([colspan]) { white-space: normal; }
  table.changes :is(th, td):nth-child(2) { width: 12%; }
  table.changes :is(th, td):nth-child(4) { width: 11.5%; }
  table.changes :is(th, td):nth-child(5) { width: 10.5%; }
  table.changes :is(th, td):nth-child(6) { width: 8.5%; }
  table.changes :is(th, td):nth-child(7) { width: 15%; }
  table.changes :is(th, td):nth-child(8) { width: 7.5%; }
  /* What to do is for the screen; the numbers of a chart belong to it on paper too. */
  details { display: none; }
  #time details { display: block; }
  #time details::details-content { content-visibility: visible; }
  #time summary { display: none; }
  body.sheets section { break-before: page; }
  #sign-off { break-inside: avoid; }
}
</style>
<style>
"""#),
.slot(.running),
.text(##"""
</style>
<script>
// Sorts and filters the table of all changes. Without it the page says the same: nothing is written here.
(function () {
  "use strict";

  // Until start() says which rows to show, the style hides all, so that no browser lays out 50,000 of them in vain.
  const root = document.documentElement;
  root.classList.add("starting");
  document.addEventListener("DOMContentLoaded", () => {
    try {
      start();
    } finally {
      root.classList.remove("starting");
    }
  });
})();

function start() {
  "use strict";

  const section = document.getElementById("changes");
  const table = section && section.querySelector("table.changes");
  const form = section && section.querySelector("form.filter");
  if (!table || !form) return;

  // A browser lays out only so many rows at first; whoever wants more asks for them, as many as take a second or two.
  const step = 500;
  const further = 5000;
  const search = form.querySelector("input[type=search]");
  const verdict = form.querySelector("select");
  const output = form.querySelector("output");
  const more = form.parentElement.querySelector("button.more");
  const bodies = Array.from(table.tBodies);
  const rows = [];
  for (const body of bodies) {
    let promotion = null;
    for (const row of body.rows) {
      if (row.classList.contains("promotion")) promotion = row;
      else rows.push({ row, promotion, body, text: null, place: rows.length });
    }
  }
  const promotions = Array.from(table.querySelectorAll("tr.promotion"));
  const heads = Array.from(table.tHead.rows[0].cells);
  let order = rows;
  let sorted = { column: 0, direction: 1 };
  let limit = step;

  function cell(item, column) {
    return item.row.cells[column].textContent.trim();
  }

  function matches(item, words, wanted) {
    if (wanted && item.row.dataset.verdict !== wanted) return false;
    if (words.length === 0) return true;
    if (item.text === null) item.text = item.row.textContent.toLowerCase();
    return words.every((word) => item.text.includes(word));
  }

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = new Set();
    let found = 0;
    for (const item of order) {
      const isFound = matches(item, words, verdict.value);
      if (isFound) found += 1;
      const isShown = isFound && found <= limit;
      if (isShown && item.promotion) shown.add(item.promotion);
      if (item.row.hidden === isShown) item.row.hidden = !isShown;
    }
    const inOrder = sorted.column === 0 && sorted.direction === 1;
    for (const row of promotions) row.hidden = !inOrder || !shown.has(row);
    const visible = Math.min(found, limit);
    const number = (value) => value.toLocaleString("en");
    output.textContent =
      found === rows.length && visible === found
        ? "All " + number(found) + " shown"
        : number(visible) + " shown of " + number(found) + " found, of " + number(rows.length) + " in all";
    more.hidden = visible === found;
    const rest = found - visible;
    more.textContent = rest > further ? "Show " + number(further) + " more" : "Show all " + number(found);
  }

  function sort(column) {
    const direction = sorted.column === column ? -sorted.direction : 1;
    sorted = { column, direction };
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    const keys = new Map(rows.map((item) => [item, column === 0 ? item.place : cell(item, column)]));
    order = rows.slice().sort((a, b) => {
      const first = keys.get(a);
      const second = keys.get(b);
      const difference = column === 0 ? first - second : compare(first, second);
      return difference * direction || a.place - b.place;
    });
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    if (column === 0 && direction === 1) {
      for (const item of rows) item.body.append(item.row);
    } else {
      bodies[0].append(...order.map((item) => item.row));
    }
    apply();
  }

  heads.forEach((head, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(index));
    head.replaceChildren(button);
  });
  heads[0].setAttribute("aria-sort", "ascending");

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, rows.length > 5000 ? 200 : 0);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    search.value = "";
    apply();
  });
  verdict.addEventListener("change", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener("reset", () => setTimeout(apply, 0));
  more.addEventListener("click", () => {
    const before = new Set(order.filter((item) => !item.row.hidden));
    limit += further;
    apply();
    // Whoever came by keyboard goes on reading at the first row that is new, above the button.
    const next = order.find((item) => !item.row.hidden && !before.has(item));
    if (!next) return;
    next.row.tabIndex = -1;
    next.row.focus();
  });

  // Paper shows the whole population, whatever was filtered on the screen; of more than a browser can print, what the
  // screen shows, and says so.
  const printed = section.querySelector("p.printed");
  window.addEventListener("beforeprint", () => {
    if (printed) {
      printed.hidden = false;
      printed.querySelector("span").textContent = output.textContent;
      return;
    }
    for (const item of rows) item.row.hidden = false;
    for (const row of promotions) row.hidden = sorted.column !== 0 || sorted.direction !== 1;
  });
  window.addEventListener("afterprint", () => {
    if (printed) printed.hidden = true;
    else apply();
  });

  form.hidden = false;
  apply();
}
</script>
</head>
<body class="report">
<a class="skip" href="#result">To the result</a>
<header>
<h1>Change-control report</h1>
<p class="about">
"""##),
.slot(.subject),
.text(##"""
</p>
</header>
<nav aria-label="Contents">
<ul>
<li><a href="#result">Result</a></li>
<li><a href="#scope">Scope</a></li>
<li><a href="#population">Population and completeness</a></li>

"""##),
.only(.making, [.text(##"""
<li><a href="#reconciliation">Reconciliation</a></li>

"""##)]),
.text(##"""
<li><a href="#run">Findings of the run</a></li>
<li><a href="#time">Verdicts over time</a></li>
<li><a href="#attributes">Attributes tested</a></li>
<li><a href="#hours">From approval to production</a></li>
<li><a href="#segregation">Who approved whose changes</a></li>
<li><a href="#strength">How strong the evidence is</a></li>
<li><a href="#against">Changes that did not meet the control</a></li>
<li><a href="#exceptions">Exceptions and emergencies</a></li>
<li><a href="#changes">Promotions and changes</a></li>
<li><a href="#policy">Policy and its history</a></li>
<li><a href="#people">People and identities</a></li>

"""##),
.only(.sample, [.text(##"""
<li><a href="#sample">Sample</a></li>

"""##)]),
.text(##"""
<li><a href="#frameworks">Frameworks</a></li>

"""##),
.only(.making, [.text(##"""
<li><a href="#making">How this was made; integrity</a></li>

"""##)]),
.text(##"""
<li><a href="#limits">What this does not prove</a></li>
<li><a href="#glossary">Glossary</a></li>
<li><a href="#sign-off">Sign-off</a></li>
</ul>
</nav>
<main>
<svg class="patterns" aria-hidden="true" width="0" height="0">
<defs>
<pattern id="pattern-fail" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground-fail" width="6" height="6"/><rect class="ink-fail" width="3" height="6"/></pattern>
<pattern id="pattern-unknown" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="ground-unknown" width="6" height="6"/><circle class="ink-unknown" cx="3" cy="3" r="1.8"/></pattern>
<pattern id="pattern-excepted" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="ground-other" width="6" height="6"/><path class="stroke-other" d="M0 3H6M3 0V6"/></pattern>
</defs>
</svg>
<section id="result" tabindex="-1">
<h2>Result</h2>
<div class="result">
<div>

"""##),
.slot(.verdict),
.text(#"""
<p class="faint">This is evidence produced by a tool of the organisation itself. It is not an opinion on the control and not a certification.</p>
</div>

"""#),
.slot(.counts),
.text(#"""
</div>
</section>

<section id="scope">
<h2>Scope</h2>

"""#),
.slot(.scope),
.text(#"""
<p class="faint">All times are UTC.</p>
</section>

<section id="population">
<h2>Population and completeness</h2>
<p>The population is every commit that git reaches from the end and not from the start, whatever way it came there. Each belongs to exactly one change. It is taken from git itself: each commit names its parents, so none between the start and the end can be left out without its successors changing their ids. Where the start and the end lie is told by dates, which anybody can write, unless this report begins where the one before ended.</p>

"""#),
.slot(.population),
.text(#"""
</section>


"""#),
.only(.making, [.text(#"""
<section id="reconciliation">
<h2>Reconciliation</h2>

"""#), .slot(.reconciliation), .text(#"""
</section>

"""#)]),
.text(#"""

<section id="run">
<h2>Findings of the run</h2>

"""#),
.slot(.run),
.text(#"""
</section>

<section id="time">
<h2>Verdicts over time</h2>

"""#),
.slot(.time),
.text(#"""
</section>

<section id="attributes">
<h2>Attributes tested</h2>
<p>Every change was tested, attribute by attribute. Results are told from the findings and the evidence of each change; nothing is judged anew here. <b class="unknown">unknown</b> means that what would show it is not there.</p>

"""#),
.slot(.attributes),
.text(#"""
<p class="faint">A13 (security impact, back-out plan, the business reason) is not tested: git holds no evidence of it. A1, A2 and A14 stand beside the verdict, and so does A11, which is that of the promotion. A14 passes only where an entry of the signed ledger records the movement that brought the change. A6 and A8 are unknown also where the policy takes dates as they are declared and evidence is dated after the change was made.</p>
</section>

<section id="hours">
<h2>From approval to production</h2>

"""#),
.slot(.hours),
.text(#"""
</section>

<section id="segregation">
<h2>Who approved whose changes</h2>

"""#),
.slot(.segregation),
.text(#"""
</section>

<section id="strength">
<h2>How strong the evidence is</h2>
<p>A pass is only as strong as the weakest evidence that it needs. The table counts the changes that passed by that grade, weakest first.</p>

"""#),
.slot(.strength),
.text(#"""
</section>

<section id="against">
<h2>Changes that did not meet the control</h2>

"""#),
.slot(.against),
.text(#"""
</section>

<section id="exceptions">
<h2>Exceptions and emergencies</h2>

"""#),
.slot(.exceptions),
.text(#"""
</section>

<section id="changes">
<h2>Promotions and changes</h2>

"""#),
.slot(.changes),
.text(#"""
</section>

<section id="policy">
<h2>Policy and its history</h2>

"""#),
.slot(.policy),
.text(#"""
</section>

<section id="people">
<h2>People and identities</h2>

"""#),
.slot(.people),
.text(#"""
</section>


"""#),
.only(.sample, [.text(#"""
<section id="sample">
<h2>Sample</h2>

"""#), .slot(.sample), .text(#"""
</section>

"""#)]),
.text(#"""

<section id="frameworks">
<h2>Frameworks</h2>
<p>Which clauses each attribute is evidence for. The mapping was made by the authors of Countersign and by no owner of a framework. A result is evidence for a clause and does not fulfil it by itself, and nothing here is an opinion or a certification.</p>

"""#),
.slot(.frameworks),
.text(#"""
</section>


"""#),
.only(.making, [.text(#"""
<section id="making">
<h2>How this was made; integrity</h2>

"""#), .slot(.making), .text(#"""
</section>

"""#)]),
.text(#"""

<section id="limits">
<h2>What this does not prove</h2>

"""#),
.slot(.limits),
.text(#"""
</section>

<section id="glossary">
<h2>Glossary</h2>
<dl>
<dt>production</dt>
<dd>the ref, or series of tags, whose movement means “in production”</dd>
<dt>entry</dt>
<dd>a commit on production’s first-parent line</dd>
<dt>change</dt>
<dd>the unit of review: an entry with the commits that it brought in, or a series of entries that went in as one</dd>
<dt>promotion</dt>
<dd>one movement of production from an old end to a new one</dd>
<dt>contributor</dt>
<dd>a person who made part of a change: author, committer, co-author, pusher, operator of an agent</dd>
<dt>approval</dt>
<dd>evidence that a person agreed to exact content on an exact base</dd>
<dt>test run</dt>
<dd>one execution of a suite over exact content</dd>
<dt>grade</dt>
<dd>how hard a piece of evidence is to forge: claim, record, export, signed, witnessed</dd>
<dt>coverage</dt>
<dd>how the content that was approved or tested relates to what reached production: the same (identity), reproduced by merging what was approved (replay), something else (residual), or not to be told (unverifiable)</dd>
<dt>policy</dt>
<dd>the rules in force, read from the history that production already had before the change</dd>
<dt>finding</dt>
<dd>one named fault of one change, or of the run</dd>
<dt>verdict</dt>
<dd>of a change: pass, fail (evidence shows that the rule was broken), unknown (nothing was found, or it cannot be judged; it counts against the change too), excepted, or not judged (before the control began)</dd>
<dt>exception</dt>
<dd>a documented, dated acceptance of a finding that a second person approved; an emergency is one with a deadline for its review</dd>
<dt>ledger</dt>
<dd>an append-only record of promotions kept in git by the server</dd>
</dl>
</section>

<section id="sign-off">
<h2>Sign-off</h2>

"""#),
.slot(.signed),
.text(#"""
<table class="wide signatures">
<caption>To be filled in by people; the tool writes nothing into it</caption>
<thead><tr><th scope="col">Role</th><th scope="col">Name</th><th scope="col">Title</th><th scope="col">Date</th><th scope="col">Signature</th></tr></thead>
<tbody>
<tr><th scope="row">Prepared by</th><td data-label="Name"></td><td data-label="Title"></td><td data-label="Date"></td><td data-label="Signature"></td></tr>
<tr><th scope="row">Reviewed by</th><td data-label="Name"></td><td data-label="Title"></td><td data-label="Date"></td><td data-label="Signature"></td></tr>
<tr><th scope="row">Approved by (control owner)</th><td data-label="Name"></td><td data-label="Title"></td><td data-label="Date"></td><td data-label="Signature"></td></tr>
</tbody>
</table>
</section>
</main>
<footer>
<p>
"""#),
.slot(.footer),
.text(#"""
</p>
</footer>
</body>
</html>

"""#)
  ]
  static let sheets: [PagePiece] = [
.text(#"""
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-SjhTvNNELNPqFbz+WI0SAhV5aNPtw059qXq4bGTgKPg=' '
"""#),
.slot(.runningHash),
.text(#"""
'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>
"""#),
.slot(.title),
.text(#"""
</title>
<style>
:root {
  --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --band: #f6f8fa; --link: #0b57b0;
  --fail: #a4121f; --unknown: #855200; --pass: #14632e; --other: #4a4f57;
  --fill-pass: #4c9a68; --fill-fail: #f3c6c8; --fill-unknown: #f3dfb8; --fill-other: #d5d9de; --mark: #0b57b0;
  --heat-1: #e9f1fb; --heat-2: #cfe2f7; --heat-3: #aecdf0;
  --mono: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --ink: #e3e6ea; --faint: #9aa4af; --line: #3a414a; --band: #1e2329; --link: #79b4ff;
    --fail: #ff8f8a; --unknown: #f0b64f; --pass: #74d08d; --other: #b4bbc4;
    --fill-pass: #3f8f5c; --fill-fail: #4a2225; --fill-unknown: #463414; --fill-other: #343a42; --mark: #79b4ff;
    --heat-1: #1d2c3e; --heat-2: #223b59; --heat-3: #284a74;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 3rem; }
body {
  margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Helvetica, Arial, sans-serif;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 {
  font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 .75rem; padding-top: .75rem;
  border-top: 2px solid var(--ink);
}
h3 { font-size: 1.08rem; line-height: 1.35; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h4 { font-size: 1em; margin: 1.1rem 0 .35rem; }
section > h3 { margin-top: 1.75rem; }
p, ul, ol { margin: .5rem 0; max-width: 50rem; }
ul, ol { padding-left: 1.4rem; }
li { margin: .2rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
:is(a, button, input, select, summary, [tabindex]):focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
section[tabindex]:focus { outline: none; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; padding: .4rem .8rem; background: var(--paper); z-index: 2; }
code, pre { font-family: var(--mono); font-size: .86em; }
code { overflow-wrap: anywhere; }
pre {
  margin: .4rem 0; padding: .6rem .8rem; background: var(--band); border: 1px solid var(--line);
  white-space: pre-wrap; overflow-wrap: anywhere;
}
.about, .faint { color: var(--faint); }
.about { overflow-wrap: anywhere; margin: 0; }
.verdict { font-size: 1.3rem; line-height: 1.4; font-weight: 600; margin: 0 0 1rem; }
nav ul { list-style: none; margin: 1.25rem 0 0; padding: 0; max-width: none; columns: 18rem; }
nav li { margin: 0; padding: .15rem 0; break-inside: avoid; }
dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .3rem 1.25rem; margin: .5rem 0; }
dt { color: var(--faint); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.25rem; }
caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; }
th, td {
  text-align: left; vertical-align: top; padding: .4rem .65rem .4rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere;
}
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 2px solid var(--ink); font-size: .9em; }
tbody th { font-weight: inherit; }
tr.total > * { border-top: 2px solid var(--ink); font-weight: 600; }
.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.whole, time { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .number { white-space: normal; overflow-wrap: normal; }
.number + :is(th, td):not(.number) { padding-left: 1rem; }
table.counts { width: auto; min-width: 20rem; margin: 0; }
table.counts th, table.counts td { padding-right: 1.5rem; }
table.wide { table-layout: fixed; }
b.fail, b.unknown, b.pass, b.other { font-weight: 700; white-space: nowrap; }
h3 b { border: 1px solid currentColor; padding: .02rem .4rem; margin-right: .25rem; font-size: .86em; }
b.fail { color: var(--fail); }
b.unknown { color: var(--unknown); }
b.pass { color: var(--pass); }
b.other { color: var(--other); }

/* Cards: changes, exceptions. */
article {
  margin: 1.25rem 0; padding: 1rem 1.2rem 1.1rem; border: 1px solid var(--line);
  border-left: 6px solid var(--other);
}
article.fail { border-left-color: var(--fail); }
article.pass { border-left-color: var(--pass); }
article.unknown { border-left: 6px double var(--unknown); }
article > ol { padding-left: 1.3rem; }
article table { font-size: .92em; margin-bottom: 0; }
article caption { font-size: 1.03em; }
ol.timeline { list-style: none; padding: 0; }
ol.timeline li { display: grid; grid-template-columns: 10.5rem 1fr; gap: 0 1rem; }
details > summary { cursor: pointer; }
td :is(details, small) { font-size: .93em; font-weight: 400; color: var(--faint); }
td small { display: block; }
td > ul { margin: 0; padding-left: 1rem; }
td details ol.timeline li { display: block; }
td details .time { white-space: normal; }

/* Charts. Patterns and words say the same as colours. */
.patterns { position: absolute; }
.ground-fail { fill: var(--fill-fail); }
.ground-unknown { fill: var(--fill-unknown); }
.ground-other { fill: var(--fill-other); }
.ink-fail { fill: var(--fail); }
.ink-unknown { fill: var(--unknown); }
.stroke-other { stroke: var(--other); stroke-width: 1; fill: none; }
svg .pass { fill: var(--fill-pass); }
svg .fail { fill: url(#pattern-fail); stroke: var(--fail); stroke-width: .5; }
svg .unknown { fill: url(#pattern-unknown); stroke: var(--unknown); stroke-width: .5; }
svg .excepted { fill: url(#pattern-excepted); stroke: var(--other); stroke-width: .5; }
svg .not-judged, svg .not-asked { fill: var(--band); stroke: var(--other); stroke-width: .5; }
svg .plain { fill: var(--other); }
svg .axis { stroke: var(--line); stroke-width: 1; }
svg .mark { stroke: var(--mark); stroke-width: 1.5; stroke-dasharray: 3 2; }
svg text { fill: var(--ink); font: 12px system-ui, "DejaVu Sans", sans-serif; }
svg text.note { fill: var(--mark); }
svg text.end { text-anchor: end; }
svg text.middle { text-anchor: middle; }
svg.chart { display: block; width: 100%; max-width: 60rem; height: auto; margin: .75rem 0; }
svg.bar { display: block; width: 100%; height: .9rem; margin-top: .3rem; }
svg.swatch { width: 1.1rem; height: .9rem; vertical-align: -.1rem; margin-right: .35rem; }
ul.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; max-width: none; }
table.matrix { width: auto; font-size: .88em; }
table.matrix th, table.matrix td { padding: .3rem .5rem; }
table.matrix th:first-child { padding-left: 0; }
table.matrix td, table.matrix thead th { min-width: 3.2rem; }
/* Names break between words alone as long as that is possible. */
table.matrix th { overflow-wrap: break-word; }
table.matrix thead th { vertical-align: bottom; max-width: 7rem; }
table.matrix tbody th { max-width: 14rem; }
.heat-1 { background: var(--heat-1); }
.heat-2 { background: var(--heat-2); }
.heat-3 { background: var(--heat-3); font-weight: 600; }
.scroll { overflow-x: auto; }

/* The form that filters. */
form.filter { display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: end; margin: .75rem 0 1.25rem; }
form.filter[hidden], button[hidden], tr[hidden] { display: none; }
.starting table.changes tbody { display: none; }
form.filter label { display: grid; gap: .2rem; color: var(--faint); font-size: .9em; }
form.filter :is(input, select, button) { min-height: 2.4rem; }
form.filter output { line-height: 2.4rem; }
input, select, button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--other); padding: .25rem .6rem; }
input[type=search] { min-width: 16rem; max-width: 100%; }
thead button { border: 0; padding: 0; font-weight: inherit; text-align: left; cursor: pointer; text-decoration: underline dotted; }
th[aria-sort] button { text-decoration: none; }
th[aria-sort=ascending] button::after { content: " \2191" / ""; }
th[aria-sort=descending] button::after { content: " \2193" / ""; }

/* Tables by name: how wide the columns are. */
table.changes { font-size: .88em; }
table.changes tr.promotion th {
  padding-top: 1rem; font-family: inherit; font-size: 1em; font-weight: 600; white-space: normal;
}
table.changes tbody tr > :first-child:not([colspan]) { white-space: nowrap; font-variant-numeric: tabular-nums; }
table.changes td:first-child span { display: block; color: var(--faint); }
table.changes tbody th { font-family: var(--mono); font-size: .92em; white-space: nowrap; }
table.changes td code { display: block; overflow-wrap: normal; }
table.changes :is(th, td):nth-child(1) { width: 8.9rem; }
table.changes :is(th, td):nth-child(2) { width: 6.8rem; }
table.changes :is(th, td):nth-child(4) { width: 13%; }
table.changes :is(th, td):nth-child(5) { width: 11%; }
table.changes :is(th, td):nth-child(6) { width: 10.5%; }
table.changes :is(th, td):nth-child(7) { width: 16.5%; }
table.changes :is(th, td):nth-child(8) { width: 7.5%; }
table.evidence :is(th, td):nth-child(1) { width: 15%; }
table.evidence :is(th, td):nth-child(2) { width: 24%; }
table.evidence :is(th, td):nth-child(3) { width: 10%; }
table.evidence :is(th, td):nth-child(4) { width: 19%; }
table.evidence :is(th, td):nth-child(5) { width: 9%; }
table.policies :is(th, td):nth-child(1) { width: 15%; }
table.policies :is(th, td):nth-child(2) { width: 13%; }
table.policies :is(th, td):nth-child(3) { width: 8%; }
table:is(.checks, .reconciliation) code.faint { display: block; }
table.checks :is(th, td):nth-child(1) { width: 34%; }
table.checks :is(th, td):nth-child(2) { width: 9%; }
table.reconciliation :is(th, td):nth-child(1) { width: 5%; }
table.reconciliation :is(th, td):nth-child(3) { width: 15%; }
table.reconciliation :is(th, td):nth-child(4) { width: 15%; }
table.reconciliation :is(th, td):nth-child(5) { width: 9%; }
table.reconciliation tr.how > * { border-top: 0; padding-top: 0; }
table.reconciliation tr.has-how > * { border-bottom: 0; }
table.grades :is(th, td):nth-child(1) { width: 12%; }
table.grades :is(th, td):nth-child(4) { width: 10%; }
table.grades :is(th, td):nth-child(5) { width: 18%; }
table.attributes :is(th, td):nth-child(1) { width: 5%; }
table.attributes :is(th, td):nth-child(n+3):nth-child(-n+7) { width: 8.5%; }
table.attributes :is(th, td):nth-child(8) { width: 19%; }
table.kinds :is(th, td):nth-child(1) { width: 24%; }
table.kinds :is(th, td):nth-child(3) { width: 11%; }
table.lead :is(th, td):nth-child(1) { width: 38%; }
table.lead :is(th, td):nth-child(2) { width: 12%; }
table.frameworks :is(th, td):nth-child(1) { width: 28%; }
table.frameworks :is(th, td):nth-child(2) { width: 13%; }
table.people :is(th, td):nth-child(2) { width: 32%; }
table.people :is(th, td):nth-child(3) { width: 18%; }
table.people :is(th, td):nth-child(n+4) { width: 9%; }
table.sample :is(th, td):nth-child(1) { width: 5%; }
table.sample :is(th, td):nth-child(2) { width: 13%; }
table.sample :is(th, td):nth-child(3) { width: 11%; }
table.sample :is(th, td):nth-child(5) { width: 11%; }
table.sample :is(th, td):nth-child(6) { width: 9%; }
table.sample :is(th, td):nth-child(7) { width: 17%; }
table.sample td:nth-child(n+6) { border: 1px solid var(--other); }
table.files :is(th, td):nth-child(1) { width: 30%; }
table.signatures td { border: 1px solid var(--other); height: 3rem; }
table.signatures :is(th, td):nth-child(1) { width: 20%; }
table.signatures :is(th, td):nth-child(4) { width: 14%; }
table.tested :is(th, td):nth-child(3) { width: 12%; }
table.tested :is(th, td):nth-child(4) { width: 48%; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 2px solid var(--ink); color: var(--faint); }
@media screen and (min-width: 56rem) {
  .result { display: grid; grid-template-columns: 1fr auto; gap: 2rem; }
}
@media screen and (min-width: 60.01rem) {
  table.changes thead th { position: sticky; top: 0; background: var(--paper); }
}
@media screen and (min-width: 84rem) {
  body.report {
    max-width: 96rem; display: grid; grid-template-columns: 16rem minmax(0, 1fr); gap: 0 3rem;
    grid-template-areas: "head head" "nav main" "foot foot";
  }
  body.report > header { grid-area: head; }
  body.report > nav { grid-area: nav; }
  body.report > main { grid-area: main; }
  body.report > footer { grid-area: foot; }
  body.report > nav ul { position: sticky; top: 1.5rem; columns: auto; margin-top: 2.5rem; font-size: .92em; }
  body.report #result h2 { margin-top: 2.5rem; }
}
@media screen and (max-width: 60rem) {
  body { padding: 1.25rem 1rem 3rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
  ol.timeline li { display: block; }
  table.counts { min-width: 0; width: 100%; }
  svg text { font-size: 22px; }
  table.wide, table.wide tbody, table.wide tr, table.wide caption { display: block; width: auto; }
  table.wide tr[hidden] { display: none; }
  table.wide tr > :is(th, td):nth-child(n) { display: block; width: auto; }
  table.wide thead {
    position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden;
    white-space: nowrap;
  }
  table.wide tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  table.wide tr.has-how { border-bottom: 0; padding-bottom: 0; }
  table.wide th, table.wide td { border: 0; padding: .1rem 0; }
  table.wide :is(td, th)[data-label]::before, table.changes td::before {
    color: var(--faint); font-family: system-ui, sans-serif; font-size: .86rem; font-weight: 400;
    margin-right: .5em;
  }
  table.wide :is(td, th)[data-label]::before { content: attr(data-label) ":"; white-space: nowrap; }
  table.wide .number { text-align: left; }
  table.wide tr > .number.number[data-label] { display: inline-block; width: auto; margin-right: 1rem; padding-left: 0; }
  table.wide tr > .number + :not(.number) { padding-left: 0; }
  table.wide svg.bar { max-width: 12rem; }
  /* The heads that sort stand above the changes. */
  table.changes thead:has(button) { position: static; clip-path: none; width: auto; height: auto; white-space: normal; }
  table.changes thead:has(button) tr { display: flex; flex-wrap: wrap; gap: .3rem 1rem; }
  table.changes thead:has(button) tr::before { content: "Sort by:"; color: var(--faint); padding: .35rem 0; }
  table.changes thead button { padding: .35rem 0; }
  table.changes td:nth-child(4)::before { content: "Contributors:"; }
  table.changes td:nth-child(5)::before { content: "Approvers:"; }
  table.changes td:nth-child(6)::before { content: "Tests:"; }
  table.changes td:nth-child(7)::before { content: "Verdict:"; }
  table.changes td:nth-child(8):not(:empty)::before { content: "Grade:"; }
  table.changes td:nth-child(3) { font-weight: 600; }
  table.changes td details { font-weight: 400; }
  table.changes td code { display: inline; }
  table.changes tr > :is(:nth-child(1), :nth-child(2)):not([colspan]) { display: inline-block; margin-right: .75rem; }
  table.changes td:first-child span { display: inline; }
  table.sample td:nth-child(n+6), table.signatures td { border: 0; border-bottom: 1px solid var(--other); height: 2rem; }
}
@media screen and (min-width: 60.01rem) {
  table.matrix caption { white-space: nowrap; }
}
@media (forced-colors: active) {
  svg text, svg text.note { fill: CanvasText; }
  svg .axis { stroke: GrayText; }
  svg .mark, .stroke-other { stroke: CanvasText; }
  svg :is(.pass, .fail, .unknown, .excepted, .not-judged, .not-asked) { stroke: CanvasText; stroke-width: 1; }
}
@page {
  size: A4; margin: 20mm 14mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; }
}
@media print {
  :root {
    --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #b5b5b5; --band: #ffffff; --link: #000000;
    --fail: #8c0d18; --unknown: #6b4200; --pass: #0e4d22; --other: #333333;
    --fill-pass: #7fb795; --fill-fail: #f3c6c8; --fill-unknown: #f3dfb8; --fill-other: #d5d9de; --mark: #0b3f80;
    --heat-1: #eef3fa; --heat-2: #dae6f5; --heat-3: #c3d7ef;
  }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { font-size: 9.5pt; max-width: none; padding: 0; }
  h1 { font-size: 18pt; }
  h2 { font-size: 13pt; margin-top: 1.6rem; }
  h3 { font-size: 11pt; }
  .verdict { font-size: 13pt; }
  .skip, form.filter, button.more { display: none; }
  /* A button in a head is printed on the first page alone. */
  thead button { display: contents; }
  th[aria-sort] button::after { content: ""; }
  a { text-decoration: none; }
  h2, h3, h4, caption { break-after: avoid; }
  tr, dl > *, li, pre, svg { break-inside: avoid; }
  th, td { padding-top: .22rem; padding-bottom: .22rem; }
  /* Two cards of the usual size on a sheet. */
  article { break-inside: avoid; font-size: 8.5pt; margin: .8rem 0; padding: .45rem .8rem .5rem; }
  article h3 { font-size: 10.5pt; margin-bottom: .25rem; }
  article h4 { margin: .5rem 0 .15rem; }
  article :is(p, ul, ol, dl, table) { margin-top: .15rem; margin-bottom: .15rem; }
  article dl { gap: .1rem 1rem; }
  article li { margin: 0; }
  svg.bar { height: .6rem; }
  p, caption, .scroll, section > dl { break-inside: avoid; }
  #glossary > dl { break-inside: auto; }
  h2 + p, .legend, p:has(+ pre), p:has(+ table), p:has(+ dl) { break-after: avoid; }
  #scope, table:is(.counts, .sizes, .grades, .lead, .kinds) { break-inside: avoid; }
  tr.has-how { break-after: avoid; }
  ol.timeline li { grid-template-columns: 8rem 1fr; }
  thead { display: table-header-group; break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  dl { grid-template-columns: 10.5em 1fr; }
  .scroll { overflow: visible; }
  table.changes { font-size: 7.5pt; }
  table.changes tbody th { font-size: 7.5pt; }
  table:is(.policies, .evidence, .frameworks, .attributes, .matrix, .people, .history, .sample, .lead, .sizes, .files, .kinds, .grades) {
    font-size: 8pt;
  }
  table.reconciliation :is(th, td):nth-child(1) { width: 7%; }
  table.attributes :is(th, td):nth-child(n+3):nth-child(-n+7) { width: 9%; }
  table.attributes :is(th, td):nth-child(8) { width: 17%; }
  table.evidence :is(th, td):nth-child(1) { width: 16%; }
  table.evidence :is(th, td):nth-child(2) { width: 21%; }
  table.evidence :is(th, td):nth-child(3) { width: 12%; }
  table.evidence :is(th, td):nth-child(4) { width: 19%; }
  table.evidence :is(th, td):nth-child(5) { width: 11%; }
  table.matrix :is(td, thead th) { min-width: 0; }
  table.matrix { table-layout: fixed; width: 100%; font-size: 7pt; }
  table.matrix :is(th, td):first-child { width: 22%; max-width: none; }
  /* Names above narrow columns are written upwards. */
  table.matrix:has(thead th:nth-child(7)) thead th:not(:first-child) {
    writing-mode: sideways-lr; height: 11rem; max-width: none; padding: .3rem 0; line-height: 1.15;
    overflow-wrap: anywhere;
  }
  table.people :is(th, td):nth-child(3) { width: 14%; }
  table.changes :is(th, td):nth-child(1) { width: 10%; }
  table.changes tbody tr > :first-child:not([colspan]) { white-space: normal; }
  table.changes :is(th, td):nth-child(2) { width: 12%; }
  table.changes :is(th, td):nth-child(4) { width: 11.5%; }
  table.changes :is(th, td):nth-child(5) { width: 10.5%; }
  table.changes :is(th, td):nth-child(6) { width: 8.5%; }
  table.changes :is(th, td):nth-child(7) { width: 15%; }
  table.changes :is(th, td):nth-child(8) { width: 7.5%; }
  /* What to do is for the screen; the numbers of a chart belong to it on paper too. */
  details { display: none; }
  #time details { display: block; }
  #time details::details-content { content-visibility: visible; }
  #time summary { display: none; }
  body.sheets section { break-before: page; }
  #sign-off { break-inside: avoid; }
}
</style>
<style>
"""#),
.slot(.running),
.text(#"""
</style>
</head>
<body class="sheets">
<header>
<h1>Sampled changes</h1>
<p class="about">
"""#),
.slot(.subject),
.text(#"""
</p>
</header>
<nav aria-label="Sheets">

"""#),
.slot(.contents),
.text(#"""
</nav>
<main>

"""#),
.slot(.sheets),
.text(#"""
</main>
</body>
</html>

"""#)
  ]
}
