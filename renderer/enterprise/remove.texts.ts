import { defineTexts } from '../i18n/texts.ts'

/** What is said while an enterprise is taken off the register. */
export const removeTexts = defineTexts('enterprise-remove', {
  'zh-CN': {
    remove: '移出名录',
    ask: '把「{{name}}」移出企业名录？',
    say: '它的工单保留，仍显示企业名称。登记的号码、首席服务官和绿色通道将删除：来电、查找和填单都不再用到它。以后导入的文件含有它，即恢复。',
    reason: '移出理由（留痕）',
    'reason.closed': '已注销或吊销',
    'reason.moved': '已迁出本市',
    'reason.twice': '重复登记',
    'reason.mistaken': '登记有误',
    keep: '不移出',
    failed: '没有移出，请重试',
    gone: '该企业已不在名录中（信用代码），没有改变',
    removed: '已移出名录。导入含有它的文件即恢复。',
  },
  en: {
    remove: 'Take off the register',
    ask: 'Take “{{name}}” off the register?',
    say: 'Its tickets stay and still show its name. Its numbers, its officer and the green channel are deleted: it is known at no ring, found by no search and fills no form. A later file that names it brings it back.',
    reason: 'Reason (written down)',
    'reason.closed': 'closed or revoked',
    'reason.moved': 'moved to another city',
    'reason.twice': 'registered twice',
    'reason.mistaken': 'registered by mistake',
    keep: 'Keep it',
    failed: 'It was not taken off; try again',
    gone: 'This credit code is not on the register any more; nothing was changed',
    removed: 'Taken off the register. A file that names it brings it back.',
  },
})
