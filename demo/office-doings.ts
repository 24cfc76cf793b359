import type { PlainDate } from '../domain/calendar/plain-date.ts'
import { answerQuestion } from '../server/case/answer-question.ts'
import { askUnit } from '../server/case/ask-unit.ts'
import { leaveNote } from '../server/case/leave-note.ts'
import { linkAppeals } from '../server/case/link-appeals.ts'
import { questionsOf } from '../server/case/question-store.ts'
import { showOfficeAppeal } from '../server/office/show-office-appeal.ts'
import { pressWork } from '../server/office/work/press-work.ts'
import type { DemoWorld } from './demo-world.ts'
import { propose, send, sendBack } from './letters-of-company.ts'
import type { WorkLetter } from './letters-of-work.ts'
import { type DemoUnit, demoClients, type StaffCode } from './people.ts'
import type { Act } from './script.ts'
import type { Timeline } from './timeline.ts'

/** When something happened: so many working days ago, at a local time. */
export type Moment = readonly [daysAgo: number, time: string]

/** How many working days ago the company began to have its letters signed by a head; the older ones have its seal. */
export const signedSinceDaysAgo = 1

/** What becomes of a letter: who does what, and when. */
export type Doing = (world: DemoWorld, line: Timeline, letter: WorkLetter) => readonly [at: number, act: Act]

export const takes =
  (who: StaffCode, ...[days, time]: Moment): Doing =>
  (world, line) => [
    line.ago(days, time),
    (id) => pressWork(world.context, world.staff(who), id, { act: 'takeIntoWork' }),
  ]

export const reads =
  (who: StaffCode, ...[days, time]: Moment): Doing =>
  (world, line) => [line.ago(days, time), (id) => showOfficeAppeal(world.context, world.staff(who), id)]

export const answers =
  (who: StaffCode, ...[days, time]: Moment): Doing =>
  (world, line, letter) => [line.ago(days, time), (id) => send(world, id, answerBy(who, letter), 'head')]

/** Written, and approved on the last working day: it waits for the key of the head. */
export const waitsForKey =
  (who: StaffCode, time: string): Doing =>
  (world, line, letter) => [
    line.ago(signedSinceDaysAgo, time),
    (id) => send(world, id, answerBy(who, letter), 'head'),
  ]

/** Written and proposed: it waits for a head. */
export const proposes =
  (who: StaffCode, ...[days, time]: Moment): Doing =>
  (world, line, letter) => [line.ago(days, time), (id) => propose(world, id, answerBy(who, letter))]

/** Proposed, and sent back by a head. */
export const proposesInVain =
  (who: StaffCode, [days, time]: Moment, back: { readonly by: StaffCode; readonly remark: string }): Doing =>
  (world, line, letter) => [line.ago(days, time), (id) => sendBack(world, id, answerBy(who, letter), back)]

/** The new term is three weeks past the first. */
export const extendsTerm =
  (writer: StaffCode, approver: StaffCode, ...[days, time]: Moment): Doing =>
  (world, line, letter) => {
    const at = line.ago(days, time)
    const said = { reason: 'Қосымша мәлімет сұратылды', newDueDate: line.workingDayAfter(at, 28) }
    const interim = { kind: 'interim', writer, letters: interimTo(letter), said } as const
    return [at, (id) => send(world, id, interim, approver)]
  }

/** What a head or the registrar settles beside the executor; days are working days from the moment. */
interface Settled {
  readonly unit?: DemoUnit['code']
  readonly co?: readonly StaffCode[]
  readonly internalInDays?: number
  readonly instruction?: string
  readonly reason?: string
}

export const assigns =
  (by: StaffCode, to: StaffCode, [days, time]: Moment, settled: Settled = {}): Doing =>
  (world, line) => {
    const at = line.ago(days, time)
    const { unit, co = [], internalInDays, instruction, reason } = settled
    const internalDay: PlainDate | null =
      internalInDays === undefined ? null : line.workingDayAfter(at, internalInDays)
    return [
      at,
      (id) =>
        pressWork(world.context, world.staff(by), id, {
          act: 'assign',
          executorId: world.staff(to).id,
          unitId: unit === undefined ? undefined : world.unit(unit),
          coExecutorIds: co.map((code) => world.staff(code).id),
          internalDay,
          instruction,
          reason,
        }),
    ]
  }

export const givesBack =
  (who: StaffCode, [days, time]: Moment, reason: string): Doing =>
  (world, line) => [
    line.ago(days, time),
    (id) => pressWork(world.context, world.staff(who), id, { act: 'giveBack', reason }),
  ]

export const takesOver =
  (who: StaffCode, [days, time]: Moment, reason: string): Doing =>
  (world, line) => [
    line.ago(days, time),
    (id) => pressWork(world.context, world.staff(who), id, { act: 'takeOver', reason }),
  ]

export const notes =
  (who: StaffCode, [days, time]: Moment, text: string): Doing =>
  (world, line) => [line.ago(days, time), (id) => leaveNote(world.context, world.staff(who), id, { text })]

export const asks =
  (who: StaffCode, unit: DemoUnit['code'], [days, time]: Moment, text: string): Doing =>
  (world, line) => {
    const at = line.ago(days, time)
    const answerBy = line.workingDayAfter(at, 7)
    const question = { unitId: world.unit(unit), text, answerBy, fileIds: [] }
    return [at, (id) => askUnit(world.context, world.staff(who), id, question)]
  }

export const answersUnit =
  (who: StaffCode, [days, time]: Moment, text: string): Doing =>
  (world, line) => [
    line.ago(days, time),
    async (id) => {
      const [question] = await questionsOf(world.context.db, id)
      const answer = { text, fileIds: [] }
      await answerQuestion(world.context, world.staff(who), id, question?.id ?? '', answer)
    },
  ]

/** To the client's appeal before, on the same matter. */
export const linksToEarlier =
  (who: StaffCode, [days, time]: Moment): Doing =>
  (world, line) => [
    line.ago(days, time),
    async (id) => {
      const { db } = world.context
      const { person_id: person } = await db
        .selectFrom('appeal')
        .select('person_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const { id: appealId } = await db
        .selectFrom('appeal')
        .select('id')
        .where('person_id', '=', person)
        .where('subject', '=', 'О ремонте кровли дома')
        .executeTakeFirstOrThrow()
      await linkAppeals(world.context, world.staff(who), id, { kind: 'repeat', other: { appealId } })
    },
  ]

function nameOf({ client }: WorkLetter): string {
  const person = demoClients.find(({ code }) => code === client)
  return person === undefined ? '' : `${person.name.given} ${person.name.patronymic ?? ''}`.trim()
}

const answerBy = (writer: StaffCode, letter: WorkLetter) =>
  ({ kind: 'answer', writer, letters: answerTo(letter), said: { outcome: 'explained' } }) as const

const answerTo = (letter: WorkLetter) => [
  {
    language: 'kk' as const,
    text: `Құрметті ${nameOf(letter)}!\n«${letter.subject}» өтінішіңіз қаралды. Мәселе шартқа сәйкес шешілді, қосымша құжат қажет емес.\nСұрақтарыңыз болса, байланыс орталығына хабарласыңыз.`,
  },
  {
    language: 'ru' as const,
    text: `Здравствуйте, ${nameOf(letter)}!\nВаше обращение «${letter.subject}» рассмотрено. Вопрос решён по условиям договора, дополнительных документов не требуется.\nЕсли останутся вопросы, обратитесь в контакт-центр.`,
  },
]

const interimTo = (letter: WorkLetter) => [
  {
    language: 'kk' as const,
    text: `Құрметті ${nameOf(letter)}!\n«${letter.subject}» өтінішіңіз бойынша қосымша мәлімет сұратылды. Түпкілікті жауап жаңа мерзімге дейін беріледі.`,
  },
  {
    language: 'ru' as const,
    text: `Здравствуйте, ${nameOf(letter)}!\nПо Вашему обращению «${letter.subject}» запрошены дополнительные сведения. Окончательный ответ будет дан до нового срока.`,
  },
]
