import type { LetterLanguage, Localised } from '../../domain/language.ts'
import { fullName, type PersonName } from '../../domain/person/name.ts'
import { formatPhone, parsePhone } from '../../domain/person/phone.ts'
import type { ReplyValues } from '../../domain/reply/placeholder.ts'
import { formatContractDate, formatShortDate } from '../../words/dates.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import type { Settings } from '../setting/setting-store.ts'

/** What of the letter on its way is known already. Dates are YYYY-MM-DD. */
export interface LetterSoFar {
  readonly reason: string
  readonly newDueDate: string | null
  readonly receiver: string | null
  /** Number and date of the letter that it corrects. */
  readonly corrected: { readonly number: string; readonly date: string } | null
}

const dateOf = (date: string | null): string | null => (date === null ? null : formatShortDate(date))

/** How the client is spoken to: given name and patronymic. */
const addressed = ({ given, patronymic }: PersonName): string => [given, patronymic ?? ''].join(' ').trim()

/**
 * What each placeholder says of this appeal, in the languages of letters; null where it is not known. A subject that a
 * client wrote is in the language of their letter alone; that of a type is its name.
 */
export function replyValues(
  appeal: SentAppeal,
  settings: Settings,
  typeName: Localised,
  letter: LetterSoFar,
): Record<LetterLanguage, ReplyValues> {
  const { contract, executor, client } = appeal
  const phone = parsePhone(settings['company.callCentre'])
  const alike: ReplyValues = {
    number: appeal.number === null ? null : String(appeal.number),
    registrationDate: dateOf(appeal.registrationDate),
    client: fullName(client.name),
    addressed: addressed(client.name),
    contract: contract.number,
    dueDate: dateOf(appeal.dueDate),
    newDueDate: dateOf(letter.newDueDate),
    reason: letter.reason,
    receiver: letter.receiver,
    correctedNumber: letter.corrected?.number ?? null,
    correctedDate: dateOf(letter.corrected?.date ?? null),
    executor: executor === null ? null : fullName(executor.name),
    extension: executor?.extension ?? null,
    phone: phone === null ? settings['company.callCentre'] : formatPhone(phone),
  }
  const isNamed = appeal.subject === typeName[appeal.letterLanguage]
  const said = (language: LetterLanguage): ReplyValues => ({
    ...alike,
    subject: isNamed ? typeName[language] : language === appeal.letterLanguage ? appeal.subject : null,
    contractDate: formatContractDate(contract.date, language),
    company: settings['company.name'][language],
    companyShort: settings['company.shortName'][language],
  })
  return { kk: said('kk'), ru: said('ru') }
}
