import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Programs of others that tests ask for their opinion, each with Debian's package of it. */
export const otherPrograms = {
  openssl: 'openssl',
  unzip: 'unzip',
  pdftotext: 'poppler-utils',
  qpdf: 'qpdf',
  age: 'age',
} as const
export type OtherProgram = keyof typeof otherPrograms

/** What keeps a program from being asked, in words; null when it can be. */
export function whyMissing(name: OtherProgram): string | null {
  const { error, stdout } = spawnSync(name, [name === 'openssl' ? 'version' : '-v'], { encoding: 'utf8' })
  const get = `Install ${otherPrograms[name]} (Debian: apt-get install ${otherPrograms[name]}; macOS: brew install ${name === 'pdftotext' ? 'poppler' : name}).`
  if (error !== undefined) return `${name} is not installed, and the tests ask it whether it agrees. ${get}`
  // LibreSSL, which macOS calls openssl, knows neither CAdES nor the older ciphers of key files.
  if (name === 'openssl' && !/^OpenSSL ([3-9]|\d\d)\./.test(stdout))
    return `The openssl here is ${stdout.trim()}; the tests ask OpenSSL 3. ${get}`
  return null
}

/** Installs what is missing where that is ours to do, Debian as root, saying so; elsewhere the tests say it. */
export function ensurePrograms(): void {
  const names = Object.keys(otherPrograms) as OtherProgram[]
  const packages = names.filter((name) => whyMissing(name) !== null).map((name) => otherPrograms[name])
  if (packages.length === 0 || !existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return
  console.error(`otinish: installing ${packages.join(', ')} by apt-get …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ])
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env })
}
