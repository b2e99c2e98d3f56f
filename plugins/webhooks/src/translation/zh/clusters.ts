import { clusters as en } from '../en/clusters';
import { Translated } from '../flatten';

export const clusters: Translated<typeof en> = {
  clusters: {
    description: '仅监听已启用的 Webhook 所订阅的资源类型。',
    errorTitle: '集群加载失败',
    emptyTitle: '暂无集群',
    emptyText:
      '平台的 Kubernetes 后端尚未配置集群，请在 app-config 的“kubernetes”下添加。',
    none: '没有已启用的 Webhook 订阅该集群，因此未监听。',
    summary_one: '监听 {{count}} 类资源，共 {{objects}} 个对象',
    summary_other: '监听 {{count}} 类资源，共 {{objects}} 个对象',
    cluster: '集群',
    kind: '资源类型',
    onlyUnwell: '仅显示异常',
    allWell: '所有监听均正常。',
    notWatched: '未监听',
    show: '{{cluster}} 集群 {{kind}}：{{state}}',
    detail: '{{cluster}} 集群 {{kind}}',
    never: '暂无',
    lag: '{{ms}} 毫秒',
    gaps_one: '{{count}} 次，统计起始：',
    gaps_other: '{{count}} 次，统计起始：',
    section: {
      kubernetes: 'Kubernetes 内置资源',
      custom: '自定义资源',
    },
    fact: {
      state: '状态',
      reason: '原因',
      remedy: '处理建议',
      lastEvent: '最近事件',
      lag: '延迟',
      lastSeen: '最近收到数据',
      lastRelist: '最近全量同步',
      gaps: '中断次数',
      objects: '对象数',
    },
    cause: {
      first: '首次同步',
      expired: '原因：集群已不保留上次监听的位置',
      unreadable: '原因：后续数据无法解析',
      silence: '原因：监听长时间无数据',
    },
    state: {
      watching: '监听中',
      idle: '空闲',
      failing: '异常',
      stalled: '已停滞',
      'not-watchable': '无法监听',
      starting: '启动中',
      forbidden: '无权限',
    },
  },
};
