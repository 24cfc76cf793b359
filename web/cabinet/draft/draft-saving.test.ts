import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleDraft } from '../../../test/drafts/sample-draft.ts'
import type { Draft, DraftChange } from '../../../wire/appeal.ts'
import { mergeChanges, overlay } from './draft-change.ts'
import { DraftSaving, type Save, type SaveAnswer, type Unsaved } from './draft-saving.ts'

/** The server's side of drafts, and a clock moved by hand. */
class PlayedWorld {
  server: Draft = sampleDraft()
  readonly patches: { change: DraftChange; version: number }[] = []
  /** Answers to give instead of saving, first in first out. */
  troubles: (SaveAnswer | 'lost')[] = []
  timers: { act: () => void; ms: number }[] = []
  inFlight = 0
  kept: Unsaved | null = null
  #taken: string[] = []
  #ids = 0
  most = 0

  newId = () => `save-${++this.#ids}`
  keep = (unsaved: Unsaved | null) => {
    this.kept = unsaved
  }

  async patch({ id, change }: Save, version: number): Promise<SaveAnswer> {
    this.inFlight++
    this.most = Math.max(this.most, this.inFlight)
    this.patches.push({ change, version })
    await Promise.resolve()
    this.inFlight--
    const trouble = this.troubles.shift()
    if (trouble !== undefined && trouble !== 'lost') return trouble
    if (!this.#taken.includes(id)) {
      if (version !== this.server.version) return { kind: 'stale' }
      this.take(change)
      this.#taken.push(id)
    }
    // The save came through and only its answer was lost.
    return trouble === 'lost' ? { kind: 'failed' } : { kind: 'saved', draft: this.server }
  }

  take(change: DraftChange): void {
    const { type, ...after } = overlay(this.server, change)
    this.server = { ...after, type, version: this.server.version + 1 }
  }

  async read(): Promise<Draft> {
    return this.server
  }

  later(act: () => void, ms: number): () => void {
    const timer = { act, ms }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  /** The pause passes: every timer rings, and what it began comes to rest. */
  async ring(): Promise<void> {
    const due = this.timers
    this.timers = []
    for (const { act } of due) act()
    for (let i = 0; i < 20; i++) await Promise.resolve()
  }
}

function begin() {
  const world = new PlayedWorld()
  return { world, saving: new DraftSaving(world.server, world) }
}

describe('draft saving', () => {
  it('saves once after a pause in typing, on top of the version it knows', async () => {
    const { world, saving } = begin()
    saving.change({ address: 'А' })
    saving.change({ address: 'Ас' })
    expect(world.patches).toEqual([])
    expect(saving.snapshot().state.kind).toBe('saving')
    expect(world.timers.map(({ ms }) => ms)).toEqual([500])
    await world.ring()
    expect(world.patches).toEqual([{ change: { address: 'Ас' }, version: 1 }])
    expect(saving.snapshot().state).toEqual({ kind: 'saved' })
    expect(saving.unsaved).toBe(false)
  })

  it('never has two saves on their way', async () => {
    const { world, saving } = begin()
    saving.change({ address: 'one' })
    const first = saving.flush()
    saving.change({ address: 'two' })
    const second = saving.flush()
    expect(await first).toBe(true)
    expect(await second).toBe(true)
    expect(world.most).toBe(1)
    expect(world.patches.map(({ version }) => version)).toEqual([1, 2])
    expect(world.server.address).toBe('two')
  })

  it('keeps what was typed through a failure, and tries again later and later', async () => {
    const { world, saving } = begin()
    world.troubles = [{ kind: 'failed' }, { kind: 'failed' }]
    saving.change({ answers: { text: 'қ' } })
    expect(await saving.flush()).toBe(false)
    expect(saving.snapshot().state.kind).toBe('notSaved')
    expect(saving.snapshot().draft.answers.text).toBe('қ')
    expect(world.timers.map(({ ms }) => ms)).toEqual([1000])
    saving.change({ email: 'a@b.kz' })
    await world.ring()
    expect(world.timers.map(({ ms }) => ms)).toEqual([2000])
    await world.ring()
    expect(saving.snapshot().state.kind).toBe('saved')
    expect(world.server).toMatchObject({ email: 'a@b.kz', answers: { text: 'қ' } })
  })

  it('takes a save whose answer was lost for its own, also when another device has saved since', async () => {
    const { world, saving } = begin()
    world.troubles = ['lost']
    saving.change({ address: 'mine' })
    expect(await saving.flush()).toBe(false)
    world.take({ address: 'theirs, typed over mine' })
    expect(await saving.flush()).toBe(true)
    expect(saving.snapshot().draft.address).toBe('theirs, typed over mine')
    expect(world.patches.length).toBe(2)
  })

  it('asks when another device has saved behind a save whose answer was lost, and the client typed on', async () => {
    const { world, saving } = begin()
    world.troubles = ['lost']
    saving.change({ address: 'mine' })
    await saving.flush()
    world.take({ address: 'theirs' })
    saving.change({ address: 'mine, longer' })
    expect(await saving.flush()).toBe(false)
    expect(saving.snapshot().state).toMatchObject({ kind: 'conflict', fields: ['address'] })
  })

  it('keeps on this device what the server has not, until it has', async () => {
    const { world, saving } = begin()
    saving.change({ address: 'mine' })
    expect(world.kept).toMatchObject({ base: { version: 1 }, sent: null, pending: { address: 'mine' } })
    await saving.flush()
    expect(world.kept).toBeNull()
  })

  it('goes on after a reload with what was kept, by the same rules', async () => {
    const { world, saving } = begin()
    saving.change({ address: 'mine', email: 'mine@mail.kz' })
    const kept = world.kept
    world.take({ email: 'their@mail.kz' })
    const again = new DraftSaving(world.server, world, kept)
    expect(again.snapshot()).toMatchObject({ draft: { address: 'mine' }, news: { restored: true } })
    expect(await again.flush()).toBe(false)
    expect(again.snapshot().state).toMatchObject({ kind: 'conflict', fields: ['email'] })
    again.settle({ email: 'theirs' })
    expect(await again.flush()).toBe(true)
    expect(world.server).toMatchObject({ address: 'mine', email: 'their@mail.kz' })
  })

  it('puts changes of different fields side by side without asking', async () => {
    const { world, saving } = begin()
    world.take({ email: 'their@mail.kz' })
    saving.change({ address: 'mine' })
    expect(await saving.flush()).toBe(true)
    expect(world.server).toMatchObject({ address: 'mine', email: 'their@mail.kz' })
    expect(saving.snapshot()).toMatchObject({
      draft: { email: 'their@mail.kz' },
      news: { joined: ['email'] },
    })
  })

  it.each(['mine', 'theirs'] as const)('asks when the same field changed, and keeps %s', async (choice) => {
    const { world, saving } = begin()
    world.take({ address: 'theirs' })
    saving.change({ address: 'mine', email: 'a@b.kz' })
    expect(await saving.flush()).toBe(false)
    expect(saving.snapshot().state).toMatchObject({ kind: 'conflict', fields: ['address'] })
    expect(saving.snapshot().draft.address).toBe('mine')
    saving.change({ email: 'c@d.kz' })
    await world.ring()
    expect(saving.snapshot().state.kind).toBe('conflict')
    saving.settle({ address: choice })
    expect(await saving.flush()).toBe(true)
    expect(world.server.address).toBe(choice)
    expect(saving.snapshot().draft.address).toBe(choice)
  })

  it('says so when the draft is gone, and sends nothing more', async () => {
    const { world, saving } = begin()
    world.troubles = [{ kind: 'gone' }]
    saving.change({ address: 'mine' })
    expect(await saving.flush()).toBe(false)
    saving.change({ address: 'mine too' })
    expect(await saving.flush()).toBe(false)
    expect(world.patches).toHaveLength(1)
    expect(saving.snapshot()).toMatchObject({ state: { kind: 'gone' }, draft: { address: 'mine too' } })
  })

  it('sends the rest when the page goes away, in one with the save on its way', async () => {
    const { world, saving } = begin()
    saving.change({ address: 'one' })
    const flushed = saving.flush()
    saving.change({ email: 'a@b.kz' })
    saving.leavePage()
    expect(world.patches).toEqual([
      { change: { address: 'one' }, version: 1 },
      { change: { address: 'one', email: 'a@b.kz' }, version: 1 },
    ])
    expect(world.kept).toMatchObject({ sent: { after: 'save-1' }, pending: {} })
    await flushed
  })

  it('asks, when it reads the draft again, where what is typed was changed elsewhere', async () => {
    const { world, saving } = begin()
    saving.change({ address: 'mine' })
    world.take({ address: 'theirs' })
    await saving.refresh()
    expect(saving.snapshot().state).toMatchObject({ kind: 'conflict', fields: ['address'] })
  })

  it('asks about contract, type and answers together: another type has no place for these answers', async () => {
    const { world, saving } = begin()
    const { type } = world.server
    world.take({ answers: { comment: 'theirs' } })
    saving.change({ typeCode: 'gen.free', answers: { subject: 'mine' } })
    expect(await saving.flush()).toBe(false)
    expect(saving.snapshot().state).toMatchObject({ kind: 'conflict', fields: ['type'] })
    saving.settle({ type: 'theirs' })
    expect(saving.snapshot()).toMatchObject({
      state: { kind: 'saved' },
      draft: { type, answers: { comment: 'theirs' } },
    })
  })

  it('tells lists and rows apart by what they say', async () => {
    const { world, saving } = begin()
    world.take({ answers: { kinds: ['a', 'b'], persons: [{ name: 'Ә', iin: '1' }] } })
    saving.change({ answers: { kinds: ['a', 'b'], persons: [{ iin: '1', name: 'Ә' }] } })
    expect(await saving.flush()).toBe(true)
    saving.change({ answers: { persons: [{ iin: '2', name: 'Ә' }] } })
    world.take({ answers: { persons: [{ iin: '3', name: 'Ә' }] } })
    expect(await saving.flush()).toBe(false)
    expect(saving.snapshot().state).toMatchObject({ kind: 'conflict', fields: ['answers.persons'] })
  })

  it('reads the draft again under what is typed', async () => {
    const { world, saving } = begin()
    saving.change({ address: 'mine' })
    world.take({ email: 'new@mail.kz' })
    await saving.refresh()
    expect(saving.snapshot().draft).toMatchObject({ address: 'mine', email: 'new@mail.kz' })
    expect(await saving.flush()).toBe(true)
  })

  it('loses no keystroke, whatever goes wrong', async () => {
    const change = fc.oneof(
      fc.record({ address: fc.string() }),
      fc.record({ email: fc.string() }),
      fc.record({ answers: fc.dictionary(fc.constantFrom('a', 'b'), fc.string(), { minKeys: 1 }) }),
    )
    const step = fc.oneof(change, fc.constantFrom('failed' as const, 'lost' as const, 'ring' as const))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { world, saving } = begin()
        let typed: DraftChange = {}
        for (const one of steps) {
          if (one === 'ring') await world.ring()
          else if (one === 'lost') world.troubles.push('lost')
          else if (one === 'failed') world.troubles.push({ kind: 'failed' })
          else {
            typed = mergeChanges(typed, one)
            saving.change(one)
          }
          expect(saving.snapshot().draft).toMatchObject(typed)
        }
        for (let i = 0; i <= steps.length; i++) await saving.flush()
        expect(saving.snapshot().state.kind).toBe('saved')
        expect(world.server).toMatchObject(typed)
      }),
    )
  })
})
