import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { toBase64 } from '../../eds/bytes.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { loopbackCertificate, pem } from './loopback-certificate.ts'
import { documentsOf, fitsFilter, SignArguments, signAll } from './sign-request.ts'

/**
 * What the person at the program, or the program, does about the next request. `well`: opens the first of their
 * keys that the filter shows. `text`, `pem`: the shapes of older versions. A key: takes it, whatever was asked for.
 */
export type Deed =
  | 'well'
  | 'text'
  | 'pem'
  | 'cancel'
  | 'cut'
  | 'otherDocument'
  | 'nested'
  | { readonly key: OpenedKeyFile }
  | { readonly code: string; readonly message: string }

/**
 * An NCALayer played over a real, encrypted WebSocket on loopback: it really signs (docs/signature-facts.md 6).
 */
export interface PlayedNcaLayer {
  /** `wss://127.0.0.1:<port>` */
  readonly url: string
  /** Every request to sign so far, as it was understood. */
  readonly asked: readonly SignArguments[]
  /** How many lines have been opened so far, and how many are open now. */
  lines(): { readonly opened: number; readonly open: number }
  /** For the next requests, in this order; well afterwards. */
  behave(...deeds: readonly Deed[]): void
  /** How the next callers are met: greeted, left without a word, or hung up on. */
  atDoor(how: 'greets' | 'silent' | 'hangsUp'): void
  /** The window of the next request stays open until the answer is called for. */
  hold(): () => void
  stop(): Promise<void>
}

const module = 'kz.gov.pki.knca.basics'
/** A signature within lists within lists: no program of the authority says so. */
const nestedAnswer = `{"status":true,"body":{"result":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}}`
const refused = (code: string, message: string, details = '') => ({ status: false, code, message, details })
const cancelled = { status: true, body: {} }

/**
 * Starts the program with the keys of its owner. `now` is asked at every signature; `port` 0 takes a free one.
 */
export async function startNcaLayer({
  keys,
  now,
  port = 0,
}: {
  readonly keys: readonly OpenedKeyFile[]
  readonly now: () => number
  readonly port?: number
}): Promise<PlayedNcaLayer> {
  const asked: SignArguments[] = []
  const deeds: Deed[] = []
  let opened = 0
  let door: 'greets' | 'silent' | 'hangsUp' = 'greets'
  let held: Promise<void> | null = null

  // The certificate is for browsers, whose clock is the machine's.
  const server = createServer(await loopbackCertificate(Date.now()))
  const sockets = new WebSocketServer({ server, maxPayload: 64 * 1024 * 1024 })
  sockets.on('connection', (socket) => {
    opened += 1
    if (door === 'hangsUp') return socket.terminate()
    if (door === 'greets') socket.send(JSON.stringify({ result: { version: '1.4' } }))
    let busy = false
    socket.on('error', () => socket.terminate())
    socket.on('message', async (data) => {
      const text = data.toString()
      if (text === '--heartbeat--') return socket.send(text)
      // Answers carry no number: two questions at once could not be told apart.
      if (busy) return socket.send(JSON.stringify(refused('INVOCATION_ERROR', 'busy')))
      busy = true
      await answer(socket, text)
      busy = false
    })
  })

  async function answer(socket: WebSocket, text: string): Promise<void> {
    const request = readRequest(text)
    if ('status' in request) return socket.send(JSON.stringify(request))
    asked.push(request)
    const deed = deeds.shift() ?? 'well'
    const wait = held
    held = null
    await wait
    if (deed === 'cut') return socket.terminate()
    const answered = deed === 'nested' ? nestedAnswer : JSON.stringify(await respond(request, deed))
    if (socket.readyState === socket.OPEN) socket.send(answered)
  }

  async function respond(request: SignArguments, deed: Deed): Promise<object> {
    if (typeof deed === 'object' && 'code' in deed) return refused(deed.code, deed.message)
    const shown = keys.find(({ certificate }) => fitsFilter(certificate.facts, request))
    const key = typeof deed === 'object' ? deed.key : shown
    // The window shows no key that fits; nothing is left to its owner but to close it.
    if (deed === 'cancel' || key === undefined) return cancelled
    // There is no authority behind this program that would stamp the time.
    if (request.signingParams.tsaProfile !== undefined) return refused('TSP_ERROR', 'tsp.pki.gov.kz')
    const asGiven = documentsOf(request)
    const documents = deed === 'otherDocument' ? asGiven.map((one) => Uint8Array.of(...one, 0x0a)) : asGiven
    const signatures = await signAll(documents, key, request, now())
    if (deed === 'pem') return { status: true, body: { result: signatures.map(asPem) } }
    const lines = signatures.map((one) => toBase64(one).replaceAll(/.{76}/g, '$&\r\n'))
    return { status: true, body: { result: deed === 'text' ? lines[0] : lines } }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `wss://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    lines: () => ({ opened, open: sockets.clients.size }),
    behave: (...next) => {
      deeds.splice(0, deeds.length, ...next)
    },
    atDoor: (how) => {
      door = how
    },
    hold: () => {
      let answerNow = () => {}
      held = new Promise((resolve) => {
        answerNow = resolve
      })
      return () => answerNow()
    },
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const asPem = (signature: Uint8Array): string => pem('CMS', signature).replaceAll('\n', '\r\n')

/** The arguments of a request to sign, or what the program answers to anything else. */
function readRequest(text: string): SignArguments | ReturnType<typeof refused> {
  let request: unknown
  try {
    request = JSON.parse(text)
  } catch {
    return refused('PARSE_ERROR', 'not JSON')
  }
  const { module: asked, method, args } = (request ?? {}) as Record<string, unknown>
  if (asked !== module) return refused('MODULE_NOT_FOUND', String(asked))
  if (method !== 'sign') return refused('METHOD_NOT_FOUND', String(method))
  const found = SignArguments.safeParse(args)
  if (found.success) return found.data
  const [issue] = found.error.issues
  return refused('INVOCATION_ERROR', `${issue?.path.join('.')}: ${issue?.message}`)
}
