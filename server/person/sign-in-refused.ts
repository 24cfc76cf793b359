import { maskIin } from '../../domain/person/iin.ts'
import type { SignInWay } from '../../domain/security/sign-in-way.ts'
import type { HttpCode } from '../../words/http-codes.ts'
import type { Context } from '../context.ts'
import { HttpRefused, SignatureRefused } from '../refused.ts'
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
    if (error instanceof HttpRefused || error instanceof SignatureRefused) {
      const told = error instanceof SignInRefused ? error.told : {}
      await logSecurity(context, 'signInRefused', null, { whose, way, why: error.code, ...told })
    }
    throw error
  }
}
