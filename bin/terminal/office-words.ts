import type { Language } from '../../domain/language.ts'
import { problemWords } from '../../server/http/problem-words.ts'
import { NotFound, Refused } from '../../server/refused.ts'
import { operatingOffice as en } from '../../words/en/operating-office.ts'
import { fill } from '../../words/fill.ts'
import { operatingOffice as kk } from '../../words/kk/operating-office.ts'
import { operatingOffice as ru } from '../../words/ru/operating-office.ts'
import { inWorld } from './command-world.ts'
import { languageHere } from './terminal-words.ts'

export type OfficeWords = typeof kk
const words = { kk, ru, en }

export const officeWordsHere = (): OfficeWords => words[languageHere()]

/** Something that was named is not there, in words. */
export class NotNamed extends Error {}

/** What an act of the office refused, in words; null for a fault of ours. */
function whyNot(error: unknown, language: Language): string | null {
  if (error instanceof NotNamed) return error.message
  if (error instanceof Refused) {
    const { title, detail } = problemWords(error.refusal.code, language, error.refusal.params)
    return `${title}. ${detail}`
  }
  return error instanceof NotFound ? problemWords('not_found', language).title : null
}

/** Runs a command on the office: 0 done, 1 refused in words, or what the work answers. */
export async function onOffice(
  command: string,
  work: (...given: Parameters<Parameters<typeof inWorld>[2]>) => Promise<number>,
): Promise<number> {
  const language = languageHere()
  return await inWorld(command, language, async (world) => {
    try {
      return await work(world)
    } catch (error) {
      const reason = whyNot(error, language)
      if (reason === null) throw error
      console.error(`otinish ${command}: ${reason}`)
      return 1
    }
  })
}

/** The one of this login. Throws NotNamed. */
export function byLogin<One extends { readonly login: string }>(all: readonly One[], login: string): One {
  const found = all.find((one) => one.login === login.trim().toLowerCase())
  if (found === undefined) throw new NotNamed(fill(officeWordsHere().loginUnknown, { login }))
  return found
}

/** The open unit of this code. Throws NotNamed. */
export function byCode<One extends { readonly code: string; readonly closed: boolean }>(
  all: readonly One[],
  code: string,
): One {
  const found = all.find((one) => one.code === code && !one.closed)
  if (found === undefined) throw new NotNamed(fill(officeWordsHere().unitUnknown, { code }))
  return found
}
