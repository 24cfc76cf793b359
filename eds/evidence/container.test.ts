import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needs } from '../../test/other-program.ts'
import { ContainerError, containerType, readContainer } from './container.ts'
import { writeContainer } from './container-writer.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const files = () =>
  new Map([
    ['mimetype', utf8(containerType)],
    ['letter.pdf', utf8('%PDF-1.7 өтініш')],
    ['attachments/01-Жеке куәлік.pdf', utf8('x'.repeat(300))],
  ])

test('what was put in comes out, whatever it is', () => {
  const name = fc.stringMatching(/^[a-zA-Zәі0-9 .-]{1,20}$/).filter((text) => !/^\.\.?$/.test(text))
  fc.assert(
    fc.property(
      fc.dictionary(name, fc.uint8Array({ maxLength: 2000 }), { noNullPrototype: true }),
      (given) => {
        const all = new Map([['mimetype', utf8(containerType)], ...Object.entries(given)])
        const read = readContainer(writeContainer(all))
        expect([...read.keys()]).toEqual([...all.keys()])
        for (const [key, content] of all)
          expect(Buffer.from(read.get(key) ?? [])).toEqual(Buffer.from(content))
      },
    ),
  )
})

test('every single byte counts: none can be changed without being noticed', () => {
  const whole = writeContainer(files())
  const unnoticed: number[] = []
  for (let at = 0; at < whole.length; at += 1) {
    const broken = Uint8Array.from(whole)
    broken[at] = (broken[at] ?? 0) ^ 0x01
    try {
      readContainer(broken)
      unnoticed.push(at)
    } catch (error) {
      expect(error).toBeInstanceOf(ContainerError)
    }
  }
  expect(unnoticed).toEqual([])
})

test('a changed file is named', () => {
  const whole = writeContainer(files())
  const at = Buffer.from(whole).indexOf('өтініш')
  whole[at] = (whole[at] ?? 0) ^ 1
  expect(() => readContainer(whole)).toThrow(
    expect.objectContaining({ file: 'letter.pdf', message: 'damaged' }),
  )
})

test('names that lead elsewhere, names twice, bytes before and after are refused', () => {
  for (const name of ['../letter.pdf', '/letter.pdf', 'a//b', 'a\\b', './a', 'a\u0000b']) {
    const bad = new Map([...files(), [name, utf8('x')] as const])
    expect(() => readContainer(writeContainer(bad)), name).toThrow(ContainerError)
  }
  const whole = writeContainer(files())
  expect(() => readContainer(Uint8Array.of(0, ...whole))).toThrow(ContainerError)
  expect(() => readContainer(Uint8Array.of(...whole, 0))).toThrow(ContainerError)
  expect(() => readContainer(whole.subarray(0, -1))).toThrow(ContainerError)
})

test('other programs read it: unzip finds no fault', () => {
  needs('unzip')
  const folder = mkdtempSync(join(tmpdir(), 'otinish-container-'))
  writeFileSync(join(folder, 'appeal.asice'), writeContainer(files()))
  const said = execFileSync('unzip', ['-t', join(folder, 'appeal.asice')], { encoding: 'utf8' })
  expect(said).toContain('No errors detected')
  // Under their names, and to be read by anybody who unpacks them.
  execFileSync('unzip', ['-q', join(folder, 'appeal.asice'), '-d', folder])
  expect(readFileSync(join(folder, 'attachments', '01-Жеке куәлік.pdf'), 'utf8')).toBe('x'.repeat(300))
  rmSync(folder, { recursive: true })
})
