import { Arrival } from './Inbox';
import { toCard } from './card';
import { escapeHtml } from './markup';
import { STYLE } from './pageStyle';
import { RECEIVERS } from './receivers';

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
  const { title, sections, color } = toCard(arrival.platform, arrival.body);
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
  const accent = color ? ` style="--accent: ${color}"` : '';
  return `<li class="${arrival.platform}"${accent}>
  <header><b>${escapeHtml(LABELS[arrival.platform])}</b>
    <time datetime="${arrival.receivedAt}">${arrival.receivedAt.slice(
    11,
    19,
  )} UTC</time>
    ${verification}<span class="tag">answered ${
    arrival.answer.status
  }</span></header>
  <h2>${title}</h2>
  ${sections.join('')}
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
      usesSecret ? '<span class="tag">with secret</span>' : ''
    }</td><td><button type="button" data-copy="${escapeHtml(
      address,
    )}">Copy</button></td></tr>`,
).join('');

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
<thead><tr><th>Platform</th><th>Address</th><th></th><th></th></tr></thead>
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
