import { staffOf } from '../../domain/appeal/actor.ts'
import { can } from '../../domain/appeal/can.ts'
import { stateOf } from '../../domain/appeal/history.ts'
import { unitsToAsk } from '../../domain/appeal/question.ts'
import { localDate, toIso } from '../../domain/calendar/instant.ts'
import type { Internal, LinkRow, QuestionRow } from '../../wire/case.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import type { StoredEvent } from '../appeal/event-chain.ts'
import { asHistory, chainOf } from '../appeal/event-store.ts'
import { officeAppeal } from '../appeal/office-appeal-store.ts'
import { nearLimitsOf } from '../appeal/quota-store.ts'
import { fileRow } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { staffNames } from '../person/staff-store.ts'
import { allUnits } from '../unit/unit-store.ts'
import { actingFor } from './acting-store.ts'
import { type CaseNames, caseHistory } from './case-history.ts'
import { type KeptLink, linksOf, similarTo } from './link-store.ts'
import { noteDraftOf } from './note-store.ts'
import { presentAt } from './presence-store.ts'
import { type KeptQuestion, questionsOf, questionUploadsOf } from './question-store.ts'
import { remarkTexts } from './remark-texts-store.ts'
import { notesFor } from './show-notes.ts'

/**
 * Of an appeal, everything that is of the office alone, for who may read it. Opening the letter is what is written
 * down; this comes beside it. Throws NotFound.
 */
export async function showInternal(context: Context, asker: Asker, appealId: string): Promise<Internal> {
  const { db } = context
  const appeal = await officeAppeal(db, asker, 'readLetter', appealId)
  const { facts } = appeal
  const chain = await chainOf(db, appealId)
  const questions = await questionsOf(db, appealId)
  const links = await linksOf(db, asker, appealId)
  const similar = await similarTo(db, asker, appealId)
  const units = await allUnits(db)
  const acting =
    facts.executorId === null ? null : await actingFor(db, facts.executorId, localDate(context.now()))
  const near = (await nearLimitsOf(db, asker, context.now())).filter(
    ({ limit }) => limit !== 'takeOversToday',
  )
  const { internalDay } = stateOf(asHistory(chain))
  const names: CaseNames = {
    staff: await staffNames(db, [...peopleOf(chain, questions, links), ...(acting === null ? [] : [acting])]),
    units: new Map(units.map(({ id, name }) => [id, name[asker.language]])),
    remarks: await remarkTexts(db, appealId),
    askedUnits: new Map(
      questions.map(({ id, unitId }) => [
        id,
        units.find((unit) => unit.id === unitId)?.name[asker.language] ?? '',
      ]),
    ),
    others: new Map([...links, ...similar].map(({ appealId, number }) => [appealId, number])),
  }
  const member = (id: string) => ({ id, name: names.staff.get(id) ?? '' })
  return {
    seq: chain.length,
    executor: facts.executorId === null ? null : member(facts.executorId),
    acting: acting === null ? null : member(acting),
    unit: facts.unitId === null ? null : { id: facts.unitId, name: names.units.get(facts.unitId) ?? '' },
    coExecutors: facts.coExecutorIds.map(member),
    instruction: instructionOf(chain, names),
    internalDay,
    notes: await notesFor(db, asker, appeal),
    noteDraft: await noteDraftOf(db, appealId, asker.id),
    questions: questions.map((question) => questionRow(question, asker, appeal, names)),
    uploads: (await questionUploadsOf(db, appealId, asker.id)).map(fileRow),
    ...(near.length > 0 ? { nearLimits: near } : {}),
    unitsToAsk:
      can(asker, 'ask', facts) === null
        ? unitsToAsk(units, facts).map(({ id, name }) => ({ id, name: name[asker.language] }))
        : [],
    links: links.map((link) => linkRow(link, names)),
    similar: similar.filter(({ appealId }) => !links.some((link) => link.appealId === appealId)),
    history: caseHistory(chain, names, asker.id),
    present: await presentOn(db, context.now(), appealId, asker),
  }
}

/** Who else has it open now. */
async function presentOn(db: Db, now: number, appealId: string, asker: Asker): Promise<Internal['present']> {
  const present = await presentAt(db, now, appealId)
  return present
    .filter(({ staffId }) => staffId !== asker.id)
    .map(({ staffId, name, doing }) => ({ staffId, name, doing }))
}

function peopleOf(
  chain: readonly StoredEvent[],
  questions: readonly KeptQuestion[],
  links: readonly KeptLink[],
): string[] {
  const inEvents = chain.flatMap(({ actor, data }) => {
    const {
      executorId,
      insteadOf,
      coExecutorIds = [],
      staffIds = [],
    } = data as {
      executorId?: string | null
      insteadOf?: string
      coExecutorIds?: readonly string[]
      staffIds?: readonly string[]
    }
    return [staffOf(actor), executorId, insteadOf, ...coExecutorIds, ...staffIds]
  })
  const inQuestions = questions.flatMap(({ askedBy, answer, withdrawn }) => [
    askedBy,
    answer?.by,
    withdrawn?.by,
  ])
  return [...inEvents, ...inQuestions, ...links.map(({ linkedBy }) => linkedBy)].flatMap((id) => id ?? [])
}

/** The last instruction that was given with the work. */
function instructionOf(
  chain: readonly StoredEvent[],
  { remarks, staff }: CaseNames,
): Internal['instruction'] {
  const event = chain.findLast(
    ({ type, data }) =>
      type === 'workAssigned' && (data as { instructionId: string | null }).instructionId !== null,
  )
  const text = remarks.get((event?.data as { instructionId?: string } | undefined)?.instructionId ?? '')
  if (event === undefined || text === undefined) return null
  return { text, by: staff.get(staffOf(event.actor) ?? '') ?? '', at: event.occurredAt }
}

function questionRow(
  question: KeptQuestion,
  asker: Asker,
  { facts }: SentAppeal,
  { staff, askedUnits }: CaseNames,
): QuestionRow {
  const { id, unitId, text, answerBy, askedBy, askedAt, files, answer, withdrawn } = question
  const name = (staffId: string) => staff.get(staffId) ?? ''
  const open = answer === null && withdrawn === null
  return {
    id,
    unit: askedUnits.get(id) ?? '',
    text,
    answerBy,
    by: name(askedBy),
    at: toIso(askedAt),
    files: files.map(fileRow),
    answer:
      answer === null
        ? null
        : { text: answer.text, by: name(answer.by), at: toIso(answer.at), files: answer.files.map(fileRow) },
    withdrawn: withdrawn === null ? null : { by: name(withdrawn.by ?? ''), at: toIso(withdrawn.at) },
    mayAnswer: open && asker.duty.units.includes(unitId) && can(asker, 'answerQuestion', facts) === null,
    mayWithdraw: open && can(asker, 'ask', facts) === null,
  }
}

const linkRow = ({ linkedBy, linkedAt, ...link }: KeptLink, { staff }: CaseNames): LinkRow => ({
  ...link,
  by: linkedBy === null ? null : (staff.get(linkedBy) ?? ''),
  at: toIso(linkedAt),
})
