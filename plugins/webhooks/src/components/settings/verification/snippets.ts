import {
  PREVIOUS_SIGNATURE_HEADER,
  SIGNATURE_HEADER,
} from '@kubevision/backstage-plugin-webhooks-common';

/** Code with which a receiver verifies a delivery. */
export interface Snippet {
  /** As people know it. */
  readonly language: string;
  readonly code: string;
}

const NODE = `import { createHmac, timingSafeEqual } from 'node:crypto';

// Node.js has the names of headers in lower case.
const HEADERS = [
  '${SIGNATURE_HEADER.toLowerCase()}',
  '${PREVIOUS_SIGNATURE_HEADER.toLowerCase()}',
];

// rawBody: a Buffer or string as it came, before any parsing
export function isGenuine(rawBody, headers, secret) {
  const digest = createHmac('sha256', secret).update(rawBody).digest('hex');
  const expected = Buffer.from(\`sha256=\${digest}\`);
  return HEADERS.some(name => {
    const given = Buffer.from(headers[name] ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`;

const PYTHON = `import hashlib
import hmac

HEADERS = ("${SIGNATURE_HEADER}", "${PREVIOUS_SIGNATURE_HEADER}")


def is_genuine(raw_body: bytes, headers, secret: str) -> bool:
    """raw_body: as it came; headers: of Flask, Django, http.server, ..."""
    digest = hmac.new(secret.encode(), raw_body, hashlib.sha256).hexdigest()
    expected = f"sha256={digest}".encode()
    return any(
        hmac.compare_digest(expected, headers.get(name, "").encode())
        for name in HEADERS
    )
`;

const GO = `package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
)

var headers = []string{"${SIGNATURE_HEADER}", "${PREVIOUS_SIGNATURE_HEADER}"}

// IsGenuine verifies a body as it came, before any parsing.
func IsGenuine(rawBody []byte, header http.Header, secret string) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(rawBody)
	expected := []byte("sha256=" + hex.EncodeToString(mac.Sum(nil)))
	for _, name := range headers {
		if hmac.Equal(expected, []byte(header.Get(name))) {
			return true
		}
	}
	return false
}
`;

const SHELL = `# To try it by hand: on the command line, others on the machine see the secret.
# is_genuine FILE SECRET SIGNATURE...
#   FILE: the body as it came
#   SIGNATURE: the values of ${SIGNATURE_HEADER}
#     and ${PREVIOUS_SIGNATURE_HEADER}
is_genuine() {
  expected="sha256=$(openssl dgst -sha256 -hmac "$2" < "$1" | sed 's/^.*= //')"
  shift 2
  for given in "$@"; do
    if [ "$given" = "$expected" ]; then return 0; fi
  done
  return 1
}
`;

/** The signature of custom HTTP deliveries, verified in the languages that receivers are written in. */
export const VERIFICATION_SNIPPETS: readonly Snippet[] = [
  { language: 'Node.js', code: NODE },
  { language: 'Go', code: GO },
  { language: 'Python', code: PYTHON },
  { language: 'Shell', code: SHELL },
];
