import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { languages } from '../domain/language.ts'
import { commands, main } from './cli.ts'
import { terminalLanguage } from './terminal/terminal-language.ts'

beforeEach(() => {
  vi.stubEnv('LC_ALL', 'C')
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** What a command is given and the language it finds, its work left out. */
function listenTo(name: string) {
  const heard: { args: string[]; language: unknown }[] = []
  const command = commands[name]
  if (command === undefined) throw new Error(`no command ${name}`)
  vi.spyOn(command, 'load').mockResolvedValue({
    run: async (args) => {
      heard.push({ args, language: terminalLanguage(undefined, process.env) })
      return 0
    },
  })
  return heard
}

test.each(Object.keys(commands))('otinish %s takes --language, wherever it is said', async (name) => {
  const heard = listenTo(name)
  for (const language of languages) {
    expect(await main([name, '--language', language, 'one', '--two'])).toBe(0)
    expect(await main([name, 'one', '--two', `--language=${language}`])).toBe(0)
  }
  const both = languages.flatMap((language) => [language, language])
  expect(heard).toEqual(both.map((language) => ({ args: ['one', '--two'], language })))
})

test('a language that is not one of the three is refused before anything is done', async () => {
  const heard = listenTo('migrate')
  for (const words of [['--language', 'de'], ['--language'], ['--language=']]) {
    expect(await main(['migrate', ...words])).toBe(3)
  }
  expect(heard).toEqual([])
})

test('without it the terminal’s own language is left as it is', async () => {
  vi.stubEnv('LC_ALL', 'ru_KZ.UTF-8')
  const heard = listenTo('doctor')
  await main(['doctor', '--language', 'kk'])
  await main(['doctor'])
  expect(heard.map(({ language }) => language)).toEqual(['kk', 'ru'])
})
