import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { anEvent } from '../../__testUtils__/fixtures';
import { MessageView } from './MessageView';
import { Theme } from './appearances';

function show(platform: string, body: unknown, theme: Theme = 'light') {
  renderInTestApp(
    <MessageView
      platform={platform}
      theme={theme}
      request={{
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        message: {
          headline: '',
          object: '',
          summary: '',
          facts: [],
          changes: [],
          moreChanges: 0,
          footer: '',
        },
        event: anEvent(),
      }}
    />,
  );
}

describe('a message as its platform shows it', () => {
  it('is drawn from the blocks of Slack', async () => {
    show('slack', {
      text: 'not shown beside blocks',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'a &lt;b&gt; c' } },
        {
          type: 'section',
          fields: [
            { type: 'mrkdwn', text: '*Cluster*\nprod-us' },
            {
              type: 'mrkdwn',
              text: '*Time*\n<!date^1772706180^{time_secs}|otherwise>',
            },
          ],
        },
      ],
      attachments: [
        {
          color: '#36C5F0',
          blocks: [
            {
              type: 'section',
              text: { type: 'mrkdwn', text: '`3` → `&gt;5`' },
            },
          ],
        },
      ],
    });
    expect(await screen.findByText('a <b> c')).toBeVisible();
    expect(screen.getByText('Cluster').tagName).toBe('STRONG');
    expect(screen.getByText('3').tagName).toBe('CODE');
    expect(screen.getByText('>5').tagName).toBe('CODE');
    expect(screen.getByText(/Mar.* 2026/)).toBeVisible();
    expect(screen.queryByText(/not shown|otherwise/)).toBeNull();
  });

  it('is drawn from the embeds of Discord', async () => {
    show('discord', {
      username: 'K8s changes',
      embeds: [
        {
          title: 'scaled: team\\_alpha',
          description: '**spec.replicas**\n`3` → `5`',
          color: 0x3498db,
          fields: [{ name: 'Cluster', value: 'prod\\-us', inline: true }],
          footer: { text: 'apps/v1' },
        },
      ],
    });
    expect(await screen.findByText('K8s changes')).toBeVisible();
    expect(screen.getByText('scaled: team_alpha')).toBeVisible();
    expect(screen.getByText('spec.replicas').tagName).toBe('STRONG');
    expect(screen.getByText('prod-us')).toBeVisible();
  });

  it('is drawn from the Markdown of DingTalk and WeCom', async () => {
    show('dingtalk', {
      msgtype: 'markdown',
      markdown: { title: 'list', text: '### Head\n\n- **Cluster**: prod-us' },
    });
    expect(await screen.findByText('Head')).toBeVisible();
    expect(screen.getByText('Cluster').tagName).toBe('STRONG');
    show('wecom', {
      msgtype: 'markdown',
      markdown: {
        content: '> Change: <font color="info">5</font> `staging`',
      },
    });
    expect(await screen.findByText('5')).toHaveAttribute('data-color', 'info');
    expect(screen.getByText('staging').tagName).toBe('CODE');
  });

  it('is drawn from the card of Feishu', async () => {
    show(
      'feishu',
      {
        msg_type: 'interactive',
        card: {
          header: {
            template: 'red',
            title: { tag: 'plain_text', content: 'deleted **as it is**' },
          },
          elements: [
            { tag: 'hr' },
            {
              tag: 'div',
              fields: [
                {
                  is_short: true,
                  text: { tag: 'lark_md', content: '**Cluster**\na&#95;b' },
                },
              ],
            },
            {
              tag: 'note',
              elements: [{ tag: 'plain_text', content: 'apps/v1' }],
            },
          ],
        },
      },
      'dark',
    );
    expect(await screen.findByText('deleted **as it is**')).toBeVisible();
    expect(screen.getByText('a_b', { exact: false })).toBeVisible();
    expect(screen.getByText('apps/v1')).toBeVisible();
    expect(document.querySelector('[data-theme=dark]')).not.toBeNull();
  });

  it.each([
    ['http', { event: 'scale' }],
    ['someone-elses', { any: 'thing' }],
    ['slack', 'no JSON'],
  ])('is the request where there is no other look: %s', async (id, body) => {
    show(id, body);
    expect(await screen.findByLabelText('Body of the request')).toBeVisible();
    expect(screen.getByLabelText('Request')).toHaveTextContent(
      'POST to the URL of the webhook Content-Type: application/json',
    );
  });

  it('makes no element of what someone wrote in a cluster', async () => {
    const evil = '<img src=x onerror=alert(1)><script>1</script>';
    show('wecom', { markdown: { content: `> **a** ${evil}` } });
    expect(await screen.findByText(/onerror/)).toBeVisible();
    expect(document.querySelector('img[src=x], script')).toBeNull();
  });
});
