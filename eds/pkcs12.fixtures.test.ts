import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fixturesDir } from '../test/shared-fixtures.ts'
import { KeyFileError, openKeyFile } from './pkcs12.ts'
import { matches } from './private-key.ts'

const folder = join(fixturesDir ?? '', 'p12')
const files = fixturesDir === undefined ? [] : readdirSync(folder)
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
const passwordOf = (name: string) => (name === 'gost2015_individual_2022.p12' ? 'Aa123456' : 'Qwerty12')

function problem(file: Uint8Array, password: string): string {
  try {
    openKeyFile(file, password)
    return 'opened'
  } catch (error) {
    if (error instanceof KeyFileError) return error.code
    throw error
  }
}

describe.skipIf(fixturesDir === undefined)('real key files (shared PKI fixtures)', () => {
  test('there are nineteen', () => expect(files).toHaveLength(19))

  test.each(files)('%s opens and its key belongs to its certificate', (name) => {
    const { certificate, privateKey } = openKeyFile(read(name), passwordOf(name))
    expect(certificate.facts.algorithm).toBe(
      name.startsWith('GOSTKNCA') ? 'gost2004' : name.startsWith('gost') ? 'gost2015-512' : 'rsa',
    )
    if (name.startsWith('GOSTKNCA')) expect(privateKey).toBeNull()
    else expect(privateKey !== null && matches(privateKey, certificate)).toBe(true)
  })

  test.each(files)('%s with a wrong password says so', (name) => {
    expect(problem(read(name), 'qwerty12')).toBe('wrong_password')
    expect(problem(read(name), '')).toBe('wrong_password')
  })

  test('a key does not match another certificate', () => {
    const one = openKeyFile(read('gost2015_individual_2026.p12'), 'Qwerty12')
    const other = openKeyFile(read('gost2015_head_2026.p12'), 'Qwerty12')
    expect(one.privateKey !== null && matches(one.privateKey, other.certificate)).toBe(false)
  })

  test('a file that breaks off is damaged, another file is no key file', () => {
    const file = read('rsa_individual_sign_2021.p12')
    for (const length of [20, 100, 1_000, file.length - 1])
      expect(problem(file.subarray(0, length), 'Qwerty12')).toBe('damaged')
    for (const other of ['', '%PDF-1.7', 'PK\u0003\u0004', '-----BEGIN CERTIFICATE-----']) {
      expect(problem(new TextEncoder().encode(other), 'Qwerty12')).toBe('not_a_key_file')
    }
  })

  test('a flipped byte anywhere never opens silently as another key', () => {
    const file = read('gost2015_individual_2026.p12')
    for (let i = 0; i < file.length; i += 37) {
      const changed = file.slice()
      changed[i] = (changed[i] ?? 0) ^ 0x10
      expect(['wrong_password', 'damaged', 'unsupported', 'not_a_key_file']).toContain(
        problem(changed, 'Qwerty12'),
      )
    }
  })
})
