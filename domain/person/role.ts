/**
 * The only list of roles. `client` is everybody who writes appeals, the others are staff (docs/decisions/0021).
 */
export const roles = [
  'client',
  'registrar',
  'executor',
  'head',
  'catalogueKeeper',
  'auditor',
  // finds an appeal by its number, reads no letter
  'callCentre',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export type StaffRole = Exclude<Role, 'client'>
export const staffRoles: readonly StaffRole[] = roles.filter((role) => role !== 'client')

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}
