import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { type Certificate, parseCertificate } from '../../eds/certificate.ts'
import { type Examined, examineTrust } from '../../server/signature/examine-trust.ts'
import {
  installCertificates,
  installedCertificates,
  removeCertificate,
} from '../../server/signature/trust-certificate-store.ts'
import { formatShortDate } from '../../words/dates.ts'
import { trust as en } from '../../words/en/trust.ts'
import { fill } from '../../words/fill.ts'
import { trust as kk } from '../../words/kk/trust.ts'
import { trust as ru } from '../../words/ru/trust.ts'
import { type CommandWorld, inWorld } from '../terminal/command-world.ts'
import { operatingWords } from '../terminal/data-file.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish trust check <file|folder> …             what these certificates are; needs no database
otinish trust add [--unlisted] <file|folder> …   trust them: roots and issuing authorities, DER or PEM
otinish trust list                               what is trusted
otinish trust remove <sha256>                    trust one no longer

  --unlisted  also certificates whose keys are not known for the national authority
  --language  of these answers: kk, ru or en (default: LANG)

  add and remove need DATABASE_OWNER_URL: the serving role can't install roots.`

type Words = typeof kk
const words = { kk, ru, en }

interface Asked {
  readonly act: string
  readonly rest: readonly string[]
  readonly unlisted: boolean
  readonly language: Language
  readonly said: Words
}

/** `otinish trust …`: 0 done, 1 refused in words, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) {
    return wrongArguments('trust', usage)
  }
  const { act, rest, said } = asked
  try {
    if (act === 'check') return await check(rest, said)
    return await inWorld('trust', asked.language, async (world) => {
      if (act === 'list') return await list(world, said)
      if (world.context.demo) return refused(said.demoWorld)
      const { ownerUrl } = world
      if (ownerUrl === undefined) return refused(said.needsOwner)
      if (act === 'add') return await add(world, ownerUrl, asked)
      const known = await removeCertificate(ownerUrl, rest[0]?.toLowerCase() ?? '', world.context.now())
      if (!known) return refused(said.unknown)
      console.log(said.removed)
      return 0
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    const file = 'path' in error ? String(error.path) : ''
    return refused(fill(operatingWords[asked.language].unreadable, { file, reason: 'ENOENT' }))
  }
}

function parse(args: string[]): Asked | null {
  try {
    const options = { unlisted: { type: 'boolean', default: false }, language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const language = terminalLanguage(values.language, process.env)
    const [act = '', ...rest] = positionals
    const enough = act === 'list' ? rest.length === 0 : act === 'remove' ? rest.length === 1 : rest.length > 0
    if (!['check', 'add', 'list', 'remove'].includes(act) || !enough || language === undefined) return null
    return { act, rest, unlisted: values.unlisted, language, said: words[language] }
  } catch {
    return null
  }
}

function refused(why: string): number {
  console.error(`otinish trust: ${why}`)
  return 1
}

async function check(paths: readonly string[], said: Words): Promise<number> {
  const examined = await examineTrust(await filesAt(paths), [])
  for (const one of examined) console.log(inWords(one, Date.now(), said))
  return examined.some(({ problem }) => problem !== null) ? 1 : 0
}

async function list({ context }: CommandWorld, said: Words): Promise<number> {
  const installed = await installedCertificates(context.db)
  if (installed.length === 0 && !context.demo) console.log(said.nothing)
  for (const { der, ...one } of installed) {
    const shown = { ...one, file: one.sha256, certificate: parseCertificate(der), problem: null }
    console.log(inWords(shown, context.now(), said))
  }
  return 0
}

async function add({ context }: CommandWorld, ownerUrl: string, asked: Asked): Promise<number> {
  const { said, unlisted, rest } = asked
  const roots = (await installedCertificates(context.db)).filter(({ role }) => role === 'anchor')
  const examined = await examineTrust(
    await filesAt(rest),
    roots.map(({ der }) => parseCertificate(der)),
  )
  for (const one of examined) console.log(inWords(one, context.now(), said))
  if (examined.length === 0 || examined.some(({ problem }) => problem !== null)) return refused(said.refused)
  if (!unlisted && examined.some(({ listed }) => !listed)) {
    return refused(`${said.refused} ${said.needsUnlisted}`)
  }
  await installCertificates(ownerUrl, examined, context.now())
  console.log(fill(said.installed, { n: examined.length }))
  return 0
}

async function filesAt(paths: readonly string[]): Promise<{ name: string; bytes: Uint8Array }[]> {
  const names = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [path]
      const inside = await readdir(path, { recursive: true })
      return inside.filter((name) => /\.(cer|crt|der|pem)$/i.test(name)).map((name) => join(path, name))
    }),
  )
  return await Promise.all(
    names
      .flat()
      .sort()
      .map(async (name) => ({ name, bytes: new Uint8Array(await readFile(name)) })),
  )
}

function inWords(one: Examined, now: number, said: Words): string {
  const { file, certificate, problem } = one
  if (certificate === null) return `${file}: ${said.problems.not_certificate}`
  const lines = [
    `${said.roles[one.role]}: ${certificate.facts.subject.commonName ?? '–'}`,
    fill(said.keyId, { id: certificate.facts.ski ?? '–' }),
    validityOf(certificate, now, said),
    `SHA-256 ${one.sha256}`,
    one.listed ? said.listed : said.unlisted,
    ...(problem === null ? [] : [`! ${said.problems[problem]}`]),
  ]
  return [file, ...lines.map((line) => `  ${line}`)].join('\n')
}

function validityOf({ facts }: Certificate, now: number, said: Words): string {
  const from = formatShortDate(localDate(facts.notBefore))
  const to = formatShortDate(localDate(facts.notAfter))
  const text = fill(said.validity, { from, to })
  return now > facts.notAfter ? `${text}, ${said.expired}` : text
}
