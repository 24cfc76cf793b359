import type { FastifyError } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Language } from '../../domain/language.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { FieldProblem, Problem } from '../../wire/problem.ts'
import { type FieldRefusal, HttpRefused, NotFound, Refused, SignatureRefused } from '../refused.ts'
import { isOutage } from './outage.ts'
import { problemWords } from './problem-words.ts'
import { statusOf } from './refusal-status.ts'
import { signatureWords } from './signature-words.ts'

type Code = Parameters<typeof problemWords>[0]
type Params = Readonly<Record<string, string | number>>

/** RFC 9457: one answer for every no, in the caller's words. */
export function problem(
  status: number,
  code: Code,
  language: Language,
  params: Params = {},
  fields: readonly FieldRefusal[] = [],
): Problem {
  return {
    type: `urn:otinish:problem:${code}`,
    status,
    code,
    ...problemWords(code, language, params),
    ...(Object.keys(params).length > 0 ? { params: { ...params } } : {}),
    ...(fields.length > 0 ? { fields: fields.map((one) => fieldProblem(one, language)) } : {}),
  }
}

function fieldProblem({ field, refusal }: FieldRefusal, language: Language): FieldProblem {
  const { code, params } = refusal
  const { detail } = problemWords(code, language, params)
  return params === undefined ? { field, code, detail } : { field, code, params: { ...params }, detail }
}

/** The answer to what was thrown; null when it is a fault of ours, which the caller learns nothing about. */
export function problemOf(error: unknown, language: Language): Problem | null {
  if (error instanceof NotFound) return problem(404, 'not_found', language)
  if (error instanceof HttpRefused)
    return problem(error.status, error.code, language, error.params, error.fields)
  if (error instanceof SignatureRefused) {
    const words = signatureWords(error, language)
    return { type: `urn:otinish:problem:${error.code}`, status: 422, code: error.code, ...words }
  }
  if (error instanceof Refused) {
    const { code, params } = error.refusal
    return problem(statusOf(error), code, language, params, error.fields)
  }
  // A body that was cut has a code of the machine's too; it is the caller who is away.
  if (!isOfCaller(error) && isOutage(error)) return problem(503, 'unavailable', language)
  return ofFastify(error as FastifyError, language)
}

/** What the framework says of a request: 4xx. */
const isOfCaller = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500

function ofFastify(error: FastifyError, language: Language): Problem | null {
  if (hasZodFastifySchemaValidationErrors(error)) {
    // An id that is no id names nothing.
    if (error.validationContext === 'params') return problem(404, 'not_found', language)
    const fields = error.validation.map(({ instancePath, keyword, params }) => ({
      field: instancePath.slice(1).replaceAll('/', '.'),
      refusal: refusalOf(keyword, params),
    }))
    return problem(422, 'request_invalid', language, {}, fields)
  }
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return problem(415, 'unsupported_media_type', language)
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem(413, 'body_too_large', language)
    case 'FST_REQ_FILE_TOO_LARGE':
      return problem(413, 'file_too_large', language)
  }
  const { statusCode } = error
  // A folder of the site is nobody's page.
  if (statusCode === 403 || statusCode === 404) return problem(404, 'not_found', language)
  if (statusCode === 416) return problem(416, 'range_beyond_end', language)
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? problem(
        statusCode === 429 ? 429 : 400,
        statusCode === 429 ? 'too_many_requests' : 'request_malformed',
        language,
      )
    : null
}

/** What Zod found, as a refusal that has words. */
function refusalOf(keyword: string, params: Readonly<Record<string, unknown>>): Refusal {
  if (keyword === 'too_small' && params.origin === 'string') {
    return params.minimum === 1 ? refuse('required') : refuse('too_short', { n: Number(params.minimum) })
  }
  if (keyword === 'too_big' && params.origin === 'string')
    return refuse('too_long', { n: Number(params.maximum) })
  if (keyword === 'invalid_type') return refuse('required')
  if (keyword === 'invalid_format' && params.format === 'date') return refuse('date_invalid')
  return refuse('option_unknown')
}
