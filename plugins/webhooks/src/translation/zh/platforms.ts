import { platforms as en } from '../en/platforms';
import { Translated } from '../flatten';

export const platforms: Translated<typeof en> = {
  platform: {
    label: {
      dingtalk: '钉钉',
      feishu: '飞书 / Lark',
      wecom: '企业微信',
      http: '自定义 HTTP',
    },
    secretLabel: '签名密钥',
    urlHelp: {
      slack:
        '在 Slack 中：打开 api.slack.com/apps，选择应用，依次点击 Incoming Webhooks、Add New Webhook，选择频道后复制 URL。',
      discord:
        '在 Discord 中：编辑频道 → 整合 → Webhook → 新 Webhook → 复制 Webhook URL。发送到论坛频道时，请在末尾加上 ?thread_id= 和帖子 ID。',
      dingtalk:
        '在钉钉中：群设置 → 智能群助手 → 添加机器人 → 自定义，复制 Webhook 地址。如安全设置选择“自定义关键词”，请填写 K8s。',
      feishu:
        '在飞书或 Lark 中：群设置 → 群机器人 → 添加机器人 → 自定义机器人，复制 Webhook 地址。如安全设置选择“自定义关键词”，请填写 K8s。',
      wecom: '在企业微信中：打开群聊 → 群机器人 → 添加，复制 Webhook 地址。',
      http: '以 POST 请求接收 JSON 格式的事件。响应状态码为 200 到 299 即投递成功，不跟随重定向。',
    },
    secretHelp: {
      dingtalk: '仅当机器人的安全设置启用“加签”时填写，即以 SEC 开头的密钥。',
      feishu: '仅当机器人的安全设置启用“签名校验”时填写，即该处显示的密钥。',
      http: '用于对请求体签名，接收方据此校验请求头 X-KubeVision-Signature。留空则自动生成，仅显示一次。',
    },
  },
};
