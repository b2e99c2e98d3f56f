import { Page } from '@playwright/test';

/** What TypeScript does not know of browsers yet. */
interface LayoutShift extends PerformanceEntry {
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

/**
 * Notes from now on what moves on a page by itself.
 *
 * @param options - `isStream` allows the rows of a table to move down, as they do where new ones
 *   come in above; their columns may not
 * @returns asks what has moved until then
 */
export async function noteLayoutShifts(
  page: Page,
  options: { isStream: boolean },
): Promise<() => Promise<string[]>> {
  const moved = await page.evaluateHandle(async ({ isStream }) => {
    // Fonts that come late are no refresh.
    await document.fonts.ready;
    const notes: string[] = [];
    const isAllowed = ({
      node,
      previousRect,
      currentRect,
    }: LayoutShift['sources'][number]) => {
      const element = node instanceof Element ? node : node?.parentElement;
      // What is gone by now was in a row that left at the bottom.
      const isInRow = !element?.isConnected || element.closest('tbody');
      const isInView = [previousRect, currentRect].every(it => it.width > 0);
      return (
        isStream && isInRow && !(isInView && previousRect.x !== currentRect.x)
      );
    };
    new PerformanceObserver(list =>
      (list.getEntries() as LayoutShift[])
        .flatMap(({ sources }) => sources)
        .filter(source => !isAllowed(source))
        .forEach(({ node, previousRect, currentRect }) => {
          const html =
            node instanceof Element ? node.outerHTML : node?.nodeName;
          notes.push(
            [html?.slice(0, 120), previousRect, currentRect]
              .map(it => (typeof it === 'string' ? it : JSON.stringify(it)))
              .join(' '),
          );
        }),
    ).observe({ type: 'layout-shift' });
    return notes;
  }, options);
  return async () => {
    // What changes is on the screen one frame later, and told of in the next.
    await page.evaluate(
      () =>
        new Promise(resolve => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        }),
    );
    return moved.jsonValue();
  };
}
