import { expect } from 'vitest'
import { plainDate } from '../domain/calendar/plain-date.ts'
import type { ReplySignature } from '../domain/reply/reply.ts'
import type { OpenedKeyFile } from '../eds/pkcs12.ts'
import type { PersonKeyOrder } from '../pretend/certification-authority/person-profile.ts'
import { installSeal } from '../server/evidence/install-seal.ts'
import { forgetSettings, recordSetting } from '../server/setting/setting-store.ts'
import { checkRevocations } from '../server/signature/check-revocation.ts'
import type { Reply } from '../wire/reply.ts'
import type { FrozenLetters } from '../wire/reply-signing.ts'
import { registeredAppeals } from './office.ts'
import { approve, propose, type Said, writeReply } from './reply.ts'
import { issueKey, issueKeyFile, keyPassword, type SignedWorld, signBytes } from './signed-world.ts'
import type { TestBrowser } from './test-browser.ts'
import type { World } from './world.ts'

/** The company of every test world, data/settings.json. */
export const company = { bin: '990140990016', name: '«ҚТК» АҚ', role: 'maySign' } as const
/** Of the head of every test world, as an administrator enters it. */
export const headIin = '760413450012'

export async function enterIin({ context }: World, staffId: string, iin: string | null): Promise<void> {
  await context.db.updateTable('staff').set({ iin }).where('id', '=', staffId).execute()
}

/** Who signs letters from a day on. */
export async function signLettersBy({ context }: World, value: ReplySignature): Promise<void> {
  const recordedAt = context.now()
  await recordSetting(context.db, {
    key: 'reply.signature',
    value,
    validFrom: plainDate('2026-01-01'),
    recordedAt,
  })
  forgetSettings(context.db)
}

/** The key that the company gave its head; of another person or company when told. */
export const headKey = (world: SignedWorld, order: Partial<PersonKeyOrder> = {}): Promise<OpenedKeyFile> =>
  privateHeadKey(world, { company, ...order })

/** The key that the same person has for themselves, as every client has. */
export const privateHeadKey = (
  world: SignedWorld,
  order: Partial<PersonKeyOrder> = {},
): Promise<OpenedKeyFile> =>
  issueKey(world.authority, {
    surname: 'Бекова',
    givenName: 'Гүлнар',
    patronymic: 'Талғатқызы',
    iin: headIin,
    ...order,
  })

/** Makes a key of the company its seal; answers the number of its certificate. */
export async function sealBy(world: SignedWorld, order: Partial<PersonKeyOrder> = {}): Promise<string> {
  const file = await issueKeyFile(world.authority, {
    surname: 'Басшы',
    givenName: 'Бірінші',
    iin: '640723100015',
    company: { bin: company.bin, name: company.name },
    ...order,
  })
  return (await installSeal(world.context, file, keyPassword)).serial
}

/** An answer that is written by the executor and approved by the head, and waits for what the setting says. */
export async function approvedAnswer(
  world: SignedWorld,
  { writer, approver }: { writer: TestBrowser; approver: TestBrowser },
  clientKey: OpenedKeyFile,
  said: Said = {},
  beforeProposing: (replyId: string) => Promise<void> = async () => {},
): Promise<Reply> {
  const [appealId = ''] = await registeredAppeals(world, clientKey, 1)
  // An answer waits until the client's own signature is decided.
  await checkRevocations(world.context)
  await writer.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
  const { id } = await writeReply(writer, appealId, 'answer', said)
  await beforeProposing(id)
  const written = (await writer.ask<Reply>(`GET /api/office/replies/${id}`)).body
  const proposed = await propose(writer, written)
  expect(proposed.status, JSON.stringify(proposed.body)).toBe(200)
  const approved = await approve(approver, written.id)
  expect(approved.status, JSON.stringify(approved.body)).toBe(200)
  return approved.body
}

export const freeze = (head: TestBrowser, { id, version }: Pick<Reply, 'id' | 'version'>) =>
  head.ask<FrozenLetters>(`POST /api/office/replies/${id}/freezing`, { body: { version } })

type FrozenLetter = FrozenLetters['letters'][number]
export const bytesOf = ({ pdf }: FrozenLetter): Uint8Array => new Uint8Array(Buffer.from(pdf, 'base64'))

/** What the key window gives for each letter that was shown. */
export async function signaturesOver(
  world: World,
  letters: readonly FrozenLetter[],
  key: OpenedKeyFile,
  contentOf: (letter: FrozenLetter) => Uint8Array = bytesOf,
): Promise<{ letterId: string; sha256: string; method: 'keyFile'; cms: string }[]> {
  const signed = []
  for (const letter of letters) {
    const { letterId, sha256 } = letter
    const cms = await signBytes(key, contentOf(letter), world.context.now())
    signed.push({ letterId, sha256, method: 'keyFile' as const, cms })
  }
  return signed
}

export const sign = (head: TestBrowser, replyId: string, signatures: readonly object[]) =>
  head.ask<Reply>(`POST /api/office/replies/${replyId}/signatures`, { body: { signatures } })
