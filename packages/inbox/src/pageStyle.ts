/** The page's style sheet: light and dark as the reader's system is, narrow and wide. */
export const STYLE = `
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
li { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--accent, #888); border-radius: 8px; margin: 12px 0; padding: 12px 16px; }
li.slack { --accent: #611f69; } li.discord { --accent: #5865f2; } li.dingtalk { --accent: #3296fa; }
li.feishu { --accent: #00a7a0; } li.wecom { --accent: #2f7d32; } li.http { --accent: #b26a00; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 2px 16px; margin: 6px 0; }
p b { color: var(--text); } p.note { font-size: 13px; } p code { background: var(--back); border-radius: 4px; padding: 1px 4px; color: var(--text); }
p em { font-style: normal; color: var(--text); } mark { background: #ffb3b3; color: #000; }
li header { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; } time { color: var(--soft); }
.tag { border: 1px solid var(--line); border-radius: 12px; padding: 0 8px; font-size: 13px; }
.tag.valid { color: #1b7f3b; } .tag.invalid { color: #d02f2f; }
@media (prefers-color-scheme: dark) { .tag.valid { color: #6fdc8c; } .tag.invalid { color: #ff8a80; } }
button { font: inherit; font-size: 13px; cursor: pointer; background: var(--card); color: inherit; border: 1px solid var(--line); border-radius: 6px; padding: 2px 10px; }
button:hover { background: var(--back); } details { margin-top: 6px; } summary { cursor: pointer; color: var(--soft); font-size: 13px; }
@media (max-width: 700px) {
  thead { display: none; } tr { display: grid; grid-template-columns: 1fr auto auto; gap: 0 8px; align-items: center; padding: 6px 0; }
  td:nth-child(2) { grid-row: 2; grid-column: 1 / -1; overflow-wrap: anywhere; } td, th { padding: 0; white-space: normal; }
}
.empty { text-align: center; padding: 48px 0; }
`;
