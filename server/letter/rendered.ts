import { createHash } from 'node:crypto'
import type { RenderedDocument } from './letter.ts'
import { cutPages } from './page-images.ts'
import { compileDocument } from './typst.ts'

/** Compile a template with its data and see the result four ways; `date` ('YYYY-MM-DD') is the document's own date. */
export function rendered(
  template: `${string}.typ`,
  data: object,
  date: string,
  text: string,
): RenderedDocument {
  const { pdf, pageCount, drawSvg } = compileDocument(template, data, date)
  let pages: string[] | undefined
  return {
    pdf,
    pageCount,
    // Drawn at the first look: most callers only store the PDF.
    get pages() {
      pages ??= cutPages(drawSvg(), pageCount)
      return pages
    },
    text,
    sha256: createHash('sha256').update(pdf).digest('hex'),
  }
}
