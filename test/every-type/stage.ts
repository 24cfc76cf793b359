import { expect } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type ContractKind, contractKinds } from '../../domain/contract/contract.ts'
import { addContract } from '../../server/contract/contract-store.ts'
import { registerDue } from '../../server/registry/register.ts'
import type { Draft, PreparedLetter } from '../../wire/appeal.ts'
import { attach } from '../attach.ts'
import { pdf } from '../sample-files.ts'
import { createSignedWorld, freeDraft, issueKey, type SignedWorld, sendFree } from '../signed-world.ts'
import type { TestBrowser } from '../test-browser.ts'
import type { OthersThings } from './breakages.ts'
import type { RawAnswers } from './expected.ts'
import type { RawType } from './raw-catalogue.ts'
import { empties, type OwnThings } from './samples.ts'

export const today = '2026-01-12'
const friday = '2026-01-09T05:00:00Z'
// What comes on Sunday waits for its number until the day opens; nobody sweeps here on Monday.
const sunday = '2026-01-11T10:00:00Z'
const morning = '2026-01-12T05:30:00Z'

/** The client with a contract of every kind and two sent appeals, one with its number and one without. */
export class Stage {
  readonly world: SignedWorld
  readonly browser: TestBrowser
  readonly contracts = new Map<ContractKind, string>()
  own: OwnThings = { today, contracts: [], appeals: [] }
  others: OthersThings = { today, contract: '', appeal: '', draft: '' }

  constructor(world: SignedWorld, browser: TestBrowser) {
    this.world = world
    this.browser = browser
  }

  static async set(): Promise<Stage> {
    const world = await createSignedWorld(friday)
    const { aigerim, daniyar } = world.people
    const ofDaniyar = { surname: 'Иманбеков', givenName: 'Данияр', patronymic: 'Серікұлы', iin: daniyar.iin }
    const [key, keyOfDaniyar] = [await issueKey(world.authority), await issueKey(world.authority, ofDaniyar)]
    const registered = await sendFree(world, await world.as(aigerim), key)
    const anothers = await sendFree(world, await world.as(daniyar), keyOfDaniyar, world.contracts.daniyars)
    await registerDue(world.context)
    world.setNow(sunday)
    const waiting = await sendFree(world, await world.as(aigerim), key)
    world.setNow(morning)
    const stage = new Stage(world, await world.as(aigerim))
    for (const [index, kind] of contractKinds.entries()) {
      stage.contracts.set(
        kind,
        await addContract(world.context.db, {
          number: `ҮЛ-71-00000${index + 1}`,
          date: plainDate('2019-08-14'),
          kind,
          propertyAddress: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
          parties: [{ partyId: aigerim.partyId, capacity: 'tenant' }],
        }),
      )
    }
    const draft = await freeDraft(stage.browser, stage.contract('RENT_BUYOUT'))
    stage.own = {
      today,
      contracts: [stage.contract('RENT_BUYOUT'), world.contracts.closed],
      appeals: [registered.body.id, waiting.body.id],
    }
    stage.others = { today, contract: world.contracts.daniyars, appeal: anothers.body.id, draft: draft.id }
    return stage
  }

  contract(kind: ContractKind): string {
    return this.contracts.get(kind) ?? ''
  }

  async start(type: RawType, contractId: string): Promise<Draft> {
    const body = { contractId, letterLanguage: 'kk' }
    const { body: draft } = await this.browser.ask<Draft>('POST /api/drafts', { body })
    return await this.save(draft, { typeCode: type.code })
  }

  async save(draft: Draft, body: Record<string, unknown>): Promise<Draft> {
    const saved = await this.browser.ask<Draft>(`PATCH /api/drafts/${draft.id}`, {
      version: draft.version,
      body,
    })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    return saved.body
  }

  /** These answers in full: what was answered before is emptied. */
  answered(
    draft: Draft,
    type: RawType,
    answers: RawAnswers,
    more: Record<string, unknown> = {},
  ): Promise<Draft> {
    const empty = Object.fromEntries(type.fields.map((field) => [field.code, empties(field)[0]]))
    return this.save(draft, { ...more, answers: { ...empty, ...answers } })
  }

  /** Puts up what is asked for, takes away what is asked for no more. */
  async documents(draft: Draft, wanted: readonly string[]): Promise<Draft> {
    for (const { id, document } of draft.attachments) {
      if (wanted.includes(document)) continue
      await this.browser.ask(`DELETE /api/drafts/${draft.id}/attachments/${id}`)
    }
    const there = draft.attachments.map(({ document }) => document)
    if ([...wanted].sort().join() === [...there].sort().join()) return draft
    for (const document of wanted) {
      if (there.includes(document)) continue
      const put = await attach(this.browser, draft.id, { document, name: `${document}.pdf`, bytes: pdf })
      expect([document, put.status]).toEqual([document, 200])
    }
    return (await this.browser.ask<Draft>(`GET /api/drafts/${draft.id}`)).body
  }

  async letter(draft: Draft): Promise<PreparedLetter> {
    const letter = await this.browser.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
    expect(letter.status, JSON.stringify(letter.body)).toBe(200)
    return letter.body
  }
}
