import { describe, expect, test } from 'vitest'
import { projectFiles, readSource } from './sources.ts'

/** Words of another century, and a person taken for a man. */
const words =
  /\b(anew|whoever|whomsoever|whomever|stands?|stood|standing|he|him|his|himself|hence|thus|upon|lest|seldom|in earnest|none of ours)\b/gi
const widest = 120

/** Texts for clients in Kazakh and Russian, data, and what must keep its bytes: migrations and what is made from them. */
const exempt =
  /^(words\/(kk|ru)\/|data\/|db\/migrations\/|db\/tables\.ts$|LICENSE|package-lock\.json$|test\/house\/plain-english)/
const texts = projectFiles().filter(
  (file) => /\.(tsx?|mjs|css|typ|md|html)$|^\.ci\/run$/.test(file) && !exempt.test(file),
)

/** Each line with one of the words. */
function oldWordsIn(text: string): string[] {
  return text.split('\n').flatMap((line, at) => {
    const found = line.match(words)
    return found === null ? [] : [`${at + 1}: ${found.join(', ')}`]
  })
}

const isComment = (line: string): boolean => /^\s*(\/\/|\/?\*|\{\/\*)/.test(line)

/** Lines of prose that are too wide. Tables and code of a page are none, nor is a line that an address makes long. */
function wideLinesOf(file: string, text: string): string[] {
  const isPage = file.endsWith('.md')
  let code = false
  return text.split('\n').flatMap((line, at) => {
    if (isPage && line.startsWith('```')) code = !code
    const prose = isPage ? !code && !/^(\|| {4})/.test(line) : isComment(line)
    const long = prose && [...line].length > widest && !/https?:\/\/\S{60}/.test(line)
    return long ? [`${at + 1}: ${[...line].length}`] : []
  })
}

describe('plain modern English', () => {
  test('no comment, page, message or test name has old words, or takes a person for a man', () => {
    const found = texts.flatMap((file) => oldWordsIn(readSource(file)).map((line) => `${file}:${line}`))
    expect(found).toEqual([])
  })

  test(`prose wraps at ${widest}`, () => {
    const found = texts.flatMap((file) =>
      wideLinesOf(file, readSource(file)).map((line) => `${file}:${line}`),
    )
    expect(found).toEqual([])
  })

  test('planted faults would be seen', () => {
    expect(
      oldWordsIn('// Whoever comes\nconst a = 1\n * it stands there, he said\n// understands this'),
    ).toEqual(['1: Whoever', '3: stands, he'])
    const wide = 'word '.repeat(30)
    expect(wideLinesOf('a.ts', `// ${wide}\nconst a = '${wide}'`)).toEqual(['1: 153'])
    expect(wideLinesOf('a.md', `${wide}\n\n| ${wide} |\n\`\`\`\n${wide}\n\`\`\`\n`)).toEqual(['1: 150'])
  })
})
