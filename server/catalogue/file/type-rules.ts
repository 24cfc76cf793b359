import { placeholdersIn } from '../../../domain/catalogue/placeholder.ts'
import { paymentMethods } from '../../../domain/tariff/payment.ts'
import { conditionFaults, type Fault, fieldFaults } from './field-rules.ts'
import type { FileType } from './file-schema.ts'
import { told } from './told-fault.ts'

/** Facts of a draft that a document may depend on, and what they can be. */
const factsOfDraft: Readonly<Record<string, readonly string[]>> = {
  fee: ['>0'],
  paymentMethod: paymentMethods,
  applicantRole: ['self', 'representative'],
}
const factsOfLetter = ['contractNumber', 'contractDate', 'propertyAddress']

/** Everything wrong with a type whose shape is right; paths are within the type. */
export function typeFaults(type: FileType, documentCodes: ReadonlySet<string>): Fault[] {
  return [
    ...fieldFaults(type.fields, ['fields']),
    ...documentFaults(type, documentCodes),
    ...templateFaults(type),
    ...kindFaults(type, 'termByContractKind'),
    ...kindFaults(type, 'feeByContractKind'),
    ...freeFaults(type),
  ]
}

function documentFaults(type: FileType, known: ReadonlySet<string>): Fault[] {
  return type.documents.flatMap(({ document, required, min, max, requiredIf }, index) => {
    const path = ['documents', index]
    const [facts, answers] = [Object.entries(requiredIf ?? {}), { ...requiredIf }]
    for (const name of Object.keys(factsOfDraft)) delete answers[name]
    return [
      ...(known.has(document)
        ? []
        : [{ path: [...path, 'document'], what: told('unknownDocument', { code: document }) }]),
      ...(type.documents.findIndex((one) => one.document === document) < index
        ? [{ path: [...path, 'document'], what: told('secondPlace', { code: document }) }]
        : []),
      ...(min > max
        ? [{ path: [...path, 'min'], what: told('above', { low: 'min', min, high: 'max', max }) }]
        : []),
      ...(required && min === 0 ? [{ path: [...path, 'min'], what: told('requiredButZero') }] : []),
      ...facts.flatMap(([name, expected]) =>
        factsOfDraft[name]?.includes(expected) === false
          ? [{ path: [...path, 'requiredIf', name], what: told('never', { name, expected }) }]
          : [],
      ),
      ...conditionFaults(answers, type.fields, [...path, 'requiredIf'], null),
    ]
  })
}

function templateFaults({ bodyTemplate, fields }: FileType): Fault[] {
  const known = new Set([...factsOfLetter, ...fields.map(({ code }) => code)])
  const named = { kk: placeholdersIn(bodyTemplate.kk), ru: placeholdersIn(bodyTemplate.ru) }
  return (['kk', 'ru'] as const).flatMap((language) => {
    const path = ['bodyTemplate', language]
    const other = language === 'kk' ? 'ru' : 'kk'
    const alone = named[language].filter((name) => known.has(name) && !named[other].includes(name))
    return [
      ...named[language]
        .filter((name) => !known.has(name))
        .map((name) => ({ path, what: told('placeholder', { name }) })),
      ...alone.map((name) => ({ path, what: told('printedIn', { name, language, other }) })),
      ...(/[{}]/.test(bodyTemplate[language].replace(/\{\{\w+\}\}/g, ''))
        ? [{ path, what: told('brace', { example: '{{placeholder}}' }) }]
        : []),
    ]
  })
}

function kindFaults(type: FileType, name: 'termByContractKind' | 'feeByContractKind'): Fault[] {
  return Object.keys(type[name] ?? {}).flatMap((kind) =>
    (type.appliesTo as readonly string[]).includes(kind)
      ? []
      : [{ path: [name, kind], what: told('notApplies', { kind }) }],
  )
}

/** Free format: the client's subject and text are all there is. */
function freeFaults({ form, fields }: FileType): Fault[] {
  const types = new Map(fields.map(({ code, type }) => [code, type]))
  return form === 'free' && (types.get('subject') !== 'text' || types.get('text') !== 'textarea')
    ? [{ path: ['form'], what: told('freeFields') }]
    : []
}
