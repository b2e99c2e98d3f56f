import { existsSync } from 'node:fs';

/** @returns {string} the path of the Chromium to drive; ends this script when there is none */
export function findChromium() {
  const path = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(path)) {
    console.error(
      `There is no Chromium at ${path}. Install Debian's package (apt-get install chromium) or name another one in the environment variable CHROMIUM.`,
    );
    process.exit(1);
  }
  return path;
}
