import { beforeEach, describe, expect, test } from 'vitest'
import type { SubmissionDraft } from '../../../wire/submission.ts'
import { MessageSaving } from './message-saving.ts'
import type { DraftAnswer, Kept, MessageWorld, Save, SendAnswer, Sending } from './message-world.ts'

const blank: SubmissionDraft = {
  id: '00000000-0000-4000-8000-000000000001',
  appealId: '00000000-0000-4000-8000-000000000002',
  kind: 'message',
  version: 1,
  updatedAt: '2026-01-12T05:00:00.000Z',
  text: '',
  files: [],
  uploads: [],
}

/** A server with one draft, and a line that can be cut. */
class Played implements MessageWorld {
  there: SubmissionDraft | null = null
  line: 'ok' | 'failed' | 'signedOut' | 'gone' | 'over' = 'ok'
  begun = 0
  kept: string | null = null
  readonly timers: (() => void)[] = []

  async begin(): Promise<DraftAnswer> {
    if (this.line !== 'ok') return { kind: this.line }
    this.begun += 1
    this.there ??= blank
    return { kind: 'ok', draft: this.there }
  }
  async save(draft: SubmissionDraft, { text }: { text: string }): Promise<DraftAnswer> {
    if (this.line !== 'ok') return { kind: this.line }
    if (this.there === null) return { kind: 'gone' }
    if (draft.version !== this.there.version) return { kind: 'stale' }
    this.write(text)
    return { kind: 'ok', draft: this.there }
  }
  async read(): Promise<DraftAnswer> {
    if (this.line !== 'ok') return { kind: this.line }
    return this.there === null ? { kind: 'gone' } : { kind: 'ok', draft: this.there }
  }
  /** As another device does. */
  write(text: string): void {
    const before = this.there ?? blank
    this.there = { ...before, text, version: before.version + 1 }
  }
  later(act: () => void): () => void {
    this.timers.push(act)
    return () => this.timers.splice(this.timers.indexOf(act), 1)
  }
  now = () => 0
  keep(text: string | null): void {
    this.kept = text
  }
}

let world: Played
let saving: MessageSaving
beforeEach(() => {
  world = new Played()
  saving = new MessageSaving(null, world)
})

test('the first key begins a draft, and only one; the rest is saved on top of it', async () => {
  saving.change('Қ')
  expect(await saving.flush()).toBe(true)
  saving.change('Құ')
  expect(await saving.flush()).toBe(true)
  expect([world.begun, world.there?.text, world.kept]).toEqual([1, 'Құ', null])
})

test('without a line what is typed stays here, on this device too, and goes when the line is back', async () => {
  world.line = 'failed'
  saving.change('Сөз')
  expect(await saving.flush()).toBe(false)
  expect([saving.snapshot().keeping.kind, saving.snapshot().text, world.kept]).toEqual([
    'notKept',
    'Сөз',
    'Сөз',
  ])
  world.line = 'ok'
  expect(await saving.flush()).toBe(true)
  expect([world.there?.text, world.kept]).toEqual(['Сөз', null])
})

test('an ended session loses nothing', async () => {
  saving.change('Бір')
  await saving.flush()
  world.line = 'signedOut'
  saving.change('Бір екі')
  expect(await saving.flush()).toBe(false)
  expect([saving.snapshot().keeping.kind, world.kept]).toEqual(['signedOut', 'Бір екі'])
  world.line = 'ok'
  const again = new MessageSaving(world.there, world, world.kept)
  expect(again.snapshot().text).toBe('Бір екі')
  expect(await again.flush()).toBe(true)
  expect(world.there?.text).toBe('Бір екі')
})

describe('another device', () => {
  beforeEach(async () => {
    saving.change('Бірге')
    await saving.flush()
  })

  test('has written and nothing is typed here: theirs is shown', async () => {
    world.write('Басқадан')
    await saving.refresh()
    expect(saving.snapshot()).toMatchObject({ text: 'Басқадан', keeping: { kind: 'kept' } })
  })

  test('only put a file: what is typed here is saved', async () => {
    world.write('Бірге')
    saving.change('Бірге және осында')
    expect(await saving.flush()).toBe(true)
    expect(world.there?.text).toBe('Бірге және осында')
  })

  for (const [choice, text] of [
    ['mine', 'Осында'],
    ['theirs', 'Анда'],
  ] as const) {
    test(`wrote otherwise: nothing is written over it until somebody chooses ${choice}`, async () => {
      world.write('Анда')
      saving.change('Осында')
      expect(await saving.flush()).toBe(false)
      expect(saving.snapshot().keeping.kind).toBe('conflict')
      saving.change('Осында')
      expect(world.there?.text).toBe('Анда')
      saving.settle(choice)
      await saving.flush()
      expect([saving.snapshot().text, world.there?.text]).toEqual([text, text])
    })
  }

  test('sent it: what is typed here stays, and another key begins another message', async () => {
    world.there = null
    saving.change('Бірге тағы')
    expect(await saving.flush()).toBe(false)
    expect(saving.snapshot()).toMatchObject({ text: 'Бірге тағы', draft: null, keeping: { kind: 'gone' } })
    saving.change('Бірге тағы бір')
    expect(await saving.flush()).toBe(true)
    expect(world.there).toMatchObject({ text: 'Бірге тағы бір' })
  })
})

test('when the appeal is over nothing more is asked, and the words stay', async () => {
  saving.change('Бір')
  await saving.flush()
  world.line = 'over'
  saving.change('Бір екі')
  await saving.flush()
  world.line = 'ok'
  saving.change('Бір екі үш')
  expect(await saving.flush()).toBe(false)
  expect(saving.snapshot()).toMatchObject({ text: 'Бір екі үш', keeping: { kind: 'over' } })
})
