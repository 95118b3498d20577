import { numberKind } from './phone-number.ts'

/** Area codes of the hall's region and of the country's largest cities (YD/T 1258). */
const areas: Readonly<Record<string, string>> = {
  '010': '北京',
  '020': '广州',
  '021': '上海',
  '022': '天津',
  '023': '重庆',
  '024': '沈阳',
  '025': '南京',
  '027': '武汉',
  '028': '成都',
  '029': '西安',
  '0310': '邯郸',
  '0311': '石家庄',
  '0312': '保定',
  '0313': '张家口',
  '0314': '承德',
  '0315': '唐山',
  '0316': '廊坊',
  '0317': '沧州',
  '0318': '衡水',
  '0319': '邢台',
  '0335': '秦皇岛',
}

/**
 * Where a landline stands, by its area code: the city, or the bare code of one that is not listed. null: the number does not tell (mobiles are
 * taken along when people move, so their prefix says nothing that could be relied on). @param number normalised
 */
export function regionOf(number: string): string | null {
  if (numberKind(number) !== 'landline') return null
  const code = /^0(?:10|2\d|[3-9]\d{2})/.exec(number)?.[0]
  return code === undefined ? null : (areas[code] ?? code)
}
