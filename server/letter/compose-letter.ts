import { formatLongDate } from '../../words/dates.ts'
import { formatFileSize } from '../../words/file-size.ts'
import { fill } from '../../words/fill.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { formatMoney } from '../../words/money.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import type { Letter } from './letter.ts'
import { printableLine, printableLines } from './printable.ts'

/** The furniture words of a letter's language. */
export const letterWords: Record<Letter['language'], typeof kk> = { kk, ru }

/** A letter as the template gets it: every line ready to be printed, nothing left to decide but its place. */
export interface LetterSheet {
  language: Letter['language']
  title: string
  /** The block in the upper right, line by line. */
  head: string[]
  paragraphs: string[]
  enclosuresTitle: string
  enclosures: { name: string; digest: string }[]
  closing: string[]
  date: string
  /** Document date: year, month, day. */
  day: number[]
  /** `sha256:<hex>` of each attachment, in the letter's order (docs/domain.md 5.4). */
  keywords: string[]
}

/** §5, docs/domain.md 5.1: the letter in the order it is printed. */
export function composeLetter(letter: Letter): LetterSheet {
  const { language, sender, contract } = letter
  const words = letterWords[language]
  const line = (text: string): string => printableLine(text, language)
  const head = [
    letter.addressee.company,
    letter.addressee.to,
    fill(words.sender, { name: sender.name }),
    fill(words.iin, { iin: sender.iin }),
    fill(words.address, { address: sender.address }),
    fill(words.phone, { phone: sender.phone.replaceAll(' ', '\u00a0') }),
    ...(sender.email === null ? [] : [fill(words.email, { email: sender.email })]),
    ...(contract === null ? [] : [contractLine(words.contract, contract, language)]),
  ]
  const extra = letter.extra.map(({ label, value }) => `${label}: ${value}`)
  return {
    language,
    title: line(letter.title),
    head: head.map(line),
    paragraphs: [...letter.paragraphs, ...extra].flatMap((text) => printableLines(text, language)),
    enclosuresTitle: words.enclosures,
    enclosures: letter.enclosures.map(({ document, fileName, size, sha256 }) => ({
      name: line(`${document} – ${fileName}, ${formatFileSize(size, language)}`),
      digest: `SHA-256: ${sha256}`,
    })),
    closing: [
      ...(letter.enclosures.length > 0 && letter.responsibility !== null ? [letter.responsibility] : []),
      ...paymentLines(letter),
    ].map(line),
    date: formatLongDate(letter.date, language),
    day: letter.date.split('-').map(Number),
    keywords: letter.enclosures.map(({ sha256 }) => `sha256:${sha256}`),
  }
}

function contractLine(
  words: string,
  contract: NonNullable<Letter['contract']>,
  language: Letter['language'],
) {
  return fill(words.replace('№ ', '№\u00a0'), {
    number: contract.number.replaceAll(' ', '\u00a0'),
    date: formatLongDate(contract.date, language).replace(/(\d) (\p{L}+)$/u, '$1\u00a0$2'),
  })
}

/**
 * §6: the fee with its VAT and the way to pay; a debit is a mandate, so its consent is in the signed letter.
 */
function paymentLines({ payment, language }: Letter): string[] {
  if (payment === null) return []
  const words = letterWords[language]
  const amount = formatMoney(payment.amountTiyn, language)
  const line = fill(payment.vatPercent === 0 ? words.payment : words.paymentWithVat, {
    amount,
    rate: payment.vatPercent,
    vat: formatMoney(payment.vatTiyn, language),
    method: words[payment.method],
  })
  if (payment.method !== 'debit') return [line]
  const { account } = payment
  const consent =
    account === null
      ? fill(words.debitConsent, { amount })
      : fill(words.debitConsentFrom, { amount, account: account.replaceAll(' ', '\u00a0') })
  return [`${line} ${consent}`]
}

/** The sheet as plain text, in reading order. */
export function sheetText(sheet: LetterSheet): string {
  const enclosures = sheet.enclosures.map(({ name, digest }, index) => `${index + 1}. ${name}\n${digest}`)
  return [
    sheet.head.join('\n'),
    sheet.title,
    ...sheet.paragraphs,
    ...(enclosures.length > 0 ? [[sheet.enclosuresTitle, ...enclosures].join('\n')] : []),
    ...sheet.closing,
    sheet.date,
  ].join('\n\n')
}
