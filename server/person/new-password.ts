import { randomInt } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { firstPassword, firstPasswordUntil } from '../../domain/person/first-password.ts'
import type { PersonName } from '../../domain/person/name.ts'
import { whyNotPassword } from '../../domain/person/password.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { Context } from '../context.ts'
import { Refused } from '../refused.ts'
import { currentSettings, SettingMissing } from '../setting/setting-store.ts'
import { commonPasswords } from './common-passwords.ts'

/** Whose password it is to be. */
export interface Account {
  readonly login: string
  readonly name: PersonName
  readonly iin: string | null
}

/** The hash of a new password (argon2id). Throws Refused at the field `password` for one that is guessed first. */
export async function hashOfNew(context: Context, password: string, account: Account): Promise<string> {
  const refusal = await whyNotNew(context, password, account)
  if (refusal !== null) throw new Refused(refusal, [{ field: 'password', refusal }])
  return await hash(password)
}

/** A password made for somebody, shown only now; what is kept of it, and until when it is good, epoch ms. */
export interface FirstPassword {
  readonly password: string
  readonly passwordHash: string
  readonly firstPasswordUntil: number
}

/** ASVS 6.4.1: nobody but the program chooses a password for somebody else. */
export async function makeFirstPassword(context: Context, account: Account): Promise<FirstPassword> {
  let password: string
  do password = firstPassword((below) => randomInt(below))
  while ((await whyNotNew(context, password, account)) !== null)
  return {
    password,
    passwordHash: await hash(password),
    firstPasswordUntil: firstPasswordUntil(context.now()),
  }
}

async function whyNotNew(context: Context, password: string, account: Account): Promise<Refusal | null> {
  const { login, name, iin } = account
  const names = [name.family, name.given, name.patronymic ?? '']
  const own = [login, ...names, names.join(' '), iin ?? '', ...(await companyNames(context))]
  return whyNotPassword(password, { isCommon: await commonPasswords(), own })
}

/** Before the company is entered there is none to be named. */
async function companyNames(context: Context): Promise<string[]> {
  try {
    const settings = await currentSettings(context)
    return [settings['company.name'], settings['company.shortName']].flatMap((name) => Object.values(name))
  } catch (error) {
    if (error instanceof SettingMissing) return []
    throw error
  }
}
