/** Everybody who may come to a door. `owner` is Айгерім, whose draft and appeal the requests name. */
export const kinds = [
  'nobody',
  'owner',
  'otherClient',
  'coTenant',
  'executor',
  'head',
  'registrar',
  'catalogueKeeper',
  'auditor',
  'callCentre',
  'administrator',
] as const
export type Kind = (typeof kinds)[number]

export const clients: readonly Kind[] = ['owner', 'otherClient', 'coTenant']
const office: readonly Kind[] = ['executor', 'head']
/** Who is let in; another client asking for what is not theirs gets 404, everybody else 401 or 403. */
export const sets = {
  everybody: kinds,
  none: [],
  clients,
  owner: ['owner'],
  // The contract is shared; what each writes under it is not.
  parties: ['owner', 'coTenant'],
  office,
  executors: ['executor'],
  heads: ['head'],
} satisfies Record<string, readonly Kind[]>
