import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fromBase64 } from '../../eds/bytes.ts'
import { openKeyFile } from '../../eds/pkcs12.ts'
import { EgovMobileRefused, type Mischief, openEgovMobileApp } from './egov-mobile-app.ts'
import type { Documents, Errand } from './protocol.ts'

/** What a person holds before the phone, and what is pressed. */
interface Asked {
  readonly qr: string
  /** PKCS#12, base64, and its password: the key that this person has in the app. */
  readonly p12: string
  readonly password: string
  readonly language: 'kk' | 'ru' | 'en'
  readonly mischief: Mischief | null
}

/** The phone's screen after an act. */
export interface EgovMobileScreen {
  readonly outcome: 'shown' | 'signed' | 'cancelled' | 'refused' | 'notOurs'
  /** What the site said to a phone it refused; null else. */
  readonly message: string | null
  readonly errand: {
    readonly organisation: string
    readonly description: string
    readonly expiresAt: string
    readonly document: string
    readonly meta: readonly { readonly name: string; readonly value: string }[]
  } | null
}

/** Phones for anybody's key, over HTTP on loopback: `POST /look`, `/sign` and `/cancel`. */
export interface EgovMobileService {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  close(): Promise<void>
}

const acts = ['look', 'sign', 'cancel'] as const
type Act = (typeof acts)[number]
const longestBody = 64 * 1024

/** @param allows the sites that these phones go to, as the app has a list of them */
export async function startEgovMobile({
  allows,
  now = Date.now,
}: {
  allows: (address: URL) => boolean
  now?: () => number
}): Promise<EgovMobileService> {
  const server = createServer(async (request, response) => {
    const act = acts.find((one) => request.method === 'POST' && request.url === `/${one}`)
    if (act === undefined) return void response.writeHead(404).end()
    try {
      const screen = await use(act, JSON.parse(await bodyOf(request)) as Asked, { allows, now })
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(screen))
    } catch {
      response.writeHead(400).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function use(
  act: Act,
  { qr, p12, password, language, mischief }: Asked,
  world: { allows: (address: URL) => boolean; now: () => number },
): Promise<EgovMobileScreen> {
  let app: ReturnType<typeof openEgovMobileApp>
  const key = openKeyFile(fromBase64(p12), password)
  try {
    app = openEgovMobileApp({ text: qr, key, language, ...world })
  } catch {
    return { outcome: 'notOurs', message: null, errand: null }
  }
  try {
    const errand = shown(await app.look(), language)
    if (act === 'look') return { outcome: 'shown', message: null, errand }
    const { status, message } = act === 'sign' ? await app.sign(mischief ?? undefined) : await app.cancel()
    if (status !== 200) return { outcome: 'refused', message, errand }
    return { outcome: act === 'sign' ? 'signed' : 'cancelled', message: null, errand }
  } catch (error) {
    if (!(error instanceof EgovMobileRefused)) throw error
    return { outcome: 'refused', message: error.heard.message, errand: null }
  }
}

const suffix = { kk: 'nameKz', ru: 'nameRu', en: 'nameEn' } as const

function shown(
  { errand, documents }: { errand: Errand; documents: Documents },
  language: 'kk' | 'ru' | 'en',
): EgovMobileScreen['errand'] {
  const [document] = documents.documentsToSign
  const name = suffix[language]
  return {
    organisation: errand.organisation[name],
    description: errand.description,
    expiresAt: new Date(errand.expiry_date.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')).toISOString(),
    document: document?.[name] ?? '',
    meta: document?.meta ?? [],
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > longestBody) throw new Error('too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
