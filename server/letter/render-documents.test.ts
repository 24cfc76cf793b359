import { describe, expect, it } from 'vitest'
import { sampleLetter, sampleReply, sampleTariffs, sampleViewingCopy } from '../../test/letter-samples.ts'
import { pdfFacts } from '../../test/pdf-facts.ts'
import type { RenderedDocument } from './letter.ts'
import { renderReply, replySchema } from './render-reply.ts'
import { renderTariffs } from './render-tariffs.ts'
import { renderViewingCopy } from './render-viewing-copy.ts'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
/** Every word of the text is printed, in any order: the page has columns. */
function expectPrinted(rendered: RenderedDocument): void {
  const printed = pdfFacts(rendered.pdf).text.replace(/\s/g, '')
  for (const word of rendered.text.split(/[\s:]+/)) expect(printed).toContain(word)
}

describe('the viewing copy', () => {
  it('adds stamp, due date, signature and the sentence on equality to the letter', () => {
    const rendered = renderViewingCopy(sampleViewingCopy())
    const text = plain(rendered.text)
    for (const line of [
      'Тіркеу нөмірі/күні: 3864 / 2026-01-12',
      'Талон: 26-000138',
      'Орындалу мерзімі: 02.02.2026',
      'Қол қойған: САПАРОВА АЙГЕРІМ',
      'ЖСН: 921125270019',
      'Қол қою тәсілі: ЭЦҚ файлы',
      'Қол қойылған уақыты: 12.01.2026 10:41:07 (UTC+5)',
      'Тіркеу куәлігінің нөмірі: 4A5B6C7D8E9F00112233445566778899AABBCCDD',
      'Куәландырушы орталық: ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022',
      'Қолданылу мерзімі: 01.06.2025 – 01.06.2026',
      'Тексеру нәтижесі: Қолтаңба жарамды',
      `SHA-256: ${'ab'.repeat(32)}`,
      'Осы құжат қағаз тасығыштағы құжатпен бірдей',
      'Данный документ равнозначен документу на бумажном носителе',
      ...sampleLetter().paragraphs,
    ]) {
      expect(text).toContain(line)
    }
    expectPrinted(rendered)
  })

  it('says so when there is no number or due date yet, and gives the remark of the check', () => {
    const [signature] = sampleViewingCopy().signatures
    const note = 'кері қайтарылғаны әлі тексерілген жоқ'
    const rendered = renderViewingCopy(
      sampleViewingCopy({
        coupon: null,
        registration: null,
        signatures: signature === undefined ? [] : [{ ...signature, verdict: 'unknown', note }],
      }),
    )
    expect(rendered.text).toContain('Тіркеу нөмірі/күні: Әлі тіркелген жоқ')
    expect(rendered.text).not.toContain('Орындалу мерзімі')
    expect(rendered.text).toContain(`Қолтаңбаның жарамдылығы әзірге белгісіз. ${note}`)
    expectPrinted(rendered)
    const undated = renderViewingCopy(
      sampleViewingCopy({ registration: { number: 1, date: '2027-12-30', dueDate: null } }),
    )
    expect(undated.text).toContain('1 / 2027-12-30')
    expect(undated.text).not.toContain('Орындалу мерзімі')
  })
})

describe("the company's reply", () => {
  it('an interim reply tells the new term and who to ask', () => {
    const rendered = renderReply(sampleReply())
    expect(plain(rendered.text).split('\n').filter(Boolean)).toEqual([
      '«Қазақстан Тұрғын үй компаниясы» АҚ',
      'БСН 990140990016, тел. +7 7172 79 75 75',
      '2026 жылғы 28 қаңтар',
      '12.01.2026 күнгі № 3864 өтінішке',
      'Сапарова Айгерім Ерланқызы',
      'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
      'Аралық жауап',
      'Құрметті Айгерім Ерланқызы!',
      'Сіздің өтінішіңізді қарау қосымша мәліметтерді талап етеді.',
      'Қараудың жаңа мерзімі: 2026 жылғы 2 наурыз',
      'Департамент басшысы',
      'Иманбеков Д. С.',
      'Орындаушы: Ахметова Ж. Б.',
      'Тел.: +7 7172 79 75 75, ішкі нөмірі 56465',
    ])
    expectPrinted(rendered)
  })

  it('an answer in Russian has no new term', () => {
    const rendered = renderReply(
      sampleReply({
        language: 'ru',
        kind: 'answer',
        newDueDate: null,
        signer: null,
        paragraphs: ['Согласны.'],
      }),
    )
    expect(rendered.text).toContain('Ответ на обращение')
    expect(rendered.text).toContain('На обращение № 3864 от 12.01.2026')
    expect(rendered.text).not.toContain('срок')
    expectPrinted(rendered)
  })

  it('before sending, number and date are blank and every day looks the same; afterwards only these two differ', () => {
    const lines = (change: Parameters<typeof sampleReply>[0]) =>
      plain(renderReply(sampleReply(change)).text)
        .split('\n')
        .filter(Boolean)
    const before = renderReply(sampleReply({ beforeSending: true }))
    expectPrinted(before)
    const later = sampleReply({ beforeSending: true, date: '2026-01-29', outgoing: 'Ш-26-000007' })
    expect(renderReply(later).sha256).toBe(before.sha256)
    const blank = plain(before.text).split('\n').filter(Boolean)
    expect(blank.slice(2, 4)).toEqual(['№ жіберілген кезде беріледі', 'Күні жіберілген кезде қойылады'])
    const sent = lines({ outgoing: 'Ш-26-000007' })
    expect(sent.slice(2, 4)).toEqual(['№ Ш-26-000007', '2026 жылғы 28 қаңтар'])
    expect(sent.toSpliced(2, 2)).toEqual(blank.toSpliced(2, 2))
  })

  it('refuses an interim reply without a new term, and an answer with one', () => {
    expect(replySchema.safeParse(sampleReply()).success).toBe(true)
    expect(replySchema.safeParse(sampleReply({ newDueDate: null })).success).toBe(false)
    expect(replySchema.safeParse(sampleReply({ kind: 'answer' })).success).toBe(false)
  })
})

describe('the approved tariffs', () => {
  it('are in one document, Kazakh first, Russian on a page of its own', () => {
    const rendered = renderTariffs(sampleTariffs())
    const text = plain(rendered.text)
    expect(rendered.pageCount).toBe(2)
    expect(text).toContain('Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш: 5 000 теңге')
    expect(text).toContain('Еркін форматтағы өтініш: ақысыз')
    expect(text).toContain('Барлық сомаға ҚҚС 16% қоса есептелген.')
    expect(text).toContain('Свободный формат: бесплатно')
    expect(text).toContain('Версия 1. Действует с 1 января 2026 года')
    expect(text.indexOf('Бекітілген тарифтер')).toBeLessThan(text.indexOf('Утверждённые тарифы'))
    expectPrinted(rendered)
  })

  it('fill as many pages as they need', () => {
    const [category] = sampleTariffs().categories
    const categories = category === undefined ? [] : Array.from({ length: 25 }, () => category)
    expect(renderTariffs(sampleTariffs({ categories })).pageCount).toBeGreaterThan(3)
  })
})
