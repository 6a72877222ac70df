/// The style of `report.html`: one sheet, no fonts or pictures to load, light and dark, screen and A4.
enum HTMLStyle {
  static let sheet: StaticString = """
    :root {
      --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --band: #f6f8fa; --link: #0b57b0;
      --fail: #a4121f; --unknown: #855200; --pass: #14632e; --other: #4a4f57;
      --mono: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Menlo, Consolas, monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #15181c; --ink: #e3e6ea; --faint: #9aa4af; --line: #3a414a; --band: #1e2329; --link: #79b4ff;
        --fail: #ff8f8a; --unknown: #f0b64f; --pass: #74d08d; --other: #b4bbc4;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Helvetica, Arial, sans-serif;
    }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
    h2 {
      font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 .75rem; padding-top: .75rem;
      border-top: 2px solid var(--ink);
    }
    h3 { font-size: 1.08rem; line-height: 1.35; margin: 0 0 .5rem; overflow-wrap: anywhere; }
    h4 { font-size: 1em; margin: 1.1rem 0 .35rem; }
    p, ul, ol { margin: .5rem 0; max-width: 46rem; }
    ul, ol { padding-left: 1.4rem; }
    li { margin: .2rem 0; overflow-wrap: anywhere; }
    a { color: var(--link); }
    a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    code, pre, .id { font-family: var(--mono); font-size: .86em; }
    code { overflow-wrap: anywhere; }
    pre {
      margin: .4rem 0; padding: .6rem .8rem; background: var(--band); border: 1px solid var(--line);
      white-space: pre-wrap; overflow-wrap: anywhere;
    }
    .about, .faint { color: var(--faint); }
    .about { overflow-wrap: anywhere; margin: 0; }
    .verdict { font-size: 1.3rem; line-height: 1.4; font-weight: 600; max-width: 52rem; margin: 1rem 0; }
    nav ul { list-style: none; margin: 1.25rem 0 0; padding: 0; max-width: none; columns: 16rem; }
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
    .time { white-space: nowrap; font-variant-numeric: tabular-nums; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    table.counts { width: auto; min-width: 20rem; }
    table.counts th, table.counts td { padding-right: 1.5rem; }
    b.fail, b.unknown, b.pass, b.other { font-weight: 700; white-space: nowrap; }
    h3 b { border: 1px solid currentColor; padding: .02rem .4rem; margin-right: .25rem; font-size: .86em; }
    b.fail { color: var(--fail); }
    b.unknown { color: var(--unknown); }
    b.pass { color: var(--pass); }
    b.other { color: var(--other); }
    article {
      margin: 1.25rem 0; padding: 1rem 1.2rem 1.1rem; border: 1px solid var(--line);
      border-left: 6px solid var(--other);
    }
    article.fail { border-left-color: var(--fail); }
    article.unknown { border-left: 6px double var(--unknown); }
    article > ol { padding-left: 1.3rem; }
    article table { font-size: .92em; margin-bottom: 0; }
    article caption { font-size: 1.03em; }
    table.changes { font-size: .88em; }
    table.changes tr.promotion th {
      padding-top: 1rem; font-family: inherit; font-size: 1em; font-weight: 600; white-space: normal;
    }
    table.changes td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
    table.changes td:first-child span { display: block; color: var(--faint); }
    table.changes tbody th { font-family: var(--mono); font-size: .92em; white-space: nowrap; }
    table.wide { table-layout: fixed; }
    table.changes :is(th, td):nth-child(1) { width: 13%; }
    table.changes :is(th, td):nth-child(2) { width: 10.5%; }
    table.changes :is(th, td):nth-child(4) { width: 13%; }
    table.changes :is(th, td):nth-child(5) { width: 11%; }
    table.changes :is(th, td):nth-child(6) { width: 13%; }
    table.changes :is(th, td):nth-child(7) { width: 12%; }
    table.changes :is(th, td):nth-child(8) { width: 7%; }
    table.evidence :is(th, td):nth-child(1) { width: 17%; }
    table.evidence :is(th, td):nth-child(2) { width: 21%; }
    table.evidence :is(th, td):nth-child(3) { width: 10.5%; }
    table.evidence :is(th, td):nth-child(4) { width: 17%; }
    table.evidence :is(th, td):nth-child(5) { width: 8%; }
    table.policies :is(th, td):nth-child(1) { width: 22%; }
    table.policies :is(th, td):nth-child(2) { width: 12%; }
    table.policies :is(th, td):nth-child(3) { width: 12%; }
    table.policies :is(th, td):nth-child(4) { width: 21%; }
    table.checks :is(th, td):nth-child(1) { width: 25%; }
    table.checks :is(th, td):nth-child(2) { width: 9%; }
    table.grades :is(th, td):nth-child(1) { width: 12%; }
    table.grades :is(th, td):nth-child(4) { width: 10%; }
    footer { margin-top: 3rem; padding-top: .75rem; border-top: 2px solid var(--ink); color: var(--faint); }
    @media screen and (min-width: 48.01rem) {
      table.changes thead th { position: sticky; top: 0; background: var(--paper); }
    }
    @media screen and (max-width: 48rem) {
      body { padding: 1.25rem 1rem 3rem; }
      dl { grid-template-columns: 1fr; gap: 0; }
      dd { margin-bottom: .5rem; }
      table.wide, table.wide tbody, table.wide tr, table.wide caption { display: block; width: auto; }
      table.wide tr > :is(th, td):nth-child(n) { display: block; width: auto; }
      table.wide thead {
        position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden;
        white-space: nowrap;
      }
      table.wide tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
      table.wide th, table.wide td { border: 0; padding: .1rem 0; }
      table.wide td::before, table.wide tbody th::before {
        color: var(--faint); font-family: system-ui, sans-serif; font-size: .86rem;
        margin-right: .5em;
      }
      table.changes td:nth-child(4)::before { content: "Contributors:"; }
      table.changes td:nth-child(5)::before { content: "Approvers:"; }
      table.changes td:nth-child(6)::before { content: "Tests:"; }
      table.changes td:nth-child(7)::before { content: "Verdict:"; }
      table.changes td:nth-child(8):not(:empty)::before { content: "Grade:"; }
      table.changes td:nth-child(3) { font-weight: 600; }
      table.evidence td:nth-child(2)::before { content: "By:"; }
      table.evidence td:nth-child(3)::before { content: "When:"; }
      table.evidence td:nth-child(4)::before { content: "Source:"; }
      table.evidence td:nth-child(5)::before { content: "Grade:"; }
      table.evidence td:nth-child(6)::before { content: "Counted:"; }
      table.policies td:nth-child(2)::before { content: "Commit:"; }
      table.policies td:nth-child(3)::before { content: "First change:"; }
      table.policies td:nth-child(4)::before { content: "Approvals:"; }
      table.policies td:nth-child(5)::before { content: "Tests:"; }
      table.policies td:nth-child(6)::before { content: "Timing:"; }
      table.checks td:nth-child(2)::before { content: "Result:"; }
      table.checks td:nth-child(3):not(:empty)::before { content: "Detail:"; }
      table.grades td:nth-child(2)::before { content: "What it is:"; }
      table.grades td:nth-child(3)::before { content: "Forged by:"; }
      table.grades td:nth-child(4)::before { content: "Changes:"; }
      table.wide .number { text-align: left; }
    }
    @page {
      size: A4; margin: 16mm 14mm 18mm;
      @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; }
    }
    @media print {
      :root {
        --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #b5b5b5; --band: #ffffff; --link: #000000;
        --fail: #8c0d18; --unknown: #6b4200; --pass: #0e4d22; --other: #333333;
      }
      body { font-size: 9.5pt; max-width: none; padding: 0; }
      h1 { font-size: 18pt; }
      h2 { font-size: 13pt; margin-top: 1.6rem; }
      h3 { font-size: 11pt; }
      .verdict { font-size: 13pt; }
      a { text-decoration: none; }
      h2, h3, h4, caption { break-after: avoid; }
      tr, dl > *, li, pre { break-inside: avoid; }
      thead { display: table-header-group; break-after: avoid; }
      tbody tr:first-child { break-before: avoid; }
      dl { grid-template-columns: 10.5em 1fr; }
      table.changes { font-size: 7.5pt; }
      table.policies, table.evidence { font-size: 8pt; }
      table.changes :is(th, td):nth-child(1) { width: 14.5%; }
      table.changes :is(th, td):nth-child(2) { width: 12%; }
      article { padding: .6rem .8rem; }
    }
    """
}
