import type { SignInWay } from '../../domain/security/sign-in-way.ts'
import type { SignInKind } from '../../domain/signature/signed-content.ts'
import type { Context } from '../context.ts'
import { beginEgovMobileSignIn } from '../egov-mobile/begin-egov-mobile-sign-in.ts'
import { signInByEgovMobile } from '../egov-mobile/sign-in-by-egov-mobile.ts'
import type { TriedBy } from '../http/attempts.ts'
import { challengeCookie, sessionCookie } from '../http/cookies.ts'
import type { Exchange, Handlers } from '../http/handler.ts'
import { languageCookie } from '../http/language.ts'
import { needEgovMobile } from '../signature/ways-to-sign.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { enter } from './enter.ts'
import type { Door } from './let-in.ts'
import { setLanguage } from './person-store.ts'
import { showSession } from './show-session.ts'
import { signOut } from './show-sessions.ts'
import { signInByKey } from './sign-in-by-key.ts'
import { tellingRefusal } from './sign-in-refused.ts'
import { signInStaff } from './sign-in-staff.ts'

export const sessionRoutes = {
  'GET /api/session': ({ context, asker }) => showSession(context, asker),
  'PATCH /api/session': async ({ context, asker, body, exchange }) => {
    if (asker !== null) await setLanguage(context.db, asker, body.language)
    exchange.setCookie(languageCookie, body.language, 365 * 86_400)
    return {}
  },
  'DELETE /api/session': async ({ context, asker, exchange }) => {
    await signOut(context, asker, exchange.sessionTokens())
    exchange.clearCookie(sessionCookie)
    return {}
  },
  'POST /api/sign-in-challenge': ({ context, exchange }) => begin(context, exchange, 'client'),
  'POST /api/session': ({ context, exchange, body }) => byKey(context, exchange, 'client', body.cms),
  'POST /api/egov-mobile-sign-in': ({ context, exchange }) => beginEgovMobile(context, exchange, 'client'),
  'POST /api/egov-mobile-session': ({ context, exchange, body }) =>
    byEgovMobile(context, exchange, 'client', body.egovMobileSigningId),
  'POST /api/staff-sign-in-challenge': ({ context, exchange }) => begin(context, exchange, 'staff'),
  'POST /api/staff-key-session': ({ context, exchange, body }) => byKey(context, exchange, 'staff', body.cms),
  'POST /api/staff-egov-mobile-sign-in': ({ context, exchange }) =>
    beginEgovMobile(context, exchange, 'staff'),
  'POST /api/staff-egov-mobile-session': ({ context, exchange, body }) =>
    byEgovMobile(context, exchange, 'staff', body.egovMobileSigningId),
  'POST /api/staff-session': async ({ context, body, exchange }) => {
    const work = (door: Door, by: TriedBy) => signInStaff(context, door, body, by)
    return await comeIn(context, exchange, 'staff', 'password', work)
  },
} satisfies Partial<Handlers>

async function begin(context: Context, exchange: Exchange, kind: SignInKind) {
  await exchange.countAsking()
  const { content, token, expiresAt } = await beginSignIn(context, kind, exchange.origin())
  exchange.setCookie(challengeCookie, token, 600)
  return {
    content: Buffer.from(content).toString('base64'),
    expiresAt: new Date(expiresAt).toISOString(),
  }
}

async function byKey(context: Context, exchange: Exchange, kind: SignInKind, cms: string) {
  const challenge = exchange.cookie(challengeCookie)
  return await comeIn(context, exchange, kind, 'key', (door) =>
    signInByKey(context, door, kind, challenge, cms),
  )
}

async function beginEgovMobile(context: Context, exchange: Exchange, kind: SignInKind) {
  needEgovMobile(context)
  await exchange.countOpening()
  const origin = exchange.origin()
  const { id, token } = await beginSignIn(context, kind, origin)
  exchange.setCookie(challengeCookie, token, 600)
  return await beginEgovMobileSignIn(context, id, origin)
}

async function byEgovMobile(context: Context, exchange: Exchange, kind: SignInKind, id: string) {
  const challenge = exchange.cookie(challengeCookie)
  const work = (door: Door) => signInByEgovMobile(context, door, kind, challenge, id)
  return await comeIn(context, exchange, kind, 'egovMobile', work)
}

/** By whatever way: under the limit of tries, told to the security log, into this browser's cookie. */
async function comeIn(
  context: Context,
  exchange: Exchange,
  kind: SignInKind,
  way: SignInWay,
  work: (door: Door, by: TriedBy) => Promise<string>,
) {
  const door = { way, knows: exchange.knowsDevice }
  const token = await exchange.attempt((by) => tellingRefusal(context, kind, way, () => work(door, by)))
  return await enter(context, exchange, token)
}
