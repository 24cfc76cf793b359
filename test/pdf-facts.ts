import { inflateSync } from 'node:zlib'

/**
 * What tests ask of a PDF, read from its bytes without outside tools. Enough for the PDF that Typst writes, no
 * more.
 */
export interface PdfFacts {
  readonly pageCount: number
  /**
   * Every printed character in drawing order, through each font's ToUnicode; no spaces or line ends but printed
   * ones.
   */
  readonly text: string
  readonly fonts: { readonly name: string; readonly embedded: boolean; readonly toUnicode: boolean }[]
  /** The Keywords of the information dictionary; null when there are none. */
  readonly infoKeywords: string | null
  /** Every `<pdf:Keywords>` of every XMP packet. */
  readonly xmpKeywords: string[]
  readonly xmpPackets: number
  readonly tagged: boolean
  readonly language: string | null
}

interface PdfObject {
  readonly dictionary: string
  readonly stream: string | null
}

export function pdfFacts(pdf: Uint8Array): PdfFacts {
  const raw = Buffer.from(pdf).toString('latin1')
  const objects = objectsOf(raw)
  const all = [...objects.values()]
  const pages = all.filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary))
  const fonts = all.filter(({ dictionary }) => dictionary.includes('/Subtype /Type0'))
  const catalogue = all.find(({ dictionary }) => dictionary.includes('/Type /Catalog'))?.dictionary ?? ''
  const utf8 = Buffer.from(pdf).toString('utf8')
  return {
    pageCount: pages.length,
    text: pages.map((page) => pageText(page.dictionary, objects)).join(''),
    fonts: fonts.map(({ dictionary }) => ({
      name: /\/BaseFont \/(\S+)/.exec(dictionary)?.[1] ?? '',
      embedded: isEmbedded(dictionary, objects),
      toUnicode: dictionary.includes('/ToUnicode'),
    })),
    infoKeywords: /\/Keywords \(([^)]*)\)/.exec(raw)?.[1] ?? null,
    xmpKeywords: [...utf8.matchAll(/<pdf:Keywords>([^<]*)<\/pdf:Keywords>/g)].map(([, words = '']) => words),
    xmpPackets: raw.split('<?xpacket begin').length - 1,
    tagged: /\/MarkInfo <<\s*\/Marked true/.test(catalogue) && catalogue.includes('/StructTreeRoot'),
    language: /\/Lang \(([^)]*)\)/.exec(catalogue)?.[1] ?? null,
  }
}

function objectsOf(raw: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>()
  for (const match of raw.matchAll(/^(\d+) 0 obj\n/gm)) {
    const start = match.index + match[0].length
    const streamAt = raw.indexOf('stream\n', start)
    const endAt = raw.indexOf('endobj', start)
    const hasStream = streamAt !== -1 && streamAt < endAt
    const dictionary = raw.slice(start, hasStream ? streamAt : endAt)
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
    const stream = hasStream ? raw.slice(streamAt + 7, streamAt + 7 + length) : null
    objects.set(match[1] ?? '', { dictionary, stream: stream === null ? null : inflated(dictionary, stream) })
  }
  return objects
}

function inflated(dictionary: string, stream: string): string {
  if (!dictionary.includes('/FlateDecode')) return stream
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
}

function isEmbedded(font: string, objects: Map<string, PdfObject>): boolean {
  const descendant = objects.get(/\/DescendantFonts \[(\d+) 0 R/.exec(font)?.[1] ?? '')
  const descriptor = objects.get(/\/FontDescriptor (\d+) 0 R/.exec(descendant?.dictionary ?? '')?.[1] ?? '')
  const file = objects.get(/\/FontFile[23] (\d+) 0 R/.exec(descriptor?.dictionary ?? '')?.[1] ?? '')
  return (file?.stream?.length ?? 0) > 0
}

function pageText(page: string, objects: Map<string, PdfObject>): string {
  const content = objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '')?.stream ?? ''
  const resources = /\/Font <<([\s\S]*?)>>/.exec(page)?.[1] ?? ''
  const maps = new Map(
    [...resources.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
      name,
      unicodeMap(id, objects),
    ]),
  )
  let text = ''
  let map: Map<string, string> | undefined
  for (const token of tokensOf(content)) {
    if (token.endsWith(' Tf')) map = maps.get(token.slice(1, token.indexOf(' ')))
    else for (const glyph of glyphsOf(token)) text += map?.get(glyph) ?? '\ufffd'
  }
  return text
}

function unicodeMap(fontId: string, objects: Map<string, PdfObject>): Map<string, string> {
  const font = objects.get(fontId)?.dictionary ?? ''
  const cmap = objects.get(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? '')?.stream ?? ''
  const pairs = [...cmap.matchAll(/^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$/gm)]
  return new Map(
    pairs.map(([, glyph = '', text = '']) => [
      glyph.toUpperCase(),
      Buffer.from(text, 'hex').swap16().toString('utf16le'),
    ]),
  )
}

/** The strings and font changes of a content stream; parentheses inside a literal string may be bare in pairs. */
function tokensOf(content: string): string[] {
  const tokens: string[] = []
  const start = /\/\w+ [\d.]+ Tf|(?<!ActualText )<[0-9a-fA-F]+>|\(/g
  for (let match = start.exec(content); match !== null; match = start.exec(content)) {
    if (match[0] !== '(') {
      tokens.push(match[0])
      continue
    }
    let at = match.index + 1
    for (let depth = 1; depth > 0 && at < content.length; at++) {
      if (content[at] === '\\') at++
      else if (content[at] === '(') depth++
      else if (content[at] === ')') depth--
    }
    tokens.push(content.slice(match.index, at))
    start.lastIndex = at
  }
  return tokens
}

/** A literal or hexadecimal string of a content stream → two-byte glyph codes in capital hexadecimal. */
function glyphsOf(token: string): string[] {
  const hex = token.startsWith('<')
    ? token.slice(1, -1)
    : Buffer.from(unescaped(token), 'latin1').toString('hex')
  return hex.toUpperCase().match(/.{4}/g) ?? []
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
function unescaped(token: string): string {
  return token
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|[\s\S])/g, (_, one: string) =>
      /^[0-7]/.test(one) ? String.fromCharCode(Number.parseInt(one, 8)) : (escapes[one] ?? one),
    )
}
