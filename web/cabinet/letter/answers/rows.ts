import type { GroupRow } from '../../../../domain/catalogue/field.ts'

/** Rows of a repeating group (§5): every change is a new list, the old one stays as it was. */
export type Rows = readonly GroupRow[]

/** What is on the screen: never fewer rows than the group must have, so that nobody has to press for the first. */
export function shownRows(rows: Rows, least: number): Rows {
  return [...rows, ...Array.from({ length: Math.max(0, least - rows.length) }, () => ({}))]
}

export function withAnswer(rows: Rows, index: number, code: string, value: string): Rows {
  return rows.map((row, place) => (place === index ? { ...row, [code]: value } : row))
}

export function withoutRow(rows: Rows, index: number): Rows {
  return rows.filter((_, place) => place !== index)
}

/** Back to where it was, or to the end where the list has become shorter since. */
export function withRowBack(rows: Rows, index: number, row: GroupRow): Rows {
  return [...rows.slice(0, index), row, ...rows.slice(index)]
}

/** Is there nothing in it? */
export function isBlank(row: GroupRow): boolean {
  return Object.values(row).every((value) => value.trim() === '')
}

/** Rows with their place: a row is known by it, since everything in it changes while it is typed. */
export function placed(rows: Rows): { place: number; row: GroupRow }[] {
  return rows.map((row, place) => ({ place, row }))
}
