import { defineTexts } from '../../i18n/texts.ts'

/** Printing a ticket. */
export const printTexts = defineTexts('print', {
  'zh-CN': {
    print: '打印',
    heading: '12345 热线工单',
    mark: '{{name}} {{seat}} · {{time}}',
    foot: '由 {{name}}（{{seat}}）于 {{time}} 打印 · 打印编号 {{printId}} · 内含个人信息，请妥善保管',
    refused: '没有打印：{{why}}',
  },
  en: {
    print: 'Print',
    heading: '12345 hotline ticket',
    mark: '{{name}} {{seat}} · {{time}}',
    foot: 'Printed by {{name}} ({{seat}}) at {{time}} · print {{printId}} · holds personal data, keep it safe',
    refused: 'Not printed: {{why}}',
  },
})
