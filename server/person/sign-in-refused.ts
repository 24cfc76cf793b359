import { maskIin } from '../../domain/person/iin.ts'
import type { SignInWay } from '../../domain/security/sign-in-way.ts'
import type { HttpCode } from '../../words/http-codes.ts'
import type { Context } from '../context.ts'
import { codeOf, HttpRefused } from '../refused.ts'
import { logSecurity, type Told } from '../security-log.ts'

/** A no at the door, and what of it only the security log is told. */
export class SignInRefused extends HttpRefused {
  readonly told: Told

  constructor(
    status: number,
    code: HttpCode,
    told: Told,
    params: Readonly<Record<string, string | number>> = {},
  ) {
    super(status, code, params)
    this.name = 'SignInRefused'
    this.told = told
  }
}

/** The holder of a key that opens no account. */
export const unknownHolder = (iin: string): Told => ({ iin: maskIin(iin) })

/** What the security log is told of a no, with what only it is told; null: something broke, which is no refusal. */
export function toldOfRefusal(error: unknown): Told | null {
  const why = codeOf(error)
  return why === null ? null : { why, ...(error instanceof SignInRefused ? error.told : {}) }
}

/** Signs in by `work`; what it refuses goes to the security log, with more than the caller is told. */
export async function tellingRefusal<Result>(
  context: Context,
  whose: 'client' | 'staff',
  way: SignInWay,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const told = toldOfRefusal(error)
    if (told !== null) await logSecurity(context, 'signInRefused', null, { whose, way, ...told })
    throw error
  }
}
