import { events as en } from '../en/events';
import { Translated } from '../flatten';

export const events: Translated<typeof en> = {
  events: {
    description: '所有已监听集群中的变更，最新的在最前，并自动刷新。',
    held: '关闭已展开的条目后，将显示新的变更。',
    errorTitle: '事件加载失败',
    emptyTitle: '暂无变更',
    emptyText:
      '有已启用的 Webhook 订阅某类资源后，该类资源的变更将显示在这里。',
    noMatch: '没有符合筛选条件的变更。',
    noMatchYet: '最近的变更中没有符合条件的内容，可点击“下一页”继续向前查找。',
    column: { time: '时间', event: '事件', actor: '操作者' },
    filter: {
      event: '事件类型',
      severity: '级别',
      cluster: '集群',
      resource: '资源类型',
      namespace: '命名空间',
    },
    show: '展开 {{name}} 的匹配情况',
    hide: '收起 {{name}} 的匹配情况',
    explainError: '匹配情况加载失败',
    matched_one: '匹配 {{count}} 个 Webhook',
    matched_other: '匹配 {{count}} 个 Webhook',
    notMatched_one: '{{count}} 个 Webhook 未匹配',
    notMatched_other: '{{count}} 个 Webhook 未匹配',
    failed: '未通过的筛选条件：{{filters}}',
    disabled: '已停用',
    noDelivery:
      '未单独发送：已与其他变更合并，或早于该 Webhook 及其筛选条件的生效时间',
    createLike: '基于此事件新建 Webhook',
  },
};
