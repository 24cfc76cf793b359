import { connect } from 'node:net'
import { fromBase64, toBase64 } from '../../eds/bytes.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { type Documents, type Errand, readQr } from './protocol.ts'

/** How a phone misbehaves when it signs. */
export type Mischief =
  | 'otherDocument'
  | 'damaged'
  | 'attached'
  | 'twice'
  | 'otherId'
  | 'twoDocuments'
  | 'unsigned'

/** What the site said to the phone. */
export interface Heard {
  readonly status: number
  /** Of the body, where there is one. */
  readonly message: string | null
}

/** A site said no to a phone that asked for its errand or its document. */
export class EgovMobileRefused extends Error {
  readonly heard: Heard

  constructor(heard: Heard) {
    super(`${heard.status} ${heard.message}`)
    this.heard = heard
  }
}

export interface EgovMobileOptions {
  /** The text of the QR. */
  readonly text: string
  readonly key: OpenedKeyFile
  readonly language?: 'kk' | 'ru' | 'en'
  /** The app's list of sites that it goes to; every one unless told. */
  readonly allows?: (address: URL) => boolean
  /** The phone's clock, epoch milliseconds; written as the signer's claim. */
  readonly now?: () => number
}

/**
 * An eGov phone in the hand of a person with one key: reads a QR, asks API №1 and №2 over HTTP, signs what it was given
 * and puts it back. Throws when the text is no QR of the app or leads to a site that the app does not know.
 */
export function openEgovMobileApp(options: EgovMobileOptions): EgovMobileApp {
  const address = readQr(options.text)
  if (address === null) throw new Error('no QR of eGov Mobile')
  if (!(options.allows?.(address) ?? true)) throw new Error(`an unknown site: ${address.host}`)
  return new EgovMobileApp(address, options)
}

export class EgovMobileApp {
  readonly #address: URL
  readonly #options: EgovMobileOptions
  #known: Errand | null = null

  constructor(address: URL, options: EgovMobileOptions) {
    this.#address = address
    this.#options = options
  }

  /** API №1; asked again each time, as the app may. Throws EgovMobileRefused. */
  async errand(): Promise<Errand> {
    return await this.#json<Errand>(this.#address, {})
  }

  /** API №2, with the token of the errand. Throws EgovMobileRefused. */
  async documents(): Promise<Documents> {
    const { uri, token } = await this.#documentAddress()
    return await this.#json<Documents>(uri, { authorization: `Bearer ${token}` })
  }

  /** What the screen shows before anything is signed. Throws EgovMobileRefused. */
  async look(): Promise<{ errand: Errand; documents: Documents }> {
    const errand = await this.errand()
    return { errand, documents: await this.documents() }
  }

  /** Signs what API №2 gives and puts it back. */
  async sign(mischief?: Mischief): Promise<Heard> {
    const signed = await this.signed(mischief)
    // Another signature over the same document.
    const again = mischief === 'twice' ? await this.signed('attached') : null
    const heard = await this.put(signed)
    return again === null ? heard : await this.put(again)
  }

  /** What it would put back; made again each time. Throws EgovMobileRefused. */
  async signed(mischief?: Mischief): Promise<Documents> {
    const documents = await this.documents()
    const signed = await Promise.all(
      documents.documentsToSign.map(async (one) => ({
        ...one,
        id: mischief === 'otherId' ? one.id + 1 : one.id,
        document: {
          file: { ...one.document.file, data: await this.#signature(one.document.file.data, mischief) },
        },
      })),
    )
    const documentsToSign = mischief === 'twoDocuments' ? [...signed, ...signed] : signed
    return { ...documents, documentsToSign }
  }

  /** «Бас тарту»: puts the documents back as they came. */
  async cancel(): Promise<Heard> {
    return await this.put({ status: 'CANCELED', ...(await this.documents()) })
  }

  async put(body: unknown, more: Readonly<Record<string, string>> = {}): Promise<Heard> {
    const { uri, token } = await this.#documentAddress()
    const response = await fetch(uri, {
      method: 'PUT',
      headers: { ...this.#headers(`Bearer ${token}`), 'content-type': 'application/json', ...more },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return await heardOf(response)
  }

  /** The line breaks in the middle of the answer's body. */
  async putHalf(body: Documents): Promise<void> {
    const { uri, token } = await this.#documentAddress()
    const text = Buffer.from(JSON.stringify(body))
    const head = [
      `PUT ${uri.pathname} HTTP/1.1`,
      `Host: ${uri.host}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${text.length}`,
    ]
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(uri.port), uri.hostname, () => {
        socket.write(`${head.join('\r\n')}\r\n\r\n`)
        socket.write(text.subarray(0, text.length / 2), () => socket.destroy())
      })
      socket.once('close', () => resolve())
      socket.once('error', reject)
    })
  }

  async #signature(data: string, mischief: Mischief | undefined): Promise<string> {
    const given = fromBase64(data)
    if (mischief === 'unsigned') return data
    const { certificate, privateKey } = this.#options.key
    if (privateKey === null) throw new Error('the phone has no key to sign with')
    const cms = await buildCms({
      content: mischief === 'otherDocument' ? Uint8Array.of(...given, 0x0a) : given,
      certificate,
      privateKey,
      signingTime: (this.#options.now ?? Date.now)(),
      detached: mischief !== 'attached' && mischief !== 'otherDocument',
    })
    // In the signature value, which comes last.
    if (mischief === 'damaged') cms[cms.length - 8] = (cms[cms.length - 8] ?? 0) ^ 1
    return toBase64(cms)
  }

  /** The document's address, which must be of the same site; asked for once. */
  async #documentAddress(): Promise<{ uri: URL; token: string }> {
    this.#known ??= await this.errand()
    const { document } = this.#known
    const uri = new URL(document.uri)
    if (uri.origin !== this.#address.origin) throw new Error(`the document is elsewhere: ${uri.host}`)
    return { uri, token: document.auth_token }
  }

  async #json<Body>(address: URL, headers: { authorization?: string }): Promise<Body> {
    const response = await fetch(address, {
      headers: this.#headers(headers.authorization),
      redirect: 'error',
    })
    if (response.status !== 200) throw new EgovMobileRefused(await heardOf(response))
    return (await response.json()) as Body
  }

  #headers(authorization?: string): Record<string, string> {
    return {
      'accept-language': this.#options.language ?? 'kk',
      ...(authorization === undefined ? {} : { authorization }),
    }
  }
}

async function heardOf(response: Response): Promise<Heard> {
  const body: unknown = await response.json().catch(() => null)
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : null
  return { status: response.status, message: typeof message === 'string' ? message : null }
}
