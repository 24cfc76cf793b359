import { type PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Language } from '../../domain/language.ts'
import { files as en } from '../../words/en/files.ts'
import { fill } from '../../words/fill.ts'
import { files as kk } from '../../words/kk/files.ts'
import { files as ru } from '../../words/ru/files.ts'
import { type KeptFile, readFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { filesOf, nameOfLetter, writtenFiles } from './appeal-files.ts'
import type { SentAppeal } from './appeal-store.ts'

const words = { kk, ru, en }

/**
 * Every file of an appeal as one ZIP, made while it is sent: each is opened and checked when its turn comes, and one
 * that can't be read breaks the download off rather than leave a ZIP that only looks whole. Files with a virus, or not
 * checked yet, stay out; a text inside names them. Who may read the appeal has been asked before.
 */
export async function archiveFiles(
  context: Context,
  appeal: SentAppeal,
  language: Language,
): Promise<StreamAnswer> {
  const { own, correspondence } = await filesOf(context.db, appeal)
  const all = [...own, ...correspondence.flatMap(writtenFiles)]
  const safe = all.filter(({ scan }) => scan === 'clean' || scan === 'notConfigured')
  const names = uniqueNames(safe.map(({ name }) => name))
  const zip = new ZipFile()
  const stream = zip.outputStream as PassThrough
  zip.on('error', (error: Error) => stream.destroy(error))
  for (const [index, file] of safe.entries()) {
    const options = { mtime: new Date(file.createdAt), size: file.size }
    zip.addReadStreamLazy(names[index] ?? file.name, options, (give) => {
      readFile(context, file.id).then(
        ({ bytes }) => give(null, Readable.from([Buffer.from(bytes)])),
        (error: Error) => stream.destroy(error),
      )
    })
  }
  const left = all.filter((file) => !safe.includes(file))
  if (left.length > 0) {
    zip.addBuffer(Buffer.from(leftOut(left, language)), words[language].leftOutName, {
      mtime: new Date(context.now()),
    })
  }
  zip.end()
  return { stream, mediaType: 'application/zip', name: nameOfLetter(appeal).replace(/\.pdf$/, '.zip') }
}

/**
 * «Есеп.pdf», «Есеп (2).pdf»: any system unpacks them all, whatever it forbids in names and thinks of letters'
 * case.
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((given) => {
    const name = given.replaceAll(/[<>:"/\\|?*]/g, '_')
    const dot = name.lastIndexOf('.')
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    let unique = name
    for (let n = 2; taken.has(unique.toLowerCase()); n += 1) unique = `${stem} (${n})${extension}`
    taken.add(unique.toLowerCase())
    return unique
  })
}

function leftOut(left: readonly KeptFile[], language: Language): string {
  const files = words[language]
  const lines = left.map(({ name, scan }) =>
    fill(scan === 'infected' ? files.leftInfected : files.leftPending, { name }),
  )
  return `\uFEFF${[files.leftOut, ...lines].join('\r\n')}\r\n`
}
