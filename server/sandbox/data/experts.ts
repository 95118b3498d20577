import type { VoiceName } from './dialogue.ts'

/** What a scripted expert of a seat says. The lines give rules that hold everywhere, no numbers and no promises of a certain day. */
export interface WrittenExpert {
  readonly seat: string
  readonly voice: VoiceName
  readonly intro: string
  /** One after each turn of the others, in order. */
  readonly lines: readonly string[]
}

export const experts: readonly WrittenExpert[] = [
  {
    seat: '9001',
    voice: 'woman',
    intro: '您好，我是市住房公积金管理中心专家席，请讲。',
    lines: [
      '请问您是要办提取，还是要办贷款？缴存账户是在本市吗？',
      '明白了。提取和贷款的条件，要看缴存时间和购房租房的情况，我先按您说的核对一下。',
      '材料齐全的话，可以在网上办理，也可以到就近的管理部办理，结果会通知您。',
    ],
  },
  {
    seat: '9002',
    voice: 'young-woman',
    intro: '您好，我是市人社局社保医保专家席，请讲。',
    lines: [
      '请问参保人是在职职工，还是城乡居民？现在遇到的是缴费问题，还是报销问题？',
      '好的，我这边记下了。到外地就医，先办理备案，备案以后可以直接结算。',
      '如果已经自己垫付了，请保留好票据和病历，回到参保地的经办窗口申请手工报销。',
    ],
  },
  {
    seat: '9003',
    voice: 'man',
    intro: '您好，我是市城市管理委供热专家席，请讲。',
    lines: [
      '请您说一下小区名称和楼门号，家里是从哪一天开始不热的？',
      '好的。室温不达标，可以请供热单位入户测温，测温结果双方签字确认。',
      '我现在就联系供热单位，请他们尽快上门排查，处理情况会告诉您。',
    ],
  },
  {
    seat: '9004',
    voice: 'young-man',
    intro: '您好，我是市公安交管局专家席，请讲。',
    lines: [
      '请问您说的路段是哪一条路，大概在哪个路口附近？',
      '明白，这个情况我们记下了，会请属地交警大队到现场看一下。',
      '如果是对处罚有异议，可以在规定的期限内申请行政复议。',
    ],
  },
  {
    seat: '9005',
    voice: 'rough-man',
    intro: '您好，我是市住建委专家席，请讲。',
    lines: [
      '请问您反映的是房屋质量问题，还是物业服务问题？',
      '好的。房屋在保修期内的，由建设单位负责维修，您可以先书面报修。',
      '维修不到位的，我们会督促建设单位整改，处理结果会给您答复。',
    ],
  },
]

/** What any expert may say besides. `nod`: all lines are said, the others talk on. `check`: nobody has spoken for long. */
export const expertManners = {
  nod: '对，是这样的，您请讲。',
  check: '喂，您还在听吗？',
  bye: '好的，那先这样，再见。',
} as const
export type ExpertManner = 'intro' | keyof typeof expertManners
