import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { needs } from '../test/other-program.ts'
import { samplePdf } from './sample-files.ts'

test.each([
  ['the demo’s words', ['OTINISH DEMO', 'Statement of the amount to be paid']],
  ['what must be escaped', ['(a) \\ b', ')(']],
  ['nothing', []],
])('a PDF of %s is whole to a strict reader', (_, lines) => {
  needs('qpdf')
  const folder = mkdtempSync(join(tmpdir(), 'otinish-sample-'))
  try {
    const file = join(folder, 'sample.pdf')
    writeFileSync(file, samplePdf(lines))
    const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' })
    expect([status, `${stdout}${stderr}`.includes('WARNING')], `${stdout}${stderr}`).toEqual([0, false])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('other letters are refused rather than written with a wrong length', () => {
  expect(() => samplePdf(['Өтініш'])).toThrow('ASCII')
})
