import type { Language } from '../../domain/language.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { notices as en } from '../../words/en/notices.ts'
import { fill } from '../../words/fill.ts'
import { notices as kk } from '../../words/kk/notices.ts'
import { noticeWords } from '../../words/notice-words.ts'
import { notices as ru } from '../../words/ru/notices.ts'
import type { StoredNotice } from './notice-store.ts'

const words: Readonly<Record<Language, typeof kk>> = { kk, ru, en }

/** A mail in words, before it is addressed. */
export interface ComposedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What every mail of the site says of itself. `site` is its address, without a slash at the end. */
export interface MailFrame {
  readonly language: Language
  readonly site: string
  /** The company's short name. */
  readonly company: string
}

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

export interface Paragraph {
  readonly text: string
  readonly link?: string
  readonly small?: boolean
}

export function composed(title: string, language: Language, paragraphs: readonly Paragraph[]): ComposedMail {
  const lines = paragraphs.map(({ text, link }) => (link === undefined ? text : `${text}\n${link}`))
  const html = paragraphs.map(({ text, link, small }) => {
    const style = small ? 'margin:0 0 12px;color:#506069;font-size:15px' : 'margin:0 0 16px'
    const end = link === undefined ? '' : `<br><a href="${escaped(link)}">${escaped(link)}</a>`
    return `<p style="${style}">${escaped(text).replaceAll('\n', '<br>')}${end}</p>`
  })
  return {
    subject: title,
    text: `${lines.join('\n\n')}\n`,
    html: [
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escaped(title)}</title>`,
      '<body style="margin:24px;max-width:600px;font:17px/1.5 sans-serif;color:#17252b">',
      `<h1 style="margin:0 0 16px;font-size:20px">${escaped(title)}</h1>`,
      ...html,
      '</body></html>',
    ].join('\n'),
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
