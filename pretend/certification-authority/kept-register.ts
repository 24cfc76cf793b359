import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Revocation, RevocationRegister } from './revocation-register.ts'

type Kept = Record<string, Revocation>

/**
 * A register in a file of its own, read at every question: what is written there, by whatever process, is the
 * authority's word from then on, also after its next start.
 */
export function keptRegister(file: string): RevocationRegister {
  const read = (): Map<string, Revocation> => {
    try {
      return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Kept))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map()
      throw error
    }
  }
  const change = (act: (kept: Map<string, Revocation>) => void): void => {
    const kept = read()
    act(kept)
    // Whole or not at all: the services may be reading.
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return {
    revoke: (serial, revocation) => change((kept) => kept.set(serial, revocation)),
    restore: (serial) => change((kept) => kept.delete(serial)),
    forget: () => {
      throw new RangeError('a kept register forgets nobody')
    },
    statusOf: (serial) => read().get(serial) ?? 'good',
    get revoked() {
      return read()
    },
  }
}
