import type { Matter } from './matter.ts'
import type { District, Street } from './place.ts'

/** How the directory finds the unit: by its name, by the development zone's code, or by the street's code. */
export type UnitHint =
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'zone'; readonly zone: string }
  | { readonly by: 'street'; readonly street: string }

const ofStreets = ['街道办事处', '镇人民政府']

/** A role that the place makes a unit of: a district's department, or the office of a street or town. */
export const isLocalRole = (role: string): boolean => role.startsWith('区') || ofStreets.includes(role)

/** The district and, where the code goes that far, the street a place lies in. */
export function districtAndStreet(
  districts: readonly District[],
  place: string,
): { district?: District; street?: Street } {
  const district = districts.find((one) => place.startsWith(one.code))
  const street = district?.streets.find((one) => place.startsWith(one.code))
  return { ...(district && { district }), ...(street && { street }) }
}

/**
 * The unit a role means in a place, e.g. 区城市管理委 in 河东区; null while the place is not known well enough. Development zones handle
 * for themselves what a district's department or a street would handle elsewhere.
 */
export function unitOfRole(role: string, districts: readonly District[], place: string): UnitHint | null {
  const { district, street } = districtAndStreet(districts, place)
  if (!isLocalRole(role)) return role === '' ? null : { by: 'name', name: role }
  if (street !== undefined && street.zone !== '') return { by: 'zone', zone: street.zone }
  if (ofStreets.includes(role)) return street === undefined ? null : { by: 'street', street: street.code }
  return district === undefined ? null : { by: 'name', name: district.name + role.slice(1) }
}

/** The unit a matter goes to in a place where no rule says another. */
export const defaultUnit = (matter: Matter, districts: readonly District[], place: string): UnitHint | null =>
  unitOfRole(matter.unit, districts, place)
