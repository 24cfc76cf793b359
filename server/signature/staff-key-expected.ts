import { localDate } from '../../domain/calendar/instant.ts'
import type { Localised } from '../../domain/language.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Context } from '../context.ts'
import { staffById } from '../person/staff-store.ts'
import { Refused } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'

/**
 * Whose key signs a letter of the company in this person's hands: of their own IIN, as it was entered for them, and of
 * the company by its requisites of today; and what they are in the company. Throws Refused `staff_without_iin`.
 */
export async function staffKeyExpected(
  { db, now }: Context,
  staffId: string,
): Promise<{ readonly iin: string; readonly bin: string; readonly position: Localised | null }> {
  const staff = await staffById(db, staffId)
  const iin = staff?.iin ?? null
  if (iin === null) throw new Refused(refuse('staff_without_iin'))
  const { 'company.requisites': requisites } = await readSettings(db, localDate(now()))
  return { iin, bin: requisites.bin, position: staff?.position ?? null }
}
