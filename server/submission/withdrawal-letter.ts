import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { tidy } from '../../domain/catalogue/letter-characters.ts'
import type { Client } from '../../domain/person/client.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatPhone } from '../../domain/person/phone.ts'
import { formatLongDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { letters as kk } from '../../words/kk/letters.ts'
import { letters as ru } from '../../words/ru/letters.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { type Letter, letterSchema } from '../letter/letter.ts'
import type { Settings } from '../setting/setting-store.ts'
import type { SubmissionDraft } from './submission-draft-store.ts'

const words = { kk, ru }

/** What a withdrawal's letter is made from. */
export interface WithdrawalFacts {
  readonly draft: SubmissionDraft
  readonly appeal: SentAppeal
  /** Who signs it. */
  readonly client: Client
  readonly settings: Settings
  /** A fee was agreed to in the appeal's letter. */
  readonly hasFee: boolean
  readonly today: PlainDate
}

/**
 * docs/decisions/0059: what is withdrawn, by whom, when and why, in the language of the appeal. The mark is the draft's
 * id: no two withdrawals have the same bytes, so that the signature over an old one is never one over a new one.
 */
export function withdrawalLetter(facts: WithdrawalFacts): Letter {
  const { draft, appeal, client, settings, hasFee, today } = facts
  const { number, registrationDate, letterLanguage: language } = appeal
  if (number === null || registrationDate === null)
    throw new Error('an appeal without a number is not withdrawn')
  const said = words[language]
  const date = formatLongDate(registrationDate, language)
  return letterSchema.parse({
    language,
    title: said.withdrawalTitle,
    addressee: { company: settings['company.name'][language], to: settings['company.addressee'][language] },
    sender: {
      name: fullName(client.name),
      iin: client.iin,
      address: client.address.trim() || appeal.letter.address,
      phone: client.phone === null ? '–' : formatPhone(client.phone),
      email: client.email,
    },
    contract: { number: appeal.contract.number, date: appeal.contract.date },
    paragraphs: [
      fill(said.withdrawalBody, { number, date, subject: appeal.subject }),
      ...(hasFee ? [settings['withdrawal.feeWords'][language]] : []),
    ],
    extra: [
      { label: said.withdrawalReason, value: tidy(draft.text) },
      { label: said.withdrawalMark, value: draft.id },
    ],
    enclosures: [],
    responsibility: null,
    payment: null,
    date: today,
  })
}
