import { entity as en } from '../en/entity';
import { Translated } from '../flatten';

export const entity: Translated<typeof en> = {
  entity: {
    changes: 'Kubernetes 变更',
    all: '查看全部变更',
    webhooks: 'Webhook',
    help: '此实体的相关资源变更时，会通知以下 Webhook。',
    emptyText:
      '带有此实体 backstage.io/kubernetes-id 的资源发生变更，且有已启用的 Webhook 订阅该类资源时，变更将显示在这里。',
    noWebhooks: '没有 Webhook 关注此实体。',
    hears_one: '最近 {{total}} 次变更中匹配 {{count}} 次',
    hears_other: '最近 {{total}} 次变更中匹配 {{count}} 次',
    asksForOwner: '按负责人或所属系统订阅，尚无匹配的变更',
  },
  home: {
    title: '异常的 Webhook',
    allWell_one: 'Webhook 运行正常。',
    allWell_other: '全部 {{count}} 个 Webhook 运行正常。',
    more_one: '另有 {{count}} 个',
    more_other: '另有 {{count}} 个',
  },
};
