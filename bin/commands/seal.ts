import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { type CertificateFacts, parseCertificate } from '../../eds/certificate.ts'
import type { Context } from '../../server/context.ts'
import { installSeal, SealRefused } from '../../server/evidence/install-seal.ts'
import { sealInUse } from '../../server/evidence/seal-store.ts'
import { formatShortDate } from '../../words/dates.ts'
import { seal as en } from '../../words/en/seal.ts'
import { signatureRefusals as enSignature } from '../../words/en/signature.ts'
import { fill } from '../../words/fill.ts'
import { seal as kk } from '../../words/kk/seal.ts'
import { signatureRefusals as kkSignature } from '../../words/kk/signature.ts'
import { seal as ru } from '../../words/ru/seal.ts'
import { signatureRefusals as ruSignature } from '../../words/ru/signature.ts'
import { readPassword } from '../terminal/ask-password.ts'
import { inWorld } from '../terminal/command-world.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish seal add KEYFILE.p12   seal evidence packages with this key of the company
otinish seal show              the key in use

  --password-file FILE   its password, \`-\` for the standard input; asked for when left out
  --language             of these answers: kk, ru or en (default: LANG)

  The key is kept in the database under MASTER_KEY. It must be the company's: its BIN that of the requisites.`

const dictionaries = { kk, ru, en }
const signatures = { kk: kkSignature, ru: ruSignature, en: enSignature }

interface Asked {
  /** Null: only show. */
  readonly keyFile: string | null
  readonly passwordFile: string | undefined
  readonly language: Language
}

/** `otinish seal …`: 0 done, 1 refused in words, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) {
    return wrongArguments('seal', usage)
  }
  const { keyFile, language } = asked
  return await inWorld('seal', language, ({ context }) =>
    keyFile === null ? show(context, language) : add(context, keyFile, asked),
  )
}

function parse(args: string[]): Asked | null {
  try {
    const options = { 'password-file': { type: 'string' }, language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const language = terminalLanguage(values.language, process.env)
    const [act, keyFile, ...more] = positionals
    if (language === undefined || more.length > 0) return null
    const asked = { passwordFile: values['password-file'], language }
    if (act === 'show' && keyFile === undefined) return { ...asked, keyFile: null }
    return act === 'add' && keyFile !== undefined ? { ...asked, keyFile } : null
  } catch {
    return null
  }
}

async function show(context: Context, language: Language): Promise<number> {
  const said = dictionaries[language]
  const seal = await sealInUse(context.db)
  if (seal === null) {
    console.log(said.none)
    return 0
  }
  console.log(inWords(parseCertificate(seal.certificate).facts, context.now(), said))
  console.log(fill(said.addedAt, { date: formatShortDate(localDate(seal.addedAt.getTime())) }))
  return 0
}

async function add(context: Context, file: string, asked: Asked): Promise<number> {
  const said = dictionaries[asked.language]
  try {
    const bytes = new Uint8Array(await readFile(file))
    const password = await readPassword(asked.passwordFile, said.password)
    console.log(inWords(await installSeal(context, bytes, password), context.now(), said))
    console.log(said.installed)
    return 0
  } catch (error) {
    const reason = whyNot(error, asked.language)
    if (reason === null) throw error
    console.error(`otinish seal: ${reason}`)
    return 1
  }
}

function whyNot(error: unknown, language: Language): string | null {
  if (error instanceof SealRefused) {
    const own: Readonly<Record<string, string>> = dictionaries[language].problems
    const ofSignature: Readonly<Record<string, { title: string }>> = signatures[language]
    return own[error.code] ?? ofSignature[error.code]?.title ?? error.code
  }
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return null
  return fill(dictionaries[language].unreadable, { file: String(error.path), reason: String(error.code) })
}

function inWords(facts: CertificateFacts, now: number, said: typeof kk): string {
  const { organisation, bin } = facts.subject
  const from = formatShortDate(localDate(facts.notBefore))
  const to = formatShortDate(localDate(facts.notAfter))
  const validity = fill(said.validity, { from, to })
  return [
    fill(said.subject, { organisation: organisation ?? '–', bin: bin ?? '–' }),
    now > facts.notAfter ? `${validity}, ${said.expired}` : validity,
    facts.algorithm,
    ...(facts.algorithm === 'rsa' ? [] : [said.gost]),
  ].join('\n')
}
