import { type DraftFacts, type Journey, journey, type Missing } from '../../../domain/appeal/journey.ts'
import { type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { type WorkingCalendar, workingCalendar } from '../../../domain/calendar/working-days.ts'
import { rowsOf } from '../../../domain/catalogue/answer.ts'
import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import type { Answers } from '../../../domain/catalogue/field.ts'
import type { References } from '../../../domain/catalogue/reference.ts'
import type { Contract } from '../../../domain/contract/contract.ts'
import type { Draft } from '../../../wire/appeal.ts'
import type { ContractRow } from '../../../wire/contract.ts'
import { shownRows } from '../letter/answers/rows.ts'

export function contractOfRow(row: ContractRow): Contract {
  return {
    ...row,
    date: plainDate(row.date),
    closedOn: row.closedOn === null ? null : plainDate(row.closedOn),
  }
}

/** What answers of the two reference kinds may name. */
export function referencesOf({ references }: Pick<Draft, 'references'>): References {
  const contracts = references.contracts.map((one) => ({ ...one, date: plainDate(one.date) }))
  return { contracts, appeals: references.appeals }
}

const factsOf = (draft: Draft): DraftFacts => ({
  contract: contractOfRow(draft.contract),
  type: draft.type,
  feeTiyn: draft.fee?.feeTiyn ?? 0,
  address: draft.address,
  email: draft.email,
  answers: withFirstRows(draft.type, draft.answers),
  paymentMethod: draft.paymentMethod,
  applicantRole: draft.contract.applicantRole,
  attachments: draft.attachments,
})

/** Until the working calendar has come: no year is known, and that blocks nothing. */
export const noCalendar = workingCalendar([], [])
const toldByServer = (draft: Draft): Missing[] =>
  draft.missing.filter(({ refusal }) => refusal.code === 'date_not_working')

/** A row that must be there is on the screen before anything is typed into it, so its fields are what is missing. */
function withFirstRows(type: AppealType | null, answers: Answers): Answers {
  const groups = (type?.fields ?? []).filter((field) => field.type === 'group')
  const rows = groups.map((field) => [
    field.code,
    shownRows(rowsOf(answers[field.code]), field.validation?.minItems ?? 0),
  ])
  return { ...answers, ...Object.fromEntries(rows) }
}

/**
 * How far this draft is on the way (§3–§8), by the same rules as on the server. Without a calendar the server's
 * word about days off is taken, as of the last save.
 */
export function wayOf(draft: Draft, today: PlainDate, calendar: WorkingCalendar = noCalendar): Journey {
  const way = journey(factsOf(draft), { today, calendar, ...referencesOf(draft) })
  const known = new Set(way.missing.map(({ step, field }) => `${step}/${field}`))
  const added = toldByServer(draft).filter(({ step, field }) => !known.has(`${step}/${field}`))
  if (added.length === 0) return way
  const missing = inOrder([...way.missing, ...added], draft)
  return { ...way, missing, current: missing[0]?.step ?? 'sign' }
}

/** In the order of the steps, and on the letter in the order of its fields. */
function inOrder(missing: readonly Missing[], draft: Draft): Missing[] {
  const steps = ['contract', 'letter', 'payment', 'documents', 'sign']
  const fields = ['type', 'address', 'email', ...(draft.type?.fields.map(({ code }) => code) ?? [])]
  const place = ({ step, field }: Missing): number =>
    steps.indexOf(step) * 1000 + fields.indexOf(field.split('.')[0] ?? field)
  return [...missing].sort((a, b) => place(a) - place(b))
}
