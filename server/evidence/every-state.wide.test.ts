import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { run } from '../../bin/commands/verify.ts'
import { connect } from '../../db/connect.ts'
import { toBase64 } from '../../eds/bytes.ts'
import { places } from '../../eds/evidence/manifest.ts'
import { attach } from '../../test/attach.ts'
import { needs } from '../../test/other-program.ts'
import { answer, replyInterim } from '../../test/reply.ts'
import { pdf } from '../../test/sample-files.ts'
import { type AskedWorld, createAskedWorld, freeDraft, issueKey, signDraft } from '../../test/signed-world.ts'
import { unzip } from '../../test/unzip.ts'
import { sweep } from '../process/sweep.ts'
import { checkRevocations } from '../signature/check-revocation.ts'
import { installSeal } from './install-seal.ts'

type Algorithm = 'rsa' | 'gost2015'
type State = 'registered' | 'executed' | 'interimReply' | 'returned'

let world: AskedWorld
let folder: string
beforeAll(async () => {
  world = await createAskedWorld()
  folder = await mkdtemp(join(tmpdir(), 'otinish-evidence-'))
  await mkdir(join(folder, 'roots'))
  await allowTwenty()
  for (const [i, der] of world.authority.anchors.entries()) {
    await writeFile(join(folder, 'roots', `${i}.cer`), der)
  }
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

/** No type of the shipped catalogue asks for as many files as an appeal may have. */
async function allowTwenty(): Promise<void> {
  const owner = connect(world.database.ownerUrl, { max: 1 })
  await sql`update appeal_type set definition = jsonb_set(definition, '{documents,0,max}', '20') where code = 'gen.free'`.execute(
    owner,
  )
  await owner.destroy()
}

async function seal(algorithm: Algorithm): Promise<void> {
  const { p12 } = await world.authority.issuePersonKey({
    surname: 'Басшыев',
    givenName: 'Бірінші',
    iin: '640723100015',
    company: { bin: '990140990016', name: '«ҚТК» АҚ' },
    algorithm,
    purpose: 'sign',
    notBefore: new Date('2025-06-01T00:00:00Z'),
    notAfter: new Date('2027-06-01T00:00:00Z'),
    password: 'Qwerty12',
  })
  await installSeal(world.context, p12, 'Qwerty12')
}

async function appealIn(state: State, algorithm: Algorithm, attachments: number): Promise<string> {
  const me = await world.as(world.people.aigerim)
  const draft = await freeDraft(me, world.contracts.rent)
  for (let i = 0; i < attachments; i += 1) {
    const file = {
      document: 'other',
      name: `Құжат «${i}».pdf`,
      bytes: new Uint8Array([...pdf, ...Array(i).fill(10)]),
    }
    const { status, body } = await attach(me, draft.id, file)
    expect(status, JSON.stringify(body)).toBe(200)
  }
  const key = await issueKey(world.authority, { algorithm })
  if (state === 'returned') {
    const revocation = { at: world.context.now() - 3_600_000, reason: 'keyCompromise' } as const
    world.services.register.revoke(key.certificate.facts.serial, revocation)
  }
  const body = await signDraft(world, me, draft.id, key)
  expect((await me.ask(`POST /api/drafts/${draft.id}/signature`, { body })).status).toBe(200)
  await sweep(world.context)
  await checkRevocations(world.context)
  await actOn(draft.id, state)
  return draft.id
}

async function actOn(id: string, state: State): Promise<void> {
  if (state === 'registered' || state === 'returned') return
  const executor = await world.as(world.people.executor)
  const head = await world.as(world.people.head)
  expect((await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
  if (state === 'executed') await answer(executor, head, id)
  else await replyInterim(head, id, { newDueDate: '2026-02-20' })
}

async function download(id: string): Promise<string> {
  const me = await world.as(world.people.aigerim)
  const { bytes, status } = await me.bytes(`/api/appeals/${id}/evidence`)
  expect(status).toBe(200)
  const file = join(folder, `${id}.asice`)
  await writeFile(file, bytes)
  return file
}

async function verify(file: string) {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  const exit = await run(['--trust', join(folder, 'roots'), '--json', file])
  const told = JSON.parse(String(said.mock.lastCall?.[0]))
  said.mockRestore()
  return { exit, ...told } as { exit: number; codes: string[]; faults: unknown[]; seal: { state: string } }
}

/** What other programs say of a package: unzip, and OpenSSL of the signatures that it can read. */
async function othersAgree(file: string, algorithm: Algorithm, sealed: Algorithm | null): Promise<void> {
  needs('unzip', 'openssl')
  expect(execFileSync('unzip', ['-t', file], { encoding: 'utf8' })).toContain('No errors detected')
  const files = unzip(new Uint8Array(await readFile(file)))
  const signed: [content: string, cms: string][] = [
    ...(algorithm === 'rsa' ? [[places.letter, places.signature] as [string, string]] : []),
    ...(sealed === 'rsa'
      ? ([
          [places.receipt, places.receiptSeal],
          [places.manifest, places.namedSeal],
        ] as [string, string][])
      : []),
  ]
  const trusted = [...world.authority.anchors, ...world.authority.intermediates]
  const pem = (der: Uint8Array) =>
    `-----BEGIN CERTIFICATE-----\n${toBase64(der)}\n-----END CERTIFICATE-----\n`
  await writeFile(join(folder, 'ca.pem'), trusted.map(pem).join(''))
  for (const [content, cms] of signed) {
    await writeFile(join(folder, 'content'), files.get(content) ?? '')
    await writeFile(join(folder, 'cms'), files.get(cms) ?? '')
    const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(folder, 'cms')]
    const more = ['-content', join(folder, 'content'), '-CAfile', join(folder, 'ca.pem'), '-purpose', 'any']
    const time = ['-attime', String(Math.floor(world.context.now() / 1000)), '-out', '/dev/null']
    const { status, stderr } = spawnSync('openssl', [...args, ...more, ...time])
    expect(status, `${cms}: ${stderr}`).toBe(0)
  }
}

const cases: [State, Algorithm, Algorithm | null, number][] = [
  ['registered', 'rsa', null, 20],
  ['executed', 'gost2015', null, 0],
  ['returned', 'rsa', null, 0],
  ['executed', 'rsa', 'rsa', 0],
  ['interimReply', 'rsa', 'rsa', 20],
  ['returned', 'gost2015', 'rsa', 0],
  ['executed', 'rsa', 'gost2015', 20],
  ['interimReply', 'gost2015', 'gost2015', 0],
  ['returned', 'rsa', 'gost2015', 0],
]

describe.each(cases)(
  '%s, signed by %s, sealed by %s, %i attachments',
  (state, algorithm, sealed, attachments) => {
    test('the package is whole, and every program says so', async () => {
      if (sealed !== null) await seal(sealed)
      const file = await download(await appealIn(state, algorithm, attachments))
      const told = await verify(file)
      expect(told.faults).toEqual([])
      expect(told.seal.state).toBe(sealed === null ? 'none' : 'valid')
      const expected = [
        ...(state === 'returned' ? ['revoked'] : []),
        ...(sealed === null ? ['not_sealed'] : []),
      ]
      expect(told.codes).toEqual(expected)
      // The package of a returned appeal proves that the key was revoked.
      const open = sealed === null ? 2 : 0
      expect(told.exit).toBe(state === 'returned' ? 1 : open)
      await othersAgree(file, algorithm, sealed)
    })
  },
)
