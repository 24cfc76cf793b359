import { randomUUID } from 'node:crypto'
import { checkAnswerDay, unitsToAsk } from '../../domain/appeal/question.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { Refused } from '../refused.ts'
import { allUnits } from '../unit/unit-store.ts'
import { insteadOf, recordOfficeEvent } from './case-events.ts'
import { attachToQuestion, insertQuestion } from './question-store.ts'
import { takeQuestionUploads } from './take-question-uploads.ts'

interface Question {
  readonly unitId: string
  readonly text: string
  readonly answerBy: string
  readonly fileIds: readonly string[]
}

const at = (field: string, refusal: Refusal) => new Refused(refusal, [{ field, refusal }])

/**
 * Asks another unit about an appeal: until it answers, its people see the appeal. One question to a unit at a time.
 * Throws NotFound or Refused.
 */
export async function askUnit(
  context: Context,
  caller: Asker,
  appealId: string,
  { unitId, text, answerBy, fileIds }: Question,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const { facts, dueDate } = await lockForAct(trx, asker, 'ask', appealId)
    const now = context.now()
    if (facts.askedUnitIds.includes(unitId)) throw at('unitId', refuse('question_open'))
    const units = unitsToAsk(await allUnits(trx), facts)
    if (!units.some(({ id }) => id === unitId)) throw at('unitId', refuse('option_unknown'))
    const day = plainDate(answerBy)
    const rules = { today: localDate(now), dueDate, calendar: await readCalendar(trx) }
    const wrongDay = checkAnswerDay(day, rules)
    if (wrongDay !== null) throw at('answerBy', wrongDay)
    const files = await takeQuestionUploads(trx, asker, appealId, fileIds, now)
    const questionId = randomUUID()
    await insertQuestion(trx, {
      id: questionId,
      appealId,
      unitId,
      text,
      answerBy: day,
      askedBy: asker.id,
      askedAt: now,
    })
    await attachToQuestion(trx, questionId, 'question', files)
    const data = { questionId, unitId, ...insteadOf(asker, 'ask', facts) }
    await recordOfficeEvent(trx, asker, {
      appealId,
      type: 'asked',
      key: `asked:${questionId}`,
      data,
      at: now,
    })
  })
}
