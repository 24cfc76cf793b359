import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { beginUpload, sendPart } from '../../test/attach.ts'
import { startTcpProxy, type TcpProxy } from '../../test/tcp-proxy.ts'
import type { Answer } from '../../test/test-browser.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { startWebProcess, type WebProcess } from '../../test/web-process.ts'
import { createWorld, type World } from '../../test/world.ts'
import {
  LineCut,
  OutOfStep,
  partBytes,
  sendUpload,
  type UploadLine,
} from '../../web/cabinet/documents/send-upload.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { UploadRow } from '../../wire/attachment.ts'

const slow = { timeout: 20_000, interval: 20 }
let world: World
let server: WebProcess
let proxy: TcpProxy
beforeAll(async () => {
  world = await createWorld()
  const port = await freePort()
  proxy = await startTcpProxy(port)
  server = await startWebProcess(world, port, `http://127.0.0.1:${proxy.port}`)
  await server.ready()
})
afterAll(async () => {
  await proxy.close()
  await server.stop()
  await world.close()
})

/** The page's own way of sending, over real sockets through the proxy. */
function lineThrough(me: TestBrowser, draftId: string, name: string, bytes: Uint8Array) {
  const answered = async (asking: Promise<Answer<UploadRow>>) => {
    const answer = await asking.catch(() => {
      throw new LineCut()
    })
    if (answer.status === 409) throw new OutOfStep()
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const { id, offset, attachment } = answer.body
    return { id, offset, attached: attachment !== null }
  }
  let begun = { offset: 0, crossed: 0 }
  const line: UploadLine = {
    begin: () => answered(beginUpload(me, draftId, { document: 'other', name, bytes })),
    ask: (id) => answered(me.ask<UploadRow>(`GET /api/drafts/${draftId}/uploads/${id}`)),
    send: async (id, offset, part) => {
      begun = { offset, crossed: proxy.sent() }
      return await answered(sendPart(me, draftId, id, offset, new Uint8Array(await part.arrayBuffer())))
    },
  }
  const aRequestHead = 2000
  return {
    line,
    /** The first pause is a second in a browser, in which the server hears of the cut; here, until it has. */
    async noticed() {
      const arrived = begun.offset + (proxy.sent() - begun.crossed) - aRequestHead
      await expect
        .poll(async () => {
          const { received } = await world.context.db
            .selectFrom('upload')
            .select('received')
            .executeTakeFirstOrThrow()
          return received
        }, slow)
        .toBeGreaterThanOrEqual(arrived)
    },
  }
}

test('cut at 37 % and at 92 %, the server killed in the middle: the file arrives whole, under one part sent twice', async () => {
  const direct = await world.as(world.people.aigerim)
  const { body: draft } = await direct.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
  })
  await direct.ask(`PATCH /api/drafts/${draft.id}`, { version: 1, body: { typeCode: 'gen.free' } })

  const size = 5 * 1024 * 1024
  const bytes = new Uint8Array(randomBytes(size))
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'))
  bytes.set(new TextEncoder().encode('%%EOF'), size - 5)
  const me = new TestBrowser(`http://127.0.0.1:${proxy.port}`, Object.fromEntries(direct.cookies))
  const { line, noticed } = lineThrough(me, draft.id, 'Құжат.pdf', bytes)
  const interruptions: string[] = []
  let killed = false
  proxy.at(0.37 * size, 'cut')
  await sendUpload(line, new Blob([bytes]), {
    signal: new AbortController().signal,
    onBegun: () => {},
    onWay({ kind, sent }) {
      if (kind !== 'sending' || sent < 0.6 * size || killed) return
      killed = true
      // In the middle of a part.
      proxy.at(proxy.sent() + 32 * 1024, () => server.killAndStart())
      proxy.at(0.92 * size, 'cut')
    },
    async pause() {
      const dead = killed && interruptions.length === 1
      interruptions.push(dead ? 'killed' : 'cut')
      if (!dead) await noticed()
      await server.ready()
    },
  })
  expect(interruptions).toEqual(['cut', 'killed', 'cut'])
  // All that crossed the line beyond the file itself, the heads of the requests among it.
  expect(proxy.sent() - size).toBeLessThan(partBytes)

  const { attachments } = (await direct.ask<Draft>(`GET /api/drafts/${draft.id}`)).body
  expect(attachments.map(({ name, size: kept }) => [name, kept])).toEqual([['Құжат.pdf', size]])
  const got = await direct.bytes(`/api/drafts/${draft.id}/attachments/${attachments[0]?.id}`)
  const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
  expect(digest(got.bytes)).toBe(digest(bytes))
  expect(attachments[0]?.sha256).toBe(digest(bytes))
})
