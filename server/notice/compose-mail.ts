import type { Language } from '../../domain/language.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { notices as en } from '../../words/en/notices.ts'
import { fill } from '../../words/fill.ts'
import { notices as kk } from '../../words/kk/notices.ts'
import { noticeWords } from '../../words/notice-words.ts'
import { notices as ru } from '../../words/ru/notices.ts'
import { type ComposedMail, composed, type MailFrame } from './mail-frame.ts'
import type { StoredNotice } from './notice-store.ts'

const words: Readonly<Record<Language, typeof kk>> = { kk, ru, en }

/**
 * The mail of a notice. Nothing personal beyond the number (or coupon) and the link, which opens only for its client
 * (docs/domain.md 2.3): no name, no subject, no executor.
 */
export function composeNotice(notice: StoredNotice, { language, site, company }: MailFrame): ComposedMail {
  const said = words[language]
  const coupon = notice.coupon === null ? null : formatCoupon(notice.coupon)
  const page = notice.kind === 'signedNotSent' ? 'write' : 'appeals'
  const { title, detail, yourPart } = noticeWords(said, { ...notice, coupon, company }, language)
  return composed(title, language, [
    { text: `${detail} ${yourPart}` },
    { text: said.mailOpen, link: `${site}/${page}/${notice.appealId}` },
    { text: fill(said.mailFoot, { company }), small: true },
    { text: said.mailSettings, link: settingsLink(site), small: true },
  ])
}

/** The mail that asks whether an address is its client's. */
export function composeConfirmation(token: string, { language, site, company }: MailFrame): ComposedMail {
  const said = words[language]
  return composed(said.confirmSubject, language, [
    { text: fill(said.confirmText, { company }) },
    { text: said.confirmLink, link: `${site}/confirm-email?token=${token}` },
    { text: said.confirmNotYou },
    { text: fill(said.mailFoot, { company }), small: true },
  ])
}

/** Where a client turns mails off. */
export const settingsLink = (site: string): string => `${site}/profile`
