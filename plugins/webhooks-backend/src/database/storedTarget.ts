import { ClientCertificateInfo } from '@kubevision/backstage-plugin-webhooks-common';

/** A target as it is stored: sealed, with what may be shown of it. */
export interface StoredTarget {
  readonly maskedUrl: string;
  readonly sealedTarget: string;
  readonly hasSecret: boolean;
  readonly requestSettings?: RequestSettings;
  /** Until when the secret before the last rotation signs too. */
  readonly previousSecretExpiresAt?: Date;
}

/** What may be shown of how requests are made. */
export interface RequestSettings {
  /** The names of the headers. */
  readonly headers: readonly string[];
  readonly clientCertificate?: ClientCertificateInfo;
}

/** The columns of `webhooks` that hold a {@link StoredTarget}. */
export interface TargetRow {
  masked_url: string;
  sealed_target: string;
  has_secret: boolean | number;
  request_settings: string | null;
  previous_secret_expires_at: number | string | null;
}

/** Reads the columns. */
export function fromTargetRow(row: TargetRow): StoredTarget {
  const expiresAt = row.previous_secret_expires_at;
  return {
    maskedUrl: row.masked_url,
    sealedTarget: row.sealed_target,
    hasSecret: Boolean(row.has_secret),
    requestSettings: row.request_settings
      ? JSON.parse(row.request_settings)
      : undefined,
    previousSecretExpiresAt:
      expiresAt === null ? undefined : new Date(Number(expiresAt)),
  };
}

/** Writes the columns. */
export function toTargetRow(target: StoredTarget): TargetRow {
  return {
    masked_url: target.maskedUrl,
    sealed_target: target.sealedTarget,
    has_secret: target.hasSecret,
    request_settings: target.requestSettings
      ? JSON.stringify(target.requestSettings)
      : null,
    previous_secret_expires_at:
      target.previousSecretExpiresAt?.getTime() ?? null,
  };
}
