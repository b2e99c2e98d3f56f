import { preview as en } from '../en/preview';
import { Translated } from '../flatten';

export const preview: Translated<typeof en> = {
  preview: {
    title: '消息预览',
    event: '示例',
    choose: '选择平台后可预览示例消息。',
    failed: '无法预览：{{reason}}',
    body: '请求体',
    headers: '请求',
    url: '发送至 Webhook 的 URL',
    show: '显示内容',
    look: '平台配色',
    tab: { message: '消息', request: '请求' },
    theme: { light: '浅色', dark: '深色' },
  },
  matches: {
    title: '历史匹配',
    help: '近 24 小时内符合当前筛选条件的变更，点击可预览对应消息。',
    count_one: '近 24 小时内共 {{count}} 次变更',
    count_other: '近 24 小时内共 {{count}} 次变更',
    countAtLeast_one: '近 24 小时内至少 {{count}} 次变更',
    countAtLeast_other: '近 24 小时内至少 {{count}} 次变更',
    none: '已监听的变更中没有匹配项。尚无 Webhook 订阅的资源类型不会被监听，因此无法统计。',
    failed: '无法统计历史匹配：{{reason}}',
    event: '{{type}} · {{cluster}} 集群 {{kind}} {{object}}',
  },
};
