import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eicar, type PlayedClamd, playClamd } from '../../pretend/clamd/clamd.ts'
import { attach, beginUpload } from '../../test/attach.ts'
import * as files from '../../test/sample-files.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { Problem } from '../../wire/problem.ts'
import { scanFiles } from '../attachment/scan-files.ts'

// Convention 6 of docs/conventions.md: what is wrong with a file is told in words of its own.
let world: World
let clamd: PlayedClamd
beforeAll(async () => {
  clamd = await playClamd()
  world = await createWorld({ clamav: clamd.address })
})
afterAll(async () => {
  await world.close()
  await clamd.close()
})

const tooLarge = new Uint8Array(5 * 1024 * 1024 + 1)
const virus = new Uint8Array(Buffer.from(`%PDF-1.7\n${eicar}\n%%EOF\n`))
type Language = 'kk' | 'ru' | 'en'

/** A free letter in this language, complete but for what a case does to it; answers the problem told. */
async function told(
  language: Language,
  act: (draft: Draft, put: (name: string, bytes: Uint8Array) => Promise<Problem>) => Promise<Problem>,
  typeCode = 'gen.free',
): Promise<Problem> {
  const me = await world.as(world.people.aigerim)
  await me.ask('PATCH /api/session', { body: { language } })
  const { body } = await me.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
  })
  const answers =
    typeCode === 'gen.free'
      ? { subject: 'Төлем туралы', text: 'Төлемнің түскенін тексеруіңізді сұраймын.' }
      : { plannedDate: '2026-02-16', fundingSource: 'own' }
  const saved = await me.ask<Draft>(`PATCH /api/drafts/${body.id}`, {
    version: 1,
    body: { typeCode, answers, ...(typeCode === 'gen.free' ? {} : { paymentMethod: 'debit' }) },
  })
  const put = async (name: string, bytes: Uint8Array) =>
    (await attach(me, body.id, { document: 'other', name, bytes })).problem
  const problem = await act(saved.body, put)
  if (problem.code !== undefined) return problem
  return (await me.ask(`POST /api/drafts/${body.id}/letter`)).problem
}
type Act = Parameters<typeof told>[1]
const putting =
  (name: string, bytes: Uint8Array): Act =>
  (_, put) =>
    put(name, bytes)

const cases: [what: string, code: string, act: Act, typeCode?: string][] = [
  ['none chosen', 'document_missing', async () => ({}) as Problem, 'rent.early.full'],
  ['wrong type', 'file_type', putting('кесте.xlsx', files.spreadsheet)],
  ['too big', 'file_too_large', putting('үлкен.pdf', tooLarge)],
  ['empty', 'file_empty', putting('бос.pdf', new Uint8Array())],
  ['password-protected PDF', 'file_encrypted', putting('құпия.pdf', files.encryptedPdf)],
  ['password-protected DOC', 'file_encrypted', putting('құпия.doc', files.encryptedDoc)],
  ['password-protected DOCX', 'file_encrypted', putting('құпия.docx', files.encryptedPackage)],
  [
    'virus',
    'file_infected',
    async (_, put) => {
      const problem = await put('вирус.pdf', virus)
      await scanFiles(world.context)
      return problem ?? ({} as Problem)
    },
  ],
  [
    'could not upload',
    'file_upload',
    async (draft) => {
      const me = await world.as(world.people.aigerim)
      const said = { document: 'other', name: 'a.pdf', size: files.pdf.length, sha256: '0'.repeat(64) }
      const { body } = await me.ask<{ id: string }>(`POST /api/drafts/${draft.id}/uploads`, { body: said })
      return (
        await me.ask(`PATCH /api/drafts/${draft.id}/uploads/${body.id}`, {
          body: files.pdf,
          headers: {
            'content-type': 'application/offset+octet-stream',
            'upload-offset': '0',
          },
        })
      ).problem
    },
  ],
  [
    'too many',
    'files_too_many',
    async (draft) => {
      const me = await world.as(world.people.aigerim)
      let last = {} as Problem
      for (let n = 0; n < 21; n += 1) {
        const bytes = new Uint8Array([...files.pdf, n])
        last = (await beginUpload(me, draft.id, { document: 'other', name: `${n}.pdf`, bytes })).problem
      }
      return last
    },
  ],
]

const words: Record<string, Record<Language, string>> = {
  document_missing: { kk: 'тірке', ru: 'Приложите', en: 'ttach' },
  file_type: { kk: 'JPG, PDF, PNG, DOC', ru: 'JPG, PDF, PNG, DOC', en: 'JPG, PDF, PNG, DOC' },
  file_too_large: { kk: '5,1\u00a0МБ', ru: '5,1\u00a0МБ', en: '5.1\u00a0MB' },
  file_empty: { kk: 'бос', ru: 'пустой', en: 'empty' },
  file_encrypted: { kk: 'құпиясөз', ru: 'парол', en: 'password' },
  file_infected: { kk: 'вирус', ru: 'вирус', en: 'virus' },
  file_upload: { kk: 'жүктелмеді', ru: 'не загрузился', en: 'upload' },
  files_too_many: { kk: '20', ru: '20', en: '20' },
}

describe.each(['kk', 'ru', 'en'] as const)('what is wrong with a file, in %s', (language) => {
  test.each(cases)('%s', async (_, code, act, typeCode) => {
    const problem = await told(language, act, typeCode)
    expect(problem.code, JSON.stringify(problem)).toBe(code)
    expect(`${problem.title}. ${problem.detail}`).toContain(words[code]?.[language])
  })
})
