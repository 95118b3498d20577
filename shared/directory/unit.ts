/** A unit that handles tickets (承办单位). Level as in the directory: city, company, development zone, district, its departments, street or town. */
export interface Unit {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly level: 'municipal' | 'enterprise' | 'zone' | 'district' | 'department' | 'street'
  /** Where it is found: group or district, then its name. */
  readonly path: readonly string[]
}

interface UnitRow {
  readonly code: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** The kept data; the rest follows by rule. Form: shared/directory/data/units.json. */
export interface UnitData {
  readonly municipal: readonly UnitRow[]
  readonly enterprises: readonly UnitRow[]
  readonly zones: readonly UnitRow[]
  readonly departments: readonly UnitRow[]
  /** Names that are no `{district}` + name; `{short}` is the district without 区 or 新区. */
  readonly districtForms: readonly UnitRow[]
}

/** A district as the rule needs it. `zone` names the development zone that runs the area; such an area has no office of its own. */
export interface DistrictStreets {
  readonly code: string
  readonly name: string
  readonly streets: readonly {
    readonly code: string
    readonly name: string
    readonly kind: string
    readonly zone: string
  }[]
}

const streetOffice = (name: string, kind: string): string =>
  kind === '街道' ? `${name}办事处` : kind === '镇' || kind === '乡' ? `${name}人民政府` : name

function unitsOfDistrict(data: UnitData, district: DistrictStreets): Unit[] {
  const { code, name } = district
  const short = name.replace(/(新区|区)$/, '')
  const fill = (form: string): string => form.replaceAll('{district}', name).replaceAll('{short}', short)
  const department = (row: UnitRow, prefix: string): Unit => {
    const full = fill(prefix + row.name)
    // The bare names too: after its district is typed, 河东 城管委 or hd cgw goes on with them.
    const aliases = [
      ...row.aliases.map((alias) => fill(prefix + alias)),
      ...(prefix === '' ? [] : [row.name, ...row.aliases]),
    ]
    return { id: `D${code}-${row.code}`, name: full, aliases, level: 'department', path: [name, full] }
  }
  const government = `${name}人民政府`
  return [
    { id: `D${code}`, name: government, aliases: [`${name}政府`], level: 'district', path: [name, government] },
    ...data.departments.map((row) => department(row, '{district}')),
    ...data.districtForms.map((row) => department(row, '')),
    ...district.streets
      .filter((street) => street.zone === '')
      .map((street): Unit => {
        const office = streetOffice(street.name, street.kind)
        return { id: `S${street.code}`, name: office, aliases: [], level: 'street', path: [name, office] }
      }),
  ]
}

/** All units: the city's, companies, zones, then each district's government, departments and offices. About 800. */
export function expandUnits(data: UnitData, districts: readonly DistrictStreets[]): readonly Unit[] {
  const group =
    (prefix: string, level: Unit['level'], title: string) =>
    (row: UnitRow): Unit => ({
      id: `${prefix}-${row.code}`,
      name: row.name,
      aliases: row.aliases,
      level,
      path: [title, row.name],
    })
  return [
    ...data.municipal.map(group('M', 'municipal', '市级部门')),
    ...data.enterprises.map(group('E', 'enterprise', '公用企业')),
    ...data.zones.map(group('Z', 'zone', '开发区')),
    ...districts.flatMap((district) => unitsOfDistrict(data, district)),
  ]
}
