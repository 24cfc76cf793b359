import type { catalogueFaults } from '../../../words/kk/catalogue-faults.ts'

/** What is wrong: a text of words/<language>/catalogue-faults.ts, and what fills it. */
export interface Told {
  readonly problem: keyof (typeof catalogueFaults)['problems']
  readonly params: Readonly<Record<string, string | number>>
}

export const told = (problem: Told['problem'], params: Told['params'] = {}): Told => ({ problem, params })

/** A name on the way to what is wrong. */
export interface Place {
  readonly kind: 'type' | keyof (typeof catalogueFaults)['places']
  readonly name: string
}
