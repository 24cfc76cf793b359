import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapeFault } from '../../domain/catalogue/letter-characters.ts'
import { sampleLetter } from '../../test/letter-samples.ts'
import { pdfFacts } from '../../test/pdf-facts.ts'
import { printable, printableLine } from './printable.ts'
import { renderLetter } from './render-letter.ts'

const squeezed = (text: string): string => text.replace(/\s/g, '')
const letterOf = (paragraph: string) => sampleLetter({ paragraphs: [paragraph] })

describe('what a client writes is text and nothing else', () => {
  const hostile = [
    '#panic("x") #read("/etc/passwd") #import "sheet.typ": *',
    '$ x^2 $ $#sys.inputs$ \\ \\n \\u{41} \\" " \' ` ``` *bold* _it_',
    '] [ } { ) ( <label> @cite = heading == - item + item / term: x',
    '// comment /* open ~ -- --- ... "quotes" https://example.com <script>alert(1)</script> &amp;',
    '{{contractNumber}} $ {x} %PDF-1.4 endobj stream (\\) )',
  ]

  it.each(hostile)('%s', (text) => {
    const rendered = renderLetter(letterOf(text))
    expect(rendered.text).toContain(text)
    expect(squeezed(pdfFacts(rendered.pdf).text)).toBe(squeezed(rendered.text))
  })

  it('in every field, not only in the body', () => {
    const evil = '#x"]$\\*@<'
    const letter = sampleLetter({
      title: evil,
      addressee: { company: evil, to: evil },
      sender: { name: evil, iin: '921125270019', address: evil, phone: evil, email: evil },
      contract: { number: evil, date: '2019-08-14' },
      extra: [{ label: evil, value: evil }],
      enclosures: [{ document: evil, fileName: `${evil}.pdf`, size: 1, sha256: '0'.repeat(64) }],
      responsibility: evil,
    })
    const rendered = renderLetter(letter)
    expect(pdfFacts(rendered.pdf).text.split(evil)).toHaveLength(14)
    expect(squeezed(pdfFacts(rendered.pdf).text)).toBe(squeezed(rendered.text))
  })

  it('makes new lines into paragraphs and drops what cannot be seen', () => {
    const text = 'бір\u0000\u0007\u001b[0m\r\nекі\u202eүш\u200b\ufeff\n\n\n\tтөрт\u00adбес\u2028алты'
    expect(printable(text, 'kk')).toBe('бір[0m\nекіүш\n\n\n төртбес\nалты')
    expect(printableLine(text, 'kk')).toBe('бір[0m екіүш төртбес алты')
    const rendered = renderLetter(letterOf(text))
    expect(rendered.text).toContain('\n\nбір[0m\n\nекіүш\n\nтөртбес\n\nалты\n\n')
    expect(squeezed(pdfFacts(rendered.pdf).text)).toBe(squeezed(rendered.text))
  })

  it('prints ₸ as a word, and the code of what the font has no shape for', () => {
    expect(printable('5000₸, 7 ₸', 'kk')).toBe('5000\u00a0теңге, 7\u00a0теңге')
    expect(printable('5 ₸', 'ru')).toBe('5\u00a0тенге')
    expect(printable('рахмет 👍🏽 ☎ \ud800', 'kk')).toBe('рахмет [U+1F44D][U+1F3FD] [U+260E] [U+D800]')
    expect(shapeFault('рахмет 👍 5 ₸ ☎ ☎\nжоқ')?.params).toEqual({ found: '👍 ☎' })
    expect(printable('и\u0306', 'kk')).toBe('й')
  })

  it('never fails, whatever the text, and prints just what it says it does', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(text, (paragraph) => {
        const rendered = renderLetter(letterOf(paragraph))
        expect(squeezed(pdfFacts(rendered.pdf).text)).toBe(squeezed(rendered.text))
      }),
      { numRuns: 60 },
    )
  })
})

describe('long texts', () => {
  it('run over the pages whole', () => {
    const sentence = 'Төлемнің түскен-түспегенін тексеріп, нәтижесін жазбаша хабарлауыңызды сұраймын. '
    const text = sentence.repeat(62).slice(0, 5000)
    const rendered = renderLetter(letterOf(text))
    expect(rendered.pageCount).toBeGreaterThan(1)
    const printed = squeezed(pdfFacts(rendered.pdf).text)
    const pageNumbers = new RegExp(`[1-9]/${rendered.pageCount}`, 'g')
    expect(printed.replace(pageNumbers, '')).toBe(squeezed(rendered.text))
  })

  it('break words that no line can hold', () => {
    const email = `${'a'.repeat(60)}@${'b'.repeat(60)}.example.com`
    const letter = sampleLetter({
      paragraphs: ['Ж'.repeat(300)],
      sender: { ...sampleLetter().sender, email },
    })
    const rendered = renderLetter(letter)
    expect(squeezed(pdfFacts(rendered.pdf).text)).toBe(squeezed(rendered.text))
    expect(pastMargin(rendered.pages)).toBeLessThan(0)
  })

  it.each([
    ['numbers', '№ 12-а '],
    ['numbers without a blank', '№\u00a012-а,'],
    ['flats', '12-пәтер '],
    ['long words', 'тұрғындардыңкелісімімен '],
    ['long words with a number inside', 'тұрғындардың12-пәтеріндегілердің '],
    ['words that no line can hold', `${'Ж'.repeat(80)} `],
  ])('may have some thousand %s, in one paragraph or each in its own', (_, piece) => {
    const times = Math.floor(12_000 / piece.length)
    for (const paragraphs of [[piece.repeat(times).trim()], Array<string>(times).fill(piece.trim())]) {
      const rendered = renderLetter(sampleLetter({ paragraphs }))
      const printed = squeezed(pdfFacts(rendered.pdf).text)
      expect(printed.split(squeezed(piece)).length - 1).toBeGreaterThanOrEqual(times - rendered.pages.length)
      expect(pastMargin(rendered.pages)).toBeLessThan(0)
    }
  })

  it('stay inside the margins, whatever is written', () => {
    const pieces = fc.array(fc.constantFrom('Ж', 'Щ', 'ұ', '1', '12', '№ ', '-', '-', ' ', '@', '.'), {
      minLength: 1,
      maxLength: 40,
    })
    const line = pieces.map((parts) => `x${parts.join('')}`)
    fc.assert(
      fc.property(line, line, (long, number) => {
        const { sender } = sampleLetter()
        const rendered = renderLetter(
          sampleLetter({
            paragraphs: [`${long} ${number}`],
            sender: { ...sender, name: long, email: number },
            contract: { number, date: '2019-08-14' },
          }),
        )
        expect(pastMargin(rendered.pages)).toBeLessThan(0)
      }),
      { numRuns: 40 },
    )
  })
})

/**
 * How far the last glyph of any line begins beyond the right margin, in points: A4 is 595.28 wide, the margin 20
 * mm.
 */
const pastMargin = (pages: readonly string[]): number =>
  Math.max(...pages.flatMap(rightEdges)) - (595.28 - (20 / 25.4) * 72)

/** Where the last glyph of each run of text begins, in points from the left; runs are moved by nested matrices. */
function rightEdges(page: string): number[] {
  const edges: number[] = []
  const moves: number[] = []
  let left = 0
  for (const [tag, open, shift, x] of page
    .replace(/<g [^>]*\/>/g, '')
    .matchAll(
      /<(g)(?:[^>]*transform="matrix\([-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ ([-\d.]+))?[^>]*>|<\/g>|<use [^>]*x="([-\d.]+)"/g,
    )) {
    if (open !== undefined) {
      moves.push(Number(shift ?? 0))
      left += Number(shift ?? 0)
    } else if (tag === '</g>') left -= moves.pop() ?? 0
    else edges.push(left + Number(x))
  }
  return edges
}
