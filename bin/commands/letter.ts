import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { letterSchema, type RenderedDocument } from '../../server/letter/letter.ts'
import { renderLetter } from '../../server/letter/render-letter.ts'
import { renderReply, replySchema } from '../../server/letter/render-reply.ts'
import { renderTariffs, tariffsSchema } from '../../server/letter/render-tariffs.ts'
import { renderViewingCopy } from '../../server/letter/render-viewing-copy.ts'
import { TypstRefused } from '../../server/letter/typst.ts'
import { viewingCopySchema } from '../../server/letter/viewing-copy.ts'
import { fill } from '../../words/fill.ts'
import { operatingWords } from '../terminal/data-file.ts'
import { argumentFault, languageHere, wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

export const letterUsage = `otinish letter <file.json> -o <out.pdf> [--kind letter|viewing-copy|reply|tariffs] [--json]

  <file.json>   what the letter says; docs/samples/letter.json is an example
  -o, --output  where the PDF goes
  --kind        which document the file describes (default: letter)
  --json        one line of JSON: {"output","sha256","pages","bytes"}`

class UsageError extends Error {}
class BadFile extends Error {}

type Renderer = (content: unknown, file: string) => RenderedDocument
function kindOf<T>(schema: z.ZodType<T>, render: (content: T) => RenderedDocument): Renderer {
  return (content, file) => {
    const parsed = schema.safeParse(content)
    if (parsed.success) return render(parsed.data)
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || '–'}: ${message}`)
    throw new BadFile([fill(wordsHere().letter.wrongShape, { file }), ...lines].join('\n'))
  }
}
const kinds = new Map<string, Renderer>([
  ['letter', kindOf(letterSchema, renderLetter)],
  ['viewing-copy', kindOf(viewingCopySchema, renderViewingCopy)],
  ['reply', kindOf(replySchema, renderReply)],
  ['tariffs', kindOf(tariffsSchema, renderTariffs)],
])

/**
 * `otinish letter`: a JSON description → the PDF, the same bytes on every run. Needs no database. Resolves to the exit
 * code: 0, 1 when the file can't be read, is wrong or the PDF can't be written, 3 when the arguments are wrong.
 */
export async function run(args: string[]): Promise<number> {
  try {
    const { input, output, render, json } = parse(args)
    const document = render(await contentOf(input), input)
    await writeFile(output, document.pdf).catch((error: Error) => {
      throw new BadFile(fill(wordsHere().letter.unwritable, { file: output, reason: reasonOf(error) }))
    })
    const facts = { output, sha256: document.sha256, pages: document.pageCount, bytes: document.pdf.length }
    console.log(json ? JSON.stringify(facts) : `${document.sha256}  ${output}`)
    return 0
  } catch (error) {
    if (error instanceof BadFile || error instanceof TypstRefused) {
      const { message } = error
      const notMade = error instanceof TypstRefused
      const said = notMade ? fill(wordsHere().letter.notMade, { reason: message }) : message
      console.error(`otinish letter: ${said}`)
      return 1
    }
    if (error instanceof UsageError) {
      return wrongArguments('letter', letterUsage, error.message)
    }
    throw error
  }
}

const reasonOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message

async function contentOf(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new BadFile(fill(operatingWords[languageHere()].unreadable, { file, reason: reasonOf(error) }))
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BadFile(fill(operatingWords[languageHere()].notJson, { file, reason }))
  }
}

function parse(args: string[]): { input: string; output: string; render: Renderer; json: boolean } {
  const { values, positionals } = parsedArgs(args)
  const [input, ...more] = positionals
  if (input === undefined || more.length > 0) throw new UsageError(wordsHere().letter.oneFile)
  if (values.output === undefined) throw new UsageError(wordsHere().letter.noOutput)
  const render = kinds.get(values.kind)
  if (render === undefined) {
    const all = [...kinds.keys()].join(', ')
    throw new UsageError(fill(wordsHere().letter.kinds, { kinds: all, kind: values.kind }))
  }
  return { input, output: values.output, render, json: values.json }
}

function parsedArgs(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o' },
        kind: { type: 'string', default: 'letter' },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(argumentFault(error))
  }
}
