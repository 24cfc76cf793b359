import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sampleLetter } from '../../test/letter-samples.ts'
import { pdfFacts } from '../../test/pdf-facts.ts'
import { renderLetter } from './render-letter.ts'
import { letterStandard } from './typst.ts'

/** Two texts are the same letter when they agree without white space: lines break where the page ends them. */
const squeezed = (text: string): string => text.replace(/\s/g, '')

describe('the letter', () => {
  const letter = sampleLetter()
  const rendered = renderLetter(letter)
  const facts = pdfFacts(rendered.pdf)

  it('prints every word, in the order of the text for screen readers', () => {
    expect(squeezed(facts.text)).toBe(squeezed(rendered.text))
    for (const text of [letter.sender.name, letter.sender.address, ...letter.paragraphs]) {
      expect(rendered.text).toContain(text)
    }
    for (const character of 'әғқңөұүіӨҚ«»№–') expect(facts.text).toContain(character)
  })

  it('has the parts of docs/domain.md 5.1 in their order', () => {
    expect(rendered.text.replaceAll('\u00a0', ' ').split('\n')).toEqual([
      '«Қазақстан Тұрғын үй компаниясы» АҚ',
      'Басқарма Төрағасына',
      'Өтініш беруші: Сапарова Айгерім Ерланқызы',
      'ЖСН 921125270019',
      'Мекенжайы: Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
      'Тел.: +7 700 000 00 01',
      'E-mail: aigerim@example.com',
      'Шарт: № АВ-71-004215, 2019 жылғы 14 тамыз',
      '',
      'Өтініш',
      '',
      ...letter.paragraphs.flatMap((paragraph) => [paragraph, '']),
      'Қоса беріледі:',
      '1. Жеке куәлік – жеке куәлік.pdf, 1,2 МБ',
      'SHA-256: 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
      '2. Төлем туралы түбіртек – түбіртек 12.01.2026.jpg, 86 КБ',
      'SHA-256: d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35',
      '',
      'Қоса берілген құжаттардың сапасы мен дұрыстығы үшін «ҚТК» АҚ клиенті жауапты болады.',
      '',
      'Тариф бойынша төлем: 5 000 теңге, оның ішінде ҚҚС 16% – 689,66 теңге. Төлем әдісі: деректемелер бойынша.',
      '',
      '2026 жылғы 12 қаңтар',
    ])
  })

  it('carries the digests of attachments as keywords, once in Info and once in the only XMP packet', () => {
    const keywords = letter.enclosures.map(({ sha256 }) => `sha256:${sha256}`).join(', ')
    expect(facts.xmpPackets).toBe(1)
    expect(facts.xmpKeywords).toEqual([keywords])
    expect(facts.infoKeywords).toBe(keywords)
    const without = pdfFacts(renderLetter({ ...letter, enclosures: [] }).pdf)
    expect([without.xmpPackets, without.xmpKeywords, without.infoKeywords]).toEqual([1, [], null])
  })

  it('embeds PT Serif alone, with its Unicode map, tagged, in the language of the letter', () => {
    expect(facts.fonts.map(({ name }) => name.replace(/^[A-Z]{6}\+/, '')).sort()).toEqual([
      'PTSerif-Bold',
      'PTSerif-Regular',
    ])
    for (const font of facts.fonts) expect(font).toMatchObject({ embedded: true, toUnicode: true })
    expect(facts.language).toBe('kk')
    // On the platforms of Typst 0.6, which are for the demo only, there are no tags.
    expect(facts.tagged).toBe(letterStandard() === 'a-2a')
    expect(pdfFacts(renderLetter({ ...letter, language: 'ru' }).pdf).language).toBe('ru')
  })

  it('is dated by the letter, not by the clock', () => {
    const raw = Buffer.from(rendered.pdf).toString('latin1')
    const dates = [...raw.matchAll(/(?:CreateDate|ModifyDate|stEvt:when)>([^<]+)</g)].map(([, date]) => date)
    expect(new Set(dates)).toEqual(new Set(['2026-01-12T00:00:00Z']))
    expect(raw).toContain('D:20260112000000Z')
  })

  it('tells the SHA-256 of its bytes, and the same letter gives the same bytes', () => {
    expect(rendered.sha256).toBe(createHash('sha256').update(rendered.pdf).digest('hex'))
    expect(renderLetter(sampleLetter()).sha256).toBe(rendered.sha256)
    expect(renderLetter(sampleLetter({ date: '2026-01-13' })).sha256).not.toBe(rendered.sha256)
  })

  it('writes Russian, without e-mail, contract, payment and attachments where there are none', () => {
    const bare = renderLetter(
      sampleLetter({
        language: 'ru',
        title: 'Заявление',
        addressee: { company: 'АО «Казахстанская Жилищная Компания»', to: 'Председателю Правления' },
        sender: { ...letter.sender, email: null, address: 'г. Астана, ул. Үлгі, д. 1, кв. 12' },
        contract: null,
        paragraphs: ['Прошу ответить.'],
        extra: [{ label: 'Комментарий', value: 'первая строка\nвторая строка' }],
        enclosures: [],
        responsibility: null,
        payment: null,
      }),
    )
    expect(bare.text.replaceAll('\u00a0', ' ')).toBe(
      [
        'АО «Казахстанская Жилищная Компания»\nПредседателю Правления\nОт кого: Сапарова Айгерім Ерланқызы\nИИН 921125270019',
        '\nАдрес: г. Астана, ул. Үлгі, д. 1, кв. 12\nТел.: +7 700 000 00 01\n\nЗаявление\n\nПрошу ответить.',
        '\n\nКомментарий: первая строка\n\nвторая строка\n\n12 января 2026 года',
      ].join(''),
    )
    expect(squeezed(pdfFacts(bare.pdf).text)).toBe(squeezed(bare.text))
  })

  it('prints the mandate of a debit', () => {
    const debited = (account: string | null): string => {
      const payment = { amountTiyn: 300_000, vatPercent: 0, vatTiyn: 0, method: 'debit', account } as const
      return renderLetter(sampleLetter({ payment })).text.replaceAll('\u00a0', ' ')
    }
    expect(debited('KZ50 999T EST0 0000 0042')).toContain(
      'шоттан ұстап қалу. 3 000 теңге сомасын KZ50 999T EST0 0000 0042 шотынан ұстап қалуға келісемін.',
    )
    expect(debited(null)).toContain(
      'Тариф бойынша төлем: 3 000 теңге. Төлем әдісі: шоттан ұстап қалу. 3 000 теңге сомасын шартым бойынша шоттан ұстап қалуға келісемін.',
    )
  })
})

describe('the pages as images', () => {
  const long = renderLetter(
    sampleLetter({ paragraphs: Array.from({ length: 40 }, (_, n) => `${n} ${'сөз '.repeat(60)}`) }),
  )

  it('are as many as the pages of the PDF, numbered in it', () => {
    const facts = pdfFacts(long.pdf)
    expect(long.pageCount).toBeGreaterThan(3)
    expect(facts.pageCount).toBe(long.pageCount)
    expect(long.pages).toHaveLength(long.pageCount)
    expect(squeezed(facts.text)).toContain(`1/${long.pageCount}`)
  })

  it('hold each its own page, complete and nothing else', () => {
    const drawn = long.pages.map((page) => page.match(/<use /g)?.length ?? 0)
    // A glyph is drawn for every character but the blank ones.
    expect(drawn.reduce((sum, count) => sum + count)).toBe([...squeezed(pdfFacts(long.pdf).text)].length)
    expect(Math.min(...drawn)).toBeGreaterThan(0)
    for (const [index, page] of long.pages.entries()) {
      const ids = new Set([...page.matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id))
      for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id)
      expect(page).toMatch(new RegExp(`^<svg [^>]*viewBox="0 ${index === 0 ? 0 : '\\d{3,4}[.\\d]*'} 595`))
    }
  })

  it('are safe as <img>: outlines only', () => {
    for (const page of long.pages) {
      const elements = new Set([...page.matchAll(/<([a-zA-Z:]+)/g)].map(([, name]) => name))
      expect([...elements].sort()).toEqual(['defs', 'g', 'path', 'rect', 'svg', 'symbol', 'use'])
      expect(page).not.toMatch(/\son\w+=|https?:(?!\/\/www\.w3\.org\/)|url\(|javascript:|<!|<\?/)
    }
  })
})
