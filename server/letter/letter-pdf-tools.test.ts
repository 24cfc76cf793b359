import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sampleLetter } from '../../test/letter-samples.ts'
import { needs } from '../../test/other-program.ts'
import { renderLetter } from './render-letter.ts'

it('the PDF tools of others agree', () => {
  needs('pdftotext', 'qpdf')
  const letter = sampleLetter()
  const { pdf, text, pageCount } = renderLetter(letter)
  const folder = mkdtempSync(join(tmpdir(), 'otinish-pdf-'))
  const file = join(folder, 'letter.pdf')
  writeFileSync(file, pdf)
  try {
    const printed = tool('pdftotext', ['-enc', 'UTF-8', file, '-']).replace(/\s+/g, ' ')
    for (const word of text.split(/\s+/)) expect(printed).toContain(word)
    const rows = tool('pdffonts', [file]).trim().split('\n').slice(2)
    expect(rows).toHaveLength(2)
    // emb, sub, uni
    for (const row of rows) expect(row).toMatch(/PTSerif.* yes yes yes /)
    const facts = tool('pdfinfo', [file])
    expect(facts).toMatch(new RegExp(`^Pages:\\s+${pageCount}$`, 'm'))
    const keywords = letter.enclosures.map(({ sha256 }) => `sha256:${sha256}`).join(', ')
    expect(facts).toMatch(new RegExp(`^Keywords:\\s+${keywords}$`, 'm'))
    expect(tool('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

const tool = (name: string, args: string[]): string =>
  execFileSync(name, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
