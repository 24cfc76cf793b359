import { languages } from '../../../domain/language.ts'
import { isPurpose } from '../../../domain/signature/signed-content.ts'
import { mostContents, type SignerRequest } from '../protocol.ts'

/** Whether a message is a request we understand: the page is not trusted to be ours. */
export function isSignerRequest(data: unknown): data is SignerRequest {
  if (typeof data !== 'object' || data === null) return false
  const request: Partial<Record<keyof SignerRequest, unknown>> = data
  const { purpose, contents, now, language, expectIin, expectBin } = request
  return (
    isPurpose(purpose) &&
    Array.isArray(contents) &&
    contents.length >= 1 &&
    contents.length <= (purpose === 'reply' ? mostContents : 1) &&
    contents.every((content) => content instanceof Uint8Array) &&
    typeof now === 'string' &&
    !Number.isNaN(Date.parse(now)) &&
    languages.some((known) => known === language) &&
    isNumber(expectIin) &&
    isNumber(expectBin) &&
    // A letter of the company is signed for a company.
    (expectBin !== null) === (purpose === 'reply')
  )
}

const isNumber = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && /^\d{12}$/.test(value))
