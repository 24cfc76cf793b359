import { composeBody, headingOf } from '../../domain/catalogue/template.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatPhone } from '../../domain/person/phone.ts'
import { formatIban } from '../../domain/tariff/iban.ts'
import { answerPrinter } from '../../words/answer-printer.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import type { DraftInFull } from '../appeal/draft-in-full.ts'
import { type Letter, letterSchema } from '../letter/letter.ts'

const words = { kk, ru }

/** §5: a complete draft as the letter of today, in the letter's language. */
export function letterOfDraft(draft: DraftInFull): Letter {
  const { stored, client, contract, type, fee, attachments, day, settings, debitAccount } = draft
  if (type === null || fee === null) throw new Error('only a complete draft is composed')
  const language = stored.letterLanguage
  const body = composeBody(
    type.type,
    stored.answers,
    {
      contractNumber: contract.number,
      contractDate: contract.date,
      propertyAddress: contract.propertyAddress,
    },
    language,
    answerPrinter(day),
  )
  const email = stored.email.trim()
  return letterSchema.parse({
    language,
    title: words[language][headingOf(type.type) === 'complaint' ? 'complaintTitle' : 'appealTitle'],
    addressee: {
      company: settings['company.name'][language],
      to: settings['company.addressee'][language],
    },
    sender: {
      name: fullName(client.name),
      iin: client.iin,
      address: stored.address.trim(),
      phone: client.phone === null ? '–' : formatPhone(client.phone),
      email: email === '' ? null : email,
    },
    contract: { number: contract.number, date: contract.date },
    paragraphs: body.paragraphs,
    extra: body.extra,
    enclosures: attachments.map(({ document, name, size, sha256 }) => ({
      document: type.documentNames[document]?.[language] ?? document,
      fileName: name,
      size,
      sha256,
    })),
    responsibility: attachments.length === 0 ? null : settings['letter.responsibility'][language],
    payment:
      fee.feeTiyn === 0 || stored.paymentMethod === null
        ? null
        : {
            amountTiyn: fee.feeTiyn,
            vatPercent: fee.vatPercent,
            vatTiyn: fee.vatTiyn,
            method: stored.paymentMethod,
            account:
              stored.paymentMethod === 'debit' && debitAccount !== null ? formatIban(debitAccount) : null,
          },
    date: day.today,
  })
}
