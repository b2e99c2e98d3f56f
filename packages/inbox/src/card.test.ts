import { toCard } from './card';

const html = (platform: string, body: unknown) => {
  const { title, sections } = toCard(platform, JSON.stringify(body));
  return [title, ...sections].join('');
};

describe('toCard', () => {
  it('shows Block Kit as Slack does', () => {
    const section = (text: string) => ({ type: 'section', text: { text } });
    const body = {
      text: 'fallback',
      blocks: [
        { type: 'header', text: { text: 'A &amp; B' } },
        { type: 'section', fields: [{ text: '*Cluster*\nprod-us' }] },
        section('<!date^1772706180^{time}|10:23>'),
      ],
      attachments: [{ color: '#ECB22E', blocks: [section('`3` → `&lt;5`')] }],
    };
    expect(toCard('slack', JSON.stringify(body))).toEqual({
      title: 'A &amp; B',
      sections: [
        '<div class="fields"><p><b>Cluster</b>\nprod-us</p></div>',
        '<p>10:23</p>',
        '<p><code>3</code> → <code>&lt;5</code></p>',
      ],
      color: '#ECB22E',
    });
  });

  it('shows an embed as Discord does', () => {
    const embed = {
      title: 'api\\_server',
      description: '**spec**\n`a\\b`',
      color: 0xff,
      fields: [{ name: 'Cluster', value: '\\<x>' }],
    };
    expect(toCard('discord', JSON.stringify({ embeds: [embed] }))).toEqual({
      title: 'api_server',
      sections: [
        '<p><b>spec</b>\n<code>a\\b</code></p>',
        '<div class="fields"><p><b>Cluster</b>\n&lt;x&gt;</p></div>',
        '',
      ],
      color: '#0000ff',
    });
  });

  it('shows the entities of Feishu as what they stand for', () => {
    const body = {
      card: {
        header: { template: 'red', title: { content: '<b>' } },
        elements: [{ tag: 'div', text: { content: '**a**&#60;&sim;' } }],
      },
    };
    expect(toCard('feishu', JSON.stringify(body))).toEqual({
      title: '&lt;b&gt;',
      sections: ['<p><b>a</b>&lt;~</p>'],
      color: 'red',
    });
  });

  it('shows the Markdown of DingTalk and WeCom', () => {
    expect(
      html('dingtalk', { markdown: { text: '### T\n\n- **C**: x' } }),
    ).toBe('T<p><b>C</b>: x</p>');
    const content = '### T\n> <font color="info">5</font> `c`';
    expect(html('wecom', { markdown: { content } })).toBe(
      'T<p><em>5</em> <code>c</code></p>',
    );
  });

  it.each([
    ['slack', { text: '<!channel>' }, '<mark>&lt;!channel&gt;</mark>'],
    ['discord', { content: '[a](b)' }, '<mark>[a](b)</mark>'],
    ['wecom', { text: { content: '<@all>' } }, '<mark>&lt;@all&gt;</mark>'],
  ])('marks what would ping or mislead on %s', (platform, body, expected) => {
    expect(html(platform, body)).toBe(expected);
  });

  it.each(['slack', 'discord', 'dingtalk', 'feishu', 'wecom', 'http'])(
    'lets no HTML of a sender through on %s',
    platform => {
      const evil = '**`*<img src=x onerror=alert(1)>"*`** \\<script>';
      const body = {
        text: platform === 'slack' ? evil : { content: evil },
        content: platform === 'feishu' ? { text: evil } : evil,
        markdown: undefined,
        name: evil,
        attachments: [{ color: '"><script>', blocks: [] }],
      };
      const card = toCard(platform, JSON.stringify(body));
      expect(card.title).toContain('img');
      expect(JSON.stringify(card)).not.toMatch(/<img|<script/);
      expect(card.color).toBeUndefined();
    },
  );

  it.each(['', 'no json', 'null', '{"embeds":[null]}', '{"blocks":{}}'])(
    'survives the body %j',
    body => {
      for (const platform of ['slack', 'discord', 'feishu', 'wecom', 'http']) {
        expect(typeof toCard(platform, body).title).toBe('string');
      }
    },
  );
});
