import { recoveries as en } from '../en/recoveries';
import { Translated } from '../flatten';

export const recoveries: Translated<typeof en> = {
  recoveries: {
    parked_one: '{{count}} 条投递失败，可以补发。',
    parked_other: '{{count}} 条投递失败，可以补发。',
    show: '查看',
    start: '补发…',
    title: '补发失败的投递',
    text: '从最早的开始补发，每条重新获得全部重试次数。再次失败的仍保留为失败。',
    filtered: '仅补发符合筛选条件的投递：{{filters}}。',
    counting: '统计中…',
    count_one: '将补发 {{count}} 条。',
    count_other: '将补发 {{count}} 条。',
    none: '没有符合条件的失败投递。',
    byClass: '{{reason}}：{{number}} 条',
    countFailed: '统计失败',
    perMinute: '每分钟补发条数',
    perMinuteHelp: '留空则使用平台频率上限的一半，另一半留给新的投递。',
    confirm: '开始补发',
    failed: '补发启动失败',
    progress: '已补发 {{done}} / {{total}}，每分钟 {{perMinute}} 条',
    label: '补发进度',
    state: {
      running: '正在补发失败的投递',
      paused: '补发已暂停',
      done: '补发已完成',
      cancelled: '补发已停止',
    },
    minutesLeft_one: '预计还需 {{count}} 分钟',
    minutesLeft_other: '预计还需 {{count}} 分钟',
    pause: '暂停',
    resume: '继续',
    stop: '停止',
    close: '关闭',
    changeFailed: '操作失败',
  },
};
