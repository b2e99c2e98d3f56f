import { reasons as en } from '../en/reasons';
import { Translated } from '../flatten';
import { refusals } from './refusals';

export const reasons: Translated<typeof en> = {
  reasonReceiver: {
    receiver: '接收方',
    dingtalk: '钉钉',
    feishu: '飞书',
    feishuOrLark: '飞书 / Lark',
    wecom: '企业微信',
    http: '自定义 HTTP',
  },
  reason: {
    ...refusals,
    redirects:
      '{{receiver}}重定向到了其他地址，而系统不跟随重定向。请改填最终地址（HTTP {{status}}）。',
    'credentials-refused':
      '{{receiver}}拒绝了凭据，请重新粘贴 URL（HTTP {{status}}）。',
    forbids:
      '{{receiver}}拒绝了该消息，请检查接收方的权限（HTTP {{status}}）。',
    'address-unknown':
      '{{receiver}}上不存在该地址，请重新粘贴 URL（HTTP {{status}}）。',
    'takes-no-post':
      '{{receiver}}的该地址不接受 POST 请求，请检查 URL（HTTP {{status}}）。',
    'gave-up-waiting':
      '{{receiver}}等待消息超时，系统将重新发送（HTTP {{status}}）。',
    gone: '{{receiver}}的该地址已永久失效，请粘贴新的 URL，或删除该 Webhook（HTTP {{status}}）。',
    'too-early':
      '{{receiver}}要求稍后再发送，系统将重新发送（HTTP {{status}}）。',
    'too-many':
      '{{receiver}}收到的消息过多，系统将稍后重新发送。如频繁出现，请缩小筛选范围（HTTP {{status}}）。',
    'message-refused':
      '{{receiver}}无法识别该消息，详见其响应（HTTP {{status}}）。',
    'not-available':
      '{{receiver}}暂不可用，系统将重新发送（HTTP {{status}}）。',
    'receiver-error':
      '{{receiver}}自身出现故障，系统将重新发送（HTTP {{status}}）。',
    'no-status':
      '{{receiver}}返回了 {{status}}，这不是有效的 HTTP 状态码，请检查 URL。',
    'answer-unclear':
      '该响应并非来自{{receiver}}，无法确认消息是否送达。请检查 URL 是否正确，以及是否有代理代为响应。',
    'code-unknown': '{{receiver}}拒绝了该消息，错误码 {{code}}，详见其响应。',
    'signature-or-url-refused':
      '接收方拒绝了签名或 URL。请确认双方的签名密钥一致，或重新粘贴 URL（HTTP {{status}}）。',

    'not-understood':
      '{{receiver}}无法识别该消息。这是系统的问题，请将其响应反馈给开发者。',
    'too-long': '{{receiver}}提示消息过长。这是系统的问题，请反馈给开发者。',
    empty: '{{receiver}}提示消息为空。这是系统的问题，请反馈给开发者。',
    'type-unknown': '{{receiver}}提示消息类型无效。',
    'card-refused':
      '{{receiver}}拒绝了该卡片。这是系统的问题，请将其响应反馈给开发者。',
    unwanted:
      '{{receiver}}认为内容不安全或不合规，已丢弃。如再次出现，请缩小筛选范围。',
    busy: '{{receiver}}繁忙，系统将重新发送。',
    'receiver-troubled': '{{receiver}}自身出现故障，系统将重新发送。',
    'slow-down': '{{receiver}}要求降低发送频率，系统将稍后重新发送。',
    'robot-too-fast':
      '{{receiver}}限制每个机器人每分钟 {{count}} 条消息，系统将稍后重新发送。如频繁出现，请缩小筛选范围。',
    'bot-too-fast':
      '{{receiver}}限制每个机器人每分钟 {{count}} 条消息，系统将稍后重新发送。如频繁出现，请缩小筛选范围。',
    'bot-too-fast-twice':
      '{{receiver}}限制每个机器人每分钟 {{count}} 条、每秒 {{perSecond}} 条消息，整点和半点时更少，系统将稍后重新发送。',
    'day-limit': '机器人已达当日上限。请缩小筛选范围，或等到明天。',
    'robot-unknown':
      '{{receiver}}上不存在该机器人。请重新完整复制 Webhook 地址，或在群中添加新的机器人。',
    'bot-unknown':
      '{{receiver}}上不存在该机器人。请重新完整复制 Webhook 地址，或在群中添加新的机器人。',
    'bot-key-unknown':
      '{{receiver}}上不存在该机器人：key 有误，或机器人已被移除。请重新复制 Webhook 地址，或在群中添加新的机器人。',
    'robot-stopped': '机器人已停用，请在群设置中启用。',
    'bot-disabled': '机器人已停用，请在{{receiver}}中启用，或添加新的机器人。',
    'robot-not-in-group': '机器人已不在群中，请重新添加。',
    'bot-not-in-group': '机器人已不在群中，请重新添加。',
    'group-disbanded': '群已解散，请在其他群中添加机器人。',
    'robot-keyword-missing':
      '机器人仅接受包含关键词的消息，请在其安全设置中添加关键词 {{keyword}}。',
    'bot-keyword-missing':
      '机器人仅接受包含关键词的消息，请在其安全设置中添加关键词 {{keyword}}。',
    'robot-signature-wrong':
      '签名不匹配。请重新粘贴机器人安全设置中的密钥，并确认服务器时间准确。',
    'bot-signature-wrong':
      '签名不匹配。请重新粘贴机器人安全设置中的密钥，并确认服务器时间准确。',
    'robot-ip-not-listed':
      '机器人仅接受指定 IP 地址的消息，请在其安全设置中添加本服务器的地址。',
    'bot-ip-not-listed':
      '机器人仅接受指定 IP 地址的消息，请在其安全设置中添加本服务器的地址。',
    'robot-security-refused':
      '机器人的安全设置拒绝了该消息，具体见其响应。请修改安全设置，或在此填写密钥。',
    'webhook-deleted':
      '{{receiver}}上的该 Webhook 已被删除。请在频道中新建，并粘贴其 URL。',
    'webhook-removed':
      '{{receiver}}上的该 Webhook 或其应用已被移除。请在 {{receiver}} 中新建，并粘贴其 URL。',
    'token-refused':
      '{{receiver}}拒绝了 URL 中的令牌。请在 {{receiver}} 中重新完整复制 URL。',
    'channel-missing':
      'Webhook 对应的频道或用户已不存在。请在 {{receiver}} 中新建 Webhook，并粘贴其 URL。',
    'channel-archived':
      '{{receiver}} 频道已归档。请取消归档，或为其他频道新建 Webhook。',
    'channel-restricted':
      '{{receiver}} 管理员限制了在该频道发送消息。请联系管理员，或改用其他频道。',
    'general-channel-restricted':
      '{{receiver}} 管理员限制了在 #general 频道发送消息。请联系管理员，或改用其他频道。',
    'channel-is-forum':
      '该频道是论坛，只能在帖子中接收消息。请在 URL 末尾加上 ?thread_id= 和帖子 ID，或改用文字频道。',
    'workspace-inactive':
      '{{receiver}} 工作区已停用。请联系其管理员，或粘贴其他工作区的 URL。',
    'workflow-refuses':
      '工作流拒绝了 URL 中的签名，或不允许任何人调用。请重新复制 URL，并将触发权限设为“任何人”（HTTP {{status}}）。',
    'workflow-gone':
      '工作流已删除或关闭。请在 Power Automate 中启用，或新建工作流并粘贴其 URL（HTTP {{status}}）。',

    'host-not-found': '无法解析接收方的主机名，请检查 URL 中的主机。',
    'connection-refused':
      '接收方拒绝连接，请确认其正在运行，且 URL 中的端口正确。',
    'no-way': '网络无法到达接收方。',
    'connection-timeout': '连接接收方超时。',
    'certificate-not-trusted':
      '接收方的 TLS 证书不受信任：已过期、自签名、颁发机构未知，或主机名不符。',
    'client-certificate-wanted':
      '接收方要求提供其信任的客户端证书，请为该 Webhook 配置或更新证书。',
    'tls-failed': '无法与接收方建立 TLS 连接，请确认该端口使用 https。',
    'headers-too-large': '接收方的响应头过大。',
    'no-http': '接收方的响应不是 HTTP，请检查 URL 的协议和端口。',
    'connection-closed': '接收方在响应之前关闭了连接。',
    'answer-timeout': '接收方未在 {{seconds}} 秒内完成响应。',
    'sending-stopped': '收到响应之前，发送已被中止。',
    'given-back': '负责发送的进程停止时，尚未开始发送。',
    unreachable: '无法连接接收方。',
    'address-refused':
      '接收方地址位于私有或保留网络，不允许发送。管理员可在 app-config 的 webhooks.delivery.allowedReceivers 中放行该接收方。',
    'port-refused':
      '接收方 URL 的端口不允许使用。管理员可在 app-config 的 webhooks.delivery.allowedPorts 中放行该端口，或在 webhooks.delivery.allowedReceivers 中放行该接收方。',
    'url-invalid': 'Webhook 的 URL 无效，请重新粘贴。',
    'url-in-clear':
      'Webhook 的 URL 必须以 https:// 开头，{{receiver}}消息不允许明文传输。',
    'url-of-other-host':
      'Webhook 的 URL 的主机必须是{{receiver}}所用的 {{hosts}}。自建的兼容服务须列入 app-config 的 webhooks.delivery.allowedReceivers。',

    'target-unreadable':
      '无法读取已保存的 Webhook URL。请重新粘贴；如仍无法解决，管理员可在平台日志中查找原因。',
    'message-not-made': '消息生成失败，管理员可在平台日志中查找原因。',
    'answer-misjudged': '无法解析接收方的响应，管理员可在平台日志中查找原因。',
    'platform-missing':
      '平台未安装“{{platform}}”。请安装提供它的模块，或选择其他平台。',
    'webhook-disabled': 'Webhook 已停用。',
    'pause-asked': '发送之前，接收方要求暂停。',
    'sent-as-plain-text': '系统将以纯文本再发送一次。',
    'pause-shortened':
      '对方要求暂停 {{asked}} 秒，下次尝试将在 {{longest}} 秒后进行，这是目前允许的最长间隔。',
    'nothing-accepted-days': '已连续 {{days}} 天无法送达任何消息。最近的问题：',
    'nothing-accepted-hours':
      '已连续 {{hours}} 小时无法送达任何消息。最近的问题：',
    'in-digest': '待发送的消息超出平台限制，已并入摘要消息。',
    'waits-for-rollout': '等待发布结束。',
    'waits-for-autoscaler': '等待自动扩缩容稳定。',
    'waits-for-calm': '资源变化频繁，等待其稳定。',
    'waits-for-window': '距上一条消息时间很短，等待后续变更合并发送。',

    'cluster-credentials-refused': '集群拒绝了 Backstage 持有的凭据（401）。',
    'renew-cluster-token':
      '请在 Backstage 的 Kubernetes 配置中更新该集群的令牌。',
    'cluster-role-lacks':
      'Backstage 的集群角色缺少对 {{subject}} 的 get、list、watch 权限（403）。',
    'allow-in-group':
      '请为 Backstage 的集群角色授予 API 组“{{group}}”中资源“{{resource}}”的 get、list、watch 权限。',
    'allow-in-core':
      '请为 Backstage 的集群角色授予核心 API 组中资源“{{resource}}”的 get、list、watch 权限。',
    'allow-what-it-needs':
      '请为 Backstage 的集群角色授予所需的 get、list、watch 权限。',
    'not-served': '集群不提供 {{subject}}（404）。',
    expired: '集群已不保留 {{subject}} 自上次以来的变更记录（410）。',
    'request-invalid':
      '集群无法理解关于 {{subject}} 的请求（422）：{{message}}',
    'cluster-overloaded': '集群负载过高，要求稍候（429）。',
    'cluster-answered': '查询 {{subject}} 时集群返回 {{status}}：{{message}}',
    'asking-failed': '查询 {{subject}} 失败（{{status}}）：{{message}}',
    'plugin-token-refused':
      'Kubernetes 后端拒绝了 webhooks 插件的令牌（401）：{{message}}',
    'accept-each-other':
      '请让两个后端相互接受对方的令牌：检查双方 app-config 中的 backend.auth。',
    'proxy-forbidden':
      'Kubernetes 后端不允许 webhooks 插件使用其代理（403）：{{message}}',
    'allow-proxy': '请在权限策略中允许 webhooks 插件使用 kubernetes.proxy。',
    'proxy-missing':
      'Kubernetes 后端尚无代理：正在启动，或 app-config 中没有 `kubernetes` 部分。',
    'wait-or-configure':
      '请等待其启动，或在 app-config 中添加 `kubernetes` 部分。',
    'cluster-unknown': 'Kubernetes 后端中不存在该集群（404）：{{message}}',
    'kubernetes-starting': 'Kubernetes 后端正在启动（503）。',
    'cluster-certificate-not-trusted': '无法验证集群的证书（{{message}}）。',
    'add-cluster-ca':
      '请在 Backstage 的 Kubernetes 配置中，通过 caData 或 caFile 填写该集群的 CA。',
    'cluster-unreachable': '无法连接集群（{{message}}）。',
    'check-cluster':
      '请确认集群是否正常运行，并检查 Backstage 的 Kubernetes 配置中该集群的 url。',
    'cluster-connection-broke': '与集群的连接中断（ECONNRESET）。',
    'kubernetes-unreachable': '无法连接 Kubernetes 后端（{{message}}）。',
    'cluster-silent': '集群在 {{seconds}} 秒内没有发送任何数据。',
    'cluster-ends-watches': '集群立即结束了监听。',
    'list-without-end': '集群开始发送列表，但没有发送完。',
    'object-not-json': '集群发送的对象不是 JSON。',
    'answer-not-json': '集群关于 {{subject}} 的数据不是 JSON。',
    'answer-no-event': '集群关于 {{subject}} 的数据不是监听事件。',
    'answer-no-list': '集群关于 {{subject}} 的数据不是列表。',
    'answer-no-object':
      '集群关于 {{subject}} 的数据中，有对象缺少 uid 或 resourceVersion。',
    'answer-too-large': '响应超过 {{bytes}} 字节。',
    'line-too-large': '集群发送的单行数据超过 {{bytes}} 字节。',
    'no-groups': '集群没有返回 API 组列表。',
    'watch-silent': '监听长时间没有任何数据。',
    'no-replica-watches': '目前没有平台副本监听该集群。',
    'replica-takes-over': '如有其他副本，将在数秒内接管。',
    'not-stored': '无法保存集群发送的数据：{{message}}',
    'check-database': '请检查平台的数据库是否正常运行、空间是否充足。',
    'auth-provider-needs-user':
      '其认证方式“{{provider}}”需要用户令牌，而监听时没有用户在场。',
    'use-auth-provider':
      '请在 Backstage 的 Kubernetes 配置中，为该集群改用认证方式 {{provider}}。',
    'auth-provider-unknown':
      '无法确定其认证方式“{{provider}}”能否在没有用户的情况下使用。',
    'name-auth-provider':
      '如可以，请将其列入 app-config 的 webhooks.kubernetes.serverSideAuthProviders。',
    'discovery-failed': '暂时无法查询集群提供的资源类型：',
    'discovery-failed-by': '暂时无法查询集群提供的资源类型：{{message}}',
    'definitions-failed':
      '无法监视自定义资源定义，新的自定义资源将在一分钟内被发现，而非立即：',
    'definitions-failed-by':
      '无法监视自定义资源定义，新的自定义资源将在一分钟内被发现，而非立即：{{message}}',
    'definitions-forbidden':
      'Backstage 的集群角色缺少对 customresourcedefinitions.apiextensions.k8s.io 的 get、list、watch 权限：新的自定义资源将在一分钟内被发现，而非立即；其期望副本数按 spec.replicas 计算。',
    'extra-not-served':
      '该集群不提供 app-config 的 webhooks.kubernetes.extraResources 中列出的 {{kind}}。',
    'webhook-unknown':
      '不存在 ID 为“{{id}}”的 Webhook，可能已被删除，请查看 Webhook 列表。',
    'delivery-unknown': 'Webhook“{{webhook}}”没有 ID 为“{{id}}”的投递。',
    'pending-delivery-unknown': '没有 ID 为“{{id}}”的待处理投递。',
    'request-unknown': '没有投递“{{id}}”第 {{number}} 次尝试的请求记录。',
    'recovery-unknown': 'Webhook“{{webhook}}”没有 ID 为“{{id}}”的补发任务。',
    'event-unknown': '不存在 ID 为“{{id}}”的事件，可能已超出保留期限。',
    'permission-missing': '需要权限 {{permission}}，请联系平台管理员开通。',
    'outside-conditions':
      '只能管理符合授权条件的 Webhook，而该 Webhook 超出了授权范围：它涉及其他集群、命名空间或平台，或涉及全部。请缩小筛选范围。',
    'webhook-off': 'Webhook“{{name}}”已停用，请先启用再补发。',
    'delivery-underway': '投递“{{id}}”仍在进行，请等待其成功或失败。',
    'not-sent-as-off': '投递“{{id}}”未发送：其 Webhook 已停用。',
    'not-sent-in-time': '投递“{{id}}”未发送：平台副本停顿过久，请重试。',
    'not-sent-as-stopping': '投递“{{id}}”未发送：平台副本正在停止，请重试。',
    'recovery-underway':
      '该 Webhook 已有未结束的补发任务，请等待其结束，或将其停止。',
    'recovery-done': '补发任务“{{id}}”已完成，请重新创建。',
    'recovery-cancelled': '补发任务“{{id}}”已停止，请重新创建。',
    'changed-since-read':
      'Webhook“{{name}}”在读取之后已被更改，请重新加载后再次更改。',
    'changed-by-others':
      'Webhook“{{id}}”正被他人同时更改，请重新加载后再次更改。',
    'database-late': '数据库未在 {{seconds}} 秒内响应。',
  },
};
