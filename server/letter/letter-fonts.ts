import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const requireFrom = createRequire(import.meta.url)
const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']

/** The four TrueType files of PT Serif, the font of letters; all styles, so that no copy on the machine fills a gap. */
export function letterFonts(): Buffer[] {
  return faces.map((face) =>
    readFileSync(requireFrom.resolve(`@expo-google-fonts/pt-serif/${face}/PTSerif_${face}.ttf`)),
  )
}

/**
 * The Unicode characters a TrueType font has a glyph for: its `cmap`, Windows Unicode table, format 4 (OpenType,
 * cmap).
 */
export function coverageOf(font: Buffer): Set<number> {
  const cmap = tableOffset(font, 'cmap')
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const record = cmap + 4 + index * 8
    const table = cmap + font.readUInt32BE(record + 4)
    const isUnicode = font.readUInt16BE(record) === 3 && font.readUInt16BE(record + 2) === 1
    if (isUnicode && font.readUInt16BE(table) === 4) return format4(font, table)
  }
  throw new Error('the font has no cmap table of format 4')
}

function tableOffset(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const record = 12 + index * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}

function format4(font: Buffer, table: number): Set<number> {
  const covered = new Set<number>()
  const bytes = font.readUInt16BE(table + 6) // twice the number of segments
  for (let segment = 0; segment < bytes; segment += 2) {
    const end = font.readUInt16BE(table + 14 + segment)
    const start = font.readUInt16BE(table + 16 + bytes + segment)
    const delta = font.readUInt16BE(table + 16 + 2 * bytes + segment)
    const rangeAt = table + 16 + 3 * bytes + segment
    const range = font.readUInt16BE(rangeAt)
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const found = range === 0 ? code : font.readUInt16BE(rangeAt + range + 2 * (code - start))
      const glyph = range !== 0 && found === 0 ? 0 : (found + delta) & 0xffff
      if (glyph !== 0) covered.add(code)
    }
  }
  return covered
}
