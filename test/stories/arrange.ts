import { expect } from 'vitest'
import type { Draft, Sent } from '../../wire/appeal.ts'
import { attach } from '../attach.ts'
import { png } from '../sample-files.ts'
import { freeDraft, type SignedWorld, signDraft } from '../signed-world.ts'
import type { TestBrowser } from '../test-browser.ts'
import type { Story } from './story.ts'

/** What a story finds already there: made over HTTP, as the browser would, only sooner. */

/** The guide's own example, up to where it has this much. */
export async function earlyDraft(
  story: Story,
  upTo: 'letter' | 'payment' | 'documents' | 'sign',
): Promise<string> {
  const browser = await story.world.as(story.people.aigerim)
  const { body: draft } = await browser.ask<Draft>('POST /api/drafts', {
    body: { contractId: story.world.contracts.rent, letterLanguage: 'kk' },
  })
  const answers = { plannedDate: '2026-02-16', fundingSource: 'own' }
  const paid = upTo === 'documents' || upTo === 'sign' ? { paymentMethod: 'byDetails' } : {}
  const body = { typeCode: 'rent.early.full', ...(upTo === 'letter' ? {} : { answers }), ...paid }
  const saved = await browser.ask(`PATCH /api/drafts/${draft.id}`, { version: draft.version, body })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  if (upTo === 'sign') {
    await put(browser, draft.id, 'identityCard', 'Жеке куәлік.png')
    await put(browser, draft.id, 'paymentReceipt', 'Түбіртек.png')
  }
  return draft.id
}

export async function put(
  browser: TestBrowser,
  draftId: string,
  document: string,
  name: string,
): Promise<void> {
  const answer = await attach(browser, draftId, { document, name, bytes: png })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

export async function sentEarly(story: Story): Promise<string> {
  return await send(story, await earlyDraft(story, 'sign'))
}

export async function sentFree(story: Story, subject?: string): Promise<string> {
  const browser = await story.world.as(story.people.aigerim)
  const { id } = await freeDraft(browser, story.world.contracts.rent, subject)
  return await send(story, id)
}

async function send(story: Story, draftId: string): Promise<string> {
  const world: SignedWorld = story.world
  const browser = await world.as(story.people.aigerim)
  const body = await signDraft(world, browser, draftId, await story.keys.opened('rsa'))
  const answer = await browser.ask<Sent>(`POST /api/drafts/${draftId}/signature`, { body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return draftId
}
