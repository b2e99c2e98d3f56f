import { errors as en } from '../en/errors';
import { Translated } from '../flatten';

export const errors: Translated<typeof en> = {
  error: {
    problem: '{{field}}：{{reason}}',
    separator: '；',
    unreachable: '无法连接到平台，请检查网络连接',
    otherStatus: '请求失败（HTTP {{status}}）',
    status: {
      '400': '请求有误',
      '401': '登录已失效，请重新登录',
      '403': '没有权限，请联系平台管理员开通',
      '404': '不存在，可能已被删除',
      '409': '与当前状态冲突，请重新加载后再试',
      '410': '数据已超出保留期限',
      '412': '已被他人更改，请重新加载后再试',
      '413': '提交的内容过大',
      '422': '请求无法处理',
      '429': '请求过于频繁，请稍后再试',
      '500': '平台内部错误：{{message}}',
      '502': '平台暂不可用，请稍后再试',
      '503': '平台暂不可用，请稍后再试',
      '504': '平台响应超时，请稍后再试',
    },
  },
};
