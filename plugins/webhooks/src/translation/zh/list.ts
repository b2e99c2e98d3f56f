import { list as en } from '../en/list';
import { Translated } from '../flatten';

export const list: Translated<typeof en> = {
  list: {
    description:
      '当 Kubernetes 集群中的资源发生变更时，通知群聊或您的业务系统。',
    search: '搜索 Webhook',
    clearSearch: '清空搜索',
    noMatchFilters: '没有符合筛选条件的 Webhook。',
    noMatch: '没有与“{{search}}”匹配的 Webhook。',
    errorTitle: 'Webhook 加载失败',
    emptyTitle: '暂无 Webhook',
    emptyText:
      '集群中发生变更时，Webhook 会向 Slack、Discord、钉钉、飞书、企业微信或任意 HTTP 地址发送消息。创建第一个 Webhook 不到一分钟。',
    emptyTextReader:
      '还没有人创建 Webhook，请联系拥有 admin 或 ops 角色的同事创建。',
    column: {
      webhook: 'Webhook',
      health: '状态',
      activity: '近 24 小时',
      lastDelivery: '最近投递',
      enabled: '启用',
      actions: '操作',
    },
    filter: {
      platform: '平台',
      state: '状态',
      owner: '负责人',
      creator: '创建人',
    },
    sort: '排序方式',
    activity:
      '近 24 小时：成功 {{delivered}}，失败 {{failed}}，合并 {{heldBack}}',
    rowsPerPage: '每页条数：',
    rowsOf: '第 {{from}}–{{to}} 条，共 {{total}} 条',
    never: '从未',
    enable: '启用 {{name}}',
    disable: '停用 {{name}}',
    on: '已启用',
    off: '已停用',
    toggleFailed: '{{name}} 修改失败',
  },
  bulk: {
    title: '已选择的 Webhook',
    choose: '选择 {{name}}',
    chooseAll: '全选本页',
    chosen_one: '已选择 {{count}} 项',
    chosen_other: '已选择 {{count}} 项',
    enable: '启用（{{number}}）',
    disable: '停用（{{number}}）',
    delete: '删除（{{number}}）',
    clear: '取消选择',
    enabled_one: '已启用 {{count}} 个 Webhook',
    enabled_other: '已启用 {{count}} 个 Webhook',
    disabled_one: '已停用 {{count}} 个 Webhook',
    disabled_other: '已停用 {{count}} 个 Webhook',
    deleted_one: '已删除 {{count}} 个 Webhook',
    deleted_other: '已删除 {{count}} 个 Webhook',
    deleteTitle_one: '确定删除 {{count}} 个 Webhook？',
    deleteTitle_other: '确定删除 {{count}} 个 Webhook？',
    deleteText:
      '删除后将不再发送变更通知，投递记录也会一并删除。{{seconds}} 秒内可以撤销。',
    undone_one: '已恢复 {{count}} 个 Webhook',
    undone_other: '已恢复 {{count}} 个 Webhook',
  },
};
