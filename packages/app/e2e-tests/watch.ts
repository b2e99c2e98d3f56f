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

/**
 * Notes what may not happen on any page: errors, warnings, and answers of a server that failed.
 *
 * @param options - `problems` is where they are noted; `bearable` are no problems beside those of
 *   Backstage itself
 */
export function watch(
  page: Page,
  options: { problems: string[]; bearable: readonly RegExp[] },
): void {
  const { problems } = options;
  const bearable = [...OF_BACKSTAGE, ...options.bearable];
  const note = (text: string) => {
    if (bearable.some(it => it.test(text))) return;
    problems.push(`${new URL(page.url()).pathname}: ${text}`);
  };
  page.on('pageerror', error => note(String(error)));
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) {
      note(message.text().split('\n    at ')[0]);
    }
  });
  page.on('response', response => {
    if (response.status() >= 500) {
      note(`${response.status()} ${new URL(response.url()).pathname}`);
    }
  });
}
