import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import {
  createSignedWorld,
  freeDraft,
  issueKey,
  type SignedWorld,
  sendFree,
} from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { waitsForLock } from '../../test/waits-for-lock.ts'
import type { Appeal, Draft, PreparedLetter } from '../../wire/appeal.ts'
import { findFile, keepFile } from '../attachment/file-store.ts'
import { type FrozenLetter, readFrozenLetter } from '../letter/frozen-letter.ts'
import { renderLetter } from '../letter/render-letter.ts'
import { Threads } from '../threads/threads.ts'
import { holdUndrawn, keepDrawnPages } from './letter-pages-store.ts'

let world: SignedWorld
let browser: TestBrowser
let key: OpenedKeyFile
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  browser = await world.as(world.people.aigerim)
  key = await issueKey(world.authority)
})
afterAll(() => world.close())

const really = Threads.prototype.run
const run = vi.spyOn(Threads.prototype, 'run')
beforeEach(() => {
  run.mockClear()
})
afterAll(() => run.mockRestore())
/** What was asked of threads, by its kinds. */
const asked = (): string[] => run.mock.calls.map(([{ kind }]) => kind)

const prepare = (draft: Draft) => browser.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
const look = (draft: Draft, page = 1) =>
  browser.ask<string>(`GET /api/drafts/${draft.id}/letter/pages/${page}`)
const rowOf = (draft: { readonly id: string }) =>
  world.context.db
    .selectFrom('prepared_letter as letter')
    .leftJoin('letter_pages as pages', 'pages.letter_file_id', 'letter.file_id')
    .select(['letter.file_id', 'letter.pages_file_id', 'pages.file_id as drawn'])
    .where('letter.appeal_id', '=', draft.id)
    .executeTakeFirstOrThrow()

/** What a letter was laid out from, as another version of the program kept it. */
async function freezeAs(draft: Draft, frozen: (now: FrozenLetter) => object): Promise<void> {
  const { context } = world
  const { pages_file_id } = await rowOf(draft)
  const file = await findFile(context.db, pages_file_id)
  if (file === null) throw new Error('there is no letter')
  const text = JSON.stringify(frozen(await readFrozenLetter(context, pages_file_id)))
  const { id } = await keepFile(context.db, context, { ...file, bytes: new TextEncoder().encode(text) })
  await context.db
    .updateTable('prepared_letter')
    .set({ pages_file_id: id })
    .where('pages_file_id', '=', pages_file_id)
    .execute()
}

describe('the pages of a letter', () => {
  test('are drawn at the first look, once however many look, and kept', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    expect((await prepare(draft)).body.pages).toBe(1)
    expect(asked()).toEqual(['letter'])
    expect((await rowOf(draft)).drawn).toBeNull()

    const looks = await Promise.all([look(draft), look(draft), look(draft), look(draft)])
    const { file_id, pages_file_id, drawn } = await rowOf(draft)
    expect(asked()).toEqual(['letter', 'letterPages'])
    expect(drawn).not.toBeNull()
    const { letter } = await readFrozenLetter(world.context, pages_file_id)
    const [page] = renderLetter(letter).pages
    expect(new Set(looks.map(({ body }) => body))).toEqual(new Set([page]))

    expect((await look(draft)).body).toBe(page)
    expect((await look(draft, 2)).status).toBe(404)
    expect(asked()).toEqual(['letter', 'letterPages'])
    expect((await rowOf(draft)).file_id).toBe(file_id)
  })

  test('are those of the letter that is sent, also for somebody who looks first', async () => {
    const { body: sent } = await sendFree(world, browser, key)
    const page = await browser.ask<string>(`GET /api/appeals/${sent.id}/letter/pages/1`)
    const { letter } = await readFrozenLetter(world.context, (await rowOf(sent)).pages_file_id)
    expect(page.body).toBe(renderLetter(letter).pages[0])
    expect((await browser.ask<Appeal>(`GET /api/appeals/${sent.id}`)).body.letterPages).toBe(1)
  })

  test('are none where they would be of other bytes than those that are signed', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    await prepare(draft)
    const { file_id } = await rowOf(draft)
    const other = Buffer.alloc(32, 7)
    await world.context.db.updateTable('file').set({ sha256: other }).where('id', '=', file_id).execute()
    const { status, problem } = await look(draft)
    expect([status, problem.code]).toEqual([409, 'letter_changed'])
    expect((await rowOf(draft)).drawn).toBeNull()
  })

  test('a letter that another version made, and nobody has seen, is made again', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    const first = (await prepare(draft)).body
    expect((await prepare(draft)).body.letterId).toBe(first.letterId)
    await freezeAs(draft, ({ letter }) => ({ letter, pageCount: 1, maker: 'another' }))
    expect((await prepare(draft)).body.letterId).not.toBe(first.letterId)
  })

  test('of letters from before, which were drawn while they were prepared, are those of then', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    const first = (await prepare(draft)).body
    await freezeAs(draft, ({ letter }) => ({ letter, pages: ['<svg/>', '<svg></svg>'] }))
    expect((await look(draft, 2)).body).toBe('<svg></svg>')
    expect((await prepare(draft)).body).toMatchObject({ letterId: first.letterId, pages: 2 })
    expect((await rowOf(draft)).drawn).toBeNull()
  })

  test('go with the letter when it is made again', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    await prepare(draft)
    await look(draft)
    const { drawn } = await rowOf(draft)
    const body = { answers: { subject: 'Басқа', text: 'Басқа мәтін. Төлемді тексеруіңізді сұраймын.' } }
    await browser.ask(`PATCH /api/drafts/${draft.id}`, { version: draft.version, body })
    await prepare(draft)
    expect((await rowOf(draft)).drawn).toBeNull()
    const left = await world.context.db.selectFrom('file').select('id').where('id', '=', drawn).execute()
    expect(left).toEqual([])
  })

  test('are for all who wait, also when who asked first has hung up', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    await prepare(draft)
    run.mockClear()
    let begin: () => void = () => undefined
    const mayBegin = new Promise<void>((resolve) => {
      begin = resolve
    })
    run.mockImplementationOnce(async function (this: Threads, ...given) {
      await mayBegin
      return await really.apply(this, given)
    })
    const hangUp = new AbortController()
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const path = `${browser.origin}/api/drafts/${draft.id}/letter/pages/1`
    const first = fetch(path, { headers: { cookie }, signal: hangUp.signal }).catch(() => 'hung up')
    await expect.poll(asked).toEqual(['letterPages'])
    const second = look(draft)
    // Until it waits for the same, and the server has seen the first go.
    await setTimeout(500)
    hangUp.abort()
    expect(await first).toBe('hung up')
    await setTimeout(500)
    begin()
    expect((await second).status).toBe(200)
    expect(asked()).toEqual(['letterPages'])
  })

  test.each(['made again', 'discarded'])('kept while the letter is %s, they go with it', async (how) => {
    const draft = await freeDraft(browser, world.contracts.rent)
    await prepare(draft)
    const body = { answers: { subject: 'Басқа', text: 'Басқа мәтін. Төлемді тексеруіңізді сұраймын.' } }
    const { context } = world
    const { file_id } = await rowOf(draft)
    const letter = await findFile(context.db, file_id)
    if (letter === null) throw new Error('there is no letter')
    await browser.ask(`PATCH /api/drafts/${draft.id}`, { version: draft.version, body })
    const under = await context.db.transaction().execute(async (trx) => {
      if (!(await holdUndrawn(trx, file_id))) throw new Error('it has its pages')
      const bytes = new TextEncoder().encode('["<svg/>"]')
      const { id } = await keepFile(trx, context, { ...letter, name: 'pages.json', bytes })
      await keepDrawnPages(trx, file_id, id)
      const asked = how === 'discarded' ? browser.ask(`DELETE /api/drafts/${draft.id}`) : prepare(draft)
      await waitsForLock(context.db)
      return { id, asked }
    })
    expect((await under.asked).status).toBe(200)
    expect(await findFile(context.db, under.id)).toBeNull()
    expect(await findFile(context.db, file_id)).toBeNull()
  })
})
