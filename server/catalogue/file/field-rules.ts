import { type PlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { someOptions, someRows } from '../../../domain/catalogue/answer.ts'
import { dateBound } from '../../../domain/catalogue/kinds/date.ts'
import { kinds } from '../../../domain/catalogue/kinds/kinds.ts'
import type { FileField } from './file-schema.ts'
import type { Path } from './json-positions.ts'
import { type Told, told } from './told-fault.ts'

/** One thing wrong with a definition, and where. */
export interface Fault {
  readonly path: Path
  readonly what: Told
}

/** Bounds such as `today+90d` are compared on any one day. */
const anyDay = plainDate('2026-01-12')

/** Names that mean something else where fields are named. */
const reserved = new Set([
  'contractNumber',
  'contractDate',
  'propertyAddress',
  'fee',
  'paymentMethod',
  'applicantRole',
  'address',
  'email',
  'type',
])

/** Everything wrong with a list of fields, those of a type or of a group. */
export function fieldFaults(fields: readonly FileField[], path: Path): Fault[] {
  return fields.flatMap((field, index) => {
    const here = [...path, index]
    return [
      ...(fields.findIndex(({ code }) => code === field.code) < index
        ? [{ path: [...here, 'code'], what: told('secondField', { code: field.code }) }]
        : []),
      ...(reserved.has(field.code)
        ? [
            {
              path: [...here, 'code'],
              what: told('reserved', { code: field.code }),
            },
          ]
        : []),
      ...conditionFaults(field.requiredIf, fields, [...here, 'requiredIf'], field.code),
      ...conditionFaults(field.visibleIf, fields, [...here, 'visibleIf'], field.code),
      ...valueFaults(field, fields, here),
    ]
  })
}

function valueFaults(field: FileField, fields: readonly FileField[], here: Path): Fault[] {
  switch (field.type) {
    case 'text':
    case 'textarea': {
      const { minLength = 0, maxLength = 5000, pattern } = field.validation ?? {}
      return [
        ...crossed(minLength, maxLength, [...here, 'validation'], 'minLength', 'maxLength'),
        ...(pattern === undefined || compiles(pattern)
          ? []
          : [{ path: [...here, 'validation', 'pattern'], what: told('noPattern') }]),
      ]
    }
    case 'money':
    case 'integer':
      return crossed(field.validation?.min, field.validation?.max, [...here, 'validation'], 'min', 'max')
    case 'date':
      return dateFaults(field, fields, here)
    case 'select':
    case 'radio':
      return [
        ...twice(field.options, here),
        ...(field.default === undefined || field.options.some(({ value }) => value === field.default)
          ? []
          : [{ path: [...here, 'default'], what: told('noneOfOptions', { value: field.default }) }]),
      ]
    case 'multiselect':
      return twice(field.options, here)
    case 'group': {
      const { minItems = 0, maxItems = 50 } = field.validation ?? {}
      return [
        ...crossed(minItems, maxItems, [...here, 'validation'], 'minItems', 'maxItems'),
        ...fieldFaults(field.items, [...here, 'items']),
      ]
    }
    // Nothing of theirs can be wrong: what they mean is known already.
    case 'iin':
    case 'iban':
    case 'phone':
    case 'address':
    case 'contractRef':
    case 'appealRef':
      return []
  }
}

const crossed = (
  min: number | undefined,
  max: number | undefined,
  path: Path,
  low: string,
  high: string,
): Fault[] =>
  min !== undefined && max !== undefined && min > max
    ? [{ path: [...path, low], what: told('above', { low, min, high, max }) }]
    : []

const twice = (options: readonly { value: string }[], here: Path): Fault[] =>
  options.flatMap(({ value }, index) =>
    options.findIndex((one) => one.value === value) < index
      ? [{ path: [...here, 'options', index], what: told('secondOption', { code: value }) }]
      : [],
  )

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function dateFaults(
  field: Extract<FileField, { type: 'date' }>,
  fields: readonly FileField[],
  here: Path,
): Fault[] {
  const { min, max, notBefore } = field.validation ?? {}
  const bounds: [string, string | undefined, Path][] = [
    ['min', min, [...here, 'validation', 'min']],
    ['max', max, [...here, 'validation', 'max']],
    ['default', field.default, [...here, 'default']],
  ]
  const day = (bound: string | undefined): PlainDate | null =>
    bound === undefined ? null : dateBound(bound, anyDay)
  const [first, last] = [day(min), day(max)]
  const other = fields.find(({ code }) => code === notBefore)
  return [
    ...bounds.flatMap(([name, bound, path]) =>
      bound !== undefined && day(bound) === null ? [{ path, what: told('noDay', { name, bound }) }] : [],
    ),
    ...(first !== null && last !== null && first > last
      ? [{ path: [...here, 'validation', 'min'], what: told('after', { min: min ?? '', max: max ?? '' }) }]
      : []),
    ...(notBefore !== undefined && (other?.type !== 'date' || other.code === field.code)
      ? [
          {
            path: [...here, 'validation', 'notBefore'],
            what: told('notBefore', { name: notBefore }),
          },
        ]
      : []),
  ]
}

/** A condition names another field that is always shown, and an answer that it can have. */
export function conditionFaults(
  condition: Readonly<Record<string, string>> | undefined,
  fields: readonly FileField[],
  path: Path,
  own: string | null,
): Fault[] {
  return Object.entries(condition ?? {}).flatMap(([name, expected]) => {
    const field = fields.find(({ code }) => code === name)
    const what =
      field === undefined || name === own
        ? told('conditionUnknown', { name })
        : field.visibleIf !== undefined
          ? told('conditionHidden', { name })
          : impossible(field, expected)
    return what === null ? [] : [{ path: [...path, name], what }]
  })
}

function impossible(field: FileField, expected: string): Told | null {
  const list = expected.startsWith('contains:')
  const { held } = kinds[field.type]
  if (list !== (held === someOptions)) {
    return list ? told('containsOfOne', { code: field.code }) : told('containsNeeded', { code: field.code })
  }
  if (held === someRows) return told('conditionRows', { code: field.code })
  if (!('options' in field)) return null
  const value = expected.replace(/^(contains:|!)/, '')
  return field.options.some((option) => option.value === value)
    ? null
    : told('conditionOption', { code: field.code, value })
}
