/** What is read to the citizen before and after the questions of a revisit, and each question by the field its answer goes to. */
export interface RevisitScript {
  readonly before: readonly string[]
  readonly questions: Readonly<Record<'contacted' | 'solution' | 'satisfaction' | 'cause' | 'why', string>>
  readonly after: readonly string[]
}

/**
 * The script of a human revisit, in the language it is spoken in. Nothing private is said before the citizen said who he is: the matter is
 * named by its kind alone. @param matter the matter's own name, '' when there is none
 */
export const revisitScript = (of: {
  readonly seat: string
  readonly day: string
  readonly matter: string
}): RevisitScript => ({
  before: [
    `您好，天津12345热线，我是${of.seat}号回访员，本次通话会录音。`,
    `您在${of.day}向热线反映过${of.matter === '' ? '一个问题' : `“${of.matter}”方面的问题`}，想占用您一分钟做个回访，可以吗？`,
  ],
  questions: {
    contacted: '承办单位和您联系过吗？',
    solution: '您反映的问题解决了吗？是已经解决、部分解决，还是没有解决？',
    satisfaction: '您对办理结果满意吗？满意、基本满意，还是不满意？（答“还行”“凑合”的，请再确认是否基本满意）',
    cause: '您不满意的主要原因是什么？',
    why: '方便的话，请您具体说一说，我如实记录。',
  },
  after: ['请问您还有其他需要反映的吗？', '感谢您的配合，再见。'],
})
