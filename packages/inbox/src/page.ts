import { Arrival } from './Inbox';
import { RECEIVERS } from './receivers';
import { summarize } from './summary';

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => HTML_ENTITIES[character]);
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const LABELS = Object.fromEntries(
  RECEIVERS.map(({ platform, label }) => [platform, label]),
);

function renderArrival(arrival: Arrival): string {
  const { title, lines } = summarize(arrival.platform, arrival.body);
  const headers = Object.entries(arrival.headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
  const verification = arrival.verification
    ? `<span class="tag ${arrival.verification}">${
        arrival.verification === 'unsigned'
          ? 'unsigned'
          : `signature ${arrival.verification}`
      }</span>`
    : '';
  return `<li class="${arrival.platform}">
  <header><b>${escapeHtml(LABELS[arrival.platform])}</b>
    <time datetime="${arrival.receivedAt}">${arrival.receivedAt.slice(
    11,
    19,
  )} UTC</time>
    ${verification}<span class="tag">answered ${
    arrival.answer.status
  }</span></header>
  <h2>${escapeHtml(title)}</h2>
  ${lines.map(line => `<p>${escapeHtml(line)}</p>`).join('')}
  <details data-number="${arrival.number}"><summary>Request and answer</summary>
    <pre>${escapeHtml(
      `POST ${arrival.path}\n${headers}\n\n${prettyJson(arrival.body)}`,
    )}</pre>
    <pre>${escapeHtml(`${arrival.answer.status}\n${arrival.answer.body}`)}</pre>
  </details>
</li>`;
}

const ADDRESSES = RECEIVERS.map(
  ({ label, address, usesSecret }) =>
    `<tr><th scope="row">${label}</th><td><code data-address="${escapeHtml(
      address,
    )}">${escapeHtml(address)}</code></td><td>${
      usesSecret ? 'yes' : ''
    }</td><td><button type="button" data-copy="${escapeHtml(
      address,
    )}">Copy</button></td></tr>`,
).join('');

const STYLE = `
:root { color-scheme: light dark; --back: #f5f5f5; --card: #fff; --text: #1c1c1c; --soft: #5f6368; --line: #dcdcdc; }
@media (prefers-color-scheme: dark) { :root { --back: #181818; --card: #252525; --text: #f2f2f2; --soft: #b0b0b0; --line: #444; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 960px; padding: 24px 16px 64px; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 4px; } h2 { font-size: 16px; margin: 6px 0; }
p { margin: 2px 0; color: var(--soft); overflow-wrap: anywhere; white-space: pre-line; }
.addresses { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: 16px 0; padding: 8px 16px; }
table { border-collapse: collapse; width: 100%; } th { text-align: left; white-space: nowrap; } td, th { padding: 4px 12px 4px 0; }
thead th { color: var(--soft); font-weight: normal; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { background: var(--back); padding: 12px; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
ol { list-style: none; margin: 0; padding: 0; }
li { background: var(--card); border: 1px solid var(--line); border-left: 4px solid #888; border-radius: 8px; margin: 12px 0; padding: 12px 16px; }
li.slack { border-left-color: #611f69; } li.discord { border-left-color: #5865f2; } li.dingtalk { border-left-color: #3296fa; }
li.feishu { border-left-color: #00a7a0; } li.wecom { border-left-color: #2f7d32; } li.http { border-left-color: #b26a00; }
li header { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; } time { color: var(--soft); }
.tag { border: 1px solid var(--line); border-radius: 12px; padding: 0 8px; font-size: 13px; }
.tag.valid { color: #1b7f3b; } .tag.invalid { color: #d02f2f; }
@media (prefers-color-scheme: dark) { .tag.valid { color: #6fdc8c; } .tag.invalid { color: #ff8a80; } }
button { font: inherit; cursor: pointer; }
.empty { text-align: center; padding: 48px 0; }
`;

// Keeps opened details open, so that reading is not interrupted by what arrives.
const SCRIPT = `
for (const code of document.querySelectorAll('[data-address]')) code.textContent = location.origin + code.dataset.address;
document.addEventListener('click', event => {
  const { copy } = event.target.dataset;
  if (!copy) return;
  navigator.clipboard.writeText(copy.startsWith('/') ? location.origin + copy : copy);
  event.target.textContent = 'Copied';
  setTimeout(() => { event.target.textContent = 'Copy'; }, 1500);
});
setInterval(async () => {
  const page = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
  const open = new Set([...document.querySelectorAll('details[open]')].map(d => d.dataset.number));
  for (const details of page.querySelectorAll('details')) details.open = open.has(details.dataset.number);
  document.querySelector('main').replaceWith(page.querySelector('main'));
}, 2000);
`;

/** The page: where to send, and what arrived, newest first. */
export function renderPage(options: {
  received: readonly Arrival[];
  secret: string;
}): string {
  const arrivals = [...options.received].reverse().map(renderArrival);
  const secret = escapeHtml(options.secret);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inbox</title><link rel="icon" href="data:,"><style>${STYLE}</style>
</head>
<body>
<h1>Inbox</h1>
<p>Answers as the six platforms would, and shows what arrived. Paste an address into a new webhook.</p>
<div class="addresses"><table>
<thead><tr><th>Platform</th><th>Address</th><th>Secret</th><th></th></tr></thead>
<tbody>${ADDRESSES}</tbody></table>
<p>The secret, where one is used: <code>${secret}</code> <button type="button" data-copy="${secret}">Copy</button></p></div>
<main>${
    arrivals.length
      ? `<ol>${arrivals.join('')}</ol>`
      : '<p class="empty">Nothing has arrived yet.</p>'
  }</main>
<script>${SCRIPT}</script>
</body>
</html>`;
}
