import { expect, test } from 'vitest'
import { securityEvents } from '../../domain/security/security-event.ts'
import { importsOf, projectFiles, readSource } from './sources.ts'

/**
 * What changes who comes in, who may do what, or takes something away: by file, the functions that do it. Who asks
 * one of them tells the security log.
 */
const watched: Readonly<Record<string, readonly string[]>> = {
  'server/person/session-store.ts': ['endSession', 'endSessionsOf', 'endOneSession', 'endOtherSessions'],
  'server/person/staff-store.ts': ['changeAccess', 'changePassword', 'insertStaff'],
  'server/person/role-store.ts': ['recordRole'],
  'server/person/contact-store.ts': ['changeContacts'],
  'server/notice/notice-setting-store.ts': ['confirmAddress'],
  'server/signal/signal-setting-store.ts': ['keepStaffEmail'],
  'server/setting/setting-store.ts': ['recordSetting'],
  'server/unit/unit-store.ts': ['recordMember'],
  'server/office/export-file.ts': ['csv', 'xlsx'],
}

/** Those who ask and tell nothing, with the reason. */
const silent: Readonly<Record<string, string>> = {
  'server/person/enter.ts': 'ends what was open in this browser before a sign-in, which let-in.ts tells',
  'server/person/staff-store.ts': 'enters roles together with the person, which its caller tells',
  'server/unit/end-closing.ts': 'ends what unitClosed has told, once the work has gone',
}

const sources = new Map(
  projectFiles()
    .filter((file) => /^(server|bin\/commands)\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => [file, readSource(file)]),
)

const tells = (text: string) => /\b(?:logSecurity|inLoggedTransaction)\(/.test(text)

/** Files that ask something watched and never tell. */
function forgetful(all: ReadonlyMap<string, string>): string[] {
  return [...all].flatMap(([file, text]) => {
    if (tells(text)) return []
    return Object.entries(watched).flatMap(([store, names]) => {
      if (!importsOf(text).some(({ path }) => path.split('/').at(-1) === store.split('/').at(-1))) return []
      return names.filter((name) => new RegExp(`\\b${name}\\(`).test(text)).map((name) => `${file}: ${name}`)
    })
  })
}

test('who changes who comes in or may do what, or takes something away, tells the security log', () => {
  const told = forgetful(sources).filter((line) => !Object.hasOwn(silent, line.split(':')[0] ?? ''))
  expect(told).toEqual([])
})

test('what is watched is there, and who is excused still asks', () => {
  for (const [file, names] of Object.entries(watched)) {
    for (const name of names) expect(sources.get(file), file).toMatch(new RegExp(`function\\*? ${name}\\b`))
  }
  const excused = new Set(forgetful(sources).map((line) => line.split(':')[0]))
  expect(Object.keys(silent).filter((file) => !excused.has(file))).toEqual([])
})

test('a verb that forgets would be named', () => {
  const planted = `import { recordRole } from './role-store.ts'\nawait recordRole(db, held, by, at)\n`
  expect(forgetful(new Map([['server/person/planted.ts', planted]]))).toEqual([
    'server/person/planted.ts: recordRole',
  ])
})

/** The text of each call of `inLoggedTransaction`, from its name to the bracket that closes it. */
function transactionsOf(text: string): string[] {
  return [...text.matchAll(/\binLoggedTransaction\(/g)].map(({ index, 0: { length } }) => {
    let depth = 1
    let end = index + length
    for (; end < text.length && depth > 0; end += 1) {
      if (text[end] === '(') depth += 1
      if (text[end] === ')') depth -= 1
    }
    return text.slice(index, end)
  })
}

/** Those that never tell. */
const mute = (text: string) => transactionsOf(text).filter((one) => !/\bawait tell\(/.test(one))

test('each transaction that may tell does', () => {
  const asked = [...sources]
  expect(asked.flatMap(([, text]) => transactionsOf(text)).length).toBeGreaterThan(15)
  expect(asked.flatMap(([file, text]) => mute(text).map(() => file))).toEqual([])
})

test('an act whose telling was deleted would be named, though another in its file tells', () => {
  const acts = ['await tell(`x`, by, {})', 'await change(trx)'].map(
    (line) => `await inLoggedTransaction(context, async (trx, tell) => {\n  ${line}\n})\n`,
  )
  expect(mute(acts.join('')).map((one) => one.includes('await change(trx)'))).toEqual([true])
})

test('every event is told by somebody, and nothing else is', () => {
  const calls = [...sources.values()].filter(tells).join('\n')
  const untold = Object.keys(securityEvents).filter((code) => !calls.includes(`'${code}'`))
  expect(untold).toEqual([])
})

test('an act that is done is told in its own transaction: beside it only refusals are, and what was given to read', () => {
  const given = ['listExported', 'listExportEnded', 'figuresExported', 'bookExported', 'bookExportEnded']
  const apart = [...sources.values()].flatMap((text) =>
    [...text.matchAll(/\blogSecurity\(\s*context,\s*'(\w+)'/g)].map(([, code = '']) => code),
  )
  expect(apart.length).toBeGreaterThan(10)
  const refused = Object.entries(securityEvents).filter(([, outcome]) => outcome === 'refused')
  const may = [...given, 'bookEditionTaken', 'ownDataTaken', ...refused.map(([code]) => code)]
  expect(apart.filter((code) => !may.includes(code))).toEqual([])
})

test('the page of the security log has each event with its outcome, in the order of the table', () => {
  const rows = [...readSource('docs/security-log.md').matchAll(/^\| `([A-Za-z]+)` \| (done|refused) \|/gm)]
  expect(rows.map(([, code, outcome]) => [code, outcome])).toEqual(Object.entries(securityEvents))
})
