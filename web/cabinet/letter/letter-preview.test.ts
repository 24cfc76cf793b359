import { describe, expect, it } from 'vitest'
import { sampleDraft } from '../../../test/drafts/sample-draft.ts'
import { type Piece, previewOf } from './letter-preview.ts'

const todo = { fillIn: 'толтыру қажет', mend: 'түзету қажет' }
const flat = (lines: readonly (readonly Piece[])[]): string[] =>
  lines.map((line) =>
    line
      .map(({ kind, text }) => (kind === 'plain' ? text : `${kind === 'typed' ? '[' : '!'}${text}]`))
      .join(''),
  )
function preview(change: Partial<ReturnType<typeof sampleDraft>>, wrong: string[] = []) {
  const draft = { ...sampleDraft(), ...change }
  const type = draft.type
  if (type === null) throw new Error('no type')
  const { block, title, body } = previewOf(draft, type, new Set(wrong), todo)
  return { block: flat(block), title, body: flat(body) }
}

const same = (text: string) => ({ kk: text, ru: text, en: text })
function previewOfEveryKind(answers: ReturnType<typeof sampleDraft>['answers'], wrong: string[] = []) {
  const sample = sampleDraft()
  if (sample.type === null) throw new Error('no type')
  const type: NonNullable<ReturnType<typeof sampleDraft>['type']> = {
    ...sample.type,
    fields: [
      { code: 'amount', type: 'money', label: same('Сома, теңге'), required: true },
      {
        code: 'what',
        type: 'multiselect',
        label: same('Не өзгерді'),
        required: true,
        options: [
          { value: 'address', label: same('мекенжай') },
          { value: 'phone', label: same('телефон') },
        ],
      },
      {
        code: 'persons',
        type: 'group',
        label: same('Адамдар'),
        required: true,
        items: [
          { code: 'fullName', type: 'text', label: same('Аты'), required: true },
          { code: 'iin', type: 'iin', label: same('ЖСН'), required: true },
        ],
      },
    ],
    bodyTemplate: same('Сома: {{amount}} теңге. Өзгергені: {{what}}.\n\nАдамдар: {{persons}}.'),
  }
  return preview({ type, answers }, wrong).body
}

describe('the preview of the letter', () => {
  it('has the block of docs/domain.md 5.1, with the two editable lines marked', () => {
    expect(preview({}).block).toEqual([
      '«Қазақстан Тұрғын үй компаниясы» АҚ',
      'Басқарма Төрағасына',
      'Өтініш беруші: Сапарова Айгерім Ерланқызы',
      'ЖСН 921125270019',
      'Мекенжайы: [Астана қ., Үлгі көшесі, 1-үй, 12-пәтер]',
      'Тел.: +7 700 000 00 01',
      'E-mail: [aigerim@example.com]',
      'Шарт: № АВ-71-004215, 2019 жылғы 14 тамыз',
    ])
  })

  it('leaves out an empty e-mail and asks for an empty address', () => {
    const { block } = preview({ email: ' ', address: '' })
    expect(block).toContain('Мекенжайы: !толтыру қажет]')
    expect(block.join()).not.toContain('E-mail')
  })

  it('marks what was typed and what is still to do', () => {
    const { body } = preview({
      answers: { plannedDate: '2026-02-16', fundingSource: 'bankLoan', comment: 'Бірінші\nЕкінші' },
    })
    expect(body).toEqual([
      '2019 жылғы 14 тамыздағы № АВ-71-004215 шарты бойынша сұраймын. Күні: [16.02.2026]. Қаражат көзі: [банк қарызы]. Банк: !толтыру қажет].',
      'Хабарлауыңызды өтінемін.',
      'Қосымша түсініктеме: [Бірінші]\n[Екінші]',
    ])
  })

  it('shows an answer whose error is shown as one to mend', () => {
    const { body } = preview({ answers: { plannedDate: '2026-02-15', fundingSource: 'own' } }, [
      'plannedDate',
    ])
    expect(body[0]).toContain('Күні: !түзету қажет].')
    expect(body[0]).not.toContain('Банк')
  })

  it('composes in Russian when the letter is Russian', () => {
    const { title, body } = preview({ letterLanguage: 'ru', answers: { plannedDate: '2026-02-16' } })
    expect(title).toBe('Заявление')
    expect(body[0]).toContain('Прошу по договору № АВ-71-004215 от 14.08.2019. Дата: [16.02.2026].')
  })

  it('shows sums, lists and rows as the letter prints them, a mark a line', () => {
    const body = previewOfEveryKind({
      amount: '1250000,5',
      what: ['phone', 'address'],
      persons: [{ fullName: 'Иманбеков Данияр', iin: '850412170014' }, { fullName: 'Иманбекова Аружан' }],
    })
    expect(body.map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
      'Сома: [1 250 000,50] теңге. Өзгергені: [мекенжай, телефон].',
      'Адамдар:',
      '[1. Иманбеков Данияр, ЖСН 850412170014;]',
      '[2. Иманбекова Аружан].',
    ])
  })

  it('asks to fill in what a kind lacks, and to mend a row with an error', () => {
    expect(previewOfEveryKind({ persons: [{}] })).toEqual([
      'Сома: !толтыру қажет] теңге. Өзгергені: !толтыру қажет].',
      'Адамдар: !толтыру қажет].',
    ])
    const row = { fullName: 'Аружан', iin: '1' }
    expect(previewOfEveryKind({ persons: [row] }, ['persons.0.iin']).at(-1)).toBe('Адамдар: !түзету қажет].')
  })

  it('takes no mark from typed text', () => {
    const { body } = preview({ answers: { comment: 'a\uE001b\uE002' } })
    expect(body.at(-1)).toBe('Қосымша түсініктеме: [ab]')
  })
})
