import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseInstant } from '../../domain/calendar/instant.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import type { Measures } from '../../eds/file/finding.ts'
import { kindOf } from '../../eds/file/kind-of.ts'
import { derOf } from '../../eds/pem.ts'
import { KeyFileError } from '../../eds/pkcs12.ts'
import { fill } from '../../words/fill.ts'
import { argumentFault, languageHere, wordsHere, wrongArguments } from '../terminal/terminal-words.ts'
import { findingOnFile } from '../verify/open-file.ts'
import { report, reportJson } from '../verify/report.ts'

export const verifyUsage = `otinish verify [options] FILE

  Checks an evidence package, a letter (its signature beside it as FILE.p7s), a signature (CMS), a certificate,
  a key file, a revocation list, an OCSP answer or a timestamp against the given roots, without network and without database.

  --trust DIR           pinned certificates, DER or PEM, one a file; without it no issuer is confirmed: 2
  --intermediate FILE   an authority between signer and root; may be repeated
  --at TIME             when it was received, with an offset: 2026-09-01T00:00:00Z; now when left out
  --content FILE        what was signed, where the signature does not carry it; the letter a package must be of
  --crl FILE            a revocation list; may be repeated
  --ocsp FILE           an OCSP answer; may be repeated
  --expect-iin IIN      the person it must be of
  --password-file FILE  of a key file
  --json                one line of JSON
  --help                this text

  Exit code: 0 valid, 1 invalid, 2 not yet known, 3 wrong usage.`

class UsageError extends Error {}

const exitCodes = { valid: 0, invalid: 1, unknown: 2 } as const

/** `otinish verify …`: resolves to the exit code of the verdict. */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(verifyUsage)
    return 0
  }
  const said = wordsHere().verify
  try {
    const { file, json, measures, password } = await asked(args)
    const named = await readNamed(file)
    // A signed letter is in the same folder as its signature.
    const isLetter = kindOf(named) === 'letter'
    const bytes = isLetter ? await readNamed(`${file}.p7s`) : named
    const kind = kindOf(bytes)
    if (kind === 'keyFile' && password === null) throw new UsageError(said.passwordNeeded)
    const asIs = isLetter ? { ...measures, content: named } : measures
    const finding = await findingOnFile(kind, bytes, asIs, password)
    console.log(json ? reportJson(finding) : report(finding, said, languageHere()))
    return exitCodes[finding.result]
  } catch (error) {
    const problem =
      error instanceof KeyFileError
        ? fill(wordsHere().verify.keyFile, { code: wordsHere().verify.keyFiles[error.code] })
        : null
    if (problem === null && !(error instanceof UsageError)) throw error
    return wrongArguments('verify', verifyUsage, problem ?? (error as Error).message)
  }
}

interface Asked {
  readonly file: string
  readonly json: boolean
  readonly measures: Measures
  /** Of a key file. */
  readonly password: string | null
}

async function asked(args: string[]): Promise<Asked> {
  const said = wordsHere().verify
  const { values, positionals } = parsed(args)
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new UsageError(said.nameOne)
  const at = values.at === undefined ? Date.now() : parseInstant(values.at)
  if (at === null) throw new UsageError(fill(said.atWrong, { text: values.at ?? '' }))
  const iin = values['expect-iin'] ?? null
  if (iin !== null && !/^\d{12}$/.test(iin)) throw new UsageError(said.iinWrong)
  const passwordFile = values['password-file']
  return {
    file,
    json: values.json === true,
    measures: {
      trust: values.trust === undefined ? [] : await certificatesIn(values.trust),
      at,
      now: Date.now(),
      given: values.at === undefined ? null : at,
      content: values.content === undefined ? null : await readNamed(values.content),
      evidence: {
        crls: await Promise.all((values.crl ?? []).map(readNamed)),
        ocsp: await Promise.all((values.ocsp ?? []).map(readNamed)),
      },
      expectIin: iin,
      intermediates: (await Promise.all((values.intermediate ?? []).map(certificatesIn))).flat(),
    },
    password:
      passwordFile === undefined
        ? null
        : new TextDecoder().decode(await readNamed(passwordFile)).replace(/\r?\n$/, ''),
  }
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const
  const list = { type: 'string', multiple: true } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        trust: text,
        at: text,
        content: text,
        crl: list,
        ocsp: list,
        intermediate: list,
        'expect-iin': text,
        'password-file': text,
        json: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(argumentFault(error))
  }
}

async function readNamed(name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(name))
  } catch {
    throw new UsageError(fill(wordsHere().verify.unreadable, { file: name }))
  }
}

async function certificatesIn(folder: string): Promise<Uint8Array[]> {
  const said = wordsHere().verify
  const isFolder = await stat(folder)
    .then((found) => found.isDirectory())
    .catch(() => null)
  if (isFolder === null) throw new UsageError(fill(said.unreadable, { file: folder }))
  const names = isFolder ? (await readdir(folder)).sort().map((name) => join(folder, name)) : [folder]
  const found: Uint8Array[] = []
  for (const name of names.filter((each) => !isFolder || /\.(cer|crt|der|pem)$/i.test(each))) {
    const file = await readNamed(name)
    try {
      found.push(parseCertificate(derOf(file, 'certificate')).der)
    } catch {
      throw new UsageError(fill(said.notCertificate, { file: name }))
    }
  }
  return found
}
