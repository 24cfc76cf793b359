import { timeZone } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { parseDevice } from '../../domain/security/device.ts'
import type { EgovMobileDocuments, EgovMobileErrand } from '../../wire/egov-mobile.ts'
import { formatMoment } from '../../words/dates.ts'
import { deviceWords } from '../../words/device-words.ts'
import { account as accountEn } from '../../words/en/account.ts'
import { fill } from '../../words/fill.ts'
import { account as accountKk } from '../../words/kk/account.ts'
import { account as accountRu } from '../../words/ru/account.ts'
import { readFile } from '../attachment/file-store.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Context } from '../context.ts'
import { clientById } from '../person/person-store.ts'
import { memberOfStaff } from '../person/staff-store.ts'
import { HttpRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { frozenReplyLetter } from '../signature/reply-letter-store.ts'
import { letterById } from '../signature/signature-store.ts'
import { submissionLetterById } from '../signature/submission-letter-store.ts'
import { documentId } from './egov-mobile-answer.ts'
import { egovMobileToken, errandAddress } from './egov-mobile-secret.ts'
import { isOpen } from './egov-mobile-state.ts'
import { type EgovMobileRow, findBySecret, markFetched } from './egov-mobile-store.ts'
import { egovMobileWords } from './egov-mobile-words.ts'

const ofAccount: Readonly<Record<Language, typeof accountKk>> = {
  kk: accountKk,
  ru: accountRu,
  en: accountEn,
}

/** A code that a phone may come with. Throws 404 `egov_mobile_code_used` or `egov_mobile_code_gone`. */
async function openCode(context: Context, secret: string): Promise<EgovMobileRow> {
  const row = await findBySecret(context.db, secret, context.now())
  if (row !== null && isOpen(row.state)) return row
  const used = row?.state === 'signed' || row?.state === 'used'
  throw new HttpRefused(404, used ? 'egov_mobile_code_used' : 'egov_mobile_code_gone')
}

/**
 * API №1 (docs/signature-facts.md 5.1, step 3): who asks for what, and where it is. The same each time it is asked.
 */
export async function showErrand(
  context: Context,
  secret: string,
  language: Language,
): Promise<EgovMobileErrand> {
  const row = await openCode(context, secret)
  const { 'company.name': name, 'company.requisites': requisites } = await currentSettings(context)
  const words = egovMobileWords[language]
  return {
    description: `${fill(errandWords(row, words), { pair: row.pair })} ${fill(words.opened, placeOf(row, language))}`,
    expiry_date: withOffset(row.expiresAt),
    organisation: { nameRu: name.ru, nameKz: name.kk, nameEn: name.en, bin: requisites.bin },
    document: {
      uri: `${errandAddress(row.origin, secret)}/document`,
      auth_type: 'Token',
      auth_token: egovMobileToken(context.config.masterKey, secret),
    },
  }
}

function errandWords({ purpose }: EgovMobileRow, words: (typeof egovMobileWords)[Language]): string {
  if (purpose.kind === 'reply') return words.replyErrand
  if (purpose.kind === 'submission') return words.submissionErrand
  if (purpose.kind !== 'signIn') return words.letterErrand
  if (purpose.sessionId !== null) return words.proofErrand
  return purpose.whose === 'staff' ? words.staffSignInErrand : words.signInErrand
}

/**
 * API №2 (step 4): the very bytes that are kept, to be signed detached; the page hears that a phone has them.
 */
export async function showDocuments(
  context: Context,
  secret: string,
  language: Language,
): Promise<EgovMobileDocuments> {
  const row = await openCode(context, secret)
  const { bytes, mime, nameIn } = await contentOf(context, row)
  await markFetched(context.db, row.id)
  return {
    signMethod: 'CMS_SIGN_ONLY',
    version: 1,
    documentsToSign: [
      {
        id: documentId,
        nameRu: nameIn('ru'),
        nameKz: nameIn('kk'),
        nameEn: nameIn('en'),
        meta: await metaOf(context, row, language),
        document: { file: { mime, data: Buffer.from(bytes).toString('base64') } },
      },
    ],
  }
}

/** Where the code was opened, in words: somebody who was led to it from elsewhere sees that it is not their page. */
function placeOf({ origin, device, openedAt }: EgovMobileRow, language: Language) {
  const site = new URL(origin).host
  return { site, device: deviceWords(ofAccount[language], parseDevice(device)), at: formatMoment(openedAt) }
}

function whatOf(purpose: EgovMobileRow['purpose']) {
  if (purpose.kind !== 'signIn') return purpose.kind
  if (purpose.sessionId !== null) return 'proof'
  return purpose.whose === 'staff' ? 'staffSignIn' : 'signIn'
}

/** What the page shows too: the two digits, the site, who is to sign, what, and where the code was opened. */
async function metaOf({ db }: Context, row: EgovMobileRow, language: Language) {
  const words = egovMobileWords[language]
  const { site, device, at } = placeOf(row, language)
  const { purpose } = row
  const what = whatOf(purpose)
  const signer =
    purpose.kind === 'letter' || purpose.kind === 'submission'
      ? (await clientById(db, purpose.personId))?.name
      : purpose.kind === 'reply'
        ? (await memberOfStaff(db, purpose.staffId)).name
        : undefined
  return [
    { name: words.pairLabel, value: row.pair },
    { name: words.siteLabel, value: site },
    ...(signer === undefined ? [] : [{ name: words.signerLabel, value: fullName(signer) }]),
    ...(what === 'void' ? [] : [{ name: words.whatLabel, value: words.what[what] }]),
    { name: words.openedLabel, value: `${device}, ${at}` },
  ]
}

interface Content {
  readonly bytes: Uint8Array
  readonly mime: string
  /** What the phone calls it. */
  readonly nameIn: (language: Language) => string
}

async function contentOf(context: Context, { purpose, pair }: EgovMobileRow): Promise<Content> {
  if (purpose.kind === 'signIn') {
    const comesIn = purpose.whose === 'staff' ? 'staffSignInText' : 'signInText'
    const text = purpose.sessionId === null ? comesIn : 'proofText'
    const nameIn = (language: Language) => fill(egovMobileWords[language][text], { pair })
    return { bytes: purpose.content, mime: '', nameIn }
  }
  if (purpose.kind === 'reply') {
    const frozen = await frozenReplyLetter(context.db, purpose.replyLetterId)
    if (frozen === null || !frozen.open) throw new HttpRefused(404, 'egov_mobile_code_gone')
    const number = formatOutgoing(frozen.outgoing)
    const nameIn = (language: Language) => fill(egovMobileWords[language].reply, { pair, number })
    return { bytes: (await readFile(context, frozen.fileId)).bytes, mime: '@file/pdf', nameIn }
  }
  if (purpose.kind === 'submission') {
    const letter = await submissionLetterById(context.db, purpose.submissionLetterId)
    if (letter === null || !letter.open) throw new HttpRefused(404, 'egov_mobile_code_gone')
    const nameIn = (language: Language) => fill(egovMobileWords[language].submission, { pair })
    return { bytes: (await readFile(context, letter.fileId)).bytes, mime: '@file/pdf', nameIn }
  }
  const letter = purpose.kind === 'letter' ? await letterById(context.db, purpose.letterId) : null
  const type = letter === null ? null : await typeById(context.db, letter.typeId)
  if (letter === null || type === null) throw new HttpRefused(404, 'egov_mobile_code_gone')
  const { name } = type.type
  const nameIn = (language: Language) =>
    fill(egovMobileWords[language].letter, { pair, type: name[language] })
  return { bytes: (await readFile(context, letter.fileId)).bytes, mime: '@file/pdf', nameIn }
}

const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })

/** `2026-01-12T10:35:00.000+0500`, as the app is used to. */
export function withOffset(instant: number): string {
  const named = offset.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '00', minutes = '00'] = /GMT([+-])(\d{2}):(\d{2})/.exec(named) ?? []
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000)
  return new Date(instant + shift).toISOString().replace('Z', `${sign}${hours}${minutes}`)
}
