import { type OtherProgram, whyMissing } from '../bin/testing/other-programs.ts'

/** Fails in words where another program can't be asked: a test that returns without asking would be a silent skip. */
export function needs(...programs: OtherProgram[]): void {
  const missing = programs.map(whyMissing).filter((why) => why !== null)
  if (missing.length > 0) throw new Error(missing.join('\n'))
}
