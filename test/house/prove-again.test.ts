import { expect, test } from 'vitest'
import type { Route } from '../../wire/route.ts'
import { routes } from '../../wire/routes.ts'
import { projectFiles, readSource } from './sources.ts'

const all = Object.entries(routes) as [string, Route][]
/** Where accounts are: who may come in, where word goes, where somebody is signed in. */
const ofAccounts =
  /^(?!GET )\w+ \/api\/(profile|account|notice-settings|office\/account|office\/people|office\/signals\/settings)\b/
/** They change nothing of an account: how it is proved again, and a look at what leaving would do. */
const changeNothing = [
  'POST /api/account/proof-text',
  'POST /api/account/proof-code',
  'POST /api/account/proof',
  'POST /api/office/people/:id/leaving/preview',
]

test('every route that changes an account says what it does to it; the table says whether that asks again', () => {
  const silent = all
    .filter(([name, { account }]) => ofAccounts.test(name) && account === undefined)
    .map(([name]) => name)
  expect(silent.sort()).toEqual([...changeNothing].sort())
})

test('an act is done by one route, and nothing is asked where nobody is signed in', () => {
  const done = all.flatMap(([, { account }]) => account ?? [])
  expect(new Set(done).size).toBe(done.length)
  const open = all.filter(([, { account, who }]) => account !== undefined && who.includes('anyone'))
  expect(open).toEqual([])
})

test('an act that no route names is a part of one, which its verb asks for', () => {
  const done = new Set<string>(all.flatMap(([, { account }]) => account ?? []))
  const table = readSource('domain/security/prove-again.ts')
  const acts = [...table.matchAll(/^ {2}(\w+): '(?:asks|goesOn)',$/gm)].map(([, act = '']) => act)
  expect(acts.filter((act) => done.has(act)).sort()).toEqual([...done].sort())
  const parts = acts.filter((act) => !done.has(act))
  const verbs = projectFiles().filter((file) => file.startsWith('server/') && !file.endsWith('.test.ts'))
  const asked = verbs.flatMap((file) =>
    [...readSource(file).matchAll(/\bneedProof(?:Of)?\([^()]*'(\w+)'[,)]/g)].map(([, act]) => act),
  )
  expect(asked.sort()).toEqual(parts.sort())
})
