/** A list, whatever a sender put in its place. */
function list(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}

const size = (value: unknown) => (typeof value === 'string' ? value.length : 0);

/** https://docs.slack.dev/reference/block-kit/blocks */
const SLACK = {
  attachments: 100,
  blocks: 50,
  header: 150,
  text: 3000,
  fields: 10,
  field: 2000,
  elements: 10,
};

/** Whether Slack would refuse it with `invalid_blocks`. */
export function exceedsSlackLimits(body: any): boolean {
  const attachments = list(body.attachments);
  const blocks = [
    ...list(body.blocks),
    ...attachments.flatMap(attachment => list(attachment?.blocks)),
  ];
  return (
    attachments.length > SLACK.attachments ||
    blocks.length > SLACK.blocks ||
    blocks.some(block => {
      const { type, text, fields, elements } = block ?? {};
      return (
        size(text?.text) > (type === 'header' ? SLACK.header : SLACK.text) ||
        (fields && list(fields).length === 0) ||
        list(fields).length > SLACK.fields ||
        list(fields).some(field => size(field?.text) > SLACK.field) ||
        list(elements).length > SLACK.elements
      );
    })
  );
}

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const DISCORD = {
  content: 2000,
  embeds: 10,
  title: 256,
  description: 4096,
  fields: 25,
  name: 256,
  value: 1024,
  footer: 2048,
  total: 6000,
};

/** Whether Discord would refuse it with the code 50035. */
export function exceedsDiscordLimits(body: any): boolean {
  const embeds = list(body.embeds);
  const fields = embeds.flatMap(embed => list(embed?.fields));
  const total = [
    ...embeds.flatMap(({ title, description, footer }) => [
      title,
      description,
      footer?.text,
    ]),
    ...fields.flatMap(({ name, value }) => [name, value]),
  ].reduce((sum, text) => sum + size(text), 0);
  return (
    size(body.content) > DISCORD.content ||
    embeds.length > DISCORD.embeds ||
    total > DISCORD.total ||
    embeds.some(
      embed =>
        size(embed.title) > DISCORD.title ||
        size(embed.description) > DISCORD.description ||
        size(embed.footer?.text) > DISCORD.footer ||
        list(embed.fields).length > DISCORD.fields,
    ) ||
    fields.some(
      ({ name, value }) =>
        !name ||
        !value ||
        size(name) > DISCORD.name ||
        size(value) > DISCORD.value,
    )
  );
}
