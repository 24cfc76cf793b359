import { createRequire } from 'node:module'
import { letterFonts } from './letter-fonts.ts'
import { templateFolder } from './template-folder.ts'

/** The part of the binding that is used; the platform packages carry no types of their own. */
interface TypstCompiler {
  compile(source: TypstSource): {
    result: TypstDocument | null
    takeDiagnostics(): unknown
  }
  fetchDiagnostics(error: unknown): { message?: string }[]
  pdf(document: TypstDocument, options: PdfOptions): Buffer
  plainSvg(document: TypstDocument): string
  evictCache(maxAge: number): void
}
type TypstSource = ({ mainFilePath: string } | { mainFileContent: string }) & {
  inputs: Record<string, string>
}
interface TypstDocument {
  readonly numOfPages: number
}
interface PdfOptions {
  pdfStandard: string
  pdfTags?: boolean
  creationTimestamp: number
}
interface TypstBinding {
  NodeCompiler: {
    create(options: { workspace: string; fontArgs: { fontBlobs: Buffer[] }[] }): TypstCompiler
  }
}

/**
 * What one compile gives. The drawing costs twice the PDF, so it is made when asked for, from the same laid-out
 * document.
 */
export interface CompiledDocument {
  readonly pdf: Uint8Array<ArrayBuffer>
  readonly pageCount: number
  /** One SVG of all pages. */
  drawSvg(): string
}

/** Typst refused a template or its output; the message has no text of the document in it. */
export class TypstRefused extends Error {
  override name = 'TypstRefused'
}

const signable = ['linux-x64-gnu', 'linux-x64-musl']
const others = ['darwin-arm64', 'darwin-x64', 'linux-arm64-gnu', 'win32-x64-msvc']

/** What the platform's package, or a file of it, exports; the first that is installed. */
function ofPackage<Exported>(file: string): { exported: Exported; platform: string } {
  const requireFrom = createRequire(import.meta.url)
  const here = `${process.platform}-${process.arch}`
  for (const platform of [...signable, ...others].filter((name) => name.startsWith(here))) {
    try {
      const exported: Exported = requireFrom(`@myriaddreamin/typst-ts-node-compiler-${platform}${file}`)
      return { exported, platform }
    } catch (error) {
      // glibc and musl have the same platform name: npm installed one of them, or neither.
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error
    }
  }
  throw new Error(`letters cannot be made on ${here}: no typst-ts-node-compiler package for it is installed`)
}

function loadBinding(): { binding: TypstBinding; standard: string } {
  const { exported: binding, platform } = ofPackage<TypstBinding>('')
  return { binding, standard: signable.includes(platform) ? 'a-2a' : 'a-2b' }
}

/** Which Typst is installed, without loading it. */
export function typstVersion(): string {
  const { exported, platform } = ofPackage<{ readonly version: string }>('/package.json')
  return `${platform} ${exported.version}`
}

let ready: { compiler: TypstCompiler; standard: string } | undefined
/** The binding itself, opened once, with the fonts of letters: for measuring renderers against bare Typst. */
export function openTypst(): { compiler: TypstCompiler; standard: string } {
  if (ready === undefined) {
    const { binding, standard } = loadBinding()
    const compiler = binding.NodeCompiler.create({
      workspace: templateFolder(),
      fontArgs: [{ fontBlobs: letterFonts() }],
    })
    ready = { compiler, standard }
  }
  return ready
}

/**
 * The standard letters are written in here: PDF/A-2a, or on platforms of Typst 0.6, which are for the demo only,
 * 2b.
 */
export function letterStandard(): string {
  return openTypst().standard
}

/**
 * One compile: a template of server/letter and its data → PDF bytes and the pages drawn.
 * The data travel as JSON in `sys.inputs.data`, so nothing in them can be read as Typst markup. The same template,
 * data and date give the same bytes in every process, time zone and locale. Synchronous, about a millisecond; a loop
 * over many documents must let the event loop turn, or the binding's buffers are not released.
 * Throws `TypstRefused`.
 */
export function compileDocument(template: `${string}.typ`, data: object, date: string): CompiledDocument {
  const { compiler, standard } = openTypst()
  const compiled = compiler.compile({
    mainFilePath: `${templateFolder()}/${template}`,
    inputs: { data: JSON.stringify(data) },
  })
  const document = compiled.result
  if (document === null) {
    const messages = compiler.fetchDiagnostics(compiled.takeDiagnostics()).map((one) => one.message ?? '')
    throw new TypstRefused(`${template}: ${withoutQuotes(messages.join('; '))}`)
  }
  try {
    const creationTimestamp = Date.parse(`${date}T00:00:00Z`) / 1000
    const pdf = compiler.pdf(document, {
      pdfStandard: standard,
      creationTimestamp,
      ...(standard === 'a-2a' ? { pdfTags: true } : {}),
    })
    return {
      pdf: new Uint8Array(pdf),
      pageCount: document.numOfPages,
      drawSvg: () => compiler.plainSvg(document),
    }
  } catch (error) {
    const reasons = [...String(error).matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(
      (match) => match[1] ?? '',
    )
    throw new TypstRefused(`${template}: ${withoutQuotes(reasons.join('; '))}`)
  } finally {
    compiler.evictCache(10)
  }
}

// What is in backquotes may be a piece of somebody's letter, and errors go to logs.
const withoutQuotes = (message: string): string => message.replace(/`[^`]*`/g, '`…`')
