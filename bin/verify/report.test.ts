import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import { languages } from '../../domain/language.ts'
import { evidenceFaultCodes } from '../../eds/evidence/evidence-fault.ts'
import type { Finding, Measures } from '../../eds/file/finding.ts'
import { kindOf } from '../../eds/file/kind-of.ts'
import { derOf } from '../../eds/pem.ts'
import { verdictCodes } from '../../eds/verdict.ts'
import { codeInWords } from '../../words/check-words.ts'
import { terminal as en } from '../../words/en/terminal.ts'
import { terminal as kk } from '../../words/kk/terminal.ts'
import { terminal as ru } from '../../words/ru/terminal.ts'
import { findingOnFile } from './open-file.ts'
import { report, reportJson } from './report.ts'

const words = { kk, ru, en }
const samples = join(projectRoot(), 'docs', 'samples')
const read = (name: string) => new Uint8Array(readFileSync(join(samples, name)))
const roots = ['rsa', 'gost2015'].map((name) => derOf(read(`demo-roots/${name}.cer`), 'certificate'))

async function found(file: Uint8Array, trust: readonly Uint8Array[] = roots): Promise<Finding> {
  const now = Date.parse('2027-01-01T00:00:00Z')
  const measures: Measures = {
    trust,
    at: now,
    now,
    given: null,
    content: null,
    evidence: { ocsp: [], crls: [] },
    expectIin: null,
    intermediates: [],
  }
  return await findingOnFile(kindOf(file), file, measures, null)
}

const damaged = (): Uint8Array => read('appeal.asice').fill(1, 3000, 3001)
/** What is told to people, without names of files and people, which are as they are. */
const told = (finding: Finding, language: 'kk' | 'ru') =>
  report(finding, words[language].verify, language)
    .split('\n')
    .map((line) => line.replaceAll(/\([a-z_]+\)$|\((RSA|UTC\+[56])\)|RSA|letter\.pdf|--trust/g, ''))
    .join('\n')

describe.each(['kk', 'ru'] as const)('what otinish verify says in %s', (language) => {
  test.each<[string, () => Promise<Finding>]>([
    ['a good package', () => found(read('appeal.asice'))],
    ['without roots', () => found(read('appeal.asice'), [])],
    ['damaged', () => found(damaged())],
    ['a certificate', () => found(read('demo-roots/rsa.cer'))],
  ])('%s: in its own words, without codes but in brackets', async (_, finding) => {
    expect(told(await finding(), language)).not.toMatch(/[a-z]{3,}/i)
  })

  test('the time is Kazakhstan’s, and says so', async () => {
    const finding = await found(read('appeal.asice'))
    const said = report(finding, words[language].verify, language)
    expect(said).toContain(`${words[language].verify.times.receivedAt} `)
    expect(said.match(/\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d \(UTC\+5\)$/gm)).toHaveLength(
      Object.keys(finding.times).length,
    )
    expect(said).not.toMatch(/\d{4}-\d\d-\d\d|Z$/m)
  })
})

test('for programs codes, names and UTC stay as they are', async () => {
  const { result, code, kind, times } = JSON.parse(reportJson(await found(read('appeal.asice')))) as {
    result: string
    code: string
    kind: string
    times: Record<string, string>
  }
  expect({ result, code, kind }).toEqual({ result: 'valid', code: 'ok', kind: 'evidence' })
  expect(times.receivedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
})

test('every code of a verdict or a package has words in every language', () => {
  for (const language of languages)
    for (const code of [...verdictCodes.filter((one) => one !== 'ok'), ...evidenceFaultCodes])
      expect(codeInWords(code, language), `${language} ${code}`).not.toBe(code)
})
