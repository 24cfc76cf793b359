import { z } from 'zod'
import type { Language } from '../../domain/language.ts'
import { type DemoPhoneAsk, DemoPhoneScreen, EgovMobileSecret } from '../../wire/egov-mobile.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { demoKeyBytes, demoPeople } from './demo-people.ts'

const patienceMs = 30_000
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The demo: the phone of a person looks at a code of this very site, signs or cancels. The phone is played by another
 * process, which gets the demo key with the errand. Throws NotFound where no phone is played or nobody has one.
 */
export async function useDemoPhone(
  context: Context,
  { qr, personId, act, mischief }: DemoPhoneAsk,
  origin: string,
  language: Language,
): Promise<DemoPhoneScreen> {
  const { playedPhone } = context.config
  if (playedPhone === null || !context.demo) throw new NotFound()
  const person = (await demoPeople(context.db)).find(({ id }) => id === personId)
  // GOST keys sign letters and sign-ins alike.
  const key = person?.keys.find(({ algorithm, purpose }) => algorithm === 'gost2015' && purpose === 'sign')
  if (key === undefined) throw new NotFound()
  if (!isOurs(qr, origin)) return { outcome: 'notOurs', message: null, errand: null }
  const p12 = await demoKeyBytes(context.db, key.fileName)
  const response = await fetch(`${playedPhone}/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ qr, p12, password: key.password, language, mischief: mischief ?? null }),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  })
  return z.parse(DemoPhoneScreen, await response.json())
}

/** A phone is sent to no other address than that of a code of this site. */
function isOurs(qr: string, origin: string): boolean {
  const address = /^mobileSign:(\S+)$/.exec(qr)?.[1] ?? ''
  if (!URL.canParse(address)) return false
  const { origin: named, hostname, port, protocol, pathname, search, username } = new URL(address)
  const own = new URL(origin)
  const sameHere =
    loopback.has(hostname) && loopback.has(own.hostname) && port === own.port && protocol === own.protocol
  const [, secret = ''] = /^\/api\/mgov\/([^/]+)$/.exec(pathname) ?? []
  return (
    (named === own.origin || sameHere) &&
    search === '' &&
    username === '' &&
    EgovMobileSecret.safeParse({ secret }).success
  )
}
