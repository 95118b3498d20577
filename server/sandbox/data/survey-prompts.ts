import type { SurveyPrompt } from '#shared/survey/survey.machine.ts'

const keys = '满意请按一，基本满意请按二，不满意请按三。'

/** What the satisfaction survey says to the citizen. */
export const surveyPrompts: Readonly<Record<SurveyPrompt, string>> = {
  ask: `请您对本次服务作出评价，${keys}`,
  unheard: `没有收到您的按键，${keys}`,
  wrong: `按键不正确，${keys}`,
  thanks: '感谢您的评价，再见。',
  bye: '感谢您的来电，再见。',
}
