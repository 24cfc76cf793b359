import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PlayedDevice, PlayedServer, rest, typedIn } from '../../../test/drafts/played-devices.ts'
import type { DraftChange } from '../../../wire/appeal.ts'
import { isSame, valuesOf } from './draft-values.ts'

/** Interleavings are many: more than the usual hundred, and more still in the longer fuzz. */
const runs = Math.max(400, fc.readConfigureGlobal().numRuns ?? 0)
const device = fc.constantFrom(0, 1)
const which = fc.nat(2)
const doing = <Kind extends string>(...kinds: Kind[]) => fc.constantFrom(...kinds)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: doing('type'),
      device,
      field: fc.constantFrom('address', 'a', 'rows', 'typeCode'),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: doing('ring'), device }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: doing('through', 'through', 'through', 'deliver', 'answer', 'lose'),
      device,
      which,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: doing('reload', 'leave', 'refresh'), device }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: doing('choose'),
      device,
      mine: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

interface Typed {
  readonly device: PlayedDevice
  readonly name: string
  readonly value: unknown
}

/** Two devices on one draft, and everything typed into them. */
class Play {
  readonly server = new PlayedServer()
  readonly devices = [new PlayedDevice('A', this.server), new PlayedDevice('B', this.server)] as const
  readonly typed: Typed[] = []
  #words = 0

  change(field: string): DraftChange {
    // Every word is another, so that each can be looked for.
    const word = `w${++this.#words}`
    if (field === 'address') return { address: word }
    if (field === 'typeCode') return { typeCode: `type-${word}` }
    if (field === 'rows') return { answers: { rows: [{ name: word }, { name: 'same' }] } }
    return { answers: { [field]: word } }
  }

  async do(one: Step): Promise<void> {
    const device = this.devices[one.device === 0 ? 0 : 1]
    const { state } = device.saving.snapshot()
    if (one.kind === 'type') {
      // The window lies over the fields: nothing can be typed under it.
      if (state.kind !== 'conflict') this.#type(device, this.change(one.field))
    } else if (one.kind === 'ring') await device.ring()
    else if (one.kind === 'choose') {
      let turn = 0
      device.choose(() => one.mine[turn++ % one.mine.length] ?? true)
    } else if (one.kind === 'reload') device.reload()
    else if (one.kind === 'leave') {
      device.saving.leavePage()
      device.reload()
    } else if (one.kind === 'refresh') void device.saving.refresh()
    else if ('which' in one) this.#move(device, one.kind, one.which)
    await rest()
  }

  #type(device: PlayedDevice, change: DraftChange): void {
    for (const [name, value] of typedIn(change)) this.typed.push({ device, name, value })
    device.type(change)
  }

  /** Messages overtake each other: any of them may be next, and one without an answer may still arrive later. */
  #move(device: PlayedDevice, kind: 'through' | 'deliver' | 'answer' | 'lose', which: number): void {
    const message = device.messages[which % Math.max(1, device.messages.length)]
    if (message === undefined) return
    if (kind === 'lose') message.lose()
    if (kind === 'deliver' || kind === 'through') message.deliver()
    if (kind === 'answer' || kind === 'through') message.answer?.()
    if (kind === 'through') device.messages = device.messages.filter((other) => other !== message)
  }

  /** The network holds from now on, and both clients answer what they are asked. */
  async comeToRest(): Promise<void> {
    const busy = () =>
      this.devices.some(({ saving }) => saving.unsaved || saving.snapshot().state.kind !== 'saved')
    for (let round = 0; round < 60 && busy(); round++) {
      for (const device of this.devices) {
        device.choose((name) => (name.length + round) % 2 === 0)
        void device.saving.flush()
        await rest()
        for (const message of device.messages.splice(0)) {
          message.deliver()
          message.answer?.()
          await rest()
        }
      }
    }
  }

  /** A word is not lost while it is in the draft, or gave way to somebody who had seen it, or was dropped by choice. */
  fate(): void {
    const now = valuesOf(this.server.draft)
    for (const { by, name, from } of this.server.history) {
      if (isSame(from as string, undefined)) continue
      const writer = this.devices.find((one) => one.name === by)
      const seen = writer?.seen.get(name)?.some((value) => isSame(value as string, from as string))
      expect(seen, `${by} wrote over ${name} = ${JSON.stringify(from)} without having seen it`).toBe(true)
    }
    for (const [index, { device, name, value }] of this.typed.entries()) {
      const reached = [
        now[name],
        ...this.server.history.filter((one) => one.name === name).map(({ to }) => to),
      ]
      const isIt = (one: unknown) => isSame(one as string, value as string)
      const later = this.typed.slice(index + 1).filter((one) => one.device === device)
      // Another type takes the answers of the one before along: the client was told so.
      const typedOver = later.some(
        (one) => one.name === name || (one.name === 'typeCode' && name.startsWith('answers.')),
      )
      const dropped = device.dropped.some((one) => one.name === name && isIt(one.value))
      const kept = reached.some(isIt) || typedOver || dropped
      expect(kept, `${device.name} typed ${name} = ${JSON.stringify(value)}, and it is nowhere`).toBe(true)
    }
  }
}

it('loses no word silently, whatever two devices do and the network does to them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const play = new Play()
      for (const one of steps) await play.do(one)
      await play.comeToRest()
      for (const { saving } of play.devices) {
        expect(saving.snapshot().state.kind).toBe('saved')
        expect(saving.unsaved).toBe(false)
      }
      play.fate()
    }),
    { numRuns: runs },
  )
})

it('asks a client with one device nothing, whatever the network does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const play = new Play()
      for (const one of steps) {
        await play.do({ ...one, device: 0 })
        expect(play.devices[0].saving.snapshot().state.kind).not.toBe('conflict')
      }
    }),
    { numRuns: runs },
  )
})

it('shows saved only for what the server has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const play = new Play()
      for (const one of steps) {
        await play.do(one)
        for (const { saving, name } of play.devices) {
          const { state, draft } = saving.snapshot()
          if (state.kind !== 'saved') continue
          const mine = play.typed.findLast((typed) => typed.device.name === name)
          if (mine === undefined) continue
          const here = { ...valuesOf(draft), typeCode: draft.typeCode }
          const reached = play.server.history.some(
            (one) => one.name === mine.name && isSame(one.to as string, mine.value as string),
          )
          const dropped = mine.device.dropped.some(
            (one) => one.name === mine.name && isSame(one.value as string, mine.value as string),
          )
          expect(
            reached || dropped,
            `${mine.name} of ${name}, here ${JSON.stringify(here[mine.name as keyof typeof here])}`,
          ).toBe(true)
        }
      }
    }),
    { numRuns: runs },
  )
})
