import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { projectFiles, type Room, rooms, root } from './sources.ts'

/** Something the compiler said, all lines of it, and of which line. */
export interface Complaint {
  readonly file: string
  readonly line: number
  readonly says: string
}

/** How long a test that compiles may take where others use the machine too. */
export const compilePatience = 180_000

const settings = {
  extends: './tsconfig.base.json',
  compilerOptions: {
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    jsx: 'react-jsx',
    types: ['node', 'vite/client'],
  },
  exclude: ['**/*.test.ts', '**/*.test.tsx'],
}

/**
 * Compiles a changed copy of the rooms, without their tests, and gives what the compiler says of it. `changes` are by
 * file; a file that is not there yet is given an empty text. Fewer rooms compile faster.
 */
export function compileCopy(
  changes: Readonly<Record<string, (text: string) => string>>,
  include: readonly Room[] = rooms,
): Complaint[] {
  const copy = mkdtempSync(join(tmpdir(), 'otinish-copy-'))
  try {
    const sources = projectFiles().filter(
      (file) =>
        // package.json says what `#…` means.
        ['tsconfig.base.json', 'package.json'].includes(file) ||
        (/^\w+\/.*\.(tsx?|json)$/.test(file) && !file.startsWith('test/')),
    )
    for (const file of sources) {
      mkdirSync(join(copy, dirname(file)), { recursive: true })
      copyFileSync(join(root, file), join(copy, file))
    }
    for (const [file, change] of Object.entries(changes)) {
      const before = sources.includes(file) ? readFileSync(join(copy, file), 'utf8') : ''
      writeFileSync(join(copy, file), change(before))
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({ ...settings, include }))
    // One checker: each further one checks the shared types again, which costs twice the time on two cores.
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout } = spawnSync(process.execPath, [compiler, '--pretty', 'false', '--checkers', '1'], {
      cwd: copy,
      encoding: 'utf8',
    })
    return [...stdout.matchAll(/^(\S+)\((\d+),\d+\): (error .*(?:\n +.*)*)$/gm)].map(
      ([, file, line, says]) => ({
        file: file ?? '',
        line: Number(line),
        says: says ?? '',
      }),
    )
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
