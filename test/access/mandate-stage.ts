import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { egovMobileToken } from '../../server/egov-mobile/egov-mobile-secret.ts'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal, PreparedLetter, Sent } from '../../wire/appeal.ts'
import { attach, beginUpload } from '../attach.ts'
import { openCode } from '../egov-mobile-signing.ts'
import { giveMandate } from '../people.ts'
import { jpeg, pdf } from '../sample-files.ts'
import { createSignedWorld, freeDraft, issueKey, signDraft } from '../signed-world.ts'
import type { TestBrowser } from '../test-browser.ts'
import { type Stage, writeSubmission, writeWithdrawal } from './stage.ts'

/** In every subject and answer of what is written for the principal, and in nothing else. */
export const secret = 'ҚұпияЖылқышы'
/** In what the representative writes for themselves. */
export const ownSubject = 'Өз шартым туралы'

/** The last day of the mandate by which everything of the stage is written. */
export const lastDay = plainDate('2026-01-14')

export interface MandateStage extends Stage {
  readonly key: OpenedKeyFile
  /** Written by the representative for themselves. */
  readonly own: { readonly appeal: string; readonly draft: string }
}

/**
 * Данияр acts for Айгерім until `lastDay`, and has written everything that the doors' requests name; Жанар, a
 * co-tenant of the same contract, acts for her too, and has written nothing.
 */
export async function setMandateStage(): Promise<MandateStage> {
  const world = await createSignedWorld('2026-01-12T05:00:00Z', { playedPhone: 'http://127.0.0.1:9' })
  const { daniyar, aigerim, coTenant } = world.people
  await giveMandate(world.context, daniyar, aigerim, '2026-01-01', lastDay)
  await giveMandate(world.context, coTenant, aigerim, '2026-01-01', null)
  const writer = await world.as(daniyar)
  const order = { surname: 'Иманбеков', givenName: 'Данияр', patronymic: 'Серікұлы', iin: daniyar.iin }
  const key = await issueKey(world.authority, order)
  const begun = async () => (await freeDraft(writer, world.contracts.rent, secret)).id
  const send = async (draftId: string): Promise<string> => {
    const body = await signDraft(world, writer, draftId, key)
    return (await writer.ask<Sent>(`POST /api/drafts/${draftId}/signature`, { body })).body.id
  }

  const appeal = await send(await begun())
  const ownDraft = async () => (await freeDraft(writer, world.contracts.daniyars, ownSubject)).id
  const own = { appeal: await send(await ownDraft()), draft: await ownDraft() }
  await registerDue(world.context)
  const { body: sent } = await writer.ask<Appeal>(`GET /api/appeals/${appeal}`)
  const { body: notices } = await writer.ask<{ rows: { id: string; appealId: string }[] }>('GET /api/notices')
  const [draft, signed, discarded, detached] = [await begun(), await begun(), await begun(), await begun()]
  const file = { document: 'other', name: `${secret}.pdf`, bytes: pdf }
  const attached = async (draftId: string) => (await attach(writer, draftId, file)).body.id
  const ids = {
    draft,
    attachment: await attached(draft),
    upload: (await beginUpload(writer, draft, { ...file, bytes: jpeg, name: `${secret}.jpg` })).body.id,
    signed,
    letter: (await signDraft(world, writer, signed, key)).letterId,
    ...(await phoneCode(writer, await begun(), world.context.config.masterKey)),
    discarded,
    detached,
    detachedFile: await attached(detached),
    appeal,
    file: sent.correspondence[0]?.files[0]?.id ?? '',
    notice: notices.rows.find((row) => row.appealId === appeal)?.id ?? '',
    ...(await writeSubmission(writer, appeal, secret)),
    ...(await writeWithdrawal(writer, appeal)),
    spare: '',
    unit: '',
  }
  return { world, ids, key, own }
}

async function phoneCode(browser: TestBrowser, draftId: string, masterKey: Uint8Array) {
  const { body } = await browser.ask<PreparedLetter>(`POST /api/drafts/${draftId}/letter`)
  const { id: code, qr } = await openCode(browser, draftId, body.letterId)
  const secretOfCode = qr.slice(-22)
  return { code, secret: secretOfCode, token: egovMobileToken(masterKey, secretOfCode) }
}
