/**
 * The one SVG of all pages → an SVG per page (docs/domain.md 5.4). Each keeps the page's own group, which is a
 * `<g>` of the first level, and the glyphs it uses; the viewBox moves to its place. White paper is drawn on every
 * page. Throws when the drawing is not made as expected: a wrong page must not be shown for signing.
 */
export function cutPages(svg: string, pageCount: number): string[] {
  const names = new Map<string, string>()
  // Glyphs are named by long digests, and named once per character.
  const short = svg.replace(/(id="|href="#)g([0-9A-F]+)"/g, (_, before: string, digest: string) => {
    names.set(digest, names.get(digest) ?? `g${names.size}`)
    return `${before}${names.get(digest)}"`
  })
  const [, width = '', total = ''] = /^<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(short) ?? []
  const bodies = groupsOfFirstLevel(short)
  if (total === '' || bodies.length !== pageCount || short.includes('url(#')) {
    throw new Error(`the drawing has ${bodies.length} pages where the document has ${pageCount}`)
  }
  const symbols = new Map(
    [...short.matchAll(/<symbol id="([^"]+)"[\s\S]*?<\/symbol>/g)].map(([symbol, id = '']) => [id, symbol]),
  )
  const height = Number(total) / pageCount
  return bodies.map((body, index) => {
    const glyphs = [...symbols].filter(([id]) => body.includes(`"#${id}"`)).map(([, symbol]) => symbol)
    const top = height * index
    const page = [
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`,
      ` viewBox="0 ${top} ${width} ${height}" width="${width}pt" height="${height}pt">`,
      `<rect y="${top}" width="${width}" height="${height}" fill="#fff"/>`,
      `${body}<defs>${glyphs.join('')}</defs></svg>`,
    ]
    // Black and nonzero are what SVG takes when nothing is said; a letter says it once per character.
    return page
      .join('')
      .replaceAll(' fill="#000000"', '')
      .replaceAll(' fill-rule="nonzero"', '')
      .replace(/>\n\s*</g, '><')
  })
}

function groupsOfFirstLevel(svg: string): string[] {
  const groups: string[] = []
  const end = '\n    </g>'
  for (let from = svg.indexOf('\n    <g'); from !== -1; ) {
    const to = svg.indexOf(end, from)
    if (to === -1) return []
    groups.push(svg.slice(from + 1, to + end.length))
    from = svg.indexOf('\n    <g', to)
  }
  return groups
}
