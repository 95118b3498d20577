import { defineTexts } from '../i18n/texts.ts'

export const dangerTexts = defineTexts('danger', {
  'zh-CN': {
    heard: '来电人说到“{{word}}”。{{advice}}',
    'advice.suicide': '可能有轻生危险：保持通话，问清位置，请班长同时拨打 110 和 120。',
    'advice.life': '可能有生命危险：请来电人立即拨打 120；不便拨打时问清位置，由本席转报 120。',
    'advice.trapped': '可能有人被困：请立即拨打 119；有人受伤再拨打 120。',
    'advice.fire': '可能发生火灾：请来电人先撤离，立即拨打 119。',
    'advice.gas': '可能燃气泄漏：请关阀、开窗、撤到室外再打电话，不要开关电器；拨打 119 和燃气抢修电话。',
    'advice.violence': '可能有人身侵害：请立即拨打 110；有人受伤再拨打 120。',
    'advice.child': '可能危及儿童：请立即拨打 110，问清孩子的位置和特征。',
    'advice.crash': '可能发生交通事故：请拨打 122；有人受伤立即拨打 120。',
  },
  en: {
    heard: 'The caller said “{{word}}”. {{advice}}',
    'advice.suicide':
      'Perhaps a suicide: stay on the line, ask where they are, have a lead call 110 and 120 meanwhile.',
    'advice.life':
      'Perhaps a life in danger: have the caller dial 120 at once; where they can’t, ask for the place and report it to 120.',
    'advice.trapped': 'Perhaps somebody is trapped: 119 at once, and 120 where anybody is hurt.',
    'advice.fire': 'Perhaps a fire: the caller should leave first, then dial 119 at once.',
    'advice.gas':
      'Perhaps a gas leak: close the valve, open windows, leave before calling, touch no switch; 119 and the gas company’s repair line.',
    'advice.violence': 'Perhaps violence: 110 at once, and 120 where anybody is hurt.',
    'advice.child': 'Perhaps a child in danger: 110 at once; ask where the child is and what it looks like.',
    'advice.crash': 'Perhaps a road accident: 122, and 120 at once where anybody is hurt.',
  },
})
