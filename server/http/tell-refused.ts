import type { FastifyRequest } from 'fastify'
import type { Problem } from '../../wire/problem.ts'
import type { Context } from '../context.ts'
import { logSecurity } from '../security-log.ts'

/** What somebody has to do first: they are told how, and it is no right that they lack. */
const notYet: ReadonlySet<string> = new Set(['consent_needed', 'password_must_change', 'prove_again'])

/** ASVS 16.3: who was stopped at a door that is not theirs, and who has tried too often to come in. */
export async function tellRefused(
  context: Context,
  request: FastifyRequest,
  { status, code }: Problem,
): Promise<void> {
  const by = request.caller?.asker?.id ?? null
  const about = { route: `${request.method} ${request.routeOptions.url ?? '?'}`, why: code }
  if (code === 'too_many_attempts') return await logSecurity(context, 'triesUsedUp', by, about)
  // Who signs in is nobody yet: why they may not is told where it is found out.
  const stopped = by !== null ? !notYet.has(code) : code === 'origin_refused'
  if (status === 403 && stopped) await logSecurity(context, 'rightRefused', by, about)
}
