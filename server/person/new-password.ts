import { hash } from '@node-rs/argon2'
import type { PersonName } from '../../domain/person/name.ts'
import { whyNotPassword } from '../../domain/person/password.ts'
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
  const { login, name, iin } = account
  const names = [name.family, name.given, name.patronymic ?? '']
  const own = [login, ...names, names.join(' '), iin ?? '', ...(await companyNames(context))]
  const refusal = whyNotPassword(password, { isCommon: await commonPasswords(), own })
  if (refusal !== null) throw new Refused(refusal, [{ field: 'password', refusal }])
  return await hash(password)
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
