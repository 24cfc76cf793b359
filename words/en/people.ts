import type { people as kk } from '../kk/people.ts'

export const people: typeof kk = {
  reasons: {
    roleWithdrawn: 'The member of staff may answer appeals no more.',
    unitLeft: 'The member of staff left the unit.',
    disabled: 'The member of staff can’t sign in any more.',
    leaves: 'The member of staff left; their work was handed over.',
    unitClosed: 'The unit was closed.',
    absence: 'The member of staff is away.',
  },
}
