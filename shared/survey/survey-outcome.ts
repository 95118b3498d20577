/** What a citizen may answer, in the order of the keys 1 to 3: 满意, 基本满意, 不满意. */
export const surveyGrades = ['satisfied', 'basically-satisfied', 'dissatisfied'] as const
export type SurveyGrade = (typeof surveyGrades)[number]

/** What a survey came to: a grade, none within the time, or the citizen hung up before. */
export const surveyOutcomes = [...surveyGrades, 'no-answer', 'hung-up'] as const
export type SurveyOutcome = (typeof surveyOutcomes)[number]

/** The grade a key stands for; null: none. */
export const gradeOfKey = (key: string): SurveyGrade | null =>
  /^[1-9]$/.test(key) ? (surveyGrades[Number(key) - 1] ?? null) : null
