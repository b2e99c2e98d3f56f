import {
  Platform,
  acceptsHost,
} from '@kubevision/backstage-plugin-webhooks-node';
import {
  because,
  Reason,
  reasonInWords,
} from '@kubevision/backstage-plugin-webhooks-common';
import { AllowedReceivers } from '../delivery/allowedReceivers';
import { asProblem } from '../delivery/asProblem';
import { checkPlatformUrl } from '../delivery/checkPlatformUrl';
import { checkReceiver } from '../delivery/checkReceiver';
import { recognisePlatform } from '../platforms/recognisePlatform';
import { wrong } from '../refusal';
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
    throw wrong('url', because('url-masked'));
  }
  const url = parseUrl(options.url);
  if (url.username || url.password) {
    throw wrong('url', because('url-with-credentials'));
  }
  const refuse = (problem: Reason | undefined) => {
    if (problem) throw wrong('url', problem);
  };

  const problem = checkPlatformUrl(url, platform, allowedReceivers);
  refuse(
    problem && (ofAnother(url, platform, platforms) ?? asProblem(problem)),
  );
  const unfit = platform.checkUrl?.(url);
  refuse(unfit ? reasonInWords(unfit) : undefined);
  refuse(checkReceiver(url, allowedReceivers));
}

function parseUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong('url', because('no-url'));
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw wrong('url', because('url-not-https'));
  }
  return url;
}

/** What to do about a URL that another platform has given. */
function ofAnother(
  url: URL,
  platform: Platform,
  platforms: readonly Platform[],
): Reason | undefined {
  if (acceptsHost(platform, url.hostname)) return undefined;
  const other = recognisePlatform(url, platforms);
  return (
    other &&
    because('url-of-other-platform', {
      other: other.label,
      receiver: platform.label,
    })
  );
}
