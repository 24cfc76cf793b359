import type { Language } from '../domain/language.ts'
import type { AccessAct, SignalKind } from '../domain/signal/kind.ts'
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
  /** Of one about the account: the device in words, what was done, and when, such as 12.01.2026, 10:41. */
  readonly account?:
    | { readonly device: string; readonly act: AccessAct | null; readonly at: string }
    | undefined
}

export const signalLabel = (words: typeof kk, number: number | null): string =>
  number === null ? words.withoutNumber : fill(words.byNumber, { number })

/** The words of a signal, for the page and for mails alike. */
export function signalWords(
  words: typeof kk,
  { kind, number, day, step, account }: SignalFacts,
  language: Language,
): { readonly title: string; readonly detail: string } {
  const said = {
    label: signalLabel(words, number),
    n: Math.abs(step ?? 0),
    day: day === null ? '' : formatLongDate(day, language),
    device: account?.device ?? '',
    at: account?.at ?? '',
    act: account?.act == null ? '' : words.accessActs[account.act],
  }
  const { title, detail } = words.kinds[kind]
  return { title: capital(fill(title, said)), detail: fill(detail, said) }
}
