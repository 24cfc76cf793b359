import type { Language } from '../../domain/language.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { parseDevice } from '../../domain/security/device.ts'
import { formatMoment } from '../../words/dates.ts'
import { deviceWords } from '../../words/device-words.ts'
import { account as accountEn } from '../../words/en/account.ts'
import { notices as en } from '../../words/en/notices.ts'
import { fill } from '../../words/fill.ts'
import { account as accountKk } from '../../words/kk/account.ts'
import { notices as kk } from '../../words/kk/notices.ts'
import { noticeWords } from '../../words/notice-words.ts'
import { account as accountRu } from '../../words/ru/account.ts'
import { notices as ru } from '../../words/ru/notices.ts'
import { type ComposedMail, composed, type MailFrame } from './mail-frame.ts'
import type { StoredNotice } from './notice-store.ts'

const words: Readonly<Record<Language, typeof kk>> = { kk, ru, en }
const ofAccount: Readonly<Record<Language, typeof accountKk>> = {
  kk: accountKk,
  ru: accountRu,
  en: accountEn,
}

/**
 * The mail of a notice. Nothing personal beyond the number (or coupon) and the link, which opens only for its client
 * (docs/domain.md 2.3): no name, no subject, no executor.
 */
export function composeNotice(notice: StoredNotice, { language, site, company }: MailFrame): ComposedMail {
  const said = words[language]
  const coupon = notice.coupon === null ? null : formatCoupon(notice.coupon)
  // What is signed of a draft is sent from there; what is signed in a sent appeal, from its page.
  const page = notice.kind === 'signedNotSent' && notice.coupon === null ? 'write' : 'appeals'
  const { title, detail, yourPart } = noticeWords(said, { ...notice, coupon, company }, language)
  return composed(title, language, [
    { text: `${detail} ${yourPart}` },
    { text: said.mailOpen, link: `${site}/${page}/${notice.appealId}` },
    { text: fill(said.mailFoot, { company }), small: true },
    { text: said.mailSettings, link: settingsLink(site), small: true },
  ])
}

/** The mail of notices about the account, one or those that waited for each other. It names no client. */
export function composeAccountNotices(
  notices: readonly StoredNotice[],
  { language, site, company }: MailFrame,
): ComposedMail {
  const said = words[language]
  const told = notices.map((notice) => {
    const device = deviceWords(ofAccount[language], parseDevice(notice.about?.device ?? null))
    const account = { device, at: formatMoment(notice.at.getTime()), fields: notice.about?.fields ?? [] }
    return noticeWords(said, { ...notice, coupon: null, company, account }, language)
  })
  return composed(told[0]?.title ?? '', language, [
    ...told.map(({ detail }) => ({ text: detail })),
    { text: told[0]?.yourPart ?? '' },
    { text: said.mailAccount, link: settingsLink(site) },
    { text: fill(said.mailFoot, { company }), small: true },
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
