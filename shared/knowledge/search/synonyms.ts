/** Words of one thing: what people say, and what the entries say. A word found in a question also asks for the others of its row, at less weight. */
const rows: readonly (readonly string[])[] = [
  ['煤气', '燃气', '天然气'],
  ['暖气', '供热', '供暖', '采暖'],
  ['工钱', '工资', '薪水', '薪资', '血汗钱'],
  ['电瓶车', '电动车', '电动自行车', '电驴子'],
  ['房本', '房产证', '不动产权证'],
  ['驾照', '驾驶证', '驾本', '驾驶本'],
  ['饭馆', '饭店', '餐馆', '餐饮', '小饭铺'],
  ['下水道', '下水', '排水', '污水'],
  ['物业费', '物业管理费'],
  ['老伴', '老人', '老年人', '老爷子', '老太太'],
  ['小孩', '孩子', '闺女', '儿子', '娃'],
  ['狗', '犬'],
  ['辞退', '开除', '炒鱿鱼', '裁员', '解雇'],
  ['摊贩', '摆摊', '摊子', '小摊'],
  ['幼儿园', '托儿所'],
  ['补习', '辅导班', '培训班', '培训机构'],
  ['骗子', '诈骗', '被骗', '骗走'],
  ['工伤', '受伤', '摔伤', '砸伤'],
  ['打车', '出租车', '的士', '出租'],
  ['大厅', '窗口', '办事大厅'],
  ['违章建筑', '违建', '私搭', '违法建设'],
  ['过期', '到期', '超期'],
  ['丢了', '遗失', '丢失', '弄丢', '找不着'],
  ['退钱', '退款', '退费', '退还'],
  ['吵', '噪声', '噪音', '扰民'],
  ['味儿', '异味', '气味', '臭味'],
  ['执照', '营业执照'],
  ['欠薪', '拖欠工资', '拖欠'],
  ['公积金', '住房公积金'],
  ['医药费', '医疗费', '药费'],
  ['户口', '户籍', '落户'],
  ['摇号', '小客车指标', '指标'],
  ['罚单', '违章', '罚款', '违法'],
  ['打官司', '诉讼', '起诉'],
  ['养老金', '退休金'],
  ['失业金', '失业保险金', '失业保险'],
  ['树', '树木', '树枝'],
  ['水管', '自来水', '供水'],
  ['电费', '电价'],
]
const rowOf = new Map(rows.flatMap((row) => row.map((word) => [word, row] as const)))
const pattern = new RegExp([...rowOf.keys()].sort((a, b) => b.length - a.length).join('|'), 'g')

/** A synonym for what stands at `[start, end)` of the text. */
export interface Synonym {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** The other words for the words of the text, with the place of what they stand for. */
export function synonymsIn(text: string): Synonym[] {
  const found: Synonym[] = []
  for (const match of text.matchAll(pattern)) {
    const [said] = match
    for (const word of rowOf.get(said) ?? [])
      if (!text.includes(word)) found.push({ word, start: match.index, end: match.index + said.length })
  }
  return found
}
