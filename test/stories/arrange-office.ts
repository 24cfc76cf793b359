import { expect } from 'vitest'
import type { Reply } from '../../wire/reply.ts'
import type { TestPerson } from '../people.ts'
import { answer, replyInterim } from '../reply.ts'
import type { Story } from './story.ts'

/** What a story finds already done by the office: over HTTP, as the browser would, only sooner. */

const letters = [
  {
    language: 'kk',
    text: 'Өтінішіңіз қаралды. Қалдық құнның есебі мен келісімнің жобасы осы хатқа қоса беріледі.',
  },
  {
    language: 'ru',
    text: 'Ваше обращение рассмотрено. Расчёт остатка и проект соглашения прилагаются к письму.',
  },
] as const

export async function takenIntoWork(story: Story, id: string): Promise<void> {
  await act(story, story.people.executor, `${id}/take-into-work`)
}

/** Of an appeal in work: an interim reply by the head, then the answer, both in two languages, with a file. */
export async function answered(story: Story, id: string): Promise<void> {
  const { executor, head } = story.people
  const [reason, newDueDate] = ['Құжаттарды қосымша тексеру қажет', '2026-02-17']
  const texts = { kk: letters[0].text, ru: letters[1].text }
  const approver = await story.world.as(head)
  await replyInterim(approver, id, { texts, reason, newDueDate })
  const name = 'Қалдық құнның есебі, қол қойылған көшірмесі мен қосымшалары.pdf'
  const files = [{ name, bytes: '%PDF-1.4\ntrailer<<>>\n%%EOF' }]
  await answer(await story.world.as(executor), approver, id, { texts }, files)
}

/** Of an appeal in work: an answer of its executor that waits for a head. */
export async function proposed(story: Story, id: string): Promise<string> {
  const office = await story.world.as(story.people.executor)
  const ask = async (what: `${'POST' | 'PUT'} /${string}`, body: unknown) => {
    const answer = await office.ask<Reply>(what, { body })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body
  }
  const begun = await ask(`POST /api/office/appeals/${id}/replies`, { kind: 'answer' })
  const { lease } = await ask(`POST /api/office/replies/${begun.id}/lease`, { takeOver: false })
  const texts = { kk: letters[0].text, ru: letters[1].text }
  const nothing = { reason: null, newDueDate: null, papers: null, receiver: null }
  const body = { ...nothing, lease, version: begun.version, texts, outcome: 'satisfied' }
  const { version, contentDigest } = await ask(`PUT /api/office/replies/${begun.id}`, body)
  await ask(`POST /api/office/replies/${begun.id}/proposal`, { version, contentDigest })
  return begun.id
}

async function act(story: Story, who: TestPerson, what: string, body?: unknown): Promise<void> {
  const office = await story.world.as(who)
  const answer = await office.ask(`POST /api/office/appeals/${what}`, { body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
