import {
  NOW,
  checkUrlOf,
  judgeWith,
  requestOf,
} from './__testUtils__/requests';
import { slack } from './slack';

const url = 'https://hooks.slack.com/services/T000/B000/XXXX';

describe('slack', () => {
  it('sends the documented example as blocks', () => {
    const request = requestOf(slack, { url });
    expect(request.url).toBe(url);
    expect(request.json).toEqual({
      text: '[prod-us] Deployment team-alpha/api-server updated by alice: spec.replicas 3 → 5',
      blocks: [
        {
          type: 'header',
          text: {
            type: 'plain_text',
            text: '✏️ K8s Deployment updated: team-alpha/api-server',
          },
        },
        {
          type: 'section',
          fields: [
            { type: 'mrkdwn', verbatim: true, text: '*Cluster*\nprod-us' },
            { type: 'mrkdwn', verbatim: true, text: '*Namespace*\nteam-alpha' },
            { type: 'mrkdwn', verbatim: true, text: '*Changed by*\nalice' },
            {
              type: 'mrkdwn',
              verbatim: true,
              text: '*Time*\n<!date^1772706180^{date_short_pretty} {time_secs}|2026-03-05 10:23:00 UTC>',
            },
          ],
        },
      ],
      attachments: [
        {
          color: '#ECB22E',
          fallback: 'spec.replicas 3 → 5',
          blocks: [
            {
              type: 'section',
              text: {
                type: 'mrkdwn',
                verbatim: true,
                text: '*spec.replicas*\n`3` → `5`',
              },
            },
            {
              type: 'context',
              elements: [
                { type: 'plain_text', text: 'apps/v1 Deployment · UPDATE' },
              ],
            },
          ],
        },
      ],
    });
  });

  it('puts markup that has no escape into code spans', () => {
    const { json } = requestOf(slack, {
      url,
      event: {
        cluster: 'gke_my_cluster',
        changes: [{ field: 'a*b', old: '`x`', new: '<!here> & :fire:' }],
      },
    });
    expect(json.blocks[1].fields[0].text).toBe('*Cluster*\n`gke_my_cluster`');
    expect(json.attachments[0].blocks[0].text.text).toBe(
      '`a*b`\n`ˋxˋ` → `&lt;!here&gt; &amp; :fire:`',
    );
  });

  it('takes only "ok" for success', () => {
    expect(judgeWith(slack, { body: 'ok' })).toEqual({ outcome: 'delivered' });
    expect(judgeWith(slack, { body: '{"ok":true}' }).outcome).toBe('retry');
  });

  it.each([
    [404, 'no_service', 'owner'],
    [404, 'no_service_id', 'owner'],
    [404, 'no_active_hooks', 'owner'],
    [404, 'channel_not_found', 'owner'],
    [410, 'channel_is_archived', 'owner'],
    [403, 'action_prohibited', 'owner'],
    [403, 'posting_to_general_channel_denied', 'owner'],
    [403, 'invalid_token', 'owner'],
    [404, 'no_team', 'owner'],
    [403, 'team_disabled', 'owner'],
    [400, 'user_not_found', 'owner'],
    [200, '{"ok":false,"error":"no_service"}', 'owner'],
    [400, 'invalid_payload', 'payload'],
    [400, 'invalid_blocks', 'payload'],
    [500, 'no_text', undefined],
    [400, 'no_text', 'payload'],
    [400, 'too_many_attachments', 'payload'],
    [400, 'something_new', 'payload'],
    [500, 'rollup_error', undefined],
  ])('judges %s %s as %s', (status, body, blame) => {
    const verdict = judgeWith(slack, { status, body });
    expect(verdict).toMatchObject(
      blame ? { outcome: 'rejected', blame } : { outcome: 'retry' },
    );
  });

  it('tells the owner what to do', () => {
    expect(
      judgeWith(slack, { status: 410, body: 'channel_is_archived' }),
    ).toMatchObject({
      reason:
        'The Slack channel is archived. Unarchive it, or create a webhook for another channel',
    });
  });

  it('waits as long as a rate limit says', () => {
    expect(
      slack.judge(
        { status: 429, headers: { 'retry-after': '30' }, body: 'rate_limited' },
        NOW,
      ),
    ).toMatchObject({ outcome: 'retry', afterMs: 30_000 });
  });

  it.each([
    ['https://hooks.slack.com/services/T/B/X', 'right'],
    ['https://hooks.slack-gov.com/services/T/B/X', 'right'],
    ['https://mattermost.example/hooks/x', 'right'],
    ['https://hooks.slack.com/triggers/T/1/x', 'workflow'],
    ['https://hooks.slack.com/workflows/T/A/1/x', 'workflow'],
    ['https://hooks.slack.com/services/T/B', 'all three parts'],
    ['https://hooks.slack.com/', 'all three parts'],
  ])('checks %s', (candidate, problem) => {
    expect(checkUrlOf(slack, candidate)).toContain(problem);
  });
});
