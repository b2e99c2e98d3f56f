/** What a message says, for the page: a title and lines. */
export interface Summary {
  readonly title: string;
  readonly lines: readonly string[];
}

const plain = (text: unknown) => String(text ?? '');

function fromSlack(body: any): Summary {
  const texts = [
    ...(body.attachments ?? []).flatMap((a: any) => a.blocks ?? []),
    ...(body.blocks ?? []).slice(1),
  ].flatMap((block: any) => [
    ...(block.text ? [block.text.text] : []),
    ...(block.fields ?? []).map((field: any) => field.text),
  ]);
  return {
    title: plain(body.blocks?.[0]?.text?.text ?? body.text),
    lines: texts,
  };
}

function fromDiscord(body: any): Summary {
  const [embed = {}] = body.embeds ?? [];
  return {
    title: plain(embed.title ?? body.content),
    lines: [
      plain(embed.description),
      ...(embed.fields ?? []).map((f: any) => `${f.name}: ${f.value}`),
    ],
  };
}

function fromMarkdown(text: string): Summary {
  const [title, ...lines] = text.split('\n').filter(line => line.trim());
  return { title: plain(title).replace(/^#+\s*/, ''), lines };
}

function fromFeishu(body: any): Summary {
  const elements: any[] = body.card?.elements ?? [];
  return {
    title: plain(body.card?.header?.title?.content ?? body.content?.text),
    lines: elements.flatMap(element => [
      ...(element.text ? [element.text.content] : []),
      ...(element.fields ?? []).map((field: any) => field.text.content),
    ]),
  };
}

function fromHttp(body: any): Summary {
  const { event, resource, namespace, name, cluster, actor, detail } = body;
  return {
    title: `${event} ${resource} ${namespace ? `${namespace}/` : ''}${name}`,
    lines: [
      `${detail?.field}: ${JSON.stringify(detail?.old)} → ${JSON.stringify(
        detail?.new,
      )}`,
      `cluster ${cluster}, by ${actor}`,
    ],
  };
}

const SUMMARIES: Readonly<Record<string, (body: any) => Summary>> = {
  slack: fromSlack,
  discord: fromDiscord,
  dingtalk: body =>
    fromMarkdown(plain(body.markdown?.text ?? body.text?.content)),
  feishu: fromFeishu,
  wecom: body =>
    fromMarkdown(plain(body.markdown?.content ?? body.text?.content)),
  http: fromHttp,
};

/** Reads what a message says; a body that is no such message is shown as it is. */
export function summarize(platform: string, body: string): Summary {
  try {
    return SUMMARIES[platform](JSON.parse(body));
  } catch {
    return { title: 'A message that could not be read', lines: [] };
  }
}
