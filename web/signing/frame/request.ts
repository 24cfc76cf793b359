import { languages } from '../../../domain/language.ts'
import { isPurpose } from '../../../domain/signature/signed-content.ts'
import type { SignerRequest } from '../protocol.ts'

/** Whether a message is a request we understand: the page is not trusted to be ours. */
export function isSignerRequest(data: unknown): data is SignerRequest {
  if (typeof data !== 'object' || data === null) return false
  const { purpose, content, now, language, expectIin }: Partial<Record<keyof SignerRequest, unknown>> = data
  return (
    isPurpose(purpose) &&
    content instanceof Uint8Array &&
    typeof now === 'string' &&
    !Number.isNaN(Date.parse(now)) &&
    languages.some((known) => known === language) &&
    (expectIin === null || (typeof expectIin === 'string' && /^\d{12}$/.test(expectIin)))
  )
}
