import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { Problems } from '../../wording/problemsByField';
import { Draft } from '../form/draft';
import { CertificateFields } from './CertificateFields';
import { HeaderFields } from './HeaderFields';

/** What these fields are about. */
export type RequestSettings = Pick<Draft, 'headers' | 'clientCertificate'>;

/** What each request carries beside the message. */
export function RequestFields(props: {
  draft: RequestSettings;
  stored?: Pick<Webhook, 'headers' | 'clientCertificate'>;
  problems: Problems['fields'];
  onChange: (changes: Partial<RequestSettings>) => void;
}) {
  const { draft, stored, problems, onChange } = props;
  return (
    <>
      <HeaderFields
        headers={draft.headers ?? stored?.headers ?? []}
        problem={problems.headers}
        onChange={headers => onChange({ headers })}
      />
      <CertificateFields
        value={draft.clientCertificate}
        stored={stored?.clientCertificate}
        problem={problems.clientCertificate}
        onChange={clientCertificate => onChange({ clientCertificate })}
      />
    </>
  );
}
