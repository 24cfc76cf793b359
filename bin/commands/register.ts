import { parseArgs } from 'node:util'
import type { Language } from '../../domain/language.ts'
import { checkRegister, type RegisterFault } from '../../server/book/check-register.ts'
import { register as en } from '../../words/en/register.ts'
import { fill } from '../../words/fill.ts'
import { register as kk } from '../../words/kk/register.ts'
import { register as ru } from '../../words/ru/register.ts'
import { inWorld } from '../terminal/command-world.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish register check [--year 2026] [--language kk|ru|en]

  Goes through the registers of incoming appeals and outgoing letters and changes nothing: numbers without gaps or the
  gap explained, dates in order, each row with its appeal, letter and event, corrections as their events vouch for
  them, months as they were printed and sealed. Names the first thing that is wrong.
  Exit code: 0 whole, 1 something is wrong, 3 wrong arguments.`

const words = { kk, ru, en }

/** `otinish register check`: are the register books whole? */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) return wrongArguments('register', usage)
  const said = words[asked.language]
  return await inWorld('register', asked.language, async ({ context }) => {
    const { years, editions, stale, fault } = await checkRegister(context, asked.year)
    for (const { book, ...found } of years) console.log(fill(said.year, { ...found, book: said.books[book] }))
    console.log(fill(said.editions, { n: editions }))
    for (const { book, year, month, edition } of stale) {
      console.log(fill(said.stale, { book: said.books[book], year, month, n: edition }))
    }
    if (fault === null) console.log(said.good)
    else console.error(wrongLine(fault, said))
    return fault === null ? 0 : 1
  })
}

function wrongLine({ what, book, year, number, month, appealId }: RegisterFault, said: typeof kk): string {
  const places = [
    ...(number === null ? [] : [fill(said.place, { number })]),
    ...(month === null ? [] : [fill(said.month, { month })]),
    ...(appealId === null ? [] : [fill(said.appeal, { id: appealId })]),
  ]
  const place = places.map((one) => `, ${one}`).join('')
  return fill(said.bad, { book: said.books[book], year, place, what: said.wrong[what] })
}

function parse(args: string[]): { year: number | null; language: Language } | null {
  try {
    const options = { year: { type: 'string' }, language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const language = terminalLanguage(values.language, process.env)
    const year = values.year === undefined ? null : Number(values.year)
    if (positionals.join(' ') !== 'check' || language === undefined) return null
    return year !== null && !(Number.isInteger(year) && year > 2000 && year < 3000)
      ? null
      : { year, language }
  } catch {
    return null
  }
}
