import { afterAll, beforeAll, expect, test } from 'vitest'
import { unresolvedIn } from '../../domain/reply/placeholder.ts'
import { makeLawyers } from '../../test/lawyers.ts'
import { registeredAppeals } from '../../test/office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { ReplyTemplates } from '../../wire/reply-template.ts'

let world: SignedWorld
let saule: TestBrowser
let id: string
beforeAll(async () => {
  world = await createSignedWorld()
  saule = await world.as(world.people.executor)
  ;[id = ''] = await registeredAppeals(world, await issueKey(world.authority), 1)
  await makeLawyers(world)
  await saule.ask(`POST /api/office/appeals/${id}/take-into-work`)
})
afterAll(() => world.close())

const of = async (who: TestBrowser, kind: string) =>
  await who.ask<ReplyTemplates>(`GET /api/office/appeals/${id}/reply-templates?kind=${kind}`)

test('templates and modules come filled for the appeal; what is not known stays', async () => {
  const { body } = await of(saule, 'answer')
  const refused = body.templates.find(({ code }) => code === 'answer.refused')
  expect(refused?.text.kk).toMatch(/^Құрметті Айгерім Ерланқызы!\n\n\d\d\.\d\d\.2026 күнгі № \d+ өтінішіңіз/)
  expect(refused?.text.ru).toMatch(/^Здравствуйте, Айгерім Ерланқызы!/)
  expect(unresolvedIn(refused?.text.kk ?? '')).toEqual(['{{gap}}'])
  // The client wrote a subject of their own, in Kazakh: it is not put into a Russian letter.
  expect(unresolvedIn(refused?.text.ru ?? '')).toEqual(['{{subject}}', '{{gap}}'])
  const contact = body.modules.find(({ code }) => code === 'contact')
  expect(unresolvedIn(`${contact?.text.kk} ${contact?.text.ru}`)).toEqual([])
  expect(body.templates.every(({ forType }) => !forType)).toBe(true)
  expect(body.modules.some(({ code }) => code === 'newTerm')).toBe(false)
})

test('each kind has its own', async () => {
  for (const kind of ['answer', 'interim', 'forwarding', 'return', 'correction']) {
    const { status, body } = await of(saule, kind)
    expect(status).toBe(200)
    expect(body.templates.map(({ code }) => code.split('.')[0])).toEqual(body.templates.map(() => kind))
    expect(body.templates.length).toBeGreaterThan(0)
  }
  expect((await of(saule, 'poem')).status).toBe(422)
})

test('who writes no letter here finds none', async () => {
  const asked = async (person: Parameters<SignedWorld['as']>[0]) =>
    (await of(await world.as(person), 'answer')).status
  expect(await asked(world.people.head)).toBe(200)
  expect(await asked(world.people.otherExecutor)).toBe(404)
  expect(await asked(world.people.auditor)).toBe(403)
  expect(await asked(world.people.aigerim)).toBe(403)
  expect(await asked(null)).toBe(401)
})
