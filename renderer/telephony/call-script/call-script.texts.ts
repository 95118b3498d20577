import { defineTexts } from '../../i18n/texts.ts'

/** Scripts for calls that cannot go on as usual. */
export const callScriptTexts = defineTexts('call-script', {
  'zh-CN': {
    open: '话术',
    silence: '无声来电',
    abuse: '辱骂骚扰',
    said: '已说',
    waiting: '等对方应答 {{seconds}} 秒',
    end: '结束通话',
    'endSay.silence': '仍无应答，可以结束通话。',
    'endSay.abuse': '结束后会在工单上标记“恶意骚扰”，下次来电时提示座席。',
    severalParties: '有多方在通话中，请逐个挂断',
    close: '收起话术',
  },
  en: {
    open: 'Scripts',
    silence: 'Nobody is heard',
    abuse: 'Abusive caller',
    said: 'Said',
    waiting: '{{seconds}} s for an answer',
    end: 'End the call',
    'endSay.silence': 'Still no answer: the call may be ended.',
    'endSay.abuse': 'The ticket is marked “Harassment” then, which is shown at the next call.',
    severalParties: 'Several parties are in the call: drop them one by one',
    close: 'Put the script away',
  },
})
