import { type DraftFacts, type Journey, journey, type Missing } from '../../../domain/appeal/journey.ts'
import { type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { workingCalendar } from '../../../domain/calendar/working-days.ts'
import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import type { Contract } from '../../../domain/contract/contract.ts'
import type { Draft } from '../../../wire/appeal.ts'
import type { ContractRow } from '../../../wire/contract.ts'

/** The wire's type is the domain's; only its optional properties are spelled otherwise. */
export const typeOf = (draft: Pick<Draft, 'type'>): AppealType | null => draft.type as AppealType | null

export function contractOf(row: ContractRow): Contract {
  return {
    ...row,
    date: plainDate(row.date),
    closedOn: row.closedOn === null ? null : plainDate(row.closedOn),
  }
}

const factsOf = (draft: Draft): DraftFacts => ({
  contract: contractOf(draft.contract),
  type: typeOf(draft),
  feeTiyn: draft.fee?.feeTiyn ?? 0,
  address: draft.address,
  email: draft.email,
  answers: draft.answers,
  paymentMethod: draft.paymentMethod,
  attachments: draft.attachments,
})

// The working calendar stays on the server: a year that is not known blocks nothing here, and the server's word is added.
const noCalendar = workingCalendar([], [])
const toldByServer = (draft: Draft): Missing[] =>
  draft.missing.filter(({ refusal }) => refusal.code === 'date_not_working') as Missing[]

/** Where this draft stands on the way (§3–§8), by the same rules as on the server. */
export function wayOf(draft: Draft, today: PlainDate): Journey {
  const way = journey(factsOf(draft), { today, calendar: noCalendar })
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
  const place = ({ step, field }: Missing): number => steps.indexOf(step) * 1000 + fields.indexOf(field)
  return [...missing].sort((a, b) => place(a) - place(b))
}
