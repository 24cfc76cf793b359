import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import type { Iin } from '../../../domain/person/iin.ts'
import type { Phone } from '../../../domain/person/phone.ts'
import { toBase64 } from '../../../eds/bytes.ts'
import { buildCms } from '../../../eds/cms-writer.ts'
import { type OpenedKeyFile, openKeyFile } from '../../../eds/pkcs12.ts'
import type { Authority } from '../../../pretend/certification-authority/authority.ts'
import type { Algorithm } from '../../../pretend/certification-authority/key-pair.ts'
import { recordConsent } from '../../../server/consent/consent-store.ts'
import { addContract } from '../../../server/contract/contract-store.ts'
import { insertClient } from '../../../server/person/person-store.ts'
import { openSession } from '../../../server/person/session-store.ts'
import { currentSettings } from '../../../server/setting/setting-store.ts'
import type { Side } from './side.ts'

/** Somebody with a key. */
export interface Signer {
  readonly iin: string
  readonly key: OpenedKeyFile
}

/** Somebody signed in at a side. */
export interface SignedIn extends Signer {
  readonly ask: (method: string, path: string, asking?: { body?: unknown; version?: number }) => Promise<Body>
  readonly bytes: (path: string) => Promise<Uint8Array>
  readonly contractId: string
}
type Body = Record<string, unknown>

export async function issueKeys(
  authority: Authority,
  algorithm: Algorithm,
  numbers: readonly number[],
  now: number,
): Promise<Signer[]> {
  const year = 365 * 86_400_000
  const signers: Signer[] = []
  for (const n of numbers) {
    const iin = String(920_101_300_000 + n)
    const { p12 } = await authority.issuePersonKey({
      surname: 'Үлгі',
      givenName: 'Клиент',
      iin,
      algorithm,
      purpose: 'sign',
      notBefore: new Date(now - year),
      notAfter: new Date(now + year),
      password: 'Qwerty12',
    })
    signers.push({ iin, key: openKeyFile(p12, 'Qwerty12') })
  }
  return signers
}

/** Makes them clients with a contract, who have agreed to the text on personal data, and signs them in. */
export async function signIn({ context, origin }: Side, signers: readonly Signer[]): Promise<SignedIn[]> {
  const { db } = context
  const now = context.now()
  const text = (await currentSettings(context))['consent.personalData']
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const all: SignedIn[] = []
  for (const signer of signers) {
    const { personId, partyId } = await insertClient(
      db,
      {
        iin: signer.iin as Iin,
        name: { family: 'Үлгі', given: 'Клиент', patronymic: null },
        address: 'Астана қ., Үлгі көшесі, 1-үй',
        phone: '+77000000001' as Phone,
        email: null,
        testPerson: true,
        language: 'kk',
      },
      now,
    )
    if (text !== null)
      await recordConsent(db, personId, { version: text.version, language: 'kk', givenAt: now })
    const contractId = await addContract(db, {
      number: `АВ-${signer.iin}`,
      date: plainDate('2019-08-14'),
      kind: 'RENT_BUYOUT',
      propertyAddress: null,
      parties: [{ partyId, capacity: 'tenant' }],
    })
    const cookie = `otinish_session=${await openSession(db, { personId }, now, 720)}`
    const headers = { cookie, origin, 'x-forwarded-for': `10.0.0.${Number(signer.iin) % 250}` }
    all.push({ ...signer, contractId, ...askingBy(agent, origin, headers) })
  }
  return all
}

function askingBy(agent: Agent, origin: string, own: Record<string, string>) {
  const bytes = (method: string, path: string, more: Record<string, string> = {}, body?: string) =>
    new Promise<Buffer>((resolve, reject) => {
      const headers = { ...own, ...more, 'idempotency-key': randomUUID() }
      const sent = request(new URL(path, origin), { agent, method, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () => {
          const all = Buffer.concat(parts)
          if (answer.statusCode === 200) resolve(all)
          else reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${all}`))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    ask: async (
      method: string,
      path: string,
      { body, version }: { body?: unknown; version?: number } = {},
    ) => {
      const headers: Record<string, string> = {}
      if (body !== undefined) headers['content-type'] = 'application/json'
      if (version !== undefined) headers['if-match'] = `"${version}"`
      const text = body === undefined ? undefined : JSON.stringify(body)
      return JSON.parse(String(await bytes(method, path, headers, text))) as Body
    },
    bytes: async (path: string) => new Uint8Array(await bytes('GET', path)),
  }
}

/** A complete draft in free format; answers its path. */
export async function writeDraft({ ask, contractId }: SignedIn): Promise<string> {
  const draft = await ask('POST', '/api/drafts', { body: { contractId, letterLanguage: 'kk' } })
  const path = `/api/drafts/${draft.id}`
  const text = 'Желтоқсан айындағы төлемді 28.12.2025 күні төледім, бірақ кабинетте ол әлі көрінбейді.'
  const answers = { subject: 'Төлемнің түсуін тексеру туралы', text }
  await ask('PATCH', path, { version: Number(draft.version), body: { typeCode: 'gen.free', answers } })
  return path
}

/** The signature over a prepared letter, as the page sends it. */
export async function signLetter({ key, bytes }: SignedIn, path: string, letterId: unknown, at: number) {
  const { certificate, privateKey } = key
  if (privateKey === null) throw new Error('the key cannot sign')
  const content = await bytes(`${path}/letter/document`)
  const cms = await buildCms({ content, certificate, privateKey, signingTime: at, detached: true })
  return { letterId, method: 'keyFile', cms: toBase64(cms) }
}
