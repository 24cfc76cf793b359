import { localDate } from '../../domain/calendar/instant.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import { findFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import type { FileAnswer } from '../http/handler.ts'
import { readFrozenLetter } from '../letter/frozen-letter.ts'
import { readSettings } from '../setting/setting-store.ts'
import { inThread } from '../threads/in-thread.ts'
import { nameOfLetter } from './appeal-files.ts'
import type { SentAppeal } from './appeal-store.ts'

const words = { kk, ru }

/**
 * §9, docs/domain.md 5.1: the letter with stamp, due date and signature, for reading and printing. Made each time
 * it is asked for; the signed original stays apart and untouched.
 */
export async function renderCopy(context: Context, appeal: SentAppeal): Promise<FileAnswer> {
  const { db } = context
  const { letter } = await readFrozenLetter(context, appeal.letter.pagesFileId)
  const original = await findFile(db, appeal.letter.fileId)
  if (original === null) throw new Error(`appeal ${appeal.id}: its letter is gone`)
  const settings = await readSettings(db, localDate(appeal.sentAt))
  const { number, registrationDate, signature } = appeal
  const { signer } = signature
  const unchecked = signature.revocation === 'not_checked' || signature.revocation === 'unknown'
  const { pdf } = await inThread(context, 'viewingCopy', {
    letter,
    originalSha256: original.sha256,
    coupon: formatCoupon(appeal.coupon),
    registration:
      number === null || registrationDate === null
        ? null
        : { number, date: registrationDate, dueDate: appeal.dueDate },
    signatures: [
      {
        signer: signer.name,
        iin: signer.iin,
        method: signature.method,
        certificate: {
          serial: signer.serial,
          authority: signer.issuer,
          validFrom: Date.parse(signer.notBefore),
          validTo: Date.parse(signer.notAfter),
        },
        signedAt: signature.receivedAt,
        verdict: signature.result,
        note: unchecked ? words[appeal.letterLanguage].revocationNotChecked : null,
      },
    ],
    equality: settings['letter.legalEquality'],
  })
  const copy = words[appeal.letterLanguage].viewingCopy
  const name = nameOfLetter(appeal).replace(/\.pdf$/, ` (${copy}).pdf`)
  return { bytes: pdf, mediaType: 'application/pdf', name }
}
