import { pages as en } from '../en/pages';
import { Translated } from '../flatten';

export const pages: Translated<typeof en> = {
  page: {
    title: 'Webhook',
    tabs: {
      list: 'Webhook',
      events: '事件',
      clusters: '集群',
      overview: '概览',
      deliveries: '投递记录',
      settings: '设置',
    },
  },
  state: {
    stale: '数据可能不是最新：{{reason}}',
    deniedTitle: '无权查看此页面',
    deniedText: '需要权限 {{permission}}，请联系平台管理员开通。',
  },
  health: {
    healthy: '正常',
    failing: '异常',
    unknown: '暂无投递',
    waiting: '等待中',
    disabled: '已自动停用',
    off: '已停用',
    wait: {
      rate: '已达平台频率上限，恢复时间：',
      'retry-after': '接收方要求暂停，恢复时间：',
      'backing-off': '接收方异常，已暂缓投递，恢复时间：',
      'quiet-hours': '免打扰时段，结束时间：',
      muted: '已静默，结束时间：',
    },
  },
  calm: {
    disabled: '停用原因',
    nextProbe: '下次重试时间',
    muted: '静默至',
    quietHours: '免打扰时段',
  },
};
