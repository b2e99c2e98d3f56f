import { InputError } from '@backstage/errors';
import {
  Platform,
  acceptsHost,
} from '@kubevision/backstage-plugin-webhooks-node';
import { AllowedReceivers } from '../delivery/allowedReceivers';
import { asProblem } from '../delivery/asProblem';
import { checkPlatformUrl } from '../delivery/checkPlatformUrl';
import { checkReceiver } from '../delivery/checkReceiver';
import { recognisePlatform } from '../platforms/recognisePlatform';
import { MASK } from './maskUrl';

/**
 * Checks a webhook's URL as far as it can be checked without sending to it.
 *
 * @throws InputError that starts with `url:` and never repeats the URL, which is a secret
 */
export function checkTargetUrl(options: {
  url: string;
  platform: Platform;
  platforms: readonly Platform[];
  allowedReceivers: AllowedReceivers;
}): void {
  const { platform, platforms, allowedReceivers } = options;
  if (options.url.includes(MASK)) {
    throw new InputError(
      'url: is masked, as it is shown; leave it out to keep what is stored, or paste the whole URL',
    );
  }
  const url = parseUrl(options.url);
  const refuse = (problem: string | undefined | false) => {
    if (problem) throw new InputError(`url: ${problem}`);
  };

  refuse(
    (url.username || url.password) &&
      'must not contain a user name or password',
  );
  const problem = checkPlatformUrl(url, platform, allowedReceivers);
  refuse(
    problem && (ofAnother(url, platform, platforms) ?? asProblem(problem)),
  );
  refuse(platform.checkUrl?.(url));
  refuse(checkReceiver(url, allowedReceivers));
}

function parseUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new InputError(
      'url: is no URL; paste it whole, from https:// to its end',
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new InputError('url: must start with https://');
  }
  return url;
}

/** What to do about a URL that another platform has given. */
function ofAnother(
  url: URL,
  platform: Platform,
  platforms: readonly Platform[],
): string | undefined {
  if (acceptsHost(platform, url.hostname)) return undefined;
  const other = recognisePlatform(url, platforms);
  return (
    other &&
    `is a URL of ${other.label}; choose ${other.label} as the platform, or paste the URL that ${platform.label} gave you`
  );
}
