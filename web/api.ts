import type { z } from 'zod'
import type { Problem } from '../wire/problem.ts'
import type { RouteName, Routes } from '../wire/routes.ts'
import { screenLanguage } from './words.ts'

type Part<Name extends RouteName, Key extends string> =
  Routes[Name] extends Record<Key, infer Schema> ? Schema : undefined
type ParamsOf<Name extends RouteName> =
  Part<Name, 'params'> extends z.ZodType ? { params: z.output<Part<Name, 'params'>> } : { params?: undefined }
type QueryOf<Name extends RouteName> =
  Part<Name, 'query'> extends z.ZodType
    ? { query?: Partial<z.output<Part<Name, 'query'>>> }
    : { query?: undefined }
type BodyOf<Name extends RouteName> =
  Part<Name, 'body'> extends z.ZodType ? { body: z.input<Part<Name, 'body'>> } : { body?: undefined }
type KeyOf<Name extends RouteName> = Routes[Name] extends { idempotent: true }
  ? { idempotencyKey: string }
  : { idempotencyKey?: undefined }
type VersionOf<Name extends RouteName> = Routes[Name] extends { ifMatch: true }
  ? { version: number }
  : { version?: undefined }

/** What a call of this route needs. `idempotencyKey` stays the same for every retry of one act. */
export type CallOptions<Name extends RouteName> = ParamsOf<Name> &
  QueryOf<Name> &
  BodyOf<Name> &
  KeyOf<Name> &
  VersionOf<Name> & {
    signal?: AbortSignal
    /** Nobody did anything, the page asks by itself: it does not hold the session open. */
    quiet?: boolean
    /** The request outlives the page; bodies up to 64 kB only. */
    keepalive?: boolean
  }

type Arguments<Options> = Record<never, never> extends Options ? [options?: Options] : [options: Options]

export type ResponseOf<Name extends RouteName> =
  Part<Name, 'response'> extends z.ZodType ? z.output<Part<Name, 'response'>> : undefined

/**
 * The server said no, or could not be reached. `code` is the problem's stable code; `network` when there was no
 * answer and `server` when the answer was not ours: words for these two are in words/<language>/site.ts.
 */
export class ProblemError extends Error {
  readonly code: string
  readonly status: number
  readonly fields: NonNullable<Problem['fields']>
  readonly problem: Problem | null

  constructor(code: string, status: number, problem: Problem | null) {
    super(problem?.detail ?? code)
    this.code = code
    this.status = status
    this.problem = problem
    this.fields = problem?.fields ?? []
  }
}

const sessionEnded = new Set<() => void>()
const answered = new Set<() => void>()

/** Called when a request turns out to have no session any more. */
export function onSessionEnded(listener: () => void): () => void {
  sessionEnded.add(listener)
  return () => sessionEnded.delete(listener)
}

const consentNeeded = new Set<() => void>()

/** Called when a request was refused because the client has to agree to the text on personal data first. */
export function onConsentNeeded(listener: () => void): () => void {
  consentNeeded.add(listener)
  return () => consentNeeded.delete(listener)
}

/** Lets the person at the page show once more who they are; true when they have. */
type Prover = () => Promise<boolean>
let prover: Prover | null = null
let proving: Promise<boolean> | null = null

/** Called when an act was refused because who is signed in has to show once more who they are. */
export function onProofNeeded(ask: Prover): () => void {
  prover = ask
  return () => {
    if (prover === ask) prover = null
  }
}

/** One window for however many acts wait. */
async function proved(): Promise<boolean> {
  if (prover === null) return false
  proving ??= prover().finally(() => {
    proving = null
  })
  return await proving
}

/** Called on every answer of the server: the session's idle time starts again. */
export function onAnswered(listener: () => void): () => void {
  answered.add(listener)
  return () => answered.delete(listener)
}

/**
 * Calls a route of wire/routes.ts: `call('GET /api/incoming', { query: { page: 2 } })`.
 * Throws ProblemError on every refusal; never retries by itself, but for an act that its owner confirms in a window.
 */
export async function call<Name extends RouteName>(
  name: Name,
  ...options: Arguments<CallOptions<Name>>
): Promise<ResponseOf<Name>> {
  try {
    return await callOnce(name, ...options)
  } catch (error) {
    const asked = error instanceof ProblemError && error.code === 'prove_again'
    if (!asked || !(await proved())) throw error
  }
  return await callOnce(name, ...options)
}

async function callOnce<Name extends RouteName>(
  name: Name,
  ...[options]: Arguments<CallOptions<Name>>
): Promise<ResponseOf<Name>> {
  const { body, idempotencyKey, version, signal, keepalive, quiet } = (options ?? {}) as AnyOptions
  const headers: Record<string, string> = { 'Accept-Language': screenLanguage() }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey
  if (version !== undefined) headers['If-Match'] = `"${version}"`
  if (quiet) headers['Otinish-Quiet'] = '1'
  const given = endedBy(signal)
  let answer: { readonly status: number; readonly text: string }
  try {
    const response = await fetch(address(name, options as AnyOptions | undefined), {
      method: methodOf(name),
      headers,
      signal: given.signal,
      keepalive: keepalive ?? false,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    answer = { status: response.status, text: await response.text() }
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ProblemError('network', 0, null)
  } finally {
    given.over()
  }
  return answerOf(answer.status, answer.text, quiet) as ResponseOf<Name>
}

/** A server that takes a question and never answers is no server: the page says so, and what was typed stays. */
const patienceMs = 60_000

/** The caller's signal, or our patience: by hand, for phones whose browser has no AbortSignal.any. */
function endedBy(signal: AbortSignal | undefined): { readonly signal: AbortSignal; over(): void } {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const timer = setTimeout(end, patienceMs)
  signal?.addEventListener('abort', end)
  if (signal?.aborted) end()
  return {
    signal: ending.signal,
    over: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
    },
  }
}

interface AnyOptions {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  idempotencyKey?: string
  version?: number
  signal?: AbortSignal
  keepalive?: boolean
  quiet?: boolean
}

const methodOf = (name: RouteName): string => name.slice(0, name.indexOf(' '))

function address(name: RouteName, options: AnyOptions | undefined): string {
  const path = name
    .slice(name.indexOf(' ') + 1)
    .replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(options?.params?.[key])))
  const query = Object.entries(options?.query ?? {})
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
    .join('&')
  return query === '' ? path : `${path}?${query}`
}

function answerOf(status: number, text: string, quiet = false): unknown {
  if (status !== 401 && !quiet) for (const listener of answered) listener()
  const answer = parsed(text)
  if (status >= 200 && status < 300) return answer
  if (status === 401) for (const listener of sessionEnded) listener()
  const problem = isProblem(answer) ? answer : null
  if (problem?.code === 'consent_needed') for (const listener of consentNeeded) listener()
  throw new ProblemError(problem?.code ?? 'server', status, problem)
}

function parsed(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer
}

type FileRoute = { [Name in RouteName]: Routes[Name] extends { file: true } ? Name : never }[RouteName]

/** The address of a file or of a page image, for `href` and `src`. */
export function fileUrl<Name extends FileRoute>(
  name: Name,
  ...[options]: Arguments<ParamsOf<Name> & QueryOf<Name>>
): string {
  return address(name, options as AnyOptions | undefined)
}

type UploadRoute = { [Name in RouteName]: Routes[Name] extends { multipart: true } ? Name : never }[RouteName]

/** Sends one file as multipart field `file`; `onProgress` hears whole percents. Throws ProblemError. */
export function upload<Name extends UploadRoute>(
  name: Name,
  options: ParamsOf<Name> &
    QueryOf<Name> & { file: File; onProgress?: (percent: number) => void; signal?: AbortSignal },
): Promise<ResponseOf<Name>> {
  const form = new FormData()
  form.append('file', options.file)
  const onSent = (sent: number, total: number) => options.onProgress?.(Math.floor((sent / total) * 100))
  return sendBytes(name, options as AnyOptions, form, {}, onSent)
}

type PartRoute = { [Name in RouteName]: Routes[Name] extends { part: true } ? Name : never }[RouteName]

/** Sends the bytes of a file from `offset` on; `onSent` hears how many of them have left. Throws ProblemError. */
export function sendPart<Name extends PartRoute>(
  name: Name,
  options: ParamsOf<Name> & {
    offset: number
    part: Blob
    onSent: (bytes: number) => void
    signal?: AbortSignal
  },
): Promise<ResponseOf<Name>> {
  const headers = {
    'Content-Type': 'application/offset+octet-stream',
    'Upload-Offset': String(options.offset),
  }
  return sendBytes(name, options as AnyOptions, options.part, headers, options.onSent)
}

function sendBytes<Name extends RouteName>(
  name: Name,
  options: AnyOptions,
  body: FormData | Blob,
  headers: Readonly<Record<string, string>>,
  onSent: (sent: number, total: number) => void,
): Promise<ResponseOf<Name>> {
  return new Promise((resolve, reject) => {
    // fetch() does not tell how much has been sent.
    const request = new XMLHttpRequest()
    request.open(methodOf(name), address(name, options))
    request.setRequestHeader('Accept-Language', screenLanguage())
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value)
    if (body instanceof Blob) request.timeout = patienceMs
    request.upload.onprogress = ({ loaded, total }) => {
      if (total > 0) onSent(loaded, total)
    }
    const cut = () => reject(new ProblemError('network', 0, null))
    request.onerror = cut
    request.ontimeout = cut
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    request.onload = () => {
      try {
        resolve(answerOf(request.status, request.responseText) as ResponseOf<Name>)
      } catch (error) {
        reject(error)
      }
    }
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(body)
  })
}
