import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { Secret } from 'otpauth'
import type { Language } from '../../domain/language.ts'
import { isExtension } from '../../domain/person/executor.ts'
import { isPersonName, type PersonName } from '../../domain/person/name.ts'
import type { StaffRole } from '../../domain/person/role.ts'
import { seal } from '../attachment/vault.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { insertStaff } from './staff-store.ts'

export interface NewStaff {
  readonly login: string
  readonly name: PersonName
  readonly roles: readonly StaffRole[]
  /** The inner number behind the call centre (§10); 3–6 digits. */
  readonly extension: string | null
  readonly password: string
  /** Base32; a fresh random one when left out. */
  readonly totpSecret?: string
  readonly language?: Language
}

/** Enters a member of staff; answers the id and the secret of the one-time codes, which is shown only now. */
export async function addStaff(
  context: Context,
  staff: NewStaff,
): Promise<{ staffId: string; totpSecret: string }> {
  if (!isPersonName(staff.name)) throw new RangeError('not a name')
  if (staff.extension !== null && !isExtension(staff.extension)) throw new RangeError('not an inner number')
  if (staff.password.length < 10) throw new RangeError('a password has at least 10 characters')
  const id = randomUUID()
  const secret =
    staff.totpSecret === undefined ? new Secret({ size: 20 }) : Secret.fromBase32(staff.totpSecret)
  const passwordHash = await hash(staff.password)
  const totpSecret = seal(context.config.masterKey, secret.bytes, totpAbout(id))
  const { login, name, roles, extension, language = 'kk' } = staff
  await inTransaction(context.db, (tx) =>
    insertStaff(tx, { id, login, name, roles, extension, language, passwordHash, totpSecret }, context.now()),
  )
  return { staffId: id, totpSecret: secret.base32 }
}

/** What a sealed secret of one-time codes is bound to, so that two rows cannot be swapped. */
export const totpAbout = (staffId: string): string => `totp:${staffId}`
