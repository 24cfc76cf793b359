import type { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { isPacked } from '../../domain/attachment/file-rules.ts'
import type { Language } from '../../domain/language.ts'
import { files as en } from '../../words/en/files.ts'
import { fill } from '../../words/fill.ts'
import { files as kk } from '../../words/kk/files.ts'
import { files as ru } from '../../words/ru/files.ts'
import type { KeptFile } from '../attachment/file-store.ts'
import { faultOf, openFile } from '../attachment/stored-file-store.ts'
import type { Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { allFilesOf, nameOfLetter } from './appeal-files.ts'
import type { SentAppeal } from './appeal-store.ts'

const words = { kk, ru, en }

/**
 * Every file of an appeal as one ZIP, made while it is sent: each is gone through whole when its turn comes. One that
 * is damaged stays out and is told in the log; one with a virus, or not checked yet, stays out too. A text inside names
 * them. Who may read the appeal has been asked before.
 */
export async function archiveFiles(
  context: Context,
  appeal: SentAppeal,
  language: Language,
): Promise<StreamAnswer> {
  const all = await allFilesOf(context.db, appeal)
  const zip = new ZipFile()
  const stream = zip.outputStream as PassThrough
  zip.on('error', (error: Error) => stream.destroy(error))
  const filling = fillZip(context, { zip, stream }, all, language).catch((error: Error) => {
    stream.destroy(error)
  })
  const name = nameOfLetter(appeal).replace(/\.pdf$/, '.zip')
  return { stream, filling, mediaType: 'application/zip', name }
}

async function fillZip(
  context: Context,
  { zip, stream }: { zip: ZipFile; stream: PassThrough },
  all: readonly KeptFile[],
  language: Language,
): Promise<void> {
  const safe = all.filter(({ scan }) => scan === 'clean' || scan === 'notConfigured')
  const names = uniqueNames(safe.map(({ name }) => name))
  const left: LeftOut[] = all
    .filter((file) => !safe.includes(file))
    .map(({ name, scan }) => ({ name, why: scan === 'infected' ? 'leftInfected' : 'leftPending' }))
  for (const [index, file] of safe.entries()) {
    if (stream.destroyed) return
    const fault = await faultOf(context, file)
    if (fault !== null) {
      context.log({ level: 'error', message: 'a stored file is damaged', file: file.id, fault })
      left.push({ name: file.name, why: 'leftDamaged' })
      continue
    }
    const { stream: bytes } = await openFile(context, file.id)
    // Gone while the file was gone through: nobody would end its stream.
    if (stream.destroyed) return void bytes.destroy()
    const letGo = () => bytes.destroy()
    stream.once('close', letGo)
    zip.addReadStream(bytes, names[index] ?? file.name, {
      mtime: new Date(file.createdAt),
      size: file.size,
      compress: !isPacked(file.mediaType),
    })
    // Broken off by the disk or by who takes it: the whole breaks off.
    await finished(bytes)
    stream.off('close', letGo)
  }
  if (left.length > 0) {
    const text = Buffer.from(leftOut(left, language))
    zip.addBuffer(text, words[language].leftOutName, { mtime: new Date(context.now()) })
  }
  zip.end()
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

/** A file that is not in the ZIP, and the words that say why. */
interface LeftOut {
  readonly name: string
  readonly why: 'leftInfected' | 'leftPending' | 'leftDamaged'
}

function leftOut(left: readonly LeftOut[], language: Language): string {
  const files = words[language]
  const lines = left.map(({ name, why }) => fill(files[why], { name }))
  return `\uFEFF${[files.leftOut, ...lines].join('\r\n')}\r\n`
}
