import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

export const rooms = [
  'domain',
  'words',
  'eds',
  'wire',
  'db',
  'server',
  'web',
  'pretend',
  'demo',
  'bin',
] as const
export type Room = (typeof rooms)[number]

let known: readonly string[] | undefined

/** Every file that git knows or would take, relative to the root; read once, no house test adds one. */
export const projectFiles = (): readonly string[] => {
  known ??= listFiles()
  return known
}

function listFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  return [...new Set(listed.split('\n'))].filter((file) => file !== '' && existsSync(`${root}/${file}`))
}

export const readSource = (file: string): string => readFileSync(`${root}/${file}`, 'utf8')

/** The imports of a source with their lines: static, type-only, re-exported and dynamic ones. */
export function importsOf(source: string): { path: string; line: number; typeOnly: boolean }[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g
  return [...source.matchAll(pattern)].map((match) => ({
    path: match[2] ?? match[3] ?? '',
    line: source.slice(0, (match.index ?? 0) + match[0].length).split('\n').length,
    typeOnly: match[1] !== undefined,
  }))
}
