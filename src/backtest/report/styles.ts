const css = String.raw;

/** The look of the page: one set of names for light, dark and paper; red rises in Korean, green in English. */
export const reportStyles = css`
  :root {
    --page: #f4f5f8;
    --surface: #ffffff;
    --sunken: #f0f2f5;
    --text: #161a22;
    --muted: #586174;
    --line: #e1e5eb;
    --accent: #5b4bd6;
    --accent-soft: #5b4bd61f;
    --hold: #8a93a5;
    --green: #08845a;
    --red: #cc2f3c;
    --blue: #1d62c9;
    --gain: var(--green);
    --loss: var(--red);
    --focus: #1d62c9;
    --series-1: #1d62c9;
    --series-2: #b8560b;
    --series-3: #08845a;
    --series-4: #a5309a;
    --series-5: #0d7c8f;
    --series-6: #84690a;
    --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', Menlo, Consolas, monospace;
    color-scheme: light;
  }
  @media (prefers-color-scheme: dark) {
    :root:not(.paper) {
      --page: #0c0f14;
      --surface: #141921;
      --sunken: #1b212b;
      --text: #e8ebf1;
      --muted: #9aa4b6;
      --line: #262e3a;
      --accent: #9d90ff;
      --accent-soft: #9d90ff26;
      --hold: #7b8598;
      --green: #2ebd85;
      --red: #f6596b;
      --blue: #5c9bff;
      --focus: #8ab8ff;
      --series-1: #5c9bff;
      --series-2: #f2994a;
      --series-3: #2ebd85;
      --series-4: #e07ad6;
      --series-5: #3fc2d6;
      --series-6: #d0ad35;
      color-scheme: dark;
    }
  }
  :root[lang='ko'] {
    --gain: var(--red);
    --loss: var(--blue);
  }
  :root[lang='en'] [lang='ko'],
  :root[lang='ko'] [lang='en'] {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  html {
    scroll-padding-top: 3.5rem;
    -webkit-text-size-adjust: 100%;
  }
  body {
    margin: 0;
    background: var(--page);
    color: var(--text);
    font:
      14px/1.5 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      'Apple SD Gothic Neo',
      'Malgun Gothic',
      'Noto Sans KR',
      'Noto Sans CJK KR',
      sans-serif;
    font-variant-numeric: tabular-nums;
  }
  :root[lang='ko'] body {
    word-break: keep-all;
  }
  main {
    max-width: 1280px;
    margin: 0 auto;
    padding: 0 20px 32px;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  fieldset {
    margin: 0;
    padding: 0;
  }
  h1 {
    font-size: 28px;
    font-weight: 680;
    letter-spacing: -0.02em;
    line-height: 1.2;
  }
  h2 {
    font-size: 15px;
    font-weight: 640;
    letter-spacing: -0.005em;
  }
  h3 {
    font-size: 12px;
    font-weight: 600;
    color: var(--muted);
    margin-top: 14px;
  }
  code {
    font: 12px var(--mono);
    overflow-wrap: anywhere;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .gain {
    color: var(--gain);
  }
  .loss {
    color: var(--loss);
  }
  .none {
    color: var(--muted);
  }
  .note {
    margin-top: 10px;
    color: var(--muted);
    font-size: 12.5px;
    max-width: 105ch;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .bar {
    position: sticky;
    top: 0;
    z-index: 10;
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 0 max(20px, calc((100vw - 1240px) / 2));
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }
  .bar nav {
    display: flex;
    flex: 1;
    gap: 2px;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .bar a {
    padding: 11px 10px;
    color: var(--muted);
    font-size: 13px;
    text-decoration: none;
    white-space: nowrap;
  }
  .bar a:hover,
  .bar a:focus-visible {
    color: var(--text);
  }
  .bar a:focus-visible {
    outline-offset: -4px;
  }
  button {
    font: inherit;
    font-size: 12.5px;
    color: var(--muted);
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 7px;
    padding: 4px 11px;
    min-height: 30px;
    cursor: pointer;
  }
  button:hover {
    color: var(--text);
    border-color: var(--muted);
  }
  button[aria-pressed='true'],
  button[aria-current='page'] {
    color: var(--accent);
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  button:disabled {
    opacity: 0.4;
    cursor: default;
  }
  .languages {
    display: flex;
    gap: 4px;
  }

  .masthead {
    padding: 30px 0 20px;
  }
  .eyebrow {
    font-size: 12px;
    font-weight: 600;
    color: var(--accent);
    letter-spacing: 0.04em;
  }
  .symbol {
    color: var(--muted);
    font-weight: 450;
  }
  .subject {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin-top: 8px;
    list-style: none;
    color: var(--muted);
  }
  .digest {
    display: flex;
    gap: 8px;
    align-items: baseline;
    margin-top: 6px;
    font-size: 12px;
    color: var(--muted);
  }

  .panel {
    margin-top: 16px;
    padding: 18px 20px 20px;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  .panel-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    margin-bottom: 12px;
  }
  .headlines {
    display: grid;
    grid-template-columns: repeat(6, 1fr);
    gap: 1px;
    background: var(--line);
    border: 1px solid var(--line);
    border-radius: 12px;
    overflow: hidden;
  }
  .card {
    padding: 14px 18px 16px;
    background: var(--surface);
  }
  .card dt {
    color: var(--muted);
    font-size: 12.5px;
  }
  .card dd {
    margin-top: 4px;
    font-size: 22px;
    font-weight: 620;
    letter-spacing: -0.015em;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .unit {
    font-size: 11.5px;
    font-weight: 450;
    letter-spacing: 0;
    color: var(--muted);
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 16px;
  }
  .group h2 {
    margin-bottom: 6px;
  }
  .fact {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    padding: 6px 0;
    border-bottom: 1px solid var(--line);
  }
  .group > dl > div:last-child .fact {
    border-bottom: 0;
    padding-bottom: 0;
  }
  .fact dt {
    color: var(--muted);
  }
  .fact dd {
    font-weight: 520;
    text-align: right;
    overflow-wrap: anywhere;
  }
  .facts.wide {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 0 36px;
  }
  .always {
    margin: 16px 0 0;
    padding-left: 18px;
    color: var(--muted);
    font-size: 13px;
    max-width: 115ch;
  }
  .always li {
    margin-top: 3px;
  }

  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  #log-scale {
    margin-left: 8px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    min-height: 21px;
    font-size: 12.5px;
    color: var(--muted);
  }
  .legend b {
    font-weight: 560;
    color: var(--text);
  }
  .legend b.gain {
    color: var(--gain);
  }
  .legend b.loss {
    color: var(--loss);
  }
  .key::before {
    content: '';
    display: inline-block;
    width: 14px;
    height: 3px;
    margin-right: 6px;
    vertical-align: middle;
    border-radius: 2px;
    background: currentColor;
  }
  .key.equity::before {
    background: var(--accent);
  }
  .key.hold::before {
    background: var(--hold);
  }
  .key.series-1::before {
    background: var(--series-1);
  }
  .key.series-2::before {
    background: var(--series-2);
  }
  .key.series-3::before {
    background: var(--series-3);
  }
  .key.series-4::before {
    background: var(--series-4);
  }
  .key.series-5::before {
    background: var(--series-5);
  }
  .key.series-6::before {
    background: var(--series-6);
  }
  .plot {
    width: 100%;
    border-radius: 6px;
    touch-action: pan-y;
  }
  .plot.tall {
    height: 320px;
  }
  .plot.low {
    height: 130px;
  }
  #price-chart {
    height: 420px;
  }
  .uplot {
    font: inherit;
  }
  .u-select {
    background: var(--accent-soft);
  }
  .u-hz .u-cursor-x,
  .u-hz .u-cursor-y {
    border-color: var(--muted);
  }

  .scroll {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }
  th,
  td {
    padding: 6px 10px;
    border-bottom: 1px solid var(--line);
    text-align: left;
    white-space: nowrap;
  }
  thead th {
    color: var(--muted);
    font-weight: 520;
    font-size: 12px;
  }
  .number {
    text-align: right;
  }
  th.number button {
    justify-content: flex-end;
  }

  .heat table {
    border-collapse: separate;
    border-spacing: 2px;
  }
  .heat th,
  .heat td {
    padding: 7px 6px;
    border: 0;
    text-align: center;
    border-radius: 4px;
  }
  .heat th[scope='row'] {
    text-align: left;
    font-weight: 560;
  }
  .heat td {
    background: var(--sunken);
    color: var(--text);
    min-width: 52px;
  }
  .heat td.total {
    background: var(--surface);
    font-weight: 620;
  }
  .heat td.total.gain {
    color: var(--gain);
  }
  .heat td.total.loss {
    color: var(--loss);
  }
  .heat .shade-1 {
    --depth: 12%;
  }
  .heat .shade-2 {
    --depth: 22%;
  }
  .heat .shade-3 {
    --depth: 32%;
  }
  .heat .shade-4 {
    --depth: 42%;
  }
  .heat .shade-5 {
    --depth: 52%;
  }
  .heat td.gain:not(.total) {
    background: color-mix(in srgb, var(--gain) var(--depth), var(--surface));
  }
  .heat td.loss:not(.total) {
    background: color-mix(in srgb, var(--loss) var(--depth), var(--surface));
  }

  .of-symbol {
    border-top: 1px solid var(--line);
  }
  .of-symbol summary {
    padding: 10px 0;
    font-weight: 560;
    cursor: pointer;
  }
  .of-symbol summary small {
    margin-left: 8px;
    font-weight: 400;
    color: var(--muted);
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
  }
  fieldset {
    display: flex;
    border: 0;
  }
  .choice {
    position: relative;
    padding: 4px 12px;
    border: 1px solid var(--line);
    margin-left: -1px;
    color: var(--muted);
    font-size: 12.5px;
    line-height: 20px;
    cursor: pointer;
  }
  .choice:first-of-type {
    margin-left: 0;
    border-radius: 7px 0 0 7px;
  }
  .choice:last-of-type {
    border-radius: 0 7px 7px 0;
  }
  .choice input {
    position: absolute;
    inset: 0;
    opacity: 0;
    margin: 0;
    cursor: pointer;
  }
  .choice:has(:checked) {
    color: var(--accent);
    background: var(--accent-soft);
    border-color: var(--accent);
    z-index: 1;
  }
  .choice:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
    z-index: 2;
  }
  .field {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--muted);
    font-size: 12.5px;
    flex: 1;
  }
  .field input {
    font: inherit;
    flex: 1;
    min-width: 120px;
    max-width: 280px;
    min-height: 30px;
    padding: 3px 10px;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 7px;
  }
  .count {
    margin: 12px 0 4px;
    color: var(--muted);
    font-size: 12.5px;
  }
  #trade-table thead th {
    padding: 0;
    border-bottom-color: var(--muted);
  }
  #trade-table thead button {
    display: flex;
    align-items: center;
    gap: 4px;
    width: 100%;
    padding: 4px 10px;
    color: inherit;
    font-size: 12px;
    font-weight: 560;
    background: none;
    border: 0;
    border-radius: 0;
  }
  #trade-table thead button:focus-visible {
    outline-offset: -2px;
  }
  #trade-table thead th[aria-sort='ascending'] button::after {
    content: '▲';
    font-size: 8px;
  }
  #trade-table thead th[aria-sort='descending'] button::after {
    content: '▼';
    font-size: 8px;
  }
  #trade-table tbody tr.trade:hover {
    background: var(--sunken);
  }
  #trade-table tr.chosen {
    background: var(--accent-soft);
  }
  #trade-table .open {
    min-height: 0;
    padding: 1px 8px;
    font-size: 12px;
    border-radius: 5px;
  }
  .side {
    font-weight: 600;
  }
  .fills td {
    padding: 0 0 10px 44px;
    background: var(--sunken);
  }
  .fills a {
    color: var(--accent);
    font-size: 12.5px;
  }
  .fills table {
    width: auto;
    font-size: 12.5px;
  }
  .fills th,
  .fills td td {
    padding: 4px 14px 4px 0;
    background: none;
  }
  .fills tbody tr:last-child td {
    border-bottom: 0;
  }
  .pages {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    margin-top: 12px;
    color: var(--muted);
    font-size: 12.5px;
  }
  .pages select {
    font: inherit;
    min-height: 30px;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 7px;
  }
  .pages label {
    margin-left: auto;
  }

  .bars th {
    font-weight: 450;
    width: 34%;
    white-space: normal;
  }
  .bars th small {
    display: block;
    color: var(--muted);
    font-size: 12px;
  }
  .bars tr:last-child > * {
    border-bottom: 0;
  }
  .gauge svg {
    display: block;
    width: 100%;
    height: 14px;
  }
  .gauge {
    width: 45%;
  }
  rect.refused {
    fill: var(--hold);
  }
  rect.passed {
    fill: var(--accent);
  }
  .verdict {
    margin-bottom: 8px;
    font-weight: 600;
  }
  .verdict.good {
    color: var(--green);
  }
  .verdict.bad {
    color: var(--red);
  }
  footer {
    max-width: 1280px;
    margin: 0 auto;
    padding: 0 20px 40px;
    color: var(--muted);
    font-size: 12.5px;
  }

  @media (max-width: 1000px) {
    .headlines {
      grid-template-columns: repeat(3, 1fr);
    }
    .groups,
    .facts.wide {
      grid-template-columns: 1fr;
    }
    .groups {
      gap: 0;
    }
  }
  @media (max-width: 560px) {
    main {
      padding: 0 12px 24px;
    }
    .bar {
      padding: 0 12px;
    }
    .masthead {
      padding-top: 20px;
    }
    h1 {
      font-size: 22px;
    }
    .headlines {
      grid-template-columns: repeat(2, 1fr);
    }
    .card {
      padding: 12px 14px;
    }
    .card dd {
      font-size: 18px;
    }
    .panel {
      padding: 14px 14px 16px;
      border-radius: 10px;
    }
    .plot.tall {
      height: 250px;
    }
    #price-chart {
      height: 320px;
    }
    .tools button,
    .languages button,
    .choice {
      min-height: 36px;
      padding-block: 7px;
    }
    .bars th {
      width: 50%;
    }
    .gauge {
      width: 20%;
    }
  }

  @media print {
    .bar,
    .tools,
    .filters,
    .pages,
    .open,
    footer small {
      display: none !important;
    }
    body {
      background: #fff;
      font-size: 11px;
    }
    main {
      max-width: none;
      padding: 0;
    }
    .panel,
    .headlines {
      break-inside: avoid;
      border-color: #ccc;
    }
    #trades {
      break-inside: auto;
    }
    .scroll {
      overflow: visible;
    }
    .heat td,
    rect {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
`;
