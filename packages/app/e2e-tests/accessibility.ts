import AxeBuilder from '@axe-core/playwright';
import { Page, expect } from '@playwright/test';

/**
 * Finds nothing that axe calls a violation. Left out is what Backstage draws around our pages: the
 * links in its header are tabs that name panels which are not there, and stand in no landmark.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('.bui-PluginHeader')
    .analyze();
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
