import { leaveDemoPeople } from '../../server/demo/demo-people.ts'
import { egovMobileToken } from '../../server/egov-mobile/egov-mobile-secret.ts'
import { addStaff } from '../../server/person/add-staff.ts'
import { registerDue } from '../../server/registry/register.ts'
import { allUnits } from '../../server/unit/unit-store.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { attach, beginUpload } from '../attach.ts'
import { openLetterCode } from '../egov-mobile-signing.ts'
import { jpeg, pdf } from '../sample-files.ts'
import {
  createSignedWorld,
  freeDraft,
  issueKey,
  type SignedWorld,
  sendFree,
  signDraft,
} from '../signed-world.ts'
import { attachToMessage, beginMessage, beginMessageUpload, saveMessage } from '../submission.ts'
import type { TestBrowser } from '../test-browser.ts'
import { beginWithdrawal, prepareWithdrawal } from '../withdrawal.ts'

/** What is behind the doors: the things of Айгерім that the requests of the table name. */
export interface Stage {
  readonly world: SignedWorld
  readonly ids: {
    readonly draft: string
    readonly attachment: string
    readonly upload: string
    /** A draft with a prepared letter, signed in the page and not sent. */
    readonly signed: string
    readonly letter: string
    /** A letter's code for a phone: its id, the secret of its address and the token of its document. */
    readonly code: string
    readonly secret: string
    readonly token: string
    readonly discarded: string
    readonly detached: string
    readonly detachedFile: string
    readonly appeal: string
    readonly file: string
    readonly notice: string
    /** What its writer writes in the appeal: with a file, one on its way and one to be taken off. */
    readonly submission: string
    readonly withdrawal: string
    readonly withdrawalLetter: string
    readonly submissionFile: string
    readonly submissionUpload: string
    readonly submissionDetached: string
    /** Somebody of the staff who asks for nothing. */
    readonly spare: string
    /** The unit in which the appeal lies. */
    readonly unit: string
  }
}

export async function setStage(): Promise<Stage> {
  const world = await createSignedWorld('2026-01-12T05:00:00Z', { playedPhone: 'http://127.0.0.1:9' })
  const owner = await world.as(world.people.aigerim)
  const key = await issueKey(world.authority)
  const appeal = (await sendFree(world, owner, key)).body.id
  await registerDue(world.context)
  const { body: sent } = await owner.ask<Appeal>(`GET /api/appeals/${appeal}`)
  const { body: notices } = await owner.ask<{ rows: { id: string }[] }>('GET /api/notices')

  const file = { document: 'other', name: 'a.pdf', bytes: pdf }
  const begun = async () => (await freeDraft(owner, world.contracts.rent)).id
  const attached = async (draftId: string) => (await attach(owner, draftId, file)).body.id
  const draft = await begun()
  const signed = await begun()
  const detached = await begun()
  const ids = {
    draft,
    attachment: await attached(draft),
    upload: (await beginUpload(owner, draft, { ...file, bytes: jpeg, name: 'a.jpg' })).body.id,
    signed,
    letter: (await signDraft(world, owner, signed, key)).letterId,
    ...(await egovMobileCode(world)),
    discarded: await begun(),
    detached,
    detachedFile: await attached(detached),
    appeal,
    file: sent.correspondence[0]?.files[0]?.id ?? '',
    notice: notices.rows[0]?.id ?? '',
    ...(await writeSubmission(owner, appeal)),
    ...(await writeWithdrawal(owner, appeal)),
    spare: await leaveSpare(world),
    unit: (await allUnits(world.context.db))[0]?.id ?? '',
  }
  await leaveDemoKey(world)
  return { world, ids }
}

/** A message in an appeal that stays a draft. */
export async function writeSubmission(writer: TestBrowser, appeal: string, name = 'a') {
  const { id: submission } = (await beginMessage(writer, appeal)).body
  const put = async (ending: string, bytes: Uint8Array) =>
    (await attachToMessage(writer, submission, { name: `${name}.${ending}`, bytes })).body.id
  return {
    submission,
    submissionFile: await put('pdf', pdf),
    submissionDetached: await put('jpg', jpeg),
    submissionUpload: (await beginMessageUpload(writer, submission, { name: `${name} 2.pdf`, bytes: pdf }))
      .body.id,
  }
}

/** A withdrawal that is prepared to be signed and stays a draft. */
export async function writeWithdrawal(writer: TestBrowser, appeal: string) {
  const begun = (await beginWithdrawal(writer, appeal)).body
  await saveMessage(writer, begun, 'Мәселе шешілді.')
  const letter = await prepareWithdrawal(writer, begun.id)
  return { withdrawal: begun.id, withdrawalLetter: letter.body.letterId }
}

async function leaveSpare({ context }: SignedWorld): Promise<string> {
  const name = { family: 'Қосымшаев', given: 'Қосымша', patronymic: null }
  const password = 'басқа ұзақ құпиясөз'
  const spare = { login: 'spare', name, roles: ['auditor'] as const, extension: null, password }
  return (await addStaff(context, spare)).staffId
}

/** A code of a letter of its own: a new one of another letter does not end it. */
async function egovMobileCode(world: SignedWorld): Promise<{ code: string; secret: string; token: string }> {
  const owner = await world.as(world.people.aigerim)
  const { code } = await openLetterCode(owner, world.contracts.rent)
  const secret = code.qr.slice(-22)
  return { code: code.id, secret, token: egovMobileToken(world.context.config.masterKey, secret) }
}

/** A demo person with a key to fetch, as the demo world leaves them. */
async function leaveDemoKey(world: SignedWorld): Promise<void> {
  const person = {
    id: world.people.daniyar.id,
    kind: 'client' as const,
    fullName: 'Иманбеков Данияр Серікұлы',
    note: [],
    keys: [{ fileName: 'a.p12', algorithm: 'gost2015' as const, purpose: 'sign' as const, password: 'x' }],
    login: null,
    password: null,
    totpSecret: null,
  }
  await leaveDemoPeople(world.context, { people: [person], keys: { 'a.p12': 'AAAA' } })
}
