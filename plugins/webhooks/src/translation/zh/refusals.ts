/** What is wrong with a field; the words of {@link reasons} for it. */
export const refusals = {
  // What any field can have wrong.
  required: '必填',
  'unknown-field': '未知字段，请检查拼写',
  'no-possible-value': '不是此处允许的值',
  'must-be-one-of': '必须是以下值之一：{{options}}',
  'wrong-type': '类型必须为 {{expected}}，而不是 {{received}}',
  'must-not-be-empty': '不能为空',
  'text-too-short': '至少需要 {{count}} 个字符',
  'text-too-long': '最多允许 {{count}} 个字符',
  'list-too-short': '至少需要 {{count}} 项',
  'list-too-long': '最多允许 {{count}} 项',
  'number-too-small': '不能小于 {{count}}',
  'number-too-large': '不能大于 {{count}}',
  'holds-nul': '不能包含 NUL 字符',

  // Times.
  'no-time-of-day': '必须是一天中的时刻，例如 22:00',
  'no-zoned-time': '必须是带时区的 ISO 8601 时间',
  'no-time': '必须是 ISO 8601 时间，例如 2026-03-05T10:23:00Z',
  'no-time-zone': '必须是 IANA 时区，例如 Asia/Shanghai',
  'same-as-start': '不能与开始时间相同；如需全天免打扰，请静默该 Webhook',

  // Filters.
  'no-entity-ref': '必须是完整的实体引用，例如 component:default/web',
  'no-cluster':
    '! 之后必须是集群名称，例如 prod-*；!staging 表示除 staging 以外的所有集群',
  'no-kind':
    '必须是资源类型，或资源类型加 API 组，例如 Deployment、Certificate.cert-manager.io、*.cert-manager.io 或 !Pod',
  'no-namespace':
    '每项必须是一个不含空格的命名空间，例如 team-a、team-* 或 !kube-system',
  'no-name':
    '每项必须是一个不含空格的名称，例如 api-server、*-canary 或 !*-canary',
  'no-owner': '必须是软件目录中的实体引用，例如 group:platform',
  'no-system': '必须是软件目录中的实体引用，例如 system:payments',
  'no-label-selector':
    '不是标签选择器，请按此格式填写：app=web、env!=prod、tier in (a, b)、canary 或 !canary',
  'label-key-impossible':
    '标签的键无效，请按此格式填写：app 或 app.kubernetes.io/name',
  'label-value-impossible':
    '标签的值无效：最多 63 个字母、数字、“-”、“_”和“.”，例如 app=web',

  // The rest of a request.
  'name-taken': '已有名为“{{name}}”的 Webhook，请换一个名称',
  'no-json': '不是有效的 JSON',
  'body-too-large': '超过 256 kB',
  'body-not-decoded': '与所声明的编码不符',
  'id-impossible': '不存在',
  'no-cursor': '无效，请使用上一页的 pageInfo.nextCursor',
  'no-cursor-of-history': '不是本服务给出的游标；留空则从最新的记录开始',
  'no-cursor-of-export': '不是事件的游标，请使用响应中的游标，或填写 latest',
  'key-underway': '首个使用该键的请求尚未完成，请稍后重试',
  'key-reused': '该键已用于其他请求，请为每个操作使用新的键',
  'key-answer-lost':
    'app-config 的 webhooks.secrets.keys 已变更，首次的响应无法再读取。请确认操作是否已完成，并使用新的键',
  'key-malformed': '必须是 1 到 255 个不含空格的 ASCII 字符，例如 UUID',

  // URLs.
  'no-url': '不是有效的 URL，请从 https:// 开始完整粘贴',
  'url-not-https': '必须以 https:// 开头',
  'url-masked':
    '这是隐藏了部分内容的 URL。留空可保留已保存的 URL，或粘贴完整的 URL',
  'url-with-credentials': '不能包含用户名或密码',
  'url-of-other-platform':
    '这是{{other}}的 URL。请将平台改为{{other}}，或粘贴{{receiver}}提供的 URL',
  'url-of-stored-platform':
    '必填：已保存的 URL 不属于{{receiver}}，而属于其他平台',
  'url-of-slack-workflow':
    '这是工作流的 URL，不接收消息。请粘贴 Incoming Webhook 的 URL，其中含有 /services/',
  'slack-url-incomplete':
    '不是完整的 Incoming Webhook URL，请连同 /services/ 之后的三段一起粘贴',
  'discord-url-for-others':
    '以 /slack 或 /github 结尾的 URL 接收其他格式的消息，请去掉该结尾后再粘贴',
  'discord-url-incomplete':
    '不是完整的 Discord Webhook URL，请连同 /api/webhooks/ 之后的 ID 和令牌一起粘贴',
  'dingtalk-url-of-no-robot': '不是机器人的 URL，请粘贴含有 /robot/send 的地址',
  'dingtalk-url-incomplete':
    '缺少 access_token，请完整粘贴机器人的 Webhook 地址，直到末尾',
  'feishu-url-of-old-bot':
    '这是旧版机器人的 URL，不支持卡片。请添加新的自定义机器人，并粘贴其含有 /bot/v2/hook/ 的 URL',
  'feishu-url-incomplete':
    '不是完整的自定义机器人 URL，请粘贴含有 /open-apis/bot/v2/hook/ 和密钥的地址',
  'wecom-url-of-no-bot':
    '不是群机器人的 URL，请粘贴含有 /cgi-bin/webhook/send 的地址',
  'wecom-url-incomplete': '缺少 key，请完整粘贴机器人的 Webhook 地址，直到末尾',
  'workflow-url-incomplete':
    '不是完整的工作流 URL，请从工作流中重新复制，直到 sig= 之后的末尾',
  'workflow-url-unsigned':
    '缺少签名 sig=，工作流会拒绝所有请求。请从工作流中重新复制，直到末尾',

  // Secrets, headers and certificates.
  'secret-for-platform': '将 Webhook 改为{{receiver}}时必填',
  'secret-from-platform': '必填，请在{{receiver}}中生成新的密钥并填写在此处',
  'secret-unchanged': '与已保存的密钥相同，请换一个',
  'no-overlap': '{{receiver}}只支持一个签名，新密钥立即生效，请留空',
  'target-lost':
    '已保存的内容无法再读取，因为 app-config 中没有对应的密钥。请重新填写 URL 和所有机密信息',
  'platform-has-none': '{{receiver}}没有此项，请留空',
  'headers-not-kept':
    'URL 指向了其他接收方，请连同值一起重新填写请求头，或将其全部删除',
  'no-header-name': '不是有效的请求头名称，只能包含字母、数字和连字符',
  'header-reserved': '{{name}} 由平台自身设置或属于连接本身，请使用其他请求头',
  'header-twice': '{{name}} 重复',
  'header-value-required':
    '必填；仅当 URL 指向同一接收方时，才会保留已保存的值',
  'no-header-value': '必须是不含换行、首尾无空格的 ASCII 文本',
  'certificate-needs-tls': '仅用于 TLS，请使用以 https:// 开头的 URL',
  'certificate-expired': '已于 {{date}} 过期，请更换新的证书',
  'certificate-unusable':
    '无法用于 TLS。请检查其中每个证书是否完整，以及 RSA 密钥是否不少于 2048 位',
  'no-certificate':
    '不是 PEM 格式的证书，请从 -----BEGIN CERTIFICATE----- 开始完整粘贴',
  'no-private-key':
    '不是 PEM 格式的私钥，请从 -----BEGIN … PRIVATE KEY----- 开始完整粘贴',
  'key-of-other-certificate': '与证书不匹配，请提供该证书对应的私钥',
  'passphrase-wrong': '无法解开私钥，请提供加密私钥时使用的口令',

  // What is asked of a webhook.
  'until-not-ahead': '必须晚于当前时间；如需结束静默，请取消静默',
  'pace-too-high': '不能超过 {{count}}，这是{{receiver}}的上限',
};
