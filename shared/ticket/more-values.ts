import { developmentZones, firmScales, industries } from '../kit/firm-values.ts'

/** Further values of a ticket that concern the matter: what units and experts read. */
export const moreMatterFields = [
  'demand',
  'occurredAt',
  'subjects',
  'amount',
  'peopleCount',
  'riskTags',
  'tags',
  'isRepeat',
  'priorTicket',
  'channel',
  'enterpriseName',
  'uscc',
  'industry',
  'scale',
  'zone',
  'coUnits',
  'ccUnits',
  'splitOf',
] as const

/** Further values that say who the citizen is: kept sealed. */
export const morePersonFields = [
  'sex',
  'ageBand',
  'phone2',
  'idType',
  'idNo',
  'lang',
  'callerTags',
  'revisitOk',
  'revisitSlot',
  'enterpriseContact',
] as const

export const moreFields = [...moreMatterFields, ...morePersonFields] as const
export type MoreMatterField = (typeof moreMatterFields)[number]
export type MorePersonField = (typeof morePersonFields)[number]
export type MoreField = MoreMatterField | MorePersonField

/** The further values that were given; lists are written with commas between the values. */
export type MoreValues = Readonly<Partial<Record<MoreField, string>>>

/** The closed values of each field that has them (domain list 2.1 and 3.5 of the hotline). */
export const moreChoices = {
  sex: ['male', 'female'],
  /** 未成年 18–34 35–59 60 以上. */
  ageBand: ['minor', 'young', 'middle', 'old'],
  /** 居民身份证 护照 港澳居民来往内地通行证 台湾居民来往大陆通行证 外国人永久居留身份证. */
  idType: ['id-card', 'passport', 'hk-macao', 'taiwan', 'foreigner'],
  lang: ['mandarin', 'dialect', 'english', 'japanese', 'korean', 'other'],
  /** 老年人 残疾人 军人军属 未成年人 孕产妇 外籍. */
  callerTags: ['elderly', 'disabled', 'military', 'minor', 'pregnant', 'foreign'],
  revisitOk: ['yes', 'no'],
  /** 9–12, 14–17, 17–20 o'clock: the hours in which citizens are rung. */
  revisitSlot: ['morning', 'afternoon', 'evening'],
  isRepeat: ['yes', 'no'],
  channel: [
    'phone',
    'wechat',
    'mini-program',
    'web',
    'app',
    'leader-board',
    'media',
    'police-110',
    'national',
    'jing-jin-ji',
    'mail',
    'letter',
    'outgoing',
  ],
  /** 生命安全 群体性 扬言 媒体曝光 涉未成年人 涉军 涉外 涉稳 重复 极端情绪 恶意骚扰. */
  riskTags: [
    'life',
    'group',
    'threat',
    'media',
    'minor',
    'military',
    'foreign',
    'stability',
    'repeat',
    'emotion',
    'harassment',
  ],
  tags: ['business', 'two-month', 'heating', 'flood', 'exam'],
  industry: industries,
  scale: firmScales,
  zone: developmentZones,
} as const satisfies Partial<Record<MoreField, readonly string[]>>
export type MoreChoiceField = keyof typeof moreChoices

/** Fields whose value is several of the closed ones. */
export const moreLists = ['riskTags', 'tags', 'callerTags', 'coUnits', 'ccUnits'] as const
export type MoreListField = (typeof moreLists)[number]

/** Longest texts, characters, and most values of a list. */
export const moreLimits = { text: 200, occurredAt: 60, list: 8, amount: 1e12, people: 1_000_000 } as const

/** The values of a list. */
export const listOf = (value: string | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : value.split(',')
