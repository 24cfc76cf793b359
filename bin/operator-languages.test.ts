import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { projectRoot } from '../db/project-root.ts'
import { type Language, languages } from '../domain/language.ts'
import { commands, main } from './cli.ts'

let said: string[] = []

beforeEach(() => {
  vi.stubEnv('LC_ALL', 'C')
  said = []
  for (const way of ['log', 'error'] as const) {
    vi.spyOn(console, way).mockImplementation((text: string) => void said.push(text))
  }
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const forOperators = Object.keys(commands).filter((name) => commands[name]?.developer === undefined)

/** What is said in each language, the usage that may follow left out: it is English in all of them. */
async function refusals(args: string[], code: number): Promise<string[]> {
  const answers: string[] = []
  for (const language of languages) {
    said = []
    expect(await main([...args, '--language', language])).toBe(code)
    answers.push(said.join('\n').split('\n\n')[0] ?? '')
  }
  return answers
}

/** One answer a language; a command that knows English only gives the same three times. */
const inEach = (answers: readonly string[]): boolean => new Set(answers).size === languages.length

const letters: Record<Language, RegExp> = { kk: /[әғқңөұүһі]/i, ru: /[а-яё]/i, en: /^[^а-яёәғқңөұүһі]+$/i }

test.each(forOperators)(
  'otinish %s refuses an option it does not have in the language asked',
  async (name) => {
    const answers = await refusals([name, '--no-such-option'], 3)
    expect(inEach(answers), answers.join('\n')).toBe(true)
    for (const [at, language] of languages.entries()) expect(answers[at]).toMatch(letters[language])
  },
)

test.each([
  ['catalogue', 'check', '/no/such/file.json'],
  ['letter', '/no/such/file.json', '-o', '/no/such/file.pdf'],
  ['trust', 'check', '/no/such/folder'],
])('otinish %s %s: a file that is not there, in the language asked', async (...args) => {
  const answers = await refusals(args, 1)
  expect(inEach(answers), answers.join('\n')).toBe(true)
  for (const answer of answers) expect(answer).toContain('/no/such')
})

test('so with an unreadable file of otinish verify, a year without calendar, a missing database', async () => {
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('DATA_DIR', '/no/such/folder')
  expect(inEach(await refusals(['verify', '/no/such/file.p7s'], 3))).toBe(true)
  expect(inEach(await refusals(['deadline', '--at', '2031-01-10T10:00', '--days', '3'], 1))).toBe(true)
  for (const command of [
    ['migrate'],
    ['recheck'],
    ['seal', 'show'],
    ['staff', 'list'],
    ['demo', 'hold', 'a.p12'],
  ]) {
    expect(inEach(await refusals(command, 1)), command.join(' ')).toBe(true)
  }
})

test('what is wrong in a catalogue, by line and name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'otinish-words-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'broken.json')
  const shipped = readFileSync(join(projectRoot(), 'data', 'catalogue.json'), 'utf8')
  writeFileSync(file, shipped.replace('"type": "money"', '"type": "coins"'))
  const answers = await refusals(['catalogue', 'check', file], 1)
  expect(inEach(answers.map((answer) => answer.split('\n')[0] ?? '')), answers.join('\n')).toBe(true)
  for (const answer of answers) expect(answer).toMatch(/broken\.json:\d+: «rent\.early\.partial», .*«amount»/)
})

test('a command that answers in English only is found out', async () => {
  const command = commands.recheck
  if (command === undefined) throw new Error('no recheck')
  vi.spyOn(command, 'load').mockResolvedValue({
    run: async () => {
      console.error('otinish recheck: these words are not right')
      return 3
    },
  })
  expect(inEach(await refusals(['recheck', '--no-such-option'], 3))).toBe(false)
})

test('the list of commands says which of them speak English only', async () => {
  await main(['--help'])
  const [, ofDevelopers = ''] = said.join('\n').split('For developers, in English only:')
  for (const name of Object.keys(commands)) {
    expect(ofDevelopers.includes(`\n  ${name} `), name).toBe(!forOperators.includes(name))
  }
})
