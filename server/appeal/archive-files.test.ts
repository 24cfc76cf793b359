import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attach } from '../../test/attach.ts'
import { pdf, png } from '../../test/sample-files.ts'
import {
  createSignedWorld,
  freeDraft,
  issueKey,
  type SignedWorld,
  signDraft,
} from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { unzip } from '../../test/unzip.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { openFile } from '../attachment/stored-file-store.ts'
import type { Context } from '../context.ts'
import { registerDue } from '../registry/register.ts'
import { findSentAppeal } from './appeal-store.ts'
import { archiveFiles, uniqueNames } from './archive-files.ts'

let world: SignedWorld
let me: TestBrowser
let appeal: Appeal
beforeAll(async () => {
  world = await createSignedWorld()
  me = await world.as(world.people.aigerim)
  const draft = await freeDraft(me, world.contracts.rent)
  for (const [name, bytes] of [
    ['Жеке куәлік №1.pdf', pdf],
    ['Жеке куәлік №1.pdf', new Uint8Array([...pdf, 10])],
    ['справка: счёт.png', png],
    ['вирус.pdf', new Uint8Array([...pdf, 32])],
    ['кезекте.pdf', new Uint8Array([...pdf, 9])],
  ] as const) {
    expect((await attach(me, draft.id, { document: 'other', name, bytes })).status).toBe(200)
  }
  const body = await signDraft(world, me, draft.id, await issueKey(world.authority))
  expect((await me.ask(`POST /api/drafts/${draft.id}/signature`, { body })).status).toBe(200)
  await registerDue(world.context)
  for (const [name, scan] of [
    ['вирус.pdf', 'infected'],
    ['кезекте.pdf', 'pending'],
  ] as const) {
    await world.context.db.updateTable('file').set({ scan }).where('name', '=', name).execute()
  }
  appeal = (await me.ask<Appeal>(`GET /api/appeals/${draft.id}`)).body
})
afterAll(() => world.close())

test('what is packed already lies in the ZIP as it is', async () => {
  const { bytes } = await me.bytes(`/api/appeals/${appeal.id}/archive`)
  const zip = Buffer.from(bytes)
  expect(zip.includes(Buffer.from(pdf))).toBe(true)
  expect(zip.includes(Buffer.from(png))).toBe(true)
})

test('all files come in one ZIP, byte for byte, under their full names; unsafe ones are named, not given', async () => {
  const { status, headers, bytes } = await me.bytes(`/api/appeals/${appeal.id}/archive`)
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/zip')
  expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain(
    `filename*=UTF-8''Өтініш ${appeal.registrationNumber}, 2026-01-12.zip`,
  )
  expect(headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain('sandbox')
  const files = unzip(bytes)
  const letter = `Өтініш ${appeal.registrationNumber}, 2026-01-12.pdf`
  expect([...files.keys()]).toEqual([
    letter,
    `${letter}.p7s`,
    'Жеке куәлік №1.pdf',
    'Жеке куәлік №1 (2).pdf',
    'справка_ счёт.png',
    'Салынбаған файлдар.txt',
  ])
  expect(files.get('Жеке куәлік №1.pdf')?.equals(Buffer.from(pdf))).toBe(true)
  expect(files.get('справка_ счёт.png')?.equals(Buffer.from(png))).toBe(true)
  const [own] = appeal.correspondence.flatMap((one) => one.files)
  const alone = await me.bytes(`/api/appeals/${appeal.id}/files/${own?.id}`)
  expect(files.get(letter)?.equals(Buffer.from(alone.bytes))).toBe(true)
  const left = files.get('Салынбаған файлдар.txt')?.toString() ?? ''
  expect(left).toContain('вирус.pdf: вирус табылды')
  expect(left).toContain('кезекте.pdf: вирусқа әлі тексерілмеген')
})

test('staff get the same, and the client sees that they looked', async () => {
  const executor = await world.as(world.people.executor)
  const { status, bytes } = await executor.bytes(`/api/office/appeals/${appeal.id}/archive`)
  expect([status, unzip(bytes).size]).toEqual([200, 6])
  const { body } = await me.ask<Appeal>(`GET /api/appeals/${appeal.id}`)
  expect(body.views.length).toBe(1)
})

test('a damaged or lost file stays out, is named in the archive in each language, and told in the log', async () => {
  const listed = appeal.correspondence.flatMap((one) => one.files)
  const [broken, lost] = ['.png', ' №1.pdf'].map(
    (end) => listed.find(({ name }) => name.endsWith(end))?.id ?? '',
  )
  const { files } = world.context
  const [sealed, whole] = [await files.get(broken ?? ''), await files.get(lost ?? '')]
  const changed = Uint8Array.from(sealed)
  changed[sealed.length - 1] = (changed[sealed.length - 1] ?? 0) ^ 1
  await files.put(broken ?? '', changed)
  await files.delete(lost ?? '')
  const lines = world.logged.length
  for (const [language, name, why] of [
    ['kk', 'Салынбаған файлдар.txt', 'сақталған файл бүлінген'],
    ['ru', 'Не вошедшие файлы.txt', 'сохранённый файл повреждён'],
    ['en', 'Files left out.txt', 'the stored file is damaged'],
  ] as const) {
    await me.ask('PATCH /api/session', { body: { language } })
    const { status, bytes } = await me.bytes(`/api/appeals/${appeal.id}/archive`)
    const inside = unzip(bytes)
    expect([status, inside.size]).toEqual([200, 4])
    const text = inside.get(name)?.toString() ?? ''
    expect(text).toContain(`справка: счёт.png: ${why}`)
    expect(text).toContain(`Жеке куәлік №1.pdf: ${why}`)
  }
  const executor = await world.as(world.people.executor)
  expect(unzip((await executor.bytes(`/api/office/appeals/${appeal.id}/archive`)).bytes).size).toBe(4)
  const told = world.logged.slice(lines).filter(({ message }) => message === 'a stored file is damaged')
  expect(new Set(told.map(({ file, fault }) => `${file} ${fault}`))).toEqual(
    new Set([`${broken} undecipherable`, `${lost} missing`]),
  )
  await files.put(broken ?? '', sealed)
  await files.put(lost ?? '', whole)
  await me.ask('PATCH /api/session', { body: { language: 'kk' } })
  expect(unzip((await me.bytes(`/api/appeals/${appeal.id}/archive`)).bytes).size).toBe(6)
})

test('names that differ only in letters’ case, or not at all, are numbered', () => {
  expect(uniqueNames(['a.pdf', 'A.PDF', 'a (2).pdf', 'a.pdf', 'a', 'a', '..a'])).toEqual([
    'a.pdf',
    'A (2).PDF',
    'a (2) (2).pdf',
    'a (3).pdf',
    'a',
    'a (2)',
    '..a',
  ])
})

describe('who goes away leaves no file open', () => {
  /** Files that are open, and a say at each opening. */
  function counting(onOpen: (nth: number) => void = () => {}) {
    const { files } = world.context
    let nth = 0
    const counted = { open: 0 }
    const context: Context = {
      ...world.context,
      files: {
        ...files,
        open: async (id) => {
          nth += 1
          onOpen(nth)
          const opened = await files.open(id)
          counted.open += 1
          return {
            ...opened,
            close: async () => {
              counted.open -= 1
              await opened.close()
            },
          }
        },
      },
    }
    return { context, counted }
  }

  test('before the first byte of a file', async () => {
    const { context, counted } = counting()
    const [own] = appeal.correspondence.flatMap((one) => one.files)
    const { stream } = await openFile(context, own?.id ?? '')
    stream.destroy()
    await expect.poll(() => counted.open, { timeout: 20_000 }).toBe(0)
  })

  test.each([1, 2, 3, 4, 5, 6])('at opening number %i of an archive', async (last) => {
    const sent = await findSentAppeal(world.context.db, appeal.id)
    if (sent === null) throw new Error('the appeal was sent')
    let gone = () => {}
    const reached = new Promise<void>((resolve) => {
      gone = resolve
    })
    const { context, counted } = counting((nth) => {
      if (nth !== last) return
      stream.destroy()
      gone()
    })
    const { stream } = await archiveFiles(context, sent, 'kk')
    stream.resume()
    await reached
    await once(stream, 'close')
    await expect.poll(() => counted.open, { timeout: 20_000 }).toBe(0)
    // Nothing goes on by itself.
    await setImmediate()
    expect(counted.open).toBe(0)
  })
})
