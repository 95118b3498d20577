/** Said by nobody: allowed for 咨询. */
export const placeNotMentioned = 'not-mentioned'

/** A place of the four-level network (市 / 区 / 街道、乡镇 / 社区、村). */
export interface Place {
  /** Six digits a district, nine a street or town, twelve a community or village; or `not-mentioned`. */
  readonly id: string
  /** From the district down. */
  readonly path: readonly string[]
  readonly aliases?: readonly string[]
}

/** A street-level unit. `kind`: 街道 镇 乡 功能区; `zone`: code of the development zone that runs it, or empty. */
export interface Street {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly zone: string
}
export interface District {
  readonly code: string
  readonly name: string
  readonly streets: readonly Street[]
}

/** The kept data: shared/ticket/data/divisions.json; a street is one line `code|name|kind|zone|NNNname,NNNname…`. */
export interface DivisionData {
  readonly districts: readonly { readonly code: string; readonly name: string; readonly streets: readonly string[] }[]
}

/** All places, and the districts with their streets. */
export interface Divisions {
  readonly places: readonly Place[]
  readonly districts: readonly District[]
}

/** Daily names that the statistics do not know. */
const dailyNames: Readonly<Record<string, readonly string[]>> = {
  '120116400': ['泰达', 'TEDA', '经开区', '天津开发区'],
  '120116401': ['保税区'],
  '120116402': ['滨海高新区'],
  '120116403': ['东疆综合保税区'],
  '120116406': ['生态城'],
  '120110402': ['空港'],
}

function placesOfStreet(district: string, line: string): { street: Street; places: Place[] } {
  const [code = '', name = '', kind = '', zone = '', villages = ''] = line.split('|')
  const own: Place = { id: code, path: [district, name], aliases: dailyNames[code] ?? [] }
  const below = villages === '' ? [] : villages.split(',')
  const places = below.map(
    (village): Place => ({
      id: code + village.slice(0, 3),
      path: [district, name, village.slice(3)],
    }),
  )
  return { street: { code, name, kind, zone }, places: [own, ...places] }
}

/** Reads the kept data: 未提及, then 16 districts, 299 streets and towns, 5,617 communities and villages. */
export function toDivisions(data: DivisionData): Divisions {
  const places: Place[] = [{ id: placeNotMentioned, path: ['未提及'] }]
  const districts = data.districts.map(({ code, name, streets }): District => {
    places.push({ id: code, path: [name] })
    const read = streets.map((line) => placesOfStreet(name, line))
    places.push(...read.flatMap((one) => one.places))
    return { code, name, streets: read.map((one) => one.street) }
  })
  return { places, districts }
}

/** How far down a place's code goes: 2 district, 3 street or town, 4 community or village; 0: not a code. */
export function placeLevel(id: string): 0 | 2 | 3 | 4 {
  if (!/^\d+$/.test(id)) return 0
  return id.length === 6 ? 2 : id.length === 9 ? 3 : id.length === 12 ? 4 : 0
}
