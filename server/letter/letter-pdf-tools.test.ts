import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sampleLetter } from '../../test/letter-samples.ts'
import { renderLetter } from './render-letter.ts'

it('the PDF tools of this machine, where it has them, agree', () => {
  const letter = sampleLetter()
  const { pdf, text, pageCount } = renderLetter(letter)
  const folder = mkdtempSync(join(tmpdir(), 'otinish-pdf-'))
  const file = join(folder, 'letter.pdf')
  writeFileSync(file, pdf)
  try {
    const words = tool('pdftotext', ['-enc', 'UTF-8', file, '-'])
    if (words !== null) {
      const printed = words.replace(/\s+/g, ' ')
      for (const word of text.split(/\s+/)) expect(printed).toContain(word)
    }
    const fonts = tool('pdffonts', [file])
    if (fonts !== null) {
      const rows = fonts.trim().split('\n').slice(2)
      expect(rows).toHaveLength(2)
      // emb, sub, uni
      for (const row of rows) expect(row).toMatch(/PTSerif.* yes yes yes /)
    }
    const facts = tool('pdfinfo', [file])
    if (facts !== null) {
      expect(facts).toMatch(new RegExp(`^Pages:\\s+${pageCount}$`, 'm'))
      const keywords = letter.enclosures.map(({ sha256 }) => `sha256:${sha256}`).join(', ')
      expect(facts).toMatch(new RegExp(`^Keywords:\\s+${keywords}$`, 'm'))
    }
    const check = tool('qpdf', ['--check', file])
    if (check !== null) expect(check).toContain('No syntax or stream encoding errors')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** What the tool prints; null when the machine has no such tool, any other failure is one. */
function tool(name: string, args: string[]): string | null {
  try {
    return execFileSync(name, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
