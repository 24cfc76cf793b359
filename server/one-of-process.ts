import type { Context } from './context.ts'

/** The one of a kind in this process. */
export function oneOfProcess<Kind>(make: (context: Context) => Kind): (context: Context) => Kind {
  const made = new WeakMap<Context, Kind>()
  return (context) => {
    const known = made.get(context) ?? make(context)
    made.set(context, known)
    return known
  }
}
