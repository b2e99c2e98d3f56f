import AxeBuilder from '@axe-core/playwright';
import { Locator, Page, expect } from '@playwright/test';

/**
 * Finds nothing that axe calls a violation. Left out is what Backstage draws around our pages: the
 * links in its header are tabs that name panels which are not there, and stand in no landmark.
 *
 * @param part - looks at this alone, which is ours on a page of somebody else
 */
export async function expectAccessible(
  page: Page,
  part?: Locator,
): Promise<void> {
  const axe = new AxeBuilder({ page }).exclude('.bui-PluginHeader');
  if (part) {
    // It is told by a selector, which a locator is none of.
    await part.evaluate(element => element.setAttribute('data-looked-at', ''));
    axe.include('[data-looked-at]');
  }
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id} (${help}): ${node.html}`),
  );
  expect.soft(found, `what axe finds on ${page.url()}`).toEqual([]);
}

/** Nothing reaches beyond the window, which would make the whole page scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect
    .soft(beyond, `pixels beyond the window on ${page.url()}`)
    .toBeLessThan(1);
}
