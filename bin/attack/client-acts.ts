import { createHash } from 'node:crypto'
import { toBase64 } from '../../eds/bytes.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { type Answered, type Ask, type Caller, headersOf, originOf } from './ask.ts'
import type { AttackedClient } from './attacked-people.ts'
import type { AttackedSite } from './attacked-site.ts'

interface Draft {
  readonly id: string
  readonly version: number
}

/** What a client does with a draft; each throws where it is refused. */
export async function beginDraft(ask: Ask, who: AttackedClient): Promise<Draft> {
  return read(await startDraft(ask, who))
}

export const startDraft = (ask: Ask, who: AttackedClient): Promise<Answered> =>
  ask(who, 'POST /api/drafts', { body: { contractId: who.contractId, letterLanguage: 'kk' } })

const text = 'Желтоқсан айындағы төлемді төледім, бірақ кабинетте ол әлі көрінбейді. '

/** A letter in free form that could be signed as it is. */
export async function writtenDraft(ask: Ask, who: AttackedClient, paragraphs = 3): Promise<Draft> {
  const { id, version } = await beginDraft(ask, who)
  const answers = { subject: 'Төлемнің түсуін тексеру туралы', text: text.repeat(paragraphs) }
  return read(await ask(who, `PATCH /api/drafts/${id}`, { version, body: { typeCode: 'gen.free', answers } }))
}

export const prepareLetter = (ask: Ask, who: Caller, draftId: string): Promise<Answered> =>
  ask(who, `POST /api/drafts/${draftId}/letter`)

/** A PDF of so many bytes, as far as its kind is told by its ends; another one for each number. */
export function pdfOf(size: number, n = 0): Uint8Array {
  const bytes = Buffer.alloc(size, ' ')
  bytes.write(`%PDF-1.7\n%${n}\n`, 0, 'latin1')
  bytes.write('\n%%EOF', size - 6, 'latin1')
  return bytes
}

/** A file whole, to its place; the first answer that refuses, else the last. */
export async function attach(ask: Ask, who: Caller, draftId: string, bytes: Uint8Array): Promise<Answered> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const body = { document: 'other', name: 'құжат.pdf', size: bytes.length, sha256 }
  const begun = await ask(who, `POST /api/drafts/${draftId}/uploads`, { body })
  if (begun.status !== 200) return begun
  const { id } = read<{ id: string }>(begun)
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
  return await ask(who, `PATCH /api/drafts/${draftId}/uploads/${id}`, { body: bytes, headers })
}

/** A draft with a file, and the file's address. */
export async function draftWithFile(ask: Ask, who: AttackedClient, size: number): Promise<string> {
  const { id } = await writtenDraft(ask, who)
  const { attachment } = read<{ attachment: { id: string } }>(await attach(ask, who, id, pdfOf(size)))
  return `/api/drafts/${id}/attachments/${attachment.id}`
}

/** An appeal sent by the one client who has a key. */
export async function sentAppeal({ context, port, ask, people: { sender } }: AttackedSite): Promise<string> {
  const { id } = await writtenDraft(ask, sender)
  read(await attach(ask, sender, id, pdfOf(400_000)))
  const { letterId } = read<{ letterId: string }>(await prepareLetter(ask, sender, id))
  const document = `${originOf(port)}/api/drafts/${id}/letter/document`
  const letter = await (await fetch(document, { headers: headersOf(port, sender, 'GET') })).arrayBuffer()
  const cms = await signatureOver(sender.key, new Uint8Array(letter), context.now())
  const body = { letterId, method: 'keyFile', cms }
  return read<{ id: string }>(await ask(sender, `POST /api/drafts/${id}/signature`, { body })).id
}

export async function signatureOver(key: OpenedKeyFile, content: Uint8Array, at: number): Promise<string> {
  const { certificate, privateKey } = key
  if (privateKey === null) throw new Error('the key cannot sign')
  return toBase64(await buildCms({ content, certificate, privateKey, signingTime: at, detached: true }))
}

/** What an answer says that was not refused. */
export function read<Body = Draft>({ status, code, text: said }: Answered): Body {
  if (status !== 200) throw new Error(`what prepares an attack was refused: ${status} ${code} ${said}`)
  return JSON.parse(said)
}
