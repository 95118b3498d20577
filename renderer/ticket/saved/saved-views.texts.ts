import { defineTexts } from '../../i18n/texts.ts'

/** Lists people keep under names of their own. */
export const savedTexts = defineTexts('ticket-saved', {
  'zh-CN': {
    mine: '我的视图',
    save: '存为视图',
    name: '视图名称',
    keep: '保存',
    cancel: '取消',
    remove: '删除视图“{{name}}”',
    tooMany: '最多保存 20 个视图，请先删除一个。',
    stays: '没有删除，请重试。',
    failed: '没有保存，请重试。当前列表不受影响。',
  },
  en: {
    mine: 'My lists',
    save: 'Keep this list',
    name: 'Name of the list',
    keep: 'Keep',
    cancel: 'Cancel',
    remove: 'Remove the list “{{name}}”',
    tooMany: 'Twenty lists are kept at most; remove one first.',
    stays: 'It was not removed, try again.',
    failed: 'It was not kept, try again. The list you see is as it was.',
  },
})
