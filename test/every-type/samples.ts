import type { FieldKind } from '../../domain/catalogue/field.ts'
import { meets, type RawAnswers } from './expected.ts'
import { daysAfter, firstDay, isWorking, type RawField, type RawType } from './raw-catalogue.ts'

/** Ids that answers may refer to. */
export interface OwnThings {
  readonly today: string
  readonly contracts: readonly string[]
  readonly appeals: readonly string[]
}

const numberIn = (field: RawField, name: string, otherwise: number): number =>
  Number(field.validation?.[name] ?? otherwise)

/** A text of exactly so many characters that reads as one where there is room, with letters of Kazakh alone. */
export function textOf(length: number, opening = 'Құжаттар әлі дайын емес, «ғұрып» – 2-ші бөлім'): string {
  const text = opening.slice(0, length).padEnd(length, 'ә')
  return text.endsWith(' ') ? `${text.slice(0, -1)}ә` : text
}

/** `today`, `today+90d` or a date of the file, as a day. */
export function dayOf(bound: unknown, today: string): string | null {
  if (typeof bound !== 'string') return null
  const relative = /^today([+-]\d+)?d?$/.exec(bound)
  return relative ? daysAfter(today, Number(relative[1] ?? 0)) : bound
}

/** Names of people have a pattern of their own: no digits. */
const names = ['Нұр', 'Әбдірахманова Ғалия-Сұлу Өмірқызы', "О'Нил Жан", textOf(150, 'Ә. ')]

function dates(field: RawField, today: string): string[] {
  const fits = (date: string) => !field.validation?.workingDay || isWorking(date)
  const min = dayOf(field.validation?.min, today) ?? '1991-12-16'
  const max = dayOf(field.validation?.max, today) ?? daysAfter(today, 3650)
  return [firstDay(min, 1, fits), firstDay(max, -1, fits)]
}

function texts(field: RawField): string[] {
  if (field.validation?.pattern !== undefined) return names
  const max = numberIn(field, 'maxLength', 5000)
  const usual = textOf(Math.min(max, 60), 'Бірінші сөйлем. Екінші сөйлем – «тырнақша», 12.01.2026 ж.')
  return [
    textOf(Math.max(1, numberIn(field, 'minLength', 1))),
    ...(field.type === 'textarea' ? [`${textOf(30)}\n\n${textOf(30)}`.slice(0, max)] : []),
    usual,
    textOf(max),
  ]
}

const tenge = (amount: number): string => `${Math.trunc(amount)}`.replace(/\B(?=(\d{3})+$)/g, ' ')

/** Every answer worth trying in a field: its bounds, each option. */
export function samplesOf(field: RawField, own: OwnThings): unknown[] {
  switch (field.type) {
    case 'text':
    case 'textarea':
      return texts(field)
    case 'money': {
      const [min, max] = [numberIn(field, 'min', 0), numberIn(field, 'max', 0)]
      return [tenge(min), tenge(max), '1 234 567,80', '5000.5']
    }
    case 'integer':
      return [String(numberIn(field, 'min', 0)), String(numberIn(field, 'max', 0))]
    case 'date':
      return dates(field, own.today)
    case 'select':
    case 'radio':
      return (field.options ?? []).map(({ value }) => value)
    case 'multiselect': {
      const values = (field.options ?? []).map(({ value }) => value)
      return [values, ...values.map((value) => [value]), [...values].reverse().slice(0, 2)]
    }
    case 'iin':
      return ['881231270015', '7703 0817 0203']
    case 'iban':
      return ['KZ699990000000000001', 'kz58 998k zt12 3456 7890']
    case 'phone':
      return ['+77000000001', '8 (7172) 79-75-75']
    case 'address':
      return ['Сынақ көшесі, 5'.slice(0, 10), textOf(300, 'Астана қ., Үлгі көшесі, 1-үй, ')]
    case 'contractRef':
      return [...own.contracts]
    case 'appealRef':
      return [...own.appeals]
    case 'group': {
      const rows = (count: number) => Array.from({ length: count }, (_, index) => rowOf(field, own, index))
      return [rows(numberIn(field, 'minItems', 1)), rows(2), rows(numberIn(field, 'maxItems', 2))]
    }
  }
}

/** What each kind is answered with: one text, or a list of options or rows. */
const answeredWith: Readonly<Record<FieldKind, 'text' | 'list'>> = {
  text: 'text',
  textarea: 'text',
  money: 'text',
  integer: 'text',
  date: 'text',
  select: 'text',
  radio: 'text',
  multiselect: 'list',
  iin: 'text',
  iban: 'text',
  phone: 'text',
  address: 'text',
  contractRef: 'text',
  appealRef: 'text',
  group: 'list',
}

/** Values that answer nothing: empty, blank, or of another shape. The first empties what was answered before. */
export const empties = ({ type }: RawField): readonly [unknown, ...unknown[]] =>
  answeredWith[type] === 'list' ? [[], 'text'] : ['', '  \n ', ['list']]

const rowOf = (field: RawField, own: OwnThings, index: number): Record<string, unknown> =>
  Object.fromEntries(
    (field.items ?? []).map((item) => {
      const samples =
        item.code === 'relation' ? ['жұбайы', 'ұлы'] : item.code === 'fullName' ? names : samplesOf(item, own)
      return [item.code, samples[index % samples.length]]
    }),
  )

/** Right answers for the whole type, as many sets as its longest list of samples; hidden fields stay empty. */
export function answerSets(type: RawType, own: OwnThings): RawAnswers[] {
  const samples = new Map(type.fields.map((field) => [field.code, samplesOf(field, own)]))
  const count = Math.max(...[...samples.values()].map(({ length }) => length))
  const sets = Array.from({ length: count }, (_, index) => {
    const all = Object.fromEntries(
      type.fields.map((field) => {
        const list = samples.get(field.code) ?? []
        return [field.code, list[index % list.length]]
      }),
    )
    return shown(type, all)
  })
  const least = shown(
    type,
    Object.fromEntries(type.fields.map((field) => [field.code, (samples.get(field.code) ?? [])[0]])),
    true,
  )
  // A field that is shown by another answer is tried with that answer, sample by sample.
  const conditional = type.fields.flatMap((field) =>
    field.visibleIf === undefined
      ? []
      : (samples.get(field.code) ?? []).map((sample) =>
          shown(type, { ...sets[0], ...field.visibleIf, [field.code]: sample }),
        ),
  )
  return [...sets, ...conditional, least]
}

/** Without what is hidden; `least` also without what may stay empty. */
function shown(type: RawType, answers: RawAnswers, least = false): RawAnswers {
  const kept = type.fields.filter((field) => {
    const must = field.required || (field.requiredIf !== undefined && meets(field.requiredIf, answers))
    return meets(field.visibleIf, answers) && (!least || must)
  })
  return Object.fromEntries(kept.map(({ code }) => [code, answers[code]]))
}
