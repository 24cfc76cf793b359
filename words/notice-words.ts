import type { Language } from '../domain/language.ts'
import type { NoticeKind } from '../domain/notice/notice.ts'
import { capital } from './capital.ts'
import { formatLongDate } from './dates.ts'
import { fill } from './fill.ts'
import type { notices as kk } from './kk/notices.ts'

/** What a notice's words need; dates as YYYY-MM-DD, `company` the short name. */
export interface NoticeFacts {
  readonly kind: NoticeKind
  readonly registrationNumber: number | null
  /** Null while the letter is not sent. */
  readonly coupon: string | null
  readonly registrationDate: string | null
  readonly dueDate: string | null
  readonly company: string
  /** Of one about the account. */
  readonly account?: AccountFacts | undefined
}

/** What is told of an account, in words: where somebody came in and when, or what was changed. */
export interface AccountFacts {
  readonly device: string
  /** Such as 12.01.2026, 10:41. */
  readonly at: string
  readonly fields: readonly ('address' | 'phone' | 'email')[]
}

/** A notice in words: what happened, and what the client must do. */
export interface NoticeWords {
  readonly title: string
  readonly detail: string
  readonly yourPart: string
}

/** The words of a notice, for the cabinet and for letters alike. */
export function noticeWords(words: typeof kk, facts: NoticeFacts, language: Language): NoticeWords {
  const { registrationNumber, coupon, registrationDate, dueDate, company, account } = facts
  const label =
    registrationNumber === null
      ? fill(words.byCoupon, { coupon: coupon ?? '' })
      : fill(words.byNumber, { number: registrationNumber })
  const date = registrationDate === null ? '' : formatLongDate(registrationDate, language)
  const due = dueDate === null ? words.dueToBeTold : formatLongDate(dueDate, language)
  const { title, detail, yourPart } = words.kinds[facts.kind]
  const fields = account?.fields.map((field) => words.contacts[field]).join(', ') ?? ''
  const said = { label, date, due, company, fields, device: account?.device ?? '', at: account?.at ?? '' }
  return { title: capital(fill(title, said)), detail: fill(detail, said), yourPart: fill(yourPart, said) }
}
