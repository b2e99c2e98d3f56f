import { actions as en } from '../en/actions';
import { Translated } from '../flatten';

export const actions: Translated<typeof en> = {
  action: {
    new: '新建 Webhook',
    test: '测试',
    testing: '测试中…',
    edit: '编辑',
    delete: '删除',
    cancel: '取消',
    save: '保存',
    saving: '保存中…',
    retry: '重试',
    more: '{{name}} 的更多操作',
    testNamed: '测试 {{name}}',
  },
  delete: {
    title: '确定删除 {{name}}？',
    text: '删除后将不再发送变更通知，投递记录也会一并删除。{{seconds}} 秒内可以撤销。',
    done: '{{name}} 已删除',
    undo: '撤销',
    undone: '{{name}} 已恢复',
    undoFailed: '{{name}} 恢复失败',
    failed: '{{name}} 删除失败',
  },
  test: {
    delivered: '投递成功',
    retry: '投递未成功，稍后可能恢复',
    rejected: '投递失败',
    failed: '测试消息发送失败',
    status: 'HTTP {{status}}',
    noAnswer: '无响应',
    duration: '{{ms}} 毫秒',
    body: '响应内容',
    history: '查看投递记录',
    dismiss: '关闭测试结果',
  },
};
