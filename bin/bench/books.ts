import { type Figure, inDrawnOrder, quantile, round } from './figures.ts'
import { ratio } from './sight.ts'
import { onStage, type Stage } from './stage.ts'
import { asking, fillYear, lookers, sizes } from './year.ts'

const rounds = 600
const warmUp = 10
const exportRounds = 10

type Asked = (last: number) => { readonly role: 'auditor' | 'head'; readonly path: string }
const page =
  (role: 'auditor' | 'head', book: string, place: (last: number) => string): Asked =>
  (last) => ({ role, path: `books/${book}?year=2025${place(last)}` })

/** Pages of a year's books, by the last number of the year. */
const pages: Readonly<Record<string, Asked>> = {
  'first page': page('auditor', 'incoming', () => '&from=1'),
  'page in the middle': page('auditor', 'incoming', (last) => `&from=${Math.floor(last / 2)}`),
  'last page': page('auditor', 'incoming', () => ''),
  'page of a month': page('auditor', 'incoming', () => '&month=6'),
  'page of what was corrected': page('auditor', 'incoming', () => '&mark=corrected'),
  'page of what came to nothing': page('auditor', 'incoming', () => '&mark=struck'),
  'last page of a head': page('head', 'incoming', () => ''),
  'page of a head in the middle': page('head', 'incoming', (last) => `&from=${Math.floor(last / 2)}`),
  'page of a head, of what came to nothing': page('head', 'incoming', () => '&mark=struck'),
  'last page of letters': page('auditor', 'outgoing', () => ''),
  'page of letters in the middle': page('auditor', 'outgoing', (last) => `&from=${Math.floor(last / 2)}`),
  'page of annulled letters': page('auditor', 'outgoing', () => '&mark=struck'),
}

/**
 * The register books of a year of 10,000 and of 100,000 appeals: pages at both ends and deep inside, by month, by mark,
 * those of a head, and a month taken away as a file. Both are asked in each round, so that what is slow slows both.
 */
export async function bookFigures(): Promise<Figure[]> {
  return await onStage(async (small) => await onStage(async (large) => await compare(small, large)))
}

async function compare(small: Stage, large: Stage): Promise<Figure[]> {
  await fillYear(small, sizes.few)
  await fillYear(large, sizes.many)
  const sides = [
    { ask: asking(small, await lookers(small)), last: sizes.few },
    { ask: asking(large, await lookers(large)), last: sizes.many },
  ]
  const figures: Figure[] = []
  for (const [name, asked] of Object.entries(pages)) {
    const times: number[][] = [[], []]
    for (let n = -warmUp; n < rounds; n += 1) {
      for (const [at, { ask, last }] of inDrawnOrder([...sides.entries()])) {
        const { role, path } = asked(last)
        const { ms } = await ask(role, path)
        if (n >= 0) times[at]?.push(ms)
      }
    }
    const [few = [], many = []] = times
    figures.push({ ...ratio(`book: ${name}`, few, many), budget: 1.5, hard: true })
  }
  return [...figures, await monthAway(sides)]
}

/** A month has ten times the rows in ten times the year, so a row is what is compared. */
async function monthAway(sides: readonly { ask: ReturnType<typeof asking> }[]): Promise<Figure> {
  const times: number[][] = [[], []]
  for (let n = -1; n < exportRounds; n += 1) {
    for (const [at, { ask }] of sides.entries()) {
      const { ms, text } = await ask('auditor', 'books/incoming/file?format=csv&year=2025&month=6')
      const rows = text.trimEnd().split('\r\n').length - 1
      if (n >= 0) times[at]?.push(ms / rows)
    }
  }
  const [few = Number.NaN, many = Number.NaN] = times.map((sample) => quantile(sample, 0.5))
  return {
    name: 'book: a month as a file at 100,000 appeals, a row',
    value: round(many / few),
    unit: 'ratio of medians',
    against: 'itself at 10,000',
    budget: 1.5,
    hard: true,
    from: { manyMs: round(many, 3), fewMs: round(few, 3) },
  }
}
