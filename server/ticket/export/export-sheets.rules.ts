import type { ExportFilter } from '#shared/contract/rest/exports.schema.ts'
import type { TicketListRow } from '#shared/contract/rest/tickets.schema.ts'
import { hallDay } from '#shared/kit/hall-day.ts'
import { mostExported } from '#shared/ticket/export.rules.ts'
import type { TextSheet } from './xlsx.rules.ts'

/** Names of what stands in a row as codes. */
export interface ExportNames {
  matter(code: string): string
  place(code: string): string
  unit(id: string): string
  word(code: string): string
}

/** Who has the file, and what for. Times ms since the epoch. */
export interface ExportFacts {
  readonly id: string
  readonly seat: string
  readonly name: string
  readonly purpose: string
  readonly filter: ExportFilter
  readonly approvedBy: string
  readonly at: number
  /** There were more tickets than a file holds. */
  readonly cut: boolean
}

/** yyyy-mm-dd hh:mm by the hall's clock. */
function moment(at: number): string {
  const { day, start } = hallDay(at)
  const minutes = Math.floor((at - start) / 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${day} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const columns = [
  '工单编号',
  '标题',
  '状态',
  '类型',
  '诉求分类',
  '所属区域',
  '紧急程度',
  '主办单位',
  '联系电话',
  '受理座席',
  '受理时间',
  '时限',
  '催办次数',
]
const widths = [20, 40, 10, 8, 30, 30, 10, 24, 14, 10, 18, 18, 8]

/** What stands on every printed page. */
export const exportMark = ({ name, seat, at, id }: ExportFacts): string => `${name} ${seat} ${moment(at)} ${id}`

/** The sheets of a file: the tickets, and who has it for what. */
export function exportSheets(
  rows: readonly TicketListRow[],
  names: ExportNames,
  facts: ExportFacts,
): readonly TextSheet[] {
  const tickets = rows.map((row) => [
    row.ticketNo,
    row.title,
    names.word(row.status),
    names.word(row.type),
    names.matter(row.matter),
    names.place(row.place),
    names.word(row.urgency),
    names.unit(row.leadUnit),
    row.phone,
    row.seat,
    moment(row.submittedAt),
    row.due.at === null ? '' : moment(row.due.at),
    String(row.urges),
  ])
  const { q, status, due, supervised, within } = facts.filter
  const about: readonly (readonly [string, string])[] = [
    ['项目', '内容'],
    ['文件编号', facts.id],
    ['导出人', `${facts.name}（${facts.seat}）`],
    ['批准人', facts.approvedBy],
    ['用途', facts.purpose],
    ['导出时间', moment(facts.at)],
    ['查询', q === '' ? '无' : q],
    ['地点', within.place === '' ? '不限' : names.place(within.place)],
    ['承办单位', within.unit === '' ? '不限' : names.unit(within.unit)],
    [
      '登记日期',
      [within.from, within.to].some(Boolean) ? `${within.from || '最早'} 至 ${within.to || '今日'}` : '不限',
    ],
    ['状态', status.map(names.word).join('、') || '不限'],
    ['时限', due === null ? '不限' : names.word(due)],
    ['仅督办', supervised ? '是' : '否'],
    ['行数', facts.cut ? `${rows.length}（共超过${mostExported}行，其余未导出）` : String(rows.length)],
    ['说明', '联系电话已脱敏；保密诉求人的电话不导出。内含公共服务数据，请勿外传。'],
  ]
  return [
    { name: '工单', widths, rows: [columns, ...tickets] },
    { name: '说明', widths: [14, 80], rows: about },
  ]
}
