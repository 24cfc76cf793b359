import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import type { FileAnswer, StreamAnswer } from './handler.ts'
import { documentPolicy, downloadPolicy } from './security-headers.ts'

/** Sends bytes: a download under its full name, or to be shown, but never to run. */
export function sendFile(
  { log }: Context,
  reply: FastifyReply,
  file: FileAnswer | StreamAnswer,
): FastifyReply {
  const inline = file.inline === true
  const shownDocument = inline && file.mediaType === 'application/pdf'
  if ('stream' in file) {
    file.stream.once('error', (error) => {
      const route = `${reply.request.method} ${reply.request.routeOptions.url ?? '?'}`
      if (!hasGone(error))
        log({ level: 'error', message: 'a download broke off', route, reason: error.message })
    })
    // So a download that breaks off is no whole one to the browser.
    if (file.size !== undefined) reply.header('content-length', file.size)
  }
  return reply
    .header('content-type', file.mediaType)
    .header('content-disposition', disposition(file.name, inline))
    .header('content-security-policy', shownDocument ? documentPolicy : downloadPolicy)
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-store')
    .send(bodyOf(file))
}

/** The caller hung up. */
const hasGone = (error: Error): boolean => 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'

const bodyOf = (file: FileAnswer | StreamAnswer): Readable | Buffer =>
  'stream' in file
    ? file.stream
    : Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)

/** RFC 6266: the name in UTF-8, and an ASCII one for those that do not know how. */
function disposition(name: string, inline: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`
}
