import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogueFaults as en } from '../../words/en/catalogue-faults.ts'
import { checkFile } from './check-catalogue.ts'
import { faultInWords } from './file/fault-words.ts'
import { readPlacedJson } from './file/json-positions.ts'

const shipped = readFileSync(new URL('../../data/catalogue.json', import.meta.url), 'utf8')

/** From the line of a type's code on: where the type's own lines are looked for. */
const lineOfType = (text: string, code: string): number =>
  text.split('\n').findIndex((line) => line.includes(`"code": "${code}"`))

/** The shipped file with one text of a type replaced, and the line where that is (from 1). */
function broken(code: string, was: string | RegExp, now: string): { text: string; line: number } {
  const lines = shipped.split('\n')
  const from = lineOfType(shipped, code)
  const rest = lines.slice(from).join('\n')
  const found = typeof was === 'string' ? rest.indexOf(was) : rest.search(was)
  if (from < 0 || found < 0) throw new Error(`${code} has no ${was}`)
  const line = from + rest.slice(0, found).split('\n').length
  return { text: [...lines.slice(0, from), rest.replace(was, now)].join('\n'), line }
}

const told = (text: string): string[] => {
  const checked = checkFile(text)
  return 'faults' in checked ? checked.faults.map((fault) => `${fault.line}: ${faultInWords(fault, en)}`) : []
}

test('§4 nothing is wrong with the shipped catalogue: 28 types', () => {
  const checked = checkFile(shipped)
  expect(checked).not.toHaveProperty('faults')
  expect('types' in checked && checked.types.length).toBe(28)
})

test('a file of before, which lists the receipt with a type, is right, and told that the line does nothing', () => {
  const listed = '"documents": [\n { "document": "paymentReceipt", "required": true, "min": 1, "max": 1 },'
  const name = '{ "code": "paymentReceipt", "name": { "kk": "Т", "ru": "К", "en": "R" } },'
  const { text, line } = broken('cert.debt', '"documents": [', listed)
  const checked = checkFile(text.replace('"documentTypes": [', `$& ${name}`))
  expect('notes' in checked && checked.notes).toEqual([
    {
      line: line + 1,
      where: [
        { kind: 'type', name: 'cert.debt' },
        { kind: 'document', name: 'paymentReceipt' },
      ],
      what: { problem: 'receiptLeftOut', params: {} },
    },
  ])
  expect(checkFile(shipped)).toMatchObject({ notes: [] })
})

describe('a broken definition is refused by name and line', () => {
  test.each<[what: string, code: string, was: string | RegExp, now: string, where: string, said: RegExp]>([
    [
      'an unknown kind of field',
      'rent.early.full',
      '"type": "date"',
      '"type": "time"',
      '«rent.early.full», field «plannedDate»',
      /unknown kind of field/,
    ],
    [
      'a condition on an unknown field',
      'rent.early.full',
      '"fundingSource": "bankLoan"',
      '"source": "bankLoan"',
      '«rent.early.full», field «lenderBank»',
      /condition on an unknown field «source»/,
    ],
    [
      'a condition on an option that is not there',
      'rent.early.full',
      '"fundingSource": "bankLoan"',
      '"fundingSource": "loan"',
      '«rent.early.full», field «lenderBank»',
      /no option «loan»/,
    ],
    [
      '«contains» of what is no list',
      'rent.early.full',
      '"fundingSource": "bankLoan"',
      '"fundingSource": "contains:own"',
      '«rent.early.full», field «lenderBank»',
      /is for a list/,
    ],
    [
      'a list compared as one',
      'terms.personalData',
      '"contains:name"',
      '"name"',
      '«terms.personalData», document «civilStatusProof»',
      /say «contains:…»/,
    ],
    [
      'a placeholder of an unknown field',
      'rent.early.partial',
      '{{plannedDate}} күні',
      '{{planedDate}} күні',
      '«rent.early.partial»',
      /unknown field «planedDate»/,
    ],
    [
      'a brace left open',
      'pay.refund',
      '{{refundIban}}, {{refundBank}}. Себебі',
      '{{refundIban}, {{refundBank}}. Себебі',
      '«pay.refund»',
      /no \{\{placeholder\}\}/,
    ],
    [
      'a language missing',
      'cert.debt',
      /"kk": "Қай күнге",\n/,
      '',
      '«cert.debt», field «onDate»',
      /«kk» is missing/,
    ],
    [
      'an empty text',
      'cert.debt',
      '"kk": "Қай күнге"',
      '"kk": " "',
      '«cert.debt», field «onDate»',
      /«kk» is empty/,
    ],
    [
      'min above max',
      'terms.restructuring',
      '"max": 12',
      '"max": 0',
      '«terms.restructuring», field «months»',
      /min 1 is above max 0/,
    ],
    [
      'minLength above maxLength',
      'terms.restructuring',
      '"maxLength": 3000',
      '"maxLength": 3',
      '«terms.restructuring», field «description»',
      /minLength 30 is above/,
    ],
    [
      'a bound that is no day',
      'rent.early.full',
      '"max": "today+90d"',
      '"max": "today+90 days"',
      '«rent.early.full», field «plannedDate»',
      /is no date, today or today\+90d/,
    ],
    [
      'bounds crossed in time',
      'rent.early.full',
      '"max": "today+90d"',
      '"max": "today-1d"',
      '«rent.early.full», field «plannedDate»',
      /is after max/,
    ],
    [
      'notBefore of no date',
      'pay.reconciliation',
      '"notBefore": "periodFrom"',
      '"notBefore": "documentLanguage"',
      '«pay.reconciliation», field «periodTo»',
      /no other date/,
    ],
    [
      'a second type',
      'rent.early.partial',
      '"code": "rent.early.partial"',
      '"code": "rent.early.full"',
      '«rent.early.full»',
      /a second type/,
    ],
    [
      'a second field',
      'rent.early.partial',
      '"code": "plannedDate"',
      '"code": "amount"',
      '«rent.early.partial», field «amount»',
      /a second field/,
    ],
    [
      'a second option',
      'rent.early.partial',
      '"value": "term"',
      '"value": "payment"',
      '«rent.early.partial», field «recalculation», option «payment»',
      /a second option/,
    ],
    [
      'a default that is no option',
      'cert.noDebt',
      '"default": "kk"',
      '"default": "kz"',
      '«cert.noDebt», field «documentLanguage»',
      /none of the options/,
    ],
    [
      'an unknown document',
      'use.defects',
      '"document": "photos"',
      '"document": "photo"',
      '«use.defects», document «photo»',
      /unknown document «photo»/,
    ],
    [
      'a required document of none',
      'use.defects',
      /"document": "photos",\n\s*"required": true,\n\s*"min": 1/,
      '"document": "photos", "required": true,\n"min": 0',
      '«use.defects», document «photos»',
      /min is 0/,
    ],
    [
      'an unknown kind of contract',
      'use.defects',
      '"RENT_BUYOUT"',
      '"RENT"',
      '«use.defects»',
      /one of RENT_BUYOUT, MORTGAGE/,
    ],
    [
      'a term of no day',
      'gen.personalData',
      /"term": \{\n\s*"value": 3/,
      '"term": {"value": 0',
      '«gen.personalData»',
      /«value» must be at least 1/,
    ],
    [
      'a term of half a day',
      'gen.personalData',
      /"term": \{\n\s*"value": 3/,
      '"term": {"value": 2.5',
      '«gen.personalData»',
      /«value» must be of the kind int/,
    ],
    ['no fee', 'own.release', /"fee": \{[^}]*\},/, '', '«own.release»', /«fee» is missing/],
    [
      'a fee of another kind of contract',
      'cert.debt',
      /"feeByContractKind": \{\n\s*"MORTGAGE"/,
      '"feeByContractKind": {\n"SHARE"',
      '«cert.debt»',
      /does not apply to «SHARE»/,
    ],
    [
      'a key mistyped',
      'rent.early.full',
      '"requiredIf": {',
      '"requierdIf": {',
      '«rent.early.full», field «lenderBank»',
      /called «requierdIf»/,
    ],
    [
      'a pattern that is none',
      'terms.guarantor',
      /"pattern": "[^"]*"/,
      '"pattern": "^[a-"',
      '«terms.guarantor», field «guarantorName»',
      /no regular expression/,
    ],
    [
      'rows without items',
      'use.registration',
      /"maxItems": 10/,
      '"maxItems": 0',
      '«use.registration», field «persons»',
      /at least 1/,
    ],
    [
      'free format without its text',
      'gen.free',
      '"code": "text"',
      '"code": "words"',
      '«gen.free»',
      /free format needs/,
    ],
  ])('%s', (_, code, was, now, where, said) => {
    const { text, line } = broken(code, was, now)
    const faults = told(text)
    const about = faults.filter((fault) => fault.includes(`${where}: `))
    expect(about.join('\n'), faults.join('\n')).toMatch(said)
    // A whole member gone is told at what contained it, a few lines above.
    const lineTold = Number(about.find((fault) => said.test(fault))?.split(':')[0])
    expect(Math.abs(lineTold - line), `${about.join('\n')} — expected near ${line}`).toBeLessThan(
      now === '' ? 130 : 20,
    )
  })

  test('no JSON, or a key twice: the line where reading stopped', () => {
    expect(told(shipped.replace('"order": 1,', '"order": 1'))[0]).toMatch(
      /^\d+: a comma or «}» is expected here$/,
    )
    expect(told('{\n"categories": [],\n"categories": []}')).toEqual(['3: «categories» is here twice'])
    expect(told('')).toEqual(['1: a value is expected here'])
    expect(told('[1]')).not.toEqual([])
  })

  test('everything wrong is told at once, in the order of the lines', () => {
    const twice = broken('rent.early.full', '"type": "date"', '"type": "time"').text.replace(
      '"document": "photos"',
      '"document": "photo"',
    )
    const faults = told(twice)
    expect(faults).toHaveLength(2)
    expect(faults.map((fault) => Number.parseInt(fault, 10))).toEqual(
      faults.map((fault) => Number.parseInt(fault, 10)).sort((a, b) => a - b),
    )
  })
})

test('JSON is read as JSON.parse reads it, whatever its layout', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      // Of two equal keys JSON.parse takes the last; we refuse.
      expect(readPlacedJson(text).value).toEqual(JSON.parse(text))
    }),
  )
})
