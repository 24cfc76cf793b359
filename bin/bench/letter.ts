import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { projectRoot } from '../../db/project-root.ts'
import { letterSchema } from '../../server/letter/letter.ts'
import { renderLetter } from '../../server/letter/render-letter.ts'
import { openTypst } from '../../server/letter/typst.ts'
import { ensureBrowser } from '../testing/browser.ts'
import { type Figure, quantile, round } from './figures.ts'

const rounds = 200

/**
 * The letter as the product makes it, PDF and digest, against bare Typst: the same words as paragraphs of an empty
 * template, the same binding, standard and fonts. Taken in turn, so that a slower minute slows both.
 */
export async function letterFigures(): Promise<Figure[]> {
  const sample = readFileSync(join(projectRoot(), 'docs/samples/letter.json'), 'utf8')
  const letter = letterSchema.parse(JSON.parse(sample))
  const words = renderLetter(letter).text
  const ours: number[] = []
  const bare: number[] = []
  for (let n = 0; n < rounds + 20; n += 1) {
    const first = performance.now()
    renderLetter({ ...letter, paragraphs: [...letter.paragraphs, `№ ${n}`] })
    const between = performance.now()
    bareTypst(`${words}\n\n№ ${n}`)
    const last = performance.now()
    // The first ones warm fonts and caches up.
    if (n >= 20) {
      ours.push(between - first)
      bare.push(last - between)
    }
    // Without a turn of the event loop the binding's buffers are not released.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const [mine, theirs] = [quantile(ours, 0.5), quantile(bare, 0.5)]
  const printed = await printedMs(words)
  return [
    {
      name: 'letter PDF',
      value: round(mine / theirs),
      unit: 'ratio of medians',
      against: 'bare Typst, the same words',
      budget: 3,
      from: { letterMs: round(mine), typstMs: round(theirs), p95Ms: round(quantile(ours, 0.95)) },
    },
    {
      name: 'headless Chromium printing the letter',
      value: round(printed.inOwnContext / mine, 1),
      unit: 'times the time of the letter PDF',
      against: 'letter PDF',
      atLeast: 20,
      from: {
        chromiumMs: round(printed.inOwnContext),
        inOnePageMs: round(printed.inOnePage),
        letterMs: round(mine),
      },
    },
  ]
}

/**
 * The same words as paragraphs in the same typeface, from text to PDF, by a browser that is running and warm. Each
 * letter has a context of its own, as a server must do with letters of different people; `inOnePage` are those of a
 * page that is open already and has printed others before. Medians, ms.
 */
async function printedMs(words: string): Promise<{ inOwnContext: number; inOnePage: number }> {
  const font = readFileSync(join(projectRoot(), 'node_modules/@expo-google-fonts/pt-serif', fontFile))
  const style = `@font-face{font-family:x;src:url(data:font/ttf;base64,${font.toString('base64')})}body{font-family:x}`
  const browser = await chromium.launch({ executablePath: ensureBrowser() })
  const print = async (page: Page, n: number): Promise<void> => {
    const paragraphs = [...words.split('\n'), `№ ${n}`].map((line) => `<p>${escaped(line)}</p>`)
    const html = `<!doctype html><html lang="kk"><title>x</title><style>${style}</style>${paragraphs.join('')}</html>`
    await page.setContent(html)
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    await page.pdf({ format: 'A4', tagged: true })
  }
  try {
    const open = await browser.newPage()
    const own: number[] = []
    const one: number[] = []
    for (let n = 0; n < 15; n += 1) {
      const first = performance.now()
      const context = await browser.newContext()
      await print(await context.newPage(), n)
      await context.close()
      const between = performance.now()
      await print(open, n)
      const last = performance.now()
      if (n < 5) continue
      own.push(between - first)
      one.push(last - between)
    }
    return { inOwnContext: quantile(own, 0.5), inOnePage: quantile(one, 0.5) }
  } finally {
    await browser.close()
  }
}

const fontFile = '400Regular/PTSerif_400Regular.ttf'

const escaped = (text: string): string => text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))

/** Typst with nothing of ours: default page, the words as text. */
function bareTypst(words: string): void {
  const { compiler, standard } = openTypst()
  const compiled = compiler.compile({
    mainFileContent:
      '#set document(date: datetime(year: 2026, month: 1, day: 12), title: "x")\n' +
      '#set text(font: "PT Serif", lang: "kk")\n#sys.inputs.words',
    inputs: { words },
  })
  if (compiled.result === null) throw new Error('the bare Typst template does not compile')
  compiler.pdf(compiled.result, { pdfStandard: standard, creationTimestamp: 0, pdfTags: true })
  compiler.evictCache(10)
}
