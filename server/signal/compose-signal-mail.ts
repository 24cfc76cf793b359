import type { Language } from '../../domain/language.ts'
import { parseDevice } from '../../domain/security/device.ts'
import { formatLongDate, formatMoment } from '../../words/dates.ts'
import { deviceWords } from '../../words/device-words.ts'
import { account as accountEn } from '../../words/en/account.ts'
import { signals as en } from '../../words/en/signals.ts'
import { fill } from '../../words/fill.ts'
import { account as accountKk } from '../../words/kk/account.ts'
import { signals as kk } from '../../words/kk/signals.ts'
import { account as accountRu } from '../../words/ru/account.ts'
import { signals as ru } from '../../words/ru/signals.ts'
import { signalLabel, signalWords } from '../../words/signal-words.ts'
import { type ComposedMail, composed, type MailFrame, type Paragraph } from '../notice/mail-frame.ts'
import type { SignalMailContent } from './signal-mail-content.ts'

const words: Readonly<Record<Language, typeof kk>> = { kk, ru, en }
const ofAccount = { kk: accountKk, ru: accountRu, en: accountEn } as const

/** Where staff choose how they are told. */
export const signalsLink = (site: string): string => `${site}/office/signals`

/** A mail to somebody of the staff: numbers and days, no name, no subject of an appeal, nothing of a letter. */
export function composeSignals(content: SignalMailContent, frame: MailFrame): ComposedMail {
  const { language, site, company } = frame
  const said = words[language]
  const foot: Paragraph[] = [
    { text: said.mailOpen, link: 'digest' in content ? `${site}/office` : signalsLink(site) },
    { text: fill(said.mailFoot, { company }), small: true },
    { text: said.mailSettings, link: signalsLink(site), small: true },
  ]
  if ('digest' in content) {
    const day = formatLongDate(content.day, language)
    return composed(fill(said.digestSubject, { day }), language, [
      ...content.digest.map((section) => ({ text: digestText(section, language) })),
      ...foot,
    ])
  }
  const told = content.signals.map((one) => {
    const { title, detail } = signalWords(said, { ...one, ...accountOf(one, language) }, language)
    return { title, text: [`${title}.`, detail, ...(one.deputy ? [said.insteadOfSomebody] : [])].join(' ') }
  })
  const [first] = told
  const subject =
    told.length === 1 && first !== undefined ? first.title : fill(said.mailSubject, { n: told.length })
  return composed(subject, language, [...told.map(({ text }) => ({ text })), ...foot])
}

type Line = Extract<SignalMailContent, { signals: unknown }>['signals'][number]

function accountOf({ account }: Line, language: Language) {
  if (account === undefined) return { account: undefined }
  const device = deviceWords(ofAccount[language], parseDevice(account.device))
  return { account: { device, act: account.act, at: formatMoment(account.at) } }
}

type Section = Extract<SignalMailContent, { digest: unknown }>['digest'][number]

function digestText({ section, total, more, rows }: Section, language: Language): string {
  const said = words[language]
  const lines = rows.map(({ number, day }) => {
    const label = signalLabel(said, number)
    return day === null ? label : fill(said.digestLine, { label, day: formatLongDate(day, language) })
  })
  const left = total - rows.length
  const n = more ? `${total}+` : total
  return [
    fill(said.digest[section], { n }),
    ...lines,
    ...(left > 0 ? [fill(said.andMore, { n: left })] : []),
  ].join('\n')
}
