import type { Language } from '../../domain/language.ts'
import type { Purpose } from '../../domain/signature/signed-content.ts'
import { fromBase64, toBase64 } from '../../eds/bytes.ts'
import { oids } from '../../eds/oids.ts'

/**
 * Why nothing was signed. `notRunning`: no line could be had, which is all a browser tells. `silent`: a line, but no
 * greeting. `lineLost`: it ended before the answer. `failed`: the program said no, or answered what nobody understands.
 */
export type NcaLayerStop = 'notRunning' | 'silent' | 'lineLost' | 'cancelled' | 'failed'

/** Nothing was signed. `details` are the program's own words, for people who are asked for help. */
export class NcaLayerStopped extends Error {
  override name = 'NcaLayerStopped'
  constructor(
    readonly code: NcaLayerStop,
    readonly details = '',
  ) {
    super(`${code} ${details}`)
  }
}

/** What is to be signed, and by whose key. */
export interface Errand {
  readonly purpose: Purpose
  readonly content: Uint8Array
  /** What is signed at once, after one password: the letter in another language. */
  readonly others?: readonly Uint8Array[]
  /** The program shows keys of this person only; null at sign-in. */
  readonly expectIin: string | null
  /** And of this company, where a letter of the company is signed. */
  readonly expectBin?: string
  /** The language of the program's window. */
  readonly language: Language
  /** Keys of a demo or of tests are asked for: the program is not to check who issued them. */
  readonly testKeys: boolean
}

interface Line {
  /** Begins to connect. */
  readonly open: () => WebSocket
  /** The line is open, and the program's window asks its owner. */
  readonly onAsked: () => void
  /** Leaves: the line ends, and the promise is rejected with the signal's reason. */
  readonly signal: AbortSignal
  /** How long a program may take to greet. The owner's own time has no limit. */
  readonly greetsWithinMs?: number
}

/**
 * A detached signature over each content by NCALayer, DER (docs/signature-facts.md 6): connects, waits for its
 * greeting, asks once, waits as long as its owner needs, hangs up. Rejects with NcaLayerStopped, or with the reason of
 * `line.signal`.
 */
export function signWithNcaLayer(errand: Errand, line: Line): Promise<readonly Uint8Array[]> {
  return new Promise((resolve, reject) => {
    line.signal.throwIfAborted()
    const socket = line.open()
    let stage: 'connecting' | 'greeting' | 'asked' = 'connecting'
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = () => {
      clearTimeout(timer)
      socket.close()
    }
    const stop = (code: NcaLayerStop) => {
      reject(new NcaLayerStopped(code))
      end()
    }
    line.signal.addEventListener('abort', () => {
      reject(line.signal.reason)
      end()
    })
    socket.addEventListener('open', () => {
      stage = 'greeting'
      timer = setTimeout(() => stop('silent'), line.greetsWithinMs ?? 15_000)
    })
    socket.addEventListener('close', () => stop(stage === 'asked' ? 'lineLost' : 'notRunning'))
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = readMessage(data)
      if (message === null) return
      if (stage === 'greeting' && isGreeting(message)) {
        clearTimeout(timer)
        stage = 'asked'
        socket.send(JSON.stringify(request(errand)))
        line.onAsked()
      } else if (stage === 'asked') {
        try {
          resolve(signaturesOf(message, 1 + (errand.others?.length ?? 0)))
        } catch (error) {
          reject(error)
        }
        end()
      }
    })
  })
}

/**
 * Which keys the program shows; a key must have every purpose named. Who comes in may have an RSA key for that
 * (clientAuth) or the one GOST-2015 key (emailProtection); one of staff may be a person's or the company's, whose roles
 * have nothing in common.
 */
const filters: Readonly<Record<Purpose, { readonly extKeyUsageOids?: readonly string[] }>> = {
  letter: { extKeyUsageOids: [oids.emailProtection, oids.roleIndividual] },
  reply: { extKeyUsageOids: [oids.emailProtection, oids.roleLegalEntity] },
  signIn: { extKeyUsageOids: [oids.roleIndividual] },
  staffSignIn: {},
}

/**
 * Module basics, as docs/signature-facts.md 6.2 have it. No tsaProfile: the server has the time stamped itself.
 */
function request({ purpose, content, others = [], expectIin, expectBin, language, testKeys }: Errand) {
  return {
    module: 'kz.gov.pki.knca.basics',
    method: 'sign',
    args: {
      allowedStorages: null,
      format: 'cms',
      data: others.length === 0 ? toBase64(content) : [content, ...others].map(toBase64),
      signingParams: { decode: true, encapsulate: false, digested: false },
      signerParams: {
        ...filters[purpose],
        ...(expectIin === null ? {} : { iin: expectIin }),
        ...(expectBin === undefined ? {} : { bin: expectBin }),
        ...(testKeys ? { chain: [] } : {}),
      },
      locale: language,
    },
  }
}

type Message = Readonly<Record<string, unknown>>
const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null

/** An object of the program's; null for a heartbeat and for anything that is none. */
function readMessage(data: unknown): Message | null {
  try {
    const parsed: unknown = JSON.parse(String(data))
    return isMessage(parsed) ? parsed : null
  } catch {
    return null
  }
}

const isGreeting = ({ result }: Message): boolean => isMessage(result) && 'version' in result

/** Version 1.4 answers a list, older ones a text; either base64 or PEM, lines ended in any way. */
function signaturesOf({ status, body, code, message, details }: Message, wanted: number): Uint8Array[] {
  if (status !== true) {
    const said = [code, message, details].filter((part) => typeof part === 'string' && part !== '')
    throw new NcaLayerStopped('failed', said.join(': '))
  }
  const result = isMessage(body) ? body.result : undefined
  if (result === undefined || result === null) throw new NcaLayerStopped('cancelled')
  const texts: unknown[] = Array.isArray(result) ? result : [result]
  if (texts.length < wanted) throw new NcaLayerStopped('failed')
  try {
    return texts
      .slice(0, wanted)
      .map((text) => fromBase64(String(text).replaceAll(/-----[A-Z0-9 ]+-----/g, '')))
  } catch {
    throw new NcaLayerStopped('failed')
  }
}
