/** Who takes part in 京津冀一键互转, by division code (GB/T 2260). */
const cities: Readonly<Record<string, string>> = {
  '110000': '北京',
  '120000': '天津',
  '130000': '河北省',
  '130100': '石家庄',
  '130200': '唐山',
  '130300': '秦皇岛',
  '130400': '邯郸',
  '130500': '邢台',
  '130600': '保定',
  '130700': '张家口',
  '130800': '承德',
  '130900': '沧州',
  '131000': '廊坊',
  '131100': '衡水',
  '133100': '雄安新区',
}

/** The hall's own city. */
export const homeCity = '120000'

/** A city's name; of one that takes no part its code. */
export const cityName = (code: string): string => cities[code] ?? code
