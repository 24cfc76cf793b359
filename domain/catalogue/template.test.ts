import { describe, expect, test } from 'vitest'
import { shippedType } from '../../test/shipped-types.ts'
import { answerPrinter } from '../../words/answer-printer.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import { composeBody, subjectOf } from './template.ts'

const facts = {
  contractNumber: 'АВ-71-004215',
  contractDate: '2019-08-14' as PlainDate,
  propertyAddress: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
}
const print = answerPrinter({ contracts: [], appeals: [] })

describe('§5 the text of a template', () => {
  const rent = shippedType('rent.early.full')
  const answers = { plannedDate: '2026-02-16', fundingSource: 'own' }

  test('in Kazakh reads as the reviewed example', () => {
    expect(composeBody(rent, answers, facts, 'kk', print)).toEqual({
      paragraphs: [
        '2019 жылғы 14 тамыздағы № АВ-71-004215 сатып алу құқығымен тұрғын үйді жалға алу шарты бойынша жалдау төлемдерін мерзімінен бұрын толық өтеуге рұқсат беруіңізді сұраймын. Тұрғын үйдің мекенжайы: Астана қ., Үлгі көшесі, 1-үй, 12-пәтер. Өтеудің жоспарланған күні: 16.02.2026. Қаражат көзі: меншікті қаражат. Осы күнге төленуге тиіс нақты соманы, төлем деректемелерін және тұрғын үйді меншікке рәсімдеу тәртібін хабарлауыңызды өтінемін.',
      ],
      extra: [],
    })
  })

  test('in Russian puts the date after the number', () => {
    expect(composeBody(rent, answers, facts, 'ru', print).paragraphs[0]).toContain(
      '№ АВ-71-004215 от 14.08.2019. Адрес жилья: Астана',
    )
  })

  test('drops a sentence whose only placeholders are empty', () => {
    const text = composeBody(rent, answers, { ...facts, propertyAddress: null }, 'kk', print).paragraphs[0]
    expect(text).not.toContain('Тұрғын үйдің мекенжайы')
    expect(text).not.toContain('{{')
  })

  test('prints a filled field that the text does not mention as a line of its own', () => {
    const body = composeBody(
      rent,
      { ...answers, fundingSource: 'bankLoan', lenderBank: 'Үлгі Банк' },
      facts,
      'kk',
      print,
    )
    expect(body.extra).toEqual([{ label: 'Қарыз беретін банк', value: 'Үлгі Банк' }])
  })

  test('does not print a field that is hidden by another answer', () => {
    expect(composeBody(rent, { ...answers, lenderBank: 'Үлгі Банк' }, facts, 'kk', print).extra).toEqual([])
  })

  test('what a client types is never read as a placeholder', () => {
    const body = composeBody(rent, { ...answers, comment: '{{contractNumber}} $& $1' }, facts, 'ru', print)
    expect(body.paragraphs[0]).toMatch(/\{\{contractNumber\}\} \$& \$1$/)
  })
})

describe('§5 free format', () => {
  const free = shippedType('gen.free')

  test('keeps the client’s paragraphs', () => {
    const answers = { subject: 'Төлем туралы', text: 'Бірінші абзац.\n\nЕкінші абзац.' }
    expect(composeBody(free, answers, facts, 'kk', print)).toEqual({
      paragraphs: ['Бірінші абзац.', 'Екінші абзац.'],
      extra: [],
    })
  })

  test('its subject is the client’s own; a template’s is the type’s name', () => {
    expect(subjectOf(free, { subject: ' Төлем туралы ' }, 'kk')).toBe('Төлем туралы')
    expect(subjectOf(shippedType('rent.early.full'), {}, 'ru')).toBe(
      'Заявление на полное досрочное погашение аренды',
    )
  })
})
