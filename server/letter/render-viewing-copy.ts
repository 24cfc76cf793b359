import { formatShortDate, formatSigningTime } from '../../words/dates.ts'
import { composeLetter, letterWords, sheetText } from './compose-letter.ts'
import type { RenderedDocument } from './letter.ts'
import { printableLine } from './printable.ts'
import { rendered } from './rendered.ts'
import type { SignatureLines, ViewingCopy } from './viewing-copy.ts'

/**
 * The letter with its stamp, due date and signatures (§9, docs/domain.md 5.1). It is made for reading and printing; the
 * signed original stays apart and untouched. Without QR codes until there is a page for them to lead to.
 */
export function renderViewingCopy(copy: ViewingCopy): RenderedDocument {
  const { letter, registration } = copy
  const { language } = letter
  const words = letterWords[language]
  const sheet = composeLetter(letter)
  const stamp = [
    ...(registration === null
      ? [[words.registration, words.notYetRegistered]]
      : [[words.registration, `${registration.number} / ${registration.date}`]]),
    ...(copy.coupon === null ? [] : [[words.coupon, printableLine(copy.coupon, language)]]),
  ]
  const due = registration?.dueDate == null ? [] : [words.dueDate, formatShortDate(registration.dueDate)]
  const signatures = copy.signatures.map((signature) => signatureRows(signature, language))
  const original = [words.original, `SHA-256: ${copy.originalSha256}`]
  const equality = [printableLine(copy.equality.kk, 'kk'), printableLine(copy.equality.ru, 'ru')]
  const data = {
    sheet,
    banner: words.viewingCopy,
    stamp,
    due,
    signaturesTitle: words.signatures,
    signatures,
    original,
    equality,
  }
  const text = [
    words.viewingCopy,
    stamp.map((row) => row.join(': ')).join('\n'),
    ...(due.length > 0 ? [due.join(': ')] : []),
    sheetText(sheet),
    words.signatures,
    ...signatures.map((rows) => rows.map((row) => row.join(': ')).join('\n')),
    original.join('\n'),
    ...equality,
  ].join('\n\n')
  return rendered('viewing-copy.typ', data, letter.date, text)
}

function signatureRows(signature: SignatureLines, language: ViewingCopy['letter']['language']): string[][] {
  const words = letterWords[language]
  const { certificate, verdict, note } = signature
  const day = (at: number): string => formatSigningTime(at).slice(0, 10)
  return [
    [words.signedBy, signature.signer],
    [words.iinLabel, signature.iin],
    [words.method, words.methods[signature.method]],
    [words.signedAt, formatSigningTime(signature.signedAt)],
    [words.certificate, certificate.serial],
    [words.issuer, certificate.authority],
    [words.validity, `${day(certificate.validFrom)} – ${day(certificate.validTo)}`],
    [words.verdict, note === null ? words[verdict] : `${words[verdict]}. ${note}`],
  ].map((row) => row.map((text) => printableLine(text, language)))
}
