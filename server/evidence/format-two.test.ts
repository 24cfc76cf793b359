import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toBase64, toHex } from '../../eds/bytes.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import { readContainer } from '../../eds/evidence/container.ts'
import { writeContainer } from '../../eds/evidence/container-writer.ts'
import { type Contents, readContents, writeContents } from '../../eds/evidence/contents.ts'
import { places, sha256Of, writeManifest } from '../../eds/evidence/manifest.ts'
import { verifyEvidence } from '../../eds/evidence/verify-evidence.ts'
import { type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import { needs } from '../../test/other-program.ts'
import { answer } from '../../test/reply.ts'
import { pdf } from '../../test/sample-files.ts'
import { type AskedWorld, createAskedWorld, issueKey, sendFree } from '../../test/signed-world.ts'
import {
  attachToMessage,
  beginMessage,
  saveMessage,
  sendDraft,
  writeToClient,
} from '../../test/submission.ts'
import { declineWithdrawal, withdraw } from '../../test/withdrawal.ts'
import { registerDue } from '../registry/register.ts'
import { sendSigned } from '../reply/send-signed.ts'
import { checkRevocations } from '../signature/check-revocation.ts'
import { installSeal } from './install-seal.ts'

type Files = ReadonlyMap<string, Uint8Array>

let world: AskedWorld
let company: OpenedKeyFile
let files: Files
let other: Files
beforeAll(async () => {
  world = await createAskedWorld()
  const { p12 } = await world.authority.issuePersonKey({
    surname: 'Басшы',
    givenName: 'Бірінші',
    iin: '640723100015',
    company: { bin: '990140990016', name: '«ҚТК» АҚ' },
    algorithm: 'rsa',
    purpose: 'sign',
    notBefore: new Date('2025-06-01T00:00:00Z'),
    notAfter: new Date('2027-06-01T00:00:00Z'),
    password: 'Qwerty12',
  })
  company = await openKeyFile(p12, 'Qwerty12')
  await installSeal(world.context, p12, 'Qwerty12')
  files = await packageOf('Бірінші хабар')
  other = await packageOf('Екінші хабар')
}, 120_000)
afterAll(() => world.close())

/** An appeal with a message and its file, a withdrawal, a message back, and an answer: all that has a signature. */
async function packageOf(text: string): Promise<Files> {
  const me = await world.as(world.people.aigerim)
  const [saule, gulnar] = [await world.as(world.people.executor), await world.as(world.people.head)]
  const key = await issueKey(world.authority, { iin: world.people.aigerim.iin })
  const { id } = (await sendFree(world, me, key)).body
  await registerDue(world.context)
  await checkRevocations(world.context)
  await saule.ask(`POST /api/office/appeals/${id}/take-into-work`)
  const draft = (await beginMessage(me, id)).body
  await saveMessage(me, draft, text)
  await attachToMessage(me, draft.id, { name: 'Төлем & түбіртек.pdf', bytes: pdf })
  expect((await sendDraft(me, (await beginMessage(me, id)).body)).status).toBe(200)
  expect((await writeToClient(saule, id, `${text}: алдық.`)).status).toBe(200)
  const withdrawn = await withdraw(world, me, key, id)
  expect(withdrawn.status).toBe(200)
  await checkRevocations(world.context)
  expect((await declineWithdrawal(gulnar, id, withdrawn.body.id)).status).toBe(200)
  await answer(saule, gulnar, id)
  await checkRevocations(world.context)
  await sendSigned(world.context)
  const { bytes } = await me.bytes(`/api/appeals/${id}/evidence`)
  return readContainer(bytes)
}

const utf8 = (said: string): Uint8Array => new TextEncoder().encode(said)
const textOf = (name: string, of: Files = files): string => new TextDecoder().decode(of.get(name))
const contentsOf = (of: Files): Contents => {
  const read = readContents(of.get(places.contents) ?? new Uint8Array())
  if (read === null) throw new Error('no contents')
  return read
}
const check = (of: Files, anchors = world.authority.anchors) =>
  verifyEvidence(writeContainer(of), { anchors, now: world.context.now() })

/** The package with these files in it (null: without), sealed again by the company's own key: it lies itself. */
async function lie(changes: Readonly<Record<string, Uint8Array | null>>, of: Files = files) {
  const parts = new Map(of)
  for (const [name, bytes] of Object.entries(changes))
    if (bytes === null) parts.delete(name)
    else parts.set(name, bytes)
  parts.delete(places.manifest)
  parts.delete(places.namedSeal)
  const manifest = utf8(await writeManifest(parts))
  const { certificate, privateKey } = company
  if (privateKey === null) throw new Error('no key')
  const signingTime = world.context.now()
  const seal = await buildCms({ certificate, privateKey, content: manifest, signingTime, detached: true })
  return await check(new Map([...parts, [places.manifest, manifest], [places.namedSeal, seal]]))
}
const said = (contents: unknown): Uint8Array => utf8(writeContents(contents as Contents))

test('all of it is there, and holds; sealed again unchanged it holds too', async () => {
  const whole = await check(files)
  expect(whole).toMatchObject({ result: 'valid', codes: [], faults: [], seal: 'valid' })
  expect(await lie({})).toMatchObject({ result: 'valid', faults: [] })
  const { submissions, replies } = contentsOf(files)
  expect(submissions.map(({ kind, text }) => [kind, text])).toEqual([
    ['message', 'Бірінші хабар'],
    ['withdrawal', expect.any(String)],
  ])
  expect(submissions[1]?.letter?.signatures).toHaveLength(1)
  expect(submissions.map(({ sender }) => sender.iin)).toEqual([null, world.people.aigerim.iin])
  expect(submissions[1]?.decision?.reason).toEqual(expect.any(String))
  expect(replies.map(({ kind }) => kind)).toEqual(['message', 'answer'])
  expect(replies[1]?.files.flatMap(({ signatures }) => signatures).length).toBeGreaterThan(0)
  expect(textOf(places.manifest)).toContain('URI="submissions/01/01-%D0%A2%D3%A9%D0%BB%D0%B5%D0%BC%20')
})

test('one byte of any file names the file', async () => {
  for (const [name, bytes] of files) {
    for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const broken = Uint8Array.from(bytes)
      broken[at] = (broken[at] ?? 0) ^ 1
      const found = await check(new Map([...files, [name, broken] as const]))
      expect(found.result, `${name} ${at}`).toBe('invalid')
      expect(
        found.faults.map(({ file }) => file),
        `${name} ${at}`,
      ).toContain(name)
    }
  }
})

describe('a company that lies is refused under its own seal', () => {
  const mine = (): Contents => contentsOf(files)
  const theirs = (): Contents => contentsOf(other)
  const lines = (): string[] => textOf(places.history).trimEnd().split('\n')
  const withHistory = async (kept: string[]) => {
    const last = kept.at(-1) ?? ''
    const head = JSON.parse(last).hash ?? toHex(await sha256Of(utf8(last)))
    return {
      [places.history]: utf8(`${kept.join('\n')}\n`),
      [places.contents]: said({ ...mine(), history: { events: kept.length, head } }),
    }
  }
  const refused = async (
    changes: Readonly<Record<string, Uint8Array | null>>,
    code: string,
    of: Files = files,
  ): Promise<void> => {
    const found = await lie(changes, of)
    expect(found.seal).toBe('valid')
    expect(found.result).toBe('invalid')
    expect(found.faults.map((fault) => fault.code)).toContain(code)
  }

  test('a submission is left out', async () => {
    const { submissions, ...rest } = mine()
    const [first] = submissions
    const name = first?.files[0]?.file ?? ''
    const left = { ...rest, submissions: submissions.slice(1) }
    await refused(
      { [places.contents]: said({ submissions: left.submissions, ...rest }), [name]: null },
      'contents_differ',
    )
  })

  test('words, sender, order or another appeal’s submission', async () => {
    const { submissions, ...rest } = mine()
    const [first, second] = submissions
    for (const told of [
      [{ ...first, text: 'Басқа сөз' }, second],
      [first, { ...second, sender: { name: 'Басқа', iin: '850101300011' } }],
      [second, first],
      [theirs().submissions[0], second],
      [{ ...theirs().submissions[0], id: first?.id }, second],
    ])
      await refused({ [places.contents]: said({ submissions: told, ...rest }) }, 'contents_differ')
  })

  test('another appeal’s withdrawal, with its signature', async () => {
    const [, second] = mine().submissions
    const name = second?.letter?.file ?? ''
    const signature = second?.letter?.signatures[0]?.file ?? ''
    const letter = other.get(name) ?? new Uint8Array()
    const { submissions, ...rest } = mine()
    const sha256 = toHex(await sha256Of(letter))
    const told = { ...second, letter: { ...second?.letter, sha256 } }
    await refused(
      {
        [name]: letter,
        [signature]: other.get(signature) ?? null,
        [places.contents]: said({ submissions: [submissions[0], told], ...rest }),
      },
      'contents_differ',
    )
  })

  test('a signature of another letter, and one that is taken away', async () => {
    const [, second] = mine().submissions
    const withdrawal = second?.letter?.signatures[0]?.file ?? ''
    const replied = (one: Contents): string => one.replies[1]?.files[0]?.signatures[0]?.file ?? ''
    for (const [name, foreignName] of [
      [withdrawal, withdrawal],
      [replied(mine()), replied(theirs())],
    ] as const) {
      const foreign = other.get(foreignName) ?? null
      expect(foreign).not.toBeNull()
      await refused({ [name]: foreign }, 'further_signature_invalid')
      await refused({ [name]: null }, 'file_missing')
    }
    const [first] = mine().submissions
    const { submissions: _, ...rest } = mine()
    const bare = { ...second, letter: { ...second?.letter, signatures: [] } }
    await refused({ [places.contents]: said({ submissions: [first, bare], ...rest }) }, 'contents_differ')
  })

  test('a reply of another appeal, letter, signatures and words', async () => {
    const { replies, submissions, history } = mine()
    const [message, letter] = replies
    const [theirMessage, theirLetter] = theirs().replies
    const moved = Object.fromEntries(
      [...other].filter(([name]) => name.startsWith(places.replies)).map(([name, bytes]) => [name, bytes]),
    )
    for (const told of [
      [message, theirLetter],
      [message, { ...theirLetter, id: letter?.id }],
    ]) {
      const contents = said({ submissions, replies: told, history })
      await refused({ ...moved, [places.contents]: contents }, 'contents_differ')
    }
    const swapped = said({ submissions, replies: [{ ...theirMessage, id: message?.id }, letter], history })
    await refused({ [places.contents]: swapped }, 'contents_differ')
  })

  test('the history shortened, changed, of another appeal', async () => {
    await refused(await withHistory(lines().slice(0, -1)), 'contents_differ')
    await refused(await withHistory(lines().slice(0, 1)), 'bad_history')
    await refused({ [places.history]: utf8(`${lines().slice(0, -1).join('\n')}\n`) }, 'bad_history')
    await refused(await withHistory(lines().filter((_, i) => i !== 1)), 'bad_history')
    await refused({ [places.history]: other.get(places.history) ?? null }, 'bad_history')
    const changed = lines().map((line, i) => (i === 0 ? line.replace('"cabinet"', '"office"') : line))
    await refused(await withHistory(changed), 'bad_history')
  })

  test('a file more than the contents name, and the old name of the seal', async () => {
    await refused({ 'replies/09-x.pdf': pdf }, 'file_not_listed')
    const parts = new Map(files)
    parts.set(places.seal, parts.get(places.namedSeal) ?? new Uint8Array())
    parts.delete(places.namedSeal)
    expect((await check(parts)).faults).toContainEqual({ code: 'file_missing', file: places.namedSeal })
  })

  test('the whole of another appeal behind this receipt', async () => {
    const [receipt, seal] = [files.get(places.receipt), files.get(places.receiptSeal)]
    await refused(
      { [places.receipt]: receipt ?? null, [places.receiptSeal]: seal ?? null },
      'bad_history',
      other,
    )
  })
})

test('without anybody to trust it is whole, and nothing is confirmed', async () => {
  const found = await check(files, [])
  expect(found).toMatchObject({ result: 'unknown', faults: [] })
  expect(found.codes).toContain('issuer_unconfirmed')
})

test('OpenSSL agrees on every RSA signature', async () => {
  needs('openssl')
  const folder = await mkdtemp(join(tmpdir(), 'otinish-format-two-'))
  const pem = (der: Uint8Array): string =>
    `-----BEGIN CERTIFICATE-----\n${toBase64(der)}\n-----END CERTIFICATE-----\n`
  const trusted = [...world.authority.anchors, ...world.authority.intermediates]
  await writeFile(join(folder, 'ca.pem'), trusted.map(pem).join(''))
  const { submissions, replies } = contentsOf(files)
  const over = [...submissions.flatMap(({ letter }) => letter ?? []), ...replies.flatMap((one) => one.files)]
  const signed: (readonly [string, string])[] = [
    [places.letter, places.signature],
    [places.receipt, places.receiptSeal],
    [places.manifest, places.namedSeal],
    ...over.flatMap(({ file, signatures }) => signatures.map((one) => [file ?? '', one.file] as const)),
  ]
  expect(signed.length).toBeGreaterThan(4)
  expect([...files.keys()].filter((name) => name.endsWith('.p7s')).sort()).toEqual(
    signed.map(([, cms]) => cms).sort(),
  )
  for (const [content, cms] of signed) {
    await writeFile(join(folder, 'content'), files.get(content) ?? '')
    await writeFile(join(folder, 'cms'), files.get(cms) ?? '')
    const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(folder, 'cms')]
    const more = ['-content', join(folder, 'content'), '-CAfile', join(folder, 'ca.pem'), '-purpose', 'any']
    const time = ['-attime', String(Math.floor(world.context.now() / 1000)), '-out', '/dev/null']
    const { status, stderr } = spawnSync('openssl', [...args, ...more, ...time])
    expect(status, `${cms}: ${stderr}`).toBe(0)
  }
  await rm(folder, { recursive: true })
})

describe('a withdrawal whose key was not valid', () => {
  const ofEvent = async (
    asVoid: (event: { data: object }) => object,
  ): Promise<Record<string, Uint8Array>> => {
    // The last event but what follows it: nothing of this appeal comes after in the package made here.
    const lines = textOf(places.history, voided).trimEnd().split('\n')
    const at = lines.findIndex((line) => line.includes('"withdrawalDeclined"'))
    const event = JSON.parse(lines[at] ?? '')
    const kept = [...lines.slice(0, at), canonicalize({ ...event, data: asVoid(event) }) ?? '']
    const head = toHex(await sha256Of(utf8(kept.at(-1) ?? '')))
    return {
      [places.history]: utf8(`${kept.join('\n')}\n`),
      [places.contents]: said({ ...contentsOf(voided), history: { events: kept.length, head } }),
    }
  }
  let voided: Files
  beforeAll(async () => {
    const me = await world.as(world.people.aigerim)
    const { iin } = world.people.aigerim
    const { id } = (await sendFree(world, me, await issueKey(world.authority, { iin }))).body
    await registerDue(world.context)
    await checkRevocations(world.context)
    const key = await issueKey(world.authority, { iin })
    world.services.behave('down')
    expect((await withdraw(world, me, key, id)).status).toBe(200)
    const revokedAt = world.context.now() - 3_600_000
    world.services.register.revoke(key.certificate.facts.serial, { at: revokedAt, reason: 'keyCompromise' })
    world.services.behave('well')
    world.setNow(new Date(world.context.now() + 30 * 3_600_000).toISOString())
    await checkRevocations(world.context)
    const again = await world.as(world.people.aigerim)
    voided = readContainer((await again.bytes(`/api/appeals/${id}/evidence`)).bytes)
  })

  test('is void, as the history says: the package holds, and says so', async () => {
    expect(await check(voided)).toMatchObject({
      result: 'valid',
      faults: [],
      codes: ['withdrawal_key_invalid'],
    })
    expect(await lie({}, voided)).toMatchObject({ result: 'valid', codes: ['withdrawal_key_invalid'] })
  })

  test('is a fault where the history does not say so, or gives another reason', async () => {
    for (const verdict of [undefined, 'expired']) {
      const changed = await ofEvent(({ data }) => ({ ...data, verdict }))
      const found = await lie(changed, voided)
      expect(found.faults.map(({ code }) => code)).toEqual(['further_signature_invalid'])
    }
  })
})

test('a good withdrawal is not called void', async () => {
  const lines = textOf(places.history).trimEnd().split('\n')
  const at = lines.findIndex((line) => line.includes('"withdrawalDeclined"'))
  const event = JSON.parse(lines[at] ?? '')
  let previous = event.previous
  const kept: string[] = []
  for (const [place, line] of lines.entries()) {
    const one = JSON.parse(line)
    if (place < at || 'hash' in one) kept.push(line)
    else
      kept.push(
        canonicalize({
          ...one,
          previous,
          ...(place === at ? { data: { ...one.data, verdict: 'revoked' } } : {}),
        }) ?? '',
      )
    previous = 'hash' in one ? one.hash : toHex(await sha256Of(utf8(kept.at(-1) ?? '')))
  }
  const contents = { ...contentsOf(files), history: { events: kept.length, head: previous } }
  const changes = { [places.history]: utf8(`${kept.join('\n')}\n`), [places.contents]: said(contents) }
  const found = await lie(changes)
  expect(found.faults.map(({ code }) => code)).toContain('contents_differ')
})
