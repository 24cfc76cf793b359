import { can } from '../../domain/appeal/can.ts'
import { refuse } from '../../domain/refusal.ts'
import { formatMoment } from '../../words/dates.ts'
import { lockAppealFacts } from '../appeal/appeal-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { staffNames } from '../person/staff-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { insteadOf, recordOfficeEvent } from './case-events.ts'
import {
  attachToQuestion,
  type KeptQuestion,
  questionsOf,
  recordAnswer,
  recordWithdrawal,
} from './question-store.ts'
import { takeQuestionUploads } from './take-question-uploads.ts'

/** Anybody of the asked unit answers; with the answer its sight of the appeal ends. Throws NotFound or Refused. */
export async function answerQuestion(
  context: Context,
  caller: Asker,
  appealId: string,
  questionId: string,
  answer: { readonly text: string; readonly fileIds: readonly string[] },
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const facts = await lockAppealFacts(trx, appealId)
    const at = context.now()
    const question = (await questionsOf(trx, appealId)).find(({ id }) => id === questionId)
    if (facts === null || question === undefined) throw new NotFound()
    if (!asker.duty.units.includes(question.unitId)) throw new NotFound()
    await refuseOver(trx, question)
    const refusal = can(asker, 'answerQuestion', facts)
    if (refusal !== null) throw new Refused(refusal)
    const files = await takeQuestionUploads(trx, asker, appealId, answer.fileIds, at)
    await recordAnswer(trx, questionId, { text: answer.text, by: asker.id, at })
    await attachToQuestion(trx, questionId, 'answer', files)
    const key = `questionAnswered:${questionId}`
    const data = { questionId, ...insteadOf(asker, 'answerQuestion', facts) }
    await recordOfficeEvent(trx, asker, { appealId, type: 'questionAnswered', key, data, at })
  })
}

/** Who may ask takes a question back while it is not answered. Throws NotFound or Refused. */
export async function withdrawQuestion(
  context: Context,
  caller: Asker,
  appealId: string,
  questionId: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const { facts } = await lockForAct(trx, asker, 'ask', appealId)
    const at = context.now()
    const question = (await questionsOf(trx, appealId)).find(({ id }) => id === questionId)
    if (question === undefined) throw new NotFound()
    await refuseOver(trx, question)
    await recordWithdrawal(trx, questionId, { by: asker.id, at })
    const key = `questionWithdrawn:${questionId}`
    const data = { questionId, ...insteadOf(asker, 'ask', facts) }
    await recordOfficeEvent(trx, asker, { appealId, type: 'questionWithdrawn', key, data, at })
  })
}

/** An old page is told who did what, and when. */
async function refuseOver(trx: Db, { answer, withdrawn }: KeptQuestion): Promise<void> {
  const over = answer ?? withdrawn
  if (over === null) return
  const { by } = over
  const name = by === null ? '' : ((await staffNames(trx, [by])).get(by) ?? '')
  const params = { name, at: formatMoment(over.at) }
  throw new Refused(refuse(answer === null ? 'question_withdrawn' : 'question_answered', params))
}
