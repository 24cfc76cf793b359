import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { askedRange } from './byte-range.ts'
import type { FileAnswer, StreamAnswer } from './handler.ts'
import { documentPolicy, downloadPolicy } from './security-headers.ts'
import { SendingDeadline, type SendingPace } from './sending-pace.ts'

/** Bytes that are there already go in pieces too, so that it is known how much of them was taken. */
const pieceBytes = 64 * 1024

/**
 * Sends bytes: a download under its full name, or to be shown, but never to run. Who takes too little is cut off, and
 * goes on where a stored file was cut. Throws 416 `range_beyond_end`.
 */
export async function sendFile(
  { log }: Context,
  pace: SendingPace,
  reply: FastifyReply,
  file: FileAnswer | StreamAnswer,
): Promise<FastifyReply> {
  const inline = file.inline === true
  const shownDocument = inline && file.mediaType === 'application/pdf'
  const { body, size } = await bodyOf(reply, file)
  const route = `${reply.request.method} ${reply.request.routeOptions.url ?? '?'}`
  body.once('error', (error) => {
    if (!hasGone(error))
      log({ level: 'error', message: 'a download broke off', route, reason: error.message })
  })
  cutTooSlow(reply, pace, () => log({ level: 'warn', message: 'a download was taken too slowly', route }))
  // So a download that breaks off is no whole one to the browser.
  if (size !== undefined) reply.header('content-length', size)
  return reply
    .header('content-type', file.mediaType)
    .header('content-disposition', disposition(file.name, inline))
    .header('content-security-policy', shownDocument ? documentPolicy : downloadPolicy)
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-store')
    .send(body)
}

/** All of the file, or the part that was asked for. */
async function bodyOf(
  reply: FastifyReply,
  file: FileAnswer | StreamAnswer,
): Promise<{ body: Readable; size: number | undefined }> {
  if (!('stream' in file)) {
    return { body: Readable.from(piecesOf(file.bytes), { objectMode: false }), size: file.bytes.length }
  }
  const { stream, size, part, digest } = file
  if (size === undefined || part === undefined || digest === undefined) return { body: stream, size }
  const { headers, method } = reply.request
  const etag = `"${digest}"`
  const wish = method === 'GET' ? headers.range : undefined
  const range = askedRange(wish, headers['if-range']?.toString(), { etag, size })
  if (range === 'whole') {
    reply.header('accept-ranges', 'bytes').header('etag', etag)
    return { body: stream, size }
  }
  stream.destroy()
  if (range === 'beyond') {
    reply.header('content-range', `bytes */${size}`)
    throw new HttpRefused(416, 'range_beyond_end')
  }
  const body = await part(range)
  reply.code(206).header('accept-ranges', 'bytes').header('etag', etag)
  reply.header('content-range', `bytes ${range.first}-${range.last}/${size}`)
  return { body, size: range.last - range.first + 1 }
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

/** The caller hung up, or was cut off. */
const hasGone = (error: Error): boolean => 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'

function cutTooSlow(reply: FastifyReply, pace: SendingPace, tell: () => void): void {
  const { socket } = reply.request.raw
  const taken = (): number => socket.bytesWritten - socket.writableLength
  const before = taken()
  const deadline = new SendingDeadline(pace, performance.now())
  const timer = setInterval(
    () => {
      deadline.took(taken() - before, performance.now())
      if (!deadline.isOver(performance.now())) return
      clearInterval(timer)
      tell()
      socket.destroy()
    },
    Math.min(1000, pace.firstMs),
  )
  timer.unref()
  reply.raw.once('close', () => clearInterval(timer))
}

/** RFC 6266: the name in UTF-8, and an ASCII one for those that do not know how. */
function disposition(name: string, inline: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`
}
