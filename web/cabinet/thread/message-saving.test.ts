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
  egovMobileSigned: null,
}

/** A server with one draft, as ours: a save is known by its id, a sent draft by its own. And a line that can be cut. */
class Played implements MessageWorld {
  there: SubmissionDraft | null = null
  line: 'ok' | 'failed' | 'signedOut' | 'gone' | 'over' = 'ok'
  /** What is asked next comes through, and its answer is lost. */
  deaf = false
  begun = 0
  kept: Kept | null = null
  saveIds: string[] = []
  readonly sent: Sending[] = []
  /** While it is held, a press is on its way. */
  hold: Promise<void> | null = null
  readonly timers: (() => void)[] = []

  async begin(): Promise<DraftAnswer> {
    if (this.line !== 'ok') return { kind: this.line }
    this.begun += 1
    this.there ??= { ...blank, id: `draft ${this.begun}` }
    return { kind: 'ok', draft: this.there }
  }
  async save(draft: SubmissionDraft, save: Save): Promise<DraftAnswer> {
    if (this.line !== 'ok') return { kind: this.line }
    const answer = this.take(draft, save)
    return this.heard ? answer : { kind: 'failed' }
  }
  take(draft: SubmissionDraft, { id, text, after }: Save): DraftAnswer {
    if (this.there?.id !== draft.id) return { kind: 'gone' }
    const onlyAfter =
      this.there.version === draft.version + 1 && after !== undefined && this.saveIds[0] === after
    if (!this.saveIds.includes(id)) {
      if (draft.version !== this.there.version && !onlyAfter) return { kind: 'stale' }
      this.write(text)
      this.saveIds.unshift(id)
    }
    return { kind: 'ok', draft: this.there }
  }
  async read(id: string): Promise<DraftAnswer> {
    if (this.line !== 'ok') return { kind: this.line }
    return this.there?.id === id ? { kind: 'ok', draft: this.there } : { kind: 'gone' }
  }
  async send(sending: Sending): Promise<SendAnswer> {
    await this.hold
    if (this.line !== 'ok') return { kind: this.line, fault: this.line }
    if (!this.sent.some(({ id }) => id === sending.id)) {
      if (this.there?.id !== sending.id) return { kind: 'gone', fault: 'gone' }
      if (this.there.version !== sending.version) return { kind: 'stale', fault: 'stale' }
      this.sent.push({ ...sending, text: this.there.text })
      this.there = null
    }
    if (!this.heard) return { kind: 'failed', fault: 'failed' }
    return { kind: 'sent', receipt: { id: sending.id, sentAt: '2026-01-12T05:00:00.000Z', files: 0 } }
  }
  async discard(): Promise<unknown> {
    if (this.line !== 'ok') return this.line
    this.there = null
    return null
  }
  get heard(): boolean {
    const heard = !this.deaf
    this.deaf = false
    return heard
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
  keep(kept: Kept | null): void {
    this.kept = kept
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
  expect([saving.snapshot().keeping.kind, saving.snapshot().text, world.kept?.text]).toEqual([
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
  expect([saving.snapshot().keeping.kind, world.kept?.text]).toEqual(['signedOut', 'Бір екі'])
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
  expect(world.there?.text).toBe('Бір')
})

test('when the appeal is open again, what nobody took is saved', async () => {
  saving.change('Бір')
  await saving.flush()
  world.line = 'over'
  saving.change('Бір екі')
  await saving.flush()
  world.line = 'ok'
  saving.goOn()
  expect(await saving.flush()).toBe(true)
  expect(world.there?.text).toBe('Бір екі')
})

test('its writer lets go of it: nothing is left here or there, and without a line nothing is gone', async () => {
  saving.change('Бір')
  await saving.flush()
  world.line = 'failed'
  expect(await saving.discard()).toBe('failed')
  expect(saving.snapshot()).toMatchObject({ text: 'Бір', draft: { text: 'Бір' } })
  world.line = 'ok'
  expect(await saving.discard()).toBeNull()
  expect([saving.snapshot().text, saving.snapshot().draft, world.there, world.kept]).toEqual([
    '',
    null,
    null,
    null,
  ])
})

describe('the answer to a save is lost', () => {
  beforeEach(async () => {
    saving.change('Бір')
    await saving.flush()
    world.deaf = true
    saving.change('Бір екі')
    expect(await saving.flush()).toBe(false)
    expect([world.there?.text, world.kept?.text]).toEqual(['Бір екі', 'Бір екі'])
  })

  test('and more is typed: it is no other device', async () => {
    saving.change('Бір екі үш')
    expect(await saving.flush()).toBe(true)
    expect([saving.snapshot().keeping.kind, world.there?.text, world.kept]).toEqual([
      'kept',
      'Бір екі үш',
      null,
    ])
  })

  test('and the page is read again with more typed: neither then', async () => {
    saving.change('Бір екі үш')
    const again = new MessageSaving(world.there, world, world.kept)
    expect(again.snapshot()).toMatchObject({ text: 'Бір екі үш', keeping: { kind: 'keeping' } })
    expect(await again.flush()).toBe(true)
    expect(world.there?.text).toBe('Бір екі үш')
  })

  test('and the page goes away: its last save comes on top of its own', async () => {
    saving.change('Бір екі үш')
    saving.leavePage()
    expect(world.there?.text).toBe('Бір екі үш')
    const again = new MessageSaving(world.there, world, world.kept)
    again.change('Бір екі үш төрт')
    expect(await again.flush()).toBe(true)
    expect(world.there?.text).toBe('Бір екі үш төрт')
  })

  test('and another device writes on top: nothing is written over it', async () => {
    world.write('Анда')
    saving.change('Бір екі үш')
    expect(await saving.flush()).toBe(false)
    expect([saving.snapshot().keeping.kind, world.there?.text]).toEqual(['conflict', 'Анда'])
  })
})

test('what this tab kept is not written over what another device wrote meanwhile', async () => {
  saving.change('Бір')
  await saving.flush()
  world.line = 'failed'
  saving.change('Бір екі')
  await saving.flush()
  world.line = 'ok'
  world.write('Анда')
  const again = new MessageSaving(world.there, world, world.kept)
  expect(await again.flush()).toBe(false)
  expect([again.snapshot().keeping.kind, world.there?.text]).toEqual(['conflict', 'Анда'])
})

describe('sending', () => {
  const texts = () => world.sent.map(({ text }) => text)
  const press = async (text: string) => {
    saving.change(text)
    return await saving.send()
  }
  /** It comes through, and its answer is lost. */
  const pressUnheard = async (text: string) => {
    saving.change(text)
    await saving.flush()
    world.deaf = true
    return await saving.send()
  }

  test('empties the box, and the next key begins another message', async () => {
    expect(await press('Бір')).toBeNull()
    expect(saving.snapshot()).toMatchObject({ text: '', draft: null, receipt: { id: 'draft 1' } })
    expect(await press('Екі')).toBeNull()
    expect(texts()).toEqual(['Бір', 'Екі'])
  })

  test('leaves what is typed on meanwhile as the beginning of another', async () => {
    saving.change('Бір')
    await saving.flush()
    let go = () => {}
    world.hold = new Promise((resolve) => {
      go = resolve
    })
    const sending = saving.send()
    await expect.poll(() => world.kept).toBeNull()
    await Promise.resolve()
    saving.change('Бір және тағы')
    const flushed = saving.flush()
    void saving.refresh()
    go()
    expect(await sending).toBeNull()
    await flushed
    await saving.flush()
    expect(texts()).toEqual(['Бір'])
    expect(saving.snapshot()).toMatchObject({ text: 'Бір және тағы', keeping: { kind: 'kept' } })
    expect(world.there).toMatchObject({ id: 'draft 2', text: 'Бір және тағы' })
  })

  test('without an answer, and pressed again: the same receipt, one message', async () => {
    expect(await pressUnheard('Бір')).toBe('failed')
    expect([saving.snapshot().text, texts()]).toEqual(['Бір', ['Бір']])
    expect(await saving.send()).toBeNull()
    expect(saving.snapshot()).toMatchObject({ text: '', receipt: { id: 'draft 1' } })
    expect(texts()).toEqual(['Бір'])
  })

  test('without an answer, and looked for again: the receipt has come, nothing is said to be unsent', async () => {
    await pressUnheard('Бір')
    await saving.refresh()
    expect(saving.snapshot()).toMatchObject({
      text: '',
      keeping: { kind: 'kept' },
      receipt: { id: 'draft 1' },
    })
    expect(texts()).toEqual(['Бір'])
  })

  test('without an answer, and other words pressed: its receipt first, and they wait for another press', async () => {
    await pressUnheard('Бір')
    expect(await press('Бір екі')).toBeNull()
    expect(saving.snapshot()).toMatchObject({ text: 'Бір екі', receipt: { id: 'draft 1' } })
    expect(texts()).toEqual(['Бір'])
    expect(await saving.send()).toBeNull()
    expect(texts()).toEqual(['Бір', 'Бір екі'])
  })

  test('that never came through is sent once, with the words as they are now', async () => {
    saving.change('Бір')
    await saving.flush()
    world.line = 'failed'
    expect(await saving.send()).toBe('failed')
    world.line = 'ok'
    expect(await press('Бір екі')).toBeNull()
    expect(texts()).toEqual(['Бір екі'])
  })

  test('without an answer, and no line to ask for the receipt: it is asked for when there is one', async () => {
    await pressUnheard('Бір')
    world.line = 'failed'
    expect(await saving.send()).toBe('failed')
    world.line = 'ok'
    await saving.refresh()
    expect(saving.snapshot()).toMatchObject({ text: '', receipt: { id: 'draft 1' } })
    expect(texts()).toEqual(['Бір'])
  })

  test('refused because the appeal is over leaves the words and the draft', async () => {
    saving.change('Бір')
    await saving.flush()
    world.line = 'over'
    expect(await saving.send()).toBeNull()
    world.line = 'ok'
    await saving.refresh()
    expect(saving.snapshot()).toMatchObject({
      text: 'Бір',
      draft: { text: 'Бір' },
      keeping: { kind: 'over' },
    })
  })
})
