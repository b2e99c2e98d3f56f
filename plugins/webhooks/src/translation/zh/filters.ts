import { filters as en } from '../en/filters';
import { Translated } from '../flatten';

export const filters: Translated<typeof en> = {
  filters: {
    separator: '、',
    sentence: '{{clusters}}、{{namespaces}}中{{resources}}的{{events}}',
    anyEvent: '任意变更',
    anyResource: '所有资源',
    anyCluster: '所有集群',
    anyNamespace: '所有命名空间',
    anyName: '任意名称',
    namespaces_one: '命名空间 {{names}} ',
    namespaces_other: '命名空间 {{names}} ',
    allBut: '{{all}}（{{names}} 除外）',
    butNot: '{{names}}（{{excluded}} 除外）',
    names: '名称：{{names}}',
    labels: '标签：{{names}}',
    severities: '级别：{{names}}',
    owners: '负责人：{{names}}',
    systems: '所属系统：{{names}}',
  },
  event: {
    create: '创建',
    update: '更新',
    delete: '删除',
    scale: '扩缩容',
  },
  severity: {
    info: '提示',
    warning: '警告',
    critical: '严重',
  },
  severityHelp: {
    info: '除警告和严重以外的所有变更',
    warning: '可能存在问题，例如 Pod 崩溃、Job 失败',
    critical: '服务不可用，例如 Node 未就绪、Deployment 不可用',
  },
  eventHelp: {
    create: '新增资源',
    update: '字段发生变化',
    delete: '资源被删除',
    scale: '期望副本数发生变化',
  },
};
