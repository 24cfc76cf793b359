import type { Language } from '../domain/language.ts'
import type { SignalKind } from '../domain/signal/kind.ts'
import { capital } from './capital.ts'
import { formatLongDate } from './dates.ts'
import { fill } from './fill.ts'
import type { signals as kk } from './kk/signals.ts'

/** What a signal's words need. `step`: working days from `day` when it was told. */
export interface SignalFacts {
  readonly kind: SignalKind
  /** The appeal's in the register; null: it has none. */
  readonly number: number | null
  readonly day: string | null
  readonly step: number | null
}

export const signalLabel = (words: typeof kk, number: number | null): string =>
  number === null ? words.withoutNumber : fill(words.byNumber, { number })

/** The words of a signal, for the page and for mails alike. */
export function signalWords(
  words: typeof kk,
  { kind, number, day, step }: SignalFacts,
  language: Language,
): { readonly title: string; readonly detail: string } {
  const said = {
    label: signalLabel(words, number),
    n: Math.abs(step ?? 0),
    day: day === null ? '' : formatLongDate(day, language),
  }
  const { title, detail } = words.kinds[kind]
  return { title: capital(fill(title, said)), detail: fill(detail, said) }
}
