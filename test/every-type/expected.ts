import { daysAfter, firstDay, isWorking, type RawTerm, type RawType, rawCatalogue } from './raw-catalogue.ts'

export type RawAnswers = Readonly<Record<string, unknown>>

/** The fee under a kind of contract, in tiyn, and the VAT inside it on a day. */
export function expectedFee(type: RawType, kind: string, day: string) {
  const feeTiyn = (type.feeByContractKind?.[kind] ?? type.fee).amountKzt * 100
  const rates = rawCatalogue.vat.filter(({ from }) => from <= day).map(({ ratePercent }) => ratePercent)
  const rate = rates.at(-1) ?? Number.NaN
  if (feeTiyn === 0) return { feeTiyn, vatPercent: 0, vatTiyn: 0 }
  return { feeTiyn, vatPercent: rate, vatTiyn: Math.round((feeTiyn * rate) / (100 + rate)) }
}

const endOf = ({ value, unit }: RawTerm, registered: string): string => {
  if (unit === 'calendarDays') return firstDay(daysAfter(registered, value), 1, isWorking)
  let date = registered
  for (let day = 0; day < value; day++) date = firstDay(daysAfter(date, 1), 1, isWorking)
  return date
}

/** The earliest end of the type's term, its contract kind's own and the Code's 15 working days. */
export function expectedDueDate(type: RawType, kind: string, registered: string): string {
  const ofKind = type.termByContractKind?.[kind]
  const terms = [type.term, ...(ofKind ? [ofKind] : []), { value: 15, unit: 'workingDays' } as const]
  return terms.map((term) => endOf(term, registered)).sort()[0] ?? ''
}

/** Does a condition of the file hold? Answers are texts and lists. */
export function meets(condition: Readonly<Record<string, string>> | undefined, answers: RawAnswers): boolean {
  return Object.entries(condition ?? {}).every(([name, expected]) => {
    const given = answers[name]
    if (Array.isArray(given)) return expected.startsWith('contains:') && given.includes(expected.slice(9))
    if (typeof given !== 'string' || given === '') return false
    return expected.startsWith('!') ? given !== expected.slice(1) : given === expected
  })
}

/** Documents that must be there for these answers, as often as they must. */
export function expectedDocuments(
  type: RawType,
  answers: RawAnswers,
  facts: { feeTiyn: number; paymentMethod: string | null; applicantRole: string },
): string[] {
  const { feeTiyn, paymentMethod, applicantRole } = facts
  const given = {
    ...answers,
    fee: feeTiyn > 0 ? '>0' : '',
    paymentMethod: paymentMethod ?? '',
    applicantRole,
  }
  const own = type.documents
    .filter(({ required, requiredIf }) => required && meets(requiredIf, given))
    .flatMap(({ document, min }) => Array<string>(min).fill(document))
  const [first] = type.documents
  // §6: beside the first document of the type, whether that is needed or not.
  const place = own.filter((document) => document === first?.document).length
  return feeTiyn > 0 && paymentMethod === 'byDetails'
    ? [...own.slice(0, place), 'paymentReceipt', ...own.slice(place)]
    : own
}
