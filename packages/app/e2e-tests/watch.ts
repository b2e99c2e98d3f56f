import { Page } from '@playwright/test';

/** What Backstage itself complains about in a development build, whatever the page. */
const OF_BACKSTAGE: readonly RegExp[] = [
  // Material UI 4, under Backstage's components, asks for nodes in the way that React 18.3 warns of.
  /findDOMNode is deprecated/,
  // Icons that Backstage's own app plugin registers.
  /icons were registered as IconComponent/,
  // The tabs of Backstage's header know which one is chosen only after they were first drawn.
  /WARN: A component changed from uncontrolled to controlled/,
  // The last breadcrumb of Backstage's header is a text that can get the focus.
  /<Focusable> child must have an interactive ARIA role/,
  // Backstage's signals client closes its socket when the page goes.
  /WebSocket is closed before the connection is established/,
];

/** An answer that the form expects where somebody else was quicker, and every browser notes. */
const CHANGED_MEANWHILE = /status of 412/;
const BEARABLE = [...OF_BACKSTAGE, CHANGED_MEANWHILE];

/**
 * Notes what may not happen on any page: errors, warnings, and answers of a server that failed.
 *
 * @param problems - where they are noted
 */
export function watch(page: Page, problems: string[]): void {
  const note = (text: string) =>
    problems.push(`${new URL(page.url()).pathname}: ${text}`);
  page.on('pageerror', error => note(String(error)));
  page.on('console', message => {
    const isComplaint = ['error', 'warning'].includes(message.type());
    if (isComplaint && !BEARABLE.some(it => it.test(message.text()))) {
      note(message.text().split('\n    at ')[0]);
    }
  });
  page.on('response', response => {
    if (response.status() >= 500) {
      note(`${response.status()} ${new URL(response.url()).pathname}`);
    }
  });
}
