import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Language } from '../../domain/language.ts'
import type { Route } from '../../wire/route.ts'
import type { RouteName, Routes } from '../../wire/routes.ts'
import type { Asker, Context } from '../context.ts'
import type { TriedAccount, TriedBy } from './attempts.ts'

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/** An answer of bytes: `inline` shows it in the page, else it is a download under its full name. */
export interface FileAnswer {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly name: string
  readonly inline?: boolean
}

/** A download that is made while it goes; one that can't be made whole breaks off. */
export interface StreamAnswer {
  readonly stream: Readable
  /** What fills the stream, where that may go on after it was closed; never rejects. */
  readonly filling?: Promise<void>
  readonly mediaType: string
  readonly name: string
  /** Bytes, where they are known before. */
  readonly size?: number
  readonly inline?: boolean
  /** A part of it instead, where parts can be had: from one byte to another, counted from 0. */
  readonly part?: (range: { readonly first: number; readonly last: number }) => Promise<Readable>
  /** What is the same as long as the bytes are. */
  readonly digest?: string
}

/** An open answer of events: `open` is given where to send them, and answers what to do when the caller has gone. */
export interface EventsAnswer {
  readonly open: (listener: EventsListener) => () => void
}

/** A caller who listens. */
export interface EventsListener {
  /** One event: `data` as JSON. An event with an id is the one the caller names when they come back. */
  readonly send: (event: { readonly name: string; readonly id?: string; readonly data: unknown }) => void
  /** Ends the answer. */
  readonly end: () => void
}

/** The one file of a multipart request, read whole and already stopped at the limit. */
export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A part of a file on its way: where it begins, and its bytes as they arrive; the line may break among them. */
export interface Part {
  readonly offset: number
  readonly bytes: AsyncIterable<Uint8Array>
}

/** The cookies and the door of a request; only signing in needs them. */
export interface Exchange {
  /** The site as the caller sees it; checked for every request that is not a GET. */
  readonly origin: () => string
  readonly cookie: (name: string) => string | undefined
  /** Every token of a session that came along, believed or not: who signs in or out leaves none of them open. */
  readonly sessionTokens: () => readonly string[]
  /** HttpOnly, for this site only; `seconds` null lasts as long as the browser is open. */
  readonly setCookie: (name: string, value: string, seconds: number | null) => void
  /** A header of the request, by its name in small letters. */
  readonly header: (name: string) => string | undefined
  readonly clearCookie: (name: string) => void
  /**
   * Signs in under the limits of failures. Throws 429 `wait_to_sign_in` before the next try may come, and
   * `too_many_attempts` after too many of this device, account or address. `whose`: who is signed in already.
   */
  readonly attempt: <Result>(
    signIn: (by: TriedBy) => Promise<Result>,
    whose?: TriedAccount,
  ) => Promise<Result>
  /** Whether somebody signed in by this browser before. */
  readonly knowsDevice: (asker: Pick<Asker, 'kind' | 'id'>) => boolean
  /** This browser is known for them from now on. */
  readonly rememberDevice: (asker: Pick<Asker, 'kind' | 'id'>) => void
  /** Counts a text to sign in with. Throws 429 `too_many_requests`: too many of this browser, or address. */
  readonly countAsking: () => Promise<void>
  /**
   * Counts a code to sign in with eGov Mobile, opened by nobody yet. Throws 429 `too_many_requests` when there are too
   * many of this address.
   */
  readonly countOpening: () => Promise<void>
}

/** What a handler gets: already checked by the schema and the role; it never re-checks shape. */
export interface Request<R extends Route> {
  readonly context: Context
  /** Signed in with a role of the route; for an `anyone` route null when nobody is. */
  readonly asker: 'anyone' extends R['who'][number] ? Asker | null : Asker
  readonly params: Parsed<R extends { params: infer S } ? S : undefined>
  readonly query: Parsed<R extends { query: infer S } ? S : undefined>
  readonly body: Parsed<R extends { body: infer S } ? S : undefined>
  /** The caller's language: the session's choice, else Accept-Language, else kk. */
  readonly language: Language
  /** The version of `If-Match`; only where the route has it. */
  readonly version: number
  /** The `Idempotency-Key`; only where the route has it. */
  readonly key: string
  /** The one file of the request, of at most so many bytes. */
  readonly upload: (most: number) => Promise<UploadedFile>
  readonly part: () => Part
  readonly exchange: Exchange
}

/**
 * A verb at its URL. A `file` route answers bytes, an `events` route events; the rest what the response schema
 * says.
 */
export type Handler<Name extends RouteName> = (
  request: Request<Routes[Name]>,
) => Promise<
  Routes[Name] extends { file: true }
    ? FileAnswer | StreamAnswer
    : Routes[Name] extends { events: true }
      ? EventsAnswer
      : z.input<Routes[Name] extends { response: infer S extends z.ZodType } ? S : never>
>

/** Some of the routes with their handlers; `http/routes.ts` joins all of them into one list. */
export type Handlers<Names extends RouteName = RouteName> = { readonly [Name in Names]: Handler<Name> }
