import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../db/project-root.ts'
import { type Instant, parseInstant } from '../domain/calendar/instant.ts'
import { masterKey as masterKeyWords } from '../words/en/master-key.ts'
import { setupRefusals } from '../words/en/setup-refusals.ts'
import { fill } from '../words/fill.ts'
import { type ProxyTrust, parseProxyTrust } from './proxy-trust.ts'

/** Where clamd listens: a socket of this machine, or another machine. */
export type ClamavAddress = { readonly path: string } | { readonly host: string; readonly port: number }

/** What the operator decides; read once when a process starts. */
export interface Config {
  /** The serving role, `otinish_app`. */
  readonly databaseUrl: string
  /** The folder of encrypted files. */
  readonly filesDir: string
  /** 32 bytes; wraps the keys of files and seals the TOTP secrets. */
  readonly masterKey: Uint8Array
  readonly host: string
  readonly port: number
  /** `https://…` as clients see the site; null: this machine only, under its loopback names. */
  readonly publicUrl: string | null
  /** Whose X-Forwarded-For is believed. */
  readonly trustProxy: ProxyTrust
  /** The built site. */
  readonly webDir: string
  /** For letters, signatures and such (docs/decisions/0052): how many at most, and the built program of each. */
  readonly threads: { readonly most: number; readonly program: string }
  /** Pinned roots and intermediates of the configured environment; null: none but a demo's own. */
  readonly trustDir: string | null
  /** The virus scanner; null: files are not scanned, and staff are told so. */
  readonly clamav: ClamavAddress | null
  /** Where the injected clock starts; refused unless the database is a demo or test one. */
  readonly clock: Instant | null
  /** Notices by mail; null: notices stay in the cabinet. */
  readonly mail: MailConfig | null
  /** Where a demo's played eGov Mobile listens; null on a real site. */
  readonly playedPhone: string | null
  /** Is this host registered with eGov Mobile? Else the app would refuse its codes; a demo has a phone of its own. */
  readonly egovMobile: boolean
  /** Where the national authority answers; null: nobody is asked, and every verdict says so. */
  readonly authority: AuthorityAddresses | null
  /** The NCALayer program on the client's own computer, `wss://127.0.0.1:13579`; tests play theirs at another port. */
  readonly ncaLayerUrl: string
}

/** The only addresses that are ever asked: those inside certificates are not followed. */
export interface AuthorityAddresses {
  readonly ocsp: string
  /** Lists of revoked certificates: of the issuing authority, its deltas, of the root. */
  readonly lists: readonly string[]
  /** Timestamps (RFC 3161); null: signatures stay with the server's own word for when they came. */
  readonly tsp: string | null
}

export interface MailConfig {
  /** `smtp://…` or `smtps://…`, with name and password where the server asks for them. */
  readonly smtpUrl: string
  /** The sender: an address, or a name with one in angle brackets. */
  readonly from: string
  /** Where a demo's played mail server keeps what it got; null on a real site. */
  readonly playedDir: string | null
}

/** What the operator gave is missing or wrong; the message tells them in English. */
export abstract class ConfigRefused extends Error {}

/** A text of words/<language>/setup-refusals.ts. */
export type SetupProblem = Exclude<keyof typeof setupRefusals, 'embedded' | 'migration'>

/** A setting is missing or wrong. The message is English; `problem` and `params` have it for others. */
export class SetupRefused extends ConfigRefused {
  constructor(
    readonly problem: SetupProblem,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(fill(setupRefusals[problem], params))
  }
}

/** Why a master key is refused: a key of the words in words/<language>/master-key.ts, and what fills them. */
export interface MasterKeyFault {
  readonly problem: keyof typeof masterKeyWords
  readonly params?: Readonly<Record<string, string | number>>
}

/** There is no master key, or it is not the one of this database. The message is English; `fault` has it for others. */
export class MasterKeyRefused extends ConfigRefused {
  constructor(readonly fault: MasterKeyFault) {
    super(fill(masterKeyWords[fault.problem], fault.params ?? {}))
  }
}

/**
 * Reads DATABASE_URL, FILES_URL (`file:///…`), MASTER_KEY (64 hexadecimal digits) or MASTER_KEY_FILE, HOST, PORT,
 * PUBLIC_URL, THREADS,
 * TRUST_PROXY, TRUST_DIR, CLAMAV_SOCKET (a path) or CLAMAV_ADDRESS (`host:port`), CLOCK, SMTP_URL with MAIL_FROM,
 * OCSP_URL with CRL_URLS (separated by commas) and TSP_URL, NCALAYER_URL, EGOV_MOBILE
 * (`registered`). Throws ConfigRefused.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = Number(env.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SetupRefused('portWrong', { value: String(env.PORT) })
  return {
    databaseUrl: needed(env, 'DATABASE_URL'),
    filesDir: folderOf(needed(env, 'FILES_URL')),
    masterKey: readMasterKey(env),
    host: env.HOST ?? '127.0.0.1',
    port,
    publicUrl: publicUrlOf(env.PUBLIC_URL),
    trustProxy: proxyTrustOf(env.TRUST_PROXY),
    webDir: join(projectRoot(), 'dist', 'web'),
    threads: { most: threadsOf(env.THREADS), program: threadProgram() },
    trustDir: env.TRUST_DIR ? resolve(env.TRUST_DIR) : null,
    clamav: clamavOf(env),
    clock: clockOf(env.CLOCK),
    mail: mailOf(env, publicUrlOf(env.PUBLIC_URL)),
    playedPhone: env.PLAYED_PHONE_URL || null,
    egovMobile: egovMobileOf(env.EGOV_MOBILE),
    authority: authorityOf(env),
    ncaLayerUrl: ncaLayerUrlOf(env.NCALAYER_URL),
  }
}

/** One processor is left to answer everybody; more than four threads would hold much memory. */
function threadsOf(word: string | undefined): number {
  if (word === undefined || word === '') return Math.min(4, Math.max(1, availableParallelism() - 1))
  const most = Number(word)
  if (!Number.isInteger(most) || most < 1 || most > 64) throw new SetupRefused('threads', { value: word })
  return most
}

/** What each of them runs, in a build. */
export const threadProgram = (): string => join(projectRoot(), 'dist', 'server', 'thread.js')

function needed(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name]
  if (value === undefined || value === '') throw new SetupRefused('notSet', { name })
  return value
}

function folderOf(url: string): string {
  if (url.startsWith('file:')) return fileURLToPath(url)
  if (/^[a-z][a-z0-9+.-]+:/.test(url)) throw new SetupRefused('filesUrl', { scheme: url.split(':')[0] ?? '' })
  return resolve(url)
}

/** The key of MASTER_KEY, else of the file MASTER_KEY_FILE; 32 bytes. Throws MasterKeyRefused. */
export function readMasterKey(env: Readonly<Record<string, string | undefined>>): Uint8Array {
  const text = env.MASTER_KEY?.trim() || (env.MASTER_KEY_FILE ? readKeyFile(env.MASTER_KEY_FILE) : null)
  if (text === null) throw new MasterKeyRefused({ problem: 'missing' })
  if (text === '')
    throw new MasterKeyRefused({ problem: 'empty', params: { file: env.MASTER_KEY_FILE ?? '' } })
  if (!/^[0-9a-fA-F]{64}$/.test(text)) throw new MasterKeyRefused({ problem: 'malformed' })
  return new Uint8Array(Buffer.from(text, 'hex'))
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new MasterKeyRefused({ problem: 'unreadable', params: { file: path, reason } })
  }
}

function publicUrlOf(url: string | undefined): string | null {
  if (url === undefined || url === '') return null
  try {
    return new URL(url).origin
  } catch {
    throw new SetupRefused('publicUrl', { value: url })
  }
}

function proxyTrustOf(word: string | undefined): ProxyTrust {
  const trust = parseProxyTrust(word)
  if (trust === null) throw new SetupRefused('trustProxy', { value: word ?? '' })
  return trust
}

function clamavOf(env: Readonly<Record<string, string | undefined>>): ClamavAddress | null {
  if (env.CLAMAV_SOCKET) return { path: resolve(env.CLAMAV_SOCKET) }
  if (!env.CLAMAV_ADDRESS) return null
  const [, host = '', port = ''] = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(env.CLAMAV_ADDRESS) ?? []
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw new SetupRefused('clamav', { value: env.CLAMAV_ADDRESS })
  return { host, port: Number(port) }
}

function authorityOf(env: Readonly<Record<string, string | undefined>>): AuthorityAddresses | null {
  const lists = (env.CRL_URLS ?? '')
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '')
  const tsp = env.TSP_URL || null
  if (!env.OCSP_URL) {
    if (lists.length === 0 && tsp === null) return null
    throw new SetupRefused('authorityWithoutOcsp')
  }
  for (const url of [env.OCSP_URL, ...lists, ...(tsp === null ? [] : [tsp])]) {
    if (!URL.canParse(url) || !/^https?:/.test(url))
      throw new SetupRefused('authorityAddress', { value: url })
  }
  return { ocsp: env.OCSP_URL, lists, tsp }
}

/** Loopback only, and encrypted: any other address could read mails. */
function ncaLayerUrlOf(url = 'wss://127.0.0.1:13579'): string {
  const [, port] = /^wss:\/\/127\.0\.0\.1:(\d{1,5})$/.exec(url) ?? []
  if (port === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new SetupRefused('ncaLayer', { value: url })
  return url
}

function egovMobileOf(word: string | undefined): boolean {
  if (word === undefined || word === '') return false
  if (word !== 'registered') throw new SetupRefused('egovMobile', { value: word })
  return true
}

function clockOf(iso: string | undefined): Instant | null {
  if (iso === undefined || iso === '') return null
  const instant = parseInstant(iso)
  if (instant === null) throw new SetupRefused('clock', { value: iso })
  return instant
}

function mailOf(
  env: Readonly<Record<string, string | undefined>>,
  publicUrl: string | null,
): MailConfig | null {
  const smtpUrl = env.SMTP_URL ?? ''
  if (smtpUrl === '') return null
  if (!/^smtps?:\/\/[^/]/.test(smtpUrl)) throw new SetupRefused('smtpUrl')
  const from = env.MAIL_FROM ?? ''
  if (!/^[^@]*[^@\s<]@[^@\s>]+>?$/.test(from)) {
    throw new SetupRefused('mailFrom')
  }
  if (publicUrl === null && !/^(127\.0\.0\.1|::1|localhost)?$/.test(env.HOST ?? '')) {
    throw new SetupRefused('mailLinks')
  }
  return { smtpUrl, from, playedDir: env.PLAYED_MAIL_DIR || null }
}
