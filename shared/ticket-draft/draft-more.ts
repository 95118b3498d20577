/** Further short values of the matter document. Lists are written with commas between the values. */
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

/** Further short values of the person document: they say who the citizen is. A firm is nobody; who speaks for it is somebody. */
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
export type MoreField = (typeof moreFields)[number]

/** The further values that were given; of one that was not there is no key. */
export type MoreValues = Readonly<Partial<Record<MoreField, string>>>
