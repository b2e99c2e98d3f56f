const DECIMAL = /^\d+$/;

/**
 * Whether one version of a resource is not after another. Kubernetes promises that they are
 * decimal numbers that grow, of any length; what a server sends that is none compares as newer.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
 */
export function isNotAfter(version: string, other: string): boolean {
  if (version === other) return true;
  if (!DECIMAL.test(version) || !DECIMAL.test(other)) return false;
  if (version.length !== other.length) return version.length < other.length;
  return version < other;
}
