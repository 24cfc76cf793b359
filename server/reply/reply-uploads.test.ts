import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { beginReplyUpload, sendPart, sendReplyPart } from '../../test/attach.ts'
import { registeredAppeals } from '../../test/office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { startWebProcess, type WebProcess } from '../../test/web-process.ts'
import type { ReplyUploadRow } from '../../wire/attachment.ts'
import type { Reply } from '../../wire/reply.ts'
import { partType } from '../http/uploads.ts'

let world: SignedWorld
let key: OpenedKeyFile
let saule: TestBrowser
let second: WebProcess
/** The same browser at another process. */
let elsewhere: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  saule = await world.as(world.people.executor)
  const origin = `http://127.0.0.1:${await freePort()}`
  second = await startWebProcess(world, Number(new URL(origin).port), origin)
  elsewhere = new TestBrowser(origin, Object.fromEntries(saule.cookies))
  await second.ready()
})
afterAll(async () => {
  await second.stop()
  await world.close()
})

function pdfOf(size: number): Uint8Array {
  const bytes = new Uint8Array(randomBytes(size))
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'))
  bytes.set(new TextEncoder().encode('%%EOF'), size - 5)
  return bytes
}
async function draft(): Promise<Reply> {
  const [id = ''] = await registeredAppeals(world, key, 1)
  await saule.ask(`POST /api/office/appeals/${id}/take-into-work`)
  const kind = { body: { kind: 'answer' } }
  return (await saule.ask<Reply>(`POST /api/office/appeals/${id}/replies`, kind)).body
}
const filesOf = async ({ id }: Reply) =>
  (await saule.ask<Reply>(`GET /api/office/replies/${id}`)).body.files.map(({ name, size }) => [name, size])

test('a file of a letter goes on where it was cut, also at another process that was killed meanwhile', async () => {
  const reply = await draft()
  const file = { name: 'Есеп.pdf', bytes: pdfOf(300_000) }
  const { body: begun } = await beginReplyUpload(saule, reply.id, file)
  await sendReplyPart(saule, reply.id, begun.id, 0, file.bytes.subarray(0, 100_000))
  await second.killAndStart()
  await second.ready()
  const there = await elsewhere.ask<ReplyUploadRow>(`GET /api/office/replies/${reply.id}/uploads/${begun.id}`)
  expect(there.body).toMatchObject({ offset: 100_000, file: null })
  // Chosen again, on a page that was loaded again.
  expect((await beginReplyUpload(elsewhere, reply.id, file)).body).toEqual(there.body)
  const early = await sendReplyPart(elsewhere, reply.id, begun.id, 200_000, file.bytes.subarray(200_000))
  expect([early.status, early.problem.code]).toEqual([409, 'upload_offset'])
  expect(await filesOf(reply)).toEqual([])

  const rest = file.bytes.subarray(100_000)
  const last = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      sendReplyPart(n % 2 === 0 ? saule : elsewhere, reply.id, begun.id, 100_000, rest),
    ),
  )
  expect(last.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  const done = await sendReplyPart(saule, reply.id, begun.id, 300_000, new Uint8Array())
  expect(done.body.file).toMatchObject({ name: 'Есеп.pdf', size: 300_000 })
  expect(await filesOf(reply)).toEqual([['Есеп.pdf', 300_000]])
  const path = `/api/office/replies/${reply.id}/files/${done.body.file?.id}`
  expect(Buffer.from((await saule.bytes(path)).bytes).equals(Buffer.from(file.bytes))).toBe(true)
})

test.each([
  ['another was there before', 800_000, 409],
  ['there are more bytes than were said', 1_200_000, 413],
])(
  'a part refused in its middle, as %s, holds up nothing that is asked after it on the same connection',
  async (_, size, status) => {
    const reply = await draft()
    const file = { name: 'Есеп.pdf', bytes: pdfOf(800_000) }
    const { body: begun } = await beginReplyUpload(saule, reply.id, file)
    const path = `/api/office/replies/${reply.id}/uploads/${begun.id}` as const
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const cookie = [...saule.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const send = (method: string, headers: OutgoingHttpHeaders = {}) => {
      const asked = request(world.origin + path, {
        method,
        agent,
        headers: { cookie, origin: world.origin, ...headers },
      })
      const answer = once(asked, 'response').then(async ([response]: IncomingMessage[]) => {
        response?.resume()
        await once(response ?? asked, 'end')
        return response?.statusCode
      })
      return { asked, answer }
    }
    const slow = send('PATCH', { 'content-type': partType, 'upload-offset': '0', 'content-length': size })
    slow.asked.write(file.bytes.subarray(0, 400_000))
    const kept = async () => (await saule.ask<ReplyUploadRow>(`GET ${path}`)).body.offset
    await expect.poll(kept, { timeout: 20_000 }).toBeGreaterThan(0)
    const offset = await kept()
    if (status === 409)
      await sendReplyPart(saule, reply.id, begun.id, offset, file.bytes.subarray(offset, offset + 100))
    slow.asked.end(Buffer.alloc(size - 400_000, 'x'))
    expect(await slow.answer).toBe(status)
    const next = send('GET')
    next.asked.end()
    const late = setTimeout(() => next.asked.destroy(new Error('held up')), 20_000)
    expect(await next.answer).toBe(200)
    clearTimeout(late)
    agent.destroy()
  },
)

test('whose letter was taken over adds no file; what arrived waits until they write again', async () => {
  const reply = await draft()
  const file = { name: 'Келісім.pdf', bytes: pdfOf(50_000) }
  const { body: begun } = await beginReplyUpload(saule, reply.id, file)
  const head = await world.as(world.people.head)
  const take = (who: TestBrowser) =>
    who.ask(`POST /api/office/replies/${reply.id}/lease`, { body: { takeOver: true } })
  expect((await take(head)).status).toBe(200)
  const late = await sendReplyPart(saule, reply.id, begun.id, 0, file.bytes)
  expect([late.status, late.problem.code]).toEqual([409, 'reply_being_written'])
  expect(await filesOf(reply)).toEqual([])
  await take(saule)
  const end = await sendReplyPart(saule, reply.id, begun.id, 50_000, new Uint8Array())
  expect(end.body.file?.name).toBe('Келісім.pdf')
})

test('other bytes than were said, and a file that is none, come to nothing', async () => {
  const reply = await draft()
  const said = { name: 'Есеп.pdf', bytes: pdfOf(1000) }
  const { body: begun } = await beginReplyUpload(saule, reply.id, said)
  const other = await sendReplyPart(saule, reply.id, begun.id, 0, pdfOf(1000))
  expect(other.problem.code).toBe('file_upload')
  const text = { name: 'Мәтін.pdf', bytes: new TextEncoder().encode('бұл PDF емес') }
  const { body: none } = await beginReplyUpload(saule, reply.id, text)
  expect((await sendReplyPart(saule, reply.id, none.id, 0, text.bytes)).problem.code).toBe('file_mismatch')
  expect(await filesOf(reply)).toEqual([])
  expect((await sendReplyPart(saule, reply.id, begun.id, 0, said.bytes)).problem.code).toBe('file_upload')
  // Its end sent by many at once: why it was refused is said to each.
  const { body: many } = await beginReplyUpload(saule, reply.id, text)
  const ends = await Promise.all(
    Array.from({ length: 6 }, () => sendReplyPart(saule, reply.id, many.id, 0, text.bytes)),
  )
  const whys = new Set(ends.map(({ problem }) => problem.code))
  whys.delete('upload_offset')
  expect([...whys]).toEqual(['file_mismatch'])
})

test('an upload is reached at its own letter alone: not at another one, not as a draft’s', async () => {
  const [reply, another] = [await draft(), await draft()]
  const file = { name: 'Есеп.pdf', bytes: pdfOf(1000) }
  const { body: begun } = await beginReplyUpload(saule, reply.id, file)
  expect((await sendReplyPart(saule, another.id, begun.id, 0, file.bytes)).status).toBe(404)
  const client = await world.as(world.people.aigerim)
  expect((await sendPart(client, reply.appealId, begun.id, 0, file.bytes)).status).toBe(404)
})

test('what is on its way counts for a letter too, and can be let go', async () => {
  const reply = await draft()
  const begin = (n: number) => beginReplyUpload(saule, reply.id, { name: `${n}.pdf`, bytes: pdfOf(100 + n) })
  const begun = []
  for (let n = 0; n < 20; n += 1) begun.push((await begin(n)).body.id)
  expect((await begin(20)).problem.code).toBe('files_too_many')
  const [first = ''] = begun
  await sendReplyPart(saule, reply.id, first, 0, pdfOf(60))
  expect((await world.context.files.get(first)).length).toBeGreaterThan(60)
  const path = `/api/office/replies/${reply.id}/uploads/${first}` as const
  expect((await saule.ask(`DELETE ${path}`)).status).toBe(200)
  expect((await saule.ask(`DELETE ${path}`)).status).toBe(404)
  await expect(world.context.files.get(first)).rejects.toThrow()
  expect((await begin(20)).status).toBe(200)
})
