import { meets, type RawAnswers } from './expected.ts'
import { daysAfter, firstDay, isWorking, type RawField, type RawType } from './raw-catalogue.ts'
import { dayOf, empties, textOf } from './samples.ts'

/** What is not the client's. */
export interface OthersThings {
  readonly today: string
  readonly contract: string
  readonly appeal: string
  readonly draft: string
}

/** One wrong answer, where it is to be told and by what code. */
export interface Breakage {
  readonly field: string
  readonly code: string
  readonly answers: RawAnswers
}

const nobodys = '00000000-0000-4000-8000-000000000000'

type Wrong = readonly [value: unknown, code: string]

function wrongTexts(field: RawField): Wrong[] {
  const {
    minLength = 0,
    maxLength = 5000,
    pattern,
  } = (field.validation ?? {}) as {
    minLength?: number
    maxLength?: number
    pattern?: string
  }
  const safe = textOf(Math.max(minLength, Math.min(20, maxLength)), 'Әлия')
  return [
    ...(minLength > 1 ? [[textOf(minLength - 1), 'too_short'] as const] : []),
    [textOf(maxLength + 1, 'Ә'), 'too_long'],
    [`${safe.slice(1)}\u202e`, 'characters_not_allowed'],
    ...(field.type === 'text'
      ? [[`${safe.slice(0, 2)}\n${safe.slice(3)}`, 'characters_not_allowed'] as const]
      : []),
    ...(pattern === undefined ? [] : [['Әлия 007', 'pattern_mismatch'] as const]),
  ]
}

function wrongDates(field: RawField, answers: RawAnswers, today: string): Wrong[] {
  const { min, max, workingDay, notBefore } = field.validation ?? {}
  const first = dayOf(min, today)
  const last = dayOf(max, today)
  const both = first !== null && last !== null
  const other = typeof notBefore === 'string' ? answers[notBefore] : undefined
  return [
    ['2026-02-30', 'date_invalid'],
    ['12.01.2026', 'date_invalid'],
    ...(first === null
      ? []
      : [[daysAfter(first, -1), both ? 'date_out_of_range' : 'date_too_early'] as const]),
    // With another date before it the last day bounds a range.
    ...(last === null
      ? []
      : [[daysAfter(last, 1), both || other !== undefined ? 'date_out_of_range' : 'date_too_late'] as const]),
    ...(workingDay === true
      ? [
          [firstDay(today, 1, (day) => !isWorking(day)), 'date_not_working'] as const,
          ['2026-03-23', 'date_not_working'] as const,
        ]
      : []),
    ...(typeof other === 'string' ? [[daysAfter(other, -1), 'date_out_of_range'] as const] : []),
  ]
}

function wrongValues(field: RawField, answers: RawAnswers, others: OthersThings): Wrong[] {
  const { min = 0, max = 0 } = (field.validation ?? {}) as { min?: number; max?: number }
  switch (field.type) {
    case 'text':
    case 'textarea':
      return wrongTexts(field)
    case 'money':
      return [
        ['көп', 'amount_invalid'],
        ['1,234', 'amount_invalid'],
        ['-5', 'amount_invalid'],
        ['12 34', 'amount_invalid'],
        ...(min > 0 ? [[String(min - 0.01).replace('.', ','), 'amount_out_of_range'] as const] : []),
        [`${max},01`, 'amount_out_of_range'],
      ]
    case 'integer':
      return [
        ['1,5', 'number_invalid'],
        ['бес', 'number_invalid'],
        [String(min - 1), 'number_out_of_range'],
        [String(max + 1), 'number_out_of_range'],
      ]
    case 'date':
      return wrongDates(field, answers, others.today)
    case 'select':
    case 'radio':
      return [['joker', 'option_unknown']]
    case 'multiselect':
      return [[['name', 'joker'], 'option_unknown']]
    case 'iin':
      return [
        ['85041217001', 'iin_length'],
        ['8504121700144', 'iin_length'],
        ...['850412170015', '960229670014', '900231170012', 'бұл ЖСН емес'].map(
          (iin): Wrong => [iin, 'iin_invalid'],
        ),
      ]
    case 'iban':
      return [
        'KZ699990000000000002',
        'KZ5099TEST000000042',
        'RU50999TEST000000042',
        'КZ699990000000000001',
      ].map((iban) => [iban, 'iban_invalid'])
    case 'phone':
      return ['+12025550123', '+79001234567', '700', 'телефон'].map((phone) => [phone, 'phone_invalid'])
    case 'address':
      return [
        ['Астана қ.', 'too_short'],
        [textOf(301, 'Астана қ., '), 'too_long'],
      ]
    case 'contractRef':
      return [others.contract, nobodys, 'АВ-71-004215'].map((id) => [id, 'option_unknown'])
    case 'appealRef':
      return [others.appeal, others.draft, nobodys].map((id) => [id, 'option_unknown'])
    // Its rows are broken one by one.
    case 'group':
      return []
  }
}

const must = (field: RawField, answers: RawAnswers): boolean =>
  field.required || (field.requiredIf !== undefined && meets(field.requiredIf, answers))

/** Every way in which one field of right answers can be broken; the others stay right. */
function breaksOf(field: RawField, answers: RawAnswers, others: OthersThings): Breakage[] {
  const put = (value: unknown): RawAnswers => ({ ...answers, [field.code]: value })
  const here = [
    ...(must(field, answers) ? empties(field).map((value): Wrong => [value, 'required']) : []),
    ...wrongValues(field, answers, others),
  ].map(([value, code]) => ({ field: field.code, code, answers: put(value) }))
  return field.type === 'group' ? [...here, ...rowBreaks(field, answers, others)] : here
}

function rowBreaks(field: RawField, answers: RawAnswers, others: OthersThings): Breakage[] {
  const rows = answers[field.code] as RawAnswers[]
  const [first = {}] = rows
  const max = Number(field.validation?.maxItems)
  const inLastRow = (row: RawAnswers): RawAnswers => ({ ...answers, [field.code]: [first, row] })
  return [
    {
      field: field.code,
      code: 'items_too_many',
      answers: { ...answers, [field.code]: Array<RawAnswers>(max + 1).fill(first) },
    },
    ...(field.items ?? []).flatMap((item) =>
      breaksOf(item, first, others)
        // A list in a row is refused at the door: rows hold texts.
        .filter((broken) => typeof broken.answers[item.code] === 'string')
        .map(({ code, answers: row }) => ({
          field: `${field.code}.1.${item.code}`,
          code,
          answers: inLastRow(row),
        })),
    ),
  ]
}

/** Each field of the type broken in turn in every way, in those of the answer sets that show it. */
export function breakages(type: RawType, sets: readonly RawAnswers[], others: OthersThings): Breakage[] {
  return type.fields.flatMap((field) => {
    const where =
      sets.find((answers) => answers[field.code] !== undefined && must(field, answers)) ??
      sets.find((answers) => answers[field.code] !== undefined)
    return where === undefined ? [] : breaksOf(field, where, others)
  })
}
