import { markRead } from '../server/appeal/mark-read.ts'
import { showOfficeAppeal } from '../server/office/show-office-appeal.ts'
import { pressWork } from '../server/office/work/press-work.ts'
import type { DemoWorld } from './demo-world.ts'
import { send } from './letters-of-company.ts'
import { samplePdf } from './sample-files.ts'
import { answers, interim, writings } from './texts.ts'
import type { Step, Timeline } from './timeline.ts'

const minute = 60_000

/**
 * What has happened in the demo world: an appeal in each status but `returned`, the draft last. «Жіберілді» is one sent
 * as the world is made; in working hours the worker registers it at once, as it must.
 */
export function script(world: DemoWorld, line: Timeline): Step[] {
  return [
    ...executed(world, line),
    ...interimReplied(world, line),
    ...awaiting(world, line),
    ...registered(world, line),
    ...sentAndDraft(world, line),
  ]
}

/** An act on an appeal that an earlier step has begun. */
export type Act = (id: string) => Promise<unknown>

/** Steps on one appeal: written 25 minutes before it is sent, then what follows. */
export function story(
  world: DemoWorld,
  writing: Parameters<DemoWorld['write']>[0],
  sentAt: number,
  after: readonly (readonly [at: number, act: Act])[],
): Step[] {
  let id = ''
  const write = async () => {
    id = await world.write(writing)
  }
  return [
    { at: sentAt - 25 * minute, run: write },
    { at: sentAt, run: () => world.send(writing.client, id) },
    ...after.map(([at, act]) => ({ at, run: async () => void (await act(id)) })),
  ]
}

function executed(world: DemoWorld, line: Timeline): Step[] {
  const { context } = world
  const executor = world.staff('executor')
  const sentAt = line.ago(18, '10:41:07')
  return story(world, writings.earlyFull(line.workingDayAfter(sentAt, 35)), sentAt, [
    [line.ago(17, '11:20:00'), (id) => showOfficeAppeal(context, executor, id)],
    [line.ago(17, '11:24:00'), (id) => pressWork(context, executor, id, { act: 'takeIntoWork' })],
    [line.ago(16, '09:55:00'), (id) => markRead(context, world.client('aigerim'), id)],
    [
      line.ago(10, '16:30:00'),
      async (id) => {
        const bytes = samplePdf(['OTINISH DEMO', 'Statement of the amount to be paid'])
        const file = { name: 'Есеп айырысу анықтамасы.pdf', bytes }
        const said = { outcome: 'satisfied' } as const
        await send(world, id, { kind: 'answer', writer: 'executor', letters: answers, said, file }, 'head')
      },
    ],
    [line.ago(9, '08:40:00'), (id) => markRead(context, world.client('aigerim'), id)],
  ])
}

function interimReplied(world: DemoWorld, line: Timeline): Step[] {
  const { context } = world
  const executor = world.staff('rentHead')
  const head = world.staff('head')
  const sentAt = line.ago(12, '15:20:31')
  // Three weeks past the first term: well within the two months of the cap.
  const newDueDate = line.workingDayAfter(sentAt, 42)
  return story(world, writings.repairs, sentAt, [
    [line.ago(11, '10:05:00'), (id) => pressWork(context, executor, id, { act: 'takeIntoWork' })],
    [line.ago(5, '17:10:00'), (id) => showOfficeAppeal(context, head, id)],
    [
      line.ago(5, '17:25:00'),
      (id) => {
        const said = { reason: interim.reason, newDueDate }
        return send(
          world,
          id,
          { kind: 'interim', writer: 'rentHead', letters: interim.letters, said },
          'head',
        )
      },
    ],
  ])
}

function awaiting(world: DemoWorld, line: Timeline): Step[] {
  const executor = world.staff('secondExecutor')
  return story(world, writings.payment, line.ago(6, '12:03:44'), [
    [line.ago(4, '14:15:00'), (id) => showOfficeAppeal(world.context, executor, id)],
    [line.ago(4, '14:18:00'), (id) => pressWork(world.context, executor, id, { act: 'takeIntoWork' })],
    [line.ago(3, '20:11:00'), (id) => markRead(world.context, world.client('aigerim'), id)],
  ])
}

function registered(world: DemoWorld, line: Timeline): Step[] {
  const sentAt = line.ago(2, '17:48:12')
  return [
    ...story(world, writings.earlyByDebit(line.workingDayAfter(sentAt, 28)), sentAt, []),
    ...story(world, writings.certificate, line.ago(1, '11:32:05'), []),
  ]
}

function sentAndDraft(world: DemoWorld, line: Timeline): Step[] {
  return [
    ...story(world, writings.address, line.now, []),
    {
      at: line.ago(1, '18:20:00'),
      run: async () => void (await world.write(writings.unfinished)),
    },
  ]
}
